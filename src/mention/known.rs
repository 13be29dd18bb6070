//! What the gazetteer knows of a sentence: its names and organs, longest first, where the words are used as names.

use crate::mention::chunk::is_function;
use crate::mention::name::{NameReader, is_all_capitals};
use crate::ontology::{Candidate, EntityType, EntryId, Match, Sense};
use crate::syntax::{Deprel, TokenId, Upos};

/// Towns below this prior (some million people) are not what the last word of a longer name means.
const LESSER_TOWN: u16 = 32_000;

/// How many words a known name may have.
const KNOWN_WORDS: usize = 12;

/// A stretch that the gazetteer knows.
pub(crate) struct Known {
    pub(crate) first: u32,
    pub(crate) last: u32,
    pub(crate) candidates: Vec<Candidate>,
    pub(crate) organ: Option<EntryId>,
}

impl NameReader<'_> {
    /// Marks what the gazetteer knows: the longest names from left to right, organs of states with their country inside.
    pub(crate) fn look_up(&mut self) {
        let mut at = 0;
        while at < self.forms.len() {
            if self.taken[at] || !starts_name(self.forms[at]) {
                at += 1;
                continue;
            }
            let rest = &self.forms[at..self.forms.len().min(at + KNOWN_WORDS)];
            let found = self
                .gazetteer
                .longest(rest)
                .and_then(|found| self.as_written(at, rest, found));
            let organ = self.gazetteer.organ_at(rest);
            let longest = found.as_ref().map_or(0, |found| found.tokens);
            if let Some(organ) = organ.filter(|organ| organ.tokens >= longest) {
                let country = &rest[organ.country_first..organ.country_first + organ.country_tokens];
                let country_found = self.gazetteer.longest(country);
                self.add(at, organ.tokens, Vec::new(), Some(organ.entry));
                if let Some(country_found) = country_found {
                    // The country is a name of its own within the organ's.
                    self.known.push(Known {
                        first: (at + organ.country_first) as u32,
                        last: (at + organ.country_first + organ.country_tokens - 1) as u32,
                        candidates: country_found.candidates,
                        organ: None,
                    });
                }
                at += organ.tokens;
            } else if let Some(found) = found.filter(|found| self.may_name(at, found.tokens, &found.candidates)) {
                let body = found.candidates.first().is_some_and(|candidate| {
                    self.gazetteer.entry(candidate.entry).entity_type == EntityType::GovernmentBody
                });
                let country = (body && found.tokens > 1)
                    .then(|| self.gazetteer.longest(&rest[..1]))
                    .flatten();
                self.add(at, found.tokens, found.candidates, None);
                // "the Georgian Parliament" names its country, even as a name of its own.
                if let Some(country) = country.filter(|country| country.candidates[0].sense == Sense::Adjective) {
                    self.known.push(Known {
                        first: at as u32,
                        last: at as u32,
                        candidates: country.candidates,
                        organ: None,
                    });
                }
                at += found.tokens;
            } else {
                at += 1;
            }
        }
    }

    /// A word all in capitals is an acronym, or a name that is written so: "ISNA" is not the town of Isna.
    fn as_written(&self, at: usize, rest: &[&str], mut found: Match) -> Option<Match> {
        // "NORVILLE, Norland —", "NORVILLE (Norpress) —": the place that an agency reports from.
        let dateline = at == 0
            && rest
                .get(1)
                .is_some_and(|next| matches!(*next, "," | "(" | "—" | "–" | "-"));
        if found.tokens == 1 && is_all_capitals(rest[0]) && !dateline {
            found.candidates.retain(|candidate| {
                candidate.sense == Sense::Acronym || self.gazetteer.entry(candidate.entry).name.contains(rest[0])
            });
        }
        // "170 MPs" are no party of the letters MPS.
        if found.tokens == 1 && rest[0].ends_with('s') && is_all_capitals(rest[0].trim_end_matches('s')) {
            found.candidates.retain(|candidate| candidate.sense != Sense::Acronym);
        }
        (!found.candidates.is_empty()).then_some(found)
    }

    fn add(&mut self, at: usize, tokens: usize, candidates: Vec<Candidate>, organ: Option<EntryId>) {
        self.known.push(Known {
            first: at as u32,
            last: (at + tokens - 1) as u32,
            candidates,
            organ,
        });
        let number = self.known.len() as u32;
        self.cover[at..at + tokens].fill(number);
    }

    /// Whether the words of a known name are used as one: "Nice" is an adjective more often than a city.
    fn may_name(&self, at: usize, tokens: usize, candidates: &[Candidate]) -> bool {
        let words = &self.sentence.tokens[at..at + tokens];
        // A surname or a given name alone, beside another proper noun, is a part of a longer name.
        let single = tokens == 1
            && (candidates.iter().all(|candidate| candidate.sense == Sense::ShortName)
                || self.is_given_name(at as u32) && at + 1 < self.forms.len());
        if single && (self.is_bare_proper(at + 1) || at > 0 && self.is_given_name(at as u32 - 1)) {
            return false;
        }
        // "his daughter Florence", "Florence said": a town that has a given name is meant where a place can be.
        let given = tokens == 1
            && self.is_given_name(at as u32)
            && candidates.iter().all(|candidate| self.is_lesser(*candidate))
            && !self.is_located(at);
        if given {
            return false;
        }
        // A surname or a town right behind another proper noun that it hangs together with: "Jane Norville".
        let behind = tokens == 1
            && at > 0
            && self.is_bare_proper(at - 1)
            && self.cover[at - 1] == 0
            && !self.taken[at - 1]
            && self.compounds(at as u32 - 1, at as u32)
            && candidates.iter().all(|candidate| self.is_lesser(*candidate));
        if behind {
            return false;
        }
        // Towns are called Airport, Hospital and Union; the word tells the kind of what a longer name names.
        if tokens == 1 && self.noun(at as u32).is_some() && self.are_settlements(candidates) {
            return false;
        }
        // As are many towns by the park, the hall or the beach that others have too: "Forest Park".
        let sight = self
            .noun((at + tokens - 1) as u32)
            .is_some_and(|noun| matches!(noun.entity_type, EntityType::Location | EntityType::Facility));
        if tokens > 1 && sight && candidates.iter().all(|candidate| self.is_lesser(*candidate)) {
            return false;
        }
        if words.iter().any(|token| matches!(token.upos, Upos::Propn | Upos::X)) {
            return true;
        }
        let people = candidates
            .iter()
            .any(|candidate| matches!(candidate.sense, Sense::Adjective | Sense::Member | Sense::Acronym));
        let nominal = words
            .iter()
            .all(|token| matches!(token.upos, Upos::Noun | Upos::Adj | Upos::Sym));
        // A capital within the sentence marks a name, whatever the tagger says.
        nominal && (people || at > 0) || tokens > 1 && words.iter().all(|token| !is_function(token.upos))
    }

    /// Whether a candidate is a surname, or a town that no country is governed from.
    fn is_lesser(&self, candidate: Candidate) -> bool {
        let entry = self.gazetteer.entry(candidate.entry);
        candidate.sense == Sense::ShortName
            || candidate.sense == Sense::Name
                && entry.entity_type == EntityType::Settlement
                && entry.capital.is_none()
                && entry.prior < LESSER_TOWN
    }

    /// Whether the words around the one at `at` make a place of it: a preposition before it, a place behind a comma or in
    /// one row with it.
    fn is_located(&self, at: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let id = TokenId(at as u32);
        let case = tokens.iter().zip(&self.forms).any(|(token, form)| {
            token.head == id
                && token.deprel == Deprel::Case
                && matches!(
                    *form,
                    "in" | "In"
                        | "at"
                        | "At"
                        | "near"
                        | "Near"
                        | "from"
                        | "From"
                        | "to"
                        | "into"
                        | "of"
                        | "through"
                        | "outside"
                        | "around"
                )
        });
        let comma = self.forms.get(at + 1) == Some(&",")
            && self.forms.get(at + 2).is_some_and(|next| {
                starts_name(next)
                    && !self.is_given_name(at as u32 + 2)
                    && self
                        .gazetteer
                        .longest(&self.forms[at + 2..self.forms.len().min(at + 2 + KNOWN_WORDS)])
                        .is_some()
            });
        let modifies = matches!(tokens[at].deprel, Deprel::Compound | Deprel::Amod) && tokens[at].head > id;
        case || comma || modifies || at == 0 && self.forms.get(1).is_some_and(|next| matches!(*next, "(" | "—" | "–"))
    }

    fn are_settlements(&self, candidates: &[Candidate]) -> bool {
        candidates
            .iter()
            .all(|candidate| self.gazetteer.entry(candidate.entry).entity_type == EntityType::Settlement)
    }

    /// Whether a word is a proper noun that is no title and tells no kind.
    fn is_bare_proper(&self, at: usize) -> bool {
        self.sentence.tokens.get(at).is_some_and(|token| {
            token.upos == Upos::Propn && self.is_capitalised(at as u32) && self.noun(at as u32).is_none()
        }) && !self.taken[at]
    }
}

fn starts_name(form: &str) -> bool {
    form.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit())
}
