//! Offices and organs of states, which every country has: "Prime Minister", "Azerbaijani Foreign Ministry".
//!
//! Their names follow patterns, so the country and the kind are looked up apart and put together here.

use jiff::civil::Date;

use crate::ontology::EntityType;
use crate::ontology::gazetteer::entry::day;
use crate::ontology::gazetteer::pack::{NONE, Section};
use crate::ontology::gazetteer::{EntryId, Gazetteer, Sense};

/// A kind of office, counted from 0 together with the kinds of organ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OfficeId(pub u16);

/// A kind of organ, counted from 0 together with the kinds of office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganId(pub u16);

/// An organ of a state at the beginning of a row of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrganMatch {
    /// How many tokens it takes.
    pub tokens: usize,
    /// First of the tokens that name the country.
    pub country_first: usize,
    /// How many tokens name the country.
    pub country_tokens: usize,
    /// The organ.
    pub entry: EntryId,
}

impl Gazetteer {
    /// The office that the first tokens name, in any case: "prime minister", "Foreign Minister". With how many tokens.
    pub fn office(&self, tokens: &[&str]) -> Option<(usize, OfficeId)> {
        self.phrase(tokens, 0).map(|(count, kind)| (count, OfficeId(kind)))
    }

    /// The kind of organ that the first tokens name, in any case: "foreign ministry", "Ministry of Defence". With how
    /// many tokens.
    pub fn organ_kind(&self, tokens: &[&str]) -> Option<(usize, OrganId)> {
        self.phrase(tokens, 1).map(|(count, kind)| (count, OrganId(kind)))
    }

    /// The name of an office: "Prime Minister".
    pub fn office_name(&self, office: OfficeId) -> &str {
        let [name, _] = self.layers[0].row::<2>(Section::Kinds, usize::from(office.0));
        self.layers[0].string(name)
    }

    /// The kind of organ that an office leads: the foreign ministry for the foreign minister.
    pub fn organ_led(&self, office: OfficeId) -> Option<OrganId> {
        let [_, leads] = self.layers[0].row::<2>(Section::Kinds, usize::from(office.0));
        (leads != NONE).then_some(OrganId(leads as u16))
    }

    /// A country's organ of this kind.
    pub fn organ(&self, country: EntryId, kind: OrganId) -> Option<EntryId> {
        let layer = &self.layers[0];
        let key = [country.0, u32::from(kind.0), 0];
        let index = layer.lower_bound(Section::Organs, key).next()?;
        let [of, found, entry] = layer.row::<3>(Section::Organs, index);
        (of == country.0 && found == u32::from(kind.0)).then_some(EntryId(entry))
    }

    /// The organ of a state that the first tokens name by country and kind: "Azerbaijani Foreign Ministry",
    /// "Azerbaijan's army", "Ministry of Foreign Affairs of the Republic of Azerbaijan".
    pub fn organ_at(&self, tokens: &[&str]) -> Option<OrganMatch> {
        self.country_first(tokens).or_else(|| self.kind_first(tokens))
    }

    /// Who held an office of a country or organisation on a day: the last to have taken it up by then, unless he is
    /// known to have left it. With where his term began.
    pub fn holder(&self, of: EntryId, office: OfficeId, date: Date) -> Option<EntryId> {
        let layer = &self.layers[0];
        let of_office = [of.0, u32::from(office.0), 0, 0];
        let mut holder = None;
        for index in layer.lower_bound(Section::Holders, of_office) {
            let [row_of, row_office, since, person] = layer.row::<4>(Section::Holders, index);
            if (row_of, row_office) != (of_office[0], of_office[1]) || day(since).is_some_and(|since| since > date) {
                break;
            }
            holder = Some(EntryId(person)).filter(|_| since > 0);
        }
        holder.filter(|&person| {
            self.entry(person)
                .terms()
                .filter(|term| term.of == of && term.office == office)
                .any(|term| {
                    term.since.is_some_and(|since| since <= date) && term.until.is_none_or(|until| date <= until)
                })
        })
    }

    /// The longest phrase for an office (`organ` 0) or an organ (1). Abbreviations need their capitals: "3 pm".
    fn phrase(&self, tokens: &[&str], organ: u64) -> Option<(usize, u16)> {
        self.layers[0].longest(Section::Phrases, tokens, |count, value| {
            let short = count == 1 && tokens[0].len() <= 3;
            let capitals = tokens[0].chars().filter(|letter| letter.is_uppercase()).count();
            (value & 1 == organ && (!short || capitals >= 2)).then_some((value >> 1) as u16)
        })
    }

