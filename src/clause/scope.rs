//! The worlds of a sentence: for every word the [`Status`] that holds around it and inside it.
//!
//! Negation, modality and attribution are handed down the tree: a predicate passes its own world on to its
//! complements as its [`Effect`] says; what is presupposed (relative clauses, definite nouns) keeps only who says it.

use crate::clause::mood::{is_past, own};
use crate::clause::source::{credited, is_reporter, quoted, source, speaker};
use crate::clause::view::View;
use crate::clause::{Effect, Modality, Polarity, Status};
use crate::syntax::{Control, Definite, Deprel, PronType, TokenId, Upos, Xpos};

/// The statuses of one sentence's words.
pub(super) struct Scopes {
    /// What holds around each word, its own negation and mood left out.
    outer: Vec<Status>,
    /// What holds of what each word says.
    inner: Vec<Status>,
}

impl Scopes {
    /// Reads the statuses, from the root down.
    pub(super) fn new(view: &View<'_>) -> Self {
        let count = view.sentence.tokens.len();
        let mut scopes = Self {
            outer: vec![Status::default(); count],
            inner: vec![Status::default(); count],
        };
        let mut order = Vec::with_capacity(count);
        if view.tree.root() != TokenId::ROOT {
            order.push(view.tree.root());
        }
        let mut next = 0;
        while let Some(&id) = order.get(next) {
            next += 1;
            order.extend(view.children(id));
            let mut outer = match view.head(id) {
                None => Status::default(),
                Some(head) => scopes.handed_down(view, head, id),
            };
            quoted(view, id, &mut outer);
            credited(view, id, &mut outer);
            scopes.inner[id.index()] = own(view, id, &outer);
            scopes.outer[id.index()] = outer;
        }
        scopes
    }

    /// What holds of what the word says.
    pub(super) fn inner(&self, id: TokenId) -> &Status {
        &self.inner[id.index()]
    }

    /// What `head` hands down to its dependant `id`.
    fn handed_down(&self, view: &View<'_>, head: TokenId, id: TokenId) -> Status {
        let inner = &self.inner[head.index()];
        let outer = &self.outer[head.index()];
        match view.token(id).deprel {
            Deprel::Conj => {
                let shares = !view.subjects_drawn(id) && !view.has(id, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]);
                let same_form = view.token(id).xpos == view.token(head).xpos
                    || view.token(id).xpos == Xpos::Vb && view.mark(id).is_none();
                if shares && same_form {
                    inner.clone()
                } else {
                    outer.clone()
                }
            }
            Deprel::Ccomp | Deprel::Xcomp | Deprel::Csubj | Deprel::CsubjPass => complement(view, head, id, inner),
            Deprel::Advcl => adverbial(view, head, id, inner),
            Deprel::Acl | Deprel::AclRelcl | Deprel::Nmod | Deprel::Compound
                if let Some(verb) = gainsayer(view, head).filter(|_| is_claimed(view, head, id)) =>
            {
                apply(view, Effect::Denied, verb, &self.inner[verb.index()])
            }
            Deprel::Acl => match noun_effect(view, head) {
                Some(effect) if view.mark(id).is_some() || view.is_infinitive(id) || view.is_finite(id) => {
                    apply(view, effect, head, inner)
                }
                // "measures to end the crisis": an infinitive says what is to be.
                _ if view.is_infinitive(id) => with_modality(inner, Modality::Planned),
                _ => presupposed(inner),
            },
            // "the claim she left the country" has no gap: it is what is claimed.
            Deprel::AclRelcl if view.is_gapless(id) && noun_effect(view, head).is_some_and(Effect::attributes) => {
                apply(view, Effect::Reported, head, inner)
            }
            Deprel::AclRelcl => {
                let mut status = presupposed(inner);
                if !is_past(view, id) {
                    status.modality = inner.modality;
                }
                status
            }
            Deprel::Parataxis => {
                if is_reporter(view, id) || is_set_off(view, head, id) {
                    Status::default()
                } else {
                    outer.clone()
                }
            }
            Deprel::Nmod | Deprel::Compound => match noun_effect(view, head) {
                Some(effect) if operates_on_noun(view, effect, id) => apply(view, effect, head, inner),
                _ => nominal(view, id, inner),
            },
            Deprel::Obj | Deprel::Obl | Deprel::NsubjPass
                if view.is_verb(head) && view.token(id).upos != Upos::Propn =>
            {
                match phrasal_effect(view, head).or_else(|| view.lexicon.object_effect(view.lemma(head))) {
                    Some(effect) if reaches(view, effect, id) => apply(view, effect, head, inner),
                    _ => nominal(view, id, inner),
                }
            }
            // What a name is glossed with is the writer's to tell, whatever is said of the name.
            Deprel::Appos
                if view.token(head).upos == Upos::Propn && view.mentions.quotation(view.token(id).span).is_none() =>
            {
                Status::default()
            }
            _ => nominal(view, id, inner),
        }
    }
}

