//! [`Control`]: whose doing an infinitive or gerund is that has no subject of its own.
//!
//! Takes a tree and what a lexicon says of the governing verb, adds the subjects that the tree leaves implicit. Knows no words.

use crate::syntax::enhanced::{Builder, Reason};
use crate::syntax::{Deprel, TokenId, Upos, VerbForm, Xpos};

/// Who does what a predicate's infinitive or gerund says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Control {
    /// Its object if it has one, or else its subject: "urge", "want".
    #[default]
    Object,
    /// Its subject, object or not: "promise".
    Subject,
    /// Its object, even where the infinitive passes for a purpose: "encourage Sudria **to leave**".
    Asked,
    /// Its object, even where a participle behind it passes for an adjunct: "show Norland **leaving**".
    Shown,
    /// What is under its preposition: "call **on** Sudria to leave".
    Oblique,
}

impl Builder<'_> {
    /// The subject of an open complement is the object of its governor, or else the subject.
    pub(super) fn control(&mut self, id: TokenId, control: Control) {
        if self.has_own_subject(id) {
            return;
        }
        let governor = self.sentence[id].head;
        if governor == TokenId::ROOT {
            return;
        }
        let phrases: &[Deprel] = match control {
            Control::Object | Control::Asked | Control::Shown => &[Deprel::Obj, Deprel::Iobj],
            Control::Subject => &[],
            // "called its actions defensive" is no call on anybody.
            Control::Oblique if self.sentence[id].upos == Upos::Verb => &[Deprel::Obl],
            Control::Oblique => &[Deprel::Obj],
        };
        let drawn = self.tree.children_by(self.sentence, governor, phrases);
        let implied = self
            .edges
            .iter()
            .filter(|edge| edge.head == governor && phrases.contains(&edge.relation));
        let mut controllers: Vec<TokenId> = drawn.chain(implied.map(|edge| edge.dependent)).collect();
        // An object behind the infinitive is not its subject.
        controllers.retain(|&controller| controller < id && !self.is_relativizer(controller));
        if controllers.is_empty() {
            controllers = self.subjects(governor);
        }
        for controller in controllers {
            self.add(id, controller, self.subject_relation(id), Reason::Control, None);
        }
    }

    /// Whose doing a clause is that passes for an adverbial and tells what somebody else does: "called on Sudria **to leave**",
    /// "encouraged Sudria **to leave**", "showed Sudria, on a hill, **leaving**", "accused Sudria **of shelling**".
    pub(super) fn adverbial_control(
        &self,
        id: TokenId,
        control: &impl Fn(TokenId, Option<TokenId>) -> Control,
    ) -> Option<Control> {
        let token = &self.sentence[id];
        let governor = Some(token.head).filter(|&governor| governor != TokenId::ROOT)?;
        let (infinitive, gerund) = (token.feats.has(VerbForm::Inf), token.xpos == Xpos::Vbg);
        let mark = self.mark(id);
        let beside_object = || self.object_between(governor, id).is_some();
        let behind_oblique = || {
            let mut obliques = self.tree.children_by(self.sentence, governor, &[Deprel::Obl]);
            obliques.any(|oblique| oblique < id)
        };
        match control(governor, None) {
            Control::Oblique if infinitive && behind_oblique() => Some(Control::Oblique),
            Control::Asked if infinitive && beside_object() => Some(Control::Asked),
            Control::Shown if gerund && mark.is_none() && beside_object() => Some(Control::Shown),
            // A gerund under a preposition tells what the object did, is to do or is kept from.
            _ => {
                let laid_to_object = gerund
                    && mark.is_some()
                    && governor < id
                    && self.sentence[governor].upos == Upos::Verb
                    && control(governor, mark) == Control::Object;
                laid_to_object.then_some(Control::Object)
            }
        }
    }

    /// The object that stands between a verb and what hangs on it.
    pub(super) fn object_between(&self, verb: TokenId, id: TokenId) -> Option<TokenId> {
        self.tree
            .children_by(self.sentence, verb, &[Deprel::Obj])
            .find(|&object| verb < object && object < id)
    }
}
