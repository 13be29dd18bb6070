//! The words of a rule: whether a clause has those that trigger it, and those its arguments must be headed by.

use crate::clause::{Argument, Slot};
use crate::rule::matching::Matcher;
use crate::rule::{Trigger, TriggerKind};
use crate::syntax::{Deprel, TokenId};
use crate::text::Word;

/// Second words of verbs that are no prepositions there: "gave **in** to the demands", not "given to it **in** May".
const PARTICLES: &[&str] = &["up", "out", "down", "off", "away", "back", "in", "over", "apart"];

impl Matcher<'_> {
    /// The lemma in lower case: a title's lemma keeps its capital.
    pub(super) fn lower(&self, id: TokenId) -> Word {
        let words = &self.scene.parse.words;
        let lemma = self.sentence()[id].lemma;
        let text = words.text(lemma);
        if text.chars().any(char::is_uppercase) {
            words.vocabulary().get(&text.to_lowercase()).unwrap_or(lemma)
        } else {
            lemma
        }
    }

    /// Whether the clause has all words of a trigger.
    pub(super) fn triggers(&self, trigger: &Trigger) -> bool {
        if trigger.words.len() == 1 {
            return true;
        }
        if trigger.kind == TriggerKind::Verb {
            return trigger.words[1..].iter().all(|&word| self.goes_with_verb(word));
        }
        let first = self.clause.head.index().checked_sub(trigger.head);
        first.is_some_and(|first| {
            trigger.words.iter().enumerate().all(|(offset, &word)| {
                let index = first + offset;
                offset == trigger.head
                    || index < self.sentence().tokens.len() && self.lower(TokenId(index as u32)) == word
            })
        })
    }

    /// Whether a word belongs to the verb: its particle, its preposition, its object's head, an adverb beside it.
    pub(super) fn goes_with_verb(&self, word: Word) -> bool {
        let sentence = self.sentence();
        let head = self.clause.head;
        if self
            .clause
            .particle
            .is_some_and(|particle| sentence[particle].lemma == word)
        {
            return true;
        }
        let text = self.scene.parse.words.text(word);
        if PARTICLES.contains(&text) {
            return self.has_beside(head, word, text);
        }
        self.clause.arguments.iter().any(|argument| match argument.slot {
            Slot::Oblique(preposition) => preposition == word || sentence[argument.head].lemma == word,
            Slot::Object | Slot::Predicate | Slot::Unmarked => sentence[argument.head].lemma == word,
            _ => false,
        }) || sentence.ids().skip(head.index() + 1).take(4).any(|id| {
            sentence[id].lemma == word
                && (sentence[id].head == head || matches!(sentence[id].deprel, Deprel::Case | Deprel::Mark))
        })
    }

    /// Whether a particle belongs to a verb by the parse: an adverb of it, or the first word of a preposition of several
    /// ("walked **out of** the talks").
    pub(super) fn has_beside(&self, verb: TokenId, particle: Word, text: &str) -> bool {
        let sentence = self.sentence();
        let words = &self.scene.parse.words;
        sentence.ids().skip(verb.index() + 1).take(6).any(|id| {
            sentence[id].lemma == particle
                && sentence[id].head == verb
                && matches!(sentence[id].deprel, Deprel::CompoundPrt | Deprel::Advmod)
        }) || self.clause.arguments.iter().any(|argument| match argument.slot {
            // "in order to" is no particle.
            Slot::Oblique(preposition) if text != "in" => words
                .text(preposition)
                .strip_prefix(text)
                .is_some_and(|rest| rest.starts_with(' ')),
            _ => false,
        })
    }

    /// Whether an argument is one of the words that trigger the rule: "office", of "take office".
    pub(super) fn is_trigger_word(&self, argument: &Argument) -> bool {
        self.trigger.kind == TriggerKind::Verb
            && self.trigger.words.len() > 1
            && self.trigger.words[1..].contains(&self.sentence()[argument.head].lemma)
    }

    /// Whether a phrase is of one of these things, or an amount or a part of one: "aid", "two tons of aid".
    pub(super) fn is_headed_by(&self, head: TokenId, heads: &[Word]) -> bool {
        let sentence = self.sentence();
        self.is_one_of(head, heads)
            || sentence.ids().any(|id| {
                let token = &sentence[id];
                let is_of = |case: TokenId| sentence[case].head == id && sentence[case].lemma == self.scene.of;
                token.head == head
                    && token.deprel == Deprel::Nmod
                    && self.is_one_of(id, heads)
                    && sentence.ids().any(is_of)
            })
    }

    /// Whether a word is one of these. Treebanks leave some plurals as they are: "troops", "arms".
    pub(super) fn is_one_of(&self, id: TokenId, heads: &[Word]) -> bool {
        let lemma = self.lower(id);
        let words = &self.scene.parse.words;
        let singular = words.text(lemma).strip_suffix('s');
        heads.contains(&lemma)
            || singular
                .and_then(|word| words.vocabulary().get(word))
                .is_some_and(|word| heads.contains(&word))
    }

    /// Whether a complement clause is a question: "asked **whether Sudria would sign**".
    pub(super) fn is_asked(&self, head: TokenId) -> bool {
        let sentence = self.sentence();
        let words = &self.scene.parse.words;
        sentence.ids().any(|id| {
            let token = &sentence[id];
            id <= head
                && (token.head == head || id == head)
                && match words.text(token.lemma) {
                    "whether" | "if" => token.deprel == Deprel::Mark,
                    "what" | "who" | "whom" | "whose" | "why" | "how" | "when" | "where" | "which" => true,
                    _ => false,
                }
        })
    }
}
