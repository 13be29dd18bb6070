//! `demarche why`: the words behind a statement, a triple, a thing.

use crate::cli::error::{Error, Outcome};
use crate::cli::format::Shown;
use crate::cli::location::GraphArguments;
use crate::cli::output::{Output, json};
use crate::cli::report::Report;
use crate::graph::{Evidence, Hint, Index, Known, Prefixes, unexplained, why};
use crate::ontology::Gazetteer;
use crate::rule::RuleFile;

/// Show what stands behind a statement, a triple or a thing: the sentence with its words underlined, the document, the
/// rule, who says so, how sure it is, and what the names are linked to. Ends with 1 when nothing is known of it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche why -l kg entity:Chile dm:sendsDemarcheTo entity:Bolivia
  demarche why -l kg Chile 'sends demarche to' Bolivia
  demarche why -l kg entity:Chile
  demarche why --data graph.ttl --format json -- Chile")]
pub(crate) struct Arguments {
    #[command(flatten)]
    graph: GraphArguments,
    /// A statement or a thing, or the three terms of a triple: each an IRI, a prefixed name or a label.
    #[arg(value_name = "TERM", required = true, num_args = 1..=3)]
    terms: Vec<String>,
    /// How to write it.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Shown,
}

pub(crate) fn run(arguments: &Arguments, report: &Report) -> Result<Outcome, Error> {
    let terms: Vec<&str> = arguments.terms.iter().map(String::as_str).collect();
    if terms.len() == 2 {
        return Err(Error::TwoTerms);
    }
    let (index, outcome) = arguments.graph.index(report)?;
    let prefixes = arguments.graph.base.prefixes();
    let found = Backing::new(&arguments.graph)?.why(&index, &terms, &prefixes)?;
    if found.is_empty() {
        report.note(&hint(&index, &terms, &prefixes)?);
        return Ok(Outcome::CheckFailed);
    }
    let mut output = Output::new();
    for evidence in &found {
        match arguments.format {
            Shown::Text => output.write(evidence.report(Output::has_colours()) + "\n")?,
            Shown::Json => output.write(json(evidence))?,
        }
    }
    output.finish()?;
    Ok(outcome)
}

/// Why there is no evidence for what `terms` name.
pub(crate) fn hint(index: &Index, terms: &[&str], prefixes: &Prefixes) -> Result<Hint, Error> {
    unexplained(index, terms, prefixes).map_err(|error| Error::Index(Box::new(error)))
}

/// What evidence is told with besides the graph.
pub(crate) struct Backing {
    rules: Vec<RuleFile>,
    gazetteer: Gazetteer,
    base: String,
}

impl Backing {
    /// The rules and names that `graph` is read with.
    pub(crate) fn new(graph: &GraphArguments) -> Result<Self, Error> {
        Ok(Self {
            rules: graph.knowledge.rule_files()?,
            gazetteer: graph.knowledge.gazetteer(&graph.base.base)?,
            base: graph.base.base.clone(),
        })
    }

    /// The evidence for what `terms` name.
    pub(crate) fn why(&self, index: &Index, terms: &[&str], prefixes: &Prefixes) -> Result<Vec<Evidence>, Error> {
        let known = Known {
            rules: &self.rules,
            gazetteer: &self.gazetteer,
            base: &self.base,
        };
        why(index, terms, prefixes, &known).map_err(|error| Error::Index(Box::new(error)))
    }
}
