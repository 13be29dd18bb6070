//! `demarche stats`: what a graph holds, in numbers.

use clap::ValueEnum;

use crate::cli::error::{Error, Outcome};
use crate::cli::input::ReadingArguments;
use crate::cli::location::{Base, Data};
use crate::cli::output::{Output, json};
use crate::cli::report::Report;
use crate::graph::{Statistics, Store, statistics};

/// How many of the most frequent classes and rules the text shows.
const SHOWN: usize = 20;

/// Count what a store or files hold: documents, sentences, statements by class and by rule, facts, linked names.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche stats -l kg
  demarche stats -l kg --documents
  demarche stats --data graph.ttl --format json")]
pub(crate) struct Arguments {
    #[command(flatten)]
    data: Data,
    /// Name the documents of the store instead, with the size of each on disk in bytes.
    #[arg(long, requires = "location", conflicts_with = "files")]
    documents: bool,
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
    /// For people; the most frequent classes and rules.
    #[default]
    Text,
    /// One line of JSON, with all classes and rules.
    Json,
}

pub(crate) fn run(arguments: Arguments, report: &Report) -> Result<Outcome, Error> {
    let mut output = Output::new();
    if arguments.documents {
        let (documents, damages) = Store::open(arguments.data.store()?)?.documents()?;
        for document in documents {
            output.write(format!("{}\t{}\n", document.id, document.bytes))?;
        }
        output.finish()?;
        for damage in &damages {
            report.error(damage);
        }
        return Ok(if damages.is_empty() {
            Outcome::Done
        } else {
            Outcome::InputFailed
        });
    }
    let (index, outcome) = arguments.data.index(arguments.reading, &arguments.base.base, report)?;
    let found = statistics(&index).map_err(|error| Error::Index(Box::new(error)))?;
    output.write(match arguments.format {
        Format::Text => text(&found),
        Format::Json => json(&found),
    })?;
    output.finish()?;
    Ok(outcome)
}

fn text(found: &Statistics) -> String {
    let mut lines = Vec::new();
    for (name, count) in [
        ("quads", found.quads),
        ("documents", found.documents),
        ("sentences", found.sentences),
        ("statements", found.statements),
        ("  asserted", found.asserted),
        ("facts", found.facts),
        ("names", found.named),
        ("  linked", found.linked),
    ] {
        lines.push(format!("{count:>10}  {name}"));
    }
    for (title, tally) in [
        ("statements by class", &found.classes),
        ("statements by rule", &found.rules),
    ] {
        lines.push(format!("\n{title}"));
        lines.extend(
            tally
                .iter()
                .take(SHOWN)
                .map(|(name, count)| format!("{count:>10}  {name}")),
        );
        if tally.len() > SHOWN {
            lines.push(format!("            and {} more: --format json", tally.len() - SHOWN));
        }
    }
    lines.join("\n") + "\n"
}
