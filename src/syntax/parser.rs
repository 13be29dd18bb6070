//! [`Parser`]: a greedy arc-hybrid dependency parser.
//!
//! Features after Zhang and Nivre, "Transition-based dependency parsing with rich non-local features" (2011): words and tags
//! of the top of the stack and the next words, of their outermost dependants, with distances, valencies and relations.

use crate::syntax::Deprel;
use crate::syntax::form::{finish, mix};
use crate::syntax::perceptron::{Perceptron, Scores};
use crate::syntax::transition::{NONE, STEPS, State, Step};

/// What the parser knows of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Item {
    /// The hash of the word in lower case.
    pub word: u32,
    /// The number of its pair of tags, plus one.
    pub tag: u32,
    /// Its universal part of speech, plus one.
    pub upos: u32,
}

/// The frozen parser.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parser<'m> {
    pub weights: Perceptron<'m>,
}

impl Parser<'_> {
    /// Heads (the number of words for the root) and relations of a sentence.
    pub(crate) fn parse(&self, items: &[Item]) -> Vec<(u32, Deprel)> {
        let mut state = State::new(items.len());
        let mut features = [0; FEATURES];
        while !state.is_final() {
            extract(items, &state, &mut features);
            let mut scores = [0; 256];
            self.weights.score(&features, &mut scores);
            state.apply(best_step(&state, &scores, |_| true));
        }
        state.nodes[..items.len()]
            .iter()
            .map(|node| (node.head, node.deprel))
            .collect()
    }
}

/// The best-scoring possible step among those that `allowed` takes by number. Only `root` hangs on the root.
pub(crate) fn best_step(state: &State, scores: &Scores, allowed: impl Fn(usize) -> bool) -> Step {
    let [shift, left, right] = state.possible();
    let count = Deprel::ALL.len();
    let root = Step::Left(Deprel::Root).number();
    let mut best: Option<usize> = None;
    let mut consider = |number: usize| {
        if allowed(number) && best.is_none_or(|best| scores[number] > scores[best]) {
            best = Some(number);
        }
    };
    if shift {
        consider(0);
    }
    if left && state.next == state.root() {
        consider(root);
    } else if left {
        (1..=count).filter(|&number| number != root).for_each(&mut consider);
    }
    if right {
        (1 + count..STEPS)
            .filter(|&number| number != root + count)
            .for_each(&mut consider);
    }
    best.map_or(Step::Shift, Step::from_number)
}

/// Places in a state that features speak of.
const ATOMS: usize = 48;

/// Numbers the atoms, as templates name them. W is a word, T its tags, U its part of speech, L its relation.
macro_rules! number {
    ($($name:ident)+) => { number!(@ 0; $($name)+); };
    (@ $index:expr; $name:ident $($rest:ident)*) => { const $name: u8 = $index; number!(@ $index + 1; $($rest)*); };
    (@ $index:expr;) => {};
}

number! {
    NIL S0W S0T S0U S1W S1T S1U S2W S2T S2U B0W B0T B0U B1W B1T B1U B2W B2T
    S0LW S0LT S0LL S0RW S0RT S0RL S1LW S1LT S1LL S1RW S1RT S1RL B0LW B0LT B0LL
    S0L2T S0R2T B0L2T S1R2T D0 D1 S0VL S0VR S1VR B0VL S0SL S0SR S1SR B0SL
}

const _: () = assert!((B0SL as usize) < ATOMS);

/// The templates: up to three atoms each.
const TEMPLATES: &[[u8; 3]] = &[
    [S0W, S0T, NIL],
    [S0W, NIL, NIL],
    [S0T, NIL, NIL],
    [S1W, S1T, NIL],
    [S1W, NIL, NIL],
    [S1T, NIL, NIL],
    [B0W, B0T, NIL],
    [B0W, NIL, NIL],
    [B0T, NIL, NIL],
    [B1W, B1T, NIL],
    [B1T, NIL, NIL],
    [B2W, B2T, NIL],
    [B2T, NIL, NIL],
    [S2T, NIL, NIL],
    [S2W, S2T, NIL],
    [S0W, B0W, NIL],
    [S0W, B0T, NIL],
    [S0T, B0W, NIL],
    [S0T, B0T, NIL],
    [S0W, S0T, B0T],
    [S0T, B0W, B0T],
    [S0W, S1W, NIL],
    [S0W, S1T, NIL],
    [S0T, S1W, NIL],
    [S0T, S1T, NIL],
    [S0W, S0T, S1T],
    [S0T, S1W, S1T],
    [S1W, B0W, NIL],
    [S1T, B0W, NIL],
    [S1W, B0T, NIL],
    [S1T, B0T, NIL],
    [B0T, B1T, NIL],
    [B0W, B1T, NIL],
    [B0T, B1T, B2T],
    [S0T, B0T, B1T],
    [S1T, S0T, B0T],
    [S2T, S1T, S0T],
    [S0W, B0T, B1T],
    [S1T, S0W, B0T],
    [S1W, S0T, B0T],
    [S1T, S0T, B0W],
    [S0T, S0LT, B0T],
    [S0T, S0RT, B0T],
    [S0T, B0T, B0LT],
    [S1T, S0T, S0LT],
    [S1T, S0T, S0RT],
    [S1T, S1RT, S0T],
    [S1T, S1LT, S0T],
    [S1T, S1RT, B0T],
    [S0W, D0, NIL],
    [S0T, D0, NIL],
    [B0W, D0, NIL],
    [B0T, D0, NIL],
    [S0T, B0T, D0],
    [S1T, S0T, D1],
    [S1W, D1, NIL],
    [S0W, D1, NIL],
    [S0W, S0VL, NIL],
    [S0T, S0VL, NIL],
    [S0W, S0VR, NIL],
    [S0T, S0VR, NIL],
    [S1W, S1VR, NIL],
    [S1T, S1VR, NIL],
    [B0T, B0VL, NIL],
    [S0LW, NIL, NIL],
    [S0LT, S0LL, NIL],
    [S0RW, NIL, NIL],
    [S0RT, S0RL, NIL],
    [S1LT, S1LL, NIL],
    [S1RW, NIL, NIL],
    [S1RT, S1RL, NIL],
    [B0LW, NIL, NIL],
    [B0LT, B0LL, NIL],
    [S0W, S0SL, NIL],
    [S0T, S0SL, NIL],
    [S0W, S0SR, NIL],
    [S0T, S0SR, NIL],
    [S1W, S1SR, NIL],
    [S1T, S1SR, NIL],
    [B0T, B0SL, NIL],
    [S0T, S0LT, S0L2T],
    [S0T, S0RT, S0R2T],
    [S1T, S1RT, S1R2T],
    [B0T, B0LT, B0L2T],
    [S1W, S0RW, NIL],
    [S1W, S0LW, NIL],
    [S0W, B0LW, NIL],
    [S1RW, S0W, NIL],
    [S0U, B0U, S1U],
    [S0T, B0T, S0SR],
    [S1T, S0T, S1SR],
    [S0LW, S0W, S1W],
    [S0LW, S0T, S1T],
    [S2U, S1U, S0U],
    [S0U, B0U, B1U],
];

