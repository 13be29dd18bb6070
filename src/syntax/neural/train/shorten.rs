//! [`Shortener`]: long sentences → short ones that a reader of news meets and a treebank has few of.

use std::ops::Range;

use crate::syntax::form::Form;
use crate::syntax::neural::piece::pieces;
use crate::syntax::neural::train::{Example, Lexicon};
use crate::syntax::{Deprel, Sentence, TokenId, Upos};

/// Cuts clauses out of sentences, takes away their full stop, and puts some into capitals.
#[derive(Debug)]
pub(crate) struct Shortener {
    /// The number of the relation of a root.
    root: u32,
    /// Rows of the table of pieces.
    pieces: usize,
}

/// Words of the longest clause that is cut out.
const LONGEST: usize = 12;

/// Of so many short sentences one is in capitals throughout.
const CAPITALS: usize = 16;

impl Shortener {
    /// Cuts examples that `lexicon` numbered.
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        Self {
            root: Deprel::ALL
                .iter()
                .position(|&deprel| deprel == Deprel::Root)
                .unwrap_or_default() as u32,
            pieces: lexicon.pieces,
        }
    }

    /// Adds to `short` what the sentence of `example` has of short sentences.
    pub(crate) fn shorten(&self, text: &str, sentence: &Sentence, example: &Example, short: &mut Vec<Example>) {
        let mut ranges: Vec<(Range<usize>, usize)> = Vec::new();
        for (verb, token) in sentence.tokens.iter().enumerate() {
            if matches!(token.upos, Upos::Verb | Upos::Noun | Upos::Adj)
                && matches!(
                    token.deprel,
                    Deprel::Root | Deprel::Ccomp | Deprel::Conj | Deprel::Parataxis
                )
            {
                ranges.extend(clause(sentence, verb).map(|range| (range, verb)));
            }
        }
        if let Some(range) = without_stop(sentence) {
            let root = sentence.tokens.iter().position(|token| token.head == TokenId::ROOT);
            if let Some(root) = root.filter(|root| range.contains(root)) {
                ranges.push((range, root));
            }
        }
        for (range, root) in ranges {
            let mut cut = example.cut(range.clone(), root, self.root);
            if short.len().is_multiple_of(CAPITALS) {
                let mut buffer = String::new();
                for (word, token) in cut.pieces.iter_mut().zip(&sentence.tokens[range]) {
                    let form = token.span.of(text).to_uppercase();
                    *word = pieces(&Form::new(&form, &mut buffer), self.pieces);
                }
            }
            short.push(cut);
        }
    }
}

/// The sentence without its last mark, if nothing depends on it.
fn without_stop(sentence: &Sentence) -> Option<Range<usize>> {
    let last = sentence.tokens.len().checked_sub(1)?;
    let stop = sentence.tokens[last].upos == Upos::Punct
        && sentence.tokens.iter().all(|token| token.head != TokenId(last as u32));
    (stop && last > 0).then_some(0..last)
}

/// The words from a verb's subject to its object, or to the first other thing after it, if they are a sentence of their own.
fn clause(sentence: &Sentence, verb: usize) -> Option<Range<usize>> {
    let tokens = &sentence.tokens;
    let below = |word: usize| tokens[word].head == TokenId(verb as u32);
    let subject = (0..verb).find(|&word| {
        below(word)
            && matches!(tokens[word].deprel, Deprel::Nsubj | Deprel::NsubjPass)
            && tokens[word].upos != Upos::Pron
    })?;
    let within = |word: usize, range: &Range<usize>| {
        let head = tokens[word].head;
        word == verb || head != TokenId::ROOT && range.contains(&(head.0 as usize))
    };
    // The subject's own words begin the clause.
    let mut start = subject;
    while start > 0 && descends(sentence, start - 1, subject) {
        start -= 1;
    }
    let wants = |word: usize| {
        below(word)
            && matches!(
                tokens[word].deprel,
                Deprel::Obj | Deprel::Obl | Deprel::OblUnmarked | Deprel::Xcomp
            )
    };
    let after = (verb + 1..tokens.len()).find(|&word| wants(word));
    let mut end = after.unwrap_or(verb) + 1;
    if let Some(after) = after {
        while end < tokens.len() && descends(sentence, end, after) && tokens[end].upos != Upos::Punct {
            end += 1;
        }
    }
    let range = start..end;
    let whole = range.clone().all(|word| within(word, &range));
    let plain = range.clone().all(|word| tokens[word].upos != Upos::Punct);
    (whole && plain && (2..=LONGEST).contains(&range.len())).then_some(range)
}

/// Whether `word` hangs on `above`, however far.
fn descends(sentence: &Sentence, mut word: usize, above: usize) -> bool {
    for _ in 0..sentence.tokens.len() {
        let head = sentence.tokens[word].head;
        if head == TokenId::ROOT {
            return false;
        }
        word = head.0 as usize;
        if word == above {
            return true;
        }
    }
    false
}
