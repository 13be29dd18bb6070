//! [`ExactNetwork`]: the weights laid out to learn, all in single precision.

use crate::syntax::neural::train::encoder::Layer;
use crate::syntax::neural::{Matrix, Packed, Parameters, Scorers, Sizes, multiply};

/// A network ready to run and to be learnt from.
#[derive(Clone, Debug)]
pub(crate) struct ExactNetwork {
    layers: Vec<Layer>,
    tags: Packed,
    tag_bias: Matrix,
    roles: Packed,
    role_bias: Matrix,
    scorers: Scorers,
}

impl ExactNetwork {
    /// Lays out `parameters`; the tables are not used.
    pub(crate) fn new(sizes: Sizes, parameters: &Parameters) -> Self {
        let inputs = parameters.inputs.iter().zip(&parameters.recurrents);
        Self {
            layers: inputs
                .zip(&parameters.gate_biases)
                .map(|((input, recurrent), bias)| Layer::new(input, recurrent, bias))
                .collect(),
            tags: Packed::new(&parameters.tags),
            tag_bias: parameters.tag_bias.clone(),
            roles: Packed::new(&parameters.roles),
            role_bias: parameters.role_bias.clone(),
            scorers: Scorers::new(sizes, parameters),
        }
    }

    /// How large its parts are.
    pub(crate) fn sizes(&self) -> &Sizes {
        self.scorers.sizes()
    }

    /// What scores arcs and relations.
    pub(crate) fn scorers(&self) -> &Scorers {
        &self.scorers
    }

    /// One layer of the encoder.
    pub(crate) fn layer(&self, layer: usize) -> &Layer {
        &self.layers[layer]
    }

    /// Scores of tags, a row for each word, from the tag layer's output.
    pub(crate) fn tag_scores(&self, output: &Matrix, scores: &mut Matrix) {
        multiply(&output.values, &self.tags, &self.tag_bias.values, scores);
    }

    /// The four roles of each word, from the last layer's output.
    pub(crate) fn roles(&self, output: &Matrix, roles: &mut Matrix) {
        multiply(&output.values, &self.roles, &self.role_bias.values, roles);
        self.scorers.rectify(roles);
    }
}
