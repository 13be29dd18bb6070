//! [`WordBreaker`]: text → words, as the treebanks cut them.
//!
//! Blanks always separate words. Within a stretch without blanks a classifier decides for each place between two
//! characters whether a word ends there, and whether the two words are one written token ("do" + "n't"): so hyphens,
//! clitics, abbreviations, amounts, addresses and emoticons follow the treebank, whatever its convention.

use crate::syntax::form::{finish, mix};
use crate::syntax::perceptron::{Perceptron, best};
use crate::syntax::table::Table;
use crate::text::Span;

/// How many features a decision looks at.
pub(crate) const FEATURES: usize = 24;

/// What may happen between two characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Cut {
    /// The word goes on.
    None = 0,
    /// A word ends, another token begins.
    Token = 1,
    /// A word ends, the next one belongs to the same written token.
    Joined = 2,
}

impl Cut {
    pub(crate) const COUNT: usize = 3;

    fn from_number(number: usize) -> Self {
        [Self::None, Self::Token, Self::Joined][number]
    }
}

/// A word's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Where it stands.
    pub span: Span,
    /// Whether it is one written token with the word before it.
    pub joined: bool,
}

/// Whether a character separates words without belonging to one: white space, and what is as invisible.
pub(crate) fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// The frozen word breaker.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WordBreaker<'m> {
    pub weights: Perceptron<'m>,
    /// Words without signs that are two: from the hash in lower case to the length of the first in characters.
    pub compounds: Table<'m>,
}

/// A character of a stretch without blanks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    /// Its first byte in the text.
    pub at: usize,
    /// In lower case, digits as `0`, apostrophes straight.
    folded: char,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Kind {
    Small = 1,
    Capital,
    Digit,
    Sign,
}

/// A stretch of text without blanks, character by character.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stretch {
    pub marks: Vec<Mark>,
    /// Where a web or mail address lies in it, by characters; it is one word.
    address: Option<(usize, usize)>,
    /// The first character of the next stretch in the same block, and its kind.
    after: u64,
}

/// The longest part of a stretch, in characters, that a single feature looks at.
const REACH: usize = 16;

impl Stretch {
    /// Reads the stretch at `span`; `after` is the text that follows it.
    pub(crate) fn read(&mut self, text: &str, span: Span, after: &str) {
        self.marks.clear();
        for (offset, character) in span.of(text).char_indices() {
            let (kind, folded) = classify(character);
            self.marks.push(Mark {
                at: span.start as usize + offset,
                folded,
                kind,
            });
        }
        self.address = self.find_address();
        self.after = after
            .chars()
            .find(|&character| !is_blank(character))
            .map_or(0, |character| {
                let (kind, folded) = classify(character);
                if kind == Kind::Sign {
                    folded as u64 + 8
                } else {
                    kind as u64
                }
            });
    }

    /// Whether a word could end before the character at `index`.
    pub(crate) fn may_cut(&self, index: usize) -> bool {
        let (left, right) = (self.marks[index - 1], self.marks[index]);
        let letter = |mark: Mark| matches!(mark.kind, Kind::Small | Kind::Capital);
        !letter(left) || !letter(right) || self.is_negation(index)
    }

    /// What a prefix or an address decides about the place before the character at `index`.
    pub(crate) fn decided(&self, index: usize) -> Option<Cut> {
        if self.is_behind_prefix(index) {
            return Some(Cut::None);
        }
        let (start, end) = self.address?;
        match index {
            _ if index == start || index == end => Some(Cut::Token),
            _ => (start < index && index < end).then_some(Cut::None),
        }
    }

