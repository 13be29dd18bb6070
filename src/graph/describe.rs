//! A document, its sentences, statements and facts as quads.

use oxigraph::model::vocab::{rdf, rdfs, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use rustc_hash::FxHashSet;

use crate::extract::{Filler, Modality, Polarity, Relation, Statement, StatementId};
use crate::graph::codepoint::CodePoints;
use crate::graph::entities::describe_entities;
use crate::graph::label::{offsets, statement_label};
use crate::graph::minting::{Minted, one_line, relation};
use crate::graph::run::{Reading, Run};
use crate::graph::terms::Terms;
use crate::graph::vocabulary::{UNNAMED_SOURCE, dct, dm, nif, prov, schema, sem};
use crate::mention::EntityId;
use crate::syntax::SentenceId;
use crate::text::BlockKind;

/// All that one document says, with everything needed to defend it: one plain triple for each fact, a node for each
/// statement, and the document, sentences, entities, terms and the run behind them. In no particular order, and with
/// repetitions; [`write`](crate::graph::write) and [`Store`](crate::graph::Store) settle both.
pub fn quads(run: &Run<'_>, reading: &Reading<'_>) -> Vec<Quad> {
    let points = CodePoints::new(&reading.document.text);
    let minted = Minted::new(run, reading, &points);
    let mut describer = Describer {
        run,
        reading,
        points,
        minted,
        terms: Terms::new(run.ontology),
        used: FxHashSet::default(),
        graph: Graph::default(),
    };
    describer.document();
    describer.sentences();
    for id in 0..reading.extraction.statements.len() as u32 {
        describer.statement(StatementId(id));
    }
    let Describer {
        minted,
        mut terms,
        used,
        mut graph,
        ..
    } = describer;
    describe_entities(run, reading, &minted, &used, &mut terms, &mut graph);
    describe_run(run, &minted, &mut graph);
    terms.describe(&mut graph);
    graph.quads
}

/// Triples in the making.
#[derive(Default)]
pub(crate) struct Graph {
    quads: Vec<Quad>,
}

impl Graph {
    /// Adds a triple.
    pub(crate) fn add(
        &mut self,
        subject: impl Into<NamedOrBlankNode>,
        predicate: NamedNodeRef<'_>,
        object: impl Into<Term>,
    ) {
        self.quads.push(Quad {
            subject: subject.into(),
            predicate: predicate.into_owned(),
            object: object.into(),
            graph_name: GraphName::DefaultGraph,
        });
    }

    /// Adds a triple whose object is a string.
    pub(crate) fn text(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, value: impl Into<String>) {
        self.add(subject.clone(), predicate, Literal::new_simple_literal(value));
    }

    /// Adds a triple whose object is a value of a datatype, in its lexical form.
    pub(crate) fn typed(
        &mut self,
        subject: &NamedNode,
        predicate: NamedNodeRef<'_>,
        value: &impl ToString,
        datatype: NamedNodeRef<'_>,
    ) {
        let literal = Literal::new_typed_literal(value.to_string(), datatype);
        self.add(subject.clone(), predicate, literal);
    }
}

/// What is at hand while one document is described.
struct Describer<'d, 'k> {
    run: &'d Run<'k>,
    reading: &'d Reading<'d>,
    points: CodePoints<'d>,
    minted: Minted,
    terms: Terms<'k>,
    /// Entities that statements speak of.
    used: FxHashSet<EntityId>,
    graph: Graph,
}

impl Describer<'_, '_> {
    fn document(&mut self) {
        let document = self.reading.document;
        let node = self.minted.document.clone();
        let graph = &mut self.graph;
        graph.add(node.clone(), rdf::TYPE, schema::NEWS_ARTICLE);
        graph.add(node.clone(), rdf::TYPE, nif::CONTEXT);
        graph.text(&node, dct::IDENTIFIER, document.id.as_str());
        let blocks = &self.reading.parse.blocks;
        let own_title = || blocks.iter().find(|block| block.kind == BlockKind::Title);
        let title = document.title.as_deref();
        if let Some(title) = title.or_else(|| own_title().map(|block| block.span.of(&document.text))) {
            graph.text(&node, dct::TITLE, one_line(title));
        }
        if let Some(source) = &document.source {
            match NamedNode::new(source) {
                Ok(address) if source.contains("://") => graph.add(node.clone(), dct::SOURCE, address),
                _ => graph.text(&node, dct::SOURCE, source.as_str()),
            }
        }
        if let Some(date) = document.date {
            graph.typed(&node, dct::ISSUED, &date, xsd::DATE);
        }
        if let Some(publisher) = &document.publisher {
            graph.text(&node, dct::PUBLISHER, publisher.as_str());
        }
    }

    /// The sentences that state something.
    fn sentences(&mut self) {
        let statements = &self.reading.extraction.statements;
        let mut cited: Vec<SentenceId> = statements.iter().map(|statement| statement.sentence).collect();
        cited.sort_unstable();
        cited.dedup();
        for id in cited {
            let span = self.reading.parse.sentence(id).span;
            let (begin, end) = self.points.of(span);
            let node = self.minted.sentence(id);
            let graph = &mut self.graph;
            graph.add(node.clone(), rdf::TYPE, nif::SENTENCE);
            graph.text(&node, nif::ANCHOR_OF, span.of(&self.reading.document.text));
            graph.typed(&node, nif::BEGIN_INDEX, &begin, xsd::NON_NEGATIVE_INTEGER);
            graph.typed(&node, nif::END_INDEX, &end, xsd::NON_NEGATIVE_INTEGER);
            graph.add(node, nif::REFERENCE_CONTEXT, self.minted.document.clone());
        }
    }

    fn statement(&mut self, id: StatementId) {
        let statement = &self.reading.extraction.statements[id.0 as usize];
        let node = self.minted.statement(id).clone();
        let text = &self.reading.document.text;
        let predicate = relation(&statement.relation, self.run);
        let subject = self.minted.filler(&statement.subject, text);
        let object = statement.object.as_ref().map(|object| self.minted.filler(object, text));
        self.note_terms(statement, &predicate);
        self.note_entities(statement);

        let graph = &mut self.graph;
        graph.add(node.clone(), rdf::TYPE, dm::STATEMENT);
        graph.text(&node, rdfs::LABEL, statement_label(statement, self.reading));
        graph.add(node.clone(), rdf::SUBJECT, subject.clone());
        graph.add(node.clone(), rdf::PREDICATE, predicate.clone());
        if let Some(object) = &object {
            graph.add(node.clone(), rdf::OBJECT, object.clone());
        }
        if let Some(class) = statement.class {
            let class = NamedNode::new_unchecked(&self.run.ontology.class(class).iri);
            if statement.asserted {
                graph.add(node.clone(), rdf::TYPE, class.clone());
            }
            graph.add(node.clone(), dm::EVENT_CLASS, class);
        }
        for (role, argument) in &statement.roles {
            let role = NamedNodeRef::new_unchecked(&self.run.ontology.property(*role).iri);
            graph.add(node.clone(), role, self.minted.filler(argument, text));
        }
        let polarity = match statement.polarity {
            Polarity::Positive => dm::POSITIVE,
            Polarity::Negative => dm::NEGATIVE,
        };
        graph.add(node.clone(), dm::POLARITY, polarity);
        graph.add(node.clone(), dm::MODALITY, modality(statement.modality));
        graph.typed(&node, dm::ASSERTED, &statement.asserted, xsd::BOOLEAN);
        self.circumstances(statement, &node);
        self.evidence(statement, &node);
        if statement.asserted {
            self.fact(&subject, &predicate, object);
        }
    }

    /// Sources, time and place.
    fn circumstances(&mut self, statement: &Statement, node: &NamedNode) {
        let graph = &mut self.graph;
        for (index, attribution) in statement.attribution.iter().enumerate() {
            let source = if let Some(source) = attribution.source {
                self.minted.entity(source).clone()
            } else {
                let unnamed = dm::UNNAMED_SOURCE.into_owned();
                graph.add(unnamed.clone(), rdf::TYPE, dm::THING);
                graph.text(&unnamed, rdfs::LABEL, UNNAMED_SOURCE);
                unnamed.into()
            };
            graph.add(node.clone(), dm::ATTRIBUTED_TO, source.clone());
            if index > 0 {
                graph.add(node.clone(), dm::RELAYED_BY, source.clone());
            }
        }
        if let Some(time) = statement.time {
            if let Some(span) = time.span {
                graph.text(node, dm::TIME_TEXT, one_line(span.of(&self.reading.document.text)));
            }
            if let Some(interval) = time.interval {
                if interval.start.is_some() && interval.start == interval.end {
                    let day = interval.start.into_iter();
                    day.for_each(|day| graph.typed(node, sem::HAS_TIME_STAMP, &day, xsd::DATE));
                } else {
                    let ends = [
                        (interval.start, sem::HAS_BEGIN_TIME_STAMP),
                        (interval.end, sem::HAS_END_TIME_STAMP),
                    ];
                    for (day, predicate) in ends {
                        if let Some(day) = day {
                            graph.typed(node, predicate, &day, xsd::DATE);
                        }
                    }
                }
            }
        }
        if let Some(place) = statement.place {
            graph.add(node.clone(), sem::HAS_PLACE, self.minted.entity(place).clone());
        }
    }

    fn evidence(&mut self, statement: &Statement, node: &NamedNode) {
        let graph = &mut self.graph;
        let trigger = statement.trigger.of(&self.reading.document.text);
        graph.add(node.clone(), dm::REPORTED_IN, self.minted.document.clone());
        graph.add(node.clone(), dm::SENTENCE, self.minted.sentence(statement.sentence));
        graph.text(node, dm::TRIGGER, one_line(trigger));
        graph.text(node, dm::OFFSETS, offsets(statement, self.run.ontology, &self.points));
        graph.text(node, dm::RULE, statement.rule.as_str());
        graph.typed(node, dm::CONFIDENCE, &decimal(statement.confidence), xsd::DECIMAL);
    }

    /// One plain triple between things; words and other statements are no things.
    fn fact(&mut self, subject: &Term, predicate: &NamedNode, object: Option<Term>) {
        let own = |term: &Term| matches!(term, Term::NamedNode(_)) && !self.is_statement(term);
        if let (Term::NamedNode(node), Some(object)) = (subject, object)
            && own(subject)
            && own(&object)
        {
            self.graph.add(node.clone(), predicate.as_ref(), object);
        }
    }

    fn is_statement(&self, term: &Term) -> bool {
        let of_document = format!("{}:statement-", self.minted.document.as_str());
        matches!(term, Term::NamedNode(node) if node.as_str().starts_with(&of_document))
    }

    fn note_terms(&mut self, statement: &Statement, predicate: &NamedNode) {
        match &statement.relation {
            Relation::Property(id) => self.terms.use_property(*id),
            Relation::Open(lemmas) => self.terms.use_open(predicate, lemmas),
        }
        if let Some(class) = statement.class {
            self.terms.use_class(class);
        }
        for (role, _) in &statement.roles {
            self.terms.use_property(*role);
        }
    }

    fn note_entities(&mut self, statement: &Statement) {
        let roles = statement.roles.iter().map(|(_, argument)| argument);
        let arguments = [&statement.subject].into_iter().chain(&statement.object).chain(roles);
        self.used.extend(arguments.filter_map(|argument| match argument.filler {
            Filler::Entity(id) => Some(id),
            Filler::Statement(_) | Filler::Text => None,
        }));
        self.used.extend(
            statement
                .attribution
                .iter()
                .filter_map(|attribution| attribution.source),
        );
        self.used.extend(statement.place);
    }
}

fn modality(modality: Modality) -> NamedNode {
    NamedNode::new_unchecked(format!("{}{}", crate::graph::vocabulary::DM, modality.as_str()))
}

/// Two places after the point, without needless zeros: `0.87`, `0.5`, `1.0`.
pub(crate) fn decimal(value: f32) -> String {
    let text = format!("{:.2}", value.clamp(0.0, 1.0));
    text.strip_suffix('0').map_or(text.clone(), str::to_owned)
}

fn describe_run(run: &Run<'_>, minted: &Minted, graph: &mut Graph) {
    let settings = &run.settings;
    let node = NamedNode::new_unchecked(format!("{}run/{}", run.base, settings.name()));
    graph.add(node.clone(), rdf::TYPE, prov::ACTIVITY);
    graph.text(&node, dm::PROGRAM, settings.program.as_str());
    graph.text(&node, dm::MODEL_HASH, settings.model.as_str());
    graph.text(&node, dm::RULES_HASH, settings.rules.as_str());
    graph.text(&node, dm::GAZETTEER_HASH, settings.gazetteer.as_str());
    for index in &settings.indexes {
        graph.text(&node, dm::INDEX_HASH, index.as_str());
    }
    if let Some(service) = &settings.service {
        graph.text(&node, dm::SERVICE, service.as_str());
    }
    graph.text(&node, dm::ASSERT_MODE, settings.assert_name());
    if let Some(started) = settings.started {
        graph.typed(&node, prov::STARTED_AT_TIME, &started, xsd::DATE_TIME);
    }
    graph.add(node, prov::USED, minted.document.clone());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidence_has_two_places() {
        let check = |value, expected: &str| assert_eq!(decimal(value), expected);
        check(0.87, "0.87");
        check(0.5, "0.5");
        check(1.0, "1.0");
        check(0.999, "1.0");
        check(0.0, "0.0");
    }
}
