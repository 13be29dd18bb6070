//! [`EntityType`]: what kind of thing an entity is.

/// What kind of thing an entity is: ACE's entity types, divided where rules need it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityType {
    /// A human being, or several.
    Person,
    /// A sovereign state or dependent territory, as a place or as an actor.
    Country,
    /// A city or a region with a government of its own.
    Settlement,
    /// A place that does not act: a river, a border, a territory, a continent.
    Location,
    /// An organ of a state: ministry, parliament, army, court, police.
    GovernmentBody,
    /// An international organisation of states.
    InternationalOrganisation,
    /// Any other organisation: party, company, news agency, armed group.
    Organisation,
    /// A people or a group by nationality, religion or politics: "Armenians", "the opposition".
    Group,
    /// A building, a base, an airport, a road.
    Facility,
    /// Something that happens: an election, a war, a summit.
    Event,
    /// A text or a work: a law, a treaty, a book.
    Work,
    /// A weapon, a vehicle, a device.
    Artifact,
    /// A point or stretch of time.
    Time,
    /// An amount of something, money included.
    Amount,
    /// Anything else.
    #[default]
    Thing,
}

impl EntityType {
    /// All types, in the order of their declaration.
    pub const ALL: [Self; 15] = [
        Self::Person,
        Self::Country,
        Self::Settlement,
        Self::Location,
        Self::GovernmentBody,
        Self::InternationalOrganisation,
        Self::Organisation,
        Self::Group,
        Self::Facility,
        Self::Event,
        Self::Work,
        Self::Artifact,
        Self::Time,
        Self::Amount,
        Self::Thing,
    ];

    /// Its name in rules and tables: `government-body`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Country => "country",
            Self::Settlement => "settlement",
            Self::Location => "location",
            Self::GovernmentBody => "government-body",
            Self::InternationalOrganisation => "international-organisation",
            Self::Organisation => "organisation",
            Self::Group => "group",
            Self::Facility => "facility",
            Self::Event => "event",
            Self::Work => "work",
            Self::Artifact => "artifact",
            Self::Time => "time",
            Self::Amount => "amount",
            Self::Thing => "thing",
        }
    }

    /// The type with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|entity_type| entity_type.name() == name)
    }

    /// Whether such a thing can act of its own will: say, decide, attack.
    pub fn acts(self) -> bool {
        matches!(
            self,
            Self::Person
                | Self::Country
                | Self::Settlement
                | Self::GovernmentBody
                | Self::InternationalOrganisation
                | Self::Organisation
                | Self::Group
        )
    }
}
