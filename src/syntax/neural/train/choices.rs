//! [`Choices`]: for each word, what may be right and how likely.

use std::ops::Range;

/// For each word the answers that a teacher holds possible, with weights that sum to one; the first is its decision.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Choices {
    ends: Vec<u32>,
    all: Vec<(u32, f32)>,
}

impl Choices {
    /// The next word's answer, beyond doubt.
    pub(crate) fn push_certain(&mut self, answer: u32) {
        self.all.push((answer, 1.0));
        self.ends.push(self.all.len() as u32);
    }

    /// The next word's answers, the decision first; any positive weights.
    ///
    /// # Panics
    /// When there is no answer.
    pub(crate) fn push(&mut self, answers: &[(u32, f32)]) {
        let sum: f32 = answers.iter().map(|(_, weight)| weight).sum();
        assert!(sum > 0.0, "an answer to learn");
        self.all
            .extend(answers.iter().map(|&(answer, weight)| (answer, weight / sum)));
        self.ends.push(self.all.len() as u32);
    }

    /// Each word's answers.
    pub(crate) fn words(&self) -> impl Iterator<Item = &[(u32, f32)]> {
        let mut start = 0;
        self.ends.iter().map(move |&end| {
            let answers = &self.all[start..end as usize];
            start = end as usize;
            answers
        })
    }

    /// Each word's decision.
    pub(crate) fn decided(&self) -> impl Iterator<Item = u32> {
        self.words().map(|answers| answers[0].0)
    }

    /// The choices of the words in `range`, where `number` gives answers their new numbers or drops them; a word that loses
    /// its decision gets `instead`.
    pub(crate) fn cut(&self, range: Range<usize>, number: impl Fn(u32) -> Option<u32>, instead: u32) -> Self {
        let mut kept = Self::default();
        for answers in self.words().skip(range.start).take(range.len()) {
            let renamed = answers
                .iter()
                .filter_map(|&(answer, weight)| Some((number(answer)?, weight)));
            let renamed: Vec<(u32, f32)> = renamed.collect();
            if number(answers[0].0).is_some() {
                kept.push(&renamed);
            } else {
                kept.push_certain(instead);
            }
        }
        kept
    }
}
