//! [`Hint`]: what to try when nothing is found.
//!
//! Takes what was asked and an index, gives names and terms like those it does not hold. Changes nothing, and is silent about
//! graphs too large to be read whole for it.

use std::collections::BTreeSet;
use std::fmt;

use oxigraph::model::{Literal, NamedNode, NamedNodeRef};

use crate::graph::names::Names;
use crate::graph::prefix::Prefixes;
use crate::graph::query::{self, QueryError, QueryOptions, iris};
use crate::graph::store::Index;
use crate::graph::survey::rows;
use crate::graph::turtle::shortened;
use crate::graph::vocabulary::{DM, dm};
use crate::graph::why;
use crate::ontology::Ontology;

/// Graphs with more quads than this are not read whole for a hint.
const MOST: usize = 5_000_000;

/// How alike two names are of which one was meant for the other, from 0 to 1.
const ALIKE: f64 = 0.88;

/// What to try when nothing is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Documents mention the thing, but no statement has it as its subject or object.
    Mentioned {
        /// What it was called.
        name: String,
        /// The documents.
        documents: Vec<String>,
    },
    /// Nothing has this name.
    Unknown {
        /// The name.
        name: String,
        /// The name most like it that something has.
        nearest: Option<String>,
    },
    /// All that is named is known, but nothing says this of it.
    NotSaid {
        /// What was looked for.
        names: String,
    },
}

impl fmt::Display for Hint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mentioned { name, documents } => {
                let more = documents.len().saturating_sub(SHOWN);
                let shown = documents[..documents.len() - more].join(", ");
                write!(formatter, "{name} is mentioned in {shown}")?;
                if more > 0 {
                    write!(formatter, " and {more} more")?;
                }
                formatter.write_str(", but no statement has it as its subject or object")
            }
            Self::Unknown { name, nearest } => match nearest {
                Some(nearest) => write!(formatter, "nothing is known of {name}; did you mean {nearest}?"),
                None => write!(
                    formatter,
                    "nothing is known of {name}; give an IRI, a prefixed name or a label"
                ),
            },
            Self::NotSaid { names } => write!(formatter, "nothing says {names}"),
        }
    }
}

/// How many documents a hint names.
const SHOWN: usize = 3;

/// Why there is no evidence for what `target` names: see [`why()`](crate::graph::why).
///
/// # Errors
/// When the index fails.
pub fn unexplained(index: &Index, target: &[&str], prefixes: &Prefixes) -> Result<Hint, QueryError> {
    for &name in target {
        if is_known(index, name, prefixes)? {
            continue;
        }
        let names = names(index, prefixes)?;
        let nearest = if name.contains(':') {
            nearest(name, &names.terms)
        } else {
            nearest(name, &names.labels)
        };
        let name = name.to_owned();
        return Ok(Hint::Unknown { name, nearest });
    }
    let names = target.join(" ");
    let thing = match why::iri(&names, prefixes) {
        Some(node) => format!("BIND({node} AS ?thing)"),
        None => format!(
            "?thing rdfs:label|skos:altLabel {}",
            Literal::new_simple_literal(&names)
        ),
    };
    let documents = rows(
        index,
        &format!(
            "SELECT DISTINCT ?document {{ {thing} . ?article schema:mentions ?thing ; dct:identifier ?document }}
             ORDER BY ?document"
        ),
    )?;
    let documents: Vec<String> = documents.into_iter().flatten().collect();
    Ok(if documents.is_empty() || target.len() > 1 {
        Hint::NotSaid { names }
    } else {
        Hint::Mentioned { name: names, documents }
    })
}

/// The terms of our own namespaces that a query names and neither the graph nor the ontology has, where a name that the
/// graph has is much like it.
///
/// # Errors
/// When the query is none, or the index fails.
pub fn misspelt(index: &Index, text: &str, options: &QueryOptions) -> Result<Vec<Hint>, QueryError> {
    let ontology = Ontology::shipped();
    let known: BTreeSet<&str> = ontology
        .classes()
        .map(|(_, class)| class.iri.as_str())
        .chain(ontology.properties().map(|(_, property)| property.iri.as_str()))
        .collect();
    let own = |iri: &str| {
        let of_search = [dm::MATCHES.as_str(), dm::SCORE.as_str(), query::SEARCH].contains(&iri);
        iri.starts_with(DM) && !of_search || (iri.starts_with(&options.base) && iri != options.base)
    };
    let mut unknown = Vec::new();
    for iri in iris(text, options)? {
        if own(&iri) && !known.contains(iri.as_str()) && !has(index, NamedNodeRef::new_unchecked(&iri))? {
            unknown.push(shortened(&iri, &options.prefixes));
        }
    }
    if unknown.is_empty() {
        return Ok(Vec::new());
    }
    let names = names(index, &options.prefixes)?;
    let hints = unknown.into_iter().filter_map(|name| {
        let nearest = nearest(&name, &names.terms)?;
        Some(Hint::Unknown {
            name,
            nearest: Some(nearest),
        })
    });
    Ok(hints.collect())
}

