//! Identity: what an entity is called and what settles which one it is.

use rustc_hash::FxHashMap;

use crate::mention::cluster::Cluster;
use crate::mention::draft::{Count, Draft};
use crate::mention::page::Page;
use crate::mention::phrase;
use crate::mention::{Entity, EntityId, Identity, Mention, MentionKind, Mentions, Quotation};
use crate::mention::{institution, mission, sense};
use crate::ontology::{EntityType, EntryId, Gazetteer, Sense};
use crate::syntax::{Deprel, TokenId, Upos, VerbForm};

/// The most words of a description that a label shows.
const LABEL_WORDS: usize = 14;

/// Settles the organs of states that the text names by kind and hangs on a country apart: "the Foreign Ministry in
/// Norville", "Norland's powerful army".
pub(crate) fn choose_organs(page: &mut Page<'_>, gazetteer: &Gazetteer) {
    let only = institution::only_country(page, gazetteer);
    for index in 0..page.drafts.len() {
        let draft = &page.drafts[index];
        if draft.entry.is_some() || draft.entity_type != EntityType::GovernmentBody || draft.count == Count::Many {
            continue;
        }
        // "Parliament", "the Supreme Court" of a text that speaks of one country alone.
        // "the Senate of the state" is another's.
        let of = page
            .tree(draft.sentence)
            .child_by(page.sentence(draft.sentence), draft.head, &[Deprel::Nmod]);
        let alone = draft.of.is_none()
            && of.is_none()
            && draft.kind == MentionKind::Name
            && sense::is_named_by_kind(page, draft, gazetteer);
        let Some(owner) = draft.of.map_or(only.filter(|_| alone), |of| page.drafts[of].entry) else {
            continue;
        };
        let entry = gazetteer.entry(owner);
        let country = match entry.entity_type {
            EntityType::Country | EntityType::InternationalOrganisation => owner,
            EntityType::Settlement => match entry.capital {
                Some(country) => country,
                None => continue,
            },
            _ => continue,
        };
        let organ = kind_words(page, draft).find_map(|words| {
            let (tokens, kind) = gazetteer.organ_kind(&words)?;
            (tokens == words.len()).then(|| gazetteer.organ(country, kind))?
        });
        if let Some(organ) = organ {
            page.drafts[index].entry = Some(organ);
        }
    }
}

/// The words that may name an organ's kind, longest first: the phrase without what stands before its kind.
fn kind_words<'p>(page: &'p Page<'_>, draft: &'p Draft) -> impl Iterator<Item = Vec<&'p str>> {
    let (first, last) = draft.name.unwrap_or((draft.first, draft.last));
    // "the Norlandic Transport Police" is not the police: what stands before the kind in a name is no more than whose it is.
    let narrows = move |at: u32| {
        draft.name.is_some()
            && page.at(draft.sentence, TokenId(at)).is_none()
            && page.form(draft.sentence, TokenId(at)).starts_with(char::is_uppercase)
    };
    (first.0..=last.0)
        .take_while(move |&from| from == first.0 || !narrows(from - 1))
        .map(move |from| {
            (from..=last.0)
                .map(|at| page.form(draft.sentence, TokenId(at)))
                .collect()
        })
}

/// The mentions and entities that the clusters come to.
pub(crate) fn mentions(page: &Page<'_>, clusters: &[Cluster<'_>], of_draft: &[u32], gazetteer: &Gazetteer) -> Mentions {
    // Entities are counted in the order of their first mention; what is only hung on or a member still has a mention.
    let mut numbers: FxHashMap<usize, EntityId> = FxHashMap::default();
    let mut order = Vec::new();
    for &number in of_draft {
        let cluster = number as usize - 1;
        numbers.entry(cluster).or_insert_with(|| {
            order.push(cluster);
            EntityId(order.len() as u32 - 1)
        });
    }
    let entities = order
        .iter()
        .map(|&cluster| entity(page, clusters, of_draft, &clusters[cluster], gazetteer, &numbers))
        .collect::<Vec<_>>();
    let entities = named_groups(entities);
    let mentions = page
        .drafts
        .iter()
        .zip(of_draft)
        .map(|(draft, &number)| {
            let sentence = page.sentence(draft.sentence);
            Mention {
                sentence: draft.sentence,
                head: draft.head,
                first: draft.first,
                last: draft.last,
                span: sentence[draft.first].span.cover(sentence[draft.last].span),
                kind: draft.kind,
                entity: numbers[&(number as usize - 1)],
            }
        })
        .collect();
    let quotations = page
        .speeches
        .iter()
        .map(|speech| Quotation {
            span: speech.span,
            speaker: speech.speaker.map(|draft| numbers[&(of_draft[draft] as usize - 1)]),
        })
        .collect();
    Mentions::new(mentions, entities, quotations)
}

