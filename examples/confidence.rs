//! Fits the weights of open extraction's confidence to tuples that people wrote, and prints them as the table of
//! `src/openie/confidence.rs`, with what they are worth on sentences that the fit did not see:
//! `cargo run --release --example confidence -- SENTENCES GOLD [TREES…]`
//!
//! SENTENCES has one a line; GOLD has `sentence<TAB>relation<TAB>argument<TAB>argument…`. A tuple's target is the share of its
//! words that the gold tuple it is paired with has in the same places, each gold tuple serving once, as `CaRB` counts
//! precision (Bhardwaj et al., EMNLP 2019). The model is logistic, fitted by Newton's method with a ridge. With `--rows` the
//! features and targets are printed instead.
//!
//! TREES are treebanks (CoNLL-U) that the parser has not learnt from. Their sentences are parsed anew, and a tuple's target is
//! whether the hand-made tree gives the same one, so that the model learns how a wrong parse shows. Together they weigh half
//! as much as the sentences.

#![expect(clippy::print_stdout, reason = "an example shows its result")]

use std::collections::{BTreeMap, HashMap};

use demarche::clause::{self, Lexicon};
use demarche::mention::Mentions;
use demarche::openie::{self, FEATURES, Shape};
use demarche::syntax::{Parse, Syntax, conllu};
use demarche::text::Vocabulary;

/// How strongly weights are drawn to 0.
const RIDGE: f64 = 3.0;

/// What all trees' tuples weigh against the sentences'.
const TREES: f64 = 0.5;

/// Parts that each in turn are left out of the fit.
const FOLDS: usize = 10;

/// A tuple: its relation's words, its subject's, all others'.
type Slots = [Vec<String>; 3];

/// A tuple's features, what it ought to be given, what it was given, and the part it belongs to.
struct Row {
    features: Vec<f64>,
    target: f64,
    given: f64,
    fold: usize,
    weight: f64,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [sentences, gold, rest @ ..] = arguments.as_slice() else {
        return Err("usage: confidence SENTENCES GOLD [TREES…] [--rows]".into());
    };
    let gold = read_gold(&std::fs::read_to_string(gold)?);
    let mut rows = read_rows(&std::fs::read_to_string(sentences)?, &gold);
    let said = rows.len();
    for trees in rest.iter().filter(|argument| !argument.starts_with("--")) {
        rows.extend(read_trees(&std::fs::read_to_string(trees)?)?);
    }
    let weight = TREES * said as f64 / (rows.len() - said).max(1) as f64;
    for row in &mut rows[said..] {
        row.weight = weight;
    }
    if rest.iter().any(|flag| flag == "--rows") {
        println!("target\tgiven\t{}", FEATURES.join("\t"));
        for row in &rows {
            let values: Vec<String> = row.features.iter().map(f64::to_string).collect();
            println!("{:.4}\t{:.4}\t{}", row.target, row.given, values.join("\t"));
        }
        return Ok(());
    }
    let weights = fit(rows.iter());
    for (name, weight) in FEATURES.iter().zip(&weights) {
        println!("    (\"{name}\", {weight:.2}),");
    }
    let folds: Vec<Vec<f64>> = (0..FOLDS)
        .map(|fold| fit(rows.iter().filter(|row| row.fold != fold)))
        .collect();
    for (kind, rows) in [("sentences", &rows[..said]), ("trees", &rows[said..])] {
        if !rows.is_empty() {
            println!("{kind}:");
            report(rows, &folds);
        }
    }
    Ok(())
}

