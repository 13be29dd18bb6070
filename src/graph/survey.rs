//! [`Statistics`] of a graph, and the [`Difference`] between two.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::Term;
use serde::Serialize;

use crate::graph::prefix::DEFAULT_BASE;
use crate::graph::query::{Answer, QueryError, QueryOptions, query};
use crate::graph::store::Index;

/// What a graph holds, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Statistics {
    /// Quads of all graphs.
    pub quads: usize,
    /// Documents.
    pub documents: usize,
    /// Sentences that state something.
    pub sentences: usize,
    /// Statement nodes.
    pub statements: usize,
    /// Of these, the asserted ones.
    pub asserted: usize,
    /// Plain facts: triples of relations between things, each counted once however many statements make it.
    pub facts: usize,
    /// Named things that documents mention.
    pub named: usize,
    /// Of these, the ones linked to another knowledge base.
    pub linked: usize,
    /// The named things that are linked to nothing, by the number of documents that mention them, most first.
    pub unlinked: Vec<(String, usize)>,
    /// Statements by class of event, most first; open relations have no class.
    pub classes: Vec<(String, usize)>,
    /// Statements by the rule that made them, most first.
    pub rules: Vec<(String, usize)>,
}

/// What one graph says and another does not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Facts only the second graph asserts, by the rule that made them.
    pub added: BTreeMap<String, BTreeSet<String>>,
    /// Facts only the first graph asserts, by the rule that made them.
    pub removed: BTreeMap<String, BTreeSet<String>>,
    /// How many quads only the second graph holds, evidence and all.
    pub quads_added: usize,
    /// How many quads only the first graph holds.
    pub quads_removed: usize,
}

impl Difference {
    /// Whether the graphs hold the same quads.
    pub fn is_empty(&self) -> bool {
        self.quads_added == 0 && self.quads_removed == 0
    }
}

/// Counts what a graph holds.
///
/// # Errors
/// When the index fails.
pub fn statistics(index: &Index) -> Result<Statistics, QueryError> {
    let count = |pattern: &str| -> Result<usize, QueryError> {
        let text = format!("SELECT (COUNT(*) AS ?count) WHERE {{ {pattern} }}");
        let rows = rows(index, &text)?;
        Ok(rows.first().and_then(|row| row[0].parse().ok()).unwrap_or(0))
    };
    let tally = |pattern: &str| -> Result<Vec<(String, usize)>, QueryError> {
        let text = format!(
            "SELECT ?value (COUNT(DISTINCT ?node) AS ?count) WHERE {{ ?node {pattern} }}
             GROUP BY ?value ORDER BY DESC(?count) ?value"
        );
        Ok(rows(index, &text)?
            .into_iter()
            .filter_map(|row| Some((row[0].clone(), row[1].parse().ok()?)))
            .collect())
    };
    Ok(Statistics {
        quads: index.len()?,
        documents: count("?article a schema:NewsArticle")?,
        sentences: count("?sentence a nif:Sentence")?,
        statements: count("?node a dm:Statement")?,
        asserted: count("?node dm:asserted true")?,
        facts: count(
            "{ SELECT DISTINCT ?property { ?property rdfs:subPropertyOf* dm:relatesTo
                 FILTER(?property NOT IN (dm:belongsTo, dm:member)) } }
             ?s ?property ?o",
        )?,
        named: count("{ SELECT DISTINCT ?thing { ?article schema:mentions ?thing } }")?,
        linked: count(
            "{ SELECT DISTINCT ?thing { ?article schema:mentions ?thing
                 FILTER(STRSTARTS(STR(?thing), STR(wd:)) || EXISTS { ?thing skos:exactMatch|skos:closeMatch ?o }) } }",
        )?,
        unlinked: tally(
            "schema:mentions ?thing . ?thing rdfs:label ?value
             FILTER(!STRSTARTS(STR(?thing), STR(wd:)))
             FILTER NOT EXISTS { ?thing skos:exactMatch|skos:closeMatch ?o }",
        )?,
        classes: tally("dm:eventClass/rdfs:label ?value")?,
        rules: tally("dm:rule ?value")?,
    })
}

