//! [`Silence`]: why a clause that no rule matched gives no open relation.
//!
//! Takes note of what reading leaves out, for who asks to have it explained. Decides nothing.

use crate::clause::{self, ClauseId};
use crate::syntax::TokenId;

/// Why an open relation is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// It stands in a headline or a caption, which leave out too much to be read without a rule.
    Headline,
    /// It is an event noun, which without a rule is a thing.
    Noun,
    /// It only narrows or captions the thing beside it, whose label says as much.
    Label,
    /// It says half without its complement clause: "urges Sudria" without "to leave".
    HalfSaid,
    /// Nothing that is named or described is its subject.
    NoSubject,
    /// Nothing that is named or described is its object, or under a preposition that relates.
    NoObject,
    /// The parser is not sure that subject and object belong to it.
    Unsure,
    /// Its subject or object only points, or both are the same thing.
    Empty,
    /// Its conjuncts have made enough relations.
    TooMany,
    /// An earlier clause says the same.
    Repeated,
}

/// An open relation that is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The clause that it would be read from.
    pub clause: ClauseId,
    /// The heads of its subject and object, where it has both.
    pub ends: Option<[TokenId; 2]>,
    /// Why.
    pub reason: Silence,
}

/// Whom a reading tells what it leaves out.
pub(super) type Note<'n> = dyn FnMut(LeftOut) + 'n;

impl LeftOut {
    /// A clause that gives no relation whatever its arguments.
    pub(super) fn whole(clause: ClauseId, reason: Silence) -> Self {
        Self {
            clause,
            ends: None,
            reason,
        }
    }

    /// One pair of a clause's arguments.
    pub(super) fn between(
        clause: ClauseId,
        subject: &clause::Argument,
        object: &clause::Argument,
        reason: Silence,
    ) -> Self {
        Self {
            clause,
            ends: Some([subject.head, object.head]),
            reason,
        }
    }
}
