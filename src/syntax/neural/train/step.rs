//! [`Step`]: one batch through the network and back.

use std::ops::Range;

use crate::syntax::neural::piece::PIECE_SCALE;
use crate::syntax::neural::train::encoder::States;
use crate::syntax::neural::train::encoder_gradient::backward;
use crate::syntax::neural::train::gradient::{apply, outer, sum_rows};
use crate::syntax::neural::train::{Batch, ExactNetwork, Random};
use crate::syntax::neural::{Matrix, Packed, Parameters, multiply_add};

/// How much is left out while learning, as probabilities.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Dropout {
    /// That a word's row and its whole-form piece give way to the row of unknown words.
    pub word: f32,
    /// That a place of the input is zero throughout a sentence.
    pub input: f32,
    /// That a place of a layer's output is zero throughout a sentence, for the next layer and the scorers.
    pub hidden: f32,
    /// That a place of a word's roles is zero.
    pub role: f32,
}

#[cfg(test)]
impl Dropout {
    /// Nothing is left out.
    pub(crate) const NONE: Self = Self {
        word: 0.0,
        input: 0.0,
        hidden: 0.0,
        role: 0.0,
    };
}

/// Summed cross-entropies of a batch, in nats.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Losses {
    /// Of tags.
    pub tags: f32,
    /// Of heads.
    pub arcs: f32,
    /// Of relations, given the right heads.
    pub relations: f32,
}

impl std::fmt::Display for Losses {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "loss of tags {:.3}, of heads {:.3}, of relations {:.3}",
            self.tags, self.arcs, self.relations
        )
    }
}

/// One batch through the network and back: gradients are added to `gradient`.
#[derive(Debug)]
pub(crate) struct Step<'a> {
    /// The weights.
    pub parameters: &'a Parameters,
    /// The same, laid out.
    pub network: &'a ExactNetwork,
    /// What is left out.
    pub dropout: Dropout,
    /// Receives the gradients.
    pub gradient: &'a mut Parameters,
    /// Receives the rows of the word table that the gradient touches, with repetitions.
    pub touched_words: Vec<u32>,
    /// The same of the table of pieces.
    pub touched_pieces: Vec<u32>,
}

impl Step<'_> {
    /// Learns from `batch`.
    pub(crate) fn run(&mut self, batch: &Batch, random: &mut Random) -> Losses {
        let sizes = *self.network.sizes();
        let count = batch.words();
        let scale = 1.0 / count as f32;
        let seen = self.embed(batch, random);
        let mut input = seen.input.clone();
        let input_mask = sentence_mask(&batch.sentences, sizes.input(), self.dropout.input, random);
        apply(&mut input, &input_mask);

        // Forward. `inputs[layer]` is what the layer saw.
        let mut inputs = vec![input];
        let mut masks = vec![input_mask];
        let mut states: Vec<States> = Vec::new();
        for layer in 0..sizes.layers {
            let mut next = States::default();
            self.network
                .layer(layer)
                .forward(&inputs[layer], &batch.sentences, &mut next);
            let mut dropped = next.output.clone();
            let mask = sentence_mask(&batch.sentences, sizes.output(), self.dropout.hidden, random);
            apply(&mut dropped, &mask);
            inputs.push(dropped);
            masks.push(mask);
            states.push(next);
        }

        // Heads of the network, forward and back.
        let mut at_inputs: Vec<Matrix> = (0..=sizes.layers)
            .map(|layer| Matrix::zeros(count, inputs[layer].columns))
            .collect();
        let mut losses = Losses {
            tags: self.tags(
                batch,
                &inputs[sizes.tag_layer + 1],
                &mut at_inputs[sizes.tag_layer + 1],
                scale,
            ),
            ..Losses::default()
        };
        self.roles(
            batch,
            &inputs[sizes.layers],
            &mut at_inputs[sizes.layers],
            scale,
            random,
            &mut losses,
        );

        // Back through the encoder.
        for layer in (0..sizes.layers).rev() {
            let mut at_output = std::mem::take(&mut at_inputs[layer + 1]);
            apply(&mut at_output, &masks[layer + 1]);
            let at_gates = backward(
                &self.parameters.recurrents[layer],
                &states[layer],
                &batch.sentences,
                &at_output,
                &mut self.gradient.recurrents[layer],
            );
            outer(&inputs[layer], &at_gates, &mut self.gradient.inputs[layer]);
            sum_rows(&at_gates, &mut self.gradient.gate_biases[layer].values);
            multiply_add(
                &at_gates.values,
                &Packed::transposed(&self.parameters.inputs[layer]),
                &mut at_inputs[layer].values,
            );
        }
        let mut at_input = std::mem::take(&mut at_inputs[0]);
        apply(&mut at_input, &masks[0]);
        self.tables(batch, &seen, &at_input);
        losses
    }

    /// The input vectors.
    fn embed(&mut self, batch: &Batch, random: &mut Random) -> Seen {
        let sizes = self.network.sizes();
        let mut input = Matrix::zeros(batch.words(), sizes.input());
        let mut known = Vec::with_capacity(batch.words());
        let mut row = 0;
        for example in &batch.examples {
            for (&word, pieces) in example.words.iter().zip(&example.pieces) {
                let keep = random.unit() >= self.dropout.word;
                known.push(keep);
                let (word_part, piece_part) = input.row_mut(row).split_at_mut(sizes.word);
                let word = if keep { word as usize } else { 0 };
                word_part.copy_from_slice(self.parameters.words.row(word));
                for &piece in &pieces[usize::from(!keep)..] {
                    for (slot, value) in piece_part.iter_mut().zip(self.parameters.pieces.row(piece as usize)) {
                        *slot += PIECE_SCALE * value;
                    }
                }
                row += 1;
            }
        }
        Seen { input, known }
    }

    /// From the gradient at the input to those of the tables.
    fn tables(&mut self, batch: &Batch, seen: &Seen, at_input: &Matrix) {
        let sizes = self.network.sizes();
        let mut row = 0;
        for example in &batch.examples {
            for (&word, pieces) in example.words.iter().zip(&example.pieces) {
                let keep = seen.known[row];
                let (at_word, at_pieces) = at_input.row(row).split_at(sizes.word);
                let word = if keep { word } else { 0 };
                self.touched_words.push(word);
                for (slot, value) in self.gradient.words.row_mut(word as usize).iter_mut().zip(at_word) {
                    *slot += value;
                }
                for &piece in &pieces[usize::from(!keep)..] {
                    self.touched_pieces.push(piece);
                    let slots = self.gradient.pieces.row_mut(piece as usize);
                    for (slot, value) in slots.iter_mut().zip(at_pieces) {
                        *slot += PIECE_SCALE * value;
                    }
                }
                row += 1;
            }
        }
    }
}

