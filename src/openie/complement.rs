//! [`Complement`]: what stands beside a verb and its subject, as the sentence words it.
//!
//! Takes a clause, gives the extents of what stands beside its verb, with their parts. Decides on no tuple.

use crate::clause::{Argument, Clause, ClauseKind, Slot};
use crate::openie::phrase::Extent;
use crate::openie::proposition::{continuations, is_reporter, said_beside};
use crate::openie::sheet::Page;
use crate::syntax::{Deprel, TokenId, Upos};

/// What a complement is to the verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// "to whom" without a preposition.
    Indirect,
    /// What a verb acts on; what there is.
    Object,
    /// By whom a passive is done.
    Agent,
    /// What the subject or the object is said to be.
    Predicate,
    /// A phrase under a preposition.
    Oblique,
    /// A phrase without one: a time, an amount.
    Unmarked,
    /// A complement clause or speech.
    That,
    /// An infinitive that is no part of a chain.
    Infinitive,
    /// A participle that is no part of a chain.
    Doing,
    /// An adverbial clause.
    Adverbial,
    /// An adverb behind the verb.
    Adverb,
}

/// A complement with its conjuncts.
#[derive(Clone, Debug)]
pub(super) struct Complement {
    pub(super) part: Part,
    /// The preposition or the mark.
    pub(super) marker: Vec<TokenId>,
    /// A preposition that the sentence has no word for: "the city **where** Roe lived".
    pub(super) inserted: Option<&'static str>,
    /// Each conjunct's head, with its own preposition where it has one.
    pub(super) heads: Vec<TokenId>,
}

impl Complement {
    pub(super) fn first(&self) -> TokenId {
        self.heads[0]
    }
}

/// The clause's arguments as English has them before passives are turned round; subjects are left out.
pub(super) fn surface<'c>(page: &Page<'_>, clause: &'c Clause) -> impl Iterator<Item = (Part, &'c Argument)> {
    let existential = clause.kind == ClauseKind::Verb && page.has(clause.head, &[Deprel::Expl]);
    let two_objects = clause.passive && clause.first(Slot::IndirectObject).is_some();
    clause.arguments.iter().filter_map(move |argument| {
        let part = match argument.slot {
            Slot::Subject if clause.passive => Part::Agent,
            Slot::Subject if existential => Part::Object,
            Slot::Object if clause.passive && !two_objects => return None,
            Slot::IndirectObject if clause.passive => return None,
            Slot::Subject | Slot::Possessive | Slot::Modifier => return None,
            Slot::Object => Part::Object,
            Slot::IndirectObject => Part::Indirect,
            Slot::Predicate if argument.head == clause.head => return None,
            Slot::Predicate => Part::Predicate,
            Slot::Oblique(_)
                if page
                    .clause_at(argument.head)
                    .is_some_and(|inner| is_adverbial(page, inner)) =>
            {
                Part::Adverbial
            }
            Slot::Oblique(_) => Part::Oblique,
            Slot::Unmarked => Part::Unmarked,
            Slot::That => Part::That,
            Slot::ToDo => Part::Infinitive,
            Slot::Doing => Part::Doing,
        };
        Some((part, argument))
    })
}

fn is_adverbial(page: &Page<'_>, clause: &Clause) -> bool {
    matches!(
        page.deprel(page.first_conjunct(clause.head)),
        Deprel::Advcl | Deprel::Acl
    )
}

/// Everything but subject and predicate, in text order, conjuncts together.
pub(super) fn complements(page: &Page<'_>, clause: &Clause) -> Vec<Complement> {
    let mut complements: Vec<Complement> = Vec::new();
    let chained: Vec<TokenId> = continuations(page, clause).map(|argument| argument.head).collect();
    for (part, argument) in surface(page, clause) {
        let head = argument.head;
        if chained.contains(&head) || page.is_wh(head) || page.is_connective(head) {
            continue;
        }
        if is_far_antecedent(page, clause, argument) || is_reason(page, clause, argument) || page.is_stranded(head) {
            continue;
        }
        let first = page.first_conjunct(head);
        if first != head
            && let Some(known) = complements
                .iter_mut()
                .find(|known| known.part == part && known.heads.contains(&first))
        {
            // "bread, and **in** May wine": what has a preposition of its own is no second object.
            if part != Part::Object || page.prepositions(head, None).is_empty() {
                known.heads.push(head);
            }
            continue;
        }
        complements.push(Complement {
            part,
            marker: marker(page, clause, argument),
            inserted: is_place(page, clause, argument).then_some("in"),
            heads: vec![head],
        });
    }
    for child in page.children(clause.head) {
        let part = match page.deprel(child) {
            Deprel::Advcl | Deprel::AdvclRelcl => Part::Adverbial,
            Deprel::Advmod if is_loose_adverb(page, clause, child) && !page.is_stranded(child) => Part::Adverb,
            _ => continue,
        };
        let known = complements.iter().any(|known| known.heads.contains(&child));
        if !known {
            complements.push(Complement {
                part,
                marker: page.marks(child),
                inserted: None,
                heads: vec![child],
            });
        }
    }
    if is_reporter(page, clause)
        && let Some(said) = said_beside(page, clause)
    {
        complements.push(Complement {
            part: Part::That,
            marker: Vec::new(),
            inserted: None,
            heads: vec![said],
        });
    }
    complements.sort_by_key(Complement::first);
    join_measures(page, &mut complements);
    complements
}

/// Prepositions that a measure may stand before: "**two days** after the vote".
const MEASURED: [&str; 4] = ["after", "before", "into", "past"];

/// Adverbs that make one preposition with that behind them: "**ahead** of", "**back** to".
const LEADING: [&str; 16] = [
    "ahead", "away", "back", "out", "outside", "inside", "together", "along", "apart", "aside", "next", "close", "up",
    "down", "far", "instead",
];

