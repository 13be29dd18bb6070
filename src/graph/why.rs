//! [`Evidence`]: what stands behind a statement, a fact or all that is said of a thing.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use oxigraph::model::{Literal, NamedNode};
use serde::Serialize;

use crate::extract::Grade;
use crate::graph::minting::own;
use crate::graph::prefix::Prefixes;
use crate::graph::query::QueryError;
use crate::graph::store::Index;
use crate::graph::survey::rows;
use crate::ontology::{Context, Gazetteer};
use crate::rule::{RuleFile, Wording, wording};

/// What stands behind one statement.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evidence {
    /// The statement's IRI.
    pub statement: String,
    /// The statement in a line.
    pub label: String,
    /// The sentence that says it.
    pub sentence: String,
    /// Its words in the sentence, by role, as byte offsets; words of other sentences are left out.
    pub words: Vec<Words>,
    /// What the document is called.
    pub document: String,
    /// The document's title.
    pub title: Option<String>,
    /// The day of publication, ISO 8601.
    pub issued: Option<String>,
    /// The rule that made it.
    pub rule: String,
    /// The rule as it stands in its file; `None` for what no rule file has, such as open relations.
    pub wording: Option<Wording>,
    /// How likely it is right, from 0 to 1.
    pub confidence: String,
    /// What the confidence is made of: "0.9 a clause that the rule fits", "-0.08 a noun in place of a verb".
    pub made_of: Vec<String>,
    /// Whether it is a plain fact too.
    pub asserted: bool,
    /// Who says so; empty when the writer does.
    pub attributed_to: Vec<String>,
    /// The things it speaks of, with their counterparts in other knowledge bases, certain and possible.
    pub links: Vec<Link>,
}

/// Words that play a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Words {
    /// The part: `trigger`, `agent` …
    pub role: String,
    /// First byte within the sentence.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A thing and its counterparts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Link {
    /// What it is called.
    pub label: String,
    /// Its IRI.
    pub iri: String,
    /// The same thing elsewhere, as full IRIs.
    pub elsewhere: Vec<String>,
    /// What it may be: those between which nothing decided, then the entries of the gazetteer that bear the name, best
    /// first.
    pub candidates: Vec<Candidate>,
}

/// An entry that a name may mean.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Candidate {
    /// Its IRI.
    pub iri: String,
    /// How well an entry fits by its name alone, from 0 to 1; in its document the words around it were weighed too.
    pub score: Option<f32>,
}

/// What evidence is told with besides the graph.
#[derive(Clone, Copy, Debug)]
pub struct Known<'k> {
    /// The rule files.
    pub rules: &'k [RuleFile],
    /// The names.
    pub gazetteer: &'k Gazetteer,
    /// Where entries live.
    pub base: &'k str,
}

/// The evidence for what `target` names, in the order of documents and sentences. One word of `target` names a
/// statement or a thing, by IRI, prefixed name, or label; three name a triple, each an IRI, a prefixed name or a label.
///
/// # Errors
/// When the index fails.
pub fn why(
    index: &Index,
    target: &[&str],
    prefixes: &Prefixes,
    known: &Known<'_>,
) -> Result<Vec<Evidence>, QueryError> {
    let pattern = match target {
        [subject, relation, object] => [
            part("rdf:subject", "?s", subject, prefixes),
            part("rdf:predicate", "?p", relation, prefixes),
            part("rdf:object", "?o", object, prefixes),
        ]
        .concat(),
        words => {
            let name = words.join(" ");
            if let Some(node) = iri(&name, prefixes) {
                format!(
                    "{{ BIND({node} AS ?node) }} UNION
                     {{ ?node rdf:subject|rdf:object {node} FILTER NOT EXISTS {{ {node} a dm:Statement }} }}"
                )
            } else {
                let name = Literal::new_simple_literal(name);
                format!(
                    "{{ ?node rdfs:label {name} }} UNION
                     {{ ?thing rdfs:label|skos:altLabel {name} . ?node rdf:subject|rdf:object ?thing
                        FILTER NOT EXISTS {{ ?thing a dm:Statement }} }}"
                )
            }
        }
    };
    let found = rows(
        index,
        &format!(
            "SELECT DISTINCT ?node ?label ?sentence ?begin ?offsets ?document ?title ?issued ?rule ?confidence ?asserted
             WHERE {{ {pattern}
               ?node a dm:Statement ; rdfs:label ?label ; dm:offsets ?offsets ; dm:rule ?rule ; dm:confidence ?confidence ;
                 dm:asserted ?asserted ; dm:reportedIn ?article ; dm:sentence ?place .
               ?place nif:anchorOf ?sentence ; nif:beginIndex ?begin .
               ?article dct:identifier ?document .
               OPTIONAL {{ ?article dct:title ?title }} OPTIONAL {{ ?article dct:issued ?issued }} }}
             ORDER BY ?document ?begin ?label"
        ),
    )?;
    found.into_iter().map(|row| evidence(index, row, known)).collect()
}

