//! [`GraphFormat`]: the names that `--format` has for what a graph is written as; [`TripleTerms`], `--rdf12`; [`Shown`].

use clap::{Args, ValueEnum};

use crate::cli::error::Error;
use crate::graph::{Export, Format, Quad, Separator, with_triple_terms};

/// What a graph is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum GraphFormat {
    /// Turtle, sorted and grouped.
    Ttl,
    /// `TriG`: Turtle with named graphs.
    Trig,
    /// N-Triples.
    Nt,
    /// N-Quads.
    Nq,
    /// JSON-LD.
    Jsonld,
    /// RDF/XML.
    Rdf,
    /// Nanopublications in `TriG`: each fact with its evidence.
    Nanopub,
    /// Things, a row each, between commas.
    NodesCsv,
    /// Things, a row each, between tabs.
    NodesTsv,
    /// Facts between things, a row each, between commas.
    EdgesCsv,
    /// Facts between things, a row each, between tabs.
    EdgesTsv,
    /// Things and the facts between them as `GraphML`.
    Graphml,
}

impl From<GraphFormat> for Export {
    fn from(format: GraphFormat) -> Self {
        match format {
            GraphFormat::Ttl => Self::Rdf(Format::Turtle),
            GraphFormat::Trig => Self::Rdf(Format::TriG),
            GraphFormat::Nt => Self::Rdf(Format::NTriples),
            GraphFormat::Nq => Self::Rdf(Format::NQuads),
            GraphFormat::Jsonld => Self::Rdf(Format::JsonLd),
            GraphFormat::Rdf => Self::Rdf(Format::RdfXml),
            GraphFormat::Nanopub => Self::Nanopubs,
            GraphFormat::NodesCsv => Self::Nodes(Separator::Comma),
            GraphFormat::NodesTsv => Self::Nodes(Separator::Tab),
            GraphFormat::EdgesCsv => Self::Edges(Separator::Comma),
            GraphFormat::EdgesTsv => Self::Edges(Separator::Tab),
            GraphFormat::Graphml => Self::GraphMl,
        }
    }
}

/// Whether statements are written as RDF 1.2.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct TripleTerms {
    /// Write statements as RDF 1.2 does, `rdf:reifies <<( subject predicate object )>>`; for ttl, trig, nt and nq.
    #[arg(long)]
    rdf12: bool,
}

impl TripleTerms {
    /// Refuses formats that cannot hold triple terms.
    pub(crate) fn check(self, export: Export) -> Result<(), Error> {
        match export {
            Export::Rdf(Format::Turtle | Format::TriG | Format::NTriples | Format::NQuads) => Ok(()),
            _ if self.rdf12 => Err(Error::NoTripleTerms),
            _ => Ok(()),
        }
    }

    /// The quads as they are written.
    pub(crate) fn apply(self, quads: Vec<Quad>) -> Vec<Quad> {
        if self.rdf12 { with_triple_terms(quads) } else { quads }
    }
}

/// How findings are written: `stats`, `why`, `diff`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shown {
    /// For people.
    #[default]
    Text,
    /// For programs: JSON, a line for all of it, of `why` for each statement.
    Json,
}
