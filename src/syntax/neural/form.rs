//! What the network sees of a word's form: its row in the word table, and the hashes of its pieces.

/// The most pieces a form has.
pub const MAX_PIECES: usize = 12;

/// Longest prefix and suffix, in characters.
const AFFIX: usize = 4;

/// The form as the word table knows it: lower case, every digit a `0`.
pub fn normalise(form: &str, into: &mut String) {
    into.clear();
    for character in form.chars() {
        if character.is_ascii() {
            into.push(if character.is_ascii_digit() { '0' } else { character.to_ascii_lowercase() });
        } else {
            into.extend(character.to_lowercase());
        }
    }
}

/// A key for a normalised form: two forms with one key are one word to the network.
pub fn key(normalised: &str) -> u64 {
    hash(0, normalised.as_bytes())
}

/// Calls `each` with the hash of every piece of `form`: the whole form as written, its shape, and its prefixes and
/// suffixes of up to four characters.
pub fn pieces(form: &str, mut each: impl FnMut(u64)) {
    each(hash(1, form.as_bytes()));
    each(hash(2, shape(form).as_bytes()));
    let bytes = form.as_bytes();
    let ends = form.char_indices().map(|(start, c)| start + c.len_utf8());
    for (length, end) in (3..).zip(ends.take(AFFIX)) {
        each(hash(length, &bytes[..end]));
    }
    let starts = form.char_indices().rev().map(|(start, _)| start);
    for (length, start) in (3 + AFFIX as u64..).zip(starts.take(AFFIX)) {
        each(hash(length, &bytes[start..]));
    }
}

/// `McDonald's` → `XxXx.x`: runs of a character class, each once.
fn shape(form: &str) -> String {
    let mut shape = String::new();
    for character in form.chars() {
        let class = if character.is_uppercase() {
            'X'
        } else if character.is_alphabetic() {
            'x'
        } else if character.is_numeric() {
            'd'
        } else if character.is_ascii() {
            character
        } else {
            '.'
        };
        if !shape.ends_with(class) {
            shape.push(class);
        }
    }
    shape
}

/// FNV-1a with a final mix: model files hold these values, so the function never changes.
fn hash(kind: u64, bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ kind.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for &byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash = (hash ^ hash >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ hash >> 32
}
