//! Scores mentions, identity and coreference against the `Entity=` column of GUM's CoNLL-U, on gold tokens with the
//! program's own tags and trees: `cargo run --release --example coreference -- gum-dev.conllu [--misses]`.
//!
//! Named entities are those whose head is a proper noun and whose type is neither time nor abstract, by GUM's tags in the
//! gold and by the program's own in what it finds; a mention is found when its head is, or (second row) when its span is.
//! The third row takes the program's names alone, proper noun or not: "Norlandic" counts against it, as GUM marks no
//! adjectives, and "the President" is missed. Identity is right when the title of the English Wikipedia article that GUM
//! gives is that of the entry, or one of its names; what a title adds to tell namesakes apart ("Norville, Norland") must
//! hold of the entry. Coreference is what CoNLL-2012 averages: MUC (Vilain et al.,
//! 1995), B³ (Bagga and Baldwin, 1998), CEAF over entities (Luo, 2005), on the program's own mentions, singletons left
//! out, on the documents of the genres news, interview, bio and speech.

#![expect(clippy::print_stdout, reason = "an example shows its result")]

use std::collections::{BTreeMap, BTreeSet};

use demarche::mention::{Identity, Mention, MentionKind, MentionReader, Mentions};
use demarche::ontology::{EntityType, Entry, Gazetteer};
use demarche::syntax::{Parse, Syntax, TokenId, Upos, conllu};
use demarche::text::{Document, Vocabulary};

/// A mention as it is compared: sentence, then its first and last word, or its head twice.
type Key = (u32, u32, u32);
/// The mentions of each entity.
type Clusters = Vec<BTreeSet<Key>>;

/// A mention of the gold column.
struct Gold {
    sentence: u32,
    first: u32,
    last: u32,
    group: String,
    entity_type: String,
    title: String,
}

/// A share: so many of so many.
#[derive(Clone, Copy, Default)]
struct Share {
    part: f64,
    whole: f64,
}

impl Share {
    fn add(&mut self, part: f64, whole: f64) {
        self.part += part;
        self.whole += whole;
    }

    fn value(self) -> f64 {
        if self.whole > 0.0 { self.part / self.whole } else { 0.0 }
    }
}

/// Recall and precision.
#[derive(Clone, Copy, Default)]
struct Score {
    recall: Share,
    precision: Share,
}

impl Score {
    fn f1(self) -> f64 {
        let (recall, precision) = (self.recall.value(), self.precision.value());
        if recall + precision > 0.0 {
            2.0 * recall * precision / (recall + precision)
        } else {
            0.0
        }
    }

    fn show(self, name: &str) {
        println!(
            "{name:<28} recall {:5.1}  precision {:5.1}  F1 {:5.1}",
            100.0 * self.recall.value(),
            100.0 * self.precision.value(),
            100.0 * self.f1()
        );
    }
}

