//! News text in, knowledge graph out.
//!
//! Rooms, in order; each may use those before it and none after it:
//! `text` < `net` < `source` < `ontology` < `syntax` < `mention` < `clause` < `openie` < `rule` < `extract` < `link` < `graph` <
//! `pipeline` < `cli`.

pub mod clause;
pub mod cli;
pub mod extract;
pub mod graph;
pub mod link;
pub mod mention;
pub mod net;
pub mod ontology;
pub mod openie;
pub mod pipeline;
pub mod rule;
pub mod source;
pub mod syntax;
pub mod text;
