//! What keeping a graph costs, beside what the same costs with the library alone:
//! `cargo bench --bench store [-- TRIPLES]`, with `--features rocksdb` for the index on disk.
//!
//! The text is made by recombining the sentences that the rules give as examples, from a fixed seed, until it makes as
//! many triples as asked for (a million). Both sides get the same N-Quads.

#![allow(clippy::print_stdout, reason = "a benchmark's output")]

use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use demarche::graph::{self, DEFAULT_BASE, EntityIris, Index, NAMED_QUERIES, Quad, QueryOptions, Store};
use demarche::pipeline::{Layout, Pipeline, Settings};
use demarche::text::Document;
use flate2::read::GzDecoder;
use oxigraph::io::RdfFormat;
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use rayon::prelude::*;

/// How many sentences a document has.
const SENTENCES: usize = 12;

fn main() {
    let triples = std::env::args()
        .skip(1)
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(1_000_000);
    let directory = tempfile::tempdir().expect("a temporary directory");
    let pipeline = Pipeline::new(Settings::default()).expect("what is shipped loads");
    println!(
        "{:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}",
        "triples", "documents", "segments", "MB", "index", "of CPU", "library", "of CPU", "opening", "of CPU"
    );
    let mut largest = None;
    let mut wanted = 1000;
    while wanted <= triples {
        largest = Some(at_size(&pipeline, directory.path(), wanted));
        wanted *= 10;
    }
    if let Some((store, lines)) = largest {
        queries(&store, &lines);
    }
}

/// Documents of sentences drawn at random, as many as make `wanted` triples.
fn documents(pipeline: &Pipeline, wanted: usize) -> Vec<(String, Vec<Quad>)> {
    let sentences: Vec<&str> = pipeline
        .rules()
        .rules()
        .iter()
        .flat_map(|rule| rule.says.iter().chain(&rule.says_not))
        .map(|line| line.split("=>").next().unwrap_or(line).trim())
        .collect();
    let run = pipeline.run(DEFAULT_BASE, EntityIris::Own);
    let mut documents = Vec::new();
    let mut distinct = BTreeSet::new();
    let mut count = 0;
    while count < wanted {
        let first = documents.len();
        let round: Vec<(String, Vec<Quad>)> = (first..first + wanted.div_ceil(400).min(256))
            .into_par_iter()
            .map(|number| {
                let mut state = number as u64 + 1;
                let text: Vec<&str> = (0..SENTENCES)
                    .map(|_| sentences[random(&mut state) as usize % sentences.len()])
                    .collect();
                let id = format!("document-{number}");
                let document = Document {
                    id: id.clone(),
                    text: text.join(" "),
                    ..Document::default()
                };
                let reading = pipeline.read(&document, Layout::Page);
                let quads = graph::quads(&run, &reading.of(&document));
                (id, quads)
            })
            .collect();
        for (id, quads) in round {
            // Quads that documents share are few; those of one document are what counts.
            count += quads.iter().filter(|quad| is_new(quad, &mut distinct)).count();
            documents.push((id, quads));
            if count >= wanted {
                break;
            }
        }
    }
    documents
}

/// Whether a quad is not one that an earlier document said too.
fn is_new(quad: &Quad, shared: &mut BTreeSet<String>) -> bool {
    let subject = quad.subject.to_string();
    subject.contains("/doc/") || shared.insert(quad.to_string())
}

/// The next of a row of random numbers ([splitmix64](https://prng.di.unimi.it/splitmix64.c)).
fn random(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut value = *state;
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// Stores, indexes and opens `wanted` triples on both sides. Gives the store and its N-Quads in one file.
fn at_size(pipeline: &Pipeline, directory: &Path, wanted: usize) -> (PathBuf, PathBuf) {
    let documents = documents(pipeline, wanted);
    let path = directory.join(format!("store-{wanted}"));
    let start = Instant::now();
    let store = Store::open_to_write(&path).expect("a fresh directory");
    documents.par_iter().for_each(|(id, quads)| {
        store.load_document(id, quads).expect("there is room on the disk");
    });
    let segments = start.elapsed();
    drop(store);
    let count = documents.len();
    drop(documents);
    let lines = directory.join(format!("{wanted}.nq"));
    let bytes = concatenate(&path, &lines);

    // The best of three times each, in turn, so that what else the machine does falls on both.
    let (mut ours, mut theirs, mut opening) = (Cost::MOST, Cost::MOST, Cost::MOST);
    let mut triples = 0;
    for round in 0..ROUNDS {
        let place = directory.join(format!("library-{wanted}-{round}"));
        let (quads, cost) = measured(|| {
            let quads = library(&place);
            let mut loader = quads.bulk_loader();
            loader
                .parallel_load_from_file(RdfFormat::NQuads, &lines)
                .expect("what the program writes is N-Quads");
            loader.commit().expect("there is room");
            quads
        });
        theirs = theirs.min(cost);
        triples = quads.len().expect("the index answers");
        drop(quads);
        // In memory there is nothing to remove.
        let _ = fs::remove_dir_all(place);
        let _ = fs::remove_dir_all(path.join("index"));
        let (index, cost) = measured(|| open(&path));
        ours = ours.min(cost);
        let found = index.len().expect("the index answers");
        assert_eq!(found, triples, "both sides hold the same");
        drop(index);
        let (index, cost) = measured(|| open(&path));
        opening = opening.min(cost);
        drop(index);
    }
    println!(
        "{triples:>9} {count:>9} {:>9} {:>9.1} {ours} {theirs} {opening}",
        seconds(segments),
        bytes as f64 / 1e6,
    );
    (path, lines)
}

/// How often each side indexes and opens.
const ROUNDS: usize = 3;

fn open(store: &Path) -> Index {
    Store::open(store)
        .and_then(|store| store.index())
        .expect("a sound store")
}

/// What something takes: time on the clock, and time of all processors, which other programs do not lengthen as much.
#[derive(Clone, Copy)]
struct Cost {
    clock: Duration,
    processors: Duration,
}

impl Cost {
    const MOST: Self = Self {
        clock: Duration::MAX,
        processors: Duration::MAX,
    };

    fn min(self, other: Self) -> Self {
        Self {
            clock: self.clock.min(other.clock),
            processors: self.processors.min(other.processors),
        }
    }
}

impl fmt::Display for Cost {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { clock, processors } = self;
        write!(formatter, "{:>9} {:>9}", seconds(*clock), seconds(*processors))
    }
}

