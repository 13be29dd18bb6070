//! [`Question`]: a query as the user gave it, typed, in a file or by name.

use std::fs;
use std::path::Path;

use crate::cli::error::Error;
use crate::cli::output::Output;
use crate::graph::{NAMED_QUERIES, NamedQuery};

/// A query and where it comes from, for messages.
pub(crate) struct Question {
    pub(crate) text: String,
    pub(crate) origin: String,
}

impl Question {
    /// What was typed.
    pub(crate) fn typed(text: &str, origin: &str) -> Self {
        Self {
            text: text.to_owned(),
            origin: origin.to_owned(),
        }
    }

    /// What a file holds.
    pub(crate) fn of_file(path: &Path) -> Result<Self, Error> {
        Ok(Self {
            text: read(path)?,
            origin: path.display().to_string(),
        })
    }

    /// The query called `@NAME`, with values for its parameters.
    pub(crate) fn named(name: &str, values: &[(String, String)]) -> Result<Self, Error> {
        let Some(bare) = name.strip_prefix('@') else {
            return Err(Error::NotAName { given: name.to_owned() });
        };
        let known = NamedQuery::find(bare).ok_or_else(|| unknown(bare))?;
        let values: Vec<(&str, &str)> = values
            .iter()
            .map(|(parameter, value)| (parameter.as_str(), value.as_str()))
            .collect();
        let text = known.with(&values).map_err(|error| Error::Query {
            error: Box::new(error),
            text: known.text.to_owned(),
            origin: name.to_owned(),
        })?;
        Ok(Self {
            text,
            origin: name.to_owned(),
        })
    }
}

/// `PARAMETER=VALUE`.
pub(crate) fn assignment(text: &str) -> Result<(String, String), &'static str> {
    let (name, value) = text.split_once('=').ok_or("no `=`; write PARAMETER=VALUE")?;
    Ok((name.trim().to_owned(), value.to_owned()))
}

/// A file of the user's, whole.
pub(crate) fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|error| Error::Read {
        path: path.display().to_string(),
        error,
    })
}

/// Shows the named queries with their parameters.
pub(crate) fn list(output: &mut Output) -> Result<(), Error> {
    for query in NAMED_QUERIES {
        output.write(format!("@{}: {}\n", query.name, query.title()))?;
        for parameter in query.parameters() {
            let (name, default, meaning) = (parameter.name, parameter.default, parameter.meaning);
            output.write(format!("    --set {name}={default}  {meaning}\n"))?;
        }
    }
    Ok(())
}

fn unknown(name: &str) -> Error {
    let nearest = NAMED_QUERIES
        .iter()
        .map(|query| query.name)
        .max_by(|left, right| strsim::jaro_winkler(name, left).total_cmp(&strsim::jaro_winkler(name, right)));
    Error::UnknownQuery {
        name: name.to_owned(),
        nearest: nearest.unwrap_or_default(),
    }
}
