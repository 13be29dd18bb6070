//! SPARQL over an [`Index`]: queries, named queries, updates, search.
//!
//! Takes text, gives an [`Answer`] or an error that shows where the text is wrong. Common prefixes are known without
//! being declared. Nothing here reaches the network unless [`QueryOptions::federation`] allows it: `LOAD` is refused, and of
//! `SERVICE` there is `dm:search` alone.

mod answer;
mod error;
mod federation;
mod limits;
mod named;
mod prologue;
mod search;
#[cfg(test)]
mod tests;
mod typed;
mod update;

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use oxigraph::model::{GraphName, NamedNode};
use oxigraph::sparql::{
    BoundPreparedSparqlQuery, CancellationToken, QueryEvaluationError, QueryResults, SparqlEvaluator,
};
use spargebra::SparqlParser;

pub use answer::{Answer, ResultsFormat, Solutions};
pub use error::QueryError;
pub use federation::FederationError;
pub use named::{NAMED_QUERIES, NamedQuery, Parameter};
pub use search::SearchError;
pub(crate) use search::{SERVICE as SEARCH, Search};
pub use typed::{continues, is_whole};
pub use update::update;

use crate::graph::prefix::Prefixes;
use crate::graph::query::error::syntax_error;
use crate::graph::query::federation::Endpoints;
use crate::graph::query::limits::{Limits, TICK};
use crate::graph::store::Index;
use crate::net::Manners;

/// Under what conditions a query is answered.
#[derive(Clone, Debug)]
pub struct QueryOptions {
    /// Prefixes known without being declared.
    pub prefixes: Prefixes,
    /// Against what relative IRIs are resolved.
    pub base: String,
    /// How long it may take; `None` for as long as it takes.
    pub timeout: Option<Duration>,
    /// How many bytes of memory its evaluation may take, besides what the process holds at its start; `None` for any
    /// amount. Heeded where the system tells what a process holds, as Linux does.
    pub max_memory: Option<u64>,
    /// How many rows or triples an answer may have, or how many quads an update may change.
    pub max_rows: usize,
    /// Whether `SERVICE` may ask endpoints elsewhere.
    pub federation: bool,
}

impl QueryOptions {
    /// Under `base`, with its prefixes; one minute, four gigabytes, a million rows.
    pub fn new(base: &str) -> Self {
        Self {
            prefixes: Prefixes::new(base),
            base: base.to_owned(),
            timeout: Some(Duration::from_secs(60)),
            max_memory: Some(4 << 30),
            max_rows: 1_000_000,
            federation: false,
        }
    }
}

