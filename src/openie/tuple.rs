//! [`Tuple`]: one relation with its arguments, in the sentence's own words.

use std::fmt;

use crate::syntax::{Sentence, SentenceId, TokenId};

/// What a tuple looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// One tuple a clause with all its arguments, as `CaRB` annotates (Bhardwaj et al., EMNLP 2019).
    Nary,
    /// Triples, earlier arguments folded into the relation, as `BenchIE` annotates (Gashteovski et al., ACL 2022).
    Folded,
}

/// How English says what a tuple says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Construction {
    /// "Norland rejected the vote".
    Finite,
    /// "The vote was rejected by Norland".
    Passive,
    /// "Norland is ready for talks".
    Copula,
    /// "There was a vote".
    Existential,
    /// "Roe said Norland would vote".
    Report,
    /// "Norland plans to vote".
    Chain,
    /// "the note that Norland sent".
    Relative,
    /// "the note sent by Norland", "a note saying that …".
    Participle,
    /// "Norland left, citing a note".
    Adjunct,
    /// "urged Norland to leave".
    Infinitive,
    /// "Roe, the minister".
    Apposition,
    /// "Minister Roe".
    Title,
    /// "the museum in Norland".
    Location,
    /// "Norland's envoy".
    Possession,
}

impl Construction {
    /// Every construction.
    pub const ALL: [Self; 14] = [
        Self::Finite,
        Self::Passive,
        Self::Copula,
        Self::Existential,
        Self::Report,
        Self::Chain,
        Self::Relative,
        Self::Participle,
        Self::Adjunct,
        Self::Infinitive,
        Self::Apposition,
        Self::Title,
        Self::Location,
        Self::Possession,
    ];

    /// Its name, for reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Finite => "finite",
            Self::Passive => "passive",
            Self::Copula => "copula",
            Self::Existential => "existential",
            Self::Report => "report",
            Self::Chain => "chain",
            Self::Relative => "relative",
            Self::Participle => "participle",
            Self::Adjunct => "adjunct",
            Self::Infinitive => "infinitive",
            Self::Apposition => "apposition",
            Self::Title => "title",
            Self::Location => "location",
            Self::Possession => "possession",
        }
    }
}

/// A word of a tuple.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Piece {
    /// A word of the sentence.
    Token(TokenId),
    /// A word that English leaves out: a form of "be".
    Inserted(&'static str),
}

/// One relation with its arguments.
#[derive(Clone, Debug, PartialEq)]
pub struct Tuple {
    /// The sentence that says it.
    pub sentence: SentenceId,
    /// How.
    pub construction: Construction,
    /// The word it is read off: the first verb, the predicate, the apposition.
    pub head: TokenId,
    /// How sure it is to be read right, above 0 and below 1.
    pub confidence: f32,
    /// The words of the relation.
    pub relation: Vec<Piece>,
    /// The words of each argument, the subject first.
    pub arguments: Vec<Vec<Piece>>,
}

impl Tuple {
    /// Writes `relation<TAB>arg1<TAB>arg2…`, the words as they stand in `text`, joined by one blank.
    ///
    /// # Errors
    /// When the sink fails.
    pub fn write(&self, text: &str, sentence: &Sentence, sink: &mut impl fmt::Write) -> fmt::Result {
        write_pieces(text, sentence, &self.relation, sink)?;
        for argument in &self.arguments {
            sink.write_char('\t')?;
            write_pieces(text, sentence, argument, sink)?;
        }
        Ok(())
    }
}

fn write_pieces(text: &str, sentence: &Sentence, pieces: &[Piece], sink: &mut impl fmt::Write) -> fmt::Result {
    for (index, piece) in pieces.iter().enumerate() {
        if index > 0 {
            sink.write_char(' ')?;
        }
        sink.write_str(match piece {
            Piece::Token(id) => sentence[*id].span.of(text),
            Piece::Inserted(word) => word,
        })?;
    }
    Ok(())
}
