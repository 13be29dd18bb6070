//! What can be said and who is known: [`Gazetteer`] entries, and the ontology's classes and properties.
//!
//! Takes Turtle and gazetteer tables, gives classes, properties and named things under small numbers. Together with
//! `graph` it is the only room that knows Oxigraph. Knows nothing of language: how English says a class is `rule`'s.

mod country_code;
mod entity_type;
mod gazetteer;
#[expect(
    clippy::module_inception,
    reason = "the room is named for all it knows, the noun for its terms alone"
)]
mod ontology;
mod term;
mod triple;
mod turtle;

pub use country_code::CountryCode;
pub use entity_type::EntityType;
pub use gazetteer::{
    Candidate, Context, Entry, EntryId, Gazetteer, GazetteerError, Gender, Match, OfficeId, OrganId, OrganMatch,
    Scored, Sense, Term,
};
pub(crate) use gazetteer::{Cursor, Fold};
pub use ontology::Ontology;
pub use term::{Class, ClassId, Property, PropertyId};
pub use triple::{DM, TurtleError};
pub(crate) use triple::{SCHEMA, SKOS};
pub use turtle::{OntologyError, SHIPPED_ONTOLOGY};
