//! How English says what the ontology knows: rule files → [`RuleSet`], matched on clauses.
//!
//! Takes TOML files beside the ontology, gives rules indexed by the words that trigger them, and for a clause the
//! [`Match`]es. A faulty file yields [`Diagnostic`]s, all at once. Knows nothing of syntax trees: a rule speaks of
//! clauses, so one rule serves the active, the passive, the relative, the infinitive and the noun.

mod diagnostic;
mod example;
mod excerpt;
mod keys;
mod matching;
mod pack;
mod page;
mod read;
mod reads;
#[expect(clippy::module_inception, reason = "a file is found by its noun")]
mod rule;
mod slot;
mod wording;

pub use diagnostic::Diagnostic;
pub use example::{Example, ExampleError, Expectation};
pub use excerpt::{Wording, ids, wording};
pub use matching::{Filled, Match, Miss, Scene};
pub use pack::shipped;
pub use read::{RuleFile, load};
pub use reads::{Reads, ReadsPart};
pub use rule::{Constraint, Fact, Role, Rule, RuleId, RuleSet, Trigger, TriggerKind};
pub use slot::{SlotName, Types};
