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

/// Whether a sentence could end after the word at `at`.
pub(crate) fn may_end(marks: &[Mark], at: usize) -> bool {
    let Some(next) = marks.get(at + 1) else { return false };
    marks[at].sign != Sign::None || next.form.flags & 1 != 0 || next.sign != Sign::None || next.gap == 2
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
