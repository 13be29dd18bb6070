//! Noun phrases: where the phrase of a head begins and ends, and which words head one.

use crate::syntax::{Definite, Deprel, NumType, Number, PronType, Sentence, TokenId, Tree, Upos, Xpos};

/// Relations of the words before a noun that belong to its phrase.
const BEFORE: &[Deprel] = &[
    Deprel::Det,
    Deprel::DetPredet,
    Deprel::Amod,
    Deprel::Nummod,
    Deprel::Compound,
    Deprel::NmodPoss,
    Deprel::NmodDesc,
    Deprel::NmodUnmarked,
    Deprel::Flat,
    Deprel::Goeswith,
];

/// Relations of the words behind it that do.
const BEHIND: &[Deprel] = &[
    Deprel::Flat,
    Deprel::Fixed,
    Deprel::Goeswith,
    Deprel::Compound,
    Deprel::Nummod,
];

/// First and last word of the phrase that `head` heads: determiners and modifiers before it, parts of a name behind.
pub(crate) fn extent(sentence: &Sentence, tree: &Tree, head: TokenId) -> (TokenId, TokenId) {
    let (mut first, mut last) = (head, head);
    for &child in tree.children(head) {
        let deprel = sentence[child].deprel;
        if child < head && BEFORE.contains(&deprel) {
            first = first.min(edge(tree, child, false));
        } else if child > head && BEHIND.contains(&deprel) {
            last = last.max(edge(tree, child, true));
        }
    }
    // A wrong tree may draw in what stands before the phrase.
    while first < head
        && (matches!(
            sentence[first].upos,
            Upos::Punct | Upos::Adp | Upos::Cconj | Upos::Sconj
        ) || sentence[first].deprel == Deprel::Case)
        && !is_at_least(sentence, first, head)
    {
        first = TokenId(first.0 + 1);
    }
    (first, last)
}

/// "**at** least one soldier": a preposition that narrows a number down.
fn is_at_least(sentence: &Sentence, first: TokenId, head: TokenId) -> bool {
    let least = sentence[first].head;
    least > first && least < head && sentence[least].xpos == Xpos::Jjs
}

/// The leftmost or rightmost word below `id`.
fn edge(tree: &Tree, mut id: TokenId, right: bool) -> TokenId {
    loop {
        let children = tree.children(id);
        let next = if right { children.last() } else { children.first() };
        match next {
            Some(&child) if (child > id) == right => id = child,
            _ => return id,
        }
    }
}

/// Relations in which a word that is no noun stands for one: "the 36 must face charges".
const ARGUMENTS: &[Deprel] = &[
    Deprel::Nsubj,
    Deprel::NsubjPass,
    Deprel::Obj,
    Deprel::Iobj,
    Deprel::Obl,
    Deprel::OblAgent,
    Deprel::Nmod,
];

/// Whether a word that is in no name heads a noun phrase of its own.
pub(crate) fn is_head(sentence: &Sentence, tree: &Tree, id: TokenId) -> bool {
    let token = &sentence[id];
    match token.upos {
        Upos::Noun | Upos::Propn | Upos::Sym => !matches!(
            token.deprel,
            Deprel::Compound
                | Deprel::Flat
                | Deprel::Fixed
                | Deprel::Goeswith
                | Deprel::NmodDesc
                | Deprel::Case
                | Deprel::Mark
                | Deprel::Advmod
                | Deprel::Cc
                | Deprel::Det
                | Deprel::Punct
                | Deprel::Discourse
                | Deprel::Amod
        ),
        Upos::Adj | Upos::Num | Upos::Det => {
            ARGUMENTS.contains(&token.deprel) && tree.child_by(sentence, id, &[Deprel::Cop]).is_none()
        }
        _ => false,
    }
}

/// How a noun phrase is determined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Determination {
    /// "the", "this", "such", "both".
    Definite,
    /// "a", "any", "some", "several", a number.
    Indefinite,
    /// "its", "Norland's".
    Possessed,
    Bare,
}

/// How the phrase of `head` is determined.
pub(crate) fn determination(sentence: &Sentence, tree: &Tree, head: TokenId) -> Determination {
    let mut found = Determination::Bare;
    for &child in tree.children(head) {
        let token = &sentence[child];
        match token.deprel {
            Deprel::Det | Deprel::DetPredet => {
                let definite = token.feats.has(Definite::Def) || token.feats.has(PronType::Dem);
                if definite {
                    return Determination::Definite;
                }
                found = Determination::Indefinite;
            }
            Deprel::NmodPoss => return Determination::Possessed,
            Deprel::Nummod if child < head && !token.feats.has(NumType::Ord) && found == Determination::Bare => {
                found = Determination::Indefinite;
            }
            _ => {}
        }
    }
    found
}

/// Whether a noun is in the plural, or counted by a number above one.
pub(crate) fn is_plural(sentence: &Sentence, id: TokenId) -> bool {
    matches!(sentence[id].feats.get::<Number>(), Some(Number::Plur | Number::Ptan))
}
