//! Turtle → [`Ontology`]: the files shipped in the binary, and a user's own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

use oxigraph::model::Term;
use oxigraph::model::vocab::{rdf, rdfs};

use crate::ontology::ontology::nearest;
use crate::ontology::term::local_name;
use crate::ontology::triple::triples;
use crate::ontology::{Class, ClassId, DM, Ontology, Property, PropertyId, TurtleError};

/// The ontology shipped in the binary: file name and text of each `ontology/*.ttl` that declares terms.
pub const SHIPPED_ONTOLOGY: &[(&str, &str)] = &[
    ("core.ttl", include_str!("../../ontology/core.ttl")),
    ("diplomacy.ttl", include_str!("../../ontology/diplomacy.ttl")),
    ("people.ttl", include_str!("../../ontology/people.ttl")),
    ("politics.ttl", include_str!("../../ontology/politics.ttl")),
    ("roles.ttl", include_str!("../../ontology/roles.ttl")),
    ("security.ttl", include_str!("../../ontology/security.ttl")),
    ("speech.ttl", include_str!("../../ontology/speech.ttl")),
];

const OWL: &str = "http://www.w3.org/2002/07/owl#";

/// Why an ontology cannot be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OntologyError {
    /// A file or directory cannot be read.
    #[error("cannot read {}: {source}; give a directory of .ttl files to --ontology", path.display())]
    Read {
        /// The file or directory.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file is not Turtle.
    #[error(transparent)]
    Syntax(#[from] TurtleError),
    /// A superterm in the project's namespace is declared nowhere.
    #[error(
        "{file}:{line}: dm:{child} stands under dm:{parent}, which is declared nowhere{}; declare it or correct its name",
        nearest.as_ref().map(|name| format!(" (is it dm:{name}?)")).unwrap_or_default()
    )]
    UnknownParent {
        /// The file's name.
        file: String,
        /// The line where the term is declared, counted from 1.
        line: u64,
        /// Local name of the term.
        child: String,
        /// Local name of the superterm that is missing.
        parent: String,
        /// The declared name nearest to it.
        nearest: Option<String>,
    },
    /// A term stands under itself.
    #[error("{file}:{line}: dm:{term} stands under itself through its superterms; remove one of them")]
    Cycle {
        /// The file's name.
        file: String,
        /// The line where the term is declared, counted from 1.
        line: u64,
        /// Local name of the term.
        term: String,
    },
}

impl Ontology {
    /// The ontology shipped in the binary.
    ///
    /// # Panics
    /// Never: a test loads it.
    pub fn shipped() -> Self {
        Self::with_directories(&[]).expect("a test loads the shipped ontology")
    }

    /// The shipped ontology and, on top of it, the `.ttl` files of directories of the user's own.
    ///
    /// A file may add to a term of another file; where both say one thing differently (a label), the later file holds.
    ///
    /// # Errors
    /// The first file that cannot be read, is not Turtle, or names a superterm that does not exist.
    pub fn with_directories(directories: &[&Path]) -> Result<Self, OntologyError> {
        let mut files: Vec<(String, String)> = SHIPPED_ONTOLOGY
            .iter()
            .map(|&(name, text)| (format!("ontology/{name}"), text.to_owned()))
            .collect();
        for directory in directories {
            files.extend(turtle_files(directory)?);
        }
        Self::from_turtle(files.iter().map(|(name, text)| (name.as_str(), text.as_str())))
    }

    /// The terms that Turtle texts declare, each text under the name that errors give it.
    ///
    /// # Errors
    /// The first text that is not Turtle or names a superterm of the project's namespace that does not exist.
    pub fn from_turtle<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, OntologyError> {
        let mut declarations = BTreeMap::new();
        let mut sources = Vec::new();
        for (name, text) in files {
            read(name, text, sources.len(), &mut declarations)?;
            sources.push((name, text));
        }
        build(&declarations, &sources)
    }
}

