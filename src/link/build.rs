//! [`IndexBuilder`]: label dumps → an index file.

use std::fs::File;
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

use fst::MapBuilder;
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use crate::link::index::{HEADER, MAGIC, MOST_NUMBER, SCHEMES, pack};
use crate::ontology::{CountryCode, EntityType, Fold};

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
    /// `IRI<TAB>label[<TAB>type[<TAB>count[<TAB>country]]]`; `Q42` stands for the Wikidata item, type is as in rules
    /// (`person`), country as in ISO 3166-1 alpha-2. A line without an IRI is passed over.
    Tsv,
    /// The same, with commas between and quotation marks where needed: what `link review --format csv` writes.
    Csv,
    /// N-Triples: each literal is a name of its subject if the predicate's own name ends in `label` or `name`
    /// (`rdfs:label`, `skos:altLabel`, `schema:name`).
    NTriples,
    /// The `allCountries.txt` of [GeoNames](https://download.geonames.org/export/dump/readme.txt).
    GeoNames,
}

impl LabelFormat {
    /// The format that a file's name tells: `.nt`, `allCountries.txt` and other `.txt`, `.csv`, else TSV.
    pub fn of(path: &Path) -> Self {
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("nt") => Self::NTriples,
            Some("txt") => Self::GeoNames,
            Some("csv") => Self::Csv,
            _ => Self::Tsv,
        }
    }
}

/// Collects names of things and writes them as an index. Needs about 15 bytes and the name's length for each name.
#[derive(Debug, Default)]
pub struct IndexBuilder {
    /// For each name the thing (8 bytes), the length (2 bytes) and the folded name, filled up to a multiple of 4 bytes.
    names: Vec<u8>,
    /// Where each name begins, in units of 4 bytes.
    starts: Vec<u32>,
    iris: Vec<u8>,
    places: FxHashMap<Box<str>, u64>,
}

/// What a label dump says of a thing besides its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    /// Its type.
    pub entity_type: Option<EntityType>,
    /// The country it belongs to.
    pub country: Option<CountryCode>,
    /// A population, or how often it is spoken of; 0 when unknown.
    pub count: u64,
}

