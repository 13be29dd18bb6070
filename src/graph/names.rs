//! [`Names`]: what a graph calls things, for whoever types them.

use std::collections::BTreeSet;

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{NamedNodeRef, NamedOrBlankNode, Term};

use crate::graph::prefix::Prefixes;
use crate::graph::query::QueryError;
use crate::graph::store::Index;
use crate::graph::turtle::shortened;
use crate::graph::vocabulary::{dm, skos};

/// The names in a graph, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Predicates, classes and things with a label, as prefixed names; those without a prefix are left out.
    pub terms: Vec<String>,
    /// What things are called, statements left out.
    pub labels: Vec<String>,
}

impl Names {
    /// Reads the names of a graph, all quads of it once.
    ///
    /// # Errors
    /// When the index fails.
    pub fn of(index: &Index, prefixes: &Prefixes) -> Result<Self, QueryError> {
        let (mut iris, mut labels) = (BTreeSet::new(), BTreeSet::new());
        for quad in index.store() {
            let quad = quad?;
            if let (rdf::TYPE, Term::NamedNode(class)) = (quad.predicate.as_ref(), &quad.object) {
                iris.insert(class.as_str().to_owned());
            }
            let names = [rdfs::LABEL, skos::ALT_LABEL].contains(&quad.predicate.as_ref());
            if !iris.contains(quad.predicate.as_str()) {
                iris.insert(quad.predicate.into_string());
            }
            if let (true, NamedOrBlankNode::NamedNode(thing), Term::Literal(label)) = (names, quad.subject, quad.object)
                && !is_statement(index, thing.as_ref())?
            {
                iris.insert(thing.into_string());
                labels.insert(label.destruct().0);
            }
        }
        let terms: BTreeSet<String> = iris
            .iter()
            .map(|iri| shortened(iri, prefixes))
            .filter(|term| !term.starts_with('<'))
            .collect();
        Ok(Self {
            terms: terms.into_iter().collect(),
            labels: labels.into_iter().collect(),
        })
    }
}

fn is_statement(index: &Index, thing: NamedNodeRef<'_>) -> Result<bool, QueryError> {
    let mut typed =
        index
            .store()
            .quads_for_pattern(Some(thing.into()), Some(rdf::TYPE), Some(dm::STATEMENT.into()), None);
    Ok(typed.next().transpose()?.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::tests::small;

    #[test]
    fn knows_what_things_are_called() {
        let names = Names::of(&small(), &Prefixes::default()).unwrap();
        assert!(names.terms.is_sorted() && names.labels.is_sorted());
        for term in ["dm:accuses", "dm:Country", "entity:Russia", "rdfs:label"] {
            assert!(names.terms.iter().any(|known| known == term), "{term}");
        }
        assert!(names.labels.contains(&"Jane Roe".to_owned()));
        assert!(
            !names.labels.iter().any(|label| label.contains("according to")),
            "no statements"
        );
    }
}