/// The `.ttl` files of a directory, in the order of their names.
fn turtle_files(directory: &Path) -> Result<Vec<(String, String)>, OntologyError> {
    let at = |path: &Path| {
        let path = path.to_owned();
        move |source| OntologyError::Read { path, source }
    };
    let mut paths = Vec::new();
    for entry in fs::read_dir(directory).map_err(at(directory))? {
        let path = entry.map_err(at(directory))?.path();
        if path.extension().is_some_and(|extension| extension == "ttl") {
            paths.push(path);
        }
    }
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            Ok((
                path.display().to_string(),
                fs::read_to_string(&path).map_err(at(&path))?,
            ))
        })
        .collect()
}

/// What the files say of one term.
#[derive(Default)]
struct Declaration {
    is_class: bool,
    is_property: bool,
    is_symmetric: bool,
    /// The file that declares it, by position.
    file: usize,
    label: Option<String>,
    comment: Option<String>,
    parents: BTreeSet<String>,
    plover: Option<String>,
    cameo: Option<String>,
    own_act: Option<bool>,
}

/// Reads one file into the declarations of all.
fn read(
    name: &str,
    text: &str,
    file: usize,
    declarations: &mut BTreeMap<String, Declaration>,
) -> Result<(), OntologyError> {
    for triple in triples(name, text) {
        let (subject, predicate, object) = triple?;
        let declaration = declarations.entry(subject).or_default();
        let predicate = predicate.as_str();
        match object {
            Term::NamedNode(object) => {
                let object = object.as_str();
                if predicate == rdf::TYPE.as_str() {
                    declare(declaration, object, file);
                } else if predicate == rdfs::SUB_CLASS_OF.as_str() || predicate == rdfs::SUB_PROPERTY_OF.as_str() {
                    declaration.parents.insert(object.to_owned());
                }
            }
            Term::Literal(literal) if literal.language().is_none_or(|language| language.starts_with("en")) => {
                let value = literal.value().to_owned();
                if predicate == rdfs::LABEL.as_str() {
                    declaration.label = Some(value);
                } else if predicate == rdfs::COMMENT.as_str() {
                    declaration.comment = Some(value);
                } else if let Some(own) = predicate.strip_prefix(DM) {
                    match own {
                        "plover" => declaration.plover = Some(value),
                        "cameo" => declaration.cameo = Some(value),
                        "ownAct" => declaration.own_act = Some(value == "true"),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Notes a type of a term.
fn declare(declaration: &mut Declaration, rdf_type: &str, file: usize) {
    let is_owl = |name: &str| rdf_type.strip_prefix(OWL) == Some(name);
    if rdf_type == rdfs::CLASS.as_str() || is_owl("Class") {
        declaration.is_class = true;
        declaration.file = file;
    } else if is_owl("SymmetricProperty") {
        declaration.is_symmetric = true;
    } else if rdf_type == rdf::PROPERTY.as_str()
        || is_owl("ObjectProperty")
        || is_owl("DatatypeProperty")
        || is_owl("AnnotationProperty")
    {
        declaration.is_property = true;
        declaration.file = file;
    }
}

/// Numbers the declared terms and ties them to their superterms.
fn build(declarations: &BTreeMap<String, Declaration>, sources: &[(&str, &str)]) -> Result<Ontology, OntologyError> {
    let classes: Vec<&str> = iris(declarations, |declaration| declaration.is_class);
    let properties: Vec<&str> = iris(declarations, |declaration| declaration.is_property);
    for terms in [&classes, &properties] {
        check_parents(declarations, terms, sources)?;
    }
    let ids = |terms: &[&str], iri: &str| -> Vec<u32> {
        let parents = &declarations[iri].parents;
        parents
            .iter()
            .filter_map(|parent| terms.binary_search(&parent.as_str()).ok())
            .map(|id| id as u32)
            .collect()
    };
    Ok(Ontology::new(
        classes
            .iter()
            .map(|&iri| Class {
                iri: iri.to_owned(),
                label: label(&declarations[iri], iri),
                comment: declarations[iri].comment.clone().unwrap_or_default(),
                parents: ids(&classes, iri).into_iter().map(ClassId).collect(),
                plover: inherited(declarations, iri).find_map(|declaration| declaration.plover.clone()),
                cameo: inherited(declarations, iri).find_map(|declaration| declaration.cameo.clone()),
                own_act: inherited(declarations, iri)
                    .find_map(|declaration| declaration.own_act)
                    .unwrap_or(false),
            })
            .collect(),
        properties
            .iter()
            .map(|&iri| Property {
                iri: iri.to_owned(),
                label: label(&declarations[iri], iri),
                comment: declarations[iri].comment.clone().unwrap_or_default(),
                parents: ids(&properties, iri).into_iter().map(PropertyId).collect(),
                symmetric: declarations[iri].is_symmetric,
            })
            .collect(),
    ))
}

/// The IRIs of declarations of a kind, sorted.
fn iris(declarations: &BTreeMap<String, Declaration>, is: impl Fn(&Declaration) -> bool) -> Vec<&str> {
    declarations
        .iter()
        .filter(|(_, declaration)| is(declaration))
        .map(|(iri, _)| iri.as_str())
        .collect()
}

/// A term's declaration and those of its superterms, nearest first.
fn inherited<'a>(
    declarations: &'a BTreeMap<String, Declaration>,
    iri: &'a str,
) -> impl Iterator<Item = &'a Declaration> {
    let mut queue = vec![iri];
    let mut next = 0;
    std::iter::from_fn(move || {
        while let Some(&iri) = queue.get(next) {
            next += 1;
            if let Some(declaration) = declarations.get(iri) {
                for parent in &declaration.parents {
                    if !queue.contains(&parent.as_str()) {
                        queue.push(parent);
                    }
                }
                return Some(declaration);
            }
        }
        None
    })
}

/// Refuses superterms of the project's namespace that are not declared, and cycles.
fn check_parents(
    declarations: &BTreeMap<String, Declaration>,
    terms: &[&str],
    sources: &[(&str, &str)],
) -> Result<(), OntologyError> {
    for &iri in terms {
        let declaration = &declarations[iri];
        let (file, text) = sources[declaration.file];
        for parent in &declaration.parents {
            if parent.starts_with(DM) && terms.binary_search(&parent.as_str()).is_err() {
                let parent = local_name(parent);
                return Err(OntologyError::UnknownParent {
                    file: file.to_owned(),
                    line: line_of(text, iri),
                    child: local_name(iri).to_owned(),
                    parent: parent.to_owned(),
                    nearest: nearest(parent, terms.iter().map(|term| local_name(term))).map(str::to_owned),
                });
            }
        }
        if inherited(declarations, iri).any(|ancestor| ancestor.parents.contains(iri)) {
            return Err(OntologyError::Cycle {
                file: file.to_owned(),
                line: line_of(text, iri),
                term: local_name(iri).to_owned(),
            });
        }
    }
    Ok(())
}

/// The line, counted from 1, that begins with a term; 1 if none does.
fn line_of(text: &str, iri: &str) -> u64 {
    let name = local_name(iri);
    let begins = |line: &str| {
        let first = line.split_whitespace().next().unwrap_or_default();
        first.strip_suffix('>').unwrap_or(first).rsplit([':', '#', '/']).next() == Some(name)
    };
    text.lines().position(begins).map_or(1, |line| line as u64 + 1)
}

/// A term's label, or else its name taken apart at its capitals: `sendsDemarcheTo` → "sends demarche to".
fn label(declaration: &Declaration, iri: &str) -> String {
    if let Some(label) = &declaration.label {
        return label.clone();
    }
    let mut words = String::new();
    for letter in local_name(iri).chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "@prefix dm: <https://w3id.org/demarche/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
";

    fn load(body: &str) -> Result<Ontology, OntologyError> {
        Ontology::from_turtle([("test.ttl", format!("{HEAD}{body}").as_str())])
    }

    #[test]
    fn every_file_of_terms_is_shipped() {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("ontology");
        let mut names: Vec<String> = turtle_files(&directory)
            .unwrap()
            .iter()
            .map(|(path, _)| Path::new(path).file_name().unwrap().to_str().unwrap().to_owned())
            .filter(|name| name != "shapes.ttl")
            .collect();
        names.sort();
        let shipped: Vec<&str> = SHIPPED_ONTOLOGY.iter().map(|&(name, _)| name).collect();
        assert_eq!(names, shipped);
    }

    #[test]
    fn shipped_terms_have_label_and_comment() {
        let ontology = Ontology::shipped();
        let bare = ontology
            .classes()
            .map(|(_, class)| (&class.iri, &class.comment))
            .chain(
                ontology
                    .properties()
                    .map(|(_, property)| (&property.iri, &property.comment)),
            )
            .filter(|(iri, comment)| iri.starts_with(DM) && comment.is_empty())
            .map(|(iri, _)| iri.as_str())
            .collect::<Vec<_>>();
        assert_eq!(bare, [""; 0]);
    }

    #[test]
    fn classes_inherit_codes() {
        let ontology = load(
            "dm:Event a rdfs:Class .
dm:Consult a rdfs:Class ; rdfs:subClassOf dm:Event ; dm:plover \"CONSULT\" ; dm:cameo \"040\" ; dm:ownAct true .
dm:Meeting a owl:Class ; rdfs:subClassOf dm:Consult ; dm:cameo \"042\" ; dm:ownAct false .
dm:Summit a owl:Class ; rdfs:subClassOf dm:Meeting ; rdfs:label \"summit\"@en .
dm:meetsWith a owl:ObjectProperty, owl:SymmetricProperty .",
        )
        .unwrap();
        let id = |name: &str| ontology.find_class(name).unwrap();
        let summit = ontology.class(id("dm:Summit"));
        assert_eq!(
            (summit.plover.as_deref(), summit.cameo.as_deref()),
            (Some("CONSULT"), Some("042"))
        );
        assert_eq!(
            (summit.name(), summit.label.as_str(), summit.own_act),
            ("Summit", "summit", false)
        );
        assert!(ontology.class(id("Consult")).own_act);
        assert!(ontology.is_a(id("Summit"), id("Event")) && !ontology.is_a(id("Consult"), id("Summit")));
        let meets = ontology.property(ontology.find_property("meetsWith").unwrap());
        assert_eq!((meets.label.as_str(), meets.symmetric), ("meets with", true));
    }

    #[test]
    fn faults_name_file_and_line() {
        let message = |body| load(body).unwrap_err().to_string();
        assert_eq!(
            message("dm:Summit a rdfs:Class ;\n  rdfs:subClassOf dm:Meting .\ndm:Meeting a rdfs:Class ."),
            "test.ttl:4: dm:Summit stands under dm:Meting, which is declared nowhere (is it dm:Meeting?); \
             declare it or correct its name"
        );
        assert!(
            message("dm:A a rdfs:Class ; rdfs:subClassOf dm:B .\ndm:B a rdfs:Class ; rdfs:subClassOf dm:A .")
                .starts_with("test.ttl:4: dm:A stands under itself")
        );
        assert!(message("dm:A a rdfs:Class ;\n  rdfs:label 'x\n .").starts_with("test.ttl:5:"));
    }

    #[test]
    fn labels_in_other_languages_are_passed_over() {
        let ontology = load("dm:A a rdfs:Class ; rdfs:label \"Gipfel\"@de, \"summit\"@en .").unwrap();
        assert_eq!(ontology.class(ontology.find_class("A").unwrap()).label, "summit");
    }
}
