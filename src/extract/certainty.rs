//! How sure the parser is of the arcs that a statement stands on.

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
