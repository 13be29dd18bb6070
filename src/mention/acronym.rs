//! Acronyms: what the text introduces in brackets behind a name, or behind a mere description.

use rustc_hash::FxHashMap;

use crate::mention::MentionKind;
use crate::mention::cluster::Cluster;
use crate::mention::draft::{Draft, Gender};
use crate::mention::naming::merge;
use crate::mention::noun::Nouns;
use crate::mention::page::Page;
use crate::ontology::EntityType;
use crate::syntax::{Definite, Deprel, TokenId};

/// Makes organisations of the acronyms that nobody knows but that act, or are named with an article or before somebody
/// of theirs: "NCF urges", "the NCF", "NCF members". "GMT" and "DNA" are mere things.
pub(crate) fn acting_acronyms(page: &mut Page<'_>, nouns: &Nouns, acts: impl Fn(&Page<'_>, &Draft) -> bool) {
    for index in 0..page.drafts.len() {
        let draft = &page.drafts[index];
        let Some((first, last)) = draft.name.filter(|(first, last)| first == last) else {
            continue;
        };
        let form = page.form(draft.sentence, first);
        let bare = draft.entry.is_none() && draft.hint.is_none();
        let letters = form.len() > 1
            && form.chars().all(|letter| letter.is_alphabetic() || letter == '&')
            && form.chars().all(|letter| !letter.is_lowercase());
        if draft.entity_type != EntityType::Thing || !bare || !letters {
            continue;
        }
        let sentence = page.sentence(draft.sentence);
        let token = &sentence[last];
        let articled = first.0 > 0 && {
            let before = &sentence.tokens[first.index() - 1];
            before.deprel == Deprel::Det && before.head == draft.head && before.feats.has(Definite::Def)
        };
        let of_person = token.head != TokenId::ROOT
            && matches!(token.deprel, Deprel::Compound | Deprel::NmodPoss)
            && nouns.get(sentence[token.head].lemma).is_some_and(|noun| {
                matches!(
                    noun.entity_type,
                    EntityType::Person | EntityType::GovernmentBody | EntityType::Organisation
                )
            });
        if articled || of_person || acts(page, draft) {
            page.drafts[index].entity_type = EntityType::Organisation;
            page.drafts[index].gender = Gender::Neuter;
        }
    }
}

/// Makes the acronyms of mere descriptions descriptions too: after "an exclusive economic zone (EEZ)", each country has
/// an EEZ of its own.
pub(crate) fn common_acronyms(page: &mut Page<'_>) {
    let mut common: FxHashMap<&str, (EntityType, Gender)> = FxHashMap::default();
    for index in 1..page.drafts.len() {
        let draft = &page.drafts[index];
        let Some((first, last)) = draft.name.filter(|_| draft.entry.is_none()) else {
            continue;
        };
        let form = page.text_between(draft.sentence, first, last);
        if first.0 < 2 || !is_acronym(form) || page.form(draft.sentence, TokenId(first.0 - 1)) != "(" {
            continue;
        }
        let before = page.drafts[..index].iter().rev().take(8).find(|other| {
            other.sentence == draft.sentence && other.last.0 + 2 == first.0 && other.kind == MentionKind::Nominal
        });
        if let Some(before) = before.filter(|before| initials(page, before, form)) {
            let small = page.form(before.sentence, before.head).starts_with(char::is_lowercase);
            if small {
                common.insert(form, (before.entity_type, before.gender));
            }
        }
    }
    if common.is_empty() {
        return;
    }
    for index in 0..page.drafts.len() {
        let draft = &page.drafts[index];
        let Some((first, last)) = draft
            .name
            .filter(|_| draft.entry.is_none() && draft.kind == MentionKind::Name)
        else {
            continue;
        };
        if let Some(&(entity_type, gender)) = common.get(page.text_between(draft.sentence, first, last)) {
            let draft = &mut page.drafts[index];
            draft.kind = MentionKind::Nominal;
            draft.name = None;
            draft.candidates.clear();
            (draft.entity_type, draft.gender, draft.hint) = (entity_type, gender, None);
            draft.noun = Some(draft.head);
        }
    }
}

/// Acronyms that the text introduces in brackets behind the name: "the Norland Space Agency (NSA)".
pub(crate) fn acronyms(page: &Page<'_>, clusters: &mut [Cluster<'_>], of_draft: &mut [u32]) {
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
