//! [`Minted`]: the IRIs of one document and of what it speaks of.
//!
//! A document is `BASE/doc/ID`; what belongs to it follows after a colon, which no ID holds unescaped:
//! `BASE/doc/ID:sentence-3`. So a prefix makes a short name of each. Entries of the gazetteer are `BASE/Azerbaijan`,
//! other names `BASE/person/Jane_Roe`: the same name of the same kind is the same thing in every document.

use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, NamedNode, Term};
use rustc_hash::FxHashMap;

use crate::extract::{Argument, Filler, Relation, Statement, StatementId};
use crate::graph::codepoint::CodePoints;
use crate::graph::run::{EntityIris, Reading, Run};
use crate::graph::vocabulary::REL;
use crate::mention::{Entity, EntityId, Identity, Interval};
use crate::ontology::EntryId;
use crate::syntax::SentenceId;
use crate::text::Hash;

/// Longest name of a thing that only one document speaks of, in characters.
const LONGEST_THING: usize = 60;

/// The IRIs of one document.
pub(crate) struct Minted {
    /// The document itself.
    pub(crate) document: NamedNode,
    /// Each entity: an IRI, or a literal for times and amounts.
    entities: Vec<Term>,
    statements: Vec<NamedNode>,
}

impl Minted {
    pub(crate) fn new(run: &Run<'_>, reading: &Reading<'_>, points: &CodePoints<'_>) -> Self {
        let document = format!("{}doc/{}", run.base, document_name(&reading.document.id));
        let mut taken = FxHashMap::default();
        let entities = reading
            .mentions
            .entities
            .iter()
            .zip((0..).map(EntityId))
            .map(|(entity, id)| entity_term(entity, reading.same_as(id), run, &document, &mut taken))
            .collect();
        let statements = reading
            .extraction
            .statements
            .iter()
            .map(|statement| {
                let name = statement_name(statement, run, reading, points);
                node(format!("{document}:statement-{}", numbered(&name, &mut taken)))
            })
            .collect();
        Self {
            document: node(document),
            entities,
            statements,
        }
    }

    /// An entity's IRI, or a literal for a time or an amount.
    pub(crate) fn entity(&self, id: EntityId) -> &Term {
        &self.entities[id.0 as usize]
    }

    /// A statement's IRI.
    pub(crate) fn statement(&self, id: StatementId) -> &NamedNode {
        &self.statements[id.0 as usize]
    }

    /// A sentence's IRI; sentences are counted from 1.
    pub(crate) fn sentence(&self, id: SentenceId) -> NamedNode {
        node(format!("{}:sentence-{}", self.document.as_str(), id.0 + 1))
    }

    /// What fills a role: an IRI or a literal.
    pub(crate) fn filler(&self, argument: &Argument, text: &str) -> Term {
        match argument.filler {
            Filler::Entity(id) => self.entity(id).clone(),
            Filler::Statement(id) => self.statement(id).clone().into(),
            Filler::Text => Literal::new_simple_literal(one_line(argument.span.of(text))).into(),
        }
    }
}

/// The IRI of what relates subject and object.
pub(crate) fn relation(relation: &Relation, run: &Run<'_>) -> NamedNode {
    match relation {
        Relation::Property(id) => node(run.ontology.property(*id).iri.clone()),
        Relation::Open(lemmas) => node(format!("{REL}{}", segment(lemmas, "-._"))),
    }
}

/// The IRI of an entry of the gazetteer.
pub(crate) fn entry(id: EntryId, run: &Run<'_>) -> NamedNode {
    let known = run.gazetteer.entry(id);
    let elsewhere = match run.iris {
        EntityIris::Own => None,
        EntityIris::Wikidata => known.same_as().into_iter().find(|iri| is_wikidata(iri)),
    };
    elsewhere.map_or_else(|| own(&known.slug(), &run.base), node)
}

fn is_wikidata(iri: &str) -> bool {
    iri.starts_with("http://www.wikidata.org/entity/")
}

/// The IRI under the base, or the one that the user's gazetteer gives.
pub(crate) fn own(slug: &str, base: &str) -> NamedNode {
    if slug.contains("://") || slug.starts_with("urn:") {
        node(slug.to_owned())
    } else {
        node(format!("{base}{slug}"))
    }
}

fn node(iri: String) -> NamedNode {
    NamedNode::new_unchecked(iri)
}

fn document_name(id: &str) -> String {
    let name = segment(id, "-._~");
    // A segment of dots alone would be taken for the way up.
    if name.bytes().all(|byte| byte == b'.') {
        name.replace('.', "%2E")
    } else {
        name
    }
}

