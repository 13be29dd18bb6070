//! [`Generation`]: a finished index on disk; [`Directory`]: the files of one, locked against removal.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use oxigraph::store::Store as Quads;

use crate::graph::store::disk::Opened;
use crate::graph::store::disk::record::Record;
use crate::graph::store::edits::Edits;
use crate::graph::store::error::{StoreError, at};
use crate::graph::store::index::Damage;
use crate::graph::store::segment::sync_directory;

/// The files of a generation.
pub(crate) const DATABASE: &str = "db";
pub(crate) const HOLDERS: &str = "holders";
pub(crate) const EDITS: &str = "edits.rdfp";
const RECORD: &str = "record";
const IN_USE: &str = "in-use";

const FINISHED: &str = "generation-";
const DRAFT: &str = "draft-";

/// A directory that nobody removes as long as this is held.
#[derive(Debug)]
pub(crate) struct Directory {
    path: PathBuf,
    is_draft: bool,
    _lock: File,
}

impl Directory {
    /// A directory to fill; it is removed on drop unless it is published.
    pub(crate) fn draft(index: &Path) -> Result<Self, StoreError> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = index.join(format!("{DRAFT}{}-{number}", std::process::id()));
        fs::create_dir(&path).map_err(at("create", &path))?;
        let in_use = path.join(IN_USE);
        let lock = File::create(&in_use).map_err(at("write", &in_use))?;
        lock.lock_shared().map_err(at("lock", &in_use))?;
        Ok(Self {
            path,
            is_draft: true,
            _lock: lock,
        })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Makes a filled draft the newest generation.
    pub(crate) fn publish(mut self, index: &Path, mut record: Record) -> Result<Generation, StoreError> {
        record.files = files(&self.path)?;
        let path = self.path.join(RECORD);
        fs::write(&path, record.text())
            .and_then(|()| File::open(&path)?.sync_all())
            .map_err(at("write", &path))?;
        sync_directory(&self.path.join(DATABASE))?;
        sync_directory(&self.path)?;
        let number = numbers(index)?.last().map_or(1, |last| last + 1);
        let path = index.join(format!("{FINISHED}{number}"));
        fs::rename(&self.path, &path).map_err(at("write", &path))?;
        self.path = path;
        self.is_draft = false;
        sync_directory(index)?;
        Ok(Generation {
            number,
            record,
            directory: self,
        })
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        if self.is_draft {
            // What is left here is removed when the next generation is made.
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

/// A finished index.
#[derive(Debug)]
pub(crate) struct Generation {
    pub(crate) number: u64,
    pub(crate) record: Record,
    directory: Directory,
}

impl Generation {
    /// The newest generation, if there is one and all its files are there.
    pub(crate) fn newest(index: &Path) -> Result<Option<Self>, StoreError> {
        let Some(number) = numbers(index)?.pop() else {
            return Ok(None);
        };
        let path = index.join(format!("{FINISHED}{number}"));
        Ok(Self::at(path, number))
    }

    /// `None` when it is being removed, or damaged.
    fn at(path: PathBuf, number: u64) -> Option<Self> {
        let lock = File::open(path.join(IN_USE)).ok()?;
        lock.try_lock_shared().ok()?;
        let record = Record::of_text(&fs::read_to_string(path.join(RECORD)).ok()?)?;
        let found = files(&path).ok()?;
        if record
            .files
            .iter()
            .any(|(name, length)| found.get(name) != Some(length))
        {
            return None;
        }
        Some(Self {
            number,
            record,
            directory: Directory {
                path,
                is_draft: false,
                _lock: lock,
            },
        })
    }

    pub(crate) fn path(&self) -> &Path {
        self.directory.path()
    }

    /// The edits it was made of.
    pub(crate) fn edits(&self) -> Result<String, StoreError> {
        Edits::new(self.path().join(EDITS)).finished_text()
    }

    /// Opens it to read.
    pub(crate) fn open(self, damages: Vec<Damage>) -> Result<Opened, StoreError> {
        Ok(Opened {
            quads: Quads::open_read_only(self.path().join(DATABASE))?,
            damages,
            directory: self.directory,
        })
    }

    /// Makes the database in `target` as it is in this generation, by hard links where the disk has them.
    pub(crate) fn copy_database(&self, target: &Path) -> Result<(), StoreError> {
        let database = Quads::open_read_only(self.path().join(DATABASE))?;
        database.backup(target.join(DATABASE))?;
        Ok(())
    }
}

/// The files of a generation but those that may change, by their path in it, with their lengths.
fn files(generation: &Path) -> Result<std::collections::BTreeMap<String, u64>, StoreError> {
    let mut files = std::collections::BTreeMap::new();
    for directory in ["", DATABASE] {
        let path = generation.join(directory);
        for entry in fs::read_dir(&path).map_err(at("read", &path))? {
            let entry = entry.map_err(at("read", &path))?;
            let metadata = entry.metadata().map_err(at("read", &path))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_log = name.starts_with("LOG") || name == "LOCK";
            if metadata.is_file() && !is_log && name != RECORD && name != IN_USE {
                let name = if directory.is_empty() {
                    name
                } else {
                    format!("{directory}/{name}")
                };
                files.insert(name, metadata.len());
            }
        }
    }
    Ok(files)
}

/// The numbers of the finished generations, the newest last.
fn numbers(index: &Path) -> Result<Vec<u64>, StoreError> {
    let mut numbers: Vec<u64> = names(index)?
        .iter()
        .filter_map(|name| name.strip_prefix(FINISHED)?.parse().ok())
        .collect();
    numbers.sort_unstable();
    Ok(numbers)
}

/// Removes the generations before `newest`, and the drafts that a killed process left; what is in use stays. Only who
/// holds the lock of the index may call this.
pub(crate) fn remove_older(index: &Path, newest: u64) -> Result<(), StoreError> {
    let newest = format!("{FINISHED}{newest}");
    for name in names(index)? {
        if name == newest || !(name.starts_with(FINISHED) || name.starts_with(DRAFT)) {
            continue;
        }
        let path = index.join(name);
        let is_free = match File::open(path.join(IN_USE)) {
            Ok(lock) => lock.try_lock().is_ok(),
            Err(_) => true,
        };
        if is_free {
            fs::remove_dir_all(&path).map_err(at("remove", &path))?;
        }
    }
    Ok(())
}

/// Removes the segments that `record` does not name from those that are held.
pub(crate) fn remove_unheld(held: &Path, record: &Record) -> Result<(), StoreError> {
    let known: rustc_hash::FxHashSet<String> = record
        .segments
        .iter()
        .map(|(name, stamp)| stamp.held_name(name))
        .collect();
    for name in names(held)? {
        if !known.contains(&name) {
            let path = held.join(name);
            fs::remove_file(&path).map_err(at("remove", &path))?;
        }
    }
    Ok(())
}

fn names(directory: &Path) -> Result<Vec<String>, StoreError> {
    let entries = match fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(at("read", directory)(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(at("read", directory))?;
        names.push(entry.file_name().to_string_lossy().into_owned());
    }
    Ok(names)
}
