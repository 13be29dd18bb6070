//! Page layout: text → [`Block`]s, by blank lines, line lengths and how lines begin and end.
//!
//! A line is a block of its own unless the text is hard-wrapped: then a line goes on where the next line's first word
//! would not have fitted. In a text with running paragraphs, a short line that ends like no sentence is a title, a
//! heading or a byline, and what stands under "See also" and its like belongs to the page. In a text without, every line is
//! running text.

use crate::syntax::words::is_blank;
use crate::text::{Block, BlockKind, Span};

/// The widest line, in characters, that a text is wrapped at.
const WIDEST_WRAP: usize = 120;
/// The most words of a heading.
const HEADING_WORDS: usize = 20;
/// The fewest words of a line that ends like a sentence to count as running text among headlines.
const PARAGRAPH_WORDS: usize = 12;
/// How many blocks at the top of a document may be bylines.
const TOP: usize = 8;

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
struct Line {
    span: Span,
    /// In characters.
    width: usize,
    /// Whether a blank line, or nothing, stands before it.
    apart: bool,
}

/// The blocks of a text, in order; together they hold everything but blanks.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let parts = join_wrapped(text, &lines(text));
    let running = parts.iter().any(|part| is_running(part.span.of(text)));
    let mut blocks = Vec::with_capacity(parts.len());
    let mut in_boilerplate = false;
    let mut seen_paragraph = false;
    for (index, part) in parts.iter().enumerate() {
        let line = part.span.of(text);
        in_boilerplate = opens_boilerplate(line) || in_boilerplate && !is_running(line);
        let kind = if in_boilerplate || is_notice(line) {
            BlockKind::Boilerplate
        } else if is_list_item(line) {
            BlockKind::ListItem
        } else if !running || ends_sentence(line) && !(index == 0 && is_title(&parts, text)) {
            BlockKind::Paragraph
        } else if !seen_paragraph && index < TOP && is_byline(line) || starts_with_by(line) {
            BlockKind::Byline
        } else if index == 0 && is_title(&parts, text) {
            BlockKind::Title
        } else if is_heading(line, index + 1 == parts.len()) {
            BlockKind::Heading
        } else {
            BlockKind::Paragraph
        };
        let mut span = part.span;
        if kind == BlockKind::Paragraph {
            seen_paragraph = true;
            if let Some(length) = dateline(line) {
                let end = span.start as usize + length;
                blocks.push(Block {
                    span: Span::new(span.start as usize, end),
                    kind: BlockKind::Byline,
                });
                let rest = text[end..span.end as usize].trim_start_matches(is_blank).len();
                span = Span::new(span.end as usize - rest, span.end as usize);
            }
        }
        blocks.push(Block { span, kind });
    }
    blocks
}

/// One paragraph for each line, whatever it looks like.
pub(crate) fn line_blocks(text: &str) -> Vec<Block> {
    lines(text)
        .iter()
        .map(|line| Block {
            span: line.span,
            kind: BlockKind::Paragraph,
        })
        .collect()
}

fn lines(text: &str) -> Vec<Line> {
    let mut found = Vec::new();
    let mut apart = true;
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r', '\u{b}', '\u{c}', '\u{2028}', '\u{2029}']) {
        let trimmed = line.trim_start_matches(is_blank);
        let at = start + line.len() - trimmed.len();
        let trimmed = trimmed.trim_end_matches(is_blank);
        start += line.len();
        if trimmed.is_empty() {
            // The line feed behind a carriage return ends the same line.
            apart |= line != "\n" || !text[..start - line.len()].ends_with('\r');
            continue;
        }
        found.push(Line {
            span: Span::new(at, at + trimmed.len()),
            width: trimmed.chars().count(),
            apart,
        });
        apart = false;
    }
    found
}

