//! One small article, read by hand, in every form that it is written in.

use std::ops::Deref;
use std::path::Path;

use expect_test::expect_file;
use jiff::civil::date;
use oxigraph::io::RdfParser;
use tempfile::TempDir;

use crate::extract::{
    Argument, Attribution, Extraction, Filler, Modality, Polarity, Relation, Statement, StatementId, Time,
};
use crate::graph::{
    DEFAULT_BASE, EntityIris, Format, Index, Prefixes, Quad, Reading, Run, Settings, Store, quads, statement_rows,
    write, write_table,
};
use crate::mention::{Entity, EntityId, Identity, Interval, Mentions};
use crate::ontology::{EntityType, Gazetteer, Ontology};
use crate::syntax::{Parse, Sentence, SentenceId};
use crate::text::{Block, BlockKind, Document, Span, Vocabulary, Words};

const TEXT: &str = "Côte-Nord row\n\nNorland sent a demarche to Sudria on May 2, Jane Roe said.\nIt will not recognise \
                    the vote held there, she added.\n";

/// An index as a store makes it: in memory, or, with the feature `rocksdb`, on disk. So all that is asked of it is
/// tested on both.
pub(super) struct Stored {
    index: Index,
    _directory: TempDir,
}

impl Deref for Stored {
    type Target = Index;

    fn deref(&self) -> &Index {
        &self.index
    }
}

/// Fills a store of its own, and opens its index to read.
pub(super) fn stored(fill: impl FnOnce(&Store)) -> Stored {
    let directory = tempfile::tempdir().unwrap();
    fill(&Store::open_to_write(directory.path()).unwrap());
    Stored {
        index: Store::open(directory.path()).unwrap().index().unwrap(),
        _directory: directory,
    }
}

/// The graph of two small articles that queries, counts and exports are tested on.
pub(super) fn small() -> Stored {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/graph/small.ttl");
    stored(|store| {
        store.load_file("small", &path, Format::Turtle, DEFAULT_BASE).unwrap();
    })
}

