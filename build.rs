//! Packs `ontology/gazetteer/*.tsv` into the bytes that `ontology::Gazetteer` reads.
//!
//! Each table has a heading row; a missing column is an empty one. `ontology/gazetteer/README.md` says what the
//! columns hold. Entries are numbered in the order of [`TABLES`] and of the rows, organs of states after them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/ontology/country_code.rs"]
#[expect(dead_code, unreachable_pub, reason = "the library uses the rest, and publicly")]
mod country_code;
#[path = "src/ontology/entity_type.rs"]
#[expect(dead_code, unreachable_pub, reason = "the library uses the rest, and publicly")]
mod entity_type;
#[path = "src/ontology/gazetteer/fold.rs"]
#[expect(dead_code, reason = "the library uses the rest")]
mod fold;
#[path = "src/ontology/gazetteer/pack.rs"]
#[expect(dead_code, reason = "the library uses the rest")]
mod pack;

use country_code::CountryCode;
use entity_type::EntityType;
use fold::Fold;
use pack::{Builder, NONE, Record};

/// The tables of entries, each with the type of its entries where the row gives none.
const TABLES: [(&str, EntityType); 8] = [
    ("countries", EntityType::Country),
    ("places", EntityType::Location),
    ("regions", EntityType::Settlement),
    ("cities", EntityType::Settlement),
    ("organisations", EntityType::Organisation),
    ("peoples", EntityType::Group),
    ("parties", EntityType::Organisation),
    ("persons", EntityType::Person),
];

/// Columns of names and the sense each stands for, as `ontology::Sense` numbers them.
const NAMES: [(&str, u8); 7] = [
    ("name", 0),
    ("aliases", 0),
    ("acronyms", 1),
    ("adjectives", 2),
    ("members", 3),
    ("seats", 4),
    ("short", 5),
];

fn main() {
    let directory = Path::new("ontology/gazetteer");
    println!("cargo::rerun-if-changed=ontology/gazetteer");
    println!("cargo::rerun-if-changed=src/ontology/gazetteer");
    println!("cargo::rerun-if-changed=src/ontology/country_code.rs");
    println!("cargo::rerun-if-changed=src/ontology/entity_type.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("Cargo sets OUT_DIR"));
    let packed = Packing::default().all(directory);
    fs::write(out.join("gazetteer.bin"), packed).expect("OUT_DIR can be written");
}

/// A row of a table by the names of its columns.
struct Row {
    place: String,
    cells: BTreeMap<String, String>,
}

impl Row {
    fn get(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    fn list(&self, column: &str) -> impl Iterator<Item = &str> {
        self.get(column).split('|').filter(|item| !item.is_empty())
    }

    fn number(&self, column: &str) -> u32 {
        match self.get(column).trim_start_matches('Q') {
            "" => 0,
            digits => digits.parse().unwrap_or_else(|_| {
                panic!("{}: {column} is to be a number, not {digits:?}", self.place);
            }),
        }
    }
}

fn rows(path: &Path) -> Vec<Row> {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut lines = text.lines();
    let heading: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    lines
        .enumerate()
        .map(|(index, line)| {
            let place = format!("{}:{}", path.display(), index + 2);
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), heading.len(), "{place}: as many cells as the heading has");
            Row {
                place,
                cells: heading
                    .iter()
                    .zip(cells)
                    .filter(|(_, cell)| !cell.is_empty())
                    .map(|(column, cell)| ((*column).to_owned(), cell.to_owned()))
                    .collect(),
            }
        })
        .collect()
}

#[derive(Default)]
struct Packing {
    builder: Builder,
    /// Entries by ISO 3166-1 alpha-2 (countries) and by slug.
    by_key: BTreeMap<String, u32>,
    slugs: BTreeSet<String>,
    kinds: BTreeMap<String, u32>,
}

impl Packing {
    fn all(mut self, directory: &Path) -> Vec<u8> {
        self.builder = Builder::new(0);
        let mut countries = Vec::new();
        let mut people = Vec::new();
        for (table, entity_type) in TABLES {
            for row in rows(&directory.join(table).with_extension("tsv")) {
                let entry = self.entry(&row, entity_type);
                if table == "countries" {
                    countries.push((entry, row));
                } else if table == "persons" {
                    people.push((entry, row));
                }
            }
        }
        for (country, row) in &countries {
            if let Some(&capital) = self.by_key.get(row.get("capital")) {
                self.builder.record(*country).capital = capital;
                self.builder.record(capital).capital = *country;
            }
        }
        self.organs(directory, &countries);
        for (person, row) in &people {
            self.terms(*person, row);
        }
        self.builder.finish()
    }

