//! [`Layer`]: a bidirectional LSTM, the encoder's layer, as it learns.
//!
//! Sentences of a batch walk in step, so that the recurrent product, too, is one of matrices. A sentence's result does
//! not depend on the sentences beside it. Hochreiter & Schmidhuber 1997, with the forget gate of Gers et al. 2000.

use std::ops::Range;

use pulp::{Arch, Simd, WithSimd};

use crate::syntax::neural::activation::{hyperbolic_tangent, sigmoid};
use crate::syntax::neural::parameters::{DIRECTIONS, GATES, recurrent_of};
use crate::syntax::neural::{Matrix, Packed, multiply, multiply_add};

/// One layer, ready to run.
#[derive(Clone, Debug)]
pub(crate) struct Layer {
    hidden: usize,
    input: Packed,
    recurrent: [Packed; DIRECTIONS],
    bias: Matrix,
}

/// What a layer computed for a batch, a row for each word.
#[derive(Clone, Debug, Default)]
pub(crate) struct States {
    /// For each direction the four gates, activated.
    pub gates: Matrix,
    /// The cells of both directions.
    pub cells: Matrix,
    /// The output of both directions.
    pub output: Matrix,
}

impl Layer {
    /// The layer with these weights: `input` leads to the gates of both directions; `recurrent` has the rows of the
    /// rightward direction above those of the leftward one.
    pub(crate) fn new(input: &Matrix, recurrent: &Matrix, bias: &Matrix) -> Self {
        let hidden = recurrent.rows / DIRECTIONS;
        Self {
            hidden,
            input: Packed::new(input),
            recurrent: std::array::from_fn(|direction| Packed::new(&recurrent_of(recurrent, direction))),
            bias: bias.clone(),
        }
    }

    /// Runs over a batch: `input` has a row for each word; `sentences` tile the rows.
    pub(crate) fn forward(&self, input: &Matrix, sentences: &[Range<usize>], states: &mut States) {
        multiply(&input.values, &self.input, &self.bias.values, &mut states.gates);
        self.walk(sentences, states);
    }

    /// The walk along the sentences, when input product and bias stand in `states.gates`.
    fn walk(&self, sentences: &[Range<usize>], states: &mut States) {
        let hidden = self.hidden;
        let rows = states.gates.rows;
        states.cells.resize(rows, DIRECTIONS * hidden);
        states.output.resize(rows, DIRECTIONS * hidden);
        let mut before = Vec::new();
        let mut product = Vec::new();
        for direction in 0..DIRECTIONS {
            let side = direction * hidden..(direction + 1) * hidden;
            for (step, walkers) in steps(sentences, direction).enumerate() {
                before.clear();
                product.clear();
                product.resize(walkers.len() * GATES * hidden, 0.0);
                if step > 0 {
                    for walker in &walkers {
                        before.extend_from_slice(&states.output.row(walker.before)[side.clone()]);
                    }
                    multiply_add(&before, &self.recurrent[direction], &mut product);
                }
                Arch::new().dispatch(Activate {
                    direction,
                    hidden,
                    first: step == 0,
                    walkers: &walkers,
                    product: &product,
                    states,
                });
            }
        }
    }
}

/// A sentence at one step of the walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Walker {
    /// The word's row.
    pub row: usize,
    /// The row of the word before it in walking order; of no meaning at the first step.
    pub before: usize,
}

/// The steps of the walk along all sentences at once: at each, the sentences that still go on, longest first.
pub(crate) fn steps(
    sentences: &[Range<usize>],
    direction: usize,
) -> impl DoubleEndedIterator<Item = Vec<Walker>> + ExactSizeIterator {
    let mut longest_first = sentences.to_vec();
    longest_first.sort_by_key(|range| std::cmp::Reverse(range.len()));
    let longest = longest_first.first().map_or(0, ExactSizeIterator::len);
    (0..longest).map(move |step| {
        longest_first
            .iter()
            .take_while(|range| range.len() > step)
            .map(|range| match direction {
                0 => Walker {
                    row: range.start + step,
                    before: (range.start + step).saturating_sub(1),
                },
                _ => Walker {
                    row: range.end - 1 - step,
                    before: range.end - step,
                },
            })
            .collect()
    })
}

struct Activate<'a> {
    direction: usize,
    hidden: usize,
    first: bool,
    walkers: &'a [Walker],
    /// The recurrent product, a row for each walker.
    product: &'a [f32],
    states: &'a mut States,
}

impl WithSimd for Activate<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Self {
            direction,
            hidden,
            first,
            walkers,
            product,
            states: States { gates, cells, output },
        } = self;
        let side = direction * hidden..(direction + 1) * hidden;
        let mut previous = vec![0.0; hidden];
        for (walker, product) in walkers.iter().zip(product.chunks_exact(GATES * hidden)) {
            if !first {
                previous.copy_from_slice(&cells.row(walker.before)[side.clone()]);
            }
            let previous = S::as_simd_f32s(&previous).0;
            let product = S::as_simd_f32s(product).0;
            let gates = &mut gates.row_mut(walker.row)[direction * GATES * hidden..][..GATES * hidden];
            let gates = S::as_mut_simd_f32s(gates).0;
            let cell = S::as_mut_simd_f32s(&mut cells.row_mut(walker.row)[side.clone()]).0;
            let output = S::as_mut_simd_f32s(&mut output.row_mut(walker.row)[side.clone()]).0;
            let count = cell.len();
            let (input, rest) = gates.split_at_mut(count);
            let (forget, rest) = rest.split_at_mut(count);
            let (pass, candidate) = rest.split_at_mut(count);
            for i in 0..count {
                let add = |value, gate: usize| simd.add_f32s(value, product[gate * count + i]);
                input[i] = sigmoid(simd, add(input[i], 0));
                forget[i] = sigmoid(simd, add(forget[i], 1));
                pass[i] = sigmoid(simd, add(pass[i], 2));
                candidate[i] = hyperbolic_tangent(simd, add(candidate[i], 3));
                let fresh = simd.mul_f32s(input[i], candidate[i]);
                cell[i] = simd.mul_add_e_f32s(forget[i], previous[i], fresh);
                output[i] = simd.mul_f32s(pass[i], hyperbolic_tangent(simd, cell[i]));
            }
        }
    }
}
