//! The network in a model file: what each of its sections holds, and both ways.

use crate::syntax::neural::quantized::Rows;
use crate::syntax::neural::reader::NeuralReader;
use crate::syntax::neural::{Network, Parameters, Sizes};
use crate::syntax::table::Table;
use crate::syntax::{Deprel, Upos, Xpos};

/// The sections of a network, as they lie in the file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NetworkSections<'m> {
    /// Rows of the word table, lengths of a word's and a piece's row, cells, layers, the tag layer, lengths for arcs and for relations.
    pub sizes: &'m [u32],
    /// From hashes of forms in lower case to rows of the word table.
    pub words: Table<'m>,
    /// Each tag's parts of speech, by number.
    pub tags: &'m [[u8; 2]],
    /// The rows of both tables in eight bits, words first.
    pub rows: &'m [i8],
    /// The scale of each row.
    pub scales: &'m [f32],
    /// The other weights, one matrix after the other.
    pub dense: &'m [f32],
}

impl<'m> NeuralReader<'m> {
    /// Lays out the network; the tables stay where they are. `None` when the sections contradict each other.
    pub(crate) fn new(sections: NetworkSections<'m>) -> Option<Self> {
        let &[words, word, piece, hidden, layers, tag_layer, arc, relation] = sections.sizes else {
            return None;
        };
        let plausible = [word, piece, hidden, arc, relation]
            .iter()
            .all(|&size| (1..=4096).contains(&size));
        if !plausible || hidden % 16 != 0 || layers > 16 || tag_layer >= layers || sections.tags.is_empty() {
            return None;
        }
        let sizes = Sizes {
            words: words as usize,
            word: word as usize,
            pieces: sections.scales.len().checked_sub(words as usize)?,
            piece: piece as usize,
            hidden: hidden as usize,
            layers: layers as usize,
            tag_layer: tag_layer as usize,
            tags: sections.tags.len(),
            arc: arc as usize,
            relation: relation as usize,
            relations: Deprel::ALL.len(),
        };
        let tables = Sizes {
            words: 0,
            pieces: 0,
            ..sizes
        };
        let mut parameters = Parameters::zeros(&tables);
        let mut rest = sections.dense;
        for matrix in parameters.dense_mut() {
            let (values, after) = rest.split_at_checked(matrix.values.len())?;
            matrix.values.copy_from_slice(values);
            rest = after;
        }
        let tags = sections
            .tags
            .iter()
            .map(|&[upos, xpos]| Some((*Upos::ALL.get(usize::from(upos))?, *Xpos::ALL.get(usize::from(xpos))?)));
        let (word_values, piece_values) = sections.rows.split_at_checked(sizes.words * sizes.word)?;
        let (word_scales, piece_scales) = sections.scales.split_at(sizes.words);
        (rest.is_empty() && sizes.words > 0 && sizes.pieces > 0).then_some(())?;
        Some(Self {
            network: Network::new(sizes, &parameters)?,
            words: sections.words,
            embeddings: Rows::new(sizes.word, word_values, word_scales)?,
            piece_rows: Rows::new(sizes.piece, piece_values, piece_scales)?,
            tags: tags.collect::<Option<_>>()?,
        })
    }
}
