//! [`NeuralReader`]: forms of sentences → [`Reading`]s.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::syntax::form::{Form, finish, hash_str};
use crate::syntax::neural::activation::softmax_rows;
use crate::syntax::neural::decode::best_tree;
use crate::syntax::neural::encoder::States;
use crate::syntax::neural::network::{ArcScratch, columns};
use crate::syntax::neural::piece::{PIECE_SCALE, pieces};
use crate::syntax::neural::quantized::Rows;
use crate::syntax::neural::{Matrix, Network};
use crate::syntax::table::Table;
use crate::syntax::{Deprel, TokenId, Upos, Xpos};

/// Words that are read at once, about: enough sentences to walk in step, few enough for the cache.
const BATCH: usize = 768;

/// The longest stretch that is read as one tree. What is longer is cut, so that its cost stays linear; the roots of the
/// later stretches hang on the first one's.
const STRETCH: usize = 240;

/// What the network makes of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn part of speech.
    pub xpos: Xpos,
    /// Its head in its sentence.
    pub head: TokenId,
    /// How it depends on its head.
    pub deprel: Deprel,
    /// The probability that the network gives to the head, in per cent.
    pub certainty: u8,
}

/// A network with its vocabulary.
#[derive(Clone, Debug)]
pub(crate) struct NeuralReader<'m> {
    pub(crate) network: Network,
    /// From the hash of a form in lower case to its row.
    pub(crate) words: Table<'m>,
    pub(crate) embeddings: Rows<'m>,
    pub(crate) piece_rows: Rows<'m>,
    /// Parts of speech of each tag.
    pub(crate) tags: Vec<(Upos, Xpos)>,
}

/// Memory that batches share one after another.
#[derive(Debug, Default)]
struct Scratch {
    rows: Vec<u32>,
    known: FxHashMap<(u32, u32, u32), u32>,
    input: Matrix,
    shared: Matrix,
    states: Vec<States>,
    tags: Matrix,
    roles: Matrix,
    dependants: Matrix,
    candidates: Matrix,
    seekers: Matrix,
    arcs: Matrix,
    candidates_packed: ArcScratch,
    tree: Vec<usize>,
    heads: Vec<Option<usize>>,
    certainties: Vec<u8>,
    hidden: Matrix,
    relations: Matrix,
}

impl NeuralReader<'_> {
    /// Whether a word in lower case, of letters, is one that the network knows.
    pub(crate) fn knows(&self, word: &str) -> bool {
        self.words.get(finish(u64::from(hash_str(word) as u32))).is_some()
    }

    /// Reads sentences, which tile `forms`. A reading for each form; each sentence has exactly one root.
    pub(crate) fn read(&self, forms: &[Form], sentences: &[Range<usize>]) -> Vec<Reading> {
        let mut scratch = Scratch::default();
        let mut readings = Vec::with_capacity(forms.len());
        let mut batch: Vec<Range<usize>> = Vec::new();
        let stretches: Vec<Range<usize>> = sentences.iter().flat_map(stretches).collect();
        for (index, stretch) in stretches.iter().enumerate() {
            batch.push(stretch.clone());
            if stretch.end - batch[0].start >= BATCH || index + 1 == stretches.len() {
                self.batch(forms, &batch, &mut scratch, &mut readings);
                batch.clear();
            }
        }
        for sentence in sentences {
            join(&mut readings[sentence.clone()], sentence.start as u32);
        }
        readings
    }

    fn batch(&self, forms: &[Form], stretches: &[Range<usize>], scratch: &mut Scratch, readings: &mut Vec<Reading>) {
        let (Some(first), Some(last)) = (stretches.first(), stretches.last()) else {
            return;
        };
        let (start, end) = (first.start, last.end);
        let rows: Vec<Range<usize>> = stretches
            .iter()
            .map(|stretch| stretch.start - start..stretch.end - start)
            .collect();
        self.embed(&forms[start..end], scratch);
        let sizes = self.network.sizes();
        self.network.encode(
            &scratch.input,
            &scratch.rows,
            &rows,
            &mut scratch.shared,
            &mut scratch.states,
        );
        self.network
            .tag_scores(&scratch.states[sizes.tag_layer].output, &mut scratch.tags);
        self.network
            .roles(&scratch.states[sizes.layers - 1].output, &mut scratch.roles);
        columns(&scratch.roles, 0..sizes.arc, &mut scratch.dependants);
        columns(&scratch.roles, sizes.arc..2 * sizes.arc, &mut scratch.candidates);
        self.network.seekers(&scratch.dependants, &mut scratch.seekers);
        scratch.heads.clear();
        scratch.certainties.clear();
        for range in &rows {
            let values = range.start * sizes.arc..range.end * sizes.arc;
            self.network.arc_scores(
                &scratch.seekers.values[values.clone()],
                &scratch.candidates.values[values],
                &mut scratch.candidates_packed,
                &mut scratch.arcs,
            );
            best_tree(&scratch.arcs, &mut scratch.tree);
            softmax_rows(&mut scratch.arcs.values, range.len() + 1);
            for (word, &head) in scratch.tree.iter().enumerate() {
                scratch.heads.push(head.checked_sub(1).map(|head| range.start + head));
                let probability = scratch.arcs.row(word)[head];
                scratch.certainties.push((100.0 * probability).round() as u8);
            }
        }
        self.network.relation_scores(
            &scratch.roles,
            &scratch.heads,
            &mut scratch.hidden,
            &mut scratch.relations,
        );
        for (row, head) in scratch.heads.iter().enumerate() {
            let (upos, xpos) = self.tags[best(scratch.tags.row(row), |_| true)];
            let relation = best(scratch.relations.row(row), |relation| {
                (Deprel::ALL[relation] == Deprel::Root) == head.is_none()
            });
            readings.push(Reading {
                upos,
                xpos,
                head: head.map_or(TokenId::ROOT, |head| TokenId((start + head) as u32)),
                deprel: Deprel::ALL[relation],
                certainty: scratch.certainties[row],
            });
        }
    }

    /// The input vectors of the different ones among `forms`, and which of them each form has.
    fn embed(&self, forms: &[Form], scratch: &mut Scratch) {
        let sizes = self.network.sizes();
        let Scratch { rows, known, input, .. } = scratch;
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

/// The index of the highest score among those allowed; of equals, the first.
fn best(scores: &[f32], allowed: impl Fn(usize) -> bool) -> usize {
    let mut best = None;
    for (index, &score) in scores.iter().enumerate() {
        if best.is_none_or(|(_, top)| score > top) && allowed(index) {
            best = Some((index, score));
        }
    }
    best.map_or(0, |(index, _)| index)
}

/// A sentence in stretches of at most [`STRETCH`] words.
fn stretches(sentence: &Range<usize>) -> impl Iterator<Item = Range<usize>> + use<> {
    let Range { start, end } = sentence.clone();
    (start..end)
        .step_by(STRETCH)
        .map(move |from| from..(from + STRETCH).min(end))
}

/// Makes one tree of a sentence's stretches; heads then count from the sentence's first word, which is word `start` of
/// those that were read.
fn join(readings: &mut [Reading], start: u32) {
    let mut root = None;
    for (index, reading) in readings.iter_mut().enumerate() {
        if reading.head != TokenId::ROOT {
            reading.head.0 -= start;
        } else if let Some(root) = root {
            reading.head = root;
            reading.deprel = Deprel::Parataxis;
        } else {
            root = Some(TokenId(index as u32));
        }
    }
}
