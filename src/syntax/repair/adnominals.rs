//! Brings to its noun what a parser hangs on the verb or on another noun: participles, relative clauses, appositions.
//!
//! Takes a parsed sentence's words, hangs some anew.

use crate::syntax::repair::{hang, own};
use crate::syntax::{Deprel, Token, TokenId, Upos, Xpos};

/// Joins what a name is said to be: in "Roe, a senator, **teacher** and former **envoy**, left" no noun in the singular stands
/// without an article but as an apposition.
pub(crate) fn glosses(tokens: &mut [Token]) {
    for at in 3..tokens.len() {
        let Token { deprel, head, xpos, .. } = tokens[at];
        let beside = matches!(deprel, Deprel::Conj | Deprel::List) && head != TokenId::ROOT && head.index() < at;
        if !beside || xpos != Xpos::Nn || tokens[head.index()].upos != Upos::Propn {
            continue;
        }
        let gloss = (head.index() + 1..at).find(|&gloss| {
            tokens[gloss].head == head && tokens[gloss].deprel == Deprel::Appos && tokens[gloss].xpos == Xpos::Nn
        });
        let determined = own(
            tokens,
            at,
            &[Deprel::Det, Deprel::NmodPoss, Deprel::Nummod, Deprel::Case],
        )
        .is_some();
        if let Some(gloss) = gloss.filter(|_| !determined) {
            hang(&mut tokens[at], TokenId(gloss as u32), Deprel::Conj);
        }
    }
}

/// Verbs whose participle right behind a noun says what the noun shows or holds.
const HOLDING: [&str; 24] = [
    "show", "suggest", "indicate", "allege", "claim", "describe", "detail", "contain", "include", "involve", "feature",
    "depict", "portray", "allow", "require", "ban", "prohibit", "confirm", "condemn", "demand", "outline", "star",
    "read", "govern",
];

/// Hangs a participle on the object before it: in "cited a study **showing** its loss" the study shows it.
pub(crate) fn holding_participles<'w>(tokens: &mut [Token], lemma: impl Fn(&Token) -> &'w str) {
    for at in 2..tokens.len() {
        let Token { deprel, head, xpos, .. } = tokens[at];
        let is_adjunct = deprel == Deprel::Advcl && xpos == Xpos::Vbg && head != TokenId::ROOT && head.index() + 1 < at;
        if !is_adjunct
            || !HOLDING.contains(&lemma(&tokens[at]))
            || tokens[at - 1].upos == Upos::Punct
            || own(tokens, at, &[Deprel::Mark, Deprel::Nsubj, Deprel::Advmod]).is_some()
        {
            continue;
        }
        let object =
            (head.index() + 1..at).find(|&object| tokens[object].head == head && tokens[object].deprel == Deprel::Obj);
        let is_thing = |object: &usize| tokens[*object].upos == Upos::Noun;
        if let Some(object) = object.filter(is_thing) {
            hang(&mut tokens[at], TokenId(object as u32), Deprel::Acl);
        }
    }
}

/// Hangs what follows "of the same name" on whatever has it: "a film of the same name **starring** Roe".
pub(crate) fn namesakes<'w>(tokens: &mut [Token], lemma: impl Fn(&Token) -> &'w str) {
    for at in 4..tokens.len() {
        let Token { deprel, head, .. } = tokens[at];
        if !matches!(deprel, Deprel::Acl | Deprel::AclRelcl | Deprel::Nmod)
            || head == TokenId::ROOT
            || head.index() >= at
        {
            continue;
        }
        let name = head.index();
        let is_same = lemma(&tokens[name]) == "name"
            && tokens[name].deprel == Deprel::Nmod
            && own(tokens, name, &[Deprel::Amod]).is_some_and(|same| lemma(&tokens[same]) == "same");
        if is_same && tokens[name].head != TokenId::ROOT {
            let whole = tokens[name].head;
            hang(&mut tokens[at], whole, deprel);
        }
    }
}

/// Verbs that say nothing without an object.
const TRANSITIVE: [&str; 12] = [
    "have", "make", "take", "give", "hold", "send", "sign", "receive", "cause", "commit", "bring", "buy",
];

/// Takes for relative what lacks an object that its verb needs: "the talks **that** Norland **had** with Sudria".
pub(crate) fn gapped<'w>(tokens: &mut [Token], lemma: impl Fn(&Token) -> &'w str) {
    for at in 2..tokens.len() {
        let Token { upos, deprel, head, .. } = tokens[at];
        let is_content = matches!(deprel, Deprel::Acl | Deprel::AclRelcl) && head != TokenId::ROOT && head.index() < at;
        if !is_content || upos != Upos::Verb || !TRANSITIVE.contains(&lemma(&tokens[at])) {
            continue;
        }
        let filled = [
            Deprel::Obj,
            Deprel::Ccomp,
            Deprel::Xcomp,
            Deprel::AuxPass,
            Deprel::NsubjPass,
        ];
        let that = head.index() + 1;
        let is_that = that < at
            && tokens[that].head.index() == at
            && tokens[that].deprel == Deprel::Mark
            && lemma(&tokens[that]) == "that";
        if is_that && own(tokens, at, &[Deprel::Nsubj]).is_some() && own(tokens, at, &filled).is_none() {
            tokens[at].deprel = Deprel::AclRelcl;
            tokens[that].deprel = Deprel::Obj;
            tokens[that].upos = Upos::Pron;
            tokens[that].xpos = Xpos::Wdt;
        }
    }
}

#[cfg(test)]
mod tests;
