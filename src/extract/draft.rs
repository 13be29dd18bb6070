//! [`Draft`]: a statement in the making, and how a rule's match becomes one or several.

use crate::clause::{self, Clause, ClauseId, ClauseKind, Polarity, Slot};
use crate::extract::reader::Page;
use crate::extract::{
    Argument, Attribution, Filler, Relation, Statement, certainty, circumstance, content, grade, relation, wording,
    worth,
};
use crate::mention::Identity;
use crate::ontology::PropertyId;
use crate::rule::{Filled, Match, Rule};
use crate::syntax::{Deprel, TokenId, Upos};
use crate::text::Span;

/// Conjuncts multiply statements up to this many.
const MOST: usize = 12;

/// How sure the parser must be of the arcs between a verb that a rule knows and what fills its places.
const SURE: f32 = 0.35;

/// A place in a draft that another clause fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Nested {
    /// Which role, by its place; `None` for the object.
    pub(super) role: Option<usize>,
    /// The head of the clause that fills it.
    pub(super) head: TokenId,
}

/// A statement whose nested statements are not numbered yet.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    pub(super) statement: Statement,
    pub(super) clause: ClauseId,
    pub(super) nested: Vec<Nested>,
    pub(super) own_act: bool,
}

impl Draft {
    /// Whether both say the same of the same in the same sentence.
    pub(super) fn says_what(&self, other: &Self) -> bool {
        let (one, two) = (&self.statement, &other.statement);
        let filler = |argument: &Option<Argument>| argument.as_ref().map(|argument| argument.filler.clone());
        let span = |argument: &Option<Argument>| argument.as_ref().map(|argument| argument.span);
        one.sentence == two.sentence
            && one.relation == two.relation
            && one.class == two.class
            && one.polarity == two.polarity
            && one.modality == two.modality
            && one.subject.filler == two.subject.filler
            && filler(&one.object) == filler(&two.object)
            && one.subject.filler != Filler::Text
            && (filler(&one.object) != Some(Filler::Text) || span(&one.object) == span(&two.object))
    }
}

impl Draft {
    /// Whether it is about a thing, and about another than itself.
    pub(super) fn says_something(&self) -> bool {
        let object = self.statement.object.as_ref().map(|object| &object.filler);
        matches!(self.statement.subject.filler, Filler::Entity(_)) && object != Some(&self.statement.subject.filler)
    }
}

/// The statements that a match makes: one for each pair of subject and object.
pub(super) fn of_match(page: &Page<'_>, found: &Match, drafts: &mut Vec<Draft>) {
    let rule = page.rules.rule(found.rule);
    let clause = page.scene.clauses.clause(found.clause);
    let subject_role = rule.fact.map_or(0, |fact| fact.subject);
    let filled = |role: usize| found.roles.iter().find(|filled| filled.role == role);
    // A statement is about a thing; what is only said has nobody to hold of.
    let is_about = |filled: &&Filled| filled.arguments.iter().all(|argument| !is_clausal(argument.slot));
    // Without an agent only a passive tells who is acted on from who acts: "Roe was arrested", not "an attack on Roe".
    let first = filled(subject_role).filter(is_about);
    let is_acted_on = |filled: &&Filled| {
        let acted_on = |slot| matches!(slot, Slot::Object | Slot::IndirectObject);
        clause.passive && filled.arguments.iter().all(|argument| acted_on(argument.slot))
    };
    let first = first.or_else(|| found.roles.iter().find(is_acted_on));
    let Some(first) = first else { return };
    let object = match rule.fact {
        Some(fact) if first.role == fact.subject => filled(fact.object),
        _ => None,
    };
    let object = object.or_else(|| found.roles.iter().find(|filled| filled.role != first.role));
    // "their demands", "the country's independence": that somebody has it is no event.
    let symmetric = rule.symmetric.is_some() && first.arguments.len() > 1;
    if clause.kind == ClauseKind::Noun && clause.support.is_none() && object.is_none() && !symmetric {
        return;
    }
    let sentence = page.scene.parse.sentence(clause.sentence);
    for (subject, object) in pairs(page, clause, rule, first, object) {
        // What is said is told from who says it by more than the tree.
        let heads: Vec<TokenId> = std::iter::once(&subject)
            .filter(|subject| subject.reason.is_some() || object.is_some())
            .chain(object.as_ref().map(|(_, object)| object))
            .map(|argument| argument.head)
            .collect();
        if object.is_none_or(|(_, object)| is_drawn(object.slot))
            && clause.kind == ClauseKind::Verb
            && certainty::between(sentence, clause.head, &heads) < SURE
        {
            continue;
        }
        if std::iter::once(&subject)
            .chain(object.as_ref().map(|(_, object)| object))
            .any(|argument| worth::is_when(page, clause, argument))
        {
            continue;
        }
        let others = found
            .roles
            .iter()
            .filter(|filled| filled.role != first.role && Some(filled.role) != object.map(|(role, _)| role));
        let draft = draft(page, rule, found, clause, (first.role, subject), object, others);
        if draft.says_something() && !worth::says_nothing(page, &draft.statement) {
            drafts.push(draft);
        }
    }
}

