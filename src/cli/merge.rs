//! `demarche merge`: other stores into one.

use std::path::PathBuf;

use crate::cli::error::{Error, Outcome};
use crate::cli::location::Location;
use crate::cli::report::Report;
use crate::graph::Store;

/// Copy the documents and edits of other stores into a store, which is made if it is missing. A document that both have
/// is taken from the other.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche merge -l kg kg-of-monday kg-of-tuesday")]
pub(crate) struct Arguments {
    #[command(flatten)]
    location: Location,
    /// The other stores.
    #[arg(required = true, value_name = "DIR")]
    others: Vec<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments, report: &Report) -> Result<Outcome, Error> {
    let others: Vec<Store> = arguments
        .others
        .iter()
        .map(|other| Store::open(other))
        .collect::<Result<_, _>>()?;
    let store = Store::open_to_write(&arguments.location.location)?;
    for other in &others {
        let merged = store.merge(other)?;
        report.note(&format_args!(
            "{}: {} documents added, {} replaced, {} the same; {} edits",
            other.directory().display(),
            merged.added,
            merged.replaced,
            merged.same,
            merged.edits
        ));
    }
    Ok(Outcome::Done)
}
