//! Arguments that name a graph: a store, or files of RDF.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cli::error::Error;
use crate::cli::report::Report;
use crate::graph::{DEFAULT_BASE, Format, Index, Prefixes, Store};

/// A store.
#[derive(Clone, Debug, Args)]
pub(crate) struct Location {
    /// The store's directory.
    #[arg(short, long, value_name = "DIR")]
    pub(crate) location: PathBuf,
}

impl Location {
    /// Opens the store and builds its index; damaged segments are named on standard error and left out.
    pub(crate) fn index(&self, report: &Report) -> Result<(Store, Index), Error> {
        let store = Store::open(&self.location)?;
        let index = index(&store, report)?;
        Ok((store, index))
    }
}

/// The index of an open store.
pub(crate) fn index(store: &Store, report: &Report) -> Result<Index, Error> {
    let index = store.index()?;
    for damage in index.damages() {
        report.error(damage);
    }
    Ok(index)
}

/// A store, or files without one.
#[derive(Clone, Debug, Args)]
pub(crate) struct Data {
    /// The store's directory.
    #[arg(short, long, value_name = "DIR")]
    location: Option<PathBuf>,
    /// Files of RDF, in place of a store.
    #[arg(long = "data", value_name = "FILE", num_args = 1.., conflicts_with = "location")]
    files: Vec<PathBuf>,
}

impl Data {
    /// A last `@NAME` that `--data` took for a file. (A file of such a name can be given as `./@NAME`.)
    pub(crate) fn take_name(&mut self) -> Option<String> {
        let last = self
            .files
            .last()?
            .to_str()
            .filter(|last| last.starts_with('@'))?
            .to_owned();
        self.files.pop();
        Some(last)
    }

    /// The index of the store or of the files.
    pub(crate) fn index(&self, base: &str, report: &Report) -> Result<Index, Error> {
        match &self.location {
            Some(location) => index(&Store::open(location)?, report),
            None if self.files.is_empty() => Err(Error::NoGraph),
            None => Ok(Index::of_files(self.files.iter().map(PathBuf::as_path), base)?),
        }
    }
}

/// Where entities and documents live.
#[derive(Clone, Debug, Args)]
pub(crate) struct Base {
    /// Where the IRIs of documents and entities begin.
    #[arg(long, value_name = "IRI", default_value = DEFAULT_BASE)]
    pub(crate) base: String,
}

impl Base {
    /// The prefixes under this base.
    pub(crate) fn prefixes(&self) -> Prefixes {
        Prefixes::new(&self.base)
    }
}

/// An RDF syntax, as `--format` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RdfFormat {
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
}

impl From<RdfFormat> for Format {
    fn from(format: RdfFormat) -> Self {
        match format {
            RdfFormat::Ttl => Self::Turtle,
            RdfFormat::Trig => Self::TriG,
            RdfFormat::Nt => Self::NTriples,
            RdfFormat::Nq => Self::NQuads,
            RdfFormat::Jsonld => Self::JsonLd,
            RdfFormat::Rdf => Self::RdfXml,
        }
    }
}
