//! [`Diagnostic`]: what is wrong with a rule file, where, and what to write instead.

use std::fmt;

/// One fault of a rule file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The file, as the user named it.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The line as it stands.
    pub source_line: String,
    /// Characters under the caret.
    pub width: usize,
    /// What is wrong.
    pub message: String,
    /// What to do about it: the nearest valid word, the words that are valid.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A fault at these bytes of `source`.
    pub(super) fn new(file: &str, source: &str, at: std::ops::Range<usize>, message: String) -> Self {
        let start = at.start.min(source.len());
        let line_start = source[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = source[start..]
            .find('\n')
            .map_or(source.len(), |newline| start + newline);
        let end = at.end.clamp(start, line_end.max(start));
        Self {
            file: file.to_owned(),
            line: source[..start].matches('\n').count() + 1,
            column: source[line_start..start].chars().count() + 1,
            source_line: source[line_start..line_end].to_owned(),
            width: source[start..end].chars().count().max(1),
            message,
            help: None,
        }
    }

    /// The same with the nearest of `choices` to `found`, or all of them when none is near and they are few.
    pub(super) fn suggesting<'c>(mut self, found: &str, choices: impl IntoIterator<Item = &'c str>) -> Self {
        let choices: Vec<&str> = choices.into_iter().collect();
        let nearest = choices
            .iter()
            .map(|choice| (strsim::damerau_levenshtein(found, choice), *choice))
            .filter(|&(distance, choice)| distance <= 1 + choice.len() / 3)
            .min();
        self.help = match nearest {
            Some((_, choice)) => Some(format!("did you mean `{choice}`?")),
            None if !choices.is_empty() && choices.len() <= 40 => Some(format!("it may be: {}", choices.join(", "))),
            None => None,
        };
        self
    }

    /// The same with this advice.
    pub(super) fn advising(mut self, help: &str) -> Self {
        self.help = Some(help.to_owned());
        self
    }
}

impl fmt::Display for Diagnostic {
    /// `file:line:column: message`, the line, a caret, the advice.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)?;
        let number = self.line.to_string();
        writeln!(f, "{number} | {}", self.source_line)?;
        write!(
            f,
            "{:1$} | {2:3$}{4}",
            "",
            number.len(),
            "",
            self.column - 1,
            "^".repeat(self.width)
        )?;
        if let Some(help) = &self.help {
            write!(f, " {help}")?;
        }
        Ok(())
    }
}
