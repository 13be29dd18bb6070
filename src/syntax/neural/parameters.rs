//! [`Parameters`]: every weight of the network, in single precision.

use crate::syntax::neural::Matrix;

/// The directions of a layer: rightward, then leftward.
pub(crate) const DIRECTIONS: usize = 2;

/// Gates of each direction, in this order: input, forget, output, candidate.
pub(crate) const GATES: usize = 4;

/// How large the parts of a network are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sizes {
    /// Rows of the word table; row 0 stands for every word it lacks.
    pub words: usize,
    /// Length of a word's row.
    pub word: usize,
    /// Rows of the table of hashed pieces of words.
    pub pieces: usize,
    /// Length of a piece's row.
    pub piece: usize,
    /// Cells of a layer in each direction: a multiple of 16.
    pub hidden: usize,
    /// Layers of the encoder.
    pub layers: usize,
    /// The layer whose output the tags are read from, counted from 0.
    pub tag_layer: usize,
    /// Distinct tags.
    pub tags: usize,
    /// Length of the vectors that arcs are scored with.
    pub arc: usize,
    /// Length of the vectors that relations are scored with.
    pub relation: usize,
    /// Distinct relations.
    pub relations: usize,
}

impl Sizes {
    /// Length of a word's input vector.
    pub(crate) fn input(&self) -> usize {
        self.word + self.piece
    }

    /// Length of a layer's output.
    pub(crate) fn output(&self) -> usize {
        DIRECTIONS * self.hidden
    }

    /// Length of what the last layer is turned into for arcs and relations: each as dependant and as head.
    pub(crate) fn roles(&self) -> usize {
        2 * (self.arc + self.relation)
    }
}

/// Every weight of a network. Biases are matrices of one row. The same type holds gradients and Adam's moments.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Parameters {
    /// A row for each known word.
    pub words: Matrix,
    /// A row for each hash of a piece.
    pub pieces: Matrix,
    /// Each layer's input weights.
    pub inputs: Vec<Matrix>,
    /// Each layer's recurrent weights: the rows of one direction, then those of the other.
    pub recurrents: Vec<Matrix>,
    /// Each layer's bias of gates.
    pub gate_biases: Vec<Matrix>,
    /// From the tag layer's output to tags.
    pub tags: Matrix,
    /// Bias of tags.
    pub tag_bias: Matrix,
    /// From the last layer's output to the four roles: arc dependant, arc head, relation dependant, relation head.
    pub roles: Matrix,
    /// Bias of the roles.
    pub role_bias: Matrix,
    /// The artificial root as arc head and as relation head.
    pub root: Matrix,
    /// Between arc dependant and arc head.
    pub arcs: Matrix,
    /// Bias of a word as arc head.
    pub arc_bias: Matrix,
    /// From the sum of a dependant and its head to relations.
    pub relations: Matrix,
    /// Bias of relations.
    pub relation_bias: Matrix,
}

impl Parameters {
    /// All zero.
    pub(crate) fn zeros(sizes: &Sizes) -> Self {
        let output = sizes.output();
        let inputs = (0..sizes.layers)
            .map(|layer| Matrix::zeros(if layer == 0 { sizes.input() } else { output }, GATES * output))
            .collect();
        Self {
            words: Matrix::zeros(sizes.words, sizes.word),
            pieces: Matrix::zeros(sizes.pieces, sizes.piece),
            inputs,
            recurrents: vec![Matrix::zeros(output, GATES * sizes.hidden); sizes.layers],
            gate_biases: vec![Matrix::zeros(1, GATES * output); sizes.layers],
            tags: Matrix::zeros(output, sizes.tags),
            tag_bias: Matrix::zeros(1, sizes.tags),
            roles: Matrix::zeros(output, sizes.roles()),
            role_bias: Matrix::zeros(1, sizes.roles()),
            root: Matrix::zeros(1, sizes.arc + sizes.relation),
            arcs: Matrix::zeros(sizes.arc, sizes.arc),
            arc_bias: Matrix::zeros(1, sizes.arc),
            relations: Matrix::zeros(sizes.relation, sizes.relations),
            relation_bias: Matrix::zeros(1, sizes.relations),
        }
    }

    #[cfg(feature = "train")]
    /// The weights that every word uses, that is all but the two tables, in a fixed order.
    pub(crate) fn dense(&self) -> Vec<&Matrix> {
        let mut all: Vec<&Matrix> = self
            .inputs
            .iter()
            .chain(&self.recurrents)
            .chain(&self.gate_biases)
            .collect();
        all.extend([
            &self.tags,
            &self.tag_bias,
            &self.roles,
            &self.role_bias,
            &self.root,
            &self.arcs,
            &self.arc_bias,
            &self.relations,
            &self.relation_bias,
        ]);
        all
    }

    /// [`Self::dense`], to change.
    pub(crate) fn dense_mut(&mut self) -> Vec<&mut Matrix> {
        let mut all: Vec<&mut Matrix> = self
            .inputs
            .iter_mut()
            .chain(&mut self.recurrents)
            .chain(&mut self.gate_biases)
            .collect();
        all.extend([
            &mut self.tags,
            &mut self.tag_bias,
            &mut self.roles,
            &mut self.role_bias,
            &mut self.root,
            &mut self.arcs,
            &mut self.arc_bias,
            &mut self.relations,
            &mut self.relation_bias,
        ]);
        all
    }
}

/// The recurrent weights of one direction.
pub(crate) fn recurrent_of(recurrent: &Matrix, direction: usize) -> Matrix {
    let rows = recurrent.rows / DIRECTIONS;
    let size = rows * recurrent.columns;
    Matrix {
        rows,
        columns: recurrent.columns,
        values: recurrent.values[direction * size..][..size].to_vec(),
    }
}
