//! [`Calendar`]: what a time expression says, and the days it comes to once a day of publication is known.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use crate::mention::Interval;

/// A stretch by which calendars count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Less than a day: seconds, minutes, hours.
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// What a relative expression counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reference {
    /// The day of publication: "last month", "two days ago".
    Publication,
    /// The time spoken of last: "the following day", "two days later".
    Previous,
}

/// Which of the days of that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    Bare,
    Last,
    Next,
}

/// When the clause around an expression takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outlook {
    Past,
    Future,
    Unknown,
}

/// The part of a stretch that is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Portion {
    Whole,
    Early,
    Mid,
    Late,
}

/// How a preposition opens or bounds a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    Within,
    Since,
    Until,
    Before,
    After,
}

/// A time as the words give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Calendar {
    /// From one day of the year to another, both included; mostly the same day.
    Days {
        year: Option<i16>,
        first: (i8, i8),
        last: (i8, i8),
    },
    /// Whole months of one year, both included; a quarter and a season are three.
    Months { year: Option<i16>, first: i8, count: i8 },
    /// Whole years, both included.
    Years { first: i16, last: i16 },
    /// A day of the week.
    Day { weekday: Weekday, which: Which },
    /// A unit of the calendar so many units away: "last month" is one month back.
    Unit {
        unit: Unit,
        offset: i32,
        reference: Reference,
    },
    /// A point so many units away: "two days ago".
    Distance {
        unit: Unit,
        offset: i32,
        reference: Reference,
    },
    /// The units up to the day of publication, or from it: "the last four years".
    Stretch { unit: Unit, count: i32, ahead: bool },
    /// The time spoken of last.
    Same,
    /// A time that the words do not settle.
    Vague,
}

impl Calendar {
    /// The days that are meant, or `None` when neither the words nor `publication` and `previous` settle them.
    pub(crate) fn resolve(
        self,
        publication: Option<Date>,
        previous: Option<Interval>,
        outlook: Outlook,
    ) -> Option<Interval> {
        let base = |reference| match reference {
            Reference::Publication => publication,
            Reference::Previous => previous.and_then(|interval| interval.start).or(publication),
        };
        match self {
            Self::Days { year, first, last } => {
                let of_year = |year: i16| {
                    let start = Date::new(year, first.0, first.1).ok()?;
                    // A range that runs over new year ends in the next one.
                    let end_year = if last < first { year + 1 } else { year };
                    days(start, Date::new(end_year, last.0, last.1).ok()?)
                };
                of_some_year(year, publication, outlook, of_year)
            }
            Self::Months { year, first, count } => {
                let of_year = |year: i16| {
                    let start = Date::new(year, first, 1).ok()?;
                    days(
                        start,
                        forward(start, i32::from(count) - 1, Unit::Month)?.last_of_month(),
                    )
                };
                of_some_year(year, publication, outlook, of_year)
            }
            Self::Years { first, last } => days(Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?),
            Self::Day { weekday, which } => {
                let today = publication?;
                let back = i32::from(today.weekday().since(weekday));
                let ahead = i32::from(today.weekday().until(weekday));
                let offset = match (which, outlook) {
                    (Which::Next, _) | (Which::Bare, Outlook::Future) if ahead == 0 => 7,
                    (Which::Next, _) | (Which::Bare, Outlook::Future) => ahead,
                    (Which::Last, _) if back == 0 => -7,
                    _ => -back,
                };
                let day = forward(today, offset, Unit::Day)?;
                days(day, day)
            }
            Self::Unit {
                unit,
                offset,
                reference,
            } => around(forward(base(reference)?, offset, unit)?, unit),
            Self::Distance {
                unit,
                offset,
                reference,
            } => {
                let point = forward(base(reference)?, offset, unit)?;
                match unit {
                    // "Three years ago" names a year, "two weeks ago" hardly a day.
                    Unit::Hour | Unit::Day => days(point, point),
                    _ => around(point, unit),
                }
            }
            Self::Stretch { unit, count, ahead } => {
                let today = publication?;
                let other = forward(today, if ahead { count } else { -count }, unit)?;
                days(today.min(other), today.max(other))
            }
            Self::Same => previous,
            Self::Vague => None,
        }
    }
}

