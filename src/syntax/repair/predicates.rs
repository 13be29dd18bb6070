//! Repairs what English does not have: a noun with a subject of its own, a finite verb without one, an infinitive joined to a
//! finite verb.
//!
//! Takes a parsed sentence's words, hangs some anew. Refuses names and titles, which are `titles.rs`'s.
//!
//! "On Monday, after talks in Sudria, Jane Roe, the minister of Norland, said that …": behind a fronted phrase a parser easily
//! takes the subject for an apposition of the phrase's last name; before an aside ("Norland, Roe said, left"), for somebody
//! spoken to. A finite verb needs a subject, so it gets its own back.

use crate::syntax::repair::{REACH, SUBJECTS, WIDTH, around, hang, own};
use crate::syntax::{Deprel, Token, TokenId, Upos, Xpos};
use crate::text::Words;

/// Joins like with like: in "tried to leave and **stayed**", nobody tried to stayed, and in "is able to leave and **stay**"
/// the bare verb continues the infinitive.
pub(crate) fn conjuncts(tokens: &mut [Token]) {
    let is_finite = |token: &Token| matches!(token.xpos, Xpos::Vbd | Xpos::Vbz);
    for at in 1..tokens.len() {
        let Token { xpos, head, deprel, .. } = tokens[at];
        if deprel != Deprel::Conj || head == TokenId::ROOT || head.index() >= at {
            continue;
        }
        let first = tokens[head.index()];
        if is_finite(&tokens[at]) {
            let is_infinitive = first.xpos == Xpos::Vb && first.deprel == Deprel::Xcomp && first.head != TokenId::ROOT;
            if is_infinitive && first.head.index() < at && is_finite(&tokens[first.head.index()]) {
                hang(&mut tokens[at], first.head, Deprel::Conj);
            }
        } else if xpos == Xpos::Vb && first.xpos != Xpos::Vb {
            let is_own = |token: &Token| {
                token.head.index() == at
                    && matches!(
                        token.deprel,
                        Deprel::Nsubj | Deprel::NsubjPass | Deprel::Aux | Deprel::Mark | Deprel::Expl
                    )
            };
            let infinitive = (head.index() + 1..at).rev().find(|&between| {
                let token = tokens[between];
                token.head == head && token.deprel == Deprel::Xcomp && token.xpos == Xpos::Vb
            });
            if let Some(infinitive) = infinitive.filter(|_| !around(tokens, at).iter().any(is_own)) {
                hang(&mut tokens[at], TokenId(infinitive as u32), Deprel::Conj);
            }
        }
    }
}

/// Joins like with like by number: in "we want a plan that works and **leaves** us free" it is not we who leaves.
pub(crate) fn agreements(tokens: &mut [Token]) {
    for at in 2..tokens.len() {
        let Token { xpos, head, deprel, .. } = tokens[at];
        if deprel != Deprel::Conj || head == TokenId::ROOT || head.index() >= at || own(tokens, at, SUBJECTS).is_some()
        {
            continue;
        }
        let differ = matches!(
            (xpos, tokens[head.index()].xpos),
            (Xpos::Vbz, Xpos::Vbp) | (Xpos::Vbp, Xpos::Vbz)
        );
        if !differ || own(tokens, at, &[Deprel::Aux, Deprel::AuxPass]).is_some() {
            continue;
        }
        let like = (head.index() + 1..at).rev().find(|&like| {
            tokens[like].xpos == xpos && matches!(tokens[like].deprel, Deprel::AclRelcl | Deprel::Ccomp | Deprel::Advcl)
        });
        if let Some(like) = like.filter(|&like| own(tokens, like, &[Deprel::Aux, Deprel::AuxPass]).is_none()) {
            hang(&mut tokens[at], TokenId(like as u32), Deprel::Conj);
        }
    }
}

