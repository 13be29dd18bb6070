//! [`Lexicon`]: which words, pieces and tags the network knows, found in the treebanks; sentences → [`Example`]s.

use indexmap::{IndexMap, IndexSet};

use crate::syntax::form::{Form, finish};
use crate::syntax::neural::NeuralReader;
use crate::syntax::neural::piece::pieces;
use crate::syntax::neural::train::{Choices, Example, Opinion};
use crate::syntax::table::{Slot, Table, build};
use crate::syntax::{Deprel, Parse, Sentence, TokenId, Upos, Xpos};

/// What the network knows by number.
#[derive(Clone, Debug)]
pub(crate) struct Lexicon {
    /// From hashes of words in lower case to their rows, of which row 0 stands for every other word.
    words: Vec<Slot>,
    /// How many rows there are.
    pub rows: usize,
    /// Rows of the table of pieces.
    pub pieces: usize,
    /// Tags.
    pub tags: IndexSet<(Upos, Xpos)>,
}

impl Lexicon {
    /// Knows `words`, then those that the treebanks hold at least `least` times, and the treebanks' tags.
    pub(crate) fn new(words: &[u32], treebanks: &[(String, Parse)], least: usize, pieces: usize) -> Self {
        let mut known = IndexSet::from([None]);
        known.extend(words.iter().copied().map(Some));
        let mut counts: IndexMap<u32, usize> = IndexMap::new();
        let mut tags = IndexSet::new();
        let mut buffer = String::new();
        for (text, parse) in treebanks {
            for token in parse.sentences.iter().flat_map(|sentence| &sentence.tokens) {
                let form = Form::new(token.span.of(text), &mut buffer);
                *counts.entry(form.lower).or_default() += 1;
                tags.insert((token.upos, token.xpos));
            }
        }
        known.extend(
            counts
                .iter()
                .filter(|&(_, &count)| count >= least)
                .map(|(&word, _)| Some(word)),
        );
        let entries: Vec<(u64, u32)> = known
            .iter()
            .zip(0..)
            .filter_map(|(word, row)| Some((finish(u64::from((*word)?)), row)))
            .collect();
        Self {
            words: build(&entries),
            rows: known.len(),
            pieces,
            tags,
        }
    }

    /// Knows what a network knows.
    pub(crate) fn of(reader: &NeuralReader<'_>) -> Self {
        Self {
            words: reader.words.slots().to_vec(),
            rows: reader.embeddings.len(),
            pieces: reader.piece_rows.len(),
            tags: reader.tags.iter().copied().collect(),
        }
    }

    /// The words, as they lie in the model file.
    pub(crate) fn into_words(self) -> Vec<Slot> {
        self.words
    }

    /// A word's row.
    fn row(&self, form: &Form) -> u32 {
        let table = Table::new(&self.words).expect("a table that was built is one");
        table.get(finish(u64::from(form.lower))).unwrap_or(0)
    }

    /// The sentence in numbers, its answers doubted as `opinions` on its words say. A tag the lexicon lacks becomes the first.
    pub(crate) fn example(
        &self,
        text: &str,
        sentence: &Sentence,
        opinions: &mut impl Iterator<Item = Opinion>,
    ) -> Example {
        let mut example = Example::default();
        let mut buffer = String::new();
        let count = sentence.tokens.len() as u32;
        let relation = |deprel: Deprel| Some(Deprel::ALL.iter().position(|&each| each == deprel)? as u32);
        let tag = |tag: (Upos, Xpos)| Some(self.tags.get_index_of(&tag)? as u32);
        for token in &sentence.tokens {
            let form = Form::new(token.span.of(text), &mut buffer);
            example.words.push(self.row(&form));
            example.pieces.push(pieces(&form, self.pieces));
            let opinion = opinions.next().unwrap_or_default();
            let head = match token.head {
                TokenId::ROOT => 0,
                head => head.0 + 1,
            };
            let tag_decided = tag((token.upos, token.xpos)).unwrap_or(0);
            learn(&mut example.tags, tag_decided, &opinion.tags, tag);
            let in_sentence = |head| (head <= count).then_some(head);
            learn(&mut example.heads, head, &opinion.heads, in_sentence);
            let relation_decided = relation(token.deprel).unwrap_or(0);
            learn(&mut example.relations, relation_decided, &opinion.relations, relation);
        }
        example
    }
}

/// The next word's answer is `decided`, unless the opinion begins with it and names others.
fn learn<T: Copy>(choices: &mut Choices, decided: u32, opinion: &[(T, f32)], number: impl Fn(T) -> Option<u32>) {
    let answers: Vec<(u32, f32)> = opinion
        .iter()
        .filter_map(|&(answer, weight)| Some((number(answer)?, weight)))
        .collect();
    if answers.first().is_some_and(|&(first, _)| first == decided) {
        choices.push(&answers);
    } else {
        choices.push_certain(decided);
    }
}
