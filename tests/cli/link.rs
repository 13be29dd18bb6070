//! `link`, and what `extract` makes of an index.

use std::fs;

use crate::run;

const TEXT: &[u8] = b"Norville rejected the proposal of Estmark on Monday. Norville praised Estmark.";

/// Runs a command line, in which `DIR` stands for `directory`.
fn at(directory: &std::path::Path, line: &[&str], input: &[u8]) -> crate::Outcome {
    let directory = directory.to_str().unwrap();
    let arguments: Vec<String> = line.iter().map(|word| word.replace("DIR", directory)).collect();
    run(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), input)
}

#[test]
fn names_are_linked_by_an_index() {
    let directory = tempfile::tempdir().unwrap();
    let at = |line: &[&str]| at(directory.path(), line, TEXT);
    fs::write(
        directory.path().join("labels.tsv"),
        "Q900001\tNorville\nQ900002\tEstmark\torganisation\nQ900003\tEstmark\torganisation\n",
    )
    .unwrap();
    let built = at(&["link", "build", "--from", "DIR/labels.tsv", "-o", "DIR/names.index"]);
    assert_eq!((built.code, built.output.as_str()), (0, ""), "{}", built.errors);
    let graph = at(&["extract", "--link-index", "DIR/names.index", "--format", "ttl"]).output;
    // The index does not know what Norville is, and knows two that are called Estmark.
    assert!(graph.contains("skos:closeMatch wd:Q900001"), "{graph}");
    assert!(graph.contains("dm:candidate wd:Q900002, wd:Q900003"), "{graph}");
    assert!(graph.contains("dm:linkIndexHash"), "{graph}");
    fs::write(directory.path().join("graph.ttl"), &graph).unwrap();

    let review = at(&["link", "review", "--data", "DIR/graph.ttl"]);
    assert_eq!(review.code, 0, "{}", review.errors);
    let rows: Vec<&str> = review.output.lines().collect();
    assert_eq!(
        rows[0],
        "iri,label,type,count,country,documents,statements,close,candidates,example"
    );
    let estmark = rows
        .iter()
        .find(|row| row.starts_with(",Estmark,"))
        .expect("in the table");
    assert!(
        estmark.contains("entity/Q900002 http://www.wikidata.org/entity/Q900003"),
        "{estmark}"
    );

    // Filled in and fed back, the table decides.
    fs::write(
        directory.path().join("mine.csv"),
        review.output.replace("\n,Estmark,", "\nQ900003,Estmark,"),
    )
    .unwrap();
    let built = at(&["link", "build", "--from", "DIR/mine.csv", "-o", "DIR/mine.index"]);
    assert_eq!(built.code, 0, "{}", built.errors);
    let indexes = ["--link-index", "DIR/mine.index", "--link-index", "DIR/names.index"];
    let graph = at(&[&["extract", "--format", "ttl"], &indexes[..]].concat()).output;
    assert!(graph.contains("skos:exactMatch wd:Q900003"), "{graph}");
    let graph = at(&[&["extract", "--format", "ttl", "--iri", "wikidata"], &indexes[..]].concat()).output;
    assert!(graph.contains("wd:Q900003 a dm:Thing"), "{graph}");
    assert!(!graph.contains("skos:exactMatch wd:Q900003"), "{graph}");
    // What is called by an identifier needs no review.
    fs::write(directory.path().join("graph.ttl"), &graph).unwrap();
    let review = at(&["link", "review", "--data", "DIR/graph.ttl"]).output;
    assert!(
        review.contains(",Norville,") && !review.contains(",Estmark,"),
        "{review}"
    );
}

#[test]
fn entries_may_be_named_by_wikidata() {
    let outcome = run(
        &["extract", "--format", "ttl", "--iri", "wikidata"],
        b"Chile rejected the proposal of Bolivia.",
    );
    assert!(outcome.output.contains("wd:Q298 a dm:Country"), "{}", outcome.output);
    assert!(!outcome.output.contains("entity:Chile"), "{}", outcome.output);
}

#[test]
fn why_tells_what_a_name_may_be() {
    let directory = tempfile::tempdir().unwrap();
    let at = |line: &[&str]| at(directory.path(), line, TEXT);
    fs::write(
        directory.path().join("labels.tsv"),
        "Q900002\tEstmark\nQ900003\tEstmark\n",
    )
    .unwrap();
    at(&["link", "build", "--from", "DIR/labels.tsv", "-o", "DIR/names.index"]);
    let loaded = at(&["load", "-l", "DIR/kg", "--link-index", "DIR/names.index", "-"]);
    assert_eq!(loaded.code, 0, "{}", loaded.errors);
    let shown = at(&["why", "-l", "DIR/kg", "Estmark"]).output;
    assert!(
        shown.contains("Estmark may be http://www.wikidata.org/entity/Q900002, http://www.wikidata.org/entity/Q900003"),
        "{shown}"
    );
}

#[test]
fn what_is_no_index_is_refused() {
    let outcome = run(&["extract", "--link-index", "Cargo.toml"], TEXT);
    assert_eq!(outcome.code, 2);
    assert!(
        outcome.errors.contains("Cargo.toml is no link index"),
        "{}",
        outcome.errors
    );
}
