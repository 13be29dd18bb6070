//! [`Statement`]: what a document says, with everything needed to defend it.

use crate::clause::{Modality, Polarity};
use crate::mention::{EntityId, Interval};
use crate::ontology::{ClassId, PropertyId};
use crate::syntax::SentenceId;
use crate::text::Span;

/// A statement of a document, counted from 0 in text order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementId(pub u32);

/// What a role of a statement is filled with.
#[derive(Clone, Debug, PartialEq)]
pub enum Filler {
    /// A thing.
    Entity(EntityId),
    /// What another statement says: the topic of a protest, what somebody denies.
    Statement(StatementId),
    /// Words as they stand: what is neither a thing nor a statement ("legitimate", "to resume talks").
    Text,
}

/// A role's filler and the words that give it.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// What fills the role.
    pub filler: Filler,
    /// The words in the document: the whole phrase, without a preposition before it.
    pub span: Span,
}

/// What relates subject and object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Relation {
    /// A property of the ontology.
    Property(PropertyId),
    /// An open relation: lemmas in order, particle and preposition included ("express concern over").
    Open(String),
}

/// A source of a statement that is not the writer.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Who says it; `None` where the text names nobody: "reportedly", "is believed to", an unattributed quotation.
    pub source: Option<EntityId>,
    /// The words that attribute it ("said", "according to", the opening quotation mark).
    pub cue: Span,
}

/// One extracted statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The sentence that says it.
    pub sentence: SentenceId,
    /// The word or words that evoke it: the verb, the noun.
    pub trigger: Span,
    /// The class of event or state, if a rule knows it.
    pub class: Option<ClassId>,
    /// What relates subject and object.
    pub relation: Relation,
    /// Its words in English as they read, auxiliaries left out ("sends demarche to", "announce").
    pub relation_text: String,
    /// What goes on behind the object: "to sign the treaty" of "urges Sudria to sign the treaty".
    pub relation_tail: Option<String>,
    /// Who does it or of whom it holds.
    pub subject: Argument,
    /// Whom or what it is done to or who holds it; a statement about one thing has none.
    pub object: Option<Argument>,
    /// Everything else, each under a role property of the ontology (`dm:recipient`, `dm:topic`), in text order.
    pub roles: Vec<(PropertyId, Argument)>,
    /// Whether it is affirmed or denied.
    pub polarity: Polarity,
    /// In which world it holds.
    pub modality: Modality,
    /// Who says so, nearest source first; empty when the writer says so.
    pub attribution: Vec<Attribution>,
    /// Whether it is a plain fact too, under the `--assert` mode of the run.
    pub asserted: bool,
    /// When it holds.
    pub time: Option<Time>,
    /// Where it happens.
    pub place: Option<EntityId>,
    /// The rule that made it (`politics/send-demarche`), or the construction (`open/verb`).
    pub rule: String,
    /// How likely it is right, from 0 to 1.
    pub confidence: f32,
}

/// When a statement holds: the words, and the days they mean where that can be known. What is done by being said has no
/// words for its day: it is that of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    /// The words.
    pub span: Option<Span>,
    /// The days.
    pub interval: Option<Interval>,
}

/// All that one document says.
#[derive(Clone, Debug, Default)]
pub struct Extraction {
    /// The statements, in text order.
    pub statements: Vec<Statement>,
}

impl Statement {
    /// The relation in one string, with "…" where the object stands in it: "urges … to sign the treaty".
    pub fn relation_words(&self) -> String {
        match &self.relation_tail {
            Some(tail) => [self.relation_text.as_str(), " … ", tail].concat(),
            None => self.relation_text.clone(),
        }
    }
}
