//! The whole way of a document, one function a stop: text → parse → mentions → clauses → statements.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::clause::{self, Clauses, Lexicon};
use crate::extract::{self, AssertMode, Extraction, LeftOut};
use crate::graph::{self, EntityIris, Run};
use crate::link::{Link, Linker, ReconcileError};
use crate::mention::{MentionReader, Mentions};

use crate::ontology::{Gazetteer, Ontology, OntologyError};
use crate::openie::{self, Shape, Tuple};
use crate::rule::{self, Diagnostic, Example, Miss, Rule, RuleFile, RuleSet, Scene};
use crate::syntax::{Parse, SentenceId, Syntax};
use crate::text::{BlockKind, Document, Hash, Vocabulary, hex};

/// What a pipeline is made of besides what the program ships.
#[derive(Debug, Default)]
pub struct Settings {
    /// Directories with the user's own rule files (`*.toml`).
    pub rules: Vec<PathBuf>,
    /// Directories with the user's own ontology files (`*.ttl`).
    pub ontology: Vec<PathBuf>,
    /// Names the user knows, in place of the shipped gazetteer alone.
    pub gazetteer: Option<Gazetteer>,
    /// What links the names that the gazetteer has no identifier for.
    pub linker: Linker,
    /// What becomes a plain fact.
    pub assert: AssertMode,
}

/// Why a pipeline cannot be set up.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PipelineError {
    /// An ontology file is faulty.
    #[error(transparent)]
    Ontology(#[from] OntologyError),
    /// A rule directory or file cannot be read.
    #[error("cannot read {}: {source}; give a directory of .toml files to --rules", path.display())]
    Read {
        /// The directory or file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Rule files are faulty: every fault.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Rules(Vec<Diagnostic>),
}

/// Everything that reading needs, loaded once and shared by all documents.
pub struct Pipeline {
    vocabulary: Vocabulary,
    syntax: Syntax,
    gazetteer: Gazetteer,
    mentions: MentionReader,
    linker: Linker,
    ontology: Ontology,
    lexicon: Lexicon,
    rules: RuleSet,
    /// Hash of rules and ontology.
    rules_hash: String,
    assert: AssertMode,
}

/// How a document's text is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Layout {
    /// A page: title, paragraphs, lists.
    #[default]
    Page,
    /// One sentence a line, its tokens apart at blanks alone.
    Lines,
}

/// A document, read.
#[derive(Debug)]
pub struct Reading<'p> {
    /// Sentences and trees.
    pub parse: Parse<'p>,
    /// Who and what is spoken of.
    pub mentions: Mentions,
    /// Which things elsewhere they are, where the gazetteer does not tell.
    pub links: Vec<Link>,
    /// Who does what to whom.
    pub clauses: Clauses,
    /// What is said.
    pub extraction: Extraction,
}

impl Reading<'_> {
    /// What the graph of `document`, which is the one that was read, is written from.
    pub fn of<'r>(&'r self, document: &'r Document) -> graph::Reading<'r> {
        graph::Reading {
            document,
            parse: &self.parse,
            mentions: &self.mentions,
            links: &self.links,
            extraction: &self.extraction,
        }
    }
}

impl Pipeline {
    /// Loads the shipped model, gazetteer, ontology and rules, and the user's own on top.
    ///
    /// # Errors
    /// When a user's file cannot be read or is faulty.
    pub fn new(settings: Settings) -> Result<Self, PipelineError> {
        let directories: Vec<&Path> = settings.ontology.iter().map(PathBuf::as_path).collect();
        let ontology = if directories.is_empty() {
            Ontology::shipped()
        } else {
            Ontology::with_directories(&directories)?
        };
        let files = rule_files(&settings.rules)?;
        let mut vocabulary = Vocabulary::default();
        let syntax = Syntax::embedded(&mut vocabulary);
        let mentions = MentionReader::new(&mut vocabulary);
        let mut lexicon = Lexicon::new(&mut vocabulary);
        let (rules, diagnostics) = rule::load(&files, &ontology, &mut vocabulary, &mut lexicon);
        if !diagnostics.is_empty() {
            return Err(PipelineError::Rules(diagnostics));
        }
        Ok(Self {
            rules_hash: rules_hash(&files, &ontology),
            vocabulary,
            syntax,
            gazetteer: settings.gazetteer.unwrap_or_else(Gazetteer::shipped),
            mentions,
            linker: settings.linker,
            ontology,
            lexicon,
            rules,
            assert: settings.assert,
        })
    }

