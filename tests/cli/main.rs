//! The program from outside: what a person types, what they get, and how it ends.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod extract;
mod help;
mod input;
mod link;
mod network;
mod parse;
mod readme;
mod rules;
mod server;
mod shell;
mod store;
mod trust;

use assert_cmd::Command;

/// The program, run in the repository's root.
fn demarche(arguments: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("demarche"));
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(arguments)
        .env_remove("NO_COLOR");
    command
}

/// What the program wrote, and its exit code.
#[derive(Debug, PartialEq, Eq)]
struct Outcome {
    code: i32,
    output: String,
    errors: String,
}

/// Runs the program with `input` on standard input.
fn run(arguments: &[&str], input: &[u8]) -> Outcome {
    let found = demarche(arguments).write_stdin(input).output().unwrap();
    Outcome {
        code: found.status.code().expect("no signal ends it"),
        output: String::from_utf8(found.stdout).unwrap(),
        errors: String::from_utf8(found.stderr).unwrap(),
    }
}
