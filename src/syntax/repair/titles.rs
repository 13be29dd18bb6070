//! Names put together: the parts of one, and a title with whoever bears it, under one preposition.
//!
//! Takes a parsed sentence's words, hangs some anew. Knows no list of titles: what it goes by is the tree.

use crate::syntax::repair::{REACH, hang, own};
use crate::syntax::{Deprel, Token, TokenId, Upos, Xpos};

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
    prepositions(tokens);
}

/// "spoke **with** Chairperson Roe": a preposition is the whole phrase's, not the title's.
fn prepositions(tokens: &mut [Token]) {
    for at in 0..tokens.len() {
        let title = tokens[at].head;
        if tokens[at].deprel != Deprel::Case || title == TokenId::ROOT || title.index() < at {
            continue;
        }
        let Token { deprel, head: name, .. } = tokens[title.index()];
        let is_title = deprel == Deprel::NmodDesc && name != TokenId::ROOT && name > title;
        let takes_one = |name: TokenId| {
            matches!(
                tokens[name.index()].deprel,
                Deprel::Obl | Deprel::OblAgent | Deprel::Nmod
            )
        };
        if is_title && takes_one(name) && !has_own(tokens, name.index()) {
            hang(&mut tokens[at], name, Deprel::Case);
        }
    }
}

