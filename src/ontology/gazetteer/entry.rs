//! [`Entry`]: something known by name, and how a name can name it.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::ontology::gazetteer::organ::OfficeId;
use crate::ontology::gazetteer::pack::{NONE, Record, Section};
use crate::ontology::gazetteer::{Gazetteer, layer::Layer};
use crate::ontology::{CountryCode, EntityType};

/// An entry of a gazetteer, counted from 0. Numbers hold for one gazetteer only; what is stable is the IRI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

/// Grammatical gender of a person, for pronouns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// Not known.
    #[default]
    Unknown,
    /// "she"
    Feminine,
    /// "he"
    Masculine,
}

/// In what sense a name names an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Sense {
    /// Its name, or another name of it: "Azerbaijan", "Republic of Azerbaijan".
    Name = 0,
    /// An abbreviation: "UN", "OSCE", "UAE". Only matched where at least two letters are capitals.
    Acronym = 1,
    /// The adjective of a country or region: "Azerbaijani", "French". The entry is the country.
    Adjective = 2,
    /// One of its people, in the singular: "Azerbaijani", "Frenchwoman", "Turk". The entry is the country.
    Member = 3,
    /// The place it governs from, named for it: "Baku", "the Kremlin", "Downing Street". The entry is the country, or
    /// the organ that sits there. Only where it acts; as a place, another candidate names the place.
    Seat = 4,
    /// A surname alone: "Pashinyan". To be used only when something else in the document supports it.
    ShortName = 5,
}

impl Sense {
    pub(crate) fn from_bits(bits: u32) -> Self {
        match bits & 15 {
            1 => Self::Acronym,
            2 => Self::Adjective,
            3 => Self::Member,
            4 => Self::Seat,
            5 => Self::ShortName,
            _ => Self::Name,
        }
    }
}

/// What a name may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Candidate {
    /// What it names.
    pub entry: EntryId,
    /// In what sense.
    pub sense: Sense,
}

/// A term of office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// The office.
    pub office: OfficeId,
    /// The country or the organisation whose office it is.
    pub of: EntryId,
    /// First day; the first of the month or year when only that is known.
    pub since: Option<Date>,
    /// Last day, when it is known.
    pub until: Option<Date>,
}

/// Something known by name.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'g> {
    /// Its number.
    pub id: EntryId,
    /// The name it goes by: "Azerbaijan", "Maria Zakharova".
    pub name: &'g str,
    /// What kind of thing it is.
    pub entity_type: EntityType,
    /// For a country, ISO 3166-1 alpha-3; for an organisation, the code event data knows it by; else empty.
    pub code: &'g str,
    /// For a country, ISO 3166-1 alpha-2.
    pub iso: Option<CountryCode>,
    /// The country it belongs to; a country belongs to none.
    pub country: Option<EntryId>,
    /// For a country, its capital; for a capital, its country.
    pub capital: Option<EntryId>,
    /// Gender of a person.
    pub gender: Gender,
    /// How likely a bare name means this, from population or rank: 0 to 65,535, comparable between entries.
    pub prior: u16,
    layer: &'g Layer,
    record: Record,
}

impl<'g> Entry<'g> {
    /// Its IRI below the base, percent-safe and stable: `Azerbaijan`, `Georgia_(US_state)`. An absolute IRI (with a
    /// colon) when the user's own gazetteer gives it one.
    pub fn slug(&self) -> Cow<'g, str> {
        match self.layer.string(self.record.slug) {
            "" => Cow::Owned(slug(self.name)),
            own => Cow::Borrowed(own),
        }
    }

    /// Its other names, without those that follow a pattern ("Azerbaijani Foreign Ministry").
    pub fn aliases(&self) -> impl Iterator<Item = &'g str> + use<'g> {
        self.layer
            .string(self.record.aliases)
            .split('|')
            .filter(|alias| !alias.is_empty())
    }

    /// The same thing elsewhere, each a full IRI (Wikidata, GeoNames, DBpedia, the user's), sorted. Only sourced ones.
    pub fn same_as(&self) -> Vec<String> {
        let mut iris: Vec<String> = self
            .layer
            .string(self.record.same_as)
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        if self.record.wikidata > 0 {
            iris.push(format!("http://www.wikidata.org/entity/Q{}", self.record.wikidata));
        }
        if self.record.geonames > 0 {
            iris.push(format!("https://sws.geonames.org/{}/", self.record.geonames));
        }
        let title = self.layer.string(self.record.wikipedia);
        if !title.is_empty() {
            iris.push(format!("http://dbpedia.org/resource/{}", slug(title)));
        }
        iris.sort();
        iris.dedup();
        iris
    }

    /// The number of its Wikidata item, as in `Q227`.
    pub fn wikidata(&self) -> Option<u32> {
        Some(self.record.wikidata).filter(|&item| item > 0)
    }

    /// Its terms of office, the latest first.
    pub fn terms(&self) -> impl Iterator<Item = Term> + use<'g> {
        let layer = self.layer;
        let first = self.record.terms as usize;
        (first..first + self.record.term_count as usize).map(move |index| {
            let [office, of, since, until] = layer.row::<4>(Section::Terms, index);
            Term {
                office: OfficeId(office as u16),
                of: EntryId(of),
                since: day(since),
                until: day(until),
            }
        })
    }
}

impl Gazetteer {
    /// The entry with this number.
    ///
    /// # Panics
    /// When the number comes from another gazetteer.
    pub fn entry(&self, id: EntryId) -> Entry<'_> {
        let (layer, local) = self.locate(id);
        let record = layer.record(local);
        let entry = |number: u32| (number != NONE).then_some(EntryId(number));
        Entry {
            id,
            name: layer.string(record.name),
            entity_type: EntityType::ALL[(record.traits & 15) as usize % EntityType::ALL.len()],
            code: layer.string(record.code),
            country: entry(record.country),
            capital: entry(record.capital),
            gender: match record.traits >> 4 & 3 {
                1 => Gender::Feminine,
                2 => Gender::Masculine,
                _ => Gender::Unknown,
            },
            iso: CountryCode::from_number((record.traits >> 6 & 1023) as u16),
            prior: (record.traits >> 16) as u16,
            layer,
            record,
        }
    }
}

/// A name as the last segment of an IRI: blanks become underscores; of other characters, those stay that
/// [RFC 3987](https://www.rfc-editor.org/rfc/rfc3987) lets stand unescaped in a segment and Turtle in an IRI.
fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for character in name.chars() {
        match character {
            ' ' => slug.push('_'),
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '.' | '_' | '~' | '(' | ')' | ',' | '\'' | '!' | ':' | '*' => {
                slug.push(character);
            }
            _ if character.is_alphanumeric() => slug.push(character),
            _ => {
                let mut buffer = [0; 4];
                for byte in character.encode_utf8(&mut buffer).bytes() {
                    slug.push('%');
                    for half in [byte >> 4, byte & 15] {
                        slug.push(
                            char::from_digit(u32::from(half), 16)
                                .unwrap_or_default()
                                .to_ascii_uppercase(),
                        );
                    }
                }
            }
        }
    }
    slug
}

/// A day packed as `yyyymmdd`, where month and day 0 are the first.
pub(crate) fn day(packed: u32) -> Option<Date> {
    if packed == 0 {
        return None;
    }
    let part = |number: u32| i8::try_from(number % 100).unwrap_or(1).max(1);
    Date::new((packed / 10_000) as i16, part(packed / 100), part(packed)).ok()
}
