//! Queries, their errors and updates over small graphs made by hand.

use std::path::Path;
use std::time::Duration;

use expect_test::{Expect, expect};
use oxigraph::io::{RdfFormat, RdfParser};

use crate::graph::query::{QueryOptions, query, update};
use crate::graph::tests::{Stored, stored};
use crate::graph::{DEFAULT_BASE, Export, Format, Prefixes, ResultsFormat, Store};

fn options() -> QueryOptions {
    QueryOptions::new(DEFAULT_BASE)
}

fn index(turtle: &str) -> Stored {
    let head = "@prefix dm: <https://w3id.org/demarche/ontology#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix country: <https://w3id.org/demarche/id/country/> .\n";
    let text = format!("{head}{turtle}");
    let quads: Vec<_> = RdfParser::from_format(RdfFormat::Turtle)
        .for_slice(&text)
        .collect::<Result<_, _>>()
        .unwrap();
    stored(|store| {
        store.load_document("made by hand", &quads).unwrap();
    })
}

fn small() -> Stored {
    index(
        "country:Norland rdfs:label 'Norland' ; dm:rejects country:Sudria, <https://example.org/x> .
         country:Sudria rdfs:label 'Sudria' .",
    )
}

fn check(text: &str, format: ResultsFormat, expected: &Expect) {
    let answer = query(&small(), text, &options()).unwrap();
    let mut out = Vec::new();
    answer
        .write(
            format,
            Export::Rdf(Format::Turtle),
            &Prefixes::default(),
            Some(60),
            &mut out,
        )
        .unwrap();
    // CSV ends its lines as RFC 4180 has it.
    expected.assert_eq(&String::from_utf8(out).unwrap().replace("\r\n", "\n"));
}

fn report(text: &str, expected: &Expect) {
    let error = query(&small(), text, &options()).unwrap_err();
    expected.assert_eq(&error.report(text, "-q", false));
}

