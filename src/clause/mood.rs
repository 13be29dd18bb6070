//! What a predicate says of itself: its negation, and the world that auxiliaries, marks and adverbs put it in.

use crate::clause::source::source;
use crate::clause::view::View;
use crate::clause::{Effect, Modality, Polarity, Status};
use crate::syntax::{Deprel, Mood, Tense, TokenId, Upos, VerbForm, Xpos};
use crate::text::Word;

/// Whether the clause is told as past.
pub(super) fn is_past(view: &View<'_>, id: TokenId) -> bool {
    let past = |id: TokenId| {
        let token = view.token(id);
        token.feats.has(Tense::Past) || matches!(token.xpos, Xpos::Vbd | Xpos::Vbn)
    };
    past(id)
        || view
            .children(id)
            .any(|child| matches!(view.token(child).deprel, Deprel::Aux | Deprel::Cop) && past(child))
}

/// The status of what a word says, given what holds around it.
pub(super) fn own(view: &View<'_>, id: TokenId, outer: &Status) -> Status {
    let mut status = outer.clone();
    if is_denied(view, id) {
        // "there was no attack": the "no" that denies the verb denies the noun too, not once more.
        status.polarity = if view.is_predicate(id) {
            status.polarity.negated()
        } else {
            Polarity::Negative
        };
    }
    if view.is_predicate(id) {
        if let Some(modality) = mood(view, id, outer) {
            status.modality = modality.within(outer.modality);
        }
        if view.is_verb(id) && view.is_passive(id) && hearsay_of(view, id) {
            // The hearsay is about what follows; the complement takes it by the verb's own effect.
            status.modality = outer.modality;
        }
    } else {
        attributed(view, id, &mut status);
    }
    status
}

/// The world that a word before an event noun puts it in, whatever the noun's article takes for granted: "the **planned**
/// visit" lies ahead, "the **ongoing** talks" do not.
fn attributed(view: &View<'_>, noun: TokenId, status: &mut Status) {
    let attributes = view.children(noun).filter(|&child| {
        child < noun && view.token(child).deprel == Deprel::Amod && !view.has(child, &[Deprel::Advmod])
    });
    for attribute in attributes {
        match view.lexicon.attribute_effect(view.lemma(attribute)) {
            Some(Effect::Same) => status.modality = Modality::Actual,
            Some(Effect::Negative) => status.polarity = Polarity::Negative,
            Some(Effect::Reported) if status.sources.is_empty() => {
                status.sources.push(source(view, None, view.token(attribute).span));
            }
            Some(Effect::Reported) | None => {}
            Some(effect) => status.modality = effect.modality().within(status.modality),
        }
    }
}

fn hearsay_of(view: &View<'_>, id: TokenId) -> bool {
    view.lexicon.is_hearsay_passive(view.lemma(id)) && view.has(id, &[Deprel::Xcomp, Deprel::Ccomp])
}

/// Whether the word itself is denied: by "not", or by "no" on it or on an argument.
fn is_denied(view: &View<'_>, id: TokenId) -> bool {
    let words = view.lexicon.words();
    let predicate = view.is_predicate(id);
    if predicate && follows_auxiliary(view, id) {
        return true;
    }
    view.children(id).any(|child| {
        let token = view.token(child);
        match token.deprel {
            Deprel::Advmod | Deprel::CcPreconj | Deprel::Cc => {
                view.lexicon.is_negator(token.lemma) && !is_not_only(view, child)
                    || token.lemma == words.longer && view.children(child).any(|no| view.lemma(no) == words.no)
                    || token.lemma == words.no && predicate
            }
            Deprel::Det => view.lexicon.is_negative_pronoun(token.lemma) && !predicate,
            // "was found **not guilty**"
            Deprel::Xcomp if token.upos == Upos::Adj && view.lexicon.is_finding(view.lemma(id)) => {
                is_denied(view, child)
            }
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj if predicate => {
                view.lexicon.is_negative_pronoun(token.lemma)
                    || has_negative(view, child)
                    || is_joined_by_nor(view, child)
            }
            _ => false,
        }
    })
}

/// Whether "no" or "neither" stands with the word.
fn has_negative(view: &View<'_>, id: TokenId) -> bool {
    view.children(id).any(|child| {
        matches!(view.token(child).deprel, Deprel::Det | Deprel::CcPreconj)
            && view.lexicon.is_negative_pronoun(view.lemma(child))
    })
}

/// "neither US **nor** British officials": whatever the parse hangs "neither" on, "nor" joins what is denied.
fn is_joined_by_nor(view: &View<'_>, id: TokenId) -> bool {
    view.children(id).any(|child| match view.token(child).deprel {
        Deprel::Cc => view.lemma(child) == view.lexicon.words().nor,
        Deprel::Conj | Deprel::Compound | Deprel::Amod | Deprel::NmodPoss => is_joined_by_nor(view, child),
        _ => false,
    })
}

