//! [`Form`]: what the models look at in a word before they know anything else about it.

/// Mixes one more value into a hash (the multiply-rotate step of `FxHash`). Model files depend on it: changing it
/// changes the format's version.
#[inline]
pub(crate) fn mix(hash: u64, value: u64) -> u64 {
    (hash.rotate_left(5) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// Spreads a mixed hash over all its bits, so that any of them can index a table.
#[inline]
pub(crate) fn finish(hash: u64) -> u64 {
    let hash = (hash ^ hash >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ hash >> 29
}

/// The hash of a string, the same on every machine.
pub(crate) fn hash_str(text: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    let mut chunks = text.as_bytes().chunks_exact(8);
    for chunk in &mut chunks {
        hash = mix(
            hash,
            chunk.iter().rev().fold(0, |value, &byte| value << 8 | u64::from(byte)),
        );
    }
    let tail = chunks.remainder();
    let value = tail
        .iter()
        .rev()
        .fold(tail.len() as u64 + 1, |value, &byte| value << 8 | u64::from(byte));
    finish(mix(hash, value))
}

/// How typography and the Penn Treebank write what the treebanks here write otherwise: curly quotes, `-LRB-`.
pub(crate) fn normal_form(form: &str) -> &str {
    match form {
        "``" | "''" | "“" | "”" | "„" | "«" | "»" => "\"",
        "‘" | "’" | "`" => "'",
        "-LRB-" => "(",
        "-RRB-" => ")",
        "-LSB-" | "-LCB-" => "[",
        "-RSB-" | "-RCB-" => "]",
        "’s" | "’S" => "'s",
        "’re" => "'re",
        "’ve" => "'ve",
        "’ll" => "'ll",
        "’m" => "'m",
        "’d" => "'d",
        "n’t" => "n't",
        "—" | "–" => "-",
        "…" => "...",
        _ => form,
    }
}

/// A word's features, as hashes. Digits count as one digit.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Form {
    /// The word with its capitals.
    pub cased: u32,
    /// The word in lower case.
    pub lower: u32,
    /// The first one, two and three characters in lower case.
    pub prefix: [u32; 3],
    /// The last one to five characters in lower case; shorter words repeat the whole word.
    pub suffix: [u32; 5],
    /// Its pattern of capitals, small letters, digits and signs, without repetitions.
    pub shape: u32,
    /// Capital first, all capitals, digit, hyphen, other sign: one bit each.
    pub flags: u32,
}

impl Form {
    /// Reads a word; `buffer` is scratch space.
    pub(crate) fn new(form: &str, buffer: &mut String) -> Self {
        let original = form;
        let form = normal_form(form);
        let mut shape = 0;
        let (mut last, mut flags, mut upper, mut letters) = (0, 0, 0, 0);
        buffer.clear();
        let mut cased = 0_u64;
        for (index, character) in form.chars().enumerate() {
            let (kind, folded) = match character {
                'a'..='z' => (1, character),
                'A'..='Z' => (2, character.to_ascii_lowercase()),
                '0'..='9' => (3, '0'),
                '’' => (5, '\''),
                _ if character.is_lowercase() => (1, character),
                _ if character.is_uppercase() => (2, character.to_lowercase().next().unwrap_or(character)),
                _ if character.is_numeric() => (3, '0'),
                _ if character.is_alphabetic() => (4, character),
                '-' => (6, character),
                '.' => (7, character),
                _ => (5, character),
            };
            buffer.push(folded);
            match kind {
                1 | 4 => letters += 1,
                2 => {
                    letters += 1;
                    upper += 1;
                    flags |= u32::from(index == 0);
                }
                3 => flags |= 4,
                6 => flags |= 8,
                _ => flags |= 16,
            }
            if kind == 2 {
                cased = mix(cased, index as u64 + 1);
            }
            if kind != last {
                shape = shape << 3 | kind;
                last = kind;
            }
        }
        if upper > 1 && upper == letters {
            flags |= 2;
        }
        if original != form {
            // An opening quote stays one, whoever wrote it.
            shape = mix(u64::from(shape), hash_str(original)) as u32;
        }
        let lower = hash_str(buffer);
        let mut made = Self {
            cased: if cased == 0 {
                lower as u32
            } else {
                finish(mix(lower, cased)) as u32
            },
            lower: lower as u32,
            prefix: [lower as u32; 3],
            suffix: [lower as u32; 5],
            shape,
            flags,
        };
        for (slot, (end, _)) in made.prefix.iter_mut().zip(buffer.char_indices().skip(1)) {
            *slot = hash_str(&buffer[..end]) as u32;
        }
        for (slot, (start, _)) in made.suffix.iter_mut().zip(buffer.char_indices().rev()) {
            if start > 0 {
                *slot = hash_str(&buffer[start..]) as u32;
            }
        }
        made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(text: &str) -> Form {
        Form::new(text, &mut String::new())
    }

    #[test]
    fn case_and_digits_fold_where_they_should() {
        assert_eq!(form("Talks").lower, form("talks").lower);
        assert_ne!(form("Talks").cased, form("talks").cased);
        assert_eq!(form("1984").cased, form("2023").cased);
        assert_eq!(form("Talks").suffix[1], form("weeks").suffix[1]);
        assert_eq!(form("``").lower, form("”").lower);
        assert_eq!(form("").flags, 0);
    }
}
