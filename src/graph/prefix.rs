//! [`Prefixes`]: short names for namespaces, the same in Turtle, JSON-LD, tables and SPARQL.

use crate::graph::vocabulary::{DM, NIF, REL, SCHEMA, SEM, SKOS};

/// Where a user's own documents and entities live unless `--base` says otherwise.
pub const DEFAULT_BASE: &str = "https://w3id.org/demarche/id/";

/// The namespaces under a base, one for each kind of thing that gets an IRI; the prefix is the path.
const UNDER_BASE: [&str; 15] = [
    "artifact",
    "country",
    "doc",
    "event",
    "facility",
    "government-body",
    "group",
    "international-organisation",
    "location",
    "organisation",
    "person",
    "run",
    "settlement",
    "thing",
    "work",
];

/// Namespaces of vocabularies and knowledge bases that are known without being declared.
const PRESET: [(&str, &str); 20] = [
    ("dbo", "http://dbpedia.org/ontology/"),
    ("dbr", "http://dbpedia.org/resource/"),
    ("dct", "http://purl.org/dc/terms/"),
    ("dm", DM),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("geo", "http://www.w3.org/2003/01/geo/wgs84_pos#"),
    ("gn", "https://sws.geonames.org/"),
    ("nif", NIF),
    ("np", "http://www.nanopub.org/nschema#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("rel", REL),
    ("schema", SCHEMA),
    ("sem", SEM),
    ("sh", "http://www.w3.org/ns/shacl#"),
    ("skos", SKOS),
    ("wd", "http://www.wikidata.org/entity/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// Prefixes and their namespaces, sorted by prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prefixes {
    namespaces: Vec<(String, String)>,
}

impl Prefixes {
    /// The preset vocabularies; under `base` the entries of the gazetteer, `entity:`, and the kinds of things that only
    /// texts name, `country:`, `person:` …, and `doc:`.
    pub fn new(base: &str) -> Self {
        let preset = PRESET.iter().map(|&(prefix, iri)| (prefix.to_owned(), iri.to_owned()));
        let under_base = UNDER_BASE
            .iter()
            .map(|&path| (path.to_owned(), format!("{base}{path}/")));
        let entries = [("entity".to_owned(), base.to_owned())];
        let mut namespaces: Vec<_> = preset.chain(under_base).chain(entries).collect();
        namespaces.sort();
        Self { namespaces }
    }

    /// The prefixes with their namespaces, sorted by prefix.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.namespaces
            .iter()
            .map(|(prefix, namespace)| (prefix.as_str(), namespace.as_str()))
    }

    /// The namespace of a prefix.
    pub fn namespace(&self, prefix: &str) -> Option<&str> {
        self.namespaces
            .binary_search_by(|(known, _)| known.as_str().cmp(prefix))
            .ok()
            .map(|index| self.namespaces[index].1.as_str())
    }

    /// Prefix and rest of an IRI, for each namespace that it begins with, longest namespace first.
    pub fn split<'s>(&'s self, iri: &'s str) -> Vec<(&'s str, &'s str)> {
        let mut found: Vec<(&str, &str)> = self
            .namespaces
            .iter()
            .filter_map(|(prefix, namespace)| Some((prefix.as_str(), iri.strip_prefix(namespace.as_str())?)))
            .collect();
        found.sort_by_key(|(_, rest)| rest.len());
        found
    }
}

impl Default for Prefixes {
    fn default() -> Self {
        Self::new(DEFAULT_BASE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_namespace_comes_first() {
        let prefixes = Prefixes::new("https://w3id.org/demarche/");
        assert_eq!(
            prefixes.split("https://w3id.org/demarche/rel#announce"),
            [("rel", "announce"), ("entity", "rel#announce")]
        );
        assert_eq!(prefixes.namespace("doc"), Some("https://w3id.org/demarche/doc/"));
        assert_eq!(prefixes.namespace("nobody"), None);
    }
}
