//! [`Network`]: the things of a graph and the facts between them, as rows.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{NamedNodeRef, NamedOrBlankNode, Quad, Term};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::graph::vocabulary::{REL, dct, dm, schema, sem, skos};

/// Things and the facts between them, sorted by IRI.
pub(crate) struct Network {
    /// The things that facts speak of or documents name.
    pub(crate) nodes: Sheet<7>,
    /// The facts, once each, however many statements make them.
    pub(crate) edges: Sheet<12>,
}

/// Rows under named columns.
pub(crate) struct Sheet<const WIDTH: usize> {
    /// The columns; the first ones are the ids of what a row is about.
    pub(crate) columns: [Column; WIDTH],
    /// The rows; what is not known is an empty cell.
    pub(crate) rows: Vec<[String; WIDTH]>,
}

/// A column.
#[derive(Clone, Copy)]
pub(crate) struct Column {
    /// Its name, as [Gephi](https://docs.gephi.org/desktop/User_Manual/Import/CSV/) wants it where Gephi knows one.
    pub(crate) name: &'static str,
    /// What its cells hold.
    pub(crate) kind: Kind,
}

/// What cells hold.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Count,
    /// A number from 0 to 1.
    Fraction,
}

const fn text(name: &'static str) -> Column {
    Column { name, kind: Kind::Text }
}

const fn count(name: &'static str) -> Column {
    Column {
        name,
        kind: Kind::Count,
    }
}

const NODE_COLUMNS: [Column; 7] = [
    text("Id"),
    text("Label"),
    text("Kind"),
    text("Code"),
    text("BelongsTo"),
    text("SameAs"),
    count("Documents"),
];

const EDGE_COLUMNS: [Column; 12] = [
    text("Source"),
    text("Target"),
    text("Type"),
    text("Label"),
    count("Weight"),
    text("Relation"),
    text("SourceLabel"),
    text("TargetLabel"),
    count("Documents"),
    text("First"),
    text("Last"),
    Column {
        name: "Confidence",
        kind: Kind::Fraction,
    },
];

/// What stands behind one fact.
#[derive(Default)]
struct Support<'q> {
    statements: usize,
    documents: BTreeSet<&'q str>,
    days: BTreeSet<&'q str>,
    confidence: Option<&'q str>,
}

impl Network {
    /// Reads the network out of a graph. Facts are the triples between things whose predicate stands under
    /// `dm:relatesTo`, but for what grammar alone says (`dm:belongsTo`, `dm:member`); in a graph without such, every
    /// triple between things is one.
    pub(crate) fn of(quads: &[Quad]) -> Self {
        let described = Described::new(quads);
        let mut facts: BTreeMap<[&str; 3], Support<'_>> = BTreeMap::new();
        let relations = described.relations();
        for quad in quads {
            if let (NamedOrBlankNode::NamedNode(subject), Term::NamedNode(object)) = (&quad.subject, &quad.object)
                && relations.hold(quad.predicate.as_str())
            {
                facts
                    .entry([subject.as_str(), quad.predicate.as_str(), object.as_str()])
                    .or_default();
            }
        }
        described.support(&mut facts);
        let ends = facts.keys().flat_map(|[subject, _, object]| [*subject, *object]);
        let things: BTreeSet<&str> = ends.chain(described.documents.keys().copied()).collect();
        Self {
            nodes: Sheet {
                columns: NODE_COLUMNS,
                rows: things.into_iter().map(|thing| described.node(thing)).collect(),
            },
            edges: Sheet {
                columns: EDGE_COLUMNS,
                rows: facts
                    .iter()
                    .map(|(fact, support)| described.edge(*fact, support))
                    .collect(),
            },
        }
    }
}

/// Which predicates make facts.
enum Relations<'q> {
    Known(FxHashSet<&'q str>),
    /// Whatever is none of RDF's own.
    Any,
}

