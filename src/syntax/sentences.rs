//! [`SentenceBreaker`]: the words of a block → its sentences.

use crate::syntax::form::{Form, finish, mix};
use crate::syntax::perceptron::Perceptron;
use crate::syntax::words::Piece;

/// How many features a decision looks at.
pub(crate) const FEATURES: usize = 26;

/// The frozen sentence breaker: for each place between two words, whether a sentence ends there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SentenceBreaker<'m> {
    pub weights: Perceptron<'m>,
}

/// A word as sentence breaking sees it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Mark {
    form: Form,
    /// Whether blanks stand before it, and whether a line break is among them.
    gap: u32,
    sign: Sign,
    /// Whether it is one written token with the word before it.
    clitic: bool,
    length: u32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
enum Sign {
    #[default]
    None,
    /// A word with a full stop of its own.
    Abbreviation,
    Final,
    Quote,
    Opening,
    Closing,
    Other,
}

/// Reads the words of a block.
pub(crate) fn marks(text: &str, pieces: &[Piece], buffer: &mut String, marks: &mut Vec<Mark>) {
    marks.clear();
    let mut end = pieces.first().map_or(0, |piece| piece.span.start);
    for piece in pieces {
        let form = piece.span.of(text);
        let between = &text[end as usize..piece.span.start as usize];
        end = piece.span.end;
        let first = form.chars().next().unwrap_or(' ');
        let sign = match first {
            // A clitic: its apostrophe opens and closes nothing.
            _ if piece.joined => Sign::None,
            '.' | '!' | '?' | '…' => Sign::Final,
            '"' | '“' | '”' => Sign::Quote,
            '`' | '\'' if form.len() == 2 && form.ends_with(first) => Sign::Quote,
            '(' | '[' | '{' => Sign::Opening,
            ')' | ']' | '}' => Sign::Closing,
            _ if first.is_alphanumeric() && form.ends_with('.') => Sign::Abbreviation,
            _ if first.is_alphanumeric() => Sign::None,
            _ => Sign::Other,
        };
        let gap = if between.is_empty() {
            0
        } else {
            1 + u32::from(between.contains('\n'))
        };
        marks.push(Mark {
            form: Form::new(form, buffer),
            gap,
            sign,
            clitic: piece.joined,
            length: form.len() as u32,
        });
    }
}

/// What is open at a place of a sentence.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Context {
    /// Words since the sentence began.
    length: usize,
    quote: bool,
    brackets: u8,
}

impl Context {
    /// Reads one more word.
    pub(crate) fn read(&mut self, mark: &Mark) {
        self.length += 1;
        match mark.sign {
            Sign::Quote => self.quote = !self.quote,
            Sign::Opening => self.brackets = self.brackets.saturating_add(1),
            Sign::Closing => self.brackets = self.brackets.saturating_sub(1),
            _ => {}
        }
    }
}

/// Whether a sentence could end after the word at `at`. No sentence ends in a clitic, nor in a bracket or a quotation within
/// it that did not end like one.
pub(crate) fn may_end(marks: &[Mark], at: usize) -> bool {
    let (this, Some(next)) = (&marks[at], marks.get(at + 1)) else {
        return false;
    };
    let closers = marks[..=at]
        .iter()
        .rev()
        .take_while(|mark| matches!(mark.sign, Sign::Closing | Sign::Quote))
        .count();
    let inner = (at + 1).checked_sub(closers + 1).map(|index| &marks[index]);
    // Numbers in brackets are note marks, which follow the sentence's end.
    let goes_on = |mark: &Mark| matches!(mark.sign, Sign::None | Sign::Other) && mark.form.flags & 4 == 0;
    let closes_nothing = closers > 0 && inner.is_some_and(goes_on) && next.gap < 2;
    if closes_nothing || this.clitic {
        return false;
    }
    this.sign != Sign::None || !matches!(next.sign, Sign::None | Sign::Abbreviation) || next.gap == 2
}

