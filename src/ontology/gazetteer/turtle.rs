//! A user's own entries: Turtle → a layer on top of the shipped gazetteer.

use std::collections::BTreeMap;
use std::sync::Arc;

use oxigraph::model::Term;
use oxigraph::model::vocab::{rdf, rdfs};

use crate::ontology::gazetteer::entry::Sense;
use crate::ontology::gazetteer::fold::Fold;
use crate::ontology::gazetteer::layer::{Bytes, Layer};
use crate::ontology::gazetteer::pack::{Builder, NONE, Record};
use crate::ontology::triple::{SCHEMA, SKOS, triples};
use crate::ontology::{DM, EntityType, EntryId, Gazetteer, TurtleError};

const OWL_SAME_AS: &str = "http://www.w3.org/2002/07/owl#sameAs";

/// The prior of a user's own entry: above all but the largest countries.
const PRIOR: u16 = 60_000;

/// Why a user's gazetteer cannot be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GazetteerError {
    /// The file is not Turtle.
    #[error(transparent)]
    Syntax(#[from] TurtleError),
    /// An entry has other properties but no name.
    #[error("{file}: <{iri}> has no name; give it a skos:prefLabel")]
    NoName {
        /// The file's name.
        file: String,
        /// The entry.
        iri: String,
    },
    /// An entry is of a type that entities do not have.
    #[error("{file}: <{iri}> is of the unknown type dm:{name}; use one of {}", types())]
    UnknownType {
        /// The file's name.
        file: String,
        /// The entry.
        iri: String,
        /// Local name of the type.
        name: String,
    },
}

/// What a file says of one thing.
#[derive(Default)]
struct Description {
    name: Option<String>,
    aliases: Vec<String>,
    same_as: Vec<String>,
    entity_type: Option<EntityType>,
    country: Option<String>,
    code: String,
}

impl Gazetteer {
    /// Adds a user's own entries, which Turtle describes: `skos:prefLabel` or `rdfs:label` is the name, `skos:altLabel`
    /// another name (a word in capitals alone is an acronym), `skos:exactMatch` or `owl:sameAs` the same thing
    /// elsewhere, `a dm:Person` (`dm:Country`, `dm:GovernmentBody` …) the type, `dm:country` the country (by its IRI
    /// here, in Wikidata or in GeoNames), `skos:notation` a code. Labels in languages other than English are names
    /// too. An entry that names itself or, by `skos:exactMatch`, is the same as a known one, adds its names to that
    /// one. `file` is the name that errors give the text; `base` is where IRIs of known entries lie.
    ///
    /// # Errors
    /// When the text is not Turtle, or an entry has no name or an unknown type; nothing is added then.
    ///
    /// # Panics
    /// Never: what is packed here can be read.
    pub fn add_turtle(&mut self, file: &str, text: &str, base: &str) -> Result<(), GazetteerError> {
        let described = read(file, text)?;
        let known = self.by_iri(base);
        let mut builder = Builder::new(self.len() as u32);
        let mut own = BTreeMap::new();
        for (iri, description) in &described {
            let same = std::iter::once(iri)
                .chain(&description.same_as)
                .find_map(|iri| known.get(iri))
                .copied();
            let entry = match (same, &description.name) {
                (Some(entry), _) => entry.0,
                (None, Some(name)) => {
                    let record = record(&mut builder, iri, name, description, base);
                    builder.entry(record)
                }
                (None, None) => {
                    return Err(GazetteerError::NoName {
                        file: file.to_owned(),
                        iri: iri.clone(),
                    });
                }
            };
            own.insert(iri, entry);
            for name in description.name.iter().chain(&description.aliases) {
                let sense = if is_acronym(name) { Sense::Acronym } else { Sense::Name };
                builder.name(Fold::key(name), entry, sense as u8);
            }
        }
        for (iri, description) in &described {
            let Some(country) = &description.country else { continue };
            let country = known
                .get(country)
                .map(|entry| entry.0)
                .or_else(|| own.get(country).copied());
            if let (Some(country), true) = (country, own[iri] >= self.len() as u32) {
                builder.record(own[iri]).country = country;
            }
        }
        let layer = Layer::new(Bytes::Shared(Arc::from(builder.finish())));
        self.layers.push(layer.expect("what the builder packs can be read"));
        Ok(())
    }

