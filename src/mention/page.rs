//! [`Page`]: a document with its trees and the mentions found so far.

use crate::mention::draft::Draft;
use crate::mention::quotation::Speech;
use crate::syntax::{Deprel, Parse, Sentence, SentenceId, TokenId, Tree};
use crate::text::{Document, Word};

/// A document while its mentions are read.
pub(crate) struct Page<'p> {
    pub(crate) document: &'p Document,
    pub(crate) parse: &'p Parse<'p>,
    pub(crate) trees: Vec<Tree>,
    /// In text order: by first word, the longer before the shorter.
    pub(crate) drafts: Vec<Draft>,
    /// What stands in quotation marks, in text order.
    pub(crate) speeches: Vec<Speech>,
    /// For each word of the document the draft it heads, counted from 1.
    slots: Vec<u32>,
    /// Where each sentence begins in `slots`.
    offsets: Vec<u32>,
}

impl<'p> Page<'p> {
    pub(crate) fn new(document: &'p Document, parse: &'p Parse<'p>) -> Self {
        let mut offsets = Vec::with_capacity(parse.sentences.len());
        let mut words = 0;
        for sentence in &parse.sentences {
            offsets.push(words);
            words += sentence.tokens.len() as u32;
        }
        Self {
            document,
            parse,
            trees: parse.sentences.iter().map(Tree::new).collect(),
            drafts: Vec::new(),
            speeches: Vec::new(),
            slots: vec![0; words as usize],
            offsets,
        }
    }

    /// Takes the drafts of the document, puts them in order and makes them known by head.
    pub(crate) fn set_drafts(&mut self, mut drafts: Vec<Draft>) {
        drafts.sort_by_key(|draft| (draft.sentence, draft.first, std::cmp::Reverse(draft.last), draft.head));
        for (draft, number) in drafts.iter().zip(1..) {
            self.slots[(self.offsets[draft.sentence.index()] + draft.head.0) as usize] = number;
        }
        self.drafts = drafts;
    }

    pub(crate) fn sentence(&self, id: SentenceId) -> &'p Sentence {
        &self.parse.sentences[id.index()]
    }

    pub(crate) fn tree(&self, id: SentenceId) -> &Tree {
        &self.trees[id.index()]
    }

    /// The draft with this head.
    pub(crate) fn at(&self, sentence: SentenceId, head: TokenId) -> Option<usize> {
        let number = self.slots[(self.offsets[sentence.index()] + head.0) as usize];
        (number as usize).checked_sub(1)
    }

    /// The draft that a word of the document heads or, for a word within a name, the name's.
    pub(crate) fn around(&self, sentence: SentenceId, word: TokenId) -> Option<usize> {
        self.at(sentence, word).or_else(|| {
            let token = &self.sentence(sentence)[word];
            (token.head != TokenId::ROOT
                && matches!(
                    token.deprel,
                    Deprel::Flat | Deprel::Compound | Deprel::NmodDesc | Deprel::Appos
                ))
            .then(|| self.at(sentence, token.head))?
        })
    }

    pub(crate) fn lemma(&self, sentence: SentenceId, id: TokenId) -> Word {
        self.sentence(sentence)[id].lemma
    }

    pub(crate) fn form(&self, sentence: SentenceId, id: TokenId) -> &'p str {
        self.sentence(sentence)[id].span.of(&self.document.text)
    }

    /// The text from one word to another, both included.
    pub(crate) fn text_between(&self, sentence: SentenceId, first: TokenId, last: TokenId) -> &'p str {
        self.sentence(sentence).text_between(&self.document.text, first, last)
    }

    /// The speech that a word stands in, counted in text order.
    pub(crate) fn speech_at(&self, sentence: SentenceId, id: TokenId) -> Option<usize> {
        let span = self.sentence(sentence)[id].span;
        let after = self.speeches.partition_point(|speech| speech.span.start <= span.start);
        let candidate = after.checked_sub(1)?;
        self.speeches[candidate].span.contains(span).then_some(candidate)
    }
}
