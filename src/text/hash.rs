//! [`Hash`]: names made from content by SHA-256, the same on every machine.

use sha2::{Digest, Sha256};

/// The SHA-256 of `bytes`.
pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// `bytes` in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    halves
        .map(|half| char::from_digit(u32::from(half), 16).expect("half a byte is below 16"))
        .collect()
}

/// A SHA-256 hash in the making. Parts are told apart: `"ab", "c"` and `"a", "bc"` differ.
#[derive(Default)]
pub(crate) struct Hash(Sha256);

impl Hash {
    /// The hash of one part.
    pub(crate) fn of(part: &str) -> Self {
        let mut hash = Self::default();
        hash.add(part);
        hash
    }

    /// Adds a part.
    pub(crate) fn add(&mut self, part: &str) {
        self.0.update((part.len() as u64).to_le_bytes());
        self.0.update(part.as_bytes());
    }

    /// The first `digits` hexadecimal digits, at most 64.
    pub(crate) fn hex(self, digits: usize) -> String {
        let mut name = hex(&self.0.finalize());
        name.truncate(digits);
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_example() {
        let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hex(&sha256(b"abc")), hash);
    }

    #[test]
    fn parts_are_told_apart() {
        let hex = |parts: &[&str]| {
            let mut hash = Hash::default();
            for part in parts {
                hash.add(part);
            }
            hash.hex(16)
        };
        assert_ne!(hex(&["ab", "c"]), hex(&["a", "bc"]));
        assert_eq!(hex(&["ab"]), Hash::of("ab").hex(16));
        assert_eq!(hex(&[]).len(), 16);
    }
}
