//! Clauses of verbs and copulas.

use crate::clause::nominal;
use crate::clause::scope::Scopes;
use crate::clause::view::{Dependent, View};
use crate::clause::{Argument, Clause, ClauseKind, Effect, Slot};
use crate::syntax::{Deprel, Reason, TokenId, Upos, Xpos};

/// The clause of a verb.
pub(super) fn verb(view: &View<'_>, scopes: &Scopes, head: TokenId) -> Clause {
    let passive = view.is_passive(head);
    let names = view.lexicon.is_naming(view.lemma(head));
    let two_objects = passive && !names && view.has(head, &[Deprel::Obj]);
    // "was elected president", "elected her president": the last object is what the other becomes.
    let named = names && (passive || view.has(head, &[Deprel::Iobj]));
    // "labelled the law a disgrace", where the tree draws two objects.
    let second_object = view
        .children(head)
        .filter(|&child| view.token(child).deprel == Deprel::Obj)
        .nth(1)
        .filter(|_| names && !passive);
    let mut arguments = Vec::new();
    for dependent in view.dependents(head) {
        if is_expletive(view, head, dependent) {
            continue;
        }
        let slot = match dependent.relation {
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter if passive => {
                if two_objects {
                    Slot::IndirectObject
                } else {
                    Slot::Object
                }
            }
            Deprel::Nsubj
            | Deprel::NsubjPass
            | Deprel::NsubjOuter
            | Deprel::Csubj
            | Deprel::CsubjPass
            | Deprel::OblAgent => Slot::Subject,
            Deprel::Obj if named || second_object == Some(dependent.id) => Slot::Predicate,
            Deprel::Iobj if named => Slot::Object,
            Deprel::Obj => Slot::Object,
            Deprel::Iobj => Slot::IndirectObject,
            _ => {
                shared(view, head, dependent, passive, &mut arguments);
                continue;
            }
        };
        arguments.push(argument(slot, dependent));
    }
    // "Norland's decision to leave": the noun's own doer is the infinitive's.
    if view.token(head).deprel == Deprel::Acl && view.is_infinitive(head) && !passive {
        let noun = view.token(head).head;
        let has_subject = arguments.iter().any(|argument| argument.slot == Slot::Subject);
        if !has_subject && view.lexicon.noun_effect(view.lemma(noun)).is_some() {
            arguments.extend(view.doers(noun).into_iter().map(|doer| Argument {
                slot: Slot::Subject,
                head: doer,
                marker: None,
                reason: Some(Reason::Control),
            }));
        }
    }
    Clause {
        sentence: view.id,
        head,
        kind: ClauseKind::Verb,
        lemma: view.lemma(head),
        particle: view.child_by(head, &[Deprel::CompoundPrt]),
        support: None,
        passive,
        arguments,
        status: scopes.inner(head).clone(),
    }
}

/// The clause of an adjective, noun or phrase that a copula, or a verb of becoming, says of its subject.
pub(super) fn copula(view: &View<'_>, scopes: &Scopes, head: TokenId) -> Clause {
    let mut arguments = Vec::new();
    // "The problem is that Norland left": the clause inside has its own subject.
    let outer = view.has(head, &[Deprel::NsubjOuter, Deprel::CsubjOuter]);
    let between = view.tree.copula_between_subjects(view.sentence, head);
    for dependent in view.dependents(head) {
        match dependent.relation {
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::Csubj | Deprel::CsubjPass
                if outer || between.is_some_and(|copula| dependent.id > copula) => {}
            Deprel::Nsubj
            | Deprel::NsubjPass
            | Deprel::NsubjOuter
            | Deprel::Csubj
            | Deprel::CsubjPass
            | Deprel::CsubjOuter => {
                arguments.push(argument(Slot::Subject, dependent));
            }
            _ => nominal::phrase(view, head, dependent, &mut arguments),
        }
    }
    let own = Argument {
        slot: Slot::Predicate,
        head,
        marker: view.child_by(head, &[Deprel::Case]),
        reason: None,
    };
    arguments.push(own);
    arguments.sort_by_key(|argument| argument.head);
    Clause {
        sentence: view.id,
        head,
        kind: ClauseKind::Copula,
        lemma: view.lemma(head),
        particle: None,
        support: view.child_by(head, &[Deprel::Cop]),
        passive: false,
        arguments,
        status: scopes.inner(head).clone(),
    }
}

/// "it was reported that …": the "it" stands for the clause, whatever the parse takes it for.
fn is_expletive(view: &View<'_>, head: TokenId, dependent: Dependent) -> bool {
    view.lemma(dependent.id) == view.lexicon.words().it
        && matches!(dependent.relation, Deprel::Nsubj | Deprel::NsubjPass)
        && (view.is_passive(head) || view.is_copular(head))
        && view.has(head, &[Deprel::Ccomp, Deprel::Csubj, Deprel::CsubjPass])
}

