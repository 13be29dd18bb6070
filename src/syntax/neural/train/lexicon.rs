//! [`Lexicon`]: which words, pieces and tags the network knows, found in the treebanks; sentences → [`Example`]s.

use indexmap::{IndexMap, IndexSet};

use crate::syntax::neural::form;
use crate::syntax::neural::train::Example;
use crate::syntax::{Deprel, Parse, Sentence, TokenId, Upos, Xpos};

/// What the network knows by number.
#[derive(Clone, Debug)]
pub struct Lexicon {
    /// Keys of words; row 0 is no word.
    pub words: IndexSet<u64>,
    /// Rows of the table of pieces.
    pub pieces: usize,
    /// Tags.
    pub tags: IndexSet<(Upos, Xpos)>,
}

impl Lexicon {
    /// Knows the words in `words` and those that the sentences hold at least `least` times, and their tags.
    pub fn new(words: impl Iterator<Item = String>, treebank: &[(String, Parse)], least: usize, pieces: usize) -> Self {
        let mut known = IndexSet::from([0]);
        known.extend(words.map(|word| form::key(&word)));
        let mut counts: IndexMap<u64, usize> = IndexMap::new();
        let mut tags = IndexSet::new();
        let mut normalised = String::new();
        for (text, parse) in treebank {
            for token in parse.sentences.iter().flat_map(|sentence| &sentence.tokens) {
                form::normalise(token.span.of(text), &mut normalised);
                *counts.entry(form::key(&normalised)).or_default() += 1;
                tags.insert((token.upos, token.xpos));
            }
        }
        known.extend(counts.iter().filter(|&(_, &count)| count >= least).map(|(&key, _)| key));
        Self {
            words: known,
            pieces,
            tags,
        }
    }

    /// The sentence in numbers. A tag the lexicon lacks becomes the first.
    pub fn example(&self, text: &str, sentence: &Sentence) -> Example {
        let mut example = Example::default();
        let mut normalised = String::new();
        for token in &sentence.tokens {
            let written = token.span.of(text);
            form::normalise(written, &mut normalised);
            let row = self.words.get_index_of(&form::key(&normalised)).unwrap_or(0);
            example.words.push(row as u32);
            let mut pieces = Vec::with_capacity(form::MAX_PIECES);
            form::pieces(written, |hash| pieces.push((hash % self.pieces as u64) as u32));
            example.pieces.push(pieces);
            let tag = self.tags.get_index_of(&(token.upos, token.xpos)).unwrap_or(0);
            example.tags.push(tag as u32);
            example.heads.push(match token.head {
                TokenId::ROOT => 0,
                head => head.0 + 1,
            });
            let relation = Deprel::ALL.iter().position(|&each| each == token.deprel).unwrap_or(0);
            example.relations.push(relation as u32);
        }
        example
    }
}
