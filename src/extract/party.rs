//! [`Party`]: whoever takes part in an event, with the codes event data knows them by.

use crate::extract::{Argument, Filler};
use crate::mention::{EntityId, Identity, Mentions};
use crate::ontology::{EntityType, Gazetteer};
use crate::text::Span;

/// A side of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The words that name it.
    pub text: String,
    /// ISO 3166-1 alpha-3 of its country, `IGO` for an international organisation; empty when neither is known.
    pub code: String,
    /// The part of society it belongs to, as CAMEO names it: `GOV`, `MIL`, `REB`; empty when the words do not tell.
    pub sector: &'static str,
    /// The entity behind it.
    pub entity: Option<EntityId>,
}

impl Party {
    /// Whether it is one of these.
    pub(super) fn is_among(&self, others: &[Self]) -> bool {
        others
            .iter()
            .any(|other| other.text == self.text || other.entity.is_some() && other.entity == self.entity)
    }
}

/// Words and the part of society they name. The first that a phrase holds counts.
const SECTORS: &[(&str, &[&str])] = &[
    (
        "REB",
        &[
            "rebel",
            "guerrilla",
            "insurgent",
            "militant",
            "separatist",
            "militia",
            "militiamen",
        ],
    ),
    ("COP", &["police", "policemen", "border patrol", "gendarme"]),
    ("SPY", &["intelligence", "spies"]),
    ("REF", &["refugee", "migrant", "displaced"]),
    ("OPP", &["opposition", "dissident"]),
    (
        "LEG",
        &[
            "parliament",
            "congress",
            "senate",
            "legislature",
            "lawmaker",
            "assembly",
        ],
    ),
    ("JUD", &["court", "judge", "prosecutor", "tribunal"]),
    (
        "MIL",
        &[
            "troops",
            "army",
            "soldier",
            "military",
            "forces",
            "aircraft",
            "navy",
            "air force",
            "peacekeeper",
            "tanks",
        ],
    ),
    ("EDU", &["student", "teacher", "university"]),
    ("LAB", &["worker", "union", "farmer"]),
    ("JRN", &["journalist", "newspaper", "reporter", "broadcaster"]),
    (
        "GOV",
        &[
            "president",
            "minister",
            "government",
            "authorities",
            "official",
            "ambassador",
            "diplomat",
            "ministry",
            "cabinet",
            "envoy",
            "king",
            "emir",
            "secretary",
            "chancellor",
            "spokes",
        ],
    ),
    (
        "CVL",
        &[
            "civilian",
            "people",
            "protester",
            "demonstrator",
            "villager",
            "resident",
            "settler",
        ],
    ),
];

/// Finds parties in a document.
#[derive(Clone, Copy)]
pub(super) struct Parties<'p> {
    pub(super) text: &'p str,
    pub(super) mentions: &'p Mentions,
    pub(super) gazetteer: &'p Gazetteer,
}

impl Parties<'_> {
    /// The party that an argument names, or those whom its words name; never one of `others`.
    pub(super) fn of_argument(&self, argument: &Argument, others: &[Party]) -> Vec<Party> {
        if let Filler::Entity(entity) = argument.filler {
            let known = self.mentions.entity(entity);
            if !known.members.is_empty() {
                let members = known.members.iter().filter_map(|&member| self.of_entity(member));
                return members.filter(|party| !party.is_among(others)).collect();
            }
            let code = self.code(entity);
            if known.entity_type.acts() || !code.is_empty() {
                let words = argument.span.of(self.text);
                let is_pronoun = words.split_whitespace().count() == 1 && words.starts_with(char::is_lowercase);
                let text = if is_pronoun { known.label.as_str() } else { words };
                let code = if code.is_empty() {
                    self.code_within(argument.span)
                } else {
                    code
                };
                let party = party(text, code, Some(entity));
                return Some(party)
                    .filter(|party| !party.is_among(others))
                    .into_iter()
                    .collect();
            }
        }
        self.within(argument.span, others)
    }

    /// An entity as a party under its label, if it can be one.
    pub(super) fn of_entity(&self, entity: EntityId) -> Option<Party> {
        let code = self.code(entity);
        let known = self.mentions.entity(entity);
        (known.entity_type.acts() || !code.is_empty()).then(|| party(&known.label, code, Some(entity)))
    }

    /// The first party that the words of a stretch name; one of another country than `others`, if there is one.
    pub(super) fn within(&self, span: Span, others: &[Party]) -> Vec<Party> {
        let named: Vec<Party> = self
            .mentions
            .mentions
            .iter()
            .filter(|mention| span.contains(mention.span))
            .filter_map(|mention| {
                let code = self.code(mention.entity);
                let acts = self.mentions.entity(mention.entity).entity_type.acts();
                (acts || !code.is_empty()).then(|| party(mention.span.of(self.text), code, Some(mention.entity)))
            })
            .filter(|party| !party.is_among(others))
            .collect();
        let foreign = |party: &&Party| {
            others
                .iter()
                .all(|other| other.code.is_empty() || other.code != party.code)
        };
        named
            .iter()
            .find(|party| !party.code.is_empty() && foreign(party))
            .or_else(|| named.iter().find(foreign))
            .or(named.first())
            .cloned()
            .into_iter()
            .collect()
    }

    fn code_within(&self, span: Span) -> String {
        self.mentions
            .mentions
            .iter()
            .filter(|mention| span.contains(mention.span))
            .map(|mention| self.code(mention.entity))
            .find(|code| !code.is_empty())
            .unwrap_or_default()
    }

    /// The code of an entity: its own, its country's, or that of what it hangs on.
    fn code(&self, entity: EntityId) -> String {
        let mut next = Some(entity);
        for _ in 0..4 {
            let Some(entity) = next else { break };
            let known = self.mentions.entity(entity);
            if let Identity::Entry(id) = known.identity {
                let entry = self.gazetteer.entry(id);
                if entry.entity_type == EntityType::InternationalOrganisation {
                    return "IGO".to_owned();
                }
                if entry.code.len() == 3 {
                    return entry.code.to_owned();
                }
                if let Some(country) = entry.country {
                    return self.gazetteer.entry(country).code.to_owned();
                }
            }
            if known.entity_type == EntityType::InternationalOrganisation {
                return "IGO".to_owned();
            }
            next = known.of;
        }
        String::new()
    }
}

fn party(text: &str, code: String, entity: Option<EntityId>) -> Party {
    let lower = text.to_lowercase();
    let sector = SECTORS
        .iter()
        .find(|(_, words)| words.iter().any(|word| lower.contains(word)))
        .map_or("", |(sector, _)| sector);
    Party {
        text: text.to_owned(),
        code,
        sector,
        entity,
    }
}
