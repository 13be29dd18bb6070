//! `demarche extract`: text → statements, as a table or as RDF.

use clap::ValueEnum;

use crate::cli::batch::{self, Done};
use crate::cli::error::{Error, Outcome};
use crate::cli::input::InputArguments;
use crate::cli::knowledge::{Assert, Knowledge};
use crate::cli::output::Output;
use crate::cli::report::Report;
use crate::cli::table::{self, Page};
use crate::cli::{explain, reading};
use crate::text::Document;

/// Read news text and write what it says: who does what to whom, who says so, and whether it is so.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche extract article.txt --date 2024-03-14
  demarche extract article.txt --explain
  cat wire.jsonl | demarche extract --input jsonl")]
pub(crate) struct Arguments {
    #[command(flatten)]
    input: InputArguments,
    #[command(flatten)]
    knowledge: Knowledge,
    #[command(flatten)]
    assert: Assert,
    /// What to write [default: table on a terminal, ttl otherwise].
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
    /// Say for each sentence what was made of it, which rules came near, and why they did not speak.
    #[arg(long, conflicts_with = "format")]
    explain: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table for people.
    Table,
}

pub(crate) fn run(arguments: Arguments, report: &Report) -> Result<Outcome, Error> {
    let pipeline = arguments.knowledge.pipeline(arguments.assert)?;
    let input = arguments.input.reading.input;
    let mut output = Output::new();
    let mut rows = Vec::new();
    let work = |document: Document| {
        let (document, reading) = reading::read(&pipeline, document, input)?;
        let statements = &reading.extraction.statements;
        let found = vec![
            ("sentences", reading.parse.sentences.len() as u64),
            ("statements", statements.len() as u64),
            (
                "facts",
                statements.iter().filter(|statement| statement.asserted).count() as u64,
            ),
        ];
        let page = Page {
            text: &document.text,
            mentions: &reading.mentions,
            extraction: &reading.extraction,
            ontology: pipeline.ontology(),
        };
        let value = if arguments.explain {
            (Vec::new(), explain::write(&pipeline, &document, &reading))
        } else {
            (page.rows(), String::new())
        };
        Ok::<_, reading::NotConllu>(Done { value, found })
    };
    let outcome = batch::run(arguments.input.documents()?, report, work, |(found, text)| {
        rows.extend(found);
        output.write(text)
    })?;
    if !arguments.explain {
        output.write(table::draw(rows, Output::width()))?;
    }
    output.finish()?;
    Ok(outcome)
}
