//! Statements as a table for a terminal.

use std::io::{self, Write};

use comfy_table::{ContentArrangement, Table, presets};

use crate::graph::jsonl::{ArgumentRow, FillerRow, StatementRow};

/// Writes rows as a table, at most `width` columns wide if that is given. What is no plain fact is marked in the last
/// column: "denied", "planned", "said".
///
/// # Errors
/// What `out` refuses.
pub fn write_table(rows: &[StatementRow], width: Option<u16>, mut out: impl Write) -> io::Result<()> {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY);
    table.set_header(["subject", "relation", "object", "when", "said by", "class", "holds"]);
    match width {
        Some(width) => table
            .set_width(width)
            .set_content_arrangement(ContentArrangement::Dynamic),
        None => table.set_content_arrangement(ContentArrangement::Disabled),
    };
    for row in rows {
        table.add_row([
            name(&row.subject).to_owned(),
            row.relation.text.clone(),
            row.object.as_ref().map(name).unwrap_or_default().to_owned(),
            when(row),
            row.attributed_to
                .iter()
                .map(|source| called(&source.source))
                .collect::<Vec<_>>()
                .join(" ← "),
            row.class.as_deref().unwrap_or_default().replace("dm:", ""),
            holds(row),
        ]);
    }
    writeln!(out, "{table}")
}

fn name(argument: &ArgumentRow) -> &str {
    called(&argument.filler)
}

fn called(filler: &FillerRow) -> &str {
    match filler {
        FillerRow::Thing(thing) => &thing.label,
        FillerRow::Value { value } => value,
    }
}

fn when(row: &StatementRow) -> String {
    let Some(date) = &row.date else {
        return String::new();
    };
    match (&date.start, &date.end) {
        (Some(start), Some(end)) if start == end => start.clone(),
        (None, None) => date.text.clone(),
        (start, end) => {
            let day = |day: &Option<String>| day.clone().unwrap_or_else(|| "…".to_owned());
            [day(start), day(end)].join(" – ")
        }
    }
}

/// "fact"; else why it is none.
fn holds(row: &StatementRow) -> String {
    if row.asserted {
        return "fact".to_owned();
    }
    let denied = (row.polarity == "negative").then_some("denied");
    let mode = (row.modality != "actual").then_some(row.modality);
    let reasons: Vec<&str> = denied.into_iter().chain(mode).collect();
    if reasons.is_empty() {
        "said".to_owned()
    } else {
        reasons.join(", ")
    }
}