/// Calls what several things are together by their names: "Norland and Sudria".
fn named_groups(mut entities: Vec<Entity>) -> Vec<Entity> {
    for index in 0..entities.len() {
        let members = &entities[index].members;
        if members.len() > 1 {
            let labels: Vec<&str> = members
                .iter()
                .map(|member| entities[member.0 as usize].label.as_str())
                .collect();
            entities[index].label = enumeration(&labels);
        }
    }
    entities
}

/// "Norland", "Norland and Sudria", "Norland, Sudria and Estria".
fn enumeration(names: &[&str]) -> String {
    match names {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => names.concat(),
    }
}

fn entity(
    page: &Page<'_>,
    clusters: &[Cluster<'_>],
    of_draft: &[u32],
    cluster: &Cluster<'_>,
    gazetteer: &Gazetteer,
    numbers: &FxHashMap<usize, EntityId>,
) -> Entity {
    let of = cluster.of.and_then(|of| numbers.get(&of).copied());
    let members: Vec<EntityId> = cluster
        .members
        .iter()
        .filter_map(|member| numbers.get(member).copied())
        .collect();
    let plural = cluster.count == Count::Many;
    let mut names: Vec<&str> = cluster
        .drafts
        .iter()
        .filter_map(|&draft| {
            let draft = &page.drafts[draft];
            let (first, last) = draft.name?;
            // A demonym is a way to speak of a country, not a name of it.
            (page.sentence(draft.sentence)[draft.head].upos != Upos::Adj)
                .then(|| page.text_between(draft.sentence, first, last))
        })
        .collect();
    names.sort_unstable();
    let often = most_often(&names);
    names.dedup();
    let (label, identity) = match cluster.entry {
        Some(entry) if mission::is_mission(entry, gazetteer) => mission_identity(page, cluster, entry, gazetteer),
        Some(entry) => (gazetteer.entry(entry).name.to_owned(), Identity::Entry(entry)),
        None => label(page, cluster, often, &|place| {
            possessor(page, clusters, of_draft, gazetteer, place)
        }),
    };
    Entity {
        aliases: names
            .into_iter()
            .filter(|&name| name != label)
            .map(str::to_owned)
            .collect(),
        label,
        entity_type: entity_type(cluster, gazetteer),
        namesakes: if identity == Identity::Name {
            namesakes(page, cluster)
        } else {
            Vec::new()
        },
        identity,
        of,
        members,
        plural,
    }
}

/// A mission goes by its state and its city; without the city it is this document's own.
fn mission_identity(
    page: &Page<'_>,
    cluster: &Cluster<'_>,
    entry: EntryId,
    gazetteer: &Gazetteer,
) -> (String, Identity) {
    let name = gazetteer.entry(entry).name;
    let host = cluster
        .drafts
        .iter()
        .find_map(|&draft| mission::host(page, &page.drafts[draft], gazetteer))
        .map(|host| &page.drafts[host]);
    let host = host.and_then(|host| match host.entry {
        Some(entry) => Some(gazetteer.entry(entry).name),
        None => host
            .name
            .map(|(first, last)| page.text_between(host.sentence, first, last)),
    });
    match host {
        Some(host) => (format!("{name} in {host}"), Identity::Name),
        None => (name.to_owned(), Identity::Description),
    }
}

/// The fullest of sorted names: the most words, then the longest, then the most frequent.
fn most_often<'n>(names: &[&'n str]) -> Option<&'n str> {
    names
        .chunk_by(|one, other| one == other)
        .max_by_key(|same| (same[0].split_whitespace().count(), same[0].chars().count(), same.len()))
        .map(|same| same[0])
}

