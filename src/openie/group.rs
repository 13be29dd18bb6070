//! The words of a relation: auxiliaries, negation, adverbs, verb, particle.

use crate::openie::sheet::Page;
use crate::syntax::{Deprel, TokenId, Upos, Xpos};

/// Adverbs that measure what they stand before and belong to its words: "**very** ready", "**as** popular as".
const DEGREES: [&str; 24] = [
    "as",
    "so",
    "too",
    "very",
    "quite",
    "more",
    "most",
    "less",
    "least",
    "how",
    "that",
    "pretty",
    "really",
    "rather",
    "highly",
    "extremely",
    "deeply",
    "fairly",
    "almost",
    "nearly",
    "roughly",
    "about",
    "well",
    "particularly",
];

impl Page<'_> {
    /// The verb group of `verb`, in order.
    pub(super) fn verb_group(&self, verb: TokenId) -> Vec<TokenId> {
        let mut words = vec![verb];
        self.add_auxiliaries(verb, verb, &mut words);
        words.extend(
            self.children(verb)
                .filter(|&child| self.deprel(child) == Deprel::CompoundPrt || self.is_stranded(child)),
        );
        words.sort_unstable();
        words
    }

    /// A preposition that stands right behind its verb with nothing under it: "the city that they went **to**".
    pub(super) fn is_stranded(&self, id: TokenId) -> bool {
        let is_own = matches!(self.deprel(id), Deprel::Obl | Deprel::Advmod | Deprel::Case);
        is_own
            && self.token(id).upos == Upos::Adp
            && self.tree.children(id).is_empty()
            && self
                .head(id)
                .is_some_and(|verb| self.token(verb).upos == Upos::Verb && verb.0 + 1 == id.0)
    }

    /// The copula's group of the predicate `head`, without the predicate.
    pub(super) fn copula_group(&self, head: TokenId) -> Vec<TokenId> {
        let mut words = Vec::new();
        let bearer = if self.has(head, &[Deprel::Cop]) {
            head
        } else {
            self.first_conjunct(head)
        };
        let Some(copula) = self.child_by(bearer, &[Deprel::Cop]) else {
            return words;
        };
        words.push(copula);
        if self.is_outer(bearer) {
            // What stands behind the copula is the inner clause's own.
            words.extend(
                self.children(bearer)
                    .filter(|&child| child < copula && (self.deprel(child) == Deprel::Aux || self.is_negation(child))),
            );
            words.sort_unstable();
            return words;
        }
        self.add_auxiliaries(bearer, self.first_of_predicate(bearer, copula), &mut words);
        words.sort_unstable();
        words.dedup();
        words
    }

    /// The first word of what the copula says.
    fn first_of_predicate(&self, head: TokenId, copula: TokenId) -> TokenId {
        self.children(head)
            .filter(|&child| {
                child > copula
                    && matches!(
                        self.deprel(child),
                        Deprel::Det
                            | Deprel::Case
                            | Deprel::NmodPoss
                            | Deprel::Amod
                            | Deprel::Compound
                            | Deprel::Nummod
                    )
            })
            .chain([head])
            .min()
            .unwrap_or(head)
    }

    /// Adds auxiliaries, negation, and the adverbs among them and just before `edge`.
    fn add_auxiliaries(&self, head: TokenId, edge: TokenId, words: &mut Vec<TokenId>) {
        let own = |id: TokenId| matches!(self.deprel(id), Deprel::Aux | Deprel::AuxPass);
        let mut has_own = false;
        for child in self.children(head) {
            if own(child) {
                words.push(child);
                has_own = true;
            }
        }
        if !has_own && self.deprel(head) == Deprel::Conj {
            // "have crossed … and returned": the auxiliary serves both.
            let first = self.first_conjunct(head);
            let same = self.token(first).xpos == self.token(head).xpos;
            if same && matches!(self.token(head).xpos, Xpos::Vb | Xpos::Vbn | Xpos::Vbg) && !self.has_subject(head) {
                words.extend(self.children(first).filter(|&child| own(child)));
                words.extend(
                    self.children(first)
                        .filter(|&child| self.deprel(child) == Deprel::Advmod && self.is_negation(child)),
                );
            }
        }
        for child in self.children(head) {
            let denies = matches!(self.deprel(child), Deprel::Cc | Deprel::CcPreconj) && self.is_negation(child);
            if denies && child < edge {
                words.push(child);
            }
            if self.deprel(child) != Deprel::Advmod || self.is_wh(child) {
                continue;
            }
            // "is very ready" has its "very" in what is said.
            if self.token(head).upos == Upos::Adj && DEGREES.contains(&self.text(child)) {
                continue;
            }
            // "**no longer** recognises"
            if let Some(no) = self
                .children(child)
                .find(|&part| part < child && self.text(part) == "no")
            {
                words.extend([no, child]);
                continue;
            }
            let is_between = child < edge && self.is_single(child) && self.joins(child, edge, words);
            if is_between || self.is_negation(child) {
                words.push(child);
            }
        }
    }

    /// The conjunctions that introduce the clause, with their fixed parts: "to", "in order to".
    pub(super) fn marks(&self, head: TokenId) -> Vec<TokenId> {
        let mut words = Vec::new();
        for mark in self.children(head).filter(|&child| self.deprel(child) == Deprel::Mark) {
            words.push(mark);
            words.extend(self.children(mark).filter(|&part| self.deprel(part) == Deprel::Fixed));
        }
        words.sort_unstable();
        words
    }

    pub(super) fn is_negation(&self, id: TokenId) -> bool {
        self.lexicon.is_negator(self.lemma(id))
    }

    fn is_single(&self, id: TokenId) -> bool {
        self.tree.children(id).is_empty() && self.token(id).upos == Upos::Adv
    }

    /// Whether only adverbs and words of the group stand between `adverb` and `edge`.
    fn joins(&self, adverb: TokenId, edge: TokenId, words: &[TokenId]) -> bool {
        (adverb.0 + 1..edge.0).map(TokenId).all(|between| {
            words.contains(&between)
                || self.token(between).upos == Upos::Adv
                || self.token(between).upos == Upos::Part
                || self.token(between).upos == Upos::Aux
        })
    }
}
