//! Who and what a text speaks of: a [`Parse`](crate::syntax::Parse) → [`Mentions`].
//!
//! Takes a document's parse and the gazetteer, gives names, noun phrases, pronouns, times, amounts and quotations,
//! with one [`Entity`] for all mentions of the same thing. Cannot fail. Knows nothing of clauses or statements.

mod acronym;
mod amount;
mod antecedent;
mod apposition;
mod bearer;
mod calendar;
mod chunk;
mod cluster;
mod coreference;
mod deixis;
mod description;
mod draft;
mod entity;
mod identity;
mod institution;
mod introduction;
mod known;
mod metonymy;
mod mission;
mod name;
mod naming;
mod noun;
mod numeral;
mod office;
mod outlook;
mod owner;
mod page;
mod phrase;
mod place;
mod pronoun;
mod quotation;
mod reader;
mod sense;
mod time;
mod time_words;
mod together;

pub use entity::{Entity, EntityId, Identity, Interval, Mention, MentionId, MentionKind, Mentions, Quotation};
pub(crate) use numeral::MONTH_NAMES;
pub use reader::MentionReader;
