//! [`Skolemizer`]: IRIs in place of blank nodes.
//!
//! [RDF 1.1, 3.5](https://www.w3.org/TR/rdf11-concepts/#section-skolemization). Labels of blank nodes mean nothing
//! outside their file, so nodes are numbered in the order in which the file first names them: the same file under the
//! same document gives the same IRIs.

use oxigraph::model::{BlankNode, GraphName, NamedNode, NamedOrBlankNode, Quad, Term, Triple};
use rustc_hash::FxHashMap;

use crate::text::Hash;

/// Names the blank nodes of one document.
pub(crate) struct Skolemizer {
    stem: String,
    numbers: FxHashMap<BlankNode, usize>,
}

impl Skolemizer {
    /// For the document `id`, with IRIs on the host of `base`.
    pub(crate) fn new(base: &str, id: &str) -> Self {
        let host_end = base
            .find("://")
            .map(|at| base[at + 3..].find('/').map_or(base.len(), |slash| at + 3 + slash));
        let root = match host_end {
            Some(end) => format!("{}/.well-known/genid/", &base[..end]),
            None => format!("{base}genid-"),
        };
        Self {
            stem: format!("{root}{}-", Hash::of(id).hex(16)),
            numbers: FxHashMap::default(),
        }
    }

    /// The quad without blank nodes.
    pub(crate) fn quad(&mut self, quad: Quad) -> Quad {
        Quad {
            subject: self.subject(quad.subject),
            predicate: quad.predicate,
            object: self.term(quad.object),
            graph_name: match quad.graph_name {
                GraphName::BlankNode(node) => GraphName::NamedNode(self.name(node)),
                name => name,
            },
        }
    }

    fn subject(&mut self, subject: NamedOrBlankNode) -> NamedOrBlankNode {
        match subject {
            NamedOrBlankNode::BlankNode(node) => NamedOrBlankNode::NamedNode(self.name(node)),
            NamedOrBlankNode::NamedNode(_) => subject,
        }
    }

    fn term(&mut self, term: Term) -> Term {
        match term {
            Term::BlankNode(node) => Term::NamedNode(self.name(node)),
            Term::Triple(triple) => Term::from(Triple {
                subject: self.subject(triple.subject),
                predicate: triple.predicate,
                object: self.term(triple.object),
            }),
            Term::NamedNode(_) | Term::Literal(_) => term,
        }
    }

    fn name(&mut self, node: BlankNode) -> NamedNode {
        let next = self.numbers.len() + 1;
        let number = *self.numbers.entry(node).or_insert(next);
        NamedNode::new_unchecked(format!("{}{number}", self.stem))
    }
}
