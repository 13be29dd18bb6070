//! [`Linker`]: entities → [`Link`]s: which thing elsewhere an entity is, how sure that is, and what else it might be.

use crate::link::index::Index;
use crate::link::reconcile::{ReconcileError, Reconciler};
use crate::mention::{Entity, EntityId, Identity, Mentions};
use crate::ontology::{CountryCode, EntityType, EntryId, Gazetteer};

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

/// Links the names that the gazetteer has no identifier for.
#[derive(Debug)]
pub struct Linker {
    indexes: Vec<Index>,
    service: Option<Reconciler>,
    /// From this score on a match is exact.
    pub exact: f32,
    /// From this score on a match is close; below it there is none.
    pub close: f32,
    /// How much better than the next an exact match must be.
    pub margin: f32,
}

/// A named thing of a text or a graph, to be linked.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'s> {
    /// Its full name.
    pub label: &'s str,
    /// Its other names.
    pub aliases: &'s [String],
    /// What it seems to be.
    pub entity_type: EntityType,
    /// The country it belongs to.
    pub country: Option<CountryCode>,
    /// The countries that are spoken of where it is, sorted.
    pub countries: &'s [CountryCode],
    /// Entries of the gazetteer with its name, among which nothing decided.
    pub namesakes: &'s [EntryId],
}

/// What was found for a subject.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matches {
    /// How sure the first candidate is; `None` when the linker abstains.
    pub certainty: Option<Certainty>,
    /// All candidates, the best first.
    pub candidates: Vec<Candidate>,
}

/// A thing with the name of a subject, before it is weighed against the others.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) iri: String,
    /// How much the name speaks for it.
    pub(crate) weight: f32,
    pub(crate) entity_type: Option<EntityType>,
    pub(crate) country: Option<CountryCode>,
    /// How well known it is, in a measure that can be summed.
    pub(crate) fame: f32,
}

/// How much the share of a candidate in the fame of all that have the name counts.
const PRIOR: f32 = 0.12;

impl Default for Linker {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl Linker {
    /// A linker over indexes, with the customary thresholds. The first index that has a name decides on it, so that a
    /// small one of the user's own choices goes before a large one.
    pub fn new(indexes: Vec<Index>) -> Self {
        Self {
            indexes,
            service: None,
            exact: 0.75,
            close: 0.55,
            margin: 0.1,
        }
    }

    /// The same, with a service to ask for what no index has.
    #[must_use]
    pub fn with_service(mut self, service: Option<Reconciler>) -> Self {
        self.service = service;
        self
    }

    /// The indexes, in the order in which they are asked.
    pub fn indexes(&self) -> &[Index] {
        &self.indexes
    }

    /// The service that is asked for what no index has.
    pub fn service(&self) -> Option<&Reconciler> {
        self.service.as_ref()
    }

    /// A link, or abstention, for each named entity of a document that the gazetteer has no identifier for and that
    /// something is known to have the name of, in the order of the entities. Asks the indexes alone.
    pub fn link(&self, mentions: &Mentions, gazetteer: &Gazetteer) -> Vec<Link> {
        self.link_by(mentions, gazetteer, |subjects| {
            subjects.iter().map(|subject| self.indexed(subject)).collect()
        })
    }

    /// The same, with the service asked for what no index has.
    ///
    /// # Errors
    /// When the service fails.
    pub fn reconcile(&self, mentions: &Mentions, gazetteer: &Gazetteer) -> Result<Vec<Link>, ReconcileError> {
        let mut failed = None;
        let links = self.link_by(mentions, gazetteer, |subjects| {
            self.found(subjects, gazetteer).unwrap_or_else(|error| {
                failed = Some(error);
                vec![Vec::new(); subjects.len()]
            })
        });
        failed.map_or(Ok(links), Err)
    }

