//! [`Asker`]: asks an open index, within limits, and writes the answers.

use std::time::Duration;

use clap::{Args, ValueEnum};

use crate::cli::error::Error;
use crate::cli::format::GraphFormat;
use crate::cli::input::bytes;
use crate::cli::location::Base;
use crate::cli::output::Output;
use crate::cli::question::Question;
use crate::cli::report::Report;
use crate::graph::{Answer, Export, Index, Prefixes, QueryOptions, ResultsFormat, misspelt, query};

/// How answers are written.
#[derive(Clone, Debug, Args)]
pub(crate) struct AnswerArguments {
    /// How rows are written [default: table on a terminal, csv otherwise].
    #[arg(long, value_enum, value_name = "FORMAT")]
    results_format: Option<Results>,
    /// How the graph of CONSTRUCT and DESCRIBE is written.
    #[arg(long, value_enum, default_value = "ttl", value_name = "FORMAT")]
    format: GraphFormat,
    #[command(flatten)]
    limits: LimitArguments,
    /// Stop after this many rows or triples.
    #[arg(long, value_name = "N", default_value_t = 1_000_000, help_heading = "Limits")]
    max_rows: usize,
    /// Let `SERVICE <https://…>` ask SPARQL endpoints over the network. What stands within its braces is sent there as it is.
    #[arg(long)]
    federation: bool,
}

/// What a query or an update may take.
#[derive(Clone, Debug, Args)]
pub(crate) struct LimitArguments {
    /// Stop after this many seconds; 0 for never.
    #[arg(long, value_name = "SECONDS", default_value_t = 60, help_heading = "Limits")]
    timeout: u64,
    /// Stop when the evaluation takes more memory than this, besides the store itself: bytes, or with K, M or G.
    #[arg(long, value_parser = bytes, value_name = "SIZE", default_value = "4G", help_heading = "Limits")]
    max_memory: u64,
}

impl LimitArguments {
    /// The options of a query under `base`.
    pub(crate) fn options(&self, base: &Base) -> QueryOptions {
        QueryOptions {
            timeout: (self.timeout > 0).then(|| Duration::from_secs(self.timeout)),
            max_memory: Some(self.max_memory),
            ..QueryOptions::new(&base.base)
        }
    }
}

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Results {
    /// For people: IRIs short, literals bare.
    Table,
    /// SPARQL Results JSON.
    Json,
    /// SPARQL Results XML.
    Xml,
    /// SPARQL Results CSV.
    Csv,
    /// SPARQL Results TSV.
    Tsv,
}

impl From<Results> for ResultsFormat {
    fn from(results: Results) -> Self {
        match results {
            Results::Table => Self::Table,
            Results::Json => Self::Json,
            Results::Xml => Self::Xml,
            Results::Csv => Self::Csv,
            Results::Tsv => Self::Tsv,
        }
    }
}

/// Asks an index.
pub(crate) struct Asker {
    pub(crate) index: Index,
    pub(crate) prefixes: Prefixes,
    pub(crate) results: ResultsFormat,
    pub(crate) graph: Export,
    options: QueryOptions,
}

impl Asker {
    /// Over an open index.
    pub(crate) fn new(index: Index, arguments: &AnswerArguments, base: &Base) -> Self {
        let default = if Output::is_terminal() {
            Results::Table
        } else {
            Results::Csv
        };
        Self {
            index,
            prefixes: base.prefixes(),
            results: arguments.results_format.unwrap_or(default).into(),
            graph: arguments.format.into(),
            options: QueryOptions {
                max_rows: arguments.max_rows,
                federation: arguments.federation,
                ..arguments.limits.options(base)
            },
        }
    }

    /// Writes the answer to a question, and gives it.
    pub(crate) fn ask(&self, question: &Question, output: &mut Output, report: &Report) -> Result<Answer, Error> {
        let failed = |error| Error::Query {
            error: Box::new(error),
            text: question.text.clone(),
            origin: question.origin.clone(),
        };
        let answer = query(&self.index, &question.text, &self.options).map_err(failed)?;
        // Named queries are spelt as they should be.
        if answer.is_empty() && !question.origin.starts_with('@') {
            for hint in misspelt(&self.index, &question.text, &self.options).map_err(failed)? {
                report.note(&hint);
            }
        }
        answer
            .write(self.results, self.graph, &self.prefixes, Output::width(), &mut *output)
            .map_err(Error::Output)?;
        if answer.is_cut() {
            report.error(&format_args!(
                "only the first {} are shown; --max-rows gives more",
                self.options.max_rows
            ));
        }
        Ok(answer)
    }
}
