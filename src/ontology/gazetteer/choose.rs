//! Choosing among homonyms: candidates and what the document says → one entry, or none.

use crate::ontology::EntityType;
use crate::ontology::gazetteer::{Candidate, Entry, EntryId, Gazetteer, OfficeId, Sense};

/// What is known about a mention when its candidates are weighed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'c> {
    /// Its type by form, title or apposition, when something but the gazetteer says so.
    pub entity_type: Option<EntityType>,
    /// The country it hangs on in the text: Armenia for "Armenian Prime Minister Nikol Pashinyan".
    pub country: Option<EntryId>,
    /// Entries that the document is already known to speak of, countries among them, in any order.
    pub document: &'c [EntryId],
    /// Whether it stands where only something that acts can stand: "Baku rejected".
    pub acts: bool,
    /// Whether it stands where only a place can stand: "in Norville", "Norville, Norland".
    pub place: bool,
    /// The office that a title before it names.
    pub office: Option<OfficeId>,
    /// Whether it is named by no more than its kind: "Congress", "the Senate".
    pub by_kind: bool,
}

/// A candidate and how well it fits, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    /// The candidate.
    pub candidate: Candidate,
    /// How well it fits.
    pub score: f32,
}

/// How much better than the next the best must be.
const MARGIN: f32 = 0.08;
/// Below this nothing is chosen.
const FLOOR: f32 = 0.4;
/// Towns up to this prior (some 700,000 people) are meant only where their country is spoken of or something tells a
/// place.
const TOWN: u16 = 30_000;
/// Those up to this prior (some 150,000 people) need their country in any case, and where English names towns, and they
/// bear the names of persons and words, something that tells a place besides.
const SMALL_TOWN: u16 = 20_000;
const ENGLISH: &[&str] = &["USA", "GBR", "AUS", "CAN", "NZL", "IRL", "ZAF", "ZWE", "JAM"];

impl Gazetteer {
    /// The candidates with their scores, the best first; equals in the order given.
    pub fn rank(&self, candidates: &[Candidate], context: &Context<'_>) -> Vec<Scored> {
        let mut ranked: Vec<_> = candidates
            .iter()
            .map(|&candidate| Scored {
                candidate,
                score: self.score(candidate, context),
            })
            .collect();
        ranked.sort_by(|one, other| other.score.total_cmp(&one.score));
        ranked
    }

    /// The candidate that fits, or `None` when none fits well or another entry fits nearly as well. Of a town and the
    /// region around it that bear the same name, the better known fits.
    pub fn choose(&self, candidates: &[Candidate], context: &Context<'_>) -> Option<Candidate> {
        let mut ranked = self.rank(candidates, context);
        ranked.retain(|scored| !self.is_excluded(scored.candidate, context));
        let best = ranked.first()?;
        let next = ranked
            .iter()
            .find(|other| {
                other.candidate.entry != best.candidate.entry
                    && !self.is_around(other.candidate.entry, best.candidate.entry)
            })
            .map_or(0.0, |other| other.score);
        if best.score < FLOOR || best.score - next < MARGIN {
            return None;
        }
        // Of two entries for one thing always the same is taken, whatever the document speaks of.
        let entry = |scored: &&Scored| self.entry(scored.candidate.entry);
        let item = entry(&best).wikidata();
        let same = ranked
            .iter()
            .filter(|other| item.is_some() && entry(other).wikidata() == item);
        let known = same.max_by_key(|other| entry(other).prior).unwrap_or(best);
        Some(known.candidate)
    }

    /// Whether two entries are a town and a region of one country (but for the United States, whose states and towns of one
    /// name are spoken of alike, if the town is not the capital); or a territory and the region that it is to the country it belongs to.
    fn is_around(&self, one: EntryId, other: EntryId) -> bool {
        let (one, other) = (self.entry(one), self.entry(other));
        let item = one.wikidata().is_some() && one.wikidata() == other.wikidata();
        let settlements = one.entity_type == EntityType::Settlement && other.entity_type == EntityType::Settlement;
        let states = one.country.is_some_and(|country| self.entry(country).code == "USA");
        item || settlements && one.country == other.country && (!states || other.capital.is_some())
    }

