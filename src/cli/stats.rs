//! `demarche stats`: what a graph holds, in numbers.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::cli::error::{Error, Outcome};
use crate::cli::format::Shown;
use crate::cli::location::GraphArguments;
use crate::cli::output::{Output, json};
use crate::cli::report::Report;
use crate::graph::{Statistics, Store, statistics};
use crate::rule::ids;

/// How many of the most frequent classes and rules the text shows.
const SHOWN: usize = 20;

/// Count what a store or files hold: documents, sentences, statements by class and by rule, facts, linked and unlinked names, rules that
/// never fired.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche stats -l kg
  demarche stats -l kg --documents
  demarche stats --data graph.ttl --format json")]
pub(crate) struct Arguments {
    #[command(flatten)]
    graph: GraphArguments,
    /// Name the documents of the store instead, with the size of each on disk in bytes.
    #[arg(long, requires = "location", conflicts_with = "files")]
    documents: bool,
    /// How to write it.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Shown,
}

pub(crate) fn run(arguments: &Arguments, report: &Report) -> Result<Outcome, Error> {
    let mut output = Output::new();
    if arguments.documents {
        let (documents, damages) = Store::open(arguments.graph.data.store()?)?.documents()?;
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
    let (index, outcome) = arguments.graph.index(report)?;
    let found = statistics(&index).map_err(|error| Error::Index(Box::new(error)))?;
    let files = arguments.graph.knowledge.rule_files()?;
    let fired: BTreeSet<&str> = found.rules.iter().map(|(rule, _)| rule.as_str()).collect();
    let never_fired: Vec<&str> = ids(&files).filter(|id| !fired.contains(id)).collect();
    output.write(match arguments.format {
        Shown::Text => text(&found, &never_fired),
        Shown::Json => json(&Counted {
            found: &found,
            never_fired,
        }),
    })?;
    output.finish()?;
    Ok(outcome)
}

/// What is counted, with the rules that made nothing.
#[derive(Serialize)]
struct Counted<'s> {
    #[serde(flatten)]
    found: &'s Statistics,
    never_fired: Vec<&'s str>,
}

fn text(found: &Statistics, never_fired: &[&str]) -> String {
    let mut lines = Vec::new();
    for (name, count) in [
        ("quads", found.quads),
        ("documents", found.documents),
        ("sentences that say something", found.sentences),
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
        ("names linked to nothing, by documents", &found.unlinked),
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
    lines.push(format!("\n{:>10}  rules that never fired", never_fired.len()));
    if never_fired.len() > SHOWN {
        lines.push("            their ids: --format json".to_owned());
    } else {
        lines.extend(never_fired.iter().map(|rule| format!("            {rule}")));
    }
    lines.join("\n") + "\n"
}
