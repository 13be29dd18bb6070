//! [`Reader`]: a document's clauses → its statements.

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use crate::clause::{Clause, ClauseId, Clauses, Lexicon};
use crate::extract::assertion::{Affiliations, AssertMode, is_asserted};
use crate::extract::draft::Draft;
use crate::extract::silence::{LeftOut, Note, Silence};
use crate::extract::{Extraction, Filler, Statement, StatementId, containment, draft, office, open};
use crate::mention::Mentions;
use crate::ontology::Ontology;
use crate::rule::{RuleSet, Scene};
use crate::syntax::{Parse, SentenceId, TokenId};
use crate::text::{BlockKind, Document};

/// Reads statements off clauses.
#[derive(Clone, Copy)]
pub struct Reader<'r> {
    /// The rules.
    pub rules: &'r RuleSet,
    /// What the rules' classes and properties are.
    pub ontology: &'r Ontology,
    /// The word lists that the clauses were read with.
    pub lexicon: &'r Lexicon,
    /// Which statements become facts.
    pub assert: AssertMode,
}

/// One document as its statements are read.
pub(super) struct Page<'p> {
    pub(super) text: &'p str,
    pub(super) published: Option<Date>,
    pub(super) scene: Scene<'p>,
    pub(super) ontology: &'p Ontology,
    pub(super) lexicon: &'p Lexicon,
    pub(super) rules: &'p RuleSet,
}

impl Reader<'_> {
    /// The statements of the document.
    pub fn read(&self, document: &Document, parse: &Parse<'_>, mentions: &Mentions, clauses: &Clauses) -> Extraction {
        self.noting(document, parse, mentions, clauses, &mut |_| {})
    }

    /// The open relations that the document's statements leave out, and why, in text order.
    pub fn left_out(
        &self,
        document: &Document,
        parse: &Parse<'_>,
        mentions: &Mentions,
        clauses: &Clauses,
    ) -> Vec<LeftOut> {
        let mut left_out = Vec::new();
        self.noting(document, parse, mentions, clauses, &mut |note| left_out.push(note));
        left_out.sort_by_key(|note| note.clause);
        left_out
    }

    fn noting(
        &self,
        document: &Document,
        parse: &Parse<'_>,
        mentions: &Mentions,
        clauses: &Clauses,
        note: &mut Note<'_>,
    ) -> Extraction {
        let words = self.lexicon.words();
        let page = Page {
            text: &document.text,
            published: document.date,
            scene: Scene {
                parse,
                mentions,
                clauses,
                by: words.by,
                of: words.of,
            },
            ontology: self.ontology,
            lexicon: self.lexicon,
            rules: self.rules,
        };
        let drafts = drafts(&page, note);
        let affiliations = Affiliations::new(&page);
        let places = containment::statements(&page)
            .into_iter()
            .map(|statement| (statement, false));
        let statements = nest(&page, drafts, note)
            .into_iter()
            .chain(places)
            .map(|(statement, own_act)| {
                let block = parse.sentence(statement.sentence).block;
                let asserted = is_asserted(&statement, own_act, block, self.assert, &affiliations)
                    && !is_mutual(&document.text, &statement);
                Statement { asserted, ..statement }
            })
            .collect();
        Extraction { statements }
    }
}

/// "supports **each other's** claims": whose they are is told by no one triple.
fn is_mutual(text: &str, statement: &Statement) -> bool {
    statement.object.as_ref().is_some_and(|object| {
        let words = object.span.of(text).to_lowercase();
        words.starts_with("each other") || words.starts_with("one another")
    })
}

/// What rules make of the clauses, and what the clauses say for themselves where no rule speaks; in text order.
fn drafts(page: &Page<'_>, note: &mut Note<'_>) -> Vec<Draft> {
    let block = |clause: &Clause| page.scene.parse.sentence(clause.sentence).block;
    let mut drafts: Vec<Draft> = Vec::new();
    let mut spoken: FxHashSet<(SentenceId, TokenId)> = FxHashSet::default();
    for (id, clause) in page.scene.clauses.iter() {
        if block(clause) == BlockKind::Boilerplate {
            continue;
        }
        let before = drafts.len();
        for found in page.rules.matches(&page.scene, id) {
            draft::of_match(page, &found, &mut drafts);
        }
        if drafts.len() > before {
            spoken.insert((clause.sentence, clause.head));
            // A light verb has said all it has to say through its noun.
            spoken.extend(clause.support.map(|support| (clause.sentence, support)));
        }
    }
    let mut offices = Vec::new();
    for (id, clause) in page.scene.clauses.iter() {
        // Headlines leave out too much to be read without a rule.
        let is_text = matches!(
            block(clause),
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Byline
        );
        if block(clause) == BlockKind::Boilerplate || spoken.contains(&(clause.sentence, clause.head)) {
            continue;
        }
        if is_text {
            offices.extend(office::known(page, id));
            open::of_clause(page, id, &mut drafts, note);
        } else {
            note(LeftOut::whole(id, Silence::Headline));
        }
    }
    drafts.extend(office::fullest(offices, &drafts));
    drafts.sort_by_key(|draft| draft.clause);
    drafts
}

/// Puts statements in the places that their complement clauses fill, and drops what is said twice.
fn nest(page: &Page<'_>, drafts: Vec<Draft>, note: &mut Note<'_>) -> Vec<(Statement, bool)> {
    let mut kept: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let repeated = kept.iter().rev().take(40).any(|known| known.says_what(&draft));
        if !repeated {
            kept.push(draft);
        } else if draft.statement.class.is_none() {
            note(LeftOut::whole(draft.clause, Silence::Repeated));
        }
    }
    let first_of = |sentence: SentenceId, head: TokenId| -> Option<StatementId> {
        let clause: ClauseId = page.scene.clauses.at(sentence, head)?;
        let place = kept.iter().position(|draft| draft.clause == clause)?;
        Some(StatementId(place as u32))
    };
    let fillers: Vec<Vec<Option<StatementId>>> = kept
        .iter()
        .map(|draft| {
            draft
                .nested
                .iter()
                .map(|nested| first_of(draft.statement.sentence, nested.head))
                .collect()
        })
        .collect();
    kept.iter()
        .zip(fillers)
        .enumerate()
        .map(|(own, (draft, fillers))| {
            let mut statement = draft.statement.clone();
            for (nested, filler) in draft.nested.iter().zip(fillers) {
                let Some(inner) = filler.filter(|inner| inner.0 as usize != own) else {
                    continue;
                };
                let argument = match nested.role {
                    None => statement.object.as_mut(),
                    Some(index) => statement.roles.get_mut(index).map(|(_, argument)| argument),
                };
                if let Some(argument) = argument {
                    argument.filler = Filler::Statement(inner);
                }
            }
            (statement, draft.own_act)
        })
        .collect()
}
