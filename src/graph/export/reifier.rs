//! Statements as [RDF 1.2](https://www.w3.org/TR/rdf12-concepts/#section-triple-terms-reification) has them: a node
//! that reifies a triple term.

use std::collections::BTreeMap;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedOrBlankNode, Quad, Term, Triple};

/// The triple a statement node speaks of, part by part.
#[derive(Default)]
struct Parts {
    subject: Option<Term>,
    predicate: Option<Term>,
    object: Option<Term>,
}

impl Parts {
    fn triple(self) -> Option<Triple> {
        let Term::NamedNode(predicate) = self.predicate? else {
            return None;
        };
        let subject = match self.subject? {
            Term::NamedNode(node) => NamedOrBlankNode::from(node),
            Term::BlankNode(node) => node.into(),
            // RDF 1.2 takes neither words nor triples for subjects.
            Term::Literal(_) | Term::Triple(_) => return None,
        };
        Some(Triple::new(subject, predicate, self.object?))
    }
}

/// `quads` with `rdf:reifies <<( subject predicate object )>>` in place of `rdf:subject`, `rdf:predicate` and
/// `rdf:object`. A statement that has not all three keeps what it has.
pub fn with_triple_terms(quads: Vec<Quad>) -> Vec<Quad> {
    let mut parts: BTreeMap<String, Parts> = BTreeMap::new();
    for quad in &quads {
        let Some(part) = part(quad) else { continue };
        let found = parts.entry(quad.subject.to_string()).or_default();
        let place = match part {
            Part::Subject => &mut found.subject,
            Part::Predicate => &mut found.predicate,
            Part::Object => &mut found.object,
        };
        *place = Some(quad.object.clone());
    }
    let triples: BTreeMap<String, Triple> = parts
        .into_iter()
        .filter_map(|(node, parts)| Some((node, parts.triple()?)))
        .collect();
    quads
        .into_iter()
        .filter_map(|quad| {
            let Some(part) = part(&quad) else { return Some(quad) };
            let Some(triple) = triples.get(&quad.subject.to_string()) else {
                return Some(quad);
            };
            // Of the three one is replaced, and the others go.
            matches!(part, Part::Subject).then(|| Quad {
                predicate: rdf::REIFIES.into_owned(),
                object: triple.clone().into(),
                ..quad
            })
        })
        .collect()
}

#[derive(Clone, Copy)]
enum Part {
    Subject,
    Predicate,
    Object,
}

fn part(quad: &Quad) -> Option<Part> {
    match quad.predicate.as_ref() {
        rdf::SUBJECT => Some(Part::Subject),
        rdf::PREDICATE => Some(Part::Predicate),
        rdf::OBJECT => Some(Part::Object),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::graph::tests::small;
    use crate::graph::{Format, Prefixes, write};

    #[test]
    fn a_statement_reifies_its_triple() {
        let quads = with_triple_terms(small().quads().unwrap());
        assert!(quads.iter().all(|quad| part(quad).is_none()));
        let one = quads
            .into_iter()
            .filter(|quad| quad.subject.to_string().ends_with("two:statement-1>") && quad.predicate == rdf::REIFIES)
            .collect::<Vec<_>>();
        let mut written = Vec::new();
        write(&one, Format::Turtle, &Prefixes::default(), &mut written).unwrap();
        expect![[r"
            @prefix dm: <https://w3id.org/demarche/ontology#> .
            @prefix doc: <https://w3id.org/demarche/id/doc/> .
            @prefix entity: <https://w3id.org/demarche/id/> .
            @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .

            doc:two:statement-1 rdf:reifies <<( entity:Russia dm:accuses entity:Azerbaijan )>> .
        "]]
        .assert_eq(&String::from_utf8(written).unwrap());
    }
}
