//! What a text is: [`Document`], [`Span`], [`Block`], and words as numbers.
//!
//! Takes nothing from other rooms. Knows neither files nor language: where a document came from is `source`'s
//! business, what its words mean is `syntax`'s.

mod document;
mod span;
mod vocabulary;

pub use document::{Block, BlockKind, Document, MAX_DOCUMENT};
pub use span::Span;
pub use vocabulary::{Vocabulary, Word, Words};
