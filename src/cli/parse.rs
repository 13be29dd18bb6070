//! `demarche parse`: sentences, words and trees.

use std::fmt::{self, Write};

use clap::ValueEnum;

use crate::cli::batch::{self, Done};
use crate::cli::error::{Error, Outcome};
use crate::cli::input::{InputArguments, InputFormat};
use crate::cli::output::Output;
use crate::cli::reading::NotConllu;
use crate::cli::report::{Found, Report};
use crate::syntax::conllu;
use crate::syntax::{Drawing, Parse, Syntax};
use crate::text::{Document, Vocabulary};

/// Find sentences, words, lemmas, parts of speech and dependency trees (Universal Dependencies). With --input conllu the
/// words of the file are kept and all else is found anew.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche parse article.txt > article.conllu
  echo 'Norland sent a demarche to Sudria.' | demarche parse --format tree
  demarche parse --input conllu treebank.conllu > parsed.conllu")]
pub(crate) struct Arguments {
    #[command(flatten)]
    input: InputArguments,
    /// What to write [default: tree on a terminal, conllu otherwise].
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// CoNLL-U.
    Conllu,
    /// A drawing for people.
    Tree,
}

pub(crate) fn run(arguments: Arguments, report: &Report) -> Result<Outcome, Error> {
    let format = arguments.format.unwrap_or(if Output::is_terminal() {
        Format::Tree
    } else {
        Format::Conllu
    });
    let input = arguments.input.reading.input;
    let mut vocabulary = Vocabulary::default();
    let syntax = Syntax::embedded(&mut vocabulary);
    let mut output = Output::new();
    let work = |document: Document| {
        let (text, parse) = read(document, input, &syntax, &vocabulary)?;
        let tokens = parse
            .sentences
            .iter()
            .map(|sentence| sentence.tokens.len() as u64)
            .sum();
        let mut written = String::new();
        match format {
            Format::Conllu => conllu::write(&text, &parse, &mut written),
            Format::Tree => draw(&text, &parse, &mut written),
        }
        .expect("writing to a string does not fail");
        Ok::<_, NotConllu>(Done {
            value: written,
            found: Found {
                counts: vec![("sentences", parse.sentences.len() as u64), ("words", tokens)],
                unlinked: Vec::new(),
            },
        })
    };
    let outcome = batch::run(arguments.input.documents()?, report, work, |written| {
        output.write(written)
    })?;
    output.finish()?;
    Ok(outcome)
}

/// The trees of a document, an empty line after each.
fn draw(text: &str, parse: &Parse<'_>, written: &mut String) -> fmt::Result {
    for sentence in &parse.sentences {
        let words = &parse.words;
        writeln!(written, "{}", Drawing { text, sentence, words })?;
    }
    Ok(())
}

/// The document's text, and its parse.
fn read<'v>(
    document: Document,
    input: InputFormat,
    syntax: &Syntax,
    vocabulary: &'v Vocabulary,
) -> Result<(String, Parse<'v>), NotConllu> {
    let Document { id, text, .. } = document;
    match input {
        InputFormat::Text | InputFormat::Jsonl => {
            let parse = syntax.parse(&text, vocabulary);
            Ok((text, parse))
        }
        InputFormat::Lines => {
            let parse = syntax.parse_lines(&text, vocabulary);
            Ok((text, parse))
        }
        InputFormat::Conllu => {
            let (text, mut parse) = conllu::read(&text, vocabulary).map_err(|error| NotConllu { id, error })?;
            syntax.annotate(&text, &mut parse);
            Ok((text, parse))
        }
    }
}
