//! Proper names: which words of a sentence are one, which kind of thing bears it, and what stands around it.
//!
//! A chunk is a row of words that hang together by name relations; it reads as `known* title? name`: "US President
//! Barack Obama", "Iran Revolutionary Guard Corps". The gazetteer decides first, then titles, then the kind of the last noun.

use rustc_hash::FxHashSet;

use crate::mention::known::Known;
use crate::mention::noun::{Noun, Nouns, Role};
use crate::ontology::{Candidate, EntityType, EntryId, Gazetteer, Sense};
use crate::syntax::{Deprel, Sentence, TokenId, Upos};
use crate::text::{Vocabulary, Word};

/// A proper name of a sentence. Positions are words, both ends included.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub(crate) first: u32,
    pub(crate) last: u32,
    /// Where the titles and modifiers before it begin; equals `first` when there are none.
    pub(crate) begin: u32,
    pub(crate) head: TokenId,
    pub(crate) entity_type: EntityType,
    pub(crate) candidates: Vec<Candidate>,
    /// An organ of a state that country and kind together name.
    pub(crate) organ: Option<EntryId>,
    /// The kind that a common noun before it gives: "news agency Fars".
    pub(crate) hint: Option<EntityType>,
    /// The title before it, or the noun in it that says what it is: "Ministry".
    pub(crate) noun: Option<TokenId>,
}

/// A piece of a chunk.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Piece {
    Known(usize),
    Title,
    Plain,
}

/// Reads the names of one sentence.
pub(crate) struct NameReader<'s> {
    pub(crate) nouns: &'s Nouns,
    pub(crate) gazetteer: &'s Gazetteer,
    pub(crate) sentence: &'s Sentence,
    pub(crate) forms: Vec<&'s str>,
    /// Words that tell times or amounts.
    pub(crate) taken: &'s [bool],
    pub(crate) known: Vec<Known>,
    /// Where every word is capitalised, as in many headlines: the lemmas of the document's names elsewhere.
    pub(crate) title_case: Option<&'s FxHashSet<Word>>,
    vocabulary: &'s Vocabulary,
    /// Names whose acronyms stand in brackets behind them, by first and last word.
    pub(crate) introduced: Vec<(u32, u32)>,
    /// For each word, the known name that covers it, counted from 1.
    pub(crate) cover: Vec<u32>,
}

impl<'s> NameReader<'s> {
    pub(crate) fn new(
        nouns: &'s Nouns,
        gazetteer: &'s Gazetteer,
        text: &'s str,
        sentence: &'s Sentence,
        taken: &'s [bool],
        title_case: Option<&'s FxHashSet<Word>>,
        vocabulary: &'s Vocabulary,
    ) -> Self {
        let forms: Vec<&str> = sentence
            .tokens
            .iter()
            .map(|token| match token.span.of(text) {
                dash @ ("-" | "–") => dash,
                // "U.S.-Norland" may be cut behind its hyphen.
                form => form.trim_end_matches(['-', '–']),
            })
            .collect();
        let mut reader = Self {
            nouns,
            gazetteer,
            sentence,
            cover: vec![0; forms.len()],
            forms,
            taken,
            title_case,
            vocabulary,
            known: Vec::new(),
            introduced: Vec::new(),
        };
        reader.look_up();
        reader.introduced = reader.introductions();
        reader
    }

    /// The names, nested ones included, ordered by the place of their heads; no two have the same.
    pub(crate) fn read(&self) -> Vec<Name> {
        let mut names = Vec::new();
        let mut at = 0;
        while at < self.forms.len() as u32 {
            if let Some(&(first, last)) = self.introduced.iter().find(|&&(first, _)| first == at) {
                self.introduced_name(first, last, &mut names);
                at = last + 1;
                continue;
            }
            if !self.opens(at) {
                at += 1;
                continue;
            }
            let end = self.chunk(at);
            self.chunk_names(at, end, &mut names);
            at = end;
        }
        names.sort_by_key(|name: &Name| (name.head, std::cmp::Reverse(name.last - name.first)));
        names.dedup_by_key(|name| name.head);
        names
    }

    pub(crate) fn noun(&self, at: u32) -> Option<Noun> {
        self.nouns.get(self.sentence.tokens[at as usize].lemma)
    }

    pub(crate) fn is_capitalised(&self, at: u32) -> bool {
        self.forms[at as usize].starts_with(char::is_uppercase)
    }

