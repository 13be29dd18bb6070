//! How sure the parser is of the arcs that a statement stands on.
//!
//! Takes a sentence and the heads of a clause and its arguments, gives a share. What share is enough is for those to say who
//! make statements.

use crate::syntax::{Sentence, TokenId};

/// The share, from 0 to 1, that the parser gives to all arcs between a clause's head and its arguments: to each by itself,
/// multiplied. A subject that a conjunct, a participle or a relative clause has from elsewhere is as sure as the way there.
pub(super) fn between(sentence: &Sentence, head: TokenId, arguments: &[TokenId]) -> f32 {
    let above: Vec<TokenId> = upwards(sentence, head).collect();
    let mut arcs: Vec<TokenId> = Vec::new();
    for &argument in arguments {
        let own: Vec<TokenId> = upwards(sentence, argument)
            .take_while(|id| !above.contains(id))
            .collect();
        let top = own.last().map_or(argument, |&last| sentence[last].head);
        let shared = above.iter().copied().take_while(|&id| id != top);
        for id in shared.chain(own.iter().copied()) {
            if !arcs.contains(&id) {
                arcs.push(id);
            }
        }
    }
    arcs.iter()
        .map(|&id| f32::from(sentence[id].certainty) / 100.0)
        .product()
}

/// The word and those above it.
fn upwards(sentence: &Sentence, id: TokenId) -> impl Iterator<Item = TokenId> {
    let above = |&id: &TokenId| Some(sentence[id].head).filter(|&head| head != TokenId::ROOT);
    std::iter::successors(Some(id), above)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::conllu;
    use crate::text::Vocabulary;

    #[test]
    fn each_arc_on_the_way_counts_once() {
        let source = "1 Roe Roe PROPN NNP _ 2 nsubj\n2 came come VERB VBD _ 0 root\n3 and and CCONJ CC _ 4 cc\n\
                      4 met meet VERB VBD _ 2 conj\n5 Doe Doe PROPN NNP _ 4 obj";
        let vocabulary = Vocabulary::default();
        let (_, mut parse) = conllu::read(source, &vocabulary).unwrap();
        let sentence = &mut parse.sentences[0];
        for (at, certainty) in [(0, 80), (1, 10), (3, 50), (4, 90)] {
            sentence.tokens[at].certainty = certainty;
        }
        let check = |head: u32, arguments: &[u32], expected: f32| {
            let arguments: Vec<TokenId> = arguments.iter().copied().map(TokenId).collect();
            let found = between(&parse.sentences[0], TokenId(head), &arguments);
            assert!((found - expected).abs() < 1e-6, "{head} {arguments:?}: {found}");
        };
        check(1, &[0], 0.8);
        // The subject that "met" shares with "came" is as sure as the conjunct.
        check(3, &[0], 0.8 * 0.5);
        check(3, &[0, 4], 0.8 * 0.5 * 0.9);
        check(3, &[1], 0.5);
        check(3, &[], 1.0);
    }
}
