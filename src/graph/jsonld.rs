//! JSON-LD that reads like JSON: one fixed context gives short keys, dates and numbers plain values.
//!
//! [JSON-LD 1.1](https://www.w3.org/TR/json-ld11/), one object a subject, in the same order as Turtle.

use std::io::{self, Write};

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{GraphName, Literal, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use serde_json::{Map, Value, json};

use crate::graph::order::{Description, ordered};
use crate::graph::prefix::Prefixes;
use crate::graph::vocabulary::{DM, dct, dm, nif, prov, schema, sem, skos};

/// How the values of a key are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Values {
    /// Strings.
    Text,
    /// IRIs, as strings.
    Iris,
    /// Values of one datatype, as strings.
    Typed(NamedNodeRef<'static>),
}

/// The keys of the context. Any other term of `dm:` is a key by its own name, the rest by their prefixed names.
const KEYS: [(&str, NamedNodeRef<'static>, Values); 36] = [
    ("altLabel", skos::ALT_LABEL, Values::Text),
    ("anchorOf", nif::ANCHOR_OF, Values::Text),
    ("assertMode", dm::ASSERT_MODE, Values::Text),
    ("attributedTo", dm::ATTRIBUTED_TO, Values::Iris),
    ("begin", sem::HAS_BEGIN_TIME_STAMP, Values::Typed(xsd::DATE)),
    ("beginIndex", nif::BEGIN_INDEX, Values::Typed(xsd::NON_NEGATIVE_INTEGER)),
    ("belongsTo", dm::BELONGS_TO, Values::Iris),
    ("closeMatch", skos::CLOSE_MATCH, Values::Iris),
    ("confidence", dm::CONFIDENCE, Values::Typed(xsd::DECIMAL)),
    ("context", nif::REFERENCE_CONTEXT, Values::Iris),
    ("date", sem::HAS_TIME_STAMP, Values::Typed(xsd::DATE)),
    ("end", sem::HAS_END_TIME_STAMP, Values::Typed(xsd::DATE)),
    ("endIndex", nif::END_INDEX, Values::Typed(xsd::NON_NEGATIVE_INTEGER)),
    ("eventClass", dm::EVENT_CLASS, Values::Iris),
    ("exactMatch", skos::EXACT_MATCH, Values::Iris),
    ("identifier", dct::IDENTIFIER, Values::Text),
    ("issued", dct::ISSUED, Values::Typed(xsd::DATE)),
    ("label", oxigraph::model::vocab::rdfs::LABEL, Values::Text),
    ("mentions", schema::MENTIONS, Values::Iris),
    ("modality", dm::MODALITY, Values::Iris),
    ("object", rdf::OBJECT, Values::Iris),
    ("place", sem::HAS_PLACE, Values::Iris),
    ("polarity", dm::POLARITY, Values::Iris),
    ("predicate", rdf::PREDICATE, Values::Iris),
    ("publisher", dct::PUBLISHER, Values::Text),
    ("relayedBy", dm::RELAYED_BY, Values::Iris),
    ("reportedIn", dm::REPORTED_IN, Values::Iris),
    ("rule", dm::RULE, Values::Text),
    ("sentence", dm::SENTENCE, Values::Iris),
    ("source", dct::SOURCE, Values::Text),
    ("startedAt", prov::STARTED_AT_TIME, Values::Typed(xsd::DATE_TIME)),
    ("subClassOf", oxigraph::model::vocab::rdfs::SUB_CLASS_OF, Values::Iris),
    (
        "subPropertyOf",
        oxigraph::model::vocab::rdfs::SUB_PROPERTY_OF,
        Values::Iris,
    ),
    ("subject", rdf::SUBJECT, Values::Iris),
    ("title", dct::TITLE, Values::Text),
    ("used", prov::USED, Values::Iris),
];

/// Writes `quads` with the fixed context; named graphs become objects with a `@graph` of their own.
///
/// # Errors
/// What `out` refuses, and triple terms (RDF 1.2), which JSON-LD 1.1 cannot say.
pub(crate) fn write_jsonld(quads: &[Quad], prefixes: &Prefixes, mut out: impl Write) -> io::Result<()> {
    let mut nodes = Vec::new();
    for graph in ordered(quads) {
        let subjects = graph
            .subjects
            .iter()
            .map(|(subject, description)| node(subject, description, prefixes))
            .collect::<io::Result<Vec<_>>>()?;
        let name = match &graph.name {
            GraphName::DefaultGraph => {
                nodes.extend(subjects);
                continue;
            }
            GraphName::NamedNode(node) => short(node.as_str(), prefixes),
            GraphName::BlankNode(node) => node.to_string(),
        };
        nodes.push(json!({ "id": name, "@graph": subjects }));
    }
    let document = json!({ "@context": context(prefixes), "@graph": nodes });
    serde_json::to_writer_pretty(&mut out, &document)?;
    out.write_all(b"\n")
}

fn context(prefixes: &Prefixes) -> Value {
    let mut context = Map::new();
    context.insert("@version".into(), json!(1.1));
    context.insert("@vocab".into(), json!(DM));
    context.insert("id".into(), json!("@id"));
    context.insert("type".into(), json!("@type"));
    for (prefix, namespace) in prefixes.iter() {
        context.insert(prefix.into(), json!({ "@id": namespace, "@prefix": true }));
    }
    for (key, term, values) in KEYS {
        let id = short(term.as_str(), prefixes);
        let definition = match values {
            Values::Text => json!(id),
            Values::Iris => json!({ "@id": id, "@type": "@id" }),
            Values::Typed(datatype) => json!({ "@id": id, "@type": short(datatype.as_str(), prefixes) }),
        };
        context.insert(key.into(), definition);
    }
    Value::Object(context)
}

fn node(subject: &NamedOrBlankNode, description: &Description, prefixes: &Prefixes) -> io::Result<Value> {
    let mut object = Map::new();
    let id = match subject {
        NamedOrBlankNode::NamedNode(node) => short(node.as_str(), prefixes),
        NamedOrBlankNode::BlankNode(node) => node.to_string(),
    };
    object.insert("id".into(), json!(id));
    for (place, objects) in description {
        let predicate = place.predicate().as_str();
        let known = KEYS.iter().find(|(_, term, _)| term.as_str() == predicate);
        let is_type = place.predicate().as_ref() == rdf::TYPE
            && objects.iter().all(|object| matches!(object.0, Term::NamedNode(_)));
        let (key, values) = match known {
            _ if is_type => ("type".to_owned(), Values::Iris),
            Some((key, _, values)) => ((*key).to_owned(), *values),
            None => (property_key(predicate, prefixes), Values::Text),
        };
        let mut written = objects
            .iter()
            .map(|object| value(&object.0, values, is_type, prefixes))
            .collect::<io::Result<Vec<_>>>()?;
        let single = if written.len() == 1 { written.pop() } else { None };
        object.insert(key, single.unwrap_or(Value::Array(written)));
    }
    Ok(Value::Object(object))
}

fn value(term: &Term, values: Values, is_type: bool, prefixes: &Prefixes) -> io::Result<Value> {
    Ok(match term {
        Term::NamedNode(node) if is_type => json!(vocabulary_name(node.as_str(), prefixes)),
        Term::NamedNode(node) if values == Values::Iris => json!(short(node.as_str(), prefixes)),
        Term::NamedNode(node) => json!({ "id": short(node.as_str(), prefixes) }),
        Term::BlankNode(node) if values == Values::Iris => json!(node.to_string()),
        Term::BlankNode(node) => json!({ "id": node.to_string() }),
        Term::Literal(literal) => literal_value(literal, values, prefixes),
        Term::Triple(triple) => {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                format!("JSON-LD 1.1 cannot say the triple term {triple}; write ttl, trig, nt or nq"),
            ));
        }
    })
}