/// Whether a conjunction or preposition hangs on the word.
fn has_own(tokens: &[Token], word: usize) -> bool {
    own(tokens, word, &[Deprel::Cc, Deprel::Case]).is_some()
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
    if let Some(title) = title_beside(tokens, name).or_else(|| title_over(tokens, name)) {
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
    // Two agents of one passive, one right behind the other, are one: "backed by **Senators** Jane Roe and John Doe".
    let is_noun = match deprel {
        Deprel::Nsubj | Deprel::NsubjPass => tokens[title].xpos == Xpos::Nn,
        Deprel::OblAgent => matches!(tokens[title].upos, Upos::Noun | Upos::Propn),
        _ => false,
    };
    let is_title = is_noun && tokens[title].head == head && tokens[title].deprel == deprel;
    is_title.then_some(title)
}

/// The noun that the name at `name` hangs on without a preposition, behind its `of`-phrase: "**minister** of Norland Jane Roe".
fn title_over(tokens: &[Token], name: usize) -> Option<usize> {
    let Token { head, deprel, .. } = tokens[name];
    let title = Some(head.index()).filter(|&title| deprel == Deprel::Nmod && head != TokenId::ROOT && title < name)?;
    let before = tokens[name - 1];
    let is_of = tokens[title + 1].xpos == Xpos::In
        && before.head == head
        && before.deprel == Deprel::Nmod
        && before.upos == Upos::Propn;
    let is_title = matches!(tokens[title].xpos, Xpos::Nn | Xpos::Nnp) && tokens[title].head != TokenId::ROOT;
    (is_of && is_title).then_some(title)
}

/// Hangs the title at `title`, with its `of`-phrase, on the name at `name`, which takes over the title's place.
fn give_to_name(tokens: &mut [Token], title: usize, name: usize) {
    let title_id = TokenId(title as u32);
    let name_id = TokenId(name as u32);
    let has_of = tokens[title + 1].upos != Upos::Propn;
    let place = tokens[title];
    tokens[name].deprel = place.deprel;
    tokens[name].head = place.head;
    hang(&mut tokens[title], name_id, Deprel::NmodDesc);
    for (at, token) in tokens.iter_mut().enumerate() {
        // What stands behind the name is said of who bears it.
        if token.head == title_id && at > name {
            token.head = name_id;
        }
        if token.head == title_id && at < title && token.deprel == Deprel::Case {
            hang(token, name_id, Deprel::Case);
        }
        // "of State" may hang on the name already.
        if has_of && token.head == name_id && at > title && at < name && token.upos == Upos::Propn {
            hang(token, title_id, Deprel::Nmod);
        }
    }
}

/// Makes one name of two that pass for two objects: "asked **Pope Gregory** to leave".
pub(crate) fn names_in_a_row(tokens: &mut [Token]) {
    let is_object = |token: &Token| matches!(token.deprel, Deprel::Obj | Deprel::Iobj) && token.xpos == Xpos::Nnp;
    for at in 1..tokens.len() {
        let (before, token) = (tokens[at - 1], tokens[at]);
        if is_object(&before)
            && is_object(&token)
            && before.head == token.head
            && own(tokens, at, &[Deprel::Case, Deprel::Cc]).is_none()
        {
            if token.deprel == Deprel::Obj {
                tokens[at - 1].deprel = Deprel::Obj;
            }
            hang(&mut tokens[at], TokenId(at as u32 - 1), Deprel::Flat);
        }
    }
}

/// Gives a name what several titles before it do: in "singer, actor and writer **Jane Roe** died" one person does.
pub(crate) fn many_titles(tokens: &mut [Token]) {
    for name in 3..tokens.len() {
        let Token { upos, deprel, head, .. } = tokens[name];
        if upos != Upos::Propn || deprel != Deprel::Appos || head == TokenId::ROOT || head.index() + 1 != name {
            continue;
        }
        let last = tokens[head.index()];
        if last.deprel != Deprel::Conj || last.xpos != Xpos::Nn || last.head == TokenId::ROOT {
            continue;
        }
        let first = last.head.index();
        let place = tokens[first];
        let determined = own(tokens, first, &[Deprel::Det, Deprel::NmodPoss, Deprel::Case]).is_some();
        if place.xpos == Xpos::Nn
            && first < name
            && !determined
            && matches!(place.deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Root)
        {
            tokens[name].head = place.head;
            tokens[name].deprel = place.deprel;
            hang(&mut tokens[first], TokenId(name as u32), Deprel::NmodDesc);
        }
    }
}

/// Sets a pronunciation between strokes aside: "Oake **/ouk/** is a town".
pub(crate) fn pronunciations(tokens: &mut [Token]) {
    for at in 2..tokens.len().saturating_sub(1) {
        let is_stroke =
            |token: &Token| token.upos == Upos::Sym && token.deprel != Deprel::Conj && token.head != TokenId::ROOT;
        let Token { deprel, head, .. } = tokens[at];
        if deprel == Deprel::Conj
            && head != TokenId::ROOT
            && is_stroke(&tokens[at - 1])
            && is_stroke(&tokens[at + 1])
            && tokens[at - 1].head.index() == at
        {
            hang(&mut tokens[at], head, Deprel::Parataxis);
            hang(&mut tokens[at + 1], TokenId(at as u32), Deprel::Punct);
            hang(&mut tokens[at - 1], TokenId(at as u32), Deprel::Punct);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::repair::trial::{arcs, tried};

    /// The heads, counted from 1, and relations of a sentence whose names are put together.
    fn named(source: &str) -> Vec<(u32, Deprel)> {
        arcs(source, |tokens, _| names(tokens))
    }

    #[test]
    fn a_common_noun_right_before_a_name_is_its_title() {
        let author = "1 The the DET DT _ 2 det\n2 author author NOUN NN _ 5 nsubj\n3 Jane Jane PROPN NNP _ 4 compound\n\
                      4 Roe Roe PROPN NNP _ 5 nsubj\n5 left leave VERB VBD _ 0 root";
        assert_eq!(
            named(author)[1..4],
            [(4, Deprel::NmodDesc), (4, Deprel::Compound), (5, Deprel::Nsubj)]
        );
        let senators = "1 backed back VERB VBN _ 0 root\n2 by by ADP IN _ 3 case\n3 Senators Senators PROPN NNPS _ 1 obl:agent\n\
                        4 Jane Jane PROPN NNP _ 1 obl:agent\n5 Roe Roe PROPN NNP _ 4 flat";
        assert_eq!(
            named(senators)[1..4],
            [(4, Deprel::Case), (4, Deprel::NmodDesc), (1, Deprel::OblAgent)]
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
    fn a_name_behind_its_title_and_country_heads_them() {
        let found = named(
            "1 the the DET DT _ 2 det\n2 minister minister NOUN NN _ 7 nsubj\n3 of of ADP IN _ 4 case\n\
             4 Norland Norland PROPN NNP _ 2 nmod\n5 Roe Roe PROPN NNP _ 2 nmod\n6 speaking speak VERB VBG _ 2 acl\n\
             7 called call VERB VBD _ 0 root",
        );
        assert_eq!(found[1], (5, Deprel::NmodDesc));
        assert_eq!(found[3..6], [(2, Deprel::Nmod), (7, Deprel::Nsubj), (5, Deprel::Acl)]);
    }

    #[test]
    fn a_preposition_before_a_title_is_the_names() {
        let with = "1 spoke speak VERB VBD _ 0 root\n2 with with ADP IN _ 3 case\n\
                    3 Chairperson Chairperson PROPN NNP _ 4 nmod:desc\n4 Jane Jane PROPN NNP _ 1 obl\n5 Roe Roe PROPN NNP _ 4 flat";
        assert_eq!(named(with)[1], (4, Deprel::Case));
        assert_eq!(named(&with.replace("nmod:desc", "compound"))[1], (3, Deprel::Case));
    }

    #[test]
    fn parts_of_a_name_are_no_conjuncts() {
        let list = "1 Doe Doe PROPN NNP _ 0 root\n2 , , PUNCT , _ 3 punct\n3 Jane Jane PROPN NNP _ 1 conj\n\
                    4 Roe Roe PROPN NNP _ 1 conj";
        assert_eq!(named(list)[3], (3, Deprel::Flat));
    }

    #[test]
    fn two_names_in_a_row_are_no_two_objects() {
        let asked = |second: &str| {
            let source = format!(
                "1 asked ask VERB VBD _ 0 root\n2 Prince Prince PROPN NNP _ 1 iobj\n{second} _ 1 obj\n4 to to PART TO _ 5 mark\n\
                 5 leave leave VERB VB _ 1 xcomp"
            );
            let tokens = tried(&source, |tokens, _| names_in_a_row(tokens));
            (tokens[1].deprel, tokens[2].deprel)
        };
        assert_eq!(asked("3 Otto Otto PROPN NNP"), (Deprel::Obj, Deprel::Flat));
        assert_eq!(asked("3 questions question NOUN NNS"), (Deprel::Iobj, Deprel::Obj));
    }

    #[test]
    fn a_name_does_what_its_titles_do() {
        let died = |article: &str| {
            let source = format!(
                "{article} _ 2 det\n2 singer singer NOUN NN _ 6 nsubj\n3 and and CCONJ CC _ 4 cc\n4 poet poet NOUN NN _ 2 conj\n\
                 5 Roe Roe PROPN NNP _ 4 appos\n6 died die VERB VBD _ 0 root"
            );
            let tokens = tried(&source, |tokens, _| many_titles(tokens));
            (tokens[4].head.0 + 1, tokens[4].deprel)
        };
        assert_eq!(died("1 The the DET DT"), (4, Deprel::Appos));
        let bare = "1 singer singer NOUN NN _ 5 nsubj\n2 and and CCONJ CC _ 3 cc\n3 poet poet NOUN NN _ 1 conj\n\
                    4 Roe Roe PROPN NNP _ 3 appos\n5 died die VERB VBD _ 0 root";
        let tokens = tried(bare, |tokens, _| many_titles(tokens));
        assert_eq!((tokens[3].head, tokens[3].deprel), (TokenId(4), Deprel::Nsubj));
        assert_eq!((tokens[0].head, tokens[0].deprel), (TokenId(3), Deprel::NmodDesc));
    }

    #[test]
    fn a_pronunciation_is_set_aside() {
        let said = "1 Oake Oake PROPN NNP _ 5 nsubj\n2 / / SYM SYM _ 3 cc\n3 ouk ouk NOUN NN _ 1 conj\n4 / / SYM SYM _ 1 punct\n\
                    5 grew grow VERB VBD _ 0 root\n6 corn corn NOUN NN _ 5 obj";
        let tokens = tried(said, |tokens, _| pronunciations(tokens));
        assert_eq!(tokens[2].deprel, Deprel::Parataxis);
        let mut plain = tried(said, |_, _| {});
        plain[3].upos = Upos::Punct;
        let before = plain.clone();
        pronunciations(&mut plain);
        assert_eq!(plain, before);
    }
}
