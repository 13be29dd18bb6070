//! Several things together: "both countries", "foreign ministers Roe and Doe", "the former", "the latter".
//!
//! Takes a plural draft, gives the cluster of its members. Where the text does not tell who they are, it gives none.

use crate::mention::MentionKind;
use crate::mention::coreference::Resolver;
use crate::mention::draft::Count;
use crate::ontology::EntityType;
use crate::syntax::{Deprel, TokenId};

/// How many sentences back the members of "both countries" are looked for, and among how many mentions.
const GROUP_REACH: u32 = 8;
const GROUP_CANDIDATES: usize = 200;

impl Resolver<'_> {
    /// "his counterparts, Jane Roe and John Doe", "foreign ministers Roe and Doe": those who are named right behind.
    pub(crate) fn named_together(&mut self, index: usize) -> Option<u32> {
        let draft = &self.page.drafts[index];
        if draft.entity_type != EntityType::Person || draft.count != Count::Many {
            return None;
        }
        let sentence = self.page.sentence(draft.sentence);
        let is = |at: u32, form: &str| {
            (at as usize) < sentence.tokens.len() && self.page.form(draft.sentence, TokenId(at)) == form
        };
        let mut at = draft.last.0 + 1;
        at += u32::from(is(at, ","));
        let mut members: Vec<usize> = Vec::new();
        loop {
            let next = self.page.drafts[index + 1..]
                .iter()
                .zip(index + 1..)
                .take(12)
                .find(|(other, _)| {
                    other.sentence == draft.sentence && other.first.0 == at && other.kind == MentionKind::Name
                });
            let Some((other, place)) = next.filter(|(other, _)| other.entity_type == EntityType::Person) else {
                break;
            };
            let member = (self.of_draft[place] as usize).checked_sub(1)?;
            if !members.contains(&member) {
                members.push(member);
            }
            at = other.last.0 + 1;
            let comma = is(at, ",");
            at += u32::from(comma);
            let and = is(at, "and");
            at += u32::from(and);
            if !comma && !and {
                break;
            }
        }
        (members.len() > 1).then(|| self.all_of(members, EntityType::Person))
    }

    /// "the former", "the latter": the first and the last of the two that were spoken of together last.
    pub(crate) fn former_or_latter(&self, index: usize) -> Option<u32> {
        let draft = &self.page.drafts[index];
        let lemma = self.page.lemma(draft.sentence, draft.head);
        let former = lemma == self.words.former;
        if !former && lemma != self.words.latter {
            return None;
        }
        let pair = (0..index).rev().take(40).find_map(|place| {
            let other = &self.page.drafts[place];
            if draft.sentence.0 - other.sentence.0 > 2 {
                return None;
            }
            self.coordinated(place).filter(|members| members.len() == 2)
        })?;
        Some(pair[usize::from(!former)] as u32 + 1)
    }

    /// "both countries", "the two leaders": the two things of that kind that stand out most, as one cluster of both.
    pub(crate) fn group(&mut self, index: usize, both: bool) -> Option<u32> {
        let draft = &self.page.drafts[index];
        let noun = self.noun_of(index);
        let kind = *self.words.parties.get(&noun)?;
        if !self.modifiers(index).is_empty() {
            return None;
        }
        // Two that were spoken of together under this noun stay together.
        let known = self.by_noun.get(&noun).and_then(|known| known.last().copied());
        if let Some(known) = known.filter(|&known| !self.cluster(known).members.is_empty()) {
            return Some(known);
        }
        let owner = self.page.sentence(draft.sentence)[draft.head].head;
        // Clusters with their prominence, the one met last first.
        let mut prominent: Vec<(usize, u32)> = Vec::new();
        for (place, other) in self.page.drafts[..index]
            .iter()
            .enumerate()
            .rev()
            .take(GROUP_CANDIDATES)
        {
            let distance = draft.sentence.0 - other.sentence.0;
            if distance > GROUP_REACH {
                break;
            }
            let Some(cluster) = (self.of_draft[place] as usize).checked_sub(1) else {
                continue;
            };
            if !self.clusters[cluster].named || self.clusters[cluster].entity_type != kind {
                continue;
            }
            // Whoever urges the two sides is neither.
            if other.sentence == draft.sentence && self.page.sentence(other.sentence)[other.head].head == owner {
                continue;
            }
            let weight = self.prominence(place) >> (distance / 3);
            match prominent.iter_mut().find(|(known, _)| *known == cluster) {
                Some((_, sum)) => *sum += weight,
                None => prominent.push((cluster, weight)),
            }
        }
        prominent.sort_by_key(|&(_, weight)| std::cmp::Reverse(weight));
        // "the countries" are two only where no third stands out.
        if !both
            && prominent
                .get(2)
                .zip(prominent.get(1))
                .is_some_and(|(third, second)| third.1 * 2 > second.1)
        {
            return None;
        }
        let members: Vec<usize> = prominent.iter().take(2).map(|&(cluster, _)| cluster).collect();
        if members.len() != 2 {
            return None;
        }
        Some(self.all_of(members, kind))
    }

    /// How much a mention makes its referent a party of what is told: those who act, most of all together, before those
    /// whose names only narrow other things down ("Russia's attack").
    fn prominence(&self, place: usize) -> u32 {
        let draft = &self.page.drafts[place];
        let sentence = self.page.sentence(draft.sentence);
        let together = sentence[draft.head].deprel == Deprel::Conj
            || self
                .page
                .tree(draft.sentence)
                .children_by(sentence, draft.head, &[Deprel::Conj])
                .any(|child| self.page.at(draft.sentence, child).is_some());
        let role = match self.role(draft.sentence, draft.head) {
            Deprel::Nsubj | Deprel::NsubjPass => 80,
            Deprel::OblAgent | Deprel::Obj | Deprel::Iobj | Deprel::Obl => 40,
            Deprel::Nmod => 24,
            _ => 12,
        };
        if together { role * 2 } else { role }
    }

    /// The cluster of several things together; a group among them is its members.
    pub(crate) fn all_of(&mut self, members: Vec<usize>, kind: EntityType) -> u32 {
        let mut members: Vec<usize> = members
            .into_iter()
            .flat_map(|member| match self.clusters[member].members.as_slice() {
                [] => vec![member],
                several => several.to_vec(),
            })
            .collect();
        members.sort_unstable();
        members.dedup();
        if let Some(&known) = self.groups.get(&members) {
            return known;
        }
        let number = self.open();
        self.groups.insert(members.clone(), number);
        let cluster = &mut self.clusters[number as usize - 1];
        cluster.members = members;
        cluster.count = Count::Many;
        cluster.entity_type = kind;
        number
    }
}
