//! CoNLL-U, read and written: <https://universaldependencies.org/format.html>.
//!
//! Reading keeps the tokens as they stand (multiword ranges, `SpaceAfter=No`) and rebuilds the document's text from
//! them; empty nodes, enhanced dependencies and the rest of MISC are skipped. Beyond the standard, a line that holds no
//! tab may separate its columns by blanks, a column that is missing at the end counts as `_`, and a comment
//! `# block = title` (`heading`, `byline`, `paragraph`, `list-item`, `boilerplate`) says what the block is that the
//! sentence opens.

use std::fmt;

use crate::syntax::{Deprel, Feats, Parse, Sentence, Token, TokenId, Upos, Xpos};
use crate::text::{Block, BlockKind, MAX_DOCUMENT, Span, Vocabulary, Words};

/// Why a text is not CoNLL-U. Lines count from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConlluError {
    /// A line is neither a comment nor a word.
    #[error("line {line}: {found} columns where CoNLL-U has ten, separated by tabs")]
    Columns {
        /// The line.
        line: usize,
        /// How many columns it has.
        found: usize,
    },
    /// The first column does not continue the sentence.
    #[error("line {line}: word id `{id}` where {expected} is due; words count from 1 in each sentence")]
    Id {
        /// The line.
        line: usize,
        /// The column as it stands.
        id: String,
        /// The number that should stand there.
        expected: usize,
    },
    /// The fourth column names no universal part of speech.
    #[error("line {line}: `{upos}` is no universal part of speech (NOUN, VERB, …), nor `_`")]
    Upos {
        /// The line.
        line: usize,
        /// The column as it stands.
        upos: String,
    },
    /// The seventh column names no word of the sentence.
    #[error("line {line}: head `{head}` is no word of this sentence, nor 0 for the root")]
    Head {
        /// The line.
        line: usize,
        /// The column as it stands.
        head: String,
    },
    /// The heads of a sentence do not make one tree.
    #[error(
        "sentence at line {line}: its heads make no tree ({roots} roots); one word must have head 0, without cycles"
    )]
    NoTree {
        /// The line of its first word.
        line: usize,
        /// How many words have head 0.
        roots: usize,
    },
    /// The text is larger than offsets can say.
    #[error("the text is larger than {MAX_DOCUMENT} bytes; split it")]
    TooLarge,
}

/// Reads CoNLL-U: the document's text, rebuilt from the words, and its parse. Words without heads (`_` throughout) hang
/// on the first one, as [`Deprel::Dep`].
///
/// Sentences are set apart by one blank unless the last word says otherwise, blocks (`# newpar`, `# newdoc`, `# block`) by an empty line.
///
/// # Errors
/// When a line is malformed or a sentence's heads make no tree.
pub fn read<'v>(source: &str, vocabulary: &'v Vocabulary) -> Result<(String, Parse<'v>), ConlluError> {
    let mut reader = Reader {
        text: String::new(),
        parse: Parse {
            blocks: Vec::new(),
            sentences: Vec::new(),
            words: Words::new(vocabulary),
        },
        opens: Some(BlockKind::Paragraph),
        pending: Pending::default(),
        glued: false,
    };
    for (index, line) in source.lines().enumerate() {
        reader.line(index + 1, line.trim_end_matches('\r'))?;
    }
    reader.end_sentence()?;
    Ok((reader.text, reader.parse))
}

/// Whether any word of a CoNLL-U text has a head: whether it brings trees, or words alone.
pub fn has_trees(source: &str) -> bool {
    let words = source
        .lines()
        .filter(|line| line.starts_with(|first: char| first.is_ascii_digit()));
    let heads = words.filter_map(|line| {
        if line.contains('\t') {
            line.split('\t').nth(6)
        } else {
            line.split_whitespace().nth(6)
        }
    });
    heads.into_iter().any(|head| head.trim().parse::<usize>().is_ok())
}

