//! [`GraphML`](http://graphml.graphdrawing.org/specification.html), which Gephi, Cytoscape, yEd, igraph and `NetworkX`
//! open.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::graph::export::network::{Column, Kind, Network};

/// Writes things and facts; several facts may join the same two things.
///
/// # Errors
/// What `out` refuses.
pub(crate) fn write(network: &Network, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<graphml xmlns="http://graphml.graphdrawing.org/xmlns">"#)?;
    // The first columns are the ids, which GraphML has attributes for.
    let nodes = (&network.nodes.columns[1..], "node");
    let edges = (&network.edges.columns[2..], "edge");
    for (columns, element) in [nodes, edges] {
        for column in columns {
            let (id, name) = (key(element, column), column.name);
            let kind = match column.kind {
                Kind::Text => "string",
                Kind::Count => "int",
                Kind::Fraction => "double",
            };
            writeln!(
                out,
                r#"  <key id="{id}" for="{element}" attr.name="{name}" attr.type="{kind}"/>"#
            )?;
        }
    }
    writeln!(out, r#"  <graph edgedefault="directed">"#)?;
    for row in &network.nodes.rows {
        writeln!(out, r#"    <node id="{}">"#, escaped(&row[0]))?;
        values(out, "node", nodes.0, &row[1..])?;
        writeln!(out, "    </node>")?;
    }
    for (index, row) in network.edges.rows.iter().enumerate() {
        let (source, target) = (escaped(&row[0]), escaped(&row[1]));
        writeln!(
            out,
            r#"    <edge id="e{}" source="{source}" target="{target}">"#,
            index + 1
        )?;
        values(out, "edge", edges.0, &row[2..])?;
        writeln!(out, "    </edge>")?;
    }
    writeln!(out, "  </graph>\n</graphml>")
}

fn key(element: &str, column: &Column) -> String {
    format!("{element}.{}", column.name)
}

/// What is known of a node or an edge; empty cells say nothing.
fn values(out: &mut impl Write, element: &str, columns: &[Column], cells: &[String]) -> io::Result<()> {
    for (column, cell) in columns.iter().zip(cells) {
        if !cell.is_empty() {
            writeln!(
                out,
                r#"      <data key="{}">{}</data>"#,
                key(element, column),
                escaped(cell)
            )?;
        }
    }
    Ok(())
}

/// Text as XML 1.0 can hold it: control characters it cannot are replaced.
fn escaped(text: &str) -> Cow<'_, str> {
    let plain = |character: char| {
        !matches!(
            character,
            '&' | '<' | '>' | '"' | '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}'
        )
    };
    if text.chars().all(plain) {
        return text.into();
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => escaped.push(char::REPLACEMENT_CHARACTER),
            _ => escaped.push(character),
        }
    }
    escaped.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped() {
        let check = |text: &str, expected: &str| assert_eq!(escaped(text), expected);
        check("Norland", "Norland");
        check("<\"A\" & B>\n", "&lt;&quot;A&quot; &amp; B&gt; ");
        check("a\u{1}b", "a\u{fffd}b");
    }
}
