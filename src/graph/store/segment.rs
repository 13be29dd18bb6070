//! Segments: the quads of one document in a file of compressed N-Quads.
//!
//! The file's name is the hash of the document's; its first line is a comment that gives the document's name. The
//! checksum of gzip tells a damaged segment.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::thread;

use flate2::bufread::MultiGzDecoder;
use flate2::{Compression, GzBuilder};
use oxigraph::io::{RdfFormat, RdfParser, RdfSyntaxError};
use oxigraph::model::Quad;
use rayon::prelude::*;

use crate::graph::store::error::{StoreError, at};
use crate::graph::store::index::Damage;
use crate::graph::store::progress::Progress;
use crate::text::Hash;

const EXTENSION: &str = ".nq.gz";
const TEMPORARY: &str = ".tmp-";
const HEADER: &str = "# document ";

/// How many segments are read before they are handed on: what bounds memory while an index is built.
const SEGMENTS_AT_ONCE: usize = 64;

/// A text of more bytes than this is parsed in parts of about this size.
const LONG: usize = 4 << 20;

/// A document of a store.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StoredDocument {
    /// What it is called.
    pub id: String,
    /// Its segment.
    pub path: PathBuf,
    /// The segment's size on disk, in bytes.
    pub bytes: u64,
}

/// The file name of a document's segment.
pub(crate) fn file_name(id: &str) -> String {
    Hash::of(id).hex(32) + EXTENSION
}

/// Writes a document's segment, in place of the one it had. Gives the number of quads.
pub(crate) fn write(
    directory: &Path,
    id: &str,
    quads: impl Iterator<Item = Result<Quad, StoreError>>,
) -> Result<u64, StoreError> {
    let mut count = 0;
    replace(&directory.join(file_name(id)), &temporary_name(), |path, file| {
        // No clock and no name in the header: the same quads give the same bytes.
        let gzip = GzBuilder::new().write(BufWriter::new(file), Compression::default());
        let mut out = BufWriter::new(gzip);
        let name = serde_json::Value::from(id);
        writeln!(out, "{HEADER}{name}").map_err(at("write", path))?;
        for quad in quads {
            writeln!(out, "{} .", quad?).map_err(at("write", path))?;
            count += 1;
        }
        let gzip = out
            .into_inner()
            .map_err(|error| at("write", path)(error.into_error()))?;
        let mut buffer = gzip.finish().map_err(at("write", path))?;
        buffer.flush().map_err(at("write", path))
    })?;
    Ok(count)
}

/// Writes a whole file at `path`, by way of `temporary` beside it.
pub(crate) fn write_whole(path: &Path, temporary: &str, bytes: &[u8]) -> Result<(), StoreError> {
    replace(path, temporary, |temporary, mut file| {
        file.write_all(bytes).map_err(at("write", temporary))
    })
}

/// Fills a temporary file, syncs it, renames it to `path` and syncs the directory; on failure nothing is left.
fn replace(
    path: &Path,
    temporary: &str,
    fill: impl FnOnce(&Path, &File) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let directory = path.parent().expect("a file of a store lies in a directory");
    let temporary = directory.join(temporary);
    let done = File::create(&temporary)
        .map_err(at("write", &temporary))
        .and_then(|file| {
            fill(&temporary, &file)?;
            file.sync_all().map_err(at("sync", &temporary))
        })
        .and_then(|()| fs::rename(&temporary, path).map_err(at("write", path)))
        .and_then(|()| sync_directory(directory));
    if done.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(&temporary);
    }
    done
}

pub(crate) fn sync_directory(directory: &Path) -> Result<(), StoreError> {
    // Windows cannot open a directory as a file, and needs no sync of it.
    if cfg!(unix) {
        let file = File::open(directory).map_err(at("sync", directory))?;
        file.sync_all().map_err(at("sync", directory))?;
    }
    Ok(())
}

fn temporary_name() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("{TEMPORARY}{}-{number}", std::process::id())
}

/// Removes the temporary files of writers that were killed. Only the one writer may call this.
pub(crate) fn remove_temporary(directory: &Path) -> Result<(), StoreError> {
    for entry in fs::read_dir(directory).map_err(at("read", directory))? {
        let entry = entry.map_err(at("read", directory))?;
        if entry.file_name().to_string_lossy().starts_with(TEMPORARY) {
            fs::remove_file(entry.path()).map_err(at("remove", &entry.path()))?;
        }
    }
    Ok(())
}

