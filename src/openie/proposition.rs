//! [`Proposition`]: a clause as the sentence words it, chains of verbs taken as one, arguments with their conjuncts.

use crate::clause::{Argument, Clause, ClauseKind, Modality, Polarity, Slot};
use crate::openie::complement::{Complement, Part, complements, shared_front, surface};
use crate::openie::phrase::Extent;
use crate::openie::sheet::Page;
use crate::openie::standing::{
    asks, is_conceded, is_doubtful_adjunct, is_generic, is_no_subject, is_purpose, is_shown,
};
use crate::openie::{Construction, Piece};
use crate::syntax::{Deprel, Reason, TokenId, Upos, Xpos};

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
pub(super) fn continuations<'c>(page: &Page<'_>, clause: &'c Clause) -> impl Iterator<Item = &'c Argument> {
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

/// The subjects that the sentence puts before the verb.
fn subjects(page: &Page<'_>, clause: &Clause) -> (Vec<TokenId>, Option<Reason>) {
    if let Some(expletive) = page.expletive(clause.head) {
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
    let heads: Vec<TokenId> = found.iter().map(|argument| argument.head).collect();
    match spender(page, clause, &heads).or_else(|| equal(page, clause, &heads)) {
        Some(verb) => (subjects(page, verb).0, reason),
        None => (heads, reason),
    }
}

/// "Roe was a painter, **born** in Easthaven": what is set off behind what the subject is, is so of the subject; its clause.
fn equal<'p>(page: &Page<'p>, clause: &Clause, heads: &[TokenId]) -> Option<&'p Clause> {
    let &[noun] = heads else { return None };
    let mut first = page.first_conjunct(clause.head);
    while page.deprel(first) == Deprel::Advcl {
        first = page.head(first)?;
    }
    let is_its = matches!(page.deprel(first), Deprel::Acl | Deprel::AclRelcl) && page.head(first) == Some(noun);
    if !is_its || !page.is_set_off(noun, first) || !page.has(noun, &[Deprel::Cop]) || page.is_outer(noun) {
        return None;
    }
    let outer = page.clause_at(noun)?;
    let subject = page.child_by(noun, &[Deprel::Nsubj])?;
    let names =
        matches!(page.token(subject).upos, Upos::Propn | Upos::Noun) || matches!(page.text(subject), "he" | "she");
    let is_plain = outer.status.polarity == Polarity::Positive && outer.status.modality == Modality::Actual;
    (names && is_plain && subject < noun && !page.has(noun, &[Deprel::Conj])).then_some(outer)
}

/// "Roe spent **years** teaching", "began the **month** visiting towns": no time does anything; the clause of whoever has it.
fn spender<'p>(page: &Page<'p>, clause: &Clause, heads: &[TokenId]) -> Option<&'p Clause> {
    let &[time] = heads else { return None };
    let first = page.first_conjunct(clause.head);
    let is_gerund = page.token(first).xpos == Xpos::Vbg && !page.has_subject(first) && time < first;
    if !is_gerund || !page.is_time(time) {
        return None;
    }
    let over = page.head(first)?;
    let verb = if over == time { page.head(time)? } else { over };
    page.clause_at(verb)
        .filter(|outer| outer.kind == ClauseKind::Verb && outer.head < time)
}

fn of_clause(page: &Page<'_>, clause: &Clause, found: &mut Vec<Proposition>) {
    let (subjects, reason) = subjects(page, clause);
    if subjects.is_empty() {
        return;
    }
    if asks(page, clause) || subjects.iter().any(|&subject| is_no_subject(page, subject)) {
        return;
    }
    let mut spine = vec![clause.head];
    let mut relation = Vec::new();
    let inserted = group(page, clause, &mut relation);
    let construction = construction(page, clause, inserted, reason);
    if construction == Construction::Adjunct && (is_doubtful_adjunct(page, clause) || is_conceded(page, clause))
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
pub(super) fn said_beside(page: &Page<'_>, clause: &Clause) -> Option<TokenId> {
    let mut said = page.head(clause.head)?;
    while page.clause_at(said).is_none() {
        match page.head(said) {
            Some(head) => said = head,
            None => break,
        }
    }
    Some(said)
}
