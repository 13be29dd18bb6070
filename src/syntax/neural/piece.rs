//! The pieces of a word, as rows of the table of pieces.

use crate::syntax::form::{Form, finish, mix};

/// How many pieces a word has: its form with capitals, its shape, its prefixes and suffixes.
pub(crate) const PIECES: usize = 10;

/// The weight of a piece in a word's input.
pub(crate) const PIECE_SCALE: f32 = 0.3;

/// The rows of a word's pieces in a table of `rows`; the first is the whole form's.
#[inline]
pub(crate) fn pieces(form: &Form, rows: usize) -> [u32; PIECES] {
    let [p1, p2, p3] = form.prefix;
    let [s1, s2, s3, s4, s5] = form.suffix;
    let mut kind = 0;
    [form.cased, form.shape, p1, p2, p3, s1, s2, s3, s4, s5].map(|hash| {
        kind += 1;
        (finish(mix(kind, u64::from(hash))) % rows as u64) as u32
    })
}
