//! `demarche diff`: what one graph says and another does not.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::cli::error::{Error, Outcome};
use crate::cli::format::Shown;
use crate::cli::location::{Base, index};
use crate::cli::output::{Output, json};
use crate::cli::report::Report;
use crate::graph::{Index, Store, diff};

/// Compare two stores, or two files of RDF: the facts that only one of them has, by the rule that made them. Ends with 1
/// when they differ.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche diff kg-of-monday kg-of-tuesday
  demarche diff before.ttl after.ttl --format json")]
pub(crate) struct Arguments {
    /// The one: a store's directory or a file of RDF.
    before: PathBuf,
    /// The other.
    after: PathBuf,
    /// How to write it.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Shown,
    #[command(flatten)]
    base: Base,
}

pub(crate) fn run(arguments: &Arguments, report: &Report) -> Result<Outcome, Error> {
    let open = |path: &Path| -> Result<Index, Error> {
        if path.is_file() {
            Ok(Index::of_files([path], &arguments.base.base)?)
        } else {
            index(&Store::open(path)?, report)
        }
    };
    let found =
        diff(&open(&arguments.before)?, &open(&arguments.after)?).map_err(|error| Error::Index(Box::new(error)))?;
    let mut output = Output::new();
    output.write(match arguments.format {
        Shown::Text => lines('-', &found.removed) + &lines('+', &found.added),
        Shown::Json => json(&found),
    })?;
    output.finish()?;
    report.note(&format_args!(
        "{} quads added, {} removed",
        found.quads_added, found.quads_removed
    ));
    Ok(if found.is_empty() {
        Outcome::Done
    } else {
        Outcome::CheckFailed
    })
}

/// `+ FACT<TAB>RULE`, a line a fact.
fn lines(sign: char, facts: &BTreeMap<String, BTreeSet<String>>) -> String {
    let lines = facts
        .iter()
        .flat_map(|(rule, facts)| facts.iter().map(move |fact| format!("{sign} {fact}\t{rule}\n")));
    lines.collect()
}
