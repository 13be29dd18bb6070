//! Trains the word breaker and the sentence breaker on a treebank's text.

use std::collections::BTreeMap;

use crate::syntax::Parse;
use crate::syntax::perceptron::{MAX_CLASSES, best};
use crate::syntax::sentences::{self, Context};
use crate::syntax::table::{Slot, build};
use crate::syntax::train::learner::Learner;
use crate::syntax::train::{Options, Random};
use crate::syntax::words::{self, Cut, Piece, Stretch, stretches};
use crate::text::Span;

/// How often the breakers see each block.
const ROUNDS: usize = 5;

/// The parts of the frozen breakers.
pub(super) struct Trained {
    pub(super) words: (Vec<Slot>, Vec<u8>),
    pub(super) compounds: Vec<Slot>,
    pub(super) sentences: (Vec<Slot>, Vec<u8>),
}

/// A block of a treebank: its words, and which of them end a sentence.
struct Lesson<'t> {
    text: &'t str,
    span: Span,
    pieces: Vec<Piece>,
    ends: Vec<usize>,
}

/// Trains on these texts and their parses.
pub(super) fn train(treebanks: &[(String, Parse<'_>)], options: &Options) -> Trained {
    let mut lessons = Vec::new();
    for (text, parse) in treebanks {
        let mut sentences = parse.sentences.iter().peekable();
        for block in &parse.blocks {
            let mut lesson = Lesson {
                text,
                span: block.span,
                pieces: Vec::new(),
                ends: Vec::new(),
            };
            while let Some(sentence) = sentences.next_if(|sentence| block.span.contains(sentence.span)) {
                lesson.pieces.extend(sentence.tokens.iter().map(|token| Piece {
                    span: token.span,
                    joined: token.joined,
                }));
                lesson.ends.push(lesson.pieces.len());
            }
            lessons.push(lesson);
        }
    }
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let (mut word_learner, mut sentence_learner) = (Learner::default(), Learner::default());
    let mut random = Random::new(options.seed);
    for _ in 0..ROUNDS {
        random.shuffle(&mut order);
        for &index in &order {
            teach_words(&lessons[index], &mut word_learner);
            teach_sentences(&lessons[index], &mut sentence_learner);
        }
    }
    Trained {
        words: word_learner.freeze(1),
        compounds: build(&compounds(&lessons)),
        sentences: sentence_learner.freeze(1),
    }
}

fn teach_words(lesson: &Lesson<'_>, learner: &mut Learner) {
    let text = lesson.text;
    let mut stretch = Stretch::default();
    let mut features = [0; words::FEATURES];
    for span in stretches(text, lesson.span) {
        stretch.read(text, span, &text[span.end as usize..lesson.span.end as usize]);
        let mut start = 0;
        for index in 1..stretch.marks.len() {
            let at = stretch.marks[index].at as u32;
            let cut = match lesson.pieces.binary_search_by_key(&at, |piece| piece.span.start) {
                Ok(found) if lesson.pieces[found].joined => Cut::Joined,
                Ok(_) => Cut::Token,
                Err(_) => Cut::None,
            };
            if stretch.may_cut(index) && stretch.decided(index).is_none() {
                stretch.extract(start, index, &mut features);
                let mut scores = [0; MAX_CLASSES];
                learner.score(&features, &mut scores);
                let guess = best(&scores, Cut::COUNT);
                learner.tick();
                if guess != cut as usize {
                    learner.update(&features, cut as usize, guess);
                }
            }
            if cut != Cut::None {
                start = index;
            }
        }
    }
}

fn teach_sentences(lesson: &Lesson<'_>, learner: &mut Learner) {
    let (mut marks, mut buffer) = (Vec::new(), String::new());
    sentences::marks(lesson.text, &lesson.pieces, &mut buffer, &mut marks);
    let mut context = Context::default();
    let mut features = [0; sentences::FEATURES];
    for at in 0..marks.len() {
        context.read(&marks[at]);
        let ends = lesson.ends.binary_search(&(at + 1)).is_ok();
        if sentences::may_end(&marks, at) {
            sentences::extract(&marks, at, context, &mut features);
            let mut scores = [0; MAX_CLASSES];
            learner.score(&features, &mut scores);
            let guess = usize::from(scores[1] > scores[0]);
            learner.tick();
            if guess != usize::from(ends) {
                learner.update(&features, usize::from(ends), guess);
            }
        }
        if ends {
            context = Context::default();
        }
    }
}

/// Words of letters alone that are two more often than one, with the length of the first.
fn compounds(lessons: &[Lesson<'_>]) -> Vec<(u64, u32)> {
    let mut counts: BTreeMap<u64, (usize, BTreeMap<usize, usize>)> = BTreeMap::new();
    let mut stretch = Stretch::default();
    for lesson in lessons {
        for (index, piece) in lesson.pieces.iter().enumerate().filter(|(_, piece)| !piece.joined) {
            let more = lesson.pieces[index + 1..].iter().take_while(|next| next.joined).count();
            let last = lesson.pieces[index + more];
            stretch.read(lesson.text, piece.span.cover(last.span), "");
            let whole = stretch.marks.len();
            if let Some(key) = stretch.compound_key(0, whole) {
                let length = stretch.marks.partition_point(|mark| mark.at < piece.span.end as usize);
                *counts
                    .entry(key)
                    .or_insert((whole, BTreeMap::new()))
                    .1
                    .entry(length)
                    .or_default() += 1;
            }
        }
    }
    let entries = counts.into_iter().filter_map(|(key, (whole, tally))| {
        let (length, _) = tally.into_iter().max_by_key(|&(length, count)| (count, length))?;
        (length > 0 && length < whole).then_some((key, length as u32))
    });
    entries.collect()
}
