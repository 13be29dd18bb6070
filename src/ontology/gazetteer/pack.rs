//! The packed form of a gazetteer: one run of bytes, read where it lies. [`Builder`] writes it, `layer` reads it.
//!
//! A header (magic, SHA-256 of the rest, end of each section as little-endian `u64`), then the sections in the order
//! of [`Section`]. Numbers are little-endian `u32`; entries are numbered through all
//! layers; [`NONE`] is no entry. The build
//! script uses this file too, so it stands on no other of the library.

use std::collections::BTreeMap;

use fst::MapBuilder;
use sha2::{Digest, Sha256};

/// First bytes of a packed gazetteer, with the version of the form.
pub(crate) const MAGIC: &[u8; 8] = b"DMGAZ\0\0\x01";
/// Bytes before the first section.
pub(crate) const HEADER: usize = 8 + 32 + 8 * SECTIONS;
/// How many sections there are.
pub(crate) const SECTIONS: usize = 9;
/// No entry.
pub(crate) const NONE: u32 = u32::MAX;

/// The parts of a packed gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// A [`Record`] for each entry.
    Records,
    /// Strings: `u16` length, then UTF-8. Offset 0 is the empty string.
    Strings,
    /// Names with several candidates: a count, then that many candidates.
    Lists,
    /// Terms of office, those of one person together: office, of, since, until.
    Terms,
    /// The same terms by office: of, office, since, person; sorted.
    Holders,
    /// Organs of states: country, kind of organ, entry; sorted.
    Organs,
    /// Kinds of office and of organ: name, and for an office the kind of organ it leads.
    Kinds,
    /// `fst` from folded name to one candidate (even) or a place in the lists (odd).
    Names,
    /// `fst` from folded phrase to an office (even) or a kind of organ (odd).
    Phrases,
}

/// What is packed for each entry. Strings are offsets into the strings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Record {
    /// Its name.
    pub(crate) name: u32,
    /// Its IRI below the base, or an absolute IRI; empty when it follows from the name.
    pub(crate) slug: u32,
    /// Its other names, with `|` between.
    pub(crate) aliases: u32,
    /// ISO 3166-1 alpha-3, or the code event data has for it.
    pub(crate) code: u32,
    /// Title of its English Wikipedia article.
    pub(crate) wikipedia: u32,
    /// Further IRIs of the same thing, with blanks between.
    pub(crate) same_as: u32,
    /// The country it belongs to.
    pub(crate) country: u32,
    /// The capital of a country; the country a city is the capital of.
    pub(crate) capital: u32,
    /// Number of its Wikidata item, 0 for none.
    pub(crate) wikidata: u32,
    /// Number of its GeoNames feature, 0 for none.
    pub(crate) geonames: u32,
    /// Type (4 bits), gender (2 bits), a country's own ISO code as a number (10 bits), prior (16 bits).
    pub(crate) traits: u32,
    /// First of its terms of office.
    pub(crate) terms: u32,
    /// How many terms of office it has.
    pub(crate) term_count: u32,
}

impl Record {
    /// Bytes of a packed record.
    pub(crate) const SIZE: usize = 4 * 13;

    fn words(&self) -> [u32; 13] {
        [
            self.name,
            self.slug,
            self.aliases,
            self.code,
            self.wikipedia,
            self.same_as,
            self.country,
            self.capital,
            self.wikidata,
            self.geonames,
            self.traits,
            self.terms,
            self.term_count,
        ]
    }

    /// Reads a record from its bytes.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        Self {
            name: word(bytes, 0),
            slug: word(bytes, 1),
            aliases: word(bytes, 2),
            code: word(bytes, 3),
            wikipedia: word(bytes, 4),
            same_as: word(bytes, 5),
            country: word(bytes, 6),
            capital: word(bytes, 7),
            wikidata: word(bytes, 8),
            geonames: word(bytes, 9),
            traits: word(bytes, 10),
            terms: word(bytes, 11),
            term_count: word(bytes, 12),
        }
    }

    /// The traits as one number; `code` is that of a country, 0 for anything else.
    pub(crate) fn traits(entity_type: u8, gender: u8, code: u16, prior: u16) -> u32 {
        u32::from(entity_type & 15) | u32::from(gender & 3) << 4 | u32::from(code & 1023) << 6 | u32::from(prior) << 16
    }
}

/// The `index`th number of a row of numbers.
pub(crate) fn word(bytes: &[u8], index: usize) -> u32 {
    let at = index * 4;
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

/// An entry and the sense in which a name names it, as one number.
pub(crate) fn candidate(entry: u32, sense: u8) -> u32 {
    entry << 4 | u32::from(sense)
}

/// Collects entries and names, and packs them.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    /// How many entries the layers below have: its own are numbered from there.
    base: u32,
    records: Vec<Record>,
    strings: Vec<u8>,
    offsets: BTreeMap<String, u32>,
    names: BTreeMap<String, Vec<u32>>,
    phrases: BTreeMap<String, u32>,
    terms: Vec<[u32; 4]>,
    holders: Vec<[u32; 4]>,
    organs: Vec<[u32; 3]>,
    kinds: Vec<[u32; 2]>,
}

