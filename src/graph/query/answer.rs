//! [`Answer`]: what a query gives, and how it is written.

use std::io::{self, BufWriter, Write};

use comfy_table::{ContentArrangement, Table, presets};
use oxigraph::model::{Quad, Term, Variable};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};

use crate::graph::export::{Export, export};
use crate::graph::prefix::Prefixes;
use crate::graph::turtle::shortened;

/// What a query gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Of SELECT.
    Solutions(Solutions),
    /// Of ASK.
    Boolean(bool),
    /// Of CONSTRUCT and DESCRIBE.
    Graph {
        /// The triples, in the default graph.
        quads: Vec<Quad>,
        /// Whether there were more than the limit.
        cut: bool,
    },
}

/// Rows of terms.
#[derive(Clone, Debug, PartialEq)]
pub struct Solutions {
    /// The names of the columns, without question mark.
    pub variables: Vec<String>,
    /// The rows, in the query's order; an unbound variable is `None`.
    pub rows: Vec<Vec<Option<Term>>>,
    /// Whether there were more than the limit.
    pub cut: bool,
}

/// How rows and truth values are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ResultsFormat {
    /// A table for people: IRIs short, literals bare.
    Table,
    /// [SPARQL JSON](https://www.w3.org/TR/sparql11-results-json/).
    Json,
    /// [SPARQL XML](https://www.w3.org/TR/rdf-sparql-XMLres/).
    Xml,
    /// [SPARQL CSV](https://www.w3.org/TR/sparql11-results-csv-tsv/).
    Csv,
    /// [SPARQL TSV](https://www.w3.org/TR/sparql11-results-csv-tsv/).
    Tsv,
}

impl ResultsFormat {
    /// All formats, by the names that `--results-format` takes.
    pub const ALL: [(&str, Self); 5] = [
        ("table", Self::Table),
        ("json", Self::Json),
        ("xml", Self::Xml),
        ("csv", Self::Csv),
        ("tsv", Self::Tsv),
    ];

    /// The format that `--results-format` calls `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|(known, _)| *known == name)
            .map(|(_, format)| format)
    }

    fn oxigraph(self) -> Option<QueryResultsFormat> {
        match self {
            Self::Table => None,
            Self::Json => Some(QueryResultsFormat::Json),
            Self::Xml => Some(QueryResultsFormat::Xml),
            Self::Csv => Some(QueryResultsFormat::Csv),
            Self::Tsv => Some(QueryResultsFormat::Tsv),
        }
    }
}

impl Answer {
    /// Whether it is empty or false: what `--exit-status` tells.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Solutions(solutions) => solutions.rows.is_empty(),
            Self::Boolean(answer) => !answer,
            Self::Graph { quads, .. } => quads.is_empty(),
        }
    }

    /// Whether the limit of rows cut it short.
    pub fn is_cut(&self) -> bool {
        match self {
            Self::Solutions(solutions) => solutions.cut,
            Self::Boolean(_) => false,
            Self::Graph { cut, .. } => *cut,
        }
    }

    /// Writes the answer: rows and truth values as `results`, triples as `graph`. A table is at most `width` columns
    /// wide, if that is given.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn write(
        &self,
        results: ResultsFormat,
        graph: Export,
        prefixes: &Prefixes,
        width: Option<u16>,
        out: impl Write,
    ) -> io::Result<()> {
        let mut out = BufWriter::new(out);
        match (self, results.oxigraph()) {
            (Self::Graph { quads, .. }, _) => export(quads, graph, prefixes, &mut out)?,
            (Self::Boolean(answer), None) => writeln!(out, "{answer}")?,
            (Self::Boolean(answer), Some(format)) => {
                QueryResultsSerializer::from_format(format).serialize_boolean_to_writer(&mut out, *answer)?;
                writeln!(out)?;
            }
            (Self::Solutions(solutions), None) => write_table(solutions, prefixes, width, &mut out)?,
            (Self::Solutions(solutions), Some(format)) => {
                let variables: Vec<Variable> = solutions.variables.iter().map(Variable::new_unchecked).collect();
                let mut writer = QueryResultsSerializer::from_format(format)
                    .serialize_solutions_to_writer(&mut out, variables.clone())?;
                for row in &solutions.rows {
                    let bound = variables.iter().zip(row);
                    writer.serialize(bound.filter_map(|(variable, term)| Some((variable, term.as_ref()?))))?;
                }
                writer.finish()?;
                end_line(format, &mut out)?;
            }
        }
        out.flush()
    }
}

/// JSON and XML come without the line's end that a terminal wants.
fn end_line(format: QueryResultsFormat, out: &mut impl Write) -> io::Result<()> {
    match format {
        QueryResultsFormat::Json | QueryResultsFormat::Xml => writeln!(out),
        _ => Ok(()),
    }
}

fn write_table(solutions: &Solutions, prefixes: &Prefixes, width: Option<u16>, out: &mut impl Write) -> io::Result<()> {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_header(&solutions.variables);
    match width {
        Some(width) => table.set_width(width),
        None => table.set_content_arrangement(ContentArrangement::Disabled),
    };
    for row in &solutions.rows {
        table.add_row(
            row.iter()
                .map(|term| term.as_ref().map_or_else(String::new, |term| cell(term, prefixes))),
        );
    }
    writeln!(out, "{table}")
}

fn cell(term: &Term, prefixes: &Prefixes) -> String {
    match term {
        Term::NamedNode(node) => shortened(node.as_str(), prefixes),
        Term::Literal(literal) => literal.value().to_owned(),
        Term::BlankNode(_) | Term::Triple(_) => term.to_string(),
    }
}