    /// What each of `subjects` may be, in their order.
    ///
    /// # Errors
    /// When the service fails.
    pub fn find(&self, subjects: &[Subject<'_>], gazetteer: &Gazetteer) -> Result<Vec<Matches>, ReconcileError> {
        let found = self.found(subjects, gazetteer)?;
        let matches = subjects.iter().zip(found);
        Ok(matches
            .map(|(subject, found)| self.weigh(subject, found, gazetteer))
            .collect())
    }

    fn link_by(
        &self,
        mentions: &Mentions,
        gazetteer: &Gazetteer,
        find: impl FnOnce(&[Subject<'_>]) -> Vec<Vec<Found>>,
    ) -> Vec<Link> {
        let mut countries: Vec<CountryCode> = mentions
            .entities
            .iter()
            .filter_map(|entity| country_of(entity, gazetteer))
            .collect();
        countries.sort_unstable();
        countries.dedup();
        let (ids, subjects): (Vec<EntityId>, Vec<Subject<'_>>) = mentions
            .entities
            .iter()
            .zip(0..)
            .filter(|(entity, _)| match entity.identity {
                Identity::Name => true,
                Identity::Entry(entry) => gazetteer.entry(entry).same_as().is_empty(),
                _ => false,
            })
            .map(|(entity, number)| {
                let subject = Subject {
                    label: &entity.label,
                    aliases: &entity.aliases,
                    entity_type: entity.entity_type,
                    country: entity.of.and_then(|of| country_of(mentions.entity(of), gazetteer)),
                    countries: &countries,
                    namesakes: &entity.namesakes,
                };
                (EntityId(number), subject)
            })
            .unzip();
        let found = find(&subjects);
        let links = ids.into_iter().zip(subjects.iter().zip(found));
        links
            .filter_map(|(entity, (subject, found))| {
                let Matches { certainty, candidates } = self.weigh(subject, found, gazetteer);
                (!candidates.is_empty()).then_some(Link {
                    entity,
                    certainty,
                    candidates,
                })
            })
            .collect()
    }

    /// What the indexes have of each subject, and the service of those of which they have nothing.
    fn found(&self, subjects: &[Subject<'_>], gazetteer: &Gazetteer) -> Result<Vec<Vec<Found>>, ReconcileError> {
        let mut found: Vec<_> = subjects.iter().map(|subject| self.indexed(subject)).collect();
        let Some(service) = &self.service else { return Ok(found) };
        let open: Vec<usize> = (0..found.len()).filter(|&place| found[place].is_empty()).collect();
        let asked: Vec<Subject<'_>> = open.iter().map(|&place| subjects[place]).collect();
        for (place, answer) in open.into_iter().zip(service.find(&asked, gazetteer)?) {
            found[place] = answer;
        }
        Ok(found)
    }

    /// What the first index that has one of the subject's names has under them.
    fn indexed(&self, subject: &Subject<'_>) -> Vec<Found> {
        let mut found = self.indexes.iter().map(|index| under_names(index, subject));
        found.find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// Weighs the things with a subject's name against each other.
    fn weigh(&self, subject: &Subject<'_>, found: Vec<Found>, gazetteer: &Gazetteer) -> Matches {
        let all: f32 = found.iter().map(|found| found.fame).sum();
        let mut candidates: Vec<Candidate> = found
            .into_iter()
            .map(|found| Candidate {
                score: found.weight
                    + agreement(subject.entity_type, found.entity_type)
                    + subject.country_agreement(found.country)
                    + PRIOR * found.fame / all,
                iri: found.iri,
            })
            .collect();
        candidates.sort_by(|one, other| other.score.total_cmp(&one.score).then_with(|| one.iri.cmp(&other.iri)));
        let certainty = self.certainty(&candidates);
        for &namesake in subject.namesakes {
            let entry = gazetteer.entry(namesake);
            let known = entry.same_as();
            if let Some(iri) = known.iter().find(|iri| iri.contains("wikidata")).or(known.first())
                && !candidates.iter().any(|candidate| candidate.iri == *iri)
            {
                let score = 0.4 + PRIOR * f32::from(entry.prior) / f32::from(u16::MAX);
                candidates.push(Candidate {
                    iri: iri.clone(),
                    score,
                });
            }
        }
        for candidate in &mut candidates {
            candidate.score = candidate.score.clamp(0.0, 1.0);
        }
        Matches { certainty, candidates }
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
}

/// The country that an entity is or belongs to.
fn country_of(entity: &Entity, gazetteer: &Gazetteer) -> Option<CountryCode> {
    let Identity::Entry(entry) = entity.identity else {
        return None;
    };
    let entry = gazetteer.entry(entry);
    entry.iso.or_else(|| gazetteer.entry(entry.country?).iso)
}

/// What an index has under the names of a subject.
fn under_names(index: &Index, subject: &Subject<'_>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    // The full name weighs more than another name the text uses, which may be a part of it.
    let names = std::iter::once((subject.label, 0.6)).chain(subject.aliases.iter().map(|name| (name.as_str(), 0.45)));
    for (name, weight) in names {
        for named in index.get(name) {
            let iri = named.iri();
            match found.iter_mut().find(|found| found.iri == iri) {
                // A second name of the same thing in the same text speaks for it.
                Some(other) => other.weight = other.weight.max(weight) + 0.1,
                None => found.push(Found {
                    iri,
                    weight,
                    entity_type: named.entity_type(),
                    country: named.country(),
                    fame: f32::from(named.fame()).exp2(),
                }),
            }
        }
    }
    found
}

impl Subject<'_> {
    /// What the country of a candidate says.
    fn country_agreement(&self, candidate: Option<CountryCode>) -> f32 {
        match (self.country, candidate) {
            (Some(own), Some(candidate)) if own == candidate => 0.15,
            (Some(_), Some(_)) => -0.15,
            (None, Some(candidate)) if self.countries.contains(&candidate) => 0.12,
            (None, Some(_)) | (_, None) => 0.0,
        }
    }
}

/// What the type found in the text says about that of a candidate.
pub(crate) fn agreement(text: EntityType, candidate: Option<EntityType>) -> f32 {
    use EntityType::{
        Country, Facility, GovernmentBody, InternationalOrganisation, Location, Organisation, Settlement,
    };
    let Some(candidate) = candidate else { return 0.0 };
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

    use crate::link::{Certainty, Index, IndexBuilder, LabelFormat, Linker, Named};
    use crate::mention::{Entity, EntityId, Identity, Mentions};
    use crate::ontology::{EntityType, Gazetteer, Sense};

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

    fn iris(index: &Index, name: &str) -> Vec<String> {
        index.get(name).map(Named::iri).collect()
    }

    fn named(label: &str, entity_type: EntityType) -> Mentions {
        let entity = Entity {
            namesakes: Vec::new(),
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
            "Q7\tJané Roe\tperson\t900\tSD\n\tJohn Roe\tperson\nhttps://example.org/a\tSudria\tcountry\n",
        );
        let jane = tsv.get("jane roe").next().unwrap();
        assert_eq!(jane.iri(), "http://www.wikidata.org/entity/Q7");
        assert_eq!((jane.entity_type(), jane.fame()), (Some(EntityType::Person), 10));
        assert_eq!(jane.country(), Some("SD".parse().unwrap()));
        assert_eq!(iris(&tsv, "Sudria"), ["https://example.org/a"]);
        assert!(iris(&tsv, "Norland").is_empty() && iris(&tsv, "").is_empty());
        let label = "http://www.w3.org/2000/01/rdf-schema#label";
        let nt = index(
            "labels.nt",
            &format!("<http://www.wikidata.org/entity/Q9> <{label}> \"Nor\\u006Cand\"@en .\n<a:b> <a:c> <a:d> .\n"),
        );
        assert_eq!((nt.len(), iris(&nt, "Norland").len()), (1, 1));
        let cells = "12\tPort Roe\tPort Roe\tRoeport,Roehaven\t1\t2\tP\tPPLA\tNL\t\t\t\t\t\t50000\t\t\t\t\n";
        let places = index("allCountries.txt", cells);
        assert_eq!(iris(&places, "Roehaven"), ["https://sws.geonames.org/12/"]);
        let csv = index(
            "names.csv",
            "iri,label,type\nQ8,\"Roe, Inc.\",organisation\n,Roe,person\n",
        );
        assert_eq!(
            (csv.len(), iris(&csv, "Roe, Inc.")),
            (1, vec!["http://www.wikidata.org/entity/Q8".to_owned()])
        );
        assert_ne!(tsv.hash(), csv.hash());
    }

    #[test]
    fn a_fitting_name_is_linked_and_namesakes_are_not() {
        let linker = Linker::new(vec![
            index("own.csv", "Q4,Estmark,person\n"),
            index(
                "labels.tsv",
                "Q1\tSudria\tcountry\nQ2\tRoe\tperson\nQ3\tRoe\tperson\nQ5\tEstmark\tperson\nQ6\tPort Roe\t\n\
                 Q7\tEasthaven\tsettlement\t900000\nQ8\tEasthaven\tsettlement\t9000\n",
            ),
        ]);
        let gazetteer = Gazetteer::shipped();
        let link = |label, entity_type| linker.link(&named(label, entity_type), &gazetteer).pop();
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
        let estmark = link("Estmark", EntityType::Person).expect("in both");
        assert_eq!(estmark.candidates.len(), 1);
        // A name of which the index has no type, and one of which one bearer is far better known.
        let certainty = |label| link(label, EntityType::Settlement).and_then(|link| link.certainty);
        assert_eq!(certainty("Port Roe"), Some(Certainty::Close));
        assert_eq!(certainty("Easthaven"), Some(Certainty::Exact));
    }

    #[test]
    fn the_countries_of_a_document_choose_among_namesakes() {
        let labels = "Q1\tPort Roe\tsettlement\t500\tAZ\nQ2\tPort Roe\tsettlement\t500\tCL\n";
        let linker = Linker::new(vec![index("labels.tsv", labels)]);
        let gazetteer = Gazetteer::shipped();
        let chile = gazetteer
            .candidates("Chile")
            .into_iter()
            .find(|candidate| candidate.sense == Sense::Name)
            .expect("a country");
        let mut mentions = named("Port Roe", EntityType::Settlement);
        assert_eq!(linker.link(&mentions, &gazetteer)[0].certainty, None);
        mentions.entities.push(Entity {
            identity: Identity::Entry(chile.entry),
            ..mentions.entities[0].clone()
        });
        let links = linker.link(&mentions, &gazetteer);
        assert_eq!(links.len(), 1, "Chile has an identifier of its own");
        assert_eq!(links[0].certainty, Some(Certainty::Exact));
        assert_eq!(links[0].candidates[0].iri, "http://www.wikidata.org/entity/Q2");
        mentions.entities[0].of = Some(EntityId(1));
        assert!(linker.link(&mentions, &gazetteer)[0].candidates[0].score > links[0].candidates[0].score - 0.01);
    }

    #[test]
    fn entries_among_which_nothing_decides_are_candidates() {
        let gazetteer = Gazetteer::shipped();
        let mut mentions = named("Georgia", EntityType::Thing);
        mentions.entities[0].namesakes = gazetteer
            .candidates("Georgia")
            .into_iter()
            .map(|candidate| candidate.entry)
            .collect();
        let links = Linker::new(Vec::new()).link(&mentions, &gazetteer);
        assert_eq!(links[0].certainty, None);
        assert!(links[0].candidates.len() >= 2, "{links:?}");
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
            error.to_string().contains("labels.tsv:2: a line is an IRI and a label"),
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
