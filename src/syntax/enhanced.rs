//! [`Enhanced`]: the relations that a basic tree leaves implicit.
//!
//! They follow Enhanced Universal Dependencies (<https://universaldependencies.org/u/overview/enhanced-syntax.html>):
//! propagated conjuncts, dependants shared by conjuncts, antecedents of relative clauses, subjects of controlled and
//! raised predicates; and, beyond them, subjects of participles, which statements need as much.

use crate::syntax::control::Control;
use crate::syntax::{Deprel, Number, PronType, Sentence, TokenId, Tree, Upos, VerbForm, Xpos};

/// Why a relation holds that the basic tree does not draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The dependant is a conjunct of one that the tree draws: "Norland **and Sudria** agreed".
    Conjunct,
    /// The head is a conjunct of one that has this dependant: "**Norland** objected and **walked** out".
    Shared,
    /// The dependant is what a relative clause modifies: "the **note** that Norland **sent**".
    Antecedent,
    /// The head is a predicate whose subject another predicate supplies: "**Norland** wants to **leave**".
    Control,
    /// The head is a participle or an infinitive that modifies: "the **note sent** yesterday", "**Norland** left, **citing** …".
    Participle,
}

/// A relation beyond the basic tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The word that governs.
    pub head: TokenId,
    /// The word that depends.
    pub dependent: TokenId,
    /// How it depends.
    pub relation: Deprel,
    /// Why it does.
    pub reason: Reason,
    /// The word in whose place the dependant stands, where there is one: the relative pronoun, which bears the
    /// preposition ("the city **in which** they met"); the first conjunct.
    pub via: Option<TokenId>,
}

/// The relations beyond the basic tree of one sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Enhanced {
    edges: Vec<Edge>,
}

const SUBJECTS: &[Deprel] = &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Csubj, Deprel::CsubjPass];

/// Relations that a conjunct takes over from the first one.
const PROPAGATED: &[Deprel] = &[
    Deprel::Nsubj,
    Deprel::NsubjPass,
    Deprel::Obj,
    Deprel::Iobj,
    Deprel::Obl,
    Deprel::OblAgent,
    Deprel::OblUnmarked,
    Deprel::Nmod,
    Deprel::NmodPoss,
    Deprel::Ccomp,
    Deprel::Xcomp,
    Deprel::Advcl,
    Deprel::Acl,
    Deprel::AclRelcl,
    Deprel::Appos,
];

impl Enhanced {
    /// Reads the implicit relations off a tree. `control` says of a predicate's head word who does what its
    /// infinitive says, or the gerund under a preposition, if that is given too.
    pub fn new(sentence: &Sentence, tree: &Tree, control: impl Fn(TokenId, Option<TokenId>) -> Control) -> Self {
        let mut builder = Builder {
            sentence,
            tree,
            edges: Vec::new(),
        };
        for id in sentence.ids() {
            if sentence[id].deprel == Deprel::AclRelcl {
                builder.antecedent(id);
            }
        }
        // From the top down, so that what a head has taken over is there for what depends on it.
        let order = builder.top_down();
        for &id in &order {
            builder.propagate(id);
        }
        for id in order {
            match sentence[id].deprel {
                Deprel::Conj => builder.share(id),
                Deprel::Xcomp => builder.control(id, control(sentence[id].head, None)),
                Deprel::Advcl => match builder.adverbial_control(id, &control) {
                    Some(found) => builder.control(id, found),
                    None => builder.participle(id),
                },
                Deprel::Acl => builder.participle(id),
                _ => {}
            }
        }
        Self { edges: builder.edges }
    }

    /// Every relation beyond the tree, in the order it was found.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// Those that `head` governs.
    pub fn of(&self, head: TokenId) -> impl Iterator<Item = &Edge> {
        self.edges.iter().filter(move |edge| edge.head == head)
    }
}

pub(super) struct Builder<'s> {
    pub(super) sentence: &'s Sentence,
    pub(super) tree: &'s Tree,
    pub(super) edges: Vec<Edge>,
}