    /// Whether the place is on either side of the hyphen of a prefix that opens the stretch: "de-escalate". Treebanks keep
    /// prefixes with their word; of these they have too few for the classifier to know.
    fn is_behind_prefix(&self, index: usize) -> bool {
        let is_hyphen = |at: usize| self.marks.get(at).is_some_and(|mark| mark.folded == '-');
        let hyphen = if is_hyphen(index) { index } else { index.wrapping_sub(1) };
        let follows = |at: usize| {
            self.marks
                .get(at)
                .is_some_and(|mark| matches!(mark.kind, Kind::Small | Kind::Capital))
        };
        is_hyphen(hyphen)
            && follows(hyphen + 1)
            && ["de", "dis", "mis", "un"].iter().any(|prefix| {
                prefix.len() == hyphen
                    && prefix
                        .bytes()
                        .zip(&self.marks)
                        .all(|(byte, mark)| mark.folded == char::from(byte))
                    // "UN-backed" is a name and no prefix.
                    && self.marks[1..hyphen].iter().all(|mark| matches!(mark.kind, Kind::Small))
            })
    }

    fn find_address(&self) -> Option<(usize, usize)> {
        let count = self.marks.len();
        let folded = |index: usize| self.marks.get(index).map_or(' ', |mark| mark.folded);
        let matches = |index: usize, text: &str| {
            text.chars()
                .enumerate()
                .all(|(offset, each)| folded(index + offset) == each)
        };
        // Most stretches are plain words.
        let sign = (0..count).find(|&index| matches!(folded(index), ':' | '@') || matches(index, "www."))?;
        if let Some(at) = (0..count).find(|&index| folded(index) == '@') {
            let part = |character: char| character.is_alphanumeric() || "._-+%".contains(character);
            let start = (0..at).rev().take_while(|&index| part(folded(index))).last()?;
            let end = 1 + (at + 1..count).take_while(|&index| part(folded(index))).last()?;
            let end = self.trim_end(at, end);
            return (at + 1..end).any(|index| folded(index) == '.').then_some((start, end));
        }
        let start = (0..=sign).find(|&index| {
            ["http://", "https://", "ftp://", "www."]
                .iter()
                .any(|scheme| matches(index, scheme))
        })?;
        let end = (start..count)
            .find(|&index| "\"<>[]{}".contains(folded(index)))
            .unwrap_or(count);
        Some((start, self.trim_end(start, end)))
    }

    /// Where an address ends that the signs of the sentence around it follow.
    fn trim_end(&self, start: usize, mut end: usize) -> usize {
        let opened = self.marks[start..end].iter().any(|mark| mark.folded == '(');
        let ellipsis = end >= start + 3 && self.marks[end - 3..end].iter().all(|mark| mark.folded == '.');
        while end > start + 1 && !ellipsis {
            let last = self.marks[end - 1].folded;
            if !(".,;:!?'*".contains(last) || last == ')' && !opened) {
                break;
            }
            end -= 1;
        }
        end
    }

    /// Whether "n't" begins here.
    fn is_negation(&self, index: usize) -> bool {
        let folded = |offset: usize| self.marks.get(index + offset).map(|mark| mark.folded);
        folded(0) == Some('n') && folded(1) == Some('\'') && folded(2) == Some('t')
    }

    fn hash(&self, from: usize, to: usize) -> u64 {
        self.marks[from..to]
            .iter()
            .fold(17, |hash, mark| mix(hash, mark.folded as u64))
    }

