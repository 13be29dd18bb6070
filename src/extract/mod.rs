//! What a document says: clauses that rules matched, and open clauses → [`Statement`]s.
//!
//! Takes clauses, mentions and rules, gives statements with polarity, modality, attribution, time and place, and says
//! which of them are facts. Cannot fail. Knows nothing of RDF: how a statement is written is `graph`'s.

mod assertion;
mod certainty;
mod chain;
mod circumstance;
mod containment;
mod content;
mod draft;
mod event_row;
mod example;
mod grade;
mod office;
mod open;
mod party;
mod reader;
mod relation;
mod silence;
mod statement;
mod wording;
mod worth;

pub use crate::clause::{Modality, Polarity};
pub use assertion::AssertMode;
pub use event_row::{EventRow, event_rows};
pub use example::yields;
pub use grade::Grade;
pub use party::Party;
pub use reader::Reader;
pub use silence::{LeftOut, Silence};
pub use statement::{Argument, Attribution, Extraction, Filler, Relation, Statement, StatementId, Time};
pub use wording::third_person;
