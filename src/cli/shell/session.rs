//! [`Session`]: carries out one input after another on an open index.

use clap::ValueEnum;

use crate::cli::answering::{Asker, Results};
use crate::cli::error::{Error, Outcome};
use crate::cli::format::GraphFormat;
use crate::cli::output::Output;
use crate::cli::question::{self, Question, assignment};
use crate::cli::report::Report;
use crate::cli::why::{self, Backing};
use crate::graph::Names;

/// The commands, with what they take and do.
pub(super) const COMMANDS: [(&str, &str); 8] = [
    (".help", "show this"),
    (".queries", "list the named queries with their parameters"),
    (
        ".format FORMAT",
        "how answers are written: table csv tsv json xml; graphs: ttl trig nt nq jsonld rdf graphml …",
    ),
    (
        ".why TERM…",
        "the words behind a statement, a thing or a triple: .why Chile 'sends demarche to' Bolivia",
    ),
    (".prefixes", "the prefixes that need no declaration"),
    (".quit", "leave; Ctrl-D does too"),
    (
        "@NAME a=b …",
        "ask a named query with these parameters: @facts about='Jane Roe'",
    ),
    (
        "SELECT …",
        "ask in SPARQL; the query ends with its last brace, an empty line ends it anyway",
    ),
];

/// Whether there is more to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    Go,
    Quit,
}

/// An open index that is asked again and again.
pub(super) struct Session<'r> {
    asker: Asker,
    backing: Backing,
    report: &'r Report,
    failed: bool,
}

impl<'r> Session<'r> {
    pub(super) fn new(asker: Asker, backing: Backing, report: &'r Report) -> Self {
        Self {
            asker,
            backing,
            report,
            failed: false,
        }
    }

    /// Whether everything could be carried out.
    pub(super) fn outcome(&self) -> Outcome {
        if self.failed {
            Outcome::InputFailed
        } else {
            Outcome::Done
        }
    }

    /// What Tab completes.
    pub(super) fn names(&self) -> Names {
        // Without names there is less to complete, and nothing to fail for.
        Names::of(&self.asker.index, &self.asker.prefixes).unwrap_or_default()
    }

    /// Says what there is and how to begin.
    pub(super) fn greet(&self) -> Result<(), Error> {
        let quads = self.asker.index.len()?;
        self.report.note(&format_args!(
            "{quads} quads; .help shows what can be typed, .quit leaves"
        ));
        Ok(())
    }

    /// Carries out an input; a fault of the input is reported, one of the output ends the session.
    pub(super) fn carry_out(&mut self, input: &str) -> Result<Next, Error> {
        let mut output = Output::new();
        let done = self.done(input.trim(), &mut output);
        output.finish()?;
        match done {
            Ok(next) => Ok(next),
            Err(Error::Output(error)) => Err(Error::Output(error)),
            Err(error) => {
                self.failed = true;
                self.report.error(&error);
                Ok(Next::Go)
            }
        }
    }

    fn done(&mut self, input: &str, output: &mut Output) -> Result<Next, Error> {
        if !input.starts_with(['.', '@']) {
            self.asker.ask(&Question::typed(input, "query"), output, self.report)?;
            return Ok(Next::Go);
        }
        let words = words(input);
        let (command, rest) = words
            .split_first()
            .expect("an input that begins with a sign has a word");
        match command.as_str() {
            ".quit" | ".exit" => return Ok(Next::Quit),
            ".help" => {
                for (command, meaning) in COMMANDS {
                    output.write(format!("{command:<16}{meaning}\n"))?;
                }
            }
            ".queries" => question::list(output)?,
            ".prefixes" => {
                for (prefix, namespace) in self.asker.prefixes.iter() {
                    output.write(format!("{prefix}: <{namespace}>\n"))?;
                }
            }
            ".format" => self.set_format(rest)?,
            ".why" => self.why(rest, output)?,
            name if name.starts_with('@') => {
                let values = rest.iter().map(|word| assignment(word)).collect::<Result<Vec<_>, _>>();
                let values = values.map_err(|_| Error::BadParameters { given: rest.join(" ") })?;
                self.asker.ask(&Question::named(name, &values)?, output, self.report)?;
            }
            _ => return Err(Error::NoCommand { given: command.clone() }),
        }
        Ok(Next::Go)
    }

    fn set_format(&mut self, words: &[String]) -> Result<(), Error> {
        let unknown = || Error::NoFormat { given: words.join(" ") };
        let [name] = words else { return Err(unknown()) };
        if let Ok(results) = Results::from_str(name, false) {
            self.asker.results = results.into();
        } else {
            self.asker.graph = GraphFormat::from_str(name, false).map_err(|_| unknown())?.into();
        }
        Ok(())
    }

    fn why(&self, words: &[String], output: &mut Output) -> Result<(), Error> {
        let terms: Vec<&str> = words.iter().map(String::as_str).collect();
        if !matches!(terms.len(), 1 | 3) {
            return Err(Error::TwoTerms);
        }
        let found = self.backing.why(&self.asker.index, &terms, &self.asker.prefixes)?;
        if found.is_empty() {
            self.report
                .note(&why::hint(&self.asker.index, &terms, &self.asker.prefixes)?);
        }
        for evidence in &found {
            output.write(evidence.report(Output::has_colours()) + "\n")?;
        }
        Ok(())
    }
}

/// Words apart at blanks; quotation marks of either kind hold blanks together.
fn words(input: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for character in input.chars() {
        match (quote, character) {
            (Some(mark), _) if character == mark => quote = None,
            (None, '"' | '\'') => {
                quote = Some(character);
                word.get_or_insert_default();
            }
            (None, _) if character.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(character),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_hold_words_together() {
        let check = |input: &str, expected: &[&str]| assert_eq!(words(input), expected, "{input}");
        check("@facts about='Jane Roe'  x=", &["@facts", "about=Jane Roe", "x="]);
        check(
            ".why Chile \"sends demarche to\" ''",
            &[".why", "Chile", "sends demarche to", ""],
        );
        check(".why 'open", &[".why", "open"]);
    }
}
