//! The index on disk: Oxigraph over RocksDB, for graphs that outgrow memory.
//!
//! Takes a store's segments and edits, gives an index that holds what they say. It lies in the store's directory
//! `index`, in *generations*: directories that are filled under another name, renamed when they are finished and never
//! written to again, so that any number of readers may have one open while a next one is made. A generation knows of
//! which segments and which edits it was made; the next one starts from its files (as hard links) and takes in what
//! has changed. All of it is a cache: what is missing, stale or corrupt is made again from the segments.
//!
//! Below `index`:
//!
//! - `lock`: held by the process that makes a generation;
//! - `generation-N/`: `db` (RocksDB), `record` (what it was made of), `edits.rdfp` (the edits it was made of),
//!   `holders` (how many segments hold a quad), `in-use` (locked by those who have it open);
//! - `draft-…/`: the same, unfinished;
//! - `held/`: the segments that the newest generation was made of, as hard links. When one is replaced, they still tell
//!   what it said.

mod build;
mod generation;
mod holders;
mod record;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use oxigraph::store::Store as Quads;

use crate::graph::store::disk::build::Build;
pub(crate) use crate::graph::store::disk::generation::Directory;
use crate::graph::store::disk::generation::Generation;
use crate::graph::store::disk::record::Stamp;
use crate::graph::store::edits::Edits;
use crate::graph::store::error::{StoreError, at};
use crate::graph::store::index::Damage;
use crate::graph::store::progress::Progress;
use crate::graph::store::segment;

/// The index on disk of one store.
pub(crate) struct Disk {
    /// `index` in the store's directory.
    directory: PathBuf,
    segments: PathBuf,
    edits: Edits,
    /// Whom indexing tells how far it is.
    progress: Progress,
}

/// An open index.
pub(crate) struct Opened {
    pub(crate) quads: Quads,
    pub(crate) damages: Vec<Damage>,
    /// Keeps the files that `quads` lie in.
    pub(crate) directory: Directory,
}

/// The segments that are there, by file name.
type Listing = BTreeMap<String, Stamp>;

impl Disk {
    pub(crate) fn new(store: &Path, segments: PathBuf, edits: Edits, progress: Progress) -> Self {
        Self {
            directory: store.join("index"),
            segments,
            edits,
            progress,
        }
    }

    /// The index to read, brought up to date first; waits for another process that is doing just that.
    ///
    /// # Errors
    /// When a generation has to be made and cannot be. Where the directory cannot be written to, [`is_read_only`] tells.
    pub(crate) fn open(&self) -> Result<Opened, StoreError> {
        if let Some(opened) = self.up_to_date()? {
            return Ok(opened);
        }
        let _lock = self.lock()?;
        if let Some(opened) = self.up_to_date()? {
            return Ok(opened);
        }
        let (generation, damages) = self.renew()?;
        generation.open(damages)
    }

    /// A copy of the index that its one owner may change; it is gone when it is dropped.
    ///
    /// # Errors
    /// As for [`Disk::open`].
    pub(crate) fn draft(&self) -> Result<Opened, StoreError> {
        let _lock = self.lock()?;
        let newest = Generation::newest(&self.directory)?;
        let (generation, damages) = match newest {
            Some(generation) if self.changes(&generation)?.is_none() => (generation, Vec::new()),
            _ => self.renew()?,
        };
        let directory = Directory::draft(&self.directory)?;
        generation.copy_database(directory.path())?;
        Ok(Opened {
            quads: Quads::open(directory.path().join(generation::DATABASE))?,
            damages,
            directory,
        })
    }

    /// The newest generation, if it is of what is there.
    fn up_to_date(&self) -> Result<Option<Opened>, StoreError> {
        let Some(generation) = Generation::newest(&self.directory)? else {
            return Ok(None);
        };
        Ok(match self.changes(&generation)? {
            // What does not open is made again.
            None => generation.open(Vec::new()).ok(),
            Some(changes) if changes.only_damages() => {
                let damages = changes.damages();
                generation.open(damages).ok()
            }
            Some(_) => None,
        })
    }

