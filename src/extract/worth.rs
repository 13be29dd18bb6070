//! What is worth stating.
//!
//! Takes a clause's arguments, or a statement made of them, and tells whether a reader learns something from it: of a thing
//! that is named or described, and of another than itself. Refuses to judge whether it is true.

use crate::clause::{self, Clause, ClauseKind, Slot};
use crate::extract::reader::Page;
use crate::extract::{Filler, Statement, draft};
use crate::mention::{Identity, MentionKind};
use crate::syntax::{Deprel, Reason, TokenId, Upos, Xpos};

/// Nouns that stand for when, whatever is said of them.
const TIMES: &[&str] = &[
    "time", "moment", "second", "minute", "hour", "day", "night", "week", "month", "year", "decade", "century", "date",
];

/// Nouns that stand for nothing as long as nothing is said of them: "a **way**".
const EMPTY: &[&str] = &[
    "way", "manner", "extent", "thing", "lot", "bit", "instance", "example", "fact", "part", "addition", "other",
    "same", "rest", "course", "kind", "sort", "end", "turn", "use", "lead", "say", "hand", "need", "view", "step",
];

/// Whether the argument is a thing: mentioned, and neither a time, an amount or a bare clause, nor a word that only points.
pub(super) fn is_thing(page: &Page<'_>, clause: &Clause, argument: &clause::Argument) -> bool {
    let Some(mention) = page.scene.mentions.at(clause.sentence, argument.head) else {
        return false;
    };
    if matches!(mention.kind, MentionKind::Time | MentionKind::Amount)
        || !matches!(draft::argument(page, clause, argument).0.filler, Filler::Entity(_))
    {
        return false;
    }
    let sentence = page.scene.parse.sentence(clause.sentence);
    let token = &sentence[argument.head];
    let entity = page.scene.mentions.entity(mention.entity);
    if entity.identity != Identity::Description {
        return true;
    }
    let lemma = page.scene.parse.words.text(token.lemma);
    // A pronoun whose antecedent is not known is known by itself.
    let points = entity.label.eq_ignore_ascii_case(token.span.of(page.text))
        && (matches!(token.upos, Upos::Pron | Upos::Det) || EMPTY.contains(&lemma));
    let asks = |id: TokenId| {
        sentence[id].head == argument.head && matches!(sentence[id].xpos, Xpos::Wp | Xpos::Wdt | Xpos::WpPoss)
    };
    !points
        && !matches!(token.upos, Upos::Adj | Upos::Adv | Upos::Verb)
        && !TIMES.contains(&lemma)
        && !sentence.ids().any(asks)
}

/// "those **held** in the camp": a participle behind its only thing says nothing that the thing's label does not say.
pub(super) fn is_in_a_label(page: &Page<'_>, clause: &Clause) -> bool {
    let sentence = page.scene.parse.sentence(clause.sentence);
    let noun = sentence[clause.head].head;
    sentence[clause.head].deprel == Deprel::Acl
        && clause.first(Slot::Subject).is_none_or(|subject| subject.head == noun)
        && page
            .scene
            .mentions
            .at(clause.sentence, noun)
            .map(|mention| page.scene.mentions.entity(mention.entity))
            .is_some_and(|entity| {
                let verb = sentence[clause.head].span.of(page.text);
                entity.identity == Identity::Description && entity.label.split_whitespace().any(|word| word == verb)
            })
}

/// "Image: Jane Roe": what a colon sets beside a name is no gloss of it.
pub(super) fn is_credit(page: &Page<'_>, clause: &Clause) -> bool {
    let sentence = page.scene.parse.sentence(clause.sentence);
    let Some(subject) = clause
        .first(Slot::Subject)
        .filter(|_| clause.kind == ClauseKind::Apposition)
    else {
        return false;
    };
    let (first, last) = (subject.head.0.min(clause.head.0), subject.head.0.max(clause.head.0));
    (first..last).any(|at| sentence[TokenId(at)].span.of(page.text) == ":")
}

/// "the night **Roe was shot**": a time as an argument that a relative clause has from outside.
pub(super) fn is_when(page: &Page<'_>, clause: &Clause, argument: &clause::Argument) -> bool {
    let token = &page.scene.parse.sentence(clause.sentence)[argument.head];
    argument.reason == Some(Reason::Antecedent) && TIMES.contains(&page.scene.parse.words.text(token.lemma))
}

/// Whether a statement says nothing: it only points, or tells a thing of itself.
pub(super) fn says_nothing(page: &Page<'_>, statement: &Statement) -> bool {
    only_points(page, statement) || is_of_itself(page, statement)
}

/// "they met Jane Roe", of whom she is one; "the organ of the treaty is organ of the treaty".
fn is_of_itself(page: &Page<'_>, statement: &Statement) -> bool {
    let (Filler::Entity(one), Some(Filler::Entity(two))) = (
        &statement.subject.filler,
        statement.object.as_ref().map(|object| &object.filler),
    ) else {
        return false;
    };
    let (subject, object) = (page.scene.mentions.entity(*one), page.scene.mentions.entity(*two));
    let is_named_by = || {
        subject.identity == Identity::Description
            && statement.relation_text.starts_with("is ")
            && subject
                .label
                .strip_suffix(object.label.as_str())
                .is_some_and(|rest| rest.ends_with(' '))
    };
    subject.members.contains(two) || object.members.contains(one) || is_named_by()
}

/// Whether a statement's subject or object only points at something that the document does not name ("it", "you", "that"), or
/// its object is no more than "to do so".
fn only_points(page: &Page<'_>, statement: &Statement) -> bool {
    std::iter::once(&statement.subject)
        .chain(&statement.object)
        .any(|argument| {
            let words = argument.span.of(page.text);
            let is = |word: &&str| words.eq_ignore_ascii_case(word);
            match argument.filler {
                Filler::Entity(id) if !words.contains(char::is_alphanumeric) => {
                    !page.scene.mentions.entity(id).label.contains(char::is_alphanumeric)
                }
                Filler::Entity(id) => {
                    let label = &page.scene.mentions.entity(id).label;
                    POINTERS.iter().any(|pointer| label.eq_ignore_ascii_case(pointer))
                }
                Filler::Text => ["to do", "to do so", "do so", "so"].iter().any(is),
                Filler::Statement(_) => false,
            }
        })
}

/// Pronouns that say nothing of what they mean.
const POINTERS: &[&str] = &[
    "it",
    "your",
    "this",
    "that",
    "these",
    "those",
    "you",
    "what",
    "which",
    "something",
    "anything",
    "everything",
    "one",
    "none",
    "nobody",
    "me",
    "my",
    "us",
    "our",
    "yours",
    "him",
    "his",
    "her",
    "them",
    "their",
    "its",
];
