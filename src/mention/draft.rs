//! [`Draft`]: a mention before it is known which entity it refers to.

use crate::mention::MentionKind;
use crate::ontology::{Candidate, EntityType, EntryId};
use crate::syntax::{SentenceId, TokenId};

/// What pronouns tell apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Gender {
    #[default]
    Unknown,
    Feminine,
    Masculine,
    /// Not a person.
    Neuter,
}

impl Gender {
    /// Whether both may be of the same thing.
    pub(crate) fn agrees(self, other: Self) -> bool {
        self == other || self == Self::Unknown || other == Self::Unknown
    }
}

/// How many a mention speaks of, as far as its form tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Count {
    #[default]
    Unknown,
    One,
    Many,
}

impl Count {
    pub(crate) fn agrees(self, other: Self) -> bool {
        self == other || self == Self::Unknown || other == Self::Unknown
    }
}

/// A mention while the document is read.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) sentence: SentenceId,
    pub(crate) head: TokenId,
    pub(crate) first: TokenId,
    pub(crate) last: TokenId,
    pub(crate) kind: MentionKind,
    pub(crate) entity_type: EntityType,
    pub(crate) gender: Gender,
    pub(crate) count: Count,
    /// The words of the name without titles and modifiers.
    pub(crate) name: Option<(TokenId, TokenId)>,
    /// What the gazetteer has under that name.
    pub(crate) candidates: Vec<Candidate>,
    /// The kind that the words around it give.
    pub(crate) hint: Option<EntityType>,
    /// The one that is meant.
    pub(crate) entry: Option<EntryId>,
    /// Whether that is a guess from a surname alone, which a full name in the document overrides.
    pub(crate) short: bool,
    /// The draft it hangs on: "Azerbaijani" of "the Azerbaijani Foreign Ministry".
    pub(crate) of: Option<usize>,
    /// The word that says what it is: the title of a person, the head of a noun phrase.
    pub(crate) noun: Option<TokenId>,
}