/// Makes verbs of what the tree takes for verbs and the tags for nouns or auxiliaries: "Jane Roe **lives** in London",
/// "offered to **host** talks", "**has** alleged ties to Sudria".
pub(crate) fn verbs(tokens: &mut [Token]) {
    for at in 1..tokens.len() {
        let id = TokenId(at as u32);
        if tokens[at].upos == Upos::Aux && is_clause(&tokens[at]) && object_of(tokens, id).is_some() {
            tokens[at].upos = Upos::Verb;
        }
        let before = tokens[at - 1];
        let is_infinitive = before.xpos == Xpos::To && before.deprel == Deprel::Mark && before.head.index() == at;
        if is_infinitive && tokens[at].xpos == Xpos::Nn {
            tokens[at].upos = Upos::Verb;
            tokens[at].xpos = Xpos::Vb;
        }
        // "Roe was **honored**": nothing but a verb has a passive's auxiliary and subject.
        let has = |deprel: Deprel| {
            (at.saturating_sub(WIDTH)..at)
                .any(|child| tokens[child].head.index() == at && tokens[child].deprel == deprel)
        };
        if tokens[at].upos == Upos::Adj && has(Deprel::AuxPass) && has(Deprel::NsubjPass) {
            tokens[at].upos = Upos::Verb;
            tokens[at].xpos = Xpos::Vbn;
        }
        if tokens[at].xpos != Xpos::Nns {
            continue;
        }
        let own = |deprel: Deprel| {
            around(tokens, at)
                .iter()
                .any(|token| token.head.index() == at && token.head != TokenId::ROOT && token.deprel == deprel)
        };
        // "The winners are the rebels": a noun needs a copula, or an article, to have a subject.
        let is_verb = own(Deprel::Nsubj)
            && ![
                Deprel::Cop,
                Deprel::Det,
                Deprel::Case,
                Deprel::Amod,
                Deprel::NmodPoss,
                Deprel::Nummod,
            ]
            .into_iter()
            .any(own);
        if is_verb {
            tokens[at].upos = Upos::Verb;
            tokens[at].xpos = Xpos::Vbz;
        }
    }
}

/// Whether the word heads a finite clause or a part of one.
fn is_clause(token: &Token) -> bool {
    matches!(
        token.deprel,
        Deprel::Root | Deprel::Ccomp | Deprel::Conj | Deprel::Advcl | Deprel::AclRelcl | Deprel::Parataxis
    )
}

/// The object behind a verb.
fn object_of(tokens: &[Token], verb: TokenId) -> Option<usize> {
    (verb.index()..(verb.index() + WIDTH).min(tokens.len()))
        .find(|&word| tokens[word].head == verb && tokens[word].deprel == Deprel::Obj)
}

/// Participles that belong to "have" more often than to what is alleged: "have **alleged** Sudrian involvement".
const ALLEGING: &[&str] = &["allege", "report", "announce", "confirm", "deny", "suggest"];

/// Makes a verb of the participle in "had long **opposed** talks": behind an adverb it is not what the talks are, nor is one of
/// allegation before an adjective.
pub(crate) fn perfects(tokens: &mut [Token], words: &Words<'_>) {
    for have in 0..tokens.len().saturating_sub(2) {
        let is_adverb = tokens[have + 1].upos == Upos::Adv;
        let verb = have + 1 + usize::from(is_adverb);
        if words.text(tokens[have].lemma) != "have" || !is_clause(&tokens[have]) {
            continue;
        }
        let alleges = ALLEGING.contains(&words.text(tokens[verb].lemma));
        let object = object_of(tokens, TokenId(have as u32)).filter(|&object| {
            if is_adverb {
                verb < object
            } else {
                alleges && verb + 1 < object
            }
        });
        let is_participle = |object: &usize| {
            tokens[verb].xpos == Xpos::Vbn
                && tokens[verb].head.index() == *object
                && tokens[verb].deprel == Deprel::Amod
        };
        if let Some(object) = object.filter(is_participle) {
            make_perfect(tokens, have, verb, object);
        }
    }
}

/// Puts the participle in the auxiliary's place.
fn make_perfect(tokens: &mut [Token], have: usize, verb: usize, object: usize) {
    let (have_id, verb_id) = (TokenId(have as u32), TokenId(verb as u32));
    let place = tokens[have];
    for (at, token) in tokens.iter_mut().enumerate() {
        if token.head == have_id && at != object {
            token.head = verb_id;
        }
    }
    tokens[verb].head = place.head;
    tokens[verb].deprel = place.deprel;
    hang(&mut tokens[have], verb_id, Deprel::Aux);
    tokens[have].upos = Upos::Aux;
    tokens[verb].upos = Upos::Verb;
    if have + 1 < verb {
        hang(&mut tokens[have + 1], verb_id, Deprel::Advmod);
    }
    hang(&mut tokens[object], verb_id, Deprel::Obj);
}