/// The verb that denies what a noun claims: "**rejected** allegations of torture".
fn gainsayer(view: &View<'_>, noun: TokenId) -> Option<TokenId> {
    let verb = view.head(noun).filter(|&verb| view.is_verb(verb))?;
    let is_object = matches!(view.token(noun).deprel, Deprel::Obj | Deprel::NsubjPass);
    let claims = noun_effect(view, noun).is_some_and(Effect::attributes);
    (is_object && claims && view.lexicon.gainsays(view.lemma(verb))).then_some(verb)
}

/// Whether what hangs on a noun is what that noun claims: a clause without a gap, a thing alleged.
fn is_claimed(view: &View<'_>, noun: TokenId, id: TokenId) -> bool {
    match view.token(id).deprel {
        Deprel::Acl => view.mark(id).is_some() || view.is_infinitive(id) || view.is_finite(id),
        Deprel::AclRelcl => view.is_gapless(id),
        _ => noun_effect(view, noun).is_some_and(|effect| operates_on_noun(view, effect, id)),
    }
}

impl View<'_> {
    fn subjects_drawn(&self, id: TokenId) -> bool {
        self.has(id, crate::clause::view::SUBJECTS)
    }
}

fn presupposed(status: &Status) -> Status {
    Status {
        sources: status.sources.clone(),
        ..Status::default()
    }
}

fn with_modality(status: &Status, modality: Modality) -> Status {
    Status {
        modality: modality.within(status.modality),
        ..status.clone()
    }
}

/// A noun phrase: what is definite is taken for granted, what is not shares the world of its predicate.
fn nominal(view: &View<'_>, id: TokenId, inner: &Status) -> Status {
    let definite = view.children(id).any(|child| {
        let token = view.token(child);
        matches!(token.deprel, Deprel::NmodPoss)
            || token.deprel == Deprel::Det && (token.feats.has(Definite::Def) || token.feats.has(PronType::Dem))
    });
    if definite || view.token(id).upos == Upos::Propn {
        presupposed(inner)
    } else {
        inner.clone()
    }
}

/// Whether a verb's effect on events reaches this dependant: an object, or an oblique that stands for one.
fn reaches(view: &View<'_>, effect: Effect, id: TokenId) -> bool {
    if view.token(id).deprel != Deprel::Obl {
        return true;
    }
    let words = view.lexicon.words();
    match view.preposition(id, None) {
        Some((preposition, _)) => match effect {
            Effect::Reported | Effect::Possible => preposition == words.of || preposition == words.with,
            _ => preposition == words.for_ || preposition == words.to || preposition == words.with,
        },
        None => false,
    }
}

fn operates_on_noun(view: &View<'_>, effect: Effect, id: TokenId) -> bool {
    let words = view.lexicon.words();
    match view.preposition(id, None) {
        Some((preposition, _)) => {
            preposition == words.of
                || preposition == words.for_
                || preposition == words.to && matches!(effect, Effect::Planned | Effect::Necessary)
        }
        None => view.token(id).deprel == Deprel::Compound,
    }
}

fn noun_effect(view: &View<'_>, head: TokenId) -> Option<Effect> {
    match view.token(head).upos {
        Upos::Noun => view.lexicon.noun_effect(view.lemma(head)),
        Upos::Adj => view.lexicon.adjective_effect(view.lemma(head)),
        _ => None,
    }
}

