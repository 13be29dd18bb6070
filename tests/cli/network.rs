//! What reaches the network when it is asked to: reconciliation and federation, against servers in the test itself.

use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use crate::Outcome;
use crate::server::{Asked, Said, Scripted};

const TEXT: &[u8] = b"Norville rejected the proposal of Estmark on Monday. Norville praised Estmark.";

/// Runs a command line that must not take a way round by a proxy; its cache lies in `directory`.
fn at(directory: &Path, line: &[&str], input: &[u8]) -> Outcome {
    let found = crate::demarche(line)
        .env("NO_PROXY", "*")
        .env("XDG_CACHE_HOME", directory.join("cache"))
        .write_stdin(input)
        .output()
        .unwrap();
    Outcome {
        code: found.status.code().expect("no signal ends it"),
        output: String::from_utf8(found.stdout).unwrap(),
        errors: String::from_utf8(found.stderr).unwrap(),
    }
}

/// Text behind `%` and two digits in hexadecimal.
fn decoded(form: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = form.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

const MANIFEST: &str = r#"{"versions": ["0.1", "0.2"], "name": "Invented", "identifierSpace": "https://example.org/id/",
    "schemaSpace": "https://example.org/type/", "defaultTypes": [{"id": "P", "name": "person"}]}"#;

/// What a service knows of a name.
fn known(name: &str) -> Value {
    match name {
        "Norville" => json!([
            {"id": "7", "name": "Norville", "score": 90, "match": true, "type": [{"id": "S", "name": "town"}]},
            {"id": "8", "name": "Norville Hall", "score": 20, "match": false, "type": []},
        ]),
        "Estmark" => json!([
            {"id": "9", "name": "Estmark", "score": 50, "match": false, "type": []},
            {"id": "10", "name": "Estmark", "score": 50, "match": false, "type": []},
        ]),
        _ => json!([]),
    }
}

/// A service that speaks version 0.2.
fn old_service() -> Scripted {
    Scripted::answering(|asked: &Asked| {
        if asked.method == "GET" {
            return Said::json(MANIFEST);
        }
        let questions: Value = serde_json::from_str(&decoded(asked.body.strip_prefix("queries=").unwrap())).unwrap();
        let answers = questions.as_object().unwrap().iter().map(|(key, question)| {
            (
                key.clone(),
                json!({ "result": known(question["query"].as_str().unwrap()) }),
            )
        });
        Said::json(&Value::Object(answers.collect()).to_string())
    })
}

#[test]
fn names_are_reconciled_once() {
    let directory = tempfile::tempdir().unwrap();
    let service = old_service();
    let url = service.url("/api");
    let line = ["extract", "--format", "ttl", "--reconcile", &url];
    let first = at(directory.path(), &line, TEXT);
    assert_eq!((first.code, first.errors.as_str()), (0, ""), "{}", first.errors);
    assert!(
        first.output.contains("skos:exactMatch <https://example.org/id/7>"),
        "{}",
        first.output
    );
    // Two of the same name: nothing decides.
    assert!(
        first
            .output
            .contains("dm:candidate <https://example.org/id/9>, <https://example.org/id/10>"),
        "{}",
        first.output
    );
    assert!(
        first.output.contains(&format!("dm:reconciliationService \"{url}\"")),
        "{}",
        first.output
    );
    let asked = service.asked();
    assert_eq!(asked.len(), 2, "one manifest, one batch: {asked:?}");
    assert_eq!(asked[1].content_type, "application/x-www-form-urlencoded");
    // What is in the cache needs no service.
    drop(service);
    let second = at(directory.path(), &line, TEXT);
    assert_eq!(second, first);
}

#[test]
fn a_store_is_linked_without_reading_again() {
    let directory = tempfile::tempdir().unwrap();
    let kg = directory.path().join("kg");
    let kg = kg.to_str().unwrap();
    assert_eq!(at(directory.path(), &["load", "-l", kg, "-"], TEXT).code, 0);
    let nothing = at(directory.path(), &["link", "apply", "-l", kg], b"");
    assert_eq!(nothing.code, 2);
    assert!(nothing.errors.contains("--link-index"), "{}", nothing.errors);
    let service = old_service();
    let url = service.url("/api");
    let line = ["link", "apply", "-l", kg, "--reconcile", &url];
    let linked = at(directory.path(), &line, b"");
    assert_eq!(linked.code, 0, "{}", linked.errors);
    assert!(linked.errors.contains("1 of 2 names linked"), "{}", linked.errors);
    let ask = || {
        let query = "SELECT ?label ?p ?o { ?s rdfs:label ?label ; ?p ?o FILTER(?p IN (skos:exactMatch, dm:candidate)) }
            ORDER BY ?label ?p ?o";
        at(directory.path(), &["query", "-l", kg, "-q", query], b"").output
    };
    let found = ask();
    assert!(
        found.contains("Norville,http://www.w3.org/2004/02/skos/core#exactMatch,https://example.org/id/7"),
        "{found}"
    );
    assert!(
        found.contains("Estmark,https://w3id.org/demarche/ontology#candidate,https://example.org/id/9"),
        "{found}"
    );
    // Made again, the links are the same; forgotten, they are gone.
    let again = at(directory.path(), &line, b"");
    assert!(again.errors.contains("1 of 2 names linked"), "{}", again.errors);
    assert_eq!(ask(), found);
    assert_eq!(
        at(directory.path(), &["forget", "-l", kg, "demarche:links"], b"").code,
        0
    );
    assert_eq!(ask().lines().count(), 1);
}

