//! [`learn`]: treebanks → the sections of a network.

use crate::syntax::neural::quantized::{Rows, quantize};
use crate::syntax::neural::train::{Dropout, Example, Lexicon, Opinion, Settings, Shortener, Trainer, Vectors};
use crate::syntax::neural::{Matrix, NeuralReader, Sizes};
use crate::syntax::table::Slot;
use crate::syntax::{Deprel, Parse};

/// How large a network is and how long it learns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NetworkOptions {
    /// Where chance starts.
    pub seed: u64,
    /// Cells of a layer in each direction: a multiple of 16.
    pub hidden: usize,
    /// How often each sentence of the treebanks is seen.
    pub epochs: usize,
    /// What places of the network are left out while learning, as a share.
    pub dropout: f32,
    /// How often the treebanks are mixed into one round over machine-made parses.
    pub repeats: usize,
    /// Adam's rate at its highest.
    pub rate: f32,
}

impl Default for NetworkOptions {
    fn default() -> Self {
        Self {
            seed: 1,
            hidden: 96,
            epochs: 12,
            dropout: 0.25,
            repeats: 3,
            rate: 0.005,
        }
    }
}

/// The least count of a word that the vectors lack, to have a row of its own.
const LEAST: usize = 2;

/// Sizes of the tables when no vectors set them.
const WORD: usize = 96;
const PIECE_ROWS: usize = 1 << 15;
const PIECE: usize = 64;

/// Words in a step, about.
const STEP_WORDS: usize = 500;

/// The root mean square that rows of vectors are scaled to.
const VECTOR_SIZE: f32 = 0.2;

/// The sections of a network, owned.
#[derive(Clone, Debug)]
pub(crate) struct Learnt {
    pub(crate) sizes: Vec<u32>,
    pub(crate) words: Vec<Slot>,
    pub(crate) tags: Vec<[u8; 2]>,
    pub(crate) rows: Vec<i8>,
    pub(crate) scales: Vec<f32>,
    pub(crate) dense: Vec<f32>,
}

/// Parses that other networks made, and the CoNLL-U they came in.
#[derive(Debug)]
pub(crate) struct Silver<'a, 'v> {
    /// CoNLL-U, with [`Opinion`]s.
    pub source: &'a str,
    /// The text and what was read of it.
    pub parse: &'a (String, Parse<'v>),
}

/// Learns from `treebanks`, after one round over `silver`, parses made by other networks, if there are any. `progress` is
/// told each epoch's losses.
pub(crate) fn learn(
    treebanks: &[(String, Parse)],
    silver: &[Silver<'_, '_>],
    vectors: Option<&Vectors>,
    options: &NetworkOptions,
    progress: &mut dyn FnMut(&str),
) -> Learnt {
    let known = vectors.map_or(&[][..], |vectors| &vectors.words);
    let piece_rows = vectors.map_or(PIECE_ROWS, |vectors| vectors.piece_rows.rows);
    let lexicon = Lexicon::new(known, treebanks, LEAST, piece_rows);
    let sizes = Sizes {
        words: lexicon.rows,
        word: vectors.map_or(WORD, |vectors| vectors.word_rows.columns),
        pieces: piece_rows,
        piece: vectors.map_or(PIECE, |vectors| vectors.piece_rows.columns),
        hidden: options.hidden,
        layers: 2,
        tag_layer: 0,
        tags: lexicon.tags.len(),
        arc: 96,
        relation: 64,
        relations: Deprel::ALL.len(),
    };
    let gold = gold_examples(&lexicon, treebanks);
    let silver = silver_examples(&lexicon, silver);
    let gold_round: Vec<&Example> = gold.iter().collect();
    let mut silver_round: Vec<&Example> = silver.iter().collect();
    if !silver.is_empty() {
        for _ in 0..options.repeats {
            silver_round.extend(&gold);
        }
    }
    let settings = settings(options, options.epochs * steps(&gold_round) + steps(&silver_round));
    let mut trainer = Trainer::new(sizes, settings);
    if let Some(vectors) = vectors {
        let parameters = trainer.parameters_mut();
        adopt(&vectors.word_rows, &mut parameters.words.values[sizes.word..]);
        adopt(&vectors.piece_rows, &mut parameters.pieces.values);
    }
    if !silver.is_empty() {
        let losses = trainer.epoch(&silver_round);
        progress(&format!("machine-made parses: {losses}"));
    }
    for epoch in 1..=options.epochs {
        let losses = trainer.epoch(&gold_round);
        progress(&format!("epoch {epoch} of {}: {losses}", options.epochs));
    }
    sections(lexicon, &sizes, &trainer)
}

