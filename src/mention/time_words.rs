//! [`TimeWords`]: the words that tell times, by lemma.

use jiff::civil::Weekday;
use rustc_hash::FxHashMap;

use crate::mention::calendar::{Bound, Portion, Unit};
use crate::text::{Vocabulary, Word};

/// What a word contributes to a time expression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum TimeWord {
    /// 1 for January.
    Month(i8),
    Weekday(Weekday),
    Unit(Unit),
    /// Its first month in the northern hemisphere, where most news is dated.
    Season(i8),
    /// Days from today: "yesterday" is -1.
    Day(i8),
    /// "morning", "evening".
    PartOfDay,
    /// Units from the current one, or from the time spoken of last: "last", "following".
    Shift(Shift),
    /// Where a distance counts from: "ago", "later".
    Distance(Distance),
    Portion(Portion),
    Bound(Bound),
    /// A number in letters.
    Number(i32),
    /// A number that is not said: "several", "few".
    Some,
    /// "first" to "fourth": quarters and halves; "19th" is read from its digits.
    Ordinal(i32),
    /// "same".
    Same,
    /// "half".
    Half,
    /// "a.m.", "GMT".
    Clock,
    Of,
    On,
    From,
    To,
    And,
    Between,
    The,
}

/// Which unit a modifier points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shift {
    Last,
    /// "past", "recent": as "last", but never of a weekday.
    Past,
    This,
    Next,
    Previous,
    Following,
    That,
}

/// Where a distance counts from, and in which direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Distance {
    Ago,
    Earlier,
    Later,
}

/// The words that tell times.
#[derive(Clone, Debug)]
pub(crate) struct TimeWords {
    words: FxHashMap<Word, TimeWord>,
}

impl TimeWords {
    pub(crate) fn new(vocabulary: &mut Vocabulary) -> Self {
        let mut words = FxHashMap::default();
        let mut add = |text: &str, meaning| {
            words.insert(vocabulary.intern(text), meaning);
        };
        for (names, number) in MONTHS.iter().zip(1..) {
            for name in *names {
                add(name, TimeWord::Month(number));
            }
        }
        for (names, number) in WEEKDAYS.iter().zip(1..) {
            let weekday = Weekday::from_monday_one_offset(number).unwrap_or(Weekday::Monday);
            for name in *names {
                add(name, TimeWord::Weekday(weekday));
            }
        }
        for &(text, meaning) in OTHERS {
            add(text, meaning);
        }
        for (number, text) in NUMBERS {
            add(text, TimeWord::Number(*number));
        }
        Self { words }
    }

    pub(crate) fn get(&self, lemma: Word) -> Option<TimeWord> {
        self.words.get(&lemma).copied()
    }
}

const MONTHS: [&[&str]; 12] = [
    &["January", "Jan.", "Jan"],
    &["February", "Feb.", "Feb"],
    &["March", "Mar.", "Mar"],
    &["April", "Apr.", "Apr"],
    &["May"],
    &["June", "Jun.", "Jun"],
    &["July", "Jul.", "Jul"],
    &["August", "Aug.", "Aug"],
    &["September", "Sept.", "Sept", "Sep.", "Sep"],
    &["October", "Oct.", "Oct"],
    &["November", "Nov.", "Nov"],
    &["December", "Dec.", "Dec"],
];

const WEEKDAYS: [&[&str]; 7] = [
    &["Monday", "Mondays", "Mon."],
    &["Tuesday", "Tuesdays", "Tues.", "Tue."],
    &["Wednesday", "Wednesdays", "Wed."],
    &["Thursday", "Thursdays", "Thurs.", "Thu."],
    &["Friday", "Fridays", "Fri."],
    &["Saturday", "Saturdays", "Sat."],
    &["Sunday", "Sundays", "Sun."],
];

const NUMBERS: &[(i32, &str)] = &[
    (1, "a"),
    (1, "an"),
    (1, "one"),
    (2, "two"),
    (3, "three"),
    (4, "four"),
    (5, "five"),
    (6, "six"),
    (7, "seven"),
    (8, "eight"),
    (9, "nine"),
    (10, "ten"),
    (11, "eleven"),
    (12, "twelve"),
    (13, "thirteen"),
    (14, "fourteen"),
    (15, "fifteen"),
    (16, "sixteen"),
    (18, "eighteen"),
    (20, "twenty"),
    (24, "twenty-four"),
    (25, "twenty-five"),
    (30, "thirty"),
    (40, "forty"),
    (50, "fifty"),
    (60, "sixty"),
];

