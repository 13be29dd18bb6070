//! The things a document speaks of, as quads.

use std::collections::BTreeSet;

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{NamedNode, NamedNodeRef, Term};
use rustc_hash::FxHashSet;

use crate::graph::describe::Graph;
use crate::graph::minting::{Minted, entry, one_line};
use crate::graph::run::{Reading, Run};
use crate::graph::terms::Terms;
use crate::graph::vocabulary::{DM, dm, schema, skos};
use crate::link::{Candidate, Certainty, Link};
use crate::mention::{Entity, EntityId, Identity};
use crate::ontology::{EntityType, EntryId};

/// Describes the entities that have a node: all that are named, and of the others those that statements speak of.
pub(crate) fn describe_entities(
    run: &Run<'_>,
    reading: &Reading<'_>,
    minted: &Minted,
    used: &FxHashSet<EntityId>,
    terms: &mut Terms<'_>,
    graph: &mut Graph,
) {
    let mut waiting: BTreeSet<EntityId> = used.iter().copied().collect();
    for (id, entity) in (0..).map(EntityId).zip(&reading.mentions.entities) {
        if matches!(entity.identity, Identity::Entry(_) | Identity::Name) {
            waiting.insert(id);
            graph.add(minted.document.clone(), schema::MENTIONS, minted.entity(id).clone());
        }
    }
    let mut done = FxHashSet::default();
    let mut entries = BTreeSet::new();
    while let Some(id) = waiting.pop_first() {
        if !done.insert(id) {
            continue;
        }
        let entity = reading.mentions.entity(id);
        let Term::NamedNode(node) = minted.entity(id) else {
            continue;
        };
        describe_entity(entity, node, terms, graph);
        if let Identity::Entry(entry) = entity.identity {
            entries.insert(entry);
        }
        if let Some(link) = reading.link(id) {
            describe_link(link, node, graph);
        }
        for (other, predicate) in entity
            .of
            .iter()
            .map(|of| (*of, dm::BELONGS_TO))
            .chain(entity.members.iter().map(|member| (*member, dm::MEMBER)))
        {
            if let Term::NamedNode(target) = minted.entity(other)
                && target != node
            {
                graph.add(node.clone(), predicate, target.clone());
                waiting.insert(other);
            }
        }
    }
    describe_entries(run, entries, terms, graph);
}

/// How many candidates are told of a name that nothing decides on.
const CANDIDATES: usize = 8;

/// What a thing is elsewhere, or might be.
fn describe_link(link: &Link, node: &NamedNode, graph: &mut Graph) {
    for (predicate, other) in link_triples(link.certainty, &link.candidates) {
        if *node != other {
            graph.add(node.clone(), predicate, other);
        }
    }
}

/// How a link is written: its predicates and objects.
pub(crate) fn link_triples(
    certainty: Option<Certainty>,
    candidates: &[Candidate],
) -> impl Iterator<Item = (NamedNodeRef<'static>, NamedNode)> {
    let best = match certainty {
        Some(Certainty::Exact) => skos::EXACT_MATCH,
        Some(Certainty::Close) => skos::CLOSE_MATCH,
        None => dm::CANDIDATE,
    };
    let predicates = std::iter::once(best).chain(std::iter::repeat(dm::CANDIDATE));
    let told = candidates.iter().take(CANDIDATES).zip(predicates);
    told.filter_map(|(candidate, predicate)| Some((predicate, NamedNode::new(&candidate.iri).ok()?)))
}

fn describe_entity(entity: &Entity, node: &NamedNode, terms: &mut Terms<'_>, graph: &mut Graph) {
    let label = one_line(&entity.label);
    add_type(node, entity.entity_type, terms, graph);
    for alias in &entity.aliases {
        let alias = one_line(alias);
        if alias != label {
            graph.text(node, skos::ALT_LABEL, alias);
        }
    }
    // An entry's label is its name in the gazetteer, whatever the text calls it.
    if !matches!(entity.identity, Identity::Entry(_)) {
        graph.text(node, rdfs::LABEL, label);
    }
}

/// What the gazetteer knows of the entries that are mentioned, and of the countries they belong to.
fn describe_entries(run: &Run<'_>, mut waiting: BTreeSet<EntryId>, terms: &mut Terms<'_>, graph: &mut Graph) {
    let mut done = FxHashSet::default();
    while let Some(id) = waiting.pop_first() {
        if !done.insert(id) {
            continue;
        }
        let known = run.gazetteer.entry(id);
        let node = entry(id, run);
        add_type(&node, known.entity_type, terms, graph);
        graph.text(&node, rdfs::LABEL, known.name);
        if !known.code.is_empty() {
            graph.text(&node, dm::CODE, known.code);
        }
        for same in known.same_as() {
            if let Ok(same) = NamedNode::new(same)
                && same != node
            {
                graph.add(node.clone(), skos::EXACT_MATCH, same);
            }
        }
        if let Some(country) = known.country {
            graph.add(node, dm::BELONGS_TO, entry(country, run));
            waiting.insert(country);
        }
    }
}

fn add_type(node: &NamedNode, entity_type: EntityType, terms: &mut Terms<'_>, graph: &mut Graph) {
    let class = class_name(entity_type);
    terms.use_named_class(class);
    graph.add(
        node.clone(),
        rdf::TYPE,
        NamedNode::new_unchecked(format!("{DM}{class}")),
    );
}

/// The class of `ontology/core.ttl` for a kind of thing. What only sounds like an event gets no class of events, so
/// that no query for events finds it.
pub(crate) fn class_name(entity_type: EntityType) -> &'static str {
    match entity_type {
        EntityType::Person => "Person",
        EntityType::Country => "Country",
        EntityType::Settlement => "Settlement",
        EntityType::Location => "Place",
        EntityType::GovernmentBody => "GovernmentBody",
        EntityType::InternationalOrganisation => "InternationalOrganisation",
        EntityType::Organisation => "Organisation",
        EntityType::Group => "Group",
        EntityType::Facility => "Facility",
        EntityType::Event => "Occasion",
        EntityType::Work => "Work",
        EntityType::Artifact => "Artifact",
        EntityType::Time | EntityType::Amount | EntityType::Thing => "Thing",
    }
}
