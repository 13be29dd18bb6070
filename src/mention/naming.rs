//! Names that name the same thing: full and short names, what the gazetteer knows under several.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::mention::cluster::Cluster;
use crate::mention::draft::Draft;
use crate::mention::page::Page;
use crate::mention::{MentionKind, acronym, mission, place};
use crate::ontology::{EntityType, EntryId, Fold, Gazetteer};
use crate::syntax::TokenId;

/// Brings the names of a document together. Gives, for each draft, its cluster counted from 1, or 0 for what is no name.
pub(crate) fn cluster_names(page: &Page<'_>, gazetteer: &Gazetteer, clusters: &mut Vec<Cluster<'_>>) -> Vec<u32> {
    let mut of_draft = vec![0_u32; page.drafts.len()];
    // Missions of one state are told apart by where they are; one that is not told is the one told before, or the first.
    let mut by_entry: FxHashMap<(EntryId, Option<String>), u32> = FxHashMap::default();
    let mut hosts = hosts(page, gazetteer);
    // A name of several words has one bearer; a lone one may be a person's and something else's.
    let mut by_name: FxHashMap<(String, bool), u32> = FxHashMap::default();
    // Names of several words under their first and last: what a short name may stand for.
    let mut by_word: FxHashMap<String, Vec<u32>> = FxHashMap::default();
    let name_words = |draft: &Draft| -> Option<(TokenId, TokenId)> { draft.name };
    let mut short = Vec::new();
    let longer = openings(page);
    for (index, draft) in page.drafts.iter().enumerate() {
        let Some((first, last)) = name_words(draft).filter(|_| draft.kind == MentionKind::Name) else {
            continue;
        };
        let particle = page.form(draft.sentence, first).starts_with(char::is_lowercase);
        let is_short = (draft.entry.is_none() || draft.short) && (first == last || particle)
            || first == last
                && draft.entity_type == EntityType::Settlement
                && longer.contains(page.form(draft.sentence, first))
                && !place::is_place(page, draft);
        if is_short {
            short.push(index);
            continue;
        }
        let name = Fold::key(page.text_between(draft.sentence, first, last));
        let is_person = draft.entity_type == EntityType::Person;
        let number = match draft.entry {
            Some(entry) => {
                if let Some(host) = mission::host_key(page, draft, gazetteer) {
                    hosts.insert(entry, host);
                }
                *by_entry
                    .entry((entry, hosts.get(&entry).cloned()))
                    .or_insert_with(|| open(clusters))
            }
            None => *by_name
                .entry((name, is_person && first == last))
                .or_insert_with(|| open(clusters)),
        };
        of_draft[index] = number;
        let cluster = &mut clusters[number as usize - 1];
        cluster.join(index, draft);
        if first < last {
            let ends = if is_person || draft.entity_type == EntityType::Thing {
                // "Roe" of "Jane Roe Poe".
                let middle = (first.0 + 1..last.0).map(TokenId).filter(|_| is_person);
                [first, last].into_iter().chain(middle).collect::<Vec<_>>()
            } else {
                vec![first]
            };
            for word in ends {
                let known = by_word.entry(Fold::key(page.form(draft.sentence, word))).or_default();
                if !known.contains(&number) {
                    known.push(number);
                }
            }
        }
    }
    merge_longer(page, clusters, &mut of_draft, &by_word);
    // "Emperor Norville" before "Norville", which alone might be the town.
    short.sort_by_key(|&index| (page.drafts[index].entity_type != EntityType::Person, index));
    for index in short {
        let draft = &page.drafts[index];
        let Some((first, last)) = draft.name else { continue };
        let word = Fold::key(page.form(draft.sentence, if first < last { last } else { first }));
        let owner = by_word
            .get(&word)
            .map(Vec::as_slice)
            .and_then(|numbers| owner(page, clusters, &of_draft, draft, numbers));
        let is_person = draft.entity_type == EntityType::Person;
        let titled = by_name.get(&(word.clone(), true)).copied().filter(|_| !is_person);
        let number = owner.or(titled).unwrap_or_else(|| {
            if let Some(entry) = draft.entry {
                return *by_entry.entry((entry, None)).or_insert_with(|| open(clusters));
            }
            // A lone name keeps one sense through the document, whatever its context suggests each time.
            let other = by_name.get(&(word.clone(), !is_person)).copied();
            other.unwrap_or_else(|| *by_name.entry((word, is_person)).or_insert_with(|| open(clusters)))
        });
        of_draft[index] = number;
        let cluster = &mut clusters[number as usize - 1];
        let known = (cluster.entry, !cluster.drafts.is_empty());
        cluster.join(index, draft);
        if known.1 && draft.entity_type == EntityType::Settlement {
            cluster.entry = known.0;
        }
        cluster.drafts.sort_unstable();
    }
    acronym::acronyms(page, clusters, &mut of_draft);
    of_draft
}

