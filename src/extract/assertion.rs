//! What becomes a plain fact: the `--assert` modes.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::clause::{ClauseKind, Modality, Polarity, Slot};
use crate::extract::reader::Page;
use crate::extract::{Argument, Filler, Statement};
use crate::mention::{EntityId, MentionKind, Mentions};
use crate::ontology::EntityType;
use crate::text::BlockKind;

/// Whose word is taken for fact, besides the writer's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum AssertMode {
    /// Nobody's.
    Narrator,
    /// A side's, or its official speaker's, on its own acts of communication, decision, recognition, appointment,
    /// agreement or sanction.
    #[default]
    OwnActs,
    /// Anybody's who is reported.
    Reported,
}

/// Whether a statement is a plain fact. Denials, plans, demands, conditions, questions and headlines never are, nor what
/// is said of a pronoun that nothing resolves.
pub(super) fn is_asserted(
    statement: &Statement,
    own_act: bool,
    block: BlockKind,
    mode: AssertMode,
    affiliations: &Affiliations<'_>,
) -> bool {
    if statement.polarity == Polarity::Negative || statement.modality != Modality::Actual {
        return false;
    }
    if matches!(block, BlockKind::Title | BlockKind::Heading | BlockKind::Boilerplate) {
        return false;
    }
    if affiliations.former.contains(&statement.trigger.start) {
        return false;
    }
    let mut participants = [&statement.subject].into_iter().chain(&statement.object);
    if !participants.all(|participant| affiliations.is_described(participant)) {
        return false;
    }
    if statement.attribution.is_empty() {
        return true;
    }
    match mode {
        AssertMode::Narrator => false,
        AssertMode::Reported => true,
        AssertMode::OwnActs => {
            let Filler::Entity(agent) = statement.subject.filler else {
                return false;
            };
            own_act
                && statement
                    .attribution
                    .iter()
                    .all(|said| said.source.is_some_and(|source| affiliations.speaks_for(source, agent)))
        }
    }
}

/// Who speaks for whom: ministers and spokespeople for their offices, offices for their states.
pub(super) struct Affiliations<'a> {
    mentions: &'a Mentions,
    /// For a person, whom the text says they hold office under.
    offices: FxHashMap<EntityId, Vec<EntityId>>,
    /// Where a predicate stands that holds no longer, or not yet: "former minister".
    former: FxHashSet<u32>,
    /// For each entity, whether the text says in words what it is: "this" or "we" alone does not.
    described: Vec<bool>,
}

/// Words before an office that say it is not held.
pub(super) const FORMER: &[&str] = &[
    "former",
    "ex",
    "late",
    "then",
    "ousted",
    "deposed",
    "outgoing",
    "incoming",
    "designate",
    "onetime",
];

impl<'a> Affiliations<'a> {
    /// Reads offices off titles, appositions and copulas.
    pub(super) fn new(page: &Page<'a>) -> Self {
        let mut offices: FxHashMap<EntityId, Vec<EntityId>> = FxHashMap::default();
        let mut former = FxHashSet::default();
        let mentions = page.scene.mentions;
        for (_, clause) in page.scene.clauses.iter() {
            if !matches!(
                clause.kind,
                ClauseKind::Title | ClauseKind::Apposition | ClauseKind::Copula
            ) {
                continue;
            }
            let sentence = page.scene.parse.sentence(clause.sentence);
            let is_former = sentence.ids().any(|id| {
                sentence[id].head == clause.head && FORMER.contains(&page.scene.parse.words.text(sentence[id].lemma))
            });
            if is_former {
                former.insert(sentence[clause.head].span.start);
                continue;
            }
            let entity = |argument: &crate::clause::Argument| {
                mentions
                    .at(clause.sentence, argument.head)
                    .map(|mention| mention.entity)
            };
            let Some(holder) = clause.first(Slot::Subject).and_then(entity) else {
                continue;
            };
            if mentions.entity(holder).entity_type != EntityType::Person {
                continue;
            }
            let of = Slot::Oblique(page.lexicon.words().of);
            let bodies = clause
                .arguments
                .iter()
                .filter(|argument| argument.slot == of || matches!(argument.slot, Slot::Modifier | Slot::Possessive))
                .filter_map(entity);
            offices.entry(holder).or_default().extend(bodies);
        }
        let mut described = vec![false; mentions.entities.len()];
        for mention in &mentions.mentions {
            described[mention.entity.0 as usize] |= mention.kind != MentionKind::Pronoun;
        }
        Self {
            mentions,
            offices,
            former,
            described,
        }
    }

    /// Whether a reader of the fact alone can tell what its argument is.
    fn is_described(&self, argument: &Argument) -> bool {
        match argument.filler {
            Filler::Entity(id) => self.described[id.0 as usize] || !self.mentions.entity(id).members.is_empty(),
            Filler::Statement(_) | Filler::Text => true,
        }
    }

    /// Whether what `source` says of the acts of `agent` is said by `agent` itself: they are the same, or the one
    /// holds office under the other, or is an organ of it.
    fn speaks_for(&self, source: EntityId, agent: EntityId) -> bool {
        let mut above = vec![source];
        let mut next = 0;
        while let Some(&entity) = above.get(next) {
            next += 1;
            if entity == agent {
                return true;
            }
            // A country's news agency, party or company may tell what the country does, and does not speak for it.
            let reports = self.mentions.entity(entity).entity_type == EntityType::Organisation;
            let body = self.mentions.entity(entity).of.filter(|_| !reports);
            let offices = self.offices.get(&entity).into_iter().flatten().copied();
            for over in body.into_iter().chain(offices) {
                if !above.contains(&over) {
                    above.push(over);
                }
            }
        }
        // The agent may be named by its organ: "the Foreign Ministry protested", says the country's spokesperson.
        self.mentions
            .entity(agent)
            .of
            .is_some_and(|state| above.contains(&state))
    }
}
