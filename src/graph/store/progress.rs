//! [`Progress`]: whom indexing tells how far it is.

use std::fmt;
use std::sync::Arc;

type Listener = dyn Fn(usize, usize) + Send + Sync;

/// Whom indexing tells how many of the documents are read, if anybody.
#[derive(Clone, Default)]
pub struct Progress(Option<Arc<Listener>>);

impl Progress {
    /// Tells `listener` how many documents are read, and of how many.
    pub fn new(listener: impl Fn(usize, usize) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(listener)))
    }

    pub(crate) fn tell(&self, done: usize, of: usize) {
        if let Some(listener) = &self.0 {
            listener(done, of);
        }
    }
}

impl fmt::Debug for Progress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Progress").field(&self.0.is_some()).finish()
    }
}
