//! [`Timings`]: how long each stage took, summed over documents and threads.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// The stages, in the order in which they are shown.
const STAGES: [&str; 10] = [
    "loading", "segment", "parse", "mentions", "links", "clauses", "rules", "graph", "write", "index",
];

/// Time by stage.
#[derive(Debug, Default)]
pub(crate) struct Timings {
    microseconds: [AtomicU64; STAGES.len()],
}

impl Timings {
    /// Counts the time since `start` as time of `stage`, which must be one of the stages.
    pub(crate) fn add(&self, stage: &'static str, start: Instant) {
        let place = STAGES.iter().position(|known| *known == stage);
        debug_assert!(place.is_some(), "{stage} is no stage");
        if let Some(place) = place {
            self.microseconds[place].fetch_add(start.elapsed().as_micros() as u64, Ordering::Relaxed);
        }
    }
}

impl fmt::Display for Timings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("time by stage:")?;
        for (stage, microseconds) in STAGES.iter().zip(&self.microseconds) {
            let milliseconds = microseconds.load(Ordering::Relaxed) as f64 / 1000.0;
            write!(formatter, " {stage} {milliseconds:.1} ms")?;
        }
        Ok(())
    }
}
