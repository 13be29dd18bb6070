//! How a relation reads: the words of a clause, of a trigger, of a rule's `reads`.
//!
//! Takes a clause and what fills its places, gives text. Refuses to say what the relation is: that is its property or its
//! lemmas.

use crate::clause::{self, Clause, ClauseKind, Slot};
use crate::extract::reader::Page;
use crate::extract::{draft, office, wording};
use crate::rule::{Match, Reads, ReadsPart, Rule, Trigger};

/// The relation of a rule's clause in lemmas: the trigger's words where it has several, "take office", "declare state of
/// emergency".
///
/// "is poisoned **with**", "meets **in**": without its preposition an oblique passes for an object.
pub(super) fn ruled_phrase(
    page: &Page<'_>,
    clause: &Clause,
    trigger: &Trigger,
    subject: Slot,
    object: Option<Slot>,
) -> String {
    let mut words = triggered_phrase(page, clause, trigger, subject);
    if let Some(Slot::Oblique(preposition)) = object {
        words.push(' ');
        words.push_str(page.scene.parse.words.text(preposition));
    }
    words
}

fn triggered_phrase(page: &Page<'_>, clause: &Clause, trigger: &Trigger, subject: Slot) -> String {
    if trigger.words.len() == 1 {
        return phrase(page, clause, subject);
    }
    let sentence = page.scene.parse.sentence(clause.sentence);
    let words = &page.scene.parse.words;
    let mut parts = trigger_words(page, trigger);
    if clause.kind == ClauseKind::Verb && is_acted_on(clause, subject) {
        parts[0] = sentence[clause.head].span.of(page.text);
        parts.insert(0, "be");
    } else if clause.kind == ClauseKind::Noun
        && let Some(support) = clause.support
    {
        parts.insert(0, words.text(sentence[support].lemma));
    }
    parts.join(" ").to_lowercase()
}

/// Most words of what somebody is asked to do that a relation is read with.
const ASKED_WORDS: usize = 12;

/// What the object is asked, made or helped to do: "urges Sudria **to sign the treaty**". Without it the relation says half.
pub(super) fn asked(page: &Page<'_>, clause: &Clause, object: Option<clause::Argument>) -> Option<String> {
    let object = object.filter(|object| !draft::is_clausal(object.slot) && object.slot != Slot::Predicate)?;
    let content = clause.first(Slot::ToDo).filter(|content| content.head > object.head)?;
    if clause.kind != ClauseKind::Verb {
        return None;
    }
    let words: Vec<&str> = draft::phrase_span(page, clause, content)
        .of(page.text)
        .split_whitespace()
        .collect();
    let mut text = words[..words.len().min(ASKED_WORDS)].join(" ");
    if words.len() > ASKED_WORDS {
        text.push_str(" …");
    }
    Some(text).filter(|text| text.starts_with("to "))
}

/// How a fact reads, with the words of the trigger and of roles in their places; `None` when a role is not filled.
pub(super) fn filled_in(page: &Page<'_>, clause: &Clause, rule: &Rule, found: &Match, reads: &Reads) -> Option<String> {
    let mut text = String::new();
    for part in &reads.0 {
        match part {
            ReadsPart::Words(words) => text.push_str(words),
            ReadsPart::Trigger => {
                let trigger = &rule.triggers[found.trigger];
                let words = trigger_words(page, trigger).join(" ");
                match clause.kind {
                    ClauseKind::Verb if text.is_empty() => text.push_str(&wording::third_person(&words)),
                    ClauseKind::Apposition | ClauseKind::Title | ClauseKind::Copula => {
                        for word in office::ranks(page, clause, trigger, found) {
                            text.push_str(&word);
                            text.push(' ');
                        }
                        text.push_str(&words);
                    }
                    _ => text.push_str(&words),
                }
            }
            ReadsPart::Role(role) => {
                let filled = found.roles.iter().find(|filled| filled.role == *role)?;
                let words = draft::phrase_span(page, clause, filled.arguments.first()?).of(page.text);
                // "considers the tariff **to be** illegal"
                text.push_str(words.strip_prefix("to be ").unwrap_or(words));
            }
        }
    }
    Some(text)
}

fn trigger_words<'p>(page: &Page<'p>, trigger: &Trigger) -> Vec<&'p str> {
    let words = &page.scene.parse.words;
    trigger.words.iter().map(|&word| words.text(word)).collect()
}

/// Whether the subject of a statement is who the clause is done to.
fn is_acted_on(clause: &Clause, subject: Slot) -> bool {
    clause.passive && matches!(subject, Slot::Object | Slot::IndirectObject)
}

/// The clause's relation in lemmas: "carry out", "hold talk", "be capital", "be arrested".
pub(super) fn phrase(page: &Page<'_>, clause: &Clause, subject: Slot) -> String {
    let sentence = page.scene.parse.sentence(clause.sentence);
    let words = &page.scene.parse.words;
    let mut parts: Vec<&str> = Vec::new();
    match clause.kind {
        ClauseKind::Verb if is_acted_on(clause, subject) => {
            parts.extend(["be", sentence[clause.head].span.of(page.text)]);
        }
        ClauseKind::Verb => parts.push(words.text(clause.lemma)),
        ClauseKind::Noun => {
            parts.extend(clause.support.map(|support| words.text(sentence[support].lemma)));
            parts.push(words.text(clause.lemma));
        }
        ClauseKind::Copula | ClauseKind::Apposition | ClauseKind::Title => {
            let copula = clause
                .support
                .map_or("be", |support| words.text(sentence[support].lemma));
            parts.extend([copula, words.text(clause.lemma)]);
        }
    }
    parts.extend(clause.particle.map(|particle| words.text(sentence[particle].lemma)));
    parts.join(" ").to_lowercase()
}