/// Early, middle and late thirds of a stretch.
pub(crate) fn portion(interval: Interval, portion: Portion) -> Interval {
    let (Some(start), Some(end)) = (interval.start, interval.end) else {
        return interval;
    };
    let length = start.until(end).map_or(0, |span| span.get_days()) + 1;
    let at = |thirds: i32| forward(start, length * thirds / 3, Unit::Day).unwrap_or(end);
    let before = |date: Date| date.yesterday().unwrap_or(date);
    let (start, end) = match portion {
        Portion::Early => (start, before(at(1))),
        Portion::Mid => (at(1), before(at(2))),
        Portion::Late => (at(2), end),
        Portion::Whole => (start, end),
    };
    Interval {
        start: Some(start),
        end: Some(end.max(start)),
    }
}

/// The stretch that a preposition makes of another.
pub(crate) fn bounded(interval: Interval, bound: Bound) -> Interval {
    let Interval { start, end } = interval;
    match bound {
        Bound::Within => interval,
        Bound::Since => Interval { start, end: None },
        Bound::Until => Interval { start: None, end },
        Bound::Before => Interval {
            start: None,
            end: start.and_then(|date| date.yesterday().ok()),
        },
        Bound::After => Interval {
            start: end.and_then(|date| date.tomorrow().ok()),
            end: None,
        },
    }
}

#[expect(clippy::unnecessary_wraps, reason = "ends every branch of a function of options")]
fn days(start: Date, end: Date) -> Option<Interval> {
    Some(Interval {
        start: Some(start),
        end: Some(end),
    })
}

/// `of_year` for the year given, or else for the year that the publication and the outlook suggest: the last such day
/// for what is past, the coming one for what lies ahead, the nearest otherwise.
fn of_some_year(
    year: Option<i16>,
    publication: Option<Date>,
    outlook: Outlook,
    of_year: impl Fn(i16) -> Option<Interval>,
) -> Option<Interval> {
    if let Some(year) = year {
        return of_year(year);
    }
    let today = publication?;
    let candidates = [today.year() - 1, today.year(), today.year() + 1].map(of_year);
    let mut candidates = candidates.into_iter().flatten();
    match outlook {
        Outlook::Past => candidates.rfind(|each| each.start <= Some(today)),
        Outlook::Future => candidates.find(|each| each.end >= Some(today)),
        Outlook::Unknown => candidates.min_by_key(|each| {
            each.start
                .and_then(|start| today.until(start).ok())
                .map_or(i32::MAX, |span| span.get_days().abs())
        }),
    }
}

fn forward(date: Date, count: i32, unit: Unit) -> Option<Date> {
    let count = i64::from(count);
    let span: Span = match unit {
        Unit::Hour => 0.days(),
        Unit::Day => count.days(),
        Unit::Week => count.weeks(),
        Unit::Month => count.months(),
        Unit::Quarter => (3 * count).months(),
        Unit::Year => count.years(),
        Unit::Decade => (10 * count).years(),
        Unit::Century => (100 * count).years(),
    };
    date.checked_add(span).ok()
}

/// The whole unit of the calendar that `date` falls in. Weeks run from Monday to Sunday (ISO 8601).
fn around(date: Date, unit: Unit) -> Option<Interval> {
    match unit {
        Unit::Hour | Unit::Day => days(date, date),
        Unit::Week => {
            let monday = forward(date, -i32::from(date.weekday().to_monday_zero_offset()), Unit::Day)?;
            days(monday, forward(monday, 6, Unit::Day)?)
        }
        Unit::Month => days(date.first_of_month(), date.last_of_month()),
        Unit::Quarter => {
            let start = Date::new(date.year(), (date.month() - 1) / 3 * 3 + 1, 1).ok()?;
            days(start, forward(start, 2, Unit::Month)?.last_of_month())
        }
        Unit::Year => days(date.first_of_year(), date.last_of_year()),
        Unit::Decade => years(date.year().div_euclid(10) * 10, 10),
        Unit::Century => years(date.year().div_euclid(100) * 100, 100),
    }
}

