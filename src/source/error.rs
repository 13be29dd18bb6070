//! [`SourceError`]: why a document cannot be read, where, and what to do about it.

use std::io;

use crate::source::Place;

/// Why a place gives no document. Lines count from 1, bytes from 0.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// There is no such file.
    #[error("{place}: no such file; check the name")]
    Missing {
        /// The file.
        place: Place,
    },
    /// The file may not be read.
    #[error("{place}: permission denied; give yourself the right to read it (chmod u+r)")]
    Forbidden {
        /// The file.
        place: Place,
    },
    /// A directory stands where a file is due.
    #[error("{place}: a directory; name the files in it, such as {place}/*.txt")]
    Directory {
        /// The directory.
        place: Place,
    },
    /// Nothing in it but white space.
    #[error("{place}: empty; there is nothing to read")]
    Empty {
        /// The file.
        place: Place,
    },
    /// Not text at all.
    #[error("{place}: {kind}, not plain text; {remedy}")]
    NotText {
        /// The file.
        place: Place,
        /// What it looks like ("a PDF file").
        kind: &'static str,
        /// How to make plain text of it.
        remedy: &'static str,
    },
    /// Text in another encoding.
    #[error("{place}: line {line} (byte {byte}) is not UTF-8; convert the file, for example iconv -f {guess} -t UTF-8")]
    Encoding {
        /// The file.
        place: Place,
        /// The line of the first offending byte.
        line: usize,
        /// The offset of that byte.
        byte: usize,
        /// The likeliest encoding, as `iconv` names it.
        guess: &'static str,
    },
    /// A document, or one line that is a document, is over the limit.
    #[error("{}: larger than {limit} bytes; split it, or raise the limit with --max-document", at(place, *line))]
    TooLarge {
        /// The file.
        place: Place,
        /// The line, where each line is a document.
        line: Option<usize>,
        /// The limit in bytes.
        limit: u64,
    },
    /// A line of JSON Lines is not JSON.
    #[error("{place}:{line}: not JSON: {reason}; each line must be one JSON object with at least a `text`")]
    Json {
        /// The file.
        place: Place,
        /// The line.
        line: usize,
        /// What the parser found.
        reason: String,
    },
    /// A JSON line lacks its text.
    #[error("{place}:{line}: no `text`; each line must be one JSON object with at least a `text`")]
    NoText {
        /// The file.
        place: Place,
        /// The line.
        line: usize,
    },
    /// A key of a JSON line has a value of the wrong type.
    #[error("{place}:{line}: `{key}` is {found} where a string is due")]
    KeyType {
        /// The file.
        place: Place,
        /// The line.
        line: usize,
        /// The key.
        key: &'static str,
        /// What stands there ("a number").
        found: &'static str,
    },
    /// The `date` of a JSON line is no day.
    #[error("{place}:{line}: `date`: {value:?} is no day; write it as 2023-09-14")]
    Date {
        /// The file.
        place: Place,
        /// The line.
        line: usize,
        /// The value as it stands.
        value: String,
    },
    /// The system failed to read.
    #[error("{place}: cannot be read: {error}")]
    Read {
        /// The file.
        place: Place,
        /// What the system says.
        #[source]
        error: io::Error,
    },
}

impl SourceError {
    /// The error for a failed opening or reading of `place`.
    pub(crate) fn io(place: &Place, error: io::Error) -> Self {
        let place = place.clone();
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing { place },
            io::ErrorKind::PermissionDenied => Self::Forbidden { place },
            io::ErrorKind::IsADirectory => Self::Directory { place },
            _ => Self::Read { place, error },
        }
    }
}

fn at(place: &Place, line: Option<usize>) -> String {
    line.map_or_else(|| place.to_string(), |line| format!("{place}:{line}"))
}
