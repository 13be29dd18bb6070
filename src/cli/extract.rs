//! `demarche extract`: text → statements, as a table or as RDF.

use std::fmt::Write;
use std::sync::LazyLock;
use std::time::Instant;

use clap::ValueEnum;
use clap::builder::PossibleValue;
use serde::Serialize;

use crate::cli::batch::{self, Done};
use crate::cli::error::{Error, Outcome};
use crate::cli::extraction::ExtractionArguments;
use crate::cli::format::{GraphFormat, TripleTerms};
use crate::cli::input::InputFormat;
use crate::cli::output::{Output, json};
use crate::cli::reading::Unread;
use crate::cli::report::{Found, Report};
use crate::cli::timings::Timings;
use crate::cli::{explain, reading};
use crate::graph::{self, Export, Prefixes, Quad, Run, StatementRow};
use crate::openie::{self, Shape};
use crate::pipeline::Pipeline;
use crate::text::Document;

/// Read news text and write what it says: who does what to whom, who says so, and whether it is so.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche extract article.txt --date 2024-03-14
  demarche extract *.txt --format ttl > graph.ttl
  demarche extract *.txt --format edges-csv > edges.csv
  demarche extract article.txt --explain
  demarche extract --input lines sentences.txt --format openie
  cat wire.jsonl | demarche extract --input jsonl --format nt")]
pub(crate) struct Arguments {
    #[command(flatten)]
    extraction: ExtractionArguments,
    /// What to write [default: table on a terminal, ttl otherwise]. Memory stays flat over any number of
    /// documents with nt, nq, jsonl, events and openie.
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
    #[command(flatten)]
    triple_terms: TripleTerms,
    /// Of open relations, leave out those less sure than this, from 0 to 1; 0 leaves out none.
    #[arg(long, value_name = "SHARE", default_value_t = openie::LEAST_CONFIDENCE, value_parser = share)]
    min_confidence: f32,
    /// Say for each sentence what was made of it, which rules came near, and why they did not speak.
    #[arg(long, conflicts_with = "format")]
    explain: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Table,
    Jsonl,
    Events,
    Openie,
    OpenieTriples,
    Graph(GraphFormat),
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        static ALL: LazyLock<Vec<Format>> = LazyLock::new(|| {
            let mut all = vec![Format::Table];
            all.extend(GraphFormat::value_variants().iter().copied().map(Format::Graph));
            all.extend([Format::Jsonl, Format::Events, Format::Openie, Format::OpenieTriples]);
            all
        });
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (name, help) = match self {
            Self::Table => ("table", "A table for people"),
            Self::Jsonl => ("jsonl", "JSON Lines: a statement a line"),
            Self::Events => (
                "events",
                "JSON Lines: a document a line, with its PLOVER events, best first",
            ),
            Self::Openie => (
                "openie",
                "Open relations with all arguments, a line each: sentence, confidence, relation, arguments, between tabs",
            ),
            Self::OpenieTriples => (
                "openie-triples",
                "Open relations as triples, further arguments folded into the relation",
            ),
            Self::Graph(format) => return format.to_possible_value(),
        };
        Some(PossibleValue::new(name).help(help))
    }
}

/// A number from 0 to 1.
fn share(text: &str) -> Result<f32, String> {
    let number = text.parse().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "give a number from 0 to 1".to_owned())
}

/// What is written, and when.
#[derive(Clone, Copy)]
enum Form {
    Explanation,
    Table,
    Statements,
    Events,
    Tuples(Shape),
    /// RDF whose lines can be written as each document is done.
    Lines(graph::Format),
    /// A graph that is sorted over all documents.
    Whole(Export),
}

/// What one document comes to, in the form asked for.
enum Piece {
    Text(Vec<u8>),
    Rows(Vec<StatementRow>),
    Quads(Vec<Quad>),
}

/// All that the work on one document needs.
struct Extractor<'e> {
    pipeline: &'e Pipeline,
    run: Run<'e>,
    prefixes: Prefixes,
    input: InputFormat,
    form: Form,
    triple_terms: TripleTerms,
    least: f32,
    timings: Timings,
}