/// The words by which the document may call something shortly that only it knows: the first of an organisation or a
/// building, the last of a person. After "Norair Lines" and "Emperor Norville", "Norair" and "Norville" are no towns.
fn openings<'p>(page: &'p Page<'_>) -> FxHashSet<&'p str> {
    let mut words = FxHashSet::default();
    for draft in page.drafts.iter().filter(|draft| draft.kind == MentionKind::Name) {
        let Some((first, last)) = draft.name else { continue };
        match draft.hint {
            Some(EntityType::Organisation | EntityType::Facility) if draft.entry.is_none() && first < last => {
                words.insert(page.form(draft.sentence, first));
            }
            _ if draft.entity_type == EntityType::Person && (first < last || draft.noun.is_some()) => {
                words.insert(page.form(draft.sentence, last));
            }
            _ => {}
        }
    }
    words
}

/// For each kind of mission of a state the first place that the document gives one.
fn hosts(page: &Page<'_>, gazetteer: &Gazetteer) -> FxHashMap<EntryId, String> {
    let mut hosts = FxHashMap::default();
    for draft in page.drafts.iter().filter(|draft| draft.kind == MentionKind::Name) {
        if let Some(entry) = draft.entry
            && let Some(host) = mission::host_key(page, draft, gazetteer)
        {
            hosts.entry(entry).or_insert(host);
        }
    }
    hosts
}

fn open(clusters: &mut Vec<Cluster<'_>>) -> u32 {
    clusters.push(Cluster::default());
    clusters.len() as u32
}

/// The one cluster that a short name stands for; none when two persons share a surname.
fn owner(page: &Page<'_>, clusters: &[Cluster<'_>], of_draft: &[u32], draft: &Draft, numbers: &[u32]) -> Option<u32> {
    let mut owners: Vec<u32> = numbers
        .iter()
        .map(|&number| follow(of_draft, clusters, number))
        // One that was merged into another has no mentions left.
        .filter(|&number| !clusters[number as usize - 1].drafts.is_empty())
        .filter(|&number| {
            let cluster = &clusters[number as usize - 1];
            let same_kind = cluster.entity_type == draft.entity_type
                || draft.entity_type == EntityType::Thing
                || cluster.entity_type == EntityType::Thing
                // A town that a longer name begins or ends with.
                || draft.entity_type == EntityType::Settlement
                    && matches!(
                        cluster.entity_type,
                        EntityType::Organisation | EntityType::Facility | EntityType::Person
                    )
                // "NORLAND" in a headline reads as an acronym.
                || draft.entity_type == EntityType::Organisation && cluster.entity_type == EntityType::Person;
            same_kind && cluster.gender.agrees(draft.gender)
        })
        .collect();
    owners.sort_unstable();
    owners.dedup();
    match owners.as_slice() {
        [only] => Some(*only),
        // Two share the name: the one spoken of last before this mention.
        several => several
            .iter()
            .copied()
            .filter(|&number| {
                let cluster = &clusters[number as usize - 1];
                cluster.drafts.iter().any(|&other| {
                    let sentence = page.drafts[other].sentence;
                    sentence <= draft.sentence && draft.sentence.0 - sentence.0 <= 3
                })
            })
            .max_by_key(|&number| {
                clusters[number as usize - 1]
                    .drafts
                    .iter()
                    .filter(|&&other| page.drafts[other].sentence <= draft.sentence)
                    .map(|&other| page.drafts[other].sentence)
                    .max()
            }),
    }
}

