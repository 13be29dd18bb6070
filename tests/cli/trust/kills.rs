//! The program killed while it loads: before it reports any document, amid the reports, and after them.
//!
//! `DEMARCHE_KILLS=200 cargo test --test cli killed -- --nocapture` kills as often as that.

use std::ops::Range;

use super::*;

/// How often the loading program is killed, unless the environment says otherwise.
const KILLS: u64 = 24;

/// How many threads load, whatever the machine has: with the number of documents it makes so many rounds of reports.
const THREADS: &str = "1";

/// Starts to load `version` into the store.
fn load(workplace: &Path, version: usize) -> Child {
    Command::new(assert_cmd::cargo::cargo_bin!("demarche"))
        .args(["--verbose", "--threads", THREADS, "load", "--input", "jsonl", "-l"])
        .arg(workplace.join("kg"))
        .arg(workplace.join(format!("{version}.jsonl")))
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// The document that a line says is loaded.
fn reported(line: &str) -> Option<String> {
    let (name, count) = line.strip_prefix("demarche: ")?.split_once(": ")?;
    count.ends_with(" quads").then(|| name.to_owned())
}

/// What a load that was let be, or was killed, has said.
struct Watched {
    reported: BTreeSet<String>,
    errors: String,
    /// From the start to the first report, to the last one, and to the end.
    first: Duration,
    last: Duration,
    end: Duration,
}

/// Reads what a load says; after `reports` documents it is let be for `moment` and then killed.
fn watch(mut child: Child, kill: Option<(usize, Duration)>) -> Watched {
    let start = Instant::now();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
    let mut watched = Watched {
        reported: BTreeSet::new(),
        errors: String::new(),
        first: Duration::ZERO,
        last: Duration::ZERO,
        end: Duration::ZERO,
    };
    let take = |line: String, watched: &mut Watched| {
        if let Some(name) = reported(&line) {
            watched.last = start.elapsed();
            if watched.reported.is_empty() {
                watched.first = watched.last;
            }
            watched.reported.insert(name);
        }
        watched.errors += &(line + "\n");
    };
    if let Some((reports, moment)) = kill {
        while watched.reported.len() < reports
            && let Some(line) = lines.next()
        {
            take(line, &mut watched);
        }
        std::thread::sleep(moment);
        child.kill().unwrap();
    }
    for line in lines {
        take(line, &mut watched);
    }
    let status = child.wait().unwrap();
    assert!(kill.is_some() || status.success(), "{}", watched.errors);
    watched.end = start.elapsed();
    watched
}

/// When to kill: after so many reports, and then within a span of time that is measured on loads that were let be.
struct Moments {
    before: Duration,
    amid: Duration,
    after: Duration,
}

impl Moments {
    /// A quarter of the kills before the reports and a quarter after them; half of them amid.
    fn draw(&self, round: u64, state: &mut u64) -> (usize, Duration) {
        let mut below = |range: Range<u64>| range.start + random(state) % (range.end - range.start).max(1);
        let (reports, span) = match round / 2 % 4 {
            0 => (0, self.before),
            // Half of the reports are still to come.
            1 | 3 => (below(1..DOCUMENTS as u64 / 2), self.amid),
            _ => (DOCUMENTS as u64, self.after),
        };
        let moment = below(0..u64::try_from(span.as_micros()).unwrap());
        (usize::try_from(reports).unwrap(), Duration::from_micros(moment))
    }
}

#[test]
#[expect(clippy::print_stdout, reason = "seed and moments are worth a look: --nocapture")]
fn a_killed_load_loses_nothing_and_shows_no_half_of_a_document() {
    let workplace = tempfile::tempdir().unwrap();
    let workplace = workplace.path();
    let mut versions = Vec::new();
    let mut moments = Moments {
        before: Duration::ZERO,
        amid: Duration::ZERO,
        after: Duration::ZERO,
    };
    for version in 0..2 {
        fs::write(workplace.join(format!("{version}.jsonl")), documents(version)).unwrap();
        let whole = watch(load(workplace, version), None);
        assert_eq!(whole.reported.len(), DOCUMENTS, "{}", whole.errors);
        // The second load replaces what the first one stored, as most of the killed ones do.
        moments = Moments {
            before: whole.first,
            amid: whole.last.saturating_sub(whole.first) / 3,
            after: whole.end.saturating_sub(whole.last),
        };
        versions.push(said(&workplace.join("kg")));
    }
    let kills = std::env::var("DEMARCHE_KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    let mut state = SEED;
    let mut held: BTreeMap<String, usize> = versions[1].keys().map(|name| (name.clone(), 1)).collect();
    let (mut before, mut amid, mut after) = (0, 0, 0);
    for round in 0..kills {
        // Now and then a store is made from nothing.
        if round % 16 == 8 {
            fs::remove_dir_all(workplace.join("kg")).unwrap();
            held.clear();
        }
        let version = (round % 2) as usize;
        let killed = watch(load(workplace, version), Some(moments.draw(round, &mut state)));
        match killed.reported.len() {
            0 => before += 1,
            DOCUMENTS => after += 1,
            _ => amid += 1,
        }
        if !workplace.join("kg/demarche-store").exists() {
            assert!(killed.reported.is_empty());
            continue;
        }
        let shown = shown(workplace);
        let mut whole = BTreeSet::new();
        let mut old = std::mem::take(&mut held);
        for name in versions[0].keys() {
            let present = (0..2).find(|version| versions[*version][name].is_subset(&shown));
            if killed.reported.contains(name) {
                assert_eq!(present, Some(version), "round {round}: {name} was reported loaded");
            } else if let Some(old) = old.remove(name) {
                assert!(
                    present == Some(old) || present == Some(version),
                    "round {round}: {name} was there and is lost"
                );
            }
            if let Some(present) = present {
                whole.extend(versions[present][name].iter().cloned());
                held.insert(name.clone(), present);
            }
        }
        let half: Vec<&String> = shown.difference(&whole).collect();
        assert!(half.is_empty(), "round {round}: half of a document shows: {half:#?}");
    }
    println!("{kills} kills from seed {SEED}: {before} before the reports, {amid} amid them, {after} after them");
    assert!(
        4 * amid >= kills && 8 * before >= kills && 16 * after >= kills,
        "the kills fell {before} before, {amid} amid and {after} after the reports: not spread enough to prove anything"
    );
    // A load that is let be mends all.
    assert_eq!(watch(load(workplace, 0), None).reported.len(), DOCUMENTS);
    let all: BTreeSet<String> = versions[0].values().flatten().cloned().collect();
    assert_same(&shown(workplace), &all);
}
