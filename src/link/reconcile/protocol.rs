//! What is said to a service and what it says: versions 0.2 and 1.0 of the W3C's Reconciliation Service API.
//!
//! <https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/>,
//! <https://reconciliation-api.github.io/specs/draft/>

use std::fmt::Write;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// How many candidates are asked for.
const LIMIT: u8 = 8;
/// How many questions are sent at once to a service that does not tell.
const BATCH: usize = 20;
/// How many are sent at once to any.
const MOST_BATCH: usize = 50;
/// Where the pages of Wikidata's items are, and the items themselves.
const WIKIDATA: [&str; 2] = ["https://www.wikidata.org/wiki/", "http://www.wikidata.org/entity/"];

/// What a service says of itself.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub(super) struct Manifest {
    pub(super) name: String,
    /// Versions of the API; none in the oldest services, which speak as 0.2 does.
    #[serde(default)]
    versions: Vec<String>,
    /// Where the IRIs of things begin.
    identifier_space: Option<String>,
    /// How the address of a thing is made of its identifier.
    view: Option<View>,
    #[serde(default)]
    default_types: Vec<Type>,
    batch_size: Option<usize>,
}

#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
struct View {
    url: String,
}

/// A type of a service.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
#[serde(untagged)]
enum Type {
    Full { id: String, name: Option<String> },
    Id(String),
}

impl Type {
    fn name(&self) -> &str {
        match self {
            Self::Full { id, name } => name.as_deref().unwrap_or(id),
            Self::Id(id) => id,
        }
    }
}

/// How a service is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// A form with an object of questions.
    Form,
    /// JSON with a list of questions.
    List,
}

/// What a service is asked of one name.
#[derive(Clone, Debug, Serialize, PartialEq)]
pub(super) struct Query {
    pub(super) name: String,
    /// A type of the service's.
    #[serde(rename = "type")]
    pub(super) class: Option<String>,
    /// A property of the service's and its value.
    pub(super) property: Option<(String, Value)>,
}

/// What a service thinks that a name may mean.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub(super) struct Answer {
    pub(super) id: String,
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) score: Option<f32>,
    /// Whether the service is sure.
    #[serde(default, rename = "match")]
    pub(super) is_match: bool,
    #[serde(default, rename = "type", deserialize_with = "types")]
    types: Vec<Type>,
}

impl Answer {
    /// What its types are called.
    pub(super) fn types(&self) -> impl Iterator<Item = &str> {
        self.types.iter().map(Type::name)
    }
}

/// A list of types, or one alone as some services give it, or null.
fn types<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<Type>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Types {
        List(Vec<Type>),
        One(Type),
        None(()),
    }
    Ok(match Types::deserialize(deserializer)? {
        Types::List(types) => types,
        Types::One(one) => vec![one],
        Types::None(()) => Vec::new(),
    })
}

impl Manifest {
    /// How the service is spoken to; `None` if in no way known here.
    pub(super) fn version(&self) -> Option<Version> {
        let speaks = |start: &str| self.versions.iter().any(|version| version.starts_with(start));
        if self.versions.is_empty() || speaks("0.") {
            Some(Version::Form)
        } else if speaks("1.") {
            Some(Version::List)
        } else {
            None
        }
    }

    /// The versions it speaks.
    pub(super) fn versions(&self) -> String {
        self.versions.join(", ")
    }

    /// Whether it says enough to make IRIs.
    pub(super) fn has_iris(&self) -> bool {
        self.identifier_space.is_some() || self.view.is_some()
    }

    /// How many questions are sent at once.
    pub(super) fn batch(&self) -> usize {
        self.batch_size.unwrap_or(BATCH).clamp(1, MOST_BATCH)
    }

    /// The service's own default types, with their names.
    pub(super) fn default_types(&self) -> impl Iterator<Item = (&str, &str)> {
        self.default_types.iter().filter_map(|found| match found {
            Type::Full { id, name: Some(name) } => Some((id.as_str(), name.as_str())),
            _ => None,
        })
    }

    /// The IRI of the thing with this identifier.
    pub(super) fn iri(&self, id: &str) -> String {
        if id.starts_with("http://") || id.starts_with("https://") {
            return id.to_owned();
        }
        // A space that ends as a namespace does is one; others are the name of the space alone.
        let space = self.identifier_space.as_deref().unwrap_or_default();
        let Some(view) = self.view.as_ref().filter(|_| !space.ends_with(['/', '#', '=', ':'])) else {
            return format!("{space}{id}");
        };
        let url = view.url.replace("{{id}}", id).replace("{id}", id);
        match url.strip_prefix(WIKIDATA[0]) {
            Some(item) => format!("{}{item}", WIKIDATA[1]),
            None => url,
        }
    }

    /// The identifier in the service of the thing with this IRI.
    pub(super) fn id<'i>(&self, iri: &'i str) -> Option<&'i str> {
        let marker = "\u{1}";
        let made = self.iri(marker);
        let (before, after) = made.split_once(marker)?;
        let id = iri.strip_prefix(before)?.strip_suffix(after)?;
        (!id.is_empty() && !id.contains('/')).then_some(id)
    }
}

