//! [`Proposition`]: a clause as the sentence words it, chains of verbs taken as one, arguments with their conjuncts.

use crate::clause::{Argument, Clause, ClauseKind, Slot};
use crate::openie::phrase::Extent;
use crate::openie::sheet::Page;
use crate::openie::standing::{asks, is_doubtful_adjunct, is_generic, is_purpose, is_shown};
use crate::openie::{Construction, Piece};
use crate::syntax::{Deprel, Reason, TokenId, Upos, Xpos};

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
    /// Each conjunct's head, with its own preposition where it has one.
    pub(super) heads: Vec<TokenId>,
}

impl Complement {
    pub(super) fn first(&self) -> TokenId {
        self.heads[0]
    }
}

/// A clause in the sentence's words.
#[derive(Clone, Debug)]
pub(super) struct Proposition {
    pub(super) construction: Construction,
    /// The predicate whose complements these are: of a chain, the last.
    pub(super) head: TokenId,
    /// Every predicate in the relation, and what conjunction hangs it on.
    pub(super) spine: Vec<TokenId>,
    pub(super) subjects: Vec<TokenId>,
    pub(super) relation: Vec<Piece>,
    /// In text order.
    pub(super) complements: Vec<Complement>,
}

/// Stands for the copula or auxiliary that English leaves out. It has no tense, since the sentence gives it none.
pub(super) const BE: &str = "be";

/// Every proposition of the sentence's verbs and copulas.
pub(super) fn propositions(page: &Page<'_>) -> Vec<Proposition> {
    let mut found = Vec::new();
    for clause in page.clauses {
        let says = match clause.kind {
            ClauseKind::Verb => !is_link(page, clause) && !is_beside_link(page, clause),
            ClauseKind::Copula => !is_said_already(page, clause) && !is_link(page, clause),
            _ => false,
        };
        if says {
            of_clause(page, clause, &mut found);
        }
    }
    found
}

/// The infinitives and participles that continue this clause's verb: "**plans** to **vote**", "**wants** to be **free**".
fn continuations<'c>(page: &Page<'_>, clause: &'c Clause) -> impl Iterator<Item = &'c Argument> {
    let parted = surface(page, clause).any(|(part, _)| matches!(part, Part::Object | Part::Indirect));
    clause.arguments.iter().filter(move |argument| {
        !parted
            && matches!(argument.slot, Slot::ToDo | Slot::Doing | Slot::Predicate)
            && page.deprel(page.first_conjunct(argument.head)) == Deprel::Xcomp
            && argument.head > clause.head
            && !page.has_subject(argument.head)
            && page
                .clause_at(argument.head)
                .is_some_and(|inner| inner.kind == ClauseKind::Verb || page.has(inner.head, &[Deprel::Cop]))
    })
}

/// Whether the predicate is a complement of the verb that has the same subject: "became **minister**".
fn is_said_already(page: &Page<'_>, clause: &Clause) -> bool {
    let first = page.first_conjunct(clause.head);
    clause.support.is_none()
        && page.deprel(first) == Deprel::Xcomp
        && page
            .head(first)
            .is_some_and(|verb| !page.has(verb, &[Deprel::Obj, Deprel::Iobj]))
}

/// Whether the clause is a later part of a chain that begins with another verb.
fn is_link(page: &Page<'_>, clause: &Clause) -> bool {
    let first = page.first_conjunct(clause.head);
    page.deprel(first) == Deprel::Xcomp
        && page
            .head(first)
            .and_then(|head| page.clause_at(head))
            .is_some_and(|outer| continuations(page, outer).any(|argument| argument.head == clause.head))
}

/// Whether the clause continues a chain by its conjunct and was not found to: without what comes before, "is able to pay and
/// **turn** a profit" says too much.
fn is_beside_link(page: &Page<'_>, clause: &Clause) -> bool {
    let first = page.first_conjunct(clause.head);
    first != clause.head
        && !page.has_subject(clause.head)
        && page.clause_at(first).is_some_and(|inner| is_link(page, inner))
}