    /// Reads a document whole, without a network.
    pub fn read(&self, document: &Document, layout: Layout) -> Reading<'_> {
        let parse = self.parse(document, layout);
        self.read_parse(document, parse)
    }

    /// The first stop: text → sentences and trees.
    pub fn parse(&self, document: &Document, layout: Layout) -> Parse<'_> {
        let mut parse = self.segment(document, layout);
        self.syntax.annotate(&document.text, &mut parse);
        parse
    }

    /// The first half of the first stop: text → sentences and words, without tags and trees.
    pub fn segment(&self, document: &Document, layout: Layout) -> Parse<'_> {
        match layout {
            Layout::Page => self.syntax.segment(&document.text, &self.vocabulary),
            Layout::Lines => self.syntax.segment_lines(&document.text, &self.vocabulary),
        }
    }

    /// Reads on from a parse of the document: names, clauses, statements.
    pub fn read_parse<'p>(&'p self, document: &Document, parse: Parse<'p>) -> Reading<'p> {
        let mentions = self.mentions(document, &parse);
        let links = self.links(&mentions);
        let clauses = self.clauses(document, &parse, &mentions);
        let extraction = self.statements(document, &parse, &mentions, &clauses);
        Reading {
            parse,
            mentions,
            links,
            clauses,
            extraction,
        }
    }

    /// The second stop: whom and what the text speaks of.
    pub fn mentions(&self, document: &Document, parse: &Parse<'_>) -> Mentions {
        self.mentions.read(document, parse, &self.gazetteer)
    }

    /// Beside the second stop: who the named are elsewhere, by indexes alone.
    pub fn links(&self, mentions: &Mentions) -> Vec<Link> {
        self.linker.link(mentions, &self.gazetteer)
    }

    /// The same, with the reconciliation service asked, if there is one, for what no index has.
    ///
    /// # Errors
    /// When the service fails.
    pub fn reconciled_links(&self, mentions: &Mentions) -> Result<Vec<Link>, ReconcileError> {
        self.linker.reconcile(mentions, &self.gazetteer)
    }

    /// The third stop: who does what to whom. Without mentions it is what open extraction needs.
    pub fn clauses(&self, document: &Document, parse: &Parse<'_>, mentions: &Mentions) -> Clauses {
        clause::read(&document.text, parse, mentions, &self.lexicon)
    }

    /// The last stop: what rules, and clauses without a rule, say.
    pub fn statements(
        &self,
        document: &Document,
        parse: &Parse<'_>,
        mentions: &Mentions,
        clauses: &Clauses,
    ) -> Extraction {
        self.reader().read(document, parse, mentions, clauses)
    }

    fn reader(&self) -> extract::Reader<'_> {
        extract::Reader {
            rules: &self.rules,
            ontology: &self.ontology,
            lexicon: &self.lexicon,
            assert: self.assert,
        }
    }

    /// What a parsed document says in its own words, without names or rules, sentence by sentence.
    pub fn tuples(&self, document: &Document, parse: &Parse<'_>, shape: Shape) -> Vec<Tuple> {
        let clauses = self.clauses(document, parse, &Mentions::default());
        openie::read(parse, &clauses, &self.lexicon, shape)
    }

    /// Why each sentence says what it says: its clauses, and for clauses that yield nothing the rules that came near and the
    /// open relations that are left out.
    pub fn explain(&self, document: &Document, reading: &Reading<'_>) -> Vec<Explanation<'_>> {
        let scene = self.scene(reading);
        let mut explanations: Vec<Explanation<'_>> = reading
            .parse
            .ids()
            .map(|sentence| Explanation {
                sentence,
                boilerplate: reading.parse.sentence(sentence).block == BlockKind::Boilerplate,
                clauses: Vec::new(),
            })
            .collect();
        let left_out = self
            .reader()
            .left_out(document, &reading.parse, &reading.mentions, &reading.clauses);
        for (id, clause) in reading.clauses.iter() {
            let made = self
                .rules
                .matches(&scene, id)
                .iter()
                .map(|found| self.rules.rule(found.rule))
                .collect();
            let missed = self
                .rules
                .misses(&scene, id)
                .into_iter()
                .map(|(rule, miss)| (self.rules.rule(rule), miss))
                .collect();
            explanations[clause.sentence.index()].clauses.push(ExplainedClause {
                clause: clause.show(&reading.parse, &document.text).to_string(),
                made,
                missed,
                left_out: left_out.iter().filter(|left| left.clause == id).copied().collect(),
            });
        }
        explanations
    }

    fn scene<'r>(&self, reading: &'r Reading<'_>) -> Scene<'r> {
        let words = self.lexicon.words();
        Scene {
            parse: &reading.parse,
            mentions: &reading.mentions,
            clauses: &reading.clauses,
            by: words.by,
            of: words.of,
        }
    }

    /// Runs the examples of every rule with the whole set loaded; one failure for each that does not do what its list
    /// says: hold, assert nothing, or be missed.
    pub fn test_rules(&self) -> Vec<Failure<'_>> {
        let mut failures = Vec::new();
        for rule in self.rules.rules() {
            let mut add = |example, fault| failures.push(Failure { rule, example, fault });
            for line in rule.says.iter().filter(|line| !self.holds(line)) {
                add(line, Fault::Missed);
            }
            for line in rule.says_not.iter().filter(|line| self.asserts(rule, line)) {
                add(line, Fault::Asserted);
            }
            for line in &rule.misses {
                let holds = if line.contains("=>") {
                    self.holds(line)
                } else {
                    !self.asserts(rule, line)
                };
                if holds {
                    add(line, Fault::Holds);
                }
            }
        }
        failures
    }

    /// Whether an example yields what it tells. Loading reports what is no example.
    fn holds(&self, line: &str) -> bool {
        Example::parse(line).is_ok_and(|example| {
            let (document, reading) = self.read_example(&example.text);
            extract::yields(
                &document.text,
                &reading.mentions,
                &reading.extraction,
                &self.ontology,
                &example.expectation,
            )
        })
    }

    fn asserts(&self, rule: &Rule, line: &str) -> bool {
        let (_, reading) = self.read_example(line);
        let by_rule = |statement: &extract::Statement| statement.asserted && statement.rule == rule.id;
        reading.extraction.statements.iter().any(by_rule)
    }

    fn read_example(&self, sentence: &str) -> (Document, Reading<'_>) {
        let document = Document {
            text: sentence.to_owned(),
            ..Document::default()
        };
        let reading = self.read(&document, Layout::Page);
        (document, reading)
    }

    /// What a graph of this pipeline's readings is written with; documents live under `base`, and entities as `iris` says.
    pub fn run(&self, base: &str, iris: EntityIris) -> Run<'_> {
        Run {
            ontology: &self.ontology,
            gazetteer: &self.gazetteer,
            base: base.to_owned(),
            iris,
            settings: graph::Settings {
                program: concat!("demarche ", env!("CARGO_PKG_VERSION")).to_owned(),
                model: hex(&self.syntax.model_hash()),
                rules: self.rules_hash.clone(),
                gazetteer: self.gazetteer.hash(),
                indexes: self.linker.indexes().iter().map(|index| hex(index.hash())).collect(),
                service: self.linker.service().map(|service| service.url().to_owned()),
                assert: self.assert,
                started: None,
            },
        }
    }

    /// The words shared by all documents.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The loaded syntax model.
    pub fn syntax(&self) -> &Syntax {
        &self.syntax
    }

    /// The known names.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// The classes and properties.
    pub fn ontology(&self) -> &Ontology {
        &self.ontology
    }

    /// The rules, shipped and the user's.
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }
}

