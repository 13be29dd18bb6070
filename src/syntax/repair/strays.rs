//! Brings back what has strayed to where English has no place for it: a second subject, a finite relative clause without a
//! relative word, an infinitive as the second subject of an adjective, a content clause on whoever is told it.
//!
//! Takes a parsed sentence's words, hangs some anew.

use crate::syntax::repair::{SUBJECTS, hang, is_finite, own, speech};
use crate::syntax::{Deprel, Token, TokenId, Upos, Xpos};

/// Verbs whose object is told what a clause behind it says.
const TELLING: [&str; 9] = [
    "assure", "reassure", "inform", "notify", "remind", "convince", "persuade", "warn", "advise",
];

/// Hangs what somebody is told on the verb: nothing is missing in "assured the envoys **that** the note had been **sent**".
pub(crate) fn told<'w>(tokens: &mut [Token], lemma: impl Fn(&Token) -> &'w str) {
    for at in 3..tokens.len() {
        let Token { deprel, head, .. } = tokens[at];
        if deprel != Deprel::AclRelcl || head == TokenId::ROOT || head.index() >= at || !is_finite(tokens, at) {
            continue;
        }
        let noun = head.index();
        let verb = tokens[noun].head;
        if verb == TokenId::ROOT || verb.index() > noun {
            continue;
        }
        let to = own(tokens, noun, &[Deprel::Case]).is_some_and(|case| lemma(&tokens[case]) == "to");
        let is_told = match tokens[noun].deprel {
            Deprel::Obj | Deprel::Iobj => TELLING.contains(&lemma(&tokens[verb.index()])),
            Deprel::Obl => to && speech::reports(lemma(&tokens[verb.index()])),
            _ => false,
        };
        let that = noun + 1;
        let is_that = that < at && tokens[that].xpos == Xpos::Wdt && tokens[that].head.index() == at;
        let has_subject = own(tokens, at, &[Deprel::Nsubj, Deprel::NsubjPass]).is_some_and(|subject| subject != that);
        let is_free = own(tokens, verb.index(), &[Deprel::Ccomp, Deprel::Xcomp]).is_none();
        if is_told && is_that && has_subject && is_free {
            hang(&mut tokens[at], verb, Deprel::Ccomp);
            hang(&mut tokens[that], TokenId(at as u32), Deprel::Mark);
            tokens[that].upos = Upos::Sconj;
            tokens[that].xpos = Xpos::In;
        }
    }
}

/// Makes a complement of an infinitive that passes for an adjective's second subject: "Envoys are ready **to leave**".
pub(crate) fn infinitive_subjects(tokens: &mut [Token]) {
    for at in 2..tokens.len() {
        let Token { deprel, head, xpos, .. } = tokens[at];
        let is_behind = deprel == Deprel::Csubj && head != TokenId::ROOT && head.index() < at && xpos == Xpos::Vb;
        if is_behind
            && tokens[head.index()].upos == Upos::Adj
            && own(tokens, head.index(), &[Deprel::Nsubj]).is_some_and(|subject| {
                subject < head.index() && matches!(tokens[subject].upos, Upos::Noun | Upos::Propn)
            })
        {
            hang(&mut tokens[at], head, Deprel::Xcomp);
        }
    }
}

/// Gives a finite verb that passes for a relative clause, but has neither subject nor relative word, what stands right before
/// it behind a semicolon or a dash: "… of the league; **envoys are** there".
pub(crate) fn sentences(tokens: &mut [Token]) {
    for verb in 3..tokens.len() {
        let Token { deprel, head, .. } = tokens[verb];
        let is_clause =
            matches!(deprel, Deprel::AclRelcl | Deprel::Acl) && head != TokenId::ROOT && head.index() < verb;
        if !is_clause || !is_finite(tokens, verb) || own(tokens, verb, SUBJECTS).is_some() {
            continue;
        }
        let first = own(tokens, verb, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]).map_or(verb, |word| word.min(verb));
        let has_relative = |tokens: &[Token]| {
            tokens[head.index() + 1..verb]
                .iter()
                .any(|token| matches!(token.xpos, Xpos::Wdt | Xpos::Wp | Xpos::WpPoss | Xpos::Wrb))
        };
        let Some(subject) = behind_a_mark(tokens, head.index(), first).filter(|_| !has_relative(tokens)) else {
            continue;
        };
        let top = top_clause(tokens, head.index());
        let passive = own(tokens, verb, &[Deprel::AuxPass]).is_some();
        let relation = if passive { Deprel::NsubjPass } else { Deprel::Nsubj };
        hang(&mut tokens[subject], TokenId(verb as u32), relation);
        hang(&mut tokens[verb], TokenId(top as u32), Deprel::Parataxis);
    }
}

/// The noun whose phrase ends right before `end` and begins behind a semicolon, colon or dash, under the noun at `head`.
fn behind_a_mark(tokens: &[Token], head: usize, end: usize) -> Option<usize> {
    let mut at = end.checked_sub(1).filter(|&at| at > head)?;
    let mut found = None;
    // No way up is longer than the sentence.
    for _ in 0..tokens.len() {
        if at == head {
            break;
        }
        if matches!(tokens[at].deprel, Deprel::Appos | Deprel::List | Deprel::Parataxis)
            && matches!(tokens[at].upos, Upos::Noun | Upos::Propn)
        {
            found = Some(at);
        }
        let next = tokens[at].head;
        if next == TokenId::ROOT {
            return None;
        }
        at = next.index();
    }
    let found = found?;
    let mark = own(tokens, found, &[Deprel::Punct])?;
    (mark < found && tokens[mark].xpos == Xpos::Colon).then_some(found)
}

