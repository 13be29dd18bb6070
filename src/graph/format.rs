//! [`Format`]: the RDF syntaxes a graph is written and read in.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfSerializer};
use oxigraph::model::Quad;

use crate::graph::order::ordered;
use crate::graph::prefix::Prefixes;
use crate::graph::{jsonld, turtle};

/// An RDF syntax.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// [Turtle](https://www.w3.org/TR/turtle/); holds no named graphs.
    Turtle,
    /// [TriG](https://www.w3.org/TR/trig/).
    TriG,
    /// [N-Triples](https://www.w3.org/TR/n-triples/); holds no named graphs.
    NTriples,
    /// [N-Quads](https://www.w3.org/TR/n-quads/).
    NQuads,
    /// [JSON-LD](https://www.w3.org/TR/json-ld11/).
    JsonLd,
    /// [RDF/XML](https://www.w3.org/TR/rdf-syntax-grammar/); holds no named graphs.
    RdfXml,
}

impl Format {
    /// All formats, by the names that `--format` takes.
    pub const ALL: [(&str, Self); 6] = [
        ("ttl", Self::Turtle),
        ("trig", Self::TriG),
        ("nt", Self::NTriples),
        ("nq", Self::NQuads),
        ("jsonld", Self::JsonLd),
        ("rdf", Self::RdfXml),
    ];

    /// The format that `--format` calls `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|(known, _)| *known == name)
            .map(|(_, format)| format)
    }

    /// The format of a file, by its extension: `.ttl`, `.nt`, `.rdf`, `.owl`, `.xml`, `.jsonld` …; what is compressed
    /// (`.nq.gz`) counts as what it holds.
    pub fn from_path(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        match name.rsplit_once('.')?.1 {
            "ttl" | "turtle" => Some(Self::Turtle),
            "trig" => Some(Self::TriG),
            "nt" => Some(Self::NTriples),
            "nq" => Some(Self::NQuads),
            "jsonld" => Some(Self::JsonLd),
            "rdf" | "owl" | "xml" => Some(Self::RdfXml),
            _ => None,
        }
    }

    /// Whether the syntax can hold named graphs.
    pub fn holds_named_graphs(self) -> bool {
        matches!(self, Self::TriG | Self::NQuads | Self::JsonLd)
    }

    pub(crate) fn oxigraph(self) -> RdfFormat {
        match self {
            Self::Turtle => RdfFormat::Turtle,
            Self::TriG => RdfFormat::TriG,
            Self::NTriples => RdfFormat::NTriples,
            Self::NQuads => RdfFormat::NQuads,
            Self::JsonLd => RdfFormat::JsonLd {
                profile: JsonLdProfileSet::empty(),
            },
            Self::RdfXml => RdfFormat::RdfXml,
        }
    }
}

/// Writes `quads`, each once and in reading order: the same quads give the same bytes. Syntaxes without named graphs
/// get the default graph alone.
///
/// # Errors
/// What `out` refuses, and for RDF/XML a predicate that no XML name can say.
pub fn write(quads: &[Quad], format: Format, prefixes: &Prefixes, out: impl Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    match format {
        Format::Turtle => turtle::write_turtle(quads, prefixes, &mut out)?,
        Format::TriG => turtle::write_trig(quads, prefixes, &mut out)?,
        Format::NTriples => write_lines(quads.iter().filter(|quad| quad.graph_name.is_default_graph()), &mut out)?,
        Format::NQuads => write_lines(quads, &mut out)?,
        Format::JsonLd => jsonld::write_jsonld(quads, prefixes, &mut out)?,
        Format::RdfXml => write_rdf_xml(quads, prefixes, &mut out)?,
    }
    out.flush()
}

fn write_lines<'q>(quads: impl IntoIterator<Item = &'q Quad>, out: &mut impl Write) -> io::Result<()> {
    each_ordered(quads, |quad| writeln!(out, "{quad} ."))
}

fn write_rdf_xml(quads: &[Quad], prefixes: &Prefixes, out: &mut impl Write) -> io::Result<()> {
    let default = || quads.iter().filter(|quad| quad.graph_name.is_default_graph());
    let mut serializer = RdfSerializer::from_format(RdfFormat::RdfXml);
    for (prefix, namespace) in prefixes.iter() {
        let used = default().any(|quad| quad.predicate.as_str().starts_with(namespace));
        if used && prefix != "rdf" {
            serializer = serializer.with_prefix(prefix, namespace).map_err(io::Error::other)?;
        }
    }
    let mut writer = serializer.for_writer(out);
    each_ordered(default(), |quad| writer.serialize_quad(quad))?;
    writer.finish()?;
    Ok(())
}

fn each_ordered<'q>(
    quads: impl IntoIterator<Item = &'q Quad>,
    mut visit: impl FnMut(&Quad) -> io::Result<()>,
) -> io::Result<()> {
    for graph in ordered(quads) {
        for (subject, description) in graph.subjects {
            for (place, objects) in description {
                for object in objects {
                    visit(&Quad::new(
                        subject.clone(),
                        place.predicate().clone(),
                        object.0,
                        graph.name.clone(),
                    ))?;
                }
            }
        }
    }
    Ok(())
}
