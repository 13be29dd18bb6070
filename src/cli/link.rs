//! `demarche link`: names and what they are in other knowledge bases.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::cli::error::{Error, Outcome};
use crate::cli::location::GraphArguments;
use crate::cli::output::Output;
use crate::cli::report::Report;
use crate::graph::{Export, Format, NamedQuery, QueryOptions, ResultsFormat, query};
use crate::link::{IndexBuilder, LabelFormat};

/// The named query that `link review` asks.
const REVIEW: &str = "unlinked";

/// Make an index of names to link with; see which names are not linked.
#[derive(Debug, clap::Args)]
#[command(arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Build(Build),
    Review(Review),
}

/// Make an index of names from label dumps of any size, for --link-index of `extract` and `load`. Needs as much memory as
/// the names have bytes, and 15 bytes for each name.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche link build --from labels.tsv -o names.index
  demarche link build --from labels.nt allCountries.txt -o names.index
  demarche link build --from reviewed.csv -o mine.index
  demarche extract article.txt --link-index mine.index --link-index names.index")]
struct Build {
    /// Label dumps, each of a kind its name tells: .nt (N-Triples, labels and names), .txt (`GeoNames`, as
    /// allCountries.txt), .csv (from `link review`), else tab-separated: IRI or Q-number, label, and if known type,
    /// count (a population, or links to it) and country (as AZ). Lines without an IRI are passed over.
    #[arg(long, value_name = "FILE", required = true, num_args = 1..)]
    from: Vec<PathBuf>,
    /// Where to write the index.
    #[arg(short, long, value_name = "INDEX")]
    output: PathBuf,
}

/// List the names that are not linked for certain, the most frequent first, with what they may be. As CSV it can be
/// filled in (an IRI or a Q-number in the first column) and given to `link build`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche link review -l kg
  demarche link review -l kg --format csv > names.csv
  demarche link review --data graph.ttl --least 3")]
struct Review {
    #[command(flatten)]
    graph: GraphArguments,
    /// Leave out names that fewer documents mention.
    #[arg(long, value_name = "N", default_value_t = 1)]
    least: u32,
    /// How to write it [default: table on a terminal, csv otherwise].
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<ReviewFormat>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ReviewFormat {
    /// For people.
    Table,
    /// To fill in.
    Csv,
}

pub(crate) fn run(arguments: Arguments, report: &Report) -> Result<Outcome, Error> {
    match arguments.command {
        Command::Build(arguments) => build(&arguments, report),
        Command::Review(arguments) => review(&arguments, report),
    }
}

fn build(arguments: &Build, report: &Report) -> Result<Outcome, Error> {
    let mut builder = IndexBuilder::default();
    for file in &arguments.from {
        builder.read(file, LabelFormat::of(file))?;
    }
    let names = builder.write(&arguments.output)?;
    report.note(&format_args!("{names} names in {}", arguments.output.display()));
    Ok(Outcome::Done)
}

fn review(arguments: &Review, report: &Report) -> Result<Outcome, Error> {
    let format = arguments.format.unwrap_or(if Output::is_terminal() {
        ReviewFormat::Table
    } else {
        ReviewFormat::Csv
    });
    let (index, outcome) = arguments.graph.index(report)?;
    let failed = |error| Error::Index(Box::new(error));
    let least = arguments.least.to_string();
    let text = NamedQuery::find(REVIEW)
        .expect("the query is shipped")
        .with(&[("least", &least)])
        .map_err(failed)?;
    let answer = query(&index, &text, &QueryOptions::new(&arguments.graph.base.base)).map_err(failed)?;
    let results = match format {
        ReviewFormat::Table => ResultsFormat::Table,
        ReviewFormat::Csv => ResultsFormat::Csv,
    };
    let mut output = Output::new();
    answer
        .write(
            results,
            Export::Rdf(Format::Turtle),
            &arguments.graph.base.prefixes(),
            Output::width(),
            &mut output,
        )
        .map_err(Error::Output)?;
    output.finish()?;
    Ok(outcome)
}
