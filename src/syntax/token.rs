//! [`Token`] and [`Sentence`]: words with their place in a Universal Dependencies tree.

use std::ops::Index;

use crate::syntax::{Deprel, Feats, Upos, Xpos};
use crate::text::{BlockKind, Span, Word};

/// A sentence of a document, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SentenceId(pub u32);

impl SentenceId {
    /// As an index into the parse's sentences.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A syntactic word of a sentence, counted from 0. (CoNLL-U counts from 1.)
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenId(pub u32);

impl TokenId {
    /// Stands for the artificial root as a head.
    pub const ROOT: Self = Self(u32::MAX);

    /// As an index into the sentence's tokens.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A syntactic word: a UD token after multiword tokens are split ("don't" is two).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where the word stands in the document.
    pub span: Span,
    /// Its lemma, as UD writes it (proper names keep their capitals).
    pub lemma: Word,
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn Treebank part of speech.
    pub xpos: Xpos,
    /// Morphological features.
    pub feats: Feats,
    /// The word it depends on, or [`TokenId::ROOT`].
    pub head: TokenId,
    /// How it depends on its head.
    pub deprel: Deprel,
    /// The probability that the head is right, as the parser sees it, in per cent; 100 in a tree that was given.
    pub certainty: u8,
    /// Whether it is written together with the word before it as one multiword token: the "n't" of "don't".
    pub joined: bool,
}

/// A sentence: its words form one tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, from its first word to its last.
    pub span: Span,
    /// What the block that holds it is.
    pub block: BlockKind,
    /// Its words in order; exactly one has [`TokenId::ROOT`] as head.
    pub tokens: Vec<Token>,
}

impl Sentence {
    /// The ids of its words, in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = TokenId> + ExactSizeIterator + use<> {
        (0..self.tokens.len() as u32).map(TokenId)
    }

    /// The text that runs from `first` to `last`, both included.
    pub fn text_between<'t>(&self, text: &'t str, first: TokenId, last: TokenId) -> &'t str {
        self[first].span.cover(self[last].span).of(text)
    }
}

impl Index<TokenId> for Sentence {
    type Output = Token;

    fn index(&self, id: TokenId) -> &Token {
        &self.tokens[id.index()]
    }
}
