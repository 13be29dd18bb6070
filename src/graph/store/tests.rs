//! What a store keeps through replacement, removal, edits, damage and interruption.

use std::fs;
use std::path::PathBuf;

use oxigraph::model::{GraphName, Literal, NamedNode, Quad};
use tempfile::TempDir;

use crate::graph::query::{QueryOptions, update};
use crate::graph::store::{Store, StoreError};
use crate::graph::{DEFAULT_BASE, Format};

fn quad(subject: &str, value: &str) -> Quad {
    Quad::new(
        NamedNode::new(format!("https://example.org/{subject}")).unwrap(),
        NamedNode::new("https://example.org/p").unwrap(),
        Literal::new_simple_literal(value),
        GraphName::DefaultGraph,
    )
}

fn values(store: &Store) -> Vec<String> {
    let mut values: Vec<String> = store
        .index()
        .unwrap()
        .quads()
        .unwrap()
        .iter()
        .map(|quad| match &quad.object {
            oxigraph::model::Term::Literal(literal) => literal.value().to_owned(),
            other => other.to_string(),
        })
        .collect();
    values.sort();
    values
}

fn names(store: &Store) -> Vec<String> {
    let (documents, damages) = store.documents().unwrap();
    assert_eq!(damages, []);
    documents.into_iter().map(|document| document.id).collect()
}

fn change(store: &Store, text: &str) {
    let index = store.index().unwrap();
    update(store, &index, text, &QueryOptions::new(DEFAULT_BASE)).unwrap();
}

fn fresh() -> (TempDir, Store) {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open_to_write(directory.path()).unwrap();
    (directory, store)
}

fn segment(store: &Store, id: &str) -> PathBuf {
    let (documents, _) = store.documents().unwrap();
    documents.into_iter().find(|document| document.id == id).unwrap().path
}

#[test]
fn loading_again_replaces_and_forgetting_removes() {
    let (_directory, store) = fresh();
    assert_eq!(store.load_document("a", &[quad("s", "1"), quad("s", "2")]).unwrap(), 2);
    store
        .load_document("b\n\"odd\"", &[quad("s", "2"), quad("s", "3")])
        .unwrap();
    assert_eq!(values(&store), ["1", "2", "3"]);
    store.load_document("a", &[quad("s", "4")]).unwrap();
    assert_eq!(values(&store), ["2", "3", "4"]);
    assert_eq!(names(&store), ["a", "b\n\"odd\""]);
    assert!(store.forget("a").unwrap());
    assert!(!store.forget("a").unwrap());
    assert_eq!(values(&store), ["2", "3"]);
}

#[test]
fn the_same_quads_make_the_same_segment() {
    let (_directory, store) = fresh();
    store.load_document("a", &[quad("s", "1")]).unwrap();
    let before = fs::read(segment(&store, "a")).unwrap();
    store.load_document("a", &[quad("s", "1")]).unwrap();
    assert_eq!(fs::read(segment(&store, "a")).unwrap(), before);
}

#[test]
fn edits_survive_loading_and_compaction() {
    let (directory, store) = fresh();
    store.load_document("a", &[quad("s", "1"), quad("s", "2")]).unwrap();
    change(
        &store,
        "PREFIX e: <https://example.org/> DELETE DATA { e:s e:p '1' } ; INSERT DATA { e:s e:p '2', 'mine' }",
    );
    change(
        &store,
        "PREFIX e: <https://example.org/> DELETE { ?s ?p 'mine' } INSERT { ?s ?p 'ours' } WHERE { ?s ?p 'mine' }",
    );
    assert_eq!(values(&store), ["2", "ours"]);
    store.load_document("a", &[quad("s", "1"), quad("s", "3")]).unwrap();
    assert_eq!(
        values(&store),
        ["2", "3", "ours"],
        "what the user added and deleted stays so"
    );
    assert_eq!(store.optimize().unwrap(), (5, 4));
    drop(store);
    let store = Store::open(directory.path()).unwrap();
    assert_eq!(values(&store), ["2", "3", "ours"]);
}

#[test]
fn an_edit_that_was_cut_off_did_not_happen() {
    let (directory, store) = fresh();
    change(&store, "INSERT DATA { <urn:s> <urn:p> 'whole' }");
    drop(store);
    let log = directory.path().join("edits.rdfp");
    let whole = fs::read(&log).unwrap();
    let mut cut = whole.clone();
    cut.extend("TX .\nA <urn:s> <urn:p> \"half\" .\nA <urn:s> <urn:p> \"h\u{e9}".as_bytes());
    cut.pop();
    fs::write(&log, &cut).unwrap();
    assert_eq!(values(&Store::open(directory.path()).unwrap()), ["whole"]);
    let store = Store::open_to_write(directory.path()).unwrap();
    assert_eq!(fs::read(&log).unwrap(), whole);
    change(&store, "INSERT DATA { <urn:s> <urn:p> 'next' }");
    assert_eq!(values(&store), ["next", "whole"]);
}

