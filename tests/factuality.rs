//! What becomes a plain fact and what stays somebody's word: a text, and each statement of an expected kind as
//! `fact` or as said by its sources.

use demarche::extract::{Filler, Modality, Polarity, Statement};
use demarche::pipeline::{Layout, Pipeline, Reading, Settings};
use demarche::text::Document;

/// `kind: subject > object`, and who says so; a star before plain facts.
fn told(text: &str) -> Vec<String> {
    let pipeline = Pipeline::new(Settings::default()).expect("the shipped rules");
    let document = Document {
        id: "text".to_owned(),
        text: text.to_owned(),
        date: Some("2023-09-14".parse().expect("a date")),
        ..Document::default()
    };
    let reading = pipeline.read(&document, Layout::Page);
    let statements = &reading.extraction.statements;
    statements.iter().map(|statement| line(&reading, statement)).collect()
}

fn line(reading: &Reading<'_>, statement: &Statement) -> String {
    let name = |filler: &Filler| match filler {
        Filler::Entity(id) => reading.mentions.entity(*id).label.clone(),
        Filler::Statement(_) | Filler::Text => "…".to_owned(),
    };
    let sources: Vec<String> = statement
        .attribution
        .iter()
        .map(|said| {
            said.source
                .map_or_else(|| "somebody".to_owned(), |id| name(&Filler::Entity(id)))
        })
        .collect();
    format!(
        "{}{} {} {}{}",
        if statement.asserted { "* " } else { "" },
        name(&statement.subject.filler),
        statement.relation_words(),
        statement
            .object
            .as_ref()
            .map_or("-".to_owned(), |object| name(&object.filler)),
        if sources.is_empty() {
            String::new()
        } else {
            format!(" [{}]", sources.join(", "))
        },
    )
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let told = told(text);
    assert!(
        told.iter().any(|line| line == expected),
        "{expected:?} is not among {told:#?}"
    );
}

#[test]
fn what_the_writer_says_is_a_fact() {
    check("Norland attacked Sudria on Monday.", "* Norland attacks Sudria");
}

#[test]
fn hearsay_is_no_fact() {
    check(
        "Norland reportedly attacked Sudria on Monday.",
        "Norland attacks Sudria [somebody]",
    );
}

#[test]
fn a_quotation_after_a_colon_is_the_word_of_whoever_acts_before_it() {
    check(
        "The Norlandic defence ministry justified the raid: \"Our forces acted at dawn. General John Doe planned attacks. \
         Sudria bombed the port of Norville on Monday.\"",
        "Sudria bombs port of Norville [Norlandic defence ministry]",
    );
}

#[test]
fn a_quotation_of_nobody_is_no_fact() {
    check(
        "\"Sudria has bombed the port of Norville,\" one text ran.",
        "Sudria bombs port of Norville [somebody]",
    );
}

#[test]
fn an_unresolved_pronoun_is_in_no_fact() {
    check("We attacked Sudria on Monday.", "We attacks Sudria");
}

#[test]
fn what_a_verb_says_of_its_object_is_part_of_the_relation() {
    check(
        "Jane Roe called the order swift and fair.",
        "* Jane Roe calls swift order",
    );
}

#[test]
fn both_countries_are_the_two_that_act() {
    check(
        "Norway and Sweden signed a treaty on Monday. They spoke of Ukraine's wishes and of Russia's attack. The two countries \
         rejected the plan.",
        "* Norway and Sweden rejects plan",
    );
}

#[test]
fn an_alleged_event_is_somebodys_word() {
    check(
        "Norway sanctioned Sudan over the alleged attack on Mali by Sudan.",
        "Sudan attacks Mali [somebody]",
    );
}

#[test]
fn what_stands_beside_a_plan_is_not_planned() {
    check(
        "Sweden had bid to host the forum, with Denmark winning the bid.",
        "* Denmark wins bid to host the forum",
    );
}

#[test]
fn who_is_asked_is_told_what_for() {
    check(
        "Norway urged the leaders of Sudan to keep their word.",
        "* Norway urges … to keep their word leaders of Sudan",
    );
}

#[test]
fn what_nobody_is_forced_to_do_is_left_open() {
    let pipeline = Pipeline::new(Settings::default()).expect("the shipped rules");
    let document = Document {
        text: "The notice does not force Norway to arrest Jane Roe.".to_owned(),
        ..Document::default()
    };
    let reading = pipeline.read(&document, Layout::Page);
    let arrest = reading
        .extraction
        .statements
        .iter()
        .find(|statement| statement.relation_text == "arrests");
    let arrest = arrest.expect("the arrest is told");
    assert_eq!(
        (arrest.polarity, arrest.modality),
        (Polarity::Positive, Modality::Possible)
    );
}

#[test]
fn a_news_agency_does_not_speak_for_its_country() {
    check(
        "Iranian news agency Fars said that Iran signed the treaty.",
        "Iran signs treaty [Fars News Agency]",
    );
}

#[test]
fn a_time_does_nothing() {
    check("Jane Roe was shot on Monday.", "* Jane Roe is shot -");
    let told = told("He remembers the night Jane Roe was shot.");
    assert!(told.iter().all(|line| !line.contains("night")), "{told:?}");
}

#[test]
fn nobody_meets_himself() {
    let told = told("Jane Roe and John Doe spoke to reporters in London. They met Jane Roe on Monday.");
    assert!(
        told.iter().all(|line| !line.ends_with("meets with Jane Roe")),
        "{told:?}"
    );
}

#[test]
fn nothing_is_told_of_how_long() {
    check(
        "The aircraft flew over Sweden for days.",
        "* aircraft flies over Sweden",
    );
    let told = told("The aircraft operated for days.");
    assert!(told.iter().all(|line| !line.contains("days")), "{told:?}");
}

#[test]
fn an_office_in_general_is_read_whole() {
    check(
        "NATO Secretary General Jane Roe left London.",
        "* Jane Roe is secretary general of NATO",
    );
}
