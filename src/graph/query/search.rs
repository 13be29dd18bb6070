//! Full-text search over sentences: `SERVICE dm:search { ?sentence dm:matches "border talks" ; dm:score ?score }`.
//!
//! The words are made comparable by the Snowball stemmer for English (`frostem`), and sentences are ranked by Okapi
//! BM25 (`bm25`). The index of words is made in memory when a query first asks for it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use bm25::{Embedder, EmbedderBuilder, Scorer, Tokenizer};
use frostem::{Algorithm, Stemmer};
use oxigraph::model::{Literal, NamedNode, NamedOrBlankNode, Term, Variable};
use oxigraph::sparql::{QueryEvaluationError, QuerySolution, QuerySolutionIter, ServiceHandler};
use oxigraph::store::{StorageError, Store as Quads};
use oxiri::Iri;
use spargebra::algebra::GraphPattern;
use spargebra::term::{GroundTerm, NamedNodePattern, TermPattern, TriplePattern};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::graph::vocabulary::{dm, nif};

/// The name of the service.
pub(crate) const SERVICE: &str = "https://w3id.org/demarche/ontology#search";

/// Why a search is none.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SearchError {
    /// The block holds something else.
    #[error(
        "SERVICE dm:search takes `?sentence dm:matches \"words\"`, and `?sentence dm:score ?score` if you like; {found} \
         belongs outside its braces"
    )]
    Pattern {
        /// What it holds.
        found: String,
    },
    /// The words are not given.
    #[error(
        "SERVICE dm:search needs one `?sentence dm:matches \"words\"`, the words given as a string within its braces"
    )]
    NoWords,
    /// There is no word in the words.
    #[error("there is no word to look for in {asked:?}")]
    NoWord {
        /// What was given.
        asked: String,
    },
    /// The sentences cannot be read.
    #[error("the index failed: {0}; run the command again")]
    Index(#[from] StorageError),
}

/// The sentences of an index, by their words; made at the first search.
#[derive(Clone, Default)]
pub(crate) struct Search {
    sentences: Arc<Mutex<Option<Arc<Sentences>>>>,
}

impl Search {
    /// Forgets what it knows, because the index changes.
    pub(crate) fn forget(&self) {
        *self.sentences.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn sentences(&self, quads: &Quads) -> Result<Arc<Sentences>, StorageError> {
        let mut known = self.sentences.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sentences) = &*known {
            return Ok(Arc::clone(sentences));
        }
        let sentences = Arc::new(Sentences::of(quads)?);
        *known = Some(Arc::clone(&sentences));
        Ok(sentences)
    }

    /// The service over the sentences of `quads`.
    pub(crate) fn service(&self, quads: &Quads) -> impl ServiceHandler<Error = SearchError> + 'static {
        Service {
            quads: quads.clone(),
            search: self.clone(),
        }
    }
}

struct Service {
    quads: Quads,
    search: Search,
}

impl ServiceHandler for Service {
    type Error = SearchError;

    fn handle(
        &self,
        pattern: &GraphPattern,
        _base_iri: Option<&Iri<String>>,
    ) -> Result<QuerySolutionIter<'static>, Self::Error> {
        let request = Request::read(pattern)?;
        let sentences = self.search.sentences(&self.quads)?;
        let found = sentences.find(&request.asked)?;
        let variables: Arc<[Variable]> = request.variables().into();
        let rows: Vec<_> = found.iter().filter_map(|found| request.row(found)).collect();
        let named = Arc::clone(&variables);
        let solutions = rows
            .into_iter()
            .map(move |row| Ok::<_, QueryEvaluationError>(QuerySolution::from((Arc::clone(&named), row))));
        Ok(QuerySolutionIter::new(variables, solutions))
    }
}

/// What a query asks of the service.
struct Request {
    sentence: TermPattern,
    asked: String,
    /// A variable that holds the words, to be given back.
    words: Option<Variable>,
    score: Option<Variable>,
}

