//! Many documents through one function, on all processors, in order and in flat memory.

use std::fmt::Display;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

use crate::cli::error::{Error, Outcome};
use crate::cli::report::{Found, Report, Tally};
use crate::source::{Documents, Place};
use crate::text::Document;

/// A round ends when it holds this many bytes of text …
const ROUND_BYTES: usize = 4 << 20;
/// … or this many documents for each thread.
const ROUND_DOCUMENTS: usize = 64;

/// What one document came to, and counts for the summary.
pub(crate) struct Done<T> {
    /// What `write` gets.
    pub(crate) value: T,
    /// What the summary tells of it.
    pub(crate) found: Found,
}

/// Works on one document. A fault of the program's own ends that document, not the batch.
fn guarded<T, E: Display>(
    document: Document,
    work: &(impl Fn(Document) -> Result<Done<T>, E> + Sync),
) -> Result<Done<T>, String> {
    let id = document.id.clone();
    match catch_unwind(AssertUnwindSafe(|| work(document))) {
        Ok(outcome) => outcome.map_err(|error| error.to_string()),
        Err(_) => Err(format!(
            "{id}: a fault of the program's own; the document is left out; please report it with its text"
        )),
    }
}

/// Works on each document and writes the results in the order of the input, whatever the number of threads. What fails
/// is reported and counted, and the rest goes on; the outcome says whether anything failed.
pub(crate) fn run<T: Send, E: Display + Send>(
    (places, mut documents): (Vec<Place>, Documents),
    report: &Report,
    work: impl Fn(Document) -> Result<Done<T>, E> + Sync,
    mut write: impl FnMut(T) -> Result<(), Error>,
) -> Result<Outcome, Error> {
    let mut tally = Tally::default();
    report.start(&places);
    let most = ROUND_DOCUMENTS * rayon::current_num_threads();
    loop {
        let mut round = Vec::new();
        let mut bytes = 0;
        while bytes < ROUND_BYTES && round.len() < most {
            let Some(document) = documents.next() else { break };
            bytes += document.as_ref().map_or(0, |document| document.text.len());
            round.push(document);
        }
        if round.is_empty() {
            break;
        }
        let worked: Vec<_> = round
            .into_par_iter()
            .map(|document| match document {
                Ok(document) => guarded(document, &work),
                Err(error) => Err(error.to_string()),
            })
            .collect();
        for outcome in worked {
            match outcome {
                Ok(done) => {
                    tally.add(done.found);
                    write(done.value)?;
                }
                Err(message) => {
                    tally.failures += 1;
                    report.error(&message);
                }
            }
        }
        report.advance(documents.bytes_read(), &tally);
    }
    report.finish(&tally);
    Ok(if tally.failures == 0 {
        Outcome::Done
    } else {
        Outcome::InputFailed
    })
}
