//! When and where a clause holds.

use crate::clause::{Clause, Slot};
use crate::extract::Time;
use crate::extract::reader::Page;
use crate::mention::{EntityId, Identity, MentionKind};
use crate::ontology::EntityType;
use crate::syntax::TokenId;

/// Prepositions of a place where something happens.
const PLACE: &[&str] = &[
    "in",
    "at",
    "near",
    "on",
    "inside",
    "outside",
    "across",
    "throughout",
    "within",
    "around",
];

/// The first time among the clause's adjuncts.
pub(super) fn time(page: &Page<'_>, clause: &Clause) -> Option<Time> {
    clause.arguments.iter().find_map(|argument| {
        if !matches!(argument.slot, Slot::Unmarked | Slot::Oblique(_)) {
            return None;
        }
        let mention = page.scene.mentions.at(clause.sentence, argument.head)?;
        if mention.kind != MentionKind::Time {
            return None;
        }
        let interval = match page.scene.mentions.entity(mention.entity).identity {
            Identity::Time(interval) => interval,
            _ => None,
        };
        Some(Time {
            span: mention.span,
            interval,
        })
    })
}

/// The first place among the clause's adjuncts that is none of `taken`.
pub(super) fn place(page: &Page<'_>, clause: &Clause, taken: &[TokenId]) -> Option<EntityId> {
    let words = &page.scene.parse.words;
    clause.arguments.iter().find_map(|argument| {
        let Slot::Oblique(preposition) = argument.slot else {
            return None;
        };
        if taken.contains(&argument.head) || !PLACE.contains(&words.text(preposition)) {
            return None;
        }
        let mention = page.scene.mentions.at(clause.sentence, argument.head)?;
        let is_place = matches!(
            page.scene.mentions.entity(mention.entity).entity_type,
            EntityType::Country | EntityType::Settlement | EntityType::Location | EntityType::Facility
        );
        is_place.then_some(mention.entity)
    })
}
