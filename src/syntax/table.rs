//! [`Table`]: a hash table that is used where it lies in the model file.

use bytemuck::{Pod, Zeroable};

/// One place of a [`Table`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub(crate) struct Slot {
    /// The low half of the key's hash.
    check: u32,
    /// The value plus one; 0 is an empty place.
    value: u32,
}

/// A frozen map from 64-bit hashes to numbers: open addressing in a power of two of places.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table<'m> {
    slots: &'m [Slot],
    shift: u32,
}

impl<'m> Table<'m> {
    /// A table over the places of a model file; `None` when their number is no power of two or none is empty.
    pub(crate) fn new(slots: &'m [Slot]) -> Option<Self> {
        let fits = slots.len().is_power_of_two() && slots.len() > 1 && slots.iter().any(|slot| slot.value == 0);
        fits.then(|| Self {
            slots,
            shift: 64 - slots.len().trailing_zeros(),
        })
    }

    /// The places.
    #[cfg(feature = "train")]
    pub(crate) fn slots(&self) -> &'m [Slot] {
        self.slots
    }

    /// Where the search for a hash begins.
    #[inline]
    pub(crate) fn start(&self, hash: u64) -> usize {
        (hash >> self.shift) as usize
    }

    /// The value of a hash.
    #[inline]
    pub(crate) fn get(&self, hash: u64) -> Option<u32> {
        let mut at = self.start(hash);
        loop {
            let slot = self.slots[at & (self.slots.len() - 1)];
            if slot.value == 0 {
                return None;
            }
            if slot.check == hash as u32 {
                return Some(slot.value - 1);
            }
            at += 1;
        }
    }
}

/// Lays out a table of these entries, at most three quarters full. Of two entries with the same hash the first stays.
#[cfg(any(test, feature = "train"))]
pub(crate) fn build(entries: &[(u64, u32)]) -> Vec<Slot> {
    let size = (entries.len() * 4 / 3 + 2).next_power_of_two();
    let shift = 64 - size.trailing_zeros();
    let mut slots = vec![Slot::default(); size];
    for &(hash, value) in entries {
        let mut at = (hash >> shift) as usize;
        while slots[at].value != 0 && slots[at].check != hash as u32 {
            at = (at + 1) & (size - 1);
        }
        if slots[at].value == 0 {
            slots[at] = Slot {
                check: hash as u32,
                value: value + 1,
            };
        }
    }
    slots
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::form::{finish, mix};

    #[test]
    fn finds_what_was_put_in_and_nothing_else() {
        let key = |number: u32| finish(mix(7, u64::from(number)));
        let entries: Vec<_> = (0..1000).map(|number| (key(number), number)).collect();
        let slots = build(&entries);
        let table = Table::new(&slots).unwrap();
        assert!((0..1000).all(|number| table.get(key(number)) == Some(number)));
        assert!((1000..2000).all(|number| table.get(key(number)).is_none()));
        assert!(Table::new(&slots[..3]).is_none());
    }
}