/// Learns on from the weights of `reader`, `dense` being those that every word uses. Each of `epochs` is a round over the
/// treebanks, over the silver, and over short sentences cut from the silver: what a network makes of a whole sentence tells
/// it what to make of a part of it that stands alone, as headlines do.
pub(crate) fn learn_on(
    reader: &NeuralReader<'_>,
    dense: &[f32],
    treebanks: &[(String, Parse)],
    silver: &[Silver<'_, '_>],
    options: &NetworkOptions,
    progress: &mut dyn FnMut(&str),
) -> Learnt {
    let lexicon = Lexicon::of(reader);
    let sizes = *reader.network.sizes();
    let mut examples = gold_examples(&lexicon, treebanks);
    let shortener = Shortener::new(&lexicon);
    for silver in silver {
        let whole = silver_examples(&lexicon, std::slice::from_ref(silver));
        for (sentence, example) in silver.parse.1.sentences.iter().zip(whole) {
            shortener.shorten(&silver.parse.0, sentence, &example, &mut examples);
            examples.push(example);
        }
    }
    let round: Vec<&Example> = examples.iter().collect();
    let mut trainer = Trainer::new(sizes, settings(options, options.epochs * steps(&round)));
    let parameters = trainer.parameters_mut();
    expand(&reader.embeddings, &mut parameters.words);
    expand(&reader.piece_rows, &mut parameters.pieces);
    let mut rest = dense;
    for matrix in parameters.dense_mut() {
        let (values, after) = rest.split_at(matrix.values.len());
        matrix.values.copy_from_slice(values);
        rest = after;
    }
    for epoch in 1..=options.epochs {
        let losses = trainer.epoch(&round);
        progress(&format!("round {epoch} of {}: {losses}", options.epochs));
    }
    sections(lexicon, &sizes, &trainer)
}

fn settings(options: &NetworkOptions, steps: usize) -> Settings {
    Settings {
        seed: options.seed,
        steps,
        words: STEP_WORDS,
        rate: options.rate,
        dropout: Dropout {
            word: 0.2,
            input: 0.8 * options.dropout,
            hidden: options.dropout,
            role: options.dropout,
        },
    }
}

/// A table's weights in single precision.
fn expand(rows: &Rows<'_>, into: &mut Matrix) {
    into.values.fill(0.0);
    for row in 0..rows.len() {
        rows.add(row, 1.0, into.row_mut(row));
    }
}

fn gold_examples(lexicon: &Lexicon, treebanks: &[(String, Parse)]) -> Vec<Example> {
    let examples = |treebank| examples(lexicon, treebank, std::iter::empty());
    treebanks.iter().flat_map(examples).collect()
}

fn silver_examples(lexicon: &Lexicon, silver: &[Silver<'_, '_>]) -> Vec<Example> {
    let examples = |silver: &Silver<'_, '_>| examples(lexicon, silver.parse, Opinion::all(silver.source));
    silver.iter().flat_map(examples).collect()
}

fn examples(
    lexicon: &Lexicon,
    (text, parse): &(String, Parse),
    mut opinions: impl Iterator<Item = Opinion>,
) -> Vec<Example> {
    let sentences = parse.sentences.iter();
    sentences
        .map(|sentence| lexicon.example(text, sentence, &mut opinions))
        .collect()
}

/// How many steps a round over these examples takes: batches are filled to the brim and over it.
fn steps(examples: &[&Example]) -> usize {
    let words: usize = examples.iter().map(|example| example.words.len()).sum();
    words.div_ceil(STEP_WORDS + words / (2 * examples.len().max(1)))
}

/// Sets the first of `values` to the vectors, scaled.
fn adopt(vectors: &Matrix, values: &mut [f32]) {
    let squares: f64 = vectors.values.iter().map(|&value| f64::from(value * value)).sum();
    let size = (squares / vectors.values.len().max(1) as f64).sqrt() as f32;
    for (slot, value) in values.iter_mut().zip(&vectors.values) {
        *slot = value * (VECTOR_SIZE / size.max(f32::MIN_POSITIVE));
    }
}

fn sections(lexicon: Lexicon, sizes: &Sizes, trainer: &Trainer) -> Learnt {
    let parameters = trainer.parameters();
    let (mut rows, mut scales) = quantize(&parameters.words);
    let (piece_rows, piece_scales) = quantize(&parameters.pieces);
    rows.extend(piece_rows);
    scales.extend(piece_scales);
    let small = [
        sizes.words,
        sizes.word,
        sizes.piece,
        sizes.hidden,
        sizes.layers,
        sizes.tag_layer,
        sizes.arc,
        sizes.relation,
    ];
    Learnt {
        sizes: small.map(|size| size as u32).to_vec(),
        tags: lexicon
            .tags
            .iter()
            .map(|&(upos, xpos)| [upos as u8, xpos as u8])
            .collect(),
        words: lexicon.into_words(),
        rows,
        scales,
        dense: parameters
            .dense()
            .iter()
            .flat_map(|matrix| &matrix.values)
            .copied()
            .collect(),
    }
}

/// The means of two networks' tables, `share` of the first, in eight bits; `None` when they are of different sizes.
pub(crate) fn mix_tables(
    first: &NeuralReader<'_>,
    second: &NeuralReader<'_>,
    share: f32,
) -> Option<(Vec<i8>, Vec<f32>)> {
    let sizes = first.network.sizes();
    (sizes == second.network.sizes()).then_some(())?;
    let (mut rows, mut scales) = (Vec::new(), Vec::new());
    for (one, other, columns) in [
        (&first.embeddings, &second.embeddings, sizes.word),
        (&first.piece_rows, &second.piece_rows, sizes.piece),
    ] {
        let mut means = Matrix::zeros(one.len(), columns);
        for row in 0..one.len() {
            one.add(row, share, means.row_mut(row));
            other.add(row, 1.0 - share, means.row_mut(row));
        }
        let (values, own_scales) = quantize(&means);
        rows.extend(values);
        scales.extend(own_scales);
    }
    Some((rows, scales))
}