fn entity_term(
    entity: &Entity,
    elsewhere: Option<&str>,
    run: &Run<'_>,
    document: &str,
    taken: &mut FxHashMap<String, u32>,
) -> Term {
    if let Some(iri) = elsewhere.filter(|iri| run.iris == EntityIris::Wikidata && is_wikidata(iri)) {
        return node(iri.to_owned()).into();
    }
    match &entity.identity {
        Identity::Entry(id) => entry(*id, run).into(),
        Identity::Name => {
            let name = segment(&one_line(&entity.label), "-._~()',!*");
            node(format!("{}{}/{name}", run.base, entity.entity_type.name())).into()
        }
        Identity::Description => {
            let name = segment(&thing_name(&entity.label), "-._~");
            node(format!("{document}:thing-{}", numbered(&name, taken))).into()
        }
        Identity::Time(Some(Interval { start, end })) if start == end => match start {
            Some(day) => Literal::new_typed_literal(day.to_string(), xsd::DATE).into(),
            None => Literal::new_simple_literal(one_line(&entity.label)).into(),
        },
        Identity::Time(_) | Identity::Amount => Literal::new_simple_literal(one_line(&entity.label)).into(),
    }
}

/// The first words of a description, as many as fit.
fn thing_name(label: &str) -> String {
    let mut name = String::new();
    for word in label.split_whitespace() {
        if !name.is_empty() {
            if name.chars().count() + 1 + word.chars().count() > LONGEST_THING {
                break;
            }
            name.push(' ');
        }
        name.extend(word.chars().take(LONGEST_THING));
    }
    name
}

/// The name, with a number if it is taken.
fn numbered(name: &str, taken: &mut FxHashMap<String, u32>) -> String {
    let count = taken.entry(name.to_owned()).or_insert(0);
    *count += 1;
    if *count == 1 {
        name.to_owned()
    } else {
        format!("{name}-{count}")
    }
}

/// Names a statement by document, place, rule and roles, so that it keeps its name when others come and go.
fn statement_name(statement: &Statement, run: &Run<'_>, reading: &Reading<'_>, points: &CodePoints<'_>) -> String {
    let mut hash = Hash::of(&reading.document.id);
    let place = |span| {
        let (start, end) = points.of(span);
        format!("{start}-{end}")
    };
    hash.add(&place(statement.trigger));
    hash.add(&statement.rule);
    hash.add(relation(&statement.relation, run).as_str());
    hash.add(&place(statement.subject.span));
    if let Some(object) = &statement.object {
        hash.add(&place(object.span));
    }
    for (role, argument) in &statement.roles {
        hash.add(&run.ontology.property(*role).iri);
        hash.add(&place(argument.span));
    }
    hash.hex(12)
}

/// Text as one segment of an IRI ([RFC 3987](https://www.rfc-editor.org/rfc/rfc3987)): letters, digits and the
/// characters of `kept` stand, blanks become underscores, the rest is percent-encoded.
fn segment(text: &str, kept: &str) -> String {
    let mut segment = String::with_capacity(text.len());
    for character in text.chars() {
        if character == ' ' {
            segment.push('_');
        } else if character.is_alphanumeric() || kept.contains(character) {
            segment.push(character);
        } else {
            let mut bytes = [0; 4];
            for byte in character.encode_utf8(&mut bytes).bytes() {
                segment.push('%');
                for half in [byte >> 4, byte & 15] {
                    let digit = char::from_digit(u32::from(half), 16).expect("half a byte is below 16");
                    segment.push(digit.to_ascii_uppercase());
                }
            }
        }
    }
    segment
}

/// Words parted by single blanks: line breaks within a phrase belong to the page.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_segments_of_iris() {
        assert_eq!(document_name("../news/día 1.txt"), "..%2Fnews%2Fdía_1.txt");
        assert_eq!(document_name(".."), "%2E%2E");
        assert_eq!(document_name("a:b#c"), "a%3Ab%23c");
        assert_eq!(segment("Côte d'Ivoire (west)", "()'"), "Côte_d'Ivoire_(west)");
        assert_eq!(thing_name("  elections\n in   Sudria "), "elections in Sudria");
        let long = "word ".repeat(40);
        assert_eq!(thing_name(&long).chars().count(), 59);
        assert_eq!(thing_name(&"x".repeat(100)).chars().count(), LONGEST_THING);
    }

    #[test]
    fn entries_may_have_iris_of_their_own() {
        assert_eq!(own("Norland", "https://e.org/").as_str(), "https://e.org/Norland");
        assert_eq!(own("https://x.org/N", "https://e.org/").as_str(), "https://x.org/N");
    }

    proptest! {
        #[test]
        fn any_id_makes_an_iri(id in ".{0,20}") {
            let iri = format!("https://w3id.org/demarche/id/doc/{}", document_name(&id));
            prop_assert!(NamedNode::new(&iri).is_ok(), "{iri}");
        }
    }
}