impl Relations<'_> {
    fn hold(&self, predicate: &str) -> bool {
        match self {
            Self::Known(known) => known.contains(predicate) || predicate.starts_with(REL),
            Self::Any => ![
                "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
                "http://www.w3.org/2000/01/rdf-schema#",
            ]
            .iter()
            .any(|own| predicate.starts_with(own)),
        }
    }
}

/// Objects by subject and predicate.
struct Described<'q> {
    objects: FxHashMap<(&'q str, &'q str), Vec<&'q Term>>,
    statements: BTreeSet<&'q str>,
    /// How many documents name a thing.
    documents: BTreeMap<&'q str, usize>,
}

impl<'q> Described<'q> {
    fn new(quads: &'q [Quad]) -> Self {
        let mut described = Self {
            objects: FxHashMap::default(),
            statements: BTreeSet::new(),
            documents: BTreeMap::new(),
        };
        for quad in quads {
            let NamedOrBlankNode::NamedNode(subject) = &quad.subject else {
                continue;
            };
            let (subject, predicate) = (subject.as_str(), quad.predicate.as_ref());
            described
                .objects
                .entry((subject, predicate.as_str()))
                .or_default()
                .push(&quad.object);
            match &quad.object {
                Term::NamedNode(class) if predicate == rdf::TYPE && class.as_ref() == dm::STATEMENT => {
                    described.statements.insert(subject);
                }
                Term::NamedNode(thing) if predicate == schema::MENTIONS => {
                    *described.documents.entry(thing.as_str()).or_default() += 1;
                }
                _ => {}
            }
        }
        described
    }