/// What the network was shown.
struct Seen {
    input: Matrix,
    /// Whether the word was shown itself, not as unknown.
    known: Vec<bool>,
}

/// A dropout mask that is the same for all words of a sentence.
fn sentence_mask(sentences: &[Range<usize>], columns: usize, rate: f32, random: &mut Random) -> Matrix {
    let rows = sentences.last().map_or(0, |range| range.end);
    let mut mask = Matrix::zeros(rows, columns);
    let mut row_mask = vec![0.0; columns];
    for range in sentences {
        random.mask(&mut row_mask, rate);
        for row in range.clone() {
            mask.row_mut(row).copy_from_slice(&row_mask);
        }
    }
    mask
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::neural::Sizes;
    use crate::syntax::neural::train::{Choices, Example};

    const SIZES: Sizes = Sizes {
        words: 7,
        word: 5,
        pieces: 9,
        piece: 3,
        hidden: 16,
        layers: 2,
        tag_layer: 0,
        tags: 4,
        arc: 6,
        relation: 4,
        relations: 3,
    };

    fn example(heads: &[u32]) -> Example {
        let count = heads.len() as u32;
        Example {
            words: (0..count).map(|i| i * 3 % 7).collect(),
            pieces: (0..count)
                .map(|i| std::array::from_fn(|k| (i + 4 * k as u32) % 9))
                .collect(),
            tags: choices((0..count).map(|i| i % 4), 4),
            heads: choices(heads.iter().copied(), count + 1),
            relations: choices((0..count).map(|i| i % 3), 3),
        }
    }

    /// Each answer, and with less weight the one after it.
    fn choices(answers: impl Iterator<Item = u32>, bound: u32) -> Choices {
        let mut choices = Choices::default();
        for answer in answers {
            choices.push(&[(answer, 3.0), ((answer + 1) % bound, 1.0)]);
        }
        choices
    }

    fn loss(parameters: &Parameters, batch: &Batch, gradient: &mut Parameters) -> f32 {
        let network = ExactNetwork::new(SIZES, parameters);
        let mut step = Step {
            parameters,
            network: &network,
            dropout: Dropout::NONE,
            gradient,
            touched_words: Vec::new(),
            touched_pieces: Vec::new(),
        };
        let losses = step.run(batch, &mut Random::new(1));
        (losses.tags + losses.arcs + losses.relations) / batch.words() as f32
    }

    #[test]
    fn gradients_are_those_of_the_loss() {
        let mut parameters = Parameters::zeros(&SIZES);
        let mut random = Random::new(5);
        random.fill(&mut parameters.words.values, 1.0);
        random.fill(&mut parameters.pieces.values, 1.0);
        for matrix in parameters.dense_mut() {
            random.fill(&mut matrix.values, 0.5);
        }
        let examples = [example(&[2, 0, 2, 3]), example(&[0, 1, 1])];
        let batch = Batch::new(examples.iter().collect());
        let mut gradient = Parameters::zeros(&SIZES);
        loss(&parameters, &batch, &mut gradient);
        let dense = gradient.dense().len();
        for index in 0..dense + 2 {
            let found = match index {
                0 => &gradient.words.values,
                1 => &gradient.pieces.values,
                _ => &gradient.dense()[index - 2].values,
            };
            for place in [0, found.len() / 3, found.len() / 2, found.len() - 1] {
                let at = |offset: f32| {
                    let mut moved = parameters.clone();
                    let matrix = match index {
                        0 => &mut moved.words,
                        1 => &mut moved.pieces,
                        _ => moved.dense_mut().swap_remove(index - 2),
                    };
                    matrix.values[place] += offset;
                    loss(&moved, &batch, &mut Parameters::zeros(&SIZES))
                };
                let expected = (at(1e-2) - at(-1e-2)) / 2e-2;
                assert!(
                    (found[place] - expected).abs() < 1e-3 + 0.02 * expected.abs(),
                    "matrix {index}, place {place}: {} but the loss moves by {expected}",
                    found[place]
                );
            }
        }
    }
}
