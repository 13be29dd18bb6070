//! `demarche dump`: a store's graph as RDF.

use crate::cli::error::{Error, Outcome};
use crate::cli::format::{GraphFormat, TripleTerms};
use crate::cli::location::{Base, Location};
use crate::cli::output::Output;
use crate::cli::report::Report;
use crate::graph::{self, Export};

/// Write all that a store holds: as RDF, as nanopublications, as tables or a graph for programs that draw and count
/// networks.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche dump -l kg > kg.ttl
  demarche dump -l kg --format nq | gzip > kg.nq.gz
  demarche dump -l kg --format ttl --rdf12 > kg-rdf12.ttl
  demarche dump -l kg --format nodes-csv > nodes.csv && demarche dump -l kg --format edges-csv > edges.csv
  demarche dump -l kg --format graphml > kg.graphml")]
pub(crate) struct Arguments {
    #[command(flatten)]
    location: Location,
    /// What to write. Only trig, nq and jsonld hold the named graphs that you may have added.
    #[arg(long, value_enum, default_value = "ttl", value_name = "FORMAT")]
    format: GraphFormat,
    #[command(flatten)]
    triple_terms: TripleTerms,
    #[command(flatten)]
    base: Base,
}

pub(crate) fn run(arguments: &Arguments, report: &Report) -> Result<Outcome, Error> {
    let export = Export::from(arguments.format);
    arguments.triple_terms.check(export)?;
    let (_, index) = arguments.location.index(report)?;
    let quads = arguments.triple_terms.apply(index.quads()?);
    if !matches!(export, Export::Rdf(format) if format.holds_named_graphs()) {
        let named = quads.iter().filter(|quad| !quad.graph_name.is_default_graph()).count();
        if named > 0 {
            report.note(&format_args!(
                "{named} quads in named graphs are left out; --format trig or nq holds them"
            ));
        }
    }
    let mut output = Output::new();
    graph::export(&quads, export, &arguments.base.prefixes(), &mut output).map_err(Error::Output)?;
    output.finish()?;
    Ok(if index.damages().is_empty() {
        Outcome::Done
    } else {
        Outcome::InputFailed
    })
}
