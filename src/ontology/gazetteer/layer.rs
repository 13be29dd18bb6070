//! [`Layer`]: a packed gazetteer, read where it lies.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use fst::raw::Fst;

use crate::ontology::gazetteer::cursor::Cursor;
use crate::ontology::gazetteer::pack::{HEADER, MAGIC, Record, SECTIONS, Section, word};

/// Bytes of the program itself, or bytes read or built at run time.
#[derive(Clone, Debug)]
pub(crate) enum Bytes {
    /// In the program.
    Static(&'static [u8]),
    /// On the heap.
    Shared(Arc<[u8]>),
}

impl Bytes {
    fn all(&self) -> &[u8] {
        match self {
            Self::Static(bytes) => bytes,
            Self::Shared(bytes) => bytes,
        }
    }
}

/// A section's bytes, in the form `fst` wants to own.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    bytes: Bytes,
    range: Range<usize>,
}

impl AsRef<[u8]> for Part {
    fn as_ref(&self) -> &[u8] {
        &self.bytes.all()[self.range.clone()]
    }
}

/// One packed gazetteer.
#[derive(Clone)]
pub(crate) struct Layer {
    bytes: Bytes,
    sections: [Range<usize>; SECTIONS],
    names: Fst<Part>,
    phrases: Fst<Part>,
}

impl fmt::Debug for Layer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Layer")
            .field("entries", &self.len())
            .finish_non_exhaustive()
    }
}

impl Layer {
    /// Reads the header; nothing else is touched. `None` when the bytes are no packed gazetteer.
    pub(crate) fn new(bytes: Bytes) -> Option<Self> {
        let all = bytes.all();
        if all.len() < HEADER || &all[..8] != MAGIC {
            return None;
        }
        let mut start = HEADER;
        let mut sections: [Range<usize>; SECTIONS] = Default::default();
        for (index, section) in sections.iter_mut().enumerate() {
            let at = 40 + index * 8;
            let end = u64::from_le_bytes(all[at..at + 8].try_into().ok()?) as usize;
            if end < start || end > all.len() {
                return None;
            }
            *section = start..end;
            start = end;
        }
        let part = |section: Section| Part {
            bytes: bytes.clone(),
            range: sections[section as usize].clone(),
        };
        Some(Self {
            names: Fst::new(part(Section::Names)).ok()?,
            phrases: Fst::new(part(Section::Phrases)).ok()?,
            sections,
            bytes,
        })
    }

    /// SHA-256 of what is packed.
    pub(crate) fn hash(&self) -> &[u8] {
        &self.bytes.all()[8..40]
    }

    /// The bytes of a section.
    pub(crate) fn section(&self, section: Section) -> &[u8] {
        &self.bytes.all()[self.sections[section as usize].clone()]
    }

    /// How many entries it has.
    pub(crate) fn len(&self) -> u32 {
        (self.sections[Section::Records as usize].len() / Record::SIZE) as u32
    }

    /// An entry's record.
    pub(crate) fn record(&self, entry: u32) -> Record {
        Record::read(&self.section(Section::Records)[entry as usize * Record::SIZE..])
    }

    /// The string at an offset.
    pub(crate) fn string(&self, offset: u32) -> &str {
        let strings = &self.section(Section::Strings)[offset as usize..];
        let length = usize::from(u16::from_le_bytes([strings[0], strings[1]]));
        std::str::from_utf8(&strings[2..2 + length]).unwrap_or_default()
    }

    /// Row `index` of a section of rows of `WIDTH` numbers.
    pub(crate) fn row<const WIDTH: usize>(&self, section: Section, index: usize) -> [u32; WIDTH] {
        let bytes = &self.section(section)[index * WIDTH * 4..];
        std::array::from_fn(|column| word(bytes, column))
    }

    /// The first row of a sorted section that is not below `key`, and the number of rows.
    pub(crate) fn lower_bound<const WIDTH: usize>(&self, section: Section, key: [u32; WIDTH]) -> Range<usize> {
        let count = self.section(section).len() / (WIDTH * 4);
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.row::<WIDTH>(section, middle) < key {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low..count
    }

    /// The longest run of the first tokens that `accept` takes the value of, among names or among phrases.
    pub(crate) fn longest<T>(
        &self,
        section: Section,
        tokens: &[&str],
        mut accept: impl FnMut(usize, u64) -> Option<T>,
    ) -> Option<(usize, T)> {
        let fst = if section == Section::Phrases {
            &self.phrases
        } else {
            &self.names
        };
        let mut cursor = Cursor::new(fst);
        let mut best = None;
        for (index, token) in tokens.iter().enumerate() {
            if index > 0 {
                cursor.next_token(token);
            }
            let Some(taken) = cursor.push(token) else { break };
            if taken == 0 {
                // A lone hyphen or full stop: part of a name only when more of it follows.
                continue;
            }
            if let Some(found) = cursor.value().and_then(|value| accept(index + 1, value)) {
                best = Some((index + 1, found));
            }
        }
        best
    }

    /// The value of a whole name.
    pub(crate) fn exact(&self, name: &str) -> Option<u64> {
        let mut cursor = Cursor::new(&self.names);
        cursor.push(name).filter(|&taken| taken > 0)?;
        cursor.value()
    }

    /// The candidates behind a value of the names.
    pub(crate) fn candidates(&self, value: u64) -> impl Iterator<Item = u32> {
        let lists = self.section(Section::Lists);
        let place = (value >> 1) as usize;
        let (only, count) = if value & 1 == 0 {
            (Some(place as u32), 0)
        } else {
            (None, word(lists, place) as usize)
        };
        only.into_iter()
            .chain((0..count).map(move |index| word(lists, place + 1 + index)))
    }
}
