//! What bounds a query: time and memory, watched from outside, and a way to stop it from within.
//!
//! Oxigraph looks at its cancellation token only where it reads the index. A product of two parts that share no
//! variable is read once and then multiplied for as long as it takes; so such a product gets a function to call for
//! each of its rows, which looks at the token too.

use std::collections::BTreeSet;
use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use oxigraph::model::{Literal, NamedNode, Variable};
use oxigraph::sparql::{CancellationToken, QueryEvaluationError, SparqlEvaluator};
use spargebra::Query;
use spargebra::algebra::{Expression, Function, GraphPattern};
use spargebra::term::{NamedNodePattern, TermPattern};

use crate::graph::query::QueryOptions;
use crate::graph::query::error::QueryError;

/// How often the limits are looked at.
pub(crate) const TICK: Duration = Duration::from_millis(20);

/// The function that products call.
const GOES_ON: &str = "https://w3id.org/demarche/ontology#goesOn";

/// What an evaluation may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    start: Instant,
    timeout: Option<Duration>,
    memory: Option<u64>,
    /// What the process held at the start.
    held: u64,
}

/// What an evaluation ran into.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Limit {
    Time(Duration),
    Memory(u64),
}

impl Limits {
    pub(crate) fn new(options: &QueryOptions) -> Self {
        Self {
            start: Instant::now(),
            timeout: options.timeout,
            memory: options.max_memory,
            held: resident().unwrap_or(0),
        }
    }

    /// The limit that is reached, if one is.
    pub(crate) fn reached(&self) -> Option<Limit> {
        if let Some(timeout) = self.timeout
            && self.start.elapsed() >= timeout
        {
            return Some(Limit::Time(timeout));
        }
        let most = self.memory?;
        (resident()?.saturating_sub(self.held) > most).then_some(Limit::Memory(most))
    }
}

impl From<Limit> for QueryError {
    fn from(limit: Limit) -> Self {
        match limit {
            Limit::Time(timeout) => Self::Timeout {
                seconds: timeout.as_secs_f64(),
            },
            Limit::Memory(most) => Self::Memory { megabytes: most >> 20 },
        }
    }
}

/// How many bytes of memory this process holds, where the system tells: Linux does.
fn resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes << 10)
}

/// Looks at the limits while an evaluation runs on the caller's thread, and cancels it when one is reached.
pub(crate) struct Watch {
    reached: mpsc::Receiver<Limit>,
    _done: mpsc::Sender<()>,
}

impl Watch {
    pub(crate) fn start(limits: Limits, token: CancellationToken) -> Self {
        let (done, waiting) = mpsc::channel::<()>();
        let (report, reached) = mpsc::channel();
        thread::spawn(move || {
            while waiting.recv_timeout(TICK) == Err(mpsc::RecvTimeoutError::Timeout) {
                if let Some(limit) = limits.reached() {
                    // Who does not wait any more needs no report.
                    let _ = report.send(limit);
                    token.cancel();
                    break;
                }
            }
        });
        Self { reached, _done: done }
    }

    /// The limit that was reached, if one was.
    pub(crate) fn reached(&self) -> Option<Limit> {
        self.reached.try_recv().ok()
    }
}

/// What unwinds an evaluation that is cancelled within a product.
struct Stopped;

/// An evaluator that heeds the token, within products too.
pub(crate) fn heeding(evaluator: SparqlEvaluator, token: CancellationToken) -> SparqlEvaluator {
    let looked_at = token.clone();
    evaluator
        .with_cancellation_token(token)
        .with_custom_function(NamedNode::new_unchecked(GOES_ON), move |_| {
            if looked_at.is_cancelled() {
                // A function can give a value or none, and neither stops anything.
                panic::resume_unwind(Box::new(Stopped));
            }
            Some(Literal::from(true).into())
        })
}

