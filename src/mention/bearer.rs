//! What bears a name: a name that is known, or the kind that its words and the noun before it tell.

use crate::mention::chunk::is_name_relation;
use crate::mention::name::{Name, NameReader};
use crate::mention::noun::{Role, is_company_word};
use crate::mention::phrase::is_plural;
use crate::ontology::{Candidate, EntityType, Sense};
use crate::syntax::{Deprel, TokenId, Upos};

impl NameReader<'_> {
    /// Where a name ends with the number that tells it from others of its kind: "Flight **212**", "SARS**-CoV-2**".
    fn designation(&self, last: u32) -> u32 {
        let tokens = &self.sentence.tokens;
        let is_number = |at: u32| self.forms[at as usize].bytes().all(|byte| byte.is_ascii_digit());
        let count = tokens.len() as u32;
        if last + 1 < count
            && is_number(last + 1)
            && !self.taken[last as usize + 1]
            && tokens[last as usize + 1].head.0 <= last
            && !is_number(last)
            && self.forms[last as usize].len() > 1
        {
            return last + 1;
        }
        let joined = |at: &u32| tokens[*at as usize].span.start == tokens[*at as usize - 1].span.end;
        let run: Vec<u32> = (last + 1..count).take_while(joined).collect();
        let opens = run
            .first()
            .is_some_and(|&at| matches!(self.forms[at as usize], "-" | "–"))
            && run
                .iter()
                .all(|&at| !self.taken[at as usize] && self.cover[at as usize] == 0);
        let has_digit = |at: &u32| self.forms[*at as usize].bytes().any(|byte| byte.is_ascii_digit());
        run.into_iter().rfind(|at| opens && has_digit(at)).unwrap_or(last)
    }

    pub(crate) fn plain_name(&self, first: u32, last: u32, title: Option<(u32, TokenId)>) -> Name {
        let end = self.designation(last);
        let begin = title.map_or(first, |(begin, _)| begin);
        let kind = self.kind_noun(first, last);
        let mut entity_type = EntityType::Thing;
        let mut noun = None;
        let hint = self.kind_before(first, last);
        // "the Foreign Ministers Meeting".
        let title = title.filter(|&(_, title)| {
            let named_by_kind = kind.is_some_and(|(_, kind)| kind != EntityType::Person && kind != EntityType::Thing);
            !(named_by_kind && is_plural(self.sentence, title) && title.0 + 1 == first)
        });
        if let Some((_, title)) = title {
            entity_type = EntityType::Person;
            noun = Some(title);
        } else if let Some((id, kind)) = kind.filter(|_| first < last) {
            entity_type = named_kind(kind);
            noun = Some(id);
        } else if let Some((id, kind)) = kind.filter(|&(_, kind)| kind == EntityType::GovernmentBody && title.is_none())
        {
            // "Parliament", "the Ministry".
            entity_type = kind;
            noun = Some(id);
        } else if let Some((id, kind)) = hint {
            entity_type = named_kind(kind);
            noun = Some(id);
        } else if first < last && is_company_word(self.forms[last as usize]) {
            entity_type = EntityType::Organisation;
        } else if self.is_personal(first, last) {
            entity_type = EntityType::Person;
        }
        Name {
            first,
            last: end,
            begin,
            head: self.head(begin, last),
            entity_type,
            candidates: Vec::new(),
            organ: None,
            hint: noun.map(|_| entity_type),
            noun,
        }
    }

    pub(crate) fn known_name(&self, known: usize) -> Name {
        let known = &self.known[known];
        let entity_type = match (known.organ, known.candidates.first()) {
            (Some(entry), _) => self.gazetteer.entry(entry).entity_type,
            (None, Some(candidate)) => self.gazetteer.entry(candidate.entry).entity_type,
            (None, None) => EntityType::Thing,
        };
        let noun = known.organ.and_then(|_| {
            (known.first..=known.last)
                .find(|&at| {
                    self.noun(at)
                        .is_some_and(|noun| noun.entity_type == EntityType::GovernmentBody)
                })
                .map(TokenId)
        });
        let hint = self.kind_before(known.first, known.last);
        Name {
            first: known.first,
            last: known.last,
            begin: known.first,
            head: self.head(known.first, known.last),
            entity_type,
            candidates: known.candidates.clone(),
            organ: known.organ,
            hint: hint.map(|(_, kind)| kind),
            noun: noun.or(hint.map(|(id, _)| id)),
        }
    }

    /// The word within the stretch that depends on none of the others.
    pub(super) fn head(&self, first: u32, last: u32) -> TokenId {
        (first..=last)
            .map(TokenId)
            .find(|&id| {
                let head = self.sentence[id].head;
                let token = &self.sentence[id];
                (head == TokenId::ROOT || !(first..=last).contains(&head.0))
                    && !matches!(token.deprel, Deprel::Case | Deprel::Det | Deprel::Punct | Deprel::Cc)
            })
            .unwrap_or(TokenId(last))
    }

    pub(crate) fn is_given_name(&self, at: u32) -> bool {
        self.nouns.given_name(self.sentence.tokens[at as usize].lemma).is_some()
    }

    /// The kind that a common noun right before the name gives it: "news agency Fars", "the airline Norair".
    pub(super) fn kind_before(&self, first: u32, last: u32) -> Option<(TokenId, EntityType)> {
        let before = first.checked_sub(1)?;
        let token = &self.sentence.tokens[before as usize];
        let noun = self.noun(before)?;
        let within = |id: TokenId| id != TokenId::ROOT && (first..=last).contains(&id.0);
        let attached = within(token.head) && is_name_relation(token.deprel)
            || (first..=last).any(|at| {
                let word = &self.sentence.tokens[at as usize];
                word.head.0 == before && (is_name_relation(word.deprel) || word.deprel == Deprel::Appos)
            });
        let fits = noun.role == Role::Plain && noun.entity_type != EntityType::Person && token.upos == Upos::Noun;
        (attached && fits).then_some((TokenId(before), noun.entity_type))
    }

    /// A given name before a surname, or words joined as the parts of a person's name are.
    pub(super) fn is_personal(&self, first: u32, last: u32) -> bool {
        // "the Roe Prize": persons have no article.
        if first > 0 && matches!(self.forms[first as usize - 1], "the" | "The") {
            return false;
        }
        if self.is_given_name(first) {
            return true;
        }
        let flat = (first + 1..=last).all(|at| {
            let token = &self.sentence.tokens[at as usize];
            token.deprel == Deprel::Flat && self.is_capitalised(at)
        });
        first < last && last - first < 4 && flat
    }

    /// Whether a known name is of towns that no country is governed from, and of nothing else but surnames.
    pub(super) fn is_mere_town(&self, known: usize) -> bool {
        let candidates = &self.known[known].candidates;
        let town = |candidate: &Candidate| {
            let entry = self.gazetteer.entry(candidate.entry);
            candidate.sense == Sense::Name && entry.entity_type == EntityType::Settlement && entry.capital.is_none()
        };
        candidates.iter().any(town)
            && candidates
                .iter()
                .all(|candidate| town(candidate) || candidate.sense == Sense::ShortName)
    }

    pub(super) fn is_country(&self, known: usize) -> bool {
        self.known[known]
            .candidates
            .first()
            .is_some_and(|candidate| self.gazetteer.entry(candidate.entry).entity_type == EntityType::Country)
    }

    pub(super) fn is_modifier_sense(&self, known: usize) -> bool {
        self.known[known]
            .candidates
            .iter()
            .any(|candidate| matches!(candidate.sense, Sense::Adjective))
            && self.sentence.tokens[self.known[known].last as usize].upos == Upos::Adj
    }
}

/// What bears a name that ends in a noun of this kind: "the Sudrian Embassy" is an organ, "the Long March" an event.
fn named_kind(kind: EntityType) -> EntityType {
    match kind {
        EntityType::Group => EntityType::Organisation,
        other => other,
    }
}
