//! [`Edits`]: the log of the user's own changes, in [RDF Patch](https://afs.github.io/rdf-delta/rdf-patch.html).
//!
//! Changes are appended as transactions (`TX .` … `TC .`) and synced. A transaction that does not end was cut off when
//! its writer was killed: readers pass over it, the next writer cuts it off.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::PathBuf;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Quad;
use rustc_hash::FxHashMap;

use crate::graph::store::changes::{Change, Changes};
use crate::graph::store::error::{StoreError, at};
use crate::graph::store::segment;

/// A log of edits on disk.
pub(crate) struct Edits {
    path: PathBuf,
}

impl Edits {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// The text of the finished transactions; what it says is the same as long as it is.
    pub(crate) fn finished_text(&self) -> Result<String, StoreError> {
        // Only a cut-off transaction can end within a character.
        let mut text = match fs::read(&self.path) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(at("read", &self.path)(error)),
        };
        text.truncate(finished(text.as_bytes()));
        Ok(text)
    }

    /// All changes of finished transactions, in order.
    pub(crate) fn read(&self) -> Result<Changes, StoreError> {
        let text = self.finished_text()?;
        let mut changes = Changes::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim_end();
            let change: fn(Quad) -> Change = match line.split_once(' ') {
                Some(("A", _)) => Change::Add,
                Some(("D", _)) => Change::Delete,
                Some(("TX" | "TC" | "H", _)) | None => continue,
                Some((other, _)) => return Err(self.fault(index, format!("unknown change {other:?}"))),
            };
            let quad = RdfParser::from_format(RdfFormat::NQuads)
                .for_slice(&line[2..])
                .next()
                .ok_or_else(|| self.fault(index, "a change without a quad".to_owned()))?
                .map_err(|error| self.fault(index, error.to_string()))?;
            changes.push(change(quad));
        }
        Ok(changes)
    }

    /// Appends one transaction; when this returns, it is on disk.
    pub(crate) fn append(&self, changes: &Changes) -> Result<(), StoreError> {
        let before = fs::metadata(&self.path).map(|metadata| metadata.len());
        let mut file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&self.path)
            .map_err(at("write", &self.path))?;
        let written = file
            .write_all(transaction(changes).as_bytes())
            .and_then(|()| file.sync_all());
        if let Err(error) = written {
            // The first error is the one to tell; a cut-off transaction does no harm.
            let _ = match before {
                Ok(length) => file.set_len(length),
                Err(_) => fs::remove_file(&self.path),
            };
            return Err(at("write", &self.path)(error));
        }
        Ok(())
    }

    /// Cuts off a transaction that does not end.
    pub(crate) fn repair(&self) -> Result<(), StoreError> {
        let bytes = match fs::read(&self.path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(at("read", &self.path)(error)),
        };
        let end = finished(&bytes);
        if end < bytes.len() {
            let file = File::options()
                .write(true)
                .open(&self.path)
                .map_err(at("write", &self.path))?;
            file.set_len(end as u64)
                .and_then(|()| file.sync_all())
                .map_err(at("write", &self.path))?;
        }
        Ok(())
    }

    /// Keeps the last change of each quad only. Gives how many changes there were and are.
    pub(crate) fn compact(&self) -> Result<(usize, usize), StoreError> {
        let changes = self.read()?;
        let before = changes.len();
        if before == 0 {
            return Ok((0, 0));
        }
        let mut last: FxHashMap<&Quad, usize> = FxHashMap::default();
        for (index, change) in changes.iter().enumerate() {
            last.insert(change.quad(), index);
        }
        let kept: Changes = changes
            .iter()
            .enumerate()
            .filter(|(index, change)| last[change.quad()] == *index)
            .map(|(_, change)| change.clone())
            .collect();
        segment::write_whole(&self.path, ".edits.tmp", transaction(&kept).as_bytes())?;
        Ok((before, kept.len()))
    }

    fn fault(&self, index: usize, message: String) -> StoreError {
        StoreError::Edits {
            path: self.path.clone(),
            line: index + 1,
            message,
        }
    }
}

fn transaction(changes: &Changes) -> String {
    let mut text = String::from("TX .\n");
    for change in changes {
        let (letter, quad) = match change {
            Change::Add(quad) => ("A ", quad),
            Change::Delete(quad) => ("D ", quad),
        };
        text.push_str(letter);
        text.push_str(&quad.to_string());
        text.push_str(" .\n");
    }
    text.push_str("TC .\n");
    text
}

/// One past the last finished transaction.
fn finished(bytes: &[u8]) -> usize {
    const END: &[u8] = b"TC .\n";
    bytes
        .windows(END.len())
        .enumerate()
        .rev()
        .find(|(at, window)| *window == END && (*at == 0 || bytes[at - 1] == b'\n'))
        .map_or(0, |(at, _)| at + END.len())
}
