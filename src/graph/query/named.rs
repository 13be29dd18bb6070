//! [`NamedQuery`]: the queries of `queries/`, which a user runs by name.
//!
//! A file is plain SPARQL that any tool runs as it is. Its first comment line is the title; further comment lines say
//! more. A parameter is a line `# param NAME = DEFAULT: what it is`, and in the query `VALUES ?NAME { "DEFAULT" }`,
//! whose string is replaced by the user's, escaped.

use crate::graph::query::error::QueryError;

macro_rules! named_queries {
    ($($name:literal)*) => {
        &[$(NamedQuery { name: $name, text: include_str!(concat!("../../../queries/", $name, ".rq")) },)*]
    };
}

/// The shipped queries, sorted by name.
pub const NAMED_QUERIES: &[NamedQuery] = named_queries! {
    "contradictions"
    "corroboration"
    "demands"
    "denials"
    "documents"
    "doubtful"
    "events"
    "events-by-month"
    "evidence"
    "facts"
    "links"
    "map-points"
    "network"
    "newest"
    "offices"
    "plans"
    "plover"
    "relations"
    "rules"
    "said-about"
    "search"
    "sources"
    "timeline"
    "unlinked"
    "who-did-what"
};

/// A query with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedQuery {
    /// What follows the `@`: the file's name without `.rq`.
    pub name: &'static str,
    /// The whole file.
    pub text: &'static str,
}

/// A parameter of a named query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter<'q> {
    /// What `--set` calls it.
    pub name: &'q str,
    /// What it is if not set.
    pub default: &'q str,
    /// What it means.
    pub meaning: &'q str,
}

impl NamedQuery {
    /// The query of this name, with or without the `@`.
    pub fn find(name: &str) -> Option<&'static Self> {
        let name = name.strip_prefix('@').unwrap_or(name);
        NAMED_QUERIES.iter().find(|query| query.name == name)
    }

    /// Its title: the first comment line.
    pub fn title(&self) -> &'static str {
        self.text
            .lines()
            .next()
            .unwrap_or_default()
            .trim_start_matches(['#', ' '])
    }

    /// Its parameters, in the file's order.
    pub fn parameters(&self) -> impl Iterator<Item = Parameter<'static>> {
        let text: &'static str = self.text;
        text.lines().filter_map(|line| {
            let (name, rest) = line.strip_prefix("# param ")?.split_once(" = ")?;
            let (default, meaning) = rest.split_once(": ").unwrap_or((rest, ""));
            Some(Parameter { name, default, meaning })
        })
    }

    /// The query with these values in place of its defaults.
    ///
    /// # Errors
    /// When there is no parameter of a name given.
    pub fn with(&self, values: &[(&str, &str)]) -> Result<String, QueryError> {
        let mut text = self.text.to_owned();
        for (name, value) in values {
            let parameter = self
                .parameters()
                .find(|parameter| parameter.name == *name)
                .ok_or_else(|| self.unknown(name))?;
            text = text.replace(&clause(name, parameter.default), &clause(name, value));
        }
        Ok(text)
    }

    fn unknown(&self, parameter: &str) -> QueryError {
        let known: Vec<&str> = self.parameters().map(|parameter| parameter.name).collect();
        QueryError::Parameter {
            query: self.name.to_owned(),
            parameter: parameter.to_owned(),
            known: if known.is_empty() {
                "none".to_owned()
            } else {
                known.join(", ")
            },
        }
    }
}

/// `VALUES ?name { "value" }`, the value escaped as SPARQL asks.
fn clause(name: &str, value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for character in value.chars() {
        match character {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            _ => escaped.push(character),
        }
    }
    format!("VALUES ?{name} {{ \"{escaped}\" }}")
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use expect_test::expect_file;

    use super::*;
    use crate::graph::tests::small;
    use crate::graph::{Answer, DEFAULT_BASE, Export, Format, Prefixes, QueryOptions, ResultsFormat, query};

    fn answer(text: &str) -> Answer {
        query(&small(), text, &QueryOptions::new(DEFAULT_BASE)).unwrap()
    }

    fn tsv(answer: &Answer) -> String {
        let mut out = Vec::new();
        answer
            .write(
                ResultsFormat::Tsv,
                Export::Rdf(Format::Turtle),
                &Prefixes::default(),
                None,
                &mut out,
            )
            .unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_query_answers_as_expected() {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/graph/queries");
        for query in NAMED_QUERIES {
            let answer = answer(query.text);
            assert!(!answer.is_empty(), "@{} finds something in the small graph", query.name);
            expect_file![directory.join(format!("{}.tsv", query.name))].assert_eq(&tsv(&answer));
        }
    }

    #[test]
    fn every_file_is_shipped_and_well_formed() {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("queries");
        let mut files: Vec<PathBuf> = fs::read_dir(directory)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        files.sort_by_key(|file| file.file_stem().unwrap().to_owned());
        let stems: Vec<&str> = files
            .iter()
            .map(|file| file.file_stem().unwrap().to_str().unwrap())
            .collect();
        let names: Vec<&str> = NAMED_QUERIES.iter().map(|query| query.name).collect();
        assert_eq!(names, stems);
        for query in NAMED_QUERIES {
            assert!(
                query.text.starts_with("# ") && query.title().len() > 10,
                "{}",
                query.name
            );
            for parameter in query.parameters() {
                assert!(
                    query.text.contains(&clause(parameter.name, parameter.default)),
                    "@{} uses {}",
                    query.name,
                    parameter.name
                );
                assert!(
                    !parameter.meaning.is_empty(),
                    "@{} explains {}",
                    query.name,
                    parameter.name
                );
            }
        }
    }

    #[test]
    fn parameters_are_set_safely() {
        let facts = NamedQuery::find("@facts").unwrap();
        let about = |name: &str| answer(&facts.with(&[("about", name)]).unwrap());
        assert!(!about("Moscow").is_empty());
        assert!(about("nobody").is_empty());
        assert!(
            about("\" } ?s ?p ?o { \"").is_empty(),
            "a value is a string and nothing else"
        );
        let error = facts.with(&[("abut", "x")]).unwrap_err().to_string();
        assert_eq!(error, "@facts has no parameter \"abut\"; it has: about");
        assert!(NamedQuery::find("nothing").is_none());
    }
}
