//! [`Rows`]: a table of weights in eight bits, used where it lies in the model file.

#[cfg(any(test, feature = "train"))]
use crate::syntax::neural::Matrix;

/// Rows of weights; a weight is its integer times its row's scale.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rows<'m> {
    columns: usize,
    values: &'m [i8],
    scales: &'m [f32],
}

impl<'m> Rows<'m> {
    /// A table of `scales.len()` rows of `columns`; `None` when the values are not as many.
    pub(crate) fn new(columns: usize, values: &'m [i8], scales: &'m [f32]) -> Option<Self> {
        (columns > 0 && values.len() == columns * scales.len()).then_some(Self {
            columns,
            values,
            scales,
        })
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.scales.len()
    }

    /// `into += factor * row`.
    #[inline]
    pub(crate) fn add(&self, row: usize, factor: f32, into: &mut [f32]) {
        let values = &self.values[row * self.columns..][..self.columns];
        let scale = self.scales[row] * factor;
        for (slot, &value) in into.iter_mut().zip(values) {
            *slot += f32::from(value) * scale;
        }
    }
}

/// The nearest integers to a matrix's weights and its rows' scales: the largest weight of a row becomes ±127.
#[cfg(any(test, feature = "train"))]
pub(crate) fn quantize(matrix: &Matrix) -> (Vec<i8>, Vec<f32>) {
    let mut values = Vec::with_capacity(matrix.values.len());
    let mut scales = Vec::with_capacity(matrix.rows);
    for row in 0..matrix.rows {
        let row = matrix.row(row);
        let scale = row.iter().fold(0.0_f32, |top, value| top.max(value.abs())) / 127.0;
        let inverse = if scale > 0.0 { 1.0 / scale } else { 0.0 };
        values.extend(row.iter().map(|value| (value * inverse).round() as i8));
        scales.push(scale);
    }
    (values, scales)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_comes_back_within_half_a_step() {
        let matrix = Matrix {
            rows: 2,
            columns: 3,
            values: vec![0.5, -1.27, 0.004, 0.0, 0.0, 0.0],
        };
        let (values, scales) = quantize(&matrix);
        let rows = Rows::new(3, &values, &scales).unwrap();
        for row in 0..2 {
            let mut found = [0.0; 3];
            rows.add(row, 1.0, &mut found);
            for (found, expected) in found.iter().zip(matrix.row(row)) {
                assert!((found - expected).abs() <= 0.005 + 1e-6);
            }
        }
        assert!(Rows::new(2, &values, &scales).is_none());
    }
}
