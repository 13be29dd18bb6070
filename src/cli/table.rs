//! Statements as a table for people.

use comfy_table::{ContentArrangement, Table, presets};

use crate::extract::{Argument, Extraction, Filler, Modality, Polarity, Statement};
use crate::mention::Mentions;
use crate::ontology::Ontology;

/// The most characters of one cell that quotes the text.
const LONGEST: usize = 60;

/// A document's statements and what they speak of.
pub(crate) struct Page<'p> {
    /// The document's text.
    pub(crate) text: &'p str,
    /// What it speaks of.
    pub(crate) mentions: &'p Mentions,
    /// What it says.
    pub(crate) extraction: &'p Extraction,
    /// The names of roles.
    pub(crate) ontology: &'p Ontology,
}

/// The cells of one row.
pub(crate) type Row = [String; 7];

/// A table of `rows`, `width` columns wide if that is given.
pub(crate) fn draw(rows: Vec<Row>, width: Option<u16>) -> String {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY);
    table.set_header(["who", "does", "what", "and", "status", "said by", "rule"]);
    match width {
        Some(width) => table
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(width),
        None => table.set_content_arrangement(ContentArrangement::Disabled),
    };
    table.add_rows(rows);
    format!("{table}\n")
}

impl Page<'_> {
    /// A row for each statement.
    pub(crate) fn rows(&self) -> Vec<Row> {
        self.extraction
            .statements
            .iter()
            .map(|statement| self.row(statement))
            .collect()
    }

    fn row(&self, statement: &Statement) -> Row {
        let object = statement.object.as_ref();
        let mut details: Vec<String> = statement
            .roles
            .iter()
            .filter(|(_, argument)| *argument != statement.subject && Some(argument) != object)
            .map(|(role, argument)| format!("{}: {}", self.ontology.property(*role).label, self.filler(argument)))
            .collect();
        details.extend(statement.time.map(|time| time.span.of(self.text).to_owned()));
        details.extend(
            statement
                .place
                .map(|place| format!("in {}", self.mentions.entity(place).label)),
        );
        let said_by: Vec<&str> = statement
            .attribution
            .iter()
            .map(|attribution| self.mentions.entity(attribution.source).label.as_str())
            .collect();
        [
            self.filler(&statement.subject),
            statement.relation_text.clone(),
            object.map(|object| self.filler(object)).unwrap_or_default(),
            details.join("; "),
            status(statement),
            said_by.join(", said by "),
            statement.rule.clone(),
        ]
    }

    fn filler(&self, argument: &Argument) -> String {
        match argument.filler {
            Filler::Entity(entity) => self.mentions.entity(entity).label.clone(),
            Filler::Statement(_) | Filler::Text => short(argument.span.of(self.text)),
        }
    }
}

/// `fact`, or why it is none.
fn status(statement: &Statement) -> String {
    let mut words = Vec::new();
    if statement.polarity == Polarity::Negative {
        words.push("not");
    }
    if statement.modality != Modality::Actual {
        words.push(statement.modality.as_str());
    }
    match (words.is_empty(), statement.asserted) {
        (true, true) => "fact".to_owned(),
        (true, false) => "claim".to_owned(),
        _ => words.join(" "),
    }
}

/// On one line, and cut where it is long.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}
