//! [`Scores`]: what a network says of a batch of sentences before anything is decided.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::syntax::form::{Form, finish};
use crate::syntax::neural::encoder::States;
use crate::syntax::neural::network::{ArcScratch, columns};
use crate::syntax::neural::piece::{PIECE_SCALE, pieces};
use crate::syntax::neural::{Matrix, NeuralReader};

/// The scores of a batch, and memory that batches share one after another.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    /// Of tags, a row for each word.
    pub tags: Matrix,
    /// Of heads, a row for each word of the sentence asked for last; column 0 is the root, column `i + 1` word `i`.
    pub arcs: Matrix,
    /// Of relations, a row for each word, to the heads asked for last.
    pub relations: Matrix,
    rows: Vec<u32>,
    known: FxHashMap<(u32, u32, u32), u32>,
    input: Matrix,
    shared: Matrix,
    states: Vec<States>,
    roles: Matrix,
    dependants: Matrix,
    candidates: Matrix,
    seekers: Matrix,
    packed: ArcScratch,
    hidden: Matrix,
}

impl NeuralReader<'_> {
    /// Scores the tags of a batch and prepares all else; `sentences` tile `forms`.
    pub(crate) fn score(&self, forms: &[Form], sentences: &[Range<usize>], scores: &mut Scores) {
        self.embed(forms, scores);
        let network = &self.network;
        let sizes = network.sizes();
        let Scores { states, roles, .. } = scores;
        network.encode(&scores.input, &scores.rows, sentences, &mut scores.shared, states);
        network.tag_scores(&states[sizes.tag_layer].output, &mut scores.tags);
        network.roles(&states[sizes.layers - 1].output, roles);
        columns(roles, 0..sizes.arc, &mut scores.dependants);
        columns(roles, sizes.arc..2 * sizes.arc, &mut scores.candidates);
        network.seekers(&scores.dependants, &mut scores.seekers);
    }

    /// Scores the heads of one sentence of the batch.
    pub(crate) fn score_heads(&self, sentence: Range<usize>, scores: &mut Scores) {
        let arc = self.network.sizes().arc;
        let values = sentence.start * arc..sentence.end * arc;
        self.network.arc_scores(
            &scores.seekers.values[values.clone()],
            &scores.candidates.values[values],
            &mut scores.packed,
            &mut scores.arcs,
        );
    }

    /// Scores the relations of the batch's words to these heads, `None` for the root.
    pub(crate) fn score_relations(&self, heads: &[Option<usize>], scores: &mut Scores) {
        let Scores { roles, hidden, .. } = scores;
        self.network
            .relation_scores(roles, heads, hidden, &mut scores.relations);
    }

    /// The input vectors of the different ones among `forms`, and which of them each form has.
    fn embed(&self, forms: &[Form], scores: &mut Scores) {
        let sizes = self.network.sizes();
        let Scores { rows, known, input, .. } = scores;
        rows.clear();
        known.clear();
        input.reset(0, sizes.input());
        for form in forms {
            let next = known.len() as u32;
            let row = *known.entry((form.lower, form.cased, form.shape)).or_insert(next);
            rows.push(row);
            if row < next {
                continue;
            }
            input.rows += 1;
            input.values.resize(input.rows * sizes.input(), 0.0);
            let (word, piece) = input.row_mut(row as usize).split_at_mut(sizes.word);
            let known = self.words.get(finish(u64::from(form.lower))).unwrap_or(0);
            self.embeddings.add(known as usize, 1.0, word);
            for row in pieces(form, self.piece_rows.len()) {
                self.piece_rows.add(row as usize, PIECE_SCALE, piece);
            }
        }
    }
}