impl Builder {
    /// A builder with no entries, on top of layers with `base` entries.
    pub(crate) fn new(base: u32) -> Self {
        Self {
            base,
            strings: vec![0, 0],
            ..Self::default()
        }
    }

    /// The offset of a string, cut to 65,535 bytes.
    pub(crate) fn string(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return 0;
        }
        if let Some(&offset) = self.offsets.get(text) {
            return offset;
        }
        let mut length = text.len().min(usize::from(u16::MAX));
        while !text.is_char_boundary(length) {
            length -= 1;
        }
        let offset = self.strings.len() as u32;
        self.strings.extend((length as u16).to_le_bytes());
        self.strings.extend(&text.as_bytes()[..length]);
        self.offsets.insert(text.to_owned(), offset);
        offset
    }

    /// Adds an entry and gives its number.
    pub(crate) fn entry(&mut self, record: Record) -> u32 {
        self.records.push(record);
        self.base + self.records.len() as u32 - 1
    }

    /// An entry that was added.
    pub(crate) fn record(&mut self, entry: u32) -> &mut Record {
        &mut self.records[(entry - self.base) as usize]
    }

    /// Lets a folded name name an entry in a sense.
    pub(crate) fn name(&mut self, key: String, entry: u32, sense: u8) {
        if !key.is_empty() {
            self.names.entry(key).or_default().push(candidate(entry, sense));
        }
    }

    /// Adds a kind of office (`leads` is the kind of organ it leads, or [`NONE`]) or of organ.
    pub(crate) fn kind(&mut self, name: &str, leads: u32) -> u32 {
        let name = self.string(name);
        self.kinds.push([name, leads]);
        self.kinds.len() as u32 - 1
    }

    /// Lets a folded phrase mean a kind of office or of organ.
    pub(crate) fn phrase(&mut self, key: String, kind: u32, organ: bool) {
        self.phrases.entry(key).or_insert(kind << 1 | u32::from(organ));
    }

    /// States that `entry` is the organ of this kind of `country`.
    pub(crate) fn organ(&mut self, country: u32, kind: u32, entry: u32) {
        self.organs.push([country, kind, entry]);
    }

    /// Gives the entry its terms of office: office, of, since, until (each day as `yyyymmdd`, 0 when unknown).
    pub(crate) fn terms(&mut self, person: u32, terms: &[[u32; 4]]) {
        let first = self.terms.len() as u32;
        self.terms.extend(terms);
        for &[office, of, since, _] in terms {
            self.holders.push([of, office, since, person]);
        }
        let record = self.record(person);
        record.terms = first;
        record.term_count = terms.len() as u32;
    }

    /// The packed bytes.
    ///
    /// # Panics
    /// Never: keys come sorted from an ordered map, and writing to memory does not fail.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        self.holders.sort_unstable();
        self.organs.sort_unstable();
        let mut lists: Vec<u32> = Vec::new();
        let mut names = MapBuilder::memory();
        for (key, candidates) in &mut self.names {
            // The likelier first, then the earlier entry; for one entry, the plainer sense first.
            candidates.sort_unstable_by_key(|&candidate| {
                let own = (candidate >> 4).checked_sub(self.base);
                let prior = own.map_or(u32::MAX, |index| self.records[index as usize].traits >> 16);
                (u32::MAX - prior, candidate)
            });
            candidates.dedup();
            let value = if let [only] = candidates[..] {
                u64::from(only) << 1
            } else {
                let place = lists.len() as u64;
                lists.push(candidates.len() as u32);
                lists.extend(candidates.iter());
                place << 1 | 1
            };
            names.insert(key, value).expect("keys are sorted");
        }
        let mut phrases = MapBuilder::memory();
        for (key, &value) in &self.phrases {
            phrases.insert(key, u64::from(value)).expect("keys are sorted");
        }
        let sections: [Vec<u8>; SECTIONS] = [
            bytes(self.records.iter().flat_map(Record::words)),
            self.strings,
            bytes(lists),
            bytes(self.terms.into_iter().flatten()),
            bytes(self.holders.into_iter().flatten()),
            bytes(self.organs.into_iter().flatten()),
            bytes(self.kinds.into_iter().flatten()),
            names.into_inner().expect("memory can be written"),
            phrases.into_inner().expect("memory can be written"),
        ];
        let mut body = Vec::new();
        let mut ends = Vec::new();
        for section in sections {
            body.extend(section);
            ends.extend(((HEADER + body.len()) as u64).to_le_bytes());
        }
        let mut packed = MAGIC.to_vec();
        packed.extend(Sha256::digest(&body));
        packed.extend(ends);
        packed.extend(body);
        packed
    }
}

fn bytes(words: impl IntoIterator<Item = u32>) -> Vec<u8> {
    words.into_iter().flat_map(u32::to_le_bytes).collect()
}
