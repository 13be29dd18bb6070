//! Words as numbers: a frozen [`Vocabulary`] that all documents share, and a document's own [`Words`] on top of it.
//!
//! The vocabulary is filled while the model, the ontology and the rules are loaded, then frozen. Words it lacks live
//! in the document that has them, so no lock and no shared table is touched while reading.

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

/// A word (a lemma, or a form in lower case) as a number. The same string has the same number within a vocabulary and
/// within a document on top of it; numbers of unseen words are not comparable between documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word(pub u32);

impl Word {
    /// The empty string: word 0 of every vocabulary.
    pub const EMPTY: Self = Self(0);
}

/// The words known before any document is read.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    words: IndexSet<Box<str>, FxBuildHasher>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        let mut words = IndexSet::default();
        words.insert("".into());
        Self { words }
    }
}

impl Vocabulary {
    /// The number of `word`, which is added if it is new.
    pub fn intern(&mut self, word: &str) -> Word {
        match self.words.get_index_of(word) {
            Some(index) => Word(index as u32),
            None => Word(self.words.insert_full(word.into()).0 as u32),
        }
    }

    /// The number of `word`, if it is known.
    pub fn get(&self, word: &str) -> Option<Word> {
        self.words.get_index_of(word).map(|index| Word(index as u32))
    }

    /// The string of a word of this vocabulary; `None` for a word that only a document knows.
    pub fn text(&self, word: Word) -> Option<&str> {
        self.words.get_index(word.0 as usize).map(AsRef::as_ref)
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is no word but the empty one.
    pub fn is_empty(&self) -> bool {
        self.words.len() <= 1
    }
}

/// The words of one document: those of the vocabulary, and the document's own.
#[derive(Clone, Debug)]
pub struct Words<'v> {
    vocabulary: &'v Vocabulary,
    own: IndexSet<Box<str>, FxBuildHasher>,
}

impl<'v> Words<'v> {
    /// No words yet but those of `vocabulary`.
    pub fn new(vocabulary: &'v Vocabulary) -> Self {
        Self {
            vocabulary,
            own: IndexSet::default(),
        }
    }

    /// The number of `word`, which the document remembers if the vocabulary lacks it.
    pub fn intern(&mut self, word: &str) -> Word {
        if let Some(known) = self.vocabulary.get(word) {
            return known;
        }
        let base = self.vocabulary.len() as u32;
        match self.own.get_index_of(word) {
            Some(index) => Word(base + index as u32),
            None => Word(base + self.own.insert_full(word.into()).0 as u32),
        }
    }

    /// The string of a word of this document.
    ///
    /// # Panics
    /// When the word comes from another document.
    pub fn text(&self, word: Word) -> &str {
        self.vocabulary.text(word).unwrap_or_else(|| {
            let index = word.0 as usize - self.vocabulary.len();
            &self.own[index]
        })
    }

    /// The shared vocabulary underneath.
    pub fn vocabulary(&self) -> &'v Vocabulary {
        self.vocabulary
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_s_words_do_not_reach_the_vocabulary() {
        let mut vocabulary = Vocabulary::default();
        let send = vocabulary.intern("send");
        let mut words = Words::new(&vocabulary);
        assert_eq!(words.intern("send"), send);
        let unseen = words.intern("demarche");
        assert_eq!(words.intern("demarche"), unseen);
        assert_eq!(words.text(unseen), "demarche");
        assert_eq!(words.text(send), "send");
        assert_eq!(vocabulary.get("demarche"), None);
        assert_eq!(words.text(Word::EMPTY), "");
    }
}