#[test]
fn version_1_is_spoken_to_services_that_speak_it() {
    let directory = tempfile::tempdir().unwrap();
    let service = Scripted::answering(|asked: &Asked| {
        if asked.method == "GET" {
            return Said::json(
                r#"{"versions": ["1.0-draft"], "name": "New", "view": {"url": "https://example.org/page/{id}"}}"#,
            );
        }
        let batch: Value = serde_json::from_str(&asked.body).unwrap();
        let results: Vec<Value> = batch["queries"]
            .as_array()
            .unwrap()
            .iter()
            .map(
                |question| json!({ "candidates": known(question["conditions"][0]["propertyValue"].as_str().unwrap()) }),
            )
            .collect();
        Said::json(&json!({ "results": results }).to_string())
    });
    let line = ["extract", "--format", "ttl", "--reconcile", &service.url("/")];
    let line = [
        &line[..],
        &[
            "--reconcile-type",
            "location=town",
            "--reconcile-type",
            "settlement=town",
        ],
    ]
    .concat();
    let found = at(directory.path(), &line, TEXT);
    assert_eq!(found.code, 0, "{}", found.errors);
    assert!(
        found.output.contains("skos:exactMatch <https://example.org/page/7>"),
        "{}",
        found.output
    );
    let asked = service.asked();
    assert_eq!(
        (asked[1].path.as_str(), asked[1].content_type.as_str()),
        ("/reconcile", "application/json")
    );
}

