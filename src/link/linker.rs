//! [`Linker`]: entities → [`Link`]s: which thing elsewhere an entity is, how sure that is, and what else it might be.

use rustc_hash::FxHashMap;

use crate::link::index::{Index, Named};
use crate::mention::{Entity, EntityId, Identity, Mentions};
use crate::ontology::EntityType;

/// A thing elsewhere that an entity may be.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Its IRI.
    pub iri: String,
    /// How well it fits, from 0 to 1.
    pub score: f32,
}

/// How sure a link is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// The best fits fairly, or another fits nearly as well: `skos:closeMatch`.
    Close,
    /// One thing fits, clearly better than all others: `skos:exactMatch`.
    Exact,
}

/// What was found for an entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The entity.
    pub entity: EntityId,
    /// How sure its first candidate is; `None` when the linker abstains.
    pub certainty: Option<Certainty>,
    /// All candidates, the best first; for explanations and review.
    pub candidates: Vec<Candidate>,
}

/// Links the names that the gazetteer has no entry for.
#[derive(Clone, Debug)]
pub struct Linker {
    index: Index,
    /// From this score on a match is exact.
    pub exact: f32,
    /// From this score on a match is close; below it there is none.
    pub close: f32,
    /// How much better than the next an exact match must be.
    pub margin: f32,
}

impl Linker {
    /// A linker over an index, with the customary thresholds.
    pub fn new(index: Index) -> Self {
        Self {
            index,
            exact: 0.75,
            close: 0.55,
            margin: 0.1,
        }
    }

    /// A link, or abstention, for each named entity of a document that the gazetteer does not know and the index has a
    /// name for, in the order of the entities. The same name has the same sense throughout a document.
    pub fn link(&self, mentions: &Mentions) -> Vec<Link> {
        let mut by_name: FxHashMap<(&str, EntityType), Vec<Candidate>> = FxHashMap::default();
        let mut links = Vec::new();
        for (entity, number) in mentions.entities.iter().zip(0..) {
            if entity.identity != Identity::Name {
                continue;
            }
            let key = (entity.label.as_str(), entity.entity_type);
            let candidates = by_name.entry(key).or_insert_with(|| self.candidates(entity)).clone();
            if candidates.is_empty() {
                continue;
            }
            links.push(Link {
                entity: EntityId(number),
                certainty: self.certainty(&candidates),
                candidates,
            });
        }
        links
    }

    fn certainty(&self, candidates: &[Candidate]) -> Option<Certainty> {
        let best = candidates.first()?.score;
        let next = candidates.get(1).map_or(0.0, |candidate| candidate.score);
        if best >= self.exact && best - next >= self.margin {
            Some(Certainty::Exact)
        } else if best >= self.close && best - next >= self.margin / 2.0 {
            Some(Certainty::Close)
        } else {
            None
        }
    }

    fn candidates(&self, entity: &Entity) -> Vec<Candidate> {
        let mut found: Vec<(Named, f32)> = Vec::new();
        // The full name weighs more than another name the text uses, which may be a part of it.
        let names = std::iter::once((entity.label.as_str(), 0.6))
            .chain(entity.aliases.iter().map(|name| (name.as_str(), 0.45)));
        for (name, weight) in names {
            for named in self.index.get(name) {
                let score =
                    weight + agreement(entity.entity_type, named.entity_type) + 0.1 * f32::from(named.fame) / 32.0;
                match found.iter_mut().find(|(other, _)| other.iri == named.iri) {
                    // A second name of the same thing in the same text speaks for it.
                    Some((_, other)) => *other = other.max(score) + 0.1,
                    None => found.push((named, score)),
                }
            }
        }
        let mut candidates: Vec<Candidate> = found
            .into_iter()
            .map(|(named, score)| Candidate {
                iri: named.iri,
                score: score.clamp(0.0, 1.0),
            })
            .collect();
        candidates.sort_by(|one, other| other.score.total_cmp(&one.score).then_with(|| one.iri.cmp(&other.iri)));
        candidates
    }
}

