//! Learning the network's weights: vectors from raw text, then gradients, Adam and a schedule over treebanks.
//!
//! One seed and one machine give the same bytes: chance has one source, sums have one order, one thread works.

mod adam;
mod batch;
mod choices;
mod corpus;
mod encoder;
mod encoder_gradient;
mod exact;
mod gradient;
mod learn;
mod lexicon;
mod opinion;
mod random;
mod scorer_gradient;
mod shorten;
mod step;
mod trainer;
mod vectors;

use adam::Adam;
use batch::{Batch, Example};
use choices::Choices;
use exact::ExactNetwork;
use lexicon::Lexicon;
use random::Random;
use shorten::Shortener;
use step::{Dropout, Losses, Step};
use trainer::{Settings, Trainer};

pub use corpus::Corpus;
pub use learn::NetworkOptions;
pub(crate) use learn::{Learnt, Silver, learn, learn_on, mix_tables};
pub(crate) use opinion::Opinion;
pub use vectors::{VectorError, VectorOptions, Vectors};
