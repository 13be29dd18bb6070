//! Antecedents of third-person pronouns: agreement first, then salience.
//!
//! Candidates are the mentions before the pronoun in its sentence and the three before it; they are weighed by how near
//! they stand and by their grammatical role, as in Lappin and Leass (1994).

use crate::mention::MentionKind;
use crate::mention::coreference::Resolver;
use crate::mention::draft::{Count, Draft, Gender};
use crate::mention::pronoun::{self, Pronoun};
use crate::ontology::EntityType;
use crate::syntax::{Deprel, SentenceId, TokenId, Upos, Xpos};

/// How many sentences back a pronoun may refer.
const SENTENCES: u32 = 3;
/// A cluster as antecedent.
struct Weighed {
    number: u32,
    /// The clusters that it is together, when it has no number of its own yet.
    members: Vec<usize>,
    score: i32,
    /// The sentence of the mention weighed last.
    sentence: u32,
    /// Whether form or grammar excludes it.
    barred: bool,
}

/// What counts for whoever is asked to do what the pronoun belongs to.
const ASKED: i32 = 80;

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
        let mut weighed: Vec<Weighed> = Vec::new();
        // Drafts stand by first words: what begins behind the pronoun is no candidate.
        for place in (0..index).rev().take(CANDIDATES) {
            let other = &self.page.drafts[place];
            let distance = draft.sentence.0 - other.sentence.0;
            if distance > SENTENCES || reflexive && distance > 0 {
                break;
            }
            let number = self.of_draft[place];
            if number == 0 || matches!(other.kind, MentionKind::Time | MentionKind::Amount) {
                continue;
            }
            let known = weighed
                .iter()
                .position(|weighed| weighed.number == number && weighed.members.is_empty());
            if count == Count::Many
                && let Some(members) = self.coordinated(place)
                && !self.is_barred(index, place, reflexive)
            {
                let together = if other.entity_type.acts() || !self.does(index) {
                    30
                } else {
                    -120
                };
                weighed.push(Weighed {
                    number: 0,
                    members,
                    score: (self.weight(index, place, Count::Unknown) + together).max(10) >> distance,
                    sentence: other.sentence.0,
                    barred: false,
                });
            }
            let entry = known.unwrap_or_else(|| {
                weighed.push(Weighed {
                    number,
                    members: Vec::new(),
                    score: 0,
                    sentence: u32::MAX,
                    barred: !self.agrees(number, place, gender, count),
                });
                weighed.len() - 1
            });
            // Who speaks of himself as "we" is not "it" nor "they" in the same breath.
            let speaks = self.is_speech_pronoun(place);
            // "…our partner…," she added: who is spoken of within a quotation does not utter it.
            let quoted = self.page.speech_at(other.sentence, other.head).is_some()
                && self
                    .page
                    .speech_at(self.page.drafts[index].sentence, self.page.drafts[index].head)
                    .is_none();
            let weight = if speaks || quoted {
                0
            } else {
                (self.weight(index, place, count) >> distance)
                    + if self.is_asked(index, place) || self.is_answerable(index, place) {
                        ASKED
                    } else {
                        0
                    }
            };
            let barred = speaks && distance == 0 || self.is_barred(index, place, reflexive);
            let entry = &mut weighed[entry];
            entry.barred |= barred;
            // Of several mentions in a sentence the last one counts.
            if entry.sentence != other.sentence.0 {
                entry.sentence = other.sentence.0;
                entry.score += weight;
            }
        }
        let best = weighed
            .into_iter()
            .filter(|weighed| !weighed.barred)
            .rev()
            .max_by_key(|weighed| weighed.score)?;
        if best.members.is_empty() {
            return Some(best.number);
        }
        let kind = self.clusters[best.members[0]].entity_type;
        Some(self.all_of(best.members, kind))
    }

    /// Whether the pronoun belongs to what the candidate is asked or made to do: "urged **the leaders** to keep **their** word".
    fn is_asked(&self, index: usize, place: usize) -> bool {
        let (draft, other) = (&self.page.drafts[index], &self.page.drafts[place]);
        let sentence = self.page.sentence(draft.sentence);
        if draft.sentence != other.sentence || sentence[draft.head].deprel != Deprel::NmodPoss {
            return false;
        }
        let above = |id: TokenId| Some(sentence[id].head).filter(|&head| head != TokenId::ROOT);
        let asked = sentence[other.head].deprel;
        let Some(verb) = above(other.head) else { return false };
        matches!(asked, Deprel::Obj | Deprel::Iobj | Deprel::Obl)
            && above(draft.head).and_then(above).is_some_and(|inner| {
                matches!(sentence[inner].deprel, Deprel::Xcomp | Deprel::Advcl)
                    && sentence[inner].xpos == Xpos::Vb
                    && sentence[inner].head == verb
                    && other.head < inner
            })
    }

    /// Whether the pronoun belongs to what the candidate is thanked, blamed or fined for: "thanked **Sudria** for **its** help".
    fn is_answerable(&self, index: usize, place: usize) -> bool {
        let (draft, other) = (&self.page.drafts[index], &self.page.drafts[place]);
        let sentence = self.page.sentence(draft.sentence);
        let reason = sentence[draft.head].head;
        if draft.sentence != other.sentence
            || sentence[draft.head].deprel != Deprel::NmodPoss
            || reason == TokenId::ROOT
            || !matches!(sentence[other.head].deprel, Deprel::Obj | Deprel::Iobj)
        {
            return false;
        }
        let tree = self.page.tree(draft.sentence);
        let is_for = |case: TokenId| self.page.form(draft.sentence, case) == "for";
        sentence[reason].deprel == Deprel::Obl
            && sentence[reason].head == sentence[other.head].head
            && other.head < reason
            && tree.child_by(sentence, reason, &[Deprel::Case]).is_some_and(is_for)
    }

    /// The clusters of "Norland and Sudria", by the draft of the first.
    pub(crate) fn coordinated(&self, place: usize) -> Option<Vec<usize>> {
        let draft = &self.page.drafts[place];
        let sentence = self.page.sentence(draft.sentence);
        if sentence[draft.head].deprel == Deprel::Conj {
            return None;
        }
        let mut members = vec![(self.of_draft[place] as usize).checked_sub(1)?];
        let conjuncts = self
            .page
            .tree(draft.sentence)
            .children_by(sentence, draft.head, &[Deprel::Conj]);
        for conjunct in conjuncts.filter_map(|child| self.page.at(draft.sentence, child)) {
            let member = (self.of_draft[conjunct] as usize).checked_sub(1)?;
            let alike = self.clusters[member].entity_type.acts() == draft.entity_type.acts();
            if alike && !members.contains(&member) {
                members.push(member);
            }
        }
        (members.len() > 1).then_some(members)
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
                // A name of unknown kind may be a person's, but not where it only narrows a noun down.
                let role = self.page.sentence(other.sentence)[other.head].deprel;
                let free = !matches!(role, Deprel::Compound | Deprel::Amod | Deprel::Nmod);
                (person || cluster.entity_type == EntityType::Thing && cluster.named && !cluster.articled && free)
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
        if sentence[draft.head].head == other.head && sentence[draft.head].deprel == Deprel::NmodPoss {
            return true;
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

    /// How much a mention adds to the salience of its referent.
    fn weight(&self, index: usize, place: usize, count: Count) -> i32 {
        let (draft, other) = (&self.page.drafts[index], &self.page.drafts[place]);
        let cluster = &self.clusters[self.of_draft[place] as usize - 1];
        let role = self.role(other.sentence, other.head);
        let mut weight = 100
            + match role {
                Deprel::Nsubj => 210,
                Deprel::NsubjPass => 200,
                Deprel::Obj | Deprel::Iobj => 170,
                Deprel::OblAgent => 150,
                Deprel::Obl => 100,
                Deprel::Root | Deprel::Appos => 90,
                Deprel::NmodPoss => 70,
                Deprel::Nmod => 40,
                Deprel::Compound | Deprel::Amod => -50,
                _ => 60,
            };
        // Like looks for like: subjects for subjects, objects for objects.
        if role == self.role(draft.sentence, draft.head) {
            weight += 35;
        }
        weight += match other.kind {
            MentionKind::Pronoun => 30,
            MentionKind::Name => 20,
            _ => 0,
        };
        if cluster.entity_type == EntityType::Thing {
            weight -= 30;
        }
        // Those who do things are people and bodies.
        if count == Count::Many && self.does(index) && !cluster.entity_type.acts() {
            weight -= 70;
        }
        // "they" of a single body is the second choice.
        if count == Count::Many && cluster.count != Count::Many {
            weight -= 90;
        }
        if self.page.sentence(other.sentence)[other.head].upos == Upos::Adj {
            weight -= 80;
        }
        // What a speaker says seldom takes up the words around it, nor the other way round.
        let speech = |draft: &Draft| self.page.speech_at(draft.sentence, draft.head);
        if speech(draft) != speech(other) {
            weight -= 40;
        }
        weight.max(10)
    }

    /// Whether the mention is the subject of a verb.
    fn does(&self, index: usize) -> bool {
        let draft = &self.page.drafts[index];
        let sentence = self.page.sentence(draft.sentence);
        let token = &sentence[draft.head];
        token.deprel == Deprel::Nsubj && token.head != TokenId::ROOT && sentence[token.head].upos == Upos::Verb
    }

    /// The grammatical role of a word; a conjunct has the role of the first.
    pub(crate) fn role(&self, sentence: SentenceId, head: TokenId) -> Deprel {
        let mut at = head;
        let tokens = self.page.sentence(sentence);
        for _ in 0..3 {
            if tokens[at].deprel != Deprel::Conj || tokens[at].head == TokenId::ROOT {
                break;
            }
            at = tokens[at].head;
        }
        tokens[at].deprel
    }
}
