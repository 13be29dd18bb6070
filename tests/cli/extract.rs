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
        row(&["Norland", "sends demarche to", "Sudria", "Demarche", "fact"]),
        "{}",
        outcome.output
    );
    assert!(row(&["Sudria", "DiplomatRecall", "denied"]), "{}", outcome.output);
}

#[test]
fn statements_are_lines_of_json() {
    let outcome = run(&["extract", "--format", "jsonl"], TEXT);
    assert_eq!((outcome.code, outcome.errors.as_str()), (0, ""));
    let rows: Vec<serde_json::Value> = outcome
        .output
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let demarche = rows
        .iter()
        .find(|row| row["class"] == "dm:Demarche")
        .expect("the demarche");
    assert_eq!(demarche["subject"]["label"], "Norland");
    assert_eq!(demarche["object"]["label"], "Sudria");
    assert_eq!(demarche["polarity"], "positive");
    assert_eq!(demarche["asserted"], true);
    assert_eq!(demarche["rule"], "diplomacy/send-demarche");
    let recall = rows
        .iter()
        .find(|row| row["class"] == "dm:DiplomatRecall")
        .expect("the recall");
    assert_eq!(recall["polarity"], "negative");
    assert_eq!(recall["asserted"], false);
}

#[test]
fn the_gazetteer_knows_whose_office_it_was_on_the_day() {
    let text = "The United States opened an embassy. Secretary of State Antony Blinken left London.\n";
    let told = |date: &str| {
        let outcome = run(&["extract", "--format", "jsonl", "--date", date], text.as_bytes());
        assert_eq!((outcome.code, outcome.errors.as_str()), (0, ""));
        let rows = outcome.output.lines().map(|line| serde_json::from_str(line).unwrap());
        rows.filter(|row: &serde_json::Value| row["rule"] == "construction/known-office")
            .map(|row| format!("{} | {}", row["relation"]["text"], row["object"]["label"]))
            .collect::<Vec<_>>()
    };
    assert_eq!(told("2022-05-01"), ["\"is secretary of state of\" | \"United States\""]);
    assert_eq!(told("2026-05-01"), [""; 0]);
}

#[test]
fn an_institution_is_one_by_its_short_names() {
    let text = "The Norville Trade Court met on Monday. The Trade Court arrested Jane Roe. The Court fined John Doe.\n";
    let outcome = run(&["extract", "--format", "jsonl"], text.as_bytes());
    assert_eq!((outcome.code, outcome.errors.as_str()), (0, ""));
    let rows = outcome.output.lines().map(|line| serde_json::from_str(line).unwrap());
    let subjects: Vec<String> = rows
        .map(|row: serde_json::Value| row["subject"]["label"].to_string())
        .collect();
    assert_eq!(subjects, ["\"Norville Trade Court\""; 3]);
}

#[test]
fn a_curly_quotation_mark_is_a_whole_character() {
    let text = "Jane Roe opposed the treaty. “Norland rejected the offer,” Roe said.\n";
    let outcome = run(&["extract", "--format", "jsonl"], text.as_bytes());
    assert_eq!((outcome.code, outcome.errors.as_str()), (0, ""));
    assert!(outcome.output.contains("Norland"), "{}", outcome.output);
}