/// The words of one sentence while it is read.
#[derive(Default)]
struct Pending {
    first_line: usize,
    tokens: Vec<Token>,
    /// Heads as CoNLL-U counts them; `None` for `_`.
    heads: Vec<Option<usize>>,
    /// The last word of the multiword token being read, its surface form, and how much of that is used.
    range: Option<(usize, String, usize)>,
    glued: bool,
}

struct Reader<'v> {
    text: String,
    parse: Parse<'v>,
    /// What block the next sentence opens, if it opens one.
    opens: Option<BlockKind>,
    pending: Pending,
    /// Whether no blank stands behind the last word of the sentence before.
    glued: bool,
}

impl Reader<'_> {
    fn line(&mut self, number: usize, line: &str) -> Result<(), ConlluError> {
        if line.trim().is_empty() {
            return self.end_sentence();
        }
        if let Some(comment) = line.strip_prefix('#') {
            // A comment after words belongs to the next sentence, blank line or not.
            self.end_sentence()?;
            let comment = comment.trim();
            if let Some(kind) = comment.strip_prefix("block = ") {
                self.opens = Some(block_kind(kind));
            } else if comment.starts_with("newpar") || comment.starts_with("newdoc") {
                self.opens.get_or_insert(BlockKind::Paragraph);
            }
            return Ok(());
        }
        let columns: Vec<&str> = if line.contains('\t') {
            line.split('\t').collect()
        } else {
            line.split_whitespace().collect()
        };
        if columns.len() < 2 || columns.len() > 10 {
            return Err(ConlluError::Columns {
                line: number,
                found: columns.len(),
            });
        }
        self.word(number, &columns)
    }

    fn word(&mut self, line: usize, columns: &[&str]) -> Result<(), ConlluError> {
        let column = |index: usize| columns.get(index).copied().unwrap_or("_");
        let id = column(0);
        if id.contains('.') {
            return Ok(());
        }
        let expected = self.pending.tokens.len() + 1;
        let wrong_id = || ConlluError::Id {
            line,
            id: id.to_owned(),
            expected,
        };
        let space_after = !column(9).split('|').any(|pair| pair == "SpaceAfter=No");
        if let Some((first, last)) = id.split_once('-') {
            let (first, last) = first.parse().ok().zip(last.parse().ok()).ok_or_else(wrong_id)?;
            if first != expected || last < first {
                return Err(wrong_id());
            }
            self.begin_surface(line);
            self.pending.range = Some((last, column(1).to_owned(), 0));
            self.pending.glued = !space_after;
            return Ok(());
        }
        if id.parse() != Ok(expected) {
            return Err(wrong_id());
        }
        let (span, joined) = self.surface(line, expected, column(1), space_after)?;
        let head = match column(6) {
            "_" => None,
            text => Some(text.parse().map_err(|_| ConlluError::Head {
                line,
                head: text.to_owned(),
            })?),
        };
        let upos = match column(3) {
            "_" => Upos::default(),
            text => Upos::parse(text).ok_or_else(|| ConlluError::Upos {
                line,
                upos: text.to_owned(),
            })?,
        };
        let lemma = match column(2) {
            "_" if column(1) != "_" => &self.text[span.range()],
            lemma => lemma,
        };
        self.pending.tokens.push(Token {
            span,
            lemma: self.parse.words.intern(lemma),
            upos,
            xpos: Xpos::parse(column(4)).unwrap_or_default(),
            feats: Feats::parse(column(5)),
            head: TokenId::ROOT,
            deprel: Deprel::from_ud(column(7)),
            certainty: 100,
            joined,
        });
        self.pending.heads.push(head);
        Ok(())
    }

    /// Writes what separates the next surface word from the text so far.
    fn begin_surface(&mut self, line: usize) {
        if !self.pending.tokens.is_empty() {
            if !self.pending.glued {
                self.text.push(' ');
            }
            return;
        }
        self.pending.first_line = line;
        let block = self.opens.is_some() || self.parse.blocks.is_empty();
        if !self.text.is_empty() {
            self.text.push_str(match (block, self.glued) {
                (true, _) => "\n\n",
                (false, true) => "",
                (false, false) => " ",
            });
        }
    }

    /// Finds or writes the word's place in the text, and whether it is joined to the word before it.
    fn surface(&mut self, line: usize, id: usize, form: &str, space_after: bool) -> Result<(Span, bool), ConlluError> {
        let mut joined = false;
        let (written, rest) = if let Some((last, surface, used)) = self.pending.range.take() {
            joined = used > 0;
            let tail = &surface[used..];
            let length = if id == last {
                tail.len()
            } else {
                share(tail, form, last - id)
            };
            let written = tail[..length].to_owned();
            (written, (id < last).then_some((last, surface, used + length)))
        } else {
            self.begin_surface(line);
            self.pending.glued = !space_after;
            (form.to_owned(), None)
        };
        self.pending.range = rest;
        let start = self.text.len();
        self.text.push_str(&written);
        if self.text.len() > MAX_DOCUMENT {
            return Err(ConlluError::TooLarge);
        }
        Ok((Span::new(start, self.text.len()), joined))
    }

    fn end_sentence(&mut self) -> Result<(), ConlluError> {
        let pending = std::mem::take(&mut self.pending);
        let (Some(first), Some(last)) = (pending.tokens.first(), pending.tokens.last()) else {
            return Ok(());
        };
        let span = first.span.cover(last.span);
        self.glued = pending.glued;
        let tokens = attach(pending)?;
        match (self.opens.take(), self.parse.blocks.last_mut()) {
            (None, Some(block)) => block.span = block.span.cover(span),
            (kind, _) => self.parse.blocks.push(Block {
                span,
                kind: kind.unwrap_or(BlockKind::Paragraph),
            }),
        }
        let block = self
            .parse
            .blocks
            .last()
            .map_or(BlockKind::Paragraph, |block| block.kind);
        self.parse.sentences.push(Sentence { span, block, tokens });
        Ok(())
    }
}

