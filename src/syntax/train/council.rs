//! [`Council`]: several models that read raw text together, for another model to learn from.

use std::fmt::Write;
use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::syntax::form::{Form, hash_str};
use crate::syntax::neural::train::Opinion;
use crate::syntax::neural::{Matrix, Scores, best, best_tree, softmax_rows};
use crate::syntax::{Deprel, Parse, Sentence, Syntax};
use crate::text::Vocabulary;

/// Models whose probabilities are averaged. What they are not sure of is written down with what else it may be
/// (distillation: Hinton, Vinyals & Dean 2015; of parsers: Kuncoro et al. 2016).
#[derive(Debug)]
pub struct Council {
    members: Vec<Syntax>,
}

/// Why models cannot decide together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the models know different tags; train them on the same treebanks")]
#[non_exhaustive]
pub struct CouncilError;

/// Words of a batch, about.
const BATCH: usize = 768;

/// Longer sentences are lists, tables or badly cut, and are left out.
const LONGEST: usize = 100;

/// What a council writes is chosen in thousandths of the text.
pub const WHOLE: u16 = 1000;

impl Council {
    /// These models, of which the first says where sentences and words end.
    ///
    /// # Errors
    /// When they know different tags, or there are none.
    pub fn new(members: Vec<Syntax>) -> Result<Self, CouncilError> {
        let mut tags = members.iter().map(|member| &member.network().tags);
        let first = tags.next().ok_or(CouncilError)?;
        if tags.all(|tags| tags == first) {
            Ok(Self { members })
        } else {
            Err(CouncilError)
        }
    }

    /// Reads `share` of 1000 sentences of a text, each only once, and writes them as CoNLL-U with the members' doubts in
    /// the last column.
    ///
    /// # Errors
    /// When `sink` fails.
    pub fn read(&self, text: &str, share: u16, sink: &mut impl Write) -> std::fmt::Result {
        let vocabulary = Vocabulary::default();
        let parse = self.members[0].segment(text, &vocabulary);
        let mut seen = FxHashSet::default();
        let mut scores: Vec<Scores> = self.members.iter().map(|_| Scores::default()).collect();
        let mut pending: Vec<&Sentence> = Vec::new();
        let mut size = 0;
        for sentence in chosen(text, &parse, share, &mut seen) {
            size += sentence.tokens.len();
            pending.push(sentence);
            if size >= BATCH {
                self.batch(text, &pending, &mut scores, sink)?;
                pending.clear();
                size = 0;
            }
        }
        self.batch(text, &pending, &mut scores, sink)
    }

    fn batch(
        &self,
        text: &str,
        sentences: &[&Sentence],
        scores: &mut [Scores],
        sink: &mut impl Write,
    ) -> std::fmt::Result {
        let mut buffer = String::new();
        let mut forms: Vec<Form> = Vec::new();
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for sentence in sentences {
            let start = forms.len();
            let tokens = sentence.tokens.iter();
            forms.extend(tokens.map(|token| Form::new(token.span.of(text), &mut buffer)));
            ranges.push(start..forms.len());
        }
        if forms.is_empty() {
            return Ok(());
        }
        let (mut tags, mut arcs, mut relations) = <(Matrix, Matrix, Matrix)>::default();
        for (member, scores) in self.members.iter().zip(scores.iter_mut()) {
            member.network().score(forms.iter(), &ranges, scores);
            tally(&mut scores.tags, &mut tags);
        }
        let mut opinions: Vec<Opinion> = Vec::with_capacity(forms.len());
        let (mut heads, mut tree) = (Vec::new(), Vec::new());
        for range in &ranges {
            arcs.reset(0, 0);
            for (member, scores) in self.members.iter().zip(scores.iter_mut()) {
                member.network().score_heads(range.clone(), scores);
                tally(&mut scores.arcs, &mut arcs);
            }
            let logarithms = Matrix {
                values: arcs.values.iter().map(|value| value.max(1e-20).ln()).collect(),
                ..arcs
            };
            best_tree(&logarithms, &mut tree);
            for (word, &head) in tree.iter().enumerate() {
                heads.push(head.checked_sub(1).map(|head| range.start + head));
                opinions.push(Opinion {
                    heads: Opinion::likely(&self.share(arcs.row(word)), head, |head| Some(head as u32)),
                    ..Opinion::default()
                });
            }
        }
        for (member, scores) in self.members.iter().zip(scores.iter_mut()) {
            member.network().score_relations(&heads, scores);
            tally(&mut scores.relations, &mut relations);
        }
        for (range, sentence) in ranges.iter().zip(sentences) {
            for (index, row) in range.clone().enumerate() {
                let root = heads[row].is_none();
                let relation = best(relations.row(row), |relation| {
                    (Deprel::ALL[relation] == Deprel::Root) == root
                });
                let tag = best(tags.row(row), |_| true);
                let names = &self.members[0].network().tags;
                let opinion = &mut opinions[row];
                opinion.relations = Opinion::likely(&self.share(relations.row(row)), relation, |relation| {
                    Some(Deprel::ALL[relation])
                });
                opinion.tags = Opinion::likely(&self.share(tags.row(row)), tag, |tag| Some(names[tag]));
                let (upos, xpos) = names[tag];
                writeln!(
                    sink,
                    "{}\t{}\t_\t{upos}\t{xpos}\t_\t{}\t{}\t_\t{opinion}",
                    index + 1,
                    sentence.tokens[index].span.of(text),
                    heads[row].map_or(0, |head| head - range.start + 1),
                    Deprel::ALL[relation],
                )?;
            }
            writeln!(sink)?;
        }
        Ok(())
    }

    /// A sum over the members as a mean.
    fn share(&self, sums: &[f32]) -> Vec<f32> {
        sums.iter().map(|sum| sum / self.members.len() as f32).collect()
    }
}

/// Sentences that are chosen by their words alone, so that the choice does not depend on what else is read.
fn chosen<'p>(
    text: &str,
    parse: &'p Parse<'_>,
    share: u16,
    seen: &mut FxHashSet<u64>,
) -> impl Iterator<Item = &'p Sentence> {
    parse.sentences.iter().filter(move |sentence| {
        let hash = hash_str(sentence.span.of(text));
        hash % u64::from(WHOLE) < u64::from(share) && sentence.tokens.len() <= LONGEST && seen.insert(hash)
    })
}

/// Adds the probabilities that these scores stand for; an empty sum begins with zeros.
fn tally(scores: &mut Matrix, sums: &mut Matrix) {
    softmax_rows(&mut scores.values, scores.columns);
    if sums.values.is_empty() {
        sums.reset(scores.rows, scores.columns);
    }
    for (sum, value) in sums.values.iter_mut().zip(&scores.values) {
        *sum += value;
    }
}
