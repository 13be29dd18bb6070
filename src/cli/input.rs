//! Arguments that say which documents to read and how.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use crate::cli::error::Error;
use crate::source::{Documents, Input, Place, Settings};
use crate::text::MAX_DOCUMENT;

/// The documents to read.
#[derive(Clone, Debug, Args)]
pub(crate) struct InputArguments {
    /// Files to read; `-`, or no FILE, is standard input.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: ReadingArguments,
}

/// How documents are read.
#[derive(Clone, Debug, Args)]
pub(crate) struct ReadingArguments {
    /// What the files hold.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT", help_heading = "Input")]
    pub(crate) input: InputFormat,
    /// Day of publication, which "today" and "on Wednesday" are resolved against: 2023-09-14. A JSON line's own `date`
    /// comes first; with neither, such times stay unresolved, for the clock is never read.
    #[arg(long, value_parser = day, value_name = "DAY", help_heading = "Input")]
    date: Option<Date>,
    /// What the document is called in IRIs [default: its path as given; for standard input, the hash of its text].
    #[arg(long, value_name = "ID", help_heading = "Input")]
    id: Option<String>,
    /// Refuse documents over this size: bytes, or with K, M or G (at most 4G).
    #[arg(long, value_parser = size, default_value = "64M", value_name = "SIZE", help_heading = "Input")]
    max_document: u64,
}

/// What input files hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputFormat {
    /// Plain text, a file a document.
    #[default]
    Text,
    /// A sentence a line, its words set apart by blanks.
    Lines,
    /// JSON Lines, a document a line: keys id, text, title, date, source, publisher.
    Jsonl,
    /// CoNLL-U, whose words are kept.
    Conllu,
}

impl InputArguments {
    /// The places named, in order, and the documents in them.
    pub(crate) fn documents(self) -> Result<(Vec<Place>, Documents), Error> {
        let mut places: Vec<Place> = self.files.iter().map(|file| Place::from_argument(file)).collect();
        if places.is_empty() {
            if io::stdin().is_terminal() {
                return Err(Error::NoInput);
            }
            places.push(Place::StandardInput);
        }
        if self.reading.id.is_some() && places.len() > 1 {
            return Err(Error::OneId { files: places.len() });
        }
        let documents = Documents::new(places.clone(), self.reading.settings());
        Ok((places, documents))
    }
}

impl ReadingArguments {
    /// What they mean.
    pub(crate) fn settings(self) -> Settings {
        Settings {
            input: match self.input {
                InputFormat::Text => Input::Text,
                InputFormat::Lines => Input::Lines,
                InputFormat::Jsonl => Input::Jsonl,
                InputFormat::Conllu => Input::Conllu,
            },
            id: self.id,
            date: self.date,
            max_document: self.max_document,
        }
    }
}

fn day(text: &str) -> Result<Date, &'static str> {
    text.parse().map_err(|_| "no day; write it as 2023-09-14")
}

/// Bytes of a document.
fn size(text: &str) -> Result<u64, &'static str> {
    // 4G is one byte more than offsets can address; a document of exactly that size does not matter.
    match bytes(text)? {
        size if size <= MAX_DOCUMENT as u64 + 1 => Ok(size.min(MAX_DOCUMENT as u64)),
        _ => Err("over 4G, the most that one document can hold"),
    }
}

/// Bytes: a number above 0, alone or with a unit.
pub(crate) fn bytes(text: &str) -> Result<u64, &'static str> {
    let (digits, unit) = match text
        .trim_end_matches(['B', 'b'])
        .split_at_checked(text.len().saturating_sub(1))
    {
        _ if text.is_empty() => ("", 1),
        Some((digits, "K" | "k")) => (digits, 1 << 10),
        Some((digits, "M" | "m")) => (digits, 1 << 20),
        Some((digits, "G" | "g")) => (digits, 1 << 30),
        _ => (text, 1),
    };
    let size = digits.parse::<u64>().ok().and_then(|count| count.checked_mul(unit));
    size.filter(|&size| size > 0)
        .ok_or("no size; write bytes, or a number with K, M or G, such as 200M")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_units() {
        assert_eq!(size("64M"), Ok(64 << 20));
        assert_eq!(size("10k"), Ok(10 << 10));
        assert_eq!(size("123"), Ok(123));
        assert_eq!(size("4G"), Ok(u64::from(u32::MAX)));
        for bad in ["", "0", "5G", "M", "64 M", "-1", "1T", "é"] {
            assert!(size(bad).is_err(), "{bad}");
        }
    }
}
