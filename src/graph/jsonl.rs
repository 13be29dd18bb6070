//! [`StatementRow`] and [`EventRecord`]: statements and events as JSON Lines, the interface for other programs.
//!
//! Offsets count code points from the document's start, so that `text[start:end]` is the sentence in Python.

use oxigraph::model::Term;
use serde::Serialize;

use crate::extract::{Argument, Filler, Party, Statement, StatementId, event_rows};
use crate::graph::codepoint::CodePoints;
use crate::graph::describe::decimal;
use crate::graph::entities::class_name;
use crate::graph::label::words;
use crate::graph::minting::{Minted, one_line, relation};
use crate::graph::run::{Reading, Run};
use crate::graph::vocabulary::{DM, UNNAMED_SOURCE, dm};
use crate::mention::{EntityId, Identity, Interval};

/// A statement as one line of JSON.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StatementRow {
    /// The statement's IRI.
    pub id: String,
    /// The document's IRI.
    pub document: String,
    /// What the document is called.
    pub document_id: String,
    /// The sentence that says it.
    pub sentence: String,
    /// The sentence's first code point.
    pub start: u32,
    /// One past the sentence's last code point.
    pub end: u32,
    /// The class of event or state: `dm:Demarche`.
    pub class: Option<String>,
    /// The PLOVER event type of the class.
    pub plover: Option<String>,
    /// Who does it or of whom it holds.
    pub subject: ArgumentRow,
    /// What relates subject and object.
    pub relation: RelationRow,
    /// Whom or what it is done to.
    pub object: Option<ArgumentRow>,
    /// Everything that plays a part, by role.
    pub arguments: Vec<RoleRow>,
    /// When it holds.
    pub date: Option<DateRow>,
    /// Where it happens.
    pub place: Option<ThingRow>,
    /// `positive` or `negative`.
    pub polarity: &'static str,
    /// `actual`, `planned` …
    pub modality: &'static str,
    /// Who says so, nearest source first.
    pub attributed_to: Vec<SourceRow>,
    /// Whether it is a plain fact too.
    pub asserted: bool,
    /// The rule that made it.
    pub rule: String,
    /// How likely it is right, from 0 to 1.
    pub confidence: f64,
    /// The words that evoke it.
    pub trigger: String,
}

/// What fills a role.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArgumentRow {
    /// The words in the document.
    pub text: String,
    /// What it is called, or its value.
    #[serde(flatten)]
    pub filler: FillerRow,
}

/// A thing, or a value.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum FillerRow {
    /// A thing or a statement.
    Thing(ThingRow),
    /// Words, a time or an amount.
    Value {
        /// The day in ISO 8601, or the words.
        value: String,
    },
}

/// A thing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ThingRow {
    /// What it is called.
    pub label: String,
    /// Its IRI.
    pub iri: String,
    /// The same thing in other knowledge bases, as full IRIs.
    pub kb: Vec<String>,
    /// What kind of thing it is: `dm:Country`.
    pub class: String,
}

/// What plays a role.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RoleRow {
    /// The role: `dm:recipient`.
    pub role: String,
    /// What fills it.
    #[serde(flatten)]
    pub argument: ArgumentRow,
}

/// What relates subject and object.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RelationRow {
    /// As it reads between them.
    pub text: String,
    /// Its IRI.
    pub iri: String,
}

/// When something holds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DateRow {
    /// First day, ISO 8601.
    pub start: Option<String>,
    /// Last day, ISO 8601.
    pub end: Option<String>,
    /// The words.
    pub text: String,
}

/// Who says something.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SourceRow {
    /// The words that attribute it: "said".
    pub cue: String,
    /// Who.
    #[serde(flatten)]
    pub source: FillerRow,
}

/// The events of a document as one line of JSON.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EventRecord {
    /// What the document is called.
    pub id: String,
    /// The events, best first.
    pub events: Vec<EventLine>,
}

/// A coded event.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EventLine {
    /// The PLOVER event type.
    pub event: String,
    /// The CAMEO code.
    pub cameo: Option<String>,
    /// Who does it.
    pub source: Vec<PartyRow>,
    /// To whom it is done.
    pub target: Vec<PartyRow>,
    /// When it holds.
    pub date: Option<DateRow>,
    /// The words that evoke it.
    pub event_text: String,
    /// How sure it is, from 0 to 1.
    pub score: f64,
}

/// A side of an event.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PartyRow {
    /// The words that name it.
    pub text: String,
    /// ISO 3166-1 alpha-3 of its country, or an organisation's code.
    pub code: Option<String>,
    /// The part of society it belongs to: `GOV`, `MIL`, `REB`.
    pub sector: Option<String>,
}

/// The statements of a document as rows, in text order.
pub fn statement_rows(run: &Run<'_>, reading: &Reading<'_>) -> Vec<StatementRow> {
    let points = CodePoints::new(&reading.document.text);
    let minted = Minted::new(run, reading, &points);
    let writer = RowWriter {
        run,
        reading,
        minted: &minted,
    };
    (0..)
        .map(StatementId)
        .zip(&reading.extraction.statements)
        .map(|(id, statement)| writer.row(id, statement, &points))
        .collect()
}

