//! Repairs what English does not have: a noun with a subject of its own, a finite verb without one, a title and its name
//! side by side, a name whose parts are told off as if they were several, an infinitive joined to a finite verb.
//!
//! "On Monday, after talks in Sudria, Jane Roe, the minister of Norland, said that …": behind a fronted phrase a parser easily
//! takes the subject for an apposition of the phrase's last name; before an aside ("Norland, Roe said, left"), for somebody
//! spoken to. A finite verb needs a subject, so it gets its own back.

use crate::syntax::{Deprel, Token, TokenId, Upos, Xpos};

/// How far up a tree a subject is looked for.
const REACH: usize = 40;

/// How far from a word its dependants are looked for.
const WIDTH: usize = 240;

/// Hangs a word where the repair's conditions leave it no other place. The parser's doubt was of the arc that is gone.
fn hang(token: &mut Token, head: TokenId, deprel: Deprel) {
    token.head = head;
    token.deprel = deprel;
    token.certainty = 100;
}

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

/// Makes verbs of what the tree takes for verbs and the tags for nouns: "Jane Roe **lives** in London", "offered to **host**
/// talks".
pub(crate) fn verbs(tokens: &mut [Token]) {
    for at in 1..tokens.len() {
        let before = tokens[at - 1];
        let is_infinitive = before.xpos == Xpos::To && before.deprel == Deprel::Mark && before.head.index() == at;
        if is_infinitive && tokens[at].xpos == Xpos::Nn {
            tokens[at].upos = Upos::Verb;
            tokens[at].xpos = Xpos::Vb;
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

/// Puts names together: "Desma" and "Oakes" with nothing between are one conjunct; in "the Secretary of State Jane Roe said"
/// the title and the name are one phrase, which the name heads.
pub(crate) fn names(tokens: &mut [Token]) {
    for at in 1..tokens.len() {
        let Token { upos, head, deprel, .. } = tokens[at];
        if upos != Upos::Propn || head == TokenId::ROOT {
            continue;
        }
        let before = tokens[at - 1];
        let beside = deprel == Deprel::Conj && before.deprel == Deprel::Conj && before.head == head;
        if beside && before.upos == Upos::Propn && !has_own(tokens, at) {
            hang(&mut tokens[at], TokenId(at as u32 - 1), Deprel::Flat);
        } else if let Some(title) = title_of(tokens, at) {
            give_to_name(tokens, title, at);
        }
    }
}

/// The words among which those that hang on the word are looked for, so that a sentence without end takes no longer.
fn around(tokens: &[Token], word: usize) -> &[Token] {
    &tokens[word.saturating_sub(WIDTH)..(word + WIDTH).min(tokens.len())]
}

/// Whether a conjunction or preposition hangs on the word.
fn has_own(tokens: &[Token], word: usize) -> bool {
    around(tokens, word)
        .iter()
        .any(|token| token.head == TokenId(word as u32) && matches!(token.deprel, Deprel::Cc | Deprel::Case))
}

/// The noun with an `of`-phrase of names that ends right before the name at `name` and has the same part in the sentence
/// as the name: "**Secretary** of State Roe".
fn title_of(tokens: &[Token], name: usize) -> Option<usize> {
    let Token { head, deprel, .. } = tokens[name];
    let core = matches!(
        deprel,
        Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Obl | Deprel::OblAgent | Deprel::Nmod
    );
    if !core || has_own(tokens, name) {
        return None;
    }
    if let Some(title) = title_beside(tokens, name) {
        return Some(title);
    }
    let capitalised = |at: &usize| matches!(tokens[*at].upos, Upos::Propn | Upos::Adj | Upos::Cconj | Upos::Det);
    let of = (name.saturating_sub(REACH)..name).rev().find(|at| !capitalised(at))?;
    let is_of = of > 0 && of + 1 < name && tokens[of].xpos == Xpos::In && tokens[of].deprel == Deprel::Case;
    let title = of.checked_sub(1).filter(|_| is_of)?;
    let is_title = matches!(tokens[title].upos, Upos::Noun | Upos::Propn)
        && tokens[title].head == head
        && (tokens[title].deprel == deprel || deprel == Deprel::Obl && tokens[title].deprel == Deprel::Obj);
    is_title.then_some(title)
}

/// The common noun right before the name at `name` that passes for another subject of the same verb: "the **author** Jane Roe
/// left".
fn title_beside(tokens: &[Token], name: usize) -> Option<usize> {
    let Token { head, deprel, .. } = tokens[name];
    let is_own = |at: &usize| tokens[*at].head.index() == name && tokens[*at].upos == Upos::Propn;
    let first = (name.saturating_sub(REACH)..name)
        .rev()
        .take_while(is_own)
        .last()
        .unwrap_or(name);
    let title = first.checked_sub(1)?;
    let is_title = matches!(deprel, Deprel::Nsubj | Deprel::NsubjPass)
        && tokens[title].xpos == Xpos::Nn
        && tokens[title].head == head
        && tokens[title].deprel == deprel;
    is_title.then_some(title)
}

/// Hangs the title at `title`, with its `of`-phrase, on the name at `name`, which takes over the title's place.
fn give_to_name(tokens: &mut [Token], title: usize, name: usize) {
    let title_id = TokenId(title as u32);
    let name_id = TokenId(name as u32);
    let has_of = tokens[title + 1].upos != Upos::Propn;
    tokens[name].deprel = tokens[title].deprel;
    hang(&mut tokens[title], name_id, Deprel::NmodDesc);
    for (at, token) in tokens.iter_mut().enumerate() {
        if token.head == title_id && at < title && token.deprel == Deprel::Case {
            hang(token, name_id, Deprel::Case);
        }
        // "of State" may hang on the name already.
        if has_of && token.head == name_id && at > title && at < name && token.upos == Upos::Propn {
            hang(token, title_id, Deprel::Nmod);
        }
    }
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

    /// The heads, counted from 1, and relations of a sentence after a repair.
    fn repaired(source: &str, repair: impl Fn(&mut [Token])) -> Vec<(u32, Deprel)> {
        let vocabulary = Vocabulary::default();
        let (_, parse) = conllu::read(source, &vocabulary).unwrap();
        let mut tokens = parse.sentences[0].tokens.clone();
        repair(&mut tokens);
        tokens
            .iter()
            .map(|token| (token.head.0.wrapping_add(1), token.deprel))
            .collect()
    }

    #[test]
    fn whoever_is_elected_mayor_is_elected() {
        let elected = "1 Roe Roe PROPN NNP _ 4 nsubj\n2 was be AUX VBD _ 4 cop\n3 elected elect VERB VBN _ 4 amod\n\
                       4 mayor mayor NOUN NN _ 0 root\n5 . . PUNCT . _ 4 punct";
        let expected = vec![
            (3, Deprel::NsubjPass),
            (3, Deprel::AuxPass),
            (0, Deprel::Root),
            (3, Deprel::Xcomp),
            (3, Deprel::Punct),
        ];
        assert_eq!(repaired(elected, participles), expected);
        let article = elected.replace("3 elected elect VERB VBN _ 4 amod", "3 the the DET DT _ 4 det");
        assert_eq!(repaired(&article, participles)[3], (0, Deprel::Root));
        let inner = "1 Roe Roe PROPN NNP _ 4 nsubj\n2 was be AUX VBD _ 3 aux:pass\n3 elected elect VERB VBN _ 0 root\n\
                     4 mayor mayor NOUN NN _ 3 xcomp";
        assert_eq!(repaired(inner, subjects)[0], (3, Deprel::NsubjPass));
    }

    #[test]
    fn what_is_to_be_done_is_a_verb() {
        let host = "1 offered offer VERB VBD _ 0 root\n2 to to PART TO _ 3 mark\n3 host host NOUN NN _ 1 xcomp";
        let vocabulary = Vocabulary::default();
        let (_, parse) = conllu::read(host, &vocabulary).unwrap();
        let mut tokens = parse.sentences[0].tokens.clone();
        verbs(&mut tokens);
        assert_eq!((tokens[2].upos, tokens[2].xpos), (Upos::Verb, Xpos::Vb));
    }

    /// The heads, counted from 1, and relations of a sentence whose names are put together.
    fn named(source: &str) -> Vec<(u32, Deprel)> {
        repaired(source, names)
    }

    #[test]
    fn conjuncts_are_of_a_kind() {
        let tried = "1 Roe Roe PROPN NNP _ 2 nsubj\n2 tried try VERB VBD _ 0 root\n3 to to PART TO _ 4 mark\n\
                     4 leave leave VERB VB _ 2 xcomp\n5 and and CCONJ CC _ 6 cc\n6 stayed stay VERB VBD _ 4 conj";
        assert_eq!(repaired(tried, conjuncts)[5], (2, Deprel::Conj));
        let both = tried.replace("6 stayed stay VERB VBD", "6 stay stay VERB VB");
        assert_eq!(repaired(&both, conjuncts)[5], (4, Deprel::Conj));
        let bare = both.replace("VB _ 4 conj", "VB _ 2 conj");
        assert_eq!(repaired(&bare, conjuncts)[5], (4, Deprel::Conj));
        assert_eq!(
            repaired(&bare.replace("6 stay stay VERB VB", "6 stay stay VERB VBD"), conjuncts)[5],
            (2, Deprel::Conj)
        );
    }

    #[test]
    fn a_common_noun_right_before_a_name_is_its_title() {
        let author = "1 The the DET DT _ 2 det\n2 author author NOUN NN _ 5 nsubj\n3 Jane Jane PROPN NNP _ 4 compound\n\
                      4 Roe Roe PROPN NNP _ 5 nsubj\n5 left leave VERB VBD _ 0 root";
        assert_eq!(
            named(author)[1..4],
            [(4, Deprel::NmodDesc), (4, Deprel::Compound), (5, Deprel::Nsubj)]
        );
        let comma = author.replace("3 Jane Jane PROPN NNP _ 4 compound", "3 , , PUNCT , _ 5 punct");
        assert_eq!(named(&comma)[1], (5, Deprel::Nsubj));
    }

    #[test]
    fn a_title_and_its_name_are_one_phrase() {
        let found = named(
            "1 with with ADP IN _ 2 case\n2 Minister Minister PROPN NNP _ 6 obl\n3 of of ADP IN _ 4 case\n\
             4 State State PROPN NNP _ 5 nmod:desc\n5 Roe Roe PROPN NNP _ 6 obl\n6 met meet VERB VBD _ 0 root",
        );
        assert_eq!(found[0], (5, Deprel::Case));
        assert_eq!(found[1], (5, Deprel::NmodDesc));
        assert_eq!(found[3], (2, Deprel::Nmod));
        assert_eq!(found[4], (6, Deprel::Obl));
    }

    #[test]
    fn parts_of_a_name_are_no_conjuncts() {
        let list = "1 Doe Doe PROPN NNP _ 0 root\n2 , , PUNCT , _ 3 punct\n3 Jane Jane PROPN NNP _ 1 conj\n\
                    4 Roe Roe PROPN NNP _ 1 conj";
        assert_eq!(named(list)[3], (3, Deprel::Flat));
    }

    #[test]
    fn an_object_is_the_subject_of_a_verb_without_one() {
        let source = "1 Norland Norland PROPN NNP _ 2 nsubj\n2 reported report VERB VBD _ 0 root\n3 a a DET DT _ 4 det\n\
                      4 source source NOUN NN _ 2 obj\n5 denied deny VERB VBD _ 2 ccomp\n6 it it PRON PRP _ 5 obj";
        assert_eq!(repaired(source, subjects)[3], (5, Deprel::Nsubj));
        let infinitive = source.replace("5 denied deny VERB VBD", "5 deny deny VERB VB");
        assert_eq!(repaired(&infinitive, subjects)[3], (2, Deprel::Obj));
    }

    #[test]
    fn infinitives_in_a_row_hang_on_the_first() {
        let source = "1 asked ask VERB VBD _ 0 root\n2 Sudria Sudria PROPN NNP _ 1 obj\n3 to to PART TO _ 4 mark\n\
                      4 leave leave VERB VB _ 1 xcomp\n5 and and CCONJ CC _ 7 cc\n6 to to PART TO _ 7 mark\n\
                      7 disarm disarm VERB VB _ 1 conj";
        assert_eq!(repaired(source, infinitives)[6], (4, Deprel::Conj));
        let finite = source.replace("7 disarm disarm VERB VB", "7 left leave VERB VBD");
        assert_eq!(repaired(&finite, infinitives)[6], (1, Deprel::Conj));
    }

    #[test]
    fn nobody_spoken_to_leaves_a_verb_without_a_subject() {
        let source = "1 Norland Norland PROPN NNP _ 4 vocative\n2 he he PRON PRP _ 3 nsubj\n3 said say VERB VBD _ 4 parataxis\n\
                      4 left leave VERB VBD _ 0 root";
        let vocabulary = Vocabulary::default();
        let (_, parse) = conllu::read(source, &vocabulary).unwrap();
        let mut tokens = parse.sentences[0].tokens.clone();
        subjects(&mut tokens);
        assert_eq!((tokens[0].head, tokens[0].deprel), (TokenId(3), Deprel::Nsubj));
    }
}
