//! Open statements: clauses that no rule knows, said in their own words.

use crate::clause::{self, Clause, ClauseId, ClauseKind, Slot};
use crate::extract::draft::{self, Draft};
use crate::extract::reader::Page;
use crate::extract::{Filler, Relation, Statement, circumstance, grade};
use crate::mention::MentionKind;
use crate::syntax::{Deprel, TokenId, Upos, Xpos};
use crate::text::Word;

/// Conjuncts multiply statements up to this many.
const MOST: usize = 6;

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

/// The statements of a clause that no rule matched: a subject and an object that are things.
pub(super) fn of_clause(page: &Page<'_>, id: ClauseId, drafts: &mut Vec<Draft>) {
    let clause = page.scene.clauses.clause(id);
    let rule = match clause.kind {
        ClauseKind::Verb => "open/verb",
        ClauseKind::Copula => "open/copula",
        ClauseKind::Apposition => "open/apposition",
        ClauseKind::Title => "open/title",
        // An event noun without a rule is a thing, not a statement.
        ClauseKind::Noun => return,
    };
    let subjects: Vec<&clause::Argument> = clause
        .by(Slot::Subject)
        .filter(|argument| is_thing(page, clause, argument))
        .collect();
    let (subjects, objects, preposition) = if subjects.is_empty() && clause.passive {
        let themes = clause
            .by(Slot::Object)
            .filter(|argument| is_thing(page, clause, argument))
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
    let direct = objects
        .iter()
        .map(|&object| (object, Vec::from_iter(preposition.as_deref())));
    let ways: Vec<(&clause::Argument, Vec<&str>)> = direct
        .chain(further.iter().map(|&(object, preposition, carried)| {
            let carried = page.scene.parse.sentence(clause.sentence)[carried].lemma;
            (object, vec![words.text(carried), words.text(preposition)])
        }))
        .collect();
    let mut made = 0;
    for subject in &subjects {
        for (object, tail) in &ways {
            if subject.head == object.head || made == MOST {
                continue;
            }
            made += 1;
            let draft = open(page, id, rule, subject, object, tail);
            if draft.says_something() {
                drafts.push(draft);
            }
        }
    }
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
        Slot::Oblique(word) if BRINGS.contains(&words.text(word)) && is_thing(page, clause, argument) => Some(word),
        _ => None,
    });
    let Some(word) = first else { return Vec::new() };
    clause
        .by(Slot::Oblique(word))
        .filter(|argument| is_thing(page, clause, argument))
        .map(|argument| (argument, word, carried.head))
        .collect()
}

fn open(
    page: &Page<'_>,
    id: ClauseId,
    rule: &str,
    subject: &clause::Argument,
    object: &clause::Argument,
    tail: &[&str],
) -> Draft {
    let clause = page.scene.clauses.clause(id);
    let mut words = if object.slot == Slot::Predicate {
        // What is said of the subject is the object itself.
        let sentence = page.scene.parse.sentence(clause.sentence);
        clause
            .support
            .map_or("be", |support| page.scene.parse.words.text(sentence[support].lemma))
            .to_owned()
    } else {
        draft::phrase(page, clause, subject.slot)
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
    for word in tail {
        words.push(' ');
        words.push_str(word);
    }
    let heads: [TokenId; 2] = [subject.head, object.head];
    let status = &clause.status;
    Draft {
        statement: Statement {
            sentence: clause.sentence,
            trigger: draft::trigger(page, clause),
            class: None,
            relation: Relation::Open(words.clone()),
            relation_text: words,
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
fn objects<'c>(page: &Page<'_>, clause: &'c Clause) -> (Vec<&'c clause::Argument>, Option<String>) {
    let direct: Vec<_> = clause
        .by(Slot::Object)
        .filter(|argument| is_thing(page, clause, argument) && !is_idiom(page, clause, argument))
        .collect();
    if !direct.is_empty() {
        return (direct, None);
    }
    match clause.kind {
        ClauseKind::Verb if clause.first(Slot::That).is_none() && clause.first(Slot::ToDo).is_none() => {
            oblique(page, clause)
        }
        ClauseKind::Verb | ClauseKind::Noun => (Vec::new(), None),
        ClauseKind::Copula | ClauseKind::Apposition | ClauseKind::Title => {
            let sentence = page.scene.parse.sentence(clause.sentence);
            if !draft::is_nominal(sentence[clause.head].upos) {
                return oblique(page, clause);
            }
            // "is the capital of Norland": the noun belongs to the relation when it has an object of its own.
            let (of, preposition) = oblique(page, clause);
            if preposition.as_deref() == Some("of") && !of.is_empty() {
                return (of, preposition);
            }
            (
                clause
                    .by(Slot::Predicate)
                    .filter(|argument| is_thing(page, clause, argument))
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
        Slot::Oblique(word) if RELATES.contains(&words.text(word)) && is_thing(page, clause, argument) => {
            Some((argument, word))
        }
        _ => None,
    });
    let Some((first, word)) = first else {
        return (Vec::new(), None);
    };
    let all = clause
        .by(first.slot)
        .filter(|argument| is_thing(page, clause, argument))
        .collect();
    (all, Some(page.scene.parse.words.text(word).to_owned()))
}

/// Whether the argument is a thing: mentioned, and neither a time nor an amount nor a bare clause.
fn is_thing(page: &Page<'_>, clause: &Clause, argument: &clause::Argument) -> bool {
    let mention = page.scene.mentions.at(clause.sentence, argument.head);
    mention.is_some_and(|mention| !matches!(mention.kind, MentionKind::Time | MentionKind::Amount))
        && matches!(draft::argument(page, clause, argument).0.filler, Filler::Entity(_))
}
