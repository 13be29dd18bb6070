//! [`Build`]: a generation in the making.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use indexmap::IndexMap;
use oxigraph::model::Quad;
use oxigraph::store::{StorageError, Store as Quads};
use rustc_hash::{FxBuildHasher, FxHashSet};

use crate::graph::store::changes::{Change, Changes};
use crate::graph::store::disk::Listing;
use crate::graph::store::disk::generation::{DATABASE, EDITS, Generation, HOLDERS};
use crate::graph::store::disk::holders::Holders;
use crate::graph::store::disk::record::{Record, fingerprint};
use crate::graph::store::edits::Edits;
use crate::graph::store::error::{StoreError, at};
use crate::graph::store::index::Damage;
use crate::graph::store::progress::Progress;
use crate::graph::store::segment;

/// The last change of each edited quad, by its fingerprint.
type Last = IndexMap<u64, Change, FxBuildHasher>;

/// A generation in the making: a database that takes in what has changed since an older one.
pub(crate) struct Build {
    draft: PathBuf,
    held: PathBuf,
    quads: Quads,
    is_empty: bool,
    holders: Holders,
    edits: Last,
    /// Quads that were edited once and are no longer.
    released: Vec<Quad>,
    record: Record,
    damages: Vec<Damage>,
}

impl Build {
    /// Begins in `draft` with what `base` holds, to end with the edits `edits`.
    pub(crate) fn start(
        draft: &Path,
        base: Option<&Generation>,
        held: &Path,
        edits: String,
    ) -> Result<Self, StoreError> {
        let path = draft.join(EDITS);
        fs::write(&path, edits).map_err(at("write", &path))?;
        let edits = last(Edits::new(path).read()?);
        let mut released = Vec::new();
        let mut holders = Holders::default();
        let mut record = Record::default();
        if let Some(base) = base {
            base.copy_database(draft)?;
            let path = base.path().join(HOLDERS);
            holders = fs::read(&path)
                .ok()
                .and_then(|bytes| Holders::of_bytes(&bytes))
                .ok_or_else(|| unusable(&path))?;
            record = base.record.clone();
            let before = last(Edits::new(base.path().join(EDITS)).read()?);
            released = before
                .into_iter()
                .filter(|(key, _)| !edits.contains_key(key))
                .map(|(_, change)| change.quad().clone())
                .collect();
        }
        let quads = Quads::open(draft.join(DATABASE))?;
        for change in edits.values() {
            holders.edit(change.quad(), || quads.contains(change.quad()))?;
        }
        Ok(Self {
            draft: draft.to_owned(),
            held: held.to_owned(),
            is_empty: base.is_none(),
            quads,
            holders,
            edits,
            released,
            record,
            damages: Vec::new(),
        })
    }

    /// Takes out what the segments `gone` said and no other says.
    pub(crate) fn forget(&mut self, gone: &Listing) -> Result<(), StoreError> {
        if gone.is_empty() {
            return Ok(());
        }
        let mut transaction = self.quads.start_transaction()?;
        for (name, stamp) in gone {
            let path = self.held.join(stamp.held_name(name));
            let quads = segment::read(&path).ok().flatten().ok_or_else(|| unusable(&path))?;
            for (key, quad) in distinct(quads) {
                let is_edited = self.edits.contains_key(&key);
                if self.holders.remove(key, is_edited) && !is_edited {
                    transaction.remove(&quad);
                }
            }
            self.record.segments.remove(name);
        }
        Ok(transaction.commit()?)
    }

    /// Puts in what the segments `added` say. Those that cannot be read are left out and named at the end.
    pub(crate) fn take_in(&mut self, segments: &Path, added: &Listing, progress: &Progress) -> Result<(), StoreError> {
        let mut paths = Vec::with_capacity(added.len());
        for (name, stamp) in added {
            let path = self.held.join(stamp.held_name(name));
            if hold(&segments.join(name), &path)? {
                paths.push(path);
            }
        }
        let names: Vec<(&String, _)> = added.iter().collect();
        let by_held: rustc_hash::FxHashMap<String, usize> = names
            .iter()
            .enumerate()
            .map(|(at, (name, stamp))| (stamp.held_name(name), at))
            .collect();
        let mut loader = self.quads.bulk_loader();
        let (holders, base, is_empty) = (&mut self.holders, &self.quads, self.is_empty);
        let (record, damages) = (&mut self.record, &mut self.damages);
        segment::read_each(&paths, progress, distinct, |read| {
            let wanted = read.flat_map(|(path, quads)| {
                let held = path.file_name().unwrap_or_default().to_string_lossy();
                let (name, stamp) = names[by_held[held.as_ref()]];
                let quads = match quads {
                    Ok(quads) => {
                        record.segments.insert(name.clone(), *stamp);
                        quads.unwrap_or_default()
                    }
                    Err(damage) => {
                        damages.push(Damage {
                            path: segments.join(name),
                            ..damage
                        });
                        Vec::new()
                    }
                };
                let mut wanted = Vec::with_capacity(quads.len());
                for (key, quad) in quads {
                    match holders.add(key, || if is_empty { Ok(false) } else { base.contains(&quad) }) {
                        Ok(true) => wanted.push(Ok(quad)),
                        Ok(false) => {}
                        Err(error) => wanted.push(Err(error)),
                    }
                }
                wanted
            });
            loader.load_ok_quads::<StorageError, StorageError>(wanted)
        })?;
        Ok(loader.commit()?)
    }

    /// Makes the edits and closes the database. Gives what it was made of, and the segments that cannot be read.
    pub(crate) fn finish(mut self) -> Result<(Record, Vec<Damage>), StoreError> {
        if !(self.edits.is_empty() && self.released.is_empty()) {
            let mut transaction = self.quads.start_transaction()?;
            for quad in &self.released {
                if self.holders.release(quad) {
                    transaction.insert(quad);
                } else {
                    transaction.remove(quad);
                }
            }
            for change in self.edits.values() {
                match change {
                    Change::Add(quad) => transaction.insert(quad),
                    Change::Delete(quad) => transaction.remove(quad),
                }
            }
            transaction.commit()?;
        }
        let path = self.draft.join(HOLDERS);
        fs::write(&path, self.holders.bytes()).map_err(at("write", &path))?;
        self.quads.flush()?;
        Ok((self.record, self.damages))
    }
}

/// The quads with their fingerprints, each of them once.
fn distinct(quads: Vec<Quad>) -> Vec<(u64, Quad)> {
    let mut once = FxHashSet::with_capacity_and_hasher(quads.len(), FxBuildHasher);
    quads
        .into_iter()
        .map(|quad| (fingerprint(&quad), quad))
        .filter(|(key, _)| once.insert(*key))
        .collect()
}

fn last(changes: Changes) -> Last {
    changes
        .into_iter()
        .map(|change| (fingerprint(change.quad()), change))
        .collect()
}

/// Keeps a segment under another name as it is; `false` if a writer has removed it in the meantime.
fn hold(segment: &Path, held: &Path) -> Result<bool, StoreError> {
    // A process that was killed may have left it there.
    match fs::remove_file(held) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(at("remove", held)(error)),
        _ => {}
    }
    // Not every file system has hard links.
    match fs::hard_link(segment, held).or_else(|_| fs::copy(segment, held).map(|_| ())) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(at("write", held)(error)),
    }
}

/// The older generation cannot be gone on from.
fn unusable(path: &Path) -> StoreError {
    StoreError::Index(StorageError::Other(
        format!("{}: missing or damaged", path.display()).into(),
    ))
}