/// Whether the tree alone tells what fills the place.
fn is_drawn(slot: Slot) -> bool {
    matches!(slot, Slot::Object | Slot::IndirectObject | Slot::Oblique(_))
}

type Placed = (usize, clause::Argument);

/// "Norland and Sudria accused **each other**": each of the subjects does it to the others.
fn is_reciprocal(page: &Page<'_>, clause: &Clause, object: &Filled) -> bool {
    let [argument] = object.arguments[..] else { return false };
    let words = phrase_span(page, clause, &argument).of(page.text);
    ["each other", "one another"]
        .iter()
        .any(|reciprocal| words.eq_ignore_ascii_case(reciprocal))
}

/// Subjects and objects paired off; the parties of a mutual act with each other.
fn pairs(
    page: &Page<'_>,
    clause: &Clause,
    rule: &Rule,
    first: &Filled,
    object: Option<&Filled>,
) -> Vec<(clause::Argument, Option<Placed>)> {
    let subjects = &first.arguments;
    if let Some((one, other)) = rule.symmetric
        && [one, other].contains(&first.role)
        && object.is_none_or(|object| ![one, other].contains(&object.role))
        && subjects.len() > 1
    {
        let partner = if first.role == one { other } else { one };
        return subjects
            .iter()
            .enumerate()
            .flat_map(|(index, &subject)| {
                subjects[index + 1..]
                    .iter()
                    .map(move |&object| (subject, Some((partner, object))))
            })
            .take(MOST)
            .collect();
    }
    if let Some(object) = object.filter(|object| is_reciprocal(page, clause, object)) {
        return subjects
            .iter()
            .flat_map(|&subject| {
                let others = subjects.iter().filter(move |other| other.head != subject.head);
                others.map(move |&other| (subject, Some((object.role, other))))
            })
            .take(MOST)
            .collect();
    }
    match object {
        // What is said is said once, however many clauses it has: the first holds the others.
        Some(object) if object.arguments.iter().all(|argument| is_clausal(argument.slot)) => {
            let first = object.arguments.first().map(|&filler| (object.role, filler));
            subjects.iter().take(MOST).map(|&subject| (subject, first)).collect()
        }
        None => subjects.iter().take(MOST).map(|&subject| (subject, None)).collect(),
        Some(object) => subjects
            .iter()
            .flat_map(|&subject| {
                object
                    .arguments
                    .iter()
                    .map(move |&filler| (subject, Some((object.role, filler))))
            })
            .take(MOST)
            .collect(),
    }
}

fn draft<'f>(
    page: &Page<'_>,
    rule: &Rule,
    found: &Match,
    clause: &Clause,
    subject: Placed,
    object: Option<Placed>,
    others: impl Iterator<Item = &'f Filled>,
) -> Draft {
    let mut nested = Vec::new();
    let mut fill = |argument: &clause::Argument, role: Option<usize>| {
        let argument = self::argument(page, clause, argument);
        if argument.1 {
            nested.push(Nested { role, head: argument.2 });
        }
        argument.0
    };
    let property = |role: usize| rule.roles[role].property;
    let subject_argument = fill(&subject.1, None);
    let mut object_argument = object.map(|(_, argument)| fill(&argument, None));
    if let (Some((role, argument)), Some(words)) = (object, &mut object_argument)
        && is_clausal(argument.slot)
    {
        words.span = content::said(page, found, clause, role, words.span);
    }
    let mut roles: Vec<(PropertyId, Argument)> = vec![(property(subject.0), subject_argument.clone())];
    if let (Some((role, argument)), Some(_)) = (object, &object_argument) {
        let index = roles.len();
        roles.push((property(role), fill(&argument, Some(index))));
    }
    for filled in others {
        for argument in &filled.arguments {
            let index = roles.len();
            roles.push((property(filled.role), fill(argument, Some(index))));
        }
    }
    let heads: Vec<TokenId> = std::iter::once(subject.1.head)
        .chain(object.map(|(_, argument)| argument.head))
        .collect();
    let fact = rule
        .fact
        .filter(|fact| fact.subject == subject.0 && object.is_some_and(|(role, _)| role == fact.object));
    let mutual = rule.mutual.filter(|_| {
        rule.symmetric.is_some_and(|(one, other)| {
            object.is_some_and(|(role, _)| [(one, other), (other, one)].contains(&(subject.0, role)))
        })
    });
    let (relation, relation_text) = if let Some(property) = fact.map(|fact| fact.property).or(mutual) {
        let reads = rule
            .reads
            .as_ref()
            .and_then(|reads| relation::filled_in(page, clause, rule, found, reads));
        let label = reads.unwrap_or_else(|| page.ontology.property(property).label.clone());
        (Relation::Property(property), label)
    } else {
        let filler = object.map(|(_, argument)| argument.slot);
        let words = relation::ruled_phrase(page, clause, &rule.triggers[found.trigger], subject.1.slot, filler);
        let text = wording::third_person(&words);
        (Relation::Open(words), text)
    };
    let own_act = rule.own_act.unwrap_or(page.ontology.class(rule.class).own_act);
    let status = &clause.status;
    let said = attribution(clause);
    // What somebody says becomes their own act: they are no longer its source.
    let spoken = rule.speaks(subject.0)
        && said
            .first()
            .and_then(|first| first.source)
            .is_some_and(|speaker| subject_argument.filler == Filler::Entity(speaker));
    let statement = Statement {
        sentence: clause.sentence,
        trigger: trigger(page, clause),
        class: Some(rule.class),
        relation_tail: relation::asked(page, clause, object.map(|(_, object)| object))
            .filter(|_| matches!(relation, Relation::Property(_))),
        relation,
        relation_text,
        subject: subject_argument,
        object: object_argument,
        roles,
        polarity: if rule.affirms_denial() {
            Polarity::Positive
        } else {
            status.polarity
        },
        modality: rule.status.map_or(status.modality, |own| own.within(status.modality)),
        attribution: if spoken { said[1..].to_vec() } else { said },
        asserted: false,
        time: circumstance::time(page, clause).or_else(|| circumstance::performed(page, clause, own_act)),
        place: circumstance::place(page, clause, &heads),
        rule: rule.id.clone(),
        confidence: grade::of_clause(clause, true),
    };
    Draft {
        statement,
        clause: found.clause,
        nested,
        own_act,
    }
}

