//! [`Page`]: one sentence with its tree and clauses, as the constructions look at it.

use crate::clause::{Clause, FunctionWords, Lexicon};
use crate::mention::MONTH_NAMES;
use crate::openie::Piece;
use crate::syntax::{Deprel, Parse, PronType, Sentence, SentenceId, Token, TokenId, Tree, Upos, Xpos};
use crate::text::{Word, Words};

/// Where a sentence's clauses are found by their heads; its memory serves sentence after sentence.
#[derive(Default)]
pub(super) struct Sheet {
    at: Vec<u16>,
}

/// Nouns of phrases that only connect: "for example".
const CONNECTIVES: [&str; 9] = [
    "example",
    "instance",
    "particular",
    "fact",
    "addition",
    "turn",
    "general",
    "contrast",
    "conclusion",
];

/// Nouns for stretches of time, which somebody spends.
const TIMES: [&str; 20] = [
    "time",
    "second",
    "minute",
    "hour",
    "day",
    "night",
    "morning",
    "afternoon",
    "evening",
    "week",
    "weekend",
    "month",
    "season",
    "summer",
    "winter",
    "year",
    "decade",
    "century",
    "life",
    "career",
];

/// No clause.
const NONE: u16 = u16::MAX;

/// One sentence.
pub(super) struct Page<'p> {
    pub(super) id: SentenceId,
    pub(super) sentence: &'p Sentence,
    pub(super) lexicon: &'p Lexicon,
    words: &'p Words<'p>,
    pub(super) tree: Tree,
    pub(super) clauses: &'p [Clause],
    at: &'p [u16],
}

impl Sheet {
    /// Opens a sentence whose clauses are `clauses`.
    pub(super) fn page<'p>(
        &'p mut self,
        id: SentenceId,
        parse: &'p Parse<'_>,
        clauses: &'p [Clause],
        lexicon: &'p Lexicon,
    ) -> Page<'p> {
        let sentence = parse.sentence(id);
        self.at.clear();
        self.at.resize(sentence.tokens.len(), NONE);
        for (index, clause) in clauses.iter().enumerate() {
            let place = &mut self.at[clause.head.index()];
            if *place == NONE {
                *place = index as u16;
            }
        }
        Page {
            id,
            sentence,
            lexicon,
            words: &parse.words,
            tree: Tree::new(sentence),
            clauses,
            at: &self.at,
        }
    }
}

