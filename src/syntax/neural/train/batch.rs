//! [`Example`] and [`Batch`]: sentences as the network sees them, with the answers.

use std::ops::Range;

use crate::syntax::neural::piece::PIECES;
use crate::syntax::neural::train::Choices;

/// One sentence in numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Example {
    /// Each word's row in the word table.
    pub words: Vec<u32>,
    /// Each word's rows in the table of pieces; the first is the whole form.
    pub pieces: Vec<[u32; PIECES]>,
    /// Each word's tag.
    pub tags: Choices,
    /// Each word's head: 0 is the root, `i + 1` word `i`.
    pub heads: Choices,
    /// Each word's relation to the head that is decided on.
    pub relations: Choices,
}

impl Example {
    /// The words in `range` as a sentence of their own, whose root is word `root`; `root_relation` is the number of its
    /// relation.
    pub(crate) fn cut(&self, range: Range<usize>, root: usize, root_relation: u32) -> Self {
        let head = |head: u32| {
            let word = (head as usize).checked_sub(1)?;
            range.contains(&word).then(|| (word - range.start) as u32 + 1)
        };
        let mut relations = Choices::default();
        for (word, answers) in self.relations.words().enumerate() {
            if word == root {
                relations.push_certain(root_relation);
            } else if range.contains(&word) {
                relations.push(answers);
            }
        }
        Self {
            words: self.words[range.clone()].to_vec(),
            pieces: self.pieces[range.clone()].to_vec(),
            tags: self.tags.cut(range.clone(), Some, 0),
            heads: self.heads.cut(range.clone(), head, 0),
            relations,
        }
    }
}

/// Sentences that are learnt from in one step, one after the other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Batch<'e> {
    /// The sentences.
    pub examples: Vec<&'e Example>,
    /// The rows of each sentence.
    pub sentences: Vec<Range<usize>>,
}

impl<'e> Batch<'e> {
    /// A batch of these sentences.
    pub(crate) fn new(examples: Vec<&'e Example>) -> Self {
        let mut sentences = Vec::with_capacity(examples.len());
        let mut start = 0;
        for example in &examples {
            let end = start + example.words.len();
            sentences.push(start..end);
            start = end;
        }
        Self { examples, sentences }
    }

    /// How many words there are.
    pub(crate) fn words(&self) -> usize {
        self.sentences.last().map_or(0, |range| range.end)
    }
}
