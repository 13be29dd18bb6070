//! A repair tried on a sentence made by hand.
//!
//! Takes CoNLL-U with blanks for tabs, without what follows the relation; gives the words after the repair.

use crate::syntax::{Deprel, Token, conllu};
use crate::text::{Vocabulary, Words};

/// The words of a sentence after a repair.
pub(crate) fn tried(source: &str, repair: impl Fn(&mut [Token], &Words<'_>)) -> Vec<Token> {
    let vocabulary = Vocabulary::default();
    let (_, parse) = conllu::read(source, &vocabulary).unwrap();
    let mut tokens = parse.sentences[0].tokens.clone();
    repair(&mut tokens, &parse.words);
    tokens
}

/// The heads, counted from 1, and relations of a sentence after a repair.
pub(crate) fn arcs(source: &str, repair: impl Fn(&mut [Token], &Words<'_>)) -> Vec<(u32, Deprel)> {
    tried(source, repair).iter().map(arc).collect()
}

/// The head of a word, counted from 1, and its relation.
pub(crate) fn arc(token: &Token) -> (u32, Deprel) {
    (token.head.0.wrapping_add(1), token.deprel)
}