/// The entries among which nothing decided.
fn namesakes(page: &Page<'_>, cluster: &Cluster<'_>) -> Vec<EntryId> {
    let mut entries: Vec<EntryId> = Vec::new();
    let drafts = cluster.drafts.iter().map(|&draft| &page.drafts[draft]);
    for candidate in drafts.flat_map(|draft| &draft.candidates) {
        if candidate.sense != Sense::ShortName && !entries.contains(&candidate.entry) {
            entries.push(candidate.entry);
        }
    }
    entries
}

fn entity_type(cluster: &Cluster<'_>, gazetteer: &Gazetteer) -> EntityType {
    let of_entry = |entry: EntryId| gazetteer.entry(entry).entity_type;
    cluster.entry.map_or(cluster.entity_type, of_entry)
}

/// What a draft that owns another is called, where the text names it somewhere.
fn possessor(
    page: &Page<'_>,
    clusters: &[Cluster<'_>],
    of_draft: &[u32],
    gazetteer: &Gazetteer,
    draft: usize,
) -> Option<String> {
    let cluster = &clusters[of_draft[draft] as usize - 1];
    if let Some(entry) = cluster.entry {
        return Some(gazetteer.entry(entry).name.to_owned());
    }
    let names = cluster.drafts.iter().filter_map(|&draft| {
        let draft = &page.drafts[draft];
        draft
            .name
            .map(|(first, last)| page.text_between(draft.sentence, first, last))
    });
    names.max_by_key(|name| name.len()).map(str::to_owned)
}

fn label(
    page: &Page<'_>,
    cluster: &Cluster<'_>,
    fullest: Option<&str>,
    possessor: &impl Fn(usize) -> Option<String>,
) -> (String, Identity) {
    if let Some(fullest) = fullest {
        return (fullest.to_owned(), Identity::Name);
    }
    let first = cluster.drafts.first().map(|&draft| &page.drafts[draft]);
    let identity = match first.map(|draft| draft.kind) {
        Some(MentionKind::Time) => Identity::Time(cluster.interval),
        Some(MentionKind::Amount) => Identity::Amount,
        _ => Identity::Description,
    };
    let nominal = cluster
        .drafts
        .iter()
        .map(|&draft| &page.drafts[draft])
        .filter(|draft| draft.kind == MentionKind::Nominal)
        .enumerate()
        .map(|(place, draft)| description(page, draft, place == 0, possessor))
        .max_by_key(|description| description.split_whitespace().count());
    let label = cluster.called.clone().or(nominal).unwrap_or_else(|| {
        first.map_or_else(String::new, |draft| {
            page.text_between(draft.sentence, draft.first, draft.last).to_owned()
        })
    });
    (label, identity)
}

/// A noun phrase without its article or its "no", with the `of`- and `in`-phrases and the participles behind it that narrow it down.
/// A pronoun that it belongs to gives way to the name of whom it means. An infinitive belongs
/// to it where it is `introduced`: "the measures" may have been taken before those "to win the vote" are spoken of.
fn description(
    page: &Page<'_>,
    draft: &Draft,
    introduced: bool,
    possessor: &impl Fn(usize) -> Option<String>,
) -> String {
    let sentence = page.sentence(draft.sentence);
    let mut first = draft.first;
    // "no traces" are traces that are denied: the statement's polarity says so.
    let is_no = |at: TokenId| page.form(draft.sentence, at).eq_ignore_ascii_case("no");
    while first < draft.head
        && sentence[first].deprel == Deprel::Det
        && sentence[first].upos == Upos::Det
        && (sentence[first].feats.has(crate::syntax::PronType::Art) || is_no(first))
    {
        first = TokenId(first.0 + 1);
    }
    let owner =
        (sentence[first].deprel == Deprel::NmodPoss && sentence[first].upos == Upos::Pron && first < draft.last)
            .then(|| page.at(draft.sentence, first))
            .flatten()
            .and_then(possessor);
    let mut last = narrowed(page, draft, introduced, draft.head, draft.last);
    // "access to" of "a house he had access to"
    while last > draft.head && sentence[last].upos == Upos::Adp {
        last = TokenId(last.0 - 1);
    }
    let first = if owner.is_some() { TokenId(first.0 + 1) } else { first };
    let text = page.text_between(draft.sentence, first, last);
    // Words as they stand, blanks and line breaks alike.
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words.trim_matches(|sign: char| matches!(sign, '"' | '“' | '”' | '(' | '[' | ']' | ',' | ';' | ':'));
    owner.map_or_else(
        || words.to_owned(),
        |owner| {
            let mark = if owner.ends_with('s') { "'" } else { "'s" };
            format!("{owner}{mark} {words}")
        },
    )
}

/// The last word of a label: behind `last`, what narrows `head` down and follows without a gap. A phrase that is too long
/// gives its beginning: "safe passage of vessels" of what goes on "to and from all ports of the sea".
fn narrowed(page: &Page<'_>, draft: &Draft, introduced: bool, head: TokenId, mut last: TokenId) -> TokenId {
    let sentence = page.sentence(draft.sentence);
    let tree = page.tree(draft.sentence);
    for &child in tree.children(head) {
        if child < head {
            continue;
        }
        let token = &sentence[child];
        let narrows = match token.deprel {
            Deprel::Nmod => true,
            // "elections held in …", not "elections, held in …".
            Deprel::Acl => {
                // "a plan to leave" is less without its infinitive, "the importance of leaving" without its gerund.
                (token.feats.has(VerbForm::Part)
                    || introduced && token.feats.has(VerbForm::Inf)
                    || token.feats.has(VerbForm::Ger))
                    && page.form(draft.sentence, TokenId(last.0 + 1)) != ","
            }
            // "resolution 31"
            Deprel::Nummod | Deprel::Dep | Deprel::Flat => child.0 == last.0 + 1 && token.upos == Upos::Num,
            _ => false,
        };
        if !narrows {
            continue;
        }
        let appended = |inner: TokenId| {
            matches!(
                sentence[inner].deprel,
                Deprel::AclRelcl | Deprel::Appos | Deprel::Parataxis | Deprel::Advcl
            )
        };
        let verbal = |inner: TokenId| {
            sentence[inner].deprel == Deprel::Conj && matches!(sentence[inner].upos, Upos::Verb | Upos::Aux)
        };
        // "between Norland and Sudria" is one phrase; what does not fit into the label is left out whole.
        let subtree = tree.subtree(child, |inner| {
            appended(inner)
                || verbal(inner)
                || sentence[inner].upos == Upos::Punct && !matches!(page.form(draft.sentence, inner), "," | "-" | "–")
        });
        let row = tree.children_by(sentence, child, &[Deprel::Conj]).next().is_some();
        let (Some(&from), Some(&to)) = (subtree.first(), subtree.last()) else {
            continue;
        };
        let to = if page.form(draft.sentence, to) == "," {
            TokenId(to.0 - 1)
        } else {
            to
        };
        // Only what follows without a gap.
        let contiguous = from.0 == last.0 + 1 && subtree.len() > (to.0 - from.0) as usize;
        let comma = !row && (from.0..to.0).any(|at| page.form(draft.sentence, TokenId(at)) == ",");
        let fits = |to: TokenId| ((to.0 - draft.first.0) as usize) < LABEL_WORDS;
        if contiguous && !comma && fits(to) {
            last = to;
            continue;
        }
        let (_, end) = phrase::extent(sentence, tree, child);
        let set_off = (from.0..end.0).any(|at| page.form(draft.sentence, TokenId(at)) == ",");
        let begins = from.0 == last.0 + 1 && token.deprel == Deprel::Nmod && !row && !set_off && fits(end);
        return if begins {
            narrowed(page, draft, introduced, child, end)
        } else {
            last
        };
    }
    last
}
