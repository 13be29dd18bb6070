//! The order in which graphs are written: for a reader, and the same each time.
//!
//! Documents come first, then entities with their facts, then each sentence followed by what it states, then runs and
//! the terms used. Within each, names sort as people sort them: `sentence-2` before `sentence-10`.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};

use crate::graph::vocabulary::{dct, dm, nif, owl, prov, schema, sem, skos};

/// Predicates that lead a description, in this order. Those of facts and roles come after them.
const LEADING: [NamedNodeRef<'_>; 15] = [
    rdf::TYPE,
    dct::IDENTIFIER,
    dct::TITLE,
    rdfs::LABEL,
    skos::ALT_LABEL,
    dct::SOURCE,
    dct::ISSUED,
    dct::PUBLISHER,
    rdfs::SUB_CLASS_OF,
    rdfs::SUB_PROPERTY_OF,
    dm::EVENT_CLASS,
    rdf::SUBJECT,
    rdf::PREDICATE,
    rdf::OBJECT,
    nif::ANCHOR_OF,
];

/// Predicates that end a description, in this order.
const TRAILING: [NamedNodeRef<'_>; 24] = [
    dm::POLARITY,
    dm::MODALITY,
    dm::ASSERTED,
    dm::ATTRIBUTED_TO,
    dm::RELAYED_BY,
    dm::TIME_TEXT,
    sem::HAS_TIME_STAMP,
    sem::HAS_BEGIN_TIME_STAMP,
    sem::HAS_END_TIME_STAMP,
    sem::HAS_PLACE,
    dm::REPORTED_IN,
    dm::SENTENCE,
    dm::TRIGGER,
    dm::OFFSETS,
    dm::RULE,
    dm::CONFIDENCE,
    nif::BEGIN_INDEX,
    nif::END_INDEX,
    nif::REFERENCE_CONTEXT,
    dm::BELONGS_TO,
    dm::CODE,
    skos::EXACT_MATCH,
    skos::CLOSE_MATCH,
    schema::MENTIONS,
];

/// Where a subject stands among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Section {
    Document,
    Entity,
    Text,
    Run,
    Term,
}

/// A predicate with its place; predicates compare by place, then by IRI.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place(usize, NamedNode);

