//! [`Record`]: what a generation of the index was made of.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs::Metadata;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::UNIX_EPOCH;

use oxigraph::model::{Literal, Quad, Term};

/// What a record begins with; after it comes a probe of [`fingerprint`].
const FORMAT: &str = "demarche index 1";

/// What tells two versions of a segment apart without reading them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stamp {
    length: u64,
    /// Nanoseconds since 1970.
    modified: u128,
    /// The number of the file on its disk, where the system tells it.
    inode: u64,
}

impl Stamp {
    pub(crate) fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        let inode = std::os::unix::fs::MetadataExt::ino(metadata);
        #[cfg(not(unix))]
        let inode = 0;
        let modified = metadata
            .modified()
            .ok()
            .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Self {
            length: metadata.len(),
            modified: modified.map_or(0, |time| time.as_nanos()),
            inode,
        }
    }

    /// The name under which this version of the segment `name` is held.
    pub(crate) fn held_name(&self, name: &str) -> String {
        format!("{:x}-{:x}-{name}", self.modified, self.inode)
    }
}

/// What a generation was made of, and the files it lies in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Record {
    /// The segments by file name, without those that could not be read.
    pub(crate) segments: BTreeMap<String, Stamp>,
    /// The files of the generation by their path in it, with their lengths.
    pub(crate) files: BTreeMap<String, u64>,
}

impl Record {
    pub(crate) fn text(&self) -> String {
        let mut text = format!("{FORMAT} {:x}\n", probe());
        for (path, length) in &self.files {
            let _ = writeln!(text, "file\t{length}\t{path}");
        }
        for (name, stamp) in &self.segments {
            let _ = writeln!(
                text,
                "segment\t{}\t{}\t{}\t{name}",
                stamp.length, stamp.modified, stamp.inode
            );
        }
        text.push_str("end\n");
        text
    }

    /// `None` if the text is of another format, or damaged.
    pub(crate) fn of_text(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        if lines.next()? != format!("{FORMAT} {:x}", probe()) {
            return None;
        }
        let mut record = Self::default();
        for line in lines {
            if line == "end" {
                return Some(record);
            }
            match line.split('\t').collect::<Vec<_>>()[..] {
                ["file", length, path] => {
                    record.files.insert(path.to_owned(), length.parse().ok()?);
                }
                ["segment", length, modified, inode, name] => {
                    let stamp = Stamp {
                        length: length.parse().ok()?,
                        modified: modified.parse().ok()?,
                        inode: inode.parse().ok()?,
                    };
                    record.segments.insert(name.to_owned(), stamp);
                }
                _ => return None,
            }
        }
        None
    }
}

/// A number that stands for a quad. Literals of one value stand for each other, as they do in Oxigraph, which keeps the
/// value of a number and not the way it is written.
pub(crate) fn fingerprint(quad: &Quad) -> u64 {
    let mut hasher = DefaultHasher::new();
    quad.subject.hash(&mut hasher);
    quad.predicate.hash(&mut hasher);
    match &quad.object {
        Term::Literal(literal) => match value(literal) {
            Some(value) => value.hash(&mut hasher),
            None => literal.hash(&mut hasher),
        },
        object => object.hash(&mut hasher),
    }
    quad.graph_name.hash(&mut hasher);
    hasher.finish()
}

/// The kind and the canonical form of a number or a truth value.
fn value(literal: &Literal) -> Option<(&'static str, String)> {
    let text = literal.value();
    let kind = literal
        .datatype()
        .as_str()
        .strip_prefix("http://www.w3.org/2001/XMLSchema#")?;
    Some(match kind {
        "string" | "date" | "dateTime" => return None,
        "boolean" => ("boolean", matches!(text, "true" | "1").to_string()),
        "double" | "float" => ("double", text.parse::<f64>().ok()?.to_string()),
        "decimal" => {
            let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
            let whole: i64 = whole.parse().ok()?;
            ("decimal", format!("{whole}.{}", fraction.trim_end_matches('0')))
        }
        _ => ("integer", text.parse::<i64>().ok()?.to_string()),
    })
}

/// The standard library may give another number for the same text in another version; a generation made with other
/// numbers is of no use.
fn probe() -> u64 {
    let mut hasher = DefaultHasher::new();
    "demarche".hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use oxigraph::model::vocab::xsd;
    use oxigraph::model::{GraphName, NamedNode};

    use super::*;

    #[test]
    fn numbers_of_one_value_are_one() {
        let of = |value: &str, datatype| {
            let node = NamedNode::new("urn:s").unwrap();
            let literal = Literal::new_typed_literal(value, datatype);
            fingerprint(&Quad::new(node.clone(), node, literal, GraphName::DefaultGraph))
        };
        assert_eq!(of("7", xsd::INTEGER), of("07", xsd::NON_NEGATIVE_INTEGER));
        assert_eq!(of("0.5", xsd::DECIMAL), of("0.50", xsd::DECIMAL));
        assert_ne!(of("7", xsd::INTEGER), of("7", xsd::STRING));
        assert_ne!(of("0.5", xsd::DECIMAL), of("0.05", xsd::DECIMAL));
    }

    #[test]
    fn a_record_is_read_as_it_was_written_and_only_whole() {
        let stamp = Stamp {
            length: 1,
            modified: 2,
            inode: 3,
        };
        let record = Record {
            segments: [("a.nq.gz".to_owned(), stamp)].into(),
            files: [("db/CURRENT".to_owned(), 16)].into(),
        };
        let text = record.text();
        assert_eq!(Record::of_text(&text), Some(record));
        for end in 0..text.len() - 1 {
            assert_eq!(Record::of_text(&text[..end]), None, "{:?}", &text[..end]);
        }
        assert_eq!(Record::of_text(&text.replace("index 1", "index 2")), None);
    }
}
