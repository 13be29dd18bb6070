//! Numbers that tell times: days of a month, decades, dates in digits.

use jiff::civil::Date;

use crate::mention::calendar::Calendar;

/// The names of the months.
pub(crate) const MONTH_NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// "8", "08", "8th".
pub(crate) fn day_number(text: &str) -> Option<i8> {
    let number = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|suffix| text.strip_suffix(suffix))
        .unwrap_or(text);
    let day = number.parse().ok()?;
    (1..=31).contains(&day).then_some(day)
}

/// "1990s", "90s", "'90s".
pub(crate) fn decade(text: &str) -> Option<Calendar> {
    let number = text.strip_suffix('s')?.trim_start_matches(['\'', '’']);
    let year: i16 = match number.len() {
        4 => number.parse().ok()?,
        // Two digits are of the century that newspapers write them of.
        2 if number.ends_with('0') => 1900 + number.parse::<i16>().ok()?,
        _ => return None,
    };
    (year % 10 == 0 && (1000..2200).contains(&year)).then_some(Calendar::Years {
        first: year,
        last: year + if year % 100 == 0 { 99 } else { 9 },
    })
}

/// "2020-07-27" (ISO 8601), "27.07.2020", and "27/07/2020" where day and month cannot be exchanged.
pub(crate) fn numeric_date(text: &str) -> Option<Date> {
    if !(8..=10).contains(&text.len()) {
        return None;
    }
    let mut parts = text.split(['-', '.', '/']).map(str::parse::<i16>);
    let (first, second, third) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    if parts.next().is_some() {
        return None;
    }
    if first > 31 {
        return Date::new(first, second as i8, third as i8).ok();
    }
    let ambiguous = text.contains('/') && first <= 12 && second <= 12 && first != second;
    if third < 1000 || ambiguous {
        return None;
    }
    let (day, month) = if second > 12 { (second, first) } else { (first, second) };
    Date::new(third, month as i8, day as i8).ok()
}
