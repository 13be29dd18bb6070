//! Relative words put back: of "the children, **whose** parents left" (the children 's parents, left), of "two rooms, one of
//! **which** is locked" (one of two rooms, is locked).
//!
//! Takes a relative word, gives the words it stands for. Leaves questions alone.

use crate::openie::Piece;
use crate::openie::phrase::Extent;
use crate::openie::sheet::Page;
use crate::syntax::{Deprel, TokenId, Xpos};

impl Page<'_> {
    /// The words as an argument, relative words replaced by what they take up. Nothing if one is left that takes up nothing here:
    /// "at **which** time", "**whose** parents?".
    pub(super) fn resolved(&self, words: &[TokenId]) -> Option<Vec<Piece>> {
        let mut found = Vec::with_capacity(words.len());
        for &word in words {
            if !self.dangles(word, words) {
                found.push(Piece::Token(word));
                continue;
            }
            let clause = self.relative_clause(word)?;
            let noun = self.head(clause)?;
            if words.contains(&noun) {
                found.push(Piece::Token(word));
                continue;
            }
            let antecedent = self.phrase(noun, Extent::Named, &[clause]);
            found.extend(
                antecedent
                    .into_iter()
                    .filter(|id| !words.contains(id))
                    .map(Piece::Token),
            );
            if self.token(word).xpos == Xpos::WpPoss {
                found.push(Piece::Inserted("'s"));
            }
        }
        Some(found)
    }

    /// Whether the word is a relative or interrogative one whose clause is outside the words.
    fn dangles(&self, word: TokenId, words: &[TokenId]) -> bool {
        let takes_up = match self.token(word).xpos {
            Xpos::WpPoss => true,
            Xpos::Wdt => matches!(self.text(word), "which" | "that"),
            Xpos::Wp => matches!(self.text(word), "who" | "whom"),
            _ => false,
        };
        let clause = || self.relative_clause(word).unwrap_or_else(|| self.predicate_over(word));
        takes_up && !words.contains(&clause())
    }

    /// The predicate in whose clause the word stands.
    fn predicate_over(&self, mut id: TokenId) -> TokenId {
        while let Some(head) = self.head(id) {
            id = head;
            if self.clause_at(id).is_some() || self.has_subject(id) {
                break;
            }
        }
        id
    }

    /// The relative clause that the word introduces.
    fn relative_clause(&self, word: TokenId) -> Option<TokenId> {
        // "at **which** time" takes up what a whole clause says.
        if self.deprel(word) == Deprel::Det {
            return None;
        }
        let mut id = self.predicate_over(word);
        // "a note **which** Roe said was lost"
        while matches!(self.deprel(id), Deprel::Conj | Deprel::Ccomp | Deprel::Xcomp) {
            id = self.head(id)?;
        }
        (self.deprel(id) == Deprel::AclRelcl).then_some(id)
    }
}
