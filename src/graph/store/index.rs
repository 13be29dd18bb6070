//! [`Index`]: quads to be queried, in memory or on disk.

use std::convert::identity;
use std::fmt;
use std::path::{Path, PathBuf};

use oxigraph::model::Quad;
use oxigraph::store::{BulkLoader, Store as Quads};

use crate::graph::format::Format;
use crate::graph::query::Search;
use crate::graph::store::changes::{Change, Changes};
#[cfg(feature = "rocksdb")]
use crate::graph::store::disk;
use crate::graph::store::edits::Edits;
use crate::graph::store::error::StoreError;
use crate::graph::store::progress::Progress;
use crate::graph::store::{read_file, segment};

/// Quads to be queried, in memory or on disk.
pub struct Index {
    quads: Quads,
    damages: Vec<Damage>,
    search: Search,
    /// Keeps the files of an index on disk; dropped after `quads`, which lies in them.
    #[cfg(feature = "rocksdb")]
    _directory: Option<disk::Directory>,
}

/// A segment that cannot be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// The segment.
    pub path: PathBuf,
    /// What is wrong with it.
    pub reason: String,
}

impl Damage {
    pub(crate) fn new(path: &Path, reason: &dyn fmt::Display) -> Self {
        Self {
            path: path.to_owned(),
            reason: reason.to_string(),
        }
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, reason } = self;
        write!(
            formatter,
            "{}: damaged segment: {reason}; load its document again, or remove the file",
            path.display()
        )
    }
}

impl std::error::Error for Damage {}

impl Index {
    /// An index of `quads`.
    ///
    /// # Errors
    /// When it cannot be built.
    pub fn of_quads(quads: impl IntoIterator<Item = Quad>) -> Result<Self, StoreError> {
        let store = Quads::new()?;
        let mut loader = batches(&store);
        loader.load_quads(quads)?;
        loader.commit()?;
        Ok(Self::in_memory(store, Vec::new()))
    }

    /// An index of RDF files, without a store; relative IRIs are resolved against `base`.
    ///
    /// # Errors
    /// The first file that has no known extension, cannot be read or is not valid.
    pub fn of_files<'p>(paths: impl IntoIterator<Item = &'p Path>, base: &str) -> Result<Self, StoreError> {
        let store = Quads::new()?;
        let mut loader = batches(&store);
        for path in paths {
            let format = Format::from_path(path).ok_or_else(|| StoreError::Parse {
                path: path.to_owned(),
                position: None,
                message: "no RDF by its extension".to_owned(),
            })?;
            loader.load_ok_quads::<_, StoreError>(read_file(path, format, base)?)?;
        }
        loader.commit()?;
        Ok(Self::in_memory(store, Vec::new()))
    }

    /// An index in memory of the segments and edits of a store.
    pub(crate) fn of_store(segments: &Path, edits: &Edits, progress: &Progress) -> Result<Self, StoreError> {
        let store = Quads::new()?;
        let mut damages = Vec::new();
        let mut loader = batches(&store);
        segment::read_each(&segment::paths(segments)?, progress, identity, |segments| {
            loader.load_quads(segments.flat_map(|(_, quads)| {
                quads
                    .unwrap_or_else(|damage| {
                        damages.push(damage);
                        None
                    })
                    .unwrap_or_default()
            }))
        })?;
        loader.commit()?;
        let index = Self::in_memory(store, damages);
        index.apply(&edits.read()?)?;
        Ok(index)
    }

    /// An index of the segments and edits of a store, as it lies on disk.
    #[cfg(feature = "rocksdb")]
    pub(crate) fn on_disk(opened: disk::Opened) -> Self {
        Self {
            quads: opened.quads,
            damages: opened.damages,
            search: Search::default(),
            _directory: Some(opened.directory),
        }
    }

    fn in_memory(quads: Quads, damages: Vec<Damage>) -> Self {
        Self {
            quads,
            damages,
            search: Search::default(),
            #[cfg(feature = "rocksdb")]
            _directory: None,
        }
    }

    /// Makes changes, all or none.
    pub(crate) fn apply(&self, changes: &Changes) -> Result<(), StoreError> {
        if changes.is_empty() {
            return Ok(());
        }
        let mut transaction = self.quads.start_transaction()?;
        for change in changes {
            match change {
                Change::Add(quad) => transaction.insert(quad),
                Change::Delete(quad) => transaction.remove(quad),
            }
        }
        transaction.commit()?;
        self.search.forget();
        Ok(())
    }

    /// The segments left out because they cannot be read.
    pub fn damages(&self) -> &[Damage] {
        &self.damages
    }

    /// How many quads there are.
    ///
    /// # Errors
    /// When the index fails.
    pub fn len(&self) -> Result<usize, StoreError> {
        Ok(self.quads.len()?)
    }

    /// Whether there are none.
    ///
    /// # Errors
    /// When the index fails.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        Ok(self.quads.is_empty()?)
    }

    /// All quads, in no order.
    ///
    /// # Errors
    /// When the index fails.
    pub fn quads(&self) -> Result<Vec<Quad>, StoreError> {
        Ok(self.quads.iter().collect::<Result<_, _>>()?)
    }

    /// The search over its sentences.
    pub(crate) fn search(&self) -> &Search {
        &self.search
    }

    pub(crate) fn store(&self) -> &Quads {
        &self.quads
    }
}

/// A bulk loader for an index in memory. It puts in quad by quad on one thread, so that a long batch is of no use there
/// and doubles the memory that is needed.
fn batches(store: &Quads) -> BulkLoader<'_> {
    store
        .bulk_loader()
        .with_num_threads(1)
        .with_max_memory_size_in_megabytes(16)
}

impl fmt::Debug for Index {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Index")
            .field("damages", &self.damages)
            .finish_non_exhaustive()
    }
}
