//! [`Evaluation`]: a parse against the right one, counted as in the CoNLL 2018 shared task.
//!
//! Zeman et al., "CoNLL 2018 Shared Task: Multilingual Parsing from Raw Text to Universal Dependencies". Words are
//! aligned by their place in the text, so that tokenization errors count against every other measure.

use std::collections::BTreeMap;
use std::fmt;

use rustc_hash::FxHashMap;

use crate::syntax::{Deprel, Parse, Sentence, Token, TokenId};
use crate::text::Span;

/// How many there are in the right parse and in the other, and how many agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// In the right parse.
    pub gold: usize,
    /// In the parse that is measured.
    pub found: usize,
    /// In both.
    pub right: usize,
}

impl Count {
    /// The harmonic mean of precision and recall, in per cent.
    pub fn f1(self) -> f64 {
        200.0 * self.right as f64 / (self.gold + self.found).max(1) as f64
    }

    fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.right += other.right;
    }
}

/// How well a parse agrees with the right one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evaluation {
    /// Sentences.
    pub sentences: Count,
    /// Syntactic words.
    pub words: Count,
    /// Universal parts of speech.
    pub upos: Count,
    /// Penn parts of speech.
    pub xpos: Count,
    /// Features, all of a word's at once.
    pub feats: Count,
    /// Lemmas.
    pub lemmas: Count,
    /// Unlabelled attachment.
    pub uas: Count,
    /// Labelled attachment, by universal relations.
    pub las: Count,
    /// Head and relation with its subtype, for each relation.
    pub relations: BTreeMap<Deprel, Count>,
    /// Complement clauses that stand before the verb they complete, as quotations do before their speaker.
    pub fronted: Count,
}

/// What extraction lives on: relations that are counted together, and what they are called.
const KINDS: &[(&str, &[Deprel])] = &[
    (
        "subjects",
        &[
            Deprel::Nsubj,
            Deprel::NsubjPass,
            Deprel::NsubjOuter,
            Deprel::Csubj,
            Deprel::CsubjPass,
            Deprel::CsubjOuter,
        ],
    ),
    ("objects", &[Deprel::Obj, Deprel::Iobj]),
    ("obliques", &[Deprel::Obl, Deprel::OblAgent, Deprel::OblUnmarked]),
    (
        "noun modifiers",
        &[Deprel::Nmod, Deprel::NmodPoss, Deprel::NmodUnmarked, Deprel::NmodDesc],
    ),
    ("case", &[Deprel::Case]),
    ("conjuncts", &[Deprel::Conj]),
    ("relative clauses", &[Deprel::AclRelcl]),
    ("appositions", &[Deprel::Appos]),
    ("complements", &[Deprel::Ccomp, Deprel::Xcomp]),
    ("adverbial clauses", &[Deprel::Advcl, Deprel::AdvclRelcl]),
    ("parataxis", &[Deprel::Parataxis]),
];

impl Evaluation {
    /// Compares `found` with `gold`, two parses of the same text.
    pub fn new(gold: &Parse<'_>, found: &Parse<'_>) -> Self {
        let mut evaluation = Self::default();
        let spans = |parse: &Parse<'_>| parse.sentences.iter().map(|sentence| sentence.span).collect::<Vec<_>>();
        let (gold_spans, found_spans) = (spans(gold), spans(found));
        evaluation.sentences = Count {
            gold: gold_spans.len(),
            found: found_spans.len(),
            right: gold_spans
                .iter()
                .filter(|span| found_spans.binary_search(span).is_ok())
                .count(),
        };
        let mut places: FxHashMap<Span, (&Sentence, &Token)> = FxHashMap::default();
        let mut gold_words = 0;
        for sentence in &gold.sentences {
            gold_words += sentence.tokens.len();
            for token in &sentence.tokens {
                places.insert(token.span, (sentence, token));
                evaluation.relations.entry(token.deprel).or_default().gold += 1;
                evaluation.fronted.gold += usize::from(is_fronted(sentence, token));
            }
        }
        let head =
            |sentence: &Sentence, token: &Token| (token.head != TokenId::ROOT).then(|| sentence[token.head].span);
        for sentence in &found.sentences {
            for token in &sentence.tokens {
                evaluation.relations.entry(token.deprel).or_default().found += 1;
                let fronted = is_fronted(sentence, token);
                evaluation.fronted.found += usize::from(fronted);
                let Some(&(gold_sentence, gold_token)) = places.get(&token.span) else {
                    continue;
                };
                let (a, b) = (gold_token, token);
                evaluation.words.right += 1;
                evaluation.upos.right += usize::from(a.upos == b.upos);
                evaluation.xpos.right += usize::from(a.xpos == b.xpos);
                evaluation.feats.right += usize::from(a.feats == b.feats);
                let same_lemma = gold.words.text(a.lemma) == found.words.text(b.lemma);
                evaluation.lemmas.right += usize::from(same_lemma);
                if head(gold_sentence, a) == head(sentence, b) {
                    evaluation.uas.right += 1;
                    evaluation.las.right += usize::from(a.deprel.universal() == b.deprel.universal());
                    if a.deprel == b.deprel {
                        evaluation.relations.entry(a.deprel).or_default().right += 1;
                        evaluation.fronted.right += usize::from(fronted);
                    }
                }
            }
        }
        let found_words = found.sentences.iter().map(|sentence| sentence.tokens.len()).sum();
        for count in [
            &mut evaluation.words,
            &mut evaluation.upos,
            &mut evaluation.xpos,
            &mut evaluation.feats,
            &mut evaluation.lemmas,
            &mut evaluation.uas,
            &mut evaluation.las,
        ] {
            (count.gold, count.found) = (gold_words, found_words);
        }
        evaluation
    }

