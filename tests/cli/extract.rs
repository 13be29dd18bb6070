//! `extract`: what an article says, in each format.

use crate::run;

const TEXT: &[u8] = b"Norland sent a demarche to Sudria. Sudria did not recall its envoy.\n";

#[test]
fn a_table_shows_facts_and_denials() {
    let outcome = run(&["extract", "--format", "table"], TEXT);
    assert_eq!((outcome.code, outcome.errors.as_str()), (0, ""));
    let row = |words: &[&str]| {
        outcome
            .output
            .lines()
            .any(|line| words.iter().all(|word| line.contains(word)))
    };
    assert!(
        row(&[
            "Norland",
            "sends demarche to",
            "Sudria",
            "fact",
            "diplomacy/send-demarche"
        ]),
        "{}",
        outcome.output
    );
    assert!(row(&["Sudria", " not "]), "{}", outcome.output);
}

#[test]
fn silence_is_explained() {
    let outcome = run(
        &["extract", "--explain"],
        b"Norland sent a demarche to Sudria. See Also\n",
    );
    assert_eq!(outcome.code, 0);
    assert!(
        outcome.output.starts_with("1. Norland sent a demarche to Sudria.\n"),
        "{}",
        outcome.output
    );
    assert!(
        outcome
            .output
            .contains("made by diplomacy/send-demarche (ontology/diplomacy.toml:"),
        "{}",
        outcome.output
    );
}

#[test]
fn trees_that_are_given_are_used() {
    let conllu = "1\tNorland\tNorland\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n\
                  2\trejected\treject\tVERB\tVBD\t_\t0\troot\t_\t_\n\
                  3\tSudria\tSudria\tPROPN\tNNP\t_\t2\tobj\t_\t_\n\n";
    let outcome = run(
        &["extract", "--input", "conllu", "--format", "table"],
        conllu.as_bytes(),
    );
    assert_eq!(outcome.code, 0, "{}", outcome.errors);
    assert!(outcome.output.contains("rejects"), "{}", outcome.output);
}
