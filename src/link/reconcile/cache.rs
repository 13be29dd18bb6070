//! [`Cache`]: what a service has answered, kept on disk so that it is asked once.
//!
//! A file for each question, named by its hash; written under another name and renamed, so that several processes may share
//! a directory. A file that cannot be read is none.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::link::reconcile::ReconcileError;
use crate::text::Hash;

/// Hexadecimal digits that name a service, and a question.
const DIGITS: usize = 32;

/// The answers of one service.
#[derive(Debug)]
pub(super) struct Cache {
    directory: PathBuf,
}

impl Cache {
    /// The answers of the service at `url`, in a directory of the user's.
    pub(super) fn new(directory: &Path, url: &str) -> Self {
        Self {
            directory: directory.join(Hash::of(url).hex(DIGITS)),
        }
    }

    /// What was answered to a question.
    pub(super) fn get<T: DeserializeOwned>(&self, question: &str) -> Option<T> {
        serde_json::from_slice(&fs::read(self.path(question)).ok()?).ok()
    }

    /// Keeps an answer.
    pub(super) fn put(&self, question: &str, answer: &impl Serialize) -> Result<(), ReconcileError> {
        let path = self.path(question);
        let parent = path.parent().expect("a file of the cache lies in a directory");
        let written = fs::create_dir_all(parent).and_then(|()| {
            let mut file = tempfile::NamedTempFile::new_in(parent)?;
            file.write_all(&serde_json::to_vec(answer)?)?;
            file.persist(&path)?;
            Ok(())
        });
        written.map_err(|source| ReconcileError::Cache { path, source })
    }

    /// Where the answer to a question lies.
    fn path(&self, question: &str) -> PathBuf {
        let name = Hash::of(question).hex(DIGITS);
        self.directory.join(&name[..2]).join(format!("{name}.json"))
    }
}
