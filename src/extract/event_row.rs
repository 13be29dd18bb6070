//! [`EventRow`]: statements as rows of event data: who did an event of which PLOVER type to whom.
//!
//! Event data knows neither denials nor plans: what a side says it will do is an agreement or a threat, what it says
//! another must do is a request, what it says it will not do is a rejection.

use crate::extract::party::{Parties, Party};
use crate::extract::{Extraction, Filler, Modality, Polarity, Statement, StatementId};
use crate::mention::Mentions;
use crate::ontology::{Gazetteer, Ontology};
use crate::syntax::{Deprel, Parse, Sentence, TokenId};
use crate::text::{BlockKind, Span};

/// One coded event.
#[derive(Clone, Debug, PartialEq)]
pub struct EventRow {
    /// The PLOVER event type: `CONSULT`.
    pub event: String,
    /// The CAMEO code of the class: `036`.
    pub cameo: Option<String>,
    /// Who does it; of a mutual event, some of the parties.
    pub source: Vec<Party>,
    /// To whom it is done.
    pub target: Vec<Party>,
    /// The words that evoke it.
    pub text: String,
    /// The statement it is made from: the first, when coordination made several.
    pub statement: StatementId,
    /// How sure it is that this is an event of its own, from 0 to 1.
    pub score: f32,
}

/// Where whom it is done to is looked for, in this order.
const TARGET_ROLES: &[&str] = &[
    "target",
    "recipient",
    "beneficiary",
    "theme",
    "organisation",
    "content",
    "topic",
    "destination",
    "origin",
    "place",
];

/// Rows this much less sure than the surest of their sentence are left out: they are asides.
const ASIDE: f32 = 0.25;

/// The events of a document, the surest first; of equally sure ones, the earlier.
pub fn event_rows(
    text: &str,
    parse: &Parse<'_>,
    mentions: &Mentions,
    extraction: &Extraction,
    ontology: &Ontology,
    gazetteer: &Gazetteer,
) -> Vec<EventRow> {
    let parties = Parties {
        text,
        mentions,
        gazetteer,
    };
    let coder = Coder {
        parse,
        extraction,
        ontology,
        parties,
    };
    let mut rows: Vec<(EventRow, usize)> = Vec::new();
    let statements = &extraction.statements;
    for (index, statement) in statements.iter().enumerate() {
        let id = StatementId(index as u32);
        let Some(event) = coder.event(id) else { continue };
        if (0..statements.len() as u32).any(|outer| coder.holds(StatementId(outer), id)) {
            continue;
        }
        let row = coder.row(id, statement, event);
        let same = rows.iter_mut().find(|(known, _)| {
            let other = &statements[known.statement.0 as usize];
            known.event == row.event && other.sentence == statement.sentence && other.trigger == statement.trigger
        });
        match same {
            Some((known, _)) => known.absorb(row),
            None => rows.push((row, statement.sentence.index())),
        }
    }
    let best = |sentence: usize| {
        let scores = rows
            .iter()
            .filter(|(_, other)| *other == sentence)
            .map(|(row, _)| row.score);
        scores.fold(0.0, f32::max)
    };
    let mut kept: Vec<EventRow> = rows
        .iter()
        .filter(|(row, sentence)| row.score + ASIDE > best(*sentence))
        .map(|(row, _)| row.clone())
        .collect();
    kept.sort_by(|one, other| {
        let by_score = other.score.total_cmp(&one.score);
        by_score.then(one.statement.cmp(&other.statement))
    });
    kept
}

impl EventRow {
    /// Takes over the parties of a row for the same words.
    fn absorb(&mut self, other: Self) {
        for (own, more) in [(&mut self.source, other.source), (&mut self.target, other.target)] {
            for party in more {
                if !own.contains(&party) {
                    own.push(party);
                }
            }
        }
        self.score = self.score.max(other.score);
    }
}

struct Coder<'c> {
    parse: &'c Parse<'c>,
    extraction: &'c Extraction,
    ontology: &'c Ontology,
    parties: Parties<'c>,
}