/// How many bytes of a multiword token's remaining surface belong to the word `form`, with `others` more words to come:
/// the form itself where it stands there, an even share of the characters otherwise.
fn share(surface: &str, form: &str, others: usize) -> usize {
    let same = surface
        .get(..form.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(form));
    if same {
        return form.len();
    }
    let count = surface.chars().count().div_ceil(others + 1);
    surface
        .char_indices()
        .nth(count)
        .map_or(surface.len(), |(index, _)| index)
}

/// Turns CoNLL-U's heads into token ids, and checks that they make one tree.
fn attach(pending: Pending) -> Result<Vec<Token>, ConlluError> {
    let Pending {
        first_line,
        mut tokens,
        heads,
        ..
    } = pending;
    let count = tokens.len();
    if heads.iter().all(Option::is_none) {
        for (index, token) in tokens.iter_mut().enumerate() {
            (token.head, token.deprel) = if index == 0 {
                (TokenId::ROOT, Deprel::Root)
            } else {
                (TokenId(0), Deprel::Dep)
            };
        }
        return Ok(tokens);
    }
    let mut roots = 0;
    for (index, (token, head)) in tokens.iter_mut().zip(&heads).enumerate() {
        token.head = match *head {
            Some(0) => {
                roots += 1;
                TokenId::ROOT
            }
            Some(head) if head <= count => TokenId(head as u32 - 1),
            other => {
                let head = other.map_or("_".to_owned(), |head| head.to_string());
                return Err(ConlluError::Head {
                    line: first_line + index,
                    head,
                });
            }
        };
    }
    if roots != 1 || !is_tree(&tokens) {
        return Err(ConlluError::NoTree {
            line: first_line,
            roots,
        });
    }
    Ok(tokens)
}