/// A triple pattern for one part of a triple: a node, or something of that label.
fn part(predicate: &str, variable: &str, name: &str, prefixes: &Prefixes) -> String {
    if let Some(node) = iri(name, prefixes) {
        return format!("?node {predicate} {node} . ");
    }
    let name = Literal::new_simple_literal(name);
    format!("?node {predicate} {variable} . {variable} rdfs:label|skos:altLabel {name} . ")
}

/// The IRI that a name stands for: in angle brackets, with a known prefix, or with `://` in it.
pub(crate) fn iri(name: &str, prefixes: &Prefixes) -> Option<NamedNode> {
    let bare = name
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'))
        .unwrap_or(name);
    if bare.contains("://") || bare.starts_with("urn:") {
        return NamedNode::new(bare).ok();
    }
    let (prefix, local) = bare.split_once(':')?;
    let namespace = prefixes.namespace(prefix)?;
    // Turtle's escapes are none of the IRI's.
    NamedNode::new(format!("{namespace}{}", local.replace('\\', ""))).ok()
}

fn evidence(index: &Index, row: Vec<String>, known: &Known<'_>) -> Result<Evidence, QueryError> {
    let Ok(
        [
            statement,
            label,
            sentence,
            begin,
            offsets,
            document,
            title,
            issued,
            rule,
            confidence,
            asserted,
        ],
    ) = <[String; 11]>::try_from(row)
    else {
        unreachable!("the query selects eleven variables");
    };
    let node = NamedNode::new_unchecked(&statement);
    let sources = rows(
        index,
        &format!("SELECT ?source {{ {node} dm:attributedTo/rdfs:label ?source }} ORDER BY ?source"),
    )?;
    let links = links(index, &node, known)?;
    let attributed_to: Vec<String> = sources.into_iter().flatten().collect();
    let given = |text: String| (!text.is_empty()).then_some(text);
    Ok(Evidence {
        words: words(&sentence, begin.parse().unwrap_or(0), &offsets),
        statement,
        label,
        sentence,
        document,
        title: given(title),
        issued: given(issued),
        wording: wording(known.rules, &rule),
        made_of: made_of(&rule, &confidence, attributed_to.len()),
        rule,
        confidence,
        asserted: asserted == "true",
        attributed_to,
        links,
    })
}