    fn score(&self, candidate: Candidate, context: &Context<'_>) -> f32 {
        let entry = self.entry(candidate.entry);
        // The prior alone decides between namesakes ("Tripoli", "Georgia") when the document says nothing.
        let mut score = 0.4 + 0.3 * f32::from(entry.prior) / f32::from(u16::MAX);
        if context.document.contains(&entry.id) {
            score += 0.25;
        } else if let Some(country) = entry.country.filter(|country| context.document.contains(country)) {
            // Much is of a country that is spoken of everywhere: a town or region of it is likelier where others of its
            // towns and regions are spoken of too.
            let beside = |&other: &EntryId| {
                let other = self.entry(other);
                other.entity_type == EntityType::Settlement && other.country == Some(country)
            };
            let local = entry.entity_type == EntityType::Settlement;
            score += if !local || context.document.iter().any(beside) {
                0.15
            } else {
                0.06
            };
        }
        match context.country {
            Some(country) if entry.country == Some(country) || entry.id == country => score += 0.2,
            Some(_) if entry.country.is_some() => score -= 0.3,
            _ => {}
        }
        if let Some(entity_type) = context.entity_type {
            score += agreement(entity_type, &entry);
        }
        let holds = |office| {
            entry
                .terms()
                .any(|term| term.office == office && context.country.is_none_or(|country| term.of == country))
        };
        let in_office = context.office.is_some_and(holds);
        if in_office {
            score += 0.15;
        }
        match candidate.sense {
            Sense::Seat => score += 0.2,
            Sense::ShortName
                if context.document.contains(&entry.id)
                    || in_office
                    || context.country.is_some() && context.country == entry.country => {}
            Sense::ShortName => score -= 0.25,
            _ => {}
        }
        score.clamp(0.0, 1.0)
    }

    /// Whether a candidate cannot be meant, however well known it is.
    fn is_excluded(&self, candidate: Candidate, context: &Context<'_>) -> bool {
        let entry = self.entry(candidate.entry);
        let spoken_of = |country: Option<EntryId>| country.is_some_and(|country| context.document.contains(&country));
        match entry.entity_type {
            // A seat stands for who sits there only where it acts.
            _ if candidate.sense == Sense::Seat => !context.acts,
            // A surname alone is that of somebody known only where his office or his country is spoken of.
            _ if candidate.sense == Sense::ShortName => {
                let holds = |office| {
                    entry
                        .terms()
                        .any(|term| term.office == office && context.country.is_none_or(|country| term.of == country))
                };
                let told = context.document.contains(&entry.id)
                    || spoken_of(entry.country)
                    || context.country.is_some() && context.country == entry.country
                    || context.office.is_some_and(holds);
                !told
            }
            // "Norland's Congress" is not the one of another country.
            EntityType::GovernmentBody => {
                let other = |country| entry.country.is_some() && entry.country != Some(country);
                let is_country = |&id: &EntryId| self.entry(id).entity_type == EntityType::Country;
                // Nor is "Congress" one of a country that is not spoken of where others are.
                let elsewhere = context.by_kind
                    && entry.country.is_some()
                    && !spoken_of(entry.country)
                    && context.document.iter().any(is_country);
                elsewhere
                    || context
                        .country
                        .is_some_and(|country| country != entry.id && other(country))
            }
            EntityType::Settlement if candidate.sense == Sense::Name && entry.capital.is_none() => {
                let english = entry
                    .country
                    .is_some_and(|country| ENGLISH.contains(&self.entry(country).code));
                let small = entry.prior < SMALL_TOWN;
                let told = context.country.is_some() && context.country == entry.country;
                let supported = if spoken_of(entry.country) {
                    context.place || !(english && small)
                } else {
                    context.place && !small
                };
                entry.prior < TOWN && !supported && !told
            }
            _ => false,
        }
    }
}

