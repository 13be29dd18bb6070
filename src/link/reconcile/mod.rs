//! [`Reconciler`]: asks a reconciliation service which things have a name.
//!
//! What was answered once is kept in a [directory](ReconcileOptions::cache) and not asked again, so that the same cache
//! gives the same links, with the network or without.

mod cache;
mod kinds;
mod protocol;

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Value, json};

use crate::link::linker::{Found, Subject, agreement};
use crate::link::reconcile::cache::Cache;
use crate::link::reconcile::protocol::{Answer, Manifest, Query, Version, decode, encode};
use crate::net::{Client, Manners, NetError};
use crate::ontology::{CountryCode, EntityType, Fold, Gazetteer};

/// After so many batches in a row without an answer the service is asked no more.
const MOST_FAILURES: u32 = 3;

/// What the answers are wanted in.
const JSON: &str = "application/json";

/// Which service is asked, and how.
#[derive(Clone, Debug)]
pub struct ReconcileOptions {
    /// The service's address.
    pub url: String,
    /// Where its answers are kept.
    pub cache: PathBuf,
    /// Which of its types stands for a kind of thing, besides those that its manifest tells.
    pub types: Vec<(EntityType, String)>,
    /// Its property that leads to a thing's country, to be told of names whose country is known.
    pub country: Option<String>,
    /// How it is asked.
    pub manners: Manners,
}

