//! [`Network`]: the weights laid out to run, and the steps from input vectors to scores.

use std::ops::Range;

use crate::syntax::neural::activation::rectify;
use crate::syntax::neural::encoder::{Layer, States};
use crate::syntax::neural::{Matrix, Packed, Parameters, Sizes, multiply, multiply_add};

/// A network ready to run on input vectors.
#[derive(Clone, Debug)]
pub(crate) struct Network {
    sizes: Sizes,
    layers: Vec<Layer>,
    tags: Packed,
    tag_bias: Matrix,
    roles: Packed,
    role_bias: Matrix,
    root: Matrix,
    arcs: Packed,
    arc_bias: Matrix,
    relations: Packed,
    relation_bias: Matrix,
}

impl Network {
    /// Lays out `parameters`; the tables are not used.
    pub(crate) fn new(sizes: Sizes, parameters: &Parameters) -> Self {
        let Parameters {
            inputs,
            recurrents,
            gate_biases,
            ..
        } = parameters;
        let layers = inputs.iter().zip(recurrents).zip(gate_biases);
        Self {
            sizes,
            layers: layers
                .map(|((input, recurrent), bias)| Layer::new(input, recurrent, bias))
                .collect(),
            tags: Packed::new(&parameters.tags),
            tag_bias: parameters.tag_bias.clone(),
            roles: Packed::new(&parameters.roles),
            role_bias: parameters.role_bias.clone(),
            root: parameters.root.clone(),
            arcs: Packed::new(&parameters.arcs),
            arc_bias: parameters.arc_bias.clone(),
            relations: Packed::new(&parameters.relations),
            relation_bias: parameters.relation_bias.clone(),
        }
    }

    /// How large its parts are.
    pub(crate) fn sizes(&self) -> &Sizes {
        &self.sizes
    }

    #[cfg(feature = "train")]
    /// One layer of the encoder.
    pub(crate) fn layer(&self, layer: usize) -> &Layer {
        &self.layers[layer]
    }

    /// Scores of tags, a row for each word, from the tag layer's output.
    pub(crate) fn tag_scores(&self, output: &Matrix, scores: &mut Matrix) {
        multiply(&output.values, &self.tags, &self.tag_bias.values, scores);
    }

    /// The four roles of each word, from the last layer's output: arc dependant and arc head, rectified; relation
    /// dependant and relation head, which are rectified once they are added up.
    pub(crate) fn roles(&self, output: &Matrix, roles: &mut Matrix) {
        multiply(&output.values, &self.roles, &self.role_bias.values, roles);
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
    /// as [`Self::roles`] gives them. `hidden` receives the rectified sums.
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

    /// Runs the encoder without dropout: word `i` has row `rows[i]` of `inputs`. The last layer's states are
    /// `states[layers - 1]`; `shared` is scratch space.
    pub(crate) fn encode(
        &self,
        inputs: &Matrix,
        rows: &[u32],
        sentences: &[Range<usize>],
        shared: &mut Matrix,
        states: &mut Vec<States>,
    ) {
        states.resize_with(self.layers.len(), States::default);
        for (index, layer) in self.layers.iter().enumerate() {
            let (before, after) = states.split_at_mut(index);
            match before.last() {
                None => layer.forward_shared(inputs, rows, sentences, shared, &mut after[0]),
                Some(before) => layer.forward(&before.output, sentences, &mut after[0]),
            }
        }
    }
}

/// Memory that [`Network::arc_scores`] uses again for each sentence.
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
