//! [`MentionReader`]: from a parse to its mentions, step by step.

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use crate::mention::amount::{self, AmountWords};
use crate::mention::calendar::{self, Calendar, Outlook};
use crate::mention::coreference::{CoreferenceWords, Resolver};
use crate::mention::draft::{Count, Draft, Gender};
use crate::mention::metonymy::MetonymyWords;
use crate::mention::name::{Name, NameReader};
use crate::mention::noun::{Nouns, Role};
use crate::mention::page::Page;
use crate::mention::pronoun::{self, Pronoun};
use crate::mention::quotation::{self, SpeechWords};
use crate::mention::time::{self, TimeExpression};
use crate::mention::time_words::TimeWords;
use crate::mention::{
    Interval, MentionKind, Mentions, acronym, identity, institution, naming, outlook, owner, phrase, sense,
};
use crate::ontology::{EntityType, Gazetteer};
use crate::syntax::{Deprel, Parse, Sentence, SentenceId, TokenId, Tree, Upos};
use crate::text::{BlockKind, Document, Vocabulary, Word};

/// Reads the mentions of documents. Holds the words it looks for as numbers of one vocabulary, so it is made once,
/// while the vocabulary is filled, and shared.
#[derive(Clone, Debug)]
pub struct MentionReader {
    nouns: Nouns,
    times: TimeWords,
    amounts: AmountWords,
    speech: SpeechWords,
    metonymy: MetonymyWords,
    coreference: CoreferenceWords,
    will: Word,
    shall: Word,
}

impl MentionReader {
    /// A reader for parses whose words come from `vocabulary`.
    pub fn new(vocabulary: &mut Vocabulary) -> Self {
        Self {
            nouns: Nouns::new(vocabulary),
            times: TimeWords::new(vocabulary),
            amounts: AmountWords::new(vocabulary),
            speech: SpeechWords::new(vocabulary),
            metonymy: MetonymyWords::new(vocabulary),
            coreference: CoreferenceWords::new(vocabulary),
            will: vocabulary.intern("will"),
            shall: vocabulary.intern("shall"),
        }
    }

