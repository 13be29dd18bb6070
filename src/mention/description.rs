//! Noun phrases that take up what was spoken of: by the same noun, by its kind, by another word for it.

use crate::mention::MentionKind;
use crate::mention::coreference::Resolver;
use crate::mention::draft::{Count, Gender};
use crate::mention::phrase::{self, Determination};
use crate::ontology::{EntityType, Fold};
use crate::syntax::{Deprel, TokenId, Upos};
use crate::text::{BlockKind, Word};

/// How many sentences back a definite noun phrase finds what it repeats.
const REACH: u32 = 15;
/// How many clusters of the same noun are looked at.
const TRIES: usize = 8;

impl<'p> Resolver<'p> {
    /// The content words that narrow a noun phrase down, as they stand. What it belongs to is not among them.
    pub(crate) fn modifiers(&self, index: usize) -> Vec<&'p str> {
        let draft = &self.page.drafts[index];
        let sentence = self.page.sentence(draft.sentence);
        let tree = self.page.tree(draft.sentence);
        let mut found = Vec::new();
        for &child in tree.children(draft.head) {
            let token = &sentence[child];
            let narrows = match token.deprel {
                Deprel::Amod | Deprel::Compound => self.page.at(draft.sentence, child).is_none_or(|other| {
                    // A town narrows down as an adjective does: "the Norville consulate".
                    self.page.drafts[other].entity_type == EntityType::Settlement
                }),
                Deprel::Nummod => token.upos == Upos::Num,
                Deprel::Nmod => child > draft.head && self.page.at(draft.sentence, child).is_some(),
                _ => false,
            };
            if narrows && !self.words.loose.contains(&token.lemma) && !self.words.both.contains(&token.lemma) {
                found.push(self.page.form(draft.sentence, child));
            }
        }
        found
    }

    /// The cluster that a noun phrase takes up.
    pub(crate) fn nominal(&mut self, index: usize) -> Option<u32> {
        let draft = &self.page.drafts[index];
        let sentence = self.page.sentence(draft.sentence);
        let tree = self.page.tree(draft.sentence);
        let determination = phrase::determination(sentence, tree, draft.head);
        let both = (draft.first.0.saturating_sub(1)..draft.head.0)
            .any(|at| self.words.both.contains(&sentence.tokens[at as usize].lemma));
        let capitalised = sentence[draft.head].upos == Upos::Propn;
        if let Some(number) = self.counterpart(index).or_else(|| self.named_together(index)) {
            return Some(number);
        }
        if let Some(number) = self.former_or_latter(index) {
            return Some(number);
        }
        if determination == Determination::Indefinite && !both {
            return self.headline(index);
        }
        if draft.count == Count::Many
            && (both || determination == Determination::Definite)
            && let Some(group) = self.group(index, both)
        {
            return Some(group);
        }
        if determination == Determination::Bare && !capitalised && !self.is_heading(index) {
            return self.repeated(index);
        }
        // "the country requesting it": which one, the phrase itself says.
        let restricted = tree
            .children_by(sentence, draft.head, &[Deprel::Acl, Deprel::AclRelcl])
            .any(|child| child > draft.head && self.page.form(draft.sentence, TokenId(draft.last.0 + 1)) != ",");
        if restricted && !matches!(draft.entity_type, EntityType::Event | EntityType::Work) {
            return None;
        }
        let noun = self.noun_of(index);
        let modifiers = self.modifiers(index);
        let definite = determination == Determination::Definite;
        self.own_country(index)
            .or_else(|| self.named_in_small_letters(index))
            .or_else(|| self.by_office(index))
            .or_else(|| self.same_noun(index, noun, &modifiers))
            .or_else(|| definite.then(|| self.same_kind(index, noun, &modifiers))?)
            .or_else(|| self.synonym(index, noun, &modifiers))
    }

    /// "the norland party" after "the Norland Party".
    fn named_in_small_letters(&self, index: usize) -> Option<u32> {
        let draft = &self.page.drafts[index];
        let words = (draft.first.0 + 1, draft.head.0);
        if words.0 >= words.1 || draft.count == Count::Many || !draft.entity_type.acts() {
            return None;
        }
        let name = Fold::key(
            self.page
                .text_between(draft.sentence, TokenId(words.0), TokenId(words.1)),
        );
        self.full_names
            .get(&name)
            .copied()
            .filter(|&number| !self.cluster(number).drafts.is_empty())
    }

    /// What a headline says without an article, and the first sentences say again with "a" or a number: "Soldiers
    /// Detained", "four soldiers".
    fn headline(&self, index: usize) -> Option<u32> {
        let draft = &self.page.drafts[index];
        if self.is_heading(index) {
            return None;
        }
        let (noun, modifiers, owner) = (self.noun_of(index), self.modifiers(index), self.owner(index));
        let candidates = self.by_noun.get(&noun)?;
        candidates.iter().take(TRIES).copied().find(|&number| {
            let cluster = self.cluster(number);
            let title = |&other: &usize| {
                let other = &self.page.drafts[other];
                let block = self.page.sentence(other.sentence).block;
                block == BlockKind::Title && draft.sentence.0 - other.sentence.0 <= 4 && other.count == draft.count
            };
            let known = |word: &&str| cluster.modifiers.iter().any(|known| known.eq_ignore_ascii_case(word));
            !cluster.named
                && cluster.drafts.iter().all(title)
                && cluster.owner == owner
                && (modifiers.iter().all(known)
                    || cluster
                        .modifiers
                        .iter()
                        .all(|known| modifiers.iter().any(|word| known.eq_ignore_ascii_case(word))))
        })
    }

    /// A phrase without a determiner is the same thing again only where it repeats word for word: "iodine deficiency".
    fn repeated(&self, index: usize) -> Option<u32> {
        let draft = &self.page.drafts[index];
        let noun = self.noun_of(index);
        let modifiers = self.modifiers(index);
        let owner = self.owner(index);
        let candidates = self.by_noun.get(&noun)?;
        candidates.iter().rev().take(TRIES).copied().find(|&number| {
            let cluster = self.cluster(number);
            !cluster.named
                && cluster.owner == owner
                && cluster.count == draft.count
                && cluster.modifiers.len() == modifiers.len()
                && modifiers.iter().all(|modifier| {
                    cluster
                        .modifiers
                        .iter()
                        .any(|known| known.eq_ignore_ascii_case(modifier))
                })
                && draft.sentence.0 - cluster.last.min(draft.sentence.0) <= REACH
                && self.is_before(number, index)
                && !self.encloses(number, index)
        })
    }

    /// Headlines leave articles out.
    fn is_heading(&self, index: usize) -> bool {
        let block = self.page.sentence(self.page.drafts[index].sentence).block;
        matches!(block, BlockKind::Title | BlockKind::Heading)
    }

    /// The latest cluster that goes by the same noun and is narrowed down no differently; for "the Secretary" first whoever
    /// is called "Secretary Roe", not "Foreign Secretary Doe".
    fn same_noun(&self, index: usize, noun: Word, modifiers: &[&str]) -> Option<u32> {
        let draft = &self.page.drafts[index];
        let owner = self.owner(index);
        let suits = |&number: &u32| {
            let cluster = self.cluster(number);
            let near = draft.sentence.0 - cluster.last.min(draft.sentence.0) <= REACH;
            let owned = match (owner, cluster.owner.or(cluster.of)) {
                (Some(owner), Some(of)) => owner == of,
                (Some(_), None) => false,
                (None, _) => true,
            };
            near && owned
                && cluster.count.agrees(draft.count)
                && cluster.gender.agrees(draft.gender)
                && self.is_before(number, index)
                && !self.encloses(number, index)
                && modifiers.iter().all(|modifier| {
                    cluster
                        .modifiers
                        .iter()
                        .any(|known| known.eq_ignore_ascii_case(modifier))
                })
        };
        let mut latest = self.by_noun.get(&noun)?.iter().rev().take(TRIES).copied();
        let called_so = |number: &u32| modifiers.is_empty() && self.cluster(*number).titles.contains(&noun);
        let mut found = latest.clone().filter(|number| called_so(number));
        found.find(suits).or_else(|| latest.find(suits))
    }

    /// The cluster of what a noun phrase hangs on: its possessor, its demonym.
    pub(crate) fn owner(&self, index: usize) -> Option<usize> {
        let draft = &self.page.drafts[index];
        if let Some(of) = draft
            .of
            .filter(|&of| self.page.drafts[of].entity_type != EntityType::Settlement)
        {
            return (self.of_draft[of] as usize).checked_sub(1);
        }
        let sentence = self.page.sentence(draft.sentence);
        let tree = self.page.tree(draft.sentence);
        let owned = [Deprel::NmodPoss, Deprel::Amod, Deprel::Compound];
        tree.children_by(sentence, draft.head, &owned)
            .filter_map(|child| self.page.at(draft.sentence, child))
            .filter(|&child| {
                let possessor = sentence[self.page.drafts[child].head].deprel == Deprel::NmodPoss;
                possessor || self.page.drafts[child].entity_type != EntityType::Settlement
            })
            .find_map(|child| (self.of_draft[child] as usize).checked_sub(1))
    }

    /// Whether a cluster has been mentioned before a draft.
    fn is_before(&self, number: u32, index: usize) -> bool {
        let draft = &self.page.drafts[index];
        self.cluster(number).drafts.first().is_some_and(|&first| {
            let first = &self.page.drafts[first];
            (first.sentence, first.head) < (draft.sentence, draft.head)
        })
    }

    /// Whether a mention of the cluster lies in the phrase of the draft or around it.
    fn encloses(&self, number: u32, index: usize) -> bool {
        let draft = &self.page.drafts[index];
        self.cluster(number).drafts.iter().rev().take(3).any(|&other| {
            let other = &self.page.drafts[other];
            other.sentence == draft.sentence
                && (draft.first <= other.head && other.head <= draft.last
                    || other.first <= draft.head && draft.head <= other.last)
        })
    }

    /// "the country", "the organisation", "the man": the latest name of that kind.
    fn same_kind(&self, index: usize, noun: Word, modifiers: &[&str]) -> Option<u32> {
        let draft = &self.page.drafts[index];
        if !modifiers.is_empty() || draft.count == Count::Many || self.owner(index).is_some() {
            return None;
        }
        let general = match draft.entity_type {
            EntityType::Country => self.words.country.contains(&noun),
            EntityType::Settlement => self.words.town.contains(&noun),
            EntityType::InternationalOrganisation | EntityType::Organisation => self.words.organisation.contains(&noun),
            EntityType::Person => self.nouns.get(noun).is_some_and(|noun| noun.gender != Gender::Unknown),
            _ => false,
        };
        if !general {
            return None;
        }
        let reach = match draft.entity_type {
            EntityType::Country | EntityType::Settlement => 12,
            _ => 4,
        };
        // Of a row of countries none is "the country".
        let listed = |place: usize| {
            draft.entity_type == EntityType::Country && {
                let other = &self.page.drafts[place];
                let sentence = self.page.sentence(other.sentence);
                sentence[other.head].deprel == Deprel::Conj || self.coordinated(place).is_some()
            }
        };
        let latest = self.page.drafts[..index]
            .iter()
            .enumerate()
            .rev()
            .take(60)
            .take_while(|(_, other)| draft.sentence.0 - other.sentence.0 <= reach)
            .find(|&(place, other)| {
                let number = self.of_draft[place];
                let suits = match draft.entity_type {
                    EntityType::Organisation => matches!(
                        other.entity_type,
                        EntityType::Organisation | EntityType::InternationalOrganisation
                    ),
                    kind => other.entity_type == kind,
                };
                number != 0
                    && other.kind == MentionKind::Name
                    && suits
                    && other.gender.agrees(draft.gender)
                    && !self.encloses(number, index)
                    // An adjective names a country in passing.
                    && self.page.sentence(other.sentence)[other.head].upos != Upos::Adj
                    && !listed(place)
            })
            .map(|(place, _)| self.of_draft[place])?;
        Some(if draft.entity_type == EntityType::Country {
            self.more_spoken_of(index, latest, reach)
        } else {
            latest
        })
    }

    /// The country that a passage is about, where it speaks of it and of those who act for it twice as much as of the one
    /// named last.
    fn more_spoken_of(&self, index: usize, latest: u32, reach: u32) -> u32 {
        let draft = &self.page.drafts[index];
        let mut spoken: Vec<(u32, u32)> = Vec::new();
        for (place, other) in self.page.drafts[..index].iter().enumerate().rev().take(120) {
            if draft.sentence.0 - other.sentence.0 > reach {
                break;
            }
            let Some(cluster) = (self.of_draft[place] as usize).checked_sub(1) else {
                continue;
            };
            let mut at = cluster;
            for _ in 0..3 {
                if self.clusters[at].entity_type == EntityType::Country {
                    break;
                }
                at = self.clusters[at].of.unwrap_or(at);
            }
            if self.clusters[at].entity_type != EntityType::Country || !self.clusters[at].named {
                continue;
            }
            let number = at as u32 + 1;
            match spoken.iter_mut().find(|(known, _)| *known == number) {
                Some((_, count)) => *count += 1,
                None => spoken.push((number, 1)),
            }
        }
        let of_latest = spoken
            .iter()
            .find(|(number, _)| *number == latest)
            .map_or(1, |&(_, count)| count);
        spoken
            .into_iter()
            .filter(|&(number, count)| number != latest && count > 2 * of_latest && !self.encloses(number, index))
            .max_by_key(|&(number, count)| (count, std::cmp::Reverse(number)))
            .map_or(latest, |(number, _)| number)
    }

    /// "the vote" after "the elections": another word for the only such thing.
    fn synonym(&self, index: usize, noun: Word, modifiers: &[&str]) -> Option<u32> {
        let draft = &self.page.drafts[index];
        let row = self.words.synonyms.get(&noun)?;
        if !modifiers.is_empty() || self.owner(index).is_some() {
            return None;
        }
        let mut found: Vec<u32> = self.page.drafts[..index]
            .iter()
            .enumerate()
            .rev()
            .take(80)
            .take_while(|(_, other)| draft.sentence.0 - other.sentence.0 <= 5)
            .filter(|&(place, other)| {
                other.kind == MentionKind::Nominal
                    && self.of_draft[place] != 0
                    && self.words.synonyms.get(&self.noun_of(place)) == Some(row)
            })
            .map(|(place, _)| self.of_draft[place])
            .collect();
        found.sort_unstable();
        found.dedup();
        match found.as_slice() {
            [only] if !self.encloses(*only, index) => Some(*only),
            _ => None,
        }
    }
}