/// Puts a measure and the phrase that it measures together: "**a day after** the vote"; an adverb and the preposition behind it.
fn join_measures(page: &Page<'_>, complements: &mut Vec<Complement>) {
    let mut index = 0;
    while index + 1 < complements.len() {
        let (measure, phrase) = (&complements[index], &complements[index + 1]);
        let leads = measure.part == Part::Adverb
            && measure.heads.len() == 1
            && measure.marker.is_empty()
            && page.tree.children(measure.first()).is_empty()
            && LEADING.contains(&page.text(measure.first()))
            && phrase.part == Part::Oblique
            && phrase
                .marker
                .first()
                .is_some_and(|&marker| marker.0 == measure.first().0 + 1);
        let is_measured = measure.part == Part::Unmarked
            && measure.heads.len() == 1
            && page.is_time(measure.first())
            && matches!(phrase.part, Part::Oblique | Part::Adverbial)
            && phrase
                .marker
                .first()
                .is_some_and(|&marker| marker.0 == measure.first().0 + 1 && MEASURED.contains(&page.text(marker)));
        if is_measured || leads {
            let mut words = page.phrase(measure.first(), Extent::Full, &[]);
            words.extend(&phrase.marker);
            complements[index + 1].marker = words;
            complements.remove(index);
        }
        index += 1;
    }
}

/// "the **city** where Roe lived": what a relative "where" takes up.
fn is_place(page: &Page<'_>, clause: &Clause, argument: &Argument) -> bool {
    argument.head != clause.head
        && page.is_within(clause.head, argument.head)
        && page
            .children(clause.head)
            .any(|child| page.deprel(child) == Deprel::Advmod && page.text(child) == "where")
}

/// "the **reason** why Norland left": not that by which it left.
fn is_reason(page: &Page<'_>, clause: &Clause, argument: &Argument) -> bool {
    let head = argument.head;
    head != clause.head
        && page.is_within(clause.head, head)
        && (page.text(head) == "reason" || page.children(clause.head).any(|child| page.text(child) == "why"))
}

/// An adverb that is an argument by itself: behind the verb, or a time or place.
fn is_loose_adverb(page: &Page<'_>, clause: &Clause, adverb: TokenId) -> bool {
    adverb > clause.head && !page.is_wh(adverb) && !page.is_negation(adverb) && clause.kind == ClauseKind::Verb
}

/// "raids on **towns** in Norland, **where** troops died": which of the nouns in front a relative adverb takes up is a guess unless
/// it stands right behind one.
fn is_far_antecedent(page: &Page<'_>, clause: &Clause, argument: &Argument) -> bool {
    let head = argument.head;
    if head == clause.head || !page.is_within(clause.head, head) {
        return false;
    }
    let adverb = |child: &TokenId| page.deprel(*child) == Deprel::Advmod && page.is_wh(*child);
    page.children(clause.head).find(adverb).is_some_and(|adverb| {
        (head.0 + 1..adverb.0)
            .map(TokenId)
            .any(|between| !page.is_punct(between))
    })
}

fn marker(page: &Page<'_>, clause: &Clause, argument: &Argument) -> Vec<TokenId> {
    if argument.head != clause.head && page.is_within(clause.head, argument.head) {
        // "**from** Sudria, **in** which": the antecedent's own preposition is not the relative clause's.
        let relative = page.children(clause.head).find(|&child| page.is_wh(child));
        return relative.map_or_else(Vec::new, |relative| page.prepositions(relative, None));
    }
    match argument.slot {
        Slot::That | Slot::ToDo | Slot::Doing => page.marks(argument.head),
        _ => {
            let own = page.prepositions(argument.head, None);
            match argument.marker {
                // "in connection with": from the first word to the last preposition.
                Some(first) if page.head(first) == Some(argument.head) && own.is_empty() => {
                    let mut words = vec![first];
                    words.extend(page.children(first).filter(|&part| page.deprel(part) == Deprel::Fixed));
                    words.extend(page.marks(argument.head));
                    words.sort_unstable();
                    words.dedup();
                    words
                }
                Some(first) if !own.contains(&first) => {
                    let bearer = page.head(first).unwrap_or(first);
                    if page.is_within(argument.head, bearer) && page.deprel(argument.head) == Deprel::Nmod {
                        let last = own.last().copied().unwrap_or(bearer);
                        (first.0..=last.0).map(TokenId).collect()
                    } else if own.is_empty() {
                        page.prepositions(bearer, None)
                    } else {
                        own
                    }
                }
                None if page.token(argument.head).upos == Upos::Verb => page.marks(argument.head),
                _ => own,
            }
        }
    }
}

/// Phrases in front of the first conjunct's subject hold for the others too: "In May Norland **left** and **returned**".
pub(super) fn shared_front(page: &Page<'_>, clause: &Clause, complements: &mut Vec<Complement>) {
    let first = page.first_conjunct(clause.head);
    if first == clause.head || page.has(clause.head, &[Deprel::Nsubj, Deprel::NsubjPass]) {
        return;
    }
    let Some(outer) = page.clause_at(first) else {
        return;
    };
    let Some(subject) = page.child_by(first, &[Deprel::Nsubj, Deprel::NsubjPass]) else {
        return;
    };
    let front = self::complements(page, outer)
        .into_iter()
        .filter(|complement| matches!(complement.part, Part::Oblique | Part::Unmarked) && complement.first() < subject);
    for complement in front {
        if !complements.iter().any(|known| known.heads == complement.heads) {
            complements.push(complement);
        }
    }
    complements.sort_by_key(Complement::first);
}