fn years(first: i16, count: i16) -> Option<Interval> {
    days(Date::new(first, 1, 1).ok()?, Date::new(first + count - 1, 12, 31).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Wednesday.
    const PUBLISHED: Date = jiff::civil::date(2023, 9, 13);

    #[track_caller]
    fn check(calendar: Calendar, outlook: Outlook, expected: &str) {
        let previous = Some(Interval {
            start: Some(jiff::civil::date(2023, 9, 8)),
            end: Some(jiff::civil::date(2023, 9, 10)),
        });
        let found = calendar
            .resolve(Some(PUBLISHED), previous, outlook)
            .map(|interval| format!("{}..{}", interval.start.unwrap(), interval.end.unwrap()));
        assert_eq!(found.as_deref().unwrap_or("none"), expected);
    }

    #[test]
    fn a_bare_weekday_is_the_last_one_up_to_publication() {
        let day = |weekday, which| Calendar::Day { weekday, which };
        check(
            day(Weekday::Monday, Which::Bare),
            Outlook::Past,
            "2023-09-11..2023-09-11",
        );
        check(
            day(Weekday::Wednesday, Which::Bare),
            Outlook::Past,
            "2023-09-13..2023-09-13",
        );
        check(
            day(Weekday::Wednesday, Which::Last),
            Outlook::Past,
            "2023-09-06..2023-09-06",
        );
        check(
            day(Weekday::Friday, Which::Bare),
            Outlook::Future,
            "2023-09-15..2023-09-15",
        );
    }

    #[test]
    fn a_bare_day_or_month_falls_in_the_year_that_fits() {
        let day = Calendar::Days {
            year: None,
            first: (12, 30),
            last: (1, 2),
        };
        check(day, Outlook::Past, "2022-12-30..2023-01-02");
        check(day, Outlook::Future, "2023-12-30..2024-01-02");
        let month = Calendar::Months {
            year: None,
            first: 11,
            count: 1,
        };
        check(month, Outlook::Unknown, "2023-11-01..2023-11-30");
        check(month, Outlook::Past, "2022-11-01..2022-11-30");
    }

    #[test]
    fn units_and_distances_count_from_their_reference() {
        let unit = |unit, offset, reference| Calendar::Unit {
            unit,
            offset,
            reference,
        };
        check(
            unit(Unit::Month, -1, Reference::Publication),
            Outlook::Past,
            "2023-08-01..2023-08-31",
        );
        check(
            unit(Unit::Week, 0, Reference::Publication),
            Outlook::Past,
            "2023-09-11..2023-09-17",
        );
        check(
            unit(Unit::Day, 1, Reference::Previous),
            Outlook::Past,
            "2023-09-09..2023-09-09",
        );
        check(
            unit(Unit::Quarter, -1, Reference::Publication),
            Outlook::Past,
            "2023-04-01..2023-06-30",
        );
        let ago = Calendar::Distance {
            unit: Unit::Year,
            offset: -3,
            reference: Reference::Publication,
        };
        check(ago, Outlook::Past, "2020-01-01..2020-12-31");
        check(Calendar::Same, Outlook::Past, "2023-09-08..2023-09-10");
    }

    #[test]
    fn what_needs_a_day_of_publication_stays_open_without_one() {
        let month = Calendar::Months {
            year: None,
            first: 3,
            count: 1,
        };
        assert_eq!(month.resolve(None, None, Outlook::Past), None);
        assert!(
            Calendar::Years {
                first: 1990,
                last: 1999
            }
            .resolve(None, None, Outlook::Past)
            .is_some()
        );
    }

    #[test]
    fn thirds_and_bounds() {
        let year = Calendar::Years {
            first: 2022,
            last: 2022,
        }
        .resolve(None, None, Outlook::Past)
        .unwrap();
        let early = portion(year, Portion::Early);
        assert_eq!(early.end, Some(jiff::civil::date(2022, 5, 1)));
        assert_eq!(portion(year, Portion::Late).end, year.end);
        assert_eq!(bounded(year, Bound::Since).end, None);
        assert_eq!(bounded(year, Bound::After).start, Some(jiff::civil::date(2023, 1, 1)));
    }
}