/// The events of a document as event data has them.
pub fn event_record(run: &Run<'_>, reading: &Reading<'_>) -> EventRecord {
    let rows = event_rows(
        &reading.document.text,
        reading.parse,
        reading.mentions,
        reading.extraction,
        run.ontology,
        run.gazetteer,
    );
    EventRecord {
        id: reading.document.id.clone(),
        events: rows
            .into_iter()
            .map(|row| EventLine {
                date: date(&reading.extraction.statements[row.statement.0 as usize], reading),
                event: row.event,
                cameo: row.cameo,
                source: row.source.iter().map(party).collect(),
                target: row.target.iter().map(party).collect(),
                event_text: one_line(&row.text),
                score: rounded(row.score),
            })
            .collect(),
    }
}

fn party(party: &Party) -> PartyRow {
    let known = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    PartyRow {
        code: known(&party.code),
        sector: known(party.sector),
        text: one_line(&party.text),
    }
}

/// What is at hand while rows are written.
struct RowWriter<'w> {
    run: &'w Run<'w>,
    reading: &'w Reading<'w>,
    minted: &'w Minted,
}

impl RowWriter<'_> {
    fn row(&self, id: StatementId, statement: &Statement, points: &CodePoints<'_>) -> StatementRow {
        let Self { run, reading, minted } = *self;
        let span = reading.parse.sentence(statement.sentence).span;
        let (start, end) = points.of(span);
        let class = statement.class.map(|class| run.ontology.class(class));
        StatementRow {
            id: minted.statement(id).as_str().to_owned(),
            document: minted.document.as_str().to_owned(),
            document_id: reading.document.id.clone(),
            sentence: span.of(&reading.document.text).to_owned(),
            start,
            end,
            class: class.map(|class| short(&class.iri)),
            plover: class.and_then(|class| class.plover.clone()),
            subject: self.argument(&statement.subject),
            relation: RelationRow {
                text: statement.relation_words(),
                iri: relation(&statement.relation, run).into_string(),
            },
            object: statement.object.as_ref().map(|object| self.argument(object)),
            arguments: statement
                .roles
                .iter()
                .map(|(role, argument)| RoleRow {
                    role: short(&run.ontology.property(*role).iri),
                    argument: self.argument(argument),
                })
                .collect(),
            date: date(statement, reading),
            place: statement.place.and_then(|place| match self.entity(place) {
                FillerRow::Thing(thing) => Some(thing),
                FillerRow::Value { .. } => None,
            }),
            polarity: statement.polarity.as_str(),
            modality: statement.modality.as_str(),
            attributed_to: statement
                .attribution
                .iter()
                .map(|attribution| SourceRow {
                    cue: one_line(attribution.cue.of(&reading.document.text)),
                    source: attribution
                        .source
                        .map_or_else(unnamed_source, |source| self.entity(source)),
                })
                .collect(),
            asserted: statement.asserted,
            rule: statement.rule.clone(),
            confidence: rounded(statement.confidence),
            trigger: one_line(statement.trigger.of(&reading.document.text)),
        }
    }

    fn argument(&self, argument: &Argument) -> ArgumentRow {
        let text = one_line(argument.span.of(&self.reading.document.text));
        let filler = match argument.filler {
            Filler::Entity(id) => self.entity(id),
            Filler::Statement(id) => FillerRow::Thing(ThingRow {
                label: words(argument, self.reading),
                iri: self.minted.statement(id).as_str().to_owned(),
                kb: Vec::new(),
                class: "dm:Statement".to_owned(),
            }),
            Filler::Text => FillerRow::Value { value: text.clone() },
        };
        ArgumentRow { text, filler }
    }

    fn entity(&self, id: EntityId) -> FillerRow {
        let entity = self.reading.mentions.entity(id);
        match self.minted.entity(id) {
            Term::Literal(literal) => FillerRow::Value {
                value: literal.value().to_owned(),
            },
            term => {
                let known = match entity.identity {
                    Identity::Entry(entry) => Some(self.run.gazetteer.entry(entry)),
                    _ => None,
                };
                FillerRow::Thing(ThingRow {
                    label: known.map_or_else(|| one_line(&entity.label), |known| known.name.to_owned()),
                    iri: term.to_string().trim_matches(['<', '>']).to_owned(),
                    kb: known
                        .map(|known| known.same_as())
                        .filter(|known| !known.is_empty())
                        .unwrap_or_else(|| self.reading.same_as(id).map(str::to_owned).into_iter().collect()),
                    class: format!("dm:{}", class_name(entity.entity_type)),
                })
            }
        }
    }
}

fn unnamed_source() -> FillerRow {
    FillerRow::Thing(ThingRow {
        label: UNNAMED_SOURCE.to_owned(),
        iri: dm::UNNAMED_SOURCE.as_str().to_owned(),
        kb: Vec::new(),
        class: "dm:Thing".to_owned(),
    })
}

fn date(statement: &Statement, reading: &Reading<'_>) -> Option<DateRow> {
    let time = statement.time?;
    let Interval { start, end } = time.interval.unwrap_or(Interval { start: None, end: None });
    Some(DateRow {
        start: start.map(|day| day.to_string()),
        end: end.map(|day| day.to_string()),
        text: time
            .span
            .map(|span| one_line(span.of(&reading.document.text)))
            .unwrap_or_default(),
    })
}

/// Two places after the point.
fn rounded(value: f32) -> f64 {
    decimal(value).parse().expect("digits and a point are a number")
}

/// A term of `dm:` by its prefixed name; any other by its full IRI.
fn short(iri: &str) -> String {
    match iri.strip_prefix(DM) {
        Some(name) => format!("dm:{name}"),
        None => iri.to_owned(),
    }
}
