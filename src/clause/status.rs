//! [`Status`]: whether what a clause says is so, in which world, and who says it.

use crate::mention::EntityId;
use crate::syntax::TokenId;
use crate::text::Span;

/// Whether something is affirmed or denied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Polarity {
    /// It is so.
    #[default]
    Positive,
    /// It is not so.
    Negative,
}

impl Polarity {
    /// Its name in the ontology and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Positive => "positive",
            Self::Negative => "negative",
        }
    }

    /// The polarity under one negation more.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Positive => Self::Negative,
            Self::Negative => Self::Positive,
        }
    }
}

/// In which world something holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// It is or was so.
    #[default]
    Actual,
    /// Somebody plans, promises, agrees or threatens to make it so; it lies ahead.
    Planned,
    /// It may be so.
    Possible,
    /// It ought to be so.
    Necessary,
    /// Somebody asks, urges or orders that it be so.
    Demanded,
    /// It is so if something else is.
    Conditional,
    /// Somebody asks whether it is so.
    Question,
}

impl Modality {
    /// Every modality.
    pub const ALL: [Self; 7] = [
        Self::Actual,
        Self::Planned,
        Self::Possible,
        Self::Necessary,
        Self::Demanded,
        Self::Conditional,
        Self::Question,
    ];

    /// Its name in the ontology, in JSON and in rule files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Planned => "planned",
            Self::Possible => "possible",
            Self::Necessary => "necessary",
            Self::Demanded => "demanded",
            Self::Conditional => "conditional",
            Self::Question => "question",
        }
    }

    /// The modality of something that holds in this world as seen from `outer`: a plan within a question is a question.
    #[must_use]
    pub fn within(self, outer: Self) -> Self {
        match (self, outer) {
            (inner, Self::Actual) => inner,
            (_, Self::Question) => Self::Question,
            (Self::Actual, outer) => outer,
            (_, Self::Conditional) => Self::Conditional,
            (inner, _) => inner,
        }
    }
}

/// Who says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The speaker; `None` when the text says only that it is said ("reportedly", "is believed to").
    pub entity: Option<EntityId>,
    /// The word of the same sentence that names the speaker, where there is one.
    pub head: Option<TokenId>,
    /// The words that attribute it: "said", "according to".
    pub cue: Span,
    /// Whether the source says that it is not so.
    pub denies: bool,
}

/// What holds of a clause beyond what it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// Whether it is affirmed or denied.
    pub polarity: Polarity,
    /// In which world it holds.
    pub modality: Modality,
    /// Who says so, nearest first; empty when the writer does.
    pub sources: Vec<Source>,
}

/// What a predicate does to what stands inside it: in its complement clause, or an event that is its object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// It is somebody's word: "say that".
    Reported,
    /// Somebody says it is not so: "deny that".
    Denied,
    /// Somebody wants it of another: "urge to".
    Demanded,
    /// Somebody means it to be: "agree to".
    Planned,
    /// It does not come about: "refuse to", "prevent from".
    Negative,
    /// It may be so: "consider", "be likely to".
    Possible,
    /// It ought to be so: "need to".
    Necessary,
    /// Whether it is so is asked: "ask whether".
    Question,
    /// It is as so as the predicate itself: "begin to", "manage to", "welcome".
    Same,
}

impl Effect {
    /// The effect with this name in a rule file.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "reported" => Self::Reported,
            "denied" => Self::Denied,
            "demanded" => Self::Demanded,
            "planned" => Self::Planned,
            "negative" => Self::Negative,
            "possible" => Self::Possible,
            "necessary" => Self::Necessary,
            "question" => Self::Question,
            "same" | "fact" => Self::Same,
            _ => return None,
        })
    }

    /// The names that [`parse`](Self::parse) knows.
    pub const NAMES: &'static [&'static str] = &[
        "reported",
        "denied",
        "demanded",
        "planned",
        "negative",
        "possible",
        "necessary",
        "question",
        "same",
        "fact",
    ];

    /// The world that it opens.
    pub fn modality(self) -> Modality {
        match self {
            Self::Demanded => Modality::Demanded,
            Self::Planned => Modality::Planned,
            Self::Possible => Modality::Possible,
            Self::Necessary => Modality::Necessary,
            Self::Question => Modality::Question,
            Self::Reported | Self::Denied | Self::Negative | Self::Same => Modality::Actual,
        }
    }

    /// Whether it turns its inside round.
    pub fn negates(self) -> bool {
        matches!(self, Self::Denied | Self::Negative)
    }

    /// Whether its inside is the word of its subject.
    pub fn attributes(self) -> bool {
        matches!(self, Self::Reported | Self::Denied)
    }
}
