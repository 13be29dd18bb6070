//! Names that name the same thing: full and short names, acronyms, what the gazetteer knows under several.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::mention::MentionKind;
use crate::mention::cluster::Cluster;
use crate::mention::draft::{Draft, Gender};
use crate::mention::page::Page;
use crate::ontology::{self, Candidate, Context, EntityType, EntryId, Gazetteer, Sense};
use crate::syntax::TokenId;

/// What a choice among homonyms depends on within one document: the candidates, the country the name hangs on, the kind
/// that a title or a noun before it gives, and whether it acts.
type Choice = (Vec<Candidate>, Option<EntryId>, Option<EntityType>, bool);

/// Settles which entry each known name means, for the whole document at once: one sense a name, unless it is a seat
/// that acts here and is a place there.
pub(crate) fn choose_entries(page: &mut Page<'_>, gazetteer: &Gazetteer, acts: impl Fn(&Page<'_>, &Draft) -> bool) {
    let mut document: Vec<EntryId> = Vec::new();
    for draft in &page.drafts {
        if let [first, rest @ ..] = draft.candidates.as_slice()
            && rest.iter().all(|other| other.entry == first.entry)
            && !matches!(first.sense, Sense::ShortName)
            && document.len() < 64
            && !document.contains(&first.entry)
        {
            document.push(first.entry);
        }
    }
    let mut chosen: FxHashMap<Choice, Option<Candidate>> = FxHashMap::default();
    for index in 0..page.drafts.len() {
        if page.drafts[index].candidates.is_empty() {
            page.drafts[index].candidates = without_middle_names(page, &page.drafts[index], gazetteer);
        }
        let draft = &page.drafts[index];
        if draft.candidates.is_empty() || draft.entry.is_some() {
            continue;
        }
        let titled = draft.noun.is_some() && draft.entity_type == EntityType::Person;
        let seat = draft.candidates.iter().any(|candidate| candidate.sense == Sense::Seat);
        let acts = seat && acts(page, draft);
        let country = draft.of.and_then(|of| page.drafts[of].entry);
        let entity_type = titled.then_some(EntityType::Person).or(draft.hint);
        let key = (draft.candidates.clone(), country, entity_type, acts);
        let choice = *chosen.entry(key).or_insert_with(|| {
            let context = Context {
                entity_type,
                country,
                document: &document,
                acts,
            };
            gazetteer.choose(&draft.candidates, &context)
        });
        settle(&mut page.drafts[index], choice, gazetteer);
    }
}

/// What the gazetteer has under the first and the last word of a person's name of three words and more.
fn without_middle_names(page: &Page<'_>, draft: &Draft, gazetteer: &Gazetteer) -> Vec<Candidate> {
    let Some((first, last)) = draft.name.filter(|(first, last)| last.0 - first.0 >= 2) else {
        return Vec::new();
    };
    if draft.entity_type != EntityType::Person || draft.kind != MentionKind::Name {
        return Vec::new();
    }
    let name = [page.form(draft.sentence, first), page.form(draft.sentence, last)].join(" ");
    let mut candidates = gazetteer.candidates(&name);
    candidates.retain(|candidate| gazetteer.entry(candidate.entry).entity_type == EntityType::Person);
    candidates
}

/// Gives a draft the entry chosen for it.
fn settle(draft: &mut Draft, choice: Option<Candidate>, gazetteer: &Gazetteer) {
    match choice {
        Some(candidate) if candidate.sense == Sense::Member && draft.entity_type != EntityType::Country => {}
        Some(candidate) => {
            let entry = gazetteer.entry(candidate.entry);
            draft.entry = Some(candidate.entry);
            draft.short = candidate.sense == Sense::ShortName;
            draft.entity_type = entry.entity_type;
            draft.gender = match entry.gender {
                ontology::Gender::Feminine => Gender::Feminine,
                ontology::Gender::Masculine => Gender::Masculine,
                ontology::Gender::Unknown => draft.gender,
            };
        }
        None if draft.hint.is_some() => draft.entity_type = draft.hint.unwrap_or_default(),
        None => {
            let mut types = draft
                .candidates
                .iter()
                .map(|candidate| gazetteer.entry(candidate.entry).entity_type);
            if let Some(first) = types.next()
                && !types.all(|other| other == first)
                && draft.entity_type != EntityType::Person
            {
                draft.entity_type = EntityType::Thing;
            }
        }
    }
}