/// The clause's arguments as English has them before passives are turned round; subjects are left out.
fn surface<'c>(page: &Page<'_>, clause: &'c Clause) -> impl Iterator<Item = (Part, &'c Argument)> {
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

/// The subjects that the sentence puts before the verb.
fn subjects(page: &Page<'_>, clause: &Clause) -> (Vec<TokenId>, Option<Reason>) {
    if let Some(expletive) = page.child_by(clause.head, &[Deprel::Expl]) {
        return (vec![expletive], None);
    }
    let slot = if !clause.passive {
        Slot::Subject
    } else if clause.first(Slot::IndirectObject).is_some() {
        Slot::IndirectObject
    } else {
        Slot::Object
    };
    let found: Vec<&Argument> = clause
        .by(slot)
        .filter(|argument| !page.is_wh(argument.head) && argument.head != clause.head)
        .collect();
    let reason = found.first().and_then(|argument| argument.reason);
    (found.iter().map(|argument| argument.head).collect(), reason)
}

fn of_clause(page: &Page<'_>, clause: &Clause, found: &mut Vec<Proposition>) {
    let (subjects, reason) = subjects(page, clause);
    if subjects.is_empty() {
        return;
    }
    if asks(page, clause) {
        return;
    }
    let mut spine = vec![clause.head];
    let mut relation = Vec::new();
    let inserted = group(page, clause, &mut relation);
    let construction = construction(page, clause, inserted, reason);
    if construction == Construction::Adjunct && is_doubtful_adjunct(page, clause)
        || matches!(construction, Construction::Relative | Construction::Participle)
            && subjects.iter().any(|&subject| is_generic(page, subject))
        || is_purpose(page, clause) && reason != Some(Reason::Control)
    {
        return;
    }
    let mut complements = complements(page, clause);
    shared_front(page, clause, &mut complements);
    spine.push(page.first_conjunct(clause.head));
    let whole = Proposition {
        construction,
        head: clause.head,
        spine,
        subjects,
        relation,
        complements,
    };
    if is_shown(page, clause, &whole) {
        chain(page, clause, whole, 0, found);
    }
}

/// Adds the proposition, or one for each chain that it begins.
fn chain(page: &Page<'_>, clause: &Clause, so_far: Proposition, length: usize, found: &mut Vec<Proposition>) {
    let links: Vec<&Argument> = continuations(page, clause).collect();
    if links.is_empty() || length == 4 {
        found.push(so_far);
        return;
    }
    for link in links {
        let Some(inner) = page.clause_at(link.head).filter(|inner| !asks(page, inner)) else {
            continue;
        };
        let mut longer = so_far.clone();
        if clause.kind == ClauseKind::Copula {
            // "is **likely** to vote"
            let words = page.phrase(clause.head, Extent::Short, &longer.spine[1..]);
            // What stands in front of the copula is the clause's: "**By leaving**, Norland was able to …".
            let copula = page.child_by(clause.head, &[Deprel::Cop]);
            let behind: Vec<TokenId> = words
                .into_iter()
                .filter(|&word| word < link.head && Some(word) > copula)
                .filter(|&word| !longer.relation.contains(&Piece::Token(word)))
                .collect();
            longer.relation.extend(behind.into_iter().map(Piece::Token));
        }
        longer.construction = match longer.construction {
            Construction::Finite | Construction::Passive | Construction::Copula => Construction::Chain,
            other => other,
        };
        let mut words = match inner.kind {
            ClauseKind::Copula => page.copula_group(inner.head),
            _ => page.verb_group(inner.head),
        };
        let mut marks = page.marks(inner.head);
        if marks.is_empty() {
            marks = page.marks(page.first_conjunct(inner.head));
        }
        words.extend(marks);
        words.sort_unstable();
        longer.relation.extend(words.into_iter().map(Piece::Token));
        longer.head = inner.head;
        longer.spine.extend([inner.head, page.first_conjunct(inner.head)]);
        longer
            .complements
            .retain(|complement| !complement.heads.contains(&link.head) && complement.part != Part::Infinitive);
        longer.complements.extend(complements(page, inner));
        longer.complements.sort_by_key(Complement::first);
        chain(page, inner, longer, length + 1, found);
    }
}

/// The relation's words, and whether a form of "be" had to be put in.
fn group(page: &Page<'_>, clause: &Clause, relation: &mut Vec<Piece>) -> bool {
    let head = clause.head;
    if clause.kind == ClauseKind::Copula {
        let words = page.copula_group(head);
        let inserted = words.is_empty();
        if inserted {
            relation.push(Piece::Inserted(BE));
        }
        relation.extend(words.into_iter().map(Piece::Token));
        return inserted;
    }
    let words = page.verb_group(head);
    let token = page.token(head);
    let bare = !words
        .iter()
        .any(|&word| matches!(page.deprel(word), Deprel::Aux | Deprel::AuxPass));
    let inserted = bare && (token.xpos == Xpos::Vbg || token.xpos == Xpos::Vbn && clause.passive);
    if inserted {
        relation.push(Piece::Inserted(BE));
    }
    if bare && token.xpos == Xpos::Vb {
        let own = page.marks(head);
        let marks = if own.is_empty() {
            page.marks(page.first_conjunct(head))
        } else {
            own
        };
        relation.extend(marks.into_iter().map(Piece::Token));
    }
    relation.extend(words.into_iter().map(Piece::Token));
    inserted
}

fn construction(page: &Page<'_>, clause: &Clause, inserted: bool, reason: Option<Reason>) -> Construction {
    let first = page.first_conjunct(clause.head);
    match page.deprel(first) {
        Deprel::AclRelcl => Construction::Relative,
        Deprel::Acl => Construction::Participle,
        Deprel::Advcl if inserted || reason == Some(Reason::Participle) => Construction::Adjunct,
        Deprel::Xcomp => Construction::Infinitive,
        _ if page.token(clause.head).xpos == Xpos::Vb && reason == Some(Reason::Control) => Construction::Infinitive,
        _ if page.has(clause.head, &[Deprel::Expl]) => Construction::Existential,
        _ if clause.kind == ClauseKind::Copula => Construction::Copula,
        _ if clause.first(Slot::That).is_some() || is_reporter(page, clause) => Construction::Report,
        _ if clause.passive => Construction::Passive,
        _ => Construction::Finite,
    }
}

/// Whether the clause is set beside what is said: "…, Roe said".
pub(super) fn is_reporter(page: &Page<'_>, clause: &Clause) -> bool {
    clause.kind == ClauseKind::Verb
        && page.deprel(clause.head) == Deprel::Parataxis
        && page
            .lexicon
            .verb_effect(clause.lemma)
            .is_some_and(crate::clause::Effect::attributes)
        && clause.first(Slot::That).is_none()
        && clause.first(Slot::Object).is_none()
}

/// The predicate beside which a reporter stands: "The border, **Roe said**, was **closed**".
fn said_beside(page: &Page<'_>, clause: &Clause) -> Option<TokenId> {
    let mut said = page.head(clause.head)?;
    while page.clause_at(said).is_none() {
        match page.head(said) {
            Some(head) => said = head,
            None => break,
        }
    }
    Some(said)
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
        if is_far_antecedent(page, clause, argument) {
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
            heads: vec![head],
        });
    }
    for child in page.children(clause.head) {
        let part = match page.deprel(child) {
            Deprel::Advcl | Deprel::AdvclRelcl => Part::Adverbial,
            Deprel::Advmod if is_loose_adverb(page, clause, child) => Part::Adverb,
            _ => continue,
        };
        let known = complements.iter().any(|known| known.heads.contains(&child));
        if !known {
            complements.push(Complement {
                part,
                marker: page.marks(child),
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
            heads: vec![said],
        });
    }
    complements.sort_by_key(Complement::first);
    complements
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
fn shared_front(page: &Page<'_>, clause: &Clause, complements: &mut Vec<Complement>) {
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
