//! `query`, `update`, `dump`, `forget`, `merge`, `optimize` over RDF.

use std::fs;
use std::path::Path;

use crate::{Outcome, run};

const GRAPH: &str = "PREFIX country: <https://w3id.org/demarche/id/country/>\n\
    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n\
    country:Norland rdfs:label \"Norland\"@en .\n\
    country:Sudria rdfs:label \"Sudria\"@en .\n";

/// A directory with `graph.ttl`.
fn workplace() -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("graph.ttl"), GRAPH).unwrap();
    directory
}

/// Runs a command line, in which `DIR` stands for the workplace.
fn at(workplace: &Path, line: &[&str]) -> Outcome {
    let directory = workplace.to_str().unwrap();
    let arguments: Vec<String> = line.iter().map(|word| word.replace("DIR", directory)).collect();
    run(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), b"")
}

/// What a query over `graph.ttl` gives.
fn ask(query: &str, options: &[&str]) -> Outcome {
    let workplace = workplace();
    at(
        workplace.path(),
        &[&["query", "--data", "DIR/graph.ttl", "-q", query], options].concat(),
    )
}

const LABELS: &str = "SELECT ?label WHERE { ?thing rdfs:label ?label } ORDER BY ?label";

#[test]
fn rows_come_in_five_formats() {
    for (format, expected) in [
        ("csv", "label\r\nNorland\r\nSudria\r\n"),
        ("tsv", "?label\n\"Norland\"@en\n\"Sudria\"@en\n"),
        ("table", " label   \n"),
        ("json", "\"vars\":[\"label\"]"),
        ("xml", "<literal xml:lang=\"en\">Norland</literal>"),
    ] {
        let outcome = ask(LABELS, &["--results-format", format]);
        assert_eq!((outcome.code, outcome.errors.as_str()), (0, ""), "{format}");
        assert!(outcome.output.contains(expected), "{format}: {}", outcome.output);
    }
    assert_eq!(ask(LABELS, &[]), ask(LABELS, &["--results-format", "csv"]));
}

#[test]
fn graphs_come_in_every_syntax() {
    for (format, expected) in [
        ("ttl", "country:Norland rdfs:label \"Norland\"@en ."),
        (
            "nt",
            "/Norland> <http://www.w3.org/2000/01/rdf-schema#label> \"Norland\"@en .",
        ),
        ("rdf", "<rdfs:label xml:lang=\"en\">Norland</rdfs:label>"),
        ("jsonld", "\"Norland\""),
    ] {
        let outcome = ask("CONSTRUCT WHERE { ?thing rdfs:label ?label }", &["--format", format]);
        assert!(outcome.output.contains(expected), "{format}: {}", outcome.output);
    }
}

#[test]
fn exit_status_tells_an_empty_answer() {
    for (query, code) in [
        ("ASK { country:Norland ?p ?o }", 0),
        ("ASK { country:Estria ?p ?o }", 1),
        ("SELECT * WHERE { country:Estria ?p ?o }", 1),
        ("DESCRIBE country:Norland", 0),
    ] {
        assert_eq!(ask(query, &["--exit-status"]).code, code, "{query}");
        assert_eq!(ask(query, &[]).code, 0, "{query}");
    }
}

#[test]
fn a_faulty_query_is_shown_with_a_caret() {
    let outcome = ask("SELECT * WHERE { ?s rdfs:label o }", &[]);
    assert_eq!((outcome.code, outcome.output.as_str()), (2, ""));
    assert!(
        outcome.errors.contains("\n1 | SELECT * WHERE { ?s rdfs:label o }\n"),
        "{}",
        outcome.errors
    );
    assert!(outcome.errors.contains('^'), "{}", outcome.errors);
    let outcome = ask("SELECT * WHERE { ?s wdt:P31 ?o }", &[]);
    assert!(
        outcome
            .errors
            .contains("PREFIX wdt: <http://www.wikidata.org/prop/direct/>"),
        "{}",
        outcome.errors
    );
}