/// The predicate of the sentence or of the clause set beside it that the word stands in.
fn top_clause(tokens: &[Token], mut at: usize) -> usize {
    for _ in 0..tokens.len() {
        if tokens[at].head == TokenId::ROOT {
            break;
        }
        at = tokens[at].head.index();
    }
    at
}

/// Takes the second of two subjects in a row for what the first is called: "The word **'envoy'** means".
pub(crate) fn second_subjects(tokens: &mut [Token]) {
    for at in 2..tokens.len() {
        let Token { deprel, head, .. } = tokens[at];
        if !matches!(deprel, Deprel::Nsubj | Deprel::NsubjPass) || head == TokenId::ROOT || head.index() < at {
            continue;
        }
        let is_open = |at: usize| tokens[at].xpos == Xpos::OpenQuote;
        let first = (at - 2.min(at)..at)
            .find(|&mark| is_open(mark))
            .and_then(|mark| mark.checked_sub(1));
        let Some(first) = first else { continue };
        let is_subject = tokens[first].head == head
            && matches!(tokens[first].deprel, Deprel::Nsubj | Deprel::NsubjPass)
            && tokens[first].upos == Upos::Noun;
        if is_subject {
            hang(&mut tokens[at], TokenId(first as u32), Deprel::Appos);
        }
    }
}

/// Turns "plans, the best of which **is** a canal" round: the part that is picked out is the relative clause's subject.
pub(crate) fn parts_of_which(tokens: &mut [Token]) {
    for at in 3..tokens.len() {
        let Token { deprel, head, .. } = tokens[at];
        if deprel != Deprel::AclRelcl
            || head == TokenId::ROOT
            || head.index() >= at
            || own(tokens, at, SUBJECTS).is_some()
        {
            continue;
        }
        let has_which = |part: usize| {
            own(tokens, part, &[Deprel::Obl, Deprel::Nmod])
                .is_some_and(|which| which > part && matches!(tokens[which].xpos, Xpos::Wdt | Xpos::Wp))
        };
        let is_part =
            |part: usize| matches!(tokens[part].deprel, Deprel::Appos | Deprel::Conj | Deprel::Nmod) && has_which(part);
        // The part may head the clause or stand beside it.
        let part = if is_part(head.index()) {
            Some(head.index())
        } else {
            (head.index() + 1..at).find(|&part| tokens[part].head == head && is_part(part))
        };
        let Some(part) = part.filter(|_| is_finite(tokens, at)) else {
            continue;
        };
        let noun = tokens[part].head;
        if noun != TokenId::ROOT && noun.index() < part {
            hang(&mut tokens[at], noun, Deprel::AclRelcl);
            hang(&mut tokens[part], TokenId(at as u32), Deprel::Nsubj);
        }
    }
}

/// Gives a finite clause without a subject the object right before it: in "announced **Norland** and Sudria were to meet" both
/// are what is announced to meet.
pub(crate) fn objects(tokens: &mut [Token]) {
    for at in 3..tokens.len() {
        let Token { deprel, head, .. } = tokens[at];
        let is_clause = matches!(deprel, Deprel::Conj | Deprel::Advcl | Deprel::Ccomp);
        if !is_clause || head == TokenId::ROOT || head.index() >= at || tokens[head.index()].upos != Upos::Verb {
            continue;
        }
        let Some(first) = own(tokens, at, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]).filter(|&word| word < at)
        else {
            continue;
        };
        let outside = [SUBJECTS, &[Deprel::Cc, Deprel::Punct]].concat();
        let marked = own(tokens, at, &[Deprel::Mark, Deprel::Advmod]).is_some_and(|mark| mark < first);
        if !is_finite(tokens, at) || marked || own(tokens, at, &outside).is_some_and(|word| word < at) {
            continue;
        }
        let object = (head.index() + 1..first)
            .rfind(|&object| tokens[object].head == head && tokens[object].deprel == Deprel::Obj);
        let Some(object) = object.filter(|&object| ends_before(tokens, object, first)) else {
            continue;
        };
        let relation = if own(tokens, at, &[Deprel::AuxPass]).is_some() {
            Deprel::NsubjPass
        } else {
            Deprel::Nsubj
        };
        hang(&mut tokens[object], TokenId(at as u32), relation);
        hang(&mut tokens[at], head, Deprel::Ccomp);
    }
}

/// Whether the phrase of the word at `head` ends right before `end`.
fn ends_before(tokens: &[Token], head: usize, end: usize) -> bool {
    let mut at = end - 1;
    for _ in 0..tokens.len() {
        match tokens[at].head {
            _ if at == head => return true,
            TokenId::ROOT => return false,
            next => at = next.index(),
        }
    }
    false
}

#[cfg(test)]
mod tests;
