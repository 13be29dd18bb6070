//! `demarche forget`: documents out of a store.

use crate::cli::error::{Error, Outcome};
use crate::cli::location::Location;
use crate::cli::report::Report;
use crate::graph::Store;

/// Take documents out of a store, with all that only they say. Your own edits stay.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche forget -l kg examples/articles/demarche.txt
  demarche stats -l kg --documents        names the documents of a store")]
pub(crate) struct Arguments {
    #[command(flatten)]
    location: Location,
    /// The documents, by their ids: paths as they were given, or the ids of JSON lines.
    #[arg(required = true, value_name = "DOCUMENT")]
    documents: Vec<String>,
}

pub(crate) fn run(arguments: &Arguments, report: &Report) -> Result<Outcome, Error> {
    // A missing store is not to be made for the sake of forgetting.
    drop(Store::open(&arguments.location.location)?);
    let store = Store::open_to_write(&arguments.location.location)?;
    let mut outcome = Outcome::Done;
    for document in &arguments.documents {
        if !store.forget(document)? {
            let location = store.directory().display();
            report.error(&format_args!(
                "{document}: no document of {location}; `demarche stats --documents` names them"
            ));
            outcome = Outcome::InputFailed;
        }
    }
    Ok(outcome)
}
