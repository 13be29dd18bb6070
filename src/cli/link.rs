//! `demarche link`: names and what they are in other knowledge bases.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::cli::error::{Error, Outcome};
use crate::cli::knowledge::Knowledge;
use crate::cli::location::{self, Base, GraphArguments, Location, index};
use crate::cli::output::Output;
use crate::cli::report::Report;
use crate::graph::{
    Export, Format, NamedQuery, QueryOptions, ResultsFormat, Store, query, unlinked_names, write_links,
};
use crate::link::{IndexBuilder, LabelFormat, Subject};

/// The named query that `link review` asks.
const REVIEW: &str = "unlinked";

/// Make an index of names to link with; see which names are not linked; link those of a store.
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
    Apply(Apply),
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

/// Link the names of a store that its documents have not linked for certain, without reading the documents again. The links
/// are kept as a document of their own, `demarche:links`: the next time they are made anew, and `demarche forget` takes
/// them back.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche link apply -l kg --link-index names.index
  demarche link apply -l kg --link-index mine.index --reconcile https://wikidata.reconci.link/en/api
  demarche forget -l kg demarche:links")]
struct Apply {
    #[command(flatten)]
    location: Location,
    #[command(flatten)]
    knowledge: Knowledge,
    #[command(flatten)]
    base: Base,
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
        Command::Apply(arguments) => apply(&arguments, report),
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

fn apply(arguments: &Apply, report: &Report) -> Result<Outcome, Error> {
    let linking = arguments.knowledge.linking();
    if linking.is_empty() {
        return Err(Error::NoLinker);
    }
    let linker = linking.linker()?;
    let gazetteer = arguments.knowledge.gazetteer(&arguments.base.base)?;
    let store = Store::open_to_write(&arguments.location.location)?;
    let index = index(&store, report)?;
    let names = unlinked_names(&store, &index, &gazetteer).map_err(|error| Error::Index(Box::new(error)))?;
    let subjects: Vec<Subject<'_>> = names
        .iter()
        .map(|name| Subject {
            label: &name.label,
            aliases: &name.aliases,
            entity_type: name.entity_type,
            country: name.country,
            countries: &name.countries,
            namesakes: &[],
        })
        .collect();
    let found = linker.find(&subjects, &gazetteer)?;
    let found: Vec<_> = names.iter().cloned().zip(found).collect();
    let links = write_links(&store, &found)?;
    location::refresh(&store, report)?;
    report.note(&format_args!("{links} of {} names linked", names.len()));
    Ok(if index.damages().is_empty() {
        Outcome::Done
    } else {
        Outcome::InputFailed
    })
}
