//! Learns how lemmas and features follow from forms.

use std::collections::BTreeMap;

use crate::syntax::Xpos;
use crate::syntax::form::{Form, normal_form};
use crate::syntax::lemma::{kind_feats, suffix_rule, suffix_starts, word_feats, word_rule};
use crate::syntax::table::{Slot, build};
use crate::syntax::train::Example;

/// The parts of the frozen lemmatizer and the table of features.
pub(super) struct Trained {
    pub(super) rules: Vec<Slot>,
    pub(super) scripts: String,
    pub(super) feats: Vec<Slot>,
    pub(super) sets: Vec<u64>,
}

/// A suffix gets a rule of its own when it makes at least this many different words right.
const WORDS_FOR_A_RULE: usize = 2;

pub(super) fn train(sentences: &[Vec<Example>]) -> Trained {
    let (rules, scripts) = rules(sentences);
    let (feats, sets) = feats(sentences);
    Trained {
        rules: build(&rules),
        scripts,
        feats: build(&feats),
        sets,
    }
}

/// The script that makes `lemma` from `form`.
fn script(form: &str, lower: &str, lemma: &str) -> String {
    let one = |from: &str| {
        let shared: usize = from
            .chars()
            .zip(lemma.chars())
            .take_while(|(a, b)| a == b)
            .map(|(a, _)| a.len_utf8())
            .sum();
        (from[shared..].chars().count(), &lemma[shared..])
    };
    let ((strip_lower, append_lower), (strip_kept, append_kept)) = (one(lower), one(form));
    let (case, strip, append) = if strip_lower + append_lower.len() <= strip_kept + append_kept.len() {
        ('l', strip_lower, append_lower)
    } else {
        ('k', strip_kept, append_kept)
    };
    let bar = if append.starts_with(|character: char| character.is_ascii_digit() || character == '|') {
        "|"
    } else {
        ""
    };
    format!("{case}{strip}{bar}{append}")
}

type Tally = BTreeMap<String, usize>;

fn likeliest(tally: &Tally) -> Option<&String> {
    tally
        .iter()
        .max_by_key(|&(script, &count)| (count, std::cmp::Reverse(script)))
        .map(|(script, _)| script)
}

fn rules(sentences: &[Vec<Example>]) -> (Vec<(u64, u32)>, String) {
    // Scripts by part of speech and word, in lower case.
    let mut words: BTreeMap<(Xpos, String), Tally> = BTreeMap::new();
    for example in sentences.iter().flatten() {
        let form = normal_form(&example.form);
        if example.lemma.is_empty() || example.lemma == "_" || example.lemma.contains(['\n', '\r']) {
            continue;
        }
        let lower: String = form
            .chars()
            .flat_map(char::to_lowercase)
            .map(|each| if each == '’' { '\'' } else { each })
            .collect();
        let lemma = normal_form(&example.lemma);
        let script = script(form, &lower, lemma);
        *words
            .entry((example.xpos, lower))
            .or_default()
            .entry(script)
            .or_default() += 1;
    }
    let mut suffixes: BTreeMap<(Xpos, usize, &str), Tally> = BTreeMap::new();
    for ((xpos, lower), tally) in &words {
        let Some(script) = likeliest(tally) else { continue };
        for start in suffix_starts(lower) {
            let suffix = &lower[start..];
            let key = (*xpos, suffix.chars().count(), suffix);
            *suffixes.entry(key).or_default().entry(script.clone()).or_default() += 1;
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
    for ((xpos, lower), tally) in &words {
        let Some(script) = likeliest(tally) else { continue };
        if longest(&chosen, *xpos, lower).as_ref() != Some(script) {
            rules.push((word_rule(*xpos, lower), number(script)));
        }
    }
    (rules, list)
}

fn feats(sentences: &[Vec<Example>]) -> (Vec<(u64, u32)>, Vec<u64>) {
    let mut words: BTreeMap<u64, (u64, BTreeMap<u64, usize>)> = BTreeMap::new();
    let mut kinds: BTreeMap<u64, BTreeMap<u64, usize>> = BTreeMap::new();
    let mut buffer = String::new();
    for example in sentences.iter().flatten() {
        let form = Form::new(&example.form, &mut buffer);
        let kind = kind_feats(&form, example.upos, example.xpos);
        let word = word_feats(&form, example.upos, example.xpos);
        *kinds.entry(kind).or_default().entry(example.feats.bits()).or_default() += 1;
        let (_, tally) = words.entry(word).or_insert_with(|| (kind, BTreeMap::new()));
        *tally.entry(example.feats.bits()).or_default() += 1;
    }
    let most = |tally: &BTreeMap<u64, usize>| {
        tally
            .iter()
            .max_by_key(|&(bits, count)| (count, bits))
            .map_or(0, |(&bits, _)| bits)
    };
    let mut sets: Vec<u64> = Vec::new();
    let mut numbers: BTreeMap<u64, u32> = BTreeMap::new();
    let mut number = |bits| {
        *numbers.entry(bits).or_insert_with(|| {
            sets.push(bits);
            sets.len() as u32 - 1
        })
    };
    let mut entries: Vec<(u64, u32)> = kinds.iter().map(|(&key, tally)| (key, number(most(tally)))).collect();
    for (&key, (kind, tally)) in &words {
        let bits = most(tally);
        if bits != most(&kinds[kind]) {
            entries.push((key, number(bits)));
        }
    }
    (entries, sets)
}