/// The things a statement speaks of, with what they are elsewhere and what they may be.
fn links(index: &Index, statement: &NamedNode, known: &Known<'_>) -> Result<Vec<Link>, QueryError> {
    let things = rows(
        index,
        &format!(
            "SELECT DISTINCT ?label ?thing ?elsewhere ?candidate {{
               {statement} ?role ?thing . ?thing rdfs:label ?label
               FILTER(?role NOT IN (rdf:type, rdf:predicate, dm:eventClass))
               FILTER NOT EXISTS {{ ?thing a dm:Statement }}
               OPTIONAL {{ {{ ?thing skos:exactMatch|skos:closeMatch ?elsewhere }} UNION {{ ?thing dm:candidate ?candidate }} }}
             }} ORDER BY ?label ?thing ?candidate ?elsewhere"
        ),
    )?;
    let mut links: Vec<Link> = Vec::new();
    for thing in things {
        let [label, iri, elsewhere, candidate] = &thing[..] else {
            continue;
        };
        if links.last().is_none_or(|link| link.iri != *iri) {
            links.push(Link {
                label: label.clone(),
                iri: iri.clone(),
                elsewhere: Vec::new(),
                candidates: Vec::new(),
            });
        }
        let Some(link) = links.last_mut() else { continue };
        if !elsewhere.is_empty() {
            link.elsewhere.push(elsewhere.clone());
        }
        if !candidate.is_empty() {
            link.candidates.push(Candidate {
                iri: candidate.clone(),
                score: None,
            });
        }
    }
    for link in &mut links {
        link.candidates.extend(candidates(&link.label, known));
    }
    // What has no name is nobody's namesake.
    links.retain(|link| !link.elsewhere.is_empty() || !link.candidates.is_empty() || !link.iri.contains(":thing-"));
    Ok(links)
}

fn candidates(label: &str, known: &Known<'_>) -> Vec<Candidate> {
    let named = known.gazetteer.candidates(label);
    let mut found: Vec<Candidate> = Vec::new();
    for scored in known.gazetteer.rank(&named, &Context::default()) {
        let iri = own(&known.gazetteer.entry(scored.candidate.entry).slug(), known.base).into_string();
        if found.iter().all(|known| known.iri != iri) {
            let score = Some((scored.score * 100.0).round() / 100.0);
            found.push(Candidate { iri, score });
        }
    }
    found
}

fn made_of(rule: &str, confidence: &str, sources: usize) -> Vec<String> {
    let hundredths = confidence
        .parse::<f32>()
        .map_or(0, |value| (value * 100.0).round() as u32);
    let Some(grade) = Grade::of(rule, hundredths, sources) else {
        return Vec::new();
    };
    let share = |hundredths: u32| f64::from(hundredths) / 100.0;
    let start = format!("{} {}", share(grade.base), grade.start);
    let deductions = grade
        .deductions
        .iter()
        .map(|(off, reason)| format!("-{} {reason}", share(*off)));
    [start].into_iter().chain(deductions).collect()
}

/// Reads `dm:offsets`, code points of the document, as bytes of a sentence that begins at `begin`.
fn words(sentence: &str, begin: usize, offsets: &str) -> Vec<Words> {
    let starts: Vec<usize> = sentence
        .char_indices()
        .map(|(byte, _)| byte)
        .chain([sentence.len()])
        .collect();
    let byte = |point: &str| -> Option<usize> {
        let point: usize = point.parse().ok()?;
        starts.get(point.checked_sub(begin)?).copied()
    };
    offsets
        .split("; ")
        .filter_map(|part| {
            let (role, range) = part.rsplit_once(' ')?;
            let (start, end) = range.split_once('-')?;
            Some(Words {
                role: role.to_owned(),
                start: byte(start)?,
                end: byte(end)?,
            })
        })
        .collect()
}

impl Link {
    /// What is known of it, a line each: "Chile is …", "Norville may be …", "Chile in the gazetteer: …".
    fn lines(&self) -> Vec<String> {
        let label = &self.label;
        let mut lines = vec![match &self.elsewhere[..] {
            [] => format!("{label} is linked to nothing"),
            elsewhere => format!("{label} is {}", elsewhere.join(", ")),
        }];
        let undecided: Vec<&str> = self
            .candidates
            .iter()
            .filter(|candidate| candidate.score.is_none())
            .map(|candidate| candidate.iri.as_str())
            .collect();
        if !undecided.is_empty() {
            lines.push(format!("{label} may be {}", undecided.join(", ")));
        }
        let scored = self
            .candidates
            .iter()
            .filter_map(|candidate| Some(format!("{} {}", candidate.iri, candidate.score?)));
        let scored: Vec<String> = scored.collect();
        if !scored.is_empty() {
            lines.push(format!("{label} in the gazetteer: {}", scored.join(", ")));
        }
        lines
    }
}

