//! [`Documents`]: the documents of a list of places, one at a time.

use std::io::{BufReader, Read};
use std::vec;

use jiff::civil::Date;

use crate::source::bytes::{Line, decode, read_all, read_line, refuse_binary};
use crate::source::{Place, SourceError, json};
use crate::text::{Document, MAX_DOCUMENT, hex, sha256};

/// What a place holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Input {
    /// One document of plain text.
    #[default]
    Text,
    /// A sentence a line, its tokens set apart by blanks; each line is a document.
    Lines,
    /// JSON Lines: each line is an object with the text of a document and what is known about it.
    Jsonl,
    /// CoNLL-U: one document, whose text is the file as it stands until `syntax` has read it.
    Conllu,
}

/// How places are read.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What the places hold.
    pub input: Input,
    /// The id of a document that brings none, in place of its path.
    pub id: Option<String>,
    /// The day of publication of a document that brings none.
    pub date: Option<Date>,
    /// The largest document, in bytes; a larger one is an error. At most [`MAX_DOCUMENT`].
    pub max_document: u64,
}

/// The documents of several places, read one at a time: an iterator in the order of the places and of their lines.
///
/// An error speaks of one place, or of one line where each line is a document; what follows is still read.
pub struct Documents {
    places: vec::IntoIter<Place>,
    settings: Settings,
    /// The place whose lines are being read.
    lines: Option<Lines>,
    bytes_read: u64,
}

struct Lines {
    place: Place,
    reader: BufReader<Box<dyn Read + Send>>,
    /// The number of the line last read, from 1.
    number: usize,
    /// Whether any line held something.
    found: bool,
}

impl Documents {
    /// The documents of `places`. Nothing is opened yet.
    pub fn new(places: Vec<Place>, settings: Settings) -> Self {
        let max_document = settings.max_document.min(MAX_DOCUMENT as u64);
        Self {
            places: places.into_iter(),
            settings: Settings {
                max_document,
                ..settings
            },
            lines: None,
            bytes_read: 0,
        }
    }

    /// How many bytes of input have been read, of all places together.
    pub fn bytes_read(&self) -> u64 {
        self.bytes_read
    }

    /// The whole of `place` as one document.
    fn whole(&mut self, place: &Place) -> Result<Document, SourceError> {
        let limit = self.settings.max_document;
        // A file's size is known, so that a large one is refused without being read.
        if place.size().is_some_and(|size| size > limit) {
            return Err(SourceError::TooLarge {
                place: place.clone(),
                line: None,
                limit,
            });
        }
        let bytes = read_all(place.open()?, place, limit)?;
        self.bytes_read += bytes.len() as u64;
        refuse_binary(&bytes, place)?;
        let text = decode(bytes, place, 1)?;
        if text.trim().is_empty() {
            return Err(SourceError::Empty { place: place.clone() });
        }
        Ok(self.identified(
            Document {
                text,
                ..Document::default()
            },
            place,
            None,
        ))
    }

    /// The next document of the place whose lines are being read; `None` at its end.
    fn line(&mut self) -> Option<Result<Document, SourceError>> {
        let limit = self.settings.max_document;
        let lines = self.lines.as_mut()?;
        loop {
            let place = lines.place.clone();
            let bytes = match read_line(&mut lines.reader, limit) {
                Err(error) => {
                    self.lines = None;
                    return Some(Err(SourceError::io(&place, error)));
                }
                Ok(None) => {
                    let found = lines.found;
                    self.lines = None;
                    return (!found).then_some(Err(SourceError::Empty { place }));
                }
                Ok(Some(line)) => {
                    lines.number += 1;
                    match line {
                        Line::Whole(bytes) => {
                            self.bytes_read += bytes.len() as u64 + 1;
                            bytes
                        }
                        Line::TooLong => {
                            lines.found = true;
                            let line = Some(lines.number);
                            return Some(Err(SourceError::TooLarge { place, line, limit }));
                        }
                    }
                }
            };
            let number = lines.number;
            if number == 1
                && let Err(error) = refuse_binary(&bytes, &place)
            {
                self.lines = None;
                return Some(Err(error));
            }
            let text = match decode(bytes, &place, number) {
                Ok(text) if text.trim().is_empty() => continue,
                Ok(text) => text,
                Err(error) => {
                    lines.found = true;
                    return Some(Err(error));
                }
            };
            lines.found = true;
            let document = if self.settings.input == Input::Jsonl {
                json::document(&text, &place, number)
            } else {
                Ok(Document {
                    text,
                    ..Document::default()
                })
            };
            return Some(document.map(|document| self.identified(document, &place, Some(number))));
        }
    }

    /// `document` with an id and a date, if it brings none itself.
    fn identified(&self, mut document: Document, place: &Place, line: Option<usize>) -> Document {
        if document.id.is_empty() {
            let name = match (&self.settings.id, place) {
                (Some(id), _) => Some(id.clone()),
                (None, Place::File(path)) => Some(path.to_string_lossy().into_owned()),
                (None, Place::StandardInput) => None,
            };
            document.id = match (name, line) {
                (Some(name), Some(line)) => format!("{name}:{line}"),
                (Some(name), None) => name,
                (None, _) => hash(&document.text),
            };
        }
        document.date = document.date.or(self.settings.date);
        document
    }
}

