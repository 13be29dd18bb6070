//! The store: a directory whose truth is one segment a document and a log of the user's edits.
//!
//! Takes quads by document, gives them back as an [`Index`] to query. Segments are immutable, readable by any RDF tool
//! (`gunzip -c segments/*.nq.gz`), written under a temporary name, synced and renamed; so a reader needs no lock and
//! sees each document whole or not at all. One process writes at a time. Knows nothing of texts or statements: a
//! document here is a name and its quads.

mod changes;
#[cfg(feature = "rocksdb")]
mod disk;
mod edits;
mod error;
mod index;
mod progress;
mod segment;
mod skolem;
#[cfg(test)]
mod tests;

use std::fs::{self, File, TryLockError};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::bufread::GzDecoder;
use oxigraph::io::RdfParser;
use oxigraph::model::Quad;

pub use changes::{Change, Changes};
pub use error::StoreError;
pub use index::{Damage, Index};
pub use progress::Progress;
pub use segment::StoredDocument;

use crate::graph::format::Format;
use crate::graph::store::edits::Edits;
use crate::graph::store::error::at;
use crate::graph::store::skolem::Skolemizer;

/// The file that makes a directory a store, and what it begins with.
const MARKER: &str = "demarche-store";
const FORMAT: &str = "demarche store 1";

/// A store directory, opened to read or to write.
#[derive(Debug)]
pub struct Store {
    directory: PathBuf,
    /// Held as long as the store is open to write.
    lock: Option<File>,
}

impl Store {
    /// Opens a store to read. Takes no lock: a writer may be at work beside it.
    ///
    /// # Errors
    /// When `directory` is missing, is no store, or is one of a later format.
    pub fn open(directory: &Path) -> Result<Self, StoreError> {
        check_marker(directory)?;
        Ok(Self {
            directory: directory.to_owned(),
            lock: None,
        })
    }

    /// Opens a store to write, and makes it if `directory` is missing or empty. What a writer that was killed left
    /// half-done is removed.
    ///
    /// # Errors
    /// When `directory` holds anything that is not a store, cannot be written, or another process is writing to it.
    pub fn open_to_write(directory: &Path) -> Result<Self, StoreError> {
        fs::create_dir_all(directory).map_err(at("create", directory))?;
        let entries = fs::read_dir(directory).map_err(at("read", directory))?;
        if !directory.join(MARKER).exists() {
            // A store that was killed while it was made has its lock and its segments, and nothing else.
            for entry in entries {
                let name = entry.map_err(at("read", directory))?.file_name();
                if name != "lock" && name != "segments" && name != temporary_marker().as_str() {
                    return Err(StoreError::Foreign {
                        directory: directory.to_owned(),
                        found: name.to_string_lossy().into_owned(),
                    });
                }
            }
        }
        let lock_path = directory.join("lock");
        let lock = File::create(&lock_path).map_err(at("write", &lock_path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(StoreError::Busy {
                    directory: directory.to_owned(),
                });
            }
            Err(TryLockError::Error(source)) => return Err(at("lock", &lock_path)(source)),
        }
        let store = Self {
            directory: directory.to_owned(),
            lock: Some(lock),
        };
        let segments = store.segments();
        fs::create_dir_all(&segments).map_err(at("create", &segments))?;
        if !directory.join(MARKER).exists() {
            let text = format!("{FORMAT}\n\nThis directory is a knowledge graph that demarche keeps.\n");
            segment::write_whole(&directory.join(MARKER), &temporary_marker(), text.as_bytes())?;
        }
        check_marker(directory)?;
        segment::remove_temporary(&segments)?;
        store.edits().repair()?;
        Ok(store)
    }