/// Joins the lines of hard-wrapped paragraphs.
fn join_wrapped(text: &str, lines: &[Line]) -> Vec<Line> {
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    let mut rest = lines;
    while !rest.is_empty() {
        let length = 1 + rest[1..].iter().take_while(|line| !line.apart).count();
        let (run, after) = rest.split_at(length);
        rest = after;
        let widest = run.iter().map(|line| line.width).max().unwrap_or(0);
        let full = |pair: &[Line]| {
            let next = pair[1].span.of(text);
            let first_word = next.split(is_blank).next().unwrap_or(next).chars().count();
            pair[0].width + 1 + first_word > widest
        };
        let goes_on = |pair: &[Line]| {
            !ends_sentence(pair[0].span.of(text)) && pair[1].span.of(text).starts_with(char::is_lowercase)
        };
        let wrapped = (40..=WIDEST_WRAP).contains(&widest) && run.windows(2).any(|pair| full(pair) && goes_on(pair));
        joined.push(run[0]);
        for pair in run.windows(2) {
            match joined.last_mut() {
                Some(last)
                    if wrapped && full(pair) && !is_list_item(pair[1].span.of(text)) || goes_on_always(text, pair) =>
                {
                    last.span = last.span.cover(pair[1].span);
                    last.width += pair[1].width;
                }
                _ => joined.push(pair[1]),
            }
        }
    }
    joined
}

/// Whether a line breaks off in the middle of a sentence that the next line, in small letters, takes up.
fn goes_on_always(text: &str, pair: &[Line]) -> bool {
    let (line, next) = (pair[0].span.of(text), pair[1].span.of(text));
    line.ends_with([',', '-']) && next.starts_with(char::is_lowercase)
}

/// The line without quotes, brackets and note marks at its end.
fn without_closers(line: &str) -> &str {
    line.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']'])
}

fn ends_sentence(line: &str) -> bool {
    let line = without_closers(line);
    line.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।'])
        || line.rsplit_once('[').is_some_and(|(before, note)| {
            !note.is_empty() && note.bytes().all(|byte| byte.is_ascii_digit()) && ends_sentence(before)
        })
}

fn word_count(line: &str) -> usize {
    line.split_whitespace().count()
}

/// Whether a line is surely running text.
fn is_running(line: &str) -> bool {
    let sentence = ends_sentence(line) && !without_closers(line).ends_with(['?', '!']);
    sentence && word_count(line) >= PARAGRAPH_WORDS || word_count(line) > 40
}

/// Whether the first line is the document's title.
fn is_title(parts: &[Line], text: &str) -> bool {
    let [first, second, ..] = parts else { return false };
    let line = first.span.of(text);
    let headline = word_count(line) <= HEADING_WORDS * 3 / 2 && !line.ends_with([',', ';', ':', '-', '.']);
    headline && !without_closers(line).ends_with('.') && (second.apart || second.width > first.width)
}

/// Whether a line without a sentence's end is a heading, not a sentence whose full stop is missing.
fn is_heading(line: &str, last: bool) -> bool {
    let count = word_count(line);
    if line.ends_with([',', ';']) || line.ends_with(':') && count > 5 || count > HEADING_WORDS {
        return false;
    }
    let small = line
        .split_whitespace()
        .filter(|word| word.starts_with(char::is_lowercase))
        .count();
    !(last && count >= 8 && small * 2 > count)
}

/// Whether a line names who wrote the text, for whom or when.
fn is_byline(line: &str) -> bool {
    let count = word_count(line);
    if count > 14 || ends_sentence(line) && !line.ends_with('.') {
        return false;
    }
    starts_with_by(line) || is_date_line(line) || is_office(line) || is_name_and_post(line)
}

/// "By Jane Roe", with nothing but names after it.
fn starts_with_by(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("By ").or_else(|| line.strip_prefix("BY ")) else {
        return false;
    };
    let names = rest.split(',').next().unwrap_or(rest);
    (2..=8).contains(&word_count(names))
        && !ends_sentence(line)
        && names.split_whitespace().all(|word| word == "and" || is_name_part(word))
}

fn is_name_part(word: &str) -> bool {
    word.starts_with(char::is_uppercase) || ["de", "van", "von", "der", "al", "bin", "da", "du"].contains(&word)
}

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sept",
    "sep",
    "oct",
    "nov",
    "dec",
];
const DAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

fn bare(word: &str) -> String {
    word.trim_matches(|character: char| !character.is_alphanumeric())
        .to_lowercase()
}

/// "September 13, 2023", "Published: 13 Sep 2023 10:05 GMT", "Wednesday, 2 May".
fn is_date_line(line: &str) -> bool {
    let words: Vec<String> = line
        .split_whitespace()
        .map(bare)
        .filter(|word| !word.is_empty())
        .collect();
    let digit = |word: &String| word.starts_with(|character: char| character.is_ascii_digit());
    let known = |word: &String| {
        let word = word.as_str();
        MONTHS.contains(&word)
            || DAYS.contains(&word)
            || [
                "published",
                "updated",
                "posted",
                "last",
                "on",
                "at",
                "am",
                "pm",
                "gmt",
                "utc",
                "et",
                "est",
                "edt",
            ]
            .contains(&word)
    };
    words.len() <= 12
        && words.iter().any(digit)
        && words.iter().any(known)
        && words.iter().all(|word| digit(word) || known(word))
}

