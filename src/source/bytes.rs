//! Bytes → text: the limit on size, the byte order mark, and what is refused because it is not plain text in UTF-8.

use std::io::{self, BufRead, Read};

use crate::source::{Place, SourceError};

/// How much of a file is searched for the signs of a binary. A NUL further on is a stray character of the text.
const SNIFF: usize = 8192;

/// First bytes by which files that hold text, but are not text, are known; what they are; and how to get at the text.
const SIGNATURES: &[(&[u8], &str, &str)] = &[
    (b"%PDF", "a PDF file", "convert it first, for example with pdftotext"),
    (
        b"PK\x03\x04",
        "a ZIP archive or an office document",
        "unpack or convert it first, for example with pandoc -t plain",
    ),
    (b"\x1f\x8b", "a gzip file", "unpack it first: zcat FILE | demarche …"),
    (
        b"\x28\xb5\x2f\xfd",
        "a Zstandard file",
        "unpack it first: zstdcat FILE | demarche …",
    ),
    (b"BZh", "a bzip2 file", "unpack it first: bzcat FILE | demarche …"),
    (b"\xfd7zXZ", "an xz file", "unpack it first: xzcat FILE | demarche …"),
    (
        b"{\\rtf",
        "an RTF file",
        "convert it first, for example with pandoc -t plain",
    ),
];

/// All of `reader`, which is refused unread beyond `limit` bytes.
pub(crate) fn read_all(reader: impl Read, place: &Place, limit: u64) -> Result<Vec<u8>, SourceError> {
    let mut bytes = Vec::new();
    reader
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| SourceError::io(place, error))?;
    if bytes.len() as u64 > limit {
        return Err(SourceError::TooLarge {
            place: place.clone(),
            line: None,
            limit,
        });
    }
    Ok(bytes)
}

/// The next line, without its line break; `None` at the end.
pub(crate) enum Line {
    /// A line within the limit.
    Whole(Vec<u8>),
    /// A line over the limit: it is skipped to its end, without being kept in memory.
    TooLong,
}

/// Reads one line of at most `limit` bytes.
pub(crate) fn read_line(reader: &mut impl BufRead, limit: u64) -> io::Result<Option<Line>> {
    let mut line = Vec::new();
    // Two more than the limit: a line of just that many bytes still has its line break to come.
    let read = reader
        .by_ref()
        .take(limit.saturating_add(2))
        .read_until(b'\n', &mut line)?;
    if read == 0 {
        return Ok(None);
    }
    let ended = line.last() == Some(&b'\n');
    if ended {
        line.pop();
        if line.last() == Some(&b'\r') {
            line.pop();
        }
    }
    if line.len() as u64 <= limit {
        return Ok(Some(Line::Whole(line)));
    }
    if !ended {
        skip_line(reader)?;
    }
    Ok(Some(Line::TooLong))
}

fn skip_line(reader: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        if let Some(end) = memchr::memchr(b'\n', buffer) {
            reader.consume(end + 1);
            return Ok(());
        }
        let length = buffer.len();
        reader.consume(length);
    }
}

/// Whether the first bytes of a file show that it is no plain text.
pub(crate) fn refuse_binary(bytes: &[u8], place: &Place) -> Result<(), SourceError> {
    let start = &bytes[..bytes.len().min(SNIFF)];
    let not_text = |kind, remedy| {
        Err(SourceError::NotText {
            place: place.clone(),
            kind,
            remedy,
        })
    };
    for &(signature, kind, remedy) in SIGNATURES {
        if start.starts_with(signature) {
            return not_text(kind, remedy);
        }
    }
    if start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff") {
        return not_text("text in UTF-16", "convert it first: iconv -f UTF-16 -t UTF-8");
    }
    if memchr::memchr(0, start).is_some() {
        return not_text("a binary file", "give plain text in UTF-8");
    }
    let opening = start.trim_ascii_start();
    let is_html = [&b"<!doctype html"[..], b"<html"].iter().any(|tag| {
        opening
            .get(..tag.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(tag))
    });
    if is_html {
        return not_text(
            "an HTML page",
            "take the article's text out of it first, for example with pandoc -t plain",
        );
    }
    Ok(())
}

/// The bytes as text, without a byte order mark. `first_line` is the line they begin on.
pub(crate) fn decode(mut bytes: Vec<u8>, place: &Place, first_line: usize) -> Result<String, SourceError> {
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    String::from_utf8(bytes).map_err(|error| {
        let byte = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        SourceError::Encoding {
            place: place.clone(),
            line: first_line + memchr::memchr_iter(b'\n', &bytes[..byte]).count(),
            byte,
            // In Windows-1252, unlike Latin-1, these are the curly quotes and dashes that news text is full of.
            guess: if bytes.iter().any(|byte| (0x80..0xa0).contains(byte)) {
                "WINDOWS-1252"
            } else {
                "ISO-8859-1"
            },
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place() -> Place {
        Place::File("a.txt".into())
    }

    #[test]
    fn lines_over_the_limit_are_skipped_whole() {
        let mut reader = io::BufReader::with_capacity(4, &b"four\r\nmuch too long a line\n12345\nfive5"[..]);
        let mut found = Vec::new();
        while let Some(line) = read_line(&mut reader, 5).unwrap() {
            found.push(match line {
                Line::Whole(bytes) => String::from_utf8(bytes).unwrap(),
                Line::TooLong => "(too long)".to_owned(),
            });
        }
        assert_eq!(found, ["four", "(too long)", "12345", "five5"]);
    }

    #[test]
    fn a_line_of_the_limit_with_crlf_is_within_it() {
        let mut reader = io::BufReader::new(&b"12345\r\nnext"[..]);
        assert!(matches!(read_line(&mut reader, 5).unwrap(), Some(Line::Whole(line)) if line == b"12345"));
        assert!(matches!(read_line(&mut reader, 5).unwrap(), Some(Line::Whole(line)) if line == b"next"));
    }

    #[test]
    fn what_is_not_plain_text_is_named() {
        for (bytes, kind) in [
            (&b"%PDF-1.7 \xe2"[..], "a PDF file"),
            (b"\x7fELF\x02\x01\x01\x00\x00", "a binary file"),
            (b"\n  <!DOCTYPE HTML>\n<p>Talks.", "an HTML page"),
            (b"\xff\xfeT\x00a\x00", "text in UTF-16"),
            (b"\x1f\x8b\x08\x00", "a gzip file"),
        ] {
            let error = refuse_binary(bytes, &place()).unwrap_err().to_string();
            assert!(
                error.starts_with(&format!("a.txt: {kind}, not plain text; ")),
                "{error}"
            );
        }
        refuse_binary("Norland’s envoy <b>left</b>.".as_bytes(), &place()).unwrap();
    }

    #[test]
    fn bad_utf_8_is_located() {
        let error = decode(b"One.\nTwo \xe9.".to_vec(), &place(), 1)
            .unwrap_err()
            .to_string();
        assert_eq!(
            error,
            "a.txt: line 2 (byte 9) is not UTF-8; convert the file, for example iconv -f ISO-8859-1 -t UTF-8"
        );
        let error = decode(b"\x93Talks\x94".to_vec(), &place(), 7).unwrap_err().to_string();
        assert!(error.contains("line 7") && error.contains("WINDOWS-1252"), "{error}");
    }

    #[test]
    fn the_byte_order_mark_is_no_text() {
        assert_eq!(
            decode(b"\xef\xbb\xbfTalks\r\n".to_vec(), &place(), 1).unwrap(),
            "Talks\r\n"
        );
    }
}
