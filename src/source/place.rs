//! [`Place`]: a file or standard input, and how it is opened.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::source::SourceError;

/// Where bytes come from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A file, by its path as given.
    File(PathBuf),
    /// Standard input.
    StandardInput,
}

impl Place {
    /// The place an argument names: `-` is standard input, all else a file.
    pub fn from_argument(argument: &Path) -> Self {
        if argument.as_os_str() == "-" {
            Self::StandardInput
        } else {
            Self::File(argument.to_owned())
        }
    }

    /// Its size in bytes, where that can be known before reading.
    pub fn size(&self) -> Option<u64> {
        match self {
            Self::File(path) => path
                .metadata()
                .ok()
                .filter(std::fs::Metadata::is_file)
                .map(|found| found.len()),
            Self::StandardInput => None,
        }
    }

    /// Opens it for reading.
    ///
    /// # Errors
    /// When it is missing, a directory, or may not be read.
    pub fn open(&self) -> Result<Box<dyn Read + Send>, SourceError> {
        match self {
            Self::StandardInput => Ok(Box::new(io::stdin())),
            Self::File(path) => {
                let file = File::open(path).map_err(|error| SourceError::io(self, error))?;
                // Opening a directory succeeds on Unix; reading it is what fails, with a poorer message.
                if file.metadata().is_ok_and(|found| found.is_dir()) {
                    return Err(SourceError::Directory { place: self.clone() });
                }
                Ok(Box::new(file))
            }
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(formatter),
            Self::StandardInput => formatter.write_str("standard input"),
        }
    }
}
