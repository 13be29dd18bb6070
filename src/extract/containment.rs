//! "Chengdu, China": a place and the larger one after the comma.

use crate::clause::{Modality, Polarity};
use crate::extract::reader::Page;
use crate::extract::{Argument, Filler, Relation, Statement, grade};
use crate::mention::{Mention, MentionKind};
use crate::ontology::{EntityType, PropertyId};
use crate::syntax::{Deprel, Upos};
use crate::text::{BlockKind, Span};

/// The property that says where a place lies.
const PROPERTY: &str = "isLocatedIn";

/// The statements of all places that are named with the place they lie in. Lists of places are none.
pub(super) fn statements(page: &Page<'_>) -> Vec<Statement> {
    let Some(property) = page.ontology.find_property(PROPERTY) else {
        return Vec::new();
    };
    let names: Vec<&Mention> = page
        .scene
        .mentions
        .mentions
        .iter()
        .filter(|mention| mention.kind == MentionKind::Name)
        .collect();
    names
        .windows(2)
        .filter(|pair| lies_in(page, pair[0], pair[1]))
        .map(|pair| statement(page, property, pair[0], pair[1]))
        .collect()
}

fn lies_in(page: &Page<'_>, inner: &Mention, outer: &Mention) -> bool {
    let entity_type = |mention: &Mention| page.scene.mentions.entity(mention.entity).entity_type;
    let sentence = page.scene.parse.sentence(inner.sentence);
    if inner.sentence != outer.sentence || sentence.block == BlockKind::Boilerplate {
        return false;
    }
    let smaller = matches!(entity_type(inner), EntityType::Settlement | EntityType::Facility);
    let larger = matches!(entity_type(outer), EntityType::Country | EntityType::Settlement);
    let text = |id: u32| sentence.tokens.get(id as usize).map(|token| token.span.of(page.text));
    let comma_between = outer.first.0 == inner.last.0 + 2 && text(inner.last.0 + 1) == Some(",");
    // "in Paris, Norland and Sudria", "Estria, Paris, Norland": a list.
    let is_place = |first: u32| {
        page.scene.mentions.mentions.iter().any(|next| {
            next.sentence == inner.sentence
                && next.first.0 == first
                && matches!(
                    entity_type(next),
                    EntityType::Country | EntityType::Settlement | EntityType::Location
                )
        })
    };
    let listed = |word: Option<&str>| matches!(word, Some("and" | "or" | "&"));
    let before = inner.first.0.checked_sub(1).and_then(text);
    let after = text(outer.last.0 + 1);
    let next = outer.last.0 + 2;
    let follows_place = after == Some(",") && is_place(if listed(text(next)) { next + 1 } else { next });
    // "in California, US courts": an adjective or the first part of another name.
    let head = &sentence[outer.head];
    let whole = head.upos == Upos::Propn && !matches!(head.deprel, Deprel::Amod | Deprel::Compound | Deprel::NmodPoss);
    smaller
        && larger
        && whole
        && comma_between
        && !listed(before)
        && before != Some(",")
        && !listed(after)
        && !follows_place
}

fn statement(page: &Page<'_>, property: PropertyId, inner: &Mention, outer: &Mention) -> Statement {
    let argument = |mention: &Mention| Argument {
        filler: Filler::Entity(mention.entity),
        span: mention.span,
    };
    Statement {
        sentence: inner.sentence,
        trigger: Span {
            start: inner.span.end,
            end: outer.span.start,
        },
        class: None,
        relation: Relation::Property(property),
        relation_tail: None,
        relation_text: page.ontology.property(property).label.clone(),
        subject: argument(inner),
        object: Some(argument(outer)),
        roles: Vec::new(),
        polarity: Polarity::Positive,
        modality: Modality::Actual,
        attribution: Vec::new(),
        asserted: false,
        time: None,
        place: None,
        rule: "construction/place-comma".to_owned(),
        confidence: grade::CONTAINMENT as f32 / 100.0,
    }
}
