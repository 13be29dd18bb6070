//! [`Scores`]: what a network says of a batch of sentences before anything is decided.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::syntax::form::{Form, finish};
use crate::syntax::neural::network::Outputs;
use crate::syntax::neural::piece::{PIECE_SCALE, pieces};
use crate::syntax::neural::rounded::Codes;
use crate::syntax::neural::scorers::ArcScratch;
use crate::syntax::neural::{Matrix, NeuralReader, columns};

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
    known: Known,
    outputs: Outputs,
    roles: Matrix,
    dependants: Matrix,
    candidates: Matrix,
    seekers: Matrix,
    packed: ArcScratch,
    hidden: Matrix,
}

/// The words that were met, by all that is looked at in them, and what they add to the first layer's gates.
#[derive(Debug, Default)]
struct Known {
    rows: FxHashMap<(u32, u32, u32), u32>,
    projected: Matrix,
    input: Matrix,
    codes: Codes,
    fresh: Matrix,
}

/// Words that are remembered from batch to batch, about: a few megabytes of gates.
const REMEMBERED: usize = 2048;

impl NeuralReader<'_> {
    /// Scores the tags of a batch and prepares all else; `sentences` tile `forms`.
    pub(crate) fn score<'f>(
        &self,
        forms: impl Iterator<Item = &'f Form>,
        sentences: &[Range<usize>],
        scores: &mut Scores,
    ) {
        self.embed(forms, scores);
        let network = &self.network;
        let sizes = network.sizes();
        let Scores { outputs, roles, .. } = scores;
        network.encode(&scores.known.projected, &scores.rows, sentences, outputs);
        network.tag_scores(outputs, &mut scores.tags);
        network.roles(outputs, roles);
        columns(roles, 0..sizes.arc, &mut scores.dependants);
        columns(roles, sizes.arc..2 * sizes.arc, &mut scores.candidates);
        network.scorers().seekers(&scores.dependants, &mut scores.seekers);
    }

    /// Scores the heads of one sentence of the batch.
    pub(crate) fn score_heads(&self, sentence: Range<usize>, scores: &mut Scores) {
        let arc = self.network.sizes().arc;
        let values = sentence.start * arc..sentence.end * arc;
        self.network.scorers().arc_scores(
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
            .scorers()
            .relation_scores(roles, heads, hidden, &mut scores.relations);
    }

    /// The first layer's gates of the different ones among `forms`, and which of them each form has.
    fn embed<'f>(&self, forms: impl Iterator<Item = &'f Form>, scores: &mut Scores) {
        let sizes = self.network.sizes();
        let Scores { rows, known, .. } = scores;
        if known.rows.len() > REMEMBERED {
            known.rows.clear();
        }
        let old = known.rows.len();
        rows.clear();
        known.input.reset(0, sizes.input());
        for form in forms {
            let next = known.rows.len() as u32;
            let row = *known.rows.entry((form.lower, form.cased, form.shape)).or_insert(next);
            rows.push(row);
            if row == next {
                let input = &mut known.input;
                input.rows += 1;
                input.values.resize(input.rows * sizes.input(), 0.0);
                self.look_up(form, input.row_mut(row as usize - old));
            }
        }
        known.codes.round(&known.input);
        self.network.project(&known.codes, &mut known.fresh);
        let width = known.fresh.columns;
        known.projected.columns = width;
        known.projected.rows = known.rows.len();
        known.projected.values.truncate(old * width);
        known.projected.values.extend_from_slice(&known.fresh.values);
    }

    /// Adds a word's rows of both tables to its input vector.
    fn look_up(&self, form: &Form, input: &mut [f32]) {
        let (word, piece) = input.split_at_mut(self.network.sizes().word);
        let known = self.words.get(finish(u64::from(form.lower))).unwrap_or(0);
        self.embeddings.add(known as usize, 1.0, word);
        for row in pieces(form, self.piece_rows.len()) {
            self.piece_rows.add(row as usize, PIECE_SCALE, piece);
        }
    }
}
