//! Repairs a tree that English does not have: a finite verb without a subject, behind what passes for an apposition.
//!
//! "On Monday, after talks in Sudria, Jane Roe, the minister of Norland, said that …": behind a fronted phrase a parser easily
//! takes the subject for an apposition of the phrase's last name. A finite verb needs a subject, so it gets its own back.

use crate::syntax::{Deprel, Token, TokenId, Upos, Xpos};

/// How far up a tree a subject is looked for.
const REACH: usize = 40;

/// Gives subjects back to the verbs of a parsed sentence.
pub(crate) fn subjects(tokens: &mut [Token]) {
    let mut supplied = vec![false; tokens.len()];
    for token in tokens.iter() {
        let subject = matches!(
            token.deprel,
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter | Deprel::Csubj | Deprel::CsubjPass | Deprel::Expl
        );
        if subject && token.head != TokenId::ROOT {
            supplied[token.head.index()] = true;
        }
    }
    for verb in 0..tokens.len() {
        let Token { upos, xpos, deprel, .. } = tokens[verb];
        let finite = upos == Upos::Verb && matches!(xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
        if finite
            && !supplied[verb]
            && matches!(deprel, Deprel::Root | Deprel::Ccomp | Deprel::Parataxis)
            && let Some(found) = taken_for_apposition(tokens, verb)
        {
            tokens[found].head = TokenId(verb as u32);
            tokens[found].deprel = Deprel::Nsubj;
        }
    }
}

/// The apposition that ends right before the verb at `verb`, under something fronted; the outermost one.
fn taken_for_apposition(tokens: &[Token], verb: usize) -> Option<usize> {
    let own = |token: &Token| token.head.index() == verb && matches!(token.deprel, Deprel::Aux | Deprel::Advmod);
    let last = (0..verb)
        .rev()
        .find(|&at| tokens[at].upos != Upos::Punct && !own(&tokens[at]))?;
    let (mut at, mut found) = (last, None);
    for _ in 0..REACH {
        let head = tokens[at].head;
        if head == TokenId::ROOT || head.index() > verb {
            return None;
        }
        if head.index() == verb {
            return found;
        }
        if tokens[at].deprel == Deprel::Appos && matches!(tokens[at].upos, Upos::Propn | Upos::Noun) {
            found = Some(at);
        }
        at = head.index();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::conllu;
    use crate::text::Vocabulary;

    #[test]
    fn a_verb_gets_its_subject_back_from_a_fronted_phrase() {
        let source = "1 In in ADP IN _ 2 case\n2 Sudria Sudria PROPN NNP _ 9 obl\n3 , , PUNCT , _ 2 punct\n\
                      4 Jane Jane PROPN NNP _ 2 appos\n5 , , PUNCT , _ 7 punct\n6 the the DET DT _ 7 det\n\
                      7 minister minister NOUN NN _ 4 appos\n8 , , PUNCT , _ 4 punct\n9 spoke speak VERB VBD _ 0 root";
        let vocabulary = Vocabulary::default();
        let (_, parse) = conllu::read(source, &vocabulary).unwrap();
        let mut tokens = parse.sentences[0].tokens.clone();
        subjects(&mut tokens);
        assert_eq!((tokens[3].head, tokens[3].deprel), (TokenId(8), Deprel::Nsubj));
        assert_eq!((tokens[6].head, tokens[6].deprel), (TokenId(3), Deprel::Appos));
        // With a subject of its own, or unfinite, the verb takes nothing.
        let mut infinitive = parse.sentences[0].tokens.clone();
        infinitive[8].xpos = Xpos::Vb;
        let before = infinitive.clone();
        subjects(&mut infinitive);
        assert_eq!(infinitive, before);
    }
}