/// Whether the tree draws a subject of the infinitive: "for **Sudria** to leave".
fn has_own_subject(view: &View<'_>, id: TokenId) -> bool {
    view.has(id, &[Deprel::Nsubj, Deprel::NsubjPass])
}

/// An argument as the dependant stands, without a preposition.
pub(super) fn argument(slot: Slot, dependent: Dependent) -> Argument {
    Argument {
        slot,
        head: dependent.id,
        marker: None,
        reason: dependent.reason,
    }
}

/// A phrase under a preposition, or an unmarked one.
pub(super) fn oblique(view: &View<'_>, dependent: Dependent, arguments: &mut Vec<Argument>) {
    if let Some((preposition, marker, phrases)) = view.phrasal_preposition(dependent.id) {
        arguments.extend(phrases.into_iter().map(|head| Argument {
            slot: Slot::Oblique(preposition),
            head,
            marker: Some(marker),
            reason: dependent.reason,
        }));
        return;
    }
    let preposition = view.preposition(dependent.id, dependent.via);
    arguments.push(Argument {
        slot: preposition.map_or(Slot::Unmarked, |(preposition, _)| Slot::Oblique(preposition)),
        head: dependent.id,
        marker: preposition.map(|(_, marker)| marker),
        reason: dependent.reason,
    });
}

/// What makes a participle part of a clause of its own: an auxiliary or a subject.
const FINITE: &[Deprel] = &[
    Deprel::Aux,
    Deprel::AuxPass,
    Deprel::Cop,
    Deprel::Nsubj,
    Deprel::NsubjPass,
];

/// The dependants that verbs, adjectives and nouns have alike: obliques and complement clauses.
pub(super) fn shared(
    view: &View<'_>,
    head: TokenId,
    dependent: Dependent,
    passive: bool,
    arguments: &mut Vec<Argument>,
) {
    let words = view.lexicon.words();
    let id = dependent.id;
    match dependent.relation {
        Deprel::Obl | Deprel::OblUnmarked | Deprel::Nmod | Deprel::NmodUnmarked => {
            oblique(view, dependent, arguments);
            if passive
                && let Some(last) = arguments.last_mut()
                && last.slot == Slot::Oblique(words.by)
                && view
                    .mentions
                    .at(view.id, last.head)
                    .is_none_or(|mention| acts(view, mention.entity))
            {
                last.slot = Slot::Subject;
            }
        }
        Deprel::Xcomp => {
            let slot = if !view.is_verb(id) {
                Slot::Predicate
            } else if view.token(id).xpos == Xpos::Vbg {
                Slot::Doing
            } else {
                Slot::ToDo
            };
            arguments.push(argument(slot, dependent));
        }
        // "**Based on this**, Norland declares that …": nobody says a participle in front.
        Deprel::Ccomp if id < head && view.token(id).xpos == Xpos::Vbn && !view.has(id, FINITE) => {}
        Deprel::Ccomp => {
            let slot = if view.is_finite(id) || !view.is_infinitive(id) || has_own_subject(view, id) {
                Slot::That
            } else {
                Slot::ToDo
            };
            arguments.push(argument(slot, dependent));
        }
        // Speech set after its verb: "Roe said: we agree".
        Deprel::Parataxis
            if id > head
                && !view.has(head, &[Deprel::Ccomp])
                && view
                    .lexicon
                    .verb_effect(view.lemma(head))
                    .is_some_and(Effect::attributes) =>
        {
            arguments.push(argument(Slot::That, dependent));
        }
        Deprel::Advcl | Deprel::Acl if !view.is_finite(id) => {
            let mark = view.mark(id).or_else(|| view.child_by(id, &[Deprel::Case]));
            let adjective = view.token(head).upos == Upos::Adj;
            let is_complement = adjective || dependent.relation == Deprel::Acl || view.is_operated(head, id);
            let slot = match mark.map(|mark| view.lemma(mark)) {
                // "looks forward **to meeting** Roe"
                Some(mark) if mark == words.to && view.token(id).xpos == Xpos::Vbg => Slot::Doing,
                Some(mark) if mark == words.to => {
                    if is_complement {
                        Slot::ToDo
                    } else {
                        Slot::Oblique(words.in_order_to)
                    }
                }
                // "a plan **for Sudria to leave**" is none to leave.
                Some(mark) if mark == words.for_ && is_complement && has_own_subject(view, id) => Slot::That,
                Some(mark) => Slot::Oblique(mark),
                None => return,
            };
            arguments.push(Argument {
                marker: mark,
                ..argument(slot, dependent)
            });
        }
        Deprel::Acl if view.mark(id).is_some() => arguments.push(argument(Slot::That, dependent)),
        _ => {}
    }
}

fn acts(view: &View<'_>, entity: crate::mention::EntityId) -> bool {
    let entity_type = view.mentions.entity(entity).entity_type;
    entity_type.acts() || entity_type == crate::ontology::EntityType::Thing
}
