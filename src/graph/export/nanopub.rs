//! Asserted statements as [nanopublications](https://nanopub.net/guidelines/working_draft/): what is said, where it
//! comes from, and the publication itself, each in a graph of its own.
//!
//! They are neither signed nor dated: signing tools do both, and the clock is never read.

use std::collections::BTreeMap;

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};

use crate::graph::vocabulary::{dm, np, prov, skos};

/// What is said of each subject of a graph.
type Subjects<'q> = BTreeMap<&'q str, Vec<&'q Quad>>;

/// Predicates of a statement node that tell where it comes from; they go with the assertion's graph.
const ORIGIN: [NamedNodeRef<'_>; 6] = [
    dm::ATTRIBUTED_TO,
    dm::RELAYED_BY,
    dm::TRIGGER,
    dm::OFFSETS,
    dm::RULE,
    dm::CONFIDENCE,
];

/// Predicates of a statement node that the graphs say in another way, or that are the same for all that is asserted.
const LEFT_OUT: [NamedNodeRef<'_>; 10] = [
    rdf::SUBJECT,
    rdf::PREDICATE,
    rdf::OBJECT,
    rdfs::LABEL,
    dm::EVENT_CLASS,
    dm::POLARITY,
    dm::MODALITY,
    dm::ASSERTED,
    dm::REPORTED_IN,
    dm::SENTENCE,
];

/// The nanopublications of all asserted statements, each in four named graphs.
pub(crate) fn nanopubs(quads: &[Quad]) -> Vec<Quad> {
    let mut subjects = Subjects::new();
    for quad in quads {
        if let NamedOrBlankNode::NamedNode(subject) = &quad.subject {
            subjects.entry(subject.as_str()).or_default().push(quad);
        }
    }
    // A document read by several runs has an assertion of each; that it stems from all is as much as can be said.
    let mut runs: BTreeMap<&str, Vec<&NamedOrBlankNode>> = BTreeMap::new();
    for quad in quads {
        if let (prov::USED, Term::NamedNode(document)) = (quad.predicate.as_ref(), &quad.object) {
            runs.entry(document.as_str()).or_default().push(&quad.subject);
        }
    }
    let mut written = Vec::new();
    for (statement, said) in &subjects {
        let is_asserted = |quad: &&Quad| {
            quad.predicate == dm::ASSERTED && matches!(&quad.object, Term::Literal(value) if value.value() == "true")
        };
        if said.iter().any(is_asserted) {
            Nanopub::new(statement, &subjects, &runs).write(said, &mut written);
        }
    }
    written
}

/// One nanopublication: its names, and what is known of all else.
struct Nanopub<'q, 's> {
    statement: NamedNode,
    publication: NamedNode,
    head: NamedNode,
    assertion: NamedNode,
    provenance: NamedNode,
    information: NamedNode,
    subjects: &'s Subjects<'q>,
    runs: &'s BTreeMap<&'q str, Vec<&'q NamedOrBlankNode>>,
}

impl<'q, 's> Nanopub<'q, 's> {
    fn new(
        statement: &str,
        subjects: &'s Subjects<'q>,
        runs: &'s BTreeMap<&'q str, Vec<&'q NamedOrBlankNode>>,
    ) -> Self {
        let name = |end: &str| NamedNode::new_unchecked(format!("{statement}.{end}"));
        Self {
            statement: NamedNode::new_unchecked(statement),
            publication: name("np"),
            head: name("np-head"),
            assertion: name("np-assertion"),
            provenance: name("np-provenance"),
            information: name("np-pubinfo"),
            subjects,
            runs,
        }
    }

