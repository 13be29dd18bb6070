//! Scores of arcs → one tree with one root.

use crate::syntax::neural::Matrix;

/// The head of each word in the best tree with exactly one word under the root: 0 is the root, `i + 1` word `i`.
/// `scores` has a row for each word and a column for each possible head.
pub(crate) fn best_tree(scores: &Matrix, heads: &mut Vec<usize>) {
    let count = scores.rows;
    heads.clear();
    for word in 0..count {
        let row = scores.row(word);
        let mut best = 0;
        for head in 1..=count {
            if head != word + 1 && row[head] > row[best] {
                best = head;
            }
        }
        heads.push(best);
    }
    // Most sentences are done: the best head of each word makes a tree.
    if heads.iter().filter(|&&head| head == 0).count() == 1 && !has_cycle(heads) {
        return;
    }
    let found = spanning_tree(scores);
    heads.copy_from_slice(&found[1..]);
}

fn has_cycle(heads: &[usize]) -> bool {
    // 0 unseen, else the word whose walk came by first; meeting one's own walk is a cycle.
    let mut walk = vec![0; heads.len() + 1];
    for start in 1..=heads.len() {
        let mut node = start;
        while node != 0 && walk[node] == 0 {
            walk[node] = start;
            node = heads[node - 1];
        }
        if node != 0 && walk[node] == start {
            return true;
        }
    }
    false
}

/// Chu & Liu 1965, Edmonds 1967, over the complete graph. Node 0 is the root; arcs from it carry a penalty larger than
/// any tree can gain, so that the best tree uses one of them.
fn spanning_tree(scores: &Matrix) -> Vec<usize> {
    let count = scores.rows + 1;
    let (low, high) = scores.values.iter().fold((f64::MAX, f64::MIN), |(low, high), &value| {
        (low.min(f64::from(value)), high.max(f64::from(value)))
    });
    let penalty = (high - low + 1.0) * count as f64;
    let mut arcs = vec![f64::NEG_INFINITY; count * count];
    for word in 1..count {
        for head in 0..count {
            if head != word {
                let root = if head == 0 { penalty } else { 0.0 };
                arcs[word * count + head] = f64::from(scores.row(word - 1)[head]) - root;
            }
        }
    }
    contract(&arcs, count)
}

/// The best head of each node but 0, by contracting one cycle at a time. `arcs[node * count + head]`.
fn contract(arcs: &[f64], count: usize) -> Vec<usize> {
    let mut heads = vec![0; count];
    for node in 1..count {
        let row = &arcs[node * count..][..count];
        for head in 1..count {
            if row[head] > row[heads[node]] {
                heads[node] = head;
            }
        }
    }
    let Some(cycle) = find_cycle(&heads) else {
        return heads;
    };
    // The cycle becomes the last node of a smaller graph.
    let kept: Vec<usize> = (0..count).filter(|node| !cycle.contains(node)).collect();
    let small = kept.len() + 1;
    let merged = kept.len();
    let mut smaller = vec![f64::NEG_INFINITY; small * small];
    // For each outside node: the cycle's node it would hang on, and the one it would enter.
    let mut leaves = vec![0; merged];
    let mut enters = vec![0; merged];
    let weight = |node: usize| arcs[node * count + heads[node]];
    for (index, &outside) in kept.iter().enumerate() {
        for (other, &head) in kept.iter().enumerate() {
            smaller[index * small + other] = arcs[outside * count + head];
        }
        let mut best = (f64::NEG_INFINITY, cycle[0]);
        let mut entry = (f64::NEG_INFINITY, cycle[0]);
        for &node in &cycle {
            let out = arcs[outside * count + node];
            if out > best.0 {
                best = (out, node);
            }
            let gain = arcs[node * count + outside] - weight(node);
            if gain > entry.0 {
                entry = (gain, node);
            }
        }
        smaller[index * small + merged] = best.0;
        smaller[merged * small + index] = entry.0;
        leaves[index] = best.1;
        enters[index] = entry.1;
    }
    let found = contract(&smaller, small);
    for (index, &outside) in kept.iter().enumerate().skip(1) {
        heads[outside] = if found[index] == merged {
            leaves[index]
        } else {
            kept[found[index]]
        };
    }
    let from = found[merged];
    heads[enters[from]] = kept[from];
    heads
}

fn find_cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut walk = vec![0; heads.len()];
    for start in 1..heads.len() {
        let mut node = start;
        while node != 0 && walk[node] == 0 {
            walk[node] = start;
            node = heads[node];
        }
        if node != 0 && walk[node] == start {
            let mut cycle = vec![node];
            let mut next = heads[node];
            while next != node {
                cycle.push(next);
                next = heads[next];
            }
            return Some(cycle);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every assignment of heads, tried.
    fn exhaustive(scores: &Matrix) -> f32 {
        let count = scores.rows;
        let mut best = f32::NEG_INFINITY;
        for code in 0..(count + 1).pow(count as u32) {
            let heads: Vec<usize> = (0..count)
                .map(|word| code / (count + 1).pow(word as u32) % (count + 1))
                .collect();
            if heads.iter().filter(|&&head| head == 0).count() == 1 && !has_cycle(&heads) {
                best = best.max(total(scores, &heads));
            }
        }
        best
    }

    fn total(scores: &Matrix, heads: &[usize]) -> f32 {
        heads
            .iter()
            .enumerate()
            .map(|(word, &head)| scores.row(word)[head])
            .sum()
    }

    proptest! {
        #[test]
        fn the_best_tree_is_found(count in 1..6_usize, values in prop::collection::vec(-9.0..9.0_f32, 42)) {
            let scores = Matrix { rows: count, columns: count + 1, values: values[..count * (count + 1)].to_vec() };
            let mut heads = Vec::new();
            best_tree(&scores, &mut heads);
            prop_assert_eq!(heads.iter().filter(|&&head| head == 0).count(), 1);
            prop_assert!(!has_cycle(&heads));
            prop_assert!((total(&scores, &heads) - exhaustive(&scores)).abs() < 1e-3);
        }
    }
}