    /// The features of the place before the character at `index`, when the word began at `start`.
    pub(crate) fn extract(&self, start: usize, index: usize, out: &mut [u64; FEATURES]) {
        let count = self.marks.len();
        let left = |length: usize| self.hash(index.saturating_sub(length), index);
        let right = |length: usize| self.hash(index, (index + length).min(count));
        let kinds = |from: usize, to: usize| {
            self.marks[from..to].iter().fold(1, |all, mark| {
                // Signs differ too much to be one kind.
                let kind = if mark.kind == Kind::Sign {
                    mark.folded as u64 + 8
                } else {
                    mark.kind as u64
                };
                mix(all, kind)
            })
        };
        let word = self.hash(start.max(index.saturating_sub(REACH)), index);
        let rest = right(REACH);
        let chunk = self.hash(index.saturating_sub(REACH), index);
        let length = (index - start).min(6) as u64;
        let ahead = (count - index).min(4) as u64;
        let known = u64::from(self.is_abbreviation(start, index));
        let dotted = u64::from(self.marks[start..index].iter().any(|mark| mark.folded == '.'));
        let capital = u64::from(self.marks[start].kind == Kind::Capital);
        let near = kinds(index.saturating_sub(2), (index + 2).min(count));
        let far = kinds(index.saturating_sub(3), (index + 3).min(count));
        let groups: [(u64, u64, u64); FEATURES] = [
            (0, 0, 0),
            (left(1), right(1), 0),
            (left(2), right(1), 0),
            (left(1), right(2), 0),
            (left(2), right(2), 0),
            (left(3), right(1), 0),
            (left(1), right(3), 0),
            (left(4), 0, 0),
            (right(4), 0, 0),
            (near, 0, 0),
            (far, 0, 0),
            (near, length, ahead),
            (word, right(1), 0),
            (word, right(2), 0),
            (rest, left(1), 0),
            (rest, kinds(index - 1, index), ahead),
            (word, rest, 0),
            (chunk, right(1), 0),
            (known, right(1), ahead),
            (known, right(1), self.after),
            (dotted, right(1), mix(ahead, self.after)),
            (capital, length, mix(right(1), mix(ahead, self.after))),
            (word, right(1), self.after),
            (kinds(start, (start + 3).min(index)), right(2), length),
        ];
        for (number, (slot, (a, b, c))) in out.iter_mut().zip(groups).enumerate() {
            *slot = finish(mix(mix(mix(number as u64 + 101, a), b), c));
        }
    }

    fn is_abbreviation(&self, start: usize, index: usize) -> bool {
        let mut buffer = [0_u8; 8];
        if index - start > buffer.len() {
            return false;
        }
        for (slot, mark) in buffer.iter_mut().zip(&self.marks[start..index]) {
            *slot = if mark.folded.is_ascii() { mark.folded as u8 } else { 0 };
        }
        let word = std::str::from_utf8(&buffer[..index - start]).unwrap_or_default();
        ABBREVIATIONS.binary_search(&word).is_ok()
    }

    /// The key of the word from `start` to `end` in the table of compounds, if it is made of letters alone.
    pub(crate) fn compound_key(&self, start: usize, end: usize) -> Option<u64> {
        let word = &self.marks[start..end];
        let letters = word.len() <= REACH && word.iter().all(|mark| matches!(mark.kind, Kind::Small | Kind::Capital));
        letters.then(|| finish(mix(5, self.hash(start, end))))
    }
}

/// Abbreviations that keep their full stop, without it, in order.
const ABBREVIATIONS: &[&str] = &[
    "a.k.a", "adm", "apr", "assn", "asst", "aug", "ave", "bldg", "blvd", "brig", "bros", "ca", "capt", "cf", "cmdr",
    "co", "col", "corp", "cpl", "dec", "dept", "dist", "dr", "e.g", "ed", "est", "etc", "feb", "fig", "fr", "fri",
    "ft", "gen", "gov", "hon", "hwy", "i.e", "inc", "jan", "jr", "jul", "jun", "lt", "ltd", "maj", "mar", "messrs",
    "mon", "mr", "mrs", "ms", "msgr", "mt", "no", "nos", "nov", "oct", "op", "p.m", "ph", "pp", "pres", "prof", "rd",
    "rep", "reps", "rev", "sat", "sec", "sen", "sens", "sept", "sgt", "sr", "st", "sun", "supt", "thu", "tue", "univ",
    "vol", "vs", "wed",
];

fn classify(character: char) -> (Kind, char) {
    match character {
        'a'..='z' => (Kind::Small, character),
        'A'..='Z' => (Kind::Capital, character.to_ascii_lowercase()),
        '0'..='9' => (Kind::Digit, '0'),
        '’' | '‘' | '`' => (Kind::Sign, '\''),
        '“' | '”' | '„' | '«' | '»' => (Kind::Sign, '"'),
        '–' | '—' => (Kind::Sign, '—'),
        _ if character.is_uppercase() => (Kind::Capital, character.to_lowercase().next().unwrap_or(character)),
        _ if character.is_alphabetic() => (Kind::Small, character),
        _ if character.is_numeric() => (Kind::Digit, '0'),
        // Accents and joiners belong to the character before them.
        '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}' | '\u{200c}' | '\u{200d}' | '\u{ad}' => {
            (Kind::Small, character)
        }
        _ => (Kind::Sign, character),
    }
}

