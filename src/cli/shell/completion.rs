//! [`Completion`]: what Tab offers, and whether Enter ends a query.

use rustyline::completion::Completer;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Context, Helper};

use crate::cli::shell::is_command;
use crate::cli::shell::session::COMMANDS;
use crate::graph::{NAMED_QUERIES, Names, is_whole};

/// Most that is offered at once.
const MOST: usize = 60;

/// Words of SPARQL that are long enough to be completed.
const KEYWORDS: [&str; 24] = [
    "ASK",
    "BIND",
    "CONSTRUCT",
    "COUNT",
    "DESCRIBE",
    "DISTINCT",
    "EXISTS",
    "FILTER",
    "GROUP BY",
    "HAVING",
    "LIMIT",
    "MINUS",
    "NOT EXISTS",
    "OFFSET",
    "OPTIONAL",
    "ORDER BY",
    "PREFIX",
    "REGEX",
    "SELECT",
    "SERVICE dm:search",
    "STRLEN",
    "UNION",
    "VALUES",
    "WHERE",
];

/// What is completed, and from what.
pub(super) struct Completion {
    names: Names,
}

impl Completion {
    pub(super) fn new(names: Names) -> Self {
        Self { names }
    }

    /// Where the word before the cursor begins, and what it may become.
    fn candidates(&self, before: &str) -> (usize, Vec<String>) {
        if let Some(start) = open_string(before) {
            return (start, within(&self.names.labels, &before[start..]));
        }
        let part_of_word = |character: char| character.is_alphanumeric() || "_-.:@?$%\\()'".contains(character);
        let start = before
            .char_indices()
            .rev()
            .find(|(_, character)| !part_of_word(*character))
            .map_or(0, |(at, character)| at + character.len_utf8());
        let word = &before[start..];
        let found = match word.chars().next() {
            None => Vec::new(),
            Some('.') if start == 0 => {
                let commands = COMMANDS.iter().filter_map(|(command, _)| command.split(' ').next());
                commands
                    .filter(|command| command.starts_with(word))
                    .map(str::to_owned)
                    .collect()
            }
            Some('@') => NAMED_QUERIES
                .iter()
                .map(|query| format!("@{}", query.name))
                .filter(|name| name.starts_with(word))
                .collect(),
            Some(mark @ ('?' | '$')) => variables(before, &word[mark.len_utf8()..])
                .into_iter()
                .map(|name| format!("{mark}{name}"))
                .collect(),
            Some(_) if is_command(before) => within(&self.names.labels, word),
            Some(_) => {
                let keywords = KEYWORDS.iter().filter(|keyword| {
                    keyword
                        .get(..word.len())
                        .is_some_and(|start| start.eq_ignore_ascii_case(word))
                });
                let terms = within(&self.names.terms, word);
                keywords.map(|keyword| (*keyword).to_owned()).chain(terms).collect()
            }
        };
        (start, found)
    }
}

/// The first few of the sorted names that begin with `start`.
fn within(names: &[String], start: &str) -> Vec<String> {
    let first = names.partition_point(|name| name.as_str() < start);
    names[first..]
        .iter()
        .take_while(|name| name.starts_with(start))
        .take(MOST)
        .cloned()
        .collect()
}

/// Where the string that is open at the end of `before` begins, after its quotation mark.
fn open_string(before: &str) -> Option<usize> {
    let mut open: Option<(char, usize)> = None;
    let mut escaped = false;
    for (at, character) in before.char_indices() {
        match open {
            Some((mark, _)) if character == mark && !escaped => open = None,
            None if matches!(character, '"' | '\'') => open = Some((character, at + 1)),
            _ => {}
        }
        escaped = character == '\\' && !escaped;
    }
    open.map(|(_, start)| start)
}

/// The variables of the query so far that begin with `start`, sorted; the word at the end is none yet.
fn variables(before: &str, start: &str) -> Vec<String> {
    let mut names: Vec<String> = before
        .split(['?', '$'])
        .skip(1)
        .map(|rest| {
            rest.chars()
                .take_while(|character| character.is_alphanumeric() || *character == '_')
                .collect()
        })
        .collect();
    names.pop();
    names.retain(|name: &String| name.starts_with(start) && !name.is_empty());
    names.sort();
    names.dedup();
    names
}

impl Completer for Completion {
    type Candidate = String;

    fn complete(&self, line: &str, pos: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<String>)> {
        Ok(self.candidates(&line[..pos]))
    }
}

impl Validator for Completion {
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        let input = context.input();
        let is_ended = input.trim().is_empty() || is_command(input) || is_whole(input) || input.ends_with("\n\n");
        Ok(if is_ended {
            ValidationResult::Valid(None)
        } else {
            ValidationResult::Incomplete
        })
    }
}

impl Hinter for Completion {
    type Hint = String;
}

impl Highlighter for Completion {}
impl Helper for Completion {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn completes_what_is_begun() {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let completion = Completion::new(Names {
            terms: owned(&["dm:Country", "dm:rejects", "dm:reportedIn", "entity:Chile"]),
            labels: owned(&["Chile", "Jane Roe"]),
        });
        let check = |before: &str, start: usize, expected: &[&str]| {
            assert_eq!(completion.candidates(before), (start, owned(expected)), "{before}");
        };
        check("SELECT ?x { ?x dm:re", 15, &["dm:rejects", "dm:reportedIn"]);
        check("SELECT ?x { ?x ent", 15, &["entity:Chile"]);
        check("SELECT ?place ?plan { ?pla", 22, &["?place", "?plan"]);
        check("SEL", 0, &["SELECT"]);
        check("ASK { ?x rdfs:label \"Ja", 21, &["Jane Roe"]);
        check("@who", 0, &["@who-did-what"]);
        check(".qu", 0, &[".queries", ".quit"]);
        check(".why Ch", 5, &["Chile"]);
        check("@facts about='Jane", 14, &["Jane Roe"]);
        check("", 0, &[]);
    }
}
