//! Appositions and titles: "Jane Roe, the minister", "the minister, Jane Roe", "his wife, Jane, …".
//!
//! Takes a draft, gives the cluster that stands beside it, if both may mean the same. Refuses what a list may be.

use crate::mention::MentionKind;
use crate::mention::coreference::Resolver;
use crate::mention::draft::Count;
use crate::mention::noun::Noun;
use crate::ontology::EntityType;
use crate::syntax::{Deprel, TokenId};

impl Resolver<'_> {
    /// The cluster that apposition ties a draft to: "Jane Roe, the minister", "the minister, Jane Roe".
    pub(crate) fn apposition(&self, index: usize) -> Option<u32> {
        let draft = &self.page.drafts[index];
        if matches!(
            draft.kind,
            MentionKind::Time | MentionKind::Amount | MentionKind::Pronoun
        ) {
            return None;
        }
        let sentence = self.page.sentence(draft.sentence);
        let tree = self.page.tree(draft.sentence);
        let token = &sentence[draft.head];
        let named = draft.kind == MentionKind::Name;
        if token.deprel == Deprel::Appos && token.head != TokenId::ROOT && !named {
            let drawn = self.page.at(draft.sentence, token.head);
            // Where the tree draws it to another phrase, the one right before the comma is meant.
            let fitting = |&other: &usize| self.of_draft[other] != 0 && self.may_be_called(other, index);
            return drawn
                .filter(fitting)
                .or_else(|| self.before_comma(index).filter(fitting))
                .map(|other| self.of_draft[other]);
        }
        if named {
            return None;
        }
        tree.children_by(sentence, draft.head, &[Deprel::Appos, Deprel::Flat])
            .filter_map(|child| self.page.at(draft.sentence, child))
            .chain(self.behind_title(index))
            .chain(self.relative(index))
            .find(|&other| {
                self.page.drafts[other].kind == MentionKind::Name
                    && self.of_draft[other] != 0
                    && self.may_be_called(other, index)
            })
            .map(|other| self.of_draft[other])
    }

    /// Whether a name and a description beside it can be of one thing.
    fn may_be_called(&self, name: usize, description: usize) -> bool {
        // "the president, the foreign minister": a row of office-holders.
        let described = self.page.drafts[name].kind == MentionKind::Nominal;
        if let (true, Some(one), Some(other)) = (described, self.office(name), self.office(description))
            && one != other
        {
            return false;
        }
        let (name, description) = (&self.page.drafts[name], &self.page.drafts[description]);
        if matches!(name.kind, MentionKind::Time | MentionKind::Amount) {
            return false;
        }
        let (one, other) = (name.entity_type, description.entity_type);
        // What the gazetteer knows as a country or a body is no war, no treaty and no ship, whatever the tree says.
        let made = matches!(other, EntityType::Event | EntityType::Work | EntityType::Artifact);
        if name.entry.is_some() && one.acts() && made {
            return false;
        }
        let person = EntityType::Person;
        let unknown = |entity_type| matches!(entity_type, EntityType::Thing | EntityType::Group);
        let fits = if one == person || other == person {
            // A person is called by what names persons, but what is not known may be one.
            one == other || other == person && one == EntityType::Thing && name.kind == MentionKind::Name
        } else {
            one == other || unknown(one) || unknown(other) || name.kind == MentionKind::Name
        };
        fits && name.count.agrees(description.count)
    }

    /// The draft that ends right before the comma in front of this one.
    fn before_comma(&self, index: usize) -> Option<usize> {
        let draft = &self.page.drafts[index];
        let comma = TokenId(draft.first.0.checked_sub(1)?);
        (self.page.form(draft.sentence, comma) == ",").then_some(())?;
        self.page.drafts[..index]
            .iter()
            .enumerate()
            .rev()
            .take(12)
            .find_map(|(place, other)| {
                (other.sentence == draft.sentence && other.last.0 + 1 == comma.0).then_some(place)
            })
    }

    /// The name between commas behind a relative: "his wife, Jane, …".
    fn relative(&self, index: usize) -> Option<usize> {
        let draft = &self.page.drafts[index];
        let sentence = self.page.sentence(draft.sentence);
        let kin = matches!(
            self.page.form(draft.sentence, draft.head),
            "wife" | "husband" | "spouse" | "partner" | "son" | "daughter" | "mother" | "father" | "brother" | "sister"
        );
        let owned = self
            .page
            .tree(draft.sentence)
            .child_by(sentence, draft.head, &[Deprel::NmodPoss])
            .is_some();
        let is = |at: usize, signs: &[&str]| {
            at < sentence.tokens.len() && signs.contains(&self.page.form(draft.sentence, TokenId(at as u32)))
        };
        if !kin || !owned || !is(draft.last.index() + 1, &[","]) {
            return None;
        }
        let place = self.page.drafts[index + 1..].iter().take(3).position(|other| {
            other.sentence == draft.sentence
                && other.kind == MentionKind::Name
                && other.first.0 == draft.last.0 + 2
                && other.entity_type == EntityType::Person
                && is(other.last.index() + 1, &[",", ".", ")", ";"])
        })?;
        Some(index + 1 + place)
    }

    /// The name that follows a title right away, or behind a comma under the same head: "the spokesman, John Roe".
    fn behind_title(&self, index: usize) -> Option<usize> {
        let draft = &self.page.drafts[index];
        let sentence = self.page.sentence(draft.sentence);
        let is_title = self.nouns.get(sentence[draft.head].lemma).is_some_and(Noun::is_title);
        // "the capital, Norville".
        let is_town = self.words.town.contains(&self.noun_of(index));
        if !is_title && !is_town || draft.count == Count::Many || draft.last.index() + 2 >= sentence.tokens.len() {
            return None;
        }
        // "the ambassador to Norland Jane Roe": what narrows the title down stands between.
        let tree = self.page.tree(draft.sentence);
        let behind = tree
            .children_by(sentence, draft.head, &[Deprel::Nmod])
            .filter(|&child| tree.child_by(sentence, child, &[Deprel::Case]).is_some())
            .filter_map(|child| {
                let appended = |id: TokenId| {
                    matches!(
                        sentence[id].deprel,
                        Deprel::Appos | Deprel::Acl | Deprel::AclRelcl | Deprel::Punct
                    )
                };
                tree.subtree(child, appended).last().copied()
            })
            .rfind(|last| last.0 <= draft.last.0 + 12);
        let last = behind.map_or(draft.last, |behind| behind.max(draft.last));
        if last.index() + 2 >= sentence.tokens.len() {
            return None;
        }
        let next = TokenId(last.0 + 1);
        let comma = self.page.form(draft.sentence, next) == ",";
        let next = TokenId(next.0 + u32::from(comma));
        self.page.drafts[index + 1..]
            .iter()
            .take(5)
            .zip(index + 1..)
            .find_map(|(other, place)| {
                let near = other.sentence == draft.sentence && other.first == next && other.kind == MentionKind::Name;
                let kind = if is_title {
                    EntityType::Person
                } else {
                    EntityType::Settlement
                };
                if !near || other.entity_type != kind || is_town && !comma {
                    return None;
                }
                let governor = sentence[draft.head].head;
                // "Norland's Ministry of Trade spokesman, Jane Roe": the tree may hang the title on the body before it.
                let body =
                    governor != TokenId::ROOT && governor < draft.head && sentence[draft.head].deprel == Deprel::Nmod;
                let related = !comma
                    || sentence[other.head].head == draft.head
                    || governor == other.head
                    || sentence[other.head].head == governor
                    || body && sentence[other.head].head == sentence[governor].head;
                related.then_some(place)
            })
    }
}