/// The features of the place after the word at `at`.
pub(crate) fn extract(marks: &[Mark], at: usize, context: Context, out: &mut [u64; FEATURES]) {
    let outside = Mark::default();
    let mark = |offset: isize| {
        at.checked_add_signed(offset)
            .and_then(|index| marks.get(index))
            .unwrap_or(&outside)
    };
    let (before, this, next, after) = (mark(-1), mark(0), mark(1), mark(2));
    let wide = u64::from;
    let sign = |mark: &Mark| mark.sign as u64 * 64 + wide(mark.form.flags);
    let gap = wide(next.gap);
    let length = match context.length {
        0..=3 => context.length as u64,
        4..=7 => 4,
        8..=15 => 5,
        16..=40 => 6,
        _ => 7,
    };
    let open = u64::from(context.quote) | u64::from(context.brackets > 0) << 1;
    let both = mix(sign(this), sign(next));
    let groups = [
        (gap, 0, 0),
        (wide(this.form.lower), gap, 0),
        (wide(next.form.lower), gap, 0),
        (wide(next.form.cased), gap, sign(this)),
        (wide(this.form.lower), wide(next.form.lower), gap),
        (wide(this.form.cased), sign(next), gap),
        (both, gap, 0),
        (both, gap, open),
        (both, gap, length),
        (both, sign(before), gap),
        (both, sign(after), gap),
        (both, sign(before), mix(sign(after), gap)),
        (wide(this.form.lower), wide(next.form.shape), gap),
        (wide(this.form.shape), wide(next.form.shape), gap),
        (wide(before.form.lower), wide(this.form.lower), sign(next)),
        (wide(before.form.lower), both, gap),
        (wide(next.form.lower), wide(after.form.lower), sign(this)),
        (wide(this.form.lower), open, sign(next)),
        (wide(this.form.lower), length, sign(next)),
        (open, length, both),
        (wide(this.length.min(8)), both, wide(before.gap)),
        (wide(before.form.shape), wide(this.form.lower), sign(next)),
        (wide(this.form.suffix[2]), sign(next), gap),
        (wide(next.form.suffix[2]), sign(this), sign(after)),
        (wide(after.form.lower), both, gap),
        (mix(sign(before), sign(mark(-2))), both, mix(gap, wide(this.gap))),
    ];
    for (number, (slot, (a, b, c))) in out.iter_mut().zip(groups).enumerate() {
        *slot = finish(mix(mix(mix(number as u64 + 201, a), b), c));
    }
}

impl SentenceBreaker<'_> {
    /// The sentences of a block: the index behind each one's last word.
    pub(crate) fn ends(&self, marks: &[Mark], ends: &mut Vec<usize>) {
        ends.clear();
        let mut context = Context::default();
        let mut features = [0; FEATURES];
        for at in 0..marks.len() {
            context.read(&marks[at]);
            if !may_end(marks, at) {
                continue;
            }
            extract(marks, at, context, &mut features);
            let mut scores = [0; 256];
            self.weights.score(&features, &mut scores);
            if scores[1] > scores[0] {
                ends.push(at + 1);
                context = Context::default();
            }
        }
        if !marks.is_empty() {
            ends.push(marks.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::words::stretches;
    use crate::text::Span;

    /// The words, separated by blanks, after which a sentence may end; `_` begins a clitic.
    fn possible_ends(text: &str) -> Vec<&str> {
        let mut pieces = Vec::new();
        for span in stretches(text, Span::new(0, text.len())) {
            let clitic = span.of(text).starts_with('_');
            let span = Span::new(span.start as usize + usize::from(clitic), span.end as usize);
            pieces.push(Piece { span, joined: clitic });
        }
        let mut found = Vec::new();
        marks(text, &pieces, &mut String::new(), &mut found);
        (0..pieces.len())
            .filter(|&at| may_end(&found, at))
            .map(|at| pieces[at].span.of(text))
            .collect()
    }

    #[test]
    fn sentences_end_where_they_may() {
        assert_eq!(
            possible_ends("Norland objected . Sudria agreed ."),
            ["objected", ".", "agreed"]
        );
        assert_eq!(
            possible_ends("the United Council ( UC ) President spoke"),
            ["Council", "(", "UC"]
        );
        assert_eq!(possible_ends("He _'s Norland _'s envoy"), [""; 0]);
        assert_eq!(
            possible_ends("It fell . [ 3 ] Then it rose"),
            ["fell", ".", "[", "3", "]"]
        );
    }
}
