//! Quotations: stretches in quotation marks that are speech, and whose speech they are.

use rustc_hash::FxHashSet;

use crate::mention::MentionKind;
use crate::mention::page::Page;
use crate::ontology::EntityType;
use crate::syntax::{Deprel, SentenceId, TokenId, Upos};
use crate::text::{Span, Vocabulary, Word};

/// A quotation while the document is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Speech {
    pub(crate) span: Span,
    /// The draft of the phrase that says whose words they are.
    pub(crate) speaker: Option<usize>,
}

/// The words that tie speech to a speaker, by lemma.
#[derive(Clone, Debug)]
pub(crate) struct SpeechWords {
    verbs: FxHashSet<Word>,
    according: Word,
    /// Nouns for texts that speak for whoever issued them.
    texts: FxHashSet<Word>,
}

const VERBS: &str = "say tell add state declare announce claim argue note explain report stress emphasize emphasise underline \
    underscore reiterate insist assert affirm maintain warn reply answer respond comment remark observe tweet write ask \
    recall continue conclude admit confirm deny allege suggest acknowledge concede repeat call describe quote mention \
    point urge demand promise vow pledge caution complain joke shout whisper cry exclaim inform post read vote opine testify \
    label dub deem conclude prohibit define charge";

const TEXTS: &str = "statement information message release report document letter communiqué communique announcement post tweet \
    declaration note text account notice bulletin dispatch publication readout resolution";

impl SpeechWords {
    pub(crate) fn new(vocabulary: &mut Vocabulary) -> Self {
        Self {
            verbs: VERBS.split_whitespace().map(|verb| vocabulary.intern(verb)).collect(),
            according: vocabulary.intern("accord"),
            texts: TEXTS.split_whitespace().map(|noun| vocabulary.intern(noun)).collect(),
        }
    }

    pub(crate) fn is_verb(&self, lemma: Word) -> bool {
        self.verbs.contains(&lemma)
    }
}

/// Finds the speech on a page whose drafts are known, and its speakers.
pub(crate) fn speeches(page: &Page<'_>, words: &SpeechWords) -> Vec<Speech> {
    let text = &page.document.text;
    let mut spans = Vec::new();
    for block in &page.parse.blocks {
        marked(block.span.of(text), block.span.start, &mut spans);
    }
    let reader = Speakers { page, words };
    let mut found: Vec<Speech> = Vec::new();
    // The attribution told last, and the block it stands in.
    let mut last: Option<(usize, usize)> = None;
    for span in spans {
        let inside = reader.words_in(span);
        let block = page.parse.blocks.partition_point(|block| block.span.end <= span.start);
        let before = last
            .map(|(speaker, _)| speaker)
            .or_else(|| reader.told_before(inside.0));
        let said = reader.speaker(span, inside, before);
        if !reader.is_speech(span, inside, said.is_some()) {
            continue;
        }
        let carried = last
            .filter(|&(_, other)| block - other.min(block) <= 1)
            .map(|(speaker, _)| speaker);
        let speaker = said.or(carried);
        if let Some(speaker) = speaker {
            last = Some((speaker, block));
        }
        found.push(Speech { span, speaker });
    }
    found
}

/// Adds the stretches between double quotation marks in a block. Speech of several paragraphs opens with a mark in each and
/// closes only in the last.
fn marked(block: &str, offset: u32, spans: &mut Vec<Span>) {
    let mut start: Option<usize> = None;
    let bytes = block.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let Some(step) = memchr::memchr3(b'"', 0xE2, b'`', &bytes[at..]) else {
            break;
        };
        at += step;
        let rest = &block[at..];
        let (length, opens, closes) = if rest.starts_with('"') {
            // A straight mark opens when none is open.
            (1, start.is_none(), start.is_some())
        } else if rest.starts_with('“') || rest.starts_with('„') {
            (
                3,
                start.is_none(),
                rest.starts_with('“') && start.is_some_and(|from| block[from..].starts_with('„')),
            )
        } else if rest.starts_with('”') {
            (3, false, start.is_some())
        } else if rest.starts_with("``") {
            (2, start.is_none(), false)
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        if closes {
            if let Some(from) = start.take() {
                spans.push(Span::new(offset as usize + from, offset as usize + at + length));
            }
        } else if opens {
            start = Some(at);
        }
        at += length;
    }
    if let Some(from) = start.filter(|&from| from == 0 || block.len() - from > 80) {
        spans.push(Span::new(offset as usize + from, offset as usize + block.len()));
    }
}

