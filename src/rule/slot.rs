//! [`SlotName`] and [`Types`]: where a role is found in a clause, and what may fill it.

use crate::clause::Slot;
use crate::ontology::EntityType;
use crate::text::{Vocabulary, Word};

/// Where a rule looks for a role's filler.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SlotName {
    /// One slot of the clause.
    Of(Slot),
    /// Any complement clause.
    Complement,
    /// A complement clause that is a question: "whether", "what", "why".
    Question,
    /// The phrase that the trigger noun heads.
    Noun,
    /// Whoever does what a complement clause says.
    Doer,
    /// Whoever says the clause, when it is somebody's word; it becomes their act.
    Speaker,
}

const NAMED: &[(&str, SlotName)] = &[
    ("subject", SlotName::Of(Slot::Subject)),
    ("object", SlotName::Of(Slot::Object)),
    ("indirect-object", SlotName::Of(Slot::IndirectObject)),
    ("possessive", SlotName::Of(Slot::Possessive)),
    ("modifier", SlotName::Of(Slot::Modifier)),
    ("predicate", SlotName::Of(Slot::Predicate)),
    ("that", SlotName::Of(Slot::That)),
    ("to-do", SlotName::Of(Slot::ToDo)),
    ("doing", SlotName::Of(Slot::Doing)),
    ("complement", SlotName::Complement),
    ("question", SlotName::Question),
    ("noun", SlotName::Noun),
    ("doer", SlotName::Doer),
    ("speaker", SlotName::Speaker),
];

/// Prepositions of one word.
const PREPOSITIONS: &str = "about above across after against along alongside amid amidst among amongst around as at before \
    behind below beneath beside besides between beyond by concerning despite down during except following for from in \
    inside into like near of off on onto opposite out outside over past per regarding since than through throughout to \
    toward towards under underneath until unto up upon versus via with within without";

impl SlotName {
    /// The slot with this name in a rule file; any preposition is one, several words included.
    pub(super) fn parse(name: &str, vocabulary: &mut Vocabulary) -> Option<Self> {
        if let Some((_, slot)) = NAMED.iter().find(|(known, _)| *known == name) {
            return Some(*slot);
        }
        let known = PREPOSITIONS.split_whitespace().any(|preposition| preposition == name);
        let phrasal = name.contains(' ') && vocabulary.get(name).is_some();
        (known || phrasal).then(|| Self::Of(Slot::Oblique(vocabulary.intern(name))))
    }

    /// The names that are not prepositions, then the prepositions of one word.
    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        NAMED
            .iter()
            .map(|(name, _)| *name)
            .chain(PREPOSITIONS.split_whitespace())
    }

    /// Whether `word` is a preposition a rule may name.
    pub(super) fn is_preposition(word: &str) -> bool {
        PREPOSITIONS.split_whitespace().any(|preposition| preposition == word)
    }

    /// Its name in a rule file.
    pub fn name(self, vocabulary: &Vocabulary) -> &str {
        let named = NAMED.iter().find(|(_, slot)| *slot == self).map(|(name, _)| *name);
        named
            .or_else(|| vocabulary.text(self.preposition()?))
            .unwrap_or_default()
    }

    /// Whether clauses stand in it.
    pub(super) fn is_complement(self) -> bool {
        matches!(
            self,
            Self::Complement | Self::Question | Self::Of(Slot::That | Slot::ToDo | Slot::Doing)
        )
    }

    /// The preposition it names.
    pub fn preposition(self) -> Option<Word> {
        match self {
            Self::Of(Slot::Oblique(word)) => Some(word),
            _ => None,
        }
    }
}

/// What may fill a role: a set of entity types, and whether a complement clause may.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Types {
    entities: u32,
    /// Whether a complement clause may.
    pub statement: bool,
}

const TYPE_NAMES: &[(&str, &[EntityType])] = {
    use EntityType as T;
    &[
        ("person", &[T::Person]),
        ("country", &[T::Country]),
        ("settlement", &[T::Settlement]),
        ("location", &[T::Location]),
        ("government-body", &[T::GovernmentBody]),
        ("international-organisation", &[T::InternationalOrganisation]),
        (
            "organisation",
            &[T::Organisation, T::InternationalOrganisation, T::GovernmentBody],
        ),
        ("group", &[T::Group]),
        ("facility", &[T::Facility]),
        ("event", &[T::Event]),
        ("work", &[T::Work]),
        ("artifact", &[T::Artifact]),
        ("time", &[T::Time]),
        ("amount", &[T::Amount]),
        ("thing", &[T::Thing]),
        (
            "actor",
            &[
                T::Person,
                T::Country,
                T::Settlement,
                T::GovernmentBody,
                T::InternationalOrganisation,
                T::Organisation,
                T::Group,
            ],
        ),
        ("place", &[T::Country, T::Settlement, T::Location, T::Facility]),
        ("state", &[T::Country, T::Settlement, T::GovernmentBody]),
    ]
};

impl Types {
    /// Anything at all.
    pub const ANY: Self = Self {
        entities: u32::MAX,
        statement: true,
    };

    /// Adds what `name` stands for; false when it is no type.
    pub(super) fn add(&mut self, name: &str) -> bool {
        if matches!(name, "statement" | "clause") {
            self.statement = true;
            return true;
        }
        let Some((_, types)) = TYPE_NAMES.iter().find(|(known, _)| *known == name) else {
            return false;
        };
        for entity_type in *types {
            self.entities |= 1 << *entity_type as u32;
        }
        true
    }

    /// The names that a rule file may use.
    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        TYPE_NAMES.iter().map(|(name, _)| *name).chain(["statement"])
    }

    /// Whether an entity of this type may fill the role.
    pub fn admits(self, entity_type: EntityType) -> bool {
        self.entities & 1 << entity_type as u32 != 0
    }

    /// Whether whatever can act may, and so a name of unknown type too.
    pub fn admits_actors(self) -> bool {
        self.admits(EntityType::Person) || self.admits(EntityType::Organisation)
    }

    /// Whether what mostly goes by a name may: actors and places.
    pub fn admits_names(self) -> bool {
        self.admits_actors() || self.admits(EntityType::Country) || self.admits(EntityType::Location)
    }
}
