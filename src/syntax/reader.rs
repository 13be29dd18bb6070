//! [`Syntax`]: the loaded model, and text → [`Parse`].

use crate::syntax::form::Form;
use crate::syntax::model::{Model, is_sound};
#[cfg(feature = "train")]
use crate::syntax::neural::NeuralReader;
use crate::syntax::repair::{self, Repairs};
use crate::syntax::words::{Piece, Stretch, stretches};
use crate::syntax::{Deprel, Feats, ModelError, Parse, Sentence, Token, TokenId, Upos, Xpos, block, sentences};
use crate::text::{BlockKind, Span, Vocabulary, Word, Words};

/// Reads English. Loading takes no copy of the model.
#[derive(Clone, Debug)]
pub struct Syntax {
    model: Model<'static>,
}

/// Puts the model's bytes at a multiple of eight.
#[repr(C, align(8))]
struct Aligned<B: ?Sized>(B);

static EMBEDDED: &Aligned<[u8]> = &Aligned(*include_bytes!("english/model.bin"));

/// Lemmas that make up half of any English text.
const COMMON_LEMMAS: &[&str] = &[
    ".", ",", "the", "be", "to", "of", "and", "a", "in", "have", "that", "for", "it", "on", "he", "with", "say", "as",
    "at", "by", "from", "not", "they", "this", "will", "his", "we", "you", "I", "she", "an", "or", "but", "'s",
    "their", "its", "do", "would", "who", "which", "can", "could", "\"", "-", "(", ")", ":", "'", "more", "after",
    "one", "also", "year", "other",
];

impl Syntax {
    /// The English model inside the program. `vocabulary` learns the lemmas that every text has.
    ///
    /// # Panics
    /// Never: a test loads it.
    pub fn embedded(vocabulary: &mut Vocabulary) -> Self {
        for lemma in COMMON_LEMMAS {
            vocabulary.intern(lemma);
        }
        Self::from_model(&EMBEDDED.0).expect("the embedded model is one of this version")
    }

    /// A model file's bytes, at an address that is a multiple of eight, as a model.
    ///
    /// # Errors
    /// When the bytes are no model of this version.
    pub fn from_model(bytes: &'static [u8]) -> Result<Self, ModelError> {
        Ok(Self {
            model: Model::read(bytes)?,
        })
    }

    /// A model file's bytes, wherever they lie, as a model; they stay in memory for as long as the program runs.
    ///
    /// # Errors
    /// When the bytes are no model of this version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut aligned = vec![0_u64; bytes.len().div_ceil(8)];
        bytemuck::cast_slice_mut::<u64, u8>(&mut aligned)[..bytes.len()].copy_from_slice(bytes);
        Self::from_model(&bytemuck::cast_slice(aligned.leak())[..bytes.len()])
    }

    /// The SHA-256 of the model: two parses with the same are made the same way.
    pub fn model_hash(&self) -> [u8; 32] {
        self.model.hash
    }

    /// The network that tags and parses.
    #[cfg(feature = "train")]
    pub(crate) fn network(&self) -> &NeuralReader<'static> {
        &self.model.network
    }

    /// Reads a text: its blocks, sentences, words and trees.
    pub fn parse<'v>(&self, text: &str, vocabulary: &'v Vocabulary) -> Parse<'v> {
        let mut parse = self.segment(text, vocabulary);
        self.annotate(text, &mut parse);
        parse
    }

    /// Reads a text no further than its blocks, sentences and words.
    pub fn segment<'v>(&self, text: &str, vocabulary: &'v Vocabulary) -> Parse<'v> {
        let mut parse = Parse {
            blocks: block::blocks(text),
            sentences: Vec::new(),
            words: Words::new(vocabulary),
        };
        let (mut pieces, mut stretch) = (Vec::new(), Stretch::default());
        let (mut marks, mut ends, mut buffer) = (Vec::new(), Vec::new(), String::new());
        for block in &parse.blocks {
            pieces.clear();
            self.model.words.cut(text, block.span, &mut stretch, &mut pieces);
            sentences::marks(text, &pieces, &mut buffer, &mut marks);
            self.model.sentences.ends(&marks, &mut ends);
            let mut start = 0;
            for &end in &ends {
                parse.sentences.push(bare(&pieces[start..end], block.kind));
                start = end;
            }
        }
        parse
    }

    /// Reads a text of one sentence a line, whose words are already separated by blanks, as the Penn Treebank's are.
    /// Lines count as blocks; empty ones have no sentence.
    pub fn parse_lines<'v>(&self, text: &str, vocabulary: &'v Vocabulary) -> Parse<'v> {
        let mut parse = self.segment_lines(text, vocabulary);
        self.annotate(text, &mut parse);
        parse
    }

    /// Reads a text of one sentence a line no further than its sentences and words.
    pub fn segment_lines<'v>(&self, text: &str, vocabulary: &'v Vocabulary) -> Parse<'v> {
        let mut parse = Parse {
            blocks: block::line_blocks(text),
            sentences: Vec::new(),
            words: Words::new(vocabulary),
        };
        for block in &parse.blocks {
            let pieces: Vec<_> = stretches(text, block.span)
                .map(|span| Piece { span, joined: false })
                .collect();
            parse.sentences.push(bare(&pieces, block.kind));
        }
        parse
    }

    /// Tags, lemmatizes and parses sentences whose tokens are given; what they said before is overwritten.
    pub fn annotate(&self, text: &str, parse: &mut Parse<'_>) {
        let Parse { sentences, words, .. } = parse;
        let (mut lower, mut lemma) = (String::new(), String::new());
        let mut forms = Vec::new();
        let mut ranges = Vec::with_capacity(sentences.len());
        for sentence in sentences.iter() {
            let start = forms.len();
            forms.extend(
                sentence
                    .tokens
                    .iter()
                    .map(|token| Form::new(token.span.of(text), &mut lower)),
            );
            ranges.push(start..forms.len());
        }
        let Model {
            network,
            morphology,
            lemmatizer,
            ..
        } = &self.model;
        let mut readings = network.read(&forms, &ranges).into_iter();
        let known = |word: &str| network.knows(word);
        let mut repairs = Repairs::default();
        for (sentence, range) in sentences.iter_mut().zip(ranges) {
            for (token, reading) in sentence.tokens.iter_mut().zip(&mut readings) {
                token.upos = reading.upos;
                token.xpos = reading.xpos;
                token.head = reading.head;
                token.deprel = reading.deprel;
                token.certainty = reading.certainty;
            }
            repair::verbs(&mut sentence.tokens);
            for token in &mut sentence.tokens {
                lemmatizer.lemma(
                    token.span.of(text),
                    (token.upos, token.xpos),
                    known,
                    &mut lower,
                    &mut lemma,
                );
                token.lemma = words.intern(&lemma);
            }
            repairs.make(&mut sentence.tokens, words);
            morphology.annotate(&mut sentence.tokens, &forms[range]);
        }
    }
}

