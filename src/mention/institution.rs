//! Institutions and other named things by their short names: "the Court" after "the Norland Supreme Court", "the Roe
//! Institute" after "the Jane Roe Institute for Peace".
//!
//! Takes the clusters of names, joins the short to the only longer one. Where two are longer, it joins neither.

use crate::mention::cluster::Cluster;
use crate::mention::draft::Draft;
use crate::mention::naming::merge;
use crate::mention::noun::{Nouns, Role};
use crate::mention::page::Page;
use crate::mention::{MentionKind, sense};
use crate::ontology::{EntityType, EntryId, Fold, Gazetteer};
use crate::syntax::TokenId;

/// How many names a document may have for short ones to be looked for: what is looked at grows with their square.
const NAMES: usize = 4000;

/// A name with the word in it that says what kind of thing bears it.
struct Kinded {
    index: usize,
    words: Vec<String>,
    /// Which of the words that is.
    kind: usize,
}

/// Joins a name with an article to the only longer one that has all its words in their order, the kind among them.
pub(crate) fn short_names(
    page: &Page<'_>,
    nouns: &Nouns,
    gazetteer: &Gazetteer,
    clusters: &mut [Cluster<'_>],
    of_draft: &mut [u32],
) {
    let kinded: Vec<Kinded> = (0..page.drafts.len())
        .filter(|&index| of_draft[index] != 0)
        .filter_map(|index| kinded(page, nouns, index))
        .take(NAMES)
        .collect();
    for short in &kinded {
        let draft = &page.drafts[short.index];
        let number = of_draft[short.index];
        if clusters[number as usize - 1].entry.is_some() || !is_definite(page, draft, gazetteer) {
            continue;
        }
        let lone = short.words.len() == 1;
        // Where the short name has been taken for that of something else, it moves alone.
        let others = kinded
            .iter()
            .any(|other| of_draft[other.index] == number && other.words[other.kind] != short.words[short.kind]);
        let mut longer: Vec<u32> = kinded
            .iter()
            .filter(|long| {
                let (other, of_long) = (&page.drafts[long.index], of_draft[long.index]);
                let before = (other.sentence, other.head) < (draft.sentence, draft.head);
                let (one, other) = (draft.entity_type, clusters[of_long as usize - 1].entity_type);
                of_long != number
                    // A kind alone takes up what was named before it.
                    && (before || !lone)
                    && (one == other || [one, other].contains(&EntityType::Thing) || is_body(one) && is_body(other))
                    && long.words[long.kind] == short.words[short.kind]
                    && long.words.len() > short.words.len()
                    && is_within(&short.words, &long.words)
            })
            .map(|long| of_draft[long.index])
            .collect();
        longer.sort_unstable();
        longer.dedup();
        match longer.as_slice() {
            [only] if others => {
                clusters[number as usize - 1]
                    .drafts
                    .retain(|&other| other != short.index);
                of_draft[short.index] = *only;
                clusters[*only as usize - 1].join(short.index, draft);
                clusters[*only as usize - 1].drafts.sort_unstable();
            }
            [only] => merge(page, clusters, of_draft, *only, number),
            _ => {}
        }
    }
}

/// The only country that the document names, when it names one more than once.
pub(crate) fn only_country(page: &Page<'_>, gazetteer: &Gazetteer) -> Option<EntryId> {
    let mut countries = page
        .drafts
        .iter()
        .filter_map(|draft| draft.entry)
        .filter(|&entry| gazetteer.entry(entry).entity_type == EntityType::Country);
    let first = countries.next()?;
    let mut again = false;
    countries
        .all(|country| {
            again = true;
            country == first
        })
        .then_some(first)
        .filter(|_| again)
}

fn kinded(page: &Page<'_>, nouns: &Nouns, index: usize) -> Option<Kinded> {
    let draft = &page.drafts[index];
    let (first, last) = draft.name.filter(|_| draft.kind == MentionKind::Name)?;
    let named = !matches!(
        draft.entity_type,
        EntityType::Person | EntityType::Country | EntityType::Settlement | EntityType::Group
    );
    if !named {
        return None;
    }
    let form = |at: u32| page.form(draft.sentence, TokenId(at));
    let before_of = (first.0..last.0).find(|&at| matches!(form(at + 1), "of" | "for" | "on"));
    let kind = before_of.unwrap_or(last.0);
    let noun = nouns.get(page.lemma(draft.sentence, TokenId(kind)))?;
    let tells = noun.role == Role::Plain && !matches!(noun.entity_type, EntityType::Person | EntityType::Country);
    (tells && form(kind).starts_with(char::is_uppercase)).then(|| Kinded {
        index,
        words: (first.0..=last.0).map(|at| Fold::key(form(at))).collect(),
        kind: (kind - first.0) as usize,
    })
}

/// Whether the name has an article, or is of an organ that has none: "Parliament".
fn is_definite(page: &Page<'_>, draft: &Draft, gazetteer: &Gazetteer) -> bool {
    let Some((first, _)) = draft.name else { return false };
    let before = first
        .0
        .checked_sub(1)
        .map(|before| page.form(draft.sentence, TokenId(before)));
    matches!(before, Some("the" | "The" | "this" | "This")) || sense::is_named_by_kind(page, draft, gazetteer)
}

fn is_body(entity_type: EntityType) -> bool {
    matches!(
        entity_type,
        EntityType::GovernmentBody
            | EntityType::Organisation
            | EntityType::InternationalOrganisation
            | EntityType::Facility
    )
}

/// Whether all words of one name are in another, in their order.
fn is_within(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|word| rest.any(|other| other == word))
}
