//! [`Holders`]: how many segments hold a quad.
//!
//! A quad leaves the index when no segment holds it any more. Nearly all quads are held by one segment; only the others
//! are counted, and those that the user has edited, of which the index does not tell whether a segment holds them.

use oxigraph::model::Quad;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::graph::store::disk::record::fingerprint;

/// How many segments hold a quad.
#[derive(Debug, Default)]
pub(crate) struct Holders {
    /// Quads that two or more segments hold, and edited ones.
    counts: FxHashMap<u64, u32>,
    /// Quads that came in with this generation, and that no other segment holds.
    fresh: FxHashSet<u64>,
}

impl Holders {
    /// As read from a file; `None` if it is damaged.
    pub(crate) fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let (entries, rest) = bytes.as_chunks::<12>();
        let mut counts = FxHashMap::with_capacity_and_hasher(entries.len(), rustc_hash::FxBuildHasher);
        for entry in entries {
            let (quad, count) = entry.split_at(8);
            counts.insert(
                u64::from_le_bytes(quad.try_into().ok()?),
                u32::from_le_bytes(count.try_into().ok()?),
            );
        }
        rest.is_empty().then_some(Self {
            counts,
            fresh: FxHashSet::default(),
        })
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut entries: Vec<(u64, u32)> = self.counts.iter().map(|(quad, count)| (*quad, *count)).collect();
        entries.sort_unstable();
        entries
            .into_iter()
            .flat_map(|(quad, count)| quad.to_le_bytes().into_iter().chain(count.to_le_bytes()))
            .collect()
    }

    /// Counts an edited quad from here on, whatever the number; `is_indexed` tells of a quad that has not been edited
    /// before whether it is in the index.
    pub(crate) fn edit<E>(&mut self, quad: &Quad, is_indexed: impl FnOnce() -> Result<bool, E>) -> Result<(), E> {
        let key = fingerprint(quad);
        if !self.counts.contains_key(&key) {
            self.counts.insert(key, u32::from(is_indexed()?));
        }
        Ok(())
    }

    /// One more segment holds `quad`. Gives whether it is to be put into the index; edited quads are not.
    /// `is_indexed` tells whether the quad was in the index before this generation.
    pub(crate) fn add<E>(&mut self, key: u64, is_indexed: impl FnOnce() -> Result<bool, E>) -> Result<bool, E> {
        if let Some(count) = self.counts.get_mut(&key) {
            *count += 1;
            return Ok(false);
        }
        if self.fresh.contains(&key) || is_indexed()? {
            self.counts.insert(key, 2);
            return Ok(false);
        }
        self.fresh.insert(key);
        Ok(true)
    }

    /// One segment less holds the quad. Gives whether none is left.
    pub(crate) fn remove(&mut self, key: u64, is_edited: bool) -> bool {
        let Some(count) = self.counts.get_mut(&key) else {
            return true;
        };
        *count = count.saturating_sub(1);
        let left = *count;
        if !is_edited && left <= 1 {
            self.counts.remove(&key);
        }
        left == 0
    }

    /// Counts a quad no longer for having been edited. Gives whether a segment holds it.
    pub(crate) fn release(&mut self, quad: &Quad) -> bool {
        let key = fingerprint(quad);
        match self.counts.get(&key) {
            Some(0) => {
                self.counts.remove(&key);
                false
            }
            Some(1) => {
                self.counts.remove(&key);
                true
            }
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quad_goes_with_its_last_holder() {
        let no = || Ok::<_, ()>(false);
        let mut holders = Holders::default();
        assert_eq!(holders.add(7, no), Ok(true));
        assert_eq!(holders.add(7, no), Ok(false));
        assert_eq!(holders.add(7, no), Ok(false));
        let mut holders = Holders::of_bytes(&holders.bytes()).unwrap();
        assert_eq!(holders.add(7, || Ok::<_, ()>(true)), Ok(false));
        assert!(!holders.remove(7, false));
        assert!(!holders.remove(7, false));
        assert!(!holders.remove(7, false));
        assert!(holders.bytes().is_empty(), "one holder needs no count");
        assert!(holders.remove(7, false));
        assert!(Holders::of_bytes(&[0; 13]).is_none());
    }
}
