//! Makes a syntax model from CoNLL-U treebanks.
//!
//! Takes treebanks and a seed, gives the bytes of a model file; the same bytes for the same input, on any machine. Knows
//! nothing of files.

mod learner;
mod lemma;
mod segment;

use crate::syntax::conllu::{self, ConlluError};
use crate::syntax::model::{Section, assemble};
use crate::syntax::neural::train::learn;
use crate::syntax::{Feats, Parse, Token, Upos, Xpos};

pub use crate::syntax::neural::train::{Corpus, NetworkOptions, VectorError, VectorOptions, Vectors};

use crate::text::Vocabulary;

/// What training depends on besides the treebanks.
#[derive(Clone, Debug)]
pub struct Options {
    /// Seed of the breakers of words and sentences.
    pub seed: u64,
    /// The network that tags and parses.
    pub network: NetworkOptions,
    /// What its words mean from the start.
    pub vectors: Option<Vectors>,
    /// CoNLL-U that other models made of raw text: the network sees it once, before the treebanks.
    pub silver: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            seed: 1,
            network: NetworkOptions::default(),
            vectors: None,
            silver: Vec::new(),
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
}

/// Trains a model on `treebanks`, the texts of CoNLL-U files; `progress` is told each step as it begins.
///
/// # Errors
/// When a treebank is not CoNLL-U.
pub fn train(treebanks: &[&str], options: &Options, progress: &mut dyn FnMut(&str)) -> Result<Vec<u8>, ConlluError> {
    let vocabulary = Vocabulary::default();
    let read = |texts: &mut dyn Iterator<Item = &str>| {
        texts
            .map(|text| conllu::read(text, &vocabulary))
            .collect::<Result<Vec<_>, _>>()
    };
    let parses = read(&mut treebanks.iter().copied())?;
    let silver = read(&mut options.silver.iter().map(String::as_str))?;
    let sentences: Vec<Vec<Example>> = parses.iter().flat_map(|(text, parse)| examples(text, parse)).collect();
    progress("words and sentences");
    let breakers = segment::train(&parses, options);
    progress("lemmas and features");
    let lemmas = lemma::train(&sentences);
    progress("tags and trees");
    let network = learn(&parses, &silver, options.vectors.as_ref(), &options.network, progress);
    let mut sections: [&[u8]; Section::COUNT] = [&[]; Section::COUNT];
    sections[Section::LemmaRules as usize] = bytemuck::cast_slice(&lemmas.rules);
    sections[Section::LemmaScripts as usize] = lemmas.scripts.as_bytes();
    sections[Section::FeatsTable as usize] = bytemuck::cast_slice(&lemmas.feats);
    sections[Section::FeatsSets as usize] = bytemuck::cast_slice(&lemmas.sets);
    sections[Section::WordTable as usize] = bytemuck::cast_slice(&breakers.words.0);
    sections[Section::WordRows as usize] = &breakers.words.1;
    sections[Section::Compounds as usize] = bytemuck::cast_slice(&breakers.compounds);
    sections[Section::SentenceTable as usize] = bytemuck::cast_slice(&breakers.sentences.0);
    sections[Section::SentenceRows as usize] = &breakers.sentences.1;
    sections[Section::NetworkSizes as usize] = bytemuck::cast_slice(&network.sizes);
    sections[Section::NetworkWords as usize] = bytemuck::cast_slice(&network.words);
    sections[Section::NetworkTags as usize] = bytemuck::cast_slice(&network.tags);
    sections[Section::NetworkRows as usize] = bytemuck::cast_slice(&network.rows);
    sections[Section::NetworkScales as usize] = bytemuck::cast_slice(&network.scales);
    sections[Section::NetworkDense as usize] = bytemuck::cast_slice(&network.dense);
    Ok(assemble(&sections))
}

fn examples(text: &str, parse: &Parse<'_>) -> Vec<Vec<Example>> {
    let sentences = parse.sentences.iter().map(|sentence| {
        let example = |token: &Token| Example {
            form: token.span.of(text).to_owned(),
            lemma: parse.words.text(token.lemma).to_owned(),
            upos: token.upos,
            xpos: token.xpos,
            feats: token.feats,
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