fn literal_value(literal: &Literal, values: Values, prefixes: &Prefixes) -> Value {
    let value = literal.value();
    if let Some(language) = literal.language() {
        return json!({ "@value": value, "@language": language });
    }
    let datatype = literal.datatype();
    match values {
        Values::Typed(expected) if expected == datatype => json!(value),
        Values::Text if datatype == xsd::STRING => json!(value),
        Values::Text if datatype == xsd::BOOLEAN && matches!(value, "true" | "false") => json!(value == "true"),
        Values::Text if datatype == xsd::INTEGER => match value.parse::<i32>() {
            Ok(number) if number.to_string() == value => json!(number),
            _ => typed(value, datatype, prefixes),
        },
        _ if datatype == xsd::STRING => json!({ "@value": value }),
        _ => typed(value, datatype, prefixes),
    }
}

fn typed(value: &str, datatype: NamedNodeRef<'_>, prefixes: &Prefixes) -> Value {
    json!({ "@value": value, "@type": vocabulary_name(datatype.as_str(), prefixes) })
}

/// A term of `dm:` by its own name where no key of the context takes that name.
fn property_key(iri: &str, prefixes: &Prefixes) -> String {
    match iri.strip_prefix(DM) {
        Some(name) if is_plain(name) && !is_taken(name, prefixes) => name.to_owned(),
        _ => short(iri, prefixes),
    }
}

