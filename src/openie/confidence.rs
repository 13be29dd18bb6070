//! How sure a tuple is to be read right: a logistic model of its construction, its shape, how sure the parser is of the arcs
//! that hold it together, and of how much its sentence holds.
//!
//! The weights are the fit that `examples/confidence.rs` makes of a set of sentences and the tuples that people wrote for
//! them, and of treebanks parsed anew; it prints this file's table. What an arc's certainty is, [`Token::certainty`](crate::syntax::Token) says.

use crate::clause::{ClauseKind, Modality};
use crate::openie::sheet::Page;
use crate::openie::{Construction, Piece, Tuple};
use crate::syntax::{Deprel, TokenId, Upos};

/// Each feature's name and weight: the constructions, then what [`Features`] measures.
const WEIGHTS: [(&str, f32); COUNT] = [
    ("finite", 1.23),
    ("passive", 1.38),
    ("copula", 0.97),
    ("existential", 0.05),
    ("report", 1.39),
    ("chain", 1.12),
    ("relative", 0.89),
    ("participle", 0.78),
    ("adjunct", 1.03),
    ("infinitive", 0.29),
    ("apposition", 0.74),
    ("title", 0.70),
    ("location", 0.32),
    ("possession", -1.05),
    ("sentence length", 0.25),
    ("tuples beside it", -0.57),
    ("second argument's length", 0.07),
    ("others' length", -0.49),
    ("others", 0.16),
    ("long subject", -0.38),
    ("pronoun as subject", -0.04),
    ("comma", -0.37),
    ("subject's doubt", -0.26),
    ("second argument's doubt", -0.78),
    ("others' doubt", -0.37),
    ("relation's doubt", -0.43),
    ("mean doubt", -0.51),
    ("greatest doubt", -0.66),
    ("somebody's word", -0.35),
    ("not actual", -0.06),
    ("subject behind", -0.06),
    ("subject far off", -0.25),
    ("second argument far off", -0.02),
    ("broken up", -0.58),
    ("no object", 0.03),
    ("adjective alone", 0.15),
    ("conjoined predicate", 0.20),
    ("own doubt", -0.11),
    ("depth", 0.01),
];

/// How many features there are.
const COUNT: usize = Construction::ALL.len() + 25;

/// The features' names, in order.
pub const FEATURES: [&str; COUNT] = {
    let mut names = [""; COUNT];
    let mut index = 0;
    while index < COUNT {
        names[index] = WEIGHTS[index].0;
        index += 1;
    }
    names
};

/// Tuples less sure than this are mostly wrong, or say what hardly anybody would write down; leaving them out does not
/// lower the F1 that `CaRB` gives.
pub const LEAST_CONFIDENCE: f32 = 0.3;

/// A subject longer than this has often swallowed what is not its own.
const LONG_SUBJECT: usize = 8;

/// What a tuple's confidence is judged by; most values lie between 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Features([f32; COUNT]);

impl Features {
    /// The values, in the order of [`FEATURES`].
    pub fn values(&self) -> &[f32] {
        &self.0
    }

    /// How sure a tuple with these features is to be read right, above 0 and below 1.
    pub fn confidence(&self) -> f32 {
        let sum: f32 = self
            .0
            .iter()
            .zip(WEIGHTS)
            .map(|(value, (_, weight))| value * weight)
            .sum();
        1.0 / (1.0 + (-sum).exp())
    }

