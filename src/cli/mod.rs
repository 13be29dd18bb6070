//! The command line: a file a command.
//!
//! Takes the arguments of the process, gives its exit code; the one room that prints. What was typed is parsed whole
//! (the `…Arguments` types), then turned into what it means, and only then is anything read: no flag is looked at
//! further down. Knows no language and no RDF of its own: it calls the other rooms and shows what they return.

mod answering;
mod batch;
mod completions;
mod coverage;
mod diff;
mod dump;
mod error;
mod explain;
mod extract;
mod extraction;
mod forget;
mod format;
mod input;
mod knowledge;
mod link;
mod linking;
mod load;
mod location;
mod man;
mod merge;
#[cfg(feature = "train")]
mod model;
mod optimize;
mod output;
mod parse;
mod query;
mod question;
mod reading;
mod report;
mod rules;
mod shell;
mod stats;
mod timings;
mod update;
mod why;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::cli::error::{Error, Outcome};
use crate::cli::report::Report;

/// News text in, knowledge graph out.
///
/// Reads plain English news text, finds who did what to whom by rules over its syntax, and writes RDF with evidence
/// for every statement: the sentence, the words, the rule, who said so and how sure. Works offline and always gives the
/// same answer.
#[derive(Debug, Parser)]
#[command(
    name = "demarche",
    version,
    arg_required_else_help = true,
    infer_long_args = false,
    disable_help_subcommand = true,
    max_term_width = 100,
    after_help = "Exit codes: 0 done; 1 a check failed (an empty answer under --exit-status, a failing rule example); \
                  2 bad usage or input."
)]
struct Arguments {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(Clone, Debug, Args)]
struct Common {
    /// Work on this many documents at once [default: as many as there are processors]. The output is the same for any
    /// number.
    #[arg(long, global = true, value_name = "N", help_heading = "General")]
    threads: Option<usize>,
    /// Say nothing on standard error but errors: no progress, no summary.
    #[arg(long, global = true, conflicts_with = "verbose", help_heading = "General")]
    quiet: bool,
    /// Say more on standard error: a summary of even the smallest run.
    #[arg(long, global = true, help_heading = "General")]
    verbose: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    Extract(extract::Arguments),
    Rules(rules::Arguments),
    Parse(parse::Arguments),
    Load(load::Arguments),
    Query(query::Arguments),
    Shell(shell::Arguments),
    Why(why::Arguments),
    Link(link::Arguments),
    Stats(stats::Arguments),
    Update(update::Arguments),
    Dump(dump::Arguments),
    Forget(forget::Arguments),
    Merge(merge::Arguments),
    Diff(diff::Arguments),
    Optimize(optimize::Arguments),
    #[cfg(feature = "train")]
    Model(model::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// Runs the command that `arguments` name (the first is the program's own name), and says how it ended.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        // Help and version are "errors" that go to standard output and end with 0.
        Err(error) => {
            let code = if error.use_stderr() {
                ExitCode::from(2)
            } else {
                ExitCode::SUCCESS
            };
            // Where even this cannot be printed there is nobody left to tell.
            let _ = error.print();
            return code;
        }
    };
    let report = Report::new(&arguments.common);
    let outcome = threads(arguments.common.threads).and_then(|()| match arguments.command {
        Command::Extract(arguments) => extract::run(arguments, &report),
        Command::Rules(arguments) => rules::run(&arguments, &report),
        Command::Parse(arguments) => parse::run(arguments, &report),
        Command::Load(arguments) => load::run(arguments, &report),
        Command::Query(arguments) => query::run(arguments, &report),
        Command::Shell(arguments) => shell::run(&arguments, &report),
        Command::Why(arguments) => why::run(&arguments, &report),
        Command::Link(arguments) => link::run(arguments, &report),
        Command::Stats(arguments) => stats::run(&arguments, &report),
        Command::Diff(arguments) => diff::run(&arguments, &report),
        Command::Update(arguments) => update::run(arguments, &report),
        Command::Dump(arguments) => dump::run(&arguments, &report),
        Command::Forget(arguments) => forget::run(&arguments, &report),
        Command::Merge(arguments) => merge::run(&arguments, &report),
        Command::Optimize(arguments) => optimize::run(&arguments, &report),
        #[cfg(feature = "train")]
        Command::Model(arguments) => model::run(arguments, &report),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
    });
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::CheckFailed) => ExitCode::from(1),
        Ok(Outcome::InputFailed) => ExitCode::from(2),
        Err(error) if error.is_broken_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            report.error(&error);
            ExitCode::from(2)
        }
    }
}

/// Sets how many documents are worked on at once.
fn threads(count: Option<usize>) -> Result<(), Error> {
    let Some(count) = count else { return Ok(()) };
    if count == 0 {
        return Err(Error::NoThreads);
    }
    rayon::ThreadPoolBuilder::new()
        .num_threads(count)
        .build_global()
        .map_err(Error::Threads)
}

/// The whole command line as clap knows it: completions and man pages are made from it.
fn command() -> clap::Command {
    <Arguments as clap::CommandFactory>::command()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        command().debug_assert();
    }

    /// Every command shows how it is used.
    #[test]
    fn each_command_has_an_example() {
        fn check(command: &mut clap::Command) {
            let help = command.render_long_help().to_string();
            let has_subcommands = command.has_subcommands();
            assert!(
                has_subcommands || help.contains("Examples:"),
                "`{}` has no example",
                command.get_name()
            );
            command.get_subcommands_mut().for_each(check);
        }
        check(&mut command());
    }
}
