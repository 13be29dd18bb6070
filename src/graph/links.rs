//! Names of a store that nothing is linked to yet, and a segment of links for them.
//!
//! The segment is a document of its own: made again it replaces the last, forgotten it leaves the store as it was.

use std::collections::BTreeMap;

use oxigraph::model::{GraphName, NamedNode, Quad};

use crate::graph::entities::{class_name, link_triples};
use crate::graph::query::QueryError;
use crate::graph::store::{Index, Store, StoreError};
use crate::graph::survey::rows;
use crate::graph::vocabulary::{dm, skos};
use crate::link::Matches;
use crate::ontology::{CountryCode, DM, EntityType, Gazetteer, SKOS};

/// The document that links are kept in.
pub const LINKS: &str = "demarche:links";

/// A named thing without a certain counterpart elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnlinkedName {
    /// Its IRI.
    pub iri: String,
    /// What it is called.
    pub label: String,
    /// What else it is called.
    pub aliases: Vec<String>,
    /// What it is.
    pub entity_type: EntityType,
    /// The country it belongs to.
    pub country: Option<CountryCode>,
    /// The countries spoken of in the documents that speak of it, sorted.
    pub countries: Vec<CountryCode>,
    /// Whether a document has it linked, but not for certain.
    is_close: bool,
}

/// The names in `index`, that of `store`, that its documents have no certain counterpart of, sorted by IRI. What an
/// earlier [`LINKS`] says of them does not count.
///
/// # Errors
/// When the index or the segment of links cannot be read.
pub fn unlinked_names(store: &Store, index: &Index, gazetteer: &Gazetteer) -> Result<Vec<UnlinkedName>, QueryError> {
    let codes: BTreeMap<&str, CountryCode> = gazetteer
        .entries()
        .filter_map(|entry| Some((entry.code, entry.iso?)))
        .collect();
    let mut names: BTreeMap<String, UnlinkedName> = BTreeMap::new();
    let types = EntityType::ALL.map(|kind| (format!("{}{}", DM, class_name(kind)), kind));
    for row in rows(
        index,
        "SELECT DISTINCT ?thing ?label ?class WHERE {
           ?article schema:mentions ?thing . ?thing rdfs:label ?label ; a ?class } ORDER BY ?thing ?label ?class",
    )? {
        let [iri, label, class] = &row[..] else { continue };
        let name = names.entry(iri.clone()).or_insert_with(|| UnlinkedName {
            iri: iri.clone(),
            label: label.clone(),
            aliases: Vec::new(),
            entity_type: EntityType::Thing,
            country: None,
            countries: Vec::new(),
            is_close: false,
        });
        name.add_alias(label);
        // Times and amounts share their class with things of no known kind, which come last.
        if let Some((_, kind)) = types.iter().rfind(|(name, _)| name == class)
            && name.entity_type == EntityType::Thing
        {
            name.entity_type = *kind;
        }
    }
    let own: Vec<String> = store.document(LINKS)?.iter().map(ToString::to_string).collect();
    for (relation, is_close) in [("exactMatch", false), ("closeMatch", true)] {
        let text = format!("SELECT ?thing ?other WHERE {{ ?thing skos:{relation} ?other }}");
        for row in rows(index, &text)? {
            let triple = format!("<{}> <{}{relation}> <{}>", row[0], SKOS, row[1]);
            if own.contains(&triple) {
                continue;
            }
            if is_close {
                if let Some(name) = names.get_mut(&row[0]) {
                    name.is_close = true;
                }
            } else {
                names.remove(&row[0]);
            }
        }
    }
    // A thing that is called by an IRI of another base is what that IRI says.
    names.retain(|iri, _| !iri.starts_with(WIKIDATA));
    for row in rows(
        index,
        "SELECT ?thing ?alias WHERE { ?thing skos:altLabel ?alias } ORDER BY ?thing ?alias",
    )? {
        if let Some(name) = names.get_mut(&row[0]) {
            name.add_alias(&row[1]);
        }
    }
    for row in rows(
        index,
        "SELECT ?thing ?code WHERE { ?thing dm:belongsTo/dm:code ?code } ORDER BY ?thing ?code",
    )? {
        if let (Some(name), Some(&code)) = (names.get_mut(&row[0]), codes.get(row[1].as_str())) {
            name.country = Some(code);
        }
    }
    for row in rows(
        index,
        "SELECT DISTINCT ?thing ?code WHERE {
           ?article schema:mentions ?country . ?country dm:code ?code . ?article schema:mentions ?thing
           FILTER NOT EXISTS { ?thing dm:code ?any } } ORDER BY ?thing ?code",
    )? {
        if let (Some(name), Some(&code)) = (names.get_mut(&row[0]), codes.get(row[1].as_str())) {
            name.countries.push(code);
        }
    }
    for name in names.values_mut() {
        name.countries.sort_unstable();
        name.countries.dedup();
    }
    Ok(names.into_values().collect())
}

/// Where the items of Wikidata are.
const WIKIDATA: &str = "http://www.wikidata.org/entity/";

/// Keeps what was found of names, in place of what was found before. Gives how many links it wrote, certain and close.
///
/// # Errors
/// When the segment cannot be written; the store is then as it was.
///
/// # Panics
/// When the store is open to read only.
pub fn write_links(store: &Store, found: &[(UnlinkedName, Matches)]) -> Result<usize, StoreError> {
    let mut quads = Vec::new();
    let mut links = 0;
    for (name, matches) in found {
        let Ok(node) = NamedNode::new(&name.iri) else { continue };
        for (predicate, other) in link_triples(matches.certainty, &matches.candidates) {
            let is_candidate = predicate == dm::CANDIDATE;
            let is_close = predicate == skos::CLOSE_MATCH;
            // A thing has one close match: its document's.
            if other == node || is_close && name.is_close {
                continue;
            }
            links += usize::from(!is_candidate);
            quads.push(Quad::new(node.clone(), predicate, other, GraphName::DefaultGraph));
        }
    }
    store.load_document(LINKS, &quads)?;
    Ok(links)
}

impl UnlinkedName {
    fn add_alias(&mut self, name: &str) {
        if self.label != name && !self.aliases.iter().any(|alias| alias == name) {
            self.aliases.push(name.to_owned());
        }
    }
}
