//! [`IndexBuilder`]: label dumps → an index file.

use std::fs::File;
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

use fst::MapBuilder;
use rustc_hash::FxHashMap;

use crate::link::index::{HEADER, MAGIC, SCHEMES, pack};
use crate::ontology::{EntityType, Fold};

/// Why an index cannot be built or opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IndexError {
    /// A file cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The index cannot be written.
    #[error("cannot write {}: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file is no index.
    #[error("{} is no link index; make one with `demarche link build`", path.display())]
    NoIndex {
        /// The file.
        path: PathBuf,
    },
    /// A line is not of its format.
    #[error("{}:{line}: {wanted}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What should stand there.
        wanted: &'static str,
    },
}

/// How a label dump is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelFormat {
    /// `IRI<TAB>label[<TAB>type[<TAB>count]]`; `Q42` stands for the Wikidata item, type is as in rules (`person`).
    Tsv,
    /// N-Triples: each literal in the object's place is a label of the subject.
    NTriples,
    /// The `allCountries.txt` of [GeoNames](https://download.geonames.org/export/dump/readme.txt).
    GeoNames,
}

impl LabelFormat {
    /// The format that a file's name tells: `.nt`, `allCountries.txt` and other `.txt`, else TSV.
    pub fn of(path: &Path) -> Self {
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("nt") => Self::NTriples,
            Some("txt") => Self::GeoNames,
            _ => Self::Tsv,
        }
    }
}

/// Collects names of things and writes them as an index. Needs about 24 bytes and the name's length for each name.
#[derive(Debug, Default)]
pub struct IndexBuilder {
    keys: Vec<u8>,
    names: Vec<Name>,
    iris: Vec<u8>,
    places: FxHashMap<Box<str>, u64>,
}

#[derive(Clone, Copy, Debug)]
struct Name {
    start: u64,
    length: u16,
    thing: u64,
}

impl IndexBuilder {
    /// Adds a name of a thing. `count` is a population or how often the thing is spoken of, 0 when unknown.
    pub fn add(&mut self, iri: &str, name: &str, entity_type: Option<EntityType>, count: u64) {
        let key = Fold::key(name);
        if key.is_empty() || key.len() > usize::from(u16::MAX) {
            return;
        }
        let fame = (64 - count.leading_zeros()) as u8;
        let (number, scheme) = self.number(iri);
        self.names.push(Name {
            start: self.keys.len() as u64,
            length: key.len() as u16,
            thing: pack(number, scheme, entity_type, fame),
        });
        self.keys.extend(key.as_bytes());
    }

    /// Adds all labels of a dump.
    ///
    /// # Errors
    /// When the file cannot be read or a line is not of the format.
    pub fn read(&mut self, path: &Path, format: LabelFormat) -> Result<(), IndexError> {
        let at = |source| IndexError::Read {
            path: path.to_owned(),
            source,
        };
        let mut file = io::BufReader::with_capacity(1 << 20, File::open(path).map_err(at)?);
        let mut line = String::new();
        for number in 1.. {
            line.clear();
            if file.read_line(&mut line).map_err(at)? == 0 {
                break;
            }
            let text = line.trim_end_matches(['\n', '\r']);
            if text.is_empty() || text.starts_with('#') {
                continue;
            }
            let done = match format {
                LabelFormat::Tsv => self.tsv(text),
                LabelFormat::NTriples => self.triple(text),
                LabelFormat::GeoNames => self.geonames(text),
            };
            done.map_err(|wanted| IndexError::Line {
                path: path.to_owned(),
                line: number,
                wanted,
            })?;
        }
        Ok(())
    }

