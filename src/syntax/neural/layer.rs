//! [`FirstLayer`] and [`LaterLayer`]: bidirectional LSTMs, the encoder's layers, as they read: with rounded weights.
//!
//! Sentences of a batch walk in step, so that the recurrent product, too, is one of matrices. A sentence's result does
//! not depend on the sentences beside it. Hochreiter & Schmidhuber 1997, with the forget gate of Gers et al. 2000.

use std::ops::Range;

use pulp::{Arch, Simd, WithSimd};

use crate::syntax::neural::activation::swift_exponential;
use crate::syntax::neural::parameters::{DIRECTIONS, GATES, recurrent_of};
use crate::syntax::neural::rounded::{Codes, Rounded, TOP, encode};
use crate::syntax::neural::{Matrix, columns};

/// The first layer. Words that look alike have the same input, whose product is made once.
#[derive(Clone, Debug)]
pub(crate) struct FirstLayer {
    hidden: usize,
    input: Rounded,
    recurrent: [Rounded; DIRECTIONS],
}

/// A later layer: a word's input and the output of the word before it make one product.
#[derive(Clone, Debug)]
pub(crate) struct LaterLayer {
    hidden: usize,
    joint: [Rounded; DIRECTIONS],
}

/// Memory that walks share one after another.
#[derive(Clone, Debug, Default)]
pub(crate) struct Walk {
    longest_first: Vec<Range<usize>>,
    before: Codes,
    cells: Vec<f32>,
    product: Vec<f32>,
}

impl FirstLayer {
    /// The layer with these weights: `input` leads to the gates of both directions; `recurrent` has the rows of the
    /// rightward direction above those of the leftward one.
    pub(crate) fn new(input: &Matrix, recurrent: &Matrix, bias: &Matrix) -> Self {
        Self {
            hidden: recurrent.rows / DIRECTIONS,
            input: Rounded::new(input, Some(bias)),
            recurrent: std::array::from_fn(|direction| Rounded::new(&recurrent_of(recurrent, direction), None)),
        }
    }

    /// What input vectors add to the gates, a row for each.
    pub(crate) fn project(&self, inputs: &Codes, projected: &mut Matrix) {
        self.input.multiply(inputs, projected);
    }

    /// Runs over a batch: word `i` has row `rows[i]` of `projected`; `sentences` tile the words.
    pub(crate) fn forward(
        &self,
        projected: &Matrix,
        rows: &[u32],
        sentences: &[Range<usize>],
        walk: &mut Walk,
        output: &mut Codes,
    ) {
        walk.start(sentences);
        output.resize(rows.len(), DIRECTIONS * self.hidden);
        for direction in 0..DIRECTIONS {
            walk.turn(self.hidden, self.hidden);
            let gates = direction * GATES * self.hidden..(direction + 1) * GATES * self.hidden;
            let given = |word: usize| Some(&projected.row(rows[word] as usize)[gates.clone()]);
            walk.run(
                &self.recurrent[direction],
                direction,
                self.hidden,
                given,
                |_, _| (),
                output,
            );
        }
    }
}

impl LaterLayer {
    /// The layer with these weights: `input` leads to the gates of both directions; `recurrent` has the rows of the
    /// rightward direction above those of the leftward one.
    pub(crate) fn new(input: &Matrix, recurrent: &Matrix, bias: &Matrix) -> Self {
        let hidden = recurrent.rows / DIRECTIONS;
        let joint = |direction: usize| {
            let gates = direction * GATES * hidden..(direction + 1) * GATES * hidden;
            let mut below = recurrent_of(recurrent, direction);
            let (mut weights, mut own_bias) = (Matrix::default(), Matrix::default());
            columns(input, gates.clone(), &mut weights);
            columns(bias, gates, &mut own_bias);
            weights.rows += below.rows;
            weights.values.append(&mut below.values);
            Rounded::new(&weights, Some(&own_bias))
        };
        Self {
            hidden,
            joint: std::array::from_fn(joint),
        }
    }

    /// Runs over a batch: `input` has a row for each word; `sentences` tile the rows.
    pub(crate) fn forward(&self, input: &Codes, sentences: &[Range<usize>], walk: &mut Walk, output: &mut Codes) {
        walk.start(sentences);
        let width = input.width();
        output.resize(input.rows(), DIRECTIONS * self.hidden);
        for direction in 0..DIRECTIONS {
            walk.turn(width + self.hidden, self.hidden);
            let enter = |word: usize, before: &mut [i16]| before[..width].copy_from_slice(input.row(word));
            walk.run(&self.joint[direction], direction, self.hidden, |_| None, enter, output);
        }
    }
}

impl Walk {
    /// Sentences walk in step, longest first, so that those that still go on are always the first ones.
    fn start(&mut self, sentences: &[Range<usize>]) {
        self.longest_first.clear();
        self.longest_first.extend_from_slice(sentences);
        self.longest_first.sort_by_key(|range| std::cmp::Reverse(range.len()));
    }

