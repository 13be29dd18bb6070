//! [`View`]: one sentence with all that the reading of its clauses looks at.

use crate::clause::{Effect, Lexicon};
use crate::mention::{EntityId, MentionKind, Mentions};
use crate::syntax::{
    Deprel, Enhanced, Parse, PronType, Reason, Sentence, SentenceId, Token, TokenId, Tree, Upos, VerbForm, Xpos,
};
use crate::text::{Word, Words};

/// Relations of a subject.
pub(super) const SUBJECTS: &[Deprel] = &[
    Deprel::Nsubj,
    Deprel::NsubjPass,
    Deprel::Csubj,
    Deprel::CsubjPass,
    Deprel::NsubjOuter,
    Deprel::CsubjOuter,
];

/// A dependant, by the tree or beyond it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dependent {
    pub(super) id: TokenId,
    pub(super) relation: Deprel,
    pub(super) reason: Option<Reason>,
    /// The word that bears the preposition, when it is not the dependant: a relative pronoun, a first conjunct.
    pub(super) via: Option<TokenId>,
}

/// One sentence, its tree and implicit relations, the document's words and mentions, and the word lists.
pub(super) struct View<'c> {
    pub(super) id: SentenceId,
    pub(super) text: &'c str,
    pub(super) sentence: &'c Sentence,
    pub(super) words: &'c Words<'c>,
    pub(super) mentions: &'c Mentions,
    pub(super) lexicon: &'c Lexicon,
    pub(super) tree: Tree,
    pub(super) enhanced: Enhanced,
}

impl<'c> View<'c> {
    pub(super) fn new(
        text: &'c str,
        id: SentenceId,
        parse: &'c Parse<'c>,
        mentions: &'c Mentions,
        lexicon: &'c Lexicon,
    ) -> Self {
        let sentence = parse.sentence(id);
        let tree = Tree::new(sentence);
        let enhanced = Enhanced::new(sentence, &tree, |head, preposition| {
            lexicon.control(sentence[head].lemma, preposition.map(|id| sentence[id].lemma))
        });
        Self {
            id,
            text,
            sentence,
            words: &parse.words,
            mentions,
            lexicon,
            tree,
            enhanced,
        }
    }