/// "Office of the Spokesperson", "Press Statement".
fn is_office(line: &str) -> bool {
    let lower = line.to_lowercase();
    [
        "office of",
        "press statement",
        "media note",
        "press release",
        "statement by",
        "remarks by",
        "for immediate release",
        "fact sheet",
        "readout",
    ]
    .iter()
    .any(|start| lower.starts_with(start))
        && word_count(line) <= 8
}

/// "Jane Roe, Department Spokesperson".
fn is_name_and_post(line: &str) -> bool {
    let Some((name, post)) = line.split_once(',') else {
        return false;
    };
    (2..=4).contains(&word_count(name))
        && name.split_whitespace().all(is_name_part)
        && (1..=7).contains(&word_count(post))
        && post
            .split_whitespace()
            .filter(|word| word.starts_with(char::is_lowercase))
            .all(|word| word.len() <= 3)
}

/// The length of a dateline at the start of a paragraph, with its dash: "BAKU, September 13 (APA) — ".
fn dateline(line: &str) -> Option<usize> {
    let limit = line.char_indices().nth(70).map_or(line.len(), |(index, _)| index);
    let (dash, length) = [" — ", " – ", " -- ", " - ", "— ", " —"]
        .iter()
        .filter_map(|dash| Some((line[..limit].find(dash)?, dash.len())))
        .min_by_key(|&(at, length)| (at, std::cmp::Reverse(length)))?;
    let head = &line[..dash];
    let place = head.split([',', '(']).next()?.trim();
    let capitals = place.chars().filter(|character| character.is_alphabetic()).count() >= 3
        && !place.chars().any(char::is_lowercase)
        && word_count(place) <= 4;
    let agency = head.ends_with(')') && head.contains('(');
    let dated = head.contains(',')
        && head
            .split_whitespace()
            .any(|word| MONTHS.contains(&bare(word).as_str()));
    let named = place.split_whitespace().all(is_name_part) && word_count(place) <= 4;
    let rest = line[dash + length..].trim_start();
    let opens = rest.starts_with(|character: char| character.is_uppercase() || "\"“'‘".contains(character));
    let short = word_count(head) <= 9 && !head.contains(['.', ';', ':']) | capitals;
    (opens && short && (capitals || named && (agency || dated)))
        .then_some(dash + length)
        .map(|end| line[..end].trim_end().len())
}

const BULLETS: &[char] = &['•', '·', '▪', '●', '◦', '‣', '*', '–', '—', '-', '→', '■', '✓'];

fn is_list_item(line: &str) -> bool {
    if let Some(rest) = line.strip_prefix(BULLETS) {
        return rest.starts_with(is_blank) && !rest.trim().is_empty();
    }
    let label = line.split(is_blank).next().unwrap_or(line);
    let inner = label.trim_start_matches('(');
    let Some(inner) = inner.strip_suffix([')', '.']) else {
        return false;
    };
    let number = !inner.is_empty() && inner.len() <= 3 && inner.bytes().all(|byte| byte.is_ascii_digit());
    let letter = label.ends_with(')') && inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_lowercase());
    (number || letter) && label.len() < line.len()
}

/// Headings over what belongs to the page, in order.
const PAGE_HEADINGS: &[&str] = &[
    "about the author",
    "advertisement",
    "also read",
    "also see",
    "comments",
    "editor's picks",
    "external links",
    "follow us",
    "further reading",
    "have your say",
    "in this section",
    "latest",
    "latest headlines",
    "latest news",
    "latest stories",
    "leave a comment",
    "leave a reply",
    "more",
    "more coverage",
    "more from this section",
    "more headlines",
    "more information",
    "more like this",
    "more news",
    "more on this",
    "more on this story",
    "more on this topic",
    "more stories",
    "most popular",
    "most read",
    "most viewed",
    "newsletter",
    "other news",
    "popular",
    "read also",
    "read more",
    "read next",
    "recommended",
    "recommended stories",
    "references",
    "related",
    "related articles",
    "related content",
    "related coverage",
    "related links",
    "related news",
    "related posts",
    "related stories",
    "related topics",
    "related videos",
    "see also",
    "share",
    "share this",
    "share this article",
    "share this page",
    "share this story",
    "sister links",
    "sources",
    "tags",
    "top news",
    "top stories",
    "trending",
    "what others are reading",
    "you may also like",
    "you might also like",
];

