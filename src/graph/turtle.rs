//! Turtle and `TriG` that read as if written by hand: sorted, grouped by subject, used prefixes only, `a` first.
//!
//! [Turtle 1.1](https://www.w3.org/TR/turtle/), [TriG 1.1](https://www.w3.org/TR/trig/). Terms of RDF 1.2 that a user's
//! own data may hold are written as RDF 1.2 writes them.

use std::collections::BTreeSet;
use std::io::{self, Write};

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{BaseDirection, GraphName, Literal, NamedNodeRef, NamedOrBlankNode, Quad, Term};

use crate::graph::order::{Description, OrderedGraph, ordered};
use crate::graph::prefix::Prefixes;

/// Writes the default graph of `quads` as Turtle; quads of named graphs are left out.
///
/// # Errors
/// What `out` refuses.
pub(crate) fn write_turtle(quads: &[Quad], prefixes: &Prefixes, out: impl Write) -> io::Result<()> {
    let default = quads.iter().filter(|quad| quad.graph_name.is_default_graph());
    write(&ordered(default), prefixes, out)
}

/// Writes all graphs of `quads` as `TriG`.
///
/// # Errors
/// What `out` refuses.
pub(crate) fn write_trig(quads: &[Quad], prefixes: &Prefixes, out: impl Write) -> io::Result<()> {
    write(&ordered(quads), prefixes, out)
}

fn write(graphs: &[OrderedGraph], prefixes: &Prefixes, mut out: impl Write) -> io::Result<()> {
    let mut names = Names {
        prefixes,
        used: BTreeSet::new(),
    };
    let mut body = String::new();
    for graph in graphs {
        let (indent, named) = match &graph.name {
            GraphName::DefaultGraph => ("", false),
            GraphName::NamedNode(node) => {
                body.push('\n');
                names.iri(&mut body, node.as_ref());
                ("    ", true)
            }
            GraphName::BlankNode(node) => {
                body.push('\n');
                body.push_str(&node.to_string());
                ("    ", true)
            }
        };
        if named {
            body.push_str(" {\n");
        }
        for (index, (subject, description)) in graph.subjects.iter().enumerate() {
            if !named || index > 0 {
                body.push('\n');
            }
            body.push_str(indent);
            names.subject(&mut body, subject);
            names.description(&mut body, description, indent);
        }
        if named {
            body.push_str("}\n");
        }
    }
    for (prefix, namespace) in prefixes.iter().filter(|(prefix, _)| names.used.contains(*prefix)) {
        writeln!(out, "@prefix {prefix}: <{namespace}> .")?;
    }
    out.write_all(body.as_bytes())
}

/// The name of an IRI as Turtle, SPARQL and tables write it: `dm:rejects`, or in angle brackets if no prefix fits.
pub(crate) fn shortened(iri: &str, prefixes: &Prefixes) -> String {
    let mut names = Names {
        prefixes,
        used: BTreeSet::new(),
    };
    let mut text = String::new();
    names.iri(&mut text, NamedNodeRef::new_unchecked(iri));
    text
}

/// Writes terms and remembers which prefixes they needed.
struct Names<'p> {
    prefixes: &'p Prefixes,
    used: BTreeSet<String>,
}

