//! [`Run`] and [`Reading`]: what a graph is written from.

use jiff::Timestamp;

use crate::extract::{AssertMode, Extraction};
use crate::mention::Mentions;
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
    /// Its statements.
    pub extraction: &'r Extraction,
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
        hash.add(self.assert_name());
        if let Some(started) = self.started {
            hash.add(&started.to_string());
        }
        hash.hex(12)
    }
}
