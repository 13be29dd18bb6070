//! [`Opinion`]: what teachers hold possible of a word, and its way through the last column of CoNLL-U.

use std::fmt::{self, Display};

use crate::syntax::{Deprel, Upos, Xpos};

/// Possible answers with their probabilities; the first of each kind is the decision. Of no kind are there any when the
/// decision is beyond doubt.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Opinion {
    /// Heads, as CoNLL-U counts them.
    pub heads: Vec<(u32, f32)>,
    /// Relations to the head that is decided on.
    pub relations: Vec<(Deprel, f32)>,
    /// Parts of speech.
    pub tags: Vec<((Upos, Xpos), f32)>,
}

/// What is less likely is left out.
const LEAST: f32 = 0.01;

impl Opinion {
    /// The likely ones of `probabilities` and, first of all, the decision.
    pub(crate) fn likely<T: Copy>(
        probabilities: &[f32],
        decision: usize,
        name: impl Fn(usize) -> Option<T>,
    ) -> Vec<(T, f32)> {
        let mut likely = vec![(decision, probabilities[decision].max(LEAST))];
        let others = probabilities.iter().copied().enumerate();
        likely.extend(others.filter(|&(index, probability)| index != decision && probability >= LEAST));
        if likely.len() == 1 {
            return Vec::new();
        }
        likely
            .into_iter()
            .filter_map(|(index, probability)| Some((name(index)?, probability)))
            .collect()
    }

    /// Reads the last column of CoNLL-U; what it does not understand says nothing.
    pub(crate) fn parse(misc: &str) -> Self {
        let mut opinion = Self::default();
        for (key, value) in misc.split('|').filter_map(|pair| pair.split_once('=')) {
            match key {
                "Heads" => opinion.heads = list(value, |head| head.parse().ok()),
                "Deprels" => opinion.relations = list(value, Deprel::parse),
                "Tags" => {
                    opinion.tags = list(value, |tag| {
                        let (upos, xpos) = tag.split_once('/')?;
                        Some((Upos::parse(upos)?, Xpos::parse(xpos)?))
                    });
                }
                _ => {}
            }
        }
        opinion
    }

    /// The opinions on the words of a CoNLL-U text, in order.
    pub(crate) fn all(source: &str) -> impl Iterator<Item = Self> {
        source.lines().filter_map(|line| {
            let mut columns = line.split('\t');
            columns.next()?.parse::<u32>().ok()?;
            Some(Self::parse(columns.nth(8).unwrap_or("_")))
        })
    }
}

fn list<T>(text: &str, name: impl Fn(&str) -> Option<T>) -> Vec<(T, f32)> {
    let answers = text.split(';').map(|answer| {
        let (answer, percent) = answer.rsplit_once(':')?;
        Some((
            name(answer)?,
            percent.parse::<u8>().ok().filter(|&percent| percent > 0)?,
        ))
    });
    let answers = answers.collect::<Option<Vec<_>>>().unwrap_or_default();
    answers
        .into_iter()
        .map(|(answer, percent)| (answer, f32::from(percent) / 100.0))
        .collect()
}

impl Display for Opinion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |probability: f32| (100.0 * probability).round().max(1.0) as u8;
        let mut before = "";
        let mut kind = |name: &str, answers: Vec<(String, f32)>| -> fmt::Result {
            if answers.is_empty() {
                return Ok(());
            }
            write!(f, "{before}{name}=")?;
            before = "|";
            for (index, (answer, probability)) in answers.iter().enumerate() {
                let between = if index == 0 { "" } else { ";" };
                write!(f, "{between}{answer}:{}", percent(*probability))?;
            }
            Ok(())
        };
        let text = |(answer, probability): &(u32, f32)| (answer.to_string(), *probability);
        kind("Heads", self.heads.iter().map(text).collect())?;
        let text = |(answer, probability): &(Deprel, f32)| (answer.to_string(), *probability);
        kind("Deprels", self.relations.iter().map(text).collect())?;
        let text = |((upos, xpos), probability): &((Upos, Xpos), f32)| (format!("{upos}/{xpos}"), *probability);
        kind("Tags", self.tags.iter().map(text).collect())?;
        if before.is_empty() { f.write_str("_") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comes_back_from_its_text() {
        let opinion = Opinion {
            heads: Opinion::likely(&[0.3, 0.005, 0.6, 0.095], 2, |index| Some(index as u32)),
            relations: vec![(Deprel::Obl, 0.75), (Deprel::NmodPoss, 0.25)],
            tags: vec![((Upos::Punct, Xpos::Colon), 0.5), ((Upos::Sym, Xpos::Sym), 0.5)],
        };
        let text = opinion.to_string();
        assert_eq!(
            text,
            "Heads=2:60;0:30;3:10|Deprels=obl:75;nmod:poss:25|Tags=PUNCT/::50;SYM/SYM:50"
        );
        let back = Opinion::parse(&text);
        assert_eq!(back.relations, opinion.relations);
        assert_eq!(back.tags, opinion.tags);
        assert_eq!(back.to_string(), text);
        assert_eq!(Opinion::parse("SpaceAfter=No|Heads=x:3").to_string(), "_");
        assert!(Opinion::likely(&[0.0, 1.0], 1, Some).is_empty());
    }
}
