//! Temporal expressions: which words of a sentence tell a time, and what they say.

use crate::mention::calendar::{Bound, Calendar, Portion, Reference, Unit, Which};
use crate::mention::numeral::{MONTH_NAMES, day_number, decade, numeric_date};
use crate::mention::time_words::{Distance, Shift, TimeWord, TimeWords};
use crate::syntax::{Deprel, NumType, Sentence, TokenId, Upos, Xpos};

/// A temporal expression of a sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct TimeExpression {
    pub(crate) first: u32,
    pub(crate) last: u32,
    pub(crate) value: Calendar,
    /// The end of a range told by two expressions: "from March to June".
    pub(crate) until: Option<Calendar>,
    pub(crate) portion: Portion,
    pub(crate) bound: Bound,
}

/// The temporal expressions of a sentence, in text order.
pub(crate) fn expressions(words: &TimeWords, text: &str, sentence: &Sentence) -> Vec<TimeExpression> {
    let reader = Reader { words, text, sentence };
    let mut found: Vec<TimeExpression> = Vec::new();
    let mut at = 0;
    while at < sentence.tokens.len() as u32 {
        let Some(expression) = reader.expression(at) else {
            at += 1;
            continue;
        };
        at = expression.last + 1;
        if let Some(open) = found.last_mut()
            && reader.continues(open, &expression)
        {
            open.last = expression.last;
            open.until = Some(expression.value);
            open.bound = Bound::Within;
            continue;
        }
        found.push(expression);
    }
    found
}

/// Reads expressions at a position; each method gives the position after what it read.
struct Reader<'s> {
    words: &'s TimeWords,
    text: &'s str,
    sentence: &'s Sentence,
}

type Read = Option<(u32, Calendar)>;