#[test]
fn a_misspelt_term_is_told_where_nothing_is_found() {
    let ask = |query: &str| run(&["query", "--data", "tests/graph/small.ttl", "-q", query], b"");
    let outcome = ask("ASK { ?x dm:acuses ?y }");
    assert_eq!((outcome.code, outcome.output.trim()), (0, "false"));
    assert!(
        outcome.errors.contains("did you mean dm:accuses?"),
        "{}",
        outcome.errors
    );
    let known = ask("ASK { ?x a dm:Coup }");
    assert_eq!((known.code, known.errors.as_str()), (0, ""));
}

#[test]
fn bad_questions_say_what_to_do() {
    for (line, message) in [
        (
            &["query", "-q", "ASK {}"][..],
            "demarche: nothing to work on; name a store with -l DIR, or files with --data FILE…\n",
        ),
        (
            &["query", "-l", "DIR/none", "-q", "ASK {}"],
            "demarche: DIR/none: no such store; `demarche load -l DIR FILE…` makes one\n",
        ),
        (
            &["query", "-l", "DIR", "-q", "ASK {}"],
            "demarche: DIR: not a store (it has no file demarche-store);",
        ),
        (
            &["query", "--data", "DIR/none.ttl", "-q", "ASK {}"],
            "demarche: cannot read DIR/none.ttl: No such file",
        ),
        (
            &["query", "--data", "DIR/graph.ttl", "@fcts"],
            "demarche: there is no query @fcts; did you mean @facts?",
        ),
        (
            &["query", "-l", "DIR", "facts"],
            "demarche: \"facts\" is no named query; those begin with @",
        ),
        (
            &["query", "--data", "DIR/graph.ttl", "-q", "ASK {}", "--set", "a=b"],
            "demarche: --set gives parameters to a named query",
        ),
        (
            &["query", "--data", "DIR/graph.ttl", "--query-file", "DIR/none.rq"],
            "demarche: DIR/none.rq: cannot be read:",
        ),
        (&["query", "--data", "DIR/graph.ttl"], "demarche: no query given;"),
        (
            &["update", "-l", "DIR", "-u", "INSERT DATA {}"],
            "demarche: DIR: holds other files (graph.ttl) and is not a store;",
        ),
        (&["forget", "-l", "DIR/none", "x"], "demarche: DIR/none: no such store;"),
    ] {
        let workplace = workplace();
        let outcome = at(workplace.path(), line);
        assert_eq!((outcome.code, outcome.output.as_str()), (2, ""), "{line:?}");
        let errors = outcome.errors.replace(workplace.path().to_str().unwrap(), "DIR");
        assert!(errors.starts_with(message), "{line:?}: {errors}");
    }
}