pub(crate) fn run(arguments: Arguments, report: &Report) -> Result<Outcome, Error> {
    let format = arguments.format.unwrap_or(if Output::is_terminal() {
        Format::Table
    } else {
        Format::Graph(GraphFormat::Ttl)
    });
    let form = match format {
        _ if arguments.explain => Form::Explanation,
        Format::Table => Form::Table,
        Format::Jsonl => Form::Statements,
        Format::Events => Form::Events,
        Format::Openie => Form::Tuples(Shape::Nary),
        Format::OpenieTriples => Form::Tuples(Shape::Folded),
        Format::Graph(format) => {
            let export = Export::from(format);
            arguments.triple_terms.check(export)?;
            match export {
                Export::Rdf(lines @ (graph::Format::NTriples | graph::Format::NQuads)) => Form::Lines(lines),
                whole => Form::Whole(whole),
            }
        }
    };
    let start = Instant::now();
    let extraction = arguments.extraction;
    let input = extraction.input.reading.input;
    let base = &extraction.base;
    let documents = extraction.input.clone().documents()?;
    let iris = extraction.iris();
    let pipeline = extraction.pipeline()?;
    let extractor = Extractor {
        pipeline: &pipeline,
        run: pipeline.run(&base.base, iris),
        prefixes: base.prefixes(),
        input,
        form,
        triple_terms: arguments.triple_terms,
        least: arguments.min_confidence,
        timings: Timings::default(),
    };
    extractor.timings.add("loading", start);
    let mut output = Output::new();
    let mut rows = Vec::new();
    let mut quads = Vec::new();
    if matches!(extractor.form, Form::Table | Form::Whole(_)) {
        // All is written at the end.
        report.has_the_terminal();
    }
    let work = |document| extractor.work(document);
    let outcome = batch::run(documents, report, work, |piece| {
        match piece {
            Piece::Text(text) => output.write(text)?,
            Piece::Rows(found) => rows.extend(found),
            Piece::Quads(found) => quads.extend(found),
        }
        Ok(())
    })?;
    let start = Instant::now();
    match form {
        Form::Table => graph::write_table(&rows, Output::width(), &mut output).map_err(Error::Output)?,
        Form::Whole(export) => {
            graph::export(&quads, export, &extractor.prefixes, &mut output).map_err(Error::Output)?;
        }
        Form::Explanation | Form::Statements | Form::Events | Form::Tuples(_) | Form::Lines(_) => {}
    }
    output.finish()?;
    extractor.timings.add("write", start);
    if extraction.timings {
        report.note(&extractor.timings);
    }
    Ok(outcome)
}

impl Extractor<'_> {
    fn work(&self, document: Document) -> Result<Done<Piece>, Unread> {
        if let Form::Tuples(shape) = self.form {
            return Ok(self.tuples(document, shape)?);
        }
        let (document, reading) = reading::read(self.pipeline, document, self.input, &self.timings)?;
        let start = Instant::now();
        let read = reading.of(&document);
        let value = match self.form {
            Form::Explanation => Piece::Text(explain::write(self.pipeline, &document, &reading).into_bytes()),
            Form::Table => Piece::Rows(graph::statement_rows(&self.run, &read)),
            Form::Statements => Piece::Text(lines(&graph::statement_rows(&self.run, &read))),
            Form::Tuples(_) => unreachable!("tuples need no reading"),
            Form::Events => Piece::Text(lines(&[graph::event_record(&self.run, &read)])),
            Form::Whole(_) => Piece::Quads(self.quads(&read)),
            Form::Lines(format) => {
                let mut lines = Vec::new();
                graph::write(&self.quads(&read), format, &self.prefixes, &mut lines)
                    .expect("writing to memory does not fail");
                Piece::Text(lines)
            }
        };
        self.timings.add("graph", start);
        Ok(Done {
            value,
            found: reading::found(&reading),
        })
    }

    fn quads(&self, reading: &graph::Reading<'_>) -> Vec<Quad> {
        self.triple_terms.apply(graph::quads(&self.run, reading))
    }

    /// Open relations, which need neither names nor rules.
    fn tuples(&self, document: Document, shape: Shape) -> Result<Done<Piece>, reading::NotConllu> {
        let (document, parse) = reading::parse(self.pipeline, document, self.input, &self.timings)?;
        let start = Instant::now();
        let mut tuples = self.pipeline.tuples(&document, &parse, shape);
        tuples.retain(|tuple| tuple.confidence >= self.least);
        let mut written = String::new();
        for tuple in &tuples {
            let sentence = parse.sentence(tuple.sentence);
            // Of an input of lines the line is given back as it came; else the sentence, on one line.
            if self.input == InputFormat::Lines {
                written.push_str(&document.text);
            } else {
                let words: Vec<&str> = sentence.span.of(&document.text).split_whitespace().collect();
                written.push_str(&words.join(" "));
            }
            write!(written, "\t{:.4}\t", tuple.confidence)
                .and_then(|()| tuple.write(&document.text, sentence, &mut written))
                .expect("writing to a string does not fail");
            written.push('\n');
        }
        self.timings.add("rules", start);
        Ok(Done {
            value: Piece::Text(written.into_bytes()),
            found: Found {
                counts: vec![
                    ("sentences", parse.sentences.len() as u64),
                    ("relations", tuples.len() as u64),
                ],
                unlinked: Vec::new(),
            },
        })
    }
}

/// A line of JSON for each of `rows`.
fn lines(rows: &[impl Serialize]) -> Vec<u8> {
    rows.iter().map(json).collect::<String>().into_bytes()
}
