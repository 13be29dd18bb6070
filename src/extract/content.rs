//! The words of what somebody says.
//!
//! Takes the clauses that fill a role of content, gives the stretch from the first to the last, quotation marks closed. Knows
//! neither who says it nor whether it is so.

use crate::clause::Clause;
use crate::extract::draft;
use crate::extract::reader::Page;
use crate::rule::Match;
use crate::text::Span;

/// The words of what is said, with the clauses that go on in the same breath: "said **that it had met and that it would meet
/// again**"; a quotation whole.
pub(super) fn said(page: &Page<'_>, found: &Match, clause: &Clause, role: usize, first: Span) -> Span {
    let goes_on = |gap: &str| {
        gap.split(|letter: char| !letter.is_alphanumeric())
            .all(|word| matches!(word, "" | "and" | "but" | "or" | "then"))
    };
    let further = found
        .roles
        .iter()
        .filter(|filled| filled.role == role)
        .flat_map(|filled| &filled.arguments);
    let mut span = first;
    for argument in further {
        let next = draft::phrase_span(page, clause, argument);
        let (before, after) = if next.start < span.start {
            (next, span)
        } else {
            (span, next)
        };
        if draft::is_clausal(argument.slot)
            && (before.end >= after.start || goes_on(&page.text[before.end as usize..after.start as usize]))
        {
            span = span.cover(next);
        }
    }
    whole_quotation(page.text, span)
}

/// With the quotation mark that closes what is opened within, or opens what is closed within, where it is next to it.
fn whole_quotation(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let straight = words.matches('"').count();
    let (opened, closed) = (words.matches('“').count(), words.matches('”').count());
    let is_mark = |letter: char| matches!(letter, '"' | '“' | '”');
    if straight.is_multiple_of(2) && opened == closed {
        return span;
    }
    let behind = text[span.end as usize..]
        .char_indices()
        .take_while(|&(_, letter)| is_mark(letter) || matches!(letter, '.' | ',' | '!' | '?' | '…'))
        .find(|&(_, letter)| is_mark(letter));
    if let Some((at, mark)) = behind {
        let end = span.end + (at + mark.len_utf8()) as u32;
        return Span { end, ..span };
    }
    match text[..span.start as usize]
        .chars()
        .next_back()
        .filter(|&letter| is_mark(letter))
    {
        Some(mark) => Span {
            start: span.start - mark.len_utf8() as u32,
            ..span
        },
        None => span,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_is_whole() {
        for (text, cut, whole) in [
            (
                "said they \"would not.\" Roe",
                "they \"would not",
                "they \"would not.\"",
            ),
            ("said \"the vote\" was so", "\"the vote\" was", "\"the vote\" was"),
            ("said “it is”, he", "it is”", "“it is”"),
            ("said \"it is", "\"it is", "\"it is"),
        ] {
            let start = text.find(cut).unwrap() as u32;
            let span = Span {
                start,
                end: start + cut.len() as u32,
            };
            assert_eq!(whole_quotation(text, span).of(text), whole);
        }
    }
}
