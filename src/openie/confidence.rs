//! How sure a tuple is to be read right, by its construction and its sentence.

use crate::openie::sheet::Page;
use crate::openie::{Construction, Tuple};

/// What a construction starts from.
fn base(construction: Construction) -> f32 {
    match construction {
        Construction::Finite => 0.80,
        Construction::Passive => 0.78,
        Construction::Copula => 0.76,
        Construction::Report => 0.74,
        Construction::Chain => 0.72,
        Construction::Existential => 0.62,
        Construction::Relative => 0.70,
        Construction::Participle => 0.60,
        Construction::Adjunct => 0.56,
        Construction::Infinitive => 0.48,
        Construction::Apposition => 0.50,
        Construction::Title => 0.44,
        Construction::Location => 0.38,
    }
}

/// Grades the tuples from `first` on, all of one sentence.
pub(super) fn grade(page: &Page<'_>, tuples: &mut [Tuple], first: usize) {
    let length = page.sentence.tokens.len() as f32;
    for tuple in &mut tuples[first..] {
        let words: usize = tuple.arguments.iter().map(Vec::len).sum();
        let mut confidence = base(tuple.construction);
        confidence -= (length / 1000.0).min(0.06);
        confidence -= (words as f32 / 400.0).min(0.08);
        tuple.confidence = (confidence * 1e4).round() / 1e4;
    }
    tuples[first..].sort_by(|one, two| two.confidence.total_cmp(&one.confidence));
}