impl Names<'_> {
    fn subject(&mut self, text: &mut String, subject: &NamedOrBlankNode) {
        match subject {
            NamedOrBlankNode::NamedNode(node) => self.iri(text, node.as_ref()),
            NamedOrBlankNode::BlankNode(node) => text.push_str(&node.to_string()),
        }
    }

    fn description(&mut self, text: &mut String, description: &Description, indent: &str) {
        for (index, (place, objects)) in description.iter().enumerate() {
            if index > 0 {
                text.push_str(" ;\n    ");
                text.push_str(indent);
            } else {
                text.push(' ');
            }
            if place.predicate().as_ref() == rdf::TYPE {
                text.push('a');
            } else {
                self.iri(text, place.predicate().as_ref());
            }
            for (index, object) in objects.iter().enumerate() {
                text.push_str(if index > 0 { ", " } else { " " });
                self.term(text, &object.0);
            }
        }
        text.push_str(" .\n");
    }

    fn term(&mut self, text: &mut String, term: &Term) {
        match term {
            Term::NamedNode(node) => self.iri(text, node.as_ref()),
            Term::BlankNode(node) => text.push_str(&node.to_string()),
            Term::Literal(literal) => self.literal(text, literal),
            Term::Triple(triple) => {
                text.push_str("<<( ");
                self.subject(text, &triple.subject);
                text.push(' ');
                self.iri(text, triple.predicate.as_ref());
                text.push(' ');
                self.term(text, &triple.object);
                text.push_str(" )>>");
            }
        }
    }

    fn iri(&mut self, text: &mut String, node: NamedNodeRef<'_>) {
        for (prefix, rest) in self.prefixes.split(node.as_str()) {
            if let Some(local) = local_name(rest) {
                self.used.insert(prefix.to_owned());
                text.push_str(prefix);
                text.push(':');
                text.push_str(&local);
                return;
            }
        }
        text.push('<');
        for character in node.as_str().chars() {
            if character <= ' ' || "<>\"{}|^`\\".contains(character) {
                escape(text, character);
            } else {
                text.push(character);
            }
        }
        text.push('>');
    }

    fn literal(&mut self, text: &mut String, literal: &Literal) {
        let value = literal.value();
        let datatype = literal.datatype();
        if (datatype == xsd::INTEGER && is_integer(value))
            || (datatype == xsd::DECIMAL && is_decimal(value))
            || (datatype == xsd::DOUBLE && is_double(value))
            || (datatype == xsd::BOOLEAN && matches!(value, "true" | "false"))
        {
            text.push_str(value);
            return;
        }
        quote(text, value);
        if let Some(language) = literal.language() {
            text.push('@');
            text.push_str(language);
            match literal.direction() {
                Some(BaseDirection::Ltr) => text.push_str("--ltr"),
                Some(BaseDirection::Rtl) => text.push_str("--rtl"),
                None => {}
            }
        } else if datatype != xsd::STRING {
            text.push_str("^^");
            self.iri(text, datatype);
        }
    }
}

/// `[+-]?[0-9]+`
fn is_integer(value: &str) -> bool {
    is_digits(unsigned(value))
}

/// `[+-]?[0-9]*\.[0-9]+`
fn is_decimal(value: &str) -> bool {
    unsigned(value)
        .split_once('.')
        .is_some_and(|(whole, part)| (whole.is_empty() || is_digits(whole)) && is_digits(part))
}

/// `[+-]?([0-9]+\.[0-9]*|\.?[0-9]+)[eE][+-]?[0-9]+`
fn is_double(value: &str) -> bool {
    let Some((mantissa, exponent)) = unsigned(value).split_once(['e', 'E']) else {
        return false;
    };
    let mantissa_holds = match mantissa.split_once('.') {
        Some(("", part)) => is_digits(part),
        Some((whole, part)) => is_digits(whole) && (part.is_empty() || is_digits(part)),
        None => is_digits(mantissa),
    };
    mantissa_holds && is_integer(exponent)
}

fn unsigned(value: &str) -> &str {
    value.strip_prefix(['+', '-']).unwrap_or(value)
}

fn is_digits(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit())
}

/// Writes a string between quotation marks, on one line.
fn quote(text: &mut String, value: &str) {
    text.push('"');
    for character in value.chars() {
        match character {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            '\u{8}' => text.push_str("\\b"),
            '\u{c}' => text.push_str("\\f"),
            // Control characters, and what some tools take for the end of a line.
            '\u{0}'..='\u{1f}' | '\u{7f}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                escape(text, character);
            }
            _ => text.push(character),
        }
    }
    text.push('"');
}

/// Writes a character by its number.
fn escape(text: &mut String, character: char) {
    text.push_str("\\u");
    for shift in [12, 8, 4, 0] {
        let digit = u32::from(character) >> shift & 15;
        text.push(char::from_digit(digit, 16).expect("below 16").to_ascii_uppercase());
    }
}

