//! Makes a syntax model from CoNLL-U treebanks.
//!
//! Takes treebanks and a seed, gives the bytes of a model file; the same bytes for the same input, on any machine. Knows
//! nothing of files.

mod learner;
mod lemma;
mod parser;
mod segment;
mod tagger;

use rayon::prelude::*;

use crate::syntax::conllu::{self, ConlluError};
use crate::syntax::model::{Section, assemble};
use crate::syntax::{Deprel, Feats, Parse, Token, TokenId, Upos, Xpos};
use crate::text::Vocabulary;

/// What training depends on besides the treebanks.
#[derive(Clone, Debug)]
pub struct Options {
    /// Seed of the order of sentences and of the parser's exploration.
    pub seed: u64,
    /// How often the tagger sees each sentence.
    pub tagger_rounds: usize,
    /// How often the parser sees each sentence.
    pub parser_rounds: usize,
    /// A feature of the tagger updated less often than this is dropped: smaller models, slightly worse.
    pub tagger_least: u32,
    /// The same for the parser.
    pub parser_least: u32,
    /// Clusters of words that are used alike: a word in lower case, and a number from 1.
    pub clusters: Vec<(String, u32)>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            seed: 1,
            tagger_rounds: 6,
            parser_rounds: 9,
            tagger_least: 2,
            parser_least: 5,
            clusters: Vec::new(),
        }
    }
}

/// A word of a treebank.
#[derive(Clone, Debug)]
struct Example {
    form: String,
    lemma: String,
    upos: Upos,
    xpos: Xpos,
    feats: Feats,
    /// The number of words for the root.
    head: u32,
    deprel: Deprel,
}

/// Trains a model on `treebanks`, the texts of CoNLL-U files; `progress` is told each step as it begins.
///
/// # Errors
/// When a treebank is not CoNLL-U.
pub fn train(treebanks: &[&str], options: &Options, progress: &mut dyn FnMut(&str)) -> Result<Vec<u8>, ConlluError> {
    let vocabulary = Vocabulary::default();
    let parses = treebanks
        .iter()
        .map(|treebank| conllu::read(treebank, &vocabulary))
        .collect::<Result<Vec<_>, _>>()?;
    let sentences: Vec<Vec<Example>> = parses.iter().flat_map(|(text, parse)| examples(text, parse)).collect();
    progress("words and sentences");
    let breakers = segment::train(&parses, options);
    let tags = tagger::TagSet::new(&sentences);
    progress("tagger, and taggers for the parser's tags");
    // The parser learns from tags as wrong as those it will get: each fold is tagged by a tagger that has not seen it.
    let folds: Vec<Option<usize>> = std::iter::once(None).chain((0..FOLDS).map(Some)).collect();
    let taggers: Vec<tagger::Trained> = folds
        .par_iter()
        .map(|&left_out| {
            let chosen = sentences
                .iter()
                .enumerate()
                .filter(|(index, _)| left_out != Some(fold(*index)));
            let chosen: Vec<_> = chosen.map(|(_, sentence)| sentence.as_slice()).collect();
            tagger::train(&chosen, &tags, options)
        })
        .collect();
    let guessed: Vec<Vec<u8>> = sentences
        .par_iter()
        .enumerate()
        .map(|(index, sentence)| taggers[1 + fold(index)].tag(sentence))
        .collect();
    progress("parser");
    let (parser_table, parser_rows) = parser::train(&sentences, &guessed, &tags, options);
    progress("lemmas and features");
    let lemmas = lemma::train(&sentences);
    let tagger = &taggers[0];
    let mut sections: [&[u8]; Section::COUNT] = [&[]; Section::COUNT];
    sections[Section::TagPairs as usize] = bytemuck::cast_slice(&tags.pairs);
    sections[Section::Ambiguity as usize] = bytemuck::cast_slice(&tagger.ambiguity);
    sections[Section::Clusters as usize] = bytemuck::cast_slice(&tagger.clusters);
    sections[Section::TaggerTable as usize] = bytemuck::cast_slice(&tagger.table);
    sections[Section::TaggerRows as usize] = &tagger.rows;
    sections[Section::ParserTable as usize] = bytemuck::cast_slice(&parser_table);
    sections[Section::ParserRows as usize] = &parser_rows;
    sections[Section::LemmaRules as usize] = bytemuck::cast_slice(&lemmas.rules);
    sections[Section::LemmaScripts as usize] = lemmas.scripts.as_bytes();
    sections[Section::FeatsTable as usize] = bytemuck::cast_slice(&lemmas.feats);
    sections[Section::FeatsSets as usize] = bytemuck::cast_slice(&lemmas.sets);
    sections[Section::WordTable as usize] = bytemuck::cast_slice(&breakers.words.0);
    sections[Section::WordRows as usize] = &breakers.words.1;
    sections[Section::Compounds as usize] = bytemuck::cast_slice(&breakers.compounds);
    sections[Section::SentenceTable as usize] = bytemuck::cast_slice(&breakers.sentences.0);
    sections[Section::SentenceRows as usize] = &breakers.sentences.1;
    Ok(assemble(&sections))
}

const FOLDS: usize = 5;

/// The fold of a sentence: runs of fifty sentences, so that a document seldom lies in two folds.
fn fold(index: usize) -> usize {
    index / 50 % FOLDS
}

fn examples(text: &str, parse: &Parse<'_>) -> Vec<Vec<Example>> {
    let sentences = parse.sentences.iter().map(|sentence| {
        let count = sentence.tokens.len() as u32;
        let example = |token: &Token| Example {
            form: token.span.of(text).to_owned(),
            lemma: parse.words.text(token.lemma).to_owned(),
            upos: token.upos,
            xpos: token.xpos,
            feats: token.feats,
            head: if token.head == TokenId::ROOT {
                count
            } else {
                token.head.0
            },
            deprel: token.deprel,
        };
        sentence.tokens.iter().map(example).collect()
    });
    sentences.collect()
}

/// Pseudo-random numbers (xorshift64*, Vigna 2016).
#[derive(Clone, Debug)]
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `bound`.
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        (high as usize * bound) >> 31
    }

    /// Puts `items` in a random order (Fisher and Yates).
    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}
