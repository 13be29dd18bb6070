//! [`Rule`] and [`RuleSet`]: rules as they run, indexed by the words that trigger them.

use rustc_hash::FxHashMap;

use crate::clause::{Effect, Modality};
use crate::ontology::{ClassId, PropertyId};
use crate::rule::{Reads, SlotName, Types};
use crate::text::Word;

/// A rule of a set, counted from 0 in the order of files and within them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(pub u32);

/// What kind of clause a trigger word stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TriggerKind {
    /// A verb in any voice or form.
    Verb,
    /// An event noun.
    Noun,
    /// A noun said of a subject: by copula, apposition or title.
    Predicate,
    /// An adjective said of a subject.
    Adjective,
}

/// A word, or several, that trigger a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trigger {
    /// The kind of clause.
    pub kind: TriggerKind,
    /// The words in order, as lemmas.
    pub words: Vec<Word>,
    /// Which of them heads the others.
    pub head: usize,
}

/// What a rule demands of a clause beyond its trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Constraint {
    /// The light verb that carries the noun, if any, is one of these.
    Light(Vec<Word>),
    /// An argument in this slot has one of these heads.
    Head(SlotName, Vec<Word>),
    /// An argument in this slot is of one of these types.
    Typed(SlotName, Types),
    /// The verb has this particle.
    Particle(Word),
    /// There is something in this slot.
    Present(SlotName),
    /// There is nothing in this slot.
    Absent(SlotName),
    /// An event noun is carried by a verb ("made a threat", "is in talks"), not only spoken of.
    Carried,
    /// The clause is denied, and what the rule makes of it is affirmed: not recognising is an act of its own.
    Denied,
}

/// A role of a rule: the property it becomes, and where its filler is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Its name: the local name of its property.
    pub name: String,
    /// Its property in the ontology.
    pub property: PropertyId,
    /// Where to look, in order, and what may fill it from there; the first place that has something gives it.
    pub slots: Vec<(SlotName, Types)>,
    /// Whether the rule fails without it.
    pub required: bool,
}

/// The plain triple of a rule: indices into its roles, and the property between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The role that is the triple's subject.
    pub subject: usize,
    /// The triple's property.
    pub property: PropertyId,
    /// The role that is the triple's object.
    pub object: usize,
}

/// A rule, ready to run.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// `file/verb-phrase`: what it is called in IRIs and reports.
    pub id: String,
    /// The file it comes from.
    pub file: String,
    /// The line its table starts on, from 1.
    pub line: usize,
    /// What it makes.
    pub class: ClassId,
    /// Its plain triple.
    pub fact: Option<Fact>,
    /// What triggers it.
    pub triggers: Vec<Trigger>,
    /// What else the clause must have.
    pub constraints: Vec<Constraint>,
    /// Its roles, in the order written.
    pub roles: Vec<Role>,
    /// What it does to the events inside it.
    pub inside: Option<Effect>,
    /// The world its own event is in, when not the clause's.
    pub status: Option<Modality>,
    /// Whether it is an act that its agent can attest by itself; `None` leaves it to the class.
    pub own_act: Option<bool>,
    /// The two roles that may change places.
    pub symmetric: Option<(usize, usize)>,
    /// What holds between those two when the fact is not about both: "Norland and Sudria agreed to meet".
    pub mutual: Option<PropertyId>,
    /// How its fact reads, where that says more than the property's label.
    pub reads: Option<Reads>,
    /// Sentences it makes something of, with what it makes.
    pub says: Vec<String>,
    /// Sentences in which it asserts nothing.
    pub says_not: Vec<String>,
    /// Examples that a reader would expect to hold and that do not: of the form of `says`, or, without what they yield, of
    /// the form of `says_not`.
    pub misses: Vec<String>,
}

impl Rule {
    /// How much it demands: of the rules that a clause triggers, the most demanding speaks.
    pub fn specificity(&self, trigger: usize) -> usize {
        let required = self.roles.iter().filter(|role| role.required).count();
        // Where a denial is an act, what is denied is not stated beside it.
        let denial = if self.affirms_denial() { 10 } else { 0 };
        denial + 2 * self.constraints.len() + required + 2 * (self.triggers[trigger].words.len() - 1)
    }

    /// Whether it makes something affirmed of what is denied.
    pub fn affirms_denial(&self) -> bool {
        self.constraints.contains(&Constraint::Denied)
    }

    /// Whether it makes a clause the act of whoever says it.
    pub fn speaks(&self, role: usize) -> bool {
        self.roles[role]
            .slots
            .iter()
            .any(|(slot, _)| *slot == SlotName::Speaker)
    }

    /// The role with this name.
    pub fn role(&self, name: &str) -> Option<usize> {
        self.roles.iter().position(|role| role.name == name)
    }
}

/// Rules by what triggers them.
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    rules: Vec<Rule>,
    index: FxHashMap<(TriggerKind, Word), Vec<(RuleId, u32)>>,
}

impl RuleSet {
    /// Indexes rules by the head words of their triggers.
    pub fn new(rules: Vec<Rule>) -> Self {
        let mut index: FxHashMap<_, Vec<_>> = FxHashMap::default();
        for (id, rule) in rules.iter().enumerate() {
            for (number, trigger) in rule.triggers.iter().enumerate() {
                let key = (trigger.kind, trigger.words[trigger.head]);
                index.entry(key).or_default().push((RuleId(id as u32), number as u32));
            }
        }
        Self { rules, index }
    }

    /// The rules in order.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule with this id.
    ///
    /// # Panics
    /// When the id comes from another set.
    pub fn rule(&self, id: RuleId) -> &Rule {
        &self.rules[id.0 as usize]
    }

    /// The rules, with the number of the trigger, that a word of this kind may trigger.
    pub(super) fn triggered(&self, kind: TriggerKind, head: Word) -> &[(RuleId, u32)] {
        self.index.get(&(kind, head)).map_or(&[], Vec::as_slice)
    }
}
