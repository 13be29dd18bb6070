//! Coreference: which mentions refer to the same thing.
//!
//! Precise steps come before bold ones, as in Stanford's sieves (Lee et al., 2013): names, appositions, noun phrases with
//! the same head, descriptions by kind, pronouns by agreement and salience. Each looks back over a bounded stretch.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::mention::cluster::Cluster;
use crate::mention::noun::{Nouns, Role};
use crate::mention::page::Page;
use crate::mention::{Interval, MentionKind};
use crate::ontology::{EntityType, Fold, Gazetteer};
use crate::syntax::{SentenceId, TokenId};
use crate::text::{Vocabulary, Word};

/// The words that coreference turns on, by lemma.
#[derive(Clone, Debug)]
pub(crate) struct CoreferenceWords {
    /// Modifiers that tell no two things apart: "recent", "so-called".
    pub(crate) loose: FxHashSet<Word>,
    /// Nouns for the same kind of event, text or thing, each under the number of its row.
    pub(crate) synonyms: FxHashMap<Word, u32>,
    /// "country", "side", "leader": what two things are together called.
    pub(crate) parties: FxHashMap<Word, EntityType>,
    pub(crate) both: FxHashSet<Word>,
    pub(crate) country: FxHashSet<Word>,
    pub(crate) town: FxHashSet<Word>,
    /// Nouns for organisations of any kind: "the company" is the one spoken of, "the office" need not be.
    pub(crate) organisation: FxHashSet<Word>,
    pub(crate) kinds: FxHashSet<Word>,
    /// Titles of those who speak for others.
    pub(crate) speakers: FxHashSet<Word>,
    pub(crate) places: FxHashSet<Word>,
    pub(crate) counterpart: Word,
    pub(crate) former: Word,
    pub(crate) latter: Word,
}

const LOOSE: &str = "recent so-called same new latest alleged planned upcoming said aforementioned such current own very \
    entire whole former present late ongoing the reported annual other";

const SYNONYMS: &[&str] = &[
    "election vote poll ballot",
    "attack strike assault raid bombing",
    "agreement deal accord pact treaty memorandum",
    "meeting talks summit",
    "statement remark comment",
    "war conflict fighting hostilities",
    "law legislation act bill",
    "company firm corporation business",
    "killing murder assassination",
    "plane aircraft jet",
    "ship vessel boat",
    "child kid",
    "protest demonstration rally",
    "border frontier boundary",
    "arrest detention",
];

const ORGANISATIONS: &str = "organisation organization company firm group agency bank university corporation airline party union \
    association alliance bloc league movement foundation charity network broadcaster newspaper magazine tabloid club team \
    institution institute body manufacturer publisher startup conglomerate militia";

/// Nouns that say behind a name what bears it: "the Norland Times newspaper".
const KINDS: &str = "newspaper tabloid magazine daily weekly broadcaster airline movement think-tank tank agency channel website group \
    organization organisation faction militia";

/// Nouns that say before `of` and a name what bears it: "the city of Norville".
const PLACES: &str =
    "city town village state province region county district island municipality prefecture kingdom republic";

/// Titles of those who speak for a country or a body, beside the offices that the gazetteer knows.
const SPEAKERS: &str = "spokesperson spokesman spokeswoman representative official ambassador envoy diplomat delegate negotiator \
    leader head chief director minister secretary commissioner general commander chairman chairwoman chairperson chair \
    president premier governor mayor senator lawmaker deputy adviser advisor counsel executive ceo king queen prince sultan emir";

const PARTIES: &[(EntityType, &str)] = &[
    (
        EntityType::Country,
        "country nation state side party neighbor neighbour government capital",
    ),
    (
        EntityType::Person,
        "leader minister president man diplomat official woman counterpart",
    ),
    (EntityType::Organisation, "company firm"),
];

impl CoreferenceWords {
    pub(crate) fn new(vocabulary: &mut Vocabulary) -> Self {
        let mut synonyms = FxHashMap::default();
        for (row, number) in SYNONYMS.iter().zip(0..) {
            for word in row.split_whitespace() {
                synonyms.insert(vocabulary.intern(word), number);
            }
        }
        let mut parties = FxHashMap::default();
        for &(entity_type, words) in PARTIES {
            for word in words.split_whitespace() {
                parties.insert(vocabulary.intern(word), entity_type);
            }
        }
        let mut set = |words: &str| words.split_whitespace().map(|word| vocabulary.intern(word)).collect();
        Self {
            loose: set(LOOSE),
            synonyms,
            parties,
            both: set("both two"),
            town: set("city town village capital metropolis"),
            organisation: set(ORGANISATIONS),
            kinds: set(KINDS),
            speakers: set(SPEAKERS),
            places: set(PLACES),
            country: set("country nation state homeland motherland republic people government army"),
            counterpart: vocabulary.intern("counterpart"),
            former: vocabulary.intern("former"),
            latter: vocabulary.intern("latter"),
        }
    }
}