impl Builder<'_> {
    /// The words, each after its head, siblings in text order.
    fn top_down(&self) -> Vec<TokenId> {
        let mut order = Vec::with_capacity(self.sentence.tokens.len());
        if self.tree.root() != TokenId::ROOT {
            order.push(self.tree.root());
        }
        let mut next = 0;
        while next < order.len() {
            order.extend_from_slice(self.tree.children(order[next]));
            next += 1;
        }
        order
    }

    pub(super) fn add(
        &mut self,
        head: TokenId,
        dependent: TokenId,
        relation: Deprel,
        reason: Reason,
        via: Option<TokenId>,
    ) {
        let known = self
            .edges
            .iter()
            .any(|edge| edge.head == head && edge.dependent == dependent);
        if head != dependent && !known {
            self.edges.push(Edge {
                head,
                dependent,
                relation,
                reason,
                via,
            });
        }
    }

    /// Subjects of a predicate, by the tree or beyond it.
    pub(super) fn subjects(&self, head: TokenId) -> Vec<TokenId> {
        let drawn = self.tree.children_by(self.sentence, head, SUBJECTS);
        let implied = self
            .edges
            .iter()
            .filter(|edge| edge.head == head && SUBJECTS.contains(&edge.relation));
        drawn
            .chain(implied.map(|edge| edge.dependent))
            .filter(|&subject| !self.is_relativizer(subject))
            .collect()
    }

    pub(super) fn has_own_subject(&self, head: TokenId) -> bool {
        let own = [SUBJECTS, &[Deprel::Expl]].concat();
        self.tree.child_by(self.sentence, head, &own).is_some()
    }

    pub(super) fn is_relativizer(&self, id: TokenId) -> bool {
        let token = &self.sentence[id];
        token.feats.has(PronType::Rel)
            || matches!(token.xpos, Xpos::Wdt | Xpos::Wp | Xpos::WpPoss) && self.within_relative(id)
    }

    fn within_relative(&self, id: TokenId) -> bool {
        let head = self.sentence[id].head;
        head != TokenId::ROOT
            && (self.sentence[head].deprel == Deprel::AclRelcl
                || self.sentence[head].head != TokenId::ROOT
                    && self.sentence[self.sentence[head].head].deprel == Deprel::AclRelcl)
    }

    /// Whether the predicate is a passive: its subject is what is acted on.
    fn is_passive(&self, head: TokenId) -> bool {
        let passive = [Deprel::AuxPass, Deprel::NsubjPass, Deprel::CsubjPass];
        if self.tree.child_by(self.sentence, head, &passive).is_some() {
            return true;
        }
        let token = &self.sentence[head];
        if token.xpos != Xpos::Vbn || self.tree.child_by(self.sentence, head, &[Deprel::Aux]).is_some() {
            return false;
        }
        match token.deprel {
            Deprel::Conj => self.is_passive(token.head),
            Deprel::Acl | Deprel::Advcl | Deprel::Amod | Deprel::Xcomp | Deprel::Parataxis => {
                self.tree.child_by(self.sentence, head, &[Deprel::Obj]).is_none()
            }
            _ => false,
        }
    }

    pub(super) fn subject_relation(&self, head: TokenId) -> Deprel {
        if self.is_passive(head) {
            Deprel::NsubjPass
        } else {
            Deprel::Nsubj
        }
    }

    /// A conjunct depends on whatever the first conjunct depends on.
    fn propagate(&mut self, id: TokenId) {
        if self.sentence[id].deprel != Deprel::Conj {
            return;
        }
        let first = self.sentence[id].head;
        let mut taken = Vec::new();
        if PROPAGATED.contains(&self.sentence[first].deprel) {
            taken.push((self.sentence[first].head, self.sentence[first].deprel, Some(first)));
        }
        taken.extend(
            self.edges
                .iter()
                .filter(|edge| edge.dependent == first)
                .map(|edge| (edge.head, edge.relation, edge.via.or(Some(first)))),
        );
        // "a pilot who flew planes but **was killed**": what is said of a noun stands in no noun's place.
        let is_said = self.sentence[id].upos == Upos::Verb && self.sentence[first].upos != Upos::Verb;
        for (head, relation, via) in taken {
            if is_said && SUBJECTS.contains(&relation) {
                continue;
            }
            // A clause keeps its own kind of subject; only phrases stand in each other's place.
            self.add(head, id, relation, Reason::Conjunct, via);
        }
    }

    /// Conjoined predicates share the subject of the first, and an object that follows them all.
    fn share(&mut self, id: TokenId) {
        let first = self.sentence[id].head;
        if !self.is_predicate(id) {
            return;
        }
        if !self.has_own_subject(id) {
            for subject in self.subjects(first) {
                self.add(id, subject, self.subject_relation(id), Reason::Shared, None);
            }
        }
        if let Some(object) = self.shared_object(id, first).filter(|&object| object > id) {
            self.add(id, object, Deprel::Obj, Reason::Shared, None);
        }
        if self.follows_at_once(first, id)
            && let Some(object) = self.shared_object(first, id).filter(|&object| object > id)
        {
            self.add(first, object, Deprel::Obj, Reason::Shared, None);
        }
    }

    /// The object of `giver`, when `taker` has neither object nor complement clause of its own.
    fn shared_object(&self, taker: TokenId, giver: TokenId) -> Option<TokenId> {
        let filled = [Deprel::Obj, Deprel::Ccomp, Deprel::Xcomp];
        let is_verb = |id: TokenId| self.sentence[id].upos == Upos::Verb;
        // A relative clause has its object already: "the note that Norland **sent** and Sudria …".
        let implied = |edge: &Edge| edge.head == taker && edge.relation == Deprel::Obj;
        if self.edges.iter().any(implied)
            || !is_verb(taker)
            || !is_verb(giver)
            || self.tree.child_by(self.sentence, taker, &filled).is_some()
        {
            return None;
        }
        self.tree.child_by(self.sentence, giver, &[Deprel::Obj])
    }

    /// "**signed** and **ratified** the treaty": nothing of the first conjunct's own stands behind it, so that what
    /// follows the second is the object of both.
    fn follows_at_once(&self, first: TokenId, id: TokenId) -> bool {
        self.sentence[first].xpos == self.sentence[id].xpos
            && !self.is_passive(first)
            && (first.0 + 1..id.0).all(|between| {
                matches!(
                    self.sentence[TokenId(between)].upos,
                    Upos::Cconj | Upos::Punct | Upos::Adv
                ) || matches!(self.sentence[TokenId(between)].deprel, Deprel::Cc | Deprel::Aux)
            })
    }

    fn is_predicate(&self, id: TokenId) -> bool {
        matches!(self.sentence[id].upos, Upos::Verb | Upos::Aux)
            || self.tree.child_by(self.sentence, id, &[Deprel::Cop]).is_some()
            || matches!(self.sentence[id].upos, Upos::Adj)
    }

    /// What a relative clause modifies stands where its relative pronoun does, or in the gap.
    fn antecedent(&mut self, clause: TokenId) {
        let noun = self.sentence[clause].head;
        if noun == TokenId::ROOT {
            return;
        }
        let near: Vec<TokenId> = self
            .tree
            .children(clause)
            .iter()
            .flat_map(|&child| std::iter::once(child).chain(self.tree.children(child).iter().copied()))
            .collect();
        let pronoun = near
            .into_iter()
            .filter(|&id| id < clause || self.sentence[id].head != clause)
            .find(|&id| {
                let token = &self.sentence[id];
                token.deprel != Deprel::Mark
                    && (token.feats.has(PronType::Rel)
                        || matches!(token.xpos, Xpos::Wdt | Xpos::Wp | Xpos::WpPoss | Xpos::Wrb))
            });
        match pronoun {
            // "the claim that Sudria sent troops": with an object of its own the clause has no place for the noun.
            Some(pronoun) if self.is_needless(pronoun) => {}
            Some(pronoun) => {
                let (head, relation) = self.place_of(pronoun);
                // "the city where they met": an adverb stands for an oblique.
                let relation = if relation == Deprel::Advmod {
                    Deprel::Obl
                } else {
                    relation
                };
                let noun = if SUBJECTS.contains(&relation) {
                    self.agreeing(noun, clause, head)
                } else {
                    noun
                };
                self.add(head, noun, relation, Reason::Antecedent, Some(pronoun));
            }
            None if !self.has_own_subject(clause) => {
                self.add(clause, noun, self.subject_relation(clause), Reason::Antecedent, None);
            }
            None => {
                // A conjunction in front makes it a content clause: "the claim that Sudria left".
                let filled = [Deprel::Obj, Deprel::Ccomp, Deprel::Cop, Deprel::Mark];
                if self.sentence[clause].upos == Upos::Verb
                    && self.tree.child_by(self.sentence, clause, &filled).is_none()
                {
                    self.gap(clause, noun);
                }
            }
        }
    }

    /// The word on which the pronoun hangs, and how. "a note **which** Roe said names him": of what is said without a subject the
    /// pronoun is the subject.
    fn place_of(&self, pronoun: TokenId) -> (TokenId, Deprel) {
        let (head, relation) = (self.sentence[pronoun].head, self.sentence[pronoun].deprel);
        let said = self
            .tree
            .child_by(self.sentence, head, &[Deprel::Ccomp])
            .filter(|&said| {
                relation == Deprel::Obj && said > head && !self.has_own_subject(said) && self.is_finite(said)
            });
        match said {
            Some(said) => (said, self.subject_relation(said)),
            None => (head, relation),
        }
    }

    fn is_finite(&self, id: TokenId) -> bool {
        std::iter::once(id)
            .chain(
                self.tree
                    .children_by(self.sentence, id, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]),
            )
            .any(|id| self.sentence[id].feats.has(VerbForm::Fin))
    }

    /// "Norland and **Sudria**, which **denies** it": a verb in the singular speaks of the nearest of several conjuncts.
    fn agreeing(&self, noun: TokenId, clause: TokenId, verb: TokenId) -> TokenId {
        let finite = std::iter::once(verb)
            .chain(
                self.tree
                    .children_by(self.sentence, verb, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]),
            )
            .find(|&id| self.sentence[id].feats.has(VerbForm::Fin));
        if !finite.is_some_and(|id| self.sentence[id].feats.has(Number::Sing) && self.sentence[id].xpos == Xpos::Vbz) {
            return noun;
        }
        let conjunct = self
            .tree
            .children_by(self.sentence, noun, &[Deprel::Conj])
            .rfind(|&conjunct| conjunct > noun && conjunct < clause);
        match conjunct {
            Some(conjunct) => conjunct,
            None if self.sentence[noun].xpos == Xpos::Nns => self.single_below(noun, clause).unwrap_or(noun),
            None => noun,
        }
    }

    /// "the terms of a **treaty** which **names** Roe": the last single thing under a plural noun, right before the clause.
    fn single_below(&self, noun: TokenId, clause: TokenId) -> Option<TokenId> {
        let below = self
            .tree
            .children_by(self.sentence, noun, &[Deprel::Nmod])
            .rfind(|&below| noun < below && below < clause)?;
        match self.sentence[below].xpos {
            Xpos::Nn | Xpos::Nnp => Some(below),
            Xpos::Nns => self.single_below(below, clause),
            _ => None,
        }
    }

    /// Whether a relative pronoun passes for an object beside another one.
    fn is_needless(&self, pronoun: TokenId) -> bool {
        let head = self.sentence[pronoun].head;
        self.sentence[pronoun].deprel == Deprel::Obj
            && head != TokenId::ROOT
            && self
                .tree
                .children_by(self.sentence, head, &[Deprel::Obj])
                .any(|object| object != pronoun && object > head)
    }

    /// "the note Norland wanted to send": the gap is the innermost infinitive's.
    fn gap(&mut self, clause: TokenId, noun: TokenId) {
        let mut head = clause;
        while let Some(inner) = self.tree.child_by(self.sentence, head, &[Deprel::Xcomp]) {
            if self.sentence[inner].upos != Upos::Verb {
                break;
            }
            head = inner;
        }
        if self.tree.child_by(self.sentence, head, &[Deprel::Obj]).is_none() {
            self.add(head, noun, Deprel::Obj, Reason::Antecedent, None);
        }
    }

    pub(super) fn mark(&self, id: TokenId) -> Option<TokenId> {
        self.tree.child_by(self.sentence, id, &[Deprel::Mark])
    }

    /// A participle or infinitive without a subject has the noun it modifies, or the subject of the clause it modifies.
    fn participle(&mut self, id: TokenId) {
        let head = self.sentence[id].head;
        if head == TokenId::ROOT || self.has_own_subject(id) || !self.is_predicate(id) {
            return;
        }
        if self.sentence[id].deprel == Deprel::Acl {
            // "the decision to leave", "the claim that …": the noun takes a clause and has no part in it.
            let infinitive = self.sentence[id].feats.has(VerbForm::Inf);
            if self.mark(id).is_none() && !infinitive {
                self.add(id, head, self.subject_relation(id), Reason::Participle, None);
            } else if !infinitive && let Some(owner) = self.tree.child_by(self.sentence, head, &[Deprel::NmodPoss]) {
                // "**Norland's** role in ending the war"
                self.add(id, owner, self.subject_relation(id), Reason::Control, None);
            }
            return;
        }
        if self.sentence[id].feats.has(VerbForm::Fin) || self.is_agent_s(id, head) {
            return;
        }
        // "announced a plan **to be unveiled** in May"
        let to = self.mark(id).is_some_and(|mark| self.sentence[mark].xpos == Xpos::To);
        let undergone = to && self.is_passive(id);
        if let Some(object) = self.object_between(head, id).filter(|_| undergone) {
            self.add(id, object, self.subject_relation(id), Reason::Participle, None);
            return;
        }
        for subject in self.subjects(head) {
            self.add(id, subject, self.subject_relation(id), Reason::Participle, None);
        }
    }

    /// "The talks were held **using** a mediator": a participle right behind a passive, or under its "by", tells what the
    /// unnamed doer did, not what its subject did.
    fn is_agent_s(&self, id: TokenId, head: TokenId) -> bool {
        self.sentence[id].xpos == Xpos::Vbg
            && id > head
            && self.is_passive(head)
            && (head.0..id.0).all(|between| self.sentence[TokenId(between)].xpos != Xpos::Comma)
    }
}

#[cfg(test)]
mod tests;
