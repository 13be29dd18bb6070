//! The index on disk holds what an index in memory holds, whatever was changed, damaged or killed before.

use std::fs;
use std::path::{Path, PathBuf};

use oxigraph::model::{GraphName, Literal, NamedNode, Quad};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::graph::query::{NAMED_QUERIES, QueryOptions, query, update};
use crate::graph::store::Index;
use crate::graph::{DEFAULT_BASE, Format, Progress, Store};

fn fresh() -> (TempDir, Store) {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open_to_write(directory.path()).unwrap();
    (directory, store)
}

fn quad(number: u8) -> Quad {
    let node = |name: &str| NamedNode::new(format!("https://example.org/{name}")).unwrap();
    let value = Literal::from(i64::from(number));
    Quad::new(node("s"), node("p"), value, GraphName::DefaultGraph)
}

fn sorted(index: &Index) -> Vec<String> {
    let mut quads: Vec<String> = index.quads().unwrap().iter().map(ToString::to_string).collect();
    quads.sort();
    quads
}

/// What a reader finds on disk, having made sure that memory holds the same.
fn check(directory: &Path) -> Vec<String> {
    let store = Store::open(directory).unwrap();
    let on_disk = store.index().unwrap();
    let in_memory = Index::of_store(&store.segments(), &store.edits(), &Progress::default()).unwrap();
    assert_eq!(sorted(&on_disk), sorted(&in_memory));
    assert_eq!(on_disk.damages(), in_memory.damages());
    sorted(&on_disk)
}

fn change(store: &Store, text: &str) {
    let index = store.index().unwrap();
    update(store, &index, text, &QueryOptions::new(DEFAULT_BASE)).unwrap();
}

/// The directories of finished generations.
fn generations(directory: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(directory.join("index"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_name().unwrap().to_str().unwrap().contains('-'))
        .collect();
    found.sort();
    found
}

/// A change of a store.
#[derive(Clone, Debug)]
enum Step {
    Load(u8, Vec<u8>),
    Forget(u8),
    Add(u8),
    Delete(u8),
    Compact,
    Read,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0..4u8, prop::collection::vec(0..6u8, 0..5)).prop_map(|(document, quads)| Step::Load(document, quads)),
        (0..4u8).prop_map(Step::Forget),
        (0..6u8).prop_map(Step::Add),
        (0..6u8).prop_map(Step::Delete),
        Just(Step::Compact),
        Just(Step::Read),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_changes_memory_and_disk_agree(steps in prop::collection::vec(step(), 1..12)) {
        let (directory, store) = fresh();
        for step in steps {
            match step {
                Step::Load(document, numbers) => {
                    let quads: Vec<Quad> = numbers.into_iter().map(quad).collect();
                    store.load_document(&document.to_string(), &quads).unwrap();
                }
                Step::Forget(document) => {
                    store.forget(&document.to_string()).unwrap();
                }
                Step::Add(number) => change(&store, &format!("INSERT DATA {{ {} }}", triple(number))),
                Step::Delete(number) => change(&store, &format!("DELETE DATA {{ {} }}", triple(number))),
                Step::Compact => {
                    store.optimize().unwrap();
                }
                Step::Read => {
                    check(directory.path());
                }
            }
        }
        check(directory.path());
    }
}

fn triple(number: u8) -> String {
    format!("{} .", quad(number))
}

#[test]
fn every_named_query_answers_as_in_memory() {
    let (directory, store) = fresh();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/graph/small.ttl");
    store.load_file("small", &path, Format::Turtle, DEFAULT_BASE).unwrap();
    drop(store);
    let on_disk = Store::open(directory.path()).unwrap().index().unwrap();
    let in_memory = Index::of_files([path.as_path()], DEFAULT_BASE).unwrap();
    let options = QueryOptions::new(DEFAULT_BASE);
    for named in NAMED_QUERIES {
        let [on_disk, in_memory] = [&on_disk, &in_memory].map(|index| query(index, named.text, &options).unwrap());
        assert_eq!(on_disk, in_memory, "@{}", named.name);
    }
}

#[test]
fn a_damaged_index_is_made_again() {
    let (directory, store) = fresh();
    store.load_document("a", &[quad(1), quad(2)]).unwrap();
    store.load_document("b", &[quad(2), quad(3)]).unwrap();
    let whole = check(directory.path());
    let spoil: [fn(&Path); 6] = [
        |generation| fs::remove_file(generation.join("record")).unwrap(),
        |generation| fs::write(generation.join("record"), "demarche index 99\nend\n").unwrap(),
        |generation| fs::remove_dir_all(generation.join("db")).unwrap(),
        |generation| fs::write(generation.join("db/CURRENT"), "MANIFEST-000099\n").unwrap(),
        |generation| {
            for entry in fs::read_dir(generation.join("db")).unwrap() {
                let path = entry.unwrap().path();
                if path.extension().is_some_and(|extension| extension == "sst") {
                    fs::write(path, "cut").unwrap();
                }
            }
        },
        |generation| fs::remove_file(generation.join("in-use")).unwrap(),
    ];
    for (number, spoil) in spoil.into_iter().enumerate() {
        spoil(generations(directory.path()).last().unwrap());
        assert_eq!(check(directory.path()), whole, "{number}");
    }
    // Damage that only shows when the next generation is made of this one.
    fs::write(generations(directory.path()).last().unwrap().join("holders"), "").unwrap();
    fs::remove_dir_all(directory.path().join("index/held")).unwrap();
    store.load_document("a", &[quad(1)]).unwrap();
    check(directory.path());
    assert!(store.forget("b").unwrap());
    assert_eq!(check(directory.path()).len(), 1);
}

#[test]
fn a_generation_stays_as_long_as_it_is_read() {
    let (directory, store) = fresh();
    store.load_document("a", &[quad(1)]).unwrap();
    let reader = Store::open(directory.path()).unwrap().index().unwrap();
    let before = sorted(&reader);
    store.load_document("a", &[quad(2)]).unwrap();
    assert_ne!(check(directory.path()), before);
    assert_eq!(sorted(&reader), before, "what is open stays as it was opened");
    assert_eq!(generations(directory.path()).len(), 2);
    drop(reader);
    store.load_document("a", &[quad(3)]).unwrap();
    check(directory.path());
    assert_eq!(generations(directory.path()).len(), 1, "what nobody reads is removed");
}

#[test]
fn nothing_changed_makes_no_generation() {
    let (directory, store) = fresh();
    store.load_document("a", &[quad(1)]).unwrap();
    store.load_document("b", &[quad(2)]).unwrap();
    let (documents, _) = store.documents().unwrap();
    fs::write(&documents[0].path, "no gzip").unwrap();
    check(directory.path());
    let before = generations(directory.path());
    store.refresh(&Progress::default()).unwrap();
    check(directory.path());
    assert_eq!(generations(directory.path()), before);
}