/// What became of one sentence.
#[derive(Debug)]
pub struct Explanation<'p> {
    /// The sentence.
    pub sentence: SentenceId,
    /// Whether it belongs to the page, not to the article: nothing is read from it.
    pub boilerplate: bool,
    /// Its clauses.
    pub clauses: Vec<ExplainedClause<'p>>,
}

/// What became of one clause.
#[derive(Debug)]
pub struct ExplainedClause<'p> {
    /// The clause in one line.
    pub clause: String,
    /// The rules that made a statement of it.
    pub made: Vec<&'p Rule>,
    /// The rules that its words trigger and that did not, with the reason.
    pub missed: Vec<(&'p Rule, Miss)>,
    /// The open relations that it might have given and does not.
    pub left_out: Vec<LeftOut>,
}

/// An example that does not do what its list says.
#[derive(Clone, Copy, Debug)]
pub struct Failure<'p> {
    /// The rule whose example it is.
    pub rule: &'p Rule,
    /// The line of `says`, `says_not` or `misses`.
    pub example: &'p str,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A line of `says` does not yield what it tells.
    Missed,
    /// The rule asserts something in a line of `says_not`.
    Asserted,
    /// A line of `misses` holds: its place is in `says` or `says_not`.
    Holds,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Missed => "does not yield what it should",
            Self::Asserted => "asserts what it must not",
            Self::Holds => "is listed under `misses`, but holds: move it to `says` or `says_not`",
        })
    }
}

/// SHA-256 of the rule files' text and of the ontology's terms, in hexadecimal.
fn rules_hash(files: &[RuleFile], ontology: &Ontology) -> String {
    let mut hash = Hash::default();
    let mut add = |part: &str| hash.add(part);
    for file in files {
        add(&file.text);
    }
    for (_, class) in ontology.classes() {
        add(&class.iri);
        add(&class.label);
        for parent in &class.parents {
            add(&ontology.class(*parent).iri);
        }
    }
    for (_, property) in ontology.properties() {
        add(&property.iri);
        add(&property.label);
        for parent in &property.parents {
            add(&ontology.property(*parent).iri);
        }
    }
    hash.hex(64)
}

/// The shipped rule files and those of directories, in the order of their names.
///
/// # Errors
/// When a directory or a file cannot be read.
pub fn rule_files(directories: &[PathBuf]) -> Result<Vec<RuleFile>, PipelineError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| PipelineError::Read { path, source }
    };
    let mut files = rule::shipped();
    for directory in directories {
        let mut paths = Vec::new();
        for entry in fs::read_dir(directory).map_err(failed(directory))? {
            let path = entry.map_err(failed(directory))?.path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                paths.push(path);
            }
        }
        paths.sort();
        for path in paths {
            let text = fs::read_to_string(&path).map_err(failed(&path))?;
            files.push(RuleFile {
                name: path.display().to_string(),
                text,
            });
        }
    }
    Ok(files)
}