impl Coder<'_> {
    /// The type under which a statement counts as an event, if it does. What somebody tries counts as done.
    fn event(&self, id: StatementId) -> Option<&str> {
        let statement = &self.extraction.statements[id.0 as usize];
        let block = self.parse.sentence(statement.sentence).block;
        if matches!(block, BlockKind::Boilerplate) {
            return None;
        }
        let own = statement
            .class
            .and_then(|class| self.ontology.class(class).plover.as_deref());
        let denied = statement.polarity == Polarity::Negative;
        match statement.modality {
            Modality::Actual if denied => None,
            Modality::Actual => own,
            Modality::Planned | Modality::Possible => {
                let own = own?;
                if denied {
                    return (statement.modality == Modality::Planned).then_some("REJECT");
                }
                Some(if self.is_attempted(id) { own } else { announced(own) })
            }
            Modality::Necessary => (!statement.attribution.is_empty()).then_some("REQUEST"),
            Modality::Demanded | Modality::Conditional | Modality::Question => None,
        }
    }

    fn is_attempted(&self, id: StatementId) -> bool {
        let attempt = self.ontology.find_class("Attempt");
        self.extraction.statements.iter().any(|outer| {
            outer.class.is_some()
                && outer.class == attempt
                && outer.polarity == Polarity::Positive
                && outer
                    .roles
                    .iter()
                    .any(|(_, argument)| argument.filler == Filler::Statement(id))
        })
    }

    /// Whether an event is part of what another is about: what is agreed on, asked for, refused.
    fn holds(&self, outer: StatementId, id: StatementId) -> bool {
        let inner = &self.extraction.statements[id.0 as usize];
        let outer_event = self.event(outer);
        let outer = &self.extraction.statements[outer.0 as usize];
        if outer.sentence != inner.sentence || outer.trigger == inner.trigger || outer_event.is_none() {
            return false;
        }
        outer
            .roles
            .iter()
            .map(|(_, argument)| argument)
            .chain(&outer.object)
            .any(|argument| argument.filler == Filler::Statement(id) || argument.span.contains(inner.trigger))
    }

    fn row(&self, id: StatementId, statement: &Statement, event: &str) -> EventRow {
        let class = statement.class.map(|class| self.ontology.class(class));
        let (source, target) = if statement.modality == Modality::Necessary {
            let speaker = statement.attribution.last().and_then(|said| said.source);
            let source = Vec::from_iter(speaker.and_then(|speaker| self.parties.of_entity(speaker)));
            let target = self.parties.of_argument(&statement.subject, &source);
            (source, target)
        } else {
            let source = self.doer(statement);
            let target = self.target(statement, event, &source, 2);
            (source, target)
        };
        EventRow {
            event: event.to_owned(),
            cameo: class.and_then(|class| class.cameo.clone()),
            source,
            target,
            text: statement.trigger.of(self.parties.text).to_owned(),
            statement: id,
            score: (statement.confidence - self.remoteness(statement)).clamp(0.0, 1.0),
        }
    }

    /// Who does it: nobody when the text does not say ("three soldiers were killed").
    fn doer(&self, statement: &Statement) -> Vec<Party> {
        let agent = self.ontology.find_property("agent");
        let told = statement.roles.first().is_some_and(|(role, _)| Some(*role) == agent);
        if told {
            self.parties.of_argument(&statement.subject, &[])
        } else {
            Vec::new()
        }
    }

    /// Whom a statement's event is done to: the first role that names somebody else than the source, or whose phrase
    /// or inner statement does.
    fn target(&self, statement: &Statement, event: &str, source: &[Party], depth: usize) -> Vec<Party> {
        for name in TARGET_ROLES {
            let Some(property) = self.ontology.find_property(name) else {
                continue;
            };
            let mut found: Vec<Party> = Vec::new();
            for (role, argument) in &statement.roles {
                if *role != property {
                    continue;
                }
                let parties = match argument.filler {
                    Filler::Statement(inner) if depth > 0 => self.inner(inner, argument.span, event, source, depth - 1),
                    _ => self.parties.of_argument(argument, source),
                };
                for party in parties {
                    if !found.contains(&party) {
                        found.push(party);
                    }
                }
            }
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// Whom an inner event concerns: who should do it, when it is asked for; else to whom it is to be done.
    fn inner(&self, id: StatementId, span: Span, event: &str, source: &[Party], depth: usize) -> Vec<Party> {
        let inner = &self.extraction.statements[id.0 as usize];
        let done_to = || self.target(inner, event, source, depth);
        let parties = if event == "REQUEST" {
            let doer: Vec<Party> = self
                .doer(inner)
                .into_iter()
                .filter(|party| !party.is_among(source))
                .collect();
            or_else(doer, done_to)
        } else {
            done_to()
        };
        or_else(parties, || self.parties.within(span, source))
    }

    /// How far from its sentence's main line a statement's words are: what stands in a relative clause or beside a noun
    /// is told in passing.
    fn remoteness(&self, statement: &Statement) -> f32 {
        let sentence = self.parse.sentence(statement.sentence);
        let Some(mut word) = head_of(sentence, statement.trigger) else {
            return 0.0;
        };
        let mut remoteness: f32 = 0.0;
        while sentence[word].head != TokenId::ROOT && remoteness < 1.0 {
            remoteness += match sentence[word].deprel {
                Deprel::Acl | Deprel::AclRelcl | Deprel::AdvclRelcl => 0.4,
                Deprel::Advcl
                | Deprel::Nmod
                | Deprel::Obl
                | Deprel::NmodPoss
                | Deprel::Appos
                | Deprel::Compound
                | Deprel::Amod => 0.25,
                Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj => 0.1,
                Deprel::Conj | Deprel::Parataxis | Deprel::Xcomp => 0.02,
                _ => 0.0,
            };
            word = sentence[word].head;
        }
        remoteness
    }
}

/// The word of a stretch that the others hang on.
fn head_of(sentence: &Sentence, span: Span) -> Option<TokenId> {
    let within = |id: TokenId| span.contains(sentence[id].span);
    sentence
        .ids()
        .find(|&id| within(id) && (sentence[id].head == TokenId::ROOT || !within(sentence[id].head)))
}

/// The type of an announced event: cooperation announced is agreement, conflict announced is a threat.
fn announced(event: &str) -> &str {
    match event {
        "CONSULT" | "SUPPORT" | "CONCEDE" | "COOPERATE" | "AID" | "RETREAT" => "AGREE",
        "PROTEST" | "SANCTION" | "MOBILIZE" | "COERCE" | "ASSAULT" => "THREATEN",
        other => other,
    }
}

fn or_else(parties: Vec<Party>, other: impl FnOnce() -> Vec<Party>) -> Vec<Party> {
    if parties.is_empty() { other() } else { parties }
}
