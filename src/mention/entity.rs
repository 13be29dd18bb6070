//! [`Mention`], [`Entity`] and [`Mentions`]: the things a document speaks of and where it speaks of them.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::ontology::{EntityType, EntryId};
use crate::syntax::{SentenceId, TokenId};
use crate::text::Span;

/// A mention of a document, counted from 0 in text order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MentionId(pub u32);

/// An entity of a document, counted from 0 in the order of first mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// How a mention refers: ACE's mention types, and what has no referent in the world but a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionKind {
    /// By name: "Maria Zakharova", "the European Union", "Azerbaijani".
    Name,
    /// By description: "the ministry", "both countries", "a demarche", "five soldiers".
    Nominal,
    /// By pronoun: "she", "it", "their", "we".
    Pronoun,
    /// A time: "September 8-10", "on Wednesday".
    Time,
    /// An amount: "$5 million", "three percent".
    Amount,
}

/// One stretch of text that refers to an entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The sentence that holds it.
    pub sentence: SentenceId,
    /// Its syntactic head: no two mentions of a sentence have the same.
    pub head: TokenId,
    /// Its first word. Determiners, modifiers and `of`-phrases that belong to a name are in it; relative clauses,
    /// appositions and other adjuncts are not.
    pub first: TokenId,
    /// Its last word.
    pub last: TokenId,
    /// From its first word to its last.
    pub span: Span,
    /// How it refers.
    pub kind: MentionKind,
    /// What it refers to.
    pub entity: EntityId,
}

/// What settles which thing an entity is, and with it the IRI.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identity {
    /// An entry of the gazetteer.
    Entry(EntryId),
    /// A name that no gazetteer has: the same name of the same type is the same thing in every document.
    Name,
    /// A thing that only this document introduces: its node belongs to the document.
    Description,
    /// A day or a stretch of days, both ends included; `None` when the text does not say enough to resolve it.
    Time(Option<Interval>),
    /// An amount: a literal, not a node.
    Amount,
}

/// A stretch of days: ISO 8601, both ends included. An end that is not known is left open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
}

/// A thing the document speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// The name or the description to show: the gazetteer's, else the fullest name in the text, else the fullest
    /// description, without its article.
    pub label: String,
    /// The other names the text gives it, sorted, each once.
    pub aliases: Vec<String>,
    /// What kind of thing it is.
    pub entity_type: EntityType,
    /// What settles which thing it is.
    pub identity: Identity,
    /// Entries of the gazetteer that bear its name, when it is not known which of them it is, or whether it is any.
    pub namesakes: Vec<EntryId>,
    /// The entity it hangs on: Azerbaijan for "the Azerbaijani Foreign Ministry", Russia for "Moscow's envoy".
    pub of: Option<EntityId>,
    /// The entities it stands for together, where the text tells: Norland and Sudria for "both countries".
    pub members: Vec<EntityId>,
    /// Whether it stands for several things: "both countries", "five soldiers", "they".
    pub plural: bool,
}

/// A stretch between quotation marks that is somebody's speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// From the opening mark to the closing one, both included.
    pub span: Span,
    /// Whose words they are, where the text says so.
    pub speaker: Option<EntityId>,
}

/// All mentions and entities of a document.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// The mentions, in text order.
    pub mentions: Vec<Mention>,
    /// The entities, in the order of their first mention.
    pub entities: Vec<Entity>,
    /// Stretches in quotation marks that are speech, in text order. Scare quotes are not among them.
    pub quotations: Vec<Quotation>,
    by_head: FxHashMap<(SentenceId, TokenId), MentionId>,
}

impl Mentions {
    /// Mentions in text order, with their entities and the quotations.
    ///
    /// # Panics
    /// In debug builds, when two mentions of a sentence have the same head.
    pub fn new(mentions: Vec<Mention>, entities: Vec<Entity>, quotations: Vec<Quotation>) -> Self {
        let mut by_head: FxHashMap<_, _> = mentions
            .iter()
            .zip(0_u32..)
            .map(|(mention, id)| ((mention.sentence, mention.head), MentionId(id)))
            .collect();
        debug_assert_eq!(by_head.len(), mentions.len(), "a word heads one mention");
        // A title before a name may head the phrase in the tree: "**leader** Jane Roe".
        for (mention, id) in mentions.iter().zip(0_u32..) {
            if mention.kind == MentionKind::Name
                && entities[mention.entity.0 as usize].entity_type == EntityType::Person
            {
                for title in mention.first.0..mention.head.0 {
                    by_head
                        .entry((mention.sentence, TokenId(title)))
                        .or_insert(MentionId(id));
                }
            }
        }
        Self {
            mentions,
            entities,
            quotations,
            by_head,
        }
    }

    /// The mention with this head, or with this word in the title before its name.
    pub fn at(&self, sentence: SentenceId, head: TokenId) -> Option<&Mention> {
        self.by_head
            .get(&(sentence, head))
            .map(|id| &self.mentions[id.0 as usize])
    }

    /// The entity with this id.
    ///
    /// # Panics
    /// When the id comes from another document.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0 as usize]
    }

    /// The innermost quotation that holds `span`.
    pub fn quotation(&self, span: Span) -> Option<&Quotation> {
        self.quotations
            .iter()
            .filter(|quotation| quotation.span.contains(span))
            .min_by_key(|quotation| quotation.span.len())
    }
}
