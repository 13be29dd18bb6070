//! Matching: a clause and the rules it triggers → [`Match`]es.

use crate::clause::{Argument, Clause, ClauseId, ClauseKind, Clauses, Polarity, Slot};
use crate::mention::{MentionKind, Mentions};
use crate::ontology::EntityType;
use crate::rule::{Constraint, Role, Rule, RuleId, RuleSet, SlotName, Trigger, TriggerKind, Types};
use crate::syntax::{Deprel, Parse, Sentence, TokenId, Upos};
use crate::text::Word;

/// What rules look at: a document's parse, mentions and clauses.
#[derive(Clone, Copy)]
pub struct Scene<'s> {
    /// The parse.
    pub parse: &'s Parse<'s>,
    /// Its mentions.
    pub mentions: &'s Mentions,
    /// Its clauses.
    pub clauses: &'s Clauses,
    /// "by", "of" and "to", which the arguments of event nouns stand under.
    pub by: Word,
    /// "of"
    pub of: Word,
}

/// A role of a match with what fills it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// Index into the rule's roles.
    pub role: usize,
    /// The arguments, in text order; conjuncts are several.
    pub arguments: Vec<Argument>,
}

/// A rule that holds of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The rule.
    pub rule: RuleId,
    /// The clause.
    pub clause: ClauseId,
    /// Which of the rule's triggers the clause has.
    pub trigger: usize,
    /// Its roles that are filled, in the rule's order.
    pub roles: Vec<Filled>,
}

/// Why a rule that a clause's word triggers does not hold of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Miss {
    /// The trigger's other words are not there.
    Words,
    /// A constraint fails: its place in the rule.
    Constraint(usize),
    /// A role that must be filled is not: its place in the rule.
    Role(usize),
    /// None of its roles is filled.
    NoRole,
    /// It holds, but a more demanding rule speaks.
    Outdone,
}

impl RuleSet {
    /// The rules that hold of a clause. Of several, the most demanding speaks; rules that demand alike speak together
    /// only when they make different things, and then the first for each class.
    pub fn matches(&self, scene: &Scene<'_>, id: ClauseId) -> Vec<Match> {
        let mut found = self.attempts(scene, id);
        found.retain(|attempt| attempt.roles.is_ok());
        let most = found.iter().map(|attempt| attempt.specificity).max();
        let mut classes = Vec::new();
        found
            .into_iter()
            .filter(|attempt| Some(attempt.specificity) == most)
            .filter(|attempt| {
                let class = self.rule(attempt.rule).class;
                let first = !classes.contains(&class);
                classes.push(class);
                first
            })
            .filter_map(|attempt| {
                let roles = attempt.roles.ok()?;
                Some(Match {
                    rule: attempt.rule,
                    clause: id,
                    trigger: attempt.trigger,
                    roles,
                })
            })
            .collect()
    }

    /// The rules that the clause's word triggers and that do not speak, each with the reason.
    pub fn misses(&self, scene: &Scene<'_>, id: ClauseId) -> Vec<(RuleId, Miss)> {
        let attempts = self.attempts(scene, id);
        let most = attempts
            .iter()
            .filter(|attempt| attempt.roles.is_ok())
            .map(|attempt| attempt.specificity)
            .max();
        attempts
            .into_iter()
            .filter_map(|attempt| match attempt.roles {
                Err(miss) => Some((attempt.rule, miss)),
                Ok(_) if Some(attempt.specificity) < most => Some((attempt.rule, Miss::Outdone)),
                Ok(_) => None,
            })
            .collect()
    }

    fn attempts(&self, scene: &Scene<'_>, id: ClauseId) -> Vec<Attempt> {
        let clause = scene.clauses.clause(id);
        let kind = match clause.kind {
            ClauseKind::Verb => TriggerKind::Verb,
            ClauseKind::Noun => TriggerKind::Noun,
            ClauseKind::Apposition | ClauseKind::Title => TriggerKind::Predicate,
            ClauseKind::Copula => match scene.parse.sentence(clause.sentence)[clause.head].upos {
                Upos::Adj | Upos::Verb | Upos::Adv => TriggerKind::Adjective,
                _ => TriggerKind::Predicate,
            },
        };
        self.triggered(kind, clause.lemma)
            .iter()
            .map(|&(rule_id, number)| {
                let rule = self.rule(rule_id);
                let trigger = &rule.triggers[number as usize];
                Attempt {
                    rule: rule_id,
                    trigger: number as usize,
                    specificity: rule.specificity(number as usize),
                    roles: Matcher {
                        scene,
                        clause,
                        rule,
                        trigger,
                    }
                    .attempt(),
                }
            })
            .collect()
    }
}