    /// Forgets all.
    fn turn(&mut self, width: usize, hidden: usize) {
        let count = self.longest_first.len();
        self.before.resize(count, width);
        self.before.clear();
        self.cells.clear();
        self.cells.resize(count * hidden, 0.0);
    }

    /// Walks along the sentences. `given` is what a word adds to the gates beside the product of `weights` and the row of
    /// what stood before it, into which `enter` puts what else the product needs.
    fn run<'p>(
        &mut self,
        weights: &Rounded,
        direction: usize,
        hidden: usize,
        given: impl Fn(usize) -> Option<&'p [f32]>,
        enter: impl Fn(usize, &mut [i16]),
        output: &mut Codes,
    ) {
        let longest = self.longest_first.first().map_or(0, ExactSizeIterator::len);
        let mut walkers = self.longest_first.len();
        for step in 0..longest {
            while self.longest_first[walkers - 1].len() <= step {
                walkers -= 1;
            }
            let word = |slot: usize| match direction {
                0 => self.longest_first[slot].start + step,
                _ => self.longest_first[slot].end - 1 - step,
            };
            for slot in 0..walkers {
                enter(word(slot), self.before.row_mut(slot));
            }
            self.product.resize(walkers * GATES * hidden, 0.0);
            weights.multiply_rows(&self.before, walkers, &mut self.product);
            Arch::new().dispatch(Activate {
                hidden,
                side: direction * hidden,
                walkers,
                word,
                given: &given,
                product: &mut self.product,
                cells: &mut self.cells,
                before: &mut self.before,
                output,
            });
        }
    }
}

/// From the gates before activation to cells and outputs, for all walkers at one step.
struct Activate<'a, W, G> {
    hidden: usize,
    /// Where this direction's outputs begin in a row.
    side: usize,
    walkers: usize,
    word: W,
    given: G,
    product: &'a mut [f32],
    cells: &'a mut [f32],
    before: &'a mut Codes,
    output: &'a mut Codes,
}

impl<'p, W: Fn(usize) -> usize, G: Fn(usize) -> Option<&'p [f32]>> WithSimd for Activate<'_, W, G> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Self {
            hidden,
            side,
            walkers,
            word,
            given,
            product,
            cells,
            before,
            output,
        } = self;
        let gates = product.chunks_exact_mut(GATES * hidden);
        for ((slot, gates), cells) in (0..walkers).zip(gates).zip(cells.chunks_exact_mut(hidden)) {
            let word = word(slot);
            if let Some(given) = given(word) {
                let gates = S::as_mut_simd_f32s(gates).0;
                for (gate, &given) in gates.iter_mut().zip(S::as_simd_f32s(given).0) {
                    *gate = simd.add_f32s(*gate, given);
                }
            }
            activate(simd, gates, cells, hidden);
            let codes = &mut output.row_mut(word)[side..side + hidden];
            encode(&gates[..hidden], TOP, codes);
            let row = before.row_mut(slot);
            let start = row.len() - hidden;
            row[start..].copy_from_slice(codes);
        }
    }
}

/// Leaves the outputs in the first of `gates`.
#[inline(always)]
fn activate<S: Simd>(simd: S, gates: &mut [f32], cells: &mut [f32], hidden: usize) {
    let (input, rest) = gates.split_at_mut(hidden);
    let (forget, rest) = rest.split_at_mut(hidden);
    let (pass, candidate) = rest.split_at_mut(hidden);
    let input = S::as_mut_simd_f32s(input).0;
    let (forget, pass) = (S::as_simd_f32s(forget).0, S::as_simd_f32s(pass).0);
    let candidate = S::as_simd_f32s(candidate).0;
    let cells = S::as_mut_simd_f32s(cells).0;
    let one = simd.splat_f32s(1.0);
    for ((((input, &forget), &pass), &candidate), cell) in
        input.iter_mut().zip(forget).zip(pass).zip(candidate).zip(cells)
    {
        let kept = simd.add_f32s(one, swift_exponential(simd, simd.neg_f32s(forget)));
        *cell = simd.add_f32s(simd.div_f32s(*cell, kept), gated(simd, *input, candidate));
        *input = gated(simd, pass, *cell);
    }
}

/// The product of the sigmoid of `a` and the hyperbolic tangent of `b`, with one division.
#[inline(always)]
fn gated<S: Simd>(simd: S, a: S::f32s, b: S::f32s) -> S::f32s {
    let one = simd.splat_f32s(1.0);
    let closed = simd.add_f32s(one, swift_exponential(simd, simd.neg_f32s(a)));
    let double = swift_exponential(simd, simd.add_f32s(b, b));
    let below = simd.mul_f32s(closed, simd.add_f32s(double, one));
    simd.div_f32s(simd.sub_f32s(double, one), below)
}
