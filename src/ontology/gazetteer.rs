//! [`Gazetteer`]: the names that are known before any text is read, and what they name.

use crate::ontology::EntityType;

/// An entry of a gazetteer, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

/// Something known by name.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The name it goes by: "Azerbaijan", "Maria Zakharova". Its IRI is made from it.
    pub name: String,
    /// What kind of thing it is.
    pub entity_type: EntityType,
    /// For a country, ISO 3166-1 alpha-3; for an organisation, the code event data knows it by; else empty.
    pub code: String,
    /// The country it belongs to.
    pub country: Option<EntryId>,
    /// The same thing elsewhere, each a full IRI (Wikidata, GeoNames, DBpedia), sorted. Only sourced ones.
    pub same_as: Vec<String>,
}
