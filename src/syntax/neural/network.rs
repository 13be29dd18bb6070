//! [`Network`]: the weights laid out to read, and the steps from input vectors to scores.

use std::ops::Range;

use crate::syntax::neural::layer::{FirstLayer, LaterLayer, Walk};
use crate::syntax::neural::rounded::{Codes, Rounded};
use crate::syntax::neural::{Matrix, Parameters, Scorers, Sizes};

/// A network ready to run on input vectors, its large products in integers.
#[derive(Clone, Debug)]
pub(crate) struct Network {
    first: FirstLayer,
    later: Vec<LaterLayer>,
    tags: Rounded,
    roles: Rounded,
    scorers: Scorers,
}

/// What the layers said of a batch, and memory that batches share one after another.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outputs {
    layers: Vec<Codes>,
    walk: Walk,
}

impl Network {
    /// Lays out `parameters`; the tables are not used. `None` when there is no layer.
    pub(crate) fn new(sizes: Sizes, parameters: &Parameters) -> Option<Self> {
        let inputs = parameters.inputs.iter().zip(&parameters.recurrents);
        let mut layers = inputs.zip(&parameters.gate_biases);
        let ((input, recurrent), bias) = layers.next()?;
        Some(Self {
            first: FirstLayer::new(input, recurrent, bias),
            later: layers
                .map(|((input, recurrent), bias)| LaterLayer::new(input, recurrent, bias))
                .collect(),
            tags: Rounded::new(&parameters.tags, Some(&parameters.tag_bias)),
            roles: Rounded::new(&parameters.roles, Some(&parameters.role_bias)),
            scorers: Scorers::new(sizes, parameters),
        })
    }

    /// How large its parts are.
    pub(crate) fn sizes(&self) -> &Sizes {
        self.scorers.sizes()
    }

    /// What scores arcs and relations.
    pub(crate) fn scorers(&self) -> &Scorers {
        &self.scorers
    }

    /// What input vectors add to the first layer's gates, a row for each.
    pub(crate) fn project(&self, inputs: &Codes, projected: &mut Matrix) {
        self.first.project(inputs, projected);
    }

    /// Runs the encoder: word `i` has row `rows[i]` of `projected`; `sentences` tile the words.
    pub(crate) fn encode(&self, projected: &Matrix, rows: &[u32], sentences: &[Range<usize>], outputs: &mut Outputs) {
        let Outputs { layers, walk } = outputs;
        layers.resize_with(1 + self.later.len(), Codes::default);
        self.first.forward(projected, rows, sentences, walk, &mut layers[0]);
        for (index, layer) in self.later.iter().enumerate() {
            let (before, after) = layers.split_at_mut(index + 1);
            layer.forward(&before[index], sentences, walk, &mut after[0]);
        }
    }

    /// Scores of tags, a row for each word.
    pub(crate) fn tag_scores(&self, outputs: &Outputs, scores: &mut Matrix) {
        self.tags.multiply(&outputs.layers[self.sizes().tag_layer], scores);
    }

    /// The four roles of each word.
    pub(crate) fn roles(&self, outputs: &Outputs, roles: &mut Matrix) {
        self.roles.multiply(&outputs.layers[self.later.len()], roles);
        self.scorers.rectify(roles);
    }
}
