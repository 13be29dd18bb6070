//! [`Error`]: why a command stops; [`Outcome`]: how one that did not stop ended. Together they are the exit code.

use std::io;

use crate::source::SourceError;

/// How a command that ran to its end fared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All was done: exit code 0.
    Done,
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
