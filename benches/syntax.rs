//! How many tokens a second are read: `cargo bench --bench syntax`. The text is generated, of varied sentences.

use demarche::syntax::Syntax;
use demarche::text::Vocabulary;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

const SUBJECTS: &[&str] = &[
    "The foreign ministry of Norland",
    "President Jane Roe",
    "A spokeswoman for the governor",
    "Sudria's parliament, which met in Easthaven on Monday,",
    "The two ministers and their deputies",
    "Nobody in the capital",
];
const VERBS: &[&str] = &[
    "rejected",
    "has welcomed",
    "will not recognise",
    "signed",
    "is said to have drafted",
    "postponed",
];
const OBJECTS: &[&str] = &[
    "the agreement on fishing rights",
    "a note of protest over the border incident",
    "12.5 million crowns in aid to the flooded districts",
    "the results of the ballot in the border provinces",
    "a state-owned company's plan to close the port",
];
const TAILS: &[&str] = &[
    "on 14 March, according to the news agency.",
    "because the neighbours couldn't agree on its terms.",
    "and called on the Union to send observers.",
    "after talks with Gen. A. B. Doe in the U.S. embassy.",
    "\"for reasons we can't discuss,\" she added.",
    "in order to avoid what he called an unnecessary quarrel.",
];

/// Paragraphs of five sentences each.
fn text(sentences: usize) -> String {
    let mut text = String::new();
    let mut state = 7_usize;
    let mut pick = |parts: &[&'static str]| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        parts[(state >> 33) % parts.len()]
    };
    for index in 0..sentences {
        let words = [pick(SUBJECTS), pick(VERBS), pick(OBJECTS), pick(TAILS)].join(" ");
        text.push_str(&words);
        text.push(if index % 5 == 4 { '\n' } else { ' ' });
    }
    text
}

#[divan::bench(sample_count = 10)]
fn parse(bencher: divan::Bencher<'_, '_>) {
    let mut vocabulary = Vocabulary::default();
    let syntax = Syntax::embedded(&mut vocabulary);
    let text = text(1000);
    let parse = syntax.parse(&text, &vocabulary);
    let tokens: usize = parse.sentences.iter().map(|sentence| sentence.tokens.len()).sum();
    bencher
        .counter(ItemsCount::new(tokens))
        .bench(|| syntax.parse(&text, &vocabulary));
}

/// Tags, trees, lemmas and features of words that are cut already.
#[divan::bench(sample_count = 10)]
fn tag_and_parse(bencher: divan::Bencher<'_, '_>) {
    let mut vocabulary = Vocabulary::default();
    let syntax = Syntax::embedded(&mut vocabulary);
    let text = text(1000);
    let mut parse = syntax.segment(&text, &vocabulary);
    let tokens: usize = parse.sentences.iter().map(|sentence| sentence.tokens.len()).sum();
    bencher
        .counter(ItemsCount::new(tokens))
        .bench_local(|| syntax.annotate(&text, &mut parse));
}

/// One sentence of 10,000 words.
#[divan::bench(sample_count = 10)]
fn endless(bencher: divan::Bencher<'_, '_>) {
    let mut vocabulary = Vocabulary::default();
    let syntax = Syntax::embedded(&mut vocabulary);
    let text = "and Norland sent a note ".repeat(2000);
    bencher
        .counter(ItemsCount::new(10_000_usize))
        .bench(|| syntax.parse(&text, &vocabulary));
}

#[divan::bench]
fn load() -> Syntax {
    Syntax::embedded(&mut Vocabulary::default())
}