/// "Roe was **elected** mayor": a singular noun without an article is no predicate, so the participle before it is one, and
/// the noun what its subject becomes.
pub(crate) fn participles(tokens: &mut [Token]) {
    for noun in 2..tokens.len() {
        let id = TokenId(noun as u32);
        let own = |deprel: Deprel| {
            (noun.saturating_sub(WIDTH)..noun).find(|&at| tokens[at].head == id && tokens[at].deprel == deprel)
        };
        if tokens[noun].xpos != Xpos::Nn {
            continue;
        }
        let Some(copula) = own(Deprel::Cop) else { continue };
        let verb = copula + 1;
        let is_predicate = verb < noun
            && tokens[verb].head == id
            && tokens[verb].deprel == Deprel::Amod
            && tokens[verb].xpos == Xpos::Vbn
            && own(Deprel::Det).or_else(|| own(Deprel::NmodPoss)).is_none();
        if is_predicate {
            promote(tokens, verb, noun);
        }
    }
}

/// Puts the verb in the noun's place, and the noun, with what follows the verb, under it.
fn promote(tokens: &mut [Token], verb: usize, noun: usize) {
    let (verb_id, noun_id) = (TokenId(verb as u32), TokenId(noun as u32));
    let place = tokens[noun];
    tokens[verb].head = place.head;
    tokens[verb].deprel = place.deprel;
    tokens[verb].certainty = place.certainty;
    hang(&mut tokens[noun], verb_id, Deprel::Xcomp);
    for (at, token) in tokens.iter_mut().enumerate() {
        if token.head == noun_id && (at < verb || token.deprel == Deprel::Punct) {
            let deprel = match token.deprel {
                Deprel::Nsubj => Deprel::NsubjPass,
                Deprel::Csubj => Deprel::CsubjPass,
                Deprel::Cop => Deprel::AuxPass,
                other => other,
            };
            hang(token, verb_id, deprel);
        }
    }
}