impl WordBreaker<'_> {
    /// Adds the words at `span` of `text` to `pieces`.
    pub(crate) fn cut(&self, text: &str, span: Span, stretch: &mut Stretch, pieces: &mut Vec<Piece>) {
        for part in stretches(text, span) {
            stretch.read(text, part, &text[part.end as usize..span.end as usize]);
            self.cut_stretch(stretch, part, pieces);
        }
    }

    fn cut_stretch(&self, stretch: &Stretch, span: Span, pieces: &mut Vec<Piece>) {
        let mut start = 0;
        let mut joined = false;
        let mut push = |from: usize, to: usize, joined: bool| {
            let at = |index: usize| stretch.marks.get(index).map_or(span.end as usize, |mark| mark.at);
            let key = stretch.compound_key(from, to);
            let length = key
                .and_then(|key| self.compounds.get(key))
                .map_or(to - from, |length| length as usize);
            let middle = (from + length.max(1)).min(to);
            pieces.push(Piece {
                span: Span::new(at(from), at(middle)),
                joined,
            });
            if middle < to {
                pieces.push(Piece {
                    span: Span::new(at(middle), at(to)),
                    joined: true,
                });
            }
        };
        let mut features = [0; FEATURES];
        for index in 1..stretch.marks.len() {
            if !stretch.may_cut(index) {
                continue;
            }
            let cut = stretch.decided(index).unwrap_or_else(|| {
                stretch.extract(start, index, &mut features);
                let mut scores = [0; 256];
                self.weights.score(&features, &mut scores);
                Cut::from_number(best(&scores, Cut::COUNT))
            });
            if cut != Cut::None {
                push(start, index, joined);
                joined = cut == Cut::Joined;
                start = index;
            }
        }
        push(start, stretch.marks.len(), joined);
    }
}

/// The stretches without blanks at `span` of `text`.
pub(crate) fn stretches(text: &str, span: Span) -> impl Iterator<Item = Span> {
    let mut at = span.start as usize;
    let end = span.end as usize;
    std::iter::from_fn(move || {
        let start = at + text[at..end].find(|character| !is_blank(character))?;
        at = text[start..end].find(is_blank).map_or(end, |length| start + length);
        Some(Span::new(start, at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_in_order() {
        assert!(ABBREVIATIONS.is_sorted());
    }

    #[test]
    fn addresses_are_whole() {
        let check = |text: &str, expect: Option<&str>| {
            let mut stretch = Stretch::default();
            stretch.read(text, Span::new(0, text.len()), "");
            let found = stretch
                .address
                .map(|(start, end)| text.chars().skip(start).take(end - start).collect::<String>());
            assert_eq!(found.as_deref(), expect);
        };
        check(
            "(https://norland.example/a-b_c?d=1).",
            Some("https://norland.example/a-b_c?d=1"),
        );
        check("<jane.roe@norland.example>,", Some("jane.roe@norland.example"));
        check("[www.norland.example/x(y)]", Some("www.norland.example/x(y)"));
        check("@jane", None);
        check("well-known:", None);
    }

    #[test]
    fn a_prefix_keeps_its_word_and_a_name_does_not() {
        let decided = |text: &str, index: usize| {
            let mut stretch = Stretch::default();
            stretch.read(text, Span::new(0, text.len()), "");
            stretch.decided(index)
        };
        for index in [2, 3] {
            assert_eq!(decided("de-escalate", index), Some(Cut::None));
            assert_eq!(decided("De-escalate", index), Some(Cut::None));
            assert_eq!(decided("UN-backed", index), None);
            assert_eq!(decided("de-2", index), None);
        }
    }

    #[test]
    fn blanks_separate_stretches() {
        let text = " Norland\u{200b} \tand  Sudria";
        let found: Vec<_> = stretches(text, Span::new(0, text.len()))
            .map(|span| span.of(text))
            .collect();
        assert_eq!(found, ["Norland", "and", "Sudria"]);
    }
}
