//! Learning the network's weights from treebanks: gradients, Adam, schedule.

mod adam;
mod batch;
mod encoder_gradient;
mod lexicon;
mod random;
mod step;
mod trainer;
mod vectors;

pub use adam::Adam;
pub use batch::{Batch, Example};
pub use lexicon::Lexicon;
pub use random::Random;
pub use step::{Dropout, Losses, PIECE_SCALE, Step};
pub use trainer::{Settings, Trainer};
pub use vectors::{VectorSettings, Vectors};
