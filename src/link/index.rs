//! [`Index`]: names of any number of things, looked up where they lie in a file.
//!
//! A header (magic, then the end of each part as little-endian `u64`), the `fst` from folded names to things, the lists
//! of namesakes, the IRIs that are not numbered. A thing is one `u64`, see [`pack`].

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use fst::raw::Fst;
use memmap2::Mmap;

use crate::link::build::IndexError;
use crate::ontology::{EntityType, Fold};

/// First bytes of an index, with the version of its form.
pub(crate) const MAGIC: &[u8; 8] = b"DMLINK\0\x01";
/// Bytes before the first part.
pub(crate) const HEADER: usize = 8 + 3 * 8;
/// Numbered IRIs: what stands before the number, and after it.
pub(crate) const SCHEMES: [(&str, &str); 2] = [
    ("http://www.wikidata.org/entity/Q", ""),
    ("https://sws.geonames.org/", "/"),
];

/// A thing that a name names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its IRI.
    pub iri: String,
    /// Its type, when the index knows it.
    pub entity_type: Option<EntityType>,
    /// How well known it is, 0 to 63: the binary logarithm of its population or of the count in the source.
    pub fame: u8,
}

/// Names and the things they name, mapped into memory.
#[derive(Clone)]
pub struct Index {
    names: Fst<Part>,
    bytes: Arc<Mmap>,
    ends: [usize; 3],
}

#[derive(Clone)]
struct Part {
    bytes: Arc<Mmap>,
    end: usize,
}

impl AsRef<[u8]> for Part {
    fn as_ref(&self) -> &[u8] {
        &self.bytes[HEADER..self.end]
    }
}

impl Index {
    /// Opens an index that [`IndexBuilder`](crate::link::IndexBuilder) wrote.
    ///
    /// # Errors
    /// When the file cannot be read or is no index.
    pub fn open(path: &Path) -> Result<Self, IndexError> {
        let read = |source| IndexError::Read {
            path: path.to_owned(),
            source,
        };
        let file = File::open(path).map_err(read)?;
        // SAFETY: the map is read-only and lives as long as the slices taken from it. Index files are written under a
        // temporary name and renamed, never changed in place; a foreign program that cuts one short while it is open
        // ends the process, as it does every program that maps files.
        #[expect(unsafe_code, reason = "an index larger than memory must be mapped, not read")]
        let bytes = Arc::new(unsafe { Mmap::map(&file) }.map_err(read)?);
        Self::of(bytes).ok_or_else(|| IndexError::NoIndex { path: path.to_owned() })
    }

    fn of(bytes: Arc<Mmap>) -> Option<Self> {
        if bytes.len() < HEADER || &bytes[..8] != MAGIC {
            return None;
        }
        let mut ends = [0; 3];
        let mut before = HEADER;
        for (part, end) in ends.iter_mut().enumerate() {
            *end = u64::from_le_bytes(bytes[8 + part * 8..16 + part * 8].try_into().ok()?) as usize;
            if *end < before || *end > bytes.len() {
                return None;
            }
            before = *end;
        }
        let names = Fst::new(Part {
            bytes: Arc::clone(&bytes),
            end: ends[0],
        });
        Some(Self {
            names: names.ok()?,
            bytes,
            ends,
        })
    }

    /// How many names it has.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether it has no name.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The things with this name, accents and case aside, the best known first.
    pub fn get(&self, name: &str) -> Vec<Named> {
        let Some(value) = self.names.get(Fold::key(name)) else {
            return Vec::new();
        };
        let value = value.value();
        if value & 1 == 0 {
            return self.thing(value >> 1).into_iter().collect();
        }
        let lists = &self.bytes[self.ends[0]..self.ends[1]];
        let at = (value >> 1) as usize * 8;
        let number = |at: usize| {
            lists
                .get(at..at + 8)
                .and_then(|bytes| Some(u64::from_le_bytes(bytes.try_into().ok()?)))
        };
        let count = number(at).unwrap_or(0) as usize;
        (1..=count)
            .filter_map(|index| self.thing(number(at + index * 8)?))
            .collect()
    }

    fn thing(&self, packed: u64) -> Option<Named> {
        let number = packed >> 12;
        let iri = if let Some((before, after)) = SCHEMES.get((packed >> 10 & 3) as usize) {
            format!("{before}{number}{after}")
        } else {
            let iris = &self.bytes[self.ends[1]..self.ends[2]];
            let rest = iris.get(number as usize..)?;
            let end = rest.iter().position(|&byte| byte == b'\n')?;
            std::str::from_utf8(&rest[..end]).ok()?.to_owned()
        };
        Some(Named {
            iri,
            entity_type: EntityType::ALL.get((packed >> 6 & 15) as usize).copied(),
            fame: (packed & 63) as u8,
        })
    }
}

impl std::fmt::Debug for Index {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Index")
            .field("names", &self.len())
            .finish_non_exhaustive()
    }
}

/// A thing as one number: number or place (50 bits), scheme (2), type (4), fame (6).
pub(crate) fn pack(number: u64, scheme: usize, entity_type: Option<EntityType>, fame: u8) -> u64 {
    let entity_type = entity_type.map_or(15, |entity_type| entity_type as u64);
    number << 12 | (scheme as u64 & 3) << 10 | entity_type << 6 | u64::from(fame.min(63))
}