/// The part of a prefixed name after the colon, escaped where need be
/// ([`PN_LOCAL`](https://www.w3.org/TR/turtle/#grammar-production-PN_LOCAL)); `None` if no escape makes it one.
fn local_name(rest: &str) -> Option<String> {
    let mut local = String::with_capacity(rest.len());
    let mut characters = rest.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let first = at == 0;
        let last = characters.peek().is_none();
        match character {
            ':' | '0'..='9' => local.push(character),
            '%' if rest
                .as_bytes()
                .get(at + 1..at + 3)
                .is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)) =>
            {
                local.push('%');
            }
            '-' if !first => local.push(character),
            '.' if !first && !last => local.push(character),
            _ if is_name_start(character) => local.push(character),
            _ if !first && is_name_part(character) => local.push(character),
            '-' | '.' | '~' | '!' | '$' | '&' | '\'' | '(' | ')' | '*' | '+' | ',' | ';' | '=' | '/' | '?' | '#'
            | '@' | '%' => {
                local.push('\\');
                local.push(character);
            }
            _ => return None,
        }
    }
    Some(local)
}

/// [`PN_CHARS_U`](https://www.w3.org/TR/turtle/#grammar-production-PN_CHARS_U)
fn is_name_start(character: char) -> bool {
    matches!(character,
        'A'..='Z' | 'a'..='z' | '_' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
        | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}'
        | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}'
        | '\u{10000}'..='\u{effff}')
}