/// Why names cannot be reconciled.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReconcileError {
    /// There is no answer.
    #[error("reconciliation: {0}")]
    Net(#[from] NetError),
    /// Something else is at the address.
    #[error("{url} is no reconciliation service ({reason}); its address must give a manifest, as OpenRefine needs it")]
    NoService {
        /// The address.
        url: String,
        /// What is missing.
        reason: String,
    },
    /// The service speaks other versions alone.
    #[error("{url} speaks versions {versions} of the reconciliation API; known here are 0.1, 0.2 and 1.0")]
    Version {
        /// The address.
        url: String,
        /// The versions it speaks.
        versions: String,
    },
    /// The answer is none.
    #[error("reconciliation: {url} does not answer as version {version} of the API tells: {reason}")]
    Answer {
        /// The address.
        url: String,
        /// The version it was asked in.
        version: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// The service has failed too often.
    #[error("reconciliation: {url} failed {MOST_FAILURES} times in a row and is asked no more; try again later")]
    GivenUp {
        /// The address.
        url: String,
    },
    /// An answer cannot be kept.
    #[error("{}: cannot be written: {source}; --reconcile-cache names another directory", path.display())]
    Cache {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// A reconciliation service.
#[derive(Debug)]
pub struct Reconciler {
    client: Client,
    url: String,
    manifest: Manifest,
    version: Version,
    types: BTreeMap<EntityType, String>,
    country: Option<String>,
    cache: Cache,
    failures: AtomicU32,
}

impl Reconciler {
    /// Asks the service what it can do.
    ///
    /// # Errors
    /// When it does not answer, or is none, and the cache does not know it either.
    pub fn open(options: ReconcileOptions) -> Result<Self, ReconcileError> {
        let ReconcileOptions {
            url,
            cache,
            types,
            country,
            manners,
        } = options;
        let cache = Cache::new(&cache, &url);
        let client = Client::new(manners);
        let manifest = if let Some(manifest) = cache.get(&url) {
            manifest
        } else {
            let manifest = fetch(&client, &url)?;
            cache.put(&url, &manifest)?;
            manifest
        };
        let Some(version) = manifest.version() else {
            let versions = manifest.versions();
            return Err(ReconcileError::Version { url, versions });
        };
        let known = manifest
            .default_types()
            .filter_map(|(id, name)| Some((kinds::kind(name)?, id.to_owned())));
        let types = known.chain(types).collect();
        Ok(Self {
            client,
            url,
            version,
            types,
            country,
            cache,
            failures: AtomicU32::new(0),
            manifest,
        })
    }

    /// What the service calls itself.
    pub fn name(&self) -> &str {
        &self.manifest.name
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What each of `subjects` may be, in their order.
    pub(super) fn find(
        &self,
        subjects: &[Subject<'_>],
        gazetteer: &Gazetteer,
    ) -> Result<Vec<Vec<Found>>, ReconcileError> {
        let queries: Vec<Query> = subjects.iter().map(|subject| self.query(subject, gazetteer)).collect();
        let answers = self.answers(&queries)?;
        let found = subjects.iter().zip(answers);
        Ok(found
            .map(|(subject, answers)| answers.iter().map(|answer| self.found(subject, answer)).collect())
            .collect())
    }

    fn query(&self, subject: &Subject<'_>, gazetteer: &Gazetteer) -> Query {
        let property = self.country.as_ref().zip(subject.country);
        Query {
            name: subject.label.to_owned(),
            class: self.types.get(&subject.entity_type).cloned(),
            property: property
                .and_then(|(property, country)| Some((property.clone(), self.country_value(country, gazetteer)?))),
        }
    }

    /// A country as the service knows it: by its identifier if that is sourced, else by name.
    fn country_value(&self, country: CountryCode, gazetteer: &Gazetteer) -> Option<Value> {
        let mut entries = gazetteer.entries();
        let entry = entries.find(|entry| entry.iso == Some(country) && entry.entity_type == EntityType::Country)?;
        let iris = entry.same_as();
        let id = iris.iter().find_map(|iri| self.manifest.id(iri));
        Some(id.map_or_else(|| json!(entry.name), |id| json!({ "id": id, "name": entry.name })))
    }

    fn found(&self, subject: &Subject<'_>, answer: &Answer) -> Found {
        let name = Fold::key(&answer.name);
        let mut weight = if name == Fold::key(subject.label) {
            0.6
        } else if subject.aliases.iter().any(|alias| Fold::key(alias) == name) {
            0.45
        } else {
            0.15
        };
        if answer.is_match {
            weight += 0.15;
        }
        let kinds = answer.types().filter_map(kinds::kind);
        let kind = kinds.max_by(|one, other| {
            let fits = |kind| agreement(subject.entity_type, Some(kind));
            fits(*one).total_cmp(&fits(*other))
        });
        Found {
            iri: self.manifest.iri(&answer.id),
            weight,
            entity_type: kind,
            country: None,
            fame: answer.score.filter(|score| *score > 0.0).unwrap_or(1.0),
        }
    }

    /// The answers to `queries`, from the cache or the service.
    fn answers(&self, queries: &[Query]) -> Result<Vec<Vec<Answer>>, ReconcileError> {
        let keys: Vec<String> = queries.iter().map(|query| json!(query).to_string()).collect();
        let mut answers: Vec<Option<Vec<Answer>>> = keys.iter().map(|key| self.cache.get(key)).collect();
        let mut open: Vec<usize> = (0..queries.len()).filter(|&place| answers[place].is_none()).collect();
        open.sort_by(|&one, &other| keys[one].cmp(&keys[other]));
        open.dedup_by(|one, other| keys[*one] == keys[*other]);
        for places in open.chunks(self.manifest.batch()) {
            let batch: Vec<&Query> = places.iter().map(|&place| &queries[place]).collect();
            for (&place, answer) in places.iter().zip(self.ask(&batch)?) {
                self.cache.put(&keys[place], &answer)?;
                answers[place] = Some(answer);
            }
        }
        // What was asked twice was sent once.
        let again = |place: usize| {
            keys.iter()
                .position(|key| *key == keys[place])
                .and_then(|first| answers[first].clone())
        };
        Ok((0..queries.len())
            .map(|place| answers[place].clone().or_else(|| again(place)).unwrap_or_default())
            .collect())
    }

    fn ask(&self, batch: &[&Query]) -> Result<Vec<Vec<Answer>>, ReconcileError> {
        if self.failures.load(Ordering::Relaxed) >= MOST_FAILURES {
            return Err(ReconcileError::GivenUp { url: self.url.clone() });
        }
        let (path, media_type, body) = encode(self.version, batch);
        let url = format!("{}{path}", self.url.trim_end_matches('/'));
        let url = if path.is_empty() { &self.url } else { &url };
        let answered = self.client.post(url, media_type, JSON, &body);
        let reply = answered.inspect_err(|_| {
            self.failures.fetch_add(1, Ordering::Relaxed);
        })?;
        self.failures.store(0, Ordering::Relaxed);
        decode(self.version, batch.len(), &reply.body).map_err(|reason| ReconcileError::Answer {
            url: url.clone(),
            version: match self.version {
                Version::Form => "0.2",
                Version::List => "1.0",
            },
            reason,
        })
    }
}

/// A service's manifest.
fn fetch(client: &Client, url: &str) -> Result<Manifest, ReconcileError> {
    let no_service = |reason: String| ReconcileError::NoService {
        url: url.to_owned(),
        reason,
    };
    let reply = client.get(url, JSON)?;
    let manifest: Manifest = serde_json::from_slice(&reply.body).map_err(|error| no_service(error.to_string()))?;
    if manifest.has_iris() {
        Ok(manifest)
    } else {
        Err(no_service("it tells neither identifierSpace nor view".to_owned()))
    }
}
