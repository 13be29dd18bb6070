//! [`Lemmatizer`]: what a word's form and part of speech say about its lemma.

use crate::syntax::form::{finish, hash_str, mix, normal_form};
use crate::syntax::irregular;
use crate::syntax::table::Table;
use crate::syntax::{Upos, Xpos};

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
pub(crate) fn word_rule(upos: Upos, xpos: Xpos, lower: &str) -> u64 {
    finish(mix(mix(mix(1, xpos as u64), upos as u64), hash_str(lower)))
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
    /// Writes the lemma of a word to `lemma`; `lower` is scratch space. `known` tells whether a word in lower case is one
    /// of the language: where only a suffix says what the lemma is, spelling is settled by it ("provok" or "provoke").
    pub(crate) fn lemma(
        &self,
        form: &str,
        (upos, xpos): (Upos, Xpos),
        known: impl Fn(&str) -> bool,
        lower: &mut String,
        lemma: &mut String,
    ) {
        let form = spelling(form);
        lower_case(form, lower);
        let word = self.rules.get(word_rule(upos, xpos, lower));
        if word.is_none()
            && matches!(xpos, Xpos::Vbd | Xpos::Vbn | Xpos::Vbg)
            && let Some(base) = irregular::base(lower)
        {
            lemma.clear();
            lemma.push_str(base);
            return;
        }
        let script = |index: u32| self.scripts.get(index as usize);
        // A suffix may have been learned of one name alone: "Lateral" has not the lemma of "General".
        let is_own = |script: &Script<'_>| !script.append.starts_with(char::is_uppercase);
        let suffix = || {
            suffix_starts(lower).find_map(|start| {
                let found = script(self.rules.get(suffix_rule(xpos, &lower[start..]))?)?;
                is_own(found).then_some(found)
            })
        };
        match word.and_then(script).or_else(suffix) {
            Some(script) => script.apply(form, lower, lemma),
            None => lemma.clone_from(lower),
        }
        if word.is_none() && !self.of_irregular(lower, (upos, xpos), &known, lemma) && !known(lemma) {
            respell(lower, xpos, known, lemma);
        }
    }

    /// Writes the lemma of a listed irregular with something before it: "overthrew" is "threw" with "over", so it comes of
    /// "overthrow". False when there is no such known word.
    fn of_irregular(
        &self,
        lower: &str,
        (upos, xpos): (Upos, Xpos),
        known: impl Fn(&str) -> bool,
        lemma: &mut String,
    ) -> bool {
        let regular = match xpos {
            Xpos::Vbd | Xpos::Vbn => "ed",
            Xpos::Nns => "s",
            _ => return false,
        };
        if lower.ends_with(regular) {
            return false;
        }
        let mut whole = String::new();
        let splits = lower.char_indices().map(|(at, _)| at);
        for at in splits.skip(2).take_while(|at| at + 3 <= lower.len()) {
            let rest = &lower[at..];
            let listed = self.rules.get(word_rule(upos, xpos, rest));
            let Some(script) = listed.and_then(|index| self.scripts.get(index as usize)) else {
                continue;
            };
            script.apply(rest, rest, &mut whole);
            whole.insert_str(0, &lower[..at]);
            if known(&whole) {
                lemma.clone_from(&whole);
                return true;
            }
        }
        false
    }
}

/// How the rules see a form: quotes, brackets and clitics as the treebanks write them.
pub(crate) fn spelling(form: &str) -> &str {
    if matches!(form, "—" | "–" | "…") {
        form
    } else {
        normal_form(form)
    }
}

/// Writes `form` in lower case, apostrophes straight, to `lower`.
pub(crate) fn lower_case(form: &str, lower: &mut String) {
    lower.clear();
    lower.extend(
        form.chars()
            .flat_map(char::to_lowercase)
            .map(|each| if each == '’' { '\'' } else { each }),
    );
}

/// Replaces `lemma` by a known word that `lower` is an inflection of, if there is one.
fn respell(lower: &str, xpos: Xpos, known: impl Fn(&str) -> bool, lemma: &mut String) {
    let endings: &[&str] = match xpos {
        Xpos::Vbd | Xpos::Vbn => &["ed", "d"],
        Xpos::Vbg => &["ing"],
        Xpos::Vbz | Xpos::Nns => &["es", "s"],
        Xpos::Jjr | Xpos::Rbr => &["er", "r"],
        Xpos::Jjs | Xpos::Rbs => &["est", "st"],
        _ => return,
    };
    let mut candidate = String::new();
    for stem in endings.iter().filter_map(|ending| lower.strip_suffix(ending)) {
        let mut last_two = stem.chars().rev();
        let (last, before) = (last_two.next(), last_two.next());
        let shorter = &stem[..stem.len() - last.map_or(0, char::len_utf8)];
        let spellings = [
            Some((stem, "")),
            Some((stem, "e")),
            (last == before).then_some((shorter, "")),
            (last == Some('i')).then_some((shorter, "y")),
        ];
        for (start, end) in spellings.into_iter().flatten() {
            candidate.clear();
            candidate.push_str(start);
            candidate.push_str(end);
            if start.len() > 1 && known(&candidate) {
                lemma.clone_from(&candidate);
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::table::build;

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
    fn known_words_settle_the_spelling() {
        let check = |lower: &str, xpos: Xpos, guess: &str, expect: &str| {
            let words = ["provoke", "bomb", "refer", "levy"];
            let mut lemma = guess.to_owned();
            respell(lower, xpos, |word| words.contains(&word), &mut lemma);
            assert_eq!(lemma, expect);
        };
        check("provoked", Xpos::Vbd, "provok", "provoke");
        check("bombed", Xpos::Vbn, "bom", "bomb");
        check("referring", Xpos::Vbg, "referr", "refer");
        check("levies", Xpos::Nns, "levie", "levy");
        check("glorked", Xpos::Vbd, "glork", "glork");
    }

    #[test]
    fn irregular_words_keep_their_lemma_behind_a_prefix() {
        let keys = [("threw", Xpos::Vbd), ("held", Xpos::Vbn), ("men", Xpos::Nns)];
        let rules: Vec<_> = keys
            .iter()
            .zip([0, 1, 2])
            .map(|(&(word, xpos), script)| {
                let upos = if xpos == Xpos::Nns { Upos::Noun } else { Upos::Verb };
                (word_rule(upos, xpos, word), script)
            })
            .collect();
        let slots = build(&rules);
        let lemmatizer = Lemmatizer {
            rules: Table::new(&slots).unwrap(),
            scripts: ["l2ow", "l3old", "l2an"]
                .map(|script| Script::parse(script).unwrap())
                .to_vec(),
        };
        let words = ["overthrow", "uphold", "policeman", "hold"];
        let check = |form: &str, tag: (Upos, Xpos), expect: &str| {
            let (mut lower, mut lemma) = (String::new(), String::new());
            lemmatizer.lemma(form, tag, |word| words.contains(&word), &mut lower, &mut lemma);
            assert_eq!(lemma, expect);
        };
        check("Overthrew", (Upos::Verb, Xpos::Vbd), "overthrow");
        check("upheld", (Upos::Verb, Xpos::Vbn), "uphold");
        check("policemen", (Upos::Noun, Xpos::Nns), "policeman");
        check("glorkheld", (Upos::Verb, Xpos::Vbn), "glorkheld");
    }

    #[test]
    fn suffixes_from_long_to_empty() {
        assert_eq!(suffix_starts("été").collect::<Vec<_>>(), [0, 2, 3, 5]);
    }
}
