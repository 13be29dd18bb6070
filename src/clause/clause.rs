//! [`Clause`]: one predicate with its arguments, however English put it.

use rustc_hash::FxHashMap;

use crate::clause::Status;
use crate::syntax::{Reason, SentenceId, TokenId};
use crate::text::Word;

/// A clause of a document, counted from 0: by sentence, and within it by the place of its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClauseId(pub u32);

/// How English puts the predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClauseKind {
    /// By a verb: "Norland rejected the vote", "the vote rejected by Norland".
    Verb,
    /// By a copula with an adjective, a noun or a phrase: "Norland is ready", "Roe became minister".
    Copula,
    /// By an event noun: "Norland's rejection of the vote", "Norland expressed its rejection of the vote".
    Noun,
    /// By apposition: "Roe, the minister".
    Apposition,
    /// By a title before a name: "Minister Roe".
    Title,
}

/// What part an argument has in its clause, after passives are turned round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Slot {
    /// Who does it: the subject of an active, the `by`-phrase of a passive.
    Subject,
    /// What it is done to: the object of an active, the subject of a passive.
    Object,
    /// The second object: to whom.
    IndirectObject,
    /// A phrase under a preposition, which may have several words ("in connection with").
    Oblique(Word),
    /// A phrase without a preposition that is neither subject nor object: mostly a time.
    Unmarked,
    /// The possessor of an event noun.
    Possessive,
    /// A name or nationality before a noun: "the **Norlandic** ministry", "**US** sanctions".
    Modifier,
    /// What the subject or object is said to be: "elected him **president**".
    Predicate,
    /// A finite complement clause, or quoted speech.
    That,
    /// An infinitive.
    ToDo,
    /// A gerund or participle.
    Doing,
}

/// One argument of a clause. Conjuncts are arguments of their own with the same slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Argument {
    /// Its part.
    pub slot: Slot,
    /// Its head word; for a complement clause, that clause's head.
    pub head: TokenId,
    /// The preposition's first word, where there is one.
    pub marker: Option<TokenId>,
    /// Why it counts as an argument, when the tree does not draw it so.
    pub reason: Option<Reason>,
}

/// One predicate with its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The sentence that holds it.
    pub sentence: SentenceId,
    /// The word that carries the meaning: the verb, the event noun, the predicate noun or adjective.
    pub head: TokenId,
    /// How English puts it.
    pub kind: ClauseKind,
    /// The head's lemma; for "non-recognition", that of "recognition".
    pub lemma: Word,
    /// The verb's particle: "carry **out**".
    pub particle: Option<TokenId>,
    /// The copula of a predicate, the light verb of an event noun ("**held** talks").
    pub support: Option<TokenId>,
    /// Whether the verb is a passive; its arguments are turned round already.
    pub passive: bool,
    /// Its arguments, in text order.
    pub arguments: Vec<Argument>,
    /// Whether it is so, in which world, who says it.
    pub status: Status,
}

impl Clause {
    /// The arguments in `slot`.
    pub fn by(&self, slot: Slot) -> impl Iterator<Item = &Argument> {
        self.arguments.iter().filter(move |argument| argument.slot == slot)
    }

    /// The first argument in `slot`.
    pub fn first(&self, slot: Slot) -> Option<&Argument> {
        self.by(slot).next()
    }
}

/// All clauses of a document.
#[derive(Clone, Debug, Default)]
pub struct Clauses {
    clauses: Vec<Clause>,
    by_head: FxHashMap<(SentenceId, TokenId), ClauseId>,
}

impl Clauses {
    /// Adds a clause. The first of a head is the one that [`at`](Self::at) finds.
    pub(crate) fn push(&mut self, clause: Clause) -> ClauseId {
        let id = ClauseId(self.clauses.len() as u32);
        self.by_head.entry((clause.sentence, clause.head)).or_insert(id);
        self.clauses.push(clause);
        id
    }

    /// Every clause with its id.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (ClauseId, &Clause)> {
        self.clauses
            .iter()
            .enumerate()
            .map(|(id, clause)| (ClauseId(id as u32), clause))
    }

    /// The clauses in the order of their ids: sentence by sentence.
    pub fn as_slice(&self) -> &[Clause] {
        &self.clauses
    }

    /// The clause with this id.
    ///
    /// # Panics
    /// When the id comes from another document.
    pub fn clause(&self, id: ClauseId) -> &Clause {
        &self.clauses[id.0 as usize]
    }

    /// The clause whose predicate this word is.
    pub fn at(&self, sentence: SentenceId, head: TokenId) -> Option<ClauseId> {
        self.by_head.get(&(sentence, head)).copied()
    }

    /// How many clauses there are.
    pub fn len(&self) -> usize {
        self.clauses.len()
    }

    /// Whether the document says nothing.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }
}
