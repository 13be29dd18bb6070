//! [`Tagger`]: universal and Penn parts of speech together, from left to right.

#[cfg(feature = "train")]
use crate::syntax::form::hash_str;
use crate::syntax::form::{Form, finish, mix};
use crate::syntax::perceptron::{Perceptron, best};
use crate::syntax::table::Table;
use crate::syntax::{Upos, Xpos};

/// How many features a decision looks at.
pub(crate) const FEATURES: usize = 44;

/// What a feature says beyond the ends of the sentence.
const OUTSIDE: u64 = 0x00dd_ba11;

/// A pair of parts of speech, as it lies in the model file.
pub(crate) type TagPair = [u8; 2];

/// What is known of a word apart from its neighbours.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Known {
    /// Its features.
    pub form: Form,
    /// The tags it was seen with in training, as one number; 0 for a rare word.
    pub ambiguity: u32,
    /// The cluster of words used like it; 0 for none.
    pub cluster: u32,
}

/// The frozen tagger.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tagger<'m> {
    pub weights: Perceptron<'m>,
    /// From the hash of a lower-case word to its ambiguity class.
    pub ambiguity: Table<'m>,
    /// From the hash of a lower-case word to its cluster.
    pub clusters: Table<'m>,
    pub tags: &'m [TagPair],
}

impl Tagger<'_> {
    /// Looks a word up.
    pub(crate) fn know(&self, form: &str, buffer: &mut String) -> Known {
        let form = Form::new(form, buffer);
        let key = finish(u64::from(form.lower));
        Known {
            ambiguity: self.ambiguity.get(key).unwrap_or(0),
            cluster: self.clusters.get(key).unwrap_or(0),
            form,
        }
    }

    /// The parts of speech with this number.
    pub(crate) fn pair(&self, tag: u8) -> (Upos, Xpos) {
        let [upos, xpos] = self.tags.get(usize::from(tag)).copied().unwrap_or_default();
        (
            Upos::ALL.get(usize::from(upos)).copied().unwrap_or_default(),
            Xpos::ALL.get(usize::from(xpos)).copied().unwrap_or_default(),
        )
    }

    /// Tags a sentence: one number of [`Tagger::pair`] a word.
    pub(crate) fn tag(&self, words: &[Known]) -> Vec<u8> {
        let mut tags = Vec::with_capacity(words.len());
        let mut features = [0; FEATURES];
        for at in 0..words.len() {
            extract(words, &tags, at, &mut features);
            let mut scores = [0; 256];
            self.weights.score(&features, &mut scores);
            tags.push(best(&scores, self.tags.len()) as u8);
        }
        tags
    }
}

/// The key of a word in the tables of ambiguity classes and clusters.
#[cfg(feature = "train")]
pub(crate) fn word_key(lower: u32) -> u64 {
    finish(u64::from(lower))
}

/// The features of the word at `at`, with the tags of the words before it.
pub(crate) fn extract(words: &[Known], tags: &[u8], at: usize, out: &mut [u64; FEATURES]) {
    let outside = Known::default();
    let word = |offset: isize| {
        at.checked_add_signed(offset)
            .and_then(|index| words.get(index))
            .unwrap_or(&outside)
    };
    let tag = |back: usize| at.checked_sub(back).map_or(OUTSIDE, |index| u64::from(tags[index]) + 1);
    let (this, before, before2) = (word(0), word(-1), word(-2));
    let (after, after2) = (word(1), word(2));
    let (t1, t2) = (tag(1), tag(2));
    let wide = u64::from;
    let form = &this.form;
    let edge = u64::from(at == 0) | u64::from(at + 1 == words.len()) << 1;
    let mut next = 0;
    let mut put = |a: u64, b: u64, c: u64| {
        out[next] = finish(mix(mix(mix(next as u64 + 1, a), b), c));
        next += 1;
    };
    put(0, 0, 0);
    put(wide(form.cased), 0, 0);
    put(wide(form.lower), 0, 0);
    put(wide(form.lower), t1, 0);
    put(wide(form.lower), t1, t2);
    put(wide(form.lower), wide(before.form.lower), 0);
    put(wide(form.lower), wide(after.form.lower), 0);
    for prefix in form.prefix {
        put(wide(prefix), 0, 0);
    }
    for suffix in form.suffix {
        put(wide(suffix), 0, 0);
    }
    put(wide(form.suffix[2]), t1, 0);
    put(wide(form.suffix[2]), wide(form.flags), edge);
    put(wide(form.shape), edge, 0);
    put(wide(form.shape), t1, 0);
    put(wide(form.flags), edge, t1);
    put(wide(form.flags), wide(before.form.flags), wide(after.form.flags));
    put(t1, 0, 0);
    put(t1, t2, 0);
    put(t1, t2, tag(3));
    put(wide(before.form.lower), 0, 0);
    put(wide(before2.form.lower), 0, 0);
    put(wide(before.form.lower), wide(before2.form.lower), 0);
    put(wide(after.form.lower), 0, 0);
    put(wide(after2.form.lower), 0, 0);
    put(wide(after.form.lower), wide(after2.form.lower), 0);
    put(wide(before.form.lower), wide(after.form.lower), 0);
    put(wide(after.form.suffix[2]), wide(after.form.flags), 0);
    put(wide(before.form.suffix[2]), wide(before.form.flags), 0);
    put(wide(this.ambiguity), t1, wide(after.ambiguity));
    put(wide(this.ambiguity), t1, t2);
    put(wide(this.ambiguity), wide(after.ambiguity), wide(after2.ambiguity));
    put(wide(after.ambiguity), wide(after2.ambiguity), t1);
    put(wide(this.ambiguity), wide(after.form.suffix[1]), t1);
    put(wide(this.cluster), 0, 0);
    put(wide(this.cluster), t1, 0);
    put(wide(before.cluster), wide(this.cluster), 0);
    put(wide(this.cluster), wide(after.cluster), 0);
    put(wide(after.cluster), wide(this.ambiguity), t1);
    put(wide(form.suffix[1]), t1, wide(after.ambiguity));
    debug_assert_eq!(next, FEATURES);
}

/// A number for a set of tags.
#[cfg(feature = "train")]
pub(crate) fn ambiguity_class(tags: &[u8]) -> u32 {
    let name: String = tags
        .iter()
        .map(|&tag| char::from_u32(u32::from(tag) + 1).unwrap_or(' '))
        .collect();
    (hash_str(&name) as u32) >> 2 | 1
}
