//! Where documents come from: files, standard input, JSON Lines, a sentence a line → [`Document`](crate::text::Document)s.
//!
//! Takes places and says what is wrong with each that cannot be read; gives one document at a time, so that a batch of
//! any size runs in flat memory. Reads plain text in UTF-8 and nothing else: HTML, PDF and other encodings are refused
//! with the way to convert them. Knows nothing of sentences, of CoNLL-U's inside, or of the network.

mod bytes;
mod documents;
mod error;
mod json;
mod place;

pub use documents::{Documents, Input, Settings};
pub use error::SourceError;
pub use place::Place;
