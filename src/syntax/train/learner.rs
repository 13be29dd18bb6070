//! [`Learner`]: the averaged perceptron while it learns.

use rustc_hash::FxHashMap;

use crate::syntax::perceptron::{MAX_CLASSES, Scores};
use crate::syntax::table::{Slot, build};

/// A weight, and its sum over all past updates.
#[derive(Clone, Copy, Debug)]
struct Cell {
    class: u8,
    weight: i32,
    total: i64,
    stamp: u32,
}

/// What is known of a feature.
#[derive(Clone, Debug, Default)]
struct Row {
    updates: u32,
    cells: Vec<Cell>,
}

/// An averaged perceptron (Collins 2002) over hashed features, with integer updates, so that training gives the same
/// bytes on every machine.
#[derive(Debug, Default)]
pub(super) struct Learner {
    rows: FxHashMap<u64, u32>,
    store: Vec<Row>,
    clock: u32,
}

impl Learner {
    /// Adds to `scores` what the features say.
    pub(super) fn score(&self, features: &[u64], scores: &mut Scores) {
        for feature in features {
            let Some(&row) = self.rows.get(feature) else { continue };
            for cell in &self.store[row as usize].cells {
                scores[usize::from(cell.class)] += cell.weight;
            }
        }
    }

    /// Counts one decision; averages are over decisions.
    pub(super) fn tick(&mut self) {
        self.clock += 1;
    }

    /// Moves the features from the class that was `wrong` to the one that is `right`.
    pub(super) fn update(&mut self, features: &[u64], right: usize, wrong: usize) {
        for &feature in features {
            let row = *self.rows.entry(feature).or_insert_with(|| {
                self.store.push(Row::default());
                self.store.len() as u32 - 1
            });
            let row = &mut self.store[row as usize];
            row.updates += 1;
            change(&mut row.cells, right as u8, 1, self.clock);
            change(&mut row.cells, wrong as u8, -1, self.clock);
        }
    }

    /// The averaged weights as the parts of a model file: places of the table, and rows. Features that were updated
    /// fewer than `least` times, and weights that round to nothing, are left out.
    pub(super) fn freeze(&self, least: u32) -> (Vec<Slot>, Vec<u8>) {
        let mut features: Vec<_> = self.rows.iter().map(|(&feature, &row)| (feature, row)).collect();
        features.sort_unstable();
        let clock = i64::from(self.clock.max(1));
        let averages = |row: u32| {
            let row = &self.store[row as usize];
            let cells = if row.updates < least { &[][..] } else { &row.cells };
            cells.iter().map(move |cell| {
                let total = cell.total + i64::from(cell.weight) * (clock - i64::from(cell.stamp));
                (cell.class, total as f64 / clock as f64)
            })
        };
        let largest = features
            .iter()
            .flat_map(|&(_, row)| averages(row))
            .fold(0.0, |most: f64, (_, weight)| most.max(weight.abs()));
        let unit = largest.max(f64::MIN_POSITIVE) / (127.0 * 127.0);
        let (mut rows, mut entries) = (Vec::new(), Vec::new());
        for &(feature, row) in &features {
            let mut pairs: Vec<(u8, i8)> = averages(row)
                .map(|(class, weight)| (class, ((weight.abs() / unit).sqrt().round() * weight.signum()) as i8))
                .filter(|&(_, weight)| weight != 0)
                .collect();
            pairs.sort_unstable();
            pairs.truncate(MAX_CLASSES - 1);
            if !pairs.is_empty() {
                entries.push((feature, rows.len() as u32));
                rows.push(pairs.len() as u8);
                rows.extend(pairs.iter().map(|pair| pair.0));
                rows.extend(pairs.iter().map(|pair| pair.1 as u8));
            }
        }
        (build(&entries), rows)
    }
}

fn change(cells: &mut Vec<Cell>, class: u8, by: i32, clock: u32) {
    if let Some(cell) = cells.iter_mut().find(|cell| cell.class == class) {
        cell.total += i64::from(cell.weight) * i64::from(clock - cell.stamp);
        cell.weight += by;
        cell.stamp = clock;
    } else {
        cells.push(Cell {
            class,
            weight: by,
            total: 0,
            stamp: clock,
        });
    }
}
