//! [`Rounded`] and [`Codes`]: products of integers of sixteen bits, for reading.
//!
//! A processor multiplies twice as many of them at once as numbers in single precision, and their sums are exact: the
//! order of summing, and so the width of registers, makes no difference. Weights keep about twelve bits and activations
//! eleven beside their signs, as many as sums of 32 bits have room for.

use pulp::{Arch, NullaryFnOnce};

use crate::syntax::neural::Matrix;
use crate::syntax::neural::lanes::{Lanes, Portable};

/// The code of the largest activation of a row.
pub(crate) const TOP: f32 = 2047.0;

/// The largest code of a weight.
const TOP_WEIGHT: i32 = 8191;

/// Rows of numbers, each as integers and one scale. A row begins at an even place, so that numbers come in pairs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Codes {
    /// Pairs of numbers of a row.
    pairs: usize,
    values: Vec<i32>,
    scales: Vec<f32>,
}

impl Codes {
    /// Makes room for `rows` of `columns` numbers, of any value, keeping the memory. The scale is that of numbers within
    /// ±1.
    pub(crate) fn resize(&mut self, rows: usize, columns: usize) {
        self.pairs = columns.div_ceil(2);
        self.values.resize(rows * self.pairs, 0);
        self.scales.clear();
        self.scales.resize(rows, 1.0 / TOP);
    }

    /// Makes all numbers zero.
    pub(crate) fn clear(&mut self) {
        self.values.fill(0);
    }

    /// How many rows there are.
    pub(crate) fn rows(&self) -> usize {
        self.scales.len()
    }

    /// Numbers of a row.
    pub(crate) fn width(&self) -> usize {
        2 * self.pairs
    }

    /// The numbers of a row.
    #[inline(always)]
    pub(crate) fn row(&self, row: usize) -> &[i16] {
        bytemuck::cast_slice(&self.values[row * self.pairs..][..self.pairs])
    }

    /// The numbers of a row.
    #[inline(always)]
    pub(crate) fn row_mut(&mut self, row: usize) -> &mut [i16] {
        bytemuck::cast_slice_mut(&mut self.values[row * self.pairs..][..self.pairs])
    }

    /// Takes over the rows of a matrix, each scaled to its largest number.
    pub(crate) fn round(&mut self, matrix: &Matrix) {
        self.resize(matrix.rows, matrix.columns);
        for row in 0..matrix.rows {
            let values = matrix.row(row);
            let top = values.iter().fold(0.0_f32, |top, value| top.max(value.abs()));
            self.scales[row] = top / TOP;
            let codes = self.row_mut(row);
            encode(values, if top > 0.0 { TOP / top } else { 0.0 }, codes);
            codes[values.len()..].fill(0);
        }
    }
}

/// The integers nearest to `values` times `scale`.
#[inline(always)]
pub(crate) fn encode(values: &[f32], scale: f32, codes: &mut [i16]) {
    // 1.5 * 2^23: adding it rounds to an integer, which then stands in the low bits.
    const MAGIC: f32 = 12_582_912.0;
    for (code, &value) in codes.iter_mut().zip(values) {
        *code = (value * scale + MAGIC).to_bits() as i16;
    }
}

/// The right side of a product: panels as wide as two registers, pairs of rows one after the other.
#[derive(Clone, Debug)]
pub(crate) struct Rounded {
    /// Pairs of rows.
    pairs: usize,
    columns: usize,
    /// Columns of a panel.
    panel: usize,
    values: Vec<i16>,
    /// Each column's scale and what is added to it, filled up with zeros.
    scales: Vec<f32>,
    bias: Vec<f32>,
}

impl Rounded {
    /// Rounds `matrix`, each column on its own scale; `bias` is added to products, if there is any.
    pub(crate) fn new(matrix: &Matrix, bias: Option<&Matrix>) -> Self {
        Self::pack(matrix, bias, panel())
    }