/// Brings the names of a document together. Gives, for each draft, its cluster counted from 1, or 0 for what is no name.
pub(crate) fn cluster_names(page: &Page<'_>, clusters: &mut Vec<Cluster<'_>>) -> Vec<u32> {
    let mut of_draft = vec![0_u32; page.drafts.len()];
    let mut by_entry: FxHashMap<EntryId, u32> = FxHashMap::default();
    let mut by_name: FxHashMap<(&str, bool), u32> = FxHashMap::default();
    // Names of several words under their first and last: what a short name may stand for.
    let mut by_word: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
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
                && longer.contains(page.form(draft.sentence, first));
        if is_short {
            short.push(index);
            continue;
        }
        let name = page.text_between(draft.sentence, first, last);
        let is_person = draft.entity_type == EntityType::Person;
        let number = match draft.entry {
            Some(entry) => *by_entry.entry(entry).or_insert_with(|| open(clusters)),
            None => *by_name.entry((name, is_person)).or_insert_with(|| open(clusters)),
        };
        of_draft[index] = number;
        let cluster = &mut clusters[number as usize - 1];
        cluster.join(index, draft);
        if first < last {
            let words = [page.form(draft.sentence, first), page.form(draft.sentence, last)];
            for word in &words[..if is_person || draft.entity_type == EntityType::Thing {
                2
            } else {
                1
            }] {
                let known = by_word.entry(word).or_default();
                if !known.contains(&number) {
                    known.push(number);
                }
            }
        }
    }
    merge_longer(page, clusters, &mut of_draft, &by_word);
    for index in short {
        let draft = &page.drafts[index];
        let Some((first, last)) = draft.name else { continue };
        let word = page.form(draft.sentence, if first < last { last } else { first });
        let owner = by_word
            .get(word)
            .map(Vec::as_slice)
            .and_then(|numbers| owner(page, clusters, &of_draft, draft, numbers));
        let is_person = draft.entity_type == EntityType::Person;
        let number = owner.unwrap_or_else(|| {
            if let Some(entry) = draft.entry {
                return *by_entry.entry(entry).or_insert_with(|| open(clusters));
            }
            // A lone name keeps one sense through the document, whatever its context suggests each time.
            let other = by_name.get(&(word, !is_person)).copied();
            other.unwrap_or_else(|| *by_name.entry((word, is_person)).or_insert_with(|| open(clusters)))
        });
        of_draft[index] = number;
        let cluster = &mut clusters[number as usize - 1];
        let known = (cluster.entry, !cluster.drafts.is_empty());
        cluster.join(index, draft);
        if known.1 && draft.entity_type == EntityType::Settlement {
            cluster.entry = known.0;
        }
    }
    acronyms(page, clusters, &mut of_draft);
    of_draft
}

