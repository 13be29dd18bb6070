//! What hangs on what: an organ or an official on a country or a body.
//!
//! Takes the drafts of a page, notes the owner in each. Knows no coreference: only what the same phrase says.

use crate::mention::MentionKind;
use crate::mention::page::Page;
use crate::ontology::{EntityType, Gazetteer};
use crate::syntax::{Deprel, TokenId};

/// Ties what acts to what it hangs on: "the Azerbaijani Foreign Ministry" to Azerbaijan, "Moscow's envoy" to Moscow.
pub(crate) fn hang(page: &mut Page<'_>, gazetteer: &Gazetteer) {
    for index in 0..page.drafts.len() {
        let draft = &page.drafts[index];
        let hangs = matches!(
            draft.entity_type,
            EntityType::Person
                | EntityType::GovernmentBody
                | EntityType::Organisation
                | EntityType::Group
                | EntityType::Facility
        ) && matches!(draft.kind, MentionKind::Name | MentionKind::Nominal);
        if !hangs {
            continue;
        }
        let of = owner(page, index, gazetteer);
        page.drafts[index].of = of;
    }
}

fn owner(page: &Page<'_>, index: usize, gazetteer: &Gazetteer) -> Option<usize> {
    let draft = &page.drafts[index];
    let sentence = page.sentence(draft.sentence);
    let tree = page.tree(draft.sentence);
    // "the envoy for Norland" and "the ambassador to Norland" are another's.
    let is_envoy = |word: TokenId| {
        matches!(
            page.form(draft.sentence, word).to_ascii_lowercase().as_str(),
            "envoy" | "ambassador" | "coordinator" | "representative" | "consul"
        )
    };
    let envoy = draft.entity_type == EntityType::Person
        && (draft.noun.is_some_and(is_envoy) || (draft.first.0..draft.last.0).map(TokenId).any(is_envoy));
    let sent_to = |other: usize| {
        envoy
            && tree
                .child_by(sentence, page.drafts[other].head, &[Deprel::Case])
                .is_some_and(|case| matches!(page.form(draft.sentence, case), "to" | "for" | "in" | "on"))
    };
    let owns = |other: usize| {
        if sent_to(other) {
            return false;
        }
        let owner = &page.drafts[other];
        let entity_type = match owner.candidates.first() {
            Some(candidate) => gazetteer.entry(candidate.entry).entity_type,
            None => owner.entity_type,
        };
        other != index
            && owner.kind == MentionKind::Name
            && entity_type.acts()
            && (entity_type != EntityType::Person || sentence[owner.head].deprel == Deprel::NmodPoss)
    };
    // Within the phrase, before the name: the nearest to it.
    let name_first = draft.name.map_or(draft.head, |(first, _)| first);
    let within = (draft.first.0..=draft.last.0)
        .map(TokenId)
        .filter(|&id| id != draft.head && (id < name_first || draft.name.is_some_and(|(_, last)| id <= last)))
        .filter_map(|id| page.at(draft.sentence, id))
        .rfind(|&other| owns(other) && page.drafts[other].last < draft.last.max(draft.head));
    let noun = draft.noun.unwrap_or(draft.head);
    // "Norland's Ministry of Trade spokesman".
    let before = || {
        let before = TokenId(
            draft
                .first
                .0
                .checked_sub(1)
                .filter(|_| draft.kind == MentionKind::Nominal)?,
        );
        let index = page.around(draft.sentence, before)?;
        let named = page.drafts[index].name.is_some_and(|(_, last)| last == before);
        let body = matches!(
            page.drafts[index].entity_type,
            EntityType::GovernmentBody | EntityType::Organisation | EntityType::InternationalOrganisation
        );
        (named && body && draft.entity_type == EntityType::Person && draft.noun.is_some()).then_some(index)
    };
    within.or_else(before).or_else(|| {
        [draft.head, noun].into_iter().find_map(|head| {
            tree.children_by(sentence, head, &[Deprel::Nmod])
                .filter(|&child| {
                    tree.child_by(sentence, child, &[Deprel::Case]).is_some_and(|case| {
                        match page.form(draft.sentence, case) {
                            "of" | "for" => true,
                            "in" | "at" => draft.entity_type == EntityType::GovernmentBody,
                            _ => false,
                        }
                    })
                })
                .filter_map(|child| page.at(draft.sentence, child))
                .find(|&other| owns(other))
        })
    })
}