    /// The same in panels of so many columns.
    fn pack(matrix: &Matrix, bias: Option<&Matrix>, panel: usize) -> Self {
        let pairs = matrix.rows.div_ceil(2);
        let padded = matrix.columns.next_multiple_of(panel);
        let room = i32::MAX / (TOP as i32 * matrix.rows.max(1) as i32);
        let top_weight = room.clamp(1, TOP_WEIGHT) as f32;
        let mut tops = vec![0.0_f32; padded];
        for row in 0..matrix.rows {
            for (top, value) in tops.iter_mut().zip(matrix.row(row)) {
                *top = top.max(value.abs());
            }
        }
        let inverses: Vec<f32> = tops
            .iter()
            .map(|&top| if top > 0.0 { top_weight / top } else { 0.0 })
            .collect();
        let mut values = vec![0_i16; padded * 2 * pairs];
        for row in 0..matrix.rows {
            for (column, &value) in matrix.row(row).iter().enumerate() {
                let place = (column / panel * pairs + row / 2) * panel + column % panel;
                values[2 * place + row % 2] = (value * inverses[column]).round() as i16;
            }
        }
        let mut padded_bias = vec![0.0; padded];
        if let Some(bias) = bias {
            padded_bias[..matrix.columns].copy_from_slice(&bias.values);
        }
        Self {
            pairs,
            columns: matrix.columns,
            panel,
            values,
            scales: tops.iter().map(|top| top / top_weight).collect(),
            bias: padded_bias,
        }
    }

    /// `out = left * self + bias`.
    ///
    /// # Panics
    /// When the sizes do not fit.
    pub(crate) fn multiply(&self, left: &Codes, out: &mut Matrix) {
        out.resize(left.scales.len(), self.columns);
        self.multiply_rows(left, left.scales.len(), &mut out.values);
    }

    /// The same of the first `rows` of `left`, for as many of `out`.
    ///
    /// # Panics
    /// When the sizes do not fit.
    pub(crate) fn multiply_rows(&self, left: &Codes, rows: usize, out: &mut [f32]) {
        let product = Product::new(left, rows, self, out);
        match Arch::new() {
            #[cfg(target_arch = "x86_64")]
            Arch::V4(simd) => simd.vectorize(On(simd, product)),
            #[cfg(target_arch = "x86_64")]
            Arch::V3(simd) => simd.vectorize(On(simd, product)),
            _ => product.run(Portable),
        }
    }
}

/// Columns of a panel on this machine.
fn panel() -> usize {
    match Arch::new() {
        #[cfg(target_arch = "x86_64")]
        Arch::V4(_) => 2 * <pulp::x86::V4 as Lanes>::COLUMNS,
        #[cfg(target_arch = "x86_64")]
        Arch::V3(_) => 2 * <pulp::x86::V3 as Lanes>::COLUMNS,
        _ => 2 * Portable::COLUMNS,
    }
}

/// A product to run with these registers.
struct On<'a, L>(L, Product<'a>);

impl<L: Lanes> NullaryFnOnce for On<'_, L> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.1.run(self.0);
    }
}

struct Product<'a> {
    /// Pairs of numbers.
    codes: &'a [i32],
    scales: &'a [f32],
    right: &'a Rounded,
    out: &'a mut [f32],
}

/// Rows of a block. Twelve registers of sums, two of columns, a broadcast pair and its product fill sixteen.
const ROWS: usize = 6;

impl<'a> Product<'a> {
    fn new(left: &'a Codes, rows: usize, right: &'a Rounded, out: &'a mut [f32]) -> Self {
        assert_eq!(left.pairs, right.pairs, "numbers of a row");
        Self {
            codes: &left.values[..rows * left.pairs],
            scales: &left.scales[..rows],
            right,
            out: &mut out[..rows * right.columns],
        }
    }

    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) {
        let Self {
            codes,
            scales,
            right,
            out,
        } = self;
        let pairs = right.pairs;
        let numbers = pairs * right.panel * 2;
        // A panel stays in the nearest cache while all rows pass by.
        for (index, panel) in right.values.chunks_exact(numbers.max(1)).enumerate() {
            let panel: &[[L::Pairs; 2]] = bytemuck::cast_slice(panel);
            let place = index * right.panel;
            let finish = Finish {
                scales: bytemuck::cast_slice(&right.scales[place..place + right.panel]),
                bias: bytemuck::cast_slice(&right.bias[place..place + right.panel]),
                first: place,
                columns: right.columns,
            };
            let mut row = 0;
            while row < scales.len() {
                let rest = &codes[row * pairs..];
                let out = &mut out[row * right.columns..];
                let scales = &scales[row..];
                row += match scales.len() {
                    ROWS.. => block::<L, ROWS>(lanes, rest, panel, scales, &finish, out),
                    5 => block::<L, 5>(lanes, rest, panel, scales, &finish, out),
                    4 => block::<L, 4>(lanes, rest, panel, scales, &finish, out),
                    3 => block::<L, 3>(lanes, rest, panel, scales, &finish, out),
                    2 => block::<L, 2>(lanes, rest, panel, scales, &finish, out),
                    _ => block::<L, 1>(lanes, rest, panel, scales, &finish, out),
                };
            }
        }
    }
}

