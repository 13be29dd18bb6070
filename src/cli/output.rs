//! [`Output`]: standard output, buffered, with its failures as [`Error`]s.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use serde::Serialize;

use crate::cli::error::Error;

/// Standard output.
pub(crate) struct Output {
    writer: BufWriter<StdoutLock<'static>>,
}

impl Output {
    /// Locks standard output until dropped.
    pub(crate) fn new() -> Self {
        Self {
            writer: BufWriter::with_capacity(1 << 16, io::stdout().lock()),
        }
    }

    /// Whether a person looks at it.
    pub(crate) fn is_terminal() -> bool {
        io::stdout().is_terminal()
    }

    /// How many columns it has, on a terminal.
    pub(crate) fn width() -> Option<u16> {
        Self::is_terminal().then(|| terminal_size::terminal_size().map_or(80, |(width, _)| width.0))
    }

    /// Whether it may have colours: on a terminal, unless `NO_COLOR` says otherwise (<https://no-color.org>).
    pub(crate) fn has_colours() -> bool {
        Self::is_terminal() && colours_are_welcome()
    }

    /// Writes `bytes`.
    pub(crate) fn write(&mut self, bytes: impl AsRef<[u8]>) -> Result<(), Error> {
        self.writer.write_all(bytes.as_ref()).map_err(Error::Output)
    }

    /// Writes what is still buffered. Dropping does too, but silently.
    pub(crate) fn finish(mut self) -> Result<(), Error> {
        self.writer.flush().map_err(Error::Output)
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// Whether the user has not asked for plain text (<https://no-color.org>).
pub(crate) fn colours_are_welcome() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// A value as one line of JSON.
pub(crate) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("rows are plain structures, and memory takes all") + "\n"
}