/// Whether every word reaches the root.
fn is_tree(tokens: &[Token]) -> bool {
    // 0: unseen; otherwise the number of the walk that came by, `u32::MAX` when known to reach the root.
    let mut seen = vec![0_u32; tokens.len()];
    for start in 0..tokens.len() {
        let walk = start as u32 + 1;
        let mut at = TokenId(start as u32);
        while at != TokenId::ROOT && seen[at.index()] == 0 {
            seen[at.index()] = walk;
            at = tokens[at.index()].head;
        }
        if at != TokenId::ROOT && seen[at.index()] == walk {
            return false;
        }
        let mut at = TokenId(start as u32);
        while at != TokenId::ROOT && seen[at.index()] == walk {
            seen[at.index()] = u32::MAX;
            at = tokens[at.index()].head;
        }
    }
    true
}

fn block_kind(name: &str) -> BlockKind {
    match name.trim() {
        "title" => BlockKind::Title,
        "heading" => BlockKind::Heading,
        "byline" => BlockKind::Byline,
        "list-item" => BlockKind::ListItem,
        "boilerplate" => BlockKind::Boilerplate,
        _ => BlockKind::Paragraph,
    }
}

fn block_name(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "title",
        BlockKind::Heading => "heading",
        BlockKind::Byline => "byline",
        BlockKind::Paragraph => "paragraph",
        BlockKind::ListItem => "list-item",
        BlockKind::Boilerplate => "boilerplate",
    }
}

/// Writes `parse`, a parse of `text`, as CoNLL-U.
///
/// # Errors
/// When `sink` fails.
pub fn write(text: &str, parse: &Parse<'_>, sink: &mut impl fmt::Write) -> fmt::Result {
    let mut blocks = parse.blocks.iter().peekable();
    for (index, sentence) in parse.sentences.iter().enumerate() {
        let mut opened = None;
        while let Some(block) = blocks.next_if(|block| block.span.start <= sentence.span.start) {
            opened = Some(block);
        }
        if let Some(block) = opened {
            writeln!(sink, "# newpar")?;
            if block.kind != BlockKind::Paragraph {
                writeln!(sink, "# block = {}", block_name(block.kind))?;
            }
        }
        writeln!(sink, "# sent_id = {}", index + 1)?;
        sink.write_str("# text =")?;
        for word in sentence.span.of(text).split_whitespace() {
            write!(sink, " {word}")?;
        }
        writeln!(sink)?;
        write_words(text, sentence, &parse.words, sink)?;
        writeln!(sink)?;
    }
    Ok(())
}

