//! `demarche man`: a man page for the program and for each command.

use std::fs;
use std::path::PathBuf;

use crate::cli::error::{Error, Outcome};

/// Write man pages, one for the program and one for each command, into a directory.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche man ~/.local/share/man/man1
  demarche man . && man ./demarche-parse.1")]
pub(crate) struct Arguments {
    /// The directory; it is made if it is missing.
    #[arg(value_name = "DIR")]
    directory: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let failure = |path: &PathBuf| {
        let path = path.display().to_string();
        move |error| Error::Write { path, error }
    };
    fs::create_dir_all(&arguments.directory).map_err(failure(&arguments.directory))?;
    clap_mangen::generate_to(crate::cli::command(), &arguments.directory).map_err(failure(&arguments.directory))?;
    Ok(Outcome::Done)
}