/// What [`PN_CHARS`](https://www.w3.org/TR/turtle/#grammar-production-PN_CHARS) adds, but for digits and the hyphen.
fn is_name_part(character: char) -> bool {
    matches!(character, '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use oxigraph::io::{RdfFormat, RdfParser};
    use oxigraph::model::{BlankNode, NamedNode, Triple};
    use proptest::prelude::*;

    use super::*;

    fn read(text: &[u8], format: RdfFormat) -> BTreeSet<String> {
        RdfParser::from_format(format)
            .for_slice(text)
            .map(|quad| quad.expect("what is written parses").to_string())
            .collect()
    }

    fn trig(quads: &[Quad]) -> Vec<u8> {
        let mut out = Vec::new();
        write_trig(quads, &Prefixes::default(), &mut out).unwrap();
        out
    }

    #[test]
    fn reads_as_if_written_by_hand() {
        let source = r#"
            <https://w3id.org/demarche/id/country/Norland> <https://w3id.org/demarche/ontology#rejects>
                <https://w3id.org/demarche/id/doc/a.txt:thing-vote> , <https://example.org/x> ;
                <http://www.w3.org/2000/01/rdf-schema#label> "Norland" ;
                a <https://w3id.org/demarche/ontology#Country> .
            <https://w3id.org/demarche/id/doc/a.txt> <http://purl.org/dc/terms/issued>
                "2031-05-02"^^<http://www.w3.org/2001/XMLSchema#date> ; a <https://schema.org/NewsArticle> .
            <https://example.org/O'Neil> <https://w3id.org/demarche/ontology#confidence> 0.5 , "line\n\"two\""@en .
            <https://example.org/g> { <https://example.org/s> <https://example.org/p> true , 1e3, 7 . }"#;
        let quads: Vec<Quad> = RdfParser::from_format(RdfFormat::TriG)
            .for_slice(source)
            .collect::<Result<_, _>>()
            .unwrap();
        let text = String::from_utf8(trig(&quads)).unwrap();
        expect![[r#"
            @prefix country: <https://w3id.org/demarche/id/country/> .
            @prefix dct: <http://purl.org/dc/terms/> .
            @prefix dm: <https://w3id.org/demarche/ontology#> .
            @prefix doc: <https://w3id.org/demarche/id/doc/> .
            @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
            @prefix schema: <https://schema.org/> .
            @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

            doc:a.txt a schema:NewsArticle ;
                dct:issued "2031-05-02"^^xsd:date .

            <https://example.org/O'Neil> dm:confidence 0.5, "line\n\"two\""@en .

            country:Norland a dm:Country ;
                rdfs:label "Norland" ;
                dm:rejects <https://example.org/x>, doc:a.txt:thing-vote .

            <https://example.org/g> {
                <https://example.org/s> <https://example.org/p> 1e3, 7, true .
            }
        "#]]
        .assert_eq(&text);
        assert_eq!(
            read(text.as_bytes(), RdfFormat::TriG),
            quads.iter().map(ToString::to_string).collect()
        );
    }

    #[test]
    fn local_names_are_escaped_or_refused() {
        let check = |rest: &str, expected: Option<&str>| assert_eq!(local_name(rest).as_deref(), expected, "{rest}");
        check("Côte_d'Ivoire", Some("Côte_d\\'Ivoire"));
        check("a.b.", Some("a.b\\."));
        check("-a", Some("\\-a"));
        check("%2Fx%", Some("%2Fx\\%"));
        check("587116/", Some("587116\\/"));
        check("2×2", None);
        check("", Some(""));
    }

    fn iri() -> impl Strategy<Value = NamedNode> {
        prop_oneof![
            "[a-zA-Z0-9._~:@!$&'()*+,;=%/?#é–×中·\u{300}-]{0,12}".prop_filter_map("an IRI", |rest| NamedNode::new(
                format!("https://w3id.org/demarche/id/doc/{rest}")
            )
            .ok()),
            "\\PC{0,12}".prop_filter_map("an IRI", |rest| NamedNode::new(format!("urn:x:{rest}")).ok()),
        ]
    }

    fn literal() -> impl Strategy<Value = Literal> {
        let numeric = prop_oneof![
            Just(xsd::INTEGER),
            Just(xsd::DECIMAL),
            Just(xsd::DOUBLE),
            Just(xsd::BOOLEAN)
        ];
        prop_oneof![
            any::<String>().prop_map(Literal::new_simple_literal),
            (any::<String>(), iri()).prop_map(|(value, datatype)| Literal::new_typed_literal(value, datatype)),
            (
                "[+-]?[0-9]{0,3}[.]?[0-9]{0,3}([eE][+-]?[0-9]{0,2})?|true|false",
                numeric
            )
                .prop_map(|(value, datatype)| Literal::new_typed_literal(value, datatype)),
            any::<String>().prop_map(|value| Literal::new_language_tagged_literal(value, "en-gb").unwrap()),
        ]
    }

    fn subject() -> impl Strategy<Value = NamedOrBlankNode> {
        prop_oneof![
            iri().prop_map(NamedOrBlankNode::from),
            "[a-z0-9]{1,4}".prop_map(|id| BlankNode::new(id).unwrap().into()),
        ]
    }

    fn object() -> impl Strategy<Value = Term> {
        prop_oneof![
            subject().prop_map(Term::from),
            literal().prop_map(Term::from),
            (subject(), iri(), literal()).prop_map(|(s, p, o)| Term::from(Triple::new(s, p, o))),
        ]
    }

    fn quad() -> impl Strategy<Value = Quad> {
        let graph = prop_oneof![
            3 => Just(GraphName::DefaultGraph),
            1 => subject().prop_map(GraphName::from),
        ];
        (subject(), iri(), object(), graph).prop_map(|(s, p, o, g)| Quad::new(s, p, o, g))
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(quads in prop::collection::vec(quad(), 0..12)) {
            let text = trig(&quads);
            let expected: BTreeSet<String> = quads.iter().map(ToString::to_string).collect();
            prop_assert_eq!(read(&text, RdfFormat::TriG), expected);
        }

        #[test]
        fn the_order_of_quads_does_not_show(quads in prop::collection::vec(quad(), 0..12), seed in any::<u64>()) {
            let mut shuffled = quads.clone();
            let length = shuffled.len().max(1) as u64;
            shuffled.rotate_left((seed % length) as usize);
            shuffled.reverse();
            prop_assert_eq!(trig(&quads), trig(&shuffled));
        }
    }
}
