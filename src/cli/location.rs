//! Arguments that name a graph: a store, or files of RDF.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;

use crate::cli::batch::{self, Done};
use crate::cli::error::{Error, Outcome};
use crate::cli::input::{InputArguments, InputFormat, ReadingArguments};
use crate::cli::knowledge::{Assert, Knowledge};
use crate::cli::reading::{self, Unread};
use crate::cli::report::Report;
use crate::cli::timings::Timings;
use crate::graph::{self, DEFAULT_BASE, Format, Index, Prefixes, Quad, Store};

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

/// Who waits longer than this for an index in memory is told of the one on disk.
const PATIENCE: Duration = Duration::from_secs(2);

/// The index of an open store.
pub(crate) fn index(store: &Store, report: &Report) -> Result<Index, Error> {
    let start = Instant::now();
    let index = store.index_telling(&report.indexing());
    report.end_bar();
    let index = index?;
    let took = start.elapsed();
    if took > PATIENCE && !cfg!(feature = "rocksdb") {
        report.note(&format_args!(
            "opening the store took {:.1} s; built with the feature `rocksdb`, demarche keeps the index on disk",
            took.as_secs_f64()
        ));
    }
    for damage in index.damages() {
        report.error(damage);
    }
    Ok(index)
}

/// Brings the index of a store that keeps one up to date.
pub(crate) fn refresh(store: &Store, report: &Report) -> Result<(), Error> {
    let refreshed = store.refresh(&report.indexing());
    report.end_bar();
    Ok(refreshed?)
}

/// A store, or files without one.
#[derive(Clone, Debug, Args)]
pub(crate) struct Data {
    /// The store's directory.
    #[arg(short, long, value_name = "DIR")]
    location: Option<PathBuf>,
    /// Files in place of a store: RDF by their extension, all others are texts to extract from.
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

    /// The store's directory; there must be one.
    pub(crate) fn store(&self) -> Result<&Path, Error> {
        self.location.as_deref().ok_or(Error::NoStore)
    }
}

/// A graph to be asked: a store, or files and how to read them.
#[derive(Clone, Debug, Args)]
pub(crate) struct GraphArguments {
    #[command(flatten)]
    pub(crate) data: Data,
    #[command(flatten)]
    pub(crate) base: Base,
    #[command(flatten)]
    reading: ReadingArguments,
    #[command(flatten)]
    pub(crate) knowledge: Knowledge,
}

impl GraphArguments {
    /// The index of the store or of the files. The outcome tells whether all of it could be read.
    pub(crate) fn index(&self, report: &Report) -> Result<(Index, Outcome), Error> {
        if let Some(location) = &self.data.location {
            let index = index(&Store::open(location)?, report)?;
            let outcome = if index.damages().is_empty() {
                Outcome::Done
            } else {
                Outcome::InputFailed
            };
            return Ok((index, outcome));
        }
        if self.data.files.is_empty() {
            return Err(Error::NoGraph);
        }
        let is_rdf = |file: &PathBuf| self.reading.input == InputFormat::Text && Format::from_path(file).is_some();
        let (rdf, texts): (Vec<_>, Vec<_>) = self.data.files.iter().cloned().partition(is_rdf);
        let index = Index::of_files(rdf.iter().map(PathBuf::as_path), &self.base.base)?;
        if texts.is_empty() {
            return Ok((index, Outcome::Done));
        }
        let mut quads = index.quads()?;
        let outcome = self.extract(texts, report, &mut quads)?;
        Ok((Index::of_quads(quads)?, outcome))
    }

    /// Adds what texts say to `quads`.
    fn extract(&self, files: Vec<PathBuf>, report: &Report, quads: &mut Vec<Quad>) -> Result<Outcome, Error> {
        let format = self.reading.input;
        let reading = self.reading.clone();
        let documents = InputArguments { files, reading }.documents()?;
        let pipeline = self.knowledge.pipeline(Assert::default(), &self.base.base)?;
        let run = pipeline.run(&self.base.base, self.knowledge.iris());
        let timings = Timings::default();
        let work = |document| {
            let (document, reading) = reading::read(&pipeline, document, format, &timings)?;
            let value = graph::quads(&run, &reading.of(&document));
            Ok::<_, Unread>(Done {
                value,
                found: reading::found(&reading),
            })
        };
        report.has_the_terminal();
        batch::run(documents, report, work, |found| {
            quads.extend(found);
            Ok(())
        })
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