/// Whether something has this IRI, prefixed name or label.
fn is_known(index: &Index, name: &str, prefixes: &Prefixes) -> Result<bool, QueryError> {
    if let Some(node) = why::iri(name, prefixes) {
        return has(index, node.as_ref());
    }
    let name = Literal::new_simple_literal(name);
    let found = rows(
        index,
        &format!("SELECT ?thing {{ ?thing rdfs:label|skos:altLabel {name} }} LIMIT 1"),
    )?;
    Ok(!found.is_empty())
}

/// Whether a quad has the node in any of its places.
fn has(index: &Index, node: NamedNodeRef<'_>) -> Result<bool, QueryError> {
    let node: NamedNode = node.into_owned();
    let quads = |subject: bool, predicate: bool| {
        let place = node.as_ref();
        index.store().quads_for_pattern(
            subject.then_some(place.into()),
            predicate.then_some(place),
            (!subject && !predicate).then_some(place.into()),
            None,
        )
    };
    for (subject, predicate) in [(true, false), (false, true), (false, false)] {
        if quads(subject, predicate).next().transpose()?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The names of a graph, none of one that is large.
fn names(index: &Index, prefixes: &Prefixes) -> Result<Names, QueryError> {
    if index.len()? > MOST {
        return Ok(Names::default());
    }
    Names::of(index, prefixes)
}

/// The name most like `name`, whatever its capitals.
fn nearest(name: &str, known: &[String]) -> Option<String> {
    let wanted = name.to_lowercase();
    let likeness = |known: &String| strsim::jaro_winkler(&wanted, &known.to_lowercase());
    let best = known
        .iter()
        .max_by(|one, other| likeness(one).total_cmp(&likeness(other)).then_with(|| other.cmp(one)))?;
    (likeness(best) >= ALIKE).then(|| best.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::DEFAULT_BASE;
    use crate::graph::tests::small;

    #[test]
    fn says_why_nothing_is_found() {
        let check = |target: &[&str], expected: &str| {
            let hint = unexplained(&small(), target, &Prefixes::default()).unwrap();
            assert_eq!(hint.to_string(), expected);
        };
        check(&["jane roe"], "nothing is known of jane roe; did you mean Jane Roe?");
        check(
            &["entity:Rusia"],
            "nothing is known of entity:Rusia; did you mean entity:Russia?",
        );
        check(
            &["Zzyzx"],
            "nothing is known of Zzyzx; give an IRI, a prefixed name or a label",
        );
        check(
            &["Russia", "meets wth", "Norland"],
            "nothing is known of meets wth; did you mean meets with?",
        );
        check(
            &["Norland", "meets with", "Russia"],
            "nothing says Norland meets with Russia",
        );
    }

    #[test]
    fn tells_a_term_that_is_misspelt() {
        let check = |text: &str, expected: &[&str]| {
            let hints = misspelt(&small(), text, &QueryOptions::new(DEFAULT_BASE)).unwrap();
            let hints: Vec<String> = hints.iter().map(ToString::to_string).collect();
            assert_eq!(hints, expected, "{text}");
        };
        check(
            "ASK { ?x dm:accusess entity:Rusia FILTER(?x = \"<https://w3id.org/demarche/ontology#acuses>\") }",
            &[
                "nothing is known of dm:accusess; did you mean dm:accuses?",
                "nothing is known of entity:Rusia; did you mean entity:Russia?",
            ],
        );
        // Terms that the graph does not use are no mistake, nor are those of others.
        check(
            "ASK { ?x a dm:Coup ; rdfs:labl ?y SERVICE dm:search { ?z dm:matches \"a\" } }",
            &[],
        );
    }
}
