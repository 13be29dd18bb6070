//! Persons by the offices they hold: "the foreign minister" of the one who was named with that office, "his Norlandic
//! counterpart".

use crate::mention::coreference::Resolver;
use crate::mention::draft::{Count, Draft};
use crate::mention::noun::Noun;
use crate::mention::phrase::{self, Determination};
use crate::mention::{MentionKind, sense};
use crate::ontology::{EntityType, EntryId, OfficeId, Term};
use crate::syntax::{Deprel, TokenId, Upos};

/// How many sentences back the holder of an office is looked for.
const REACH: u32 = 15;

impl Resolver<'_> {
    /// The office that the title of a mention names.
    pub(crate) fn office(&self, index: usize) -> Option<OfficeId> {
        let draft = &self.page.drafts[index];
        (draft.entity_type == EntityType::Person && draft.count != Count::Many)
            .then(|| sense::office(self.page, draft, self.gazetteer))?
    }

    /// Whether a name has an article of its own: "the Olympiad".
    pub(crate) fn is_articled(&self, index: usize) -> bool {
        let draft = &self.page.drafts[index];
        let Some((first, _)) = draft.name.filter(|_| draft.noun.is_none()) else {
            return false;
        };
        first.0 > 0 && matches!(self.page.form(draft.sentence, TokenId(first.0 - 1)), "the" | "The")
    }

    /// Who was named with the office that a noun phrase names: "the foreign minister", "Norland's president".
    pub(crate) fn by_office(&self, index: usize) -> Option<u32> {
        let draft = &self.page.drafts[index];
        let office = self.office(index)?;
        let owner = self.owner(index);
        if owner.is_none() && self.determination(draft) == Determination::Possessed {
            return None;
        }
        self.holder(index, office, owner)
    }

    fn determination(&self, draft: &Draft) -> Determination {
        phrase::determination(
            self.page.sentence(draft.sentence),
            self.page.tree(draft.sentence),
            draft.head,
        )
    }

    /// The only one of the document's persons who holds an office, of a country if it is told.
    fn holder(&self, index: usize, office: OfficeId, of: Option<usize>) -> Option<u32> {
        let draft = &self.page.drafts[index];
        let mut found: Vec<u32> = Vec::new();
        for (place, other) in self.page.drafts[..index].iter().enumerate().rev() {
            if draft.sentence.0 - other.sentence.0 > REACH {
                break;
            }
            let number = self.of_draft[place];
            if number == 0 || other.entity_type != EntityType::Person || found.contains(&number) {
                continue;
            }
            let cluster = self.cluster(number);
            let holds = cluster.named
                && match of {
                    Some(of) => {
                        cluster.offices.contains(&office) && self.belongs_to(number, of)
                            || cluster.entry.is_some_and(|entry| self.held(entry, office, of))
                    }
                    None => cluster.offices.contains(&office),
                };
            if holds && cluster.gender.agrees(draft.gender) {
                found.push(number);
            }
        }
        if found.len() > 1 {
            // "the Foreign Minister" beside a Secretary of State: the one who was called so.
            let noun = self.noun_of(index);
            found.retain(|&number| self.cluster(number).nouns.contains(&noun));
        }
        match found.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// Hangs those whom the text calls by an office on the country whose office they hold, as the gazetteer knows, where the
    /// text speaks of that country: "Secretary of State Jane Roe".
    pub(crate) fn place_in_office(&mut self) {
        for index in 0..self.clusters.len() {
            let cluster = &self.clusters[index];
            let Some(entry) = cluster
                .entry
                .filter(|_| cluster.of.is_none() && cluster.entity_type == EntityType::Person)
            else {
                continue;
            };
            let day = self.page.document.date;
            let holds = |term: &Term| {
                cluster.offices.contains(&term.office)
                    && day.is_none_or(|day| {
                        term.since.is_none_or(|since| since <= day) && term.until.is_none_or(|until| day <= until)
                    })
            };
            let mut countries = self.gazetteer.entry(entry).terms().filter(holds).map(|term| term.of);
            let country = countries
                .next()
                .filter(|&country| countries.all(|other| other == country));
            let of = country.and_then(|country| self.clusters.iter().position(|other| other.entry == Some(country)));
            self.clusters[index].of = of;
        }
    }

    /// Whether a person hangs on a country, directly or through what he hangs on.
    fn belongs_to(&self, person: u32, country: usize) -> bool {
        let mut at = self.cluster(person).of;
        for _ in 0..3 {
            match at {
                Some(of) if of == country => return true,
                Some(of) => at = self.clusters[of].of,
                None => return false,
            }
        }
        false
    }

    /// Whether somebody known holds an office of a country on the day of the document.
    fn held(&self, person: EntryId, office: OfficeId, country: usize) -> bool {
        let Some(country) = self.clusters[country].entry else {
            return false;
        };
        if let Some(date) = self.page.document.date {
            return self.gazetteer.holder(country, office, date) == Some(person);
        }
        let mut terms = self.gazetteer.entry(person).terms();
        terms.any(|term| term.office == office && term.of == country)
    }

    /// "his Norlandic counterpart": who holds the same office in Norland; else one who is called so.
    pub(crate) fn counterpart(&mut self, index: usize) -> Option<u32> {
        let draft = &self.page.drafts[index];
        if self.noun_of(index) != self.words.counterpart || draft.count == Count::Many {
            return None;
        }
        let sentence = self.page.sentence(draft.sentence);
        let tree = self.page.tree(draft.sentence);
        let person = tree
            .children_by(sentence, draft.head, &[Deprel::NmodPoss])
            .filter_map(|child| self.page.at(draft.sentence, child))
            .filter_map(|place| (self.of_draft[place] as usize).checked_sub(1))
            .find(|&cluster| self.clusters[cluster].entity_type == EntityType::Person)?;
        let country = tree
            .children_by(sentence, draft.head, &[Deprel::Amod, Deprel::Compound, Deprel::Nmod])
            .filter_map(|child| self.page.at(draft.sentence, child))
            .filter(|&place| self.page.drafts[place].kind == MentionKind::Name)
            .filter_map(|place| (self.of_draft[place] as usize).checked_sub(1))
            .find(|&cluster| self.clusters[cluster].entity_type == EntityType::Country)?;
        let office = *self.clusters[person].offices.last()?;
        if let Some(known) = self.holder(index, office, Some(country)) {
            return Some(known);
        }
        let name = self.clusters[country]
            .entry
            .map(|entry| self.gazetteer.entry(entry).name)?;
        let called = format!("{} of {name}", self.gazetteer.office_name(office));
        let number = self.open();
        let cluster = &mut self.clusters[number as usize - 1];
        cluster.called = Some(called);
        cluster.of = Some(country);
        cluster.offices.push(office);
        Some(number)
    }

    /// Who bears several titles: "party **leader** and Prime Minister Jane Roe", "**Minister** for Trade and Deputy Prime
    /// Minister Jane Roe". One with a determiner of his own is another: "the mayor and Minister Roe".
    pub(crate) fn further_title(&self, index: usize) -> Option<u32> {
        let draft = &self.page.drafts[index];
        let sentence = self.page.sentence(draft.sentence);
        let title = self.nouns.get(sentence[draft.head].lemma).is_some_and(Noun::is_title);
        let alone = draft.kind == MentionKind::Nominal
            && draft.count == Count::One
            && matches!(
                self.determination(draft),
                Determination::Bare | Determination::Possessed
            );
        if !title || !alone {
            return None;
        }
        self.page.drafts[index + 1..]
            .iter()
            .zip(index + 1..)
            .take(8)
            .take_while(|(other, _)| other.sentence == draft.sentence && other.first.0 <= draft.last.0 + 8)
            .find(|(other, _)| {
                let Some((first, _)) = other.name else { return false };
                let and = other.first.0.checked_sub(1).map(TokenId);
                let titled = other.noun.is_some_and(|noun| other.first <= noun && noun < first);
                let joined = and.is_some_and(|and| {
                    and > draft.last
                        && self.page.form(draft.sentence, and) == "and"
                        // Nothing but what narrows the title down stands between.
                        && (draft.last.0 + 1..and.0).all(|at| {
                            let token = &sentence.tokens[at as usize];
                            !matches!(token.upos, Upos::Verb | Upos::Aux | Upos::Punct | Upos::Cconj | Upos::Pron)
                        })
                        && (and.0 == draft.last.0 + 1
                            || sentence.tokens[draft.last.index() + 1].deprel == Deprel::Case)
                });
                other.kind == MentionKind::Name && other.entity_type == EntityType::Person && titled && joined
            })
            .map(|(_, place)| self.of_draft[place])
            .filter(|&number| number != 0)
    }

    /// What a name is called by the noun beside it: "the Norland Times newspaper", "the city of Norville".
    pub(crate) fn named_kind(&self, index: usize) -> Option<u32> {
        let draft = &self.page.drafts[index];
        if draft.kind != MentionKind::Nominal || draft.count == Count::Many {
            return None;
        }
        let sentence = self.page.sentence(draft.sentence);
        let tree = self.page.tree(draft.sentence);
        let noun = self.noun_of(index);
        let named = |place: &usize| self.page.drafts[*place].kind == MentionKind::Name && self.of_draft[*place] != 0;
        let place = if self.words.kinds.contains(&noun) {
            tree.children_by(sentence, draft.head, &[Deprel::Compound])
                .filter_map(|child| self.page.at(draft.sentence, child))
                .filter(named)
                .find(|&place| {
                    let other = &self.page.drafts[place];
                    let body = matches!(other.entity_type, EntityType::Organisation | EntityType::Thing);
                    body && other.last.0 + 1 == draft.head.0
                })
        } else if self.words.places.contains(&noun) {
            tree.children_by(sentence, draft.head, &[Deprel::Nmod])
                .filter(|&child| {
                    let case = tree.child_by(sentence, child, &[Deprel::Case]);
                    case.is_some_and(|case| self.page.form(draft.sentence, case) == "of" && case.0 == draft.last.0 + 1)
                })
                .filter_map(|child| self.page.at(draft.sentence, child))
                .filter(named)
                .find(|&place| {
                    matches!(
                        self.page.drafts[place].entity_type,
                        EntityType::Settlement | EntityType::Location | EntityType::Thing
                    )
                })
        } else {
            None
        };
        place.map(|place| self.of_draft[place])
    }

    /// The organ that the possessor of a noun phrase, said by a pronoun, gives it: "its army".
    pub(crate) fn organ(&self, index: usize) -> Option<EntryId> {
        let draft = &self.page.drafts[index];
        if draft.kind != MentionKind::Nominal || draft.entity_type != EntityType::GovernmentBody || draft.of.is_some() {
            return None;
        }
        let owner = self.clusters.get(self.possessor(index)?)?;
        let country = owner.entry.filter(|_| owner.entity_type == EntityType::Country)?;
        let words = (draft.first.0..=draft.last.0).map(|from| {
            (from..=draft.last.0)
                .map(|at| self.page.form(draft.sentence, TokenId(at)))
                .collect::<Vec<_>>()
        });
        // Only the possessor stands before the kind.
        words.skip(1).take(1).find_map(|words| {
            let (tokens, kind) = self.gazetteer.organ_kind(&words)?;
            (tokens == words.len()).then(|| self.gazetteer.organ(country, kind))?
        })
    }

    /// The cluster of the pronoun that a phrase belongs to: "its army".
    pub(crate) fn possessor(&self, index: usize) -> Option<usize> {
        let draft = &self.page.drafts[index];
        let sentence = self.page.sentence(draft.sentence);
        self.page
            .tree(draft.sentence)
            .children_by(sentence, draft.head, &[Deprel::NmodPoss])
            .filter_map(|child| self.page.at(draft.sentence, child))
            .find(|&place| self.page.drafts[place].kind == MentionKind::Pronoun)
            .and_then(|place| (self.of_draft[place] as usize).checked_sub(1))
            .filter(|&owner| self.clusters[owner].named && self.clusters[owner].entity_type.acts())
    }
}