    /// The counts for several relations together.
    pub fn relations(&self, relations: &[Deprel]) -> Count {
        let mut sum = Count::default();
        for relation in relations {
            sum.add(self.relations.get(relation).copied().unwrap_or_default());
        }
        sum
    }
}

fn is_fronted(sentence: &Sentence, token: &Token) -> bool {
    token.deprel == Deprel::Ccomp && token.head != TokenId::ROOT && sentence[token.head].span.start > token.span.start
}

impl fmt::Display for Evaluation {
    /// A table: measures, then kinds of relations, then each relation, F1 in per cent.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let measures = [
            ("sentences", self.sentences),
            ("words", self.words),
            ("upos", self.upos),
            ("xpos", self.xpos),
            ("feats", self.feats),
            ("lemmas", self.lemmas),
            ("uas", self.uas),
            ("las", self.las),
        ];
        for (name, count) in measures {
            writeln!(f, "{name:<18}{:6.2}", count.f1())?;
        }
        let kinds = KINDS.iter().map(|&(name, relations)| (name, self.relations(relations)));
        let relations = self
            .relations
            .iter()
            .map(|(relation, &count)| (relation.as_str(), count));
        for (name, count) in kinds.chain([("fronted clauses", self.fronted)]).chain(relations) {
            let Count { gold, found, .. } = count;
            writeln!(f, "{name:<18}{:6.2}  {gold:>6} gold {found:>6} found", count.f1())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::conllu;
    use crate::text::Vocabulary;

    #[test]
    fn counts_words_heads_and_relations() {
        let vocabulary = Vocabulary::default();
        let read = |source| conllu::read(source, &vocabulary).unwrap().1;
        let gold = read(
            "1 Rain rain NOUN NN _ 2 nsubj\n2 fell fall VERB VBD _ 0 root\n3 today today NOUN NN _ 2 obl:unmarked",
        );
        let found =
            read("1 Rain rain NOUN NN _ 2 nsubj\n2 fell fell VERB VBD _ 0 root\n3 today today ADV RB _ 2 advmod");
        let evaluation = Evaluation::new(&gold, &found);
        assert_eq!(evaluation.words.right, 3);
        assert_eq!(evaluation.upos.right, 2);
        assert_eq!(evaluation.lemmas.right, 2);
        assert_eq!((evaluation.uas.right, evaluation.las.right), (3, 2));
        assert_eq!(
            evaluation.relations(&[Deprel::Nsubj, Deprel::Advmod]),
            Count {
                gold: 1,
                found: 2,
                right: 1
            }
        );
        assert_eq!(evaluation.fronted, Count::default());
        let quote = read(
            "1 Rain rain NOUN NN _ 2 nsubj\n2 fell fall VERB VBD _ 4 ccomp\n3 she she PRON PRP _ 4 nsubj\n4 said say VERB VBD _ 0 root",
        );
        assert_eq!(Evaluation::new(&quote, &quote).fronted.right, 1);
        assert!((Evaluation::new(&gold, &gold).las.f1() - 100.0).abs() < 1e-9);
    }
}