/// A clause's argument as a statement's, whether a clause may fill it, and that clause's head.
pub(super) fn argument(page: &Page<'_>, clause: &Clause, argument: &clause::Argument) -> (Argument, bool, TokenId) {
    let span = phrase_span(page, clause, argument);
    let clausal = is_clausal(argument.slot);
    let mention = page.scene.mentions.at(clause.sentence, argument.head);
    let filler = match mention {
        Some(mention) if !clausal => match page.scene.mentions.entity(mention.entity).identity {
            Identity::Time(_) | Identity::Amount => Filler::Text,
            _ => Filler::Entity(mention.entity),
        },
        _ => Filler::Text,
    };
    let event = clausal || page.scene.clauses.at(clause.sentence, argument.head).is_some() && mention.is_none();
    (Argument { filler, span }, event, argument.head)
}

pub(super) fn is_clausal(slot: Slot) -> bool {
    matches!(slot, Slot::That | Slot::ToDo | Slot::Doing)
}

/// The words of an argument: its subtree without its own preposition, conjuncts, appositions and what is set off.
pub(super) fn phrase_span(page: &Page<'_>, clause: &Clause, argument: &clause::Argument) -> Span {
    let sentence = page.scene.parse.sentence(clause.sentence);
    let clausal = is_clausal(argument.slot);
    let head = argument.head;
    let mut span = sentence[head].span;
    let mut stack = vec![head];
    // The parse gives heads only; a sentence is short enough to look for children by running through it.
    while let Some(parent) = stack.pop() {
        for id in sentence.ids().filter(|&id| sentence[id].head == parent) {
            let token = &sentence[id];
            let left_out = matches!(
                token.deprel,
                Deprel::Punct | Deprel::Parataxis | Deprel::Discourse | Deprel::Vocative | Deprel::Reparandum
            ) || parent == head
                && !clausal
                && matches!(
                    token.deprel,
                    Deprel::Case
                        | Deprel::Conj
                        | Deprel::Cc
                        | Deprel::Appos
                        | Deprel::AclRelcl
                        | Deprel::Mark
                        | Deprel::Cop
                        | Deprel::Nsubj
                        | Deprel::NsubjPass
                        | Deprel::Aux
                        | Deprel::Advcl
                )
                // "looks forward to **meeting Roe**"
                || parent == head && argument.slot == Slot::Doing && token.deprel == Deprel::Mark;
            // "in which it **said** it had plans": what stands before the verb is no part of what stands behind it, unless it is
            // the subject.
            let subject = matches!(token.deprel, Deprel::Nsubj | Deprel::NsubjPass);
            let before = clausal && parent == head && !subject && id < clause.head && clause.head < head;
            if !left_out && !before && id != clause.head {
                span = span.cover(token.span);
                stack.push(id);
            }
        }
    }
    span
}

/// The words that evoke the clause: its head, with the copula, light verb or particle when they stand beside it.
pub(super) fn trigger(page: &Page<'_>, clause: &Clause) -> Span {
    let sentence = page.scene.parse.sentence(clause.sentence);
    let beside = |id: TokenId| id.0.abs_diff(clause.head.0) <= 3;
    let head = sentence[clause.head].span;
    [clause.particle, clause.support]
        .into_iter()
        .flatten()
        .filter(|&id| beside(id))
        .fold(head, |span, id| span.cover(sentence[id].span))
}

/// Who says the clause, nearest source first.
pub(super) fn attribution(clause: &Clause) -> Vec<Attribution> {
    let mut attribution: Vec<Attribution> = Vec::new();
    for source in &clause.status.sources {
        if attribution.iter().all(|known| known.source != source.entity) {
            attribution.push(Attribution {
                source: source.entity,
                cue: source.cue,
            });
        }
    }
    attribution
}

/// Whether the word is a noun or a name.
pub(super) fn is_nominal(upos: Upos) -> bool {
    matches!(upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num)
}
