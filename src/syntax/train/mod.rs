//! Makes a syntax model from CoNLL-U treebanks.
//!
//! Takes treebanks and a seed, gives the bytes of a model file: the same bytes for the same input on the same kind of
//! processor (another rounds the network's sums otherwise). Knows nothing of files.

mod council;
mod learner;
mod lemma;
mod morphology;
mod segment;

use crate::syntax::conllu::{self, ConlluError};
use crate::syntax::model::{Section, assemble, disassemble};
use crate::syntax::neural::train::{Learnt, Silver, learn, learn_on, mix_tables};
use crate::syntax::table::Slot;
use crate::syntax::{ModelError, Parse, Syntax, Token, Upos, Xpos};
use crate::text::Vocabulary;

pub use council::{Council, CouncilError, WHOLE};

pub use crate::syntax::neural::train::{Corpus, NetworkOptions, VectorError, VectorOptions, Vectors};

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
}

/// Trains a model on `treebanks`, the texts of CoNLL-U files; `progress` is told each step as it begins.
///
/// # Errors
/// When a treebank is not CoNLL-U.
pub fn train(treebanks: &[&str], options: &Options, progress: &mut dyn FnMut(&str)) -> Result<Vec<u8>, ConlluError> {
    let vocabulary = Vocabulary::default();
    let parses = read(treebanks.iter().copied(), &vocabulary)?;
    let silver_parses = read(options.silver.iter().map(String::as_str), &vocabulary)?;
    let silver = silver(&options.silver, &silver_parses);
    progress("words, sentences, lemmas and features");
    let tables = Tables::learn(&parses, options);
    progress("tags and trees");
    let network = learn(&parses, &silver, options.vectors.as_ref(), &options.network, progress);
    let mut sections: [&[u8]; Section::COUNT] = [&[]; Section::COUNT];
    tables.put(&mut sections);
    put_network(&network, &mut sections);
    Ok(assemble(&sections))
}

/// Trains the network of `model`, the bytes of a model file, further; everything else is taken over. `options.silver` is what
/// the same model makes of raw text.
///
/// # Errors
/// When a treebank is not CoNLL-U or `model` no model.
pub fn refine(
    model: &[u8],
    treebanks: &[&str],
    options: &Options,
    progress: &mut dyn FnMut(&str),
) -> Result<Vec<u8>, TrainError> {
    let syntax = Syntax::from_bytes(model)?;
    let vocabulary = Vocabulary::default();
    let parses = read(treebanks.iter().copied(), &vocabulary)?;
    let silver_parses = read(options.silver.iter().map(String::as_str), &vocabulary)?;
    let silver = silver(&options.silver, &silver_parses);
    let mut sections = disassemble(model)?;
    let dense: Vec<f32> = dense(&sections).collect();
    let network = learn_on(syntax.network(), &dense, &parses, &silver, &options.network, progress);
    put_network(&network, &mut sections);
    Ok(assemble(&sections))
}

/// The means of two models' networks, weight by weight, `share` of the first; everything else is the first's. The second
/// has learnt on from the first: between them lie networks that keep what each does well (Wortsman et al. 2022).
///
/// # Errors
/// When one is no model, or they are of different sizes.
pub fn mix(first: &[u8], second: &[u8], share: f32) -> Result<Vec<u8>, TrainError> {
    let (one, other) = (Syntax::from_bytes(first)?, Syntax::from_bytes(second)?);
    let mut sections = disassemble(first)?;
    let dense = dense(&sections)
        .zip(dense(&disassemble(second)?))
        .map(|(one, other)| share * one + (1.0 - share) * other)
        .collect::<Vec<f32>>();
    let (rows, scales) = mix_tables(one.network(), other.network(), share).ok_or(TrainError::Sizes)?;
    sections[Section::NetworkDense as usize] = bytemuck::cast_slice(&dense);
    sections[Section::NetworkRows as usize] = bytemuck::cast_slice(&rows);
    sections[Section::NetworkScales as usize] = bytemuck::cast_slice(&scales);
    Ok(assemble(&sections))
}

