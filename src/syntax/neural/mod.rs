//! A small neural network that tags and parses: forms of a sentence → parts of speech, heads, relations.
//!
//! Words and hashed pieces of words are embedded, run through two layers of bidirectional LSTM, and scored: tags from a
//! lower layer, arcs and relations from the last (after Dozat & Manning 2017, "Deep Biaffine Attention for Neural
//! Dependency Parsing", <https://arxiv.org/abs/1611.01734>). Takes forms, gives labels; refuses to know texts, tokens'
//! places and lemmas. Behind the feature `train` it also learns.

#![expect(
    clippy::inline_always,
    reason = "a kernel must be inlined into the function that was compiled for the processor's SIMD"
)]

mod activation;
mod decode;
mod file;
mod lanes;
mod layer;
mod matrix;
mod network;
mod parameters;
mod piece;
mod quantized;
mod reader;
mod rounded;
mod scorers;
mod scores;
#[cfg(feature = "train")]
pub(crate) mod train;

#[cfg(feature = "train")]
pub(crate) use activation::softmax_rows;
#[cfg(feature = "train")]
pub(crate) use decode::best_tree;
pub(crate) use file::NetworkSections;
pub(crate) use matrix::{Matrix, Packed, multiply, multiply_add};
pub(crate) use network::Network;
pub(crate) use parameters::{Parameters, Sizes};
pub(crate) use reader::NeuralReader;
#[cfg(feature = "train")]
pub(crate) use reader::best;
pub(crate) use scorers::{Scorers, columns};
#[cfg(feature = "train")]
pub(crate) use scores::Scores;
