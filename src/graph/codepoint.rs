//! [`CodePoints`]: byte offsets as code points, which is what
//! [NIF](https://persistence.uni-leipzig.org/nlp2rdf/specification/core.html) and other languages count.

use crate::text::Span;

/// Bytes between two places whose code points are counted beforehand.
const STEP: usize = 128;

/// Counts the code points of one text.
pub(crate) struct CodePoints<'t> {
    text: &'t str,
    /// `before[i]` is how many code points begin before byte `i * STEP`; empty when every byte is one.
    before: Vec<u32>,
}

impl<'t> CodePoints<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let mut before = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for chunk in text.as_bytes().chunks(STEP) {
                before.push(count);
                count += starts(chunk);
            }
            // For the end of a text whose length is a multiple of the step.
            before.push(count);
        }
        Self { text, before }
    }

    /// How many code points stand before a byte.
    pub(crate) fn at(&self, byte: u32) -> u32 {
        if self.before.is_empty() {
            return byte;
        }
        let byte = byte as usize;
        let step = byte / STEP;
        self.before[step] + starts(&self.text.as_bytes()[step * STEP..byte])
    }

    /// A span in code points: begin and one past the end.
    pub(crate) fn of(&self, span: Span) -> (u32, u32) {
        (self.at(span.start), self.at(span.end))
    }
}

/// How many code points begin among these bytes.
fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn counts_as_chars_do(text in "[aé中🜁]{0,400}") {
            let points = CodePoints::new(&text);
            for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
                prop_assert_eq!(points.at(byte as u32), text[..byte].chars().count() as u32);
            }
        }
    }
}
