//! The words of an argument.

use crate::openie::Piece;
use crate::openie::sheet::Page;
use crate::syntax::{Deprel, TokenId, Upos, Xpos};

/// How much of a phrase is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// A noun phrase with its prepositional phrases and restrictive clauses; appositions and asides cut.
    Full,
    /// The head with what stands before it.
    Short,
    /// The head with what stands before it, and its `of`-phrase.
    Named,
    /// A clause, whole.
    Clause,
}

/// Asides, whatever they hang on.
const ASIDES: &[Deprel] = &[
    Deprel::Parataxis,
    Deprel::Discourse,
    Deprel::Vocative,
    Deprel::Reparandum,
    Deprel::Dislocated,
];

/// What hangs on a noun phrase's head without belonging to its words.
const OUTSIDE: &[Deprel] = &[
    Deprel::Case,
    Deprel::Cc,
    Deprel::CcPreconj,
    Deprel::Conj,
    Deprel::Mark,
    Deprel::Cop,
    Deprel::Nsubj,
    Deprel::NsubjPass,
    Deprel::NsubjOuter,
    Deprel::Csubj,
    Deprel::Expl,
    Deprel::Aux,
    Deprel::AuxPass,
];

/// What a short phrase leaves out besides.
const AFTER: &[Deprel] = &[
    Deprel::Nmod,
    Deprel::NmodUnmarked,
    Deprel::Acl,
    Deprel::AclRelcl,
    Deprel::Advcl,
    Deprel::AdvclRelcl,
    Deprel::Obl,
    Deprel::OblUnmarked,
    Deprel::Xcomp,
    Deprel::Ccomp,
];

impl Page<'_> {
    /// The words of the phrase that `head` heads, in order, without the subtrees of `without`.
    pub(super) fn phrase(&self, head: TokenId, extent: Extent, without: &[TokenId]) -> Vec<TokenId> {
        let mut found = vec![head];
        let mut next = 0;
        while let Some(&parent) = found.get(next) {
            next += 1;
            for &child in self.tree.children(parent) {
                if !without.contains(&child) && self.belongs(parent, child, parent == head, extent) {
                    found.push(child);
                }
            }
        }
        found.sort_unstable();
        self.trim(&mut found);
        found
    }

    fn belongs(&self, parent: TokenId, child: TokenId, at_top: bool, extent: Extent) -> bool {
        let relation = self.deprel(child);
        if ASIDES.contains(&relation) {
            return false;
        }
        match extent {
            Extent::Clause => !(at_top && matches!(relation, Deprel::Cc | Deprel::Mark)),
            Extent::Full | Extent::Short | Extent::Named => {
                if relation == Deprel::Appos {
                    // "the show host Jane Roe" is one phrase.
                    return !self.is_set_off(parent, child);
                }
                if at_top && OUTSIDE.contains(&relation) {
                    return false;
                }
                if matches!(relation, Deprel::AclRelcl | Deprel::Acl) && self.is_set_off(parent, child) {
                    return false;
                }
                extent == Extent::Full
                    || relation == Deprel::NmodUnmarked && self.is_date_part(parent, child)
                    || !(at_top && AFTER.contains(&relation) && child > parent)
                    || extent == Extent::Named && self.is_of_phrase(child)
                    || extent == Extent::Short
                        && self.is_of_phrase(child)
                        && self.lexicon.is_partitive(self.lemma(parent))
            }
        }
    }

    /// "21 **September 2010**"
    fn is_date_part(&self, parent: TokenId, child: TokenId) -> bool {
        let part = |id: TokenId| matches!(self.token(id).upos, Upos::Num | Upos::Propn);
        child > parent && part(parent) && part(child)
    }

    pub(super) fn is_of_phrase(&self, id: TokenId) -> bool {
        self.deprel(id) == Deprel::Nmod
            && self
                .child_by(id, &[Deprel::Case])
                .is_some_and(|case| self.lemma(case) == self.function_words().of)
    }

    /// Whether a comma parts the clause `child` from what it follows.
    pub(super) fn is_set_off(&self, parent: TokenId, child: TokenId) -> bool {
        let mut first = child;
        for &id in self.tree.children(child) {
            first = first.min(id);
        }
        // A comma in front hangs on the clause or on its head.
        first > parent
            && (self.is_comma(first)
                || first
                    .0
                    .checked_sub(1)
                    .is_some_and(|before| self.is_comma(TokenId(before))))
    }

    /// Drops punctuation at the edges and beside what was cut, and quotation marks without their fellow.
    fn trim(&self, found: &mut Vec<TokenId>) {
        if found.len() == 1 {
            return;
        }
        if let (Some(&first), Some(&last)) = (found.first(), found.last())
            && (self.token(first).xpos, self.token(last).xpos) == (Xpos::OpenBracket, Xpos::CloseBracket)
        {
            found.pop();
            found.remove(0);
        }
        let has = |found: &[TokenId], id: u32| found.binary_search(&TokenId(id)).is_ok();
        loop {
            let kept: Vec<TokenId> = found
                .iter()
                .copied()
                .filter(|&id| {
                    if !self.is_punct(id) {
                        return true;
                    }
                    let before = id.0 > 0 && has(found, id.0 - 1);
                    let after = has(found, id.0 + 1);
                    match self.token(id).xpos {
                        Xpos::OpenQuote | Xpos::OpenBracket => after && self.closed(found, id, true),
                        Xpos::CloseQuote | Xpos::CloseBracket => before && self.closed(found, id, false),
                        _ => before && after,
                    }
                })
                .collect();
            if kept.len() == found.len() {
                return;
            }
            *found = kept;
        }
    }

    /// Whether the mark's fellow is among the words.
    fn closed(&self, found: &[TokenId], mark: TokenId, forward: bool) -> bool {
        let fellow = match self.token(mark).xpos {
            Xpos::OpenQuote => Xpos::CloseQuote,
            Xpos::OpenBracket => Xpos::CloseBracket,
            Xpos::CloseQuote => Xpos::OpenQuote,
            _ => Xpos::OpenBracket,
        };
        found
            .iter()
            .any(|&id| (id > mark) == forward && id != mark && self.token(id).xpos == fellow)
    }

    /// The preposition of the phrase: its case words with their fixed parts, in order.
    pub(super) fn prepositions(&self, head: TokenId, via: Option<TokenId>) -> Vec<TokenId> {
        let bearer = if self.has(head, &[Deprel::Case]) {
            head
        } else {
            via.unwrap_or(head)
        };
        let mut words = Vec::new();
        for case in self
            .children(bearer)
            .filter(|&child| self.deprel(child) == Deprel::Case && self.token(child).xpos != Xpos::Pos)
        {
            words.push(case);
            words.extend(
                self.children(case)
                    .filter(|&part| matches!(self.deprel(part), Deprel::Fixed | Deprel::Advmod)),
            );
        }
        words.sort_unstable();
        words
    }

    /// Whether the word is a name or a noun.
    pub(super) fn is_nominal(&self, id: TokenId) -> bool {
        matches!(
            self.token(id).upos,
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Sym
        )
    }
}

/// Words of the sentence as pieces.
pub(super) fn pieces(tokens: &[TokenId]) -> Vec<Piece> {
    tokens.iter().copied().map(Piece::Token).collect()
}