    /// How many words a title takes from `at`, if one stands there.
    fn title(&self, at: u32, end: u32) -> Option<u32> {
        let noun = self.noun(at);
        if !noun.is_some_and(Noun::is_title) && !self.is_capitalised(at) {
            return None;
        }
        let office = self
            .gazetteer
            .office(&self.forms[at as usize..end as usize])
            .map(|(tokens, _)| tokens as u32);
        let title = noun.filter(|noun| noun.is_title()).map(|_| 1);
        office.max(title)
    }

    /// Divides a chunk and adds the names in it.
    fn chunk_names(&self, first: u32, end: u32, names: &mut Vec<Name>) {
        let mut pieces: Vec<(u32, u32, Piece)> = Vec::new();
        let mut at = first;
        while at < end {
            let number = self.cover[at as usize];
            let (last, piece) = if number != 0 {
                let known = number as usize - 1;
                (self.known[known].last, Piece::Known(known))
            } else if let Some(tokens) = self
                .title(at, end)
                .filter(|&tokens| !self.behind_of(at, first) && !self.is_surname(at, tokens, first, end))
            {
                (at + tokens - 1, Piece::Title)
            } else {
                (at, Piece::Plain)
            };
            match pieces.last_mut() {
                Some((_, open, Piece::Plain)) if piece == Piece::Plain => *open = last,
                // "Deputy Prime Minister": titles in a row are one.
                Some((_, open, Piece::Title)) if piece == Piece::Title => *open = last,
                _ => pieces.push((at, last, piece)),
            }
            at = last + 1;
        }
        self.assemble(&pieces, names);
    }

    /// Whether a title is the surname of a person: "Jane Major", "Stephen R. Bishop".
    fn is_surname(&self, at: u32, tokens: u32, first: u32, end: u32) -> bool {
        let initial = |at: u32| self.forms[at as usize].len() <= 2 && self.is_capitalised(at);
        let given = (first..at).rev().find(|&before| !initial(before));
        tokens == 1
            && at + 1 == end
            && self.is_capitalised(at)
            && given.is_some_and(|given| self.is_given_name(given) && self.cover[given as usize] == 0)
    }

    /// Whether a word stands behind an `of` within its chunk: "Office of the Spokesperson".
    fn behind_of(&self, at: u32, first: u32) -> bool {
        let before = if at > first && self.forms[at as usize - 1] == "the" {
            2
        } else {
            1
        };
        at >= first + before && matches!(self.forms[(at - before) as usize], "of" | "for")
    }