    /// The mentions and entities of a document.
    pub fn read(&self, document: &Document, parse: &Parse<'_>, gazetteer: &Gazetteer) -> Mentions {
        let mut page = Page::new(document, parse);
        let mut drafts = Vec::new();
        let mut times = Vec::new();
        let names = names_of(document, parse);
        for (sentence, id) in parse.sentences.iter().zip((0..).map(SentenceId)) {
            if sentence.block != BlockKind::Boilerplate {
                let title_case = is_title_case(sentence, &document.text).then_some(&names);
                self.read_sentence(&page, id, sentence, gazetteer, title_case, &mut drafts, &mut times);
            }
        }
        page.set_drafts(drafts);
        let intervals = self.resolve_times(&page, &times);
        owner::hang(&mut page, gazetteer);
        sense::choose_entries(&mut page, gazetteer, |page, draft| {
            self.metonymy.acts(page, &self.nouns, draft.sentence, draft.head)
        });
        identity::choose_organs(&mut page, gazetteer);
        acronym::common_acronyms(&mut page);
        acronym::acting_acronyms(&mut page, &self.nouns, |page, draft| {
            self.metonymy.acts(page, &self.nouns, draft.sentence, draft.head)
        });
        page.speeches = quotation::speeches(&page, &self.speech);
        let mut clusters = Vec::new();
        let mut of_draft = naming::cluster_names(&page, gazetteer, &mut clusters);
        institution::short_names(&page, &self.nouns, gazetteer, &mut clusters, &mut of_draft);
        let mut resolver = Resolver::new(&page, &self.nouns, &self.coreference, gazetteer, clusters, of_draft);
        resolver.set_times(&intervals);
        resolver.resolve();
        let (clusters, of_draft) = (resolver.clusters, resolver.of_draft);
        identity::mentions(&page, &clusters, &of_draft, gazetteer)
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "what a sentence is read with, and the two lists it adds to"
    )]
    fn read_sentence(
        &self,
        page: &Page<'_>,
        id: SentenceId,
        sentence: &Sentence,
        gazetteer: &Gazetteer,
        title_case: Option<&FxHashSet<Word>>,
        drafts: &mut Vec<Draft>,
        times: &mut Vec<(SentenceId, TokenId, TimeExpression)>,
    ) {
        let text = &page.document.text;
        let tree = page.tree(id);
        let count = sentence.tokens.len();
        // Words that are part of a time, an amount or a name, and so head no phrase of their own.
        let mut taken = vec![false; count];
        let mut headed = vec![false; count];
        for expression in time::expressions(&self.times, text, sentence) {
            let head = amount::head(sentence, expression.first, expression.last);
            taken[expression.first as usize..=expression.last as usize].fill(true);
            headed[head.index()] = true;
            times.push((id, head, expression));
            let ends = (TokenId(expression.first), TokenId(expression.last));
            drafts.push(draft(id, head, ends, MentionKind::Time, EntityType::Time));
        }
        for (first, last) in amount::amounts(&self.amounts, text, sentence) {
            let head = amount::head(sentence, first, last);
            if headed[head.index()] || taken[first as usize..=last as usize].contains(&true) {
                continue;
            }
            taken[first as usize..=last as usize].fill(true);
            headed[head.index()] = true;
            let ends = (TokenId(first), TokenId(last));
            drafts.push(draft(id, head, ends, MentionKind::Amount, EntityType::Amount));
        }
        let timed = taken.clone();
        let mut names: Vec<(u32, u32)> = Vec::new();
        for name in NameReader::new(
            &self.nouns,
            gazetteer,
            text,
            sentence,
            &taken,
            title_case,
            page.parse.words.vocabulary(),
        )
        .read()
        {
            // The title in front is part of the name's phrase.
            taken[name.begin as usize..=name.last as usize].fill(true);
            if headed[name.head.index()] {
                continue;
            }
            headed[name.head.index()] = true;
            names.push((name.first, name.last));
            let mut draft = self.name_draft(id, sentence, tree, &timed, name);
            if title_case.is_some() {
                // Trees of headlines are poor: the phrase is no more than the name.
                draft.first = draft.name.map_or(draft.first, |(first, _)| first.min(draft.head));
                draft.last = draft.name.map_or(draft.last, |(_, last)| last.max(draft.head));
            }
            drafts.push(draft);
        }
        for head in sentence.ids() {
            if headed[head.index()] {
                continue;
            }
            if let Some(pronoun) = pronoun::pronoun(sentence, head) {
                drafts.push(pronoun_draft(id, head, pronoun));
            } else if !taken[head.index()] && phrase::is_head(sentence, tree, head) {
                let mut draft = self.nominal_draft(id, text, sentence, tree, head);
                // "Norland's Ministry of Trade spokesman": a name is in the phrase whole, or not.
                let cut = |name: &&(u32, u32)| name.0 < draft.first.0 && draft.first.0 <= name.1 && name.1 < head.0;
                if let Some(&(_, last)) = names.iter().find(cut) {
                    draft.first = TokenId(last + 1);
                }
                drafts.push(draft);
            }
        }
    }

    fn name_draft(&self, id: SentenceId, sentence: &Sentence, tree: &Tree, timed: &[bool], name: Name) -> Draft {
        let (first, last) = phrase::extent(sentence, tree, name.head);
        // A day or a number before the name is no part of it: "on Sunday Presidents Roe and Poe met".
        let begin = TokenId(name.begin);
        let first = (first.0..begin.0)
            .rev()
            .find(|&at| timed[at as usize])
            .map_or(first.min(begin), |at| TokenId(at + 1));
        // "the Norlandic president Roe": what modifies the title belongs to the phrase.
        let title = name.noun.filter(|noun| name.begin <= noun.0 && noun.0 < name.first);
        let first = title
            .map(|title| phrase::extent(sentence, tree, title))
            .filter(|&(_, last)| last.0 < name.first)
            .map_or(first, |(titled, _)| titled.min(first));
        let ends = (first.min(begin), last.max(TokenId(name.last)));
        let is_adjective = sentence[name.head].upos == Upos::Adj || name.head.0 != name.last && name.first == name.last;
        let comma = (name.last + 1..ends.1.0).any(|at| sentence.tokens[at as usize].upos == Upos::Punct);
        let ends = if is_adjective {
            (TokenId(name.first), TokenId(name.last))
        } else if comma {
            // The next name of a row, which the tree hangs on this one.
            (ends.0, TokenId(name.last))
        } else {
            ends
        };
        let gender = self.gender(sentence, &name);
        Draft {
            gender,
            count: if phrase::is_plural(sentence, name.head) && name.candidates.is_empty() {
                Count::Many
            } else {
                Count::One
            },
            name: Some((TokenId(name.first), TokenId(name.last))),
            candidates: name.candidates,
            entry: name.organ,
            hint: name.hint,
            noun: name.noun,
            ..draft(id, name.head, ends, MentionKind::Name, name.entity_type)
        }
    }

    /// The gender of a person, by title or given name.
    fn gender(&self, sentence: &Sentence, name: &Name) -> Gender {
        if name.entity_type != EntityType::Person {
            return if name.entity_type == EntityType::Thing {
                Gender::Unknown
            } else {
                Gender::Neuter
            };
        }
        let by_title = (name.begin..name.first)
            .filter_map(|at| self.nouns.get(sentence.tokens[at as usize].lemma))
            .map(|noun| noun.gender)
            .find(|&gender| gender != Gender::Unknown);
        by_title
            .or_else(|| {
                let given = sentence.tokens[name.first as usize].lemma;
                (name.first < name.last).then(|| self.nouns.given_name(given))?
            })
            .unwrap_or_default()
    }

    fn nominal_draft(&self, id: SentenceId, text: &str, sentence: &Sentence, tree: &Tree, head: TokenId) -> Draft {
        let plural = phrase::is_plural(sentence, head);
        let noun = self.nouns.get(sentence[head].lemma);
        let noun = noun.filter(|noun| noun.role != Role::Collective || plural);
        // "the Assistant Secretary of State".
        let of_office = sentence[head].span.of(text) == "State" && sentence[head].deprel == Deprel::Nmod;
        let entity_type = noun
            .filter(|_| !is_deed(text, sentence, tree, head) && !of_office)
            .map_or(EntityType::Thing, |noun| noun.entity_type);
        let gender = match noun {
            Some(noun) if noun.entity_type == EntityType::Person => noun.gender,
            _ => Gender::Unknown,
        };
        Draft {
            gender,
            count: match sentence[head].upos {
                Upos::Noun | Upos::Propn if plural => Count::Many,
                Upos::Noun | Upos::Propn => Count::One,
                _ => Count::Unknown,
            },
            noun: Some(head),
            ..draft(
                id,
                head,
                phrase::extent(sentence, tree, head),
                MentionKind::Nominal,
                entity_type,
            )
        }
    }

    /// The days of the temporal expressions, in text order.
    fn resolve_times(
        &self,
        page: &Page<'_>,
        times: &[(SentenceId, TokenId, TimeExpression)],
    ) -> Vec<(SentenceId, TokenId, Option<Interval>)> {
        let publication = page.document.date.or_else(|| dateline(page, times));
        let mut previous = None;
        let mut found = Vec::with_capacity(times.len());
        for &(id, head, expression) in times {
            let sentence = page.sentence(id);
            let will = |word: TokenId| [self.will, self.shall].contains(&sentence[word].lemma);
            let outlook = outlook::outlook(sentence, page.tree(id), head, will);
            let interval = days(&expression, publication, previous, outlook);
            found.push((id, head, interval));
            // What later words count from is a day told here, not an open stretch.
            if let Some(interval) = interval
                && interval.start.is_some()
                && interval.end.is_some()
            {
                previous = Some(interval);
            }
        }
        found
    }
}

