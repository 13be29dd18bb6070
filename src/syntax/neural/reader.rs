//! [`NeuralReader`]: forms of sentences → [`Reading`]s.

use std::ops::Range;

use crate::syntax::form::{Form, finish, hash_str};
use crate::syntax::neural::Network;
use crate::syntax::neural::activation::softmax_rows;
use crate::syntax::neural::decode::best_tree;
use crate::syntax::neural::matrix::Matrix;
use crate::syntax::neural::quantized::Rows;
use crate::syntax::neural::scores::Scores;
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
    /// The probability that the network gives to the head, in per cent. Which word of a name heads it leaves that open.
    pub certainty: u8,
}

impl Reading {
    /// A place to write a reading to.
    const UNREAD: Self = Self {
        upos: Upos::X,
        xpos: Xpos::ALL[0],
        head: TokenId::ROOT,
        deprel: Deprel::Dep,
        certainty: 0,
    };
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
    scores: Scores,
    /// Where the batch's stretches lie in it.
    rows: Vec<Range<usize>>,
    tree: Vec<usize>,
    heads: Vec<Option<usize>>,
    tags: Vec<(Upos, Xpos)>,
    certainties: Vec<u8>,
}

impl NeuralReader<'_> {
    /// Whether a word in lower case, of letters, is one that the network knows.
    pub(crate) fn knows(&self, word: &str) -> bool {
        self.words.get(finish(u64::from(hash_str(word) as u32))).is_some()
    }

    /// Reads sentences, which tile `forms`. A reading for each form; each sentence has exactly one root.
    pub(crate) fn read(&self, forms: &[Form], sentences: &[Range<usize>]) -> Vec<Reading> {
        let mut scratch = Scratch::default();
        let mut readings = vec![Reading::UNREAD; forms.len()];
        let mut batch: Vec<Range<usize>> = Vec::new();
        let mut words = 0;
        let mut stretches: Vec<Range<usize>> = sentences.iter().flat_map(stretches).collect();
        // Sentences of one length walk in step to the end.
        stretches.sort_by_key(ExactSizeIterator::len);
        for (index, stretch) in stretches.iter().enumerate() {
            batch.push(stretch.clone());
            words += stretch.len();
            if words >= BATCH || index + 1 == stretches.len() {
                self.batch(forms, &batch, &mut scratch, &mut readings);
                batch.clear();
                words = 0;
            }
        }
        for sentence in sentences {
            join(&mut readings[sentence.clone()], sentence.start as u32);
        }
        readings
    }

    fn batch(&self, forms: &[Form], stretches: &[Range<usize>], scratch: &mut Scratch, readings: &mut [Reading]) {
        let Scratch {
            scores,
            rows,
            tree,
            heads,
            tags,
            certainties,
        } = scratch;
        rows.clear();
        let mut end = 0;
        for stretch in stretches {
            rows.push(end..end + stretch.len());
            end += stretch.len();
        }
        let batch_forms = stretches.iter().flat_map(|stretch| &forms[stretch.clone()]);
        self.score(batch_forms, rows, scores);
        heads.clear();
        certainties.clear();
        tags.clear();
        tags.extend((0..end).map(|row| self.tags[best(scores.tags.row(row), |_| true)]));
        for range in rows.iter() {
            self.score_heads(range.clone(), scores);
            best_tree(&scores.arcs, tree);
            softmax_rows(&mut scores.arcs.values, range.len() + 1);
            heads.extend(
                tree.iter()
                    .map(|&head| head.checked_sub(1).map(|head| range.start + head)),
            );
            certainties.extend(certain(&scores.arcs, tree, &tags[range.clone()]));
        }
        self.score_relations(heads, scores);
        for (stretch, range) in stretches.iter().zip(rows.iter()) {
            for (reading, row) in readings[stretch.clone()].iter_mut().zip(range.clone()) {
                let (upos, xpos) = tags[row];
                let head = heads[row];
                let relation = best(scores.relations.row(row), |relation| {
                    (Deprel::ALL[relation] == Deprel::Root) == head.is_none()
                });
                *reading = Reading {
                    upos,
                    xpos,
                    head: head.map_or(TokenId::ROOT, |head| {
                        TokenId((stretch.start + head - range.start) as u32)
                    }),
                    deprel: Deprel::ALL[relation],
                    certainty: certainties[row],
                };
            }
        }
    }
}

/// How sure each word's head is, in per cent, by the probabilities of arcs. In "Chairperson Jane Roe left" the parser may
/// hesitate which word heads the name and not at all that the name left: what it gives to the name's own words counts as well.
fn certain(arcs: &Matrix, tree: &[usize], tags: &[(Upos, Xpos)]) -> impl Iterator<Item = u8> {
    let mut shares: Vec<f32> = tree
        .iter()
        .enumerate()
        .map(|(word, &head)| arcs.row(word)[head])
        .collect();
    let is_proper = |&word: &usize| tags[word].0 == Upos::Propn;
    for word in (0..tree.len()).filter(is_proper) {
        let mut head = tree[word].checked_sub(1);
        // Climbing ends at the root: the tree has no circle.
        while let Some(above) = head.filter(is_proper) {
            shares[above] += arcs.row(above)[word + 1];
            head = tree[above].checked_sub(1);
        }
    }
    // No word is its own head, whatever share it gives itself.
    let of_itself = |word: usize| arcs.row(word)[word + 1];
    let shares: Vec<f32> = shares
        .iter()
        .enumerate()
        .map(|(word, share)| share / (1.0 - of_itself(word)).max(f32::EPSILON))
        .collect();
    shares.into_iter().map(|share| (100.0 * share.min(1.0)).round() as u8)
}

/// The index of the highest score among those allowed; of equals, the first.
pub(crate) fn best(scores: &[f32], allowed: impl Fn(usize) -> bool) -> usize {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_word_heads_a_name_is_no_doubt_of_its_place() {
        // "Chair Roe left": Chair hangs on Roe, Roe on left. Columns: root, Chair, Roe, left.
        let arcs = Matrix {
            rows: 3,
            columns: 4,
            values: vec![0.0, 0.0, 0.6, 0.4, 0.0, 0.3, 0.2, 0.5, 1.0, 0.0, 0.0, 0.0],
        };
        let tags = |upos| [(upos, Xpos::Nnp), (Upos::Propn, Xpos::Nnp), (Upos::Verb, Xpos::Vbd)];
        let certainties = |upos| certain(&arcs, &[2, 3, 0], &tags(upos)).collect::<Vec<u8>>();
        assert_eq!(certainties(Upos::Propn), [60, 100, 100]);
        assert_eq!(certainties(Upos::Noun), [60, 63, 100]);
    }
}
