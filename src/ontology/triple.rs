//! Turtle → triples about named things, for the ontology's terms and the gazetteer's entries.

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedNode, NamedOrBlankNode, Term};

/// The project's own terms.
pub const DM: &str = "https://w3id.org/demarche/ontology#";
/// [SKOS](https://www.w3.org/TR/skos-reference/).
pub(crate) const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
/// [schema.org](https://schema.org/).
pub(crate) const SCHEMA: &str = "https://schema.org/";

/// A text is not Turtle.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}:{column}: not valid Turtle: {message}")]
pub struct TurtleError {
    /// The file's name.
    pub file: String,
    /// The line, counted from 1.
    pub line: u64,
    /// The column, counted from 1.
    pub column: u64,
    /// What the parser says.
    pub message: String,
}

/// A subject's IRI, a predicate and an object.
pub(crate) type Triple = (String, NamedNode, Term);

/// The triples of a text but for those about blank nodes. `file` is the name that errors give the text.
pub(crate) fn triples<'t>(file: &'t str, text: &'t str) -> impl Iterator<Item = Result<Triple, TurtleError>> + 't {
    RdfParser::from_format(RdfFormat::Turtle)
        .for_slice(text)
        .filter_map(move |quad| match quad {
            Ok(quad) => match quad.subject {
                NamedOrBlankNode::NamedNode(subject) => Some(Ok((subject.into_string(), quad.predicate, quad.object))),
                NamedOrBlankNode::BlankNode(_) => None,
            },
            Err(error) => {
                let start = error.location().map(|range| range.start);
                Some(Err(TurtleError {
                    file: file.to_owned(),
                    line: start.map_or(1, |start| start.line + 1),
                    column: start.map_or(1, |start| start.column + 1),
                    message: error.to_string(),
                }))
            }
        })
}
