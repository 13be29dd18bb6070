//! What a store goes through without losing what it was told: kills, full and read-only disks, two writers; and what
//! the program leaves alone.

mod bounds;
#[cfg(unix)]
mod disks;
mod kills;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use flate2::read::MultiGzDecoder;

use crate::{Outcome, demarche, run};

/// Where random numbers begin.
const SEED: u64 = 20_310_503;

/// How many documents each load holds: five rounds of them, on one thread.
const DOCUMENTS: usize = 300;

fn at(workplace: &Path, line: &[&str]) -> Outcome {
    let directory = workplace.to_str().unwrap();
    let arguments: Vec<String> = line.iter().map(|word| word.replace("DIR", directory)).collect();
    run(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), b"")
}

/// The documents as JSON Lines; each has the same name in both versions and says something else.
fn documents(version: usize) -> String {
    let places = ["Norland", "Sudria", "Estmark", "Westmark", "Ostria"];
    (0..DOCUMENTS).fold(String::new(), |lines, number| {
        let (one, other) = (places[number % 5], places[(number / 5 + number + 1) % 5]);
        let text = match version {
            0 => format!("{one} sent a demarche to {other}."),
            _ => format!("{other} will recall its ambassador from {one}."),
        };
        lines + &format!("{{\"id\":\"document-{number}\",\"text\":\"{text}\"}}\n")
    })
}

/// What each document of a store says, a line a quad.
fn said(store: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let mut said = BTreeMap::new();
    for entry in fs::read_dir(store.join("segments")).unwrap() {
        let path = entry.unwrap().path();
        let mut lines = BufReader::new(MultiGzDecoder::new(fs::File::open(path).unwrap()))
            .lines()
            .map(Result::unwrap);
        let header = lines.next().unwrap();
        let name = serde_json::from_str(header.strip_prefix("# document ").unwrap()).unwrap();
        // Oxigraph keeps the value of a number, not the kind of integer it was written as.
        let lines = lines.map(|line| line.replace("#nonNegativeInteger>", "#integer>"));
        said.insert(name, lines.collect());
    }
    said
}

/// Fails with the lines that are not in both.
fn assert_same(left: &BTreeSet<String>, right: &BTreeSet<String>) {
    let differing: Vec<&String> = left.symmetric_difference(right).collect();
    assert!(differing.is_empty(), "{differing:#?}");
}

/// What the program shows of a store, a line a quad.
fn shown(workplace: &Path) -> BTreeSet<String> {
    let outcome = at(workplace, &["dump", "-l", "DIR/kg", "--format", "nq"]);
    assert_eq!((outcome.code, outcome.errors.as_str()), (0, ""));
    outcome.output.lines().map(str::to_owned).collect()
}

/// The next of a row of random numbers ([splitmix64](https://prng.di.unimi.it/splitmix64.c)).
fn random(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut value = *state;
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[test]
fn one_writer_is_told_of_the_other_and_readers_go_on() {
    let workplace = tempfile::tempdir().unwrap();
    let workplace = workplace.path();
    // A writer that waits for its input.
    let mut writer = Command::new(assert_cmd::cargo::cargo_bin!("demarche"))
        .args(["load", "--input", "jsonl", "-l"])
        .arg(workplace.join("kg"))
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let start = Instant::now();
    // It has the lock before it makes the marker.
    while !workplace.join("kg/demarche-store").exists() && start.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(5));
    }
    let told = at(
        workplace,
        &[
            "update",
            "-l",
            "DIR/kg",
            "-u",
            "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        ],
    );
    assert_eq!(told.code, 2);
    assert!(
        told.errors
            .contains("another process is writing to this store; wait for it to end"),
        "{}",
        told.errors
    );
    assert_same(&shown(workplace), &BTreeSet::new());
    let mut input = writer.stdin.take().unwrap();
    input.write_all(documents(0).as_bytes()).unwrap();
    drop(input);
    assert_eq!(writer.wait().unwrap().code(), Some(0));
    assert_eq!(said(&workplace.join("kg")).len(), DOCUMENTS);
    let all: BTreeSet<String> = said(&workplace.join("kg")).into_values().flatten().collect();
    assert_same(&shown(workplace), &all);
}
