//! Chunks: rows of words that hang together by the relations that join the words of a name.

use crate::mention::name::NameReader;
use crate::mention::noun::{Noun, Role};
use crate::ontology::EntityType;
use crate::syntax::{Deprel, TokenId, Upos, Xpos};

impl NameReader<'_> {
    /// Whether a word belongs to names: by the gazetteer, or as a proper noun.
    fn is_name_word(&self, at: u32) -> bool {
        let index = at as usize;
        if self.taken[index] {
            return false;
        }
        if self.cover[index] != 0 {
            return true;
        }
        let token = &self.sentence.tokens[index];
        match token.upos {
            // Where every word has a capital, only words that are names elsewhere are names.
            _ if self.title_case.is_some() => self.is_named_elsewhere(at),
            Upos::Propn => self.forms[index].chars().any(char::is_alphanumeric) && !is_day(self.forms[index]),
            Upos::X => self.is_capitalised(at),
            Upos::Adj | Upos::Noun | Upos::Verb => {
                self.is_capitalised(at) && (at > 0 || matches!(token.xpos, Xpos::Nnp | Xpos::Nnps))
            }
            _ => false,
        }
    }

    fn is_named_elsewhere(&self, at: u32) -> bool {
        let lemma = self.sentence.tokens[at as usize].lemma;
        let given = |at: u32| self.nouns.given_name(self.sentence.tokens[at as usize].lemma).is_some();
        self.is_capitalised(at)
            && (self.title_case.is_some_and(|names| names.contains(&lemma)) && self.noun(at).is_none()
                || given(at)
                || at > 0 && given(at - 1) && !is_function(self.sentence.tokens[at as usize].upos))
    }

    /// Whether a name begins here.
    pub(crate) fn opens(&self, at: u32) -> bool {
        if self.title_case.is_none() && self.office(at).is_some() {
            return true;
        }
        if !self.is_name_word(at) {
            return false;
        }
        let token = &self.sentence.tokens[at as usize];
        if self.cover[at as usize] != 0 || matches!(token.upos, Upos::Propn | Upos::X) {
            return true;
        }
        // A capitalised common word opens a name only before a proper noun that it belongs to.
        at + 1 < self.forms.len() as u32 && self.is_name_word(at + 1) && self.linked(at, at, at + 1)
    }

    /// One past the last word of the chunk that begins at `first`.
    pub(crate) fn chunk(&self, first: u32) -> u32 {
        let count = self.forms.len() as u32;
        let mut last = self.known_end(first);
        loop {
            let next = last + 1;
            if next >= count || self.introduced.iter().any(|&(opens, _)| opens == next) {
                break;
            }
            if self.is_name_word(next)
                && (self.linked(first, last, next) || self.titles(first, last, next) || self.surname(first, last, next))
            {
                last = self.known_end(next);
            } else if let Some(end) = self.office(last) {
                last = end;
            } else if let Some(end) = self.bridged(first, last) {
                last = self.known_end(end);
            } else {
                break;
            }
        }
        last + 1
    }

    /// The last word of an office of several words that begins at `at`: "Secretary of State".
    fn office(&self, at: u32) -> Option<u32> {
        if self.cover[at as usize] != 0 || !self.is_capitalised(at) {
            return None;
        }
        let rest = &self.forms[at as usize..self.forms.len().min(at as usize + 8)];
        let (tokens, _) = self.gazetteer.office(rest)?;
        let last = at + tokens as u32 - 1;
        (last > at && self.is_capitalised(last) && !self.taken[last as usize]).then_some(last)
    }

    /// Whether the words up to `last` end in a capitalised title and the one at `next` is the name of its holder.
    fn titles(&self, first: u32, last: u32, next: u32) -> bool {
        let capitalised = self.is_capitalised(last) && self.is_capitalised(next);
        let title =
            self.noun(last).is_some_and(Noun::is_title) || (first..last).any(|at| self.office(at) == Some(last));
        capitalised && title && self.sentence.tokens[next as usize].upos == Upos::Propn && self.noun(next).is_none()
    }

    /// Whether the words up to `last` are a given name, with initials and middle names, and the one at `next` continues it.
    fn surname(&self, first: u32, last: u32, next: u32) -> bool {
        let given = |at: u32| self.nouns.given_name(self.sentence.tokens[at as usize].lemma).is_some();
        let proper = |at: u32| self.sentence.tokens[at as usize].upos == Upos::Propn && self.is_capitalised(at);
        let from = last.saturating_sub(2).max(first);
        proper(next)
            && self.noun(next).is_none()
            && (from..=last).any(|at| given(at) && (at..=last).all(proper) && !self.is_place_name(at, last))
    }

    /// Whether the words are a known place that happens to begin like a person: "San Jose".
    fn is_place_name(&self, first: u32, last: u32) -> bool {
        let known = self.cover[first as usize];
        known != 0 && self.cover[last as usize] == known && first < last
    }

    fn known_end(&self, at: u32) -> u32 {
        match self.cover[at as usize] {
            0 => at,
            number => self.known[number as usize - 1].last,
        }
    }

    /// Whether the word at `next` hangs together with the words from `first` to `last` by a name's relations.
    pub(crate) fn linked(&self, first: u32, last: u32, next: u32) -> bool {
        let inside = |id: TokenId| id != TokenId::ROOT && (first..=last).contains(&id.0);
        let token = &self.sentence.tokens[next as usize];
        if inside(token.head) && is_name_relation(token.deprel) {
            return true;
        }
        // A row of names, where the tree hangs a part of one on another: "Norland Rail, Norland Telecom".
        if token.deprel == Deprel::Flat
            && token.head != TokenId::ROOT
            && token.head.0 < first
            && self.is_capitalised(last)
            && (token.head.0..first).any(|at| self.sentence.tokens[at as usize].upos == Upos::Punct)
        {
            return true;
        }
        (first..=last).any(|at| {
            let word = &self.sentence.tokens[at as usize];
            is_name_relation(word.deprel)
                && (word.head.0 == next || word.head == token.head && is_name_relation(token.deprel))
        })
    }

    /// The word behind a hyphen or an `of` that belongs to the same name: "University of Norland".
    fn bridged(&self, first: u32, last: u32) -> Option<u32> {
        let link = last + 1;
        let count = self.forms.len() as u32;
        match *self.forms.get(link as usize)? {
            "of" | "for" | "on" | "de" | "da" | "del" | "di" | "des" | "du" => {
                if self.forms[link as usize] == "on" && !self.deals(last)
                    || !self.takes_of(last) && !self.goes_on(first, last)
                {
                    return None;
                }
                let the = u32::from(self.forms.get(link as usize + 1) == Some(&"the"));
                let next = link + 1 + the;
                // "the Anniversary of Jane Roe's birth".
                let person = next + 1 < count
                    && self.is_given_name(next)
                    && self.sentence.tokens[next as usize + 1].upos == Upos::Propn
                    && self
                        .noun(last)
                        .is_some_and(|noun| noun.entity_type == EntityType::Event);
                let fits = next < count
                    && !person
                    && (self.is_name_word(next) || self.is_capitalised(next))
                    && self.sentence.tokens[next as usize].upos != Upos::Pron;
                (fits && self.attached(first, last, next)).then_some(next)
            }
            "-" | "–" if self.is_glued_number(link) => Some(link + 1),
            "-" | "–" | "&" | "and" => {
                let next = link + 1;
                let dash = !matches!(self.forms[link as usize], "and");
                if next >= count || !self.is_name_word(next) || !self.is_capitalised(next) {
                    return None;
                }
                let glued = dash && {
                    let (before, after) = (
                        &self.sentence.tokens[last as usize],
                        &self.sentence.tokens[next as usize],
                    );
                    before.span.end + self.sentence.tokens[link as usize].span.len() as u32 == after.span.start
                };
                let joins = glued || dash && self.forms[link as usize] == "&" || self.shares_kind(first, last, next);
                joins.then_some(next)
            }
            _ => None,
        }
    }

    /// Whether `and` joins two words that narrow one kind down: "Norland Fire **and** Rescue Service", "the Department of
    /// Health **and** Human Services". Two names are joined otherwise: "Norland and Sudria's Council".
    fn shares_kind(&self, first: u32, last: u32, next: u32) -> bool {
        let body = |at: u32| {
            self.is_capitalised(at)
                && self.noun(at).is_some_and(|noun| {
                    matches!(noun.entity_type, EntityType::GovernmentBody | EntityType::Organisation)
                        && noun.role == Role::Plain
                })
        };
        if self.cover[last as usize] != 0 || self.cover[next as usize] != 0 || self.is_given_name(next) || body(last) {
            return false;
        }
        let tokens = &self.sentence.tokens;
        let end = (next..tokens.len() as u32)
            .take_while(|&at| self.is_capitalised(at) && !self.taken[at as usize])
            .last()
            .unwrap_or(next);
        let kind = (next + 1..=end).find(|&at| body(at));
        let behind = kind.is_some_and(|kind| {
            let hangs = |at: u32| {
                let token = &tokens[at as usize];
                token.head.0 == kind && is_name_relation(token.deprel)
            };
            hangs(last) && (tokens[next as usize].head.0 == last || hangs(next) || kind == next + 1)
        });
        // Behind "of": the conjunct hangs on the word behind it.
        let of = (first..last)
            .rev()
            .find(|&at| matches!(self.forms[at as usize], "of" | "for"));
        let before = of.is_some_and(|of| {
            let conjunct = tokens[next as usize..=end as usize].iter().any(|token| {
                token.deprel == Deprel::Conj && token.head != TokenId::ROOT && (of + 1..=last).contains(&token.head.0)
            });
            of > first
                && body(of - 1)
                && conjunct
                && kind.is_none()
                && self.noun(next).is_none_or(|noun| !noun.is_title())
        });
        behind || before
    }

    /// Whether a hyphen joins digits to the word before it: "Kovar-19".
    fn is_glued_number(&self, link: u32) -> bool {
        let tokens = &self.sentence.tokens;
        let (before, hyphen) = (&tokens[link as usize - 1], &tokens[link as usize]);
        tokens.get(link as usize + 1).is_some_and(|next| {
            before.span.end == hyphen.span.start
                && hyphen.span.end == next.span.start
                && self.forms[link as usize + 1].bytes().all(|byte| byte.is_ascii_digit())
                && self.cover[link as usize - 1] == 0
        })
    }

    /// Whether the word at `next` is in a phrase that depends on the words from `first` to `last`.
    fn attached(&self, first: u32, last: u32, next: u32) -> bool {
        let mut id = TokenId(next);
        for _ in 0..4 {
            let token = &self.sentence[id];
            if token.head == TokenId::ROOT {
                return false;
            }
            if (first..=last).contains(&token.head.0) {
                return matches!(token.deprel, Deprel::Nmod | Deprel::Flat | Deprel::Compound);
            }
            if token.head.0 < next && !is_name_relation(token.deprel) {
                return false;
            }
            id = token.head;
        }
        false
    }

    /// Whether an `on`-phrase behind a word tells what it deals with: "Commission on", "Conference on".
    fn deals(&self, last: u32) -> bool {
        self.is_capitalised(last)
            && matches!(
                self.forms[last as usize],
                "Commission"
                    | "Committee"
                    | "Council"
                    | "Conference"
                    | "Centre"
                    | "Center"
                    | "Convention"
                    | "Board"
                    | "Panel"
            )
    }

    /// Whether the words already are a name with a phrase behind its kind, which another may narrow down: "the Norland
    /// League for the Defence of".
    fn goes_on(&self, first: u32, last: u32) -> bool {
        self.is_capitalised(last)
            && (first + 1..last).any(|at| {
                matches!(self.forms[at as usize], "of" | "for" | "on")
                    && self.takes_of(at - 1)
                    && self
                        .noun(at - 1)
                        .is_some_and(|noun| noun.entity_type.acts() && noun.entity_type != EntityType::Country)
            })
            && self.cover[last as usize] == 0
    }

    /// Whether an `of`-phrase behind these words would be part of the name: "Ministry of", "Gulf of", not "President of"
    /// or "Norland of".
    fn takes_of(&self, last: u32) -> bool {
        if !self.is_capitalised(last) {
            return false;
        }
        self.noun(last)
            .is_some_and(|noun| noun.role == Role::Plain && noun.entity_type != EntityType::Person)
    }
}

/// Whether a word is a day of the week with the ending of the genitive still on it.
fn is_day(form: &str) -> bool {
    let day = form.strip_suffix("'s").or_else(|| form.strip_suffix("’s"));
    day.is_some_and(|day| {
        matches!(
            day,
            "Monday" | "Tuesday" | "Wednesday" | "Thursday" | "Friday" | "Saturday" | "Sunday"
        )
    })
}

/// Words that no name consists of.
pub(crate) fn is_function(upos: Upos) -> bool {
    matches!(upos, Upos::Pron | Upos::Aux | Upos::Punct | Upos::Part | Upos::Intj)
}

/// Relations between the words of one name.
pub(crate) fn is_name_relation(deprel: Deprel) -> bool {
    matches!(
        deprel,
        Deprel::Flat
            | Deprel::Compound
            | Deprel::NmodDesc
            | Deprel::Amod
            | Deprel::Goeswith
            | Deprel::Fixed
            | Deprel::Dep
    )
}