    /// Makes the next generation, from the newest one if that is of any use.
    fn renew(&self) -> Result<(Generation, Vec<Damage>), StoreError> {
        if let Some(generation) = Generation::newest(&self.directory)?
            && let Some(changes) = self.changes(&generation)?
            && changes.gone.len() <= generation.record.segments.len() / 2
        {
            match self.build(Some(generation), &changes) {
                // Damage to the old generation shows in the attempt to go on from it; a full disk shows again below.
                Err(StoreError::Index(_)) => {}
                done => return done,
            }
        }
        let changes = Changed {
            added: self.listing()?,
            ..Changed::default()
        };
        self.build(None, &changes)
    }

    fn build(&self, base: Option<Generation>, changes: &Changed) -> Result<(Generation, Vec<Damage>), StoreError> {
        let directory = Directory::draft(&self.directory)?;
        let held = self.directory.join("held");
        fs::create_dir_all(&held).map_err(at("create", &held))?;
        let mut build = Build::start(directory.path(), base.as_ref(), &held, self.edits.finished_text()?)?;
        build.forget(&changes.gone)?;
        build.take_in(&self.segments, &changes.added, &self.progress)?;
        let (record, damages) = build.finish()?;
        let generation = directory.publish(&self.directory, record)?;
        // What is in use stays, and so would this one.
        drop(base);
        generation::remove_older(&self.directory, generation.number)?;
        generation::remove_unheld(&held, &generation.record)?;
        Ok((generation, damages))
    }

    /// What there is that `generation` was not made of; `None` if there is nothing.
    fn changes(&self, generation: &Generation) -> Result<Option<Changed<'_>>, StoreError> {
        let mut changes = Changed {
            segments: Some(&self.segments),
            added: self.listing()?,
            gone: BTreeMap::new(),
            edited: self.edits.finished_text()? != generation.edits()?,
        };
        for (name, stamp) in &generation.record.segments {
            if changes.added.get(name) == Some(stamp) {
                changes.added.remove(name);
            } else {
                changes.gone.insert(name.clone(), *stamp);
            }
        }
        let none = changes.added.is_empty() && changes.gone.is_empty() && !changes.edited;
        Ok((!none).then_some(changes))
    }

    fn listing(&self) -> Result<Listing, StoreError> {
        let mut listing = Listing::new();
        for path in segment::paths(&self.segments)? {
            match fs::metadata(&path) {
                Ok(metadata) => {
                    let name = path.file_name().unwrap_or_default().to_string_lossy();
                    listing.insert(name.into_owned(), Stamp::of(&metadata));
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(at("read", &path)(error)),
            }
        }
        Ok(listing)
    }

    /// Waits until no other process makes a generation, and keeps others from it as long as the file is open.
    fn lock(&self) -> Result<File, StoreError> {
        fs::create_dir_all(&self.directory).map_err(at("create", &self.directory))?;
        let path = self.directory.join("lock");
        let lock = File::create(&path).map_err(at("write", &path))?;
        lock.lock().map_err(at("lock", &path))?;
        Ok(lock)
    }
}

/// Whether `error` says that nothing can be written where the index lies.
pub(crate) fn is_read_only(error: &StoreError) -> bool {
    matches!(error, StoreError::Io { source, .. }
        if matches!(source.kind(), io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied))
}

/// What a generation lacks, and what it has too much.
#[derive(Default)]
struct Changed<'d> {
    /// Where the segments lie.
    segments: Option<&'d Path>,
    added: Listing,
    gone: Listing,
    edited: bool,
}

impl Changed<'_> {
    /// Whether all that is there and not in the generation cannot be read.
    fn only_damages(&self) -> bool {
        self.gone.is_empty() && !self.edited && self.paths().all(|path| segment::read(&path).is_err())
    }

    fn damages(&self) -> Vec<Damage> {
        self.paths().filter_map(|path| segment::read(&path).err()).collect()
    }

    fn paths(&self) -> impl Iterator<Item = PathBuf> {
        let segments = self.segments.unwrap_or(Path::new(""));
        self.added.keys().map(move |name| segments.join(name))
    }
}
