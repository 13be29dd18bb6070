//! [`Report`]: what is said on standard error while a command runs, and the [`Tally`] at its end.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display};
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::Common;
use crate::graph::Progress;
use crate::source::Place;

/// A progress bar appears on work that is still going after this long.
const PATIENCE: Duration = Duration::from_secs(1);

/// What a command says on standard error.
pub(crate) struct Report {
    quiet: bool,
    verbose: bool,
    start: Instant,
    bar: RefCell<Option<ProgressBar>>,
    /// Whether data may scroll over the terminal that a bar would stand on.
    scrolls: Cell<bool>,
}

impl Report {
    pub(crate) fn new(common: &Common) -> Self {
        Self {
            quiet: common.quiet,
            verbose: common.verbose,
            start: Instant::now(),
            bar: RefCell::new(None),
            scrolls: Cell::new(io::stdout().is_terminal()),
        }
    }

    /// Says why something failed.
    pub(crate) fn error(&self, error: &dyn Display) {
        self.say(error);
    }

    /// Says something worth knowing, unless asked to be quiet.
    pub(crate) fn note(&self, note: &dyn Display) {
        if !self.quiet {
            self.say(note);
        }
    }

    /// Says something that only those want to know who ask for more.
    pub(crate) fn detail(&self, detail: &dyn Display) {
        if self.verbose {
            self.say(detail);
        }
    }

    fn say(&self, message: &dyn Display) {
        let print = || {
            // A closed standard error leaves nobody to tell.
            let _ = writeln!(io::stderr().lock(), "demarche: {message}");
        };
        match &*self.bar.borrow() {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    /// Nothing goes to standard output while documents are worked on: a bar may stand on the terminal.
    pub(crate) fn has_the_terminal(&self) {
        self.scrolls.set(false);
    }

    /// Prepares a progress bar over the bytes of `places`. It shows on a terminal only, when the work takes long, and
    /// not when the data itself scrolls over that terminal.
    pub(crate) fn start(&self, places: &[Place]) {
        if self.quiet || !io::stderr().is_terminal() || self.scrolls.get() {
            return;
        }
        let size = places.iter().map(Place::size).sum::<Option<u64>>();
        let (bar, template) = match size {
            Some(size) => (
                ProgressBar::new(size),
                "{bar:30} {percent}% {decimal_bytes_per_sec}, {eta} left, {msg}",
            ),
            None => (
                ProgressBar::no_length(),
                "{spinner} {decimal_bytes} {decimal_bytes_per_sec}, {msg}",
            ),
        };
        bar.set_draw_target(ProgressDrawTarget::hidden());
        bar.set_style(ProgressStyle::with_template(template).expect("the templates above are well-formed"));
        *self.bar.borrow_mut() = Some(bar);
    }

    /// Moves the bar to `bytes` read, having done what `tally` counts.
    pub(crate) fn advance(&self, bytes: u64, tally: &Tally) {
        if let Some(bar) = &*self.bar.borrow() {
            if bar.is_hidden() && self.start.elapsed() > PATIENCE {
                bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(5));
            }
            bar.set_position(bytes);
            let seconds = self.start.elapsed().as_secs_f64();
            bar.set_message(format!("{} documents, {}", tally.documents, tally.rate(seconds)));
        }
    }

    /// Prepares a progress bar over the documents that are indexed, for whom indexing tells. It shows on a terminal only, when
    /// the work takes long.
    pub(crate) fn indexing(&self) -> Progress {
        if self.quiet || !io::stderr().is_terminal() {
            return Progress::default();
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let template = "{bar:30} {percent}% {pos} of {len} documents indexed, {eta} left";
        bar.set_style(ProgressStyle::with_template(template).expect("the template above is well-formed"));
        *self.bar.borrow_mut() = Some(bar.clone());
        let start = Instant::now();
        Progress::new(move |done, of| {
            if bar.is_hidden() && start.elapsed() > PATIENCE {
                bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(5));
            }
            bar.set_length(of as u64);
            bar.set_position(done as u64);
        })
    }

    /// Takes the bar away.
    pub(crate) fn end_bar(&self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }

    /// Takes the bar away and sums up, when there is something to sum up: several documents, or a failure.
    pub(crate) fn finish(&self, tally: &Tally) {
        self.end_bar();
        if self.verbose || tally.documents > 1 || (tally.failures > 0 && tally.documents + tally.failures > 1) {
            let seconds = self.start.elapsed().as_secs_f64();
            self.note(&format_args!("{tally} in {seconds:.1} s: {}", tally.rate(seconds)));
            let unlinked = tally.most_unlinked();
            if !unlinked.is_empty() {
                self.note(&format_args!("not in the gazetteer: {}", unlinked.join(", ")));
            }
        }
    }
}

/// What one document comes to, for the summary.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    /// Counts, in the order in which they are shown: ("sentences", 12).
    pub(crate) counts: Vec<(&'static str, u64)>,
    /// Names of things that nothing outside the text is known of.
    pub(crate) unlinked: Vec<String>,
}

/// How many names the summary shows, and how many are remembered at most.
const SHOWN: usize = 5;
const REMEMBERED: usize = 100_000;

/// What a run did.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    /// Documents read and worked on.
    pub(crate) documents: u64,
    /// Documents, or files, that could not be.
    pub(crate) failures: u64,
    counts: Vec<(&'static str, u64)>,
    /// In how many documents each name stands.
    unlinked: BTreeMap<String, u64>,
}

impl Tally {
    /// Adds what one document came to.
    pub(crate) fn add(&mut self, found: Found) {
        self.documents += 1;
        for (name, count) in found.counts {
            match self.counts.iter_mut().find(|(known, _)| *known == name) {
                Some((_, sum)) => *sum += count,
                None => self.counts.push((name, count)),
            }
        }
        for name in BTreeSet::from_iter(found.unlinked) {
            // Memory stays flat: past so many names only known ones are counted on.
            if self.unlinked.len() < REMEMBERED || self.unlinked.contains_key(&name) {
                *self.unlinked.entry(name).or_default() += 1;
            }
        }
    }

    /// Sentences a second.
    fn rate(&self, seconds: f64) -> String {
        let sentences = self.counts.iter().find(|(name, _)| *name == "sentences");
        let count = sentences.map_or(0, |(_, count)| *count);
        format!("{:.0} sentences/s", count as f64 / seconds.max(0.001))
    }

    /// The names that stand in most documents, with in how many.
    fn most_unlinked(&self) -> Vec<String> {
        let mut names: Vec<(&String, u64)> = self.unlinked.iter().map(|(name, count)| (name, *count)).collect();
        names.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        names.truncate(SHOWN);
        names
            .into_iter()
            .map(|(name, count)| format!("{name} ({count})"))
            .collect()
    }
}

impl Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} {}",
            self.documents,
            if self.documents == 1 { "document" } else { "documents" }
        )?;
        for (name, count) in &self.counts {
            let name = if *count == 1 { name.trim_end_matches('s') } else { name };
            write!(formatter, ", {count} {name}")?;
        }
        if self.failures > 0 {
            write!(formatter, ", {} failed", self.failures)?;
        }
        Ok(())
    }
}