/// What is counted over all documents.
#[derive(Default)]
struct Totals {
    /// Mentions headed by proper nouns by head, and by span; names alone by head.
    named: [Score; 3],
    identity: Share,
    /// MUC, B³, CEAF by head, and by span.
    coreference: [[Score; 3]; 2],
    misses: Vec<String>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut files: Vec<String> = std::env::args().skip(1).collect();
    let misses = files.iter().any(|argument| argument == "--misses");
    files.retain(|argument| argument != "--misses");
    let mut vocabulary = Vocabulary::default();
    let syntax = Syntax::embedded(&mut vocabulary);
    let reader = MentionReader::new(&mut vocabulary);
    let gazetteer = Gazetteer::shipped();
    let mut totals = Totals::default();
    for file in &files {
        let source = std::fs::read_to_string(file)?;
        for source in source.split("# newdoc id = ").skip(1) {
            let (id, source) = source.split_once('\n').unwrap_or_default();
            let (text, mut parse) = conllu::read(source, &vocabulary)?;
            let gold = gold(source);
            let heads: Vec<u32> = gold.iter().map(|mention| head(&parse, mention)).collect();
            let proper: Vec<bool> = gold
                .iter()
                .zip(&heads)
                .map(|(mention, &head)| {
                    let tokens = &parse.sentences[mention.sentence as usize].tokens;
                    tokens[head as usize].upos == Upos::Propn
                })
                .collect();
            syntax.annotate(&text, &mut parse);
            let document = Document {
                text,
                ..Document::default()
            };
            let mentions = reader.read(&document, &parse, &gazetteer);
            let named: Vec<(&Gold, u32)> = gold
                .iter()
                .zip(&heads)
                .zip(&proper)
                .filter(|((mention, _), proper)| **proper && !matches!(&*mention.entity_type, "time" | "abstract"))
                .map(|((mention, &head), _)| (mention, head))
                .collect();
            score_names(id, &named, &mentions, &parse, &document, &gazetteer, &mut totals);
            if ["news", "interview", "bio", "speech"]
                .iter()
                .any(|genre| id.contains(genre))
            {
                for (by_span, scores) in totals.coreference.iter_mut().enumerate() {
                    let key = clusters(gold.iter().zip(&heads).map(|(mention, &head)| {
                        let place = if by_span == 1 {
                            (mention.first, mention.last)
                        } else {
                            (head, head)
                        };
                        (mention.group.clone(), (mention.sentence, place.0, place.1))
                    }));
                    let response = clusters(
                        mentions
                            .mentions
                            .iter()
                            .filter(|mention| mention.kind != MentionKind::Amount)
                            .map(|mention| {
                                let place = if by_span == 1 {
                                    (mention.first.0, mention.last.0)
                                } else {
                                    (mention.head.0, mention.head.0)
                                };
                                (mention.entity.0, (mention.sentence.0, place.0, place.1))
                            }),
                    );
                    muc(&key, &response, &mut scores[0]);
                    b_cubed(&key, &response, &mut scores[1]);
                    ceaf(&key, &response, &mut scores[2]);
                }
            }
        }
    }
    totals.named[0].show("named entities, by head");
    totals.named[1].show("named entities, by span");
    totals.named[2].show("names alone, by head");
    println!(
        "identity where linked        {:.1} % of {}",
        100.0 * totals.identity.value(),
        totals.identity.whole
    );
    for (scores, by) in totals.coreference.iter().zip(["head", "span"]) {
        for (score, name) in scores.iter().zip(["MUC", "B³", "CEAFe"]) {
            score.show(&format!("coreference by {by}, {name}"));
        }
        let average = scores.iter().map(|score| score.f1()).sum::<f64>() / 3.0;
        println!("coreference by {by}, average   {:.1}", 100.0 * average);
    }
    if misses {
        for miss in &totals.misses {
            println!("{miss}");
        }
    }
    Ok(())
}

/// The mentions of a document's `Entity=` column; those in several pieces are left out.
fn gold(source: &str) -> Vec<Gold> {
    let mut found = Vec::new();
    let mut open: Vec<(String, Gold)> = Vec::new();
    let (mut sentence, mut word) = (0, 0);
    for line in source.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        if line.is_empty() && word > 0 {
            (sentence, word) = (sentence + 1, 0);
        }
        if cells.len() != 10 || !cells[0].bytes().all(|byte| byte.is_ascii_digit()) {
            continue;
        }
        let column = cells[9]
            .split('|')
            .find_map(|pair| pair.strip_prefix("Entity="))
            .unwrap_or_default();
        // `(1-person-…-Jane_Roe(2-place-…)`, `1)`: an opening bracket begins an item, a closing one ends it.
        let mut rest = column;
        while !rest.is_empty() {
            let begins = rest.starts_with('(');
            let body = rest.trim_start_matches('(');
            let end = body.find(['(', ')']).unwrap_or(body.len());
            let (item, behind) = body.split_at(end);
            let group = item.split('-').next().unwrap_or_default();
            if begins {
                let parts: Vec<&str> = item.splitn(8, '-').collect();
                open.push((
                    group.to_owned(),
                    Gold {
                        sentence,
                        first: word,
                        last: word,
                        group: group.to_owned(),
                        entity_type: (*parts.get(1).unwrap_or(&"")).to_owned(),
                        title: (*parts.get(7).unwrap_or(&"")).to_owned(),
                    },
                ));
            }
            if let Some(behind) = behind.strip_prefix(')') {
                if let Some(place) = open.iter().rposition(|(name, _)| name == group) {
                    let (_, mut mention) = open.remove(place);
                    mention.last = word;
                    if mention.sentence == sentence && !group.contains('[') {
                        found.push(mention);
                    }
                }
                rest = behind;
            } else {
                rest = behind;
            }
        }
        word += 1;
    }
    found
}

/// The word of a mention that hangs on none of the others, by the gold tree.
fn head(parse: &Parse<'_>, mention: &Gold) -> u32 {
    let sentence = &parse.sentences[mention.sentence as usize];
    let within = mention.first..=mention.last;
    within
        .clone()
        .find(|&at| {
            let head = sentence.tokens[at as usize].head;
            head == TokenId::ROOT || !within.contains(&head.0)
        })
        .unwrap_or(mention.last)
}

