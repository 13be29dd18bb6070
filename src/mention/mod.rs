//! Who and what a text speaks of: a [`Parse`](crate::syntax::Parse) → [`Mentions`].
//!
//! Takes a document's parse and the gazetteer, gives names, noun phrases, pronouns, times, amounts and quotations,
//! with one [`Entity`] for all mentions of the same thing. Cannot fail. Knows nothing of clauses or statements.

mod entity;

pub use entity::{Entity, EntityId, Identity, Interval, Mention, MentionId, MentionKind, Mentions, Quotation};