/// How many features a decision looks at.
pub(crate) const FEATURES: usize = TEMPLATES.len();

/// Distance as features see it.
fn bucket(distance: u32) -> u64 {
    match distance {
        0..=4 => u64::from(distance),
        5..=6 => 5,
        7..=10 => 6,
        _ => 7,
    }
}

/// The features of a state.
#[inline]
pub(crate) fn extract(items: &[Item], state: &State, out: &mut [u64; FEATURES]) {
    let count = items.len() as u32;
    let root = Item {
        word: 1,
        tag: 255,
        upos: 255,
    };
    let nothing = Item::default();
    let item = |at: u32| match at {
        NONE => &nothing,
        _ if at == count => &root,
        _ => items.get(at as usize).unwrap_or(&nothing),
    };
    let node = |at: u32| state.nodes.get(at as usize);
    let ahead = |offset: u32| {
        if state.next + offset <= count {
            state.next + offset
        } else {
            NONE
        }
    };
    let (s0, s1, s2) = (state.top(0), state.top(1), state.top(2));
    let (b0, b1, b2) = (ahead(0), ahead(1), ahead(2));
    let mut atoms = [0_u64; ATOMS];
    let mut put = |at: u8, value: u64| atoms[usize::from(at)] = value;
    for (base, at) in [(S0W, s0), (S1W, s1), (S2W, s2), (B0W, b0), (B1W, b1)] {
        let item = item(at);
        put(base, u64::from(item.word));
        put(base + 1, u64::from(item.tag));
        put(base + 2, u64::from(item.upos));
    }
    put(B2W, u64::from(item(b2).word));
    put(B2T, u64::from(item(b2).tag));
    let dependant = |at: u32, side: usize, rank: usize| {
        node(at).map_or(NONE, |node| if side == 0 { node.left[rank] } else { node.right[rank] })
    };
    for (base, at, side) in [
        (S0LW, s0, 0),
        (S0RW, s0, 1),
        (S1LW, s1, 0),
        (S1RW, s1, 1),
        (B0LW, b0, 0),
    ] {
        let child = dependant(at, side, 0);
        if child != NONE {
            put(base, u64::from(item(child).word));
            put(base + 1, u64::from(item(child).tag));
            put(base + 2, node(child).map_or(0, |node| node.deprel as u64 + 1));
        }
    }
    for (base, at, side) in [(S0L2T, s0, 0), (S0R2T, s0, 1), (B0L2T, b0, 0), (S1R2T, s1, 1)] {
        put(base, u64::from(item(dependant(at, side, 1)).tag));
    }
    if s0 != NONE {
        put(D0, bucket(state.next - s0));
        if s1 != NONE {
            put(D1, bucket(s0 - s1));
        }
    }
    if let Some(node) = node(s0) {
        put(S0VL, u64::from(node.lefts.min(6)) + 1);
        put(S0VR, u64::from(node.rights.min(6)) + 1);
        put(S0SL, node.left_labels);
        put(S0SR, node.right_labels);
    }
    if let Some(node) = node(s1) {
        put(S1VR, u64::from(node.rights.min(6)) + 1);
        put(S1SR, node.right_labels);
    }
    if let Some(node) = node(b0) {
        put(B0VL, u64::from(node.lefts.min(6)) + 1);
        put(B0SL, node.left_labels);
    }
    for (index, (slot, &[a, b, c])) in out.iter_mut().zip(TEMPLATES).enumerate() {
        let hash = mix(index as u64 + 1, atoms[usize::from(a)]);
        *slot = finish(mix(mix(hash, atoms[usize::from(b)]), atoms[usize::from(c)]));
    }
}
