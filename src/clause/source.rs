//! Who says what a sentence says: speakers of predicates, of quotations, and those named beside a clause.

use crate::clause::view::View;
use crate::clause::{Effect, Source, Status};
use crate::ontology::EntityType;
use crate::syntax::{Deprel, TokenId};
use crate::text::Span;

/// A source named by a word of the sentence.
pub(super) fn source(view: &View<'_>, speaker: Option<TokenId>, cue: Span) -> Source {
    Source {
        entity: speaker.and_then(|speaker| view.entity(speaker)),
        head: speaker,
        cue,
        denies: false,
    }
}

/// Who speaks by the predicate: its subject, or the agent of its passive; for a noun, its possessor or who makes it.
pub(super) fn speaker(view: &View<'_>, head: TokenId) -> Option<TokenId> {
    if view.is_verb(head) && view.is_passive(head) {
        return view.child_by(head, &[Deprel::OblAgent]);
    }
    let speakers = if view.is_predicate(head) {
        view.subjects(head).collect()
    } else {
        view.holders(head)
    };
    speakers
        .iter()
        .copied()
        .find(|&speaker| view.entity(speaker).is_some())
        .or_else(|| speakers.first().copied())
}

/// Whether the subject of a speech verb is somebody, or a text, and no thing.
fn speaks(view: &View<'_>, verb: TokenId) -> bool {
    speaker(view, verb)
        .and_then(|speaker| view.entity(speaker))
        .is_none_or(|entity| view.mentions.entity(entity).entity_type != EntityType::Thing)
}

/// Whether the word is a speech verb set beside what is said: "…, Roe said".
pub(super) fn is_reporter(view: &View<'_>, id: TokenId) -> bool {
    view.is_verb(id)
        && view.lexicon.verb_effect(view.lemma(id)) == Some(Effect::Reported)
        && !view.has(id, &[Deprel::Ccomp, Deprel::Obj])
        && view.has(id, &[Deprel::Nsubj])
}

/// Adds the speaker of the quotation that holds the word, when the word heads what is quoted. Where nobody is named the
/// words are still not the writer's own: the source is somebody.
pub(super) fn quoted(view: &View<'_>, id: TokenId, outer: &mut Status) {
    let span = view.token(id).span;
    let Some(quotation) = view.mentions.quotation(span) else {
        return;
    };
    let inside_already = view
        .head(id)
        .is_some_and(|head| quotation.span.contains(view.token(head).span));
    if inside_already {
        return;
    }
    let known = match quotation.speaker {
        Some(_) => outer
            .sources
            .first()
            .is_some_and(|source| source.entity == quotation.speaker),
        None => !outer.sources.is_empty(),
    };
    if !known {
        let mark = quotation.span.of(view.text).chars().next().map_or(0, char::len_utf8);
        let cue = Span {
            start: quotation.span.start,
            end: quotation.span.start + mark as u32,
        };
        outer.sources.insert(
            0,
            Source {
                entity: quotation.speaker,
                head: None,
                cue,
                denies: false,
            },
        );
    }
}

/// Adds a source named beside the clause: "according to Roe", "…, Roe said", "as Roe put it", "reportedly".
pub(super) fn credited(view: &View<'_>, id: TokenId, outer: &mut Status) {
    if !view.is_predicate(id) && view.head(id).is_some() {
        return;
    }
    // "fell and broke, **according to Roe**": who closes a row of verbs tells it all.
    let last = view
        .children(id)
        .rfind(|&child| view.token(child).deprel == Deprel::Conj && view.is_verb(child));
    let closing = last.into_iter().flat_map(|last| view.children(last)).filter(|&child| {
        let words = view.lexicon.words();
        view.preposition(child, None)
            .is_some_and(|(word, _)| word == words.according_to)
    });
    for child in view.children(id).chain(closing) {
        let token = view.token(child);
        let speaker = match token.deprel {
            Deprel::Obl | Deprel::Advcl | Deprel::Nmod | Deprel::Parataxis
                if view
                    .preposition(child, None)
                    .is_some_and(|(word, _)| word == view.lexicon.words().according_to) =>
            {
                Some(child)
            }
            Deprel::Parataxis | Deprel::Discourse if is_reporter(view, child) => speaker(view, child),
            // "as they respond to the attack" and "as its name says" report nothing.
            Deprel::Advcl
                if is_reporter(view, child)
                    && speaks(view, child)
                    && !view.has(child, &[Deprel::Obl])
                    && view
                        .mark(child)
                        .is_some_and(|mark| view.lemma(mark) == view.lexicon.words().as_) =>
            {
                speaker(view, child)
            }
            Deprel::Advmod if view.lexicon.is_hearsay(token.lemma) => None,
            _ => continue,
        };
        let source = source(view, speaker, token.span);
        let known = source.entity.is_some() && outer.sources.iter().any(|known| known.entity == source.entity);
        if !known {
            outer.sources.insert(0, source);
        }
    }
}