/// What the type found in the text says about that of a candidate.
fn agreement(text: EntityType, candidate: Option<EntityType>) -> f32 {
    use EntityType::{
        Country, Facility, GovernmentBody, InternationalOrganisation, Location, Organisation, Settlement,
    };
    let Some(candidate) = candidate else { return 0.1 };
    let place = |entity_type| matches!(entity_type, Country | Settlement | Location | Facility);
    let body = |entity_type| matches!(entity_type, GovernmentBody | InternationalOrganisation | Organisation);
    if text == candidate {
        0.25
    } else if text == EntityType::Thing || place(text) && place(candidate) || body(text) && body(candidate) {
        0.1
    } else {
        -0.3
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::link::{Certainty, Index, IndexBuilder, LabelFormat, Linker};
    use crate::mention::{Entity, Identity, Mentions};
    use crate::ontology::EntityType;

    fn index(file: &str, text: &str) -> Index {
        let directory = tempfile::tempdir().unwrap();
        let labels = directory.path().join(file);
        fs::write(&labels, text).unwrap();
        let mut builder = IndexBuilder::default();
        builder.read(&labels, LabelFormat::of(&labels)).unwrap();
        let path = directory.path().join("index");
        builder.write(&path).unwrap();
        Index::open(&path).unwrap()
    }

    fn named(label: &str, entity_type: EntityType) -> Mentions {
        let entity = Entity {
            label: label.to_owned(),
            aliases: Vec::new(),
            entity_type,
            identity: Identity::Name,
            of: None,
            members: Vec::new(),
            plural: false,
        };
        Mentions::new(Vec::new(), vec![entity], Vec::new())
    }

    #[test]
    fn labels_of_each_format_are_found() {
        let tsv = index(
            "labels.tsv",
            "Q7\tJané Roe\tperson\t900\nhttps://example.org/a\tSudria\tcountry\n",
        );
        let jane = &tsv.get("jane roe")[0];
        assert_eq!(jane.iri, "http://www.wikidata.org/entity/Q7");
        assert_eq!((jane.entity_type, jane.fame), (Some(EntityType::Person), 10));
        assert_eq!(tsv.get("Sudria")[0].iri, "https://example.org/a");
        assert!(tsv.get("Norland").is_empty());
        let label = "http://www.w3.org/2000/01/rdf-schema#label";
        let nt = index(
            "labels.nt",
            &format!("<http://www.wikidata.org/entity/Q9> <{label}> \"Nor\\u006Cand\"@en .\n<a:b> <a:c> <a:d> .\n"),
        );
        assert_eq!((nt.len(), nt.get("Norland").len()), (1, 1));
        let cells = "12\tPort Roe\tPort Roe\tRoeport,Roehaven\t1\t2\tP\tPPLA\tNL\t\t\t\t\t\t50000\t\t\t\t\n";
        let places = index("allCountries.txt", cells);
        assert_eq!(places.get("Roehaven")[0].iri, "https://sws.geonames.org/12/");
    }

    #[test]
    fn a_fitting_name_is_linked_and_namesakes_are_not() {
        let linker = Linker::new(index(
            "labels.tsv",
            "Q1\tSudria\tcountry\nQ2\tRoe\tperson\nQ3\tRoe\tperson\n",
        ));
        let link = |label, entity_type| linker.link(&named(label, entity_type)).pop();
        let sudria = link("Sudria", EntityType::Country).expect("in the index");
        assert_eq!(sudria.certainty, Some(Certainty::Exact));
        assert_eq!(sudria.candidates[0].iri, "http://www.wikidata.org/entity/Q1");
        let roe = link("Roe", EntityType::Person).expect("in the index");
        assert_eq!((roe.certainty, roe.candidates.len()), (None, 2));
        assert_eq!(
            link("Sudria", EntityType::Person).expect("in the index").certainty,
            None
        );
        assert_eq!(link("Norland", EntityType::Country), None);
    }

    #[test]
    fn a_faulty_line_is_named() {
        let directory = tempfile::tempdir().unwrap();
        let labels = directory.path().join("labels.tsv");
        fs::write(&labels, "Q1\tSudria\nQ2\n").unwrap();
        let error = IndexBuilder::default()
            .read(&labels, LabelFormat::Tsv)
            .expect_err("faulty");
        assert!(
            error.to_string().contains("labels.tsv:2: a line is IRI<TAB>label"),
            "{error}"
        );
        assert!(
            Index::open(&labels)
                .expect_err("no index")
                .to_string()
                .contains("no link index")
        );
    }
}
