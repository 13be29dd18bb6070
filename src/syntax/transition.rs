//! [`State`]: an arc-hybrid parser's stack and buffer.
//!
//! Kuhlmann, Gómez-Rodríguez and Satta, "Dynamic programming algorithms for transition-based dependency parsers" (2011);
//! the dynamic oracle is Goldberg and Nivre's, "Training deterministic parsers with non-deterministic oracles" (2013). The
//! artificial root stands behind the last word, and only the last word left on the stack may hang on it, so that every
//! tree has one root.

use crate::syntax::Deprel;

/// No word.
pub(crate) const NONE: u32 = u32::MAX;

/// A step of the parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The next word goes on the stack.
    Shift,
    /// The top of the stack depends on the next word (or on the root, when no word is left).
    Left(Deprel),
    /// The top of the stack depends on the word under it.
    Right(Deprel),
}

/// How many steps there are, over all relations.
pub(crate) const STEPS: usize = 1 + 2 * Deprel::ALL.len();

impl Step {
    /// The step's number, below [`STEPS`].
    pub(crate) fn number(self) -> usize {
        match self {
            Self::Shift => 0,
            Self::Left(deprel) => 1 + deprel as usize,
            Self::Right(deprel) => 1 + Deprel::ALL.len() + deprel as usize,
        }
    }

    /// The step with this number.
    pub(crate) fn from_number(number: usize) -> Self {
        let count = Deprel::ALL.len();
        match number {
            0 => Self::Shift,
            _ if number <= count => Self::Left(Deprel::ALL[number - 1]),
            _ => Self::Right(Deprel::ALL[number - 1 - count]),
        }
    }
}

/// What is known so far about a word's dependants and its head.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    /// Its head: a word, the number of words for the root, or [`NONE`].
    pub head: u32,
    /// How it depends on its head.
    pub deprel: Deprel,
    /// Outermost and second outermost dependant to the left.
    pub left: [u32; 2],
    /// Outermost and second outermost dependant to the right.
    pub right: [u32; 2],
    /// How many dependants to the left, at most 255.
    pub lefts: u8,
    /// How many dependants to the right, at most 255.
    pub rights: u8,
    /// The relations of its dependants to the left, one bit each.
    pub left_labels: u64,
    /// The relations of its dependants to the right, one bit each.
    pub right_labels: u64,
}

const FREE: Node = Node {
    head: NONE,
    deprel: Deprel::Dep,
    left: [NONE; 2],
    right: [NONE; 2],
    lefts: 0,
    rights: 0,
    left_labels: 0,
    right_labels: 0,
};

/// A parser in the middle of a sentence.
#[derive(Clone, Debug)]
pub(crate) struct State {
    pub stack: Vec<u32>,
    /// The next word; the number of words when only the root is left.
    pub next: u32,
    pub nodes: Vec<Node>,
}

impl State {
    /// Nothing read yet of a sentence of `count` words.
    pub(crate) fn new(count: usize) -> Self {
        Self {
            stack: Vec::with_capacity(count),
            next: 0,
            nodes: vec![FREE; count + 1],
        }
    }

    /// How many words the sentence has; the root's number.
    pub(crate) fn root(&self) -> u32 {
        self.nodes.len() as u32 - 1
    }

    /// Whether every word has its head.
    pub(crate) fn is_final(&self) -> bool {
        self.stack.is_empty() && self.next == self.root()
    }

    /// The word `depth` places under the top of the stack.
    #[inline]
    pub(crate) fn top(&self, depth: usize) -> u32 {
        self.stack
            .len()
            .checked_sub(depth + 1)
            .map_or(NONE, |index| self.stack[index])
    }

    /// Whether shifting, an arc to the left, an arc to the right are possible.
    pub(crate) fn possible(&self) -> [bool; 3] {
        let size = self.stack.len();
        let words_left = self.next < self.root();
        [words_left, size > 0 && (words_left || size == 1), size > 1]
    }

    /// Takes a possible step.
    pub(crate) fn apply(&mut self, step: Step) {
        match step {
            Step::Shift => {
                self.stack.push(self.next);
                self.next += 1;
            }
            Step::Left(deprel) => {
                if let Some(dependant) = self.stack.pop() {
                    self.attach(dependant, self.next, deprel);
                }
            }
            Step::Right(deprel) => {
                if let Some(dependant) = self.stack.pop() {
                    self.attach(dependant, self.top(0), deprel);
                }
            }
        }
    }

    fn attach(&mut self, dependant: u32, head: u32, deprel: Deprel) {
        let node = &mut self.nodes[dependant as usize];
        (node.head, node.deprel) = (head, deprel);
        let node = &mut self.nodes[head as usize];
        let bit = 1 << deprel as u64;
        if dependant < head {
            node.left = [dependant, node.left[0]];
            node.lefts = node.lefts.saturating_add(1);
            node.left_labels |= bit;
        } else {
            node.right = [dependant, node.right[0]];
            node.rights = node.rights.saturating_add(1);
            node.right_labels |= bit;
        }
    }

    /// How many arcs of the right tree shifting, an arc to the left, an arc to the right make unreachable. `heads` are
    /// the right heads, the root's number for the root.
    #[cfg(feature = "train")]
    pub(crate) fn costs(&self, heads: &[u32], children: &[Vec<u32>]) -> [u32; 3] {
        let top = self.top(0);
        let under = self.top(1);
        let mut costs = [0; 3];
        if self.next < self.root() {
            let next = self.next;
            let head = heads[next as usize];
            let on_stack = |word: u32| self.stack.binary_search(&word).is_ok();
            costs[0] += u32::from(head != top && head < next && on_stack(head));
            costs[0] += children[next as usize]
                .iter()
                .filter(|&&child| child < next && on_stack(child))
                .count() as u32;
        }
        if top != NONE {
            let head = heads[top as usize];
            let lost = children[top as usize]
                .iter()
                .filter(|&&child| child >= self.next)
                .count() as u32;
            costs[1] += lost + u32::from(head == under || head > self.next);
            costs[2] += lost + u32::from(head >= self.next);
        }
        costs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_have_numbers() {
        assert!((0..STEPS).all(|number| Step::from_number(number).number() == number));
    }

    #[test]
    fn builds_a_tree_with_one_root() {
        let mut state = State::new(3);
        for step in [
            Step::Shift,
            Step::Left(Deprel::Nsubj),
            Step::Shift,
            Step::Shift,
            Step::Right(Deprel::Obj),
        ] {
            state.apply(step);
        }
        assert_eq!(state.possible(), [false, true, false]);
        state.apply(Step::Left(Deprel::Root));
        assert!(state.is_final());
        assert_eq!(
            state.nodes[..3].iter().map(|node| node.head).collect::<Vec<_>>(),
            [1, 3, 1]
        );
        assert_eq!(state.nodes[1].right_labels, 1 << Deprel::Obj as u64);
    }
}
