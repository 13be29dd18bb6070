//! The rules of the house that no compiler checks: which room may use which, who may print, who knows Oxigraph, and
//! how long a file may be. ARCHITECTURE.md gives the reasons.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms in order: each may use itself and those before it.
const ROOMS: [&str; 14] = [
    "text", "net", "source", "ontology", "syntax", "mention", "clause", "openie", "rule", "extract", "link", "graph",
    "pipeline", "cli",
];

/// Rooms that may name Oxigraph and the crates it is made of.
const KNOW_OXIGRAPH: [&str; 2] = ["ontology", "graph"];

/// The room that reaches the network, and what names a way there.
const REACHES_OUT: &str = "net";
const WAYS_OUT: [&str; 4] = ["ureq::", "TcpStream", "UdpSocket", "TcpListener"];

/// The room that may print.
const PRINTS: &str = "cli";

/// Most lines of code in a file, tests left out, and most lines of all.
const MOST_CODE: usize = 500;
const MOST_LINES: usize = 800;

/// A source file of the library, its path below `src/` and what stands in it.
struct Source {
    path: String,
    room: String,
    text: String,
}

impl Source {
    /// The lines that are neither comment nor below the file's `#[cfg(test)] mod tests`, with their numbers.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let end = self.text.find("\n#[cfg(test)]\nmod ").unwrap_or(self.text.len());
        self.text[..end]
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line.split("//").next().unwrap_or("")))
            .filter(|(_, line)| !line.trim().is_empty())
    }

    /// The modules of this crate that the code names after `crate::` or `demarche::`, with their lines.
    fn uses(&self) -> Vec<(usize, String)> {
        let mut uses = Vec::new();
        for (number, line) in self.code() {
            for (at, prefix) in line.match_indices("crate::").chain(line.match_indices("demarche::")) {
                let name: String = line[at + prefix.len()..]
                    .chars()
                    .take_while(|character| character.is_alphanumeric() || *character == '_')
                    .collect();
                uses.push((number, name));
            }
        }
        uses
    }
}

fn sources() -> Vec<Source> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources: Vec<Source> = rust_files(&top)
        .into_iter()
        .map(|file| {
            let path = file.strip_prefix(&top).unwrap().to_str().unwrap().to_owned();
            let room = path.split(['/', '.']).next().unwrap().to_owned();
            Source {
                text: fs::read_to_string(&file).unwrap(),
                path,
                room,
            }
        })
        .collect();
    sources.sort_by(|left, right| left.path.cmp(&right.path));
    assert!(!sources.is_empty());
    sources
}

fn rust_files(directory: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// Fails with all `faults` at once.
fn check(rule: &str, faults: &[String]) {
    assert!(faults.is_empty(), "{rule}:\n  {}", faults.join("\n  "));
}

fn rank(room: &str) -> Option<usize> {
    ROOMS.iter().position(|known| *known == room)
}

#[test]
fn rooms_use_only_earlier_rooms() {
    let mut faults = Vec::new();
    for source in sources() {
        if source.path == "lib.rs" || source.path == "main.rs" {
            continue;
        }
        let Some(own) = rank(&source.room) else {
            faults.push(format!(
                "{}: `{}` is no room in the list of this test",
                source.path, source.room
            ));
            continue;
        };
        for (line, used) in source.uses() {
            match rank(&used) {
                Some(other) if other <= own => {}
                Some(_) => faults.push(format!(
                    "{}:{line}: `{}` uses `{used}`, a later room",
                    source.path, source.room
                )),
                None => faults.push(format!("{}:{line}: `crate::{used}` is no room", source.path)),
            }
        }
    }
    check("a room may use rooms before it, never one after", &faults);
}

#[test]
fn only_the_rooms_of_rdf_know_oxigraph() {
    let names = [
        "oxigraph",
        "oxrdf",
        "oxttl",
        "oxrdfio",
        "spargebra",
        "spareval",
        "oxiri",
        "oxsdatatypes",
    ];
    let mut faults = Vec::new();
    for source in sources()
        .iter()
        .filter(|source| !KNOW_OXIGRAPH.contains(&source.room.as_str()))
    {
        for (line, code) in source.code() {
            if names.iter().any(|name| code.contains(&format!("{name}::"))) {
                faults.push(format!("{}:{line}: {}", source.path, code.trim()));
            }
        }
    }
    check("only ontology/ and graph/ name Oxigraph", &faults);
}

#[test]
fn one_room_reaches_the_network() {
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| source.room != REACHES_OUT) {
        for (line, code) in source.code() {
            if WAYS_OUT.iter().any(|way| code.contains(way)) {
                faults.push(format!("{}:{line}: {}", source.path, code.trim()));
            }
        }
    }
    check("only net/ reaches the network", &faults);
}

