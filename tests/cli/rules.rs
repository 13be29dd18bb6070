//! `rules`: faults with their place, examples run, rules listed.

use std::fs;

use crate::run;

const RULE: &str = r#"[[rule]]
id = "mine/salute"
makes = "Statement"
when = { verb = ["salute"] }
agent = "subject: actor"
recipient = "object !"
says = ["Norland saluted Sudria. => Statement(agent: Norland, recipient: Sudria)"]
says_not = ["Norland did not salute Sudria."]
"#;

/// Runs `rules WORDS --rules DIR` with one rule file of this text.
fn with(words: &[&str], text: &str) -> crate::Outcome {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("mine.toml"), text).unwrap();
    let path = directory.path().to_str().unwrap();
    let mut outcome = run(&[&["rules"], words, &["--rules", path]].concat(), b"");
    outcome.output = outcome.output.replace(path, "DIR");
    outcome
}

#[test]
fn the_shipped_rules_have_no_fault() {
    let outcome = run(&["rules", "check"], b"");
    assert_eq!((outcome.code, outcome.output.as_str()), (0, ""));
    assert!(outcome.errors.ends_with(" rules, no fault\n"), "{}", outcome.errors);
}

#[test]
fn a_users_rule_is_tested_and_listed() {
    let outcome = with(&["test", "mine/"], RULE);
    assert_eq!((outcome.code, outcome.output.as_str()), (0, ""), "{}", outcome.errors);
    assert_eq!(
        outcome.errors,
        "demarche: 1 rules, 2 examples and 0 known misses, 0 of them fail\n"
    );
    let outcome = with(&["list", "mine/"], RULE);
    assert!(
        outcome
            .output
            .starts_with("mine/salute\tStatement\tNorland saluted Sudria. =>"),
        "{}",
        outcome.output
    );
}

#[test]
fn an_example_that_does_not_hold_is_1() {
    let outcome = with(&["test", "mine/"], &RULE.replace("agent: Norland, ", "agent: Estria, "));
    assert_eq!(outcome.code, 1);
    assert!(
        outcome
            .output
            .starts_with("DIR/mine.toml:1: mine/salute does not yield what it should:\n"),
        "{}",
        outcome.output
    );
}

#[test]
fn a_known_miss_that_holds_is_1() {
    let misses = "misses = [\"Norland saluted Estria. => Statement(agent: Norland, recipient: Estria)\"]\n";
    let outcome = with(&["test", "mine/"], &(RULE.to_owned() + misses));
    assert_eq!(outcome.code, 1);
    assert!(
        outcome.output.contains("listed under `misses`, but holds"),
        "{}",
        outcome.output
    );
    let outcome = with(
        &["test", "mine/"],
        &(RULE.to_owned() + &misses.replace("saluted E", "ignored E")),
    );
    assert_eq!(outcome.code, 0, "{}", outcome.output);
}

#[test]
fn every_fault_is_shown_with_its_place() {
    let class = RULE.replace("makes = \"Statement\"", "makes = \"Statment\"");
    let role = RULE.replace("agent =", "agnt =").replace("mine/salute", "mine/greet");
    let faulty = class + &role;
    let outcome = with(&["check"], &faulty);
    assert_eq!(outcome.code, 1);
    for fault in [
        "DIR/mine.toml:3:9:",
        "DIR/mine.toml:13:1:",
        "did you mean `Statement`?",
        "did you mean `agent`?",
    ] {
        assert!(outcome.output.contains(fault), "{fault}: {}", outcome.output);
    }
    assert_eq!(with(&["test"], &faulty).code, 2);
}

#[test]
fn a_rule_that_is_not_there_is_bad_usage() {
    let outcome = run(&["rules", "list", "nowhere/"], b"");
    assert_eq!(outcome.code, 2);
    assert!(
        outcome
            .errors
            .starts_with("demarche: no rule's id begins with \"nowhere/\";"),
        "{}",
        outcome.errors
    );
}
