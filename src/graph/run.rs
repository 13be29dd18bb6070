//! [`Run`] and [`Reading`]: what a graph is written from.

use jiff::Timestamp;

use crate::extract::{AssertMode, Extraction};
use crate::link::{Certainty, Link};
use crate::mention::{EntityId, Mentions};
use crate::ontology::{Gazetteer, Ontology};
use crate::syntax::Parse;
use crate::text::{Document, Hash};

/// What is the same for all documents of one run of the program.
#[derive(Clone, Debug)]
pub struct Run<'k> {
    /// The terms that statements use.
    pub ontology: &'k Ontology,
    /// The entries that entities are identified with.
    pub gazetteer: &'k Gazetteer,
    /// Where documents and entities live.
    pub base: String,
    /// Which IRIs name entities.
    pub iris: EntityIris,
    /// What the run depends on besides the texts.
    pub settings: Settings,
}

/// What a run depends on besides the texts: the same settings and text give the same graph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Name and version of the program.
    pub program: String,
    /// SHA-256 of the syntax model, in hexadecimal.
    pub model: String,
    /// SHA-256 of the rules and the ontology, in hexadecimal.
    pub rules: String,
    /// SHA-256 of the gazetteer, in hexadecimal.
    pub gazetteer: String,
    /// SHA-256 of each index that names are linked by, in hexadecimal, in the order in which they are asked.
    pub indexes: Vec<String>,
    /// The address of the reconciliation service that names are linked by.
    pub service: Option<String>,
    /// Whose word is taken for fact.
    pub assert: AssertMode,
    /// When the run began, if the graph shall tell.
    pub started: Option<Timestamp>,
}

/// One document and everything read in it.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'r> {
    /// The text.
    pub document: &'r Document,
    /// Its sentences.
    pub parse: &'r Parse<'r>,
    /// Its things.
    pub mentions: &'r Mentions,
    /// Which things elsewhere they are, where the gazetteer does not tell, in the order of the entities.
    pub links: &'r [Link],
    /// Its statements.
    pub extraction: &'r Extraction,
}

/// Which IRIs name entities that are known elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum EntityIris {
    /// Our own, under the base, with `skos:exactMatch` to those elsewhere.
    #[default]
    Own,
    /// The Wikidata item's, for each entity that has one for certain.
    Wikidata,
}

impl Reading<'_> {
    /// What was found for an entity elsewhere.
    pub(crate) fn link(&self, id: EntityId) -> Option<&Link> {
        let place = self.links.binary_search_by_key(&id, |link| link.entity).ok()?;
        Some(&self.links[place])
    }

    /// What an entity is elsewhere for certain, besides what the gazetteer tells.
    pub(crate) fn same_as(&self, id: EntityId) -> Option<&str> {
        let link = self.link(id).filter(|link| link.certainty == Some(Certainty::Exact))?;
        Some(link.candidates.first()?.iri.as_str())
    }
}

impl Settings {
    /// The name of `assert` on the command line.
    pub(crate) fn assert_name(&self) -> &'static str {
        match self.assert {
            AssertMode::Narrator => "narrator",
            AssertMode::OwnActs => "own-acts",
            AssertMode::Reported => "reported",
        }
    }

    /// A short name for these settings.
    pub(crate) fn name(&self) -> String {
        let mut hash = Hash::default();
        for part in [&self.program, &self.model, &self.rules, &self.gazetteer] {
            hash.add(part);
        }
        for index in &self.indexes {
            hash.add(index);
        }
        if let Some(service) = &self.service {
            hash.add(service);
        }
        hash.add(self.assert_name());
        if let Some(started) = self.started {
            hash.add(&started.to_string());
        }
        hash.hex(12)
    }
}