/// "is not Norland's minister": a "not" right behind the auxiliary denies the predicate, whatever the parse hangs it on.
fn follows_auxiliary(view: &View<'_>, id: TokenId) -> bool {
    view.children(id).any(|child| {
        let next = TokenId(child.0 + 1);
        matches!(view.token(child).deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop)
            && next < id
            && view.lexicon.is_negator(view.lemma(next))
            && !is_not_only(view, next)
    })
}

/// "not only", "not just" deny nothing.
fn is_not_only(view: &View<'_>, not: TokenId) -> bool {
    let next = not.index() + 1;
    view.sentence
        .tokens
        .get(next)
        .is_some_and(|token| view.lexicon.is_restrictive(token.lemma))
}

/// "**Had Norland left**, Sudria would have won": a condition without a mark, its auxiliary in front of the subject.
fn is_inverted(view: &View<'_>, id: TokenId) -> bool {
    let words = view.lexicon.words();
    let auxiliary = view.child_by(id, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]);
    let subject = view.child_by(id, &[Deprel::Nsubj, Deprel::NsubjPass]);
    let (Some(auxiliary), Some(subject)) = (auxiliary, subject) else {
        return false;
    };
    let token = view.token(auxiliary);
    let conditions = match token.xpos {
        Xpos::Vbd => [words.have, words.be].contains(&token.lemma),
        Xpos::Md => token.lemma == words.should,
        _ => false,
    };
    let is_first = auxiliary.0 == 0 || view.token(TokenId(auxiliary.0 - 1)).upos == Upos::Punct;
    conditions && is_first && auxiliary < subject && subject < id
}

/// The world that auxiliaries, marks, adverbs and the sentence's form put a predicate in.
fn mood(view: &View<'_>, id: TokenId, outer: &Status) -> Option<Modality> {
    let words = view.lexicon.words();
    let is = |lemma: Word, choices: &[Word]| choices.contains(&lemma);
    let conditioned = view.children(id).any(|child| {
        view.token(child).deprel == Deprel::Advcl
            && view
                .mark(child)
                .is_some_and(|mark| view.lexicon.is_conditional_mark(view.lemma(mark)))
    });
    if conditioned && !is_past(view, id) {
        return Some(Modality::Conditional);
    }
    let token = view.token(id);
    if view.mark(id).is_some_and(|mark| view.lemma(mark) == words.whether) {
        return Some(Modality::Question);
    }
    let at_root = token.deprel == Deprel::Root
        || token.deprel == Deprel::Conj
            && view
                .head(id)
                .is_some_and(|head| view.token(head).deprel == Deprel::Root);
    if at_root
        && view
            .sentence
            .tokens
            .last()
            .is_some_and(|last| last.span.of(view.text).contains('?'))
    {
        return Some(Modality::Question);
    }
    if is_inverted(view, id) {
        return Some(Modality::Conditional);
    }
    if at_root && (token.feats.has(Mood::Imp) || token.xpos == Xpos::Vb) && view.subjects(id).next().is_none() {
        let bare = !view.has(id, &[Deprel::Aux, Deprel::Mark]);
        if bare && token.feats.get::<VerbForm>() != Some(VerbForm::Part) {
            return Some(Modality::Demanded);
        }
    }
    for child in view.children(id) {
        let lemma = view.lemma(child);
        match view.token(child).deprel {
            Deprel::Aux => {
                if is(lemma, &[words.will, words.shall]) {
                    return Some(Modality::Planned);
                }
                if lemma == words.would {
                    // What "would" be, seen from a report of the past, was going to be.
                    return Some(if outer.sources.is_empty() {
                        Modality::Possible
                    } else {
                        Modality::Planned
                    });
                }
                if is(lemma, &[words.should, words.must, words.ought]) {
                    return Some(Modality::Necessary);
                }
                if is(lemma, &[words.can, words.could, words.may, words.might]) {
                    return Some(Modality::Possible);
                }
                if lemma == words.be && view.mark(id).is_some_and(|mark| view.lemma(mark) == words.to) {
                    return Some(Modality::Planned);
                }
            }
            Deprel::Advmod if view.lexicon.is_doubt(lemma) => return Some(Modality::Possible),
            _ => {}
        }
    }
    // "is going to attack"
    if let Some(head) = view.head(id)
        && token.deprel == Deprel::Xcomp
        && view.lemma(head) == words.go
        && view.token(head).xpos == Xpos::Vbg
    {
        return Some(Modality::Planned);
    }
    None
}
