//! Learns how lemmas follow from forms.

use std::collections::BTreeMap;

use crate::syntax::lemma::{lower_case, spelling, suffix_rule, suffix_starts, word_rule};
use crate::syntax::table::{Slot, build};
use crate::syntax::train::Example;
use crate::syntax::{Upos, Xpos};

/// The parts of the frozen lemmatizer.
pub(super) struct Trained {
    pub(super) rules: Vec<Slot>,
    pub(super) scripts: String,
}

/// A suffix gets a rule of its own when it makes at least this many different words right.
const WORDS_FOR_A_RULE: usize = 2;

/// A word that occurs this often is listed.
const LISTED: usize = 5;

pub(super) fn train(sentences: &[Vec<Example>]) -> Trained {
    let (rules, scripts) = rules(sentences);
    Trained {
        rules: build(&rules),
        scripts,
    }
}

/// The scripts that make `lemma` from `form`: from its lower case, and from the form as it is.
fn scripts_for(form: &str, lower: &str, lemma: &str) -> [String; 2] {
    [('l', lower), ('k', form)].map(|(case, from)| {
        let same = from.chars().zip(lemma.chars()).take_while(|(a, b)| a == b);
        let shared: usize = same.map(|(each, _)| each.len_utf8()).sum();
        let (strip, append) = (from[shared..].chars().count(), &lemma[shared..]);
        let barred = append.starts_with(|character: char| character.is_ascii_digit() || character == '|');
        format!("{case}{strip}{}{append}", if barred { "|" } else { "" })
    })
}

type Tally = BTreeMap<String, usize>;

fn likeliest(tally: &Tally) -> Option<&String> {
    tally
        .iter()
        .max_by_key(|&(script, &count)| (count, script.starts_with('l'), std::cmp::Reverse(script)))
        .map(|(script, _)| script)
}

fn rules(sentences: &[Vec<Example>]) -> (Vec<(u64, u32)>, String) {
    // Scripts by part of speech and word, in lower case.
    let mut words: BTreeMap<(Upos, Xpos, String), Tally> = BTreeMap::new();
    for example in sentences.iter().flatten() {
        let form = spelling(&example.form);
        if example.lemma.is_empty() || example.lemma == "_" || example.lemma.contains(['\n', '\r']) {
            continue;
        }
        let mut lower = String::new();
        lower_case(form, &mut lower);
        // Most words have two scripts that make the same lemma; the one that makes most occurrences right is chosen.
        let tally = words.entry((example.upos, example.xpos, lower.clone())).or_default();
        for script in scripts_for(form, &lower, spelling(&example.lemma)) {
            *tally.entry(script).or_default() += 1;
        }
    }
    let mut suffixes: BTreeMap<(Xpos, usize, &str), Tally> = BTreeMap::new();
    for ((_, xpos, lower), tally) in &words {
        let best = tally.values().max();
        for start in suffix_starts(lower) {
            let suffix = &lower[start..];
            let key = (*xpos, suffix.chars().count(), suffix);
            let counts = suffixes.entry(key).or_default();
            for (script, _) in tally.iter().filter(|(_, count)| Some(*count) == best) {
                *counts.entry(script.clone()).or_default() += 1;
            }
        }
    }
    // Shorter suffixes first: a longer one is needed only where it says something else.
    let mut chosen: BTreeMap<(Xpos, &str), &String> = BTreeMap::new();
    let longest = |chosen: &BTreeMap<(Xpos, &str), &String>, xpos: Xpos, suffix: &str| {
        suffix_starts(suffix).find_map(|start| chosen.get(&(xpos, &suffix[start..])).map(|script| (*script).clone()))
    };
    let mut ordered: Vec<_> = suffixes.iter().collect();
    ordered.sort_by_key(|((xpos, length, suffix), _)| (*length, *xpos, *suffix));
    for (&(xpos, length, suffix), tally) in ordered {
        let Some(script) = likeliest(tally) else { continue };
        let enough = length == 0 || tally[script] >= WORDS_FOR_A_RULE;
        if enough && longest(&chosen, xpos, suffix).as_ref() != Some(script) {
            chosen.insert((xpos, suffix), script);
        }
    }
    let mut scripts: BTreeMap<&str, u32> = BTreeMap::new();
    let mut list = String::new();
    let mut number = |script| {
        let next = scripts.len() as u32;
        *scripts.entry(script).or_insert_with(|| {
            list.push_str(script);
            list.push('\n');
            next
        })
    };
    let mut rules = Vec::new();
    for (&(xpos, suffix), script) in &chosen {
        rules.push((suffix_rule(xpos, suffix), number(script)));
    }
    for ((upos, xpos, lower), tally) in &words {
        let Some(script) = likeliest(tally) else { continue };
        let by_suffix = longest(&chosen, *xpos, lower);
        // Frequent words are listed whatever their suffix says, so that their spelling is beyond doubt.
        if by_suffix.and_then(|rule| tally.get(&rule)) != tally.get(script) || tally[script] >= LISTED {
            rules.push((word_rule(*upos, *xpos, lower), number(script)));
        }
    }
    (rules, list)
}
