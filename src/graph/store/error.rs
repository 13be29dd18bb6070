//! [`StoreError`]: what can go wrong with a store or a file of RDF.

use std::io;
use std::path::{Path, PathBuf};

use oxigraph::io::RdfParseError;
use oxigraph::store::StorageError;

use crate::graph::store::index::Damage;

/// Why a store or a file of RDF cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no such directory.
    #[error("{}: no such store; `demarche load -l DIR FILE…` makes one", directory.display())]
    Missing {
        /// The directory asked for.
        directory: PathBuf,
    },
    /// The directory is there but is no store.
    #[error("{}: not a store (it has no file demarche-store); give a directory that `demarche load` made", directory.display())]
    NotAStore {
        /// The directory asked for.
        directory: PathBuf,
    },
    /// The directory holds something else.
    #[error("{}: holds other files ({found}) and is not a store; give an empty or a missing directory", directory.display())]
    Foreign {
        /// The directory asked for.
        directory: PathBuf,
        /// One of the files in it.
        found: String,
    },
    /// The store has a format that this program does not know.
    #[error("{}: a store of another format ({found:?}); use the version of demarche that made it", directory.display())]
    Version {
        /// The store.
        directory: PathBuf,
        /// What its marker says.
        found: String,
    },
    /// Another process is writing to the store.
    #[error("{}: another process is writing to this store; wait for it to end, then try again", directory.display())]
    Busy {
        /// The store.
        directory: PathBuf,
    },
    /// The system refuses.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// What was tried: "read", "write".
        action: &'static str,
        /// With what.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A document cannot be put on disk.
    #[error("{id}: not stored: {source}; make room or mend the permissions, then load it again")]
    NotStored {
        /// The document.
        id: String,
        /// What the system refuses.
        source: Box<Self>,
    },
    /// A file is not the RDF it is taken for.
    #[error("{}{}: {message}; mend the file, or name its format by its extension", path.display(), position.map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default())]
    Parse {
        /// The file.
        path: PathBuf,
        /// Line and column, counted from 1, where they are known.
        position: Option<(u64, u64)>,
        /// What the parser says.
        message: String,
    },
    /// The log of edits is damaged before its end.
    #[error("{}:{line}: {message}; restore the file, or remove this line", path.display())]
    Edits {
        /// The log.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        message: String,
    },
    /// A segment cannot be read.
    #[error(transparent)]
    Damaged(Damage),
    /// The base is not an IRI.
    #[error("--base {base:?} is not an absolute IRI; give one like https://example.org/id/")]
    Base {
        /// What was given.
        base: String,
    },
    /// The index fails.
    #[error(
        "the index failed: {0}; remove the directory `index` of the store, if it has one, and run the command again"
    )]
    Index(#[from] StorageError),
}

impl StoreError {
    /// Takes apart a parser's error.
    pub(crate) fn parse(path: &Path, error: RdfParseError) -> Self {
        match error {
            RdfParseError::Io(source) => at("read", path)(source),
            RdfParseError::Syntax(error) => Self::Parse {
                path: path.to_owned(),
                position: error
                    .location()
                    .map(|range| (range.start.line + 1, range.start.column + 1)),
                message: error.to_string(),
            },
        }
    }
}

/// Tells what was tried with which file.
pub(crate) fn at(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> StoreError {
    let path = path.to_owned();
    move |source| StoreError::Io { action, path, source }
}
