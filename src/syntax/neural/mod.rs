//! A small neural network that tags and parses: forms of a sentence → parts of speech, heads, relations.
//!
//! Words and hashed pieces of words are embedded, run through layers of bidirectional simple recurrent units, and
//! scored: tags from a lower layer, arcs and relations from the last (after Dozat & Manning 2017, "Deep Biaffine
//! Attention for Neural Dependency Parsing"). Takes forms as they stand, gives labels; refuses to know texts, tokens'
//! places and lemmas. Behind the feature `train` it also learns.

mod activation;
pub mod decode;
pub mod encoder;
pub mod form;
mod matrix;
pub mod network;
mod parameters;
#[cfg(feature = "train")]
pub mod train;

pub use matrix::{Matrix, Packed, multiply_add};
pub use network::Network;
pub use parameters::{Parameters, Sizes};