/// Whether a noun that names a body or a place names what is done: "a political settlement", "movements of troops".
fn is_deed(text: &str, sentence: &Sentence, tree: &Tree, head: TokenId) -> bool {
    match sentence[head].span.of(text) {
        "settlement" => tree
            .children_by(sentence, head, &[Deprel::Amod, Deprel::Compound])
            .any(|child| {
                matches!(
                    sentence[child].span.of(text),
                    "political" | "peace" | "peaceful" | "negotiated" | "diplomatic" | "final" | "lasting" | "legal"
                )
            }),
        form => form == "movements",
    }
}

/// Whether nearly every word of a sentence has a capital, as in many headlines: there capitals tell no name.
fn is_title_case(sentence: &Sentence, text: &str) -> bool {
    let (mut words, mut capitals) = (0, 0);
    for token in &sentence.tokens {
        let form = token.span.of(text);
        if form.len() > 3 && form.starts_with(char::is_alphabetic) {
            words += 1;
            capitals += u32::from(form.starts_with(char::is_uppercase));
        }
    }
    // A sentence that closes with a full stop is none, however many names it has.
    let closed = sentence.tokens.last().is_some_and(|token| token.span.of(text) == ".");
    !closed && words >= 3 && capitals * 10 >= words * 8
}

/// The lemmas of proper nouns in the sentences where capitals tell names.
fn names_of(document: &Document, parse: &Parse<'_>) -> FxHashSet<Word> {
    parse
        .sentences
        .iter()
        .filter(|sentence| !is_title_case(sentence, &document.text))
        .flat_map(|sentence| &sentence.tokens)
        .filter(|token| token.upos == Upos::Propn)
        .map(|token| token.lemma)
        .collect()
}