    /// The features of a tuple of a sentence that gives `crowd` of them.
    fn new(page: &Page<'_>, tuple: &Tuple, crowd: usize) -> Self {
        let mut values = [0.0; COUNT];
        values[tuple.construction as usize] = 1.0;
        let (subject, rest) = tuple.arguments.split_at(1);
        let (second, others) = rest.split_at(rest.len().min(1));
        let (subject, second) = (&subject[0], second.first().map_or(&[][..], Vec::as_slice));
        let words = |range: &[Vec<_>]| range.iter().map(Vec::len).sum::<usize>().min(20) as f32 / 10.0;
        let flag = |value: bool| f32::from(u8::from(value));
        let pieces = || {
            tuple
                .arguments
                .iter()
                .flatten()
                .chain(&tuple.relation)
                .copied()
                .filter_map(token)
        };
        let doubts = || pieces().map(|id| doubt(page, id));
        let parts = tuple.arguments.len();
        let relation = edges(&tuple.relation);
        let far = |from: Option<TokenId>, to: Option<TokenId>| match (from, to) {
            (Some(from), Some(to)) => from.0.abs_diff(to.0).saturating_sub(1).min(20) as f32 / 10.0,
            _ => 0.0,
        };
        let status = page.clause_at(tuple.head).map(|clause| &clause.status);
        let behind = matches!((edges(subject), relation), (Some((first, _)), Some((_, last))) if first > last);
        let measured = [
            page.sentence.tokens.len().min(60) as f32 / 40.0,
            crowd.min(12) as f32 / 10.0,
            second.len().min(20) as f32 / 10.0,
            words(others),
            parts.saturating_sub(2).min(4) as f32 / 4.0,
            flag(subject.len() > LONG_SUBJECT),
            flag(subject.len() == 1 && tokens(subject).any(|id| page.token(id).upos == Upos::Pron)),
            flag(pieces().any(|id| page.is_comma_piece(Piece::Token(id)))),
            link_doubt(page, subject),
            link_doubt(page, second),
            others.iter().map(|other| link_doubt(page, other)).fold(0.0, f32::max),
            tokens(&tuple.relation).map(|id| doubt(page, id)).fold(0.0, f32::max),
            doubts().sum::<f32>() / doubts().count().max(1) as f32,
            doubts().fold(0.0, f32::max),
            flag(status.is_some_and(|status| !status.sources.is_empty())),
            flag(status.is_some_and(|status| status.modality != Modality::Actual)),
            flag(behind),
            far(edges(subject).map(|(_, last)| last), relation.map(|(first, _)| first)),
            far(relation.map(|(_, last)| last), edges(second).map(|(first, _)| first)),
            tuple
                .arguments
                .iter()
                .map(|argument| breaks(page, argument))
                .sum::<usize>()
                .min(4) as f32
                / 4.0,
            flag(
                tokens(second)
                    .next()
                    .is_some_and(|id| matches!(page.token(id).upos, Upos::Adp | Upos::Sconj | Upos::Adv)),
            ),
            flag(tokens(second).all(|id| !page.is_nominal(id)) && is_copular(page, tuple)),
            flag(page.deprel(tuple.head) == Deprel::Conj),
            own_doubt(page, tuple),
            depth(page, tuple.head).min(8) as f32 / 8.0,
        ];
        values[Construction::ALL.len()..].copy_from_slice(&measured);
        Self(values)
    }
}

fn token(piece: Piece) -> Option<TokenId> {
    match piece {
        Piece::Token(id) => Some(id),
        Piece::Inserted(_) => None,
    }
}

fn tokens(pieces: &[Piece]) -> impl Iterator<Item = TokenId> {
    pieces.iter().copied().filter_map(token)
}

/// The first and the last word in the sentence.
fn edges(pieces: &[Piece]) -> Option<(TokenId, TokenId)> {
    Some((tokens(pieces).min()?, tokens(pieces).max()?))
}

/// How unsure the parser is of a word's head, from 0 to 1; of punctuation it does not matter.
fn doubt(page: &Page<'_>, id: TokenId) -> f32 {
    if page.is_punct(id) {
        return 0.0;
    }
    1.0 - f32::from(page.token(id).certainty) / 100.0
}

/// How unsure the parser is of what hangs the argument on the rest of the sentence.
fn link_doubt(page: &Page<'_>, argument: &[Piece]) -> f32 {
    tokens(argument)
        .filter(|&id| page.head(id).is_none_or(|head| !argument.contains(&Piece::Token(head))))
        .map(|id| doubt(page, id))
        .fold(0.0, f32::max)
}

/// How often words of the sentence are left out between those of the argument.
fn breaks(page: &Page<'_>, argument: &[Piece]) -> usize {
    tokens(argument)
        .zip(tokens(argument).skip(1))
        .filter(|(one, two)| (one.0 + 1..two.0).any(|between| !page.is_punct(TokenId(between))))
        .count()
}

/// How unsure the parser is of what the clause or the aside hangs on, where its subject comes from there.
fn own_doubt(page: &Page<'_>, tuple: &Tuple) -> f32 {
    if page.has_subject(tuple.head) {
        return 0.0;
    }
    doubt(page, tuple.head)
}

fn is_copular(page: &Page<'_>, tuple: &Tuple) -> bool {
    page.clause_at(tuple.head)
        .is_some_and(|clause| clause.kind == ClauseKind::Copula)
}

fn depth(page: &Page<'_>, mut id: TokenId) -> usize {
    let mut depth = 0;
    while let Some(head) = page.head(id) {
        id = head;
        depth += 1;
    }
    depth
}

/// Grades `tuples`, all of one sentence, and sorts them, surest first. `show` sees each with its features.
pub(super) fn grade(page: &Page<'_>, tuples: &mut [Tuple], show: &mut impl FnMut(&Tuple, &Features)) {
    // The more a sentence seems to say, the less of it is so.
    let crowd = tuples
        .iter()
        .filter(|tuple| tuple.construction != Construction::Possession)
        .count();
    for tuple in &mut *tuples {
        let features = Features::new(page, tuple, crowd);
        show(tuple, &features);
        tuple.confidence = (features.confidence().clamp(1e-4, 1.0 - 1e-4) * 1e4).round() / 1e4;
    }
    tuples.sort_by(|one, two| two.confidence.total_cmp(&one.confidence));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_constructions_come_first_in_their_own_order() {
        for (index, construction) in Construction::ALL.into_iter().enumerate() {
            assert_eq!(construction as usize, index);
            assert_eq!(FEATURES[index], construction.as_str());
        }
    }
}
