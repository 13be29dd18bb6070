//! [`Index`]: names of any number of things, looked up where they lie in a file.
//!
//! A header (magic, SHA-256 of names and things, then the end of each part as little-endian `u64`), the `fst` from folded
//! names to things, the lists of namesakes, the IRIs that are not numbered. A thing is one `u64`, see [`pack`].

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use fst::raw::Fst;
use memmap2::Mmap;

use crate::link::build::IndexError;
use crate::ontology::{CountryCode, Cursor, EntityType};

/// First bytes of an index, with the version of its form.
pub(crate) const MAGIC: &[u8; 8] = b"DMLINK\0\x02";
/// Bytes before the first part.
pub(crate) const HEADER: usize = ENDS + 3 * 8;
/// Where the ends of the parts are told.
const ENDS: usize = 8 + 32;
/// Numbered IRIs: what stands before the number, and after it.
pub(crate) const SCHEMES: [(&str, &str); 2] = [
    ("http://www.wikidata.org/entity/Q", ""),
    ("https://sws.geonames.org/", "/"),
];
/// What a number of an IRI, or the place of an IRI without one, stays below.
pub(crate) const MOST_NUMBER: u64 = 1 << 40;

/// A thing that a name names.
#[derive(Clone, Copy)]
pub struct Named<'i> {
    index: &'i Index,
    packed: u64,
}

impl Named<'_> {
    /// Its IRI.
    pub fn iri(self) -> String {
        let number = self.packed >> 22;
        if let Some((before, after)) = SCHEMES.get((self.packed >> 10 & 3) as usize) {
            return format!("{before}{number}{after}");
        }
        let rest = self.index.part(2).get(number as usize..).unwrap_or_default();
        let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        String::from_utf8_lossy(&rest[..end]).into_owned()
    }

    /// Its type, when the index knows it.
    pub fn entity_type(self) -> Option<EntityType> {
        EntityType::ALL.get((self.packed >> 6 & 15) as usize).copied()
    }

    /// The country it belongs to, when the index knows it.
    pub fn country(self) -> Option<CountryCode> {
        CountryCode::from_number((self.packed >> 12 & 1023) as u16)
    }

    /// How well known it is, 0 to 63: the binary logarithm of its population or of the count in the source.
    pub fn fame(self) -> u8 {
        (self.packed & 63) as u8
    }
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
            let at = ENDS + part * 8;
            *end = u64::from_le_bytes(bytes[at..at + 8].try_into().ok()?) as usize;
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

    /// SHA-256 of its names and things.
    pub fn hash(&self) -> &[u8] {
        &self.bytes[8..ENDS]
    }

    /// The things with this name, accents and case aside, the best known first.
    pub fn get(&self, name: &str) -> impl Iterator<Item = Named<'_>> {
        let mut cursor = Cursor::new(&self.names);
        let value = cursor
            .push(name)
            .filter(|&taken| taken > 0)
            .and_then(|_| cursor.value());
        let (only, list) = match value {
            None => (None, &[][..]),
            Some(value) if value & 1 == 0 => (Some(value >> 1), &[][..]),
            Some(value) => (None, self.list((value >> 1) as usize)),
        };
        let listed = list.as_chunks().0.iter().map(|&bytes| u64::from_le_bytes(bytes));
        only.into_iter()
            .chain(listed)
            .map(|packed| Named { index: self, packed })
    }

    /// The list of namesakes that begins at an item.
    fn list(&self, item: usize) -> &[u8] {
        let lists = self.part(1).get(item * 8..).unwrap_or_default();
        let Some((count, things)) = lists.split_first_chunk() else {
            return &[];
        };
        let length = (u64::from_le_bytes(*count) as usize).saturating_mul(8);
        things.get(..length).unwrap_or_default()
    }

    /// The bytes of the lists (1) or of the IRIs (2).
    fn part(&self, number: usize) -> &[u8] {
        &self.bytes[self.ends[number - 1]..self.ends[number]]
    }
}

impl std::fmt::Debug for Named<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Named")
            .field("iri", &self.iri())
            .field("entity_type", &self.entity_type())
            .field("country", &self.country())
            .field("fame", &self.fame())
            .finish()
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

/// A thing as one number: number or place (40 bits), country (10), scheme (2), type (4), fame (6).
pub(crate) fn pack(
    number: u64,
    scheme: usize,
    entity_type: Option<EntityType>,
    country: Option<CountryCode>,
    fame: u8,
) -> u64 {
    let entity_type = entity_type.map_or(15, |entity_type| entity_type as u64);
    let country = country.map_or(0, |country| u64::from(country.number()));
    number << 22 | country << 12 | (scheme as u64 & 3) << 10 | entity_type << 6 | u64::from(fame.min(63))
}
