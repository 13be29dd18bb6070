//! `demarche completions`: scripts that let a shell complete commands and options.

use clap_complete::Shell;

use crate::cli::error::{Error, Outcome};
use crate::cli::output::Output;

/// Write a shell's completion script to standard output.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche completions bash > ~/.local/share/bash-completion/completions/demarche
  demarche completions zsh > ~/.zfunc/_demarche
  demarche completions fish > ~/.config/fish/completions/demarche.fish")]
pub(crate) struct Arguments {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut crate::cli::command(), "demarche", &mut script);
    let mut output = Output::new();
    output.write(script)?;
    output.finish()?;
    Ok(Outcome::Done)
}
