//! [`Document`]: one text and what is known about it, and its [`Block`]s.

use jiff::civil::Date;

use crate::text::Span;

/// The largest document that offsets can address, in bytes; `--max-document` is at most this.
pub const MAX_DOCUMENT: usize = u32::MAX as usize;

/// One text to read, with what is known about it from outside the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// What the document is called in the store and in IRIs: the JSON line's `id`, `--id`, the path as given,
    /// or the hash of the text.
    pub id: String,
    /// The text, as read; every [`Span`] counts bytes of it.
    pub text: String,
    /// The title given beside the text (`dct:title`). A title within the text is a block, not this.
    pub title: Option<String>,
    /// Day of publication (`dct:issued`): what "today" and "on Wednesday" are resolved against.
    pub date: Option<Date>,
    /// Where it was published, an address or a name (`dct:source`).
    pub source: Option<String>,
    /// Who published it (`dct:publisher`).
    pub publisher: Option<String>,
}

/// What a stretch of text is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The document's own title. Its statements are kept but assert nothing.
    Title,
    /// A heading or a headline within the text. Its statements are kept but assert nothing.
    Heading,
    /// Who wrote it, where and when ("By Jane Roe", "BAKU, September 13"). Read for metadata, not for statements.
    Byline,
    /// Running text.
    Paragraph,
    /// An entry of a list.
    ListItem,
    /// What belongs to the page and not to the article: "See Also" and the headlines under it, "Read more",
    /// share buttons, copyright lines. Nothing is extracted from it.
    Boilerplate,
}

/// A stretch of the text that holds whole sentences: a paragraph, a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it is, without the line breaks around it.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}
