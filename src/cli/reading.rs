//! A document of any input, read whole: text by the program's own syntax, CoNLL-U by the trees it brings.

use crate::cli::input::InputFormat;
use crate::pipeline::{Layout, Pipeline, Reading};
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

/// The document, its text in place of its CoNLL-U, and its parse and statements.
pub(crate) fn read(
    pipeline: &Pipeline,
    mut document: Document,
    input: InputFormat,
) -> Result<(Document, Reading<'_>), NotConllu> {
    let parse = match input {
        InputFormat::Text | InputFormat::Jsonl => pipeline.parse(&document, Layout::Page),
        InputFormat::Lines => pipeline.parse(&document, Layout::Lines),
        InputFormat::Conllu => {
            let source = std::mem::take(&mut document.text);
            let (text, mut parse) = conllu::read(&source, pipeline.vocabulary()).map_err(|error| NotConllu {
                id: document.id.clone(),
                error,
            })?;
            document.text = text;
            if !conllu::has_trees(&source) {
                pipeline.syntax().annotate(&document.text, &mut parse);
            }
            parse
        }
    };
    let reading = pipeline.read_parse(&document, parse);
    Ok((document, reading))
}
