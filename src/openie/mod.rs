//! Open extraction: what a sentence says, as tuples in its own words.
//!
//! Takes a parse and its clauses, gives [`Tuple`]s in one of two [`Shape`]s with graded confidence. Cannot fail. Knows
//! neither rules nor entities: a tuple is words.

mod complement;
mod confidence;
#[cfg(test)]
mod examples;
mod folded;
mod group;
mod implicit;
mod nary;
mod phrase;
mod proposition;
mod relative;
mod sheet;
mod standing;
mod tuple;

pub use confidence::{FEATURES, Features, LEAST_CONFIDENCE};
pub use tuple::{Construction, Piece, Shape, Tuple};

use crate::clause::{Clauses, Lexicon};
use crate::syntax::Parse;
use sheet::Sheet;

/// Reads the tuples of a document, sentence by sentence, surest first within a sentence.
pub fn read(parse: &Parse<'_>, clauses: &Clauses, lexicon: &Lexicon, shape: Shape) -> Vec<Tuple> {
    read_with(parse, clauses, lexicon, shape, |_, _| {})
}

/// Reads the tuples as [`read`] does and shows each, ungraded, with the [`Features`] that its confidence is judged by: what
/// the fitting of the weights looks at.
pub fn read_with(
    parse: &Parse<'_>,
    clauses: &Clauses,
    lexicon: &Lexicon,
    shape: Shape,
    mut show: impl FnMut(&Tuple, &Features),
) -> Vec<Tuple> {
    let mut tuples = Vec::new();
    let mut sheet = Sheet::default();
    let mut rest = clauses.as_slice();
    for id in parse.ids() {
        let count = rest.iter().take_while(|clause| clause.sentence == id).count();
        let (own, others) = rest.split_at(count);
        rest = others;
        let page = sheet.page(id, parse, own, lexicon);
        let first = tuples.len();
        match shape {
            Shape::Nary => nary::read(&page, &mut tuples),
            Shape::Folded => folded::read(&page, &mut tuples),
        }
        once(&mut tuples, first);
        confidence::grade(&page, &mut tuples[first..], &mut show);
    }
    tuples
}

/// Drops tuples from `first` on that say again what one before them says.
fn once(tuples: &mut Vec<Tuple>, first: usize) {
    let mut end = first;
    for at in first..tuples.len() {
        let known = (first..end).any(|known| {
            tuples[known].relation == tuples[at].relation && tuples[known].arguments == tuples[at].arguments
        });
        if !known {
            tuples.swap(end, at);
            end += 1;
        }
    }
    tuples.truncate(end);
}