#[test]
fn answers_are_written_in_every_format() {
    let select = "SELECT ?who ?whom ?name { ?who dm:rejects ?whom OPTIONAL { ?whom rdfs:label ?name } } ORDER BY ?whom";
    check(
        select,
        ResultsFormat::Table,
        &expect![[r"
        ────────────────────────────────────────────────────
         who               whom                      name   
        ════════════════════════════════════════════════════
         country:Norland   <https://example.org/x>          
        ────────────────────────────────────────────────────
         country:Norland   country:Sudria            Sudria 
        ────────────────────────────────────────────────────
    "]],
    );
    check(
        select,
        ResultsFormat::Csv,
        &expect![[r"
        who,whom,name
        https://w3id.org/demarche/id/country/Norland,https://example.org/x,
        https://w3id.org/demarche/id/country/Norland,https://w3id.org/demarche/id/country/Sudria,Sudria
    "]],
    );
    check(
        select,
        ResultsFormat::Tsv,
        &expect![[r#"
        ?who	?whom	?name
        <https://w3id.org/demarche/id/country/Norland>	<https://example.org/x>	
        <https://w3id.org/demarche/id/country/Norland>	<https://w3id.org/demarche/id/country/Sudria>	"Sudria"
    "#]],
    );
    check(
        select,
        ResultsFormat::Json,
        &expect![[r#"
        {"head":{"vars":["who","whom","name"]},"results":{"bindings":[{"who":{"type":"uri","value":"https://w3id.org/demarche/id/country/Norland"},"whom":{"type":"uri","value":"https://example.org/x"}},{"who":{"type":"uri","value":"https://w3id.org/demarche/id/country/Norland"},"whom":{"type":"uri","value":"https://w3id.org/demarche/id/country/Sudria"},"name":{"type":"literal","value":"Sudria"}}]}}
    "#]],
    );
    check(
        select,
        ResultsFormat::Xml,
        &expect![[r#"
        <?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="who"/><variable name="whom"/><variable name="name"/></head><results><result><binding name="who"><uri>https://w3id.org/demarche/id/country/Norland</uri></binding><binding name="whom"><uri>https://example.org/x</uri></binding></result><result><binding name="who"><uri>https://w3id.org/demarche/id/country/Norland</uri></binding><binding name="whom"><uri>https://w3id.org/demarche/id/country/Sudria</uri></binding><binding name="name"><literal>Sudria</literal></binding></result></results></sparql>
    "#]],
    );
    let ask = "ASK { ?x dm:rejects country:Sudria }";
    check(ask, ResultsFormat::Table, &expect![["true\n"]]);
    check(
        ask,
        ResultsFormat::Json,
        &expect![[r#"
        {"head":{},"boolean":true}
    "#]],
    );
    check(ask, ResultsFormat::Csv, &expect![["true\n"]]);
    check(
        "DESCRIBE country:Sudria",
        ResultsFormat::Table,
        &expect![[r#"
        @prefix country: <https://w3id.org/demarche/id/country/> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

        country:Sudria rdfs:label "Sudria" .
    "#]],
    );
    check(
        "CONSTRUCT { ?b dm:rejectedBy ?a } { ?a dm:rejects ?b }",
        ResultsFormat::Csv,
        &expect![[r"
            @prefix country: <https://w3id.org/demarche/id/country/> .
            @prefix dm: <https://w3id.org/demarche/ontology#> .

            <https://example.org/x> dm:rejectedBy country:Norland .

            country:Sudria dm:rejectedBy country:Norland .
        "]],
    );
}

#[test]
fn errors_show_the_line() {
    report(
        "SELECT ?x\nWHERE { ?x dm:rejects country:Sudria",
        &expect![[r#"
        error: this is not valid SPARQL
         --> -q:2:37
          |
        2 | WHERE { ?x dm:rejects country:Sudria
          |                                     ^ the query ends too early, expected one of "," "." ";" "{" "{|" "}" "~""#]],
    );
    report(
        "SELECT ?x WHERE { ?x dm:rejects ?y } LIMIT ten",
        &expect![[r#"
        error: this is not valid SPARQL
         --> -q:1:44
          |
        1 | SELECT ?x WHERE { ?x dm:rejects ?y } LIMIT ten
          |                                            ^^^ found "ten""#]],
    );
    report(
        "SELEC ?x { ?x a ?y }",
        &expect![[r#"
        error: this is not valid SPARQL
         --> -q:1:10
          |
        1 | SELEC ?x { ?x a ?y }
          |          ^ found "{""#]],
    );
    report(
        "SELECT ?x {\n  ?é foo:bar 'x' }",
        &expect![[r"
        error: the prefix foo: is not declared
         --> -q:2:6
          |
        2 |   ?é foo:bar 'x' }
          |      ^^^^ not declared
          |
          = help: add a line before the query: PREFIX foo: <…>, with the namespace it stands for"]],
    );
    report(
        "SELECT ?x { ?x shema:bar ?y }",
        &expect![[r"
        error: the prefix shema: is not declared
         --> -q:1:16
          |
        1 | SELECT ?x { ?x shema:bar ?y }
          |                ^^^^^^ not declared
          |
          = help: is it schema: that you mean?"]],
    );
    report(
        "SELECT ?x { ?x dc:title ?y }",
        &expect![[r"
        error: the prefix dc: is not declared
         --> -q:1:16
          |
        1 | SELECT ?x { ?x dc:title ?y }
          |                ^^^ not declared
          |
          = help: add this line before the query: PREFIX dc: <http://purl.org/dc/elements/1.1/>"]],
    );
    report(
        "SELECT * { SERVICE <https://example.org/sparql> { ?s ?p ?o } }",
        &expect![
            "error: SERVICE <https://example.org/sparql> is not asked: queries reach the network with --federation alone; without, the one service is the program's own dm:search"
        ],
    );
}

#[test]
fn only_real_prefixes_count() {
    let text = "PREFIX mine: <https://example.org/> # not:this
        SELECT ?x { # nor:that
          ?x dm:rejects <https://example.org/a:b> ; rdfs:label \"un:known\", '''it's o:k''', 'a\\'b:c'@en .
          _:b dm:p country:O\\'Neil, mine:a:b, :x FILTER(?x < 3 && 4 > 2) }
        ";
    let error = query(&small(), text, &options()).unwrap_err();
    assert!(
        error.to_string().starts_with("4:"),
        "only the empty prefix is unknown: {error}"
    );
    assert!(query(&small(), &text.replace(":x FILTER", "mine:x FILTER"), &options()).is_ok());
}

#[test]
fn long_queries_are_stopped() {
    let many: Vec<String> = (0..400)
        .map(|n| format!("country:N{n} dm:rejects country:S{n} ."))
        .collect();
    let index = index(&many.join("\n"));
    let limited = QueryOptions {
        timeout: Some(Duration::from_millis(50)),
        ..options()
    };
    let text = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?s ?h FILTER(?a != ?h) }";
    let error = query(&index, text, &limited).unwrap_err();
    assert!(error.to_string().starts_with("stopped after 0.05 s"), "{error}");
    let short = QueryOptions {
        max_rows: 7,
        ..options()
    };
    let answer = query(&index, "SELECT * { ?a ?p ?b }", &short).unwrap();
    assert!(answer.is_cut());
}

#[test]
fn updates_tell_what_they_change() {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open_to_write(directory.path()).unwrap();
    let index = store.index().unwrap();
    let check = |text: &str, expected: Expect| {
        let changes = match update(&store, &index, text, &options()) {
            Ok(changes) => changes,
            Err(error) => return expected.assert_eq(&error.to_string()),
        };
        let lines: Vec<String> = changes
            .iter()
            .map(|change| match change {
                crate::graph::Change::Add(quad) => format!("+ {quad}"),
                crate::graph::Change::Delete(quad) => format!("- {quad}"),
            })
            .collect();
        let mut lines = lines.join("\n");
        // The hash of an update's text tells nothing here.
        while let Some(at) = lines.find("genid/") {
            lines.replace_range(at..at + 6 + 17, "GENID-");
        }
        expected.assert_eq(&lines);
        let mut live = index.quads().unwrap();
        let mut rebuilt = store.index().unwrap().quads().unwrap();
        live.sort_by_key(ToString::to_string);
        rebuilt.sort_by_key(ToString::to_string);
        assert_eq!(live, rebuilt, "the log says what the index holds");
    };
    check(
        "INSERT DATA { <urn:a> <urn:p> 1, 2 . GRAPH <urn:g> { <urn:a> <urn:p> _:x, _:x } }",
        expect![[r#"
            + <urn:a> <urn:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer>
            + <urn:a> <urn:p> "2"^^<http://www.w3.org/2001/XMLSchema#integer>
            + <urn:a> <urn:p> <https://w3id.org/demarche/id/.well-known/GENID-1-x> <urn:g>
            + <urn:a> <urn:p> <https://w3id.org/demarche/id/.well-known/GENID-1-x> <urn:g>"#]],
    );
    check(
        "DELETE { ?s ?p ?o } INSERT { ?s <urn:q> ?o . _:n <urn:of> ?o } WHERE { ?s ?p ?o }",
        expect![[r#"
            - <urn:a> <urn:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer>
            - <urn:a> <urn:p> "2"^^<http://www.w3.org/2001/XMLSchema#integer>
            + <https://w3id.org/demarche/id/.well-known/GENID-1-n> <urn:of> "1"^^<http://www.w3.org/2001/XMLSchema#integer>
            + <https://w3id.org/demarche/id/.well-known/GENID-2-n> <urn:of> "2"^^<http://www.w3.org/2001/XMLSchema#integer>
            + <urn:a> <urn:q> "1"^^<http://www.w3.org/2001/XMLSchema#integer>
            + <urn:a> <urn:q> "2"^^<http://www.w3.org/2001/XMLSchema#integer>"#]],
    );
    check(
        "DELETE DATA { <urn:a> <urn:q> 1 . <urn:a> <urn:q> 99 } ; INSERT { ?o <urn:r> ?s } WHERE { ?s <urn:q> ?o }",
        expect![[r#"- <urn:a> <urn:q> "1"^^<http://www.w3.org/2001/XMLSchema#integer>"#]],
    );
    check(
        "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        expect!["- <urn:a> <urn:p> <https://w3id.org/demarche/id/.well-known/GENID-1-x> <urn:g>"],
    );
    check(
        "CLEAR GRAPH <urn:g>",
        expect!["there is no graph <urn:g>; say SILENT if that is no fault"],
    );
    check("CLEAR SILENT GRAPH <urn:g>", expect![[""]]);
    check(
        "DROP DEFAULT",
        expect![[r#"
        - <https://w3id.org/demarche/id/.well-known/GENID-1-n> <urn:of> "1"^^<http://www.w3.org/2001/XMLSchema#integer>
        - <https://w3id.org/demarche/id/.well-known/GENID-2-n> <urn:of> "2"^^<http://www.w3.org/2001/XMLSchema#integer>
        - <urn:a> <urn:q> "2"^^<http://www.w3.org/2001/XMLSchema#integer>"#]],
    );
    check(
        "LOAD <https://example.org/x.ttl>",
        expect!["LOAD <https://example.org/x.ttl> is not available here; use `demarche load -l DIR FILE…`"],
    );
}

const PRODUCT: &str = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r . ?s ?t ?u . ?v ?w ?x";

#[test]
fn updates_have_limits_too() {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open_to_write(directory.path()).unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/graph/small.ttl");
    store.load_file("small", &path, Format::Turtle, DEFAULT_BASE).unwrap();
    let index = store.index().unwrap();
    let check = |text: &str, options: &QueryOptions, expected: &str| {
        let error = update(&store, &index, text, options).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    };
    let hurried = QueryOptions {
        timeout: Some(Duration::from_millis(100)),
        ..options()
    };
    let product = format!("INSERT {{ ?a ?b ?x }} WHERE {{ {PRODUCT} FILTER(?a = ?x && ?b = ?w) }}");
    check(&product, &hurried, "raise --timeout");
    let few = QueryOptions {
        max_rows: 3,
        ..options()
    };
    check("DELETE { ?a ?b ?c } WHERE { ?a ?b ?c }", &few, "more than 3 quads");
    assert_eq!(
        index.len().unwrap(),
        crate::graph::tests::small().len().unwrap(),
        "nothing is half done"
    );
}

#[test]
fn memory_has_a_limit() {
    let frugal = QueryOptions {
        max_memory: Some(64 << 20),
        ..options()
    };
    let text = format!("SELECT * {{ {PRODUCT} }} ORDER BY ?x ?a");
    let error = query(&crate::graph::tests::small(), &text, &frugal)
        .unwrap_err()
        .to_string();
    if cfg!(target_os = "linux") {
        assert_eq!(
            error,
            "stopped at 64 MB of memory; narrow the query, or raise --max-memory"
        );
    }
}
