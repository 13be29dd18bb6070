//! [`Class`] and [`Property`]: the terms of the ontology.

/// A class of the ontology, counted from 0 in the order of its IRIs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassId(pub u32);

/// A property of the ontology, counted from 0 in the order of its IRIs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PropertyId(pub u32);

/// A class of events, states or things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// Its IRI.
    pub iri: String,
    /// Its `rdfs:label`, as a journalist would say it; its name in words if it has none.
    pub label: String,
    /// Its `rdfs:comment`; empty if it has none.
    pub comment: String,
    /// Its direct superclasses within the ontology.
    pub parents: Vec<ClassId>,
    /// The PLOVER event type it falls under (`CONSULT`), its own or its nearest superclass's.
    pub plover: Option<String>,
    /// Its CAMEO code (`036`), its own or its nearest superclass's.
    pub cameo: Option<String>,
    /// Whether it is an act that holds when its agent reports it of itself: to say, decide, recognise, appoint, agree,
    /// sanction. Its own `dm:ownAct` or its nearest superclass's.
    pub own_act: bool,
}

/// A property: a role of statements, or a relation between things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    /// Its IRI.
    pub iri: String,
    /// Its `rdfs:label`, which reads as English between subject and object: "sends demarche to".
    pub label: String,
    /// Its `rdfs:comment`; empty if it has none.
    pub comment: String,
    /// Its direct superproperties within the ontology.
    pub parents: Vec<PropertyId>,
    /// Whether it holds both ways (`owl:SymmetricProperty`): "meets with".
    pub symmetric: bool,
}

impl Class {
    /// What follows the last `#` or `/` of the IRI: `Demarche`.
    pub fn name(&self) -> &str {
        local_name(&self.iri)
    }
}

impl Property {
    /// What follows the last `#` or `/` of the IRI: `sendsDemarcheTo`.
    pub fn name(&self) -> &str {
        local_name(&self.iri)
    }
}

/// What follows the last `#` or `/` of an IRI.
pub(crate) fn local_name(iri: &str) -> &str {
    iri.rsplit(['#', '/']).next().unwrap_or(iri)
}