    fn country_first(&self, tokens: &[&str]) -> Option<OrganMatch> {
        let (country_tokens, country) = self.country_at(tokens, true)?;
        let possessive = usize::from(matches!(tokens.get(country_tokens), Some(&("'s" | "’s" | "'" | "’"))));
        let rest = country_tokens + possessive;
        let (kind_tokens, kind) = self.organ_kind(tokens.get(rest..)?)?;
        // "French Army" is a name by itself.
        let named = self.longest(tokens).map_or(0, |found| found.tokens);
        if named > country_tokens && named >= rest + kind_tokens {
            return None;
        }
        Some(OrganMatch {
            tokens: rest + kind_tokens,
            country_first: 0,
            country_tokens,
            entry: self.organ(country, kind)?,
        })
    }

    fn kind_first(&self, tokens: &[&str]) -> Option<OrganMatch> {
        let (kind_tokens, kind) = self.organ_kind(tokens)?;
        if !tokens.get(kind_tokens)?.eq_ignore_ascii_case("of") {
            return None;
        }
        let article = usize::from(
            tokens
                .get(kind_tokens + 1)
                .is_some_and(|token| token.eq_ignore_ascii_case("the")),
        );
        let country_first = kind_tokens + 1 + article;
        let (country_tokens, country) = self.country_at(tokens.get(country_first..)?, false)?;
        Some(OrganMatch {
            tokens: country_first + country_tokens,
            country_first,
            country_tokens,
            entry: self.organ(country, kind)?,
        })
    }

    /// The country that the first tokens name, by its adjective too when `adjective` is set. A longer name that is none
    /// may begin with it: "Austrian Parliament", and "Perus", which "Peru 's" is spelt like.
    fn country_at(&self, mut tokens: &[&str], adjective: bool) -> Option<(usize, EntryId)> {
        loop {
            let found = self.longest(tokens)?;
            let country = found.candidates.iter().find(|candidate| {
                (matches!(candidate.sense, Sense::Name | Sense::Acronym)
                    || adjective && candidate.sense == Sense::Adjective)
                    && matches!(
                        self.entry(candidate.entry).entity_type,
                        EntityType::Country | EntityType::InternationalOrganisation
                    )
            });
            if let Some(country) = country {
                return Some((found.tokens, country.entry));
            }
            tokens = &tokens[..found.tokens - 1];
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::ontology::Gazetteer;

    fn check(tokens: &[&str], expect: Option<(usize, &str)>) {
        let gazetteer = Gazetteer::shipped();
        let found = gazetteer
            .organ_at(tokens)
            .map(|found| (found.tokens, gazetteer.entry(found.entry).name));
        assert_eq!(found, expect, "{tokens:?}");
    }

    #[test]
    fn a_country_is_found_under_a_longer_name() {
        check(&["Peru", "'s", "parliament"], Some((3, "Parliament of Peru")));
        check(&["French", "Army"], None);
    }

    #[test]
    fn country_and_kind_make_an_organ() {
        let ministry = "Ministry of Foreign Affairs of Azerbaijan";
        check(&["Azerbaijani", "Foreign", "Ministry", "said"], Some((3, ministry)));
        check(&["Azerbaijan", "'s", "foreign", "ministry"], Some((4, ministry)));
        check(
            &[
                "Ministry",
                "of",
                "Foreign",
                "Affairs",
                "of",
                "the",
                "Republic",
                "of",
                "Azerbaijan",
            ],
            Some((9, ministry)),
        );
        check(&["US", "Department", "of", "State"], None);
        check(&["Russian", "parliament"], Some((2, "Federal Assembly of Russia")));
        check(&["Azerbaijani", "officials"], None);
        check(&["foreign", "ministry"], None);
    }

    #[test]
    fn offices_are_known_in_any_case_but_abbreviations_by_their_capitals() {
        let gazetteer = Gazetteer::shipped();
        let (count, office) = gazetteer.office(&["foreign", "minister", "of"]).expect("an office");
        assert_eq!(
            (count, gazetteer.office_name(office)),
            (2, "Minister of Foreign Affairs")
        );
        let ministry = gazetteer.organ_led(office).expect("a ministry");
        assert_eq!(gazetteer.organ_kind(&["Foreign", "Ministry"]), Some((2, ministry)));
        assert!(gazetteer.office(&["PM"]).is_some());
        assert!(gazetteer.office(&["pm"]).is_none());
    }

    #[test]
    fn the_holder_of_an_office_depends_on_the_day() {
        let gazetteer = Gazetteer::shipped();
        let azerbaijan = gazetteer.candidates("Azerbaijan")[0].entry;
        let (_, office) = gazetteer.office(&["president"]).expect("an office");
        let holder = |day| {
            gazetteer
                .holder(azerbaijan, office, day)
                .map(|person| gazetteer.entry(person).name)
        };
        assert_eq!(holder(date(2020, 9, 13)), Some("Ilham Aliyev"));
        assert_eq!(holder(date(1990, 1, 1)), None);
    }
}
