//! [`Tree`]: a sentence's dependencies from head to dependants.

use crate::syntax::{Deprel, Sentence, TokenId};

/// The dependants of every word of a sentence, in text order.
#[derive(Clone, Debug)]
pub struct Tree {
    /// `children[starts[h]..starts[h + 1]]` are the dependants of word `h`.
    starts: Vec<u32>,
    children: Vec<TokenId>,
    root: TokenId,
}

impl Tree {
    /// Reads the heads of `sentence`.
    ///
    /// # Panics
    /// When a head points outside the sentence: every parse is a tree of its own words.
    pub fn new(sentence: &Sentence) -> Self {
        let count = sentence.tokens.len();
        let mut starts = vec![0_u32; count + 1];
        let mut root = TokenId::ROOT;
        for id in sentence.ids() {
            match sentence[id].head {
                TokenId::ROOT => root = id,
                head => starts[head.index() + 1] += 1,
            }
        }
        for index in 0..count {
            starts[index + 1] += starts[index];
        }
        let mut next = starts.clone();
        let mut children = vec![TokenId(0); starts[count] as usize];
        for id in sentence.ids() {
            let head = sentence[id].head;
            if head != TokenId::ROOT {
                children[next[head.index()] as usize] = id;
                next[head.index()] += 1;
            }
        }
        Self { starts, children, root }
    }

    /// The word that depends on no other; [`TokenId::ROOT`] for an empty sentence.
    pub fn root(&self) -> TokenId {
        self.root
    }

    /// The dependants of `head`, in text order.
    pub fn children(&self, head: TokenId) -> &[TokenId] {
        let index = head.index();
        &self.children[self.starts[index] as usize..self.starts[index + 1] as usize]
    }

    /// The dependants of `head` that have one of `relations`, in text order.
    pub fn children_by<'t>(
        &'t self,
        sentence: &'t Sentence,
        head: TokenId,
        relations: &'t [Deprel],
    ) -> impl DoubleEndedIterator<Item = TokenId> + 't {
        self.children(head)
            .iter()
            .copied()
            .filter(move |&child| relations.contains(&sentence[child].deprel))
    }

    /// The first dependant of `head` with one of `relations`.
    pub fn child_by(&self, sentence: &Sentence, head: TokenId, relations: &[Deprel]) -> Option<TokenId> {
        self.children(head)
            .iter()
            .copied()
            .find(|&child| relations.contains(&sentence[child].deprel))
    }

    /// The copula of `head`, when one subject stands before it and another between it and `head`, both drawn alike: "The
    /// reason **is** Norland left".
    pub fn copula_between_subjects(&self, sentence: &Sentence, head: TokenId) -> Option<TokenId> {
        let copula = self.child_by(sentence, head, &[Deprel::Cop])?;
        let subjects = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::Csubj, Deprel::CsubjPass];
        let any = |from: TokenId, to: TokenId| {
            self.children_by(sentence, head, &subjects)
                .any(|subject| from <= subject && subject < to)
        };
        (any(TokenId(0), copula) && any(copula, head)).then_some(copula)
    }

    /// `head` and everything below it, except the subtrees of words that `prune` names; in text order.
    pub fn subtree(&self, head: TokenId, mut prune: impl FnMut(TokenId) -> bool) -> Vec<TokenId> {
        let mut found = vec![head];
        let mut next = 0;
        while next < found.len() {
            let children = self.children(found[next]);
            next += 1;
            for &child in children {
                if !prune(child) {
                    found.push(child);
                }
            }
        }
        found.sort_unstable();
        found
    }
}
