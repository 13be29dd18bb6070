//! Which entry of the gazetteer a name means: one sense a name, for the whole document at once.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::mention::MentionKind;
use crate::mention::draft::{Draft, Gender};
use crate::mention::page::Page;
use crate::mention::place;
use crate::ontology::{self, Candidate, Context, EntityType, EntryId, Fold, Gazetteer, OfficeId, Sense};
use crate::syntax::{Deprel, TokenId, Upos};

/// What a choice among homonyms depends on within one document: the candidates, the country the name hangs on, the kind
/// that a title or a noun before it gives, whether it acts, whether it is a place, the office of the title, and whether
/// only a kind of organ names it.
type Choice = (
    Vec<Candidate>,
    Option<EntryId>,
    Option<EntityType>,
    bool,
    bool,
    Option<OfficeId>,
    bool,
);

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
    // What hangs on another name comes after it: whose congress it is tells which.
    let mut order: Vec<usize> = (0..page.drafts.len()).collect();
    order.sort_by_key(|&index| page.drafts[index].of.is_some());
    for index in order {
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
        let within = place::following(page, index, gazetteer);
        let country = draft.of.and_then(|of| page.drafts[of].entry).or(within);
        let place = within.is_some() || place::is_place(page, draft);
        let office = titled.then(|| office(page, draft, gazetteer)).flatten();
        let entity_type = titled.then_some(EntityType::Person).or(draft.hint);
        let by_kind = is_named_by_kind(page, draft, gazetteer);
        let key = (
            draft.candidates.clone(),
            country,
            entity_type,
            acts,
            place,
            office,
            by_kind,
        );
        let choice = *chosen.entry(key).or_insert_with(|| {
            let context = Context {
                entity_type,
                country,
                document: &document,
                acts,
                place,
                office,
                by_kind,
            };
            gazetteer.choose(&draft.candidates, &context)
        });
        let language = choice.is_some_and(|choice| matches!(choice.sense, Sense::Adjective | Sense::Member))
            && is_language(page, &page.drafts[index]);
        if language {
            page.drafts[index].candidates.clear();
            page.drafts[index].entity_type = EntityType::Thing;
            continue;
        }
        settle(&mut page.drafts[index], choice, place, gazetteer);
    }
    keep_sense(page, gazetteer);
    unmake_persons(page);
}

/// Whether the name is no more than a kind of organ: "Congress".
pub(crate) fn is_named_by_kind(page: &Page<'_>, draft: &Draft, gazetteer: &Gazetteer) -> bool {
    let (first, last) = draft.name.unwrap_or((draft.first, draft.last));
    let words: Vec<&str> = (first.0..=last.0)
        .map(|at| page.form(draft.sentence, TokenId(at)))
        .collect();
    gazetteer
        .organ_kind(&words)
        .is_some_and(|(tokens, _)| tokens == words.len())
}

/// Gives a town's name that nothing settles the sense that it has elsewhere in the document.
fn keep_sense(page: &mut Page<'_>, gazetteer: &Gazetteer) {
    let mut senses: FxHashMap<Vec<Candidate>, EntryId> = FxHashMap::default();
    for draft in &page.drafts {
        if let Some(entry) = draft
            .entry
            .filter(|_| draft.entity_type == EntityType::Settlement && !draft.candidates.is_empty())
        {
            senses.entry(draft.candidates.clone()).or_insert(entry);
        }
    }
    for draft in &mut page.drafts {
        let person = draft.entity_type == EntityType::Person || draft.hint == Some(EntityType::Person);
        if draft.entry.is_none()
            && !person
            && let Some(&entry) = senses.get(&draft.candidates)
        {
            draft.entry = Some(entry);
            draft.entity_type = gazetteer.entry(entry).entity_type;
        }
    }
}

