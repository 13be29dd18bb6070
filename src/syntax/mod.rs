//! What sentences and words there are and how they hang together: text → [`Parse`].
//!
//! Takes a text and gives sentences of Universal Dependencies: tokens with lemma, parts of speech, features, and one
//! tree for each sentence. Cannot fail: any text has a parse. Knows nothing of names, meaning or RDF.

mod block;
pub mod conllu;
mod control;
mod draw;
mod enhanced;
mod evaluate;
mod feats;
mod form;
mod irregular;
mod label;
mod lemma;
mod model;
mod morphology;
mod neural;
mod perceptron;
mod reader;
mod repair;
#[cfg(test)]
mod robustness;
mod sentences;
mod table;
mod token;
#[cfg(feature = "train")]
pub mod train;
mod tree;
mod words;

pub use control::Control;
pub use draw::Drawing;
pub use enhanced::{Edge, Enhanced, Reason};
pub use evaluate::{Count, Evaluation};
pub use feats::{
    Abbr, Case, Definite, Degree, ExtPos, Feats, Feature, Foreign, Gender, Mood, NumForm, NumType, Number, Person,
    Polarity, Poss, PronType, Reflex, Style, Tense, Typo, VerbForm, Voice,
};
pub use label::{Deprel, Upos, Xpos};
pub use model::ModelError;
pub use reader::{Syntax, model_is_sound};
pub use token::{Sentence, SentenceId, Token, TokenId};
pub use tree::Tree;

use crate::text::{Block, Words};

/// A document's syntax: its blocks, and its sentences in text order. No sentence crosses a block.
#[derive(Clone, Debug)]
pub struct Parse<'v> {
    /// The stretches of the page; together the sentences' homes.
    pub blocks: Vec<Block>,
    /// The sentences, in text order.
    pub sentences: Vec<Sentence>,
    /// The strings behind the tokens' lemmas.
    pub words: Words<'v>,
}

impl Parse<'_> {
    /// The sentence with this id.
    ///
    /// # Panics
    /// When the id comes from another document.
    pub fn sentence(&self, id: SentenceId) -> &Sentence {
        &self.sentences[id.index()]
    }

    /// The ids of the sentences, in text order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = SentenceId> + ExactSizeIterator + use<> {
        (0..self.sentences.len() as u32).map(SentenceId)
    }
}