/// "Three million people **voted**.": a sentence with a full stop has a finite verb, and a passive has an auxiliary; only a
/// headline leaves it out.
pub(crate) fn actives(tokens: &mut [Token]) {
    let Some(verb) = tokens.iter().position(|token| token.head == TokenId::ROOT) else {
        return;
    };
    let is_whole = tokens
        .iter()
        .rev()
        .find(|token| token.xpos != Xpos::CloseQuote)
        .is_some_and(|last| last.xpos == Xpos::Period);
    let id = TokenId(verb as u32);
    let is_past = matches!(tokens[verb].xpos, Xpos::Vbd | Xpos::Vbn) && tokens[verb].upos == Upos::Verb;
    let mut below = around(tokens, verb).iter().filter(|token| token.head == id);
    if !is_whole
        || !is_past
        || below.any(|token| matches!(token.deprel, Deprel::AuxPass | Deprel::Aux | Deprel::OblAgent))
    {
        return;
    }
    for token in tokens
        .iter_mut()
        .filter(|token| token.head == id && token.deprel == Deprel::NsubjPass)
    {
        token.deprel = Deprel::Nsubj;
    }
    tokens[verb].xpos = Xpos::Vbd;
}

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
    // "Roe was elected mayor": what stands before the verb is the verb's subject first of all.
    for at in 0..tokens.len() {
        let inner = tokens[at].head;
        if tokens[at].deprel != Deprel::Nsubj || inner == TokenId::ROOT || tokens[inner.index()].deprel != Deprel::Xcomp
        {
            continue;
        }
        let verb = tokens[inner.index()].head.index();
        if at < verb && verb < inner.index() && !supplied[verb] {
            let is_passive = tokens[at..verb]
                .iter()
                .any(|token| token.head.index() == verb && token.deprel == Deprel::AuxPass);
            let deprel = if is_passive { Deprel::NsubjPass } else { Deprel::Nsubj };
            hang(&mut tokens[at], TokenId(verb as u32), deprel);
            supplied[verb] = true;
        }
    }
    for verb in 0..tokens.len() {
        let Token { upos, xpos, deprel, .. } = tokens[verb];
        let finite = upos == Upos::Verb && matches!(xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
        if finite
            && !supplied[verb]
            && matches!(deprel, Deprel::Root | Deprel::Ccomp | Deprel::Parataxis)
            && let Some(found) = taken_for_apposition(tokens, verb)
                .or_else(|| spoken_to(tokens, verb))
                .or_else(|| taken_for_object(tokens, verb))
        {
            hang(&mut tokens[found], TokenId(verb as u32), Deprel::Nsubj);
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

/// What passes for somebody spoken to, in front of the verb.
fn spoken_to(tokens: &[Token], verb: usize) -> Option<usize> {
    (0..verb)
        .find(|&at| tokens[at].deprel == Deprel::Vocative && tokens[at].head.index() == verb)
        .filter(|&at| matches!(tokens[at].upos, Upos::Propn | Upos::Noun | Upos::Pron))
}

/// The object in front of a finite complement that has no subject: "reported **a source**, whom it did not name, said …".
fn taken_for_object(tokens: &[Token], verb: usize) -> Option<usize> {
    let head = tokens[verb].head;
    if tokens[verb].deprel != Deprel::Ccomp || head == TokenId::ROOT || head.index() > verb {
        return None;
    }
    (head.index()..verb).rfind(|&at| tokens[at].head == head && tokens[at].deprel == Deprel::Obj)
}

/// Hangs a content clause on the verb over it: in "said in a statement **that** it had left" the statement is where it is said.
///
/// `says` tells whether a verb takes such a clause: in "came to the conclusion that it had left" the conclusion has it.
pub(crate) fn contents(tokens: &mut [Token], says: impl Fn(&Token) -> bool) {
    for at in 2..tokens.len() {
        let Token { deprel, head, .. } = tokens[at];
        if deprel != Deprel::Acl || head == TokenId::ROOT || head.index() > at {
            continue;
        }
        let noun = tokens[head.index()];
        let verb = noun.head;
        if noun.deprel != Deprel::Obl || verb == TokenId::ROOT || !says(&tokens[verb.index()]) {
            continue;
        }
        let below = |over: TokenId, deprels: &[Deprel]| {
            around(tokens, at)
                .iter()
                .any(|token| token.head == over && deprels.contains(&token.deprel))
        };
        let own = TokenId(at as u32);
        let marked = around(tokens, at)
            .iter()
            .any(|token| token.head == own && token.deprel == Deprel::Mark && token.xpos == Xpos::In);
        let is_content = marked && below(own, &[Deprel::Nsubj, Deprel::NsubjPass]);
        if is_content && !below(verb, &[Deprel::Obj, Deprel::Ccomp, Deprel::Xcomp]) {
            hang(&mut tokens[at], verb, Deprel::Ccomp);
        }
    }
}

/// Hangs an infinitive on the one it continues: in "called on Sudria to leave and **to disarm**" it is no second verb of the
/// sentence.
pub(crate) fn infinitives(tokens: &mut [Token]) {
    for at in 1..tokens.len() {
        let Token { deprel, head, .. } = tokens[at];
        if deprel != Deprel::Conj || head == TokenId::ROOT || head.index() > at || !is_infinitive(tokens, at) {
            continue;
        }
        let verb = head.index();
        if !matches!(
            tokens[verb].xpos,
            Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Vbg | Xpos::Vbn
        ) {
            continue;
        }
        let first = (verb + 1..at).rfind(|&inner| {
            tokens[inner].head == head
                && matches!(tokens[inner].deprel, Deprel::Xcomp | Deprel::Advcl | Deprel::Ccomp)
                && is_infinitive(tokens, inner)
        });
        if let Some(first) = first {
            hang(&mut tokens[at], TokenId(first as u32), Deprel::Conj);
        }
    }
}

/// Whether the verb at `verb` has a "to" of its own.
fn is_infinitive(tokens: &[Token], verb: usize) -> bool {
    tokens[verb].xpos == Xpos::Vb
        && tokens[verb.saturating_sub(REACH)..verb]
            .iter()
            .any(|token| token.xpos == Xpos::To && token.head.index() == verb && token.deprel == Deprel::Mark)
}

#[cfg(test)]
mod tests;
