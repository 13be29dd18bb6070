//! [`Error`]: why a command stops; [`Outcome`]: how one that did not stop ended. Together they are the exit code.

use std::io::{self, IsTerminal};

use crate::cli::output::colours_are_welcome;
use crate::cli::reading::{NotConllu, Unread};
use crate::graph::{QueryError, StoreError};
use crate::link::{IndexError, ReconcileError};
use crate::ontology::GazetteerError;
use crate::pipeline::PipelineError;
use crate::source::SourceError;

/// How a command that ran to its end fared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All was done: exit code 0.
    Done,
    /// A check that the user asked for failed: exit code 1.
    CheckFailed,
    /// Some input could not be used, the rest was: exit code 2.
    InputFailed,
}

/// Why a command stops at once: exit code 2.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum Error {
    /// No file is named and nothing is piped in.
    #[error("no FILE given, and standard input is a terminal; name a file, or `-` to type the text (end with Ctrl-D)")]
    NoInput,
    /// One id for several documents.
    #[error("--id names one document, but {files} files are given; give one file, or JSON Lines with an `id` each")]
    OneId {
        /// How many files.
        files: usize,
    },
    /// `--threads 0`.
    #[error("--threads 0: at least one thread is needed")]
    NoThreads,
    /// The threads cannot be started.
    #[error("--threads: {0}")]
    Threads(#[source] rayon::ThreadPoolBuildError),
    /// A place cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// Standard output does not take what is written.
    #[error("cannot write to standard output: {0}")]
    Output(#[source] io::Error),
    /// A document's CoNLL-U is faulty.
    #[error(transparent)]
    Conllu(#[from] NotConllu),
    /// A document cannot be read.
    #[error(transparent)]
    Unread(#[from] Unread),
    /// A store, or a file of RDF, cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A query cannot be answered.
    #[error("{}", error.report(text, origin, colours()))]
    Query {
        /// What is wrong with it.
        error: Box<QueryError>,
        /// The query.
        text: String,
        /// Where it comes from.
        origin: String,
    },
    /// Rules or ontology cannot be loaded.
    #[error(transparent)]
    Pipeline(#[from] PipelineError),
    /// An index of names cannot be made or used.
    #[error(transparent)]
    LinkIndex(#[from] IndexError),
    /// Names cannot be reconciled.
    #[error(transparent)]
    Reconcile(#[from] ReconcileError),
    /// There is no place for what a service answers.
    #[error(
        "no directory to keep the service's answers in: neither XDG_CACHE_HOME nor HOME is set; give --reconcile-cache DIR"
    )]
    NoCache,
    /// `link apply` with nothing to link by.
    #[error("nothing to link by; give --link-index INDEX or --reconcile URL")]
    NoLinker,
    /// The user's gazetteer cannot be loaded.
    #[error(transparent)]
    Gazetteer(#[from] GazetteerError),
    /// No rule has such an id.
    #[error("no rule's id begins with {prefix:?}; `demarche rules list` shows them all")]
    NoRule {
        /// What was given.
        prefix: String,
    },
    /// Neither a store nor files.
    #[error("nothing to work on; name a store with -l DIR, or files with --data FILE…")]
    NoGraph,
    /// A question of the program's own failed.
    #[error(transparent)]
    Index(Box<QueryError>),
    /// Two terms are neither a thing nor a triple.
    #[error("two terms are given; give one (a statement or a thing) or three (a triple)")]
    TwoTerms,
    /// `stats --documents` without a store.
    #[error("--documents names the documents of a store; name the store with -l DIR")]
    NoStore,
    /// `--rdf12` with a format that cannot hold triple terms.
    #[error("--rdf12 writes triple terms, which this --format cannot hold; use ttl, trig, nt or nq")]
    NoTripleTerms,
    /// Standard input cannot be read.
    #[error("cannot read standard input: {0}")]
    Input(#[source] io::Error),
    /// The prompt fails.
    #[error("the prompt failed: {0}; pipe the queries in instead")]
    Prompt(#[source] rustyline::error::ReadlineError),
    /// The shell has no such command.
    #[error("there is no command {given}; .help shows those there are")]
    NoCommand {
        /// What was typed.
        given: String,
    },
    /// No format has such a name.
    #[error(
        "{given:?} is no format; answers: table csv tsv json xml; graphs: ttl trig nt nq jsonld rdf nanopub graphml nodes-csv edges-csv …"
    )]
    NoFormat {
        /// What was typed.
        given: String,
    },
    /// What follows `@NAME` are no parameters.
    #[error("{given:?}: parameters are written NAME=VALUE, a value with blanks between quotation marks")]
    BadParameters {
        /// What was typed.
        given: String,
    },
    /// No query at all.
    #[error("no query given; use -q SPARQL, --query-file FILE or @NAME (`demarche query --list` shows the names)")]
    NoQuery,
    /// A word stands where `@NAME` is due.
    #[error("{given:?} is no named query; those begin with @ (`demarche query --list`), SPARQL goes after -q")]
    NotAName {
        /// The word.
        given: String,
    },
    /// There is no such named query.
    #[error("there is no query @{name}; did you mean @{nearest}? (`demarche query --list` shows all)")]
    UnknownQuery {
        /// The name, without the `@`.
        name: String,
        /// The most similar name.
        nearest: &'static str,
    },
    /// `--set` without a named query.
    #[error("--set gives parameters to a named query, but none is named; add @NAME")]
    SetWithoutName,
    /// A file of the user's cannot be read.
    #[error("{path}: cannot be read: {error}")]
    Read {
        /// The file.
        path: String,
        /// What the system says.
        #[source]
        error: io::Error,
    },
    /// A treebank is not CoNLL-U.
    #[cfg(feature = "train")]
    #[error("{path}: {error}")]
    Treebank {
        /// The file.
        path: String,
        /// What is wrong with it.
        #[source]
        error: crate::syntax::conllu::ConlluError,
    },
    /// A model cannot be built upon.
    #[cfg(feature = "train")]
    #[error("{path}: {error}")]
    Tables {
        /// The model's file.
        path: String,
        /// What is wrong with it or with the treebanks.
        #[source]
        error: crate::syntax::train::TrainError,
    },
    /// A file of vectors is none.
    #[cfg(feature = "train")]
    #[error("{path}: {error}")]
    Vectors {
        /// The file.
        path: String,
        /// What is wrong with it.
        #[source]
        error: crate::syntax::train::VectorError,
    },
    /// Models that cannot decide together.
    #[cfg(feature = "train")]
    #[error(transparent)]
    Council(crate::syntax::train::CouncilError),
    /// A model file is none.
    #[cfg(feature = "train")]
    #[error("{path}: {error}")]
    Model {
        /// The file.
        path: String,
        /// What is wrong with it.
        #[source]
        error: crate::syntax::ModelError,
    },
    /// A file cannot be written.
    #[error("{path}: cannot be written: {error}")]
    Write {
        /// The file.
        path: String,
        /// What the system says.
        #[source]
        error: io::Error,
    },
}

impl Error {
    /// Whether the reader of our output has gone away, as `head` does: no failure.
    pub(crate) fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// Whether messages may have colours.
fn colours() -> bool {
    io::stderr().is_terminal() && colours_are_welcome()
}
