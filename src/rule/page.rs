//! [`Page`]: a rule file being read, its TOML with the place of every value, and the faults found in it.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::rule::{Diagnostic, RuleFile};

pub(super) type Key<'t> = &'t Spanned<std::borrow::Cow<'t, str>>;
pub(super) type Value<'t> = &'t Spanned<DeValue<'t>>;

/// The entries of a table in the order written.
pub(super) fn entries<'t>(table: &'t DeTable<'t>) -> Vec<(Key<'t>, Value<'t>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

/// A file being read, and the faults found.
pub(super) struct Page<'p> {
    pub(super) file: &'p RuleFile,
    pub(super) diagnostics: &'p mut Vec<Diagnostic>,
}

impl Page<'_> {
    pub(super) fn at(&self, span: Range<usize>, message: String) -> Diagnostic {
        Diagnostic::new(&self.file.name, &self.file.text, span, message)
    }

    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn report(&mut self, span: Range<usize>, message: String) {
        let diagnostic = self.at(span, message);
        self.push(diagnostic);
    }

    pub(super) fn string<'t>(&mut self, value: Value<'t>) -> &'t str {
        value.get_ref().as_str().unwrap_or_else(|| {
            self.report(
                value.span(),
                format!("a string is due, not {}", value.get_ref().type_str()),
            );
            ""
        })
    }

    /// A list of strings, or one string.
    pub(super) fn strings(&mut self, value: Value<'_>) -> Vec<String> {
        match value.get_ref() {
            DeValue::Array(values) => values.iter().map(|value| self.string(value).to_owned()).collect(),
            _ => vec![self.string(value).to_owned()],
        }
    }
}