    fn assemble(&self, pieces: &[(u32, u32, Piece)], names: &mut Vec<Name>) {
        let mut index = 0;
        while index < pieces.len() {
            let (first, last, piece) = pieces[index];
            match piece {
                Piece::Title => {}
                Piece::Known(known) => {
                    // "the U.S.-Norland Strategic Dialogue": two known names and a kind.
                    if let Some(
                        &[
                            (dash, _, Piece::Plain),
                            (_, _, Piece::Known(_)),
                            (kind, longer, Piece::Plain),
                        ],
                    ) = pieces.get(index + 1..index + 4)
                        && matches!(self.forms[dash as usize], "-" | "–")
                        && self.kind_noun(kind, longer).is_some()
                    {
                        names.push(self.known_name(known));
                        if let (_, _, Piece::Known(other)) = pieces[index + 2] {
                            names.push(self.known_name(other));
                        }
                        names.push(self.plain_name(first, longer, None));
                        index += 4;
                        continue;
                    }
                    // A known name before plain words of the same chunk is mostly a part of a longer name.
                    if let Some(&(plain, longer, Piece::Plain)) = pieces.get(index + 1)
                        && let Some(end) = self.without_links(plain, longer)
                        && self.swallows(known, plain, end)
                    {
                        if self.is_modifier_sense(known) || self.ends_in_kind(end) && self.is_country(known) {
                            names.push(self.known_name(known));
                        }
                        let (last, taken) = self.with_country(pieces, index + 1, names);
                        names.push(self.plain_name(first, last, self.title_before(pieces, index)));
                        index += 1 + taken;
                        continue;
                    }
                    let title = self.title_before(pieces, index);
                    if title.is_some() && self.is_mere_town(known) {
                        // "Emperor Norville": who bears a title is a person, whatever town has the name.
                        let mut name = self.plain_name(first, last, title);
                        name.candidates.clone_from(&self.known[known].candidates);
                        name.candidates.retain(|candidate| candidate.sense == Sense::ShortName);
                        names.push(name);
                        index += 1;
                        continue;
                    }
                    let mut name = self.known_name(known);
                    if let Some((begin, title)) = title {
                        name.begin = begin;
                        if matches!(name.entity_type, EntityType::Person | EntityType::Thing) {
                            name.noun = Some(title);
                        }
                    }
                    names.push(name);
                    for nested in self.nested(known) {
                        names.push(self.known_name(nested));
                    }
                }
                // A hyphen between two known names.
                Piece::Plain if first == last && !self.forms[first as usize].contains(char::is_alphanumeric) => {}
                Piece::Plain => {
                    if let Some(&(_, longer, Piece::Known(known))) = pieces.get(index + 1)
                        && !self.is_modifier_sense(known)
                        && (self.kind_noun(first, last).is_none()
                            || first == last && is_direction(self.forms[first as usize]))
                        && (self.title_before(pieces, index).is_none() || self.is_given_name(first))
                        && (self.compounds(last, pieces[index + 1].0) || self.is_given_name(first))
                    {
                        // "Radio Norland", "North Sudria", "Jane Norville"; and "Jane Norville Hospital".
                        // "Juan Norville Sudville": both of them towns too.
                        let mut longer = longer;
                        while let Some(&(next, last, Piece::Known(known))) = pieces.get(index + 2)
                            && self.is_mere_town(known)
                            && self.compounds(longer, next)
                        {
                            longer = last;
                            index += 1;
                        }
                        let kind = pieces.get(index + 2).filter(|&&(from, to, piece)| {
                            piece == Piece::Plain
                                && self.kind_noun(from, to).is_some()
                                && self.linked(first, longer, from)
                        });
                        let last = kind.map_or(longer, |&(_, to, _)| to);
                        names.push(self.plain_name(first, last, self.title_before(pieces, index)));
                        index += 2 + usize::from(kind.is_some());
                        continue;
                    }
                    let title = self.title_before(pieces, index);
                    let (last, taken) = self.with_country(pieces, index, names);
                    if self.without_links(first, last).is_some()
                        && (title.is_some() || !self.is_common_opening(first, last))
                    {
                        names.push(self.plain_name(first, last, title));
                    }
                    index += taken - 1;
                }
            }
            index += 1;
        }
    }

    /// The last word of a piece without an `of` or article at its end; `None` when nothing else is in it.
    fn without_links(&self, first: u32, last: u32) -> Option<u32> {
        (first..=last).rev().find(|&at| {
            !matches!(
                self.forms[at as usize],
                "of" | "for" | "on" | "the" | "de" | "da" | "del" | "di" | "des" | "du" | "-" | "–"
            )
        })
    }

    /// Where a plain piece ends as a name, and how many pieces it takes: "Aviation Office of" takes the country behind.
    fn with_country(&self, pieces: &[(u32, u32, Piece)], index: usize, names: &mut Vec<Name>) -> (u32, usize) {
        let (first, last, _) = pieces[index];
        let Some(end) = self.without_links(first, last) else {
            return (last, 1);
        };
        if end < last
            && self.ends_in_kind(end)
            && let Some(&(_, country, Piece::Known(known))) = pieces.get(index + 1)
        {
            names.push(self.known_name(known));
            return (country, 2);
        }
        (end, 1)
    }

    /// Whether a lone word owes its capital to its place at the head of the sentence: "Failure to act …".
    fn is_common_opening(&self, first: u32, last: u32) -> bool {
        let opens = first == 0 || first == 1 && self.sentence.tokens[0].upos == Upos::Punct;
        let form = self.forms[first as usize];
        opens
            && first == last
            && !is_all_capitals(form)
            && !self.is_given_name(first)
            && self.vocabulary.get(&form.to_lowercase()).is_some()
    }