impl Reader<'_> {
    fn expression(&self, start: u32) -> Option<TimeExpression> {
        let mut at = start;
        let determined = self.word(at) == Some(TimeWord::The);
        at += u32::from(determined);
        if let Some(TimeWord::Portion(part)) = self.word(at) {
            // "the end of March", "early in 2022", "mid-June".
            let mut next = at + 1;
            if self.word(next) == Some(TimeWord::Of) || self.is(next, "-") || self.is(next, "in") {
                next += 1;
            }
            next += u32::from(self.word(next) == Some(TimeWord::The));
            if let Some((end, value)) = self.period(next).or_else(|| self.shifted(next)) {
                return Some(self.found(start, end, value, part));
            }
        }
        if let Some(year) = self.prefixed("mid-", at) {
            return Some(self.found(start, at + 1, year, Portion::Mid));
        }
        let (end, value) = self
            .date(at)
            .or_else(|| self.clock(at))
            .or_else(|| self.period(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.day(at))
            .or_else(|| self.shifted(at))
            .or_else(|| self.counted(at, determined))?;
        Some(self.found(start, end, value, Portion::Whole))
    }

    /// Whether the article at `at` belongs to the words up to `end`: not in "the April 19 agreement".
    fn owns_article(&self, at: u32, end: u32) -> bool {
        let head = self.sentence.tokens[at as usize].head;
        head == TokenId::ROOT || (at..end).contains(&head.0)
    }

    fn found(&self, first: u32, end: u32, value: Calendar, portion: Portion) -> TimeExpression {
        let first = first + u32::from(self.word(first) == Some(TimeWord::The) && !self.owns_article(first, end));
        let bound = match first.checked_sub(1).and_then(|before| self.word(before)) {
            Some(TimeWord::Bound(bound)) => bound,
            _ => Bound::Within,
        };
        TimeExpression {
            first,
            last: end - 1,
            value,
            until: None,
            portion,
            bound,
        }
    }

    /// Whether two expressions are the ends of one range: "from March to June", "between 2014 and 2016".
    fn continues(&self, open: &TimeExpression, next: &TimeExpression) -> bool {
        if next.first != open.last + 2 || open.until.is_some() {
            return false;
        }
        let before = open.first.checked_sub(1).and_then(|before| self.word(before));
        match self.word(open.last + 1) {
            Some(TimeWord::To | TimeWord::Bound(Bound::Until)) => before == Some(TimeWord::From),
            Some(TimeWord::And) => before == Some(TimeWord::Between),
            _ => false,
        }
    }

    fn token(&self, at: u32) -> Option<&str> {
        let token = self.sentence.tokens.get(at as usize)?;
        Some(token.span.of(self.text))
    }

    fn word(&self, at: u32) -> Option<TimeWord> {
        self.words.get(self.sentence.tokens.get(at as usize)?.lemma)
    }

    fn upos(&self, at: u32) -> Upos {
        self.sentence
            .tokens
            .get(at as usize)
            .map_or(Upos::X, |token| token.upos)
    }

    fn is(&self, at: u32, form: &str) -> bool {
        self.token(at) == Some(form)
    }

    fn is_dash(&self, at: u32) -> bool {
        matches!(self.token(at), Some("-" | "–" | "—" | "−"))
    }

    /// A number in digits of at most four places.
    fn digits(&self, at: u32) -> Option<i16> {
        let text = self.token(at)?;
        if text.len() > 4 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        text.parse().ok()
    }

    fn count(&self, at: u32) -> Option<i32> {
        match self.word(at) {
            Some(TimeWord::Number(number)) => Some(number),
            _ => self.digits(at).map(i32::from),
        }
    }

    /// A day of a month: "8", "8th", "8-10" as one word, or "8 - 10" as three; its end and both days.
    fn day_of_month(&self, at: u32) -> Option<(u32, i8, i8)> {
        let text = self.token(at)?;
        if let Some((first, last)) = text.split_once(['-', '–']) {
            return Some((at + 1, day_number(first)?, day_number(last)?));
        }
        let first = day_number(text)?;
        if self.is_dash(at + 1)
            && let Some(last) = self.token(at + 2).and_then(day_number)
            && last > first
        {
            return Some((at + 3, first, last));
        }
        Some((at + 1, first, first))
    }

    fn month(&self, at: u32) -> Option<i8> {
        match self.word(at)? {
            TimeWord::Month(month) if matches!(self.upos(at), Upos::Propn | Upos::Noun) => Some(month),
            _ => None,
        }
    }

    fn year(&self, at: u32) -> Option<i16> {
        self.digits(at)
            .filter(|year| (1000..2200).contains(year) && self.token(at).is_some_and(|text| text.len() == 4))
    }

    /// A year behind a date, with or without a comma: the position after it.
    fn year_behind(&self, at: u32) -> (u32, Option<i16>) {
        let comma = u32::from(self.is(at, ",") || self.word(at) == Some(TimeWord::Of));
        match self.year(at + comma) {
            Some(year) => (at + comma + 1, Some(year)),
            None => (at, None),
        }
    }

    /// "Monday, July 27, 2020", "8 September", "the 8th of September", "2020-07-27".
    fn date(&self, at: u32) -> Read {
        if let Some(day) = self.token(at).and_then(numeric_date) {
            return Some((at + 1, single(Some(day.year()), day.month(), day.day())));
        }
        let mut next = at;
        if let Some(TimeWord::Weekday(_)) = self.word(at) {
            next += 1 + u32::from(self.is(at + 1, ","));
            next += u32::from(self.word(next) == Some(TimeWord::The));
        }
        if let Some(month) = self.month(next) {
            let the = u32::from(self.word(next + 1) == Some(TimeWord::The));
            let (end, first, last) = self.day_of_month(next + 1 + the)?;
            // "September 8 - October 2".
            if first == last
                && self.is_dash(end)
                && let Some(other) = self.month(end + 1)
                && let Some((far, day, _)) = self.day_of_month(end + 2)
            {
                let (far, year) = self.year_behind(far);
                let range = Calendar::Days {
                    year,
                    first: (month, first),
                    last: (other, day),
                };
                return Some((far, range));
            }
            let (end, year) = self.year_behind(end);
            return Some((end, range(year, month, first, last)));
        }
        let (end, first, last) = self.day_of_month(next)?;
        let end = end + u32::from(self.word(end) == Some(TimeWord::Of));
        let month = self.month(end)?;
        let (end, year) = self.year_behind(end + 1);
        Some((end, range(year, month, first, last)))
    }

    /// A time of day, alone or before its day: "10 a.m.", "10:30 GMT Monday, July 27".
    fn clock(&self, at: u32) -> Read {
        let text = self.token(at)?;
        if !text.starts_with(|first: char| first.is_ascii_digit()) {
            return None;
        }
        let glued = text.ends_with("GMT") || text.ends_with("a.m.") || text.ends_with("p.m.");
        let with_colon = text
            .split_once(':')
            .is_some_and(|(hour, minute)| hour.len() <= 2 && minute.len() >= 2 && self.upos(at) == Upos::Num);
        let mut end = at + 1;
        while self.word(end) == Some(TimeWord::Clock) {
            end += 1;
        }
        if end == at + 1 && !glued && !with_colon {
            return None;
        }
        if self.is(end, "(") && self.token(end + 1).is_some_and(|text| text.ends_with("GMT")) && self.is(end + 2, ")") {
            end += 3;
        }
        let on = u32::from(self.word(end) == Some(TimeWord::On) || self.is(end, ","));
        let day = self
            .date(end + on)
            .or_else(|| self.weekday(end + on))
            .or_else(|| self.day(end + on));
        Some(day.unwrap_or((end, Calendar::Vague)))
    }

    /// A month, a year, a decade, a quarter, a season.
    fn period(&self, at: u32) -> Read {
        if let Some(month) = self.month(at) {
            let (end, year) = self.year_behind(at + 1);
            return Some((
                end,
                Calendar::Months {
                    year,
                    first: month,
                    count: 1,
                },
            ));
        }
        if let Some(year) = self.year(at)
            && self.is_year(at)
        {
            if self.is_dash(at + 1)
                && let Some(last) = self.digits(at + 2)
            {
                let last = if last < 100 { year / 100 * 100 + last } else { last };
                if last > year && last < 2200 {
                    return Some((at + 3, Calendar::Years { first: year, last }));
                }
            }
            return Some((
                at + 1,
                Calendar::Years {
                    first: year,
                    last: year,
                },
            ));
        }
        let text = self.token(at)?;
        if let Some(decade) = decade(text) {
            return Some((at + 1, decade));
        }
        if let Some((first, last)) = text.split_once(['-', '–'])
            && let (Ok(first @ 1000..2200), Ok(last @ 1000..2200)) = (first.parse(), last.parse())
            && first < last
        {
            return Some((at + 1, Calendar::Years { first, last }));
        }
        self.part_of_year(at)
    }

    /// "the first quarter of 2023", "Q3 2023", "summer 2014", "the second half of 2020".
    fn part_of_year(&self, at: u32) -> Read {
        let (end, first, count) = match self.word(at) {
            Some(TimeWord::Season(first)) if self.upos(at) != Upos::Verb => (at + 1, first, 3),
            Some(TimeWord::Ordinal(number)) => match self.word(at + 1)? {
                TimeWord::Unit(Unit::Quarter) if number <= 4 => (at + 2, number as i8 * 3 - 2, 3),
                TimeWord::Half if number <= 2 => (at + 2, number as i8 * 6 - 5, 6),
                _ => return None,
            },
            _ => match self.token(at)? {
                "Q1" => (at + 1, 1, 3),
                "Q2" => (at + 1, 4, 3),
                "Q3" => (at + 1, 7, 3),
                "Q4" => (at + 1, 10, 3),
                _ => return None,
            },
        };
        let (end, year) = self.year_behind(end);
        let season = matches!(self.word(at), Some(TimeWord::Season(_)));
        let value = match year {
            None if season => Calendar::Vague,
            _ => Calendar::Months { year, first, count },
        };
        Some((end, value))
    }

    /// Four digits are a year unless they count something.
    fn is_year(&self, at: u32) -> bool {
        let token = &self.sentence.tokens[at as usize];
        let counts = token.deprel == Deprel::Nummod
            && token.head != TokenId::ROOT
            && (token.head.0 > at && self.sentence[token.head].xpos == Xpos::Nns
                || self.sentence[token.head].upos == Upos::Sym);
        let part_of_name = matches!(token.deprel, Deprel::Flat | Deprel::Goeswith) || self.is(at + 1, "%");
        let named = token.deprel == Deprel::Nummod && token.head.0 < at;
        token.upos == Upos::Num && !token.feats.has(NumType::Ord) && !counts && !part_of_name && !named
    }

    fn weekday(&self, at: u32) -> Read {
        let Some(TimeWord::Weekday(weekday)) = self.word(at) else {
            return None;
        };
        let mut end = at + 1;
        end += u32::from(self.word(end) == Some(TimeWord::PartOfDay));
        let value = Calendar::Day {
            weekday,
            which: Which::Bare,
        };
        Some((end, value))
    }

    /// "yesterday", "tomorrow morning".
    fn day(&self, at: u32) -> Read {
        let Some(TimeWord::Day(offset)) = self.word(at) else {
            return None;
        };
        let end = at + 1 + u32::from(self.word(at + 1) == Some(TimeWord::PartOfDay));
        let value = Calendar::Unit {
            unit: Unit::Day,
            offset: i32::from(offset),
            reference: Reference::Publication,
        };
        Some((end, value))
    }

    /// A unit that a modifier points to: "last month", "this week", "the following day", "the same day", "the last four years".
    fn shifted(&self, at: u32) -> Read {
        let shift = match self.word(at)? {
            TimeWord::Shift(shift) => shift,
            TimeWord::Same => {
                return matches!(self.word(at + 1)?, TimeWord::Unit(_) | TimeWord::PartOfDay)
                    .then_some((at + 2, Calendar::Same));
            }
            _ => return None,
        };
        let mut next = at + 1;
        let count = match self.word(next) {
            Some(TimeWord::Some) => {
                next += 1;
                Some(None)
            }
            _ => self.count(next).map(|count| {
                next += 1;
                Some(count)
            }),
        };
        let unit = match self.word(next)? {
            TimeWord::Unit(unit) => unit,
            TimeWord::Weekday(weekday) if count.is_none() => return Some((next + 1, shifted_weekday(shift, weekday))),
            TimeWord::Month(first) if count.is_none() && self.upos(next) == Upos::Propn => {
                // Of which year is the outlook's to say.
                return Some((
                    next + 1,
                    Calendar::Months {
                        year: None,
                        first,
                        count: 1,
                    },
                ));
            }
            TimeWord::PartOfDay if count.is_none() => Unit::Day,
            TimeWord::Season(_) if count.is_none() => return Some((next + 1, Calendar::Vague)),
            _ => return None,
        };
        let end = next + 1;
        let reference = match shift {
            Shift::Last | Shift::Past | Shift::This | Shift::Next => Reference::Publication,
            Shift::Previous | Shift::Following | Shift::That => Reference::Previous,
        };
        let value = match count {
            Some(Some(count)) if reference == Reference::Publication => Calendar::Stretch {
                unit,
                count,
                ahead: shift == Shift::Next,
            },
            Some(_) => Calendar::Vague,
            None if shift == Shift::That => Calendar::Same,
            None => {
                let offset = match shift {
                    Shift::Last | Shift::Past | Shift::Previous => -1,
                    Shift::This | Shift::That => 0,
                    Shift::Next | Shift::Following => 1,
                };
                Calendar::Unit {
                    unit,
                    offset,
                    reference,
                }
            }
        };
        Some((end, value))
    }

    /// A number of units, at a distance or as a duration: "two days later", "a week ago", "for three years".
    fn counted(&self, at: u32, determined: bool) -> Read {
        let (mut next, count) = match self.word(at) {
            Some(TimeWord::Some) => (at + 1, None),
            Some(TimeWord::Number(1)) if self.word(at + 1) == Some(TimeWord::Some) => (at + 2, None),
            _ => (at + 1, Some(self.count(at)?)),
        };
        next += u32::from(self.word(next) == Some(TimeWord::Of));
        let Some(TimeWord::Unit(unit)) = self.word(next) else {
            return None;
        };
        let end = next + 1;
        let (end, distance) = match self.word(end) {
            Some(TimeWord::Distance(distance)) => (end + 1, Some(distance)),
            // "one week after the attack": the attack's day is not known here.
            _ => (end, None),
        };
        let bare_article = matches!(self.word(at), Some(TimeWord::Number(1))) && self.upos(at) == Upos::Det;
        if distance.is_none() && (bare_article || determined && self.upos(next) != Upos::Noun) {
            return None;
        }
        let value = match (distance, count) {
            (Some(distance), Some(count)) => Calendar::Distance {
                unit,
                offset: if distance == Distance::Later { count } else { -count },
                reference: if distance == Distance::Ago {
                    Reference::Publication
                } else {
                    Reference::Previous
                },
            },
            _ => Calendar::Vague,
        };
        Some((end, value))
    }

    /// "mid-1980s", "mid-2022", "mid-June" as one word.
    fn prefixed(&self, prefix: &str, at: u32) -> Option<Calendar> {
        let text = self.token(at)?;
        let rest = text
            .get(..prefix.len())?
            .eq_ignore_ascii_case(prefix)
            .then(|| &text[prefix.len()..])?;
        if let Some(decade) = decade(rest) {
            return Some(decade);
        }
        if let Ok(year @ 1000..2200) = rest.parse() {
            return Some(Calendar::Years {
                first: year,
                last: year,
            });
        }
        let vocabulary_month = MONTH_NAMES.iter().position(|&name| name == rest)?;
        Some(Calendar::Months {
            year: None,
            first: vocabulary_month as i8 + 1,
            count: 1,
        })
    }
}

fn shifted_weekday(shift: Shift, weekday: jiff::civil::Weekday) -> Calendar {
    let which = match shift {
        Shift::Last | Shift::Previous => Which::Last,
        Shift::Next | Shift::Following => Which::Next,
        Shift::Past | Shift::This | Shift::That => Which::Bare,
    };
    Calendar::Day { weekday, which }
}

fn single(year: Option<i16>, month: i8, day: i8) -> Calendar {
    range(year, month, day, day)
}

fn range(year: Option<i16>, month: i8, first: i8, last: i8) -> Calendar {
    Calendar::Days {
        year,
        first: (month, first),
        last: (month, last),
    }
}