    /// All entries by each of their IRIs.
    fn by_iri(&self, base: &str) -> BTreeMap<String, EntryId> {
        let mut known = BTreeMap::new();
        for entry in self.entries() {
            let slug = entry.slug();
            let own = if slug.contains("://") {
                slug.into_owned()
            } else {
                format!("{base}{slug}")
            };
            known.insert(own, entry.id);
            for iri in entry.same_as() {
                known.entry(iri).or_insert(entry.id);
            }
        }
        known
    }
}

fn record(builder: &mut Builder, iri: &str, name: &str, description: &Description, base: &str) -> Record {
    let entity_type = description.entity_type.unwrap_or_default();
    Record {
        name: builder.string(name),
        slug: builder.string(iri.strip_prefix(base).unwrap_or(iri)),
        aliases: builder.string(&description.aliases.join("|")),
        code: builder.string(&description.code),
        same_as: builder.string(&description.same_as.join(" ")),
        country: NONE,
        capital: NONE,
        traits: Record::traits(entity_type as u8, 0, 0, PRIOR),
        ..Record::default()
    }
}

/// What a file says of each thing, by its IRI.
fn read(file: &str, text: &str) -> Result<BTreeMap<String, Description>, GazetteerError> {
    let mut described: BTreeMap<String, Description> = BTreeMap::new();
    for triple in triples(file, text) {
        let (subject, predicate, object) = triple?;
        let predicate = predicate.as_str();
        let skos = predicate.strip_prefix(SKOS);
        let description = described.entry(subject.clone()).or_default();
        match object {
            Term::Literal(literal) => {
                let english = literal.language().is_none_or(|language| language.starts_with("en"));
                let value = literal.value().replace('|', " ");
                if skos == Some("notation") {
                    description.code = value;
                } else if skos == Some("prefLabel") || predicate == rdfs::LABEL.as_str() {
                    if english && description.name.is_none() {
                        description.name = Some(value);
                    } else {
                        description.aliases.push(value);
                    }
                } else if skos == Some("altLabel") {
                    description.aliases.push(value);
                }
            }
            Term::NamedNode(object) if skos == Some("exactMatch") || predicate == OWL_SAME_AS => {
                description.same_as.push(object.into_string());
            }
            Term::NamedNode(object) if predicate.strip_prefix(DM) == Some("country") => {
                description.country = Some(object.into_string());
            }
            Term::NamedNode(object) if predicate == rdf::TYPE.as_str() => {
                if let Some(name) = object.as_str().strip_prefix(DM) {
                    let entity_type = EntityType::from_name(&kebab(name));
                    description.entity_type = Some(entity_type.ok_or_else(|| GazetteerError::UnknownType {
                        file: file.to_owned(),
                        iri: subject,
                        name: name.to_owned(),
                    })?);
                } else if let Some(name) = object.as_str().strip_prefix(SCHEMA) {
                    description.entity_type = description.entity_type.or(schema_type(name));
                }
            }
            _ => {}
        }
    }
    // Blank labels name nothing, and a thing that only others speak of is no entry.
    described.retain(|_, description| {
        description.aliases.retain(|alias| !Fold::key(alias).is_empty());
        description.name = description.name.take().filter(|name| !Fold::key(name).is_empty());
        description.name.is_some() || !description.aliases.is_empty() || !description.same_as.is_empty()
    });
    Ok(described)
}

/// The type that a class of schema.org stands for.
fn schema_type(name: &str) -> Option<EntityType> {
    Some(match name {
        "Person" => EntityType::Person,
        "Country" => EntityType::Country,
        "City" | "State" | "AdministrativeArea" => EntityType::Settlement,
        "Place" => EntityType::Location,
        "GovernmentOrganization" => EntityType::GovernmentBody,
        "Organization" | "NGO" | "Corporation" | "NewsMediaOrganization" => EntityType::Organisation,
        "Event" => EntityType::Event,
        "CreativeWork" | "Legislation" => EntityType::Work,
        _ => return None,
    })
}

