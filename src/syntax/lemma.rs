//! [`Lemmatizer`] and [`Morphology`]: what a word's form and part of speech say about its lemma and features.

use crate::syntax::form::{Form, finish, hash_str, mix, normal_form};
use crate::syntax::table::Table;
use crate::syntax::{Feats, Upos, Xpos};

/// How to make a lemma from a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Script<'m> {
    /// Whether to begin with the form in lower case.
    pub lower: bool,
    /// How many characters to take off the end.
    pub strip: usize,
    /// What to put there instead.
    pub append: &'m str,
}

impl<'m> Script<'m> {
    /// Reads `l2y`: lower case, strip two characters, append "y".
    pub(crate) fn parse(line: &'m str) -> Option<Self> {
        let rest = line.strip_prefix(['l', 'k'])?;
        let digits = rest
            .find(|character: char| !character.is_ascii_digit())
            .unwrap_or(rest.len());
        // A number to append stands behind a bar.
        let append = rest[digits..].strip_prefix('|').unwrap_or(&rest[digits..]);
        Some(Self {
            lower: line.starts_with('l'),
            strip: rest[..digits].parse().ok()?,
            append,
        })
    }

    /// Writes the lemma of `form`, given also in lower case, to `lemma`.
    fn apply(&self, form: &str, lower: &str, lemma: &mut String) {
        let from = if self.lower { lower } else { form };
        let end = match self.strip {
            0 => from.len(),
            strip => from.char_indices().rev().nth(strip - 1).map_or(0, |(index, _)| index),
        };
        lemma.clear();
        lemma.push_str(&from[..end]);
        lemma.push_str(self.append);
    }
}

/// Suffix rules: the script of the longest known suffix for a Penn part of speech; a whole word is the longest suffix.
#[derive(Clone, Debug)]
pub(crate) struct Lemmatizer<'m> {
    pub rules: Table<'m>,
    pub scripts: Vec<Script<'m>>,
}

/// The longest suffix that rules look at, in characters, short of the whole word.
pub(crate) const LONGEST_SUFFIX: usize = 5;

/// The key of a whole word in the rules.
pub(crate) fn word_rule(xpos: Xpos, lower: &str) -> u64 {
    finish(mix(mix(1, xpos as u64), hash_str(lower)))
}

/// The key of a suffix in the rules.
pub(crate) fn suffix_rule(xpos: Xpos, suffix: &str) -> u64 {
    finish(mix(mix(2, xpos as u64), hash_str(suffix)))
}

/// Where the suffixes of a word start, longest first, the empty one last.
pub(crate) fn suffix_starts(lower: &str) -> impl Iterator<Item = usize> {
    let mut starts = [lower.len(); LONGEST_SUFFIX + 1];
    let mut count = 1;
    for (slot, (start, _)) in starts[1..].iter_mut().zip(lower.char_indices().rev()) {
        *slot = start;
        count += 1;
    }
    (0..count).rev().map(move |index| starts[index])
}

impl Lemmatizer<'_> {
    /// Writes the lemma of a word to `lemma`; `lower` is scratch space.
    pub(crate) fn lemma(&self, form: &str, xpos: Xpos, lower: &mut String, lemma: &mut String) {
        let form = normal_form(form);
        lower.clear();
        lower.extend(
            form.chars()
                .flat_map(char::to_lowercase)
                .map(|each| if each == '’' { '\'' } else { each }),
        );
        let script = self
            .rules
            .get(word_rule(xpos, lower))
            .or_else(|| suffix_starts(lower).find_map(|start| self.rules.get(suffix_rule(xpos, &lower[start..]))));
        match script.and_then(|index| self.scripts.get(index as usize)) {
            Some(script) => script.apply(form, lower, lemma),
            None => lemma.clone_from(lower),
        }
    }
}

/// Features by form and parts of speech.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Morphology<'m> {
    pub table: Table<'m>,
    pub sets: &'m [u64],
}

/// The key of a word in the table of features.
pub(crate) fn word_feats(form: &Form, upos: Upos, xpos: Xpos) -> u64 {
    finish(mix(mix(mix(3, upos as u64), xpos as u64), u64::from(form.lower)))
}

/// The key of words that are not in the table.
pub(crate) fn kind_feats(form: &Form, upos: Upos, xpos: Xpos) -> u64 {
    finish(mix(mix(mix(4, upos as u64), xpos as u64), u64::from(form.flags & 4)))
}

impl Morphology<'_> {
    /// The likeliest features of a word.
    pub(crate) fn feats(&self, form: &Form, upos: Upos, xpos: Xpos) -> Feats {
        let index = self
            .table
            .get(word_feats(form, upos, xpos))
            .or_else(|| self.table.get(kind_feats(form, upos, xpos)));
        let bits = index.and_then(|index| self.sets.get(index as usize)).copied();
        Feats::from_bits(bits.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_read_and_apply() {
        let mut lemma = String::new();
        Script::parse("l3y").unwrap().apply("Parties", "parties", &mut lemma);
        assert_eq!(lemma, "party");
        Script::parse("k0").unwrap().apply("Norland", "norland", &mut lemma);
        assert_eq!(lemma, "Norland");
        assert_eq!(Script::parse("k1|9").unwrap().append, "9");
        assert!(Script::parse("x").is_none());
    }

    #[test]
    fn suffixes_from_long_to_empty() {
        assert_eq!(suffix_starts("été").collect::<Vec<_>>(), [0, 2, 3, 5]);
    }
}
