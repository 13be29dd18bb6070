//! Words that mean whoever speaks or is spoken to: "I", "we", "you", "our country".

use crate::mention::MentionKind;
use crate::mention::cluster::Cluster;
use crate::mention::coreference::Resolver;
use crate::mention::draft::Count;
use crate::mention::pronoun::{self, Pronoun};
use crate::ontology::EntityType;
use crate::syntax::{Deprel, Tense, Token, TokenId, VerbForm};
use crate::text::BlockKind;

impl Resolver<'_> {
    fn pronoun_at(&self, index: usize) -> Option<Pronoun> {
        let draft = &self.page.drafts[index];
        pronoun::pronoun(self.page.sentence(draft.sentence), draft.head)
    }

    /// Whether a pronoun depends on who speaks or is spoken to.
    pub(crate) fn is_speech_pronoun(&self, index: usize) -> bool {
        matches!(self.pronoun_at(index), Some(Pronoun::First(_) | Pronoun::Second))
    }

    /// "our country".
    pub(crate) fn is_own_country(&self, index: usize) -> bool {
        let draft = &self.page.drafts[index];
        let sentence = self.page.sentence(draft.sentence);
        self.words.country.contains(&self.noun_of(index))
            && draft.count == Count::One
            && self
                .page
                .tree(draft.sentence)
                .child_by(sentence, draft.head, &[Deprel::NmodPoss])
                .is_some_and(|owner| matches!(pronoun::pronoun(sentence, owner), Some(Pronoun::First(_))))
    }

    /// "his country": the one that the person acts for, where the text has told it.
    pub(crate) fn own_country(&self, index: usize) -> Option<u32> {
        let draft = &self.page.drafts[index];
        if draft.entity_type != EntityType::Country || draft.count != Count::One {
            return None;
        }
        let person = self.possessor(index)?;
        if self.clusters[person].entity_type != EntityType::Person || !self.modifiers(index).is_empty() {
            return None;
        }
        let side = self.side(person as u32 + 1)?;
        (self.cluster(side).entity_type == EntityType::Country).then_some(side)
    }

    /// What a pronoun of the first or second person, or "our country", refers to.
    pub(crate) fn in_speech(&mut self, index: usize) -> Option<u32> {
        let draft = &self.page.drafts[index];
        let pronoun = self.pronoun_at(index);
        let speech = self.page.speech_at(draft.sentence, draft.head);
        let speaker = speech
            .and_then(|speech| self.page.speeches[speech].speaker)
            .map(|speaker| self.of_draft[speaker])
            .filter(|&number| number != 0);
        match (pronoun, speaker) {
            (None, speaker) => speaker
                .and_then(|speaker| self.side(speaker))
                .or_else(|| self.nominal(index)),
            (Some(Pronoun::First(Count::Many)), Some(speaker)) => {
                Some(self.side(speaker).unwrap_or_else(|| self.together(speaker)))
            }
            (Some(Pronoun::First(count)), None) if speech.is_none() => {
                let own = self.represented(index).or_else(|| self.earlier_pronoun(index, speech));
                own.or_else(|| (count == Count::Many).then(|| self.issuer(index))?)
            }
            (Some(Pronoun::First(_)), Some(speaker)) => Some(speaker),
            _ => self.earlier_pronoun(index, speech),
        }
    }

    /// "**On behalf of Norland**, I congratulate …": whom the speaker speaks for in the same clause.
    fn represented(&self, index: usize) -> Option<u32> {
        let draft = &self.page.drafts[index];
        let sentence = self.page.sentence(draft.sentence);
        let verb = sentence[draft.head].head;
        let behalf = sentence
            .ids()
            .find(|&id| self.page.form(draft.sentence, id) == "behalf")?;
        // "on behalf of" is three words in a row, or "behalf" a noun of its own.
        let over = |id: TokenId| Some(sentence[id].head).filter(|&head| head != TokenId::ROOT);
        let (phrase, whom) = if sentence[behalf].deprel == Deprel::Fixed {
            let whom = over(behalf).and_then(over)?;
            (whom, whom)
        } else {
            let tree = self.page.tree(draft.sentence);
            (behalf, tree.child_by(sentence, behalf, &[Deprel::Nmod])?)
        };
        let place = self
            .page
            .at(draft.sentence, whom)
            .filter(|_| sentence[phrase].head == verb)?;
        let number = self.of_draft[place];
        (number != 0 && self.cluster(number).entity_type.acts()).then_some(number)
    }

    /// Who issues an official statement, and says "we" in it: whomever "I" spoke for, or whoever is or does something in the
    /// present tense in its first sentences ("Norland is deeply concerned").
    fn issuer(&self, index: usize) -> Option<u32> {
        let spoken_for = (0..index).rev().take(400).find_map(|place| {
            let own = matches!(self.pronoun_at(place), Some(Pronoun::First(_)));
            own.then(|| self.represented(place))?
        });
        if spoken_for.is_some() {
            return spoken_for;
        }
        let running = |place: &usize| {
            let block = self.page.sentence(self.page.drafts[*place].sentence).block;
            matches!(block, BlockKind::Paragraph | BlockKind::ListItem)
        };
        let first = (0..index).find(running)?;
        (first..index)
            .take_while(|&place| self.page.drafts[place].sentence.0 <= self.page.drafts[first].sentence.0 + 1)
            .find(|&place| {
                let draft = &self.page.drafts[place];
                let sentence = self.page.sentence(draft.sentence);
                let token = &sentence[draft.head];
                let acts = matches!(
                    draft.entity_type,
                    EntityType::Country | EntityType::GovernmentBody | EntityType::InternationalOrganisation
                );
                let subject = matches!(token.deprel, Deprel::Nsubj | Deprel::NsubjPass) && token.head != TokenId::ROOT;
                draft.kind == MentionKind::Name && acts && subject && {
                    let root = &sentence[token.head];
                    let present = |token: &Token| token.feats.has(Tense::Pres) && token.feats.has(VerbForm::Fin);
                    let auxiliary = [Deprel::Aux, Deprel::AuxPass, Deprel::Cop];
                    root.deprel == Deprel::Root
                        && (present(root)
                            || self
                                .page
                                .tree(draft.sentence)
                                .children_by(sentence, token.head, &auxiliary)
                                .any(|child| present(&sentence[child])))
                }
            })
            .map(|place| self.of_draft[place])
            .filter(|&number| number != 0)
    }

    /// The country or organisation that somebody speaks for.
    fn side(&self, speaker: u32) -> Option<u32> {
        let cluster = self.cluster(speaker);
        let mut at = match cluster.entity_type {
            EntityType::Country | EntityType::Organisation | EntityType::InternationalOrganisation => {
                return Some(speaker);
            }
            // "the French inventor" speaks for himself.
            EntityType::Person if !self.speaks_for_others(cluster) => return None,
            _ => cluster.of?,
        };
        for _ in 0..3 {
            let cluster = &self.clusters[at];
            match (cluster.entity_type, cluster.of) {
                (EntityType::GovernmentBody | EntityType::Person, Some(of)) => at = of,
                (EntityType::Person, None) => return None,
                _ => break,
            }
        }
        Some(at as u32 + 1)
    }

    /// Whether somebody has an office, or is called one who speaks for others.
    fn speaks_for_others(&self, cluster: &Cluster<'_>) -> bool {
        !cluster.offices.is_empty()
            || cluster.nouns.iter().any(|noun| self.words.speakers.contains(noun))
            || cluster
                .entry
                .is_some_and(|entry| self.gazetteer.entry(entry).terms().next().is_some())
    }

    /// The "we" of one speaker.
    fn together(&mut self, speaker: u32) -> u32 {
        let key = vec![speaker as usize - 1];
        if let Some(&known) = self.groups.get(&key) {
            return known;
        }
        let number = self.open();
        self.groups.insert(key, number);
        let cluster = &mut self.clusters[number as usize - 1];
        cluster.count = Count::Many;
        cluster.entity_type = EntityType::Group;
        cluster.of = Some(speaker as usize - 1);
        number
    }

    /// The same pronoun by the same speaker before.
    fn earlier_pronoun(&self, index: usize, speech: Option<usize>) -> Option<u32> {
        let draft = &self.page.drafts[index];
        let wanted = self.pronoun_at(index)?;
        self.page.drafts[..index]
            .iter()
            .enumerate()
            .rev()
            .take(400)
            .find(|&(place, other)| {
                other.kind == MentionKind::Pronoun
                    && self.of_draft[place] != 0
                    && same_person(self.pronoun_at(place), wanted)
                    // Who speaks for others once goes on for himself.
                    && (wanted != Pronoun::First(Count::One) || self.represented(place).is_none())
                    && self.page.speech_at(other.sentence, other.head).is_some() == speech.is_some()
                    && draft.sentence.0 - other.sentence.0 <= 40
            })
            .map(|(place, _)| self.of_draft[place])
    }
}

fn same_person(one: Option<Pronoun>, other: Pronoun) -> bool {
    match (one, other) {
        (Some(Pronoun::First(one)), Pronoun::First(other)) => one == other,
        (Some(Pronoun::Second), Pronoun::Second) => true,
        _ => false,
    }
}
