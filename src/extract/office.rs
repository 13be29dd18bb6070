//! The words of an office before the one that a rule knows: "**deputy** governor", "**interior** minister".

use crate::clause::Clause;
use crate::extract::reader::Page;
use crate::rule::{Match, Trigger};
use crate::syntax::{Deprel, TokenId, Upos};

/// Adjectives and the like that belong to an office, in lemmas of small letters.
const RANKS: &[&str] = &[
    "acting",
    "assistant",
    "associate",
    "chief",
    "deputy",
    "executive",
    "federal",
    "first",
    "honorary",
    "interim",
    "joint",
    "lead",
    "permanent",
    "principal",
    "regional",
    "senior",
    "special",
    "state",
    "vice",
];

/// Most words of a rank.
const MOST: usize = 3;

/// The words right before the office that tell which it is, in small letters: no names, nothing that fills a role.
pub(super) fn ranks(page: &Page<'_>, clause: &Clause, trigger: &Trigger, found: &Match) -> Vec<String> {
    let sentence = page.scene.parse.sentence(clause.sentence);
    let words = &page.scene.parse.words;
    let fills = |id: TokenId| {
        let mut arguments = found.roles.iter().flat_map(|filled| &filled.arguments);
        arguments.any(|argument| argument.head == id)
    };
    let mut ranks = Vec::new();
    let mut at = clause.head;
    while at.0 > 0 && ranks.len() < MOST {
        at = TokenId(at.0 - 1);
        let token = &sentence[at];
        let lemma = words.text(token.lemma).to_lowercase();
        // "foreign" of "foreign minister" is the rule's own.
        if ranks.is_empty() && trigger.words.iter().any(|&word| words.text(word) == lemma) {
            continue;
        }
        let is_rank = RANKS.contains(&lemma.as_str());
        let is_kind = token.deprel == Deprel::Compound
            && token.head == clause.head
            && matches!(token.upos, Upos::Noun | Upos::Propn)
            && page.scene.mentions.at(clause.sentence, at).is_none();
        if fills(at) || !is_rank && !is_kind {
            break;
        }
        ranks.push(lemma);
    }
    ranks.reverse();
    ranks
}