/// Compares two graphs.
///
/// # Errors
/// When an index fails.
pub fn diff(before: &Index, after: &Index) -> Result<Difference, QueryError> {
    let quads = |index: &Index| -> Result<BTreeSet<String>, QueryError> {
        Ok(index.quads()?.iter().map(ToString::to_string).collect())
    };
    let (old_quads, new_quads) = (quads(before)?, quads(after)?);
    let (old_facts, new_facts) = (facts(before)?, facts(after)?);
    let by_rule = |facts: &BTreeMap<String, String>, others: &BTreeMap<String, String>| {
        let mut grouped: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (fact, rule) in facts {
            if !others.contains_key(fact) {
                grouped.entry(rule.clone()).or_default().insert(fact.clone());
            }
        }
        grouped
    };
    Ok(Difference {
        added: by_rule(&new_facts, &old_facts),
        removed: by_rule(&old_facts, &new_facts),
        quads_added: new_quads.difference(&old_quads).count(),
        quads_removed: old_quads.difference(&new_quads).count(),
    })
}

/// Facts in words, each with the first of the rules that made it.
fn facts(index: &Index) -> Result<BTreeMap<String, String>, QueryError> {
    let found = rows(
        index,
        "SELECT ?subject ?relation ?object (MIN(?made) AS ?rule) WHERE {
           ?node dm:asserted true ; dm:rule ?made ; rdf:subject/rdfs:label ?subject ; rdf:predicate/rdfs:label ?relation .
           OPTIONAL { ?node rdf:object ?o OPTIONAL { ?o rdfs:label ?label } BIND(COALESCE(?label, STR(?o)) AS ?object) }
         } GROUP BY ?subject ?relation ?object",
    )?;
    Ok(found
        .into_iter()
        .map(|row| {
            let words: Vec<&str> = row[..3]
                .iter()
                .map(String::as_str)
                .filter(|word| !word.is_empty())
                .collect();
            (words.join(" "), row[3].clone())
        })
        .collect())
}

/// The rows of a query of our own, literals bare, nothing for what is unbound.
pub(crate) fn rows(index: &Index, text: &str) -> Result<Vec<Vec<String>>, QueryError> {
    let options = QueryOptions {
        timeout: None,
        max_rows: usize::MAX,
        ..QueryOptions::new(DEFAULT_BASE)
    };
    let Answer::Solutions(solutions) = query(index, text, &options)? else {
        return Ok(Vec::new());
    };
    let bare = |term: &Option<Term>| match term {
        Some(Term::Literal(literal)) => literal.value().to_owned(),
        Some(Term::NamedNode(node)) => node.as_str().to_owned(),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    Ok(solutions
        .rows
        .iter()
        .map(|row| row.iter().map(bare).collect())
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::tests::small;

    #[test]
    fn counts_what_there_is() {
        let found = statistics(&small()).unwrap();
        assert_eq!(
            (found.documents, found.sentences, found.statements, found.asserted),
            (2, 5, 7, 4)
        );
        assert_eq!((found.facts, found.named, found.linked), (5, 4, 2));
        assert_eq!(found.rules[0], ("diplomacy/accuse".to_owned(), 2));
        assert_eq!(found.unlinked, [("Jane Roe".to_owned(), 1), ("Norland".to_owned(), 1)]);
        assert_eq!(found.classes.last(), Some(&("rejection".to_owned(), 2)));
        assert_eq!(
            statistics(&Index::of_quads([]).unwrap()).unwrap(),
            Statistics::default()
        );
    }

    #[test]
    fn tells_facts_that_come_and_go() {
        let before = small();
        let kept = before.quads().unwrap().into_iter().filter(|quad| {
            let subject = quad.subject.to_string();
            !subject.contains("two:statement-1") && !subject.contains("two:statement-2")
        });
        let after = Index::of_quads(kept).unwrap();
        let difference = diff(&before, &after).unwrap();
        assert_eq!(difference.added, BTreeMap::new());
        let gone: Vec<_> = difference.removed.iter().collect();
        let expected = BTreeSet::from(["Russia meets with Norland".to_owned()]);
        assert_eq!(
            gone,
            [(&"diplomacy/meet".to_owned(), &expected)],
            "the accusation is still in the other document"
        );
        assert!(difference.quads_removed > 20 && difference.quads_added == 0);
        assert!(diff(&before, &small()).unwrap().is_empty());
    }
}