    /// The known names that lie within another: the country of an organ.
    fn nested(&self, outer: usize) -> impl Iterator<Item = usize> + '_ {
        let (first, last) = (self.known[outer].first, self.known[outer].last);
        (outer + 1..self.known.len())
            .take(1)
            .filter(move |&inner| self.known[inner].first >= first && self.known[inner].last <= last)
    }

    /// Where the title right before a piece begins, with the word that says it.
    fn title_before(&self, pieces: &[(u32, u32, Piece)], index: usize) -> Option<(u32, TokenId)> {
        if let Some(&(begin, last, Piece::Title)) = index.checked_sub(1).map(|before| &pieces[before]) {
            let noun = (begin..=last)
                .rev()
                .find(|&at| self.noun(at).is_some_and(Noun::is_title))
                .unwrap_or(last);
            return Some((begin, TokenId(noun)));
        }
        if index > 0 {
            return None;
        }
        // A title in small letters: "opposition leader Jane Roe".
        let first = pieces[0].0;
        let before = first.checked_sub(1)?;
        let token = &self.sentence.tokens[before as usize];
        let last = pieces[pieces.len() - 1].1;
        let trade = first < last && self.is_given_name(first) && is_trade(self.forms[before as usize]);
        let is_title = trade || self.noun(before).is_some_and(Noun::is_title);
        let attached = token.head.0 >= first && token.head.0 <= pieces[pieces.len() - 1].1
            || self.sentence.tokens[first as usize].head.0 == before
                && matches!(
                    self.sentence.tokens[first as usize].deprel,
                    Deprel::Flat | Deprel::Appos | Deprel::Compound | Deprel::NmodDesc | Deprel::Nmod
                );
        // "Broadcaster Jane Roe spoke": where the tree hangs both on the verb.
        let beside = trade && {
            let name = &self.sentence.tokens[first as usize];
            name.head == token.head && name.deprel == token.deprel
        };
        (is_title && (attached || beside) && matches!(token.upos, Upos::Noun | Upos::Propn))
            .then_some((before, TokenId(before)))
    }

    fn ends_in_kind(&self, last: u32) -> bool {
        self.noun(last)
            .is_some_and(|noun| noun.entity_type != EntityType::Person)
    }

    /// Whether the plain words behind a known name make one longer name with it: "Iran Air", "Russian Orthodox Church",
    /// not "Turkish Erdoğan".
    fn swallows(&self, known: usize, first: u32, last: u32) -> bool {
        let adjective = self.is_modifier_sense(known);
        if self.kind_noun(first, last).is_some() {
            return self.is_capitalised(last);
        }
        !adjective
            && !self.is_given_name(first)
            && self.known[known].organ.is_none()
            && self.compounds(self.known[known].last, first)
    }

    /// Whether two neighbours are parts of one name.
    pub(crate) fn compounds(&self, one: u32, other: u32) -> bool {
        let (before, after) = (
            &self.sentence.tokens[one as usize],
            &self.sentence.tokens[other as usize],
        );
        let relation = |deprel| matches!(deprel, Deprel::Flat | Deprel::Compound | Deprel::Goeswith);
        relation(before.deprel) && before.head.0 >= other
            || relation(after.deprel) && after.head.0 <= one
            || before.head == after.head && relation(before.deprel) && relation(after.deprel)
    }

    /// The noun that says what kind of thing bears the name: its last word, or the one before `of`.
    pub(super) fn kind_noun(&self, first: u32, last: u32) -> Option<(TokenId, EntityType)> {
        let before_of = (first..last).find(|&at| matches!(self.forms[at as usize + 1], "of" | "for" | "on" | "de"));
        let candidates = [before_of, Some(last), Some(first)];
        candidates.into_iter().flatten().find_map(|at| {
            let noun = self.noun(at)?;
            (noun.role == Role::Plain && noun.entity_type != EntityType::Person && self.is_capitalised(at))
                .then_some((TokenId(at), noun.entity_type))
        })
    }
}

/// Whether a noun for those who do a thing is of companies, and before a person's name of persons: "broadcaster Jane Roe".
fn is_trade(form: &str) -> bool {
    matches!(
        form.to_ascii_lowercase().as_str(),
        "broadcaster"
            | "publisher"
            | "retailer"
            | "operator"
            | "manufacturer"
            | "supplier"
            | "rival"
            | "adversary"
            | "colleague"
            | "friend"
            | "fellow"
            | "neighbour"
            | "neighbor"
            | "resident"
            | "student"
            | "victim"
            | "suspect"
            | "survivor"
            | "witness"
            | "driver"
            | "farmer"
            | "passenger"
            | "protester"
            | "soldier"
            | "worker"
            | "developer"
            | "consultant"
            | "contractor"
            | "counterpart"
            | "predecessor"
            | "successor"
            | "teammate"
            | "newcomer"
    )
}

/// Whether a word tells a part of what is named behind it: "North Norland".
fn is_direction(form: &str) -> bool {
    matches!(
        form,
        "North" | "South" | "East" | "West" | "Northeast" | "Northwest" | "Southeast" | "Southwest" | "Central"
    )
}

pub(crate) fn is_all_capitals(form: &str) -> bool {
    form.chars().filter(|letter| letter.is_uppercase()).count() > 1 && !form.chars().any(char::is_lowercase)
}