impl Request {
    fn read(pattern: &GraphPattern) -> Result<Self, SearchError> {
        let (mut triples, mut values) = (Vec::new(), BTreeMap::new());
        collect(pattern, &mut triples, &mut values)?;
        let mut request = None;
        let mut score = None;
        for triple in triples {
            let other = || SearchError::Pattern {
                found: format!("`{triple}`"),
            };
            let NamedNodePattern::NamedNode(predicate) = &triple.predicate else {
                return Err(other());
            };
            match (predicate.as_ref(), &triple.object) {
                (dm::MATCHES, TermPattern::Literal(words)) if request.is_none() => {
                    request = Some((triple.subject.clone(), words.value().to_owned(), None));
                }
                (dm::MATCHES, TermPattern::Variable(variable)) if request.is_none() => {
                    let words = values.get(variable).ok_or(SearchError::NoWords)?;
                    request = Some((triple.subject.clone(), String::clone(words), Some(variable.clone())));
                }
                (dm::SCORE, TermPattern::Variable(variable)) if score.is_none() => {
                    score = Some((&triple.subject, variable.clone()));
                }
                _ => return Err(other()),
            }
        }
        let (sentence, asked, words) = request.ok_or(SearchError::NoWords)?;
        if let Some((subject, variable)) = &score
            && **subject != sentence
        {
            return Err(SearchError::Pattern {
                found: format!("`{subject} dm:score {variable}`"),
            });
        }
        Ok(Self {
            sentence,
            asked,
            words,
            score: score.map(|(_, variable)| variable),
        })
    }

    fn variables(&self) -> Vec<Variable> {
        let sentence = match &self.sentence {
            TermPattern::Variable(variable) => Some(variable.clone()),
            _ => None,
        };
        [sentence, self.words.clone(), self.score.clone()]
            .into_iter()
            .flatten()
            .collect()
    }

    /// The values of the variables; `None` when another sentence was meant.
    fn row(&self, found: &Found<'_>) -> Option<Vec<Option<Term>>> {
        let sentence = match &self.sentence {
            TermPattern::Variable(_) => Some(found.sentence.clone().into()),
            TermPattern::NamedNode(node) if node == found.sentence => None,
            _ => return None,
        };
        let words = self
            .words
            .as_ref()
            .map(|_| Literal::new_simple_literal(&self.asked).into());
        let score = self
            .score
            .as_ref()
            .map(|_| Literal::from(f64::from(found.score)).into());
        Some([sentence, words, score].into_iter().flatten().map(Some).collect())
    }
}

/// The triples and the given values of a block.
fn collect<'p>(
    pattern: &'p GraphPattern,
    triples: &mut Vec<&'p TriplePattern>,
    values: &mut BTreeMap<Variable, String>,
) -> Result<(), SearchError> {
    match pattern {
        GraphPattern::Bgp { patterns } => triples.extend(patterns),
        GraphPattern::Join { left, right } => {
            collect(left, triples, values)?;
            collect(right, triples, values)?;
        }
        GraphPattern::Values { variables, bindings } if bindings.len() == 1 => {
            for (variable, term) in variables.iter().zip(&bindings[0]) {
                if let Some(GroundTerm::Literal(words)) = term {
                    values.insert(variable.clone(), words.value().to_owned());
                }
            }
        }
        other => {
            return Err(SearchError::Pattern {
                found: format!("`{other}`"),
            });
        }
    }
    Ok(())
}

/// Sentences with the words in them.
struct Sentences {
    /// By IRI, with their text.
    known: Vec<(NamedNode, String)>,
    embedder: Embedder<u64, Words>,
    scorer: Scorer<u32, u64>,
}

/// A sentence that was looked for, and how well it fits.
struct Found<'s> {
    sentence: &'s NamedNode,
    score: f32,
}

impl Sentences {
    fn of(quads: &Quads) -> Result<Self, StorageError> {
        let mut sentences = Vec::new();
        for quad in quads.quads_for_pattern(None, Some(nif::ANCHOR_OF), None, None) {
            let quad = quad?;
            if let (NamedOrBlankNode::NamedNode(sentence), Term::Literal(text)) = (quad.subject, quad.object) {
                sentences.push((sentence, text.destruct().0));
            }
        }
        sentences.sort();
        sentences.dedup();
        let texts: Vec<&str> = sentences.iter().map(|(_, text)| text.as_str()).collect();
        let embedder = EmbedderBuilder::with_tokenizer_and_fit_to_corpus(Words::new(), &texts).build();
        let mut scorer = Scorer::new();
        for (number, text) in (0_u32..).zip(&texts) {
            scorer.upsert(&number, embedder.embed(text));
        }
        Ok(Self {
            known: sentences,
            embedder,
            scorer,
        })
    }

