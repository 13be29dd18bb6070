//! How sure a tuple is to be read right, by its construction, its length and how much its sentence holds.
//!
//! The figures are a least-squares fit of the precision that `CaRB`'s development half gives, rounded.

use crate::openie::sheet::Page;
use crate::openie::{Construction, Tuple};

/// What a construction starts from.
fn base(construction: Construction) -> f32 {
    match construction {
        Construction::Passive => 0.82,
        Construction::Report => 0.81,
        Construction::Finite | Construction::Chain => 0.78,
        Construction::Copula => 0.71,
        Construction::Relative => 0.65,
        Construction::Title => 0.64,
        Construction::Apposition | Construction::Participle => 0.62,
        Construction::Adjunct => 0.61,
        Construction::Infinitive => 0.57,
        Construction::Location => 0.54,
        Construction::Existential => 0.48,
        Construction::Possession => 0.20,
    }
}

/// A subject longer than this has often swallowed what is not its own.
const LONG_SUBJECT: usize = 8;

/// Below this are only tuples that hardly anybody would write down.
const LEAST: f32 = 0.12;

/// Grades the tuples from `first` on, all of one sentence, and sorts them, surest first.
pub(super) fn grade(page: &Page<'_>, tuples: &mut [Tuple], first: usize) {
    let length = page.sentence.tokens.len().min(60) as f32;
    // The more a sentence seems to say, the less of it is so.
    let crowd = tuples[first..]
        .iter()
        .filter(|tuple| tuple.construction != Construction::Possession)
        .count() as f32;
    for tuple in &mut tuples[first..] {
        let words = |range: &[Vec<_>]| range.iter().map(Vec::len).sum::<usize>().min(20) as f32;
        let (subject, rest) = tuple.arguments.split_at(1);
        let (second, others) = rest.split_at(rest.len().min(1));
        let mut confidence = base(tuple.construction);
        confidence += 0.0016 * length - 0.03 * crowd.min(12.0);
        confidence -= 0.004 * words(second) + 0.016 * words(others);
        if subject[0].len() > LONG_SUBJECT {
            confidence -= 0.15;
        }
        if tuple
            .arguments
            .iter()
            .flatten()
            .any(|piece| page.is_comma_piece(*piece))
        {
            confidence -= 0.08;
        }
        let confidence = if tuple.construction == Construction::Possession {
            confidence.clamp(0.02, LEAST)
        } else {
            confidence.clamp(LEAST, 0.98)
        };
        tuple.confidence = (confidence * 1e4).round() / 1e4;
    }
    tuples[first..].sort_by(|one, two| two.confidence.total_cmp(&one.confidence));
}
