//! Antecedents of third-person pronouns: agreement first, then salience.
//!
//! Candidates are the mentions before the pronoun in its sentence and the three before it; they are weighed by how near
//! they stand and by their grammatical role, as in Lappin and Leass (1994).

use crate::mention::MentionKind;
use crate::mention::coreference::Resolver;
use crate::mention::draft::{Count, Gender};
use crate::mention::pronoun::{self, Pronoun};
use crate::ontology::EntityType;
use crate::syntax::{Deprel, SentenceId, TokenId, Upos};

/// How many sentences back a pronoun may refer.
const SENTENCES: u32 = 3;
/// How many mentions are weighed.
const CANDIDATES: usize = 60;

impl Resolver<'_> {
    /// The cluster that a third-person or demonstrative pronoun takes up.
    pub(crate) fn pronoun(&mut self, index: usize) -> Option<u32> {
        let draft = &self.page.drafts[index];
        let Pronoun::Third {
            gender,
            count,
            reflexive,
        } = pronoun::pronoun(self.page.sentence(draft.sentence), draft.head)?
        else {
            return None;
        };
        let mut best: Option<(i32, u32)> = None;
        let candidates = self.page.drafts.iter().enumerate();
        // Drafts stand by first words: what begins behind the pronoun is no candidate, nor what holds it.
        for (place, other) in candidates.take(index).rev().take(CANDIDATES) {
            let distance = draft.sentence.0 - other.sentence.0;
            if distance > SENTENCES || reflexive && distance > 0 {
                break;
            }
            let number = self.of_draft[place];
            if number == 0 || !self.agrees(number, place, gender, count) || self.is_barred(index, place, reflexive) {
                continue;
            }
            let score = self.salience(index, place, number, distance as i32);
            if best.is_none_or(|(top, _)| score > top) {
                best = Some((score, number));
            }
        }
        best.map(|(_, number)| number)
    }

    fn agrees(&self, number: u32, place: usize, gender: Gender, count: Count) -> bool {
        let cluster = &self.clusters[number as usize - 1];
        let other = &self.page.drafts[place];
        if matches!(other.kind, MentionKind::Time | MentionKind::Amount) {
            return false;
        }
        let person = cluster.entity_type == EntityType::Person;
        let body = matches!(
            cluster.entity_type,
            EntityType::Organisation
                | EntityType::InternationalOrganisation
                | EntityType::GovernmentBody
                | EntityType::Group
                | EntityType::Country
        );
        match gender {
            Gender::Feminine | Gender::Masculine => {
                (person || cluster.entity_type == EntityType::Thing && cluster.named)
                    && cluster.gender.agrees(gender)
                    && cluster.count != Count::Many
            }
            Gender::Neuter => !person && cluster.count != Count::Many,
            Gender::Unknown if count == Count::Many => cluster.count == Count::Many || body,
            Gender::Unknown => cluster.count.agrees(count),
        }
    }

    /// Whether grammar forbids the pronoun to mean the candidate.
    fn is_barred(&self, index: usize, place: usize, reflexive: bool) -> bool {
        let (draft, other) = (&self.page.drafts[index], &self.page.drafts[place]);
        if draft.sentence != other.sentence {
            return false;
        }
        let sentence = self.page.sentence(draft.sentence);
        // Not what it is a part of: "its friend" is not "it".
        if other.first <= draft.head && draft.head <= other.last {
            return true;
        }
        let mut above = sentence[draft.head].head;
        for _ in 0..3 {
            if above == TokenId::ROOT {
                break;
            }
            if above == other.head && sentence[draft.head].deprel != Deprel::Nsubj {
                return true;
            }
            above = sentence[above].head;
        }
        let token = &sentence[draft.head];
        let argument = matches!(
            token.deprel,
            Deprel::Obj | Deprel::Iobj | Deprel::Obl | Deprel::Nsubj | Deprel::NsubjPass
        );
        let other_token = &sentence[other.head];
        let other_argument = matches!(
            other_token.deprel,
            Deprel::Obj | Deprel::Iobj | Deprel::Obl | Deprel::Nsubj | Deprel::NsubjPass
        );
        // Arguments of one verb are different things, unless the pronoun is reflexive.
        !reflexive && argument && other_argument && token.head == other_token.head
    }

    fn salience(&self, index: usize, place: usize, number: u32, distance: i32) -> i32 {
        let (draft, other) = (&self.page.drafts[index], &self.page.drafts[place]);
        let cluster = &self.clusters[number as usize - 1];
        let mut score = 100 - 28 * distance;
        score += self.role(other.sentence, other.head);
        // A subject looks for the subject before it.
        let is_subject = matches!(
            self.page.sentence(draft.sentence)[draft.head].deprel,
            Deprel::Nsubj | Deprel::NsubjPass
        );
        let other_subject = matches!(
            self.page.sentence(other.sentence)[other.head].deprel,
            Deprel::Nsubj | Deprel::NsubjPass
        );
        if is_subject && other_subject {
            score += 15;
        }
        score += match other.kind {
            MentionKind::Pronoun => 12,
            MentionKind::Name => 8,
            _ => 0,
        };
        score += 3 * (cluster.drafts.len().min(5) as i32);
        if cluster.entity_type == EntityType::Thing {
            score -= 10;
        }
        // Within a sentence, the nearer is the likelier.
        if distance == 0 {
            score -= ((draft.head.0 - other.head.0.min(draft.head.0)) / 4).min(12) as i32;
        }
        if self.page.sentence(other.sentence)[other.head].upos == Upos::Adj {
            score -= 30;
        }
        // What a speaker says seldom takes up the words around it, nor the other way round.
        let speech = |draft: &crate::mention::draft::Draft| self.page.speech_at(draft.sentence, draft.head);
        if speech(draft) != speech(other) {
            score -= 15;
        }
        score
    }

    fn role(&self, sentence: SentenceId, head: TokenId) -> i32 {
        let mut at = head;
        let tokens = self.page.sentence(sentence);
        // A conjunct has the role of the first.
        for _ in 0..3 {
            if tokens[at].deprel != Deprel::Conj {
                break;
            }
            at = tokens[at].head;
        }
        match tokens[at].deprel {
            Deprel::Nsubj => 40,
            Deprel::NsubjPass => 36,
            Deprel::Obj | Deprel::Iobj => 22,
            Deprel::OblAgent => 20,
            Deprel::Obl => 12,
            Deprel::NmodPoss => 10,
            Deprel::Root | Deprel::Appos => 8,
            Deprel::Nmod => 4,
            Deprel::Compound | Deprel::Amod => -12,
            _ => 0,
        }
    }
}
