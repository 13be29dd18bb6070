//! [`Scorers`]: what scores arcs and relations, in single precision, for reading and for learning.

use std::ops::Range;

use crate::syntax::neural::activation::rectify;
use crate::syntax::neural::{Matrix, Packed, Parameters, Sizes, multiply, multiply_add};

/// The weights behind the roles of words.
#[derive(Clone, Debug)]
pub(crate) struct Scorers {
    sizes: Sizes,
    root: Matrix,
    arcs: Packed,
    arc_bias: Matrix,
    relations: Packed,
    relation_bias: Matrix,
}

impl Scorers {
    /// Lays out those of `parameters`.
    pub(crate) fn new(sizes: Sizes, parameters: &Parameters) -> Self {
        Self {
            sizes,
            root: parameters.root.clone(),
            arcs: Packed::new(&parameters.arcs),
            arc_bias: parameters.arc_bias.clone(),
            relations: Packed::new(&parameters.relations),
            relation_bias: parameters.relation_bias.clone(),
        }
    }

    /// How large the network's parts are.
    pub(crate) fn sizes(&self) -> &Sizes {
        &self.sizes
    }

    /// Rectifies the roles that arcs are scored with; those of relations are rectified once they are added up.
    pub(crate) fn rectify(&self, roles: &mut Matrix) {
        for row in roles.values.chunks_exact_mut(self.sizes.roles()) {
            rectify(&mut row[..2 * self.sizes.arc]);
        }
    }

    /// Each word as a seeker of heads, from the arc dependants.
    pub(crate) fn seekers(&self, dependants: &Matrix, seekers: &mut Matrix) {
        multiply(&dependants.values, &self.arcs, &self.arc_bias.values, seekers);
    }

    /// Scores of heads for the words of one sentence: a row for each word; column 0 is the root, column `i + 1` word `i`.
    /// `heads` are the sentence's rows of arc heads, each of the arc's length.
    pub(crate) fn arc_scores(&self, seekers: &[f32], heads: &[f32], scratch: &mut ArcScratch, scores: &mut Matrix) {
        let arc = self.sizes.arc;
        let count = heads.len() / arc;
        scratch.heads.clear();
        scratch.heads.extend_from_slice(&self.root.values[..arc]);
        scratch.heads.extend_from_slice(heads);
        scratch.packed.pack_transposed(count + 1, arc, &scratch.heads);
        scores.reset(count, count + 1);
        multiply_add(seekers, &scratch.packed, &mut scores.values);
    }

    /// Scores of relations, a row for each word, when `heads[word]` is its head's row or `None` for the root. `roles`
    /// are a row for each word: arc dependant, arc head, relation dependant, relation head. `hidden` receives the rectified sums.
    pub(crate) fn relation_scores(
        &self,
        roles: &Matrix,
        heads: &[Option<usize>],
        hidden: &mut Matrix,
        scores: &mut Matrix,
    ) {
        let Sizes { arc, relation, .. } = self.sizes;
        hidden.resize(roles.rows, relation);
        for (word, head) in heads.iter().enumerate() {
            let dependant = &roles.row(word)[2 * arc..][..relation];
            let head = match head {
                Some(head) => &roles.row(*head)[2 * arc + relation..][..relation],
                None => &self.root.values[arc..],
            };
            for ((slot, a), b) in hidden.row_mut(word).iter_mut().zip(dependant).zip(head) {
                *slot = a + b;
            }
        }
        rectify(&mut hidden.values);
        multiply(&hidden.values, &self.relations, &self.relation_bias.values, scores);
    }
}

/// Memory that [`Scorers::arc_scores`] uses again for each sentence.
#[derive(Clone, Debug, Default)]
pub(crate) struct ArcScratch {
    heads: Vec<f32>,
    packed: Packed,
}

/// The columns `range` of `matrix`, as a matrix of their own.
pub(crate) fn columns(matrix: &Matrix, range: Range<usize>, into: &mut Matrix) {
    into.rows = matrix.rows;
    into.columns = range.len();
    into.values.clear();
    for row in 0..matrix.rows {
        into.values.extend_from_slice(&matrix.row(row)[range.clone()]);
    }
}
