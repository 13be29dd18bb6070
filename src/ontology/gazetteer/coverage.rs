//! What the shipped gazetteer must hold, class by class. The figures are floors: a table that shrinks fails.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use jiff::civil::date;

use crate::ontology::{EntryId, Gazetteer, OfficeId, Sense};

type Row = BTreeMap<String, String>;

/// The rows of a table of `ontology/gazetteer/`, by column.
fn table(name: &str) -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("ontology/gazetteer/{name}.tsv"));
    let text = fs::read_to_string(path).unwrap();
    let mut lines = text.lines();
    let columns: Vec<&str> = lines.next().unwrap().split('\t').collect();
    lines
        .map(|line| {
            let cells = line.split('\t').map(str::to_owned);
            columns.iter().map(|&column| column.to_owned()).zip(cells).collect()
        })
        .collect()
}

fn states() -> Vec<Row> {
    let mut rows = table("countries");
    rows.retain(|row| row["status"] == "state");
    rows
}

fn items(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').filter(|item| !item.is_empty())
}

/// Fails with all `faults` at once.
fn check(rule: &str, faults: &[String]) {
    assert!(faults.is_empty(), "{rule}:\n  {}", faults.join("\n  "));
}

fn at_least(what: &str, found: usize, floor: usize) {
    assert!(found >= floor, "{found} {what}, of {floor} at least");
}

/// The entry of a country by its name.
fn country(gazetteer: &Gazetteer, name: &str) -> EntryId {
    let named = gazetteer.candidates(name);
    let mut named = named.iter().filter(|candidate| candidate.sense == Sense::Name);
    let found = named.find(|candidate| gazetteer.entry(candidate.entry).iso.is_some());
    found.unwrap_or_else(|| panic!("{name} is no country")).entry
}

#[test]
fn every_state_has_what_states_have() {
    let mut faults = Vec::new();
    // Dominica shares its demonym with a larger country; nobody is a Vatican by nationality.
    let nameless = ["Dominica", "Vatican City"];
    for row in states() {
        for column in ["code", "capital", "qid", "geonames", "adjectives", "members"] {
            let is_excused = nameless.contains(&row["name"].as_str()) && matches!(column, "adjectives" | "members");
            if row[column].is_empty() && !is_excused {
                faults.push(format!("{} has no {column}", row["name"]));
            }
        }
        // A capital that has the name of its state stands for it already.
        if row["seats"].is_empty() && !row["capital"].starts_with(&row["name"].replace(' ', "_")) {
            faults.push(format!("{} has no seats", row["name"]));
        }
    }
    check("what a state lacks", &faults);
    at_least("states", states().len(), 197);
    at_least("countries and territories", table("countries").len(), 255);
    assert!(table("countries").iter().all(|row| !row["qid"].is_empty()));
}

#[test]
fn every_states_organs_are_named_by_pattern() {
    let gazetteer = Gazetteer::shipped();
    let states = states();
    let mut adjectives: BTreeMap<&str, usize> = BTreeMap::new();
    let countries = table("countries");
    for row in &countries {
        for adjective in items(&row["adjectives"]) {
            *adjectives.entry(adjective).or_default() += 1;
        }
    }
    let mut faults = Vec::new();
    for row in &states {
        let name = row["name"].as_str();
        let own = country(&gazetteer, name);
        let mut phrases = vec![
            format!("Ministry of Foreign Affairs of {name}"),
            format!("Foreign Ministry of {name}"),
        ];
        for organ in [
            "Foreign Ministry",
            "defence ministry",
            "parliament",
            "army",
            "central bank",
        ] {
            phrases.push(format!("{name} 's {organ}"));
            // What several countries share is decided by the document.
            let adjectives = items(&row["adjectives"]).filter(|adjective| adjectives[adjective] == 1);
            phrases.extend(adjectives.map(|adjective| format!("{adjective} {organ}")));
        }
        for phrase in phrases {
            let tokens: Vec<&str> = phrase.split(' ').collect();
            let organ = gazetteer.organ_at(&tokens).map(|organ| (organ.tokens, organ.entry));
            // Some bear a name that is spelt like the pattern.
            let found = organ.or_else(|| {
                let named = gazetteer.longest(&tokens)?;
                Some((named.tokens, named.candidates.first()?.entry))
            });
            let is_own = |&(count, entry): &(usize, EntryId)| {
                count == tokens.len() && gazetteer.entry(entry).country == Some(own)
            };
            if !found.as_ref().is_some_and(is_own) {
                faults.push(phrase);
            }
        }
    }
    check("organs that are not found", &faults);
}

#[test]
fn the_tables_are_as_full_as_they_were() {
    at_least("cities", table("cities").len(), 32_800);
    let regions = table("regions");
    at_least("regions", regions.len(), 4_350);
    let divided: BTreeSet<&str> = regions.iter().map(|row| row["country"].as_str()).collect();
    let whole: Vec<String> = states()
        .iter()
        .filter(|row| !divided.contains(row["iso2"].as_str()))
        .map(|row| row["iso2"].clone())
        .collect();
    assert_eq!(
        whole,
        ["KI", "MC", "PS", "TV", "VA"],
        "no source has their first-level regions"
    );
    let organisations = table("organisations");
    let bodies = || {
        organisations
            .iter()
            .filter(|row| row["type"] == "international-organisation")
    };
    at_least("international organisations", bodies().count(), 400);
    let short = bodies().filter(|row| !row["acronyms"].is_empty());
    at_least("international organisations with acronyms", short.count(), 325);
    at_least("kinds of organs", table("organs").len(), 42);
    at_least("offices", table("offices").len(), 63);
}

#[test]
fn those_who_lead_have_terms() {
    let heads = [
        "president",
        "prime-minister",
        "monarch",
        "chancellor",
        "supreme-leader",
        "pope",
        "chairperson",
    ];
    let (mut led, mut since_2014, mut others) = (BTreeSet::new(), 0, BTreeMap::new());
    for row in table("persons") {
        for term in items(&row["terms"]) {
            let parts: Vec<&str> = term.split('/').collect();
            let [office, of, since, _] = parts[..] else {
                panic!("{}: {term}", row["name"]);
            };
            if heads.contains(&office) {
                led.insert(of.to_owned());
                since_2014 += usize::from(since >= "2014");
            } else {
                *others.entry(office.to_owned()).or_insert(0) += 1;
            }
        }
    }
    let leaderless: Vec<String> = states()
        .iter()
        .filter(|row| !led.contains(&row["iso2"]))
        .map(|row| row["name"].clone())
        .collect();
    // The source tells of its captains regent no more than that there are two.
    assert_eq!(leaderless, ["San Marino"]);
    at_least("terms of heads of state and government since 2014", since_2014, 800);
    at_least("terms of foreign ministers", others["foreign-minister"], 85);
    at_least("terms of secretaries-general", others["secretary-general"], 19);
    at_least("terms of spokespeople", others["foreign-ministry-spokesperson"], 23);
}

#[test]
fn offices_have_holders() {
    let gazetteer = Gazetteer::shipped();
    let office = |name: &str| -> OfficeId { gazetteer.office(&[name]).unwrap().1 };
    let offices = ["president", "premier", "king", "chancellor", "pope"].map(office);
    let day = date(2024, 6, 1);
    let held = states().into_iter().filter(|row| {
        let own = country(&gazetteer, &row["name"]);
        offices
            .iter()
            .any(|&office| gazetteer.holder(own, office, day).is_some())
    });
    at_least("states with a holder of a leading office on a day", held.count(), 195);
}
