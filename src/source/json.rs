//! A line of JSON Lines → [`Document`]: keys `id text title date source publisher`, all strings; others are ignored.

use jiff::civil::Date;
use serde_json::{Map, Value};

use crate::source::{Place, SourceError};
use crate::text::Document;

/// Reads one line. `id` is empty when the line gives none.
pub(crate) fn document(line: &str, place: &Place, number: usize) -> Result<Document, SourceError> {
    let object: Map<String, Value> = serde_json::from_str(line).map_err(|error| SourceError::Json {
        place: place.clone(),
        line: number,
        reason: reason(&error),
    })?;
    let string = |key: &'static str| match object.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(value)) => Ok(Some(value.clone())),
        Some(other) => Err(SourceError::KeyType {
            place: place.clone(),
            line: number,
            key,
            found: type_name(other),
        }),
    };
    let date = string("date")?.filter(|value| !value.trim().is_empty()).map(|value| {
        day(&value).ok_or_else(|| SourceError::Date {
            place: place.clone(),
            line: number,
            value,
        })
    });
    Ok(Document {
        id: string("id")?.unwrap_or_default(),
        text: string("text")?
            .filter(|text| !text.trim().is_empty())
            .ok_or_else(|| SourceError::NoText {
                place: place.clone(),
                line: number,
            })?,
        title: string("title")?,
        date: date.transpose()?,
        source: string("source")?,
        publisher: string("publisher")?,
    })
}

/// The day of an ISO 8601 date or date with time: the day as written, whatever the offset.
fn day(value: &str) -> Option<Date> {
    let value = value.trim();
    let (day, rest) = value.split_at_checked(10)?;
    if !(rest.is_empty() || rest.starts_with(['T', 't', ' '])) {
        return None;
    }
    day.parse().ok()
}

/// The parser's words without its own line number, which is always 1.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rfind(" at line ") {
        Some(end) => format!("{} (column {})", &text[..end], error.column()),
        None => text,
    }
}

fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Document, String> {
        document(line, &Place::StandardInput, 3).map_err(|error| error.to_string())
    }

    #[test]
    fn known_keys_are_read_and_others_ignored() {
        let found = read(
            r#"{"id": "a/1", "text": "Talks began.", "date": "2023-09-14T23:10:00-05:00", "title": null, "words": 2}"#,
        );
        let expected = Document {
            id: "a/1".to_owned(),
            text: "Talks began.".to_owned(),
            date: Some(jiff::civil::date(2023, 9, 14)),
            ..Document::default()
        };
        assert_eq!(found, Ok(expected));
    }

    #[test]
    fn each_fault_is_named() {
        for (line, message) in [
            (
                "{\"text\": \"a\"",
                "standard input:3: not JSON: EOF while parsing an object (column 12); each line must",
            ),
            (
                "[]",
                "standard input:3: not JSON: invalid type: sequence, expected a map (column 0); each",
            ),
            ("{\"id\": \"x\"}", "standard input:3: no `text`;"),
            ("{\"text\": \" \"}", "standard input:3: no `text`;"),
            (
                "{\"text\": 3}",
                "standard input:3: `text` is a number where a string is due",
            ),
            (
                "{\"text\": \"a\", \"date\": \"14/09/2023\"}",
                "standard input:3: `date`: \"14/09/2023\" is no day;",
            ),
            (
                "{\"text\": \"a\", \"date\": \"2023-09-144\"}",
                "standard input:3: `date`:",
            ),
        ] {
            let error = read(line).unwrap_err();
            assert!(error.starts_with(message), "{line}: {error}");
        }
    }
}
