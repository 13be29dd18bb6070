//! Open statements over two verbs: what somebody makes somebody else do with a third.
//!
//! Takes a clause that says half without its infinitive, gives statements under one relation ("forces countries to conduct").
//! Where the infinitive is denied or has no thing as its object, it is silent.

use crate::clause::{Clause, ClauseId, ClauseKind, Slot};
use crate::extract::draft::Draft;
use crate::extract::open::{self, MOST, SURE, Tail};
use crate::extract::reader::Page;
use crate::extract::{Relation, certainty, relation, wording, worth};

/// "**forced** Sudria **to sign** the treaty": what the subject makes its object do, with whom or what the object does it to.
pub(super) fn of_clause(page: &Page<'_>, id: ClauseId, rule: &str, drafts: &mut Vec<Draft>) {
    let clause = page.scene.clauses.clause(id);
    let sentence = page.scene.parse.sentence(clause.sentence);
    let words = &page.scene.parse.words;
    let thing = |slot: Slot| {
        clause
            .by(slot)
            .filter(|argument| worth::is_thing(page, clause, argument))
    };
    let inner = clause
        .first(Slot::ToDo)
        .and_then(|argument| page.scene.clauses.at(clause.sentence, argument.head))
        .map(|inner| page.scene.clauses.clause(inner))
        .filter(|inner| {
            let alike = inner.status.polarity == clause.status.polarity || page.lexicon.is_causing(clause.lemma);
            inner.kind == ClauseKind::Verb
                && !inner.passive
                && alike
                && !is_negated(page, inner)
                && !open::is_half_said(page, inner)
        });
    let (Some(object), Some(inner)) = (thing(Slot::Object).next(), inner) else {
        return;
    };
    let (ends, preposition) = open::objects(page, inner);
    let own = relation::phrase(page, clause, Slot::Subject);
    let done = relation::phrase(page, inner, Slot::Subject);
    let tail = preposition.map_or_else(String::new, |preposition| [" ", &preposition].concat());
    let relation = |carried: &str| format!("{own} {carried} to {done}{tail}");
    let carried = sentence[object.head];
    let mut made = 0;
    for subject in thing(Slot::Subject) {
        for &end in &ends {
            let heads = [subject.head, object.head, inner.head, end.head];
            if certainty::between(sentence, clause.head, &heads) < SURE
                || [subject.head, object.head].contains(&end.head)
                || made == MOST
            {
                continue;
            }
            made += 1;
            let mut draft = open::open(page, id, rule, subject, end, &Tail::default());
            draft.statement.relation = Relation::Open(relation(words.text(carried.lemma)).to_lowercase());
            draft.statement.relation_text = wording::third_person(&relation(carried.span.of(page.text)));
            if draft.says_something() && !worth::says_nothing(page, &draft.statement) {
                drafts.push(draft);
            }
        }
    }
}

/// Whether a "not" of its own stands with the infinitive.
fn is_negated(page: &Page<'_>, clause: &Clause) -> bool {
    let sentence = page.scene.parse.sentence(clause.sentence);
    sentence
        .ids()
        .any(|id| sentence[id].head == clause.head && page.lexicon.is_negator(sentence[id].lemma))
}
