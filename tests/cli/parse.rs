//! `parse`: trees for people, CoNLL-U for programs.

use crate::run;

#[test]
fn text_becomes_conllu() {
    let outcome = run(&["parse"], b"Norland sent a demarche to Sudria. Sudria rejected it.\n");
    assert_eq!((outcome.code, outcome.errors.as_str()), (0, ""));
    assert!(
        outcome.output.contains("# text = Norland sent a demarche to Sudria.\n"),
        "{}",
        outcome.output
    );
    let verb = outcome
        .output
        .lines()
        .find(|line| line.starts_with("2\tsent\tsend\tVERB\t"))
        .expect("the verb");
    assert!(verb.contains("\t0\troot\t"), "{verb}");
    assert_eq!(outcome.output.matches("# sent_id").count(), 2);
}

#[test]
fn trees_are_drawn() {
    let outcome = run(&["parse", "--format", "tree"], b"Norland sent a demarche to Sudria.\n");
    assert_eq!(outcome.code, 0);
    let drawn = ["Norland", "sent", "a", "demarche", "to", "Sudria", "."];
    let lines: Vec<&str> = outcome.output.lines().collect();
    assert_eq!(lines.len(), drawn.len() + 1, "{}", outcome.output);
    assert!(
        lines
            .iter()
            .zip(drawn)
            .all(|(line, word)| line.contains(&format!("{word}  "))),
        "{}",
        outcome.output
    );
    assert!(outcome.output.contains("sent  root VERB (send)"), "{}", outcome.output);
}

#[test]
fn the_words_of_conllu_are_kept() {
    let given = "1\tcan\n2\tnot\n3\tgo\n\n";
    let outcome = run(&["parse", "--input", "conllu", "--format", "conllu"], given.as_bytes());
    assert_eq!(outcome.code, 0, "{}", outcome.errors);
    let forms: Vec<&str> = outcome
        .output
        .lines()
        .filter_map(|line| line.split('\t').nth(1))
        .collect();
    assert_eq!(forms, ["can", "not", "go"]);
}

#[test]
fn faulty_conllu_is_located() {
    let outcome = run(&["parse", "--input", "conllu", "--id", "x"], b"1\tcan\n3\tgo\n");
    assert_eq!(outcome.code, 2);
    assert!(
        outcome
            .errors
            .starts_with("demarche: x: line 2: word id `3` where 2 is due"),
        "{}",
        outcome.errors
    );
}

#[test]
fn a_line_is_a_sentence_whose_words_stand_apart() {
    let text = "Mr. Roe left . He is n't back\n\nNobody came .\n";
    let outcome = run(&["parse", "--input", "lines"], text.as_bytes());
    assert_eq!(outcome.code, 0);
    assert_eq!(outcome.output.matches("# sent_id").count(), 2);
    let words = outcome.output.lines().filter(|line| line.contains('\t')).count();
    assert_eq!(words, 8 + 3);
}
