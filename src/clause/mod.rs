//! Who does what to whom, stated once for every way English has of saying it: parse and mentions → [`Clauses`].
//!
//! Takes a parse, its mentions and a [`Lexicon`], gives one [`Clause`] a predicate: verbs, copulas, event nouns,
//! appositions and titles alike, with arguments in the same [`Slot`]s and a [`Status`] that says whether it is so, in
//! which world, and who says it. Cannot fail. Knows no subject matter: that is `rule`'s.

#[expect(clippy::module_inception, reason = "a file is found by its noun")]
mod clause;
mod lexicon;
mod lists;
mod mood;
mod nominal;
mod predicate;
mod scope;
mod show;
mod source;
mod status;
mod view;

pub use clause::{Argument, Clause, ClauseId, ClauseKind, Clauses, Slot};
pub use lexicon::{FunctionWords, Lexicon};
pub use show::Shown;
pub use status::{Effect, Modality, Polarity, Source, Status};

use crate::mention::Mentions;
use crate::syntax::{Parse, Upos};
use scope::Scopes;
use view::View;

/// Reads the clauses of a document whose text is `text`.
pub fn read(text: &str, parse: &Parse<'_>, mentions: &Mentions, lexicon: &Lexicon) -> Clauses {
    let mut clauses = Clauses::default();
    for id in parse.ids() {
        let view = View::new(text, id, parse, mentions, lexicon);
        let scopes = Scopes::new(&view);
        for head in parse.sentence(id).ids() {
            if view.is_verb(head) {
                clauses.push(predicate::verb(&view, &scopes, head));
            } else if view.is_copular(head) {
                clauses.push(predicate::copula(&view, &scopes, head));
            }
            if view.token(head).upos == Upos::Noun
                && let Some(clause) = nominal::event(&view, &scopes, head)
            {
                clauses.push(clause);
            }
            for clause in nominal::appositions(&view, &scopes, head) {
                clauses.push(clause);
            }
            for clause in nominal::titles(&view, &scopes, head) {
                clauses.push(clause);
            }
        }
    }
    clauses
}
