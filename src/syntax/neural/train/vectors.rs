//! [`Vectors`]: what words and their pieces mean, from raw text alone; the tables' first values.
//!
//! Skip-gram with negative sampling (Mikolov et al. 2013) where each place around a word has outputs of its own (Ling et
//! al. 2015, "Two/Too Simple Adaptations of Word2Vec for Syntax Problems"). Words and pieces predict separately, so
//! that pieces stand in for words that the table lacks (Bojanowski et al. 2017).

use indexmap::IndexMap;
use pulp::{Arch, Simd, WithSimd};

use crate::syntax::neural::form;
use crate::syntax::neural::train::{PIECE_SCALE, Random};
use crate::syntax::neural::Matrix;

/// How to learn vectors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VectorSettings {
    /// Where chance starts.
    pub seed: u64,
    /// Times the text is read.
    pub epochs: usize,
    /// Least count of a word.
    pub least: usize,
    /// The most words that get a vector, the most frequent first.
    pub words: usize,
    /// The most words that are predicted.
    pub predicted: usize,
    /// Length of a word's vector: a multiple of 16.
    pub word: usize,
    /// Rows of the table of pieces.
    pub pieces: usize,
    /// Length of a piece's vector: a multiple of 16.
    pub piece: usize,
    /// Step size at the start; it falls to zero.
    pub rate: f32,
}

/// Places around the word that are predicted.
const PLACES: [isize; 4] = [-2, -1, 1, 2];

/// Words that are predicted wrongly on purpose for each right one.
const NEGATIVES: usize = 5;

/// Share of the text above which a word is passed over as a centre from time to time.
const FREQUENT: f64 = 1e-3;

/// Vectors learnt from raw text.
#[derive(Clone, Debug)]
pub struct Vectors {
    /// Normalised forms, most frequent first.
    pub words: Vec<String>,
    /// A row for each of them.
    pub word_rows: Matrix,
    /// A row for each hash of a piece.
    pub piece_rows: Matrix,
}

/// A form of the text: its word, or none, its pieces, and how often to pass it over.
struct Form {
    word: Option<u32>,
    pieces: Vec<u32>,
    keep: f32,
}

impl Vectors {
    /// Learns from `sentences`, each a list of indices into `forms`.
    pub fn learn(forms: &[String], sentences: &[Vec<u32>], settings: &VectorSettings) -> Self {
        let mut counts = vec![0_u64; forms.len()];
        for &form in sentences.iter().flatten() {
            counts[form as usize] += 1;
        }
        let total: u64 = counts.iter().sum();
        let mut words: IndexMap<String, u64> = IndexMap::new();
        let normalised: Vec<String> = forms
            .iter()
            .map(|form| {
                let mut normalised = String::new();
                form::normalise(form, &mut normalised);
                normalised
            })
            .collect();
        for (word, &count) in normalised.iter().zip(&counts) {
            *words.entry(word.clone()).or_default() += count;
        }
        words.retain(|_, &mut count| count >= settings.least as u64);
        words.sort_by(|a, &x, b, &y| y.cmp(&x).then_with(|| a.cmp(b)));
        words.truncate(settings.words);
        let entries: Vec<Form> = forms
            .iter()
            .zip(&normalised)
            .map(|(form, normalised)| {
                let found = words.get_full(normalised);
                let share = found.map_or(0.0, |(_, _, &count)| count as f64 / total as f64);
                let mut pieces = Vec::new();
                form::pieces(form, |hash| pieces.push((hash % settings.pieces as u64) as u32));
                Form {
                    word: found.map(|(index, _, _)| index as u32),
                    pieces,
                    keep: if share > FREQUENT { (FREQUENT / share).sqrt() as f32 } else { 1.0 },
                }
            })
            .collect();
        let noise = noise_table(words.values().take(settings.predicted));
        let mut random = Random::new(settings.seed);
        let mut word_rows = Matrix::zeros(words.len(), settings.word);
        let mut piece_rows = Matrix::zeros(settings.pieces, settings.piece);
        random.fill(&mut word_rows.values, 0.5 / settings.word as f32);
        random.fill(&mut piece_rows.values, 0.5 / settings.piece as f32);
        let outputs = PLACES.len() * settings.predicted.min(words.len());
        let mut learner = Learner {
            entries: &entries,
            noise: &noise,
            predicted: outputs / PLACES.len(),
            word_outputs: Matrix::zeros(outputs, settings.word),
            piece_outputs: Matrix::zeros(outputs, settings.piece),
            word_rows,
            piece_rows,
            random,
        };
        let steps = settings.epochs * sentences.len();
        for step in 0..steps {
            let rate = settings.rate * (1.0 - step as f32 / steps as f32).max(1e-3);
            let sentence = &sentences[step % sentences.len()];
            Arch::new().dispatch(Sentence {
                learner: &mut learner,
                sentence,
                rate,
            });
        }
        Self {
            words: words.into_keys().collect(),
            word_rows: learner.word_rows,
            piece_rows: learner.piece_rows,
        }
    }
}

