//! [`Lexicon`]: which words, pieces and tags the network knows, found in the treebanks; sentences → [`Example`]s.

use indexmap::{IndexMap, IndexSet};

use crate::syntax::form::Form;
use crate::syntax::neural::piece::pieces;
use crate::syntax::neural::train::Example;
use crate::syntax::{Deprel, Parse, Sentence, TokenId, Upos, Xpos};

/// What the network knows by number.
#[derive(Clone, Debug)]
pub(crate) struct Lexicon {
    /// Hashes of words in lower case; `None` is every other word.
    pub words: IndexSet<Option<u32>>,
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
        Self {
            words: known,
            pieces,
            tags,
        }
    }

    /// The sentence in numbers. A tag the lexicon lacks becomes the first.
    pub(crate) fn example(&self, text: &str, sentence: &Sentence) -> Example {
        let mut example = Example::default();
        let mut buffer = String::new();
        for token in &sentence.tokens {
            let form = Form::new(token.span.of(text), &mut buffer);
            example
                .words
                .push(self.words.get_index_of(&Some(form.lower)).unwrap_or(0) as u32);
            example.pieces.push(pieces(&form, self.pieces));
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
