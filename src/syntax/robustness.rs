//! Tests that any text is read: as trees that tile it, in time that grows with its length.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use crate::syntax::words::is_blank;
use crate::syntax::{Deprel, Parse, Syntax, TokenId, Tree};
use crate::text::Vocabulary;

fn load() -> (Syntax, Vocabulary) {
    let mut vocabulary = Vocabulary::default();
    (Syntax::embedded(&mut vocabulary), vocabulary)
}

/// Every character but blanks lies in one word, in order; every sentence is one tree in one block.
fn check_sound(text: &str, parse: &Parse<'_>) {
    let mut end = 0;
    for sentence in &parse.sentences {
        assert!(parse.blocks.iter().any(|block| block.span.contains(sentence.span)));
        for token in &sentence.tokens {
            let range = token.span.range();
            assert!(
                text[end..range.start].chars().all(is_blank),
                "{:?}",
                &text[end..range.start]
            );
            assert!(!range.is_empty() && !token.span.of(text).contains(is_blank));
            end = range.end;
        }
        let tree = Tree::new(sentence);
        assert_eq!(tree.subtree(tree.root(), |_| false).len(), sentence.tokens.len());
        let roots = sentence.tokens.iter().filter(|token| token.head == TokenId::ROOT);
        assert!(roots.map(|token| token.deprel).eq([Deprel::Root]));
    }
    assert!(text[end..].chars().all(is_blank));
}

/// The words of each sentence, separated by blanks, after a check that all is sound.
fn read(text: &str) -> Vec<String> {
    let (syntax, vocabulary) = load();
    let parse = syntax.parse(text, &vocabulary);
    check_sound(text, &parse);
    let sentences = parse.sentences.iter().map(|sentence| {
        let words: Vec<&str> = sentence.tokens.iter().map(|token| token.span.of(text)).collect();
        words.join(" ")
    });
    sentences.collect()
}

#[test]
fn headlines_lists_and_tables_are_cut_by_lines() {
    assert_eq!(
        read("MINISTER RESIGNS AFTER VOTE\n\nNorland said:\n- The port stays closed.\n- Ships may leave\n* no fees\n"),
        [
            "MINISTER RESIGNS AFTER VOTE",
            "Norland said :",
            "- The port stays closed .",
            "- Ships may leave",
            "* no fees"
        ]
    );
    assert_eq!(
        read("NORLAND REJECTS THE TREATY. SUDRIA IS SILENT.\n"),
        ["NORLAND REJECTS THE TREATY .", "SUDRIA IS SILENT ."]
    );
    assert_eq!(
        read("Country    2019   2020\nNorland    12.5   13.1\nSudria      9.0    8.7\n"),
        ["Country 2019 2020", "Norland 12.5 13.1", "Sudria 9.0 8.7"]
    );
}

#[test]
fn addresses_and_emoji_are_words() {
    assert_eq!(
        read("Write to press@norland.example or see https://norland.example/a?b=1&c=2.\n"),
        ["Write to press@norland.example or see https://norland.example/a?b=1&c=2 ."]
    );
    assert_eq!(read("We won 🎉 at last 😀!\n"), ["We won 🎉 at last 😀 !"]);
}

#[test]
fn missing_blanks_do_not_join_sentences() {
    assert_eq!(
        read("The talks failed.The envoy left,and nobody spoke.\n"),
        ["The talks failed .", "The envoy left , and nobody spoke ."]
    );
}

#[test]
fn curly_quotes_and_ellipses_are_marks() {
    assert_eq!(
        read("“We can’t wait,” she said. ‘No,’ he answered.\n"),
        ["“ We ca n’t wait , ” she said .", "‘ No , ’ he answered ."]
    );
    assert_eq!(
        read("He paused… and left. \"Well...\" she said.\n"),
        ["He paused … and left .", "\" Well ... \" she said ."]
    );
}

#[test]
fn abbreviations_and_initials_end_no_sentence() {
    assert_eq!(
        read("The U.S. sent Gen. Doe to Sudria. He met J. R. Roe of No. 5 Harbour St. on Jan. 5.\n"),
        [
            "The U.S. sent Gen. Doe to Sudria .",
            "He met J. R. Roe of No. 5 Harbour St. on Jan. 5 ."
        ]
    );
}

/// A sentence of so many words, without a mark in it.
fn endless(words: usize) -> String {
    "and Norland sent a note ".repeat(words / 5)
}

#[test]
fn a_sentence_without_end_is_read() {
    let (syntax, vocabulary) = load();
    for text in [endless(10_000), "x".repeat(100_000) + &"-".repeat(100_000)] {
        check_sound(&text, &syntax.parse(&text, &vocabulary));
    }
}

#[test]
fn a_long_sentence_takes_time_by_its_length() {
    let (syntax, vocabulary) = load();
    let time = |words: usize| {
        let text = endless(words);
        let run = |_| {
            let start = Instant::now();
            assert_eq!(syntax.parse(&text, &vocabulary).sentences.len(), 1);
            start.elapsed()
        };
        (0..5).map(run).min().unwrap_or(Duration::MAX)
    };
    let (short, long) = (time(2500), time(10_000));
    // Four times as long; sixteen times, if it grew with the square.
    assert!(long < 9 * short, "{short:?} for 2,500 words, {long:?} for 10,000");
}

/// What news pages have beside sentences.
const AWKWARD: &[&str] = &[
    "MINISTER RESIGNS AFTER VOTE",
    "- a point",
    "• ",
    "| 2019 | 12.5 |",
    "https://norland.example/a?b=1&c=2",
    "press@norland.example",
    "👩‍🚀🎉",
    "e\u{301}",
    "failed.The",
    "left,and",
    "“No,”",
    "can’t",
    "…",
    "...",
    "?!",
    "U.S.",
    "Gen.",
    "No. 5",
    "J. R.",
    "$12.5m",
    "12-14%",
    "(",
    "\u{a0}",
    "\u{200b}",
    "\r\n",
    "\n\n",
    "\t",
    "مرحبا",
    "北京",
    "&amp;",
    "<b>",
    "#norland",
    "@norland",
    "--",
    "—",
    "'s",
    "I'm—ea",
    "A/b=’",
    "\u{0}",
];

proptest! {
    #[test]
    fn any_text_has_a_parse(text in "\\PC{0,80}|[ -~\n’“”—]{0,200}|\\p{Any}{0,60}") {
        let (syntax, vocabulary) = load();
        check_sound(&text, &syntax.parse(&text, &vocabulary));
        check_sound(&text, &syntax.parse_lines(&text, &vocabulary));
    }

    #[test]
    fn awkward_pieces_have_a_parse(
        pieces in prop::collection::vec((prop::sample::select(AWKWARD), prop::sample::select(&["", " ", "\n", " Norland said "][..])), 0..20)
    ) {
        let text: String = pieces.iter().flat_map(|(piece, after)| [*piece, *after]).collect();
        let (syntax, vocabulary) = load();
        check_sound(&text, &syntax.parse(&text, &vocabulary));
        check_sound(&text, &syntax.parse_lines(&text, &vocabulary));
    }
}
