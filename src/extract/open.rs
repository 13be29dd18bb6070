//! Open statements: clauses that no rule knows, said in their own words.

use crate::clause::{self, Clause, ClauseId, ClauseKind, Slot};
use crate::extract::assertion::FORMER;
use crate::extract::draft::{self, Draft};
use crate::extract::reader::Page;
use crate::extract::silence::{LeftOut, Note, Silence};
use crate::extract::{Relation, Statement, certainty, chain, circumstance, grade, relation, wording, worth};
use crate::syntax::{Deprel, TokenId, Upos, Xpos};
use crate::text::Word;

/// Conjuncts multiply statements up to this many.
pub(super) const MOST: usize = 6;

/// Prepositions that relate what is under them to the subject; the others only say when, why or how.
const RELATES: &[&str] = &[
    "of",
    "to",
    "with",
    "on",
    "in",
    "from",
    "for",
    "at",
    "by",
    "about",
    "over",
    "against",
    "into",
    "between",
    "under",
    "near",
    "through",
    "across",
    "toward",
    "towards",
    "upon",
    "onto",
    "among",
    "around",
    "along",
    "behind",
    "within",
    "off",
    "out of",
    "on behalf of",
    "in front of",
    "in charge of",
    "part of",
    "as part of",
    "in support of",
];

/// How sure the parser must be of the arcs between a clause's head and its subject and object. Without a rule that knows what
/// may fill the verb's places, a guessed arc is mostly a wrong statement.
pub(super) const SURE: f32 = 0.5;

/// The same for what an apposition says: what merely stands beside a noun is often a conjunct or an aside.
const SURE_BESIDE: f32 = 0.7;

/// The statements of a clause that no rule matched: a subject and an object that are things. What is left out is noted.
pub(super) fn of_clause(page: &Page<'_>, id: ClauseId, drafts: &mut Vec<Draft>, note: &mut Note<'_>) {
    let clause = page.scene.clauses.clause(id);
    let rule = match clause.kind {
        ClauseKind::Verb => "open/verb",
        ClauseKind::Copula => "open/copula",
        ClauseKind::Apposition => "open/apposition",
        ClauseKind::Title => "open/title",
        ClauseKind::Noun => return note(LeftOut::whole(id, Silence::Noun)),
    };
    if worth::is_in_a_label(page, clause) || worth::is_credit(page, clause) {
        return note(LeftOut::whole(id, Silence::Label));
    }
    if is_half_said(page, clause) {
        let before = drafts.len();
        chain::of_clause(page, id, rule, drafts);
        if drafts.len() == before {
            note(LeftOut::whole(id, Silence::HalfSaid));
        }
        return;
    }
    let subjects: Vec<&clause::Argument> = clause
        .by(Slot::Subject)
        .filter(|argument| worth::is_thing(page, clause, argument))
        .collect();
    let (subjects, objects, preposition) = if subjects.is_empty() && clause.passive {
        let themes = clause
            .by(Slot::Object)
            .filter(|argument| worth::is_thing(page, clause, argument))
            .collect();
        let (objects, preposition) = oblique(page, clause);
        (themes, objects, preposition)
    } else {
        let (objects, preposition) = objects(page, clause);
        (subjects, objects, preposition)
    };
    // "moved **its forces to the border**": whom the object is brought to, against, through is told too.
    let further = brought(page, clause, &objects);
    let words = &page.scene.parse.words;
    let direct = objects.iter().map(|&object| (object, Tail::of(preposition.as_deref())));
    let ways: Vec<(&clause::Argument, Tail<'_>)> = direct
        .chain(further.iter().map(|&(object, preposition, carried)| {
            let carried = &page.scene.parse.sentence(clause.sentence)[carried];
            let preposition = words.text(preposition);
            let tail = Tail {
                lemmas: vec![words.text(carried.lemma), preposition],
                written: vec![carried.span.of(page.text), preposition],
            };
            (object, tail)
        }))
        .collect();
    let sure = if clause.kind == ClauseKind::Apposition {
        SURE_BESIDE
    } else {
        SURE
    };
    if subjects.is_empty() || ways.is_empty() {
        let lacks = if subjects.is_empty() {
            Silence::NoSubject
        } else {
            Silence::NoObject
        };
        note(LeftOut::whole(id, lacks));
    }
    let mut made = 0;
    for subject in &subjects {
        for (object, tail) in &ways {
            let sentence = page.scene.parse.sentence(clause.sentence);
            let certainty = certainty::between(sentence, clause.head, &[subject.head, object.head]);
            let mut leave = |reason| note(LeftOut::between(id, subject, object, reason));
            if subject.head == object.head {
                leave(Silence::Empty);
                continue;
            }
            if certainty < sure {
                leave(Silence::Unsure);
                continue;
            }
            if made == MOST {
                leave(Silence::TooMany);
                continue;
            }
            made += 1;
            let draft = open(page, id, rule, subject, object, tail);
            if draft.says_something() && !worth::says_nothing(page, &draft.statement) {
                drafts.push(draft);
            } else {
                leave(Silence::Empty);
            }
        }
    }
}

/// What stands between the verb and the object of a relation.
#[derive(Clone, Debug, Default)]
pub(super) struct Tail<'w> {
    lemmas: Vec<&'w str>,
    /// The same as the text has it.
    written: Vec<&'w str>,
}