#[test]
fn the_country_of_a_name_is_told() {
    let directory = tempfile::tempdir().unwrap();
    let service = old_service();
    let line = [
        "extract",
        "--format",
        "nt",
        "--reconcile",
        &service.url("/"),
        "--reconcile-country",
        "in",
    ];
    let text = b"The Norville Hospital of Chile opened on Monday. Chile's Estmark Party praised it.";
    let found = at(directory.path(), &line, text);
    assert_eq!(found.code, 0, "{}", found.errors);
    let body = decoded(&service.asked()[1].body);
    assert!(body.contains(r#""properties":[{"pid":"in","v":"Chile"}]"#), "{body}");
}

#[test]
fn what_is_no_service_is_named() {
    let directory = tempfile::tempdir().unwrap();
    let check = |url: &str, wanted: &str| {
        let found = at(
            directory.path(),
            &["extract", "--format", "nt", "--reconcile", url],
            TEXT,
        );
        assert_eq!((found.code, found.output.as_str()), (2, ""));
        assert!(found.errors.contains(wanted), "{}", found.errors);
        assert_eq!(found.errors.lines().count(), 1, "{}", found.errors);
    };
    let page = Scripted::new(vec![Said::json("[1]")]);
    check(&page.url("/"), "is no reconciliation service");
    let nameless = Scripted::new(vec![Said::json(r#"{"name": "a"}"#)]);
    check(&nameless.url("/"), "it tells neither identifierSpace nor view");
    let future = Scripted::new(vec![Said::json(
        r#"{"name": "a", "versions": ["7.0"], "identifierSpace": "x:"}"#,
    )]);
    check(&future.url("/"), "speaks versions 7.0");
    let missing = Scripted::new(vec![Said::status(404, "nothing here")]);
    check(&missing.url("/"), "answered with status 404 (nothing here)");
    check("http://127.0.0.1:1/", "cannot reach http://127.0.0.1:1/");
    check("nonsense", "\"nonsense\" is no address");
}

#[test]
fn a_busy_service_is_asked_again_and_a_failing_one_loses_the_document_alone() {
    let directory = tempfile::tempdir().unwrap();
    let empty = r#"{"q0": {"result": []}, "q1": {"result": []}}"#;
    let busy = Scripted::new(vec![
        Said::json(MANIFEST),
        Said::status(429, "slow down"),
        Said::status(503, ""),
        Said::json(empty),
    ]);
    let found = at(
        directory.path(),
        &["extract", "--format", "nt", "--reconcile", &busy.url("/")],
        TEXT,
    );
    assert_eq!((found.code, busy.asked().len()), (0, 4), "{}", found.errors);

    let bad = Scripted::new(vec![Said::json(MANIFEST), Said::json("{}")]);
    let lines =
        b"{\"id\": \"a\", \"text\": \"Norville praised Estmark.\"}\n{\"id\": \"b\", \"text\": \"It rained.\"}\n";
    let line = [
        "extract",
        "--input",
        "jsonl",
        "--format",
        "nq",
        "--reconcile",
        &bad.url("/"),
    ];
    let found = at(directory.path(), &line, lines);
    assert_eq!(found.code, 2);
    assert!(
        found.errors.contains("a: left out: reconciliation: "),
        "{}",
        found.errors
    );
    assert!(found.errors.contains("no `result` for question 0"), "{}", found.errors);
    assert!(
        found.output.contains("/doc/b") && !found.output.contains("/doc/a>"),
        "{}",
        found.output
    );
}

#[test]
fn requests_keep_their_distance() {
    let directory = tempfile::tempdir().unwrap();
    let service = old_service();
    let line = [
        "extract",
        "--input",
        "jsonl",
        "--format",
        "nq",
        "--reconcile-rate",
        "5",
        "--reconcile",
        &service.url("/"),
    ];
    let lines = b"{\"text\": \"Norville praised it.\"}\n{\"text\": \"Estmark praised it.\"}\n";
    assert_eq!(at(directory.path(), &line, lines).code, 0);
    let asked = service.asked();
    assert_eq!(asked.len(), 3, "{asked:?}");
    // The clock of the server starts when a request arrives, so that a little less than the pause may lie between two.
    for pair in asked.windows(2) {
        assert!(pair[1].when - pair[0].when > Duration::from_millis(120), "{asked:?}");
    }
}

/// Rows as an endpoint gives them.
const ROWS: &str = r#"{"head": {"vars": ["city", "people"]}, "results": {"bindings": [
    {"city": {"type": "literal", "value": "Norville"}, "people": {"type": "literal", "value": "9000"}}]}}"#;

fn endpoint(status: u16, body: &str) -> Scripted {
    Scripted::new(vec![Said {
        status,
        content_type: "application/sparql-results+json",
        body: body.to_owned(),
    }])
}

#[test]
fn queries_are_federated_when_allowed() {
    let directory = tempfile::tempdir().unwrap();
    let graph = directory.path().join("graph.ttl");
    std::fs::write(
        &graph,
        "<https://example.org/n> <http://www.w3.org/2000/01/rdf-schema#label> \"Norville\" .",
    )
    .unwrap();
    let graph = graph.to_str().unwrap();
    let ask = |url: &str, options: &[&str]| {
        let query = format!(
            "SELECT ?s ?people {{ ?s rdfs:label ?city SERVICE <{url}> {{ ?x rdfs:label ?city ; <x:p> ?people }} }}"
        );
        let line = ["query", "--data", graph, "-q", &query];
        at(directory.path(), &[&line[..], options].concat(), b"")
    };
    let good = endpoint(200, ROWS);
    let refused = ask(&good.url("/sparql"), &[]);
    assert_eq!((refused.code, refused.output.as_str()), (2, ""));
    assert!(refused.errors.contains("--federation"), "{}", refused.errors);
    assert!(good.asked().is_empty());

    let found = ask(&good.url("/sparql"), &["--federation"]);
    let rows: Vec<&str> = found.output.lines().collect();
    assert_eq!(rows, ["s,people", "https://example.org/n,9000"], "{}", found.errors);
    let asked = &good.asked()[0];
    assert_eq!(
        (asked.method.as_str(), asked.content_type.as_str()),
        ("POST", "application/sparql-query")
    );
    assert!(asked.body.contains("<x:p> ?people"), "{}", asked.body);

    let fails = |url: &str, options: &[&str], wanted: &str| {
        let found = ask(url, &[&["--federation"], options].concat());
        assert_eq!((found.code, found.output.as_str()), (2, ""));
        assert!(found.errors.contains(wanted), "{}", found.errors);
    };
    fails(
        &endpoint(200, "[").url("/"),
        &[],
        "is no SPARQL endpoint, or not a sound one",
    );
    fails(&endpoint(400, "MALFORMED").url("/"), &[], "status 400 (MALFORMED)");
    fails("http://127.0.0.1:1/", &[], "cannot reach http://127.0.0.1:1/");
    let page = Scripted::new(vec![Said::json("{}")]);
    fails(&page.url("/"), &[], "is no SPARQL endpoint, or not a sound one");
    let rows = ROWS.replace("]}}", ", {}, {}]}}");
    fails(&endpoint(200, &rows).url("/"), &["--max-rows", "2"], "more than 2 rows");
    let slow = Scripted::answering(|_| {
        std::thread::sleep(Duration::from_secs(3));
        Said::json("{}")
    });
    fails(&slow.url("/"), &["--timeout", "1"], "1 s");
}
