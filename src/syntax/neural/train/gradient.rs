//! The steps back that every part of the network shares: products, biases, masks, softmax.

use crate::syntax::neural::activation::softmax_rows;
use crate::syntax::neural::{Matrix, Packed, multiply_add};

/// Multiplies place by place.
pub(crate) fn apply(values: &mut Matrix, mask: &Matrix) {
    for (value, mask) in values.values.iter_mut().zip(&mask.values) {
        *value *= mask;
    }
}

/// `gradient += input' * at_output`: a product's weights.
pub(crate) fn outer(input: &Matrix, at_output: &Matrix, gradient: &mut Matrix) {
    multiply_add(
        &input.transposed().values,
        &Packed::new(at_output),
        &mut gradient.values,
    );
}

/// Adds up the rows: a bias's gradient.
pub(crate) fn sum_rows(values: &Matrix, into: &mut [f32]) {
    for row in 0..values.rows {
        for (slot, value) in into.iter_mut().zip(values.row(row)) {
            *slot += value;
        }
    }
}

/// The summed cross-entropy of the rows' softmax against the answers and their weights; leaves the gradient, times
/// `scale`, in `scores`.
pub(crate) fn cross_entropy<'a>(
    scores: &mut Matrix,
    answers: impl Iterator<Item = &'a [(u32, f32)]>,
    scale: f32,
) -> f32 {
    let columns = scores.columns;
    softmax_rows(&mut scores.values, columns);
    let mut loss = 0.0;
    for (row, answers) in scores.values.chunks_exact_mut(columns).zip(answers) {
        for &(answer, weight) in answers {
            loss -= weight * row[answer as usize].max(1e-30).ln();
        }
        for &(answer, weight) in answers {
            row[answer as usize] -= weight;
        }
        for value in row {
            *value *= scale;
        }
    }
    loss
}
