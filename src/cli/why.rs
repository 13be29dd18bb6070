//! `demarche why`: the words behind a statement, a triple, a thing.

use clap::ValueEnum;

use crate::cli::error::{Error, Outcome};
use crate::cli::input::ReadingArguments;
use crate::cli::location::{Base, Data};
use crate::cli::output::{Output, json};
use crate::cli::report::Report;
use crate::graph::why;

/// Show what stands behind a statement, a triple or a thing: the sentence with its words underlined, the document, the
/// rule, who says so, how sure it is, and what the names are linked to. Ends with 1 when nothing is known of it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche why -l kg entity:Chile dm:sendsDemarcheTo entity:Bolivia
  demarche why -l kg Chile 'sends demarche to' Bolivia
  demarche why -l kg entity:Chile
  demarche why --data graph.ttl --format json -- Chile")]
pub(crate) struct Arguments {
    #[command(flatten)]
    data: Data,
    /// A statement or a thing, or the three terms of a triple: each an IRI, a prefixed name or a label.
    #[arg(value_name = "TERM", required = true, num_args = 1..=3)]
    terms: Vec<String>,
    /// How to write it.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    #[command(flatten)]
    base: Base,
    #[command(flatten)]
    reading: ReadingArguments,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// As a compiler shows it.
    #[default]
    Text,
    /// A line of JSON for each statement.
    Json,
}

pub(crate) fn run(arguments: Arguments, report: &Report) -> Result<Outcome, Error> {
    let terms: Vec<&str> = arguments.terms.iter().map(String::as_str).collect();
    if terms.len() == 2 {
        return Err(Error::TwoTerms);
    }
    let (index, outcome) = arguments.data.index(arguments.reading, &arguments.base.base, report)?;
    let found = why(&index, &terms, &arguments.base.prefixes()).map_err(|error| Error::Index(Box::new(error)))?;
    if found.is_empty() {
        report.note(&format_args!(
            "nothing is known of {}; give an IRI, a prefixed name or a label",
            terms.join(" ")
        ));
        return Ok(Outcome::CheckFailed);
    }
    let mut output = Output::new();
    for evidence in &found {
        match arguments.format {
            Format::Text => output.write(evidence.report(Output::has_colours()) + "\n")?,
            Format::Json => output.write(json(evidence))?,
        }
    }
    output.finish()?;
    Ok(outcome)
}