/// Where a cluster's mentions are, once it may have been merged into another.
fn follow(of_draft: &[u32], clusters: &[Cluster<'_>], number: u32) -> u32 {
    clusters[number as usize - 1]
        .drafts
        .first()
        .map_or(number, |&draft| of_draft[draft])
}

/// "Nikol V. Smith" and "Nikol Smith": persons with the same first and last words; "van Roe" of "Jan van Roe".
fn merge_longer(
    page: &Page<'_>,
    clusters: &mut [Cluster<'_>],
    of_draft: &mut [u32],
    by_word: &FxHashMap<String, Vec<u32>>,
) {
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for (draft, &number) in page.drafts.iter().zip(of_draft.iter()) {
        let Some((first, last)) = draft.name else { continue };
        if number == 0 || draft.entity_type != EntityType::Person || first == last {
            continue;
        }
        let words = (page.form(draft.sentence, first), page.form(draft.sentence, last));
        let name = Fold::key(page.text_between(draft.sentence, first, last));
        let under = |word: &str| by_word.get(&Fold::key(word)).map_or(&[][..], Vec::as_slice);
        for &other in under(words.1).iter().chain(under(words.0)) {
            if other == number {
                continue;
            }
            let Some(&of_other) = clusters[other as usize - 1].drafts.first() else {
                continue;
            };
            let other_draft = &page.drafts[of_other];
            let Some((other_first, other_last)) = other_draft.name else {
                continue;
            };
            let unlike = draft.entry.is_some() && other_draft.entry.is_some() && draft.entry != other_draft.entry;
            if other_draft.entity_type != EntityType::Person || unlike {
                continue;
            }
            let ends = page.form(other_draft.sentence, other_first) == words.0
                && page.form(other_draft.sentence, other_last) == words.1;
            let full = Fold::key(page.text_between(other_draft.sentence, other_first, other_last));
            // "Al-Roe", "Ben Roe", "van Roe": the end of the other's name, without given name or title.
            let end = full.strip_suffix(&name).is_some_and(|given| given.ends_with(' '));
            if (ends || is_respelt(&full, &name)) && other < number || end {
                pairs.push((other, number));
            }
        }
    }
    let mut moved: FxHashMap<u32, u32> = FxHashMap::default();
    for (kept, merged) in pairs {
        let end = |mut number: u32| {
            while let Some(&next) = moved.get(&number) {
                number = next;
            }
            number
        };
        let (kept, merged) = (end(kept), end(merged));
        if kept != merged {
            merge(page, clusters, of_draft, kept, merged);
            moved.insert(merged, kept);
        }
    }
}

/// Whether two folded names of persons are one, with the family name first or last, or with one letter of a long
/// surname otherwise: "Roe Jane", "Jane van Rohden", "Jane van Rodden".
fn is_respelt(one: &str, other: &str) -> bool {
    let (Some((given, surname)), Some((other_given, other_surname))) = (one.rsplit_once(' '), other.rsplit_once(' '))
    else {
        return false;
    };
    if given == other_surname && surname == other_given {
        return true;
    }
    let letters = |word: &str| word.chars().count();
    given == other_given
        && letters(surname) == letters(other_surname)
        && letters(surname) >= 5
        && surname
            .chars()
            .zip(other_surname.chars())
            .filter(|(one, other)| one != other)
            .count()
            == 1
}

/// Moves the mentions of one cluster to another.
pub(crate) fn merge(page: &Page<'_>, clusters: &mut [Cluster<'_>], of_draft: &mut [u32], kept: u32, merged: u32) {
    if kept == merged {
        return;
    }
    let drafts = std::mem::take(&mut clusters[merged as usize - 1].drafts);
    for index in drafts {
        of_draft[index] = kept;
        clusters[kept as usize - 1].join(index, &page.drafts[index]);
    }
    clusters[kept as usize - 1].drafts.sort_unstable();
}