/// Prints how the compiled model ranks and grades the rows, and how one does that was fitted without their part.
fn report(rows: &[Row], folds: &[Vec<f64>]) {
    let given: Vec<(f64, f64)> = rows.iter().map(|row| (row.given, row.target)).collect();
    let unseen: Vec<(f64, f64)> = rows
        .iter()
        .map(|row| (confidence(&folds[row.fold], row), row.target))
        .collect();
    for (name, pairs) in [("as compiled", given), ("fitted, on unseen parts", unseen)] {
        println!(
            "{name}: a better tuple is given more in {:.1} % of pairs",
            100.0 * ranked(&pairs)
        );
        for (from, (count, given, target)) in calibration(&pairs) {
            let from = f64::from(from) / 10.0;
            println!("  from {from:.1}: {count:5} tuples, given {given:.2}, right {target:.2}");
        }
    }
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// A sentence without its blanks, whose number differs between files.
fn key(sentence: &str) -> String {
    sentence.split_whitespace().collect()
}

fn read_gold(text: &str) -> HashMap<String, Vec<Slots>> {
    let mut gold: HashMap<String, Vec<Slots>> = HashMap::new();
    for line in text.lines() {
        let mut columns = line.split('\t');
        let (Some(sentence), Some(relation)) = (columns.next(), columns.next()) else {
            continue;
        };
        let subject = words(columns.next().unwrap_or_default());
        let rest = columns.flat_map(words).collect();
        gold.entry(key(sentence))
            .or_default()
            .push([words(relation), subject, rest]);
    }
    gold
}

fn read_rows(sentences: &str, gold: &HashMap<String, Vec<Slots>>) -> Vec<Row> {
    let mut vocabulary = Vocabulary::default();
    let syntax = Syntax::embedded(&mut vocabulary);
    let lexicon = Lexicon::new(&mut vocabulary);
    let mut rows = Vec::new();
    for (number, line) in sentences.lines().enumerate() {
        let Some(gold) = gold.get(&key(line)) else { continue };
        let parse = syntax.parse_lines(line, &vocabulary);
        let clauses = clause::read(line, &parse, &Mentions::default(), &lexicon);
        let mut found: Vec<(Slots, Vec<f64>, f64)> = Vec::new();
        openie::read_with(&parse, &clauses, &lexicon, Shape::Nary, |tuple, features| {
            let mut text = String::new();
            tuple
                .write(line, parse.sentence(tuple.sentence), &mut text)
                .expect("writing to a string does not fail");
            let mut columns = text.split('\t');
            let relation = columns.next().map(words).unwrap_or_default();
            let subject = columns.next().map(words).unwrap_or_default();
            let slots = [relation, subject, columns.flat_map(words).collect()];
            let values = features.values().iter().map(|&value| f64::from(value)).collect();
            found.push((slots, values, f64::from(features.confidence())));
        });
        let targets = pair(&found, gold);
        for ((_, features, given), target) in found.into_iter().zip(targets) {
            rows.push(Row {
                features,
                target,
                given,
                fold: number % FOLDS,
                weight: 1.0,
            });
        }
    }
    rows
}

/// A tuple's parts in words, its features, the confidence it has.
type Found = (Vec<String>, Vec<f64>, f64);

/// The tuples of a parsed text, sentence by sentence.
fn found(text: &str, parse: &Parse<'_>, lexicon: &Lexicon) -> Vec<Vec<Found>> {
    let clauses = clause::read(text, parse, &Mentions::default(), lexicon);
    let mut found: Vec<Vec<Found>> = parse.ids().map(|_| Vec::new()).collect();
    openie::read_with(parse, &clauses, lexicon, Shape::Nary, |tuple, features| {
        let mut line = String::new();
        tuple
            .write(text, parse.sentence(tuple.sentence), &mut line)
            .expect("writing to a string does not fail");
        let values = features.values().iter().map(|&value| f64::from(value)).collect();
        let parts = line.split('\t').map(str::to_owned).collect();
        found[tuple.sentence.index()].push((parts, values, f64::from(features.confidence())));
    });
    found
}

/// The tuples of a treebank's sentences parsed anew, each with whether the treebank's tree gives it too.
fn read_trees(source: &str) -> Result<Vec<Row>, Box<dyn std::error::Error>> {
    let mut vocabulary = Vocabulary::default();
    let syntax = Syntax::embedded(&mut vocabulary);
    let lexicon = Lexicon::new(&mut vocabulary);
    let (text, drawn) = conllu::read(source, &vocabulary)?;
    let (_, mut parsed) = conllu::read(source, &vocabulary)?;
    syntax.annotate(&text, &mut parsed);
    let right = found(&text, &drawn, &lexicon);
    let ours = found(&text, &parsed, &lexicon);
    let mut rows = Vec::new();
    // Every tree has owners and owned, and hardly anybody writes them down.
    let possession = FEATURES.iter().position(|&name| name == "possession");
    for (number, (ours, right)) in ours.into_iter().zip(right).enumerate() {
        for (parts, features, given) in ours {
            if possession.is_some_and(|place| features[place] > 0.0) {
                continue;
            }
            let is_right = right.iter().any(|(other, _, _)| *other == parts);
            rows.push(Row {
                features,
                target: f64::from(u8::from(is_right)),
                given,
                fold: number % FOLDS,
                weight: 1.0,
            });
        }
    }
    Ok(rows)
}

/// The precision of each tuple against the gold tuple it is paired with, best pairs first, each gold tuple once.
fn pair(found: &[(Slots, Vec<f64>, f64)], gold: &[Slots]) -> Vec<f64> {
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (one, (slots, _, _)) in found.iter().enumerate() {
        for (two, gold) in gold.iter().enumerate() {
            pairs.push((precision(slots, gold), one, two));
        }
    }
    pairs.sort_by(|one, two| two.0.total_cmp(&one.0));
    let mut targets = vec![None; found.len()];
    let mut taken = vec![false; gold.len()];
    for (precision, one, two) in pairs {
        if targets[one].is_none() && !taken[two] {
            targets[one] = Some(precision);
            taken[two] = true;
        }
    }
    targets.into_iter().map(Option::unwrap_or_default).collect()
}

/// The share of a tuple's words that a gold tuple has in the same slot; 0 unless their relations share one.
fn precision(slots: &Slots, gold: &Slots) -> f64 {
    const BE: [&str; 8] = ["be", "is", "am", "are", "was", "were", "been", "being"];
    let mut hits = [0; 3];
    for (slot, hit) in hits.iter_mut().enumerate() {
        let mut left: Vec<&String> = gold[slot].iter().collect();
        let mut needs_be = false;
        for word in &slots[slot] {
            if let Some(place) = left.iter().position(|other| *other == word) {
                left.remove(place);
                *hit += 1;
            } else {
                needs_be |= slot == 0 && word == "be";
            }
        }
        // An inserted "be" stands for any form.
        if needs_be && gold[0].iter().any(|word| BE.contains(&word.as_str())) {
            *hit += 1;
        }
    }
    let all: usize = slots.iter().map(Vec::len).sum();
    if hits[0] == 0 {
        return 0.0;
    }
    f64::from(hits.iter().sum::<i32>()) / all.max(1) as f64
}

fn confidence(weights: &[f64], row: &Row) -> f64 {
    let sum: f64 = weights
        .iter()
        .zip(&row.features)
        .map(|(weight, value)| weight * value)
        .sum();
    1.0 / (1.0 + (-sum).exp())
}

/// The weights that make the targets likeliest.
fn fit<'r>(rows: impl Iterator<Item = &'r Row>) -> Vec<f64> {
    let rows: Vec<&Row> = rows.collect();
    let count = FEATURES.len();
    let mut weights = vec![0.0; count];
    for _ in 0..12 {
        let mut gradient: Vec<f64> = weights.iter().map(|weight| -RIDGE * weight).collect();
        let mut curvature = vec![vec![0.0; count]; count];
        for (index, line) in curvature.iter_mut().enumerate() {
            line[index] = RIDGE;
        }
        for row in &rows {
            let given = confidence(&weights, row);
            for (one, line) in curvature.iter_mut().enumerate() {
                gradient[one] += row.weight * (row.target - given) * row.features[one];
                for (two, value) in line.iter_mut().enumerate() {
                    *value += row.weight * given * (1.0 - given) * row.features[one] * row.features[two];
                }
            }
        }
        for (weight, step) in weights.iter_mut().zip(solve(curvature, gradient)) {
            *weight += step;
        }
    }
    weights
}