#[test]
fn broken_rdf_is_located() {
    let workplace = workplace();
    fs::write(
        workplace.path().join("broken.ttl"),
        "<http://x/a> <http://x/b> <http://x/c> .\n<http://x/a> <http://x/b ;\n",
    )
    .unwrap();
    let outcome = at(workplace.path(), &["query", "--data", "DIR/broken.ttl", "-q", "ASK {}"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.errors.contains("broken.ttl:2:"), "{}", outcome.errors);
}

#[test]
fn named_queries_are_listed() {
    let outcome = at(Path::new("."), &["query", "--list"]);
    assert_eq!(outcome.code, 0);
    assert!(
        outcome.output.lines().any(|line| line.starts_with("@facts: ")),
        "{}",
        outcome.output
    );
}

#[test]
fn edits_are_kept_and_merged() {
    let workplace = workplace();
    let at = |line: &[&str]| at(workplace.path(), line);
    let insert = "INSERT DATA { country:Estria rdfs:label 'Estria'@en }";
    assert_eq!(at(&["update", "-l", "DIR/kg", "-u", insert]).code, 0);
    assert_eq!(
        at(&["update", "-l", "DIR/kg", "-u", "DELETE WHERE { country:Estria ?p ?o }"]).code,
        0
    );
    assert_eq!(at(&["update", "-l", "DIR/kg", "-u", insert]).code, 0);
    let dump = at(&["dump", "-l", "DIR/kg"]);
    assert_eq!(
        dump.output.lines().last(),
        Some("country:Estria rdfs:label \"Estria\"@en .")
    );
    assert_eq!(
        at(&["optimize", "-l", "DIR/kg"]).errors,
        "demarche: 3 edits before, 1 after\n"
    );
    assert_eq!(at(&["merge", "-l", "DIR/other", "DIR/kg"]).code, 0);
    assert_eq!(at(&["dump", "-l", "DIR/other"]).output, dump.output);
    assert_eq!(
        at(&["--quiet", "update", "-l", "DIR/other", "-u", "CLEAR ALL"]).errors,
        ""
    );
    assert_eq!(
        at(&["query", "-l", "DIR/other", "-q", "ASK { ?s ?p ?o }", "--exit-status"]).code,
        1
    );
}

#[test]
fn forgetting_what_is_not_there_is_an_error() {
    let workplace = workplace();
    let at = |line: &[&str]| at(workplace.path(), line);
    assert_eq!(
        at(&[
            "update",
            "-l",
            "DIR/kg",
            "-u",
            "INSERT DATA { country:Estria rdfs:label 'Estria' }"
        ])
        .code,
        0
    );
    let outcome = at(&["forget", "-l", "DIR/kg", "a.txt"]);
    assert_eq!(outcome.code, 2);
    assert!(
        outcome.errors.starts_with("demarche: a.txt: no document of "),
        "{}",
        outcome.errors
    );
}

#[test]
fn documents_are_loaded_replaced_and_forgotten() {
    let workplace = workplace();
    let article = workplace.path().join("a.txt");
    let at = |line: &[&str]| at(workplace.path(), line);
    let demarches = "SELECT ?to WHERE { ?from dm:sendsDemarcheTo/rdfs:label ?to }";
    let ask = || {
        at(&["query", "-l", "DIR/kg", "-q", demarches])
            .output
            .replace("\r\n", " ")
    };
    fs::write(&article, "Norland sent a demarche to Sudria.").unwrap();
    assert_eq!(at(&["load", "-l", "DIR/kg", "DIR/a.txt", "DIR/graph.ttl"]).code, 0);
    assert_eq!(ask(), "to Sudria ");
    fs::write(&article, "Norland sent a demarche to Estria.").unwrap();
    assert_eq!(at(&["load", "-l", "DIR/kg", "--id", "DIR/a.txt", "DIR/a.txt"]).code, 0);
    assert_eq!(ask(), "to Estria ");
    assert_eq!(at(&["forget", "-l", "DIR/kg", "DIR/a.txt", "DIR/graph.ttl"]).code, 0);
    assert_eq!(at(&["dump", "-l", "DIR/kg"]).output, "");
}

#[test]
fn what_cannot_be_loaded_does_not_stop_the_rest() {
    let workplace = workplace();
    fs::write(workplace.path().join("broken.ttl"), "<http://x/a> nonsense").unwrap();
    fs::write(workplace.path().join("a.txt"), "Norland sent a demarche to Sudria.").unwrap();
    let at = |line: &[&str]| at(workplace.path(), line);
    let outcome = at(&[
        "load",
        "-l",
        "DIR/kg",
        "DIR/broken.ttl",
        "DIR/none.txt",
        "DIR/graph.ttl",
        "DIR/a.txt",
    ]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.errors.contains("broken.ttl:1:"), "{}", outcome.errors);
    assert!(
        outcome.errors.contains("none.txt: no such file; check the name\n"),
        "{}",
        outcome.errors
    );
    let both = "ASK { country:Sudria ?p ?o . ?x a dm:Demarche }";
    assert_eq!(at(&["query", "-l", "DIR/kg", "-q", both, "--exit-status"]).code, 0);
}

#[test]
fn texts_can_be_asked_without_a_store() {
    let workplace = workplace();
    fs::write(workplace.path().join("a.txt"), "Norland sent a demarche to Sudria.").unwrap();
    let both = "ASK { country:Sudria ?p ?o . ?x a dm:Demarche }";
    let line = [
        "query",
        "--data",
        "DIR/a.txt",
        "DIR/graph.ttl",
        "-q",
        both,
        "--exit-status",
    ];
    let outcome = at(workplace.path(), &line);
    assert_eq!((outcome.code, outcome.errors.as_str()), (0, ""));
    let outcome = at(
        workplace.path(),
        &[
            "query",
            "--data",
            "DIR/a.txt",
            "DIR/graph.ttl",
            "@facts",
            "--set",
            "about=Sudria",
        ],
    );
    assert!(
        outcome.output.contains("Norland,sends demarche to,Sudria\r\n"),
        "{}",
        outcome.output
    );
}

/// A workplace with a store `kg` of one article.
fn stored() -> tempfile::TempDir {
    let workplace = workplace();
    fs::write(workplace.path().join("a.txt"), "France sent a demarche to Spain.").unwrap();
    assert_eq!(
        at(workplace.path(), &["load", "-l", "DIR/kg", "--id", "a", "DIR/a.txt"]).code,
        0
    );
    workplace
}

#[test]
fn why_shows_the_words() {
    let workplace = stored();
    for terms in [&["France", "sends demarche to", "Spain"][..], &["entity:France"]] {
        let outcome = at(workplace.path(), &[&["why", "-l", "DIR/kg"], terms].concat());
        assert_eq!((outcome.code, outcome.errors.as_str()), (0, ""));
        for part in [
            "1 | France sent a demarche to Spain.",
            "^^^^",
            "diplomacy/send-demarche",
            "confidence",
        ] {
            assert!(outcome.output.contains(part), "{part}: {}", outcome.output);
        }
    }
    let outcome = at(
        workplace.path(),
        &["why", "-l", "DIR/kg", "--format", "json", "entity:France"],
    );
    let evidence: serde_json::Value = serde_json::from_str(outcome.output.lines().next().unwrap()).unwrap();
    assert_eq!(evidence["rule"], "diplomacy/send-demarche");
    assert_eq!(at(workplace.path(), &["why", "-l", "DIR/kg", "entity:Nowhere"]).code, 1);
    let hint = at(workplace.path(), &["why", "-l", "DIR/kg", "france"]);
    assert_eq!(hint.code, 1);
    assert!(hint.errors.contains("did you mean France?"), "{}", hint.errors);
    assert_eq!(at(workplace.path(), &["why", "-l", "DIR/kg", "a", "b"]).code, 2);
}

#[test]
fn statistics_count_what_is_there() {
    let workplace = stored();
    let outcome = at(workplace.path(), &["stats", "-l", "DIR/kg"]);
    for line in [
        "         1  documents",
        "         1  facts",
        "         1  diplomacy/send-demarche",
    ] {
        assert!(
            outcome.output.lines().any(|known| known == line),
            "{line}: {}",
            outcome.output
        );
    }
    let outcome = at(workplace.path(), &["stats", "-l", "DIR/kg", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&outcome.output).unwrap();
    assert_eq!(found["documents"], 1);
    let outcome = at(workplace.path(), &["stats", "-l", "DIR/kg", "--documents"]);
    assert!(outcome.output.starts_with("a\t"), "{}", outcome.output);
}

#[test]
fn differences_are_shown_by_fact() {
    let workplace = stored();
    assert_eq!(at(workplace.path(), &["diff", "DIR/kg", "DIR/kg"]).code, 0);
    fs::write(workplace.path().join("a.txt"), "France rejected the vote.").unwrap();
    assert_eq!(
        at(workplace.path(), &["load", "-l", "DIR/other", "--id", "a", "DIR/a.txt"]).code,
        0
    );
    let outcome = at(workplace.path(), &["diff", "DIR/kg", "DIR/other"]);
    assert_eq!(outcome.code, 1);
    assert!(
        outcome
            .output
            .starts_with("- France sends demarche to Spain\tdiplomacy/send-demarche\n+ France "),
        "{}",
        outcome.output
    );
}
