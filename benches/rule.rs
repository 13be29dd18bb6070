//! How many tokens a second the rules are matched on, and that rules which nothing triggers cost nothing:
//! `cargo bench --bench rule`.

use std::fmt::Write;

use demarche::clause::{self, Lexicon};
use demarche::mention::MentionReader;
use demarche::ontology::{Gazetteer, Ontology};
use demarche::rule::{self, RuleFile, Scene};
use demarche::syntax::Syntax;
use demarche::text::{Document, Vocabulary};
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

const TEXT: &str = "The foreign ministry of Norland, which met envoys from Sudria and Estmark on Monday, has rejected the \
    agreement on fishing rights that its neighbours had signed in Easthaven. Jane Roe, the minister, said that Norland would \
    recall its envoy and plans to call on the Union to send observers to the flooded districts. A spokeswoman was expected to \
    meet President John Doe, who is likely to visit the capital in May, citing a note of protest over the border incident. ";

/// Matches the rules of `files` on every clause of a text of some thirty thousand words.
fn measure(bencher: divan::Bencher<'_, '_>, files: &[RuleFile]) {
    let mut vocabulary = Vocabulary::default();
    let syntax = Syntax::embedded(&mut vocabulary);
    let reader = MentionReader::new(&mut vocabulary);
    let mut lexicon = Lexicon::new(&mut vocabulary);
    let (rules, faults) = rule::load(files, &Ontology::shipped(), &mut vocabulary, &mut lexicon);
    assert!(faults.is_empty(), "{faults:?}");
    let document = Document {
        text: TEXT.repeat(300),
        ..Document::default()
    };
    let parse = syntax.parse(&document.text, &vocabulary);
    let mentions = reader.read(&document, &parse, &Gazetteer::shipped());
    let clauses = clause::read(&document.text, &parse, &mentions, &lexicon);
    let words = lexicon.words();
    let scene = Scene {
        parse: &parse,
        mentions: &mentions,
        clauses: &clauses,
        by: words.by,
        of: words.of,
    };
    let tokens: usize = parse.sentences.iter().map(|sentence| sentence.tokens.len()).sum();
    bencher.counter(ItemsCount::new(tokens)).bench_local(|| {
        for (id, _) in clauses.iter() {
            divan::black_box(rules.matches(&scene, id));
        }
    });
}

#[divan::bench(sample_count = 20)]
fn whole_pack(bencher: divan::Bencher<'_, '_>) {
    measure(bencher, &rule::shipped());
}

/// One rule that matches, among so many of which no word occurs.
#[divan::bench(sample_count = 20, args = [10, 100, 1_000, 10_000])]
fn among(bencher: divan::Bencher<'_, '_>, count: usize) {
    let mut text = String::new();
    for number in 0..count {
        let verb = if number == 0 {
            "reject".to_owned()
        } else {
            format!("verb{number}")
        };
        write!(
            text,
            "[[rule]]\nid = \"bench/{number}\"\nmakes = \"Rejection\"\nwhen = {{ verb = [\"{verb}\"] }}\n\
             agent = \"subject\"\ntheme = \"object !\"\nsays = []\nsays_not = []\n"
        )
        .expect("writing to a string does not fail");
    }
    let name = "bench.toml".to_owned();
    measure(bencher, &[RuleFile { name, text }]);
}
