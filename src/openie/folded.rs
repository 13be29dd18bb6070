//! The folded shape: triples, earlier arguments taken into the relation, one step into phrases at a time.

use crate::clause::{Clause, ClauseKind};
use crate::openie::complement::{Complement, Part, complements};
use crate::openie::phrase::{Extent, pieces};
use crate::openie::proposition::{Proposition, propositions};
use crate::openie::sheet::Page;
use crate::openie::{Piece, Tuple};
use crate::syntax::{Deprel, TokenId};

/// Triples of one subject and predicate at most.
const MOST: usize = 24;

/// How far into a phrase's own phrases the folding goes.
const DEPTH: usize = 3;

/// Reads the triples of a sentence.
pub(super) fn read(page: &Page<'_>, tuples: &mut Vec<Tuple>) {
    for proposition in propositions(page) {
        for &subject in &proposition.subjects {
            let Some(subject) = page.resolved(&page.phrase(subject, Extent::Named, &proposition.spine)) else {
                continue;
            };
            let mut folder = Folder {
                page,
                proposition: &proposition,
                subject,
                left: MOST,
                tuples,
            };
            folder.run();
        }
    }
}

struct Folder<'f, 'p> {
    page: &'f Page<'p>,
    proposition: &'f Proposition,
    subject: Vec<Piece>,
    left: usize,
    tuples: &'f mut Vec<Tuple>,
}

impl Folder<'_, '_> {
    fn run(&mut self) {
        let page = self.page;
        let proposition = self.proposition;
        let mut relation: Vec<Piece> = proposition
            .relation
            .iter()
            .copied()
            .filter(|piece| match *piece {
                Piece::Token(id) => page.deprel(id) != Deprel::Advmod || page.is_negation(id),
                Piece::Inserted(_) => false,
            })
            .collect();
        if relation.is_empty() {
            return;
        }
        let is_copular = page
            .clause_at(proposition.head)
            .is_some_and(|clause| clause.kind == ClauseKind::Copula);
        if is_copular {
            self.predicate(&mut relation, proposition.head);
        }
        self.complements(&mut relation, &proposition.complements, proposition.head, 0);
    }

    /// Emits what each complement adds. Objects stay in the relation for what follows them.
    fn complements(&mut self, relation: &mut Vec<Piece>, complements: &[Complement], head: TokenId, depth: usize) {
        let is_object = |complement: &&Complement| {
            matches!(
                complement.part,
                Part::Object | Part::Indirect | Part::Predicate | Part::Agent
            )
        };
        for complement in complements.iter().filter(is_object) {
            self.complement(relation, complement, depth, true);
        }
        let has_object = complements.iter().any(|complement| is_object(&complement));
        let (behind, before): (Vec<&Complement>, Vec<&Complement>) = complements
            .iter()
            .filter(|complement| !is_object(complement))
            .partition(|complement| complement.first() > head);
        for complement in behind.into_iter().chain(before) {
            // Behind a verb without an object, phrases follow one another: "served as a judge **in Norland**".
            let keep = !has_object && complement.part == Part::Oblique && complement.first() > head;
            self.complement(relation, complement, depth, keep);
        }
    }

    /// Emits one complement; with `keep`, its first conjunct stays in the relation.
    fn complement(&mut self, relation: &mut Vec<Piece>, complement: &Complement, depth: usize, keep: bool) {
        // The first conjunct comes last, since it may stay.
        for (index, &head) in complement.heads.iter().enumerate().rev() {
            let keep = keep && index == 0;
            match complement.part {
                Part::That => {
                    let mut words = self.page.phrase(head, Extent::Clause, &self.proposition.spine);
                    words.extend(complement.marker.iter().copied());
                    words.sort_unstable();
                    self.push(relation, &words);
                }
                Part::Infinitive | Part::Doing | Part::Adverbial => {
                    let length = relation.len();
                    relation.extend(complement.marker.iter().copied().map(Piece::Token));
                    if let Some(clause) = self.page.clause_at(head) {
                        self.clause(relation, clause, depth + 1);
                    }
                    relation.truncate(length);
                }
                Part::Adverb => {
                    let words = self.page.phrase(head, Extent::Clause, &[]);
                    if complement.first() > self.proposition.head && self.proposition.complements.len() == 1 {
                        self.push(relation, &words);
                    }
                }
                _ => self.phrase(relation, &complement.marker, head, depth, keep),
            }
        }
    }

    /// Emits what a copula says; its own phrases are complements of the proposition.
    fn predicate(&mut self, relation: &mut Vec<Piece>, head: TokenId) {
        let words = self.page.phrase(head, Extent::Short, &tokens(relation));
        self.push(relation, &words);
        relation.extend(pieces(&words));
    }

    /// Emits a phrase and the phrases within it.
    fn phrase(&mut self, relation: &mut Vec<Piece>, marker: &[TokenId], head: TokenId, depth: usize, keep: bool) {
        let length = relation.len();
        relation.extend(marker.iter().copied().map(Piece::Token));
        let without = tokens(relation);
        let words = self.page.phrase(head, Extent::Short, &without);
        if depth == 0 {
            self.push(relation, &self.page.phrase(head, Extent::Named, &without));
        } else {
            self.push(relation, &words);
        }
        relation.extend(pieces(&words));
        let whole = relation.len();
        if depth < DEPTH {
            for child in self.page.children(head).filter(|&child| child > head) {
                let marker = self.page.prepositions(child, None);
                if self.page.deprel(child) == Deprel::Nmod && !marker.is_empty() && !words.contains(&child) {
                    self.phrase(relation, &marker, child, depth + 1, false);
                    for other in self.conjuncts(child) {
                        self.phrase(relation, &marker, other, depth + 1, false);
                    }
                }
                relation.truncate(whole);
            }
        }
        if !keep {
            relation.truncate(length);
        }
    }

    /// Emits what a clause inside the relation says of its own complements.
    fn clause(&mut self, relation: &mut Vec<Piece>, clause: &Clause, depth: usize) {
        if clause.kind != ClauseKind::Verb || depth > 2 {
            return;
        }
        let own_subject = self.page.has(clause.head, &[Deprel::Nsubj, Deprel::NsubjPass]);
        if own_subject {
            return;
        }
        relation.extend(pieces(&self.page.verb_group(clause.head)));
        let inner = complements(self.page, clause);
        self.complements(relation, &inner, clause.head, depth);
    }

    fn conjuncts(&self, head: TokenId) -> Vec<TokenId> {
        self.page
            .children(head)
            .filter(|&child| self.page.deprel(child) == Deprel::Conj)
            .collect()
    }

    fn push(&mut self, relation: &[Piece], object: &[TokenId]) {
        if object.is_empty() || self.left == 0 {
            return;
        }
        self.left -= 1;
        self.tuples.push(Tuple {
            sentence: self.page.id,
            construction: self.proposition.construction,
            head: self.proposition.spine[0],
            confidence: 0.0,
            relation: relation.to_vec(),
            arguments: vec![self.subject.clone(), pieces(object)],
        });
    }
}

/// The words of a relation that the sentence has.
fn tokens(relation: &[Piece]) -> Vec<TokenId> {
    relation
        .iter()
        .filter_map(|piece| match piece {
            Piece::Token(id) => Some(*id),
            Piece::Inserted(_) => None,
        })
        .collect()
}