/// A rule tried on a clause.
struct Attempt {
    rule: RuleId,
    trigger: usize,
    specificity: usize,
    roles: Result<Vec<Filled>, Miss>,
}

pub(super) struct Matcher<'m> {
    pub(super) scene: &'m Scene<'m>,
    pub(super) clause: &'m Clause,
    pub(super) rule: &'m Rule,
    pub(super) trigger: &'m Trigger,
}

/// Pronouns for what does not act.
const LIFELESS: &[&str] = &[
    "it",
    "this",
    "that",
    "these",
    "what",
    "which",
    "whatever",
    "everything",
    "something",
    "anything",
    "nothing",
];

impl Matcher<'_> {
    pub(super) fn sentence(&self) -> &Sentence {
        self.scene.parse.sentence(self.clause.sentence)
    }

    fn attempt(&self) -> Result<Vec<Filled>, Miss> {
        if !self.triggers(self.trigger) {
            return Err(Miss::Words);
        }
        let failed = self
            .rule
            .constraints
            .iter()
            .position(|constraint| !self.satisfies(constraint));
        failed.map_or_else(|| self.roles(), |place| Err(Miss::Constraint(place)))
    }

    fn satisfies(&self, constraint: &Constraint) -> bool {
        let sentence = self.sentence();
        match constraint {
            // A verb whose subject the noun is says only that it happens: "talks began".
            Constraint::Light(verbs) => self.clause.support.is_none_or(|verb| {
                verbs.contains(&sentence[verb].lemma) || sentence[self.clause.head].deprel == Deprel::Nsubj
            }),
            Constraint::Head(slot, heads) => self
                .fillers(*slot)
                .iter()
                // A name is no description: a novel called "The Crime".
                .filter(|argument| argument.slot != Slot::Predicate || sentence[argument.head].upos != Upos::Propn)
                .any(|argument| self.is_headed_by(argument.head, heads)),
            Constraint::Typed(slot, types) => self.found(*slot).any(|argument| self.fits(argument, *types)),
            Constraint::Particle(particle) => self.goes_with_verb(*particle),
            Constraint::Present(slot) => self.found(*slot).next().is_some(),
            Constraint::Absent(slot) => self.found(*slot).next().is_none(),
            Constraint::Carried => {
                let drawn = |subject: &Argument| subject.reason.is_none();
                self.clause.kind != ClauseKind::Noun
                    || self.clause.support.is_some()
                    || self.clause.by(Slot::Subject).any(drawn)
            }
            // Who denies that it recognised somebody does not refuse to.
            Constraint::Denied => {
                let status = &self.clause.status;
                status.polarity == Polarity::Negative && !status.sources.first().is_some_and(|source| source.denies)
            }
        }
    }

    /// The arguments in a slot, as the clause has them. What belongs to the trigger's own words ("secretary **of state**")
    /// is none.
    fn found(&self, slot: SlotName) -> impl Iterator<Item = &Argument> {
        self.clause.arguments.iter().filter(move |argument| {
            let is_there = match slot {
                SlotName::Of(slot) => argument.slot == slot,
                SlotName::Complement => matches!(argument.slot, Slot::That | Slot::ToDo | Slot::Doing),
                SlotName::Question => argument.slot == Slot::That && self.is_asked(argument.head),
                SlotName::Noun | SlotName::Doer | SlotName::Speaker => false,
            };
            is_there && !self.is_in_trigger(argument.head)
        })
    }

    fn is_in_trigger(&self, id: TokenId) -> bool {
        let words = self.trigger.words.len();
        let first = self.clause.head.index().checked_sub(self.trigger.head);
        let behind = first.is_some_and(|first| (first..first + words).contains(&id.index()));
        words > 1 && self.trigger.kind != TriggerKind::Verb && behind && id != self.clause.head
    }

    /// The first role whose place in the clause holds what it does not admit and no other role takes: a rule that asks
    /// for somebody is not about something. Who acts in a passive may be left out; what acts is told.
    fn refused(&self, roles: &[Filled]) -> Option<usize> {
        self.rule.roles.iter().enumerate().position(|(index, role)| {
            let unfilled = roles.iter().all(|filled| filled.role != index);
            unfilled
                && role.slots.iter().any(|&(slot, types)| {
                    let core = matches!(slot, SlotName::Of(Slot::Subject | Slot::Object));
                    let mut arguments = self
                        .found(slot)
                        .filter(|argument| core && types != Types::ANY && !self.is_trigger_word(argument))
                        .peekable();
                    arguments.peek().is_some()
                        && arguments.all(|argument| {
                            roles
                                .iter()
                                .all(|filled| filled.arguments.iter().all(|known| known.head != argument.head))
                        })
                })
        })
    }

    fn roles(&self) -> Result<Vec<Filled>, Miss> {
        let mut roles: Vec<Filled> = Vec::new();
        for (role, wanted) in self.rule.roles.iter().enumerate() {
            let taken = |argument: &Argument| {
                roles
                    .iter()
                    .any(|filled| filled.arguments.iter().any(|known| known.head == argument.head))
            };
            let arguments = wanted
                .slots
                .iter()
                .map(|&(slot, types)| {
                    let mut arguments = self.fillers(slot);
                    arguments.retain(|argument| {
                        self.fits(argument, types) && !taken(argument) && !self.is_trigger_word(argument)
                    });
                    arguments
                })
                .find(|arguments| !arguments.is_empty());
            match arguments {
                Some(arguments) => roles.push(Filled { role, arguments }),
                None if wanted.required => return Err(Miss::Role(role)),
                None => {}
            }
        }
        if let Some(role) = self.refused(&roles) {
            return Err(Miss::Role(role));
        }
        if roles.is_empty() { Err(Miss::NoRole) } else { Ok(roles) }
    }

    /// What stands in a slot. For event nouns "by", possessors and modifiers stand for the subject, "of" for the
    /// object, unless the rule names these places itself.
    fn fillers(&self, slot: SlotName) -> Vec<Argument> {
        let direct: Vec<Argument> = match slot {
            SlotName::Noun => vec![Argument {
                slot: Slot::Predicate,
                head: self.clause.head,
                marker: None,
                reason: None,
            }],
            SlotName::Doer => self.doers(),
            SlotName::Speaker => {
                let speaker = self.clause.status.sources.first().and_then(|source| source.head);
                let argument = |head| Argument {
                    slot: Slot::Subject,
                    head,
                    marker: None,
                    reason: None,
                };
                speaker.map(argument).into_iter().collect()
            }
            SlotName::Of(_) | SlotName::Complement | SlotName::Question => self.found(slot).copied().collect(),
        };
        if !direct.is_empty() {
            return direct;
        }
        if matches!(slot, SlotName::Complement | SlotName::Of(Slot::That | Slot::ToDo)) {
            return self.complements_nearby(slot);
        }
        // "urged **Sudria** to leave": some trees draw an indirect object.
        if slot == SlotName::Of(Slot::Object)
            && self.clause.kind == ClauseKind::Verb
            && !self.names(Slot::IndirectObject)
        {
            return self.clause.by(Slot::IndirectObject).copied().collect();
        }
        if let Some(preposition) = slot.preposition() {
            return self.attached_nearby(preposition);
        }
        if self.clause.kind != ClauseKind::Noun {
            return direct;
        }
        let (by, of) = (Slot::Oblique(self.scene.by), Slot::Oblique(self.scene.of));
        let stand_ins: &[Slot] = match slot {
            SlotName::Of(Slot::Subject) => &[by, Slot::Possessive, Slot::Modifier],
            SlotName::Of(Slot::Object) if self.clause.first(by).is_some() => &[of, Slot::Possessive],
            SlotName::Of(Slot::Object) => &[of],
            _ => return direct,
        };
        stand_ins
            .iter()
            .filter(|&&stand_in| !self.names(stand_in))
            .map(|&stand_in| {
                let own: Vec<Argument> = self.clause.by(stand_in).copied().collect();
                if own.is_empty() && stand_in == by {
                    self.attached_nearby(self.scene.by)
                } else {
                    own
                }
            })
            .find(|arguments| !arguments.is_empty())
            .unwrap_or_default()
    }

    /// The subjects of the complement clauses: "alleged that **Sudria** broke the truce".
    fn doers(&self) -> Vec<Argument> {
        self.found(SlotName::Complement)
            .filter_map(|complement| self.scene.clauses.at(self.clause.sentence, complement.head))
            .flat_map(|inner| self.scene.clauses.clause(inner).by(Slot::Subject))
            .filter(|doer| self.found(SlotName::Of(Slot::Subject)).all(|own| own.head != doer.head))
            .copied()
            .collect()
    }

    /// Phrases under a preposition that the parse hangs on the neighbour: on the object of a verb ("signed a treaty
    /// **with Sudria**"), or on the verb of an event noun that is its object ("condemned the attack **on Sudria**"), or
    /// beside the noun ("the arrest of two doctors **by soldiers**"). Which of them a phrase belongs to is a guess of the
    /// parser's; a rule that asks for it knows better. What is under "of" is only taken from names, which have no parts.
    fn attached_nearby(&self, preposition: Word) -> Vec<Argument> {
        let sentence = self.sentence();
        let is_noun = self.clause.kind == ClauseKind::Noun;
        let of = Slot::Oblique(self.scene.of);
        let mut neighbours: Vec<TokenId> = match self.clause.kind {
            ClauseKind::Verb => self.clause.by(Slot::Object).map(|object| object.head).collect(),
            ClauseKind::Noun => self.clause.by(of).map(|object| object.head).collect(),
            _ => return Vec::new(),
        };
        if is_noun && sentence[self.clause.head].deprel == Deprel::Obj {
            neighbours.push(sentence[self.clause.head].head);
        }
        if self.clause.kind == ClauseKind::Verb && neighbours.is_empty() {
            let obliques = self
                .clause
                .arguments
                .iter()
                .filter(|argument| matches!(argument.slot, Slot::Oblique(_)));
            neighbours.extend(obliques.map(|argument| argument.head));
        }
        if preposition == self.scene.of {
            neighbours.retain(|&id| !is_noun && sentence[id].upos == Upos::Propn);
        }
        let is_under = |id: TokenId| {
            sentence.ids().any(|case| {
                sentence[case].head == id
                    && sentence[case].deprel == Deprel::Case
                    && sentence[case].lemma == preposition
            })
        };
        sentence
            .ids()
            .filter(|&id| {
                neighbours.contains(&sentence[id].head)
                    && matches!(sentence[id].deprel, Deprel::Nmod | Deprel::Obl)
                    && (!is_noun || id > self.clause.head)
                    && is_under(id)
            })
            .map(|head| Argument {
                slot: Slot::Oblique(preposition),
                head,
                marker: None,
                reason: None,
            })
            .collect()
    }

    /// "repeated its demand **that Sudria leave**": a complement that the parse hangs on the verb whose object the event
    /// noun is.
    fn complements_nearby(&self, slot: SlotName) -> Vec<Argument> {
        let sentence = self.sentence();
        let head = &sentence[self.clause.head];
        if self.clause.kind != ClauseKind::Noun || head.deprel != Deprel::Obj {
            return Vec::new();
        }
        let verb = self.scene.clauses.at(self.clause.sentence, head.head);
        let arguments = verb
            .map(|verb| self.scene.clauses.clause(verb).arguments.as_slice())
            .unwrap_or_default();
        arguments
            .iter()
            .filter(|argument| match slot {
                SlotName::Of(slot) => argument.slot == slot,
                _ => matches!(argument.slot, Slot::That | Slot::ToDo | Slot::Doing),
            })
            .filter(|argument| argument.head > self.clause.head)
            .copied()
            .collect()
    }

    /// Whether some role of the rule asks for this slot by name.
    fn names(&self, slot: Slot) -> bool {
        let wanted = SlotName::Of(slot);
        self.rule
            .roles
            .iter()
            .any(|role: &Role| role.slots.iter().any(|(known, _)| *known == wanted))
    }

    fn fits(&self, argument: &Argument, types: Types) -> bool {
        if types == Types::ANY {
            // "arrested on Saturday": when is told by the time of the statement, whatever the preposition.
            let mention = self.scene.mentions.at(self.clause.sentence, argument.head);
            return mention.is_none_or(|mention| mention.kind != MentionKind::Time);
        }
        if matches!(argument.slot, Slot::That | Slot::ToDo | Slot::Doing) {
            return types.statement;
        }
        let Some(mention) = self.scene.mentions.at(self.clause.sentence, argument.head) else {
            return types.statement && self.scene.clauses.at(self.clause.sentence, argument.head).is_some()
                || types.admits(EntityType::Thing);
        };
        let entity_type = self.scene.mentions.entity(mention.entity).entity_type;
        let unknown = entity_type == EntityType::Thing
            && match mention.kind {
                MentionKind::Name => types.admits_names(),
                MentionKind::Pronoun => {
                    let lemma = self.scene.parse.words.text(self.lower(argument.head));
                    types.admits_actors() && !LIFELESS.contains(&lemma)
                }
                _ => false,
            };
        types.admits(entity_type) || unknown
    }
}
