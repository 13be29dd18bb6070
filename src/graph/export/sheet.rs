//! Tables between commas ([RFC 4180](https://www.rfc-editor.org/rfc/rfc4180)) or between tabs.

use std::io::{self, Write};

use crate::graph::export::network::Sheet;

/// What stands between the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Separator {
    /// A comma; cells that hold one, or a quotation mark or a line's end, are quoted.
    Comma,
    /// A tab; those within cells become blanks, for nothing is quoted.
    Tab,
}

/// Writes a line of names, then a line for each row.
///
/// # Errors
/// What `out` refuses.
pub(crate) fn write<const WIDTH: usize>(
    sheet: &Sheet<WIDTH>,
    separator: Separator,
    out: &mut impl Write,
) -> io::Result<()> {
    let names = sheet.columns.map(|column| column.name.to_owned());
    for row in [&names].into_iter().chain(&sheet.rows) {
        let cells: Vec<String> = row.iter().map(|cell| written(cell, separator)).collect();
        let between = match separator {
            Separator::Comma => ",",
            Separator::Tab => "\t",
        };
        writeln!(out, "{}", cells.join(between))?;
    }
    Ok(())
}

fn written(cell: &str, separator: Separator) -> String {
    match separator {
        Separator::Comma if cell.contains([',', '"', '\n', '\r']) => format!("\"{}\"", cell.replace('"', "\"\"")),
        Separator::Comma => cell.to_owned(),
        Separator::Tab => cell.replace(['\t', '\n', '\r'], " "),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::graph::export::network::{Column, Kind};

    #[test]
    fn cells_are_quoted_where_need_be() {
        let sheet = Sheet {
            columns: [
                Column {
                    name: "Id",
                    kind: Kind::Text,
                },
                Column {
                    name: "Label",
                    kind: Kind::Text,
                },
            ],
            rows: vec![
                ["a".to_owned(), "the \"Republic\", so called".to_owned()],
                ["b".to_owned(), "two\tcells\n".to_owned()],
            ],
        };
        let check = |separator, expected: expect_test::Expect| {
            let mut out = Vec::new();
            write(&sheet, separator, &mut out).unwrap();
            expected.assert_eq(&String::from_utf8(out).unwrap());
        };
        check(
            Separator::Comma,
            expect![[r#"
            Id,Label
            a,"the ""Republic"", so called"
            b,"two	cells
            "
        "#]],
        );
        check(
            Separator::Tab,
            expect![[r#"
            Id	Label
            a	the "Republic", so called
            b	two cells 
        "#]],
        );
    }
}
