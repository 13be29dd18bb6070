//! Prefixes of a query: those it declares, those it uses, those that are preset.
//!
//! Oxigraph reports an undeclared prefix without saying which, so they are looked for before parsing.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::graph::prefix::Prefixes;
use crate::graph::query::error::{QueryError, position};

/// The preset prefixes to declare for `text`, with their namespaces.
///
/// # Errors
/// The first prefix that `text` uses and that is neither preset nor declared by it.
pub(crate) fn prefixes(text: &str, preset: &Prefixes) -> Result<Vec<(String, String)>, QueryError> {
    let names = names(text);
    let mut declared = BTreeMap::new();
    for (index, name) in names.iter().enumerate() {
        if name.declares {
            declared.insert(name.prefix, index);
        }
    }
    for name in &names {
        if preset.namespace(name.prefix).is_none() && !declared.contains_key(name.prefix) {
            let (line, column) = position(text, name.span.start);
            return Err(QueryError::Prefix {
                line,
                column,
                span: name.span.clone(),
                prefix: name.prefix.to_owned(),
                advice: advice(name.prefix, preset),
            });
        }
    }
    Ok(preset
        .iter()
        .map(|(prefix, namespace)| (prefix.to_owned(), namespace.to_owned()))
        .collect())
}

/// Namespaces that people use and that are not preset.
const KNOWN: [(&str, &str); 8] = [
    ("bibo", "http://purl.org/ontology/bibo/"),
    ("cito", "http://purl.org/spar/cito/"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("geosparql", "http://www.opengis.net/ont/geosparql#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("time", "http://www.w3.org/2006/time#"),
    ("wdt", "http://www.wikidata.org/prop/direct/"),
    ("yago", "http://yago-knowledge.org/resource/"),
];

fn advice(prefix: &str, preset: &Prefixes) -> String {
    if let Some((_, namespace)) = KNOWN.iter().find(|(known, _)| *known == prefix) {
        return format!("add this line before the query: PREFIX {prefix}: <{namespace}>");
    }
    let nearest = preset
        .iter()
        .map(|(known, _)| (strsim::jaro_winkler(prefix, known), known))
        .filter(|(likeness, _)| *likeness > 0.85)
        .max_by(|(a, _), (b, _)| a.total_cmp(b));
    match nearest {
        Some((_, known)) => format!("is it {known}: that you mean?"),
        None => format!("add a line before the query: PREFIX {prefix}: <…>, with the namespace it stands for"),
    }
}

/// A prefix where it stands.
struct Name<'t> {
    prefix: &'t str,
    /// The prefix with its colon.
    span: Range<usize>,
    /// Whether it stands after the word PREFIX.
    declares: bool,
}

/// All prefixes in a text, in order, outside comments, strings and IRIs.
fn names(text: &str) -> Vec<Name<'_>> {
    let bytes = text.as_bytes();
    let mut names = Vec::new();
    let mut after_prefix = false;
    let mut at = 0;
    while at < bytes.len() {
        let rest = &text[at..];
        let length = match bytes[at] {
            b'#' => rest.find('\n').unwrap_or(rest.len()),
            b'<' => iri_length(rest).unwrap_or(1),
            b'"' | b'\'' => string_length(rest),
            b'?' | b'$' | b'@' => 1 + word_length(&rest[1..]),
            b'_' if rest.starts_with("_:") => 2 + word_length(&rest[2..]),
            byte if byte == b':' || byte.is_ascii_alphabetic() || !byte.is_ascii() => {
                let word = prefix_length(rest);
                if rest.as_bytes().get(word) == Some(&b':') {
                    names.push(Name {
                        prefix: &rest[..word],
                        span: at..at + word + 1,
                        declares: after_prefix,
                    });
                    after_prefix = false;
                    word + 1 + local_length(&rest[word + 1..])
                } else {
                    after_prefix = rest[..word].eq_ignore_ascii_case("prefix");
                    word.max(rest.chars().next().map_or(1, char::len_utf8))
                }
            }
            _ => rest.chars().next().map_or(1, char::len_utf8),
        };
        at += length;
    }
    names
}

/// `<…>`, if this is an IRI and not a comparison.
pub(crate) fn iri_length(rest: &str) -> Option<usize> {
    let end = rest.find('>')?;
    rest[1..end]
        .chars()
        .all(|character| character > ' ' && !"<\"{}|^`\\".contains(character))
        .then_some(end + 1)
}

/// A string of either quotation mark, short or long.
pub(crate) fn string_length(rest: &str) -> usize {
    let mark = &rest[..1];
    let long = mark.repeat(3);
    let delimiter = if rest.starts_with(&long) { long.as_str() } else { mark };
    let mut at = delimiter.len();
    while at < rest.len() {
        if rest[at..].starts_with(delimiter) {
            return at + delimiter.len();
        }
        let mut characters = rest[at..].chars();
        let first = characters.next().map_or(1, char::len_utf8);
        let escaped = rest.as_bytes()[at] == b'\\';
        at += first
            + if escaped {
                characters.next().map_or(0, char::len_utf8)
            } else {
                0
            };
    }
    rest.len()
}

fn word_length(rest: &str) -> usize {
    length_while(rest, |character| character.is_alphanumeric() || character == '_')
}

/// Letters, digits, hyphens and dots: what may stand before a colon.
fn prefix_length(rest: &str) -> usize {
    length_while(rest, |character| {
        character.is_alphanumeric() || "_-.".contains(character)
    })
}

/// What may stand after the colon of a prefixed name.
fn local_length(rest: &str) -> usize {
    let mut escaped = false;
    length_while(rest, |character| {
        let inside = escaped || character.is_alphanumeric() || "_-.:%\\".contains(character);
        escaped = !escaped && character == '\\';
        inside
    })
}

fn length_while(rest: &str, mut holds: impl FnMut(char) -> bool) -> usize {
    rest.char_indices()
        .find(|(_, character)| !holds(*character))
        .map_or(rest.len(), |(at, _)| at)
}
