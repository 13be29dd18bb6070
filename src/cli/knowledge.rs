//! Arguments that say what to read with: rules, ontology, whose word is fact.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cli::error::Error;
use crate::cli::linking::LinkingArguments;
use crate::cli::question;
use crate::extract::AssertMode;
use crate::graph::EntityIris;
use crate::ontology::Gazetteer;
use crate::pipeline::{Pipeline, Settings, rule_files};
use crate::rule::RuleFile;

/// The user's own rules and terms.
#[derive(Clone, Debug, Args)]
pub(crate) struct Knowledge {
    /// A directory with rule files (*.toml) of your own, on top of those shipped.
    #[arg(long, value_name = "DIR", help_heading = "Knowledge")]
    rules: Vec<PathBuf>,
    /// A directory with ontology files (*.ttl) of your own, on top of those shipped.
    #[arg(long, value_name = "DIR", help_heading = "Knowledge")]
    ontology: Vec<PathBuf>,
    /// A Turtle file with names of your own, on top of those shipped: rdfs:label, skos:altLabel, skos:exactMatch, `a
    /// dm:Person`, dm:country.
    #[arg(long, value_name = "FILE", help_heading = "Knowledge")]
    gazetteer: Vec<PathBuf>,
    #[command(flatten)]
    linking: LinkingArguments,
    /// Which IRIs name the entities that have one elsewhere for certain.
    #[arg(long, value_enum, default_value_t, value_name = "KIND", help_heading = "Linking")]
    iri: Iris,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Iris {
    /// Our own, under --base, with skos:exactMatch to those elsewhere.
    #[default]
    Own,
    /// The Wikidata item's.
    Wikidata,
}

/// Whose word is taken for fact.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(crate) struct Assert {
    /// Which reported statements become plain facts, besides what the writer says in his own voice. Denials, plans,
    /// demands, conditions, questions and headlines never do.
    #[arg(
        long = "assert",
        value_enum,
        default_value_t,
        value_name = "MODE",
        help_heading = "Knowledge"
    )]
    mode: Mode,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Mode {
    /// None.
    Narrator,
    /// What a side, or its official speaker, reports of its own acts of speech, decision, recognition, appointment,
    /// agreement or sanction.
    #[default]
    OwnActs,
    /// All.
    Reported,
}

impl Knowledge {
    /// What names are linked by.
    pub(crate) fn linking(&self) -> &LinkingArguments {
        &self.linking
    }

    /// Which IRIs name entities.
    pub(crate) fn iris(&self) -> EntityIris {
        match self.iri {
            Iris::Own => EntityIris::Own,
            Iris::Wikidata => EntityIris::Wikidata,
        }
    }

    /// Loads what the program ships and the user's own on top; entities live under `base`.
    pub(crate) fn pipeline(&self, assert: Assert, base: &str) -> Result<Pipeline, Error> {
        let settings = Settings {
            rules: self.rules.clone(),
            ontology: self.ontology.clone(),
            gazetteer: Some(self.gazetteer(base)?),
            linker: self.linking.linker()?,
            assert: match assert.mode {
                Mode::Narrator => AssertMode::Narrator,
                Mode::OwnActs => AssertMode::OwnActs,
                Mode::Reported => AssertMode::Reported,
            },
        };
        Ok(Pipeline::new(settings)?)
    }

    /// The names known: the program's and the user's.
    pub(crate) fn gazetteer(&self, base: &str) -> Result<Gazetteer, Error> {
        let mut gazetteer = Gazetteer::shipped();
        for file in &self.gazetteer {
            let text = question::read(file)?;
            gazetteer.add_turtle(&file.to_string_lossy(), &text, base)?;
        }
        Ok(gazetteer)
    }

    /// The rule files: the program's and the user's.
    pub(crate) fn rule_files(&self) -> Result<Vec<RuleFile>, Error> {
        Ok(rule_files(&self.rules)?)
    }
}
