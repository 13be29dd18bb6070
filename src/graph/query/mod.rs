//! SPARQL over an [`Index`]: queries, named queries, updates.
//!
//! Takes text, gives an [`Answer`] or an error that shows where the text is wrong. Common prefixes are known without
//! being declared. Nothing here reaches the network: `SERVICE` and `LOAD` are refused.

mod answer;
mod error;
mod named;
mod prologue;
#[cfg(test)]
mod tests;
mod update;

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use oxigraph::model::GraphName;
use oxigraph::sparql::{
    BoundPreparedSparqlQuery, CancellationToken, QueryEvaluationError, QueryResults, SparqlEvaluator,
};

pub use answer::{Answer, ResultsFormat, Solutions};
pub use error::QueryError;
pub use named::{NAMED_QUERIES, NamedQuery, Parameter};
pub use update::update;

use crate::graph::prefix::Prefixes;
use crate::graph::query::error::syntax_error;
use crate::graph::store::Index;

/// Under what conditions a query is answered.
#[derive(Clone, Debug)]
pub struct QueryOptions {
    /// Prefixes known without being declared.
    pub prefixes: Prefixes,
    /// Against what relative IRIs are resolved.
    pub base: String,
    /// How long it may take; `None` for as long as it takes.
    pub timeout: Option<Duration>,
    /// How many rows or triples an answer may have: what bounds memory.
    pub max_rows: usize,
}

impl QueryOptions {
    /// Under `base`, with its prefixes; one minute, a million rows.
    pub fn new(base: &str) -> Self {
        Self {
            prefixes: Prefixes::new(base),
            base: base.to_owned(),
            timeout: Some(Duration::from_secs(60)),
            max_rows: 1_000_000,
        }
    }
}

/// Answers a query.
///
/// # Errors
/// When `text` is not SPARQL, takes too long, or fails.
pub fn query(index: &Index, text: &str, options: &QueryOptions) -> Result<Answer, QueryError> {
    let prefixes = prologue::prefixes(text, &options.prefixes)?;
    let token = CancellationToken::new();
    let prepared = evaluator(options, &prefixes, token.clone())?
        .parse_query(text)
        .map_err(|error| syntax_error(text, &error))?
        .on_store(index.store());
    let most = options.max_rows;
    let Some(timeout) = options.timeout else {
        return answer(prepared, most).map_err(|error| explain(error, None));
    };
    // Oxigraph looks at the token only where it reads the index, and a join of what it has read may go on for hours.
    // So a thread of its own evaluates, and is left to itself when it does not stop.
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        // Nobody is waiting any more once the time is up.
        let _ = sender.send(answer(prepared, most));
    });
    let answered = receiver.recv_timeout(timeout).or_else(|_| {
        token.cancel();
        receiver.recv_timeout(GRACE)
    });
    answered
        .unwrap_or(Err(QueryEvaluationError::Cancelled))
        .map_err(|error| explain(error, Some(timeout)))
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

/// An evaluator that knows the prefixes and heeds the token.
fn evaluator(
    options: &QueryOptions,
    prefixes: &[(String, String)],
    token: CancellationToken,
) -> Result<SparqlEvaluator, QueryError> {
    let bad_base = |_| QueryError::Base {
        base: options.base.clone(),
    };
    let mut evaluator = SparqlEvaluator::new().with_base_iri(&options.base).map_err(bad_base)?;
    for (prefix, namespace) in prefixes {
        evaluator = evaluator.with_prefix(prefix, namespace).map_err(bad_base)?;
    }
    Ok(evaluator.with_cancellation_token(token))
}

/// What an evaluation's failure means to who asked.
fn explain(error: QueryEvaluationError, timeout: Option<Duration>) -> QueryError {
    match (error, timeout) {
        (QueryEvaluationError::Cancelled, Some(timeout)) => QueryError::Timeout {
            seconds: timeout.as_secs_f64(),
        },
        (QueryEvaluationError::UnsupportedService(name), _) => QueryError::Service {
            name: name.into_string(),
        },
        (error, _) => QueryError::Evaluation(error),
    }
}

/// Cancels an evaluation when its time is up; dropped, it lets go.
struct Watch {
    _done: Option<mpsc::Sender<()>>,
}

impl Watch {
    fn start(timeout: Option<Duration>, token: CancellationToken) -> Self {
        let done = timeout.map(|timeout| {
            let (done, waiting) = mpsc::channel::<()>();
            thread::spawn(move || {
                if waiting.recv_timeout(timeout) == Err(mpsc::RecvTimeoutError::Timeout) {
                    token.cancel();
                }
            });
            done
        });
        Self { _done: done }
    }
}