/// The weights that every word uses; the file may lie at an odd address.
fn dense(sections: &[&[u8]; Section::COUNT]) -> impl Iterator<Item = f32> {
    let (numbers, _) = sections[Section::NetworkDense as usize].as_chunks();
    numbers.iter().map(|&bytes| f32::from_le_bytes(bytes))
}

fn silver<'a, 'v>(sources: &'a [String], parses: &'a [(String, Parse<'v>)]) -> Vec<Silver<'a, 'v>> {
    let pairs = sources.iter().zip(parses);
    pairs.map(|(source, parse)| Silver { source, parse }).collect()
}

fn put_network<'n>(network: &'n Learnt, sections: &mut [&'n [u8]; Section::COUNT]) {
    sections[Section::NetworkSizes as usize] = bytemuck::cast_slice(&network.sizes);
    sections[Section::NetworkWords as usize] = bytemuck::cast_slice(&network.words);
    sections[Section::NetworkTags as usize] = bytemuck::cast_slice(&network.tags);
    sections[Section::NetworkRows as usize] = bytemuck::cast_slice(&network.rows);
    sections[Section::NetworkScales as usize] = bytemuck::cast_slice(&network.scales);
    sections[Section::NetworkDense as usize] = bytemuck::cast_slice(&network.dense);
}

/// Trains everything but the network, which is taken over from `model`, the bytes of a model file: seconds instead of most
/// of an hour, and the same bytes as training all of it.
///
/// # Errors
/// When a treebank is not CoNLL-U or `model` no model.
pub fn retrain_tables(model: &[u8], treebanks: &[&str], options: &Options) -> Result<Vec<u8>, TrainError> {
    let vocabulary = Vocabulary::default();
    let tables = Tables::learn(&read(treebanks.iter().copied(), &vocabulary)?, options);
    let mut sections = disassemble(model)?;
    tables.put(&mut sections);
    Ok(assemble(&sections))
}

/// Why a model cannot be trained.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TrainError {
    /// A treebank is not CoNLL-U.
    #[error(transparent)]
    Treebank(#[from] ConlluError),
    /// The model to build on is none.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// Two models are not of the same shape.
    #[error("the models are of different sizes; mix one with what learnt on from it")]
    Sizes,
}

fn read<'t, 'v>(
    texts: impl Iterator<Item = &'t str>,
    vocabulary: &'v Vocabulary,
) -> Result<Vec<(String, Parse<'v>)>, ConlluError> {
    texts.map(|text| conllu::read(text, vocabulary)).collect()
}

/// Everything of a model but its network.
struct Tables {
    breakers: segment::Trained,
    lemmas: lemma::Trained,
    feats_table: Vec<Slot>,
    feats_sets: Vec<u64>,
}

impl Tables {
    fn learn(parses: &[(String, Parse<'_>)], options: &Options) -> Self {
        let sentences: Vec<Vec<Example>> = parses.iter().flat_map(|(text, parse)| examples(text, parse)).collect();
        let (feats_table, feats_sets) = morphology::train(parses);
        Self {
            breakers: segment::train(parses, options),
            lemmas: lemma::train(&sentences),
            feats_table,
            feats_sets,
        }
    }

    fn put<'t>(&'t self, sections: &mut [&'t [u8]; Section::COUNT]) {
        let Self {
            breakers,
            lemmas,
            feats_table,
            feats_sets,
        } = self;
        sections[Section::LemmaRules as usize] = bytemuck::cast_slice(&lemmas.rules);
        sections[Section::LemmaScripts as usize] = lemmas.scripts.as_bytes();
        sections[Section::FeatsTable as usize] = bytemuck::cast_slice(feats_table);
        sections[Section::FeatsSets as usize] = bytemuck::cast_slice(feats_sets);
        sections[Section::WordTable as usize] = bytemuck::cast_slice(&breakers.words.0);
        sections[Section::WordRows as usize] = &breakers.words.1;
        sections[Section::Compounds as usize] = bytemuck::cast_slice(&breakers.compounds);
        sections[Section::SentenceTable as usize] = bytemuck::cast_slice(&breakers.sentences.0);
        sections[Section::SentenceRows as usize] = &breakers.sentences.1;
    }
}

fn examples(text: &str, parse: &Parse<'_>) -> Vec<Vec<Example>> {
    let sentences = parse.sentences.iter().map(|sentence| {
        let example = |token: &Token| Example {
            form: token.span.of(text).to_owned(),
            lemma: parse.words.text(token.lemma).to_owned(),
            upos: token.upos,
            xpos: token.xpos,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::{Evaluation, Syntax, Tree};

    const TREEBANK: &str = "\
1 Norland Norland PROPN NNP _ 2 nsubj
2 rejects reject VERB VBZ _ 0 root
3 the the DET DT _ 4 det
4 plan plan NOUN NN _ 2 obj
5 . . PUNCT . _ 2 punct

1 Sudria Sudria PROPN NNP _ 2 nsubj
2 signs sign VERB VBZ _ 0 root
3 a a DET DT _ 5 det
4 long long ADJ JJ _ 5 amod
5 treaty treaty NOUN NN _ 2 obj
6 with with ADP IN _ 7 case
7 Norland Norland PROPN NNP _ 2 obl
8 . . PUNCT . _ 2 punct

1 The the DET DT _ 2 det
2 plan plan NOUN NN _ 4 nsubj:pass
3 was be AUX VBD _ 4 aux:pass
4 signed sign VERB VBN _ 0 root
5 . . PUNCT . _ 4 punct
";

    fn options() -> Options {
        Options {
            network: NetworkOptions {
                hidden: 16,
                epochs: 150,
                dropout: 0.1,
                ..NetworkOptions::default()
            },
            ..Options::default()
        }
    }

    /// A larger network, hardly taught.
    fn large() -> Options {
        let mut options = options();
        (options.network.hidden, options.network.epochs) = (32, 1);
        options
    }

    #[test]
    fn one_seed_gives_one_model_and_it_has_learnt() {
        let make = || train(&[TREEBANK], &options(), &mut |_| ()).unwrap();
        let bytes = make();
        assert!(bytes == make(), "two trainings differ");
        assert!(
            retrain_tables(&bytes, &[TREEBANK], &options()).unwrap() == bytes,
            "tables differ"
        );
        let vocabulary = Vocabulary::default();
        let (text, gold) = conllu::read(TREEBANK, &vocabulary).unwrap();
        let mut found = gold.clone();
        Syntax::from_bytes(&bytes).unwrap().annotate(&text, &mut found);
        let evaluation = Evaluation::new(&gold, &found);
        assert_eq!(evaluation.upos.right, evaluation.upos.gold);
        assert_eq!(evaluation.las.right, evaluation.las.gold);
    }

    #[test]
    fn a_sentence_is_read_the_same_alone_and_in_company() {
        let syntax = Syntax::from_bytes(&train(&[TREEBANK], &options(), &mut |_| ()).unwrap()).unwrap();
        let vocabulary = Vocabulary::default();
        let lines = [
            "Norland signs the plan .",
            "A treaty",
            "The long plan with Sudria was signed .",
        ];
        let together = syntax.parse_lines(&lines.join("\n"), &vocabulary);
        for (line, beside) in lines.iter().zip(&together.sentences) {
            let alone = &syntax.parse_lines(line, &vocabulary).sentences[0];
            assert_eq!(alone.tokens.len(), beside.tokens.len());
            for (alone, beside) in alone.tokens.iter().zip(&beside.tokens) {
                let said = |token: &Token| (token.upos, token.xpos, token.head, token.deprel, token.certainty);
                assert_eq!(said(alone), said(beside));
            }
        }
    }

    #[test]
    fn a_sentence_of_any_length_is_one_tree() {
        let syntax = Syntax::from_bytes(&train(&[TREEBANK], &options(), &mut |_| ()).unwrap()).unwrap();
        let vocabulary = Vocabulary::default();
        let parse = syntax.parse_lines(&"the plan with a treaty ".repeat(140), &vocabulary);
        let [sentence] = &parse.sentences[..] else {
            panic!("one line, one sentence")
        };
        let tree = Tree::new(sentence);
        assert_eq!(tree.subtree(tree.root(), |_| false).len(), 700);
    }

    #[test]
    fn a_council_writes_what_another_model_learns_from() {
        let member = |seed: u64, treebank: &str| {
            let mut options = options();
            (options.network.seed, options.network.epochs) = (seed, 20);
            Syntax::from_bytes(&train(&[treebank], &options, &mut |_| ()).unwrap()).unwrap()
        };
        let text = "Norland rejects the plan. Norland rejects the plan. Sudria signs a treaty.";
        let council = Council::new(vec![member(1, TREEBANK), member(2, TREEBANK)]).unwrap();
        let mut silver = String::new();
        council.read(text, WHOLE, &mut silver).unwrap();
        let vocabulary = Vocabulary::default();
        let (read, parse) = conllu::read(&silver, &vocabulary).unwrap();
        assert!(parse.sentences.len() < 3, "{read}: each sentence once");
        let doubtful = Options {
            silver: vec![silver],
            ..options()
        };
        assert!(
            train(&[TREEBANK], &doubtful, &mut |_| ()).unwrap() != train(&[TREEBANK], &options(), &mut |_| ()).unwrap()
        );
        let other = TREEBANK.replace("JJ", "JJR");
        assert!(Council::new(vec![member(1, TREEBANK), member(1, &other)]).is_err());
        assert!(Council::new(Vec::new()).is_err());
    }

    #[test]
    fn a_model_learns_on_from_its_own_parses() {
        let model = train(&[TREEBANK], &options(), &mut |_| ()).unwrap();
        let council = Council::new(vec![Syntax::from_bytes(&model).unwrap()]).unwrap();
        let mut own = String::new();
        council
            .read(
                "Norland rejects the plan. Sudria signs a long treaty with Norland.",
                WHOLE,
                &mut own,
            )
            .unwrap();
        let mut more = options();
        more.silver = vec![own];
        (more.network.epochs, more.network.rate) = (20, 0.001);
        let refined = refine(&model, &[TREEBANK], &more, &mut |_| ()).unwrap();
        assert!(refined != model);
        assert!(
            refined == refine(&model, &[TREEBANK], &more, &mut |_| ()).unwrap(),
            "two trainings differ"
        );
        // A sentence without its full stop was not among the treebank's.
        let syntax = Syntax::from_bytes(&refined).unwrap();
        let vocabulary = Vocabulary::default();
        let parse = syntax.parse_lines("Sudria rejects the treaty", &vocabulary);
        assert_eq!(parse.sentences[0].tokens[1].upos, Upos::Verb);
        assert!(refine(b"ELF", &[TREEBANK], &more, &mut |_| ()).is_err());
        let mixed = mix(&model, &refined, 0.5).unwrap();
        assert!(mixed != model && mixed != refined && mixed.len() == model.len());
        let large = train(&[TREEBANK], &large(), &mut |_| ()).unwrap();
        assert_eq!(mix(&model, &large, 0.5), Err(TrainError::Sizes));
    }

    #[test]
    fn vectors_come_back_from_their_file_and_start_a_network() {
        let vocabulary = Vocabulary::default();
        let (text, parse) = conllu::read(TREEBANK, &vocabulary).unwrap();
        let mut corpus = Corpus::default();
        corpus.add(&text, &parse);
        assert_eq!(corpus.words(), 18);
        let small = VectorOptions {
            least: 1,
            pieces: 64,
            word: 16,
            piece: 16,
            ..VectorOptions::default()
        };
        let vectors = Vectors::learn(&corpus, &small);
        assert_eq!(vectors, Vectors::learn(&corpus, &small));
        let bytes = vectors.to_bytes();
        assert_eq!(Vectors::from_bytes(&bytes), Ok(vectors.clone()));
        assert_eq!(Vectors::from_bytes(&bytes[..bytes.len() - 4]), Err(VectorError));
        let options = Options {
            vectors: Some(vectors),
            ..options()
        };
        let model = train(&[TREEBANK], &options, &mut |_| ()).unwrap();
        assert!(model.len() < train(&[TREEBANK], &self::options(), &mut |_| ()).unwrap().len());
    }
}
