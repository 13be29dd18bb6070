//! Embassies and consulates: a state has one in many cities, so that state and city together tell which one it is.
//!
//! Takes a draft, gives the words for the city. Does not look the city up.

use crate::mention::MentionKind;
use crate::mention::draft::Draft;
use crate::mention::page::Page;
use crate::ontology::{EntityType, EntryId, Fold, Gazetteer};
use crate::syntax::{Deprel, TokenId};

/// Whether an entry is of the missions that a state has of one kind, wherever they are.
pub(crate) fn is_mission(entry: EntryId, gazetteer: &Gazetteer) -> bool {
    let entry = gazetteer.entry(entry);
    entry.entity_type == EntityType::GovernmentBody
        && ["Embassy of ", "Consulate of "]
            .iter()
            .any(|kind| entry.name.starts_with(kind))
}

/// The name of the place that a mission is said to be in: "the Norlandic consulate in Sudville", "… in the city of Sudville".
pub(crate) fn host(page: &Page<'_>, draft: &Draft, gazetteer: &Gazetteer) -> Option<usize> {
    if !draft.entry.is_some_and(|entry| is_mission(entry, gazetteer)) {
        return None;
    }
    let sentence = page.sentence(draft.sentence);
    let tree = page.tree(draft.sentence);
    let cased = |child: TokenId, cases: &[&str]| {
        tree.child_by(sentence, child, &[Deprel::Case])
            .is_some_and(|case| cases.contains(&page.form(draft.sentence, case)))
    };
    let named = |child: TokenId| page.at(draft.sentence, child).filter(|&place| is_place(page, place));
    tree.children_by(sentence, draft.head, &[Deprel::Nmod])
        .filter(|&child| child > draft.head && cased(child, &["in", "at", "In", "At"]))
        .find_map(|child| {
            named(child).or_else(|| {
                tree.children_by(sentence, child, &[Deprel::Nmod])
                    .filter(|&inner| cased(inner, &["of"]))
                    .find_map(named)
            })
        })
}

/// The host as a key: by what the gazetteer knows it as, else by its name.
pub(crate) fn host_key(page: &Page<'_>, draft: &Draft, gazetteer: &Gazetteer) -> Option<String> {
    let host = &page.drafts[host(page, draft, gazetteer)?];
    let (first, last) = host.name?;
    Some(host.entry.map_or_else(
        || Fold::key(page.text_between(host.sentence, first, last)),
        |entry| gazetteer.entry(entry).slug().into_owned(),
    ))
}

fn is_place(page: &Page<'_>, index: usize) -> bool {
    let draft = &page.drafts[index];
    draft.kind == MentionKind::Name
        && matches!(
            draft.entity_type,
            EntityType::Settlement | EntityType::Country | EntityType::Location | EntityType::Thing
        )
}