/// A class or datatype: resolved against `@vocab`, so a term of `dm:` goes by its own name.
fn vocabulary_name(iri: &str, prefixes: &Prefixes) -> String {
    property_key(iri, prefixes)
}

fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn is_taken(name: &str, prefixes: &Prefixes) -> bool {
    matches!(name, "id" | "type") || KEYS.iter().any(|(key, ..)| *key == name) || prefixes.namespace(name).is_some()
}

/// `prefix:rest`, or the full IRI where that would read as something else.
fn short(iri: &str, prefixes: &Prefixes) -> String {
    for (prefix, rest) in prefixes.split(iri) {
        if !rest.starts_with("//") {
            return format!("{prefix}:{rest}");
        }
    }
    iri.to_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use oxigraph::io::{RdfFormat, RdfParser};

    use super::*;
    use crate::graph::format::Format;

    fn check(source: &str) -> Value {
        let quads: Vec<Quad> = RdfParser::from_format(RdfFormat::TriG)
            .for_slice(source)
            .collect::<Result<_, _>>()
            .unwrap();
        let mut out = Vec::new();
        write_jsonld(&quads, &Prefixes::default(), &mut out).unwrap();
        let back: BTreeSet<String> = RdfParser::from_format(Format::JsonLd.oxigraph())
            .for_slice(&out)
            .map(|quad| quad.unwrap().to_string())
            .collect();
        let expected: BTreeSet<String> = quads.iter().map(ToString::to_string).collect();
        assert_eq!(back, expected, "{}", String::from_utf8_lossy(&out));
        let document: Value = serde_json::from_slice(&out).unwrap();
        document["@graph"].clone()
    }

    #[test]
    fn reads_like_json_and_reads_back() {
        let graph = check(
            r#"@prefix dm: <https://w3id.org/demarche/ontology#> .
            @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
            @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
            @prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> .
            @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
            @prefix country: <https://w3id.org/demarche/id/country/> .
            country:Norland a dm:Country ; rdfs:label "Norland" ; dm:rejects country:Sudria, country:Estria .
            <https://example.org/s1> a dm:Statement, <https://example.org/Odd> ;
                rdf:object "legitimate" ; dm:confidence 0.5 ; dm:asserted true ; dm:polarity dm:positive ;
                dm:title "not the article's" ; dm:rank 3 , "03"^^xsd:integer ;
                dm:modality "odd"@en ; sem:hasTimeStamp "2031-05-02"^^xsd:date , "2031"^^xsd:gYear .
            <https://example.org/g> { country:Norland dm:meets country:Sudria }"#,
        );
        assert_eq!(
            graph[0],
            json!({"id": "country:Norland", "type": "Country", "label": "Norland",
                   "rejects": [{"id": "country:Estria"}, {"id": "country:Sudria"}]})
        );
        assert_eq!(graph[1]["confidence"], json!("0.5"));
        assert_eq!(graph[1]["asserted"], json!(true));
        assert_eq!(graph[1]["object"], json!({"@value": "legitimate"}));
        assert_eq!(graph[2]["@graph"][0]["meets"], json!({"id": "country:Sudria"}));
    }
}
