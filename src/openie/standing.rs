//! Whether a tuple shows in its own words the world that its clause stands in.
//!
//! A tuple is read alone. "Roe denied that Norland had left" must not give (Norland, had left), nor "if Norland leaves"
//! (Norland, leaves): the words that take it back are outside. "Norland may leave" shows in "may" that it is not so yet.

use crate::clause::{Clause, ClauseKind, Effect, Modality, Polarity, Slot};
use crate::openie::proposition::Proposition;
use crate::openie::sheet::Page;
use crate::syntax::{Deprel, TokenId, Upos, Xpos};

/// Adverbs that make an adjective's infinitive no deed of its subject: "small **enough** to carry", "**too** weak to act".
const MEASURES: [&str; 2] = ["enough", "too"];

/// Pronouns that stand for nothing without the words that single it out: "**those** who left", "**that** sent by Norland".
const POINTING: [&str; 2] = ["that", "one"];

/// Words that take in whatever there is of a kind.
const ANY: [&str; 10] = [
    "any",
    "anyone",
    "anybody",
    "anything",
    "every",
    "everyone",
    "no",
    "whatever",
    "whoever",
    "whichever",
];

/// Whether the proposition, which begins with `clause`, may stand by itself.
pub(super) fn is_shown(page: &Page<'_>, clause: &Clause, proposition: &Proposition) -> bool {
    let first = page.first_conjunct(clause.head);
    if is_measured(page, first) || is_compared(page, first) || is_wording(page, first) || is_open(page, clause) {
        return false;
    }
    let status = &clause.status;
    if status.polarity == Polarity::Negative && !is_denied_within(page, proposition) {
        return false;
    }
    if is_claimed(page, first) || is_made_so_perhaps(page, clause, first) {
        return false;
    }
    match status.modality {
        Modality::Actual => true,
        Modality::Question => false,
        Modality::Conditional => {
            let mark = page.child_by(first, &[Deprel::Mark]);
            !is_inverted(page, first) && !mark.is_some_and(|mark| page.lexicon.is_conditional_mark(page.lemma(mark)))
        }
        Modality::Planned | Modality::Possible | Modality::Necessary | Modality::Demanded => {
            is_modal_within(page, clause)
        }
    }
}

/// "**Had Norland** left": a condition without a mark.
fn is_inverted(page: &Page<'_>, first: TokenId) -> bool {
    let auxiliary = page.child_by(first, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]);
    let subject = page.child_by(first, &[Deprel::Nsubj, Deprel::NsubjPass]);
    matches!((auxiliary, subject), (Some(auxiliary), Some(subject)) if auxiliary < subject)
}

/// "small enough **to carry**": the infinitive measures an adjective.
fn is_measured(page: &Page<'_>, first: TokenId) -> bool {
    let is_infinitive = page.token(first).xpos == Xpos::Vb;
    is_infinitive
        && page.head(first).is_some_and(|head| {
            page.children(head)
                .any(|child| page.deprel(child) == Deprel::Advmod && MEASURES.contains(&page.text(child)))
        })
}

/// "as Roe **put it**": how something is said, and nothing done.
fn is_wording(page: &Page<'_>, first: TokenId) -> bool {
    page.text(first) == "put"
        && page
            .children(first)
            .any(|child| child < first && page.text(child) == "as")
        && page
            .children(first)
            .any(|child| page.deprel(child) == Deprel::Obj && page.text(child) == "it")
}

/// Adjectives that say nothing without their infinitive.
const OPEN: [&str; 6] = ["able", "unable", "likely", "unlikely", "willing", "unwilling"];

/// "as long as Roe was **able**": an adjective without what it is said of.
fn is_open(page: &Page<'_>, clause: &Clause) -> bool {
    let head = clause.head;
    clause.kind == ClauseKind::Copula
        && OPEN.contains(&page.text(head))
        && page.token(head).upos == Upos::Adj
        && page.children(head).all(|child| child < head || page.is_punct(child))
}

/// "more ships **than Norland had**": what is compared with is cut short, and counted rather than told.
fn is_compared(page: &Page<'_>, first: TokenId) -> bool {
    page.deprel(first) != Deprel::Root
        && page.children(first).any(|child| {
            child < first
                && matches!(page.deprel(child), Deprel::Mark | Deprel::Case)
                && matches!(page.text(child), "than" | "like")
        })
}

/// "the claim **that Norland left**": the clause says what a claim, a fear, a doubt is about.
fn is_claimed(page: &Page<'_>, first: TokenId) -> bool {
    let content = page.deprel(first) == Deprel::Acl
        || page.deprel(first) == Deprel::AclRelcl && page.has(first, &[Deprel::Mark, Deprel::Obj]);
    let Some(noun) = page.head(first).filter(|_| content) else {
        return false;
    };
    let is_that = page
        .children(first)
        .any(|child| child < first && page.lemma(child) == page.function_words().that);
    let denied = page
        .children(noun)
        .any(|child| page.deprel(child) == Deprel::Det && page.lexicon.is_negative_pronoun(page.lemma(child)));
    let opens = page
        .lexicon
        .noun_effect(page.lemma(noun))
        .is_some_and(|effect| effect != Effect::Same);
    is_that && (denied || opens) && page.token(noun).upos == Upos::Noun && page.has_subject(first)
}

