//! `demarche dump`: a store's graph as RDF.

use crate::cli::error::{Error, Outcome};
use crate::cli::location::{Base, Location, RdfFormat};
use crate::cli::output::Output;
use crate::cli::report::Report;
use crate::graph::{self, Format};

/// Write all that a store holds as RDF.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche dump -l kg > kg.ttl
  demarche dump -l kg --format nq | gzip > kg.nq.gz")]
pub(crate) struct Arguments {
    #[command(flatten)]
    location: Location,
    /// The syntax to write. Only trig, nq and jsonld hold the named graphs that you may have added.
    #[arg(long, value_enum, default_value = "ttl", value_name = "FORMAT")]
    format: RdfFormat,
    #[command(flatten)]
    base: Base,
}

pub(crate) fn run(arguments: &Arguments, report: &Report) -> Result<Outcome, Error> {
    let (_, index) = arguments.location.index(report)?;
    let quads = index.quads()?;
    let format = Format::from(arguments.format);
    if !format.holds_named_graphs() {
        let named = quads.iter().filter(|quad| !quad.graph_name.is_default_graph()).count();
        if named > 0 {
            report.note(&format_args!(
                "{named} quads in named graphs are left out; --format trig or nq holds them"
            ));
        }
    }
    let mut output = Output::new();
    graph::write(&quads, format, &arguments.base.prefixes(), &mut output).map_err(Error::Output)?;
    output.finish()?;
    Ok(if index.damages().is_empty() {
        Outcome::Done
    } else {
        Outcome::InputFailed
    })
}
