//! Trains the tagger.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::syntax::form::Form;
use crate::syntax::perceptron::{MAX_CLASSES, Perceptron, best};
use crate::syntax::table::{Slot, Table, build};
use crate::syntax::tagger::{FEATURES, Known, TagPair, Tagger, ambiguity_class, extract, word_key};
use crate::syntax::train::learner::Learner;
use crate::syntax::train::{Example, Options, Random};
use crate::syntax::{Upos, Xpos};

/// The pairs of universal and Penn parts of speech that occur, the frequent ones first.
pub(super) struct TagSet {
    pub(super) pairs: Vec<TagPair>,
    numbers: FxHashMap<TagPair, u8>,
}

impl TagSet {
    pub(super) fn new(sentences: &[Vec<Example>]) -> Self {
        let mut counts: BTreeMap<TagPair, usize> = BTreeMap::new();
        for example in sentences.iter().flatten() {
            *counts.entry([example.upos as u8, example.xpos as u8]).or_default() += 1;
        }
        let mut pairs: Vec<_> = counts.into_iter().collect();
        pairs.sort_by_key(|&(pair, count)| (std::cmp::Reverse(count), pair));
        pairs.truncate(MAX_CLASSES - 1);
        let pairs: Vec<_> = pairs.into_iter().map(|(pair, _)| pair).collect();
        let numbers = pairs
            .iter()
            .enumerate()
            .map(|(number, &pair)| (pair, number as u8))
            .collect();
        Self { pairs, numbers }
    }

    /// The number of a word's right pair.
    pub(super) fn number(&self, upos: Upos, xpos: Xpos) -> u8 {
        self.numbers.get(&[upos as u8, xpos as u8]).copied().unwrap_or(0)
    }
}

/// The parts of a trained tagger.
pub(super) struct Trained {
    pub(super) ambiguity: Vec<Slot>,
    pub(super) clusters: Vec<Slot>,
    pub(super) table: Vec<Slot>,
    pub(super) rows: Vec<u8>,
    pairs: Vec<TagPair>,
}

impl Trained {
    fn tagger(&self) -> Tagger<'_> {
        let table = |slots| Table::new(slots).expect("tables are built whole");
        Tagger {
            weights: Perceptron::new(table(&self.table), &self.rows),
            ambiguity: table(&self.ambiguity),
            clusters: table(&self.clusters),
            tags: &self.pairs,
        }
    }

    /// Tags a sentence as the frozen tagger does.
    pub(super) fn tag(&self, sentence: &[Example]) -> Vec<u8> {
        let tagger = self.tagger();
        let mut buffer = String::new();
        let words: Vec<_> = sentence
            .iter()
            .map(|example| tagger.know(&example.form, &mut buffer))
            .collect();
        tagger.tag(&words)
    }
}

/// A word has an ambiguity class when it occurs this often: the tags of a rare word say too much in training.
const COMMON: usize = 4;

/// The class of each common word: the tags it has at least once in fifty times.
fn ambiguity(sentences: &[&[Example]], tags: &TagSet) -> Vec<(u64, u32)> {
    let mut buffer = String::new();
    let mut seen: BTreeMap<u32, BTreeMap<u8, usize>> = BTreeMap::new();
    for example in sentences.iter().copied().flatten() {
        let lower = Form::new(&example.form, &mut buffer).lower;
        *seen
            .entry(lower)
            .or_default()
            .entry(tags.number(example.upos, example.xpos))
            .or_default() += 1;
    }
    let classes = seen.iter().filter_map(|(&lower, counts)| {
        let total: usize = counts.values().sum();
        let kept: BTreeSet<u8> = counts
            .iter()
            .filter(|&(_, &count)| count * 50 >= total)
            .map(|(&tag, _)| tag)
            .collect();
        let kept: Vec<u8> = kept.into_iter().collect();
        (total >= COMMON).then(|| (word_key(lower), ambiguity_class(&kept)))
    });
    classes.collect()
}

/// Trains a tagger on these sentences.
pub(super) fn train(sentences: &[&[Example]], tags: &TagSet, options: &Options) -> Trained {
    let mut buffer = String::new();
    let clusters = options
        .clusters
        .iter()
        .map(|(word, cluster)| (word_key(Form::new(word, &mut buffer).lower), *cluster));
    let clusters: Vec<_> = clusters.collect();
    let mut trained = Trained {
        ambiguity: build(&ambiguity(sentences, tags)),
        clusters: build(&clusters),
        table: build(&[]),
        rows: Vec::new(),
        pairs: tags.pairs.clone(),
    };
    let tagger = trained.tagger();
    let known: Vec<(Vec<Known>, Vec<u8>)> = sentences
        .iter()
        .map(|sentence| {
            let words = sentence
                .iter()
                .map(|example| tagger.know(&example.form, &mut buffer))
                .collect();
            let right = sentence
                .iter()
                .map(|example| tags.number(example.upos, example.xpos))
                .collect();
            (words, right)
        })
        .collect();
    let mut learner = Learner::default();
    let mut random = Random::new(options.seed);
    let mut order: Vec<usize> = (0..known.len()).collect();
    let mut features = [0; FEATURES];
    for _ in 0..options.tagger_rounds {
        random.shuffle(&mut order);
        for &index in &order {
            let (words, right) = &known[index];
            let mut guessed = Vec::with_capacity(words.len());
            for (at, &tag) in right.iter().enumerate() {
                extract(words, &guessed, at, &mut features);
                let mut scores = [0; MAX_CLASSES];
                learner.score(&features, &mut scores);
                let guess = best(&scores, tags.pairs.len());
                learner.tick();
                if guess != usize::from(tag) {
                    learner.update(&features, usize::from(tag), guess);
                }
                guessed.push(guess as u8);
            }
        }
    }
    (trained.table, trained.rows) = learner.freeze(options.tagger_least);
    trained
}