#[test]
fn events_are_a_line_a_document() {
    let lines =
        b"{\"id\": \"a\", \"text\": \"France sent a demarche to Spain.\"}\n{\"id\": \"b\", \"text\": \"Rain fell.\"}\n";
    let outcome = run(&["extract", "--quiet", "--input", "jsonl", "--format", "events"], lines);
    let rows: Vec<serde_json::Value> = outcome
        .output
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(
        rows.iter().map(|row| row["id"].as_str().unwrap()).collect::<Vec<_>>(),
        ["a", "b"]
    );
    assert_eq!(rows[0]["events"][0]["source"][0]["code"], "FRA");
    assert_eq!(rows[0]["events"][0]["target"][0]["code"], "ESP");
    assert_eq!(rows[1]["events"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_gazetteer_of_ones_own_names_the_unknown() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("mine.ttl");
    let own = "PREFIX dm: <https://w3id.org/demarche/ontology#>\nPREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n\
               <https://example.org/sudria> a dm:Country ; rdfs:label \"Sudria\"@en .\n";
    std::fs::write(&path, own).unwrap();
    let options = ["extract", "--format", "nt", "--gazetteer", path.to_str().unwrap()];
    let outcome = run(&options, TEXT);
    assert!(
        outcome
            .output
            .contains("#sendsDemarcheTo> <https://example.org/sudria>"),
        "{}",
        outcome.output
    );
    std::fs::write(&path, "nonsense").unwrap();
    let outcome = run(&options, TEXT);
    assert_eq!(outcome.code, 2);
    assert!(outcome.errors.contains("mine.ttl:1:"), "{}", outcome.errors);
}

#[test]
fn silence_is_explained() {
    let outcome = run(
        &["extract", "--explain"],
        b"Norland sent a demarche to Sudria. It rained. We admire Sudria.\n",
    );
    assert_eq!(outcome.code, 0);
    for reason in [
        "no open relation: nothing named or described is its object",
        "no open relation: nothing named or described is its subject",
    ] {
        assert!(outcome.output.contains(reason), "{reason}: {}", outcome.output);
    }
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

#[test]
fn every_syntax_holds_the_fact() {
    for (format, fact) in [
        ("ttl", "dm:sendsDemarcheTo "),
        ("trig", "dm:sendsDemarcheTo "),
        ("nt", "<https://w3id.org/demarche/ontology#sendsDemarcheTo> "),
        ("nq", "<https://w3id.org/demarche/ontology#sendsDemarcheTo> "),
        ("jsonld", "\"sendsDemarcheTo\""),
        ("rdf", "<dm:sendsDemarcheTo "),
    ] {
        let outcome = run(&["extract", "--format", format], TEXT);
        assert_eq!((outcome.code, outcome.errors.as_str()), (0, ""));
        assert!(outcome.output.contains(fact), "{format}: {}", outcome.output);
    }
    assert_eq!(run(&["extract"], TEXT), run(&["extract", "--format", "ttl"], TEXT));
}

#[test]
fn the_same_input_gives_the_same_bytes_on_any_number_of_threads() {
    let articles = ["demarche", "ceasefire", "cabinet"].map(|name| format!("examples/articles/{name}.txt"));
    for format in ["ttl", "nq"] {
        let outcome = |threads| {
            let options = [
                "extract",
                "--quiet",
                "--date",
                "2024-03-14",
                "--format",
                format,
                "--threads",
                threads,
            ];
            run(&[&options[..], &articles.each_ref().map(String::as_str)].concat(), b"")
        };
        let one = outcome("1");
        assert_eq!((one.code, one.errors.as_str()), (0, ""));
        assert!(one == outcome("3"), "{format}");
    }
}

#[test]
fn the_base_sets_where_entities_live() {
    let outcome = run(&["extract", "--format", "nt", "--base", "https://example.org/"], TEXT);
    assert!(outcome.output.contains("<https://example.org/"), "{}", outcome.output);
    assert!(
        !outcome.output.contains("https://w3id.org/demarche/id/"),
        "{}",
        outcome.output
    );
}

#[test]
fn whose_word_is_fact_can_be_chosen() {
    let text = b"Norland shelled a village, Jane Roe said.\n";
    let facts = |mode| {
        let outcome = run(&["extract", "--verbose", "--format", "nt", "--assert", mode], text);
        let summary = outcome.errors;
        let count = summary
            .split(", ")
            .find_map(|part| part.split_once(" fact"))
            .map(|(count, _)| count.to_owned());
        count
            .and_then(|count| count.parse::<u32>().ok())
            .expect("a count of facts")
    };
    assert!(facts("narrator") < facts("reported"));
}

#[test]
fn timings_are_told_on_standard_error() {
    let outcome = run(&["extract", "--timings"], TEXT);
    assert!(
        outcome.errors.starts_with("demarche: time by stage: loading "),
        "{}",
        outcome.errors
    );
}

#[test]
fn open_relations_give_back_the_line_as_it_came() {
    let line = "Norland  sent a demarche to Sudria .";
    for (format, columns) in [("openie", 4..), ("openie-triples", 5..)] {
        let outcome = run(
            &["extract", "--input", "lines", "--format", format],
            format!("{line}\n").as_bytes(),
        );
        assert_eq!((outcome.code, outcome.errors.as_str()), (0, ""));
        assert!(!outcome.output.is_empty());
        for row in outcome.output.lines() {
            let cells: Vec<&str> = row.split('\t').collect();
            assert_eq!(cells[0], line);
            assert!((0.0..=1.0).contains(&cells[1].parse::<f32>().unwrap()), "{row}");
            assert!(columns.contains(&cells.len()), "{row}");
        }
    }
}