fn score_names(
    id: &str,
    gold: &[(&Gold, u32)],
    mentions: &Mentions,
    parse: &Parse<'_>,
    document: &Document,
    gazetteer: &Gazetteer,
    totals: &mut Totals,
) {
    let by_head: BTreeMap<(u32, u32), &Gold> = gold
        .iter()
        .map(|&(mention, head)| ((mention.sentence, head), mention))
        .collect();
    let spans: BTreeSet<Key> = gold
        .iter()
        .map(|(mention, _)| (mention.sentence, mention.first, mention.last))
        .collect();
    let own: Vec<_> = mentions
        .mentions
        .iter()
        .filter(|mention| {
            let head = &parse.sentences[mention.sentence.0 as usize].tokens[mention.head.0 as usize];
            matches!(mention.kind, MentionKind::Name | MentionKind::Nominal) && head.upos == Upos::Propn
        })
        .filter(|mention| mentions.entity(mention.entity).entity_type != EntityType::Time)
        .collect();
    let names: Vec<_> = mentions
        .mentions
        .iter()
        .filter(|mention| mention.kind == MentionKind::Name)
        .filter(|mention| mentions.entity(mention.entity).entity_type != EntityType::Time)
        .collect();
    let gold_of = |mention: &Mention| by_head.get(&(mention.sentence.0, mention.head.0)).copied();
    let found = own.iter().filter(|mention| gold_of(mention).is_some()).count();
    let found_names = names.iter().filter(|mention| gold_of(mention).is_some()).count();
    let found_spans = own
        .iter()
        .filter(|mention| spans.contains(&(mention.sentence.0, mention.first.0, mention.last.0)))
        .count();
    for mention in own.iter().filter(|mention| gold_of(mention).is_none()) {
        let words = mention.span.of(&document.text);
        totals
            .misses
            .push(format!("{id} {}: no name: {words}", mention.sentence.0 + 1));
    }
    let name_count = names.len();
    for mention in names {
        let Some(gold) = gold_of(mention) else {
            let (sentence, words) = (mention.sentence.0 + 1, mention.span.of(&document.text));
            let head = &parse.sentences[mention.sentence.0 as usize].tokens[mention.head.0 as usize];
            totals
                .misses
                .push(format!("{id} {sentence}: no such name: {:?} {words}", head.upos));
            continue;
        };
        if let Identity::Entry(entry) = mentions.entity(mention.entity).identity
            && !gold.title.is_empty()
        {
            let entry = gazetteer.entry(entry);
            let same = is_titled(&entry, &gold.title, gazetteer);
            totals.identity.add(f64::from(u8::from(same)), 1.0);
            if !same {
                let (sentence, words) = (mention.sentence.0 + 1, mention.span.of(&document.text));
                totals.misses.push(format!(
                    "{id} {sentence}: {words} is {}, not {}",
                    entry.slug(),
                    gold.title
                ));
            }
        }
    }
    let heads: BTreeSet<(u32, u32)> = own.iter().map(|mention| (mention.sentence.0, mention.head.0)).collect();
    for ((sentence, head), gold) in &by_head {
        if !heads.contains(&(*sentence, *head)) {
            totals.misses.push(format!(
                "{id} {}: not found: {} {}",
                sentence + 1,
                gold.entity_type,
                gold.title
            ));
        }
    }
    let rows = [
        (found, by_head.len(), own.len()),
        (found_spans, spans.len(), own.len()),
        (found_names, by_head.len(), name_count),
    ];
    for (score, (found, all, own)) in totals.named.iter_mut().zip(rows) {
        score.recall.add(found as f64, all as f64);
        score.precision.add(found as f64, own as f64);
    }
}