impl<'w> Tail<'w> {
    fn of(preposition: Option<&'w str>) -> Self {
        Self {
            lemmas: preposition.into_iter().collect(),
            written: preposition.into_iter().collect(),
        }
    }
}

/// Verbs that say something of their object only together with what it is called.
const CALLS: &[&str] = &[
    "call",
    "consider",
    "deem",
    "label",
    "dub",
    "brand",
    "regard",
    "view",
    "describe",
    "characterise",
    "characterize",
    "render",
];

/// Whether the verb says little without a clause that stands in no statement's place: "**urged** Sudria to leave", "**called**
/// the vote a farce".
pub(super) fn is_half_said(page: &Page<'_>, clause: &Clause) -> bool {
    let inner = [Slot::That, Slot::ToDo, Slot::Doing];
    clause.kind == ClauseKind::Verb
        && (clause.arguments.iter().any(|argument| inner.contains(&argument.slot))
            || clause.first(Slot::Predicate).is_some() && complement(page, clause).is_none()
            || CALLS.contains(&page.scene.parse.words.text(clause.lemma)) && complement(page, clause).is_none())
}

/// Prepositions that say where an object is brought, or whom it is brought against.
const BRINGS: &[&str] = &[
    "to", "from", "into", "with", "against", "across", "over", "through", "toward", "towards", "onto",
];

/// The first things under a preposition beside an object that is a common noun, with the preposition and that noun.
fn brought<'c>(
    page: &Page<'_>,
    clause: &'c Clause,
    objects: &[&'c clause::Argument],
) -> Vec<(&'c clause::Argument, Word, TokenId)> {
    let sentence = page.scene.parse.sentence(clause.sentence);
    let Some(carried) = objects.first().filter(|object| {
        object.slot == Slot::Object && sentence[object.head].upos == Upos::Noun && clause.kind == ClauseKind::Verb
    }) else {
        return Vec::new();
    };
    let words = &page.scene.parse.words;
    let first = clause.arguments.iter().find_map(|argument| match argument.slot {
        Slot::Oblique(word) if BRINGS.contains(&words.text(word)) && worth::is_thing(page, clause, argument) => {
            Some(word)
        }
        _ => None,
    });
    let Some(word) = first else { return Vec::new() };
    clause
        .by(Slot::Oblique(word))
        .filter(|argument| worth::is_thing(page, clause, argument))
        .map(|argument| (argument, word, carried.head))
        .collect()
}