/// A sentence of these words, not yet parsed: all hang on the first.
fn bare(pieces: &[Piece], block: BlockKind) -> Sentence {
    let token = |(index, piece): (usize, &Piece)| Token {
        span: piece.span,
        lemma: Word::EMPTY,
        upos: Upos::default(),
        xpos: Xpos::default(),
        feats: Feats::default(),
        head: if index == 0 { TokenId::ROOT } else { TokenId(0) },
        deprel: if index == 0 { Deprel::Root } else { Deprel::Dep },
        certainty: 100,
        joined: piece.joined,
    };
    let span = match pieces {
        [] => Span::default(),
        [first, ..] => first.span.cover(pieces[pieces.len() - 1].span),
    };
    Sentence {
        span,
        block,
        tokens: pieces.iter().enumerate().map(token).collect(),
    }
}

/// Whether a model file is as it was written, by its hash. Loading leaves this out: it reads every byte.
pub fn model_is_sound(bytes: &[u8]) -> bool {
    is_sound(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load() -> (Syntax, Vocabulary) {
        let mut vocabulary = Vocabulary::default();
        (Syntax::embedded(&mut vocabulary), vocabulary)
    }

    #[test]
    fn the_embedded_model_is_sound() {
        assert!(model_is_sound(&EMBEDDED.0));
        assert_ne!(load().0.model_hash(), [0; 32]);
    }

    #[test]
    fn reads_a_plain_sentence() {
        let (syntax, vocabulary) = load();
        let text = "Norland's ministers didn't send a note of protest to Sudria.";
        let parse = syntax.parse(text, &vocabulary);
        let [sentence] = &parse.sentences[..] else {
            panic!("one sentence")
        };
        let forms: Vec<_> = sentence.tokens.iter().map(|token| token.span.of(text)).collect();
        let expect = [
            "Norland",
            "'s",
            "ministers",
            "did",
            "n't",
            "send",
            "a",
            "note",
            "of",
            "protest",
            "to",
            "Sudria",
            ".",
        ];
        assert_eq!(forms, expect);
        assert!(sentence.tokens[1].joined && sentence.tokens[4].joined);
        let of = |index: usize| (sentence.tokens[index].deprel, sentence.tokens[index].head);
        assert_eq!(of(2), (Deprel::Nsubj, TokenId(5)));
        assert_eq!(of(5), (Deprel::Root, TokenId::ROOT));
        assert_eq!(of(7), (Deprel::Obj, TokenId(5)));
        assert_eq!(parse.words.text(sentence.tokens[2].lemma), "minister");
    }

    #[test]
    fn lines_are_sentences_of_given_words() {
        let (syntax, vocabulary) = load();
        let text = "`` We object , '' she said -LRB- twice -RRB- .\n\nRain fell .\n";
        let parse = syntax.parse_lines(text, &vocabulary);
        assert_eq!(
            parse
                .sentences
                .iter()
                .map(|sentence| sentence.tokens.len())
                .collect::<Vec<_>>(),
            [11, 3]
        );
        assert_eq!(parse.sentences[0].tokens[0].upos, Upos::Punct);
        assert_eq!(parse.words.text(parse.sentences[0].tokens[7].lemma), "(");
    }
}
