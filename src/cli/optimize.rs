//! `demarche optimize`: a store's log of edits, shortened.

use crate::cli::error::{Error, Outcome};
use crate::cli::location::Location;
use crate::cli::report::Report;
use crate::graph::Store;

/// Shorten a store's log of edits to the last change of each triple. Answers stay the same.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche optimize -l kg")]
pub(crate) struct Arguments {
    #[command(flatten)]
    location: Location,
}

pub(crate) fn run(arguments: &Arguments, report: &Report) -> Result<Outcome, Error> {
    drop(Store::open(&arguments.location.location)?);
    let (before, after) = Store::open_to_write(&arguments.location.location)?.optimize()?;
    report.note(&format_args!("{before} edits before, {after} after"));
    Ok(Outcome::Done)
}