/// Answers a query.
///
/// # Errors
/// When `text` is not SPARQL, takes too long or too much memory, or fails.
pub fn query(index: &Index, text: &str, options: &QueryOptions) -> Result<Answer, QueryError> {
    let prefixes = prologue::prefixes(text, &options.prefixes)?;
    let token = CancellationToken::new();
    let parsed = parser(options, &prefixes)?
        .parse_query(text)
        .map_err(|error| syntax_error(text, &error))?;
    let mut evaluator = evaluator(index, token.clone());
    if options.federation {
        evaluator = evaluator.with_default_service_handler(endpoints(options));
    }
    let prepared = evaluator.for_query(limits::with_checks(parsed)).on_store(index.store());
    let most = options.max_rows;
    let limits = Limits::new(options);
    // A thread of its own evaluates: what heeds no token is left to itself when it does not stop.
    let (sender, receiver) = mpsc::channel();
    let evaluation = thread::spawn(move || {
        // Nobody is waiting any more once a limit is reached.
        let _ = sender.send(limits::stoppable(|| answer(prepared, most)));
    });
    let answered = loop {
        match receiver.recv_timeout(TICK) {
            Ok(answered) => break answered,
            Err(mpsc::RecvTimeoutError::Timeout) => {
                if let Some(limit) = limits.reached() {
                    token.cancel();
                    return match receiver.recv_timeout(GRACE) {
                        Ok(Ok(answer)) => Ok(answer),
                        _ => Err(limit.into()),
                    };
                }
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => match evaluation.join() {
                Err(fault) => std::panic::resume_unwind(fault),
                Ok(()) => unreachable!("what ends without a fault has sent an answer"),
            },
        }
    };
    answered.map_err(explain)
}

/// The IRIs that a query names, in the order in which it does, each once.
///
/// # Errors
/// When `text` is not SPARQL.
pub(crate) fn iris(text: &str, options: &QueryOptions) -> Result<Vec<String>, QueryError> {
    let prefixes = prologue::prefixes(text, &options.prefixes)?;
    let parsed = parser(options, &prefixes)?
        .parse_query(text)
        .map_err(|error| syntax_error(text, &error))?
        .to_string();
    let mut found: Vec<String> = Vec::new();
    let mut at = 0;
    while at < parsed.len() {
        let rest = &parsed[at..];
        at += match rest.as_bytes()[0] {
            b'"' => prologue::string_length(rest),
            b'<' => match prologue::iri_length(rest) {
                Some(length) => {
                    let iri = &rest[1..length - 1];
                    if !found.iter().any(|known| known == iri) {
                        found.push(iri.to_owned());
                    }
                    length
                }
                None => 1,
            },
            _ => rest.chars().next().map_or(1, char::len_utf8),
        };
    }
    Ok(found)
}

/// How long a cancelled evaluation may take to notice.
const GRACE: Duration = Duration::from_millis(200);

/// All of an answer, up to `most` rows or triples.
fn answer(prepared: BoundPreparedSparqlQuery<'static>, most: usize) -> Result<Answer, QueryEvaluationError> {
    match prepared.execute()? {
        QueryResults::Boolean(answer) => Ok(Answer::Boolean(answer)),
        QueryResults::Solutions(found) => {
            let variables = found.variables().iter();
            let mut solutions = Solutions {
                variables: variables.map(|variable| variable.as_str().to_owned()).collect(),
                rows: Vec::new(),
                cut: false,
            };
            for solution in found {
                let solution = solution?;
                if solutions.rows.len() == most {
                    solutions.cut = true;
                    break;
                }
                solutions.rows.push(solution.values().to_vec());
            }
            Ok(Answer::Solutions(solutions))
        }
        QueryResults::Graph(triples) => {
            let mut quads = Vec::new();
            let mut cut = false;
            for triple in triples {
                let triple = triple?;
                if quads.len() == most {
                    cut = true;
                    break;
                }
                quads.push(triple.in_graph(GraphName::DefaultGraph));
            }
            Ok(Answer::Graph { quads, cut })
        }
    }
}

/// A parser that knows the prefixes.
fn parser(options: &QueryOptions, prefixes: &[(String, String)]) -> Result<SparqlParser, QueryError> {
    let bad_base = |_| QueryError::Base {
        base: options.base.clone(),
    };
    let mut parser = SparqlParser::new().with_base_iri(&options.base).map_err(bad_base)?;
    for (prefix, namespace) in prefixes {
        parser = parser.with_prefix(prefix, namespace).map_err(bad_base)?;
    }
    Ok(parser)
}

/// An evaluator that heeds the token and can search the sentences of `index`.
fn evaluator(index: &Index, token: CancellationToken) -> SparqlEvaluator {
    let service = NamedNode::new_unchecked(search::SERVICE);
    limits::heeding(SparqlEvaluator::new(), token).with_service_handler(service, index.search().service(index.store()))
}

/// What asks endpoints elsewhere, within the limits of the query.
fn endpoints(options: &QueryOptions) -> Endpoints {
    let usual = Manners::default();
    let manners = Manners {
        timeout: options.timeout.unwrap_or(LONG).max(TICK),
        most_bytes: options.max_memory.unwrap_or(u64::MAX).min(MOST_ANSWER),
        ..usual
    };
    Endpoints::new(manners, options.max_rows)
}

/// How long an endpoint may take when a query may take any time.
const LONG: Duration = Duration::from_secs(3600);
/// Most bytes of an endpoint's answer.
const MOST_ANSWER: u64 = 1 << 30;

/// What an evaluation's failure means to who asked.
fn explain(error: QueryEvaluationError) -> QueryError {
    match error {
        QueryEvaluationError::UnsupportedService(name) => QueryError::Service {
            name: name.into_string(),
        },
        QueryEvaluationError::Service(error) => match error.downcast::<SearchError>() {
            Ok(error) => QueryError::Search(*error),
            Err(error) => match error.downcast::<FederationError>() {
                Ok(error) => QueryError::Federation(*error),
                Err(error) => QueryError::Evaluation(QueryEvaluationError::Service(error)),
            },
        },
        error => QueryError::Evaluation(error),
    }
}