impl Place {
    fn new(predicate: NamedNode) -> Self {
        let find = |list: &[NamedNodeRef<'_>]| list.iter().position(|known| *known == predicate.as_ref());
        let rank = find(&LEADING)
            .or_else(|| find(&TRAILING).map(|index| LEADING.len() + 1 + index))
            .unwrap_or(LEADING.len());
        Self(rank, predicate)
    }

    /// The predicate itself.
    pub(crate) fn predicate(&self) -> &NamedNode {
        &self.1
    }
}

/// A term that sorts as people sort: by kind, then naturally.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sorted(pub(crate) Term);

impl Ord for Sorted {
    fn cmp(&self, other: &Self) -> Ordering {
        fn rank(term: &Term) -> u8 {
            match term {
                Term::NamedNode(_) => 0,
                Term::BlankNode(_) => 1,
                Term::Literal(_) => 2,
                Term::Triple(_) => 3,
            }
        }
        rank(&self.0)
            .cmp(&rank(&other.0))
            .then_with(|| match (&self.0, &other.0) {
                (Term::NamedNode(a), Term::NamedNode(b)) => natural(a.as_str(), b.as_str()),
                (Term::Literal(a), Term::Literal(b)) => natural(a.value(), b.value()),
                _ => Ordering::Equal,
            })
            .then_with(|| self.0.to_string().cmp(&other.0.to_string()))
    }
}

impl PartialOrd for Sorted {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// What is said of one subject: objects by predicate.
pub(crate) type Description = BTreeMap<Place, BTreeSet<Sorted>>;

/// One graph, its subjects in reading order.
pub(crate) struct OrderedGraph {
    /// The graph's name.
    pub(crate) name: GraphName,
    /// Each subject with its description.
    pub(crate) subjects: Vec<(NamedOrBlankNode, Description)>,
}

/// Subjects with their descriptions, by the subject's text.
type Subjects = BTreeMap<String, (NamedOrBlankNode, Description)>;

/// Puts quads in reading order, each once: the default graph first, then named graphs by name.
pub(crate) fn ordered<'q>(quads: impl IntoIterator<Item = &'q Quad>) -> Vec<OrderedGraph> {
    let mut graphs: BTreeMap<String, (GraphName, Subjects)> = BTreeMap::new();
    for quad in quads {
        // "DEFAULT" sorts before "<…" and "_:…" only by this empty key.
        let key = match &quad.graph_name {
            GraphName::DefaultGraph => String::new(),
            name => name.to_string(),
        };
        let (_, subjects) = graphs
            .entry(key)
            .or_insert_with(|| (quad.graph_name.clone(), Subjects::new()));
        let (_, description) = subjects
            .entry(quad.subject.to_string())
            .or_insert_with(|| (quad.subject.clone(), Description::new()));
        description
            .entry(Place::new(quad.predicate.clone()))
            .or_default()
            .insert(Sorted(quad.object.clone()));
    }
    graphs
        .into_values()
        .map(|(name, subjects)| {
            let mut keyed: Vec<_> = subjects
                .into_values()
                .map(|(subject, description)| (Key::new(&subject, &description), subject, description))
                .collect();
            keyed.sort_by(|(a, ..), (b, ..)| a.cmp(b));
            OrderedGraph {
                name,
                subjects: keyed
                    .into_iter()
                    .map(|(_, subject, description)| (subject, description))
                    .collect(),
            }
        })
        .collect()
}

/// What a subject sorts by.
struct Key {
    section: Section,
    /// Of a sentence or a statement: the sentence.
    sentence: String,
    /// Of a statement: its words.
    offsets: String,
    name: String,
}

impl Key {
    fn new(subject: &NamedOrBlankNode, description: &Description) -> Self {
        let name = subject.to_string();
        let values = |predicate: NamedNodeRef<'_>| {
            description
                .get(&Place::new(predicate.into_owned()))
                .into_iter()
                .flatten()
                .map(|object| &object.0)
        };
        let first = |predicate: NamedNodeRef<'_>| values(predicate).next();
        let is = |class: NamedNodeRef<'_>| {
            values(rdf::TYPE).any(|object| matches!(object, Term::NamedNode(node) if node.as_ref() == class))
        };
        let (section, sentence) = if is(schema::NEWS_ARTICLE) {
            (Section::Document, String::new())
        } else if is(dm::STATEMENT) {
            let sentence = first(dm::SENTENCE).map(ToString::to_string);
            (Section::Text, sentence.unwrap_or_default())
        } else if is(nif::SENTENCE) {
            (Section::Text, name.clone())
        } else if is(prov::ACTIVITY) {
            (Section::Run, String::new())
        } else if is(owl::CLASS) || is(owl::OBJECT_PROPERTY) || is(rdf::PROPERTY) {
            (Section::Term, String::new())
        } else {
            (Section::Entity, String::new())
        };
        let offsets = match first(dm::OFFSETS) {
            Some(Term::Literal(literal)) => literal.value().to_owned(),
            _ => String::new(),
        };
        Self {
            section,
            sentence,
            offsets,
            name,
        }
    }

    fn cmp(&self, other: &Self) -> Ordering {
        self.section
            .cmp(&other.section)
            .then_with(|| natural(&self.sentence, &other.sentence))
            .then_with(|| natural(&self.offsets, &other.offsets))
            .then_with(|| natural(&self.name, &other.name))
    }
}

/// Compares as people do, runs of digits by their value; strings that differ never compare equal.
pub(crate) fn natural(left: &str, right: &str) -> Ordering {
    let (mut a, mut b) = (left.as_bytes(), right.as_bytes());
    while let (Some(&x), Some(&y)) = (a.first(), b.first()) {
        let order = if x.is_ascii_digit() && y.is_ascii_digit() {
            let (number_a, rest_a) = digits(a);
            let (number_b, rest_b) = digits(b);
            (a, b) = (rest_a, rest_b);
            number_a.len().cmp(&number_b.len()).then_with(|| number_a.cmp(number_b))
        } else {
            (a, b) = (&a[1..], &b[1..]);
            x.cmp(&y)
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    a.len().cmp(&b.len()).then_with(|| left.cmp(right))
}

/// The run of digits at the start, without leading zeros, and the rest.
fn digits(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = bytes
        .iter()
        .position(|byte| !byte.is_ascii_digit())
        .unwrap_or(bytes.len());
    let (run, rest) = bytes.split_at(end);
    let zeros = run.iter().take_while(|&&byte| byte == b'0').count();
    (&run[zeros..], rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_sort_by_value() {
        let mut names = ["s10", "s2", "s02", "s", "t1", "s2a"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(names, ["s", "s02", "s2", "s2a", "s10", "t1"]);
    }
}
