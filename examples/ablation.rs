//! Prints open relations as `demarche extract --input lines --format openie` does, without those of one construction: what
//! the construction gains is what a scorer misses then. Constructions are named as in `openie::Construction`; `none` leaves
//! out nothing, and a construction with `only-` in front leaves out all others.
//! `cargo run --release --example ablation -- openie|openie-triples none|CONSTRUCTION < sentences.txt`

#![expect(clippy::print_stdout, reason = "an example shows its result")]

use std::io::Read as _;

use demarche::clause::{self, Lexicon};
use demarche::mention::Mentions;
use demarche::openie::{self, Construction, LEAST_CONFIDENCE, Shape};
use demarche::syntax::Syntax;
use demarche::text::Vocabulary;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [shape, without] = arguments.as_slice() else {
        return Err("usage: ablation openie|openie-triples none|CONSTRUCTION".into());
    };
    let shape = match shape.as_str() {
        "openie" => Shape::Nary,
        "openie-triples" => Shape::Folded,
        other => return Err(format!("no shape {other:?}: openie or openie-triples").into()),
    };
    let (only, name) = match without.strip_prefix("only-") {
        Some(name) => (true, name),
        None => (false, without.as_str()),
    };
    if name != "none" && Construction::ALL.iter().all(|known| known.as_str() != name) {
        let known = Construction::ALL.map(Construction::as_str).join(", ");
        return Err(format!("no construction {name:?}: none, {known}").into());
    }
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let mut vocabulary = Vocabulary::default();
    let syntax = Syntax::embedded(&mut vocabulary);
    let lexicon = Lexicon::new(&mut vocabulary);
    for line in text.lines() {
        let parse = syntax.parse_lines(line, &vocabulary);
        let clauses = clause::read(line, &parse, &Mentions::default(), &lexicon);
        for tuple in openie::read(&parse, &clauses, &lexicon, shape) {
            let is_named = tuple.construction.as_str() == name;
            if is_named == only && tuple.confidence >= LEAST_CONFIDENCE {
                let mut written = String::new();
                tuple.write(line, parse.sentence(tuple.sentence), &mut written)?;
                println!("{line}\t{:.4}\t{written}", tuple.confidence);
            }
        }
    }
    Ok(())
}