fn span(words: &str) -> Span {
    let start = TEXT.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn argument(filler: Filler, words: &str) -> Argument {
    Argument {
        filler,
        span: span(words),
    }
}

fn entity(label: &str, entity_type: EntityType, identity: Identity) -> Entity {
    Entity {
        label: label.to_owned(),
        aliases: Vec::new(),
        entity_type,
        identity,
        namesakes: Vec::new(),
        of: None,
        members: Vec::new(),
        plural: false,
    }
}

/// Gives the reading of the article to `check`.
#[expect(clippy::too_many_lines, reason = "a table of what the article says")]
pub(super) fn with_reading(check: impl FnOnce(&Run<'_>, &Reading<'_>)) {
    let ontology = Ontology::shipped();
    let gazetteer = Gazetteer::shipped();
    let vocabulary = Vocabulary::default();
    let document = Document {
        id: "news/1.txt".to_owned(),
        text: TEXT.to_owned(),
        title: None,
        date: Some(date(2031, 5, 3)),
        source: Some("https://news.example.org/1".to_owned()),
        publisher: Some("The Norland Gazette".to_owned()),
    };
    let sentence = |words: &str| Sentence {
        span: span(words),
        block: BlockKind::Paragraph,
        tokens: Vec::new(),
    };
    let parse = Parse {
        blocks: vec![Block {
            span: span("Côte-Nord row"),
            kind: BlockKind::Title,
        }],
        sentences: vec![
            sentence("Norland sent a demarche to Sudria on May 2, Jane Roe said."),
            sentence("It will not recognise the vote held there, she added."),
        ],
        words: Words::new(&vocabulary),
    };
    let mut roe = entity("Jane Roe", EntityType::Person, Identity::Name);
    roe.of = Some(EntityId(0));
    let may_2 = Interval {
        start: Some(date(2031, 5, 2)),
        end: Some(date(2031, 5, 2)),
    };
    let entities = vec![
        Entity {
            aliases: vec!["Norland".to_owned(), "Norlandic".to_owned()],
            ..entity("Norland", EntityType::Country, Identity::Name)
        },
        entity("Sudria", EntityType::Country, Identity::Name),
        roe,
        entity("vote held there", EntityType::Event, Identity::Description),
        entity("May 2", EntityType::Time, Identity::Time(Some(may_2))),
        entity("bystander", EntityType::Person, Identity::Description),
    ];
    let mentions = Mentions::new(Vec::new(), entities, Vec::new());
    let property = |name: &str| ontology.find_property(name).unwrap();
    let norland = argument(Filler::Entity(EntityId(0)), "Norland");
    let roe_says = |cue: &str| {
        vec![Attribution {
            source: Some(EntityId(2)),
            cue: span(cue),
        }]
    };
    let demarche = Statement {
        sentence: SentenceId(0),
        trigger: span("demarche"),
        class: ontology.find_class("Demarche"),
        relation: Relation::Property(property("sendsDemarcheTo")),
        relation_tail: None,
        relation_text: "sends demarche to".to_owned(),
        subject: norland.clone(),
        object: Some(argument(Filler::Entity(EntityId(1)), "Sudria")),
        roles: vec![
            (property("agent"), norland.clone()),
            (property("recipient"), argument(Filler::Entity(EntityId(1)), "Sudria")),
        ],
        polarity: Polarity::Positive,
        modality: Modality::Actual,
        attribution: roe_says("said"),
        asserted: true,
        time: Some(Time {
            span: Some(span("May 2")),
            interval: Some(may_2),
        }),
        place: None,
        rule: "diplomacy/send-demarche".to_owned(),
        confidence: 0.9,
    };
    let recognise = Statement {
        sentence: SentenceId(1),
        trigger: span("recognise"),
        class: None,
        relation: Relation::Open("recognise".to_owned()),
        relation_tail: None,
        relation_text: "recognises".to_owned(),
        subject: argument(Filler::Entity(EntityId(0)), "It"),
        object: Some(argument(Filler::Entity(EntityId(3)), "the vote held there")),
        roles: Vec::new(),
        polarity: Polarity::Negative,
        modality: Modality::Planned,
        attribution: roe_says("added"),
        asserted: false,
        time: None,
        place: None,
        rule: "open/verb".to_owned(),
        confidence: 0.725,
    };
    let add = Statement {
        sentence: SentenceId(1),
        trigger: span("added"),
        relation: Relation::Open("add".to_owned()),
        relation_tail: None,
        relation_text: "adds".to_owned(),
        subject: argument(Filler::Entity(EntityId(2)), "she"),
        object: Some(argument(
            Filler::Statement(StatementId(1)),
            "It will not recognise the vote held there",
        )),
        polarity: Polarity::Positive,
        modality: Modality::Actual,
        attribution: Vec::new(),
        asserted: true,
        ..recognise.clone()
    };
    let extraction = Extraction {
        statements: vec![demarche, recognise, add],
    };
    let run = Run {
        ontology: &ontology,
        gazetteer: &gazetteer,
        base: DEFAULT_BASE.to_owned(),
        iris: EntityIris::Own,
        settings: Settings {
            program: "demarche 0.1.0".to_owned(),
            model: "m".to_owned(),
            rules: "r".to_owned(),
            gazetteer: "g".to_owned(),
            ..Settings::default()
        },
    };
    let reading = Reading {
        document: &document,
        parse: &parse,
        mentions: &mentions,
        links: &[],
        extraction: &extraction,
    };
    check(&run, &reading);
}

fn written(graph: &[Quad], format: Format) -> String {
    let mut out = Vec::new();
    write(graph, format, &Prefixes::default(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The part of a Turtle text before the terms.
fn without_terms(text: &str) -> String {
    let first = text.find(" a owl:Class").expect("the terms end the text");
    let end = text[..first].rfind("\n\n").expect("a graph has more than terms");
    text[..=end].to_owned()
}

#[test]
fn an_article_reads_as_turtle() {
    with_reading(|run, reading| {
        let text = written(&quads(run, reading), Format::Turtle);
        expect_file!["../../tests/graph/article.ttl"].assert_eq(&without_terms(&text));
        assert!(text.contains("\nrel:recognise a owl:ObjectProperty ;\n    rdfs:label \"recognises\" ;\n    rdfs:subPropertyOf dm:relatesTo .\n"));
        assert!(
            text.contains("\ndm:Demarche a owl:Class ;\n    rdfs:label \"demarche\" ;\n"),
            "{text}"
        );
    });
}

#[test]
fn an_article_reads_as_json_lines_and_as_a_table() {
    with_reading(|run, reading| {
        let rows = statement_rows(run, reading);
        let lines: Vec<String> = rows.iter().map(|row| serde_json::to_string(row).unwrap()).collect();
        expect_file!["../../tests/graph/article.jsonl"].assert_eq(&(lines.join("\n") + "\n"));
        let mut out = Vec::new();
        write_table(&rows, Some(100), &mut out).unwrap();
        expect_file!["../../tests/graph/article.table.txt"].assert_eq(&String::from_utf8(out).unwrap());
    });
}

#[test]
fn every_format_holds_the_same_graph() {
    with_reading(|run, reading| {
        let graph = quads(run, reading);
        let read = |format: Format| {
            let mut lines: Vec<String> = RdfParser::from_format(format.oxigraph())
                .for_slice(&written(&graph, format))
                .map(|quad| quad.expect("what is written parses").to_string())
                .collect();
            lines.sort();
            lines
        };
        let expected = read(Format::NQuads);
        assert!(expected.len() > 100);
        for (name, format) in Format::ALL {
            for (found, wanted) in read(format).iter().zip(&expected) {
                assert_eq!(found, wanted, "{name}");
            }
            assert_eq!(read(format).len(), expected.len(), "{name}");
        }
    });
}

#[test]
fn denials_and_plans_are_no_facts() {
    with_reading(|run, reading| {
        let graph = quads(run, reading);
        let facts = |relation: &str| {
            graph
                .iter()
                .filter(|quad| quad.predicate.as_str().ends_with(relation))
                .count()
        };
        assert_eq!(facts("ontology#sendsDemarcheTo"), 1);
        assert_eq!(facts("rel#recognise"), 0);
        assert_eq!(
            facts("rel#add"),
            0,
            "a statement is no thing that a fact could speak of"
        );
    });
}

#[test]
fn entries_of_the_gazetteer_are_linked() {
    with_reading(|run, reading| {
        let known = run
            .gazetteer
            .entries()
            .find(|entry| entry.name == "Azerbaijan")
            .unwrap();
        let mut entities = reading.mentions.entities.clone();
        entities[1].identity = Identity::Entry(known.id);
        entities[1].aliases = vec!["Baku".to_owned()];
        let mentions = Mentions::new(Vec::new(), entities, Vec::new());
        let reading = Reading {
            mentions: &mentions,
            links: &[],
            ..*reading
        };
        let lines: Vec<String> = quads(run, &reading).iter().map(ToString::to_string).collect();
        let says = |rest: &str| {
            let line = format!("<https://w3id.org/demarche/id/Azerbaijan> {rest}");
            assert!(lines.contains(&line), "{line}");
        };
        says("<http://www.w3.org/2000/01/rdf-schema#label> \"Azerbaijan\"");
        says("<http://www.w3.org/2004/02/skos/core#altLabel> \"Baku\"");
        says("<https://w3id.org/demarche/ontology#code> \"AZE\"");
        says("<http://www.w3.org/2004/02/skos/core#exactMatch> <http://www.wikidata.org/entity/Q227>");
        let row = &statement_rows(run, &reading)[0];
        let object = serde_json::to_value(row.object.as_ref().unwrap()).unwrap();
        assert_eq!(object["kb"][0], "http://www.wikidata.org/entity/Q227");
    });
}