/// Words drawn in proportion to their counts to the power of 3/4.
fn noise_table<'c>(counts: impl Iterator<Item = &'c u64>) -> Vec<u32> {
    const SLOTS: f64 = 4_000_000.0;
    let weights: Vec<f64> = counts.map(|&count| (count as f64).powf(0.75)).collect();
    let total: f64 = weights.iter().sum();
    let mut table = Vec::new();
    let mut sum = 0.0;
    for (word, weight) in weights.iter().enumerate() {
        sum += weight;
        table.resize((SLOTS * sum / total) as usize, word as u32);
    }
    table
}

struct Learner<'a> {
    entries: &'a [Form],
    noise: &'a [u32],
    predicted: usize,
    word_outputs: Matrix,
    piece_outputs: Matrix,
    word_rows: Matrix,
    piece_rows: Matrix,
    random: Random,
}

struct Sentence<'a, 'l> {
    learner: &'a mut Learner<'l>,
    sentence: &'a [u32],
    rate: f32,
}

impl WithSimd for Sentence<'_, '_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Self {
            learner,
            sentence,
            rate,
        } = self;
        let mut piece_sum = vec![0.0; learner.piece_rows.columns];
        let mut at_word = vec![0.0; learner.word_rows.columns];
        let mut at_piece = vec![0.0; learner.piece_rows.columns];
        let mut word_copy = vec![0.0; learner.word_rows.columns];
        for (place, &centre) in sentence.iter().enumerate() {
            let centre = &learner.entries[centre as usize];
            if learner.random.unit() >= centre.keep {
                continue;
            }
            piece_sum.fill(0.0);
            for &piece in &centre.pieces {
                add_scaled(simd, &mut piece_sum, learner.piece_rows.row(piece as usize), PIECE_SCALE);
            }
            at_piece.fill(0.0);
            at_word.fill(0.0);
            if let Some(word) = centre.word {
                word_copy.copy_from_slice(learner.word_rows.row(word as usize));
            }
            for (slot, offset) in PLACES.iter().enumerate() {
                let Some(&context) = place.checked_add_signed(*offset).and_then(|at| sentence.get(at)) else {
                    continue;
                };
                let Some(right) = learner.entries[context as usize].word else {
                    continue;
                };
                if right as usize >= learner.predicted {
                    continue;
                }
                for negative in 0..=NEGATIVES {
                    let (target, label) = if negative == 0 {
                        (right, 1.0)
                    } else {
                        let target = learner.noise[learner.random.below(learner.noise.len())];
                        if target == right {
                            continue;
                        }
                        (target, 0.0)
                    };
                    let output = slot * learner.predicted + target as usize;
                    if centre.word.is_some() {
                        predict(simd, &word_copy, learner.word_outputs.row_mut(output), &mut at_word, label, rate);
                    }
                    predict(simd, &piece_sum, learner.piece_outputs.row_mut(output), &mut at_piece, label, rate);
                }
            }
            if let Some(word) = centre.word {
                add_scaled(simd, learner.word_rows.row_mut(word as usize), &at_word, 1.0);
            }
            for &piece in &centre.pieces {
                add_scaled(simd, learner.piece_rows.row_mut(piece as usize), &at_piece, PIECE_SCALE);
            }
        }
    }
}

/// One prediction: moves `output`, and adds to `at_input` what the input moves by.
#[inline(always)]
fn predict<S: Simd>(simd: S, input: &[f32], output: &mut [f32], at_input: &mut [f32], label: f32, rate: f32) {
    let input = S::as_simd_f32s(input).0;
    let output = S::as_mut_simd_f32s(output).0;
    let at_input = S::as_mut_simd_f32s(at_input).0;
    let mut sum = simd.splat_f32s(0.0);
    for (a, b) in input.iter().zip(output.iter()) {
        sum = simd.mul_add_e_f32s(*a, *b, sum);
    }
    let score = simd.reduce_sum_f32s(sum).clamp(-8.0, 8.0);
    let step = simd.splat_f32s((label - 1.0 / (1.0 + (-score).exp())) * rate);
    for ((a, b), slot) in input.iter().zip(output).zip(at_input) {
        *slot = simd.mul_add_e_f32s(step, *b, *slot);
        *b = simd.mul_add_e_f32s(step, *a, *b);
    }
}

#[inline(always)]
fn add_scaled<S: Simd>(simd: S, into: &mut [f32], from: &[f32], scale: f32) {
    let scale = simd.splat_f32s(scale);
    for (slot, value) in S::as_mut_simd_f32s(into).0.iter_mut().zip(S::as_simd_f32s(from).0) {
        *slot = simd.mul_add_e_f32s(scale, *value, *slot);
    }
}
