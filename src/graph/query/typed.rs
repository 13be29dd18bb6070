//! Whether what is typed so far is a query, or goes on in the next line.

use crate::graph::query::prologue::{iri_length, string_length};

/// Words that a line begins with which belongs to the query above it.
const MODIFIERS: [&str; 6] = ["group", "having", "limit", "offset", "order", "values"];

/// Whether `text` can stand as a whole query: its braces are closed, and there are some, but for DESCRIBE of a thing,
/// which needs none.
pub fn is_whole(text: &str) -> bool {
    let (mut open, mut pairs) = (0_i32, 0);
    let mut first_word = None;
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &text[at..];
        at += match bytes[at] {
            b'#' => rest.find('\n').unwrap_or(rest.len()),
            b'<' => iri_length(rest).unwrap_or(1),
            b'"' | b'\'' => match string_length(rest) {
                // A string that does not end takes all of the rest.
                length if length == rest.len() && !is_closed(rest) => return false,
                length => length,
            },
            b'{' => {
                open += 1;
                1
            }
            b'}' => {
                open -= 1;
                pairs += 1;
                1
            }
            byte if byte.is_ascii_alphabetic() => {
                let end = rest
                    .find(|character: char| !character.is_alphanumeric())
                    .unwrap_or(rest.len());
                let word = &rest[..end];
                first_word.get_or_insert(word);
                end
            }
            _ => rest.chars().next().map_or(1, char::len_utf8),
        };
    }
    let describes =
        first_word.is_some_and(|word| word.eq_ignore_ascii_case("describe")) && !text.contains(['?', '$', '*']);
    open <= 0 && (pairs > 0 || describes)
}

/// Whether the first string of `rest`, which reaches its end, is closed.
fn is_closed(rest: &str) -> bool {
    let mark = &rest[..1];
    rest.len() > 1 && rest.ends_with(mark) && !rest.ends_with(&format!("\\{mark}"))
}

/// Whether `line` belongs to a whole query above it: ORDER BY, LIMIT and the like.
pub fn continues(line: &str) -> bool {
    let word: String = line
        .trim_start()
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .collect();
    MODIFIERS.contains(&word.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_ends_with_its_braces() {
        let check = |text: &str, expected: bool| assert_eq!(is_whole(text), expected, "{text}");
        check("SELECT ?x", false);
        check("SELECT ?x WHERE {", false);
        check("SELECT ?x WHERE { ?x a dm:Person", false);
        check("SELECT ?x WHERE { ?x a dm:Person }", true);
        check("SELECT ?x { { ?x a dm:Person } UNION", false);
        check("ASK { ?x rdfs:label \"}\"", false);
        check("ASK { ?x rdfs:label \"a }", false);
        check("ASK { ?x rdfs:label \"}\" } # {", true);
        check("ASK { <https://example.org/#a> ?y ?z }", true);
        check("ASK {} }", true);
        check("DESCRIBE entity:Chile", true);
        check("DESCRIBE ?x", false);
        check("PREFIX a: <b>", false);
        check("SELEKT", false);
        assert!(continues("  order by ?x") && continues("LIMIT 5") && !continues("SELECT ?x { }"));
    }
}
