//! `demarche query`: SPARQL over a store, or over files without one.

use std::path::PathBuf;

use crate::cli::answering::{AnswerArguments, Asker};
use crate::cli::error::{Error, Outcome};
use crate::cli::location::GraphArguments;
use crate::cli::output::Output;
use crate::cli::question::{self, Question, assignment};
use crate::cli::report::Report;

/// Ask a store, or files without a store, in SPARQL 1.1. The usual prefixes (dm:, rel:, rdfs:, schema:, entity: …) need
/// no declaration. `SERVICE dm:search { ?sentence dm:matches "words" }` finds sentences by their words.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche query -l kg -q 'SELECT ?to WHERE { entity:Russia dm:sendsDemarcheTo ?to }'
  demarche query --data graph.ttl @facts
  demarche query --data article.txt --date 2024-03-14 @facts --set about=Chile
  demarche query -l kg @timeline --set a=Russia --set b=Azerbaijan
  demarche query -l kg @search --set words='\"border crossing\" -shelling'
  demarche query -l kg -q 'CONSTRUCT WHERE { ?a dm:rejects ?b }' --format graphml > rejections.graphml
  demarche query -l kg -q 'ASK { ?x a dm:Demarche }' --exit-status
  demarche query --list")]
pub(crate) struct Arguments {
    #[command(flatten)]
    graph: GraphArguments,
    /// The query. More than one are asked one after the other.
    #[arg(short, long, value_name = "SPARQL")]
    query: Vec<String>,
    /// A file that holds the query.
    #[arg(long, value_name = "FILE", conflicts_with = "query")]
    query_file: Option<PathBuf>,
    /// A named query: --list shows them.
    #[arg(value_name = "@NAME", conflicts_with_all = ["query", "query_file"])]
    name: Option<String>,
    /// A parameter of the named query.
    #[arg(long = "set", value_name = "PARAMETER=VALUE", value_parser = assignment)]
    values: Vec<(String, String)>,
    /// List the named queries with their parameters.
    #[arg(long, conflicts_with_all = ["query", "query_file", "name", "location", "files"])]
    list: bool,
    /// End with 1 when the answer is empty or false.
    #[arg(long)]
    exit_status: bool,
    #[command(flatten)]
    answer: AnswerArguments,
}

pub(crate) fn run(mut arguments: Arguments, report: &Report) -> Result<Outcome, Error> {
    let mut output = Output::new();
    if arguments.list {
        question::list(&mut output)?;
        output.finish()?;
        return Ok(Outcome::Done);
    }
    // `--data a.ttl @facts`: the option takes what follows it.
    if arguments.name.is_none() {
        arguments.name = arguments.graph.data.take_name();
    }
    let questions = questions(&arguments)?;
    let (index, mut outcome) = arguments.graph.index(report)?;
    let asker = Asker::new(index, &arguments.answer, &arguments.graph.base);
    for question in &questions {
        let answer = asker.ask(question, &mut output, report)?;
        if arguments.exit_status && answer.is_empty() && outcome == Outcome::Done {
            outcome = Outcome::CheckFailed;
        }
    }
    output.finish()?;
    Ok(outcome)
}

fn questions(arguments: &Arguments) -> Result<Vec<Question>, Error> {
    if let Some(name) = &arguments.name {
        return Ok(vec![Question::named(name, &arguments.values)?]);
    }
    if !arguments.values.is_empty() {
        return Err(Error::SetWithoutName);
    }
    if let Some(path) = &arguments.query_file {
        return Ok(vec![Question::of_file(path)?]);
    }
    if arguments.query.is_empty() {
        return Err(Error::NoQuery);
    }
    let typed = arguments.query.iter().map(|text| Question::typed(text, "--query"));
    Ok(typed.collect())
}
