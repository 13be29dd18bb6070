//! Pronouns: which words are one that refers, and what their form says of whom they mean.

use crate::mention::draft::{Count, Gender};
use crate::syntax::{self, Deprel, Number, Person, PronType, Reflex, Sentence, TokenId, Upos};

/// What a pronoun's form says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pronoun {
    /// "I", "we", "our".
    First(Count),
    /// "you".
    Second,
    /// "she", "it", "their".
    Third {
        gender: Gender,
        count: Count,
        reflexive: bool,
    },
    /// "this", "those".
    Demonstrative(Count),
    /// "everyone", "nothing", "each other": no one said before.
    Other,
}

/// Reads the pronoun at `id`, if one that refers stands there. Relative and interrogative pronouns refer by syntax.
pub(crate) fn pronoun(sentence: &Sentence, id: TokenId) -> Option<Pronoun> {
    let token = &sentence[id];
    if token.upos != Upos::Pron || token.deprel == Deprel::Expl {
        return None;
    }
    let count = match token.feats.get::<Number>() {
        Some(Number::Sing) => Count::One,
        Some(Number::Plur | Number::Ptan) => Count::Many,
        None => Count::Unknown,
    };
    match token.feats.get::<PronType>()? {
        PronType::Prs | PronType::Emp => Some(match token.feats.get::<Person>() {
            Some(Person::First) => Pronoun::First(count),
            Some(Person::Second) => Pronoun::Second,
            _ => Pronoun::Third {
                gender: match token.feats.get::<syntax::Gender>() {
                    Some(syntax::Gender::Fem) => Gender::Feminine,
                    Some(syntax::Gender::Masc) => Gender::Masculine,
                    Some(syntax::Gender::Neut) => Gender::Neuter,
                    None => Gender::Unknown,
                },
                count,
                reflexive: token.feats.has(Reflex::Yes),
            },
        }),
        PronType::Dem if !matches!(token.deprel, Deprel::Det | Deprel::Mark | Deprel::Advmod) => {
            Some(Pronoun::Demonstrative(count))
        }
        PronType::Ind | PronType::Tot | PronType::Neg if token.deprel != Deprel::Det => Some(Pronoun::Other),
        _ => None,
    }
}
