//! A document of any input, read whole: text by the program's own syntax, CoNLL-U by the trees it brings;
//! names by the reconciliation service too, if one is to be asked.

use std::time::Instant;

use crate::cli::input::InputFormat;
use crate::cli::report::Found;
use crate::cli::timings::Timings;
use crate::link::ReconcileError;
use crate::mention::Identity;
use crate::pipeline::{Layout, Pipeline, Reading};
use crate::syntax::Parse;
use crate::syntax::conllu::{self, ConlluError};
use crate::text::Document;

/// Why a document cannot be read: only CoNLL-U can be wrong.
#[derive(Debug, thiserror::Error)]
#[error("{id}: {error}")]
pub(crate) struct NotConllu {
    /// The document.
    pub(crate) id: String,
    /// What is wrong with it.
    #[source]
    pub(crate) error: ConlluError,
}

/// Why a document cannot be read through.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unread {
    /// It is no CoNLL-U.
    #[error(transparent)]
    Conllu(#[from] NotConllu),
    /// The service that its names are to be linked by fails.
    #[error("{id}: left out: {error}")]
    Unlinked {
        /// The document.
        id: String,
        /// What is wrong with the service.
        #[source]
        error: ReconcileError,
    },
}

/// The document, its text in place of its CoNLL-U, and its parse.
pub(crate) fn parse<'p>(
    pipeline: &'p Pipeline,
    mut document: Document,
    input: InputFormat,
    timings: &Timings,
) -> Result<(Document, Parse<'p>), NotConllu> {
    let start = Instant::now();
    let mut parse = match input {
        InputFormat::Text | InputFormat::Jsonl => pipeline.segment(&document, Layout::Page),
        InputFormat::Lines => pipeline.segment(&document, Layout::Lines),
        InputFormat::Conllu => {
            let source = std::mem::take(&mut document.text);
            let (text, parse) = conllu::read(&source, pipeline.vocabulary()).map_err(|error| NotConllu {
                id: document.id.clone(),
                error,
            })?;
            document.text = text;
            if conllu::has_trees(&source) {
                timings.add("segment", start);
                return Ok((document, parse));
            }
            parse
        }
    };
    timings.add("segment", start);
    let start = Instant::now();
    pipeline.syntax().annotate(&document.text, &mut parse);
    timings.add("parse", start);
    Ok((document, parse))
}

/// The document, its text in place of its CoNLL-U, and its parse and statements.
pub(crate) fn read<'p>(
    pipeline: &'p Pipeline,
    document: Document,
    input: InputFormat,
    timings: &Timings,
) -> Result<(Document, Reading<'p>), Unread> {
    let (document, parse) = parse(pipeline, document, input, timings)?;
    let start = Instant::now();
    let mentions = pipeline.mentions(&document, &parse);
    timings.add("mentions", start);
    let start = Instant::now();
    let links = pipeline.reconciled_links(&mentions).map_err(|error| Unread::Unlinked {
        id: document.id.clone(),
        error,
    })?;
    timings.add("links", start);
    let start = Instant::now();
    let clauses = pipeline.clauses(&document, &parse, &mentions);
    timings.add("clauses", start);
    let start = Instant::now();
    let extraction = pipeline.statements(&document, &parse, &mentions, &clauses);
    timings.add("rules", start);
    let reading = Reading {
        parse,
        mentions,
        links,
        clauses,
        extraction,
    };
    Ok((document, reading))
}

/// What the summary tells.
pub(crate) fn found(reading: &Reading<'_>) -> Found {
    let statements = &reading.extraction.statements;
    let unlinked = reading
        .mentions
        .entities
        .iter()
        .filter(|entity| entity.identity == Identity::Name);
    Found {
        counts: vec![
            ("sentences", reading.parse.sentences.len() as u64),
            ("statements", statements.len() as u64),
            (
                "facts",
                statements.iter().filter(|statement| statement.asserted).count() as u64,
            ),
        ],
        unlinked: unlinked.map(|entity| entity.label.clone()).collect(),
    }
}