/// Solves a system of linear equations with a positive definite matrix by elimination.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let count = right.len();
    for pivot in 0..count {
        for row in pivot + 1..count {
            let factor = matrix[row][pivot] / matrix[pivot][pivot];
            let above = matrix[pivot].clone();
            for (value, above) in matrix[row].iter_mut().zip(above).skip(pivot) {
                *value -= factor * above;
            }
            right[row] -= factor * right[pivot];
        }
    }
    for row in (0..count).rev() {
        let known: f64 = (row + 1..count).map(|column| matrix[row][column] * right[column]).sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    right
}

/// Of all pairs with different targets, the share in which the better one is given more.
fn ranked(pairs: &[(f64, f64)]) -> f64 {
    let (mut right, mut all) = (0.0, 0.0);
    for (given, target) in pairs {
        for (other, below) in pairs {
            if target - below > 0.2 {
                all += 1.0;
                right += if given > other { 1.0 } else { 0.0 };
            }
        }
    }
    right / all
}

/// By tenths of what is given: how many, their mean, and the mean target.
fn calibration(pairs: &[(f64, f64)]) -> BTreeMap<u8, (usize, f64, f64)> {
    let mut bins: BTreeMap<u8, (usize, f64, f64)> = BTreeMap::new();
    for (given, target) in pairs {
        let bin = bins.entry((given * 10.0) as u8).or_default();
        bin.0 += 1;
        bin.1 += given;
        bin.2 += target;
    }
    for (count, given, target) in bins.values_mut() {
        *given /= *count as f64;
        *target /= *count as f64;
    }
    bins
}