impl IndexBuilder {
    /// Adds a name of a thing.
    ///
    /// # Panics
    /// When the names come to more than 16 GB.
    pub fn add(&mut self, iri: &str, name: &str, traits: Traits) {
        let key = Fold::key(name);
        let Ok(length) = u16::try_from(key.len()) else { return };
        if length == 0 {
            return;
        }
        let fame = (64 - traits.count.leading_zeros()) as u8;
        let (number, scheme) = self.number(iri);
        let thing = pack(number, scheme, traits.entity_type, traits.country, fame);
        self.starts
            .push(u32::try_from(self.names.len() / 4).expect("names come to less than 16 GB"));
        self.names.extend(thing.to_le_bytes());
        self.names.extend(length.to_le_bytes());
        self.names.extend(key.as_bytes());
        self.names.resize(self.names.len().next_multiple_of(4), 0);
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
        let mut separator = ',';
        for number in 1.. {
            line.clear();
            if file.read_line(&mut line).map_err(at)? == 0 {
                break;
            }
            // Spreadsheets put a byte order mark before the first cell.
            let text = line.trim_end_matches(['\n', '\r']).trim_start_matches('\u{feff}');
            if text.is_empty() || text.starts_with('#') {
                continue;
            }
            let done = match format {
                LabelFormat::Tsv => self.row(&mut text.split('\t')),
                LabelFormat::Csv => {
                    let heading = (number == 1).then(|| heading(text)).flatten();
                    separator = heading.unwrap_or(separator);
                    if heading.is_some() {
                        Ok(())
                    } else {
                        self.csv(text, separator)
                    }
                }
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
        let names = std::mem::take(&mut self.names);
        let name = |&start: &u32| split(&names[start as usize * 4..]);
        // The best known of namesakes first, then by number: the same on every run.
        let rank = |thing: u64| (63 - (thing & 63), thing);
        self.starts.sort_unstable_by(|one, other| {
            let ((thing, key), (other_thing, other_key)) = (name(one), name(other));
            key.cmp(other_key).then_with(|| rank(thing).cmp(&rank(other_thing)))
        });
        let mut hash = Sha256::new();
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
        for group in self.starts.chunk_by(|one, other| name(one).1 == name(other).1) {
            let key = name(&group[0]).1;
            let mut things: Vec<u64> = group.iter().map(|start| name(start).0).collect();
            // The same thing may be described more than once, with and without a type.
            let mut seen = rustc_hash::FxHashSet::default();
            things.retain(|thing| seen.insert((thing >> 22, thing >> 10 & 3)));
            hash.update((key.len() as u16).to_le_bytes());
            hash.update(key);
            for thing in &things {
                hash.update(thing.to_le_bytes());
            }
            let value = if let [only] = things[..] {
                only << 1
            } else {
                let place = lists.len() as u64;
                lists.push(things.len() as u64);
                lists.append(&mut things);
                place << 1 | 1
            };
            map.insert(key, value).map_err(failed)?;
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
        hash.update(&self.iris);
        writer.write_all(MAGIC).map_err(at)?;
        writer.write_all(&hash.finalize()).map_err(at)?;
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
                && number < MOST_NUMBER
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

    /// A row of a table of labels; the cells behind the fifth are the reader's own.
    fn row<'c>(&mut self, cells: &mut impl Iterator<Item = &'c str>) -> Result<(), &'static str> {
        let (Some(iri), Some(label)) = (cells.next(), cells.next()) else {
            return Err("a line is an IRI and a label, then a type, a count, a country if known");
        };
        let iri = iri.trim();
        if iri.is_empty() {
            return Ok(());
        }
        let traits = Traits {
            entity_type: match cells.next().unwrap_or_default() {
                "" => None,
                name => Some(
                    EntityType::from_name(name).ok_or("the third cell is a type, such as person or government-body")?,
                ),
            },
            count: match cells.next().unwrap_or_default() {
                "" => 0,
                digits => digits.parse().map_err(|_| "the fourth cell is a count")?,
            },
            country: match cells.next().unwrap_or_default() {
                "" => None,
                code => Some(
                    code.parse()
                        .map_err(|()| "the fifth cell is a country as in ISO 3166-1, such as AZ")?,
                ),
            },
        };
        if let Some(digits) = item(iri) {
            self.add(&format!("{}{digits}", SCHEMES[0].0), label, traits);
        } else if iri.contains(':') && !iri.contains(char::is_whitespace) {
            self.add(iri, label, traits);
        } else {
            return Err("the first cell is an IRI such as https://example.org/roe, a Q-number such as Q42, or empty");
        }
        Ok(())
    }

    /// A row with commas between ([RFC 4180](https://www.rfc-editor.org/rfc/rfc4180)), or what the heading has between.
    fn csv(&mut self, line: &str, separator: char) -> Result<(), &'static str> {
        let cells = separated(line, separator).ok_or("a quotation mark is not closed on its line")?;
        self.row(&mut cells.iter().map(String::as_str))
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
        let (predicate, object) = rest.split_once('>').ok_or(WANTED)?;
        let Some(literal) = object.trim_start().strip_prefix('"') else {
            return Ok(());
        };
        let local = predicate
            .rsplit(['/', '#'])
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        if !local.ends_with("label") && !local.ends_with("name") {
            return Ok(());
        }
        let label = unescaped(literal).ok_or(WANTED)?;
        self.add(subject, &label, Traits::default());
        Ok(())
    }

    fn geonames(&mut self, line: &str) -> Result<(), &'static str> {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, name, ascii, others, _, _, class, code, country, ..] = cells[..] else {
            return Err("a line of allCountries.txt has 19 cells");
        };
        let count = cells.get(14).and_then(|digits| digits.parse().ok()).unwrap_or(0);
        let entity_type = match (class, code) {
            ("A", code) if code.starts_with("PCL") => EntityType::Country,
            ("A" | "P", _) => EntityType::Settlement,
            ("S" | "R", _) => EntityType::Facility,
            _ => EntityType::Location,
        };
        let traits = Traits {
            entity_type: Some(entity_type),
            country: country.parse().ok(),
            count,
        };
        let iri = format!("{}{id}{}", SCHEMES[1].0, SCHEMES[1].1);
        for label in [name, ascii].into_iter().chain(others.split(',')) {
            self.add(&iri, label, traits);
        }
        Ok(())
    }
}

/// A name as it lies among the names: the thing, and the folded name.
fn split(bytes: &[u8]) -> (u64, &[u8]) {
    let thing = u64::from_le_bytes(bytes[..8].try_into().expect("eight bytes"));
    let length = usize::from(u16::from_le_bytes([bytes[8], bytes[9]]));
    (thing, &bytes[10..10 + length])
}

/// The number of a Wikidata item, written as its number, its IRI or the address of its page.
fn item(cell: &str) -> Option<&str> {
    let name = ["www.wikidata.org/wiki/", "www.wikidata.org/entity/"]
        .iter()
        .find_map(|site| {
            cell.strip_prefix("https://")
                .or_else(|| cell.strip_prefix("http://"))?
                .strip_prefix(site)
        })
        .unwrap_or(cell);
    let digits = name.strip_prefix(['Q', 'q'])?;
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

/// What stands between the cells, if a line is the heading of `link review`: commas, or what spreadsheets put in their
/// place where the comma belongs to numbers.
fn heading(line: &str) -> Option<char> {
    let begins =
        |separator: &char| separated(line, *separator).is_some_and(|cells| cells[0] == "iri" && cells.len() > 1);
    [',', ';', '\t'].into_iter().find(begins)
}

/// The cells of a line; `None` when a quotation mark stays open.
fn separated(line: &str, separator: char) -> Option<Vec<String>> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => cells.last_mut()?.extend(characters.next()),
            '"' => quoted = !quoted,
            other if other == separator && !quoted => cells.push(String::new()),
            other => cells.last_mut()?.push(other),
        }
    }
    (!quoted).then_some(cells)
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
