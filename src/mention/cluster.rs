//! [`Cluster`]: the mentions of one entity while they are brought together.

use crate::mention::draft::{Count, Draft, Gender};
use crate::mention::{Interval, MentionKind};
use crate::ontology::{EntityType, EntryId, OfficeId};
use crate::text::Word;

/// The mentions of one entity, and what they tell of it together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cluster<'p> {
    /// Drafts, in the order in which they were joined.
    pub(crate) drafts: Vec<usize>,
    pub(crate) entity_type: EntityType,
    pub(crate) gender: Gender,
    pub(crate) count: Count,
    pub(crate) entry: Option<EntryId>,
    pub(crate) named: bool,
    /// Whether a word or the gazetteer told its kind.
    pub(crate) told: bool,
    /// What it is called: lemmas of titles, of appositions, of the heads of its noun phrases.
    pub(crate) nouns: Vec<Word>,
    /// The titles that stand alone before its name: "Secretary" of "Secretary Roe".
    pub(crate) titles: Vec<Word>,
    /// The offices that its titles name.
    pub(crate) offices: Vec<OfficeId>,
    /// What it is called where no words of the text say it in full: "Minister of Trade of Norland".
    pub(crate) called: Option<String>,
    /// Whether it was named with an article, as no person is.
    pub(crate) articled: bool,
    /// The modifiers it was described with, as they stand.
    pub(crate) modifiers: Vec<&'p str>,
    /// The cluster of its possessor or demonym, when it was described with one.
    pub(crate) owner: Option<usize>,
    /// The cluster it hangs on.
    pub(crate) of: Option<usize>,
    /// The clusters it stands for together.
    pub(crate) members: Vec<usize>,
    /// The sentence of the last mention.
    pub(crate) last: u32,
    /// The days, for a time.
    pub(crate) interval: Option<Interval>,
}

impl Cluster<'_> {
    /// Takes a mention in.
    pub(crate) fn join(&mut self, number: usize, draft: &Draft) {
        // A kind told by a word weighs more than one guessed from form.
        let told = draft.hint.is_some();
        if self.drafts.is_empty() || self.entity_type == EntityType::Thing || told && !self.told {
            self.entity_type = draft.entity_type;
        }
        self.told |= told || draft.entry.is_some();
        if self.gender == Gender::Unknown {
            self.gender = draft.gender;
        }
        if self.count == Count::Unknown {
            self.count = draft.count;
        }
        self.named |= draft.kind == MentionKind::Name;
        self.entry = self.entry.or(draft.entry);
        self.last = self.last.max(draft.sentence.0);
        self.drafts.push(number);
    }

    pub(crate) fn call(&mut self, noun: Word) {
        if !self.nouns.contains(&noun) {
            self.nouns.push(noun);
        }
    }
}
