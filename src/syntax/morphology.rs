//! [`Morphology`]: the features of words, by form, parts of speech and place in the tree.
//!
//! English hardly inflects: whether "it" is a subject's form, whether "sent" is passive, whom "were" agrees with, the tree
//! says. Four tables are asked in turn, each trained where the coarser ones after it are wrong: word in its place, verb in
//! its place, word, part of speech.

use crate::syntax::form::{Form, finish, mix};
use crate::syntax::table::Table;
use crate::syntax::{Deprel, Feats, Token, TokenId, Upos, Xpos};

/// Features by keys of the four kinds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Morphology<'m> {
    pub table: Table<'m>,
    pub sets: &'m [u64],
}

/// How many keys a word has.
pub(crate) const KEYS: usize = 4;

/// The keys of every word of a sentence, the most telling first; 0 stands for none. `forms` are the words' forms, heads are as a finished tree
/// has them; features are not looked at.
pub(crate) fn keys(tokens: &[Token], forms: &[Form]) -> Vec<[u64; KEYS]> {
    let places = places(tokens, forms);
    let words = tokens.iter().zip(forms).zip(places);
    words
        .map(|((token, form), place)| {
            let tags = mix(token.upos as u64, token.xpos as u64);
            let lower = u64::from(form.lower);
            let key = |number: u64, a: u64, b: u64| finish(mix(mix(mix(number, tags), a), b));
            let is_verb = matches!(token.upos, Upos::Verb | Upos::Aux);
            let verb = if is_verb { key(2, place, 0) } else { 0 };
            [
                key(1, lower, place),
                verb,
                key(3, lower, 0),
                key(4, u64::from(form.flags & 4), 0),
            ]
        })
        .collect()
}

/// What the tree says about the form of each word: its relation, auxiliaries, and the person of its subject.
fn places(tokens: &[Token], forms: &[Form]) -> Vec<u64> {
    let mut subjects = vec![0_u64; tokens.len()];
    let mut signs = vec![0_u64; tokens.len()];
    for (token, form) in tokens.iter().zip(forms) {
        let Some(head) = tokens.get(token.head.index()).map(|_| token.head.index()) else {
            continue;
        };
        match token.deprel {
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter | Deprel::Expl if subjects[head] == 0 => {
                subjects[head] = match token.xpos {
                    Xpos::Prp | Xpos::Dt | Xpos::Ex | Xpos::Wdt | Xpos::Wp => u64::from(form.lower) << 3 | 1,
                    Xpos::Nns | Xpos::Nnps => 2,
                    _ => 3,
                };
            }
            Deprel::Aux => {
                signs[head] |= if token.xpos == Xpos::Md || token.xpos == Xpos::To {
                    1
                } else {
                    2
                }
            }
            Deprel::AuxPass => signs[head] |= 4,
            Deprel::Mark if token.xpos == Xpos::To => signs[head] |= 8,
            Deprel::Mark if token.xpos == Xpos::In => signs[head] |= 16,
            Deprel::Cop => signs[head] |= 32,
            Deprel::Case => signs[head] |= 64,
            _ => {}
        }
        if token.deprel == Deprel::Conj && matches!(tokens[head].deprel, Deprel::Nsubj | Deprel::NsubjPass) {
            // Coordinated subjects are plural.
            if let Some(verb) = subjects.get_mut(tokens[head].head.index()) {
                *verb = 2;
            }
        }
    }
    tokens
        .iter()
        .enumerate()
        .map(|(index, token)| {
            // Auxiliaries and copulas agree with their head's subject, conjuncts with the first one's.
            let mut verb = index;
            for _ in 0..3 {
                let relation = tokens[verb].deprel;
                let leans = matches!(relation, Deprel::Aux | Deprel::AuxPass | Deprel::Cop)
                    || relation == Deprel::Conj && subjects[verb] == 0;
                if !leans || tokens[verb].head == TokenId::ROOT {
                    break;
                }
                verb = tokens[verb].head.index();
            }
            mix(mix(token.deprel as u64 + 1, subjects[verb]), signs[index])
        })
        .collect()
}

impl Morphology<'_> {
    /// Sets the likeliest features of the words of a parsed sentence.
    pub(crate) fn annotate(&self, tokens: &mut [Token], forms: &[Form]) {
        let keys = keys(tokens, forms);
        for (token, keys) in tokens.iter_mut().zip(keys) {
            let index = keys
                .iter()
                .filter(|&&key| key != 0)
                .find_map(|&key| self.table.get(key));
            let bits = index.and_then(|index| self.sets.get(index as usize)).copied();
            token.feats = Feats::from_bits(bits.unwrap_or_default());
        }
    }
}