fn is_body(entity_type: EntityType) -> bool {
    matches!(
        entity_type,
        EntityType::Organisation | EntityType::GovernmentBody | EntityType::InternationalOrganisation
    )
}

/// Brings the mentions of a page together.
pub(crate) struct Resolver<'p> {
    pub(crate) page: &'p Page<'p>,
    pub(crate) nouns: &'p Nouns,
    pub(crate) words: &'p CoreferenceWords,
    pub(crate) gazetteer: &'p Gazetteer,
    pub(crate) clusters: Vec<Cluster<'p>>,
    /// For each draft its cluster counted from 1; 0 until it is known.
    pub(crate) of_draft: Vec<u32>,
    /// Clusters under what they are called, the latest last.
    pub(crate) by_noun: FxHashMap<Word, Vec<u32>>,
    /// Organisations under their names of several words, folded.
    pub(crate) full_names: FxHashMap<String, u32>,
    /// What several things are together.
    pub(crate) groups: FxHashMap<Vec<usize>, u32>,
}

impl<'p> Resolver<'p> {
    pub(crate) fn new(
        page: &'p Page<'p>,
        nouns: &'p Nouns,
        words: &'p CoreferenceWords,
        gazetteer: &'p Gazetteer,
        clusters: Vec<Cluster<'p>>,
        of_draft: Vec<u32>,
    ) -> Self {
        let full_names = page
            .drafts
            .iter()
            .zip(&of_draft)
            .filter(|(draft, number)| **number != 0 && draft.kind == MentionKind::Name && is_body(draft.entity_type))
            .filter_map(|(draft, &number)| {
                let (first, last) = draft.name.filter(|(first, last)| first < last)?;
                Some((Fold::key(page.text_between(draft.sentence, first, last)), number))
            })
            .collect();
        Self {
            page,
            nouns,
            words,
            gazetteer,
            clusters,
            of_draft,
            full_names,
            by_noun: FxHashMap::default(),
            groups: FxHashMap::default(),
        }
    }

    /// Puts the temporal expressions that tell the same days into one cluster.
    pub(crate) fn set_times(&mut self, intervals: &[(SentenceId, TokenId, Option<Interval>)]) {
        let mut by_days: FxHashMap<Interval, u32> = FxHashMap::default();
        for &(sentence, head, interval) in intervals {
            let Some(index) = self.page.at(sentence, head) else {
                continue;
            };
            let number = match interval {
                Some(interval) => *by_days.entry(interval).or_insert_with(|| {
                    self.clusters.push(Cluster::default());
                    self.clusters.len() as u32
                }),
                None => self.open(),
            };
            self.clusters[number as usize - 1].interval = interval;
            self.of_draft[index] = number;
            self.clusters[number as usize - 1].join(index, &self.page.drafts[index]);
        }
    }

    /// Puts every draft into a cluster.
    pub(crate) fn resolve(&mut self) {
        let mut order: Vec<usize> = (0..self.page.drafts.len()).collect();
        // By heads: a possessor comes before what it owns.
        order.sort_by_key(|&index| (self.page.drafts[index].sentence, self.page.drafts[index].head));
        self.describe_names();
        let mut later = Vec::new();
        for &index in &order {
            let draft = &self.page.drafts[index];
            // Who speaks may be told only behind the speech.
            let waits = self.page.speech_at(draft.sentence, draft.head).is_some()
                && (draft.kind == MentionKind::Pronoun && self.is_speech_pronoun(index)
                    || draft.kind == MentionKind::Nominal && self.is_own_country(index));
            if waits {
                later.push(index);
                continue;
            }
            let beside = self.apposition(index);
            let beside = beside
                .or_else(|| self.named_kind(index))
                .or_else(|| self.further_title(index));
            if let Some(number) = beside {
                self.join(index, number);
                continue;
            }
            let found = match draft.kind {
                // Its cluster was known before the text was read.
                MentionKind::Name | MentionKind::Time => (self.of_draft[index] != 0).then(|| self.of_draft[index]),
                MentionKind::Nominal => self.nominal(index),
                MentionKind::Pronoun if self.is_speech_pronoun(index) => self.in_speech(index),
                MentionKind::Pronoun => self.pronoun(index),
                MentionKind::Amount => None,
            };
            self.place(index, found);
        }
        self.place_in_office();
        for index in later {
            let found = self.in_speech(index);
            self.place(index, found);
        }
    }