/// Evaluates; what stops within a product counts as cancelled.
pub(crate) fn stoppable<T>(
    evaluate: impl FnOnce() -> Result<T, QueryEvaluationError>,
) -> Result<T, QueryEvaluationError> {
    panic::catch_unwind(AssertUnwindSafe(evaluate)).unwrap_or_else(|payload| {
        if payload.is::<Stopped>() {
            Err(QueryEvaluationError::Cancelled)
        } else {
            panic::resume_unwind(payload)
        }
    })
}

/// The query, its products made to look at the token.
pub(crate) fn with_checks(mut query: Query) -> Query {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = &mut query;
    check(pattern, &mut 0);
    query
}

/// Whether there is a product within, which looks at the token from then on.
fn check(pattern: &mut GraphPattern, count: &mut usize) -> bool {
    let is_product = match pattern {
        GraphPattern::Bgp { .. } | GraphPattern::Join { .. } | GraphPattern::LeftJoin { .. } => {
            let mut parts = Vec::new();
            collect_parts(pattern, &mut parts);
            !is_connected(parts)
        }
        _ => false,
    };
    let within = match pattern {
        GraphPattern::Join { left, right } | GraphPattern::LeftJoin { left, right, .. } => {
            let left = check_leaves(left, count);
            check_leaves(right, count) || left
        }
        GraphPattern::Lateral { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Minus { left, right } => {
            let left = check(left, count);
            check(right, count) || left
        }
        GraphPattern::Filter { expr, inner } => {
            let within = check(inner, count);
            if within {
                // A filter that lets nothing through keeps the rows from whoever else would look.
                let condition = std::mem::replace(expr, goes_on());
                *expr = Expression::If(Box::new(goes_on()), Box::new(condition), Box::new(goes_on()));
            }
            within
        }
        GraphPattern::Graph { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Group { inner, .. } => check(inner, count),
        GraphPattern::Bgp { .. }
        | GraphPattern::Path { .. }
        | GraphPattern::Values { .. }
        | GraphPattern::Service { .. } => false,
    };
    if is_product {
        *count += 1;
        let inner = std::mem::replace(pattern, GraphPattern::Bgp { patterns: Vec::new() });
        *pattern = GraphPattern::Extend {
            inner: Box::new(inner),
            variable: Variable::new_unchecked(format!("demarche_goes_on_{count}")),
            expression: goes_on(),
        };
    }
    is_product || within
}

/// Checks what is joined, but not its joins one by one: parts that a third holds together are no product.
fn check_leaves(pattern: &mut GraphPattern, count: &mut usize) -> bool {
    match pattern {
        GraphPattern::Join { left, right } | GraphPattern::LeftJoin { left, right, .. } => {
            let left = check_leaves(left, count);
            check_leaves(right, count) || left
        }
        GraphPattern::Bgp { .. } => false,
        other => check(other, count),
    }
}

fn goes_on() -> Expression {
    Expression::FunctionCall(Function::Custom(NamedNode::new_unchecked(GOES_ON)), Vec::new())
}

/// The variables, and the nodes without name, of each part of a join.
fn collect_parts(pattern: &GraphPattern, parts: &mut Vec<BTreeSet<String>>) {
    match pattern {
        GraphPattern::Join { left, right } | GraphPattern::LeftJoin { left, right, .. } => {
            collect_parts(left, parts);
            collect_parts(right, parts);
        }
        GraphPattern::Bgp { patterns } => {
            for triple in patterns {
                let mut names = ends([&triple.subject, &triple.object]);
                if let NamedNodePattern::Variable(variable) = &triple.predicate {
                    names.insert(variable.to_string());
                }
                parts.push(names);
            }
        }
        GraphPattern::Path { subject, object, .. } => parts.push(ends([subject, object])),
        other => {
            let mut names = BTreeSet::new();
            other.on_in_scope_variable(|variable| {
                names.insert(variable.to_string());
            });
            parts.push(names);
        }
    }
}

/// The variables, and the nodes without name, among subject and object.
fn ends(terms: [&TermPattern; 2]) -> BTreeSet<String> {
    let names = terms.into_iter().filter_map(|term| match term {
        TermPattern::Variable(variable) => Some(variable.to_string()),
        TermPattern::BlankNode(node) => Some(node.to_string()),
        TermPattern::NamedNode(_) | TermPattern::Literal(_) => None,
        TermPattern::Triple(triple) => Some(triple.to_string()),
    });
    names.collect()
}

/// Whether a way leads from each part to each other over shared variables. Parts without variables are but conditions.
fn is_connected(mut parts: Vec<BTreeSet<String>>) -> bool {
    parts.retain(|part| !part.is_empty());
    let Some(mut reached) = parts.pop() else { return true };
    while let Some(next) = parts.iter().position(|part| !part.is_disjoint(&reached)) {
        reached.extend(parts.swap_remove(next));
    }
    parts.is_empty()
}

#[cfg(test)]
mod tests {
    use spargebra::SparqlParser;

    use super::*;
    use crate::graph::tests::small;

    fn parsed(text: &str) -> Query {
        SparqlParser::new().parse_query(text).unwrap()
    }

    #[test]
    fn products_look_and_joins_do_not() {
        let check = |text: &str, expected: bool| {
            assert_eq!(
                with_checks(parsed(text)).to_string().contains(GOES_ON),
                expected,
                "{text}"
            );
        };
        check("SELECT * { ?a ?b ?c . ?c ?d ?e }", false);
        check("SELECT * { ?a ?b ?c . <x:a> <x:b> <x:c> }", false);
        check("SELECT * { ?a <x:b> _:node . _:node <x:c> ?d }", false);
        check(
            "SELECT * { ?a <x:b>/<x:c>* ?d OPTIONAL { ?d <x:e> ?f } FILTER(?f > 1) }",
            false,
        );
        check("SELECT * { ?a ?b ?c . ?d ?e ?f }", true);
        check("SELECT * { ?a ?b ?c { ?d ?e ?f } UNION { ?g ?h ?i . ?j ?k ?l } }", true);
        check("SELECT * { ?a ?b ?c OPTIONAL { ?d ?e ?f } }", true);
        check("SELECT * { ?a <x:b> ?c { ?d <x:e> ?f } ?c <x:g> ?d }", false);
        check(
            "SELECT * { VALUES ?a { 1 } VALUES ?b { 2 } ?c <x:d> ?a ; <x:e> ?b }",
            false,
        );
        check("ASK { ?a <x:b> ?c . ?d <x:b> ?e FILTER(?c = ?e) }", true);
        check("SELECT (COUNT(*) AS ?n) { { SELECT * { ?a ?b ?c . ?d ?e ?f } } }", true);
    }

    #[test]
    fn a_product_stops_when_told() {
        let ends = |text: &str| {
            let token = CancellationToken::new();
            let evaluator = heeding(SparqlEvaluator::new(), token.clone());
            let index = small();
            let prepared = evaluator.for_query(with_checks(parsed(text))).on_store(index.store());
            thread::spawn(move || {
                thread::sleep(Duration::from_millis(50));
                token.cancel();
            });
            let outcome = stoppable(|| match prepared.execute()? {
                oxigraph::sparql::QueryResults::Solutions(mut found) => found.try_for_each(|row| row.map(drop)),
                _ => Ok(()),
            });
            assert!(
                matches!(outcome, Err(QueryEvaluationError::Cancelled)),
                "{text}: {outcome:?}"
            );
        };
        ends("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }");
        ends("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . FILTER(?a = 1 && ?d = ?l && ?g = ?a) }");
        ends("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o } ORDER BY ?o ?a");
    }

    #[test]
    fn the_system_tells_what_the_process_holds() {
        if cfg!(target_os = "linux") {
            assert!(resident().is_some_and(|bytes| bytes > 1 << 20));
        }
    }
}
