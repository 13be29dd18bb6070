//! `SERVICE <endpoint>`: part of a query asked of a SPARQL endpoint elsewhere, when the user allows it.
//!
//! The block between the braces is sent as it stands, without what the rest of the query has found: what narrows it
//! belongs inside it.

use std::sync::Arc;

use oxigraph::model::NamedNode;
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsParser, SliceQueryResultsParserOutput};
use oxigraph::sparql::{DefaultServiceHandler, QueryEvaluationError, QuerySolution, QuerySolutionIter};
use oxiri::Iri;
use spargebra::Query;
use spargebra::algebra::GraphPattern;

use crate::net::{Client, Manners, NetError};

/// What answers are wanted in, the best first.
const ACCEPT: &str = "application/sparql-results+json, application/sparql-results+xml;q=0.9";

/// Why an endpoint does not answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FederationError {
    /// There is no answer.
    #[error("SERVICE: {0}")]
    Net(#[from] NetError),
    /// The answer is none.
    #[error("SERVICE: {url} is no SPARQL endpoint, or not a sound one: {reason}")]
    Answer {
        /// The endpoint.
        url: String,
        /// What is wrong with its answer.
        reason: String,
    },
}

/// Asks endpoints.
pub(crate) struct Endpoints {
    client: Client,
    /// Most rows of an answer.
    most: usize,
}

impl Endpoints {
    /// Asks with these manners, and takes so many rows at most.
    pub(crate) fn new(manners: Manners, most: usize) -> Self {
        Self {
            client: Client::new(manners),
            most,
        }
    }
}

impl DefaultServiceHandler for Endpoints {
    type Error = FederationError;

    fn handle(
        &self,
        service_name: &NamedNode,
        pattern: &GraphPattern,
        _base_iri: Option<&Iri<String>>,
    ) -> Result<QuerySolutionIter<'static>, Self::Error> {
        let url = service_name.as_str();
        let query = Query::Select {
            dataset: None,
            pattern: pattern.clone(),
            base_iri: None,
        };
        let reply = self
            .client
            .post(url, "application/sparql-query", ACCEPT, &query.to_string())?;
        let fault = |reason: String| FederationError::Answer {
            url: url.to_owned(),
            reason,
        };
        let format = QueryResultsFormat::from_media_type(&reply.media_type)
            .ok_or_else(|| fault(format!("its answer is of type {:?}", reply.media_type)))?;
        let parsed = QueryResultsParser::from_format(format)
            .for_slice(&reply.body)
            .map_err(|error| fault(error.to_string()))?;
        let SliceQueryResultsParserOutput::Solutions(solutions) = parsed else {
            return Err(fault("it answers yes or no where rows are due".to_owned()));
        };
        let variables: Arc<[_]> = solutions.variables().into();
        let mut rows: Vec<QuerySolution> = Vec::new();
        for solution in solutions {
            if rows.len() == self.most {
                return Err(fault(format!(
                    "it answers with more than {} rows; narrow what stands within the braces, or give --max-rows",
                    self.most
                )));
            }
            rows.push(solution.map_err(|error| fault(error.to_string()))?);
        }
        let rows = rows.into_iter().map(Ok::<_, QueryEvaluationError>);
        Ok(QuerySolutionIter::new(variables, rows))
    }
}
