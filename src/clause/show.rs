//! A clause in one line, for people who write rules: `verb send(subject Norland, object demarche, to Sudria)`.

use std::fmt::{self, Write};

use crate::clause::{Clause, ClauseKind, Modality, Polarity, Slot};
use crate::syntax::{Parse, TokenId};

impl ClauseKind {
    /// Its name, as a rule file's trigger would have it where there is one.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Verb => "verb",
            Self::Copula => "copula",
            Self::Noun => "noun",
            Self::Apposition => "apposition",
            Self::Title => "title",
        }
    }
}

impl Slot {
    /// Its name in a rule file; an oblique's is its preposition.
    pub fn name<'w>(self, parse: &'w Parse<'_>) -> &'w str {
        match self {
            Self::Subject => "subject",
            Self::Object => "object",
            Self::IndirectObject => "indirect-object",
            Self::Oblique(preposition) => parse.words.text(preposition),
            Self::Unmarked => "unmarked",
            Self::Possessive => "possessive",
            Self::Modifier => "modifier",
            Self::Predicate => "predicate",
            Self::That => "that",
            Self::ToDo => "to-do",
            Self::Doing => "doing",
        }
    }
}

/// A clause with what it is shown by.
pub struct Shown<'s> {
    clause: &'s Clause,
    parse: &'s Parse<'s>,
    text: &'s str,
}

impl Clause {
    /// The clause in one line: kind, lemma, each slot with its head word, then what is not plain fact about it.
    pub fn show<'s>(&'s self, parse: &'s Parse<'s>, text: &'s str) -> Shown<'s> {
        Shown {
            clause: self,
            parse,
            text,
        }
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = self.parse.sentence(self.clause.sentence);
        let word = |id: TokenId| sentence[id].span.of(self.text);
        write!(
            f,
            "{} {}",
            self.clause.kind.as_str(),
            self.parse.words.text(self.clause.lemma)
        )?;
        if let Some(particle) = self.clause.particle {
            write!(f, " {}", word(particle))?;
        }
        f.write_char('(')?;
        for (place, argument) in self.clause.arguments.iter().enumerate() {
            let separator = if place == 0 { "" } else { ", " };
            write!(
                f,
                "{separator}{} {}",
                argument.slot.name(self.parse),
                word(argument.head)
            )?;
        }
        f.write_char(')')?;
        if self.clause.status.polarity == Polarity::Negative {
            f.write_str(" not")?;
        }
        if self.clause.status.modality != Modality::Actual {
            write!(f, " {}", self.clause.status.modality.as_str())?;
        }
        for source in &self.clause.status.sources {
            write!(f, " by {}", source.cue.of(self.text))?;
        }
        Ok(())
    }
}