    /// Where the store is.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// Stores what a document says, in place of what it said before. When this returns, the document is on disk.
    /// Gives the number of quads, repeated ones counted each time.
    ///
    /// # Errors
    /// When the segment cannot be written; the store is then as it was.
    ///
    /// # Panics
    /// When the store is open to read only.
    pub fn load_document<'q>(&self, id: &str, quads: impl IntoIterator<Item = &'q Quad>) -> Result<u64, StoreError> {
        self.write(id, quads.into_iter().map(|quad| Ok(quad.clone())))
    }

    /// Stores a file of RDF as the document `id`, as it is but for blank nodes, which get IRIs under `base`.
    ///
    /// # Errors
    /// When the file cannot be read or parsed, or the segment cannot be written; the store is then as it was.
    ///
    /// # Panics
    /// When the store is open to read only.
    pub fn load_file(&self, id: &str, path: &Path, format: Format, base: &str) -> Result<u64, StoreError> {
        let mut skolemizer = Skolemizer::new(base, id);
        self.write(
            id,
            read_file(path, format, base)?.map(|quad| Ok(skolemizer.quad(quad?))),
        )
    }

    fn write(&self, id: &str, quads: impl Iterator<Item = Result<Quad, StoreError>>) -> Result<u64, StoreError> {
        self.assert_writable();
        segment::write(&self.segments(), id, quads).map_err(|error| match error {
            StoreError::Io {
                action: "write" | "sync",
                ..
            } => StoreError::NotStored {
                id: id.to_owned(),
                source: Box::new(error),
            },
            // What cannot be read names its file.
            error => error,
        })
    }

    /// The quads of a document; none if there is none of that name.
    ///
    /// # Errors
    /// When its segment cannot be read.
    pub fn document(&self, id: &str) -> Result<Vec<Quad>, StoreError> {
        let path = self.segments().join(segment::file_name(id));
        Ok(segment::read(&path).map_err(StoreError::Damaged)?.unwrap_or_default())
    }

    /// Removes a document; `false` if there is none of that name.
    ///
    /// # Errors
    /// When its segment cannot be removed.
    ///
    /// # Panics
    /// When the store is open to read only.
    pub fn forget(&self, id: &str) -> Result<bool, StoreError> {
        self.assert_writable();
        segment::remove(&self.segments(), id)
    }

    /// The documents, sorted by name; those whose segments cannot be read are told apart.
    ///
    /// # Errors
    /// When the directory cannot be read.
    pub fn documents(&self) -> Result<(Vec<StoredDocument>, Vec<Damage>), StoreError> {
        segment::list(&self.segments())
    }

    /// An index of segments and edits, to query. A segment that cannot be read is left out and named by
    /// [`Index::damages`].
    ///
    /// With the feature `rocksdb` the index lies on disk and is brought up to date first. That of a store opened to
    /// write is a copy of its own, which [`update`](crate::graph::update) may change. Where the disk cannot be written
    /// to and the index there is not up to date, it is made in memory.
    ///
    /// # Errors
    /// When the directory or the log of edits cannot be read, or the index cannot be built.
    pub fn index(&self) -> Result<Index, StoreError> {
        self.index_telling(&Progress::default())
    }

    /// As [`Store::index`]; tells how far it is.
    ///
    /// # Errors
    /// As for [`Store::index`].
    pub fn index_telling(&self, progress: &Progress) -> Result<Index, StoreError> {
        #[cfg(feature = "rocksdb")]
        {
            let disk = self.disk(progress);
            let opened = if self.lock.is_some() { disk.draft() } else { disk.open() };
            match opened {
                Err(error) if disk::is_read_only(&error) => {}
                opened => return Ok(Index::on_disk(opened?)),
            }
        }
        Index::of_store(&self.segments(), &self.edits(), progress)
    }

    /// Brings an index on disk up to date, so that the next one to open the store need not; tells how far it is. Without the feature
    /// `rocksdb` there is nothing to do.
    ///
    /// # Errors
    /// As for [`Store::index`].
    pub fn refresh(&self, progress: &Progress) -> Result<(), StoreError> {
        #[cfg(feature = "rocksdb")]
        match self.disk(progress).open() {
            Err(error) if disk::is_read_only(&error) => {}
            opened => drop(opened?),
        }
        #[cfg(not(feature = "rocksdb"))]
        let _ = progress;
        Ok(())
    }

    /// Appends changes of the user's own to the log of edits; when this returns, they are on disk.
    pub(crate) fn log_edits(&self, changes: &Changes) -> Result<(), StoreError> {
        self.assert_writable();
        if changes.is_empty() {
            return Ok(());
        }
        self.edits().append(changes)
    }

    /// Copies the documents and edits of another store into this one. A document that both have is taken from the
    /// other; the other's edits come after this one's. Gives how many documents were added, and how many replaced.
    ///
    /// # Errors
    /// When a segment cannot be read or written.
    ///
    /// # Panics
    /// When the store is open to read only.
    pub fn merge(&self, other: &Self) -> Result<Merged, StoreError> {
        self.assert_writable();
        let mut merged = Merged::default();
        let (documents, damages) = other.documents()?;
        if let Some(damage) = damages.into_iter().next() {
            return Err(StoreError::Damaged(damage));
        }
        for document in documents {
            match segment::copy(&document.path, &self.segments())? {
                segment::Copied::Added => merged.added += 1,
                segment::Copied::Replaced => merged.replaced += 1,
                segment::Copied::Same => merged.same += 1,
            }
        }
        let changes = other.edits().read()?;
        merged.edits = changes.len();
        if !changes.is_empty() {
            self.edits().append(&changes)?;
        }
        Ok(merged)
    }

    /// Shortens the log of edits to the last change of each quad. Gives how many changes there were and are.
    ///
    /// # Errors
    /// When the log cannot be read or written; it is then as it was.
    ///
    /// # Panics
    /// When the store is open to read only.
    pub fn optimize(&self) -> Result<(usize, usize), StoreError> {
        self.assert_writable();
        self.edits().compact()
    }

    fn segments(&self) -> PathBuf {
        self.directory.join("segments")
    }

    fn edits(&self) -> Edits {
        Edits::new(self.directory.join("edits.rdfp"))
    }

    #[cfg(feature = "rocksdb")]
    fn disk(&self, progress: &Progress) -> disk::Disk {
        disk::Disk::new(&self.directory, self.segments(), self.edits(), progress.clone())
    }

    fn assert_writable(&self) {
        assert!(self.lock.is_some(), "the store is open to read only");
    }
}

