//! When a clause takes place, by its verb: what a bare weekday or month in it means depends on that.

use crate::mention::calendar::Outlook;
use crate::syntax::{Deprel, Sentence, Tense, TokenId, Tree, Upos, VerbForm};

/// When the clause that holds a word takes place, by its verb.
pub(crate) fn outlook(sentence: &Sentence, tree: &Tree, at: TokenId, will: impl Fn(TokenId) -> bool) -> Outlook {
    let mut id = at;
    for _ in 0..6 {
        id = sentence[id].head;
        if id == TokenId::ROOT {
            return Outlook::Unknown;
        }
        let token = &sentence[id];
        if !matches!(token.upos, Upos::Verb | Upos::Aux) {
            continue;
        }
        let auxiliaries = [Deprel::Aux, Deprel::AuxPass, Deprel::Cop];
        let mut past = token.feats.has(Tense::Past) && token.feats.has(VerbForm::Fin);
        for auxiliary in tree.children_by(sentence, id, &auxiliaries) {
            if will(auxiliary) {
                return Outlook::Future;
            }
            past |= sentence[auxiliary].feats.has(Tense::Past);
        }
        if past {
            return Outlook::Past;
        }
        if token.feats.has(VerbForm::Inf) {
            return Outlook::Unknown;
        }
        if token.deprel == Deprel::Root {
            return Outlook::Unknown;
        }
    }
    Outlook::Unknown
}