    fn place(&mut self, index: usize, found: Option<u32>) {
        let organ = self.organ(index);
        let known = organ.and_then(|organ| {
            let known = self.clusters.iter().position(|cluster| cluster.entry == Some(organ))?;
            Some(known as u32 + 1)
        });
        let number = known.or(found).unwrap_or_else(|| self.open());
        self.join(index, number);
        let cluster = &mut self.clusters[number as usize - 1];
        cluster.entry = cluster.entry.or(organ);
    }

    pub(crate) fn open(&mut self) -> u32 {
        self.clusters.push(Cluster::default());
        self.clusters.len() as u32
    }

    pub(crate) fn cluster(&self, number: u32) -> &Cluster<'p> {
        &self.clusters[number as usize - 1]
    }

    /// Puts a draft into a cluster and makes the cluster known under the draft's noun.
    fn join(&mut self, index: usize, number: u32) {
        let draft = &self.page.drafts[index];
        let known = self.of_draft[index] == number;
        self.of_draft[index] = number;
        let of = draft
            .of
            .map(|of| self.of_draft[of])
            .filter(|&of| of != 0 && of != number);
        let cluster = &mut self.clusters[number as usize - 1];
        if !known {
            cluster.join(index, draft);
        }
        cluster.last = cluster.last.max(draft.sentence.0);
        cluster.of = cluster.of.or(of.map(|of| of as usize - 1));
        let country = self.cluster(number).named && self.cluster(number).entity_type == EntityType::Country;
        if draft.kind == MentionKind::Nominal
            && draft.entity_type.acts()
            && self.cluster(number).of.is_none()
            && !country
        {
            let owner = self.possessor(index).filter(|&owner| owner != number as usize - 1);
            self.clusters[number as usize - 1].of = owner;
        }
        let organ = draft.kind == MentionKind::Name && draft.entity_type == EntityType::GovernmentBody;
        if draft.kind == MentionKind::Nominal || organ {
            let modifiers = self.modifiers(index);
            let owner = self.owner(index).filter(|&owner| owner != number as usize - 1);
            let noun = self.noun_of(index);
            let office = self.office(index);
            let cluster = &mut self.clusters[number as usize - 1];
            if draft.kind == MentionKind::Nominal {
                cluster.call(noun);
                cluster
                    .offices
                    .extend(office.filter(|office| !cluster.offices.contains(office)));
            }
            cluster.owner = cluster.owner.or(owner);
            for modifier in modifiers {
                if !cluster.modifiers.contains(&modifier) {
                    cluster.modifiers.push(modifier);
                }
            }
        }
        for position in 0..self.cluster(number).nouns.len() {
            let noun = self.cluster(number).nouns[position];
            let under = self.by_noun.entry(noun).or_default();
            if under.last() != Some(&number) {
                under.push(number);
            }
        }
    }

    /// What a noun phrase calls its referent, in small letters.
    pub(crate) fn noun_of(&self, index: usize) -> Word {
        let draft = &self.page.drafts[index];
        let lemma = self.page.lemma(draft.sentence, draft.head);
        self.nouns.get(lemma).map_or(lemma, |noun| noun.lemma)
    }

    /// What the names are called by their titles and their kinds: "Ministry", "President".
    fn describe_names(&mut self) {
        for index in 0..self.page.drafts.len() {
            let draft = &self.page.drafts[index];
            if self.of_draft[index] == 0 {
                continue;
            }
            let number = self.of_draft[index];
            let office = self.office(index);
            let articled = self.is_articled(index);
            let cluster = &mut self.clusters[number as usize - 1];
            cluster.articled |= articled;
            cluster
                .offices
                .extend(office.filter(|office| !cluster.offices.contains(office)));
            // "the party" of "the Norland Party", which the gazetteer knows whole.
            let last = draft.name.map(|(_, last)| last).filter(|_| draft.noun.is_none());
            let kind = last
                .and_then(|last| self.nouns.get(self.page.lemma(draft.sentence, last)))
                .filter(|noun| noun.entity_type == draft.entity_type && noun.role == Role::Plain);
            if let Some(kind) = kind {
                self.clusters[number as usize - 1].call(kind.lemma);
            }
            if let Some(noun) = draft.noun {
                let lemma = self.page.lemma(draft.sentence, noun);
                let lemma = self.nouns.get(lemma).map_or(lemma, |noun| noun.lemma);
                let cluster = &mut self.clusters[number as usize - 1];
                cluster.call(lemma);
                if noun == draft.first {
                    cluster.titles.push(lemma);
                }
                // "Foreign" of "Foreign Minister Jane Roe".
                let before_name = draft.name.map_or(draft.head, |(first, _)| first);
                for at in draft.first.0..before_name.0.min(noun.0) {
                    let at = TokenId(at);
                    if self.page.at(draft.sentence, at).is_none() {
                        cluster.modifiers.push(self.page.form(draft.sentence, at));
                    }
                }
            }
        }
    }
}