impl Iterator for Documents {
    type Item = Result<Document, SourceError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(document) = self.line() {
                return Some(document);
            }
            let place = self.places.next()?;
            if matches!(self.settings.input, Input::Text | Input::Conllu) {
                return Some(self.whole(&place));
            }
            match place.open() {
                Ok(reader) => {
                    self.lines = Some(Lines {
                        place,
                        reader: BufReader::new(reader),
                        number: 0,
                        found: false,
                    });
                }
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// The first 32 hexadecimal digits of the SHA-256 of `text`.
fn hash(text: &str) -> String {
    hex(&sha256(text.as_bytes())[..16])
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::*;

    fn settings(input: Input) -> Settings {
        Settings {
            input,
            id: None,
            date: None,
            max_document: 64,
        }
    }

    /// The outcome of reading one file named `name` with these bytes: `id|text`, or the error without its directory.
    fn read(name: &str, bytes: &[u8], settings: Settings) -> Vec<String> {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join(name);
        fs::write(&path, bytes).unwrap();
        let prefix = format!("{}/", directory.path().display());
        Documents::new(vec![Place::File(path)], settings)
            .map(|outcome| match outcome {
                Ok(document) => format!("{}|{}", document.id, document.text),
                Err(error) => error.to_string(),
            })
            .map(|outcome| outcome.replace(&prefix, ""))
            .collect()
    }

    #[test]
    fn a_file_is_a_document_with_its_line_breaks() {
        assert_eq!(
            read("a.txt", b"\xef\xbb\xbfOne.\r\n\r\nTwo.\n", settings(Input::Text)),
            ["a.txt|One.\r\n\r\nTwo.\n"]
        );
    }

    #[test]
    fn each_line_is_a_document() {
        assert_eq!(
            read("a.txt", b"One .\r\n\n  \nTwo .", settings(Input::Lines)),
            ["a.txt:1|One .", "a.txt:4|Two ."]
        );
    }

    #[test]
    fn a_bad_json_line_does_not_stop_the_rest() {
        let lines = b"{\"id\":\"x\",\"text\":\"One.\"}\n{\"text\":1}\n{\"text\":\"Two.\"}\n";
        assert_eq!(
            read("a.jsonl", lines, settings(Input::Jsonl)),
            [
                "x|One.",
                "a.jsonl:2: `text` is a number where a string is due",
                "a.jsonl:3|Two."
            ]
        );
    }

    #[test]
    fn the_limit_holds_for_files_and_for_lines() {
        let long = [b"x".repeat(65), b"\nshort\n".to_vec()].concat();
        let message = "larger than 64 bytes; split it, or raise the limit with --max-document";
        assert_eq!(
            read("a.txt", &long, settings(Input::Text)),
            [format!("a.txt: {message}")]
        );
        assert_eq!(
            read("a.txt", &long, settings(Input::Lines)),
            [format!("a.txt:1: {message}"), "a.txt:2|short".to_owned()]
        );
    }

    #[test]
    fn nothing_to_read_is_an_error_in_every_input() {
        for input in [Input::Text, Input::Lines, Input::Jsonl, Input::Conllu] {
            for bytes in [&b""[..], b"\n \r\n", b"\xef\xbb\xbf"] {
                let found = read("a", bytes, settings(input));
                assert_eq!(found, ["a: empty; there is nothing to read"], "{input:?} {bytes:?}");
            }
        }
    }

    #[test]
    fn a_place_that_cannot_be_read_does_not_stop_the_rest() {
        let directory = tempfile::tempdir().unwrap();
        let path = |name: &str| directory.path().join(name);
        fs::write(path("good.txt"), "Good.").unwrap();
        let places = [path("missing.txt"), PathBuf::from(directory.path()), path("good.txt")];
        let mut documents = Documents::new(places.into_iter().map(Place::File).collect(), settings(Input::Text));
        assert!(matches!(documents.next(), Some(Err(SourceError::Missing { .. }))));
        assert!(matches!(documents.next(), Some(Err(SourceError::Directory { .. }))));
        assert!(documents.next().is_some_and(|outcome| outcome.is_ok()));
        assert!(documents.next().is_none());
    }

    #[test]
    fn given_id_and_date_stand_in_for_missing_ones() {
        let given = Settings {
            id: Some("seed".to_owned()),
            date: Some(jiff::civil::date(2023, 9, 14)),
            ..settings(Input::Text)
        };
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.txt");
        fs::write(&path, "One.").unwrap();
        let document = Documents::new(vec![Place::File(path)], given).next().unwrap().unwrap();
        assert_eq!(
            (document.id.as_str(), document.date),
            ("seed", Some(jiff::civil::date(2023, 9, 14)))
        );
    }
}
