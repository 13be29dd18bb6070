//! [`Vectors`]: what words and their pieces mean, from raw text alone; the tables' first values.
//!
//! Skip-gram with negative sampling (Mikolov et al. 2013) where each place around a word has outputs of its own (Ling et
//! al. 2015, "Two/Too Simple Adaptations of `Word2Vec` for Syntax Problems"). Words and pieces predict separately, so
//! that pieces stand in for words that the table lacks (Bojanowski et al. 2017).

use indexmap::IndexMap;
use pulp::{Arch, Simd, WithSimd};

use crate::syntax::form::Form;
use crate::syntax::neural::Matrix;
use crate::syntax::neural::piece::{PIECE_SCALE, PIECES, pieces};
use crate::syntax::neural::train::{Corpus, Random};

/// How to learn vectors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VectorOptions {
    /// Where chance starts.
    pub seed: u64,
    /// Times the text is read.
    pub epochs: usize,
    /// Least count of a word.
    pub least: u64,
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

impl Default for VectorOptions {
    fn default() -> Self {
        Self {
            seed: 1,
            epochs: 3,
            least: 4,
            words: 50_000,
            predicted: 20_000,
            word: 96,
            pieces: 1 << 15,
            piece: 64,
            rate: 0.03,
        }
    }
}

/// Places around the word that are predicted.
const PLACES: [isize; 4] = [-2, -1, 1, 2];

/// Words that are predicted wrongly on purpose for each right one.
const NEGATIVES: usize = 5;

/// Share of the text above which a word is passed over as a centre from time to time.
const FREQUENT: f64 = 1e-3;

/// Vectors learnt from raw text.
#[derive(Clone, Debug, PartialEq)]
pub struct Vectors {
    /// Hashes of words in lower case, most frequent first.
    pub(crate) words: Vec<u32>,
    /// A row for each of them.
    pub(crate) word_rows: Matrix,
    /// A row for each hash of a piece.
    pub(crate) piece_rows: Matrix,
}

/// Why bytes are no vectors.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a file of word vectors, or a damaged one; make it with `demarche model vectors`")]
#[non_exhaustive]
pub struct VectorError;

/// A form of the text: its word, or none, its pieces, and how often to take it as a centre.
struct Entry {
    word: Option<u32>,
    pieces: [u32; PIECES],
    keep: f32,
}

