//! `demarche load`: documents, and files of RDF, into a store.

use std::path::PathBuf;
use std::time::Instant;

use crate::cli::batch::{self, Done};
use crate::cli::error::{Error, Outcome};
use crate::cli::extraction::ExtractionArguments;
use crate::cli::input::InputFormat;
use crate::cli::location::{self, Location};
use crate::cli::reading;
use crate::cli::report::Report;
use crate::cli::timings::Timings;
use crate::graph::{self, Format, Store};
use crate::text::Document;

/// Read documents into a store, which is made if it is missing. Loading a document again replaces it. Files of RDF (by
/// their extension: .ttl .nt .nq .trig .jsonld .rdf, also .gz) are loaded as they are.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche load -l kg articles/*.txt --date 2024-03-14
  demarche load -l kg --input jsonl wire.jsonl
  demarche load -l kg labels.ttl.gz")]
pub(crate) struct Arguments {
    #[command(flatten)]
    location: Location,
    #[command(flatten)]
    extraction: ExtractionArguments,
}

pub(crate) fn run(arguments: Arguments, report: &Report) -> Result<Outcome, Error> {
    let mut extraction = arguments.extraction;
    let input = extraction.input.reading.input;
    let is_rdf = |file: &PathBuf| input == InputFormat::Text && Format::from_path(file).is_some();
    let (rdf, texts): (Vec<_>, Vec<_>) = std::mem::take(&mut extraction.input.files)
        .into_iter()
        .partition(is_rdf);
    let only_rdf = texts.is_empty() && !rdf.is_empty();
    extraction.input.files = texts;
    let documents = if only_rdf {
        None
    } else {
        Some(extraction.input.clone().documents()?)
    };
    let base = &extraction.base.base;
    let store = Store::open_to_write(&arguments.location.location)?;
    let mut outcome = load_rdf(&store, &rdf, base, report);
    let Some(documents) = documents else {
        location::refresh(&store, report)?;
        return Ok(outcome);
    };
    let timings = Timings::default();
    let start = Instant::now();
    let pipeline = extraction.pipeline()?;
    timings.add("loading", start);
    let run = pipeline.run(base, extraction.iris());
    let work = |document: Document| {
        let (document, reading) = reading::read(&pipeline, document, input, &timings)?;
        let start = Instant::now();
        let quads = graph::quads(&run, &reading.of(&document));
        timings.add("graph", start);
        let start = Instant::now();
        let count = store.load_document(&document.id, &quads)?;
        timings.add("write", start);
        Ok::<_, Error>(Done {
            found: reading::found(&reading),
            value: (document.id, count),
        })
    };
    // A document is on disk when its work is done: what is left to do in order is to say so.
    let say = |(id, quads): (String, u64)| {
        report.detail(&format_args!("{id}: {quads} quads"));
        Ok(())
    };
    report.has_the_terminal();
    if batch::run(documents, report, work, say)? == Outcome::InputFailed {
        outcome = Outcome::InputFailed;
    }
    let start = Instant::now();
    location::refresh(&store, report)?;
    timings.add("index", start);
    if extraction.timings {
        report.note(&timings);
    }
    Ok(outcome)
}

/// Stores each file under its path as given; those that are faulty are named, and the rest goes on.
fn load_rdf(store: &Store, files: &[PathBuf], base: &str, report: &Report) -> Outcome {
    let mut outcome = Outcome::Done;
    for file in files {
        let Some(format) = Format::from_path(file) else {
            continue;
        };
        match store.load_file(&file.to_string_lossy(), file, format, base) {
            Ok(quads) => report.detail(&format_args!("{}: {quads} quads", file.display())),
            Err(error) => {
                report.error(&error);
                outcome = Outcome::InputFailed;
            }
        }
    }
    outcome
}