/// Removes a document's segment; `false` if it has none.
pub(crate) fn remove(directory: &Path, id: &str) -> Result<bool, StoreError> {
    let path = directory.join(file_name(id));
    match fs::remove_file(&path) {
        Ok(()) => sync_directory(directory).map(|()| true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(at("remove", &path)(error)),
    }
}

/// What copying a segment did.
pub(crate) enum Copied {
    Added,
    Replaced,
    Same,
}

/// Copies a segment of another store.
pub(crate) fn copy(from: &Path, directory: &Path) -> Result<Copied, StoreError> {
    let name = from.file_name().expect("a segment has a name");
    let to = directory.join(name);
    let bytes = fs::read(from).map_err(at("read", from))?;
    let copied = match fs::read(&to) {
        Ok(old) if old == bytes => return Ok(Copied::Same),
        Ok(_) => Copied::Replaced,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Copied::Added,
        Err(error) => return Err(at("read", &to)(error)),
    };
    write_whole(&to, &temporary_name(), &bytes)?;
    Ok(copied)
}

/// The paths of all segments, sorted.
pub(crate) fn paths(directory: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let entries = match fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(at("read", directory)(error)),
    };
    let mut paths = Vec::new();
    for entry in entries {
        let entry = entry.map_err(at("read", directory))?;
        if entry.file_name().to_string_lossy().ends_with(EXTENSION) {
            paths.push(entry.path());
        }
    }
    paths.sort();
    Ok(paths)
}

/// The documents by name, and the segments that do not give theirs.
pub(crate) fn list(directory: &Path) -> Result<(Vec<StoredDocument>, Vec<Damage>), StoreError> {
    let mut documents = Vec::new();
    let mut damages = Vec::new();
    for path in paths(directory)? {
        match read_header(&path) {
            Ok(Some((id, bytes))) => documents.push(StoredDocument { id, path, bytes }),
            Ok(None) => {}
            Err(damage) => damages.push(damage),
        }
    }
    documents.sort();
    Ok((documents, damages))
}

/// Name and size of a segment; `None` if a writer has removed it in the meantime.
fn read_header(path: &Path) -> Result<Option<(String, u64)>, Damage> {
    let Some(mut reader) = reader(path)? else {
        return Ok(None);
    };
    let mut line = String::new();
    reader
        .by_ref()
        .take(1 << 20)
        .read_line(&mut line)
        .map_err(|error| Damage::new(path, &error))?;
    let id = line
        .strip_prefix(HEADER)
        .and_then(|name| serde_json::from_str(name).ok())
        .ok_or_else(|| Damage::new(path, &"its first line does not name a document"))?;
    let bytes = fs::metadata(path).map_or(0, |metadata| metadata.len());
    Ok(Some((id, bytes)))
}

/// All quads of a segment; `None` if a writer has removed it in the meantime.
pub(crate) fn read(path: &Path) -> Result<Option<Vec<Quad>>, Damage> {
    let Some(mut reader) = reader(path)? else {
        return Ok(None);
    };
    // The whole text first: the checksum at its end must hold before anything is taken from it.
    let mut text = Vec::new();
    reader
        .read_to_end(&mut text)
        .map_err(|error| Damage::new(path, &error))?;
    parse(&text).map(Some).map_err(|error| Damage::new(path, &error))
}

/// The quads of a text in N-Quads, a long text on all processors.
pub(crate) fn parse(text: &[u8]) -> Result<Vec<Quad>, RdfSyntaxError> {
    let parser = RdfParser::from_format(RdfFormat::NQuads);
    if text.len() < LONG {
        return parser.for_slice(text).collect();
    }
    let parts: Vec<Vec<Quad>> = parser
        .split_slice_for_parallel_parsing(text, text.len() / LONG + 1)
        .into_par_iter()
        .map(Iterator::collect)
        .collect::<Result<_, _>>()?;
    Ok(parts.concat())
}

/// What reading one segment gave, and which one it was.
pub(crate) type Found<'p, T> = (&'p Path, Result<Option<T>, Damage>);

/// Reads segments on all processors, and prepares there what they say, while `work` takes it in the order of `paths`; of what
/// it has taken `progress` is told.
pub(crate) fn read_each<'p, T: Send, R>(
    paths: &'p [PathBuf],
    progress: &Progress,
    prepare: impl Fn(Vec<Quad>) -> T + Sync + Send,
    work: impl FnOnce(&mut dyn Iterator<Item = Found<'p, T>>) -> R,
) -> R {
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel(1);
        scope.spawn(move || {
            for paths in paths.chunks(SEGMENTS_AT_ONCE) {
                let some: Vec<Found<T>> = paths
                    .par_iter()
                    .map(|path| (path.as_path(), read(path).map(|quads| quads.map(&prepare))))
                    .collect();
                // Nobody takes it if `work` has failed.
                if sender.send(some).is_err() {
                    return;
                }
            }
        });
        let counted = receiver.into_iter().flatten().enumerate().map(|(done, found)| {
            progress.tell(done + 1, paths.len());
            found
        });
        work(&mut { counted })
    })
}

fn reader(path: &Path) -> Result<Option<impl BufRead>, Damage> {
    match File::open(path) {
        Ok(file) => Ok(Some(BufReader::new(MultiGzDecoder::new(BufReader::new(file))))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Damage::new(path, &error)),
    }
}