impl<'p> Page<'p> {
    pub(super) fn token(&self, id: TokenId) -> &'p Token {
        &self.sentence[id]
    }

    pub(super) fn lemma(&self, id: TokenId) -> Word {
        self.sentence[id].lemma
    }

    /// The lemma's letters.
    pub(super) fn text(&self, id: TokenId) -> &'p str {
        self.words.text(self.lemma(id))
    }

    pub(super) fn deprel(&self, id: TokenId) -> Deprel {
        self.sentence[id].deprel
    }

    pub(super) fn function_words(&self) -> &'p FunctionWords {
        self.lexicon.words()
    }

    pub(super) fn children(&self, head: TokenId) -> impl DoubleEndedIterator<Item = TokenId> + '_ {
        self.tree.children(head).iter().copied()
    }

    pub(super) fn child_by(&self, head: TokenId, relations: &[Deprel]) -> Option<TokenId> {
        self.tree.child_by(self.sentence, head, relations)
    }

    pub(super) fn has(&self, head: TokenId, relations: &[Deprel]) -> bool {
        self.child_by(head, relations).is_some()
    }

    pub(super) fn head(&self, id: TokenId) -> Option<TokenId> {
        Some(self.sentence[id].head).filter(|&head| head != TokenId::ROOT)
    }

    /// Whether a subject of its own hangs on the word.
    pub(super) fn has_subject(&self, id: TokenId) -> bool {
        self.has(id, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Expl])
    }

    /// The "it" or "there" that stands for what follows the predicate, whatever the parse takes it for.
    pub(super) fn expletive(&self, head: TokenId) -> Option<TokenId> {
        let stands_for = || {
            let said = self.child_by(head, &[Deprel::Csubj, Deprel::CsubjPass])?;
            self.child_by(head, &[Deprel::Nsubj, Deprel::NsubjPass])
                .filter(|&it| self.text(it) == "it" && it < head && head < said)
        };
        self.child_by(head, &[Deprel::Expl]).or_else(stands_for)
    }

    /// The clause whose predicate the word is.
    pub(super) fn clause_at(&self, head: TokenId) -> Option<&'p Clause> {
        self.clauses.get(usize::from(self.at[head.index()]))
    }

    /// The first of the conjuncts that the word is one of.
    pub(super) fn first_conjunct(&self, mut id: TokenId) -> TokenId {
        while self.deprel(id) == Deprel::Conj
            && let Some(head) = self.head(id)
        {
            id = head;
        }
        id
    }

    /// Whether `id` stands in the subtree of `above`.
    pub(super) fn is_within(&self, mut id: TokenId, above: TokenId) -> bool {
        loop {
            if id == above {
                return true;
            }
            match self.head(id) {
                Some(head) => id = head,
                None => return false,
            }
        }
    }

    /// Whether the word is a relative or interrogative pronoun, which names nothing by itself.
    pub(super) fn is_wh(&self, id: TokenId) -> bool {
        let token = self.token(id);
        matches!(token.xpos, Xpos::Wdt | Xpos::Wp | Xpos::Wrb) || token.feats.has(PronType::Rel)
    }

    /// Whether the word asks which thing or how much it is that follows: "**what** weapons", "**how** ready".
    pub(super) fn asks_which(&self, id: TokenId) -> bool {
        match self.deprel(id) {
            Deprel::Det => matches!(self.token(id).xpos, Xpos::Wdt | Xpos::Wp),
            Deprel::Advmod => self.text(id) == "how" && self.head(id) == Some(TokenId(id.0 + 1)),
            _ => false,
        }
    }

    /// Whether the word is the predicate of a copula and of a clause inside it: "The reason **is** that Norland **left**".
    pub(super) fn is_outer(&self, id: TokenId) -> bool {
        self.has(id, &[Deprel::NsubjOuter, Deprel::CsubjOuter])
            || self.tree.copula_between_subjects(self.sentence, id).is_some()
    }

    /// Whether the word names an office: "Minister".
    pub(super) fn is_office(&self, id: TokenId) -> bool {
        let lemma = self.words.text(self.lemma(id));
        let known = |text: &str| {
            let word = self.words.vocabulary().get(text);
            word.is_some_and(|word| self.lexicon.is_title(word))
        };
        known(lemma) || lemma.starts_with(char::is_uppercase) && known(&lemma.to_lowercase())
    }

    /// Whether the word heads a phrase that only connects: "for example".
    pub(super) fn is_connective(&self, id: TokenId) -> bool {
        self.children(id)
            .all(|child| self.deprel(child) == Deprel::Case || self.is_punct(child))
            && self.has(id, &[Deprel::Case])
            && CONNECTIVES.contains(&self.words.text(self.lemma(id)))
    }

    /// Whether the word names a stretch of time.
    pub(super) fn is_time(&self, id: TokenId) -> bool {
        self.token(id).upos == Upos::Noun && TIMES.contains(&self.text(id))
    }

    /// Whether the word is the name of a month.
    pub(super) fn is_month(&self, id: TokenId) -> bool {
        MONTH_NAMES.contains(&self.words.text(self.lemma(id)))
    }

    pub(super) fn is_punct(&self, id: TokenId) -> bool {
        self.token(id).upos == Upos::Punct
    }

    pub(super) fn is_comma_piece(&self, piece: Piece) -> bool {
        matches!(piece, Piece::Token(id) if self.token(id).xpos == Xpos::Comma)
    }

    pub(super) fn is_comma(&self, id: TokenId) -> bool {
        matches!(self.token(id).xpos, Xpos::Comma | Xpos::OpenBracket | Xpos::Colon)
    }
}
