//! [`Matrix`] and [`Packed`]: dense products, vectorised for the machine the program runs on.
//!
//! One kernel serves reading and training. It multiplies a block of rows with a panel of columns that lies in memory
//! in the order it is read; every element is summed in the order of the inner dimension, so that a row's result does
//! not depend on the rows around it.

use std::ops::Range;

use pulp::{Arch, Simd, WithSimd};

/// A dense matrix, row after row.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Matrix {
    /// Rows.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
    /// `rows * columns` values.
    pub values: Vec<f32>,
}

impl Matrix {
    /// All zero.
    pub(crate) fn zeros(rows: usize, columns: usize) -> Self {
        Self {
            rows,
            columns,
            values: vec![0.0; rows * columns],
        }
    }

    /// Makes it `rows` by `columns`, all zero, keeping the memory.
    pub(crate) fn reset(&mut self, rows: usize, columns: usize) {
        self.rows = rows;
        self.columns = columns;
        self.values.clear();
        self.values.resize(rows * columns, 0.0);
    }

    /// Makes it `rows` by `columns` with any values, keeping the memory.
    pub(crate) fn resize(&mut self, rows: usize, columns: usize) {
        self.rows = rows;
        self.columns = columns;
        self.values.resize(rows * columns, 0.0);
    }

    /// One row.
    pub(crate) fn row(&self, row: usize) -> &[f32] {
        &self.values[row * self.columns..][..self.columns]
    }

    /// One row.
    pub(crate) fn row_mut(&mut self, row: usize) -> &mut [f32] {
        &mut self.values[row * self.columns..][..self.columns]
    }

    #[cfg(any(test, feature = "train"))]
    /// Rows and columns exchanged.
    #[must_use]
    pub(crate) fn transposed(&self) -> Self {
        let mut turned = Self::zeros(self.columns, self.rows);
        for row in 0..self.rows {
            for (column, &value) in self.row(row).iter().enumerate() {
                turned.values[column * self.rows + row] = value;
            }
        }
        turned
    }
}

/// The right side of a product, laid out for the kernel: panels as wide as two registers, each row after row, the
/// last one filled up with zeros.
#[derive(Clone, Debug, Default)]
pub(crate) struct Packed {
    rows: usize,
    columns: usize,
    panel: usize,
    values: Vec<f32>,
}

impl Packed {
    /// Packs `matrix`.
    pub(crate) fn new(matrix: &Matrix) -> Self {
        let mut packed = Self::default();
        packed.pack(matrix.rows, matrix.columns, |row, first, into| {
            let from = &matrix.row(row)[first..];
            into.copy_from_slice(&from[..into.len()]);
        });
        packed
    }

    #[cfg(any(test, feature = "train"))]
    /// Packs `matrix` with rows and columns exchanged.
    pub(crate) fn transposed(matrix: &Matrix) -> Self {
        let mut packed = Self::default();
        packed.pack_transposed(matrix.rows, matrix.columns, &matrix.values);
        packed
    }

    /// Packs the `rows` by `columns` matrix of `values` with rows and columns exchanged, keeping the memory.
    pub(crate) fn pack_transposed(&mut self, rows: usize, columns: usize, values: &[f32]) {
        self.pack(columns, rows, |row, first, into| {
            let column = values[first * columns + row..].iter().step_by(columns);
            for (slot, &value) in into.iter_mut().zip(column) {
                *slot = value;
            }
        });
    }

    fn pack(&mut self, rows: usize, columns: usize, mut copy: impl FnMut(usize, usize, &mut [f32])) {
        self.rows = rows;
        self.columns = columns;
        self.panel = panel_width();
        self.values.clear();
        self.values
            .resize(rows * columns.div_ceil(self.panel) * self.panel, 0.0);
        for (index, panel) in self.values.chunks_exact_mut((rows * self.panel).max(1)).enumerate() {
            let first = index * self.panel;
            let width = self.panel.min(columns - first);
            for (row, into) in panel.chunks_exact_mut(self.panel).enumerate() {
                copy(row, first, &mut into[..width]);
            }
        }
    }
}

/// Columns of a panel on this machine.
fn panel_width() -> usize {
    struct Width;
    impl WithSimd for Width {
        type Output = usize;
        fn with_simd<S: Simd>(self, _: S) -> usize {
            2 * S::F32_LANES
        }
    }
    Arch::new().dispatch(Width)
}

/// `out += left * right`, where `left` holds rows as long as `right` has rows and `out` rows as long as it has columns.
///
/// # Panics
/// When the sizes do not fit.
pub(crate) fn multiply_add(left: &[f32], right: &Packed, out: &mut [f32]) {
    product(left, right, None, out);
}

/// `out = left * right + bias`, where `left` holds rows as long as `right` has rows, and `bias` is as long as it has
/// columns.
///
/// # Panics
/// When the sizes do not fit.
pub(crate) fn multiply(left: &[f32], right: &Packed, bias: &[f32], out: &mut Matrix) {
    assert_eq!(bias.len(), right.columns, "a bias for each column");
    out.resize(left.len() / right.rows, right.columns);
    product(left, right, Some(bias), &mut out.values);
}

fn product(left: &[f32], right: &Packed, bias: Option<&[f32]>, out: &mut [f32]) {
    if right.rows == 0 || right.columns == 0 {
        return;
    }
    assert_eq!(
        left.len() / right.rows,
        out.len() / right.columns,
        "rows of the product"
    );
    assert_eq!(right.panel, panel_width(), "panels packed on this machine");
    Arch::new().dispatch(Product { left, right, bias, out });
}

