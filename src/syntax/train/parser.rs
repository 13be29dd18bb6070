//! Trains the parser with a dynamic oracle, exploring its own errors.

use crate::syntax::Deprel;
use crate::syntax::form::Form;
use crate::syntax::parser::{FEATURES, Item, best_step, extract};
use crate::syntax::perceptron::MAX_CLASSES;
use crate::syntax::table::Slot;
use crate::syntax::train::learner::Learner;
use crate::syntax::train::tagger::TagSet;
use crate::syntax::train::{Example, Options, Random};
use crate::syntax::transition::{State, Step};

/// Rounds before the parser follows its own errors, and how many of ten it then follows.
const TAUGHT_ROUNDS: usize = 1;
const EXPLORED_TENTHS: usize = 9;

struct Lesson {
    items: Vec<Item>,
    heads: Vec<u32>,
    children: Vec<Vec<u32>>,
}

/// Trains on these sentences with these tags: the parts of the frozen classifier.
pub(super) fn train(
    sentences: &[Vec<Example>],
    tags: &[Vec<u8>],
    set: &TagSet,
    options: &Options,
) -> (Vec<Slot>, Vec<u8>) {
    let lessons: Vec<Lesson> = sentences
        .iter()
        .zip(tags)
        .map(|(sentence, tags)| {
            let mut buffer = String::new();
            let items = sentence
                .iter()
                .zip(tags)
                .map(|(example, &tag)| {
                    let word = Form::new(&example.form, &mut buffer).lower;
                    let upos = u32::from(set.pairs[usize::from(tag)][0]) + 1;
                    Item {
                        word,
                        tag: u32::from(tag) + 1,
                        upos,
                    }
                })
                .collect();
            let heads: Vec<u32> = sentence.iter().map(|example| example.head).collect();
            let mut children = vec![Vec::new(); sentence.len() + 1];
            for (word, &head) in heads.iter().enumerate() {
                children[head as usize].push(word as u32);
            }
            Lesson { items, heads, children }
        })
        .collect();
    let mut learner = Learner::default();
    let mut random = Random::new(options.seed);
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    for round in 0..options.parser_rounds {
        random.shuffle(&mut order);
        for &index in &order {
            teach(
                &lessons[index],
                &sentences[index],
                &mut learner,
                &mut random,
                round >= TAUGHT_ROUNDS,
            );
        }
    }
    learner.freeze(options.parser_least)
}

fn teach(lesson: &Lesson, sentence: &[Example], learner: &mut Learner, random: &mut Random, explore: bool) {
    let mut state = State::new(lesson.items.len());
    let mut features = [0; FEATURES];
    while !state.is_final() {
        extract(&lesson.items, &state, &mut features);
        let mut scores = [0; MAX_CLASSES];
        learner.score(&features, &mut scores);
        let guess = best_step(&state, &scores, |_| true);
        let costs = state.costs(&lesson.heads, &lesson.children);
        let possible = state.possible();
        let least = (0..3)
            .filter(|&kind| possible[kind])
            .map(|kind| costs[kind])
            .min()
            .unwrap_or(0);
        let right = |number: usize| {
            let kind = match Step::from_number(number) {
                Step::Shift => return costs[0] == least,
                Step::Left(deprel) => (1, deprel),
                Step::Right(deprel) => (2, deprel),
            };
            let deprel = sentence[state.top(0) as usize].deprel;
            // An arc from the root has one relation only, a word that should hang on the root but no longer can has none.
            let at_root = kind.0 == 1 && state.next == state.root();
            costs[kind.0] == least && (at_root || deprel == Deprel::Root || kind.1 == deprel)
        };
        learner.tick();
        let mut step = guess;
        if !right(guess.number()) {
            let better = best_step(&state, &scores, right);
            learner.update(&features, better.number(), guess.number());
            if !explore || random.below(10) >= EXPLORED_TENTHS {
                step = better;
            }
        }
        state.apply(step);
    }
}
