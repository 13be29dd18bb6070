//! How many tokens a second go from parse to clauses, and on to tuples: `cargo bench --bench clause`.

use demarche::clause::{self, Lexicon};
use demarche::mention::Mentions;
use demarche::openie::{self, Shape};
use demarche::syntax::{Parse, Syntax};
use demarche::text::Vocabulary;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

const TEXT: &str = "The foreign ministry of Norland, which met envoys from Sudria and Estmark on Monday, has rejected the \
    agreement on fishing rights that its neighbours had signed in Easthaven. Jane Roe, the minister, said that Norland would \
    recall its envoy and plans to call on the Union to send observers to the flooded districts. A spokeswoman was expected to \
    meet President John Doe, who is likely to visit the capital in May, citing a note of protest over the border incident. ";

fn measure(bencher: divan::Bencher<'_, '_>, run: impl Fn(&str, &Parse<'_>, &Lexicon) + Sync) {
    let mut vocabulary = Vocabulary::default();
    let syntax = Syntax::embedded(&mut vocabulary);
    let lexicon = Lexicon::new(&mut vocabulary);
    let text = TEXT.repeat(300);
    let parse = syntax.parse(&text, &vocabulary);
    let tokens: usize = parse.sentences.iter().map(|sentence| sentence.tokens.len()).sum();
    bencher
        .counter(ItemsCount::new(tokens))
        .bench_local(|| run(&text, &parse, &lexicon));
}

#[divan::bench(sample_count = 20)]
fn clauses(bencher: divan::Bencher<'_, '_>) {
    measure(bencher, |text, parse, lexicon| {
        divan::black_box(clause::read(text, parse, &Mentions::default(), lexicon));
    });
}

fn tuples(bencher: divan::Bencher<'_, '_>, shape: Shape) {
    measure(bencher, |text, parse, lexicon| {
        let clauses = clause::read(text, parse, &Mentions::default(), lexicon);
        divan::black_box(openie::read(parse, &clauses, lexicon, shape));
    });
}

#[divan::bench(sample_count = 20)]
fn nary(bencher: divan::Bencher<'_, '_>) {
    tuples(bencher, Shape::Nary);
}

#[divan::bench(sample_count = 20)]
fn folded(bencher: divan::Bencher<'_, '_>) {
    tuples(bencher, Shape::Folded);
}