/// What the type asked for says about an entry.
fn agreement(asked: EntityType, entry: &Entry<'_>) -> f32 {
    use EntityType::{
        Country, Facility, GovernmentBody, InternationalOrganisation, Location, Organisation, Settlement,
    };
    let place = |entity_type| matches!(entity_type, Country | Settlement | Location | Facility);
    let body = |entity_type| matches!(entity_type, GovernmentBody | InternationalOrganisation | Organisation);
    let found = entry.entity_type;
    if asked == found {
        0.2
    } else if asked == EntityType::Thing || place(asked) && place(found) || body(asked) && body(found) {
        0.0
    } else {
        -0.4
    }
}

#[cfg(test)]
mod tests {
    use crate::ontology::{Context, EntityType, EntryId, Gazetteer, Sense};

    fn entry(gazetteer: &Gazetteer, name: &str) -> EntryId {
        let candidates = gazetteer.candidates(name);
        let named = candidates.iter().find(|candidate| candidate.sense == Sense::Name);
        named.expect("a name of the gazetteer").entry
    }

    /// The slug of what is chosen for a name.
    fn chosen(gazetteer: &Gazetteer, name: &str, context: &Context<'_>) -> Option<String> {
        let choice = gazetteer.choose(&gazetteer.candidates(name), context)?;
        Some(gazetteer.entry(choice.entry).slug().into_owned())
    }

    #[test]
    fn what_is_named_by_its_kind_is_of_a_country_spoken_of() {
        let gazetteer = Gazetteer::shipped();
        let countries = gazetteer
            .candidates("Peru")
            .iter()
            .map(|found| found.entry)
            .collect::<Vec<_>>();
        let chosen = |by_kind, document| {
            let context = Context {
                document,
                by_kind,
                ..Context::default()
            };
            chosen(&gazetteer, "Congress", &context)
        };
        assert_eq!(chosen(true, &[]).as_deref(), Some("United_States_Congress"));
        assert_eq!(chosen(true, &countries), None);
    }

    #[test]
    fn the_best_known_of_namesakes_is_meant_where_nothing_speaks_against_it() {
        let gazetteer = Gazetteer::shipped();
        let nothing = Context::default();
        let choose = |name| chosen(&gazetteer, name, &nothing);
        assert_eq!(choose("Georgia").as_deref(), Some("Georgia"));
        assert_eq!(choose("Paris").as_deref(), Some("Paris"));
        assert_eq!(choose("Chile").as_deref(), Some("Chile"));
        assert_eq!(gazetteer.choose(&[], &nothing), None);
    }

    #[test]
    fn what_the_document_speaks_of_chooses_among_namesakes() {
        let gazetteer = Gazetteer::shipped();
        let states = [entry(&gazetteer, "United States"), entry(&gazetteer, "Alabama")];
        let context = Context {
            country: Some(states[0]),
            document: &states,
            ..Context::default()
        };
        assert_eq!(
            chosen(&gazetteer, "Georgia", &context).as_deref(),
            Some("Georgia_(US_state)")
        );
        let settlement = Context {
            entity_type: Some(EntityType::Person),
            ..Context::default()
        };
        assert_eq!(chosen(&gazetteer, "Georgia", &settlement), None);
    }

    #[test]
    fn a_seat_stands_for_who_sits_there_only_where_it_acts() {
        let gazetteer = Gazetteer::shipped();
        let choose = |acts| {
            let context = Context {
                acts,
                ..Context::default()
            };
            let candidates = gazetteer.candidates("Baku");
            gazetteer.choose(&candidates, &context).map(|choice| choice.sense)
        };
        assert_eq!(choose(true), Some(Sense::Seat));
        assert_eq!(choose(false), Some(Sense::Name));
    }

    #[test]
    fn a_surname_alone_needs_support() {
        let gazetteer = Gazetteer::shipped();
        let candidates = gazetteer.candidates("Pashinyan");
        let ranked = |document: &[EntryId]| {
            let context = Context {
                document,
                ..Context::default()
            };
            gazetteer.rank(&candidates, &context)[0].score
        };
        let known = [candidates[0].entry];
        assert!(ranked(&known) > ranked(&[]) + 0.2);
    }
}
