//! Learns how features follow from forms, parts of speech and trees.

use std::collections::BTreeMap;

use crate::syntax::Parse;
use crate::syntax::form::Form;
use crate::syntax::morphology::{KEYS, keys};
use crate::syntax::table::{Slot, build};

/// A key speaks for itself when it was seen this often; the coarsest always does.
const SEEN: [usize; KEYS] = [2, 2, 1, 1];

type Tally = BTreeMap<u64, usize>;

/// The parts of the frozen table: keys to numbers of feature sets, and the sets.
pub(super) fn train(treebanks: &[(String, Parse<'_>)]) -> (Vec<Slot>, Vec<u64>) {
    let mut tallies: [BTreeMap<u64, Tally>; KEYS] = Default::default();
    // Which coarser keys a key falls back on.
    let mut chains: BTreeMap<u64, [u64; KEYS]> = BTreeMap::new();
    let mut buffer = String::new();
    let sentences = treebanks
        .iter()
        .flat_map(|(text, parse)| parse.sentences.iter().map(move |each| (text, each)));
    for (text, sentence) in sentences {
        let forms: Vec<_> = sentence
            .tokens
            .iter()
            .map(|token| Form::new(token.span.of(text), &mut buffer))
            .collect();
        for (token, keys) in sentence.tokens.iter().zip(keys(&sentence.tokens, &forms)) {
            for (level, key) in keys.into_iter().enumerate().filter(|&(_, key)| key != 0) {
                *tallies[level]
                    .entry(key)
                    .or_default()
                    .entry(token.feats.bits())
                    .or_default() += 1;
                chains.entry(key).or_insert(keys);
            }
        }
    }
    let most = |tally: &Tally| {
        tally
            .iter()
            .max_by_key(|&(bits, count)| (count, bits))
            .map_or(0, |(&bits, _)| bits)
    };
    let mut chosen: BTreeMap<u64, u64> = BTreeMap::new();
    for level in (0..KEYS).rev() {
        let mut additions = Vec::new();
        for (key, tally) in &tallies[level] {
            // A verb's place has no coarser key of its own: words differ in theirs.
            let coarser = if level == 1 {
                None
            } else {
                chains[key][level + 1..].iter().find_map(|key| chosen.get(key))
            };
            let bits = most(tally);
            if tally.values().sum::<usize>() >= SEEN[level] && coarser != Some(&bits) {
                additions.push((*key, bits));
            }
        }
        for (key, bits) in additions {
            chosen.entry(key).or_insert(bits);
        }
    }
    let mut sets: Vec<u64> = Vec::new();
    let mut numbers: BTreeMap<u64, u32> = BTreeMap::new();
    let entries = chosen.into_iter().map(|(key, bits)| {
        let number = *numbers.entry(bits).or_insert_with(|| {
            sets.push(bits);
            sets.len() as u32 - 1
        });
        (key, number)
    });
    let slots = build(&entries.collect::<Vec<_>>());
    (slots, sets)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::conllu;
    use crate::syntax::morphology::Morphology;
    use crate::syntax::table::Table;
    use crate::text::Vocabulary;

    const TREEBANK: &str = "\
1 It it PRON PRP Case=Nom 2 nsubj
2 fell fall VERB VBD Number=Sing 0 root

1 Ministers minister NOUN NNS Number=Plur 2 nsubj
2 rejected reject VERB VBD Number=Plur 0 root
3 it it PRON PRP Case=Acc 2 obj

1 It it PRON PRP Case=Nom 3 nsubj:pass
2 was be AUX VBD Number=Sing 3 aux:pass
3 rejected reject VERB VBN Voice=Pass 0 root
";

    #[test]
    fn the_tree_settles_case_number_and_voice() {
        let vocabulary = Vocabulary::default();
        let twice = [TREEBANK, TREEBANK].join("\n");
        let treebank = conllu::read(&twice, &vocabulary).unwrap();
        let (slots, sets) = train(std::slice::from_ref(&treebank));
        let morphology = Morphology {
            table: Table::new(&slots).unwrap(),
            sets: &sets,
        };
        // The verb is one the table has not seen.
        let source = TREEBANK.replace("fell", "stayed");
        let (text, gold) = conllu::read(&source, &vocabulary).unwrap();
        let mut found = gold.clone();
        let mut buffer = String::new();
        for sentence in &mut found.sentences {
            let forms: Vec<_> = sentence
                .tokens
                .iter()
                .map(|token| Form::new(token.span.of(&text), &mut buffer))
                .collect();
            morphology.annotate(&mut sentence.tokens, &forms);
        }
        assert_eq!(found.sentences, gold.sentences);
    }
}
