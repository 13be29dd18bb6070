//! `demarche query`: SPARQL over a store, or over files without one.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::ValueEnum;

use crate::cli::error::{Error, Outcome};
use crate::cli::format::GraphFormat;
use crate::cli::input::ReadingArguments;
use crate::cli::location::{Base, Data};
use crate::cli::output::Output;
use crate::cli::report::Report;
use crate::graph::{NAMED_QUERIES, NamedQuery, QueryOptions, ResultsFormat, query};

/// Ask a store, or files without a store, in SPARQL 1.1. The usual prefixes (dm:, rel:, rdfs:, schema:, entity: …) need
/// no declaration.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche query -l kg -q 'SELECT ?to WHERE { entity:Russia dm:sendsDemarcheTo ?to }'
  demarche query --data graph.ttl @facts
  demarche query --data article.txt --date 2024-03-14 @facts --set about=Chile
  demarche query -l kg @timeline --set a=Russia --set b=Azerbaijan
  demarche query -l kg -q 'ASK { ?x a dm:Demarche }' --exit-status
  demarche query --list")]
pub(crate) struct Arguments {
    #[command(flatten)]
    data: Data,
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
    /// How rows are written [default: table on a terminal, csv otherwise].
    #[arg(long, value_enum, value_name = "FORMAT")]
    results_format: Option<Results>,
    /// How the graph of CONSTRUCT and DESCRIBE is written.
    #[arg(long, value_enum, default_value = "ttl", value_name = "FORMAT")]
    format: GraphFormat,
    /// End with 1 when the answer is empty or false.
    #[arg(long)]
    exit_status: bool,
    /// Stop a query after this many seconds; 0 for never.
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    timeout: u64,
    /// Stop after this many rows or triples.
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    max_rows: usize,
    #[command(flatten)]
    base: Base,
    #[command(flatten)]
    reading: ReadingArguments,
}

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Results {
    /// For people: IRIs short, literals bare.
    Table,
    /// SPARQL Results JSON.
    Json,
    /// SPARQL Results XML.
    Xml,
    /// SPARQL Results CSV.
    Csv,
    /// SPARQL Results TSV.
    Tsv,
}

/// A query and where it comes from, for messages.
struct Question {
    text: String,
    origin: String,
}

pub(crate) fn run(mut arguments: Arguments, report: &Report) -> Result<Outcome, Error> {
    if arguments.list {
        return list();
    }
    // `--data a.ttl @facts`: the option takes what follows it.
    if arguments.name.is_none() {
        arguments.name = arguments.data.take_name();
    }
    let questions = questions(&arguments)?;
    let default = if Output::is_terminal() {
        Results::Table
    } else {
        Results::Csv
    };
    let results = match arguments.results_format.unwrap_or(default) {
        Results::Table => ResultsFormat::Table,
        Results::Json => ResultsFormat::Json,
        Results::Xml => ResultsFormat::Xml,
        Results::Csv => ResultsFormat::Csv,
        Results::Tsv => ResultsFormat::Tsv,
    };
    let prefixes = arguments.base.prefixes();
    let options = QueryOptions {
        timeout: (arguments.timeout > 0).then(|| Duration::from_secs(arguments.timeout)),
        max_rows: arguments.max_rows,
        ..QueryOptions::new(&arguments.base.base)
    };
    let (index, mut outcome) = arguments.data.index(arguments.reading, &arguments.base.base, report)?;
    let mut output = Output::new();
    for question in questions {
        let answer = query(&index, &question.text, &options).map_err(|error| Error::Query {
            error: Box::new(error),
            text: question.text,
            origin: question.origin,
        })?;
        answer
            .write(
                results,
                arguments.format.into(),
                &prefixes,
                Output::width(),
                &mut output,
            )
            .map_err(Error::Output)?;
        if answer.is_cut() {
            report.error(&format_args!(
                "only the first {} are shown; --max-rows gives more",
                arguments.max_rows
            ));
        }
        if arguments.exit_status && answer.is_empty() && outcome == Outcome::Done {
            outcome = Outcome::CheckFailed;
        }
    }
    output.finish()?;
    Ok(outcome)
}

fn questions(arguments: &Arguments) -> Result<Vec<Question>, Error> {
    if let Some(name) = &arguments.name {
        let Some(named) = name.strip_prefix('@') else {
            return Err(Error::NotAName { given: name.clone() });
        };
        let known = NamedQuery::find(named).ok_or_else(|| unknown(named))?;
        let values: Vec<(&str, &str)> = arguments
            .values
            .iter()
            .map(|(parameter, value)| (parameter.as_str(), value.as_str()))
            .collect();
        let origin = name.clone();
        let text = known.with(&values).map_err(|error| Error::Query {
            error: Box::new(error),
            text: known.text.to_owned(),
            origin: origin.clone(),
        })?;
        return Ok(vec![Question { text, origin }]);
    }
    if !arguments.values.is_empty() {
        return Err(Error::SetWithoutName);
    }
    if let Some(path) = &arguments.query_file {
        return Ok(vec![Question {
            text: read(path)?,
            origin: path.display().to_string(),
        }]);
    }
    if arguments.query.is_empty() {
        return Err(Error::NoQuery);
    }
    let question = |text: &String| Question {
        text: text.clone(),
        origin: "--query".to_owned(),
    };
    Ok(arguments.query.iter().map(question).collect())
}

/// A file of SPARQL.
pub(crate) fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|error| Error::Read {
        path: path.display().to_string(),
        error,
    })
}

fn unknown(name: &str) -> Error {
    let nearest = NAMED_QUERIES
        .iter()
        .map(|query| query.name)
        .max_by(|left, right| strsim::jaro_winkler(name, left).total_cmp(&strsim::jaro_winkler(name, right)));
    Error::UnknownQuery {
        name: name.to_owned(),
        nearest: nearest.unwrap_or_default(),
    }
}

fn list() -> Result<Outcome, Error> {
    let mut output = Output::new();
    for query in NAMED_QUERIES {
        output.write(format!("@{}: {}\n", query.name, query.title()))?;
        for parameter in query.parameters() {
            output.write(format!(
                "    --set {}={}  {}\n",
                parameter.name, parameter.default, parameter.meaning
            ))?;
        }
    }
    output.finish()?;
    Ok(Outcome::Done)
}

fn assignment(text: &str) -> Result<(String, String), &'static str> {
    let (name, value) = text.split_once('=').ok_or("no `=`; write PARAMETER=VALUE")?;
    Ok((name.trim().to_owned(), value.to_owned()))
}