    /// The sentences with all words and phrases asked for and none that is ruled out, best first.
    fn find(&self, asked: &str) -> Result<Vec<Found<'_>>, SearchError> {
        let words = Words::new();
        let mut demands: Vec<(Vec<String>, bool)> = Vec::new();
        let mut wanted = String::new();
        for (phrase, is_wanted) in phrases(asked) {
            let stems = words.tokenize(phrase);
            if is_wanted {
                wanted.push_str(phrase);
                wanted.push(' ');
            }
            if !stems.is_empty() {
                demands.push((stems, is_wanted));
            }
        }
        if demands.iter().all(|(_, is_wanted)| !is_wanted) {
            return Err(SearchError::NoWord {
                asked: asked.to_owned(),
            });
        }
        let mut found = Vec::new();
        for scored in self.scorer.matches(&self.embedder.embed(&wanted)) {
            let (sentence, text) = &self.known[scored.id as usize];
            let stems = words.tokenize(text);
            let holds = |phrase: &[String]| stems.windows(phrase.len()).any(|window| window == phrase);
            if demands.iter().all(|(phrase, is_wanted)| holds(phrase) == *is_wanted) {
                found.push(Found {
                    sentence,
                    score: scored.score,
                });
            }
        }
        found.sort_by(|one, other| {
            other
                .score
                .total_cmp(&one.score)
                .then_with(|| one.sentence.as_str().cmp(other.sentence.as_str()))
        });
        Ok(found)
    }
}

/// The words and the phrases in quotation marks of what was asked, and whether each is wanted or, after a hyphen, not.
fn phrases(asked: &str) -> Vec<(&str, bool)> {
    let mut phrases = Vec::new();
    let mut rest = asked.trim_start();
    while !rest.is_empty() {
        let (is_wanted, body) = rest.strip_prefix('-').map_or((true, rest), |body| (false, body));
        let (phrase, after) = match body.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => body.split_once(char::is_whitespace).unwrap_or((body, "")),
        };
        phrases.push((phrase, is_wanted));
        rest = after.trim_start();
    }
    phrases
}

/// Text → stems: small letters, no accents, no endings.
struct Words {
    stemmer: Stemmer,
}

impl Words {
    fn new() -> Self {
        Self {
            stemmer: Stemmer::new(Algorithm::English),
        }
    }
}

impl Tokenizer for Words {
    fn tokenize(&self, text: &str) -> Vec<String> {
        let plain: String = text.nfkd().filter(|character| !is_combining_mark(*character)).collect();
        plain
            .split(|character: char| !(character.is_alphanumeric() || matches!(character, '\'' | '’')))
            .map(|word| word.trim_matches(['\'', '’']).to_lowercase().replace('’', "'"))
            .filter(|word| !word.is_empty())
            .map(|word| self.stemmer.stem(&word).into())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::tests::small;
    use crate::graph::{Answer, DEFAULT_BASE, QueryOptions, query};

    fn found(block: &str) -> Result<Vec<String>, String> {
        let text = format!(
            "SELECT ?text WHERE {{ SERVICE dm:search {{ {block} }} ?sentence nif:anchorOf ?text }} ORDER BY DESC(?score)"
        );
        match query(&small(), &text, &QueryOptions::new(DEFAULT_BASE)) {
            Ok(Answer::Solutions(solutions)) => Ok(solutions
                .rows
                .iter()
                .map(|row| match &row[0] {
                    Some(Term::Literal(text)) => text.value().to_owned(),
                    other => panic!("{other:?}"),
                })
                .collect()),
            Ok(other) => panic!("{other:?}"),
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn finds_sentences_by_their_words() {
        let check = |asked: &str, expected: &[&str]| {
            let sentences = found(&format!("?sentence dm:matches '{asked}' ; dm:score ?score")).unwrap();
            assert_eq!(sentences, expected, "{asked}");
        };
        let accusation = "Russia accused Azerbaijan of overfishing, its spokeswoman Jane Roe said.";
        check("spokeswomen overfishing", &[]);
        check("Accusing óverfishing spokeswoman", &[accusation]);
        check("\"jane roe\" azerbaijan -trawler", &[accusation]);
        check("\"roe jane\"", &[]);
        check("rejects -quotas", &[]);
    }

    #[test]
    fn words_may_be_a_parameter() {
        assert_eq!(
            found("VALUES ?words { 'spokeswoman' } ?sentence dm:matches ?words")
                .unwrap()
                .len(),
            1
        );
    }

    #[test]
    fn says_what_it_takes() {
        let check = |block: &str, expected: &str| {
            let error = found(block).unwrap_err();
            assert!(error.contains(expected), "{error}");
        };
        check("?sentence dm:score ?score", "needs one `?sentence dm:matches");
        check("?sentence dm:matches ?words", "needs one `?sentence dm:matches");
        check(
            "?sentence dm:matches 'a' ; a nif:Sentence",
            "belongs outside its braces",
        );
        check("?sentence dm:matches '...'", "there is no word to look for");
    }
}