/// "may make the port **safe**", "is meant to make it **safe**": without a copula nothing in the tuple shows that the port is
/// not safe yet.
fn is_made_so_perhaps(page: &Page<'_>, clause: &Clause, first: TokenId) -> bool {
    let is_bare = clause.kind == ClauseKind::Copula && !page.has(first, &[Deprel::Cop]);
    is_bare
        && page.deprel(first) == Deprel::Xcomp
        && page.head(first).is_some_and(|verb| page.token(verb).xpos == Xpos::Vb)
}

/// Whether the proposition's own words deny it.
fn is_denied_within(page: &Page<'_>, proposition: &Proposition) -> bool {
    let denies = |id: TokenId| {
        let lemma = page.lemma(id);
        page.lexicon.is_negator(lemma) || page.lexicon.is_negative_pronoun(lemma)
    };
    let hangs = |id: TokenId| {
        let head = page.head(id);
        let above = head.and_then(|head| page.head(head));
        [head, above]
            .into_iter()
            .flatten()
            .any(|head| proposition.spine.contains(&head))
    };
    page.sentence
        .ids()
        .any(|id| denies(id) && page.deprel(id) != Deprel::Mark && hangs(id))
        || proposition
            .subjects
            .iter()
            .any(|&subject| denies(subject) || page.children(subject).any(denies))
}

/// Whether an auxiliary, an infinitive or an adverb of the clause shows that it is not so yet.
fn is_modal_within(page: &Page<'_>, clause: &Clause) -> bool {
    let bears = |head: TokenId| {
        page.children(head).any(|child| {
            matches!(page.token(child).xpos, Xpos::Md | Xpos::To) || page.lexicon.is_doubt(page.lemma(child))
        })
    };
    bears(clause.head) || bears(page.first_conjunct(clause.head))
}

/// Whether a question word or a free relative fills a place of the clause, which then says nothing without it: "**what**
/// Norland sent".
pub(super) fn asks(page: &Page<'_>, clause: &Clause) -> bool {
    clause.arguments.iter().any(|argument| {
        let names_a_place = matches!(
            argument.slot,
            Slot::Object | Slot::IndirectObject | Slot::Oblique(_) | Slot::Predicate
        );
        names_a_place
            && (page.is_wh(argument.head) && (argument.head == clause.head || !page.has_subject(argument.head))
                || page.children(argument.head).any(|child| page.asks_which(child)))
    })
}

/// "Norland held a rite, **attended by Roe**": a passive participle behind an object is as likely the object's.
pub(super) fn is_doubtful_adjunct(page: &Page<'_>, clause: &Clause) -> bool {
    let first = page.first_conjunct(clause.head);
    clause.passive
        && page.head(first).is_some_and(|verb| {
            verb < first && page.child_by(verb, &[Deprel::Obj]).is_some_and(|object| object < first)
        })
}

/// "**any** state that leaves", "**those** who left": what a clause says of them singles them out; it does not say that there
/// are any.
pub(super) fn is_generic(page: &Page<'_>, subject: TokenId) -> bool {
    let is_any = |id: TokenId| ANY.contains(&page.text(id));
    // "without **rules** saying so"
    let is_lacking = page
        .children(subject)
        .any(|child| page.deprel(child) == Deprel::Case && page.text(child) == "without");
    is_any(subject)
        || points(page, subject)
        || is_lacking
        || page
            .children(subject)
            .any(|child| page.deprel(child) == Deprel::Det && child < subject && is_any(child))
}

/// Whether the word only points to what is singled out of it by others: "**those** in Norland".
pub(super) fn points(page: &Page<'_>, id: TokenId) -> bool {
    let is_one_of = || page.text(id) == "one" && page.children(id).any(|child| page.is_of_phrase(child));
    POINTING.contains(&page.text(id))
        && matches!(page.token(id).upos, Upos::Pron | Upos::Det | Upos::Num | Upos::Noun)
        && !is_one_of()
}

/// "Norland, **even losing**, gains": what is conceded need not be so.
pub(super) fn is_conceded(page: &Page<'_>, clause: &Clause) -> bool {
    let first = page.first_conjunct(clause.head);
    page.children(first)
        .any(|child| child < first && page.deprel(child) == Deprel::Advmod && page.text(child) == "even")
}

/// "Let**'s** go": whoever is spoken to is asked along.
///
/// "**his** wish to leave": a possessive is no subject.
pub(super) fn is_no_subject(page: &Page<'_>, subject: TokenId) -> bool {
    if page.token(subject).xpos == Xpos::PrpPoss {
        return true;
    }
    page.text(subject) == "we"
        && page.deprel(subject) == Deprel::Obj
        && page.head(subject).is_some_and(|verb| page.text(verb) == "let")
}

/// "Norland left **to save** money": what it is done for need not come about, nor be the subject's own deed.
pub(super) fn is_purpose(page: &Page<'_>, clause: &Clause) -> bool {
    let first = page.first_conjunct(clause.head);
    page.deprel(first) == Deprel::Advcl
        && page.token(clause.head).xpos == Xpos::Vb
        && page.marks(first).iter().any(|&mark| page.token(mark).xpos == Xpos::To)
}
