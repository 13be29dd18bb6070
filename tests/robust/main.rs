//! Whatever comes in, nothing breaks: the targets of `fuzz/` on a few random inputs each.
//!
//! `DEMARCHE_CASES=10000 cargo test --release --test robust` tries as many, with any compiler.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod targets;

use proptest::prelude::*;

/// Pieces of a language, in any order, now and then with any characters between them.
fn pieces(of: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(of).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

const RULES: &[&str] = &[
    "[[rule]]\n",
    "[sets]\n",
    "id = ",
    "makes = ",
    "when = ",
    "agent = ",
    "says = ",
    "says_not = ",
    "\"a/b\"\n",
    "\"dm:Demarche\"\n",
    "{ verb = [\"send\"] }\n",
    "[\"Norland met Sudria. => Meeting(agent: Norland)\"]\n",
    "\"subject\"\n",
    "\"to | over\"\n",
    "1\n",
    "\"",
    "[",
    "]",
    "{",
    "}",
    "=",
    "\n",
    "é",
    "x",
];

const QUADS: &[&str] = &[
    "# document \"a\"\n",
    "<urn:a> ",
    "<urn:b> ",
    "_:c ",
    "\"d\" ",
    "\"e\"@en ",
    "\"1\"^^<urn:t> ",
    "\"01\"^^<http://www.w3.org/2001/XMLSchema#integer> ",
    "<<( <urn:a> <urn:b> <urn:c> )>> ",
    ".\n",
    ". ",
    "\n",
    "\\u00e9",
    "\\",
    "\"",
    "<",
    ">",
];

const SPARQL: &[&str] = &[
    "SELECT * WHERE { ",
    "ASK { ",
    "CONSTRUCT WHERE { ",
    "DESCRIBE ",
    "INSERT DATA { ",
    "DELETE WHERE { ",
    "CLEAR ALL ",
    "} ",
    "{ ",
    "?s ",
    "?p ",
    "?o ",
    "dm:rejects ",
    "entity:Russia ",
    "rdfs:label ",
    "\"x\" ",
    ". ",
    "; ",
    "+ ",
    "* ",
    "/ ",
    "FILTER(?o > 1) ",
    "OPTIONAL { ",
    "UNION ",
    "BIND(1/0 AS ?z) ",
    "LIMIT 3 ",
    "PREFIX x: <urn:x> ",
    "GRAPH ?g { ",
    "SERVICE <urn:s> { ",
    "LOAD <urn:x> ",
    "_:b ",
    "<< ",
    ">> ",
    "'",
];

/// How many inputs each target gets, unless the environment says otherwise.
const CASES: u32 = 32;

fn config() -> ProptestConfig {
    ProptestConfig::with_cases(std::env::var("DEMARCHE_CASES").map_or(CASES, |cases| cases.parse().unwrap()))
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_text(text in "\\PC{0,120}|[ -~\n’“”—]{0,300}|\\p{Any}{0,80}") {
        targets::text(text.as_bytes());
    }

    #[test]
    fn any_entities(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        targets::entities(&bytes);
    }

    #[test]
    fn any_rules(text in pieces(RULES)) {
        targets::rules(text.as_bytes());
    }

    #[test]
    fn any_segment(text in pieces(QUADS)) {
        targets::segment(text.as_bytes());
    }

    #[test]
    fn any_bytes_of_a_segment(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        targets::segment(&bytes);
    }

    #[test]
    fn any_sparql(text in pieces(SPARQL)) {
        targets::sparql(text.as_bytes());
    }
}