#[test]
fn the_library_does_not_print() {
    let printing = [
        "print!(",
        "println!(",
        "eprint!(",
        "eprintln!(",
        "dbg!(",
        "stdout()",
        "stderr()",
    ];
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| source.room != PRINTS) {
        for (line, code) in source.code() {
            if printing.iter().any(|call| code.contains(call)) {
                faults.push(format!("{}:{line}: {}", source.path, code.trim()));
            }
        }
    }
    check("only cli/ prints", &faults);
}

#[test]
fn files_say_what_they_own_and_stay_short() {
    let mut faults = Vec::new();
    for source in sources() {
        if !source.text.starts_with("//! ") {
            faults.push(format!("{}: does not open with `//! ` and what it owns", source.path));
        }
        let lines = source.text.lines().count();
        let code = source.code().count();
        if code > MOST_CODE || lines > MOST_LINES {
            faults.push(format!("{}: {code} lines of code, {lines} in all", source.path));
        }
    }
    check(
        &format!("at most {MOST_CODE} lines of code and {MOST_LINES} in all"),
        &faults,
    );
}

#[test]
fn files_are_named_by_their_noun() {
    let vague = [
        "util", "utils", "helper", "helpers", "common", "misc", "manager", "data", "ext", "prelude",
    ];
    let faults: Vec<String> = sources()
        .iter()
        .filter(|source| source.path.split(['/', '.', '_']).any(|part| vague.contains(&part)))
        .map(|source| source.path.clone())
        .collect();
    check("no room for things without a name", &faults);
}

#[test]
fn imports_go_by_the_front_door() {
    let mut faults = Vec::new();
    for source in sources() {
        for (line, code) in source.code() {
            if code.contains("super::") {
                faults.push(format!("{}:{line}: {}", source.path, code.trim()));
            }
        }
    }
    check("`crate::room::Noun`; `super::` only in tests", &faults);
}

#[test]
fn no_test_is_ignored() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let faults: Vec<String> = rust_files(&root.join("src"))
        .into_iter()
        .chain(rust_files(&root.join("tests")))
        .filter(|file| !file.ends_with("architecture.rs"))
        .filter(|file| fs::read_to_string(file).unwrap().contains("#[ignore"))
        .map(|file| file.display().to_string())
        .collect();
    check("assert a known miss as a miss", &faults);
}

#[test]
fn the_architecture_page_names_every_room_in_order() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md")).unwrap();
    assert!(
        page.lines().count() < 150,
        "ARCHITECTURE.md is to be read in one sitting"
    );
    let mut present: Vec<String> = sources().into_iter().map(|source| source.room).collect();
    present.sort_by_key(|room| rank(room));
    present.dedup();
    let mut from = 0;
    for room in present.iter().filter(|room| rank(room).is_some()) {
        let heading = format!("\n### `{room}");
        let at = page[from..].find(&heading);
        assert!(
            at.is_some(),
            "ARCHITECTURE.md has no paragraph on `{room}`, or not in the order of the rooms"
        );
        from += at.unwrap() + heading.len();
    }
}