impl Vectors {
    /// Learns from a corpus, its sentences in random order.
    pub fn learn(corpus: &Corpus, options: &VectorOptions) -> Self {
        let Corpus { forms, sentences } = corpus;
        let mut counts = vec![0_u64; forms.len()];
        for &form in sentences.iter().flatten() {
            counts[form as usize] += 1;
        }
        let total: u64 = counts.iter().sum();
        let mut buffer = String::new();
        let read: Vec<Form> = forms.iter().map(|form| Form::new(form, &mut buffer)).collect();
        let mut words: IndexMap<u32, u64> = IndexMap::new();
        for (form, &count) in read.iter().zip(&counts) {
            *words.entry(form.lower).or_default() += count;
        }
        words.retain(|_, &mut count| count >= options.least);
        words.sort_by(|a, &x, b, &y| y.cmp(&x).then_with(|| a.cmp(b)));
        words.truncate(options.words);
        let entries: Vec<Entry> = read
            .iter()
            .map(|form| {
                let found = words.get_full(&form.lower);
                let share = found.map_or(0.0, |(_, _, &count)| count as f64 / total as f64);
                Entry {
                    word: found.map(|(index, _, _)| index as u32),
                    pieces: pieces(form, options.pieces),
                    keep: if share > FREQUENT {
                        (FREQUENT / share).sqrt() as f32
                    } else {
                        1.0
                    },
                }
            })
            .collect();
        let noise = noise_table(words.values().take(options.predicted));
        let mut random = Random::new(options.seed);
        let mut word_rows = Matrix::zeros(words.len(), options.word);
        let mut piece_rows = Matrix::zeros(options.pieces, options.piece);
        random.fill(&mut word_rows.values, 0.5 / options.word as f32);
        random.fill(&mut piece_rows.values, 0.5 / options.piece as f32);
        let outputs = PLACES.len() * options.predicted.min(words.len());
        let mut learner = Learner {
            entries: &entries,
            noise: &noise,
            predicted: outputs / PLACES.len(),
            word_outputs: Matrix::zeros(outputs, options.word),
            piece_outputs: Matrix::zeros(outputs, options.piece),
            word_rows,
            piece_rows,
            random,
        };
        let mut order: Vec<&Vec<u32>> = sentences.iter().collect();
        learner.random.shuffle(&mut order);
        let steps = options.epochs * sentences.len();
        for (step, sentence) in order.iter().cycle().take(steps).enumerate() {
            let rate = options.rate * (1.0 - step as f32 / steps as f32).max(1e-3);
            Arch::new().dispatch(Lesson {
                learner: &mut learner,
                forms: sentence,
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

impl Vectors {
    /// As a file: the numbers of words, of values in a word's vector, of pieces, of values in a piece's vector (u32), the
    /// words' hashes, the values; little-endian.
    pub fn to_bytes(&self) -> Vec<u8> {
        let Self {
            words,
            word_rows,
            piece_rows,
        } = self;
        let sizes = [word_rows.rows, word_rows.columns, piece_rows.rows, piece_rows.columns];
        let mut bytes: Vec<u8> = sizes.iter().flat_map(|&size| (size as u32).to_le_bytes()).collect();
        bytes.extend(words.iter().flat_map(|word| word.to_le_bytes()));
        let values = word_rows.values.iter().chain(&piece_rows.values);
        bytes.extend(values.flat_map(|value| value.to_le_bytes()));
        bytes
    }

    /// Reads such a file.
    ///
    /// # Errors
    /// When the bytes are something else.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, VectorError> {
        let (numbers, []) = bytes.as_chunks::<4>() else {
            return Err(VectorError);
        };
        let (sizes, rest) = numbers.split_at_checked(4).ok_or(VectorError)?;
        let size = |index: usize| u32::from_le_bytes(sizes[index]) as usize;
        let matrix = |rows: usize, columns: usize, values: &[[u8; 4]]| Matrix {
            rows,
            columns,
            values: values.iter().copied().map(f32::from_le_bytes).collect(),
        };
        let (words, rest) = rest.split_at_checked(size(0)).ok_or(VectorError)?;
        let (word_values, piece_values) = rest
            .split_at_checked(size(0).saturating_mul(size(1)))
            .ok_or(VectorError)?;
        if size(1) == 0
            || size(2) == 0
            || size(2).saturating_mul(size(3)) != piece_values.len()
            || piece_values.is_empty()
        {
            return Err(VectorError);
        }
        Ok(Self {
            words: words.iter().copied().map(u32::from_le_bytes).collect(),
            word_rows: matrix(size(0), size(1), word_values),
            piece_rows: matrix(size(2), size(3), piece_values),
        })
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
    entries: &'a [Entry],
    noise: &'a [u32],
    predicted: usize,
    word_outputs: Matrix,
    piece_outputs: Matrix,
    word_rows: Matrix,
    piece_rows: Matrix,
    random: Random,
}

struct Lesson<'a, 'l> {
    learner: &'a mut Learner<'l>,
    forms: &'a [u32],
    rate: f32,
}

impl WithSimd for Lesson<'_, '_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Self { learner, forms, rate } = self;
        let mut piece_sum = vec![0.0; learner.piece_rows.columns];
        let mut at_word = vec![0.0; learner.word_rows.columns];
        let mut at_piece = vec![0.0; learner.piece_rows.columns];
        let mut word_copy = vec![0.0; learner.word_rows.columns];
        for (place, &centre) in forms.iter().enumerate() {
            let centre = &learner.entries[centre as usize];
            if learner.random.unit() >= centre.keep {
                continue;
            }
            piece_sum.fill(0.0);
            for &piece in &centre.pieces {
                add_scaled(
                    simd,
                    &mut piece_sum,
                    learner.piece_rows.row(piece as usize),
                    PIECE_SCALE,
                );
            }
            at_piece.fill(0.0);
            at_word.fill(0.0);
            if let Some(word) = centre.word {
                word_copy.copy_from_slice(learner.word_rows.row(word as usize));
            }
            for (slot, offset) in PLACES.iter().enumerate() {
                let Some(&context) = place.checked_add_signed(*offset).and_then(|at| forms.get(at)) else {
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
                        predict(
                            simd,
                            &word_copy,
                            learner.word_outputs.row_mut(output),
                            &mut at_word,
                            label,
                            rate,
                        );
                    }
                    predict(
                        simd,
                        &piece_sum,
                        learner.piece_outputs.row_mut(output),
                        &mut at_piece,
                        label,
                        rate,
                    );
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
