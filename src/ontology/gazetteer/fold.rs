//! Names as they are compared: [`Fold`] streams the folded bytes of a name or of a row of tokens.
//!
//! Folding makes one key of all ways to write a name: letters lose case and accents, full stops and apostrophes
//! vanish ("U.S." is "us", "Cote d'Ivoire" is "cote divoire"), hyphens and dashes are blanks, any other sign is a
//! word of its own ("D.C." after "Washington ," stays apart). Whether the case fits is judged apart from the key.

use unicode_normalization::char::decompose_canonical;

/// Folds text piece by piece into bytes that are handed on one at a time.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Fold {
    started: bool,
    gap: bool,
}

impl Fold {
    /// Folds `text` on its own.
    pub(crate) fn key(text: &str) -> String {
        let mut bytes = Vec::with_capacity(text.len());
        Self::default().push(text, &mut |byte| {
            bytes.push(byte);
            true
        });
        String::from_utf8(bytes).expect("folding emits whole characters")
    }

    /// Begins the next token: a blank unless the token is a clitic ("'s") of the one before.
    pub(crate) fn next_token(&mut self, token: &str) {
        let mut characters = token.chars();
        let clitic = characters.next().is_some_and(is_apostrophe) && matches!(characters.as_str(), "s" | "S");
        self.gap = self.started && (self.gap || !clitic);
    }

    /// Hands the folded bytes of `text` to `emit`, until it returns `false`. Returns how many were taken, or `None`
    /// when it was stopped.
    pub(crate) fn push(&mut self, text: &str, emit: &mut impl FnMut(u8) -> bool) -> Option<usize> {
        let mut taken = 0;
        for character in text.chars() {
            if character.is_ascii_alphanumeric() {
                taken += self.word(emit)?;
                taken += one(character.to_ascii_lowercase() as u8, emit)?;
            } else if character == '.' || is_apostrophe(character) {
                // Vanishes.
            } else if character.is_whitespace() || is_hyphen(character) {
                self.gap = self.started;
            } else if character.is_alphanumeric() {
                taken += self.word(emit)?;
                taken += letter(character, emit)?;
            } else if !is_mark(character) {
                self.gap = self.started;
                taken += self.word(emit)?;
                taken += utf8(character, emit)?;
                self.gap = true;
            }
        }
        Some(taken)
    }

    /// Closes a gap before a character of a word.
    fn word(&mut self, emit: &mut impl FnMut(u8) -> bool) -> Option<usize> {
        self.started = true;
        if std::mem::take(&mut self.gap) {
            one(b' ', emit)
        } else {
            Some(0)
        }
    }
}

fn one(byte: u8, emit: &mut impl FnMut(u8) -> bool) -> Option<usize> {
    emit(byte).then_some(1)
}

fn utf8(character: char, emit: &mut impl FnMut(u8) -> bool) -> Option<usize> {
    let mut buffer = [0; 4];
    let bytes = character.encode_utf8(&mut buffer).as_bytes();
    bytes.iter().all(|&byte| emit(byte)).then_some(bytes.len())
}

/// A letter beyond ASCII: without accents, in lower case, and Latin letters with no decomposition as they are
/// usually written without them.
fn letter(character: char, emit: &mut impl FnMut(u8) -> bool) -> Option<usize> {
    let mut taken = Some(0);
    decompose_canonical(character, |part| {
        if is_mark(part) {
            return;
        }
        for lower in part.to_lowercase() {
            if is_mark(lower) {
                continue;
            }
            let plain = match lower {
                'ı' => "i",
                'ø' => "o",
                'ł' => "l",
                'đ' | 'ð' => "d",
                'ħ' => "h",
                'ß' => "ss",
                'æ' => "ae",
                'œ' => "oe",
                'ə' => "a",
                'þ' => "th",
                _ => "",
            };
            taken = taken.and_then(|before| {
                let more = if plain.is_empty() {
                    utf8(lower, emit)?
                } else {
                    plain.bytes().all(&mut *emit).then_some(plain.len())?
                };
                Some(before + more)
            });
        }
    });
    taken
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | 'ʻ' | 'ʿ' | 'ʾ')
}

fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{00ad}' | '\u{2212}')
}

/// Combining marks of the Latin, Greek and Cyrillic scripts.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{0300}'..='\u{036f}')
}
