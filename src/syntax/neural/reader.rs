//! [`NeuralReader`]: forms of sentences → [`Reading`]s.

use std::ops::Range;

use crate::syntax::form::{Form, finish, hash_str};
use crate::syntax::neural::Network;
use crate::syntax::neural::activation::softmax_rows;
use crate::syntax::neural::decode::best_tree;
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
    /// The probability that the network gives to the head, in per cent.
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
        for range in rows.iter() {
            self.score_heads(range.clone(), scores);
            best_tree(&scores.arcs, tree);
            softmax_rows(&mut scores.arcs.values, range.len() + 1);
            for (word, &head) in tree.iter().enumerate() {
                heads.push(head.checked_sub(1).map(|head| range.start + head));
                certainties.push((100.0 * scores.arcs.row(word)[head]).round() as u8);
            }
        }
        self.score_relations(heads, scores);
        for (stretch, range) in stretches.iter().zip(rows.iter()) {
            for (reading, row) in readings[stretch.clone()].iter_mut().zip(range.clone()) {
                let (upos, xpos) = self.tags[best(scores.tags.row(row), |_| true)];
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