/// How sums of a panel's columns become numbers, and where they go.
struct Finish<'a, L: Lanes> {
    scales: &'a [L::Floats],
    bias: &'a [L::Floats],
    /// The panel's first column.
    first: usize,
    /// Columns of the whole product.
    columns: usize,
}

/// `R` rows by one panel; returns `R`.
#[inline(always)]
fn block<L: Lanes, const R: usize>(
    lanes: L,
    codes: &[i32],
    panel: &[[L::Pairs; 2]],
    scales: &[f32],
    finish: &Finish<'_, L>,
    out: &mut [f32],
) -> usize {
    let pairs = panel.len();
    let mut rows = [&codes[..pairs]; R];
    for (row, place) in rows.iter_mut().zip(codes.chunks_exact(pairs)) {
        *row = place;
    }
    let mut sums = [[lanes.zero(); 2]; R];
    for (k, columns) in panel.iter().enumerate() {
        for (sum, row) in sums.iter_mut().zip(&rows) {
            let pair = lanes.splat(row[k]);
            sum[0] = lanes.multiply_add(pair, columns[0], sum[0]);
            sum[1] = lanes.multiply_add(pair, columns[1], sum[1]);
        }
    }
    let width = finish.columns.min(finish.first + 2 * L::COLUMNS) - finish.first;
    for ((row, sums), &scale) in sums.iter().enumerate().zip(scales) {
        let found = [
            lanes.finish(sums[0], scale, finish.scales[0], finish.bias[0]),
            lanes.finish(sums[1], scale, finish.scales[1], finish.bias[1]),
        ];
        let found: &[f32] = bytemuck::cast_slice(&found);
        let into = &mut out[row * finish.columns + finish.first..];
        if width == 2 * L::COLUMNS {
            into[..2 * L::COLUMNS].copy_from_slice(found);
        } else {
            into[..width].copy_from_slice(&found[..width]);
        }
    }
    R
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waves(rows: usize, columns: usize, speed: f32) -> Matrix {
        Matrix {
            rows,
            columns,
            values: (0..rows * columns).map(|i| (i as f32 * speed).sin()).collect(),
        }
    }

    #[test]
    fn a_product_is_that_of_the_numbers_but_for_rounding() {
        for (rows, inner, columns) in [(1, 2, 1), (5, 3, 2), (13, 17, 40), (31, 192, 65), (8, 384, 96)] {
            let (left, right, bias) = (
                waves(rows, inner, 0.7),
                waves(inner, columns, 1.3),
                waves(1, columns, 0.3),
            );
            let mut codes = Codes::default();
            codes.round(&left);
            let rounded = Rounded::new(&right, Some(&bias));
            let mut found = Matrix::default();
            rounded.multiply(&codes, &mut found);
            // Any processor finds the same to the last bit.
            let narrow = Rounded::pack(&right, Some(&bias), 2 * Portable::COLUMNS);
            let mut same = vec![0.0; found.values.len()];
            Product::new(&codes, rows, &narrow, &mut same).run(Portable);
            assert_eq!(same, found.values);
            for row in 0..rows {
                for column in 0..columns {
                    let products = (0..inner).map(|i| left.row(row)[i] * right.row(i)[column]);
                    let expected = products.sum::<f32>() + bias.values[column];
                    let error = (found.row(row)[column] - expected).abs();
                    assert!(
                        error < 0.001 * (inner as f32).sqrt(),
                        "{rows} {inner} {columns}: off by {error}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_largest_numbers_do_not_overflow() {
        let ones = |rows, columns| Matrix {
            rows,
            columns,
            values: vec![1.0; rows * columns],
        };
        let mut codes = Codes::default();
        codes.round(&ones(1, 4096));
        let mut found = Matrix::default();
        Rounded::new(&ones(4096, 3), None).multiply(&codes, &mut found);
        assert!(
            found.values.iter().all(|value| (value - 4096.0).abs() < 0.5),
            "{found:?}"
        );
    }
}