struct Speakers<'p> {
    page: &'p Page<'p>,
    words: &'p SpeechWords,
}

/// The sentences that a stretch touches, from the first to the last.
type Sentences = (usize, usize);

impl Speakers<'_> {
    fn words_in(&self, span: Span) -> Sentences {
        let sentences = &self.page.parse.sentences;
        let first = sentences.partition_point(|sentence| sentence.span.end <= span.start);
        let after = sentences.partition_point(|sentence| sentence.span.start < span.end);
        (first, after.max(first + 1).min(sentences.len()).max(first))
    }

    /// Speech says something: it has a verb, or it is long, or it is what a verb of speech says.
    fn is_speech(&self, span: Span, (first, after): Sentences, said: bool) -> bool {
        let inside = self.page.parse.sentences[first..after]
            .iter()
            .flat_map(|sentence| &sentence.tokens)
            .filter(|token| span.contains(token.span) && token.upos != Upos::Punct);
        let (mut words, mut verbs) = (0, 0);
        for token in inside {
            words += 1;
            verbs += i32::from(matches!(token.upos, Upos::Verb | Upos::Aux));
        }
        words >= 3 && verbs > 0 || words >= 8 || said && words >= 4
    }

    /// Who was said to say something in the two sentences before.
    fn told_before(&self, first: usize) -> Option<usize> {
        (first.saturating_sub(2)..first).rev().find_map(|index| {
            let id = SentenceId(index as u32);
            let sentence = &self.page.parse.sentences[index];
            sentence
                .ids()
                .filter(|&token| sentence[token].upos == Upos::Verb && self.words.is_verb(sentence[token].lemma))
                .find_map(|cue| self.source(id, cue, None))
        })
    }

    /// The draft that the words around the stretch give as its speaker.
    fn speaker(&self, span: Span, (first, after): Sentences, last: Option<usize>) -> Option<usize> {
        // Where the speech ends or begins, its own sentence says who speaks; or the one before, with a colon.
        let own = (first..after)
            .rev()
            .find_map(|index| self.in_sentence(index, span, last));
        own.or_else(|| {
            let before = first.checked_sub(1)?;
            let sentence = &self.page.parse.sentences[before];
            let colon = sentence.tokens.last()?.span.of(&self.page.document.text) == ":";
            colon.then(|| self.in_sentence(before, span, last))?
        })
        .or_else(|| self.introducer(span, first, last))
    }

    /// Who does what the words before a colon say: "The ministry defended the strike: “…”" gives the ministry's words,
    /// whatever its verb.
    fn introducer(&self, span: Span, first: usize, last: Option<usize>) -> Option<usize> {
        let before = self.page.document.text[..span.start as usize].trim_end();
        let colon = before.strip_suffix(':')?.len() as u32;
        let index = if self.page.parse.sentences[first].span.start < colon {
            first
        } else {
            first.checked_sub(1)?
        };
        let id = SentenceId(index as u32);
        let sentence = &self.page.parse.sentences[index];
        let tree = self.page.tree(id);
        sentence
            .ids()
            .filter(|&token| sentence[token].span.end <= colon && sentence[token].upos == Upos::Verb)
            .filter(|&token| sentence[token].head == TokenId::ROOT || sentence[token].deprel == Deprel::Conj)
            .filter_map(|verb| tree.child_by(sentence, verb, &[Deprel::Nsubj]))
            .filter_map(|subject| self.stands_for(self.page.around(id, subject)?, last))
            .find(|&draft| self.page.drafts[draft].entity_type.acts())
    }

    fn in_sentence(&self, index: usize, span: Span, last: Option<usize>) -> Option<usize> {
        let id = SentenceId(index as u32);
        let sentence = &self.page.parse.sentences[index];
        let distance = |token: TokenId| {
            let place = sentence[token].span;
            place
                .start
                .saturating_sub(span.end)
                .max(span.start.saturating_sub(place.end))
        };
        let outside = |token: &TokenId| {
            let place = sentence[*token].span;
            place.end <= span.start || place.start >= span.end
        };
        // The nearest verb of speech outside any quotation mark.
        let mut cues: Vec<TokenId> = sentence
            .ids()
            .filter(outside)
            .filter(|&token| {
                let word = &sentence[token];
                word.upos == Upos::Verb && (self.words.is_verb(word.lemma) || word.lemma == self.words.according)
            })
            .collect();
        cues.sort_by_key(|&token| distance(token));
        cues.into_iter().find_map(|cue| self.source(id, cue, last))
    }

    /// Who says what a verb of speech says: its subject, or that of the verb it depends on.
    fn source(&self, id: SentenceId, cue: TokenId, last: Option<usize>) -> Option<usize> {
        let sentence = self.page.sentence(id);
        let tree = self.page.tree(id);
        if sentence[cue].lemma == self.words.according {
            // "according to" is a preposition of the phrase that names the source.
            let source = match sentence[cue].deprel {
                Deprel::Case | Deprel::Mark if sentence[cue].head != TokenId::ROOT => sentence[cue].head,
                _ => tree.child_by(sentence, cue, &[Deprel::Obl, Deprel::Obj, Deprel::Nmod])?,
            };
            return self.stands_for(self.page.around(id, source)?, last);
        }
        let mut verb = cue;
        for _ in 0..4 {
            let subjects = [Deprel::Nsubj, Deprel::OblAgent];
            if let Some(subject) = tree.child_by(sentence, verb, &subjects)
                && let Some(draft) = self.page.around(id, subject)
            {
                return self.stands_for(draft, last);
            }
            let token = &sentence[verb];
            let climbs = matches!(
                token.deprel,
                Deprel::Conj | Deprel::Advcl | Deprel::Xcomp | Deprel::Acl | Deprel::Parataxis
            );
            if token.head == TokenId::ROOT || !climbs {
                return None;
            }
            verb = token.head;
            if let Some(draft) = self.page.at(id, verb).filter(|_| token.deprel == Deprel::Acl) {
                return self.stands_for(draft, last);
            }
        }
        None
    }

    /// The person whose name the phrase of a draft holds, where the tree hangs a country or a title above it.
    fn holder(&self, draft: usize) -> usize {
        let found = &self.page.drafts[draft];
        if found.entity_type == EntityType::Person && found.kind == MentionKind::Name {
            return draft;
        }
        let sentence = self.page.sentence(found.sentence);
        self.page
            .tree(found.sentence)
            .children_by(sentence, found.head, &[Deprel::Flat, Deprel::Appos])
            .filter_map(|child| self.page.at(found.sentence, child))
            .find(|&child| {
                let child = &self.page.drafts[child];
                child.kind == MentionKind::Name && child.entity_type == EntityType::Person
            })
            .unwrap_or(draft)
    }

    /// A text speaks for whoever issued it: "the ministry's statement", "the information added" after "the ministry reported".
    fn stands_for(&self, draft: usize, last: Option<usize>) -> Option<usize> {
        let draft = self.holder(draft);
        let found = &self.page.drafts[draft];
        let is_text = found.kind == MentionKind::Nominal
            && self.words.texts.contains(&self.page.lemma(found.sentence, found.head));
        if !is_text {
            return Some(draft);
        }
        let sentence = self.page.sentence(found.sentence);
        let tree = self.page.tree(found.sentence);
        let issuer = [Deprel::NmodPoss, Deprel::Nmod, Deprel::Compound, Deprel::Amod];
        let own = tree
            .children_by(sentence, found.head, &issuer)
            .filter_map(|child| self.page.at(found.sentence, child))
            .find(|&child| self.page.drafts[child].entity_type.acts());
        own.or(last).or(Some(draft))
    }
}
