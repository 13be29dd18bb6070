//! [`Changes`]: quads to add and to delete, in order.

use oxigraph::model::Quad;

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// The quad is there from here on.
    Add(Quad),
    /// The quad is not there from here on.
    Delete(Quad),
}

impl Change {
    /// The quad added or deleted.
    pub fn quad(&self) -> &Quad {
        match self {
            Self::Add(quad) | Self::Delete(quad) => quad,
        }
    }
}

/// Changes in the order in which they are made.
pub type Changes = Vec<Change>;
