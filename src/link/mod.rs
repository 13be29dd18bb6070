//! Who a named thing is elsewhere: entities of a document → [`Link`]s to external knowledge bases, or abstention.
//!
//! Takes mentions, the gazetteer, [`Index`]es of names that the user built from any label dump, and if the user wants it a
//! [`Reconciler`], which asks a service for what no index has. Links what the
//! gazetteer has no identifier for; what it has is linked by the entry's own sourced ids. Knows nothing of RDF graphs: how
//! a link is written is `graph`'s.

mod build;
mod index;
mod linker;
mod reconcile;

pub use build::{IndexBuilder, IndexError, LabelFormat, Traits};
pub use index::{Index, Named};
pub use linker::{Candidate, Certainty, Link, Linker, Matches, Subject};
pub use reconcile::{ReconcileError, ReconcileOptions, Reconciler};
