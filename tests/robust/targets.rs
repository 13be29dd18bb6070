//! What any bytes are thrown at: one function a target, for `fuzz/` and for the properties beside this file. Each
//! panics when a promise is broken, and only then.

use std::fs;
use std::sync::LazyLock;
use std::time::Duration;

use demarche::clause::Lexicon;
use demarche::graph::{
    self, DEFAULT_BASE, EntityIris, Format, Index, Prefixes, Quad, QueryOptions, ResultsFormat, Store, query, update,
};
use demarche::ontology::Ontology;
use demarche::pipeline::{Layout, Pipeline, Settings};
use demarche::rule::{self, RuleFile};
use demarche::text::{Document, Vocabulary};

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::new(Settings::default()).unwrap());
static ONTOLOGY: LazyLock<Ontology> = LazyLock::new(Ontology::shipped);

/// Any text is read, and its graph is as many quads after writing and reading as before.
pub(crate) fn text(bytes: &[u8]) {
    let document = Document {
        id: "any".to_owned(),
        text: String::from_utf8_lossy(bytes).into_owned(),
        ..Document::default()
    };
    for layout in [Layout::Page, Layout::Lines] {
        let reading = PIPELINE.read(&document, layout);
        let run = PIPELINE.run(DEFAULT_BASE, EntityIris::Own);
        let reading = reading.of(&document);
        for statement in graph::statement_rows(&run, &reading) {
            let (start, end) = (statement.start as usize, statement.end as usize);
            let sentence: String = document.text.chars().take(end).skip(start).collect();
            assert_eq!(sentence, statement.sentence);
        }
        let quads = graph::quads(&run, &reading);
        let size = Index::of_quads(quads.clone()).unwrap().len().unwrap();
        assert_eq!(written_and_read(&quads).len().unwrap(), size);
    }
}

/// Text in which every byte stands for a word, a mark or an HTML entity, as pages carelessly stripped of markup have.
pub(crate) fn entities(bytes: &[u8]) {
    const PIECES: [&str; 32] = [
        "&amp;",
        "&lt;",
        "&gt;",
        "&quot;",
        "&#39;",
        "&#8217;",
        "&#x2019;",
        "&nbsp;",
        "&mdash;",
        "&;",
        "&#;",
        "&#x;",
        "&#99999999;",
        "&eacute;",
        "&amp;amp;",
        "<p>",
        "</b>",
        " ",
        " ",
        "\n",
        "\n\n",
        ". ",
        ", ",
        "\"",
        "Norland",
        " rejects ",
        "the vote",
        " said ",
        "Jane Roe",
        " in ",
        "Sudria",
        "U.S.",
    ];
    let text: String = bytes.iter().map(|byte| PIECES[usize::from(byte % 32)]).collect();
    self::text(text.as_bytes());
}

/// Any rule file gives rules or faults, and each fault can be shown.
pub(crate) fn rules(bytes: &[u8]) {
    let file = RuleFile {
        name: "any.toml".to_owned(),
        text: String::from_utf8_lossy(bytes).into_owned(),
    };
    let mut vocabulary = Vocabulary::default();
    let mut lexicon = Lexicon::new(&mut vocabulary);
    let (_, faults) = rule::load(&[file], &ONTOLOGY, &mut vocabulary, &mut lexicon);
    for fault in faults {
        assert!(fault.to_string().starts_with("any.toml:"), "{fault}");
    }
}

/// Any segment is served whole or named as damaged, packed or not; what is served can be written and read again.
pub(crate) fn segment(bytes: &[u8]) {
    let directory = tempfile::tempdir().unwrap();
    drop(Store::open_to_write(directory.path()).unwrap());
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut gzip, bytes).unwrap();
    for bytes in [bytes, &gzip.finish().unwrap()] {
        fs::write(directory.path().join("segments/00.nq.gz"), bytes).unwrap();
        let store = Store::open(directory.path()).unwrap();
        let index = store.index().unwrap();
        assert!(index.is_empty().unwrap() || index.damages().is_empty());
        let (documents, damages) = store.documents().unwrap();
        assert_eq!(documents.len() + damages.len(), 1);
        let quads = index.quads().unwrap();
        assert_eq!(written_and_read(&quads).len().unwrap(), quads.len());
    }
}

/// Any query and any update is answered or refused, and what is refused changes nothing.
pub(crate) fn sparql(bytes: &[u8]) {
    static INDEX: LazyLock<Index> = LazyLock::new(|| {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let path = [
            path.join("tests/graph/small.ttl"),
            path.join("../tests/graph/small.ttl"),
        ];
        let path = path.iter().find(|path| path.exists()).unwrap();
        Index::of_files([path.as_path()], DEFAULT_BASE).unwrap()
    });
    let text = String::from_utf8_lossy(bytes);
    let options = QueryOptions {
        timeout: Some(Duration::from_secs(2)),
        max_rows: 1000,
        ..QueryOptions::new(DEFAULT_BASE)
    };
    match query(&INDEX, &text, &options) {
        Ok(answer) => {
            let mut out = Vec::new();
            for (_, format) in ResultsFormat::ALL {
                let prefixes = Prefixes::default();
                let graph = graph::Export::Rdf(Format::Turtle);
                answer.write(format, graph, &prefixes, Some(80), &mut out).unwrap();
            }
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open_to_write(directory.path()).unwrap();
    let index = store.index().unwrap();
    if update(&store, &index, &text, &options).is_err() {
        assert!(store.index().unwrap().is_empty().unwrap());
    }
}

/// Quads as they are after having been written to N-Quads.
fn written_and_read(quads: &[Quad]) -> Index {
    let mut out = Vec::new();
    graph::write(quads, Format::NQuads, &Prefixes::default(), &mut out).unwrap();
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("quads.nq");
    fs::write(&path, out).unwrap();
    Index::of_files([path.as_path()], DEFAULT_BASE).unwrap()
}