    fn write(&self, said: &[&Quad], quads: &mut Vec<Quad>) {
        let Self {
            publication,
            head,
            assertion,
            provenance,
            information,
            ..
        } = self;
        let mut add = |subject: &NamedNode, predicate: NamedNodeRef<'_>, object: Term, graph: &NamedNode| {
            quads.push(Quad::new(subject.clone(), predicate, object, graph.clone()));
        };
        add(publication, rdf::TYPE, np::NANOPUBLICATION.into(), head);
        add(publication, np::HAS_ASSERTION, assertion.clone().into(), head);
        add(publication, np::HAS_PROVENANCE, provenance.clone().into(), head);
        add(publication, np::HAS_PUBLICATION_INFO, information.clone().into(), head);
        let part = |predicate: NamedNodeRef<'_>| {
            said.iter()
                .find(|quad| quad.predicate == predicate)
                .map(|quad| &quad.object)
        };
        // Statements are no things: what somebody says is told by its own nanopublication.
        if let (Some(Term::NamedNode(subject)), Some(Term::NamedNode(relation)), Some(object)) =
            (part(rdf::SUBJECT), part(rdf::PREDICATE), part(rdf::OBJECT))
        {
            add(subject, relation.as_ref(), object.clone(), assertion);
        }
        for quad in said {
            let predicate = quad.predicate.as_ref();
            if ORIGIN.contains(&predicate) {
                add(assertion, predicate, quad.object.clone(), provenance);
            } else if !LEFT_OUT.contains(&predicate) {
                add(&self.statement, predicate, quad.object.clone(), assertion);
            }
            if predicate == rdfs::LABEL {
                add(publication, predicate, quad.object.clone(), information);
            }
        }
        add(
            publication,
            prov::WAS_DERIVED_FROM,
            self.statement.clone().into(),
            information,
        );
        self.origin(said, &mut add);
        self.names(said, &mut add);
    }

    /// Document, sentence and run, described with the assertion that stems from them.
    fn origin(&self, said: &[&Quad], add: &mut impl FnMut(&NamedNode, NamedNodeRef<'_>, Term, &NamedNode)) {
        for quad in said {
            let predicate = match quad.predicate.as_ref() {
                dm::REPORTED_IN => prov::WAS_DERIVED_FROM,
                dm::SENTENCE => prov::WAS_QUOTED_FROM,
                _ => continue,
            };
            let Term::NamedNode(place) = &quad.object else { continue };
            add(&self.assertion, predicate, place.clone().into(), &self.provenance);
            // Whom else the document mentions is not this assertion's business.
            for quad in self.subjects.get(place.as_str()).into_iter().flatten() {
                if !matches!(quad.object, Term::NamedNode(_)) || quad.predicate == rdf::TYPE {
                    add(place, quad.predicate.as_ref(), quad.object.clone(), &self.provenance);
                }
            }
            for run in self.runs.get(place.as_str()).into_iter().flatten() {
                let NamedOrBlankNode::NamedNode(run) = run else {
                    continue;
                };
                add(
                    &self.assertion,
                    prov::WAS_GENERATED_BY,
                    run.clone().into(),
                    &self.provenance,
                );
                for quad in self.subjects.get(run.as_str()).into_iter().flatten() {
                    if quad.predicate != prov::USED {
                        add(run, quad.predicate.as_ref(), quad.object.clone(), &self.information);
                    }
                }
            }
        }
    }

    /// What the things it speaks of are called, and what they are elsewhere.
    fn names(&self, said: &[&Quad], add: &mut impl FnMut(&NamedNode, NamedNodeRef<'_>, Term, &NamedNode)) {
        for quad in said {
            let Term::NamedNode(thing) = &quad.object else { continue };
            for quad in self.subjects.get(thing.as_str()).into_iter().flatten() {
                if [rdfs::LABEL, skos::EXACT_MATCH, skos::CLOSE_MATCH].contains(&quad.predicate.as_ref()) {
                    add(thing, quad.predicate.as_ref(), quad.object.clone(), &self.information);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect_file;

    use crate::graph::tests::with_reading;
    use crate::graph::{Export, Prefixes, export, quads};

    #[test]
    fn an_asserted_statement_is_a_nanopublication() {
        with_reading(|run, reading| {
            let mut written = Vec::new();
            export(
                &quads(run, reading),
                Export::Nanopubs,
                &Prefixes::default(),
                &mut written,
            )
            .unwrap();
            expect_file!["../../../tests/graph/article.nanopubs.trig"].assert_eq(&String::from_utf8(written).unwrap());
        });
    }
}