/// What is sent to ask `queries`: what is added to the address, the media type, the body.
pub(super) fn encode(version: Version, queries: &[&Query]) -> (&'static str, &'static str, String) {
    match version {
        Version::Form => {
            let mut batch = Map::new();
            for (place, query) in queries.iter().enumerate() {
                let mut question = json!({ "query": query.name, "limit": LIMIT });
                if let Some(class) = &query.class {
                    question["type"] = json!(class);
                }
                if let Some((property, value)) = &query.property {
                    question["properties"] = json!([{ "pid": property, "v": value }]);
                }
                batch.insert(format!("q{place}"), question);
            }
            let body = format!("queries={}", percent_encoded(&Value::Object(batch).to_string()));
            ("", "application/x-www-form-urlencoded", body)
        }
        Version::List => {
            let questions: Vec<Value> = queries
                .iter()
                .map(|query| {
                    let mut conditions = vec![json!({ "matchType": "name", "propertyValue": query.name })];
                    if let Some((property, value)) = &query.property {
                        conditions.push(json!({
                            "matchType": "property", "propertyId": property, "propertyValue": value,
                        }));
                    }
                    let mut question = json!({ "limit": LIMIT, "conditions": conditions });
                    if let Some(class) = &query.class {
                        question["type"] = json!(class);
                    }
                    question
                })
                .collect();
            (
                "/reconcile",
                "application/json",
                json!({ "queries": questions }).to_string(),
            )
        }
    }
}

/// The answers to `count` questions, in their order; or what is wrong with them.
pub(super) fn decode(version: Version, count: usize, body: &[u8]) -> Result<Vec<Vec<Answer>>, String> {
    let value: Value = serde_json::from_slice(body).map_err(|error| format!("no JSON: {error}"))?;
    let answers = |found: Option<&Value>, key: &str, place: usize| {
        let found = found.and_then(|found| found.get(key));
        let found = found.ok_or_else(|| format!("no `{key}` for question {place}"))?;
        Vec::<Answer>::deserialize(found).map_err(|error| format!("`{key}` of question {place}: {error}"))
    };
    match version {
        Version::Form => (0..count)
            .map(|place| answers(value.get(format!("q{place}")), "result", place))
            .collect(),
        Version::List => {
            let results = value
                .get("results")
                .and_then(Value::as_array)
                .ok_or("no list `results`")?;
            if results.len() != count {
                return Err(format!("{} results for {count} questions", results.len()));
            }
            (0..count)
                .map(|place| answers(results.get(place), "candidates", place))
                .collect()
        }
    }
}

/// As in a form: all but letters, digits and a few signs by their bytes.
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").expect("writing to a string does not fail");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(text: &str) -> Manifest {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn identifiers_become_iris_and_back() {
        let check = |text: &str, id: &str, expected: &str| {
            let manifest = manifest(text);
            assert_eq!(manifest.iri(id), expected, "{text}");
            assert_eq!(manifest.id(expected), Some(id), "{text}");
        };
        check(
            r#"{"name": "a", "identifierSpace": "https://example.org/id/", "view": {"url": "https://example.org/page/{{id}}"}}"#,
            "7",
            "https://example.org/id/7",
        );
        check(
            r#"{"name": "a", "identifierSpace": "https://example.org/names", "view": {"url": "https://example.org/page/{{id}}.html"}}"#,
            "7",
            "https://example.org/page/7.html",
        );
        check(
            r#"{"name": "a", "versions": ["1.0"], "view": {"url": "https://www.wikidata.org/wiki/{id}"}}"#,
            "Q7",
            "http://www.wikidata.org/entity/Q7",
        );
        let full = manifest(r#"{"name": "a", "view": {"url": "x{id}"}}"#);
        assert_eq!(full.iri("https://example.org/7"), "https://example.org/7");
        assert_eq!(full.id("https://example.org/7"), None);
    }

    #[test]
    fn the_manifest_tells_the_version() {
        let version = |versions: &str| manifest(&format!(r#"{{"name": "a"{versions}}}"#)).version();
        assert_eq!(version(""), Some(Version::Form));
        assert_eq!(version(r#", "versions": ["0.1", "0.2"]"#), Some(Version::Form));
        assert_eq!(version(r#", "versions": ["0.2", "1.0-draft"]"#), Some(Version::Form));
        assert_eq!(version(r#", "versions": ["1.0"]"#), Some(Version::List));
        assert_eq!(version(r#", "versions": ["7.0"]"#), None);
    }

    #[test]
    fn answers_are_read_in_every_form() {
        let body = br#"{"q0": {"result": [{"id": "Q7", "name": "Jane Roe", "score": 91.5, "match": true,
            "type": [{"id": "Q5", "name": "human"}, "Q6"]}, {"id": "8", "type": "town"}, {"id": "9", "type": null}]}}"#;
        let answers = decode(Version::Form, 1, body).unwrap();
        assert_eq!(answers[0][0].types().collect::<Vec<_>>(), ["human", "Q6"]);
        assert_eq!((answers[0][0].score, answers[0][0].is_match), (Some(91.5), true));
        assert_eq!(answers[0][1].types().collect::<Vec<_>>(), ["town"]);
        assert_eq!(answers[0][2].types().count(), 0);
        let fault = |version, count, body: &str| decode(version, count, body.as_bytes()).unwrap_err();
        assert_eq!(
            fault(Version::Form, 2, r#"{"q0": {"result": []}}"#),
            "no `result` for question 1"
        );
        assert_eq!(
            fault(Version::List, 1, r#"{"results": []}"#),
            "0 results for 1 questions"
        );
        assert_eq!(fault(Version::List, 1, "[]"), "no list `results`");
        assert!(fault(Version::List, 1, "<html>").starts_with("no JSON"));
    }

    #[test]
    fn a_form_is_encoded() {
        assert_eq!(percent_encoded("Äs 1&x~"), "%C3%84s%201%26x~");
    }
}