fn predicate_effect(view: &View<'_>, head: TokenId) -> Option<Effect> {
    match view.token(head).upos {
        Upos::Verb | Upos::Aux => phrasal_effect(view, head).or_else(|| view.lexicon.verb_effect(view.lemma(head))),
        _ => noun_effect(view, head),
    }
}

/// What a verb does together with its particle or adverb: "looks **forward**".
fn phrasal_effect(view: &View<'_>, head: TokenId) -> Option<Effect> {
    view.children(head)
        .filter(|&child| matches!(view.token(child).deprel, Deprel::CompoundPrt | Deprel::Advmod))
        .find_map(|child| view.lexicon.phrasal_effect(view.lemma(head), view.lemma(child)))
}

fn complement(view: &View<'_>, head: TokenId, id: TokenId, inner: &Status) -> Status {
    // "repeated its demand that Sudria leave": the object says what the clause is.
    let object = view
        .child_by(head, &[Deprel::Obj])
        .filter(|&object| object < id && view.is_verb(head));
    if let Some((object, effect)) = object.and_then(|object| Some((object, noun_effect(view, object)?)))
        && view.token(object).upos == Upos::Noun
    {
        if effect.attributes() && view.lexicon.gainsays(view.lemma(head)) {
            return apply(view, Effect::Denied, head, inner);
        }
        return apply(view, effect, object, inner);
    }
    let Some(effect) = predicate_effect(view, head) else {
        return inner.clone();
    };
    let words = view.lexicon.words();
    let mark = view.mark(id).map(|mark| view.lemma(mark));
    if mark == Some(words.if_) && effect == Effect::Reported {
        // "said if the talks fail …" reports a condition; only asking makes "if" a question.
        return with_modality(&apply(view, effect, head, inner), Modality::Conditional);
    }
    let asks = mark == Some(words.whether) || mark == Some(words.if_);
    let infinitive = view.token(id).deprel == Deprel::Xcomp && view.is_infinitive(id);
    let effect = match effect {
        Effect::Reported | Effect::Demanded | Effect::Denied if asks => Effect::Question,
        // "kept fighting" fights.
        Effect::Negative if view.token(id).deprel == Deprel::Xcomp && view.lemma(head) == words.keep => Effect::Same,
        // "notes are issued to warn travellers": a thing is told nothing, the infinitive is what it is for.
        Effect::Reported if infinitive && is_told_a_thing(view, head) => Effect::Planned,
        // "is expected to win" foretells, "is believed to have won" and "is expected to have won" report.
        Effect::Reported | Effect::Planned
            if infinitive
                && view.is_passive(head)
                && view.lexicon.foretells(view.lemma(head))
                && !is_perfect(view, id) =>
        {
            Effect::Planned
        }
        // "told Norland to leave" asks for what "told Norland that …" reports.
        Effect::Reported if infinitive && view.has(head, &[Deprel::Obj, Deprel::Iobj, Deprel::NsubjPass]) => {
            if view.lexicon.is_hearsay_passive(view.lemma(head)) {
                effect
            } else {
                Effect::Demanded
            }
        }
        // "has yet to ratify" has not.
        Effect::Necessary
            if infinitive
                && view
                    .children(head)
                    .any(|child| view.token(child).deprel == Deprel::Advmod && view.lemma(child) == words.yet) =>
        {
            Effect::Negative
        }
        // "chose her as", "was elected mayor": the office is no plan.
        Effect::Planned if view.lexicon.is_naming(view.lemma(head)) && !view.is_verb(id) => Effect::Same,
        // "called the vote a farce" judges, "called on Norland to vote" asks.
        Effect::Demanded if view.token(id).deprel == Deprel::Xcomp && !view.is_verb(id) => Effect::Reported,
        // "has a note", "has them arrested": obligation needs the infinitive.
        Effect::Necessary if !infinitive && view.token(head).upos == Upos::Verb => Effect::Same,
        _ => effect,
    };
    apply(view, effect, head, inner)
}

fn is_perfect(view: &View<'_>, id: TokenId) -> bool {
    let have = |child: TokenId| view.token(child).deprel == Deprel::Aux && view.words.text(view.lemma(child)) == "have";
    view.children(id).any(have)
}

