//! A statement in a line: its label for readers, and the places of its words.

use crate::extract::{Argument, Filler, Modality, Polarity, Statement};
use crate::graph::codepoint::CodePoints;
use crate::graph::minting::one_line;
use crate::graph::run::Reading;
use crate::graph::vocabulary::UNNAMED_SOURCE;
use crate::ontology::Ontology;
use crate::text::Span;

/// Most characters of a role's words in a label.
const LONGEST_WORDS: usize = 120;

/// A statement as a journalist reads it: "Norland sends demarche to Sudria, according to Jane Roe"; "Planned: …",
/// "Not so: …" where it does not hold.
pub(crate) fn statement_label(statement: &Statement, reading: &Reading<'_>) -> String {
    let mut label = String::new();
    let mode = match statement.modality {
        Modality::Actual => None,
        Modality::Planned => Some("planned"),
        Modality::Possible => Some("possible"),
        Modality::Necessary => Some("necessary"),
        Modality::Demanded => Some("demanded"),
        Modality::Conditional => Some("on condition"),
        Modality::Question => Some("in question"),
    };
    match (statement.polarity, mode) {
        (Polarity::Negative, Some(mode)) => label.push_str(&["Not so, ", mode, ": "].concat()),
        (Polarity::Negative, None) => label.push_str("Not so: "),
        (Polarity::Positive, Some(mode)) => {
            label.push_str(&mode[..1].to_uppercase());
            label.push_str(&mode[1..]);
            label.push_str(": ");
        }
        (Polarity::Positive, None) => {}
    }
    label.push_str(&words(&statement.subject, reading));
    label.push(' ');
    label.push_str(&statement.relation_text);
    let object = statement.object.as_ref().map(|object| words(object, reading));
    for part in object.iter().chain(&statement.relation_tail) {
        label.push(' ');
        label.push_str(part);
    }
    if let Some(nearest) = statement.attribution.first() {
        label.push_str(", according to ");
        match nearest.source {
            Some(source) => label.push_str(&one_line(&reading.mentions.entity(source).label)),
            None => label.push_str(UNNAMED_SOURCE),
        }
    }
    label
}

/// What an argument is called: an entity by its label, anything else by its words.
pub(crate) fn words(argument: &Argument, reading: &Reading<'_>) -> String {
    let words = match argument.filler {
        Filler::Entity(id) => one_line(&reading.mentions.entity(id).label),
        Filler::Statement(_) | Filler::Text => one_line(argument.span.of(&reading.document.text)),
    };
    match words.char_indices().nth(LONGEST_WORDS) {
        Some((end, _)) => {
            let cut = words[..end].rfind(' ').unwrap_or(end);
            [&words[..cut], " …"].concat()
        }
        None => words,
    }
}

/// Where a statement's words stand, in code points: `trigger 17-25; agent 3-9; recipient 30-36; time 40-52`.
pub(crate) fn offsets(statement: &Statement, ontology: &Ontology, points: &CodePoints<'_>) -> String {
    let mut parts: Vec<(&str, Span)> = vec![("trigger", statement.trigger)];
    if statement.roles.is_empty() {
        parts.push(("subject", statement.subject.span));
        parts.extend(statement.object.as_ref().map(|object| ("object", object.span)));
    }
    for (role, argument) in &statement.roles {
        parts.push((ontology.property(*role).name(), argument.span));
    }
    parts.extend(statement.time.and_then(|time| Some(("time", time.span?))));
    parts.extend(statement.attribution.iter().map(|attribution| ("cue", attribution.cue)));
    let parts: Vec<String> = parts
        .into_iter()
        .map(|(name, span)| {
            let (begin, end) = points.of(span);
            format!("{name} {begin}-{end}")
        })
        .collect();
    parts.join("; ")
}
