//! `extract --explain`: for each sentence what was made of it, and where it was lost.

use std::fmt::{self, Write};

use crate::extract::Silence;
use crate::pipeline::{Explanation, Pipeline, Reading};
use crate::rule::{Constraint, Miss, Rule};
use crate::text::{Document, Vocabulary, Word};

/// One paragraph a sentence: its text, its clauses, the rules that spoke and those that came near.
pub(crate) fn write(pipeline: &Pipeline, document: &Document, reading: &Reading<'_>) -> String {
    let mut written = String::new();
    for explanation in pipeline.explain(document, reading) {
        sentence(&mut written, pipeline, document, reading, &explanation).expect("writing to a string does not fail");
    }
    written
}

fn sentence(
    written: &mut String,
    pipeline: &Pipeline,
    document: &Document,
    reading: &Reading<'_>,
    explanation: &Explanation<'_>,
) -> fmt::Result {
    let number = explanation.sentence.0 + 1;
    let text = reading.parse.sentence(explanation.sentence).span.of(&document.text);
    writeln!(
        written,
        "{number}. {}",
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    )?;
    if explanation.boilerplate {
        writeln!(written, "    belongs to the page, not to the article: not read")?;
    } else if explanation.clauses.is_empty() {
        writeln!(written, "    no clause found: see `demarche parse --format tree`")?;
    }
    for clause in &explanation.clauses {
        writeln!(written, "    {}", clause.clause)?;
        for rule in &clause.made {
            writeln!(written, "        made by {} ({}:{})", rule.id, rule.file, rule.line)?;
        }
        for (rule, miss) in &clause.missed {
            writeln!(written, "        not {}: {}", rule.id, reason(pipeline, rule, *miss))?;
        }
        if clause.made.is_empty() && clause.missed.is_empty() {
            writeln!(written, "        no rule has its words")?;
        }
        for left in &clause.left_out {
            let tokens = reading.parse.sentence(explanation.sentence);
            let ends = left.ends.map_or_else(String::new, |ends| {
                let [subject, object] = ends.map(|end| tokens[end].span.of(&document.text));
                format!(" between \"{subject}\" and \"{object}\"")
            });
            writeln!(written, "        no open relation{ends}: {}", silence(left.reason))?;
        }
    }
    let open = reading
        .extraction
        .statements
        .iter()
        .filter(|statement| statement.sentence == explanation.sentence);
    for statement in open.filter(|statement| statement.rule.starts_with("open/")) {
        writeln!(written, "    an open relation: {}", statement.relation_words())?;
    }
    writeln!(written)
}

fn reason(pipeline: &Pipeline, rule: &Rule, miss: Miss) -> String {
    match miss {
        Miss::Words => "its trigger's other words are not there".to_owned(),
        Miss::Constraint(place) => constraint(pipeline.vocabulary(), &rule.constraints[place]),
        Miss::Role(place) => {
            let role = &rule.roles[place];
            let label = &pipeline.ontology().property(role.property).label;
            format!("nothing fits its required role {} ({label})", role.name)
        }
        Miss::NoRole => "nothing fits any of its roles".to_owned(),
        Miss::Outdone => "a rule that asks for more spoke in its place".to_owned(),
    }
}

fn silence(reason: Silence) -> &'static str {
    match reason {
        Silence::Headline => "headlines and captions leave out too much",
        Silence::Noun => "an event noun without a rule is a thing",
        Silence::Label => "it only narrows or captions what stands beside it",
        Silence::HalfSaid => "it says half without its complement clause",
        Silence::NoSubject => "nothing named or described is its subject",
        Silence::NoObject => "nothing named or described is its object",
        Silence::Unsure => "the parser is not sure that they belong to it",
        Silence::Empty => "one only points, or both are the same",
        Silence::TooMany => "its conjuncts have made enough relations",
        Silence::Repeated => "it is said already",
    }
}

fn constraint(vocabulary: &Vocabulary, constraint: &Constraint) -> String {
    let list = |words: &[Word]| {
        let words: Vec<&str> = words.iter().filter_map(|word| vocabulary.text(*word)).collect();
        words.join(", ")
    };
    match constraint {
        Constraint::Light(words) => format!("the light verb is none of: {}", list(words)),
        Constraint::Head(slot, words) => format!("its {} is none of: {}", slot.name(vocabulary), list(words)),
        Constraint::Typed(slot, _) => format!("its {} is of another type", slot.name(vocabulary)),
        Constraint::Particle(word) => format!("the verb lacks its particle: {}", list(&[*word])),
        Constraint::Present(slot) => format!("there is no {}", slot.name(vocabulary)),
        Constraint::Absent(slot) => format!("there is a {}", slot.name(vocabulary)),
        Constraint::Carried => "no verb carries the noun".to_owned(),
        Constraint::Denied => "the clause is not denied".to_owned(),
    }
}