    /// Writes the index, under a temporary name first, and gives how many different names it has.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(mut self, path: &Path) -> Result<usize, IndexError> {
        let at = |source| IndexError::Write {
            path: path.to_owned(),
            source,
        };
        let keys = std::mem::take(&mut self.keys);
        let key = |name: &Name| &keys[name.start as usize..name.start as usize + usize::from(name.length)];
        // The best known of namesakes first, then by number: the same on every run.
        let rank = |name: &Name| (63 - (name.thing & 63), name.thing);
        self.names
            .sort_unstable_by(|one, other| key(one).cmp(key(other)).then_with(|| rank(one).cmp(&rank(other))));
        let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        let mut file = tempfile::NamedTempFile::new_in(directory.unwrap_or(Path::new("."))).map_err(at)?;
        let mut writer = io::BufWriter::with_capacity(1 << 20, file.as_file_mut());
        writer.write_all(&[0; HEADER]).map_err(at)?;
        let failed = |error: fst::Error| match error {
            fst::Error::Io(source) => at(source),
            fst::Error::Fst(error) => at(io::Error::other(error)),
        };
        let mut map = MapBuilder::new(writer).map_err(failed)?;
        let mut lists: Vec<u64> = Vec::new();
        let mut count = 0;
        for group in self.names.chunk_by(|one, other| key(one) == key(other)) {
            let mut things: Vec<u64> = group.iter().map(|name| name.thing).collect();
            // The same thing may be described more than once, with and without a type.
            let mut seen = rustc_hash::FxHashSet::default();
            things.retain(|thing| seen.insert(thing >> 10));
            let value = if let [only] = things[..] {
                only << 1
            } else {
                let place = lists.len() as u64;
                lists.push(things.len() as u64);
                lists.append(&mut things);
                place << 1 | 1
            };
            map.insert(key(&group[0]), value).map_err(failed)?;
            count += 1;
        }
        let mut writer = map.into_inner().map_err(failed)?;
        let names_end = io::Seek::stream_position(&mut writer).map_err(at)?;
        for number in &lists {
            writer.write_all(&number.to_le_bytes()).map_err(at)?;
        }
        writer.write_all(&self.iris).map_err(at)?;
        let lists_end = names_end + lists.len() as u64 * 8;
        io::Seek::seek(&mut writer, io::SeekFrom::Start(0)).map_err(at)?;
        writer.write_all(MAGIC).map_err(at)?;
        for end in [names_end, lists_end, lists_end + self.iris.len() as u64] {
            writer.write_all(&end.to_le_bytes()).map_err(at)?;
        }
        writer.flush().map_err(at)?;
        drop(writer);
        file.as_file().sync_all().map_err(at)?;
        file.persist(path).map_err(|error| at(error.error))?;
        Ok(count)
    }

    /// The number and the scheme of an IRI; an IRI of no scheme is numbered by its place among the others.
    fn number(&mut self, iri: &str) -> (u64, usize) {
        for (scheme, (before, after)) in SCHEMES.iter().enumerate() {
            let digits = iri.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
            if let Some(number) = digits.and_then(|digits| digits.parse().ok())
                && number < 1 << 50
            {
                return (number, scheme);
            }
        }
        let place = *self.places.entry(iri.into()).or_insert_with(|| {
            let place = self.iris.len() as u64;
            self.iris.extend(iri.as_bytes());
            self.iris.push(b'\n');
            place
        });
        (place, SCHEMES.len())
    }

    fn tsv(&mut self, line: &str) -> Result<(), &'static str> {
        const WANTED: &str = "a line is IRI<TAB>label[<TAB>type[<TAB>count]]";
        let mut cells = line.split('\t');
        let (Some(iri), Some(label)) = (cells.next(), cells.next()) else {
            return Err(WANTED);
        };
        let entity_type = match cells.next().unwrap_or_default() {
            "" => None,
            name => {
                Some(EntityType::from_name(name).ok_or("the third cell is a type, such as person or government-body")?)
            }
        };
        let count = match cells.next().unwrap_or_default() {
            "" => 0,
            digits => digits.parse().map_err(|_| "the fourth cell is a count")?,
        };
        let item = iri
            .strip_prefix('Q')
            .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
        if let Some(digits) = item.filter(|digits| !digits.is_empty()) {
            self.add(&format!("{}{digits}", SCHEMES[0].0), label, entity_type, count);
        } else {
            self.add(iri, label, entity_type, count);
        }
        Ok(())
    }

    fn triple(&mut self, line: &str) -> Result<(), &'static str> {
        const WANTED: &str = "a line is an N-Triples statement";
        let rest = line.trim_start();
        if rest.starts_with("_:") {
            return Ok(());
        }
        let (subject, rest) = rest
            .strip_prefix('<')
            .and_then(|rest| rest.split_once('>'))
            .ok_or(WANTED)?;
        let (_, object) = rest.split_once('>').ok_or(WANTED)?;
        let Some(literal) = object.trim_start().strip_prefix('"') else {
            return Ok(());
        };
        let label = unescaped(literal).ok_or(WANTED)?;
        self.add(subject, &label, None, 0);
        Ok(())
    }

    fn geonames(&mut self, line: &str) -> Result<(), &'static str> {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, name, ascii, others, _, _, class, code, ..] = cells[..] else {
            return Err("a line of allCountries.txt has 19 cells");
        };
        let population = cells.get(14).and_then(|digits| digits.parse().ok()).unwrap_or(0);
        let entity_type = match (class, code) {
            ("A", code) if code.starts_with("PCL") => EntityType::Country,
            ("A" | "P", _) => EntityType::Settlement,
            ("S" | "R", _) => EntityType::Facility,
            _ => EntityType::Location,
        };
        let iri = format!("{}{id}{}", SCHEMES[1].0, SCHEMES[1].1);
        for label in [name, ascii].into_iter().chain(others.split(',')) {
            self.add(&iri, label, Some(entity_type), population);
        }
        Ok(())
    }
}

/// The text of an N-Triples literal up to its closing mark.
fn unescaped(literal: &str) -> Option<String> {
    let mut text = String::new();
    let mut characters = literal.chars();
    loop {
        match characters.next()? {
            '"' => return Some(text),
            '\\' => {
                let digits = match characters.next()? {
                    'u' => 4,
                    'U' => 8,
                    't' | 'n' | 'r' => {
                        text.push(' ');
                        continue;
                    }
                    other => {
                        text.push(other);
                        continue;
                    }
                };
                let code: String = characters.by_ref().take(digits).collect();
                text.push(char::from_u32(u32::from_str_radix(&code, 16).ok()?)?);
            }
            other => text.push(other),
        }
    }
}
