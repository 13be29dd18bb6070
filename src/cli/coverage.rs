//! `rules test --corpus`: which rules speak in a body of text, and which never do.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::cli::batch::{self, Done};
use crate::cli::error::{Error, Outcome};
use crate::cli::output::Output;
use crate::cli::report::{Found, Report};
use crate::pipeline::{Layout, Pipeline};
use crate::rule::Rule;
use crate::source::{Documents, Input, Place, Settings};
use crate::text::MAX_DOCUMENT;

/// How often a rule speaks.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    statements: u64,
    facts: u64,
}

/// Reads the files and writes a line for each rule: statements, how many of them are facts, id; the busiest first, the
/// dead last.
pub(crate) fn run(pipeline: &Pipeline, rules: &[&Rule], files: &[PathBuf], report: &Report) -> Result<Outcome, Error> {
    let places: Vec<Place> = files.iter().map(|file| Place::from_argument(file)).collect();
    let settings = Settings {
        input: Input::Text,
        id: None,
        date: None,
        max_document: MAX_DOCUMENT as u64,
    };
    let documents = Documents::new(places.clone(), settings);
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let (mut all, mut ruled) = (0_u64, 0_u64);
    let work = |document| {
        let reading = pipeline.read(&document, Layout::Page);
        let said = reading.extraction.statements;
        let statements = said.len() as u64;
        Ok::<_, Error>(Done {
            value: said
                .into_iter()
                .map(|statement| (statement.rule, statement.asserted))
                .collect(),
            found: Found {
                counts: vec![("statements", statements)],
                unlinked: Vec::new(),
            },
        })
    };
    report.has_the_terminal();
    let outcome = batch::run((places, documents), report, work, |spoken: Vec<(String, bool)>| {
        for (rule, asserted) in spoken {
            all += 1;
            ruled += u64::from(pipeline.rules().rules().iter().any(|known| known.id == rule));
            let count = counts.entry(rule).or_default();
            count.statements += 1;
            count.facts += u64::from(asserted);
        }
        Ok(())
    })?;
    let mut lines: Vec<(Count, &str)> = rules
        .iter()
        .map(|rule| (counts.get(&rule.id).copied().unwrap_or_default(), rule.id.as_str()))
        .collect();
    lines.sort_by_key(|&(count, id)| (std::cmp::Reverse(count.statements), id));
    let dead = lines.iter().filter(|(count, _)| count.statements == 0).count();
    let mut output = Output::new();
    for (count, id) in &lines {
        output.write(format!("{}\t{}\t{id}\n", count.statements, count.facts))?;
    }
    output.finish()?;
    report.note(&format_args!(
        "{} rules, {dead} of them dead; a rule made {ruled} of {all} statements",
        lines.len()
    ));
    Ok(outcome)
}
