//! [`Cursor`]: a walk through an `fst` of folded names, without a folded copy of what is looked up.

use fst::raw::{Fst, Node, Output};

use crate::ontology::gazetteer::fold::Fold;

/// A walk through an `fst`, byte by folded byte.
pub(crate) struct Cursor<'f, D> {
    fst: &'f Fst<D>,
    node: Node<'f>,
    output: Output,
    fold: Fold,
}

impl<'f, D: AsRef<[u8]>> Cursor<'f, D> {
    /// A walk that begins at the root.
    pub(crate) fn new(fst: &'f Fst<D>) -> Self {
        Self {
            fst,
            node: fst.root(),
            output: Output::zero(),
            fold: Fold::default(),
        }
    }

    /// Begins the next token, see [`Fold::next_token`].
    pub(crate) fn next_token(&mut self, token: &str) {
        self.fold.next_token(token);
    }

    /// Goes on by the folded bytes of `text`, of which it gives the number; `None` when there is no such way.
    pub(crate) fn push(&mut self, text: &str) -> Option<usize> {
        let Self {
            fst,
            node,
            output,
            fold,
        } = self;
        fold.push(text, &mut |byte| {
            let Some(index) = node.find_input(byte) else {
                return false;
            };
            let transition = node.transition(index);
            *output = output.cat(transition.out);
            *node = fst.node(transition.addr);
            true
        })
    }

    /// The value of the name walked so far, if there is such a name.
    pub(crate) fn value(&self) -> Option<u64> {
        self.node
            .is_final()
            .then(|| self.output.cat(self.node.final_output()).value())
    }
}
