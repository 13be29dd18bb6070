//! `demarche update`: a user's own edits of a store.

use std::path::PathBuf;

use crate::cli::answering::LimitArguments;
use crate::cli::error::{Error, Outcome};
use crate::cli::location::{Base, Location, index};
use crate::cli::question::read;
use crate::cli::report::Report;
use crate::graph::{QueryOptions, Store, update};

/// Change a store with SPARQL Update. The changes are kept in a log of edits, which outlives loading and forgetting.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche update -l kg -u 'INSERT DATA { entity:Norland skos:altLabel \"the Republic\"@en }'
  demarche update -l kg --update-file corrections.ru")]
pub(crate) struct Arguments {
    #[command(flatten)]
    location: Location,
    /// The update.
    #[arg(short, long, value_name = "SPARQL", required_unless_present = "update_file")]
    update: Option<String>,
    /// A file that holds the update.
    #[arg(long, value_name = "FILE", conflicts_with = "update")]
    update_file: Option<PathBuf>,
    #[command(flatten)]
    limits: LimitArguments,
    /// Refuse to change more quads than this.
    #[arg(long, value_name = "N", default_value_t = 1_000_000, help_heading = "Limits")]
    max_changes: usize,
    #[command(flatten)]
    base: Base,
}

pub(crate) fn run(arguments: Arguments, report: &Report) -> Result<Outcome, Error> {
    let (text, origin) = match (arguments.update, &arguments.update_file) {
        (Some(text), _) => (text, "--update".to_owned()),
        (None, Some(path)) => (read(path)?, path.display().to_string()),
        (None, None) => return Err(Error::NoQuery),
    };
    let options = QueryOptions {
        max_rows: arguments.max_changes,
        ..arguments.limits.options(&arguments.base)
    };
    let store = Store::open_to_write(&arguments.location.location)?;
    let index = index(&store, report)?;
    let changes = update(&store, &index, &text, &options).map_err(|error| Error::Query {
        error: Box::new(error),
        text,
        origin,
    })?;
    report.note(&format_args!("{} changes", changes.len()));
    Ok(Outcome::Done)
}