    pub(super) fn token(&self, id: TokenId) -> &'c Token {
        &self.sentence[id]
    }

    pub(super) fn lemma(&self, id: TokenId) -> Word {
        self.sentence[id].lemma
    }

    pub(super) fn head(&self, id: TokenId) -> Option<TokenId> {
        Some(self.sentence[id].head).filter(|&head| head != TokenId::ROOT)
    }

    pub(super) fn children(&self, head: TokenId) -> impl DoubleEndedIterator<Item = TokenId> + '_ {
        self.tree.children(head).iter().copied()
    }

    pub(super) fn child_by(&self, head: TokenId, relations: &[Deprel]) -> Option<TokenId> {
        self.tree.child_by(self.sentence, head, relations)
    }

    pub(super) fn has(&self, head: TokenId, relations: &[Deprel]) -> bool {
        self.child_by(head, relations).is_some()
    }

    /// Every dependant in text order. A relative pronoun yields to its antecedent.
    pub(super) fn dependents(&self, head: TokenId) -> Vec<Dependent> {
        let mut all: Vec<Dependent> = self
            .children(head)
            .map(|id| Dependent {
                id,
                relation: self.token(id).deprel,
                reason: None,
                via: None,
            })
            .collect();
        let is_taken_up = |id: TokenId| {
            let mut edges = self.enhanced.edges().iter();
            edges.any(|edge| edge.reason == Reason::Antecedent && edge.via == Some(id))
        };
        let is_relative = |id: TokenId| {
            let xpos = self.token(id).xpos;
            matches!(xpos, Xpos::Wdt | Xpos::Wp | Xpos::WpPoss | Xpos::Wrb) || self.token(id).feats.has(PronType::Rel)
        };
        all.retain(|dependent| !is_relative(dependent.id) || !is_taken_up(dependent.id));
        for edge in self.enhanced.of(head) {
            all.push(Dependent {
                id: edge.dependent,
                relation: edge.relation,
                reason: Some(edge.reason),
                via: edge.via,
            });
        }
        all.sort_by_key(|dependent| dependent.id);
        all
    }

    /// Subjects of a predicate, by the tree or beyond it.
    pub(super) fn subjects(&self, head: TokenId) -> impl Iterator<Item = TokenId> {
        self.dependents(head)
            .into_iter()
            .filter(|dependent| SUBJECTS.contains(&dependent.relation))
            .map(|dependent| dependent.id)
    }

    /// The entity that the word's mention refers to.
    pub(super) fn entity(&self, head: TokenId) -> Option<EntityId> {
        self.mentions.at(self.id, head).map(|mention| mention.entity)
    }

    /// Whether a word is the predicate of a clause by itself: a verb that is not a mere modifier, or a word with a copula.
    pub(super) fn is_predicate(&self, id: TokenId) -> bool {
        self.is_verb(id) || self.is_copular(id)
    }

    pub(super) fn is_verb(&self, id: TokenId) -> bool {
        let token = self.token(id);
        token.upos == Upos::Verb
            && !matches!(
                token.deprel,
                Deprel::Amod
                    | Deprel::Case
                    | Deprel::Mark
                    | Deprel::Cc
                    | Deprel::Fixed
                    | Deprel::Flat
                    | Deprel::Compound
                    | Deprel::Aux
                    | Deprel::AuxPass
                    | Deprel::Cop
            )
            && !self.has(id, &[Deprel::Cop])
    }

    /// Whether the word is what a copula says of a subject. An adjective needs no copula to be a complement.
    pub(super) fn is_copular(&self, id: TokenId) -> bool {
        if self.has(id, &[Deprel::Cop]) {
            return true;
        }
        let token = self.token(id);
        match token.deprel {
            Deprel::Conj => {
                self.head(id).is_some_and(|head| self.has(head, &[Deprel::Cop]))
                    && token.upos != Upos::Verb
                    && (matches!(token.upos, Upos::Adj | Upos::Noun | Upos::Propn))
            }
            Deprel::Xcomp => matches!(token.upos, Upos::Adj | Upos::Noun | Upos::Propn),
            Deprel::Acl | Deprel::Advcl | Deprel::Root => token.upos == Upos::Adj,
            _ => false,
        }
    }

    /// Whether the verb is a passive.
    pub(super) fn is_passive(&self, id: TokenId) -> bool {
        let token = self.token(id);
        if self.has(id, &[Deprel::AuxPass, Deprel::NsubjPass, Deprel::CsubjPass]) {
            return true;
        }
        if token.xpos != Xpos::Vbn || self.has(id, &[Deprel::Aux]) {
            return false;
        }
        match token.deprel {
            Deprel::Conj => self.head(id).is_some_and(|head| self.is_passive(head)),
            Deprel::Acl | Deprel::Advcl | Deprel::Xcomp | Deprel::Parataxis | Deprel::AclRelcl => {
                // "a river **called** the Aste", "Roe, **born** Doe"
                let names = || self.lexicon.is_naming(token.lemma) || self.lexicon.is_birth(token.lemma);
                !self.has(id, &[Deprel::Obj]) || self.has(id, &[Deprel::OblAgent]) || names()
            }
            // A headline leaves the auxiliary out: "Two killed in blast".
            Deprel::Root => !self.has(id, &[Deprel::Obj, Deprel::Aux, Deprel::Nsubj]),
            _ => false,
        }
    }

    /// The word that introduces the clause: "that", "if", "to", "without".
    pub(super) fn mark(&self, id: TokenId) -> Option<TokenId> {
        self.child_by(id, &[Deprel::Mark])
    }

    pub(super) fn is_infinitive(&self, id: TokenId) -> bool {
        let token = self.token(id);
        token.feats.has(VerbForm::Inf) || token.xpos == Xpos::Vb
    }

    pub(super) fn is_finite(&self, id: TokenId) -> bool {
        let finite = |id: TokenId| {
            let token = self.token(id);
            token.feats.has(VerbForm::Fin) || matches!(token.xpos, Xpos::Vbd | Xpos::Vbp | Xpos::Vbz | Xpos::Md)
        };
        finite(id)
            || self.children(id).any(|child| {
                matches!(self.token(child).deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop) && finite(child)
            })
    }

    /// The preposition of a phrase and its first word, several words taken as one. `via` bears it, if given, and the
    /// phrase has none of its own.
    pub(super) fn preposition(&self, phrase: TokenId, via: Option<TokenId>) -> Option<(Word, TokenId)> {
        let bearer = if self.has(phrase, &[Deprel::Case]) {
            phrase
        } else {
            via?
        };
        let case = self.child_by(bearer, &[Deprel::Case])?;
        let mut words = vec![self.case_word(case)];
        for part in self
            .children(case)
            .filter(|&part| self.token(part).deprel == Deprel::Fixed)
        {
            words.push(self.lemma(part));
        }
        // "from under", "out of": two case words in a row.
        if words.len() == 1 {
            let second = self.children(bearer).find(|&id| {
                id.0 == case.0 + 1 && self.token(id).deprel == Deprel::Case && self.token(id).upos == Upos::Adp
            });
            words.extend(second.map(|id| self.lemma(id)));
        }
        let whole = self.lexicon.preposition(&words);
        Some((whole.unwrap_or(words[0]), case))
    }

    /// The preposition that a word is: its lemma, or for a participle ("following the vote") the word itself.
    fn case_word(&self, case: TokenId) -> Word {
        let token = self.token(case);
        if token.upos != Upos::Verb {
            return token.lemma;
        }
        let form = token.span.of(self.text).to_lowercase();
        self.words.vocabulary().get(&form).unwrap_or(token.lemma)
    }

    /// For "in connection with the vote", whose phrase the tree heads by "connection": the preposition as a whole and
    /// the phrases under it.
    pub(super) fn phrasal_preposition(&self, noun: TokenId) -> Option<(Word, TokenId, Vec<TokenId>)> {
        let (outer, case) = self.preposition(noun, None)?;
        let inner: Vec<Dependent> = self
            .dependents(noun)
            .into_iter()
            .filter(|dependent| matches!(dependent.relation, Deprel::Nmod | Deprel::Obl))
            .collect();
        let first = inner.first()?;
        let (last, _) = self.preposition(first.id, first.via)?;
        let whole = self.lexicon.preposition(&[outer, self.lemma(noun), last])?;
        Some((whole, case, inner.into_iter().map(|dependent| dependent.id).collect()))
    }

    /// Whose act or word a noun is: its possessor, its `by`-phrase, the subject of the verb it is the object of, the
    /// nationality before it.
    pub(super) fn holders(&self, noun: TokenId) -> Vec<TokenId> {
        let by = self.lexicon.words().by;
        let possessors: Vec<TokenId> = self
            .dependents(noun)
            .into_iter()
            .filter(|dependent| match dependent.relation {
                Deprel::NmodPoss => true,
                Deprel::Nmod | Deprel::Obl => self
                    .preposition(dependent.id, dependent.via)
                    .is_some_and(|(word, _)| word == by),
                _ => false,
            })
            .map(|dependent| dependent.id)
            .collect();
        if !possessors.is_empty() {
            return possessors;
        }
        if self.token(noun).deprel == Deprel::Obj
            && let Some(verb) = self
                .head(noun)
                .filter(|&verb| self.is_verb(verb) && !self.is_passive(verb))
        {
            return self.subjects(verb).collect();
        }
        self.children(noun)
            .filter(|&child| child < noun && self.names_an_actor(child))
            .collect()
    }

    /// Whether a name or nationality stands here that can act.
    pub(super) fn names_an_actor(&self, id: TokenId) -> bool {
        self.mentions.at(self.id, id).is_some_and(|mention| {
            mention.kind == MentionKind::Name && self.mentions.entity(mention.entity).entity_type.acts()
        })
    }

    /// Who does what an infinitive under a noun says: of "a call on Sudria to leave" Sudria, of "Norland's decision to
    /// leave" Norland.
    pub(super) fn doers(&self, noun: TokenId) -> Vec<TokenId> {
        let words = self.lexicon.words();
        if self.lexicon.noun_effect(self.lemma(noun)) == Some(Effect::Demanded) {
            let asked: Vec<TokenId> = self
                .dependents(noun)
                .into_iter()
                .filter(|dependent| {
                    self.preposition(dependent.id, dependent.via)
                        .is_some_and(|(word, _)| word == words.on || word == words.to || word == words.for_)
                })
                .map(|dependent| dependent.id)
                .collect();
            // "Norland's order to leave": whoever is to leave, it is not Norland.
            return asked;
        }
        self.holders(noun)
    }

    /// "threatened on Monday **to leave**": an infinitive that the tree draws as a purpose of a verb which says what is
    /// planned, asked, refused.
    pub(super) fn is_operated(&self, head: TokenId, id: TokenId) -> bool {
        let to = self
            .mark(id)
            .is_some_and(|mark| self.lemma(mark) == self.lexicon.words().to);
        let operates = self.is_verb(head)
            && self
                .lexicon
                .verb_effect(self.lemma(head))
                .is_some_and(|effect| !matches!(effect, Effect::Same | Effect::Reported | Effect::Necessary))
            || self.is_verb(head) && self.lexicon.is_causing(self.lemma(head));
        to && operates && !self.has(head, &[Deprel::Xcomp, Deprel::Ccomp])
    }

    /// Whether a clause has its own subject and object and no relative word, so that nothing before it is missing in it.
    pub(super) fn is_gapless(&self, id: TokenId) -> bool {
        self.has(id, SUBJECTS)
            && self.has(id, &[Deprel::Obj])
            && !self.enhanced.of(id).any(|edge| edge.reason == Reason::Antecedent)
    }
}
