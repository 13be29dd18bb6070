//! Whether a name stands where only a place can: "in Norville", "Norville, Norland".

use crate::mention::MentionKind;
use crate::mention::draft::Draft;
use crate::mention::name::is_all_capitals;
use crate::mention::page::Page;
use crate::ontology::{EntityType, EntryId, Gazetteer, Sense};
use crate::syntax::{Deprel, TokenId};

/// Whether the words around a name tell a place: "in Norville", "the town of Norville".
pub(crate) fn is_place(page: &Page<'_>, draft: &Draft) -> bool {
    if matches!(draft.hint, Some(EntityType::Settlement | EntityType::Location)) {
        return true;
    }
    let sentence = page.sentence(draft.sentence);
    let tree = page.tree(draft.sentence);
    // "NORVILLE (Norpress) —": the place that an agency reports from.
    let dateline = draft.name.is_some_and(|(first, last)| {
        first.0 == 0
            && is_all_capitals(page.text_between(draft.sentence, first, last))
            && last.index() + 2 < sentence.tokens.len()
            && matches!(
                page.form(draft.sentence, TokenId(last.0 + 1)),
                "," | "(" | "—" | "–" | "-"
            )
    });
    if dateline {
        return true;
    }
    let mut head = draft.head;
    // "in Norville and Sudville".
    for _ in 0..4 {
        if sentence[head].deprel != Deprel::Conj || sentence[head].head == TokenId::ROOT {
            break;
        }
        head = sentence[head].head;
    }
    matches!(sentence[head].deprel, Deprel::Obl | Deprel::Nmod)
        && tree.child_by(sentence, head, &[Deprel::Case]).is_some_and(|case| {
            matches!(
                page.form(draft.sentence, case),
                "in" | "In"
                    | "near"
                    | "Near"
                    | "outside"
                    | "Outside"
                    | "across"
                    | "around"
                    | "throughout"
                    | "inside"
                    | "into"
                    | "of"
            )
        })
}

/// The country that the name right behind a comma gives for the one before it: "Norville, Norland".
pub(crate) fn following(page: &Page<'_>, index: usize, gazetteer: &Gazetteer) -> Option<EntryId> {
    let draft = &page.drafts[index];
    let is_town = |entry: EntryId| gazetteer.entry(entry).entity_type == EntityType::Settlement;
    let (_, last) = draft.name?;
    let sentence = page.sentence(draft.sentence);
    if !draft.candidates.iter().any(|candidate| is_town(candidate.entry)) || last.index() + 2 >= sentence.tokens.len() {
        return None;
    }
    if page.form(draft.sentence, TokenId(last.0 + 1)) != "," {
        return None;
    }
    let next = page.drafts[index + 1..].iter().take(4).find(|next| {
        next.sentence == draft.sentence
            && next.kind == MentionKind::Name
            && next.name.is_some_and(|(first, _)| first.0 == last.0 + 2)
    })?;
    // In a row of names, each stands for itself.
    let listed = sentence[next.head].deprel == Deprel::Conj
        || page
            .tree(draft.sentence)
            .children_by(sentence, next.head, &[Deprel::Conj])
            .next()
            .is_some();
    let named = |candidate: &&crate::ontology::Candidate| matches!(candidate.sense, Sense::Name | Sense::Acronym);
    let mut around = next.candidates.iter().filter(named).filter_map(|candidate| {
        let around = gazetteer.entry(candidate.entry);
        match around.entity_type {
            EntityType::Country => Some(around.id),
            EntityType::Settlement => around.country,
            _ => None,
        }
    });
    let own = |country: &EntryId| {
        draft
            .candidates
            .iter()
            .any(|candidate| gazetteer.entry(candidate.entry).country == Some(*country))
    };
    if listed { None } else { around.find(own) }
}
