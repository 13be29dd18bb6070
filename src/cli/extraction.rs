//! [`ExtractionArguments`]: what `extract` and `load` read, with what, and how they tell of it.

use clap::Args;

use crate::cli::error::Error;
use crate::cli::input::InputArguments;
use crate::cli::knowledge::{Assert, Knowledge};
use crate::cli::location::Base;
use crate::graph::EntityIris;
use crate::pipeline::Pipeline;

/// Documents, and how statements are made of them.
#[derive(Clone, Debug, Args)]
pub(crate) struct ExtractionArguments {
    #[command(flatten)]
    pub(crate) input: InputArguments,
    #[command(flatten)]
    knowledge: Knowledge,
    #[command(flatten)]
    assert: Assert,
    #[command(flatten)]
    pub(crate) base: Base,
    /// Say at the end, on standard error, how long each stage took, summed over the threads.
    #[arg(long)]
    pub(crate) timings: bool,
}

impl ExtractionArguments {
    /// What things are called in the graph.
    pub(crate) fn iris(&self) -> EntityIris {
        self.knowledge.iris()
    }

    /// Loads all that reading needs.
    pub(crate) fn pipeline(&self) -> Result<Pipeline, Error> {
        self.knowledge.pipeline(self.assert, &self.base.base)
    }
}