    fn all(&self, subject: &'q str, predicate: NamedNodeRef<'static>) -> BTreeSet<&'q str> {
        let objects = self.objects.get(&(subject, predicate.as_str())).into_iter().flatten();
        objects.filter_map(|term| value(term)).collect()
    }

    fn first(&self, subject: &'q str, predicate: NamedNodeRef<'static>) -> Option<&'q str> {
        self.all(subject, predicate).into_iter().next()
    }

    fn relations(&self) -> Relations<'q> {
        let mut known: FxHashSet<&str> = FxHashSet::from_iter([dm::RELATES_TO.as_str()]);
        let under: Vec<(&str, BTreeSet<&str>)> = self
            .objects
            .keys()
            .filter(|(_, predicate)| *predicate == rdfs::SUB_PROPERTY_OF.as_str())
            .map(|(property, _)| (*property, self.all(property, rdfs::SUB_PROPERTY_OF)))
            .collect();
        loop {
            let before = known.len();
            for (property, parents) in &under {
                if parents.iter().any(|parent| known.contains(parent)) {
                    known.insert(property);
                }
            }
            if known.len() == before {
                break;
            }
        }
        let is_bare = known.len() == 1 && self.statements.is_empty();
        for grammar in [dm::BELONGS_TO, dm::MEMBER] {
            known.remove(grammar.as_str());
        }
        if is_bare {
            Relations::Any
        } else {
            Relations::Known(known)
        }
    }

    /// Adds to each fact the asserted statements that make it.
    fn support(&self, facts: &mut BTreeMap<[&'q str; 3], Support<'q>>) {
        for statement in &self.statements {
            let part = |predicate| self.first(statement, predicate);
            let (Some(subject), Some(predicate), Some(object), Some("true")) = (
                part(rdf::SUBJECT),
                part(rdf::PREDICATE),
                part(rdf::OBJECT),
                part(dm::ASSERTED),
            ) else {
                continue;
            };
            let Some(support) = facts.get_mut(&[subject, predicate, object]) else {
                continue;
            };
            support.statements += 1;
            let article = part(dm::REPORTED_IN);
            support.documents.extend(article);
            let stamp = part(sem::HAS_TIME_STAMP).or_else(|| part(sem::HAS_BEGIN_TIME_STAMP));
            support.days.extend(stamp.or_else(|| self.first(article?, dct::ISSUED)));
            // Written alike, with two places at most, numbers below 1 compare as their text does.
            support.confidence = support.confidence.max(part(dm::CONFIDENCE));
        }
    }

    fn label(&self, thing: &'q str) -> String {
        self.first(thing, rdfs::LABEL).map_or_else(
            || thing.rsplit(['/', '#', ':']).next().unwrap_or(thing).replace('_', " "),
            str::to_owned,
        )
    }

    fn node(&self, thing: &'q str) -> [String; 7] {
        let kind = self
            .first(thing, rdf::TYPE)
            .map(|class| self.label(class))
            .unwrap_or_default();
        let same: BTreeSet<&str> = self
            .all(thing, skos::EXACT_MATCH)
            .union(&self.all(thing, skos::CLOSE_MATCH))
            .copied()
            .collect();
        [
            thing.to_owned(),
            self.label(thing),
            kind,
            self.first(thing, dm::CODE).unwrap_or_default().to_owned(),
            self.first(thing, dm::BELONGS_TO)
                .map(|other| self.label(other))
                .unwrap_or_default(),
            same.into_iter().collect::<Vec<_>>().join(" "),
            self.documents.get(thing).copied().unwrap_or(0).to_string(),
        ]
    }

    fn edge(&self, [subject, predicate, object]: [&'q str; 3], support: &Support<'_>) -> [String; 12] {
        let day = |day: Option<&&str>| day.copied().unwrap_or_default().to_owned();
        [
            subject.to_owned(),
            object.to_owned(),
            "Directed".to_owned(),
            self.label(predicate),
            // A fact of the user's own has no statement, and yet it counts.
            support.statements.max(1).to_string(),
            predicate.to_owned(),
            self.label(subject),
            self.label(object),
            support.documents.len().to_string(),
            day(support.days.first()),
            day(support.days.last()),
            support.confidence.unwrap_or_default().to_owned(),
        ]
    }
}

/// The IRI or the words of a term.
fn value(term: &Term) -> Option<&str> {
    match term {
        Term::NamedNode(node) => Some(node.as_str()),
        Term::Literal(literal) => Some(literal.value()),
        Term::BlankNode(_) | Term::Triple(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect_file;

    use crate::graph::export::{Export, Separator};
    use crate::graph::tests::small;
    use crate::graph::{Index, Prefixes, export, statistics};

    use super::*;

    fn written(quads: &[Quad], form: Export) -> String {
        let mut out = Vec::new();
        export(quads, form, &Prefixes::default(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn things_and_facts_are_rows() {
        let quads = small().quads().unwrap();
        expect_file!["../../../tests/graph/small.nodes.csv"]
            .assert_eq(&written(&quads, Export::Nodes(Separator::Comma)));
        expect_file!["../../../tests/graph/small.edges.csv"]
            .assert_eq(&written(&quads, Export::Edges(Separator::Comma)));
        expect_file!["../../../tests/graph/small.graphml"].assert_eq(&written(&quads, Export::GraphMl));
        let network = Network::of(&quads);
        assert_eq!(network.edges.rows.len(), statistics(&small()).unwrap().facts);
    }

    #[test]
    fn the_order_of_quads_does_not_show() {
        let mut quads = small().quads().unwrap();
        let first = written(&quads, Export::GraphMl);
        quads.reverse();
        assert_eq!(written(&quads, Export::GraphMl), first);
    }

    /// What a CONSTRUCT gives need not describe its terms.
    #[test]
    fn a_graph_of_bare_triples_is_a_network() {
        let text = "<https://example.org/Jane_Roe> <https://example.org/knows> <https://example.org/Piet_Hahn> .
                    <https://example.org/Jane_Roe> a <https://example.org/Person> .";
        let path = tempfile::NamedTempFile::with_suffix(".ttl").unwrap();
        std::fs::write(&path, text).unwrap();
        let quads = Index::of_files([path.path()], crate::graph::DEFAULT_BASE)
            .unwrap()
            .quads()
            .unwrap();
        let network = Network::of(&quads);
        assert_eq!(network.edges.rows.len(), 1);
        assert_eq!(network.edges.rows[0][6..8], ["Jane Roe", "Piet Hahn"]);
    }
}
