//! Back through a layer of the encoder.

use std::ops::Range;

use crate::syntax::neural::parameters::{DIRECTIONS, GATES, recurrent_of};
use crate::syntax::neural::train::encoder::{States, steps};
use crate::syntax::neural::{Matrix, Packed, multiply_add};

/// From the gradient at a layer's output to that at its gates before activation; that of its recurrent weights is added
/// to `recurrent_gradient`.
pub(crate) fn backward(
    recurrent: &Matrix,
    states: &States,
    sentences: &[Range<usize>],
    output_gradient: &Matrix,
    recurrent_gradient: &mut Matrix,
) -> Matrix {
    let hidden = recurrent.rows / DIRECTIONS;
    let mut at_gates = Matrix::zeros(states.gates.rows, states.gates.columns);
    let zeros = vec![0.0; hidden];
    for direction in 0..DIRECTIONS {
        let side = direction * hidden..(direction + 1) * hidden;
        let gate_side = direction * GATES * hidden..(direction + 1) * GATES * hidden;
        let back = Packed::transposed(&recurrent_of(recurrent, direction));
        // What later words of the walk send back, a row for each sentence, longest first.
        let mut at_output = vec![0.0; sentences.len() * hidden];
        let mut at_cell = vec![0.0; sentences.len() * hidden];
        // The inputs of the recurrent product and the gradients at its output, for its weights.
        let mut befores = Matrix::zeros(0, hidden);
        let mut afters = Matrix::zeros(0, GATES * hidden);
        let steps = steps(sentences, direction);
        let last = steps.len();
        for (index, walkers) in steps.rev().enumerate() {
            let first = index + 1 == last;
            let start = afters.values.len();
            for (slot, walker) in walkers.iter().enumerate() {
                let gates = &states.gates.row(walker.row)[gate_side.clone()];
                let (input, gates) = gates.split_at(hidden);
                let (forget, gates) = gates.split_at(hidden);
                let (pass, candidate) = gates.split_at(hidden);
                let previous = if first {
                    &zeros[..]
                } else {
                    &states.cells.row(walker.before)[side.clone()]
                };
                let output = &states.output.row(walker.row)[side.clone()];
                let given = &output_gradient.row(walker.row)[side.clone()];
                let into = &mut at_gates.row_mut(walker.row)[gate_side.clone()];
                let at_output = &at_output[slot * hidden..][..hidden];
                let at_cell = &mut at_cell[slot * hidden..][..hidden];
                for i in 0..hidden {
                    // What the output gate let pass of the cell's hyperbolic tangent, divided by the gate.
                    let squashed = output[i] / pass[i].max(1e-20);
                    let at_out = given[i] + at_output[i];
                    let at_now = at_cell[i] + at_out * pass[i] * (1.0 - squashed * squashed);
                    into[i] = at_now * candidate[i] * input[i] * (1.0 - input[i]);
                    into[hidden + i] = at_now * previous[i] * forget[i] * (1.0 - forget[i]);
                    into[2 * hidden + i] = at_out * squashed * pass[i] * (1.0 - pass[i]);
                    into[3 * hidden + i] = at_now * input[i] * (1.0 - candidate[i] * candidate[i]);
                    at_cell[i] = at_now * forget[i];
                }
                afters.values.extend_from_slice(into);
                let before = if first {
                    &zeros[..]
                } else {
                    &states.output.row(walker.before)[side.clone()]
                };
                befores.values.extend_from_slice(before);
            }
            at_output[..walkers.len() * hidden].fill(0.0);
            multiply_add(&afters.values[start..], &back, &mut at_output[..walkers.len() * hidden]);
        }
        befores.rows = states.gates.rows;
        afters.rows = states.gates.rows;
        let size = hidden * recurrent.columns;
        multiply_add(
            &befores.transposed().values,
            &Packed::new(&afters),
            &mut recurrent_gradient.values[direction * size..][..size],
        );
    }
    at_gates
}