/// The first words of the organisations that only the document knows: after "Norair Lines", "Norair" is no town.
fn openings<'p>(page: &'p Page<'_>) -> FxHashSet<&'p str> {
    page.drafts
        .iter()
        .filter(|draft| draft.entry.is_none() && draft.kind == MentionKind::Name)
        .filter(|draft| draft.hint == Some(EntityType::Organisation))
        .filter_map(|draft| draft.name.map(|name| (draft.sentence, name)))
        .filter(|(_, (first, last))| first < last)
        .map(|(sentence, (first, _))| page.form(sentence, first))
        .collect()
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
        .filter(|&number| {
            let cluster = &clusters[number as usize - 1];
            let same_kind = cluster.entity_type == draft.entity_type
                || draft.entity_type == EntityType::Thing
                || cluster.entity_type == EntityType::Thing
                // A town that a longer name begins with.
                || draft.entity_type == EntityType::Settlement && cluster.entity_type == EntityType::Organisation
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

/// "Nikol V. Smith" and "Nikol Smith": persons with the same first and last words.
fn merge_longer(
    page: &Page<'_>,
    clusters: &mut [Cluster<'_>],
    of_draft: &mut [u32],
    by_word: &FxHashMap<&str, Vec<u32>>,
) {
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for (draft, &number) in page.drafts.iter().zip(of_draft.iter()) {
        let Some((first, last)) = draft.name else { continue };
        if number == 0 || draft.entity_type != EntityType::Person || first == last {
            continue;
        }
        let words = (page.form(draft.sentence, first), page.form(draft.sentence, last));
        for &other in by_word.get(words.1).map_or(&[][..], Vec::as_slice) {
            if other >= number {
                continue;
            }
            let Some(&of_other) = clusters[other as usize - 1].drafts.first() else {
                continue;
            };
            let other_draft = &page.drafts[of_other];
            let Some((other_first, other_last)) = other_draft.name else {
                continue;
            };
            let same = other_draft.entity_type == EntityType::Person
                && page.form(other_draft.sentence, other_first) == words.0
                && page.form(other_draft.sentence, other_last) == words.1
                && (draft.entry.is_none() || other_draft.entry.is_none() || draft.entry == other_draft.entry);
            if same {
                pairs.push((other, number));
            }
        }
    }
    for (kept, merged) in pairs {
        merge(page, clusters, of_draft, kept, merged);
    }
}

/// Moves the mentions of one cluster to another.
fn merge(page: &Page<'_>, clusters: &mut [Cluster<'_>], of_draft: &mut [u32], kept: u32, merged: u32) {
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

/// Acronyms that the text introduces in brackets behind the name: "the Norland Space Agency (NSA)".
fn acronyms(page: &Page<'_>, clusters: &mut [Cluster<'_>], of_draft: &mut [u32]) {
    for index in 1..page.drafts.len() {
        let draft = &page.drafts[index];
        let Some((first, last)) = draft.name else { continue };
        let form = page.text_between(draft.sentence, first, last);
        if of_draft[index] == 0 || first.0 < 2 || !is_acronym(form) {
            continue;
        }
        let before = TokenId(first.0 - 1);
        let bracketed = page.form(draft.sentence, before) == "(";
        if !bracketed {
            continue;
        }
        let full = page.drafts[..index].iter().rposition(|other| {
            other.sentence == draft.sentence && other.last.0 + 2 == first.0 && other.kind != MentionKind::Time
        });
        if let Some(full) = full.filter(|&full| of_draft[full] != 0 && of_draft[full] != of_draft[index]) {
            let (one, other) = (page.drafts[full].entry, draft.entry);
            let same = one.is_some() && one == other;
            let introduced = (one.is_none() || other.is_none()) && initials(page, &page.drafts[full], form);
            if same || introduced {
                let (kept, kind) = (of_draft[full], clusters[of_draft[full] as usize - 1].entity_type);
                merge(page, clusters, of_draft, kept, of_draft[index]);
                let cluster = &mut clusters[kept as usize - 1];
                // What the document introduces is its own, though the gazetteer knows another of these letters.
                cluster.entry = one;
                if kind != EntityType::Thing {
                    cluster.entity_type = kind;
                }
            }
        }
    }
}

fn is_acronym(form: &str) -> bool {
    form.len() >= 2 && form.chars().filter(|letter| letter.is_uppercase()).count() >= 2
}

/// Whether the letters of an acronym occur in the order of the words' first letters.
fn initials(page: &Page<'_>, draft: &Draft, acronym: &str) -> bool {
    let mut letters = acronym.chars().filter(|letter| letter.is_uppercase()).peekable();
    let sentence = page.sentence(draft.sentence);
    for at in draft.first.0..=draft.last.0 {
        let form = sentence.tokens[at as usize].span.of(&page.document.text);
        for part in form.split(['-', '–']) {
            let initial = part.chars().next().map(|letter| letter.to_ascii_uppercase());
            if initial.is_some() && letters.peek() == initial.as_ref() {
                letters.next();
            }
        }
    }
    letters.peek().is_none()
}