/// `GovernmentBody` as `government-body`.
fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for character in name.chars() {
        if character.is_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.extend(character.to_lowercase());
    }
    kebab
}

/// Whether a name is only matched in capitals: "OSCE", "G7".
fn is_acronym(name: &str) -> bool {
    let capitals = name
        .chars()
        .filter(|letter| letter.is_uppercase() || letter.is_ascii_digit());
    name.len() <= 10 && !name.contains(' ') && !name.contains(char::is_lowercase) && capitals.count() >= 2
}

fn types() -> String {
    EntityType::ALL
        .map(|entity_type| format!("dm:{entity_type:?}"))
        .join(", ")
}

#[cfg(test)]
mod tests {
    use crate::ontology::{EntityType, Gazetteer, GazetteerError, Sense};

    const BASE: &str = "https://w3id.org/demarche/id/";
    const PREFIXES: &str = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dm: <https://w3id.org/demarche/ontology#> .
@prefix : <https://example.org/> .
";

    fn load(turtle: &str) -> Result<Gazetteer, GazetteerError> {
        let mut gazetteer = Gazetteer::shipped();
        gazetteer.add_turtle("own.ttl", &format!("{PREFIXES}{turtle}"), BASE)?;
        Ok(gazetteer)
    }

    #[test]
    fn a_user_s_entry_is_found_before_the_shipped_ones() {
        let gazetteer = load(
            r#":norland a dm:Country ; skos:prefLabel "Norland"@en, "Norlande"@fr ; skos:altLabel "Kingdom of Norland", "NLD" ;
                 skos:notation "NRL" ; skos:exactMatch <https://example.com/Q1> .
               :ministry a dm:GovernmentBody ; skos:prefLabel "Norlandic Foreign Ministry" ; dm:country :norland .
               :georgia a dm:Person ; skos:prefLabel "Georgia" ."#,
        )
        .expect("valid Turtle");
        let found = gazetteer
            .longest(&["Kingdom", "of", "Norland", "said"])
            .expect("a name");
        let norland = gazetteer.entry(found.candidates[0].entry);
        assert_eq!((found.tokens, norland.name, norland.code), (3, "Norland", "NRL"));
        assert_eq!(norland.entity_type, EntityType::Country);
        assert_eq!(norland.slug(), "https://example.org/norland");
        assert_eq!(norland.same_as(), ["https://example.com/Q1"]);
        assert_eq!(gazetteer.candidates("Norlande")[0].entry, norland.id);
        assert_eq!(gazetteer.candidates("NLD")[0].sense, Sense::Acronym);
        let ministry = gazetteer.entry(gazetteer.candidates("Norlandic Foreign Ministry")[0].entry);
        assert_eq!(ministry.country, Some(norland.id));
        let georgia = gazetteer.candidates("Georgia");
        assert_eq!(gazetteer.entry(georgia[0].entry).entity_type, EntityType::Person);
        assert!(georgia.len() > 2, "the shipped ones follow");
    }

    #[test]
    fn names_can_be_added_to_a_known_entry() {
        let gazetteer = load(
            r#":az skos:altLabel "Land of Fire" ; skos:exactMatch <http://www.wikidata.org/entity/Q227> .
               <https://w3id.org/demarche/id/Armenia> skos:altLabel "Land of Stones" ."#,
        )
        .expect("valid Turtle");
        let name = |name| gazetteer.entry(gazetteer.candidates(name)[0].entry).name;
        assert_eq!(name("Land of Fire"), "Azerbaijan");
        assert_eq!(name("Land of Stones"), "Armenia");
    }

    #[test]
    fn faults_say_what_and_where() {
        let message = |turtle| load(turtle).expect_err("faulty").to_string();
        assert!(message(":a skos:prefLabel .").starts_with("own.ttl:4:"));
        assert!(message(r#":a skos:altLabel "Norland" ."#).contains("has no name"));
        assert!(message(r#":a a dm:Kingdom ; skos:prefLabel "Norland" ."#).contains("unknown type dm:Kingdom"));
    }
}
