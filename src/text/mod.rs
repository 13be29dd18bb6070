//! What a text is: [`Document`], [`Span`], [`Block`], words as numbers, and names by content.
//!
//! Takes nothing from other rooms. Knows neither files nor language: where a document came from is `source`'s
//! business, what its words mean is `syntax`'s.

mod document;
mod hash;
mod span;
mod vocabulary;

pub use document::{Block, BlockKind, Document, MAX_DOCUMENT};
pub(crate) use hash::{Hash, hex, sha256};
pub use span::Span;
pub use vocabulary::{Vocabulary, Word, Words};
