//! Every command block of the README and of the guide is run, block by block, as it stands.

use std::path::Path;
use std::process::{Command, Stdio};
use std::{env, fs};

/// A fenced block of shell, and the block of output that follows it, if one does.
struct Block {
    line: usize,
    shell: String,
    output: Option<String>,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut lines = page.lines().enumerate();
    while let Some((index, line)) = lines.next() {
        // Blocks within a list are indented.
        let indent = line.len() - line.trim_start().len();
        let Some(language) = line.trim_start().strip_prefix("```") else {
            continue;
        };
        let body: String = lines
            .by_ref()
            .map(|(_, line)| line.get(indent..).unwrap_or(""))
            .take_while(|line| *line != "```")
            .flat_map(|line| [line, "\n"])
            .collect();
        match language {
            "sh" => blocks.push(Block {
                line: index + 1,
                shell: body,
                output: None,
            }),
            "text" => {
                if let Some(block) = blocks.last_mut() {
                    block.output = Some(body);
                }
            }
            _ => {}
        }
    }
    blocks
}

/// A directory in which the README's commands find what they name, with the program under test on the `PATH`.
fn workplace() -> tempfile::TempDir {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let directory = tempfile::tempdir().unwrap();
    for name in ["examples", "ontology", "queries"] {
        copy(&root.join(name), &directory.path().join(name));
    }
    let program = assert_cmd::cargo::cargo_bin!("demarche");
    std::os::unix::fs::symlink(program, directory.path().join("demarche")).unwrap();
    directory
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// What cargo does here is done already, or is running this very test.
fn without_cargo(shell: &str) -> Option<String> {
    let shell = shell.replace("cargo run --release -- ", "demarche ");
    let words: Vec<&str> = shell.split_whitespace().collect();
    (words.first() != Some(&"cargo")).then_some(shell)
}

/// Runs the blocks of a page, one after another, in a workplace of their own.
fn check(name: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join(name)).unwrap();
    let workplace = workplace();
    let path = format!("{}:{}", workplace.path().display(), env::var("PATH").unwrap());
    let blocks = blocks(&page);
    assert!(!blocks.is_empty(), "{name} has command blocks");
    for block in blocks {
        let Some(shell) = without_cargo(&block.shell) else {
            continue;
        };
        let found = Command::new("bash")
            .args(["-euo", "pipefail", "-c", &shell])
            .current_dir(workplace.path())
            .env("PATH", &path)
            .env("HOME", workplace.path())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let place = format!("{name}:{}:\n{}", block.line, block.shell);
        let errors = String::from_utf8_lossy(&found.stderr);
        assert!(found.status.success(), "{place}\n{}: {errors}", found.status);
        if let Some(expected) = block.output {
            // SPARQL CSV ends its lines with CRLF.
            let output = String::from_utf8_lossy(&found.stdout).replace("\r\n", "\n");
            assert_eq!(output, expected, "{place}\n{errors}");
        }
    }
}

#[test]
fn every_command_block_of_the_readme_does_what_it_says() {
    check("README.md");
}

#[test]
fn every_command_block_of_the_guide_does_what_it_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let mut names: Vec<String> = fs::read_dir(root.join("docs"))
        .unwrap()
        .map(Result::unwrap)
        .filter(|entry| entry.path().is_file())
        .map(|entry| format!("docs/{}", entry.file_name().to_str().unwrap()))
        .collect();
    names.sort();
    assert!(names.len() > 2, "{names:?}");
    for name in names {
        assert!(readme.contains(&format!("({name})")), "the README leads to {name}");
        check(&name);
    }
}

/// The README's two commands of set-up are what `.ci/run` runs and what this file rewrites.
#[test]
fn the_first_screen_holds_the_two_commands() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("README.md")).unwrap();
    let screen: String = page.lines().take(40).flat_map(|line| [line, "\n"]).collect();
    let found: Vec<Block> = blocks(&screen);
    assert!(
        found
            .iter()
            .any(|block| block.shell.starts_with("cargo run --release -- "))
    );
    assert!(found.iter().any(|block| block.shell == "cargo test\n"));
}
