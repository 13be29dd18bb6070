//! [`Perceptron`]: a frozen linear classifier over hashed features.

use crate::syntax::table::Table;

/// At most this many classes.
pub(crate) const MAX_CLASSES: usize = 256;

/// One score a class.
pub(crate) type Scores = [i32; MAX_CLASSES];

/// Sparse weights: each feature has a row of (class, weight) pairs.
///
/// A weight is stored as a signed byte, the square root of its size: averaged perceptron weights are so unevenly spread
/// that eight linear bits lose several points of accuracy, and square roots none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Perceptron<'m> {
    table: Table<'m>,
    /// Row after row: the number of pairs, their classes, their weights.
    rows: &'m [u8],
}

impl<'m> Perceptron<'m> {
    /// A classifier over the parts of a model file.
    pub(crate) fn new(table: Table<'m>, rows: &'m [u8]) -> Self {
        Self { table, rows }
    }

    /// Adds to `scores` what each of `features` says. A feature of hash 0 says nothing.
    pub(crate) fn score<const N: usize>(&self, features: &[u64; N], scores: &mut Scores) {
        // Two passes: the first misses the cache for many features at once, the second for many rows at once.
        let mut rows = [u32::MAX; N];
        for (row, &feature) in rows.iter_mut().zip(features) {
            *row = self.table.get(feature).unwrap_or(u32::MAX);
        }
        for row in rows {
            let Some(&length) = self.rows.get(row as usize) else {
                continue;
            };
            let (start, length) = (row as usize + 1, usize::from(length));
            let Some(pairs) = self.rows.get(start..start + 2 * length) else {
                continue;
            };
            let (classes, weights) = pairs.split_at(length);
            for (&class, &weight) in classes.iter().zip(weights) {
                let weight = i32::from(weight as i8);
                scores[usize::from(class)] += weight * weight.abs();
            }
        }
    }
}

/// The best-scoring class among the first `classes`.
pub(crate) fn best(scores: &Scores, classes: usize) -> usize {
    let mut best = 0;
    for class in 1..classes.min(MAX_CLASSES) {
        if scores[class] > scores[best] {
            best = class;
        }
    }
    best
}