/// Whether the subject of a passive can be told nothing, nor be said to do anything: "the **warnings** are announced to …".
fn is_told_a_thing(view: &View<'_>, head: TokenId) -> bool {
    !view.lexicon.is_hearsay_passive(view.lemma(head))
        && view
            .child_by(head, &[Deprel::NsubjPass])
            .and_then(|subject| view.entity(subject))
            .is_some_and(|entity| !view.mentions.entity(entity).entity_type.acts())
}

/// Whether a semicolon outside quotation marks parts the clause from what is said before it: "Roe said she would leave;
/// according to Doe, she stayed".
fn is_set_off(view: &View<'_>, head: TokenId, id: TokenId) -> bool {
    let quoted = view.mentions.quotation(view.token(id).span).is_some();
    let first = view
        .sentence
        .ids()
        .take_while(|&other| other < id)
        .filter(|&other| other > head)
        .find(|&other| view.token(other).span.of(view.text) == ";");
    first.is_some() && !quoted
}

/// What stands inside `head`, which has this effect and holds in `status`.
fn apply(view: &View<'_>, effect: Effect, head: TokenId, status: &Status) -> Status {
    let mut inside = status.clone();
    inside.modality = effect.modality().within(status.modality);
    if effect.attributes() {
        inside.polarity = if effect.negates() {
            Polarity::Negative
        } else {
            Polarity::Positive
        };
        if status.polarity == Polarity::Negative {
            // Whoever does not say it, or does not deny it, leaves it open.
            inside.polarity = Polarity::Positive;
            inside.modality = Modality::Possible.within(status.modality);
        }
        let mut source = source(view, speaker(view, head), view.token(head).span);
        source.denies = effect.negates();
        inside.sources.insert(0, source);
    } else if effect == Effect::Demanded {
        // A demand is its maker's word.
        inside
            .sources
            .insert(0, source(view, speaker(view, head), view.token(head).span));
    } else if effect == Effect::Same
        && status.polarity == Polarity::Negative
        && view.lexicon.is_causing(view.lemma(head))
    {
        // What nobody is forced to do may be done all the same.
        inside.polarity = Polarity::Positive;
        inside.modality = Modality::Possible.within(status.modality);
    } else if effect.negates() {
        inside.polarity = status.polarity.negated();
        if status.modality != Modality::Actual {
            inside.polarity = Polarity::Negative;
        }
    }
    inside
}

fn adverbial(view: &View<'_>, head: TokenId, id: TokenId, inner: &Status) -> Status {
    let words = view.lexicon.words();
    let Some(mark) = view.mark(id).map(|mark| view.lemma(mark)) else {
        // "citing", "having met": a participle is as real as its clause; an adjective's infinitive is what it is about.
        return inner.clone();
    };
    if view.lexicon.is_conditional_mark(mark) {
        return with_modality(&presupposed(inner), Modality::Conditional);
    }
    if view.lexicon.is_negative_mark(mark) {
        return Status {
            polarity: Polarity::Negative,
            ..inner.clone()
        };
    }
    if mark == words.to {
        return match predicate_effect(view, head) {
            Some(effect)
                if view.lexicon.control(view.lemma(head), None) == Control::Oblique || view.is_operated(head, id) =>
            {
                apply(view, effect, head, inner)
            }
            Some(effect) if view.token(head).upos == Upos::Adj => apply(view, effect, head, inner),
            // A purpose lies ahead of what serves it.
            _ => with_modality(&presupposed(inner), Modality::Planned.within(inner.modality)),
        };
    }
    if view.subjects_drawn(id) && view.token(id).xpos == Xpos::Vbg {
        // "bid to host it, **with Norland winning**", "despite Norland claiming …": it stands beside the sentence.
        return presupposed(inner);
    }
    if view.token(id).xpos == Xpos::Vbg || !view.is_finite(id) {
        // "accused Sudria of shelling", "barred Roe from leaving".
        if let Some(effect) = predicate_effect(view, head)
            && (mark == words.of || mark == words.from || mark == words.for_ || mark == words.with)
        {
            return apply(view, effect, head, inner);
        }
        return inner.clone();
    }
    if is_past(view, id) {
        presupposed(inner)
    } else {
        inner.clone()
    }
}