impl Evidence {
    /// The sentence with its words underlined as a compiler would, and below it where it is from and what made it.
    pub fn report(&self, color: bool) -> String {
        let origin = match (&self.title, &self.issued) {
            (Some(title), Some(issued)) => format!("{} ({title}, {issued})", self.document),
            (Some(detail), None) | (None, Some(detail)) => format!("{} ({detail})", self.document),
            (None, None) => self.document.clone(),
        };
        // A line break within a sentence belongs to the page; as many bytes stay.
        let sentence = self.sentence.replace(['\n', '\r'], " ");
        let annotations = self.words.iter().map(|words| {
            let kind = if words.role == "trigger" {
                AnnotationKind::Primary
            } else {
                AnnotationKind::Context
            };
            kind.span(words.start..words.end).label(words.role.as_str())
        });
        let snippet = Snippet::source(sentence.as_str()).path(origin).annotations(annotations);
        let mut notes = vec![
            if self.asserted { "a plain fact" } else { "no plain fact" }.to_owned(),
            match &self.made_of[..] {
                [] => format!("confidence {}", self.confidence),
                parts => format!("confidence {}: {}", self.confidence, parts.join(", ")),
            },
        ];
        if !self.attributed_to.is_empty() {
            notes.push(format!("said by {}", self.attributed_to.join(", ")));
        }
        notes.extend(self.links.iter().flat_map(Link::lines));
        notes.push(self.statement.clone());
        notes.push(match &self.wording {
            Some(Wording { file, line, text }) => format!("rule {}, {file}:{line}\n{text}", self.rule),
            None => format!("made by {}, which no rule file has", self.rule),
        });
        let group = Group::with_title(Level::INFO.with_name("why").primary_title(self.label.as_str()))
            .element(snippet)
            .elements(notes.iter().map(|note| Level::NOTE.no_name().message(note.as_str())));
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        renderer.render(&[group])
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect_file;

    use super::*;
    use crate::graph::tests::with_reading;
    use crate::graph::{DEFAULT_BASE, Prefixes, quads};

    fn evidence_for(index: &Index, target: &[&str]) -> Vec<Evidence> {
        let known = Known {
            rules: &[RuleFile {
                name: "mine/diplomacy.toml".to_owned(),
                text: "[[rule]]\nid = \"diplomacy/send-demarche\"\nmakes = \"Demarche\"\n".to_owned(),
            }],
            gazetteer: &Gazetteer::shipped(),
            base: DEFAULT_BASE,
        };
        why(index, target, &Prefixes::default(), &known).unwrap()
    }

    fn check(target: &[&str], labels: &[&str]) {
        with_reading(|run, reading| {
            let index = Index::of_quads(quads(run, reading)).unwrap();
            let found = evidence_for(&index, target);
            let found: Vec<&str> = found.iter().map(|evidence| evidence.label.as_str()).collect();
            assert_eq!(found, labels, "{target:?}");
        });
    }

    #[test]
    fn finds_by_iri_name_label_and_triple() {
        let demarche = "Norland sends demarche to Sudria, according to Jane Roe";
        let denial = "Not so, planned: Norland recognises vote held there, according to Jane Roe";
        check(&["Norland", "sends demarche to", "Sudria"], &[demarche]);
        check(&["Norland", "dm:sendsDemarcheTo", "country:Sudria"], &[demarche]);
        check(&["country:Norland"], &[demarche, denial]);
        check(&["Norlandic"], &[demarche, denial]);
        check(&["<https://w3id.org/demarche/id/country/Sudria>"], &[demarche]);
        check(&[denial], &[denial]);
        check(&["Estria"], &[]);
    }

    #[test]
    fn shows_the_sentence_with_its_words() {
        with_reading(|run, reading| {
            let index = Index::of_quads(quads(run, reading)).unwrap();
            let found = evidence_for(&index, &["Norland"]);
            let shown: Vec<String> = found.iter().map(|evidence| evidence.report(false) + "\n").collect();
            expect_file!["../../tests/graph/article.why.txt"].assert_eq(&shown.join("\n"));
        });
    }
}
