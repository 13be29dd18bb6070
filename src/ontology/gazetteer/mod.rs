//! [`Gazetteer`]: the names that are known before any text is read, and what they name.
//!
//! The shipped gazetteer is packed by the build script from `ontology/gazetteer/*.tsv` and read where it lies in the
//! program, so that loading costs nothing. Users' own entries lie on top of it as further layers.

mod choose;
#[cfg(test)]
mod coverage;
mod cursor;
mod entry;
mod fold;
mod layer;
mod lookup;
mod organ;
#[expect(dead_code, reason = "only the build script packs offices and organs")]
mod pack;
mod turtle;

pub use choose::{Context, Scored};
pub(crate) use cursor::Cursor;
pub use entry::{Candidate, Entry, EntryId, Gender, Sense, Term};
pub(crate) use fold::Fold;
pub use lookup::Match;
pub use organ::{OfficeId, OrganId, OrganMatch};
pub use turtle::GazetteerError;

use crate::ontology::gazetteer::layer::{Bytes, Layer};

static SHIPPED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.bin"));

/// Known names and the things they name.
#[derive(Clone, Debug)]
pub struct Gazetteer {
    /// The shipped layer first; the entries of a layer are counted on from those of the layers before it.
    layers: Vec<Layer>,
}

impl Gazetteer {
    /// The gazetteer that comes with the program.
    ///
    /// # Panics
    /// Never: the build script packs what is read here.
    pub fn shipped() -> Self {
        Self {
            layers: vec![Layer::new(Bytes::Static(SHIPPED)).expect("packed by the build script")],
        }
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.layers.iter().map(|layer| layer.len() as usize).sum()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All entries, the shipped ones first.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        (0..self.len() as u32).map(|id| self.entry(EntryId(id)))
    }

    /// SHA-256 over all that is known, in hexadecimal: names the gazetteer in `prov:Activity`.
    pub fn hash(&self) -> String {
        let mut text = String::new();
        for layer in &self.layers {
            for byte in layer.hash() {
                text.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or_default());
                text.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or_default());
            }
        }
        text
    }

    /// The layer that holds an entry, and the entry's number within it.
    fn locate(&self, id: EntryId) -> (&Layer, u32) {
        let mut local = id.0;
        for layer in &self.layers {
            if local < layer.len() {
                return (layer, local);
            }
            local -= layer.len();
        }
        panic!("entry {} belongs to another gazetteer", id.0)
    }
}