const OTHERS: &[(&str, TimeWord)] = &[
    ("second", TimeWord::Ordinal(2)),
    ("minute", TimeWord::Unit(Unit::Hour)),
    ("hour", TimeWord::Unit(Unit::Hour)),
    ("day", TimeWord::Unit(Unit::Day)),
    ("night", TimeWord::Unit(Unit::Day)),
    ("week", TimeWord::Unit(Unit::Week)),
    ("fortnight", TimeWord::Unit(Unit::Week)),
    ("month", TimeWord::Unit(Unit::Month)),
    ("quarter", TimeWord::Unit(Unit::Quarter)),
    ("year", TimeWord::Unit(Unit::Year)),
    ("decade", TimeWord::Unit(Unit::Decade)),
    ("century", TimeWord::Unit(Unit::Century)),
    ("Century", TimeWord::Unit(Unit::Century)),
    ("spring", TimeWord::Season(3)),
    ("summer", TimeWord::Season(6)),
    ("autumn", TimeWord::Season(9)),
    ("winter", TimeWord::Season(12)),
    ("yesterday", TimeWord::Day(-1)),
    ("today", TimeWord::Day(0)),
    ("tonight", TimeWord::Day(0)),
    ("Yesterday", TimeWord::Day(-1)),
    ("Today", TimeWord::Day(0)),
    ("Tomorrow", TimeWord::Day(1)),
    ("tomorrow", TimeWord::Day(1)),
    ("morning", TimeWord::PartOfDay),
    ("afternoon", TimeWord::PartOfDay),
    ("evening", TimeWord::PartOfDay),
    ("noon", TimeWord::PartOfDay),
    ("midnight", TimeWord::PartOfDay),
    ("last", TimeWord::Shift(Shift::Last)),
    ("past", TimeWord::Shift(Shift::Past)),
    ("recent", TimeWord::Shift(Shift::Past)),
    ("this", TimeWord::Shift(Shift::This)),
    ("current", TimeWord::Shift(Shift::This)),
    ("next", TimeWord::Shift(Shift::Next)),
    ("coming", TimeWord::Shift(Shift::Next)),
    ("upcoming", TimeWord::Shift(Shift::Next)),
    ("previous", TimeWord::Shift(Shift::Previous)),
    ("preceding", TimeWord::Shift(Shift::Previous)),
    ("following", TimeWord::Shift(Shift::Following)),
    ("follow", TimeWord::Shift(Shift::Following)),
    ("that", TimeWord::Shift(Shift::That)),
    ("ago", TimeWord::Distance(Distance::Ago)),
    ("earlier", TimeWord::Distance(Distance::Earlier)),
    ("before", TimeWord::Bound(Bound::Before)),
    ("later", TimeWord::Distance(Distance::Later)),
    ("after", TimeWord::Bound(Bound::After)),
    ("early", TimeWord::Portion(Portion::Early)),
    ("mid", TimeWord::Portion(Portion::Mid)),
    ("middle", TimeWord::Portion(Portion::Mid)),
    ("late", TimeWord::Portion(Portion::Late)),
    ("beginning", TimeWord::Portion(Portion::Early)),
    ("end", TimeWord::Portion(Portion::Late)),
    ("since", TimeWord::Bound(Bound::Since)),
    ("until", TimeWord::Bound(Bound::Until)),
    ("till", TimeWord::Bound(Bound::Until)),
    ("by", TimeWord::Bound(Bound::Until)),
    ("through", TimeWord::To),
    ("first", TimeWord::Ordinal(1)),
    ("third", TimeWord::Ordinal(3)),
    ("fourth", TimeWord::Ordinal(4)),
    ("same", TimeWord::Same),
    ("half", TimeWord::Half),
    ("several", TimeWord::Some),
    ("few", TimeWord::Some),
    ("couple", TimeWord::Some),
    ("some", TimeWord::Some),
    ("many", TimeWord::Some),
    ("a.m.", TimeWord::Clock),
    ("p.m.", TimeWord::Clock),
    ("am", TimeWord::Clock),
    ("pm", TimeWord::Clock),
    ("GMT", TimeWord::Clock),
    ("UTC", TimeWord::Clock),
    ("o'clock", TimeWord::Clock),
    ("of", TimeWord::Of),
    ("on", TimeWord::On),
    ("from", TimeWord::From),
    ("to", TimeWord::To),
    ("and", TimeWord::And),
    ("between", TimeWord::Between),
    ("the", TimeWord::The),
];
