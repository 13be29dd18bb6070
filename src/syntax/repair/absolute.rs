//! Prepositional phrases that are clauses: "**for Sudria to leave**", "**despite Sudria claiming** that …".
//!
//! Takes a parsed sentence's words with their lemmas. Where a name stands between the preposition and the verb, the parser may
//! hang both on the same word; then the name is the verb's subject and the preposition its mark.

use crate::syntax::repair::{REACH, SUBJECTS, hang, own};
use crate::syntax::{Deprel, Token, TokenId, Upos, Xpos};
use crate::text::Words;

/// Gives such verbs their subjects.
pub(crate) fn clauses(tokens: &mut [Token], words: &Words<'_>) {
    for case in 0..tokens.len() {
        let Token { deprel, head: noun, .. } = tokens[case];
        if deprel != Deprel::Case || noun == TokenId::ROOT || noun.index() < case {
            continue;
        }
        let preposition = words.text(tokens[case].lemma);
        let behind = end_of(tokens, noun);
        let verb = match preposition {
            "for" => (behind + 1 < tokens.len() && tokens[behind].xpos == Xpos::To).then(|| tokens[behind].head),
            "despite" | "without" => {
                (behind < tokens.len() && tokens[behind].xpos == Xpos::Vbg).then_some(TokenId(behind as u32))
            }
            _ => None,
        };
        let Some(verb) = verb.filter(|&verb| verb != TokenId::ROOT && verb > noun) else {
            continue;
        };
        let phrase = tokens[noun.index()];
        let clause = tokens[verb.index()];
        let beside = matches!(phrase.deprel, Deprel::Obl | Deprel::Nmod)
            && clause.head == phrase.head
            && matches!(
                clause.deprel,
                Deprel::Acl | Deprel::Advcl | Deprel::Xcomp | Deprel::Ccomp
            );
        if beside && clause.upos == Upos::Verb && may_act(tokens, noun) && own(tokens, verb.index(), SUBJECTS).is_none()
        {
            hang(&mut tokens[noun.index()], verb, Deprel::Nsubj);
            hang(&mut tokens[case], verb, Deprel::Mark);
        }
    }
}

/// The place behind the noun and the phrases that hang on it: behind "the killers of Roe".
fn end_of(tokens: &[Token], noun: TokenId) -> usize {
    let is_within = |word: usize| {
        let above = |id: &TokenId| Some(tokens[id.index()].head).filter(|&head| head != TokenId::ROOT);
        let is_phrase = |id: TokenId| {
            !matches!(
                tokens[id.index()].deprel,
                Deprel::Acl | Deprel::AclRelcl | Deprel::Appos
            )
        };
        std::iter::successors(Some(TokenId(word as u32)), above)
            .take(REACH)
            .take_while(|&id| id > noun && is_phrase(id))
            .any(|id| tokens[id.index()].head == noun)
    };
    (noun.index() + 1..tokens.len())
        .find(|&word| !is_within(word))
        .unwrap_or(tokens.len())
}

/// Whether the noun is a name, a pronoun or has an article: not "waited for hours to see".
fn may_act(tokens: &[Token], noun: TokenId) -> bool {
    match tokens[noun.index()].upos {
        Upos::Propn | Upos::Pron => true,
        Upos::Noun => own(tokens, noun.index(), &[Deprel::Det, Deprel::NmodPoss]).is_some(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::repair::trial::arcs;

    /// The heads, counted from 1, and relations of a sentence after the repair.
    fn repaired(source: &str) -> Vec<(u32, Deprel)> {
        arcs(source, clauses)
    }

    #[test]
    fn whoever_is_to_act_is_the_subject() {
        let plan = "1 plans plan NOUN NNS _ 0 root\n2 for for ADP IN _ 3 case\n3 Sudria Sudria PROPN NNP _ 1 nmod\n\
                    4 to to PART TO _ 5 mark\n5 leave leave VERB VB _ 1 acl";
        assert_eq!(repaired(plan)[1..3], [(5, Deprel::Mark), (5, Deprel::Nsubj)]);
        let of = "1 plans plan NOUN NNS _ 0 root\n2 for for ADP IN _ 3 case\n3 Roe Roe PROPN NNP _ 1 nmod\n\
                  4 of of ADP IN _ 5 case\n5 Sudria Sudria PROPN NNP _ 3 nmod\n6 to to PART TO _ 7 mark\n7 leave leave VERB VB _ 1 acl";
        assert_eq!(repaired(of)[1..3], [(7, Deprel::Mark), (7, Deprel::Nsubj)]);
        let hours = plan.replace("3 Sudria Sudria PROPN NNP", "3 hours hour NOUN NNS");
        assert_eq!(repaired(&hours)[2], (1, Deprel::Nmod));
    }

    #[test]
    fn whoever_claims_is_the_subject() {
        let despite = "1 left leave VERB VBD _ 0 root\n2 despite despite ADP IN _ 3 case\n3 Roe Roe PROPN NNP _ 1 obl\n\
                       4 claiming claim VERB VBG _ 1 advcl\n5 victory victory NOUN NN _ 4 obj";
        assert_eq!(repaired(despite)[1..3], [(4, Deprel::Mark), (4, Deprel::Nsubj)]);
        assert_eq!(
            repaired(&despite.replace("2 despite despite", "2 in in"))[2],
            (1, Deprel::Obl)
        );
    }
}