struct Product<'a> {
    left: &'a [f32],
    right: &'a Packed,
    /// What a sum is added to: this, or what stands there.
    bias: Option<&'a [f32]>,
    out: &'a mut [f32],
}

impl WithSimd for Product<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        // Accumulators fill the register file but for a pair of columns and a broadcast value.
        if S::REGISTER_COUNT >= 32 {
            self.run::<S, 12>(simd);
        } else {
            self.run::<S, 6>(simd);
        }
    }
}

/// Rows of the blocks that are left over after the large ones.
const SMALL: usize = 3;

impl Product<'_> {
    #[inline(always)]
    fn run<S: Simd, const ROWS: usize>(mut self, simd: S) {
        let rows = self.left.len() / self.right.rows;
        let large = rows / ROWS * ROWS;
        self.blocks::<S, ROWS>(simd, 0..large);
        self.blocks::<S, SMALL>(simd, large..rows);
    }

    #[inline(always)]
    fn blocks<S: Simd, const ROWS: usize>(&mut self, simd: S, rows: Range<usize>) {
        if rows.is_empty() {
            return;
        }
        let inner = self.right.rows;
        let columns = self.right.columns;
        let blocks = interleave::<ROWS>(&self.left[rows.start * inner..rows.end * inner], inner);
        let out = &mut self.out[rows.start * columns..rows.end * columns];
        let panels = self.right.values.chunks_exact(inner * self.right.panel);
        for (panel_index, panel) in panels.enumerate() {
            let panel = S::as_simd_f32s(panel).0;
            let first = panel_index * self.right.panel;
            let place = first..columns.min(first + self.right.panel);
            for (block, out) in blocks.chunks_exact(inner).zip(out.chunks_mut(ROWS * columns)) {
                let sums = block_times_panel::<S, ROWS>(simd, block, panel);
                for (row, sums) in out.chunks_exact_mut(columns).zip(&sums) {
                    let row = &mut row[place.clone()];
                    if let Some(bias) = self.bias {
                        row.copy_from_slice(&bias[place.clone()]);
                    }
                    if row.len() == 2 * S::F32_LANES {
                        for (slot, &sum) in S::as_mut_simd_f32s(row).0.iter_mut().zip(sums) {
                            *slot = simd.add_f32s(*slot, sum);
                        }
                    } else {
                        let sums: &[f32] = bytemuck::cast_slice(sums);
                        for (slot, sum) in row.iter_mut().zip(sums) {
                            *slot += sum;
                        }
                    }
                }
            }
        }
    }
}

/// Blocks of `ROWS` rows, each turned so that the kernel reads it in order; the last is filled up with zeros.
fn interleave<const ROWS: usize>(left: &[f32], inner: usize) -> Vec<[f32; ROWS]> {
    let rows = left.len() / inner;
    let mut blocks = vec![[0.0; ROWS]; rows.div_ceil(ROWS) * inner];
    for (block, rows) in blocks.chunks_exact_mut(inner).zip(left.chunks(ROWS * inner)) {
        for (index, row) in rows.chunks_exact(inner).enumerate() {
            for (slot, &value) in block.iter_mut().zip(row) {
                slot[index] = value;
            }
        }
    }
    blocks
}

#[inline(always)]
fn block_times_panel<S: Simd, const ROWS: usize>(
    simd: S,
    block: &[[f32; ROWS]],
    panel: &[S::f32s],
) -> [[S::f32s; 2]; ROWS] {
    let mut sums = [[simd.splat_f32s(0.0); 2]; ROWS];
    for (values, columns) in block.iter().zip(panel.chunks_exact(2)) {
        let (first, second) = (columns[0], columns[1]);
        for (sum, &value) in sums.iter_mut().zip(values) {
            let value = simd.splat_f32s(value);
            sum[0] = simd.mul_add_e_f32s(value, first, sum[0]);
            sum[1] = simd.mul_add_e_f32s(value, second, sum[1]);
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counting(rows: usize, columns: usize) -> Matrix {
        Matrix {
            rows,
            columns,
            values: (0..rows * columns).map(|i| ((i * 7 + 3) % 11) as f32 - 5.0).collect(),
        }
    }

    #[test]
    fn a_product_is_the_sum_over_the_inner_dimension() {
        for (rows, inner, columns) in [(1, 1, 1), (5, 3, 2), (13, 17, 40), (30, 8, 65)] {
            let (left, right) = (counting(rows, inner), counting(inner, columns));
            let mut expected = Matrix::zeros(rows, columns);
            for row in 0..rows {
                for column in 0..columns {
                    expected.values[row * columns + column] =
                        (0..inner).map(|i| left.row(row)[i] * right.row(i)[column]).sum();
                }
            }
            let mut out = Matrix::zeros(rows, columns);
            multiply_add(&left.values, &Packed::new(&right), &mut out.values);
            assert_eq!(out, expected);
            multiply(&left.values, &Packed::new(&right), &vec![0.0; columns], &mut out);
            assert_eq!(out, expected);
            let mut out = Matrix::zeros(rows, columns);
            multiply_add(&left.values, &Packed::transposed(&right.transposed()), &mut out.values);
            assert_eq!(out, expected);
        }
    }
}