/// What a merge did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Documents that were not there before.
    pub added: usize,
    /// Documents that were there with other content.
    pub replaced: usize,
    /// Documents that were there already, the same.
    pub same: usize,
    /// Changes taken over from the other's log of edits.
    pub edits: usize,
}

fn temporary_marker() -> String {
    format!(".{MARKER}.tmp")
}

fn check_marker(directory: &Path) -> Result<(), StoreError> {
    if !directory.is_dir() {
        return Err(StoreError::Missing {
            directory: directory.to_owned(),
        });
    }
    let path = directory.join(MARKER);
    match fs::read_to_string(&path) {
        Ok(text) if text.lines().next() == Some(FORMAT) => Ok(()),
        Ok(text) => Err(StoreError::Version {
            directory: directory.to_owned(),
            found: text.lines().next().unwrap_or_default().chars().take(60).collect(),
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(StoreError::NotAStore {
            directory: directory.to_owned(),
        }),
        Err(error) => Err(at("read", &path)(error)),
    }
}

/// The quads of an RDF file, unpacked if its name ends in `.gz`, relative IRIs resolved against `base`.
pub(crate) fn read_file<'p>(
    path: &'p Path,
    format: Format,
    base: &str,
) -> Result<impl Iterator<Item = Result<Quad, StoreError>> + 'p, StoreError> {
    let file = BufReader::new(File::open(path).map_err(at("read", path))?);
    let packed = path.extension().is_some_and(|extension| extension == "gz");
    let reader: Box<dyn Read> = if packed {
        Box::new(GzDecoder::new(file))
    } else {
        Box::new(file)
    };
    let parser = RdfParser::from_format(format.oxigraph())
        .with_base_iri(base)
        .map_err(|_| StoreError::Base { base: base.to_owned() })?;
    Ok(parser
        .for_reader(BufReader::new(reader))
        .map(move |quad| quad.map_err(|source| StoreError::parse(path, source))))
}
