//! A graph as other programs want it: RDF 1.2, nanopublications, tables of nodes and edges, `GraphML`.
//!
//! All are views of the same quads, whether of one document, of a store or of a CONSTRUCT; none is read back.

mod graphml;
mod nanopub;
mod network;
mod reifier;
mod sheet;

use std::io::{self, BufWriter, Write};

pub use reifier::with_triple_terms;
pub use sheet::Separator;

use crate::graph::export::network::Network;
use crate::graph::format::{self, Format};
use crate::graph::prefix::Prefixes;
use oxigraph::model::Quad;

/// What a graph is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Export {
    /// The graph itself, in an RDF syntax.
    Rdf(Format),
    /// [Nanopublications](https://nanopub.net/guidelines/working_draft/) in `TriG`, one for each asserted statement.
    Nanopubs,
    /// The things, a row each.
    Nodes(Separator),
    /// The facts between things, a row each.
    Edges(Separator),
    /// Things and facts as [`GraphML`](http://graphml.graphdrawing.org/specification.html).
    GraphMl,
}

/// Writes `quads` as `export`: the same quads give the same bytes.
///
/// # Errors
/// What `out` refuses, and for RDF/XML a predicate that no XML name can say.
pub fn export(quads: &[Quad], export: Export, prefixes: &Prefixes, out: impl Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    match export {
        Export::Rdf(format) => format::write(quads, format, prefixes, &mut out)?,
        Export::Nanopubs => format::write(&nanopub::nanopubs(quads), Format::TriG, prefixes, &mut out)?,
        Export::Nodes(separator) => sheet::write(&Network::of(quads).nodes, separator, &mut out)?,
        Export::Edges(separator) => sheet::write(&Network::of(quads).edges, separator, &mut out)?,
        Export::GraphMl => graphml::write(&Network::of(quads), &mut out)?,
    }
    out.flush()
}