/// Whether a Wikipedia title, as it stands in IRIs, is that of an entry.
fn is_titled(entry: &Entry<'_>, title: &str, gazetteer: &Gazetteer) -> bool {
    let title = plain(title);
    let dbpedia = entry.same_as();
    let article = dbpedia
        .iter()
        .find_map(|iri| iri.strip_prefix("http://dbpedia.org/resource/"));
    if let Some(article) = article {
        // Where the entry's own title is known there is no doubt.
        return plain(article) == title;
    }
    let names: Vec<String> = std::iter::once(entry.name).chain(entry.aliases()).map(plain).collect();
    if names.contains(&title) {
        return true;
    }
    let (name, within) = match (title.split_once(" ("), title.split_once(", ")) {
        (Some((name, kind)), _) => (name, kind.trim_end_matches(')')),
        (None, Some(both)) => both,
        (None, None) => return false,
    };
    let slug = plain(&entry.slug());
    let of_country = |within: &str| {
        gazetteer.candidates(&capitalised(within)).iter().any(|place| {
            let place = gazetteer.entry(place.entry);
            entry.country == Some(place.id) || place.country.is_some() && entry.country == place.country
        })
    };
    // "norville (region)": brackets hold the kind, or what the entry's own IRI holds.
    names.iter().any(|own| own == name)
        && if title.contains('(') {
            slug.contains(within) || ["region", "city", "country", "politician"].contains(&within)
        } else {
            slug.contains(within) || of_country(within)
        }
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A title or a name as they are compared: no underscores, hyphens, escapes, or case.
fn plain(name: &str) -> String {
    let escapes = [
        ("%27", "'"),
        ("%2C", ","),
        ("%28", "("),
        ("%29", ")"),
        ("_", " "),
        ("-", " "),
    ];
    let plain = escapes
        .iter()
        .fold(name.to_owned(), |name, (from, to)| name.replace(from, to));
    plain.to_lowercase()
}

/// The mentions of each entity that has more than one; of two that compare equal the first counts.
fn clusters<N: Ord>(mentions: impl Iterator<Item = (N, Key)>) -> Clusters {
    let mut seen = BTreeSet::new();
    let mut groups: BTreeMap<N, BTreeSet<Key>> = BTreeMap::new();
    for (name, key) in mentions {
        if seen.insert(key) {
            groups.entry(name).or_default().insert(key);
        }
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

/// The number of the cluster of each mention.
fn numbers(clusters: &Clusters) -> BTreeMap<Key, usize> {
    let numbered = clusters.iter().enumerate();
    numbered
        .flat_map(|(number, group)| group.iter().map(move |&key| (key, number)))
        .collect()
}

fn muc(key: &Clusters, response: &Clusters, score: &mut Score) {
    let links = |of: &Clusters, by: &Clusters, share: &mut Share| {
        let numbers = numbers(by);
        for group in of {
            let parts: BTreeSet<usize> = group
                .iter()
                .filter_map(|mention| numbers.get(mention).copied())
                .collect();
            let alone = group.iter().filter(|mention| !numbers.contains_key(*mention)).count();
            share.add((group.len() - parts.len() - alone) as f64, (group.len() - 1) as f64);
        }
    };
    links(key, response, &mut score.recall);
    links(response, key, &mut score.precision);
}

fn b_cubed(key: &Clusters, response: &Clusters, score: &mut Score) {
    let mentions = |of: &Clusters, by: &Clusters, share: &mut Share| {
        let numbers = numbers(by);
        for group in of {
            let mut common: BTreeMap<usize, f64> = BTreeMap::new();
            for number in group.iter().filter_map(|mention| numbers.get(mention)) {
                *common.entry(*number).or_default() += 1.0;
            }
            let size = group.len() as f64;
            share.add(common.values().map(|count| count * count / size).sum(), size);
        }
    };
    mentions(key, response, &mut score.recall);
    mentions(response, key, &mut score.precision);
}

fn ceaf(key: &Clusters, response: &Clusters, score: &mut Score) {
    let similarity: Vec<Vec<f64>> = key
        .iter()
        .map(|one| {
            let with =
                |other: &BTreeSet<Key>| 2.0 * one.intersection(other).count() as f64 / (one.len() + other.len()) as f64;
            response.iter().map(with).collect()
        })
        .collect();
    let best = best_pairs(&similarity, response.len());
    score.recall.add(best, key.len() as f64);
    score.precision.add(best, response.len() as f64);
}

/// The greatest sum of values with at most one in each row and column: the Hungarian method with potentials, on a
/// square filled up with zeros.
fn best_pairs(values: &[Vec<f64>], columns: usize) -> f64 {
    let size = values.len().max(columns);
    let cost = |row: usize, column: usize| -values.get(row).and_then(|row| row.get(column)).copied().unwrap_or(0.0);
    let (mut of_row, mut of_column) = (vec![0.0; size + 1], vec![0.0; size + 1]);
    // Rows and columns are counted from 1; row 0 is none.
    let mut row_of = vec![0; size + 1];
    for row in 1..=size {
        let mut least = vec![f64::INFINITY; size + 1];
        let mut used = vec![false; size + 1];
        let mut way = vec![0; size + 1];
        let mut column = 0;
        row_of[0] = row;
        while row_of[column] != 0 {
            used[column] = true;
            let (at, mut delta, mut next) = (row_of[column], f64::INFINITY, 0);
            for other in 1..=size {
                if used[other] {
                    continue;
                }
                let reduced = cost(at - 1, other - 1) - of_row[at] - of_column[other];
                if reduced < least[other] {
                    (least[other], way[other]) = (reduced, column);
                }
                if least[other] < delta {
                    (delta, next) = (least[other], other);
                }
            }
            for other in 0..=size {
                if used[other] {
                    of_row[row_of[other]] += delta;
                    of_column[other] -= delta;
                } else {
                    least[other] -= delta;
                }
            }
            column = next;
        }
        while column != 0 {
            row_of[column] = row_of[way[column]];
            column = way[column];
        }
    }
    -(1..=size)
        .map(|column| cost(row_of[column] - 1, column - 1))
        .sum::<f64>()
}