    fn entry(&mut self, row: &Row, entity_type: EntityType) -> u32 {
        let name = row.get("name");
        assert!(!name.is_empty(), "{}: an entry has a name", row.place);
        let slug = match row.get("slug") {
            "" => name.replace(' ', "_"),
            own => own.to_owned(),
        };
        assert!(self.slugs.insert(slug.clone()), "{}: slug {slug} is taken", row.place);
        let entity_type = match row.get("type") {
            "" => entity_type,
            own => EntityType::from_name(own).unwrap_or_else(|| panic!("{}: no type {own}", row.place)),
        };
        let gender = match row.get("gender") {
            "f" => 1,
            "m" => 2,
            _ => 0,
        };
        let country = match row.get("country") {
            "" => NONE,
            code => *self
                .by_key
                .get(code)
                .unwrap_or_else(|| panic!("{}: no country {code}", row.place)),
        };
        let iso = row.get("iso2").parse().map_or(0, CountryCode::number);
        let aliases: Vec<&str> = row.list("aliases").chain(row.list("acronyms")).collect();
        let record = Record {
            name: self.builder.string(name),
            slug: self.builder.string(row.get("slug")),
            aliases: self.builder.string(&aliases.join("|")),
            code: self.builder.string(row.get("code")),
            wikipedia: self.builder.string(row.get("wikipedia")),
            country,
            capital: NONE,
            wikidata: row.number("qid"),
            geonames: row.number("geonames"),
            traits: Record::traits(entity_type as u8, gender, iso, row.number("prior") as u16),
            ..Record::default()
        };
        let entry = self.builder.entry(record);
        for (column, sense) in NAMES {
            for name in row.list(column) {
                self.builder.name(Fold::key(name), entry, sense);
            }
        }
        self.by_key.insert(slug, entry);
        let code = row.get("iso2");
        if !code.is_empty() {
            self.by_key.insert(code.to_owned(), entry);
        }
        entry
    }

    /// Kinds of office and organ, and an organ of each kind for each sovereign state.
    fn organs(&mut self, directory: &Path, countries: &[(u32, Row)]) {
        let organs = rows(&directory.join("organs.tsv"));
        for row in &organs {
            let kind = self.builder.kind(row.get("name"), NONE);
            self.kinds.insert(row.get("id").to_owned(), kind);
            for phrase in row.list("phrases") {
                self.builder.phrase(Fold::key(phrase), kind, true);
            }
        }
        for row in rows(&directory.join("offices.tsv")) {
            let leads = self.kinds.get(row.get("leads")).copied().unwrap_or(NONE);
            let kind = self.builder.kind(row.get("name"), leads);
            self.kinds.insert(row.get("id").to_owned(), kind);
            for phrase in row.list("phrases") {
                self.builder.phrase(Fold::key(phrase), kind, false);
            }
        }
        let mut own: BTreeMap<(String, String), Row> = rows(&directory.join("organ_names.tsv"))
            .into_iter()
            .map(|row| ((row.get("country").to_owned(), row.get("organ").to_owned()), row))
            .collect();
        for (country, row) in countries.iter().filter(|(_, row)| row.get("status") == "state") {
            for organ in &organs {
                let key = (row.get("iso2").to_owned(), organ.get("id").to_owned());
                let mut cells = own.remove(&key).map_or_else(BTreeMap::new, |own| own.cells);
                let article = if row.get("article").is_empty() { "" } else { "the " };
                let pattern = format!("{} of {article}{}", organ.get("name"), row.get("name"));
                if cells.contains_key("name") {
                    let aliases = cells.remove("aliases").unwrap_or_default();
                    cells.insert("aliases".to_owned(), format!("{pattern}|{aliases}"));
                } else {
                    cells.insert("name".to_owned(), pattern);
                }
                cells.insert("country".to_owned(), row.get("iso2").to_owned());
                cells.entry("prior".to_owned()).or_insert_with(|| "20000".to_owned());
                let organ_row = Row {
                    place: format!("{} × {}", row.place, organ.place),
                    cells,
                };
                let entry = self.entry(&organ_row, EntityType::GovernmentBody);
                self.builder.organ(*country, self.kinds[organ.get("id")], entry);
            }
        }
        if let Some(row) = own.values().next() {
            panic!("{}: no such state or kind of organ", row.place);
        }
    }

    fn terms(&mut self, person: u32, row: &Row) {
        let mut terms: Vec<[u32; 4]> = row
            .list("terms")
            .map(|term| {
                let parts: Vec<&str> = term.split('/').collect();
                let [office, of, since, until] = parts[..] else {
                    panic!("{}: a term is OFFICE/OF/SINCE/UNTIL, not {term:?}", row.place)
                };
                let office = *self
                    .kinds
                    .get(office)
                    .unwrap_or_else(|| panic!("{}: no office {office}", row.place));
                let of = *self
                    .by_key
                    .get(of)
                    .unwrap_or_else(|| panic!("{}: nothing has the key {of}", row.place));
                [office, of, day(since), day(until)]
            })
            .collect();
        terms.sort_by_key(|term| std::cmp::Reverse(term[2]));
        if !terms.is_empty() {
            self.builder.terms(person, &terms);
        }
    }
}

/// `2018-05-08`, `2018-05` or `2018` as `yyyymmdd`; 0 for an empty cell.
fn day(text: &str) -> u32 {
    let mut parts = text.split('-').map(|part| part.parse::<u32>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    next() * 10_000 + next() * 100 + next()
}