/// Takes back that a name is a person's where only its form said so and the document puts something in or at it: "a
/// shift at Casa Norte".
fn unmake_persons(page: &mut Page<'_>) {
    let supposed = |draft: &Draft| {
        let bare = draft.entry.is_none() && draft.noun.is_none() && draft.gender == Gender::Unknown;
        draft.entity_type == EntityType::Person && bare && draft.candidates.is_empty()
    };
    let name = |page: &Page<'_>, draft: &Draft| {
        draft
            .name
            .filter(|(first, last)| first < last)
            .map(|(first, last)| Fold::key(page.text_between(draft.sentence, first, last)))
    };
    let mut sites: FxHashSet<String> = FxHashSet::default();
    for draft in page.drafts.iter().filter(|draft| supposed(draft)) {
        let sentence = page.sentence(draft.sentence);
        let mut head = draft.head;
        // "from Norville, Sudville and Casa Norte": one of a row of places.
        for _ in 0..8 {
            if sentence[head].deprel != Deprel::Conj || sentence[head].head == TokenId::ROOT {
                break;
            }
            head = sentence[head].head;
        }
        let listed = head != draft.head
            && page
                .at(draft.sentence, head)
                .is_some_and(|first| page.drafts[first].entity_type != EntityType::Person);
        let case = page.tree(draft.sentence).child_by(sentence, head, &[Deprel::Case]);
        if case.is_some_and(|case| {
            let form = page.form(draft.sentence, case);
            matches!(form, "in" | "at" | "inside" | "near" | "outside") || listed && form == "from"
        }) {
            sites.extend(name(page, draft));
        }
    }
    if sites.is_empty() {
        return;
    }
    for index in 0..page.drafts.len() {
        let draft = &page.drafts[index];
        if supposed(draft) && name(page, draft).is_some_and(|name| sites.contains(&name)) {
            page.drafts[index].entity_type = EntityType::Thing;
        }
    }
}

/// Whether the adjective of a country stands for its language: "in Norlandic", "the Norlandic language".
fn is_language(page: &Page<'_>, draft: &Draft) -> bool {
    let sentence = page.sentence(draft.sentence);
    let token = &sentence[draft.head];
    if token.head != TokenId::ROOT && matches!(token.deprel, Deprel::Amod | Deprel::Compound) {
        return matches!(page.form(draft.sentence, token.head), "language" | "languages");
    }
    let argument = matches!(token.deprel, Deprel::Obj | Deprel::Obl | Deprel::Nmod);
    let bare = page
        .tree(draft.sentence)
        .child_by(
            sentence,
            draft.head,
            &[Deprel::Det, Deprel::NmodPoss, Deprel::Nummod, Deprel::Amod],
        )
        .is_none();
    argument && bare && matches!(token.upos, Upos::Propn | Upos::Noun | Upos::Adj) && draft.first == draft.last
}

/// The office that the title before a name or the noun of a description names: "Foreign Minister Roe".
pub(crate) fn office(page: &Page<'_>, draft: &Draft, gazetteer: &Gazetteer) -> Option<OfficeId> {
    let noun = draft.noun?;
    // "the minister of trade": what narrows a description down stands behind its noun.
    let count = page.sentence(draft.sentence).tokens.len() as u32;
    let behind = count.min(noun.0 + 5);
    let end = draft.name.map_or(behind, |(first, _)| first.0.max(noun.0 + 1));
    let mut longest: Option<(usize, OfficeId)> = None;
    for from in draft.first.0.min(noun.0)..=noun.0 {
        let words: Vec<&str> = (from..end.min(from + 8))
            .map(|at| page.form(draft.sentence, TokenId(at)))
            .collect();
        let found = gazetteer
            .office(&words)
            .filter(|(tokens, _)| from + *tokens as u32 > noun.0);
        if let Some(found) = found.filter(|(tokens, _)| longest.is_none_or(|(longest, _)| *tokens > longest)) {
            longest = Some(found);
        }
    }
    longest.map(|(_, office)| office)
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
fn settle(draft: &mut Draft, choice: Option<Candidate>, place: bool, gazetteer: &Gazetteer) {
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
        // A town that cannot be meant and does not stand where a place can: somebody or something of that name.
        None if draft.entity_type == EntityType::Settlement && !place => {
            draft.entity_type = EntityType::Thing;
            draft.gender = Gender::Unknown;
        }
        // What the gazetteer knows by these letters is not meant: "DNA".
        None if draft
            .candidates
            .iter()
            .all(|candidate| candidate.sense == Sense::Acronym) =>
        {
            draft.entity_type = EntityType::Thing;
        }
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