fn days(
    expression: &TimeExpression,
    publication: Option<Date>,
    previous: Option<Interval>,
    outlook: Outlook,
) -> Option<Interval> {
    let mut interval = expression.value.resolve(publication, previous, outlook)?;
    if let Some(until) = expression.until {
        interval.end = until.resolve(publication, previous, outlook)?.end;
    }
    Some(calendar::bounded(
        calendar::portion(interval, expression.portion),
        expression.bound,
    ))
}

/// The day of publication that the document itself gives: a full date in the byline, or alone on a line near the top.
fn dateline(page: &Page<'_>, times: &[(SentenceId, TokenId, TimeExpression)]) -> Option<Date> {
    times
        .iter()
        .take_while(|(id, _, _)| id.0 < 8)
        .filter(|(id, _, expression)| {
            let sentence = page.sentence(*id);
            let words = sentence.tokens.iter().filter(|token| token.upos != Upos::Punct).count();
            let alone = words <= (expression.last - expression.first + 2) as usize;
            sentence.block == BlockKind::Byline || alone
        })
        .find_map(|(_, _, expression)| match expression.value {
            Calendar::Days {
                year: Some(_),
                first,
                last,
            } if first == last => expression.value.resolve(None, None, Outlook::Unknown)?.start,
            _ => None,
        })
}

fn draft(
    sentence: SentenceId,
    head: TokenId,
    (first, last): (TokenId, TokenId),
    kind: MentionKind,
    entity_type: EntityType,
) -> Draft {
    Draft {
        sentence,
        head,
        first,
        last,
        kind,
        entity_type,
        gender: Gender::Unknown,
        count: Count::Unknown,
        name: None,
        candidates: Vec::new(),
        hint: None,
        entry: None,
        short: false,
        of: None,
        noun: None,
    }
}

fn pronoun_draft(id: SentenceId, head: TokenId, pronoun: Pronoun) -> Draft {
    let (entity_type, gender, count) = match pronoun {
        Pronoun::First(Count::One) => (EntityType::Person, Gender::Unknown, Count::One),
        Pronoun::First(count) => (EntityType::Group, Gender::Unknown, count),
        Pronoun::Second => (EntityType::Person, Gender::Unknown, Count::Unknown),
        Pronoun::Third { gender, count, .. } => {
            let person = matches!(gender, Gender::Feminine | Gender::Masculine);
            let entity_type = if person { EntityType::Person } else { EntityType::Thing };
            (entity_type, gender, count)
        }
        Pronoun::Demonstrative(count) => (EntityType::Thing, Gender::Unknown, count),
        Pronoun::Other => (EntityType::Thing, Gender::Unknown, Count::Unknown),
    };
    Draft {
        gender,
        count,
        ..draft(id, head, (head, head), MentionKind::Pronoun, entity_type)
    }
}
