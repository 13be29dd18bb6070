//! `demarche shell`: a prompt on one opened store.

mod completion;
mod session;

use std::io::{self, BufRead, IsTerminal};
use std::path::PathBuf;
use std::{env, fs};

use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::{CompletionType, Config, Editor};

use crate::cli::answering::{AnswerArguments, Asker};
use crate::cli::error::{Error, Outcome};
use crate::cli::location::GraphArguments;
use crate::cli::report::Report;
use crate::cli::shell::completion::Completion;
use crate::cli::shell::session::{Next, Session};
use crate::cli::why::Backing;
use crate::graph::{continues, is_whole};

/// Ask an open store again and again: SPARQL over several lines, named queries by @NAME, and commands that begin with a
/// point (.help shows them). Tab completes prefixes, terms and names.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche shell -l kg
  demarche shell --data article.txt --date 2024-03-14
  printf '%s\\n' '@facts about=Chile' '.why Chile' | demarche shell -l kg

What is piped in ends a query at an empty line, or where the next begins. The history is kept in
$XDG_STATE_HOME/demarche/history (~/.local/state if that is not set), and only when a person types.")]
pub(crate) struct Arguments {
    #[command(flatten)]
    graph: GraphArguments,
    #[command(flatten)]
    answer: AnswerArguments,
}

pub(crate) fn run(arguments: &Arguments, report: &Report) -> Result<Outcome, Error> {
    let (index, outcome) = arguments.graph.index(report)?;
    let backing = Backing::new(&arguments.graph)?;
    let asker = Asker::new(index, &arguments.answer, &arguments.graph.base);
    let mut session = Session::new(asker, backing, report);
    let answered = if io::stdin().is_terminal() {
        type_in(&mut session)?;
        Outcome::Done
    } else {
        read_in(&mut session)?
    };
    Ok(if outcome == Outcome::Done { answered } else { outcome })
}

/// Carries out what is piped in. What fails is reported, the rest goes on, and the outcome tells.
fn read_in(session: &mut Session<'_>) -> Result<Outcome, Error> {
    let mut waiting = String::new();
    for line in io::stdin().lock().lines() {
        let line = line.map_err(Error::Input)?;
        let ends = line.trim().is_empty() || (is_whole(&waiting) && !continues(&line));
        if ends && !waiting.trim().is_empty() && session.carry_out(&std::mem::take(&mut waiting))? == Next::Quit {
            return Ok(session.outcome());
        }
        if is_command(&line) && waiting.trim().is_empty() {
            if session.carry_out(&line)? == Next::Quit {
                return Ok(session.outcome());
            }
        } else {
            waiting.push_str(&line);
            waiting.push('\n');
        }
    }
    if !waiting.trim().is_empty() {
        session.carry_out(&waiting)?;
    }
    Ok(session.outcome())
}

/// Whether a line is no SPARQL: `.help`, `@facts`.
fn is_command(line: &str) -> bool {
    line.trim_start().starts_with(['.', '@'])
}

/// Carries out what a person types, until they leave.
fn type_in(session: &mut Session<'_>) -> Result<(), Error> {
    let config = Config::builder()
        .completion_type(CompletionType::List)
        .history_ignore_space(true)
        .auto_add_history(true)
        .build();
    let mut editor: Editor<Completion, FileHistory> = Editor::with_config(config).map_err(Error::Prompt)?;
    editor.set_helper(Some(Completion::new(session.names())));
    let history = history();
    if let Some(path) = &history {
        // There is none the first time.
        let _ = editor.load_history(path);
    }
    session.greet()?;
    loop {
        match editor.readline("demarche> ") {
            Ok(input) if input.trim().is_empty() => {}
            Ok(input) => {
                if session.carry_out(&input)? == Next::Quit {
                    break;
                }
            }
            Err(ReadlineError::Interrupted) => {}
            Err(ReadlineError::Eof) => break,
            Err(error) => return Err(Error::Prompt(error)),
        }
    }
    if let Some(path) = &history {
        // What cannot be remembered is no reason to fail.
        let _ = path.parent().map(fs::create_dir_all);
        let _ = editor.save_history(path);
    }
    Ok(())
}

/// Where what was typed is kept, by the [XDG directories](https://specifications.freedesktop.org/basedir-spec/latest/).
fn history() -> Option<PathBuf> {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let state = set("XDG_STATE_HOME").or_else(|| Some(set("HOME")?.join(".local/state")))?;
    Some(state.join("demarche/history"))
}