fn write_words(text: &str, sentence: &Sentence, words: &Words<'_>, sink: &mut impl fmt::Write) -> fmt::Result {
    let tokens = &sentence.tokens;
    let misc = |last: usize| match tokens.get(last + 1) {
        Some(next) if next.span.start == tokens[last].span.end => "SpaceAfter=No",
        _ => "_",
    };
    for (index, token) in tokens.iter().enumerate() {
        let length = 1 + tokens[index + 1..].iter().take_while(|next| next.joined).count();
        let begins_range = !token.joined && length > 1;
        if begins_range {
            let last = index + length - 1;
            let surface = token.span.cover(tokens[last].span).of(text);
            writeln!(
                sink,
                "{}-{}\t{surface}\t_\t_\t_\t_\t_\t_\t_\t{}",
                index + 1,
                last + 1,
                misc(last)
            )?;
        }
        let head = if token.head == TokenId::ROOT {
            0
        } else {
            token.head.0 + 1
        };
        let misc = if token.joined || begins_range { "_" } else { misc(index) };
        let (form, lemma) = (token.span.of(text), words.text(token.lemma));
        let lemma = if lemma.is_empty() { "_" } else { lemma };
        let Token {
            upos,
            xpos,
            feats,
            deprel,
            ..
        } = token;
        writeln!(
            sink,
            "{}\t{form}\t{lemma}\t{upos}\t{xpos}\t{feats}\t{head}\t{deprel}\t_\t{misc}",
            index + 1
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "\
# sent_id = 1
# text = Norland can't wait.
1\tNorland\tNorland\tPROPN\tNNP\tNumber=Sing\t4\tnsubj\t_\t_
2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
2\tca\tcan\tAUX\tMD\tVerbForm=Fin\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\tPolarity=Neg\t4\tadvmod\t_\t_
4\twait\twait\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No
4.1\tempty\t_\t_\t_\t_\t_\t_\t_\t_
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_
";

    #[test]
    fn reads_words_and_text() {
        let vocabulary = Vocabulary::default();
        let (text, parse) = read(SAMPLE, &vocabulary).unwrap();
        assert_eq!(text, "Norland can't wait.");
        let tokens = &parse.sentences[0].tokens;
        let forms: Vec<_> = tokens.iter().map(|token| token.span.of(&text)).collect();
        assert_eq!(forms, ["Norland", "ca", "n't", "wait", "."]);
        assert_eq!(tokens[3].head, TokenId::ROOT);
        assert_eq!(tokens[0].head, TokenId(3));
        assert!(tokens[2].joined && !tokens[1].joined);
        assert_eq!(parse.words.text(tokens[1].lemma), "can");
    }

    #[test]
    fn writes_what_it_read() {
        let vocabulary = Vocabulary::default();
        let (text, parse) = read(SAMPLE, &vocabulary).unwrap();
        let mut written = String::new();
        write(&text, &parse, &mut written).unwrap();
        let without_empty: String = SAMPLE
            .lines()
            .filter(|line| !line.starts_with("4.1"))
            .fold("# newpar\n".to_owned(), |all, line| all + line + "\n");
        assert_eq!(written, without_empty + "\n");
    }

    #[test]
    fn blanks_may_stand_for_tabs_and_blocks_have_kinds() {
        let vocabulary = Vocabulary::default();
        let source = "# block = title\n1 Talks talk NOUN NNS _ 2 nsubj\n2 fail fail VERB VBP _ 0 root\n\n\
                      # newpar\n1 Rain rain NOUN NN _ 2 nsubj\n2 fell fall VERB VBD _ 0 root\n";
        let (text, parse) = read(source, &vocabulary).unwrap();
        assert_eq!(text, "Talks fail\n\nRain fell");
        assert_eq!(parse.blocks.len(), 2);
        assert_eq!(parse.sentences[0].block, BlockKind::Title);
        assert_eq!(parse.sentences[1].block, BlockKind::Paragraph);
    }

    #[test]
    fn errors_name_the_line() {
        let vocabulary = Vocabulary::default();
        let error = |source: &str| read(source, &vocabulary).unwrap_err();
        assert_eq!(error("x"), ConlluError::Columns { line: 1, found: 1 });
        assert_eq!(
            error("1 a a NOUN NN _ 7 nsubj"),
            ConlluError::Head {
                line: 1,
                head: "7".into()
            }
        );
        assert_eq!(
            error("\n1 a a N NN _ 0 root"),
            ConlluError::Upos {
                line: 2,
                upos: "N".into()
            }
        );
        assert_eq!(
            error("2 a"),
            ConlluError::Id {
                line: 1,
                id: "2".into(),
                expected: 1
            }
        );
        let cycle = "1 a a X FW _ 2 dep\n2 b b X FW _ 1 dep\n3 c c X FW _ 0 root";
        assert_eq!(error(cycle), ConlluError::NoTree { line: 1, roots: 1 });
    }

    #[test]
    fn bare_words_hang_on_the_first() {
        let vocabulary = Vocabulary::default();
        let (text, parse) = read("1 Hello\n2 there", &vocabulary).unwrap();
        assert_eq!(text, "Hello there");
        assert_eq!(parse.sentences[0].tokens[1].head, TokenId(0));
    }
}