#[test]
fn a_damaged_edit_is_named() {
    let (directory, store) = fresh();
    fs::write(
        directory.path().join("edits.rdfp"),
        "TX .\nA <urn:s> \"no predicate\" .\nTC .\n",
    )
    .unwrap();
    let error = store.index().unwrap_err().to_string();
    assert!(error.contains("edits.rdfp:2: "), "{error}");
}

#[test]
fn a_damaged_segment_is_named_and_the_rest_served() {
    let (_directory, store) = fresh();
    store.load_document("a", &[quad("s", "1")]).unwrap();
    store.load_document("b", &[quad("s", "2")]).unwrap();
    let path = segment(&store, "a");
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() - 9;
    bytes[middle] ^= 0xff;
    fs::write(&path, &bytes).unwrap();
    let index = store.index().unwrap();
    assert_eq!(index.len().unwrap(), 1);
    assert_eq!(index.damages().len(), 1);
    assert_eq!(index.damages()[0].path, path);
    store.load_document("a", &[quad("s", "1")]).unwrap();
    assert_eq!(values(&store), ["1", "2"]);
}

#[test]
fn what_a_killed_writer_left_is_passed_over_and_removed() {
    let (directory, store) = fresh();
    store.load_document("a", &[quad("s", "1")]).unwrap();
    drop(store);
    let left = directory.path().join("segments/.tmp-1-0");
    fs::write(&left, "half a segment").unwrap();
    assert_eq!(values(&Store::open(directory.path()).unwrap()), ["1"]);
    assert!(left.exists(), "a reader removes nothing");
    let store = Store::open_to_write(directory.path()).unwrap();
    assert!(!left.exists());
    assert_eq!(values(&store), ["1"]);
}

#[test]
fn a_store_that_was_killed_while_it_was_made_is_made_again() {
    let directory = tempfile::tempdir().unwrap();
    fs::create_dir(directory.path().join("segments")).unwrap();
    fs::write(directory.path().join("lock"), "").unwrap();
    Store::open_to_write(directory.path()).unwrap();
}

#[test]
fn one_process_writes_and_others_read() {
    let (directory, store) = fresh();
    store.load_document("a", &[quad("s", "1")]).unwrap();
    let error = Store::open_to_write(directory.path()).unwrap_err();
    assert!(matches!(error, StoreError::Busy { .. }), "{error}");
    assert_eq!(values(&Store::open(directory.path()).unwrap()), ["1"]);
}

#[test]
fn other_directories_are_refused() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("letters.txt"), "mine").unwrap();
    let message = |error: StoreError| error.to_string();
    assert!(message(Store::open_to_write(directory.path()).unwrap_err()).contains("holds other files (letters.txt)"));
    assert!(message(Store::open(directory.path()).unwrap_err()).contains("not a store"));
    assert_eq!(
        fs::read_dir(directory.path()).unwrap().count(),
        1,
        "nothing is left there"
    );
    let missing = directory.path().join("missing");
    assert!(message(Store::open(&missing).unwrap_err()).contains("no such store"));
    fs::write(directory.path().join("demarche-store"), "demarche store 9\n").unwrap();
    assert!(message(Store::open(directory.path()).unwrap_err()).contains("demarche store 9"));
}

#[test]
fn rdf_files_are_stored_without_blank_nodes() {
    let (directory, store) = fresh();
    let path = directory.path().join("x.ttl");
    fs::write(&path, "<a> <p> [ <q> 'v' ] . _:b <p> _:b .").unwrap();
    assert_eq!(
        store.load_file("x.ttl", &path, Format::Turtle, DEFAULT_BASE).unwrap(),
        3
    );
    let first = fs::read(segment(&store, "x.ttl")).unwrap();
    store.load_file("x.ttl", &path, Format::Turtle, DEFAULT_BASE).unwrap();
    assert_eq!(fs::read(segment(&store, "x.ttl")).unwrap(), first);
    let quads = store.index().unwrap().quads().unwrap();
    assert!(quads.iter().all(|quad| !quad.to_string().contains("_:")), "{quads:?}");
    fs::write(&path, "<a> <p> \n  nonsense").unwrap();
    let error = store
        .load_file("x.ttl", &path, Format::Turtle, DEFAULT_BASE)
        .unwrap_err()
        .to_string();
    assert!(error.contains("x.ttl:2:3: "), "{error}");
    assert_eq!(
        fs::read(segment(&store, "x.ttl")).unwrap(),
        first,
        "a failure changes nothing"
    );
}

#[test]
fn merging_copies_documents_and_edits() {
    let (_one, ours) = fresh();
    let (_two, theirs) = fresh();
    ours.load_document("a", &[quad("s", "1")]).unwrap();
    ours.load_document("b", &[quad("s", "2")]).unwrap();
    theirs.load_document("a", &[quad("s", "1")]).unwrap();
    theirs.load_document("b", &[quad("s", "3")]).unwrap();
    theirs.load_document("c", &[quad("s", "4")]).unwrap();
    change(&theirs, "INSERT DATA { <urn:s> <urn:p> 'edit' }");
    let merged = ours.merge(&theirs).unwrap();
    assert_eq!((merged.added, merged.replaced, merged.same, merged.edits), (1, 1, 1, 1));
    assert_eq!(values(&ours), ["1", "3", "4", "edit"]);
}
