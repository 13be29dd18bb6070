//! Names looked up in an index of 10 million: `cargo bench --bench link`. Says first how long the index took to make and
//! how large it is. `NAMES=100000 cargo bench --bench link` for a smaller one.

#![expect(clippy::print_stderr, reason = "a bench shows what it measured")]

use std::io::Write;
use std::sync::LazyLock;
use std::time::Instant;

use demarche::link::{Index, IndexBuilder, LabelFormat};
use divan::counter::ItemsCount;

/// Syllables that names are made of.
const SYLLABLES: [&str; 32] = [
    "al", "an", "bar", "be", "cor", "da", "del", "el", "en", "fa", "gor", "ha", "in", "ka", "lan", "lo", "ma", "mir",
    "na", "nor", "o", "pe", "ra", "ro", "sa", "sud", "ta", "tor", "u", "va", "vil", "zo",
];

static INDEX: LazyLock<(Index, u64)> = LazyLock::new(|| {
    let count = std::env::var("NAMES")
        .ok()
        .and_then(|names| names.parse().ok())
        .unwrap_or(10_000_000);
    let directory = tempfile::tempdir().expect("a temporary directory");
    let labels = directory.path().join("labels.tsv");
    let mut file = std::io::BufWriter::new(std::fs::File::create(&labels).expect("a temporary file"));
    for number in 0..count {
        writeln!(file, "Q{}\t{}\tperson\t{}", number + 1, name(number), number % 1000).expect("room on the disk");
    }
    file.flush().expect("room on the disk");
    let started = Instant::now();
    let mut builder = IndexBuilder::default();
    builder.read(&labels, LabelFormat::Tsv).expect("well-formed labels");
    let path = directory.path().join("index");
    let names = builder.write(&path).expect("room on the disk");
    let bytes = std::fs::metadata(&path).expect("it was written").len();
    eprintln!(
        "{names} names of {count} things: {:.0} s, {} MB",
        started.elapsed().as_secs_f64(),
        bytes >> 20
    );
    (Index::open(&path).expect("it was written"), count)
});

/// A name of two words, as random as the number's bits after mixing.
fn name(number: u64) -> String {
    let mut bits = (number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bits ^= bits >> 29;
    let mut syllable = || {
        bits = bits.wrapping_mul(0xbf58_476d_1ce4_e5b9).rotate_left(23);
        SYLLABLES[(bits & 31) as usize]
    };
    let mut name = String::new();
    for place in 0..7 {
        if place == 3 {
            name.push(' ');
        }
        name += syllable();
    }
    name
}

fn main() {
    LazyLock::force(&INDEX);
    divan::main();
}

/// Names spread over the whole index.
fn measure(bencher: divan::Bencher<'_, '_>, stride: u64, miss: bool) {
    let (index, count) = &*INDEX;
    let names: Vec<String> = (0..20_000)
        .map(|place| name(place * stride % count) + if miss { "x" } else { "" })
        .collect();
    bencher
        .counter(ItemsCount::new(names.len()))
        .bench_local(|| names.iter().filter(|name| index.get(name).next().is_some()).count());
}

#[divan::bench(sample_count = 50)]
fn names_that_are_there(bencher: divan::Bencher<'_, '_>) {
    measure(bencher, 499, false);
}

#[divan::bench(sample_count = 50)]
fn names_that_are_not(bencher: divan::Bencher<'_, '_>) {
    measure(bencher, 499, true);
}
