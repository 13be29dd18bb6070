//! Mends trees where a parser hangs words in a place that English does not have.
//!
//! Takes a parsed sentence's words with their lemmas, hangs some anew; a file for each kind of fault. What comes out is a tree
//! whatever goes in. Knows no names and no meaning: what it goes by is tags, relations and closed lists of verbs.

mod absolute;
mod adnominals;
mod predicates;
mod speech;
mod strays;
mod titles;
#[cfg(test)]
mod trial;

pub(crate) use predicates::verbs;

use crate::syntax::{Deprel, Token, TokenId, Upos, Xpos};
use crate::text::Words;

/// What hangs some words of a sentence anew.
type Repair<'r> = &'r dyn Fn(&mut [Token]);

/// How far up a tree a subject is looked for.
pub(crate) const REACH: usize = 40;

/// How far from a word its dependants are looked for.
const WIDTH: usize = 240;

/// Makes all repairs of sentences one after the other, in memory that they share.
#[derive(Debug, Default)]
pub(crate) struct Repairs {
    /// The sentence after the last repair that held.
    before: Vec<Token>,
    /// For [`is_tree`].
    seen: Vec<usize>,
}

impl Repairs {
    /// Mends a sentence whose words have their lemmas. The order matters: what is a verb comes before whose it is, and clauses
    /// before names.
    pub(crate) fn make(&mut self, tokens: &mut [Token], words: &Words<'_>) {
        let lemma = |token: &Token| words.text(token.lemma);
        let says = |token: &Token| token.upos == Upos::Verb && speech::reports(lemma(token));
        let repairs: &[Repair<'_>] = &[
            &|tokens| predicates::perfects(tokens, words),
            &|tokens| predicates::actives(tokens),
            &|tokens| predicates::participles(tokens),
            &|tokens| predicates::conjuncts(tokens),
            &|tokens| predicates::agreements(tokens),
            &|tokens| predicates::subjects(tokens),
            &|tokens| adnominals::gapped(tokens, lemma),
            &|tokens| predicates::contents(tokens, says),
            &|tokens| strays::told(tokens, lemma),
            &|tokens| strays::infinitive_subjects(tokens),
            &|tokens| strays::sentences(tokens),
            &|tokens| strays::second_subjects(tokens),
            &|tokens| adnominals::glosses(tokens),
            &|tokens| strays::parts_of_which(tokens),
            &|tokens| strays::objects(tokens),
            &|tokens| titles::names_in_a_row(tokens),
            &|tokens| titles::many_titles(tokens),
            &|tokens| adnominals::holding_participles(tokens, lemma),
            &|tokens| adnominals::namesakes(tokens, lemma),
            &|tokens| titles::pronunciations(tokens),
            &|tokens| predicates::infinitives(tokens),
            &|tokens| absolute::clauses(tokens, words),
            &|tokens| speech::fronted(tokens),
            &|tokens| speech::asides(tokens, words),
            &|tokens| speech::sources(tokens, words),
            &|tokens| speech::chains(tokens, words),
            &|tokens| titles::names(tokens),
        ];
        self.before.clear();
        self.before.extend_from_slice(tokens);
        for repair in repairs {
            repair(tokens);
            // Most sentences need no repair.
            if *tokens == *self.before {
                continue;
            }
            // A repair supposes a language: of what is none it may make no tree, and is taken back.
            if is_tree(tokens, &mut self.seen) {
                self.before.copy_from_slice(tokens);
            } else {
                tokens.copy_from_slice(&self.before);
            }
        }
    }
}

/// Whether the words make one tree: one root, and no circle. `seen` is scratch space.
pub(crate) fn is_tree(tokens: &[Token], seen: &mut Vec<usize>) -> bool {
    if tokens.iter().filter(|token| token.head == TokenId::ROOT).count() != 1 {
        return tokens.is_empty();
    }
    seen.clear();
    seen.resize(tokens.len(), 0);
    // Which walk came by first, counted from 1; meeting one's own walk is a circle.
    for start in 0..tokens.len() {
        let mut at = start;
        while seen[at] == 0 {
            seen[at] = start + 1;
            match tokens[at].head {
                TokenId::ROOT => break,
                head => at = head.index(),
            }
        }
        if seen[at] == start + 1 && tokens[at].head != TokenId::ROOT {
            return false;
        }
    }
    true
}

/// Hangs a word where the repair's conditions leave it no other place. The parser's doubt was of the arc that is gone.
pub(crate) fn hang(token: &mut Token, head: TokenId, deprel: Deprel) {
    token.head = head;
    token.deprel = deprel;
    token.certainty = 100;
}

/// The words among which those that hang on the word are looked for, so that a sentence without end takes no longer.
pub(crate) fn around(tokens: &[Token], word: usize) -> &[Token] {
    &tokens[word.saturating_sub(WIDTH)..(word + WIDTH).min(tokens.len())]
}

/// Relations of what a clause needs in front of its verb.
pub(crate) const SUBJECTS: &[Deprel] = &[
    Deprel::Nsubj,
    Deprel::NsubjPass,
    Deprel::Csubj,
    Deprel::CsubjPass,
    Deprel::Expl,
];

/// The place of a dependant of the word at `head` with one of the relations.
pub(crate) fn own(tokens: &[Token], head: usize, relations: &[Deprel]) -> Option<usize> {
    let id = TokenId(head as u32);
    (head.saturating_sub(WIDTH)..tokens.len().min(head + WIDTH))
        .find(|&at| tokens[at].head == id && relations.contains(&tokens[at].deprel))
}

/// Whether the verb, its auxiliary or its copula is finite.
pub(crate) fn is_finite(tokens: &[Token], verb: usize) -> bool {
    let finite = |at: usize| matches!(tokens[at].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
    finite(verb) || own(tokens, verb, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]).is_some_and(finite)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::repair::trial::tried;

    #[test]
    fn a_tree_has_one_root_and_no_circle() {
        // Whether the tree holds once the second word hangs on the third.
        let sound = |source: &str| {
            let mut tokens = tried(source, |_, _| {});
            assert!(is_tree(&tokens, &mut Vec::new()));
            tokens[1].head = TokenId(2);
            is_tree(&tokens, &mut Vec::new())
        };
        let circle = "1 Roe Roe PROPN NNP _ 0 root\n2 met meet VERB VBD _ 1 dep\n3 Doe Doe PROPN NNP _ 2 obj";
        assert!(!sound(circle));
        assert!(sound(&circle.replace("_ 2 obj", "_ 1 obj")));
        let rootless = "1 Roe Roe PROPN NNP _ 2 nsubj\n2 met meet VERB VBD _ 0 root\n3 Doe Doe PROPN NNP _ 2 obj";
        assert!(!sound(rootless));
    }
}
