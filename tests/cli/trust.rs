//! What a store goes through without losing what it was told: kills, full and read-only disks, two writers.
//!
//! `DEMARCHE_KILLS=200 cargo test --test cli killed -- --nocapture` kills as often as that.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use flate2::read::MultiGzDecoder;

use crate::{Outcome, demarche, run};

/// How often the loading program is killed, unless the environment says otherwise.
const KILLS: u64 = 24;

/// Where the random moments begin.
const SEED: u64 = 20_310_503;

/// How many documents each load holds: more than go into one round.
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

/// Starts to load `version` into the store.
fn load(workplace: &Path, version: usize) -> Child {
    let file = workplace.join(format!("{version}.jsonl"));
    Command::new(assert_cmd::cargo::cargo_bin!("demarche"))
        .args(["--verbose", "load", "--input", "jsonl", "-l"])
        .arg(workplace.join("kg"))
        .arg(file)
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// The documents that the program says it has loaded.
fn reported(errors: &str) -> BTreeSet<String> {
    errors
        .lines()
        .filter(|line| line.ends_with(" quads"))
        .filter_map(|line| Some(line.strip_prefix("demarche: ")?.split_once(": ")?.0.to_owned()))
        .collect()
}

#[test]
#[expect(clippy::print_stdout, reason = "seed and moments are worth a look: --nocapture")]
fn a_killed_load_loses_nothing_and_shows_no_half_of_a_document() {
    let workplace = tempfile::tempdir().unwrap();
    let workplace = workplace.path();
    let mut versions = Vec::new();
    let mut longest = Duration::ZERO;
    for version in 0..2 {
        fs::write(workplace.join(format!("{version}.jsonl")), documents(version)).unwrap();
        let start = Instant::now();
        let output = load(workplace, version).wait_with_output().unwrap();
        longest = longest.max(start.elapsed());
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(reported(&errors).len(), DOCUMENTS, "{errors}");
        versions.push(said(&workplace.join("kg")));
        fs::remove_dir_all(workplace.join("kg")).unwrap();
    }
    let kills = std::env::var("DEMARCHE_KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    let mut state = SEED;
    let mut held: BTreeMap<String, usize> = BTreeMap::new();
    let mut amid = 0;
    for round in 0..kills {
        // Now and then a store is made from nothing.
        if round % 8 == 0 {
            let _ = fs::remove_dir_all(workplace.join("kg"));
            held.clear();
        }
        let version = (round % 2) as usize;
        let mut child = load(workplace, version);
        let moment = random(&mut state) % u64::try_from(longest.as_micros()).unwrap();
        std::thread::sleep(Duration::from_micros(moment));
        child.kill().unwrap();
        let mut errors = String::new();
        child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
        child.wait().unwrap();
        let reported = reported(&errors);
        amid += usize::from((1..DOCUMENTS).contains(&reported.len()));
        if !workplace.join("kg/demarche-store").exists() {
            assert!(reported.is_empty());
            continue;
        }
        let shown = shown(workplace);
        let mut whole = BTreeSet::new();
        let mut before = std::mem::take(&mut held);
        for name in versions[0].keys() {
            let present = (0..2).find(|version| versions[*version][name].is_subset(&shown));
            if reported.contains(name) {
                assert_eq!(present, Some(version), "round {round}: {name} was reported loaded");
            } else if let Some(old) = before.remove(name) {
                assert!(
                    present == Some(old) || present == Some(version),
                    "round {round}: {name} was there and is lost"
                );
            }
            if let Some(present) = present {
                whole.extend(versions[present][name].iter().cloned());
                held.insert(name.clone(), present);
            }
        }
        let half: Vec<&String> = shown.difference(&whole).collect();
        assert!(half.is_empty(), "round {round}: half of a document shows: {half:#?}");
    }
    println!("{kills} kills within {longest:?} from seed {SEED}, {amid} of them amid reports");
    // A load that is let be mends all.
    assert_eq!(load(workplace, 0).wait_with_output().unwrap().status.code(), Some(0));
    let all: BTreeSet<String> = versions[0].values().flatten().cloned().collect();
    assert_same(&shown(workplace), &all);
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

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;

    use super::*;

    /// All files below a directory with what they hold, but for the cache.
    fn files(directory: &Path) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        for entry in fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if path.is_dir() {
                if name != "index" {
                    let below = self::files(&path).into_iter();
                    files.extend(below.map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
                }
            } else {
                files.insert(name, fs::read(&path).unwrap());
            }
        }
        files
    }

    #[test]
    fn a_full_disk_is_told_and_leaves_the_store_as_it_was() {
        let workplace = tempfile::tempdir().unwrap();
        let workplace = workplace.path();
        fs::write(workplace.join("a.nt"), "<urn:a> <urn:b> <urn:c> .\n").unwrap();
        assert_eq!(at(workplace, &["load", "-l", "DIR/kg", "DIR/a.nt"]).code, 0);
        let mut state = SEED;
        let large = (0..20_000).fold(String::new(), |text, _| {
            text + &format!(
                "<urn:{:x}> <urn:b> \"{:x}\" .\n",
                random(&mut state),
                random(&mut state)
            )
        });
        fs::write(workplace.join("large.nt"), large).unwrap();
        let before = (files(&workplace.join("kg")), shown(workplace));
        for command in ["load -l kg large.nt", "update -l kg --update-file large.ru"] {
            let insert = (0..20_000).map(|number| format!("<urn:{number}> <urn:b> <urn:c> .\n"));
            let update = format!("INSERT DATA {{ {} }}", insert.collect::<String>());
            fs::write(workplace.join("large.ru"), update).unwrap();
            // No file may grow beyond so many blocks of 512 bytes: a write that would says so, as on a full disk.
            let script = format!("trap '' XFSZ; ulimit -f 256; exec \"$0\" {command}");
            let output = Command::new("sh")
                .args([
                    "-c",
                    &script,
                    assert_cmd::cargo::cargo_bin!("demarche").to_str().unwrap(),
                ])
                .current_dir(workplace)
                .stdin(Stdio::null())
                .output()
                .unwrap();
            let errors = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(2), "{command}: {errors}");
            assert!(errors.contains("File too large"), "{command}: {errors}");
            assert!((files(&workplace.join("kg")), shown(workplace)) == before, "{command}");
        }
    }

    /// The program, run by somebody who may not write to `workplace`.
    fn as_stranger(workplace: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
        let mut program = assert_cmd::cargo::cargo_bin!("demarche").to_owned();
        let is_root = fs::metadata("/proc/self").is_ok_and(|metadata| metadata.uid() == 0);
        if is_root {
            // Others may not be let to where it was built.
            let copy = workplace.join("demarche");
            if !copy.exists() {
                fs::copy(&program, &copy).unwrap();
            }
            program = copy;
        }
        let mut command = Command::new(program);
        if is_root {
            command.uid(65_534).gid(65_534);
        }
        let output = command
            .args(arguments)
            .current_dir(workplace)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    }

    #[test]
    fn a_store_that_cannot_be_written_to_is_read_and_left_as_it_was() {
        let workplace = tempfile::tempdir().unwrap();
        let workplace = workplace.path();
        fs::write(workplace.join("a.nt"), "<urn:a> <urn:b> <urn:c> .\n").unwrap();
        assert_eq!(at(workplace, &["load", "-l", "DIR/kg", "DIR/a.nt"]).code, 0);
        let before = files(&workplace.join("kg"));
        let mode = |mode| {
            let mut directories = vec![workplace.to_owned()];
            while let Some(directory) = directories.pop() {
                for entry in fs::read_dir(&directory).unwrap() {
                    let path = entry.unwrap().path();
                    if path.is_dir() {
                        directories.push(path);
                    }
                }
                fs::set_permissions(&directory, fs::Permissions::from_mode(mode)).unwrap();
            }
        };
        let query = ["query", "-l", "kg", "-q", "SELECT ?o WHERE { <urn:a> <urn:b> ?o }"];
        // The first call copies the program there.
        as_stranger(workplace, &["--version"]);
        for has_index in [true, false] {
            if !has_index {
                let _ = fs::remove_dir_all(workplace.join("kg/index"));
            }
            mode(0o555);
            let found = as_stranger(workplace, &query);
            let loaded = as_stranger(workplace, &["load", "-l", "kg", "a.nt"]);
            let made = as_stranger(workplace, &["load", "-l", "other", "a.nt"]);
            mode(0o755);
            assert_eq!(found, (Some(0), "o\r\nurn:c\r\n".to_owned(), String::new()));
            for (code, output, errors) in [loaded, made] {
                assert_eq!((code, output.as_str()), (Some(2), ""), "{errors}");
                assert!(errors.contains("Permission denied"), "{errors}");
            }
            assert!(files(&workplace.join("kg")) == before);
            assert!(!workplace.join("other").exists());
        }
    }

    #[test]
    fn the_program_writes_nowhere_but_into_its_store() {
        let workplace = tempfile::tempdir().unwrap();
        let workplace = workplace.path();
        fs::create_dir(workplace.join("inner")).unwrap();
        let lines = "{\"id\":\"../../outside\",\"text\":\"Norland met Sudria.\"}\n\
            {\"id\":\"/tmp/outside\",\"text\":\"Norland met Estmark.\"}\n";
        fs::write(workplace.join("inner/a.jsonl"), lines).unwrap();
        let output = demarche(&["load", "--input", "jsonl", "-l", "kg", "a.jsonl"])
            .current_dir(workplace.join("inner"))
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(said(&workplace.join("inner/kg")).len(), 2);
        let names = |directory: &Path| -> BTreeSet<String> {
            let entries = fs::read_dir(directory).unwrap();
            entries
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .collect()
        };
        assert_eq!(names(workplace), ["inner".to_owned()].into());
        assert_eq!(
            names(&workplace.join("inner")),
            ["a.jsonl".to_owned(), "kg".to_owned()].into()
        );
    }
}