fn measured<T>(work: impl FnOnce() -> T) -> (T, Cost) {
    let (start, before) = (Instant::now(), processors());
    let done = work();
    let cost = Cost {
        clock: start.elapsed(),
        processors: processors().saturating_sub(before),
    };
    (done, cost)
}

/// What all threads of this process have taken of the processors, where the system tells: Linux does.
fn processors() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in brackets, may hold blanks; the times are the twelfth and thirteenth field after it.
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let ticks: u64 = fields
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<u64>().ok())
        .sum();
    Duration::from_millis(10 * ticks)
}

/// Writes all segments into one file, as `oxigraph load` would be given it. Gives its length.
fn concatenate(store: &Path, lines: &Path) -> u64 {
    let mut out = BufWriter::new(File::create(lines).expect("a fresh file"));
    let (documents, _) = Store::open(store)
        .and_then(|store| store.documents())
        .expect("a sound store");
    for document in documents {
        let segment = File::open(document.path).expect("the segment is there");
        for line in BufReader::new(GzDecoder::new(segment)).lines().skip(1) {
            writeln!(out, "{}", line.expect("a sound segment")).expect("there is room on the disk");
        }
    }
    out.flush().expect("there is room on the disk");
    fs::metadata(lines).map_or(0, |metadata| metadata.len())
}

#[cfg(feature = "rocksdb")]
fn library(directory: &Path) -> oxigraph::store::Store {
    oxigraph::store::Store::open(directory).expect("a fresh directory")
}

#[cfg(not(feature = "rocksdb"))]
fn library(_: &Path) -> oxigraph::store::Store {
    oxigraph::store::Store::new().expect("memory")
}

/// Asks every named query of both sides, the best of five times each.
fn queries(store: &Path, lines: &Path) {
    let index = open(store);
    let theirs = library(&lines.with_extension("again"));
    let mut loader = theirs.bulk_loader();
    loader
        .parallel_load_from_file(RdfFormat::NQuads, lines)
        .and_then(|()| Ok(loader.commit()?))
        .expect("what the program writes is N-Quads");
    let options = QueryOptions::new(DEFAULT_BASE);
    println!("\n{:24} {:>9} {:>9} {:>9}", "query", "rows", "ours", "library");
    let (mut sum, mut their_sum) = (Duration::ZERO, Duration::ZERO);
    for named in NAMED_QUERIES {
        let mut best = [Duration::MAX; 2];
        let mut rows = 0;
        for _ in 0..5 {
            let start = Instant::now();
            // What takes over a minute is told as such, and not asked of the library, which has no such limit.
            if graph::query(&index, named.text, &options).is_err() {
                break;
            }
            best[0] = best[0].min(start.elapsed());
            let start = Instant::now();
            rows = ask(&theirs, named.text, &options);
            best[1] = best[1].min(start.elapsed());
        }
        if best[1] == Duration::MAX {
            println!("{:24} over 60 s", named.name);
            continue;
        }
        println!(
            "{:24} {rows:>9} {:>9} {:>9}",
            named.name,
            seconds(best[0]),
            seconds(best[1])
        );
        sum += best[0];
        their_sum += best[1];
    }
    println!("{:24} {:>9} {:>9} {:>9}", "all", "", seconds(sum), seconds(their_sum));
}

/// How many rows the library finds.
fn ask(quads: &oxigraph::store::Store, text: &str, options: &QueryOptions) -> usize {
    let mut evaluator = SparqlEvaluator::new();
    for (prefix, namespace) in options.prefixes.iter() {
        evaluator = evaluator
            .with_prefix(prefix, namespace)
            .expect("our prefixes are sound");
    }
    let results = evaluator
        .parse_query(text)
        .expect("a shipped query")
        .on_store(quads)
        .execute()
        .expect("the index answers");
    match results {
        QueryResults::Solutions(solutions) => solutions.flatten().count(),
        QueryResults::Graph(triples) => triples.flatten().count(),
        QueryResults::Boolean(_) => 1,
    }
}

fn seconds(duration: Duration) -> String {
    format!("{:.3} s", duration.as_secs_f64())
}
