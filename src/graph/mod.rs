//! What is said, as a graph: statements → RDF, files of it, a store of it, and answers from it.
//!
//! Takes a document with its parse, mentions and statements, gives triples; keeps quads in a [`Store`] and answers
//! SPARQL over an [`Index`]. Together with `ontology` it is the only room that knows Oxigraph. Knows neither English
//! nor rules: what a statement says was settled in `extract`.

mod codepoint;
mod describe;
mod entities;
mod export;
mod format;
mod hint;
mod jsonl;
mod jsonld;
mod label;
mod links;
mod minting;
mod names;
mod order;
mod prefix;
mod query;
mod run;
mod store;
mod survey;
mod table;
mod terms;
#[cfg(test)]
mod tests;
mod turtle;
mod vocabulary;
mod why;

pub use describe::quads;
pub use export::{Export, Separator, export, with_triple_terms};
pub use format::{Format, write};
pub use hint::{Hint, misspelt, unexplained};
pub use jsonl::{
    ArgumentRow, DateRow, EventLine, EventRecord, FillerRow, PartyRow, RelationRow, RoleRow, SourceRow, StatementRow,
    ThingRow, event_record, statement_rows,
};
pub use links::{LINKS, UnlinkedName, unlinked_names, write_links};
pub use names::Names;
pub use oxigraph::model::{GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term};
pub use prefix::{DEFAULT_BASE, Prefixes};
pub use query::{
    Answer, FederationError, NAMED_QUERIES, NamedQuery, Parameter, QueryError, QueryOptions, ResultsFormat,
    SearchError, Solutions, continues, is_whole, query, update,
};
pub use run::{EntityIris, Reading, Run, Settings};
pub use store::{Change, Changes, Damage, Index, Merged, Progress, Store, StoreError, StoredDocument};
pub use survey::{Difference, Statistics, diff, statistics};
pub use table::write_table;
pub use why::{Candidate, Evidence, Known, Link, Words, why};
