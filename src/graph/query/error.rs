//! [`QueryError`]: what is wrong with a query, and where.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use oxigraph::sparql::{QueryEvaluationError, SparqlSyntaxError};
use oxigraph::store::StorageError;

use crate::graph::query::federation::FederationError;
use crate::graph::query::search::SearchError;
use crate::graph::store::StoreError;

/// Why a query or an update is not answered.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum QueryError {
    /// The text is not SPARQL.
    #[error("{line}:{column}: syntax error: {message}")]
    Syntax {
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1 in characters.
        column: usize,
        /// The bytes of the text at fault.
        span: Range<usize>,
        /// What is wrong.
        message: String,
    },
    /// A prefix is neither declared nor known.
    #[error("{line}:{column}: the prefix {prefix}: is not declared; {advice}")]
    Prefix {
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1 in characters.
        column: usize,
        /// The bytes of the text at fault.
        span: Range<usize>,
        /// The prefix, without its colon.
        prefix: String,
        /// The line to add, or the prefix that may be meant.
        advice: String,
    },
    /// The time is up.
    #[error("stopped after {seconds} s; narrow the query, add LIMIT, or raise --timeout")]
    Timeout {
        /// The limit, in seconds.
        seconds: f64,
    },
    /// The memory is used up.
    #[error("stopped at {megabytes} MB of memory; narrow the query, or raise --max-memory")]
    Memory {
        /// The limit, in megabytes of 2^20 bytes.
        megabytes: u64,
    },
    /// An update changes more than it may.
    #[error("the update would change more than {most} quads; narrow it, or raise --max-changes")]
    TooManyChanges {
        /// The limit.
        most: usize,
    },
    /// A search of sentences is none.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// An endpoint elsewhere does not answer.
    #[error(transparent)]
    Federation(#[from] FederationError),
    /// The query asks another server.
    #[error(
        "SERVICE <{name}> is not asked: queries reach the network with --federation alone; without, the one service is \
         the program's own dm:search"
    )]
    Service {
        /// What it asks.
        name: String,
    },
    /// The update asks to load something.
    #[error("LOAD <{source_iri}> is not available here; use `demarche load -l DIR FILE…`")]
    Load {
        /// What it asks to load.
        source_iri: String,
    },
    /// The update names a graph that does not exist.
    #[error("there is no graph <{name}>; say SILENT if that is no fault")]
    NoGraph {
        /// The graph.
        name: String,
    },
    /// The base is not an IRI.
    #[error("--base {base:?} is not an absolute IRI; give one like https://example.org/id/")]
    Base {
        /// What was given.
        base: String,
    },
    /// A named query has no such parameter.
    #[error("@{query} has no parameter {parameter:?}; it has: {known}")]
    Parameter {
        /// The query's name.
        query: String,
        /// What was given.
        parameter: String,
        /// The parameters there are.
        known: String,
    },
    /// The evaluation fails.
    #[error("the query failed: {0}")]
    Evaluation(QueryEvaluationError),
    /// The store fails.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The index fails.
    #[error("the index failed: {0}; run the command again")]
    Index(#[from] StorageError),
}

impl QueryError {
    /// The error as a compiler shows it: the line of `text`, the query that was asked, with a caret under the fault.
    /// `origin` is where the text comes from, a file or `-q`.
    pub fn report(&self, text: &str, origin: &str, color: bool) -> String {
        let (title, label, span, help) = match self {
            Self::Syntax { span, message, .. } => ("this is not valid SPARQL".to_owned(), message, span, None),
            Self::Prefix {
                prefix, span, advice, ..
            } => (
                format!("the prefix {prefix}: is not declared"),
                &"not declared".to_owned(),
                span,
                Some(advice),
            ),
            _ => {
                let renderer = renderer(color);
                return renderer.render(&[Group::with_title(Level::ERROR.primary_title(self.to_string()))]);
            }
        };
        let snippet = Snippet::source(text)
            .path(origin)
            .annotation(AnnotationKind::Primary.span(span.clone()).label(label.as_str()));
        let mut group = Level::ERROR.primary_title(title).element(snippet);
        if let Some(help) = help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        renderer(color).render(&[group])
    }
}

fn renderer(color: bool) -> Renderer {
    if color { Renderer::styled() } else { Renderer::plain() }
}

/// Reads the position out of a parser's message, where alone it stands: `error at 3:14: expected …`.
pub(crate) fn syntax_error(text: &str, error: &SparqlSyntaxError) -> QueryError {
    let whole = error.to_string();
    let found = whole.strip_prefix("error at ").and_then(|rest| {
        let (position, message) = rest.split_once(": ")?;
        let (line, column) = position.split_once(':')?;
        Some((line.parse::<usize>().ok()?, column.parse::<usize>().ok()?, message))
    });
    let Some((line, column, message)) = found else {
        return QueryError::Syntax {
            line: 1,
            column: 1,
            span: 0..text.len(),
            message: whole,
        };
    };
    let start = offset(text, line, column);
    QueryError::Syntax {
        line,
        column,
        span: start..token_end(text, start),
        message: readable(message, &text[start..]),
    }
}

/// Says first what was found, then a few of the things that would have done.
fn readable(message: &str, rest: &str) -> String {
    let found = match rest.split_whitespace().next() {
        Some(word) => format!("found {word:?}"),
        None => "the query ends too early".to_owned(),
    };
    let expected = message
        .strip_prefix("expected ")
        .unwrap_or(message)
        .trim_start_matches("one of ");
    // The parser lists each character that could have come; names of rules of its grammar mean nothing to a user.
    let mut words: Vec<&str> = expected
        .split(", ")
        .filter(|word| word.starts_with('"') && word.len() > 2)
        .collect();
    let more = words.len() > 8;
    words.truncate(8);
    match words.as_slice() {
        [] => found,
        [only] => format!("{found}, expected {only}"),
        many => format!(
            "{found}, expected one of {}{}",
            many.join(" "),
            if more { " …" } else { "" }
        ),
    }
}

/// Byte offset of a line and a column in characters, both counted from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let line_start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    text[line_start..]
        .char_indices()
        .nth(column - 1)
        .map_or(text.len(), |(at, _)| line_start + at)
}

/// Where the word that begins at `start` ends.
fn token_end(text: &str, start: usize) -> usize {
    text[start..].find(char::is_whitespace).map_or(text.len(), |at| {
        start + at.max(text[start..].chars().next().map_or(0, char::len_utf8))
    })
}

/// Line and column, counted from 1, of a byte offset.
pub(crate) fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (
        before.matches('\n').count() + 1,
        before[line_start..].chars().count() + 1,
    )
}
