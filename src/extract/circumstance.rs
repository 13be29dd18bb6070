//! When and where a clause holds.

use crate::clause::{Clause, ClauseKind, Modality, Slot};
use crate::extract::Time;
use crate::extract::reader::Page;
use crate::mention::{EntityId, Identity, Interval, MentionKind};
use crate::ontology::EntityType;
use crate::syntax::{Deprel, TokenId, Upos, Xpos};
use crate::text::BlockKind;

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

/// When a clause holds: the first time among its adjuncts, or one that the parse hangs on a neighbour, or one that stands
/// before it and the clause it continues.
pub(super) fn time(page: &Page<'_>, clause: &Clause) -> Option<Time> {
    adjunct(page, clause)
        .map(|(_, time)| time)
        .or_else(|| hung_beside(page, clause))
        .or_else(|| fronted(page, clause))
}

fn adjunct(page: &Page<'_>, clause: &Clause) -> Option<(TokenId, Time)> {
    clause.arguments.iter().find_map(|argument| {
        matches!(argument.slot, Slot::Unmarked | Slot::Oblique(_))
            .then(|| time_at(page, clause, argument.head))
            .flatten()
            .map(|time| (argument.head, time))
    })
}

fn time_at(page: &Page<'_>, clause: &Clause, head: TokenId) -> Option<Time> {
    let mention = page.scene.mentions.at(clause.sentence, head)?;
    if mention.kind != MentionKind::Time {
        return None;
    }
    let interval = match page.scene.mentions.entity(mention.entity).identity {
        Identity::Time(interval) => interval,
        _ => None,
    };
    Some(Time {
        span: Some(mention.span),
        interval,
    })
}

/// "the **July 12** approval", and "Norland **on Monday** rejected": a name has no days, its verb has.
fn hung_beside(page: &Page<'_>, clause: &Clause) -> Option<Time> {
    let sentence = page.scene.parse.sentence(clause.sentence);
    let on = |head: TokenId| {
        sentence
            .ids()
            .filter(move |&id| sentence[id].head == head)
            .find_map(|id| time_at(page, clause, id))
    };
    match clause.kind {
        ClauseKind::Noun => on(clause.head),
        ClauseKind::Verb => clause
            .arguments
            .iter()
            .filter(|argument| matches!(argument.slot, Slot::Subject | Slot::Object))
            .filter(|argument| sentence[argument.head].upos == Upos::Propn)
            .find_map(|argument| on(argument.head)),
        _ => None,
    }
}

/// "**Last month** Roe was arrested and charged": a time before the first of several verbs is that of all.
fn fronted(page: &Page<'_>, clause: &Clause) -> Option<Time> {
    let sentence = page.scene.parse.sentence(clause.sentence);
    let verb = clause.support.unwrap_or(clause.head);
    if sentence[verb].deprel != Deprel::Conj {
        return None;
    }
    let first = sentence[verb].head;
    let first = page.scene.clauses.at(clause.sentence, first)?;
    let first = page.scene.clauses.clause(first);
    let (at, time) = adjunct(page, first)?;
    (at < first.head).then_some(time)
}

/// The day of publication, for what the writer tells as done by saying it, in the present tense: "Norland condemns the
/// attack". What others say in the present is said when they speak; a headline's present is a past.
pub(super) fn performed(page: &Page<'_>, clause: &Clause, own_act: bool) -> Option<Time> {
    let sentence = page.scene.parse.sentence(clause.sentence);
    let is_present = |id: TokenId| matches!(sentence[id].xpos, Xpos::Vbp | Xpos::Vbz);
    let verb = clause.support.unwrap_or(clause.head);
    let auxiliary = |id: TokenId| {
        sentence[id].head == verb
            && (sentence[id].deprel == Deprel::AuxPass
                || sentence[verb].upos != Upos::Verb && sentence[id].deprel == Deprel::Cop)
    };
    let present = is_present(verb) || sentence.ids().any(|id| auxiliary(id) && is_present(id));
    let day = page.published?;
    let told = clause.status.sources.is_empty() && matches!(sentence.block, BlockKind::Paragraph | BlockKind::ListItem);
    (told && own_act && present && clause.status.modality == Modality::Actual).then_some(Time {
        span: None,
        interval: Some(Interval {
            start: Some(day),
            end: Some(day),
        }),
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