fn opens_boilerplate(line: &str) -> bool {
    if word_count(line) > 5 {
        return false;
    }
    let name = line.to_lowercase().replace('’', "'");
    let name = name.trim_matches(|character: char| !character.is_alphanumeric());
    PAGE_HEADINGS.binary_search(&name).is_ok()
}

/// A line that belongs to the page by itself: copyright, sharing, subscription, a pointer to another article.
fn is_notice(line: &str) -> bool {
    let lower = line
        .trim_start_matches(|character: char| !character.is_alphanumeric() && character != '©')
        .to_lowercase();
    let starts = [
        "©",
        "copyright ",
        "(c) ",
        "read more:",
        "read also:",
        "read more at ",
        "see also:",
        "also read:",
        "related:",
        "click here",
        "follow us ",
        "share this ",
        "share on ",
        "subscribe to ",
        "sign up for ",
        "sign up to ",
        "download our ",
        "advertisement",
        "tags:",
        "filed under",
        "topics:",
    ];
    word_count(line) <= 40
        && (starts.iter().any(|start| lower.starts_with(start)) || lower.contains("all rights reserved"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use BlockKind::{Boilerplate, Byline, Heading, ListItem, Paragraph, Title};

    fn check(text: &str, expect: &[(BlockKind, &str)]) {
        let found: Vec<_> = blocks(text)
            .iter()
            .map(|block| (block.kind, block.span.of(text)))
            .collect();
        assert_eq!(found, expect);
    }

    const RUNNING: &str = "On Tuesday the government of Norland sent a note of protest to Sudria over the border.";

    #[test]
    fn an_article() {
        let text = format!(
            "Norland Protests to Sudria\n\nJane Roe, Department Spokesperson\n\n{RUNNING}\n{RUNNING}\nReactions\n{RUNNING}\n\
             See Also\n\n\nMinister Visits Port\n\nWhat Is Next for Sudria?\n"
        );
        check(
            &text,
            &[
                (Title, "Norland Protests to Sudria"),
                (Byline, "Jane Roe, Department Spokesperson"),
                (Paragraph, RUNNING),
                (Paragraph, RUNNING),
                (Heading, "Reactions"),
                (Paragraph, RUNNING),
                (Boilerplate, "See Also"),
                (Boilerplate, "Minister Visits Port"),
                (Boilerplate, "What Is Next for Sudria?"),
            ],
        );
    }

    #[test]
    fn a_paragraph_ends_the_page_s_own() {
        let text = format!("{RUNNING}\nRelated articles:\nPort Opens\n{RUNNING}\n© 2024 The Norland Post");
        let kinds: Vec<_> = blocks(&text).iter().map(|block| block.kind).collect();
        assert_eq!(kinds, [Paragraph, Boilerplate, Boilerplate, Paragraph, Boilerplate]);
    }

    #[test]
    fn a_text_without_paragraphs_is_running_text() {
        check(
            "Norland sent a note to Sudria",
            &[(Paragraph, "Norland sent a note to Sudria")],
        );
        check(
            "Rain fell\n\nSnow fell",
            &[(Paragraph, "Rain fell"), (Paragraph, "Snow fell")],
        );
    }

    #[test]
    fn hard_wrapped_lines_join() {
        let text = "The foreign ministry of Norland said on Tuesday that it had\nsent a note of protest to Sudria over the closing of the\n\
                    border crossing at Easthaven.\n\nThe ministry of Sudria did not answer questions about it.";
        let found: Vec<_> = blocks(text)
            .iter()
            .map(|block| block.span.of(text).lines().count())
            .collect();
        assert_eq!(found, [3, 1]);
    }

    #[test]
    fn datelines_and_lists() {
        let text = format!("EASTHAVEN, September 13 (NNA) — {RUNNING}\n- first point\n2. second point\n");
        check(
            &text,
            &[
                (Byline, "EASTHAVEN, September 13 (NNA) —"),
                (Paragraph, RUNNING),
                (ListItem, "- first point"),
                (ListItem, "2. second point"),
            ],
        );
    }

    #[test]
    fn lists_are_in_order() {
        assert!(PAGE_HEADINGS.is_sorted());
    }
}