pub(super) fn open(
    page: &Page<'_>,
    id: ClauseId,
    rule: &str,
    subject: &clause::Argument,
    object: &clause::Argument,
    tail: &Tail<'_>,
) -> Draft {
    let clause = page.scene.clauses.clause(id);
    let mut words = if object.slot == Slot::Predicate {
        // What is said of the subject is the object itself.
        let sentence = page.scene.parse.sentence(clause.sentence);
        let copula = clause
            .support
            .map_or("be", |support| page.scene.parse.words.text(sentence[support].lemma));
        // "The talks are **on** trade."
        let marker = object
            .marker
            .map(|marker| page.scene.parse.words.text(sentence[marker].lemma));
        // "Jane Roe, the **former** Councillor": where the label is the name alone, the relation says it.
        let label = page
            .scene
            .mentions
            .at(clause.sentence, object.head)
            .map_or("", |mention| page.scene.mentions.entity(mention.entity).label.as_str());
        let former = sentence
            .ids()
            .filter(|&id| sentence[id].head == object.head)
            .map(|id| page.scene.parse.words.text(sentence[id].lemma))
            .find(|word| FORMER.contains(word) && !label.contains(word));
        std::iter::once(copula)
            .chain(marker)
            .chain(former)
            .collect::<Vec<_>>()
            .join(" ")
    } else {
        relation::phrase(page, clause, subject.slot)
    };
    let idiom = clause
        .by(Slot::Object)
        .find(|argument| is_idiom(page, clause, argument));
    if let Some(idiom) = idiom.filter(|idiom| idiom.head != object.head) {
        words.push(' ');
        words.push_str(
            page.scene
                .parse
                .words
                .text(page.scene.parse.sentence(clause.sentence)[idiom.head].lemma),
        );
    }
    if object.slot == Slot::Object
        && !clause.passive
        && let Some(complement) = complement(page, clause)
    {
        words.push(' ');
        words.push_str(&complement);
    }
    let with = |tail: &[&str]| -> String {
        std::iter::once(words.as_str())
            .chain(tail.iter().copied())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let (relation, written) = (with(&tail.lemmas), with(&tail.written));
    let heads: [TokenId; 2] = [subject.head, object.head];
    let status = &clause.status;
    Draft {
        statement: Statement {
            sentence: clause.sentence,
            trigger: draft::trigger(page, clause),
            class: None,
            relation: Relation::Open(relation),
            relation_text: wording::third_person(&written),
            relation_tail: None,
            subject: draft::argument(page, clause, subject).0,
            object: Some(draft::argument(page, clause, object).0),
            roles: Vec::new(),
            polarity: status.polarity,
            modality: status.modality,
            attribution: draft::attribution(clause),
            asserted: false,
            time: circumstance::time(page, clause),
            place: circumstance::place(page, clause, &heads),
            rule: rule.to_owned(),
            confidence: grade::of_clause(clause, false),
        },
        clause: id,
        nested: Vec::new(),
        own_act: false,
    }
}

/// Things that the clause's object slot holds, or else its first oblique, or else what it says its subject is.
pub(super) fn objects<'c>(page: &Page<'_>, clause: &'c Clause) -> (Vec<&'c clause::Argument>, Option<String>) {
    let direct: Vec<_> = clause
        .by(Slot::Object)
        .filter(|argument| worth::is_thing(page, clause, argument) && !is_idiom(page, clause, argument))
        .collect();
    if !direct.is_empty() {
        return (direct, None);
    }
    match clause.kind {
        ClauseKind::Verb => oblique(page, clause),
        ClauseKind::Noun => (Vec::new(), None),
        ClauseKind::Copula | ClauseKind::Apposition | ClauseKind::Title => {
            let sentence = page.scene.parse.sentence(clause.sentence);
            if !draft::is_nominal(sentence[clause.head].upos) {
                return oblique(page, clause);
            }
            // "is the capital of Norland": the noun belongs to the relation when it has an object of its own; not so "is within
            // an hour of Norville".
            let (of, preposition) = oblique(page, clause);
            let placed = clause
                .first(Slot::Predicate)
                .is_some_and(|predicate| predicate.marker.is_some());
            if preposition.as_deref() == Some("of") && !of.is_empty() && !placed {
                return (of, preposition);
            }
            (
                clause
                    .by(Slot::Predicate)
                    .filter(|argument| worth::is_thing(page, clause, argument))
                    .collect(),
                None,
            )
        }
    }
}

/// "take place", "give way": a bare noun that only completes a light verb.
fn is_idiom(page: &Page<'_>, clause: &Clause, object: &clause::Argument) -> bool {
    let sentence = page.scene.parse.sentence(clause.sentence);
    let token = &sentence[object.head];
    page.lexicon.is_light(clause.lemma)
        && object.head.0 == clause.head.0 + 1
        && token.xpos == Xpos::Nn
        && !sentence.ids().any(|id| sentence[id].head == object.head)
}

/// What the subject says the object is, or makes it: "called the order **swift**", "sees Sudria **as a rival**". Without it
/// the verb says something else of the object.
fn complement(page: &Page<'_>, clause: &Clause) -> Option<String> {
    let words = &page.scene.parse.words;
    let sentence = page.scene.parse.sentence(clause.sentence);
    let said = clause.arguments.iter().find_map(|argument| match argument.slot {
        Slot::Predicate => Some((argument.head, None)),
        Slot::Oblique(word)
            if words.text(word) == "as" && matches!(sentence[argument.head].upos, Upos::Noun | Upos::Adj) =>
        {
            Some((argument.head, Some("as")))
        }
        _ => None,
    });
    let (head, marker) = said?;
    let narrows = |id: TokenId| {
        sentence[id].head == head && id < head && matches!(sentence[id].deprel, Deprel::Amod | Deprel::Compound)
    };
    // "made the sea **a part** of it" is less without what it is a part of.
    if sentence
        .ids()
        .any(|id| sentence[id].head == head && sentence[id].deprel == Deprel::Nmod)
    {
        return None;
    }
    let parts = sentence.ids().filter(|&id| id == head || narrows(id));
    let phrase = marker
        .into_iter()
        .chain(parts.map(|id| words.text(sentence[id].lemma)))
        .collect::<Vec<_>>()
        .join(" ");
    (clause.head < head).then_some(phrase)
}

/// The first oblique that is a thing, with its conjuncts and its preposition.
fn oblique<'c>(page: &Page<'_>, clause: &'c Clause) -> (Vec<&'c clause::Argument>, Option<String>) {
    let words = &page.scene.parse.words;
    let first = clause.arguments.iter().find_map(|argument| match argument.slot {
        Slot::Oblique(word) if RELATES.contains(&words.text(word)) && worth::is_thing(page, clause, argument) => {
            Some((argument, word))
        }
        _ => None,
    });
    let Some((first, word)) = first else {
        return (Vec::new(), None);
    };
    let all = clause
        .by(first.slot)
        .filter(|argument| worth::is_thing(page, clause, argument))
        .collect();
    (all, Some(page.scene.parse.words.text(word).to_owned()))
}
