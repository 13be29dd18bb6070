//! Clauses of nouns: events with their arguments, appositions, titles.

use crate::clause::predicate::{argument, shared};
use crate::clause::scope::Scopes;
use crate::clause::view::{Dependent, View};
use crate::clause::{Argument, Clause, ClauseKind, Effect, Polarity, Slot, Status};
use crate::mention::MentionKind;
use crate::ontology::EntityType;
use crate::syntax::{Deprel, Reason, TokenId, Upos, Xpos};
use crate::text::Word;

/// Adds what depends on a predicate noun or adjective: possessor, modifiers, obliques, complements.
pub(super) fn phrase(view: &View<'_>, head: TokenId, dependent: Dependent, arguments: &mut Vec<Argument>) {
    match dependent.relation {
        Deprel::NmodPoss => arguments.push(argument(Slot::Possessive, dependent)),
        Deprel::Compound | Deprel::Amod | Deprel::NmodDesc if view.names_an_actor(dependent.id) => {
            arguments.push(argument(Slot::Modifier, dependent));
        }
        _ => shared(view, head, dependent, false, arguments),
    }
}

fn phrases(view: &View<'_>, head: TokenId) -> Vec<Argument> {
    let mut arguments = Vec::new();
    for dependent in view.dependents(head) {
        phrase(view, head, dependent, &mut arguments);
    }
    arguments
}

/// The clause of an event noun, with what the verb that carries it adds; `None` for other nouns.
pub(super) fn event(view: &View<'_>, scopes: &Scopes, head: TokenId) -> Option<Clause> {
    let (lemma, denied) = event_lemma(view, head)?;
    let mut arguments = phrases(view, head);
    let mut status = scopes.inner(head).clone();
    let support = support(view, head);
    let mut passive = false;
    if let Some(verb) = support {
        status = carried(scopes.inner(verb), scopes.inner(head));
        passive = view.is_passive(verb);
        adopt(view, verb, head, &mut arguments);
    } else if view.is_copular(head) && is_state(view, head) {
        // "Norland is in talks with Sudria"; but "the note is a threat" says what the note is
        for dependent in view.dependents(head) {
            if matches!(dependent.relation, Deprel::Nsubj) {
                arguments.push(argument(Slot::Subject, dependent));
            }
        }
    }
    if denied {
        status.polarity = status.polarity.negated();
    }
    let words = view.lexicon.words();
    // "the condemnation of the coup by the Union": who is named after both events does the first.
    if let Some(governor) = view.head(head).filter(|_| view.token(head).deprel == Deprel::Nmod)
        && event_lemma(view, governor).is_some()
        && view.holders(governor).is_empty()
        && view.preposition(head, None).is_some_and(|(word, _)| word == words.of)
    {
        arguments.retain(|argument| argument.slot != Slot::Oblique(words.by));
    }
    let has_doer = arguments.iter().any(|argument| {
        matches!(argument.slot, Slot::Subject | Slot::Possessive | Slot::Modifier)
            || argument.slot == Slot::Oblique(words.by)
    });
    if !has_doer {
        arguments.extend(doers_above(view, head, lemma));
    }
    arguments.sort_by_key(|argument| argument.head);
    Some(Clause {
        sentence: view.id,
        head,
        kind: ClauseKind::Noun,
        lemma,
        particle: None,
        support,
        passive,
        arguments,
        status,
    })
}

/// Whether a preposition before the noun makes it a state that the subject is in: "in talks", "on alert", "at war".
fn is_state(view: &View<'_>, head: TokenId) -> bool {
    view.preposition(head, None)
        .is_some_and(|(word, _)| matches!(view.words.text(word), "in" | "on" | "at"))
}

/// "Norland's statement **on the recognition** of Sudria", "Norland's policy of recognition": whose word or policy the
/// event is under does it.
fn doers_above(view: &View<'_>, head: TokenId, event: Word) -> Vec<Argument> {
    let governor = view.head(head).filter(|_| view.token(head).deprel == Deprel::Nmod);
    let Some(governor) = governor.filter(|&governor| view.token(governor).upos == Upos::Noun) else {
        return Vec::new();
    };
    // A statement on an attack is no attack of the speaker's; one on non-recognition is the speaker's stance.
    let own = match view.lexicon.noun_effect(view.lemma(governor)) {
        Some(Effect::Reported | Effect::Denied) => view.lexicon.is_stance(event),
        Some(Effect::Planned | Effect::Negative) => true,
        _ => false,
    };
    if !own {
        return Vec::new();
    }
    let controlled = |head| Argument {
        slot: Slot::Subject,
        head,
        marker: None,
        reason: Some(Reason::Control),
    };
    view.doers(governor)
        .into_iter()
        .filter(|&doer| doer != head)
        .map(controlled)
        .collect()
}

/// The status of an event that a verb brings about: the verb's, turned round by "no" on the noun.
fn carried(verb: &Status, noun: &Status) -> Status {
    let mut status = verb.clone();
    if noun.polarity == Polarity::Negative {
        status.polarity = Polarity::Negative;
    }
    status
}

/// The noun's lemma if it is an event, and whether a prefix denies it: "non-recognition".
fn event_lemma(view: &View<'_>, head: TokenId) -> Option<(Word, bool)> {
    let lemma = view.lemma(head);
    if view.lexicon.is_event_noun(lemma) {
        return Some((lemma, false));
    }
    let text = view.words.text(lemma);
    let bare = text.strip_prefix("non").map(|rest| rest.trim_start_matches('-'))?;
    let bare = view.words.vocabulary().get(bare)?;
    view.lexicon.is_event_noun(bare).then_some((bare, true))
}

/// The verb that carries an event noun: "**held** talks", "the note **sent** by Norland", "talks **began**", "**engaged** in talks".
fn support(view: &View<'_>, noun: TokenId) -> Option<TokenId> {
    let token = view.token(noun);
    let drawn = view.head(noun).map(|head| (head, token.deprel));
    let implied = view.enhanced.edges().iter().filter(|edge| edge.dependent == noun);
    drawn
        .into_iter()
        .chain(implied.map(|edge| (edge.head, edge.relation)))
        .find_map(|(verb, relation)| {
            if !view.is_verb(verb) {
                return None;
            }
            let lemma = view.lemma(verb);
            let words = view.lexicon.words();
            let carries = match relation {
                Deprel::Obj | Deprel::NsubjPass => view.lexicon.is_light(lemma),
                Deprel::Nsubj if view.is_passive(verb) => view.lexicon.is_light(lemma),
                Deprel::Nsubj => view.lexicon.is_happening(lemma),
                Deprel::Obl => {
                    view.lexicon.is_taking_part(lemma)
                        && view
                            .preposition(noun, None)
                            .is_some_and(|(word, _)| word == words.in_ || word == words.into)
                }
                _ => false,
            };
            carries.then_some(verb)
        })
}

/// Adds the arguments of the verb that carries a noun to the noun's own.
fn adopt(view: &View<'_>, verb: TokenId, noun: TokenId, arguments: &mut Vec<Argument>) {
    let own: Vec<TokenId> = arguments.iter().map(|argument| argument.head).collect();
    let passive = view.is_passive(verb);
    let mut carried = Vec::new();
    for dependent in view.dependents(verb) {
        if dependent.id == noun || own.contains(&dependent.id) {
            continue;
        }
        match dependent.relation {
            Deprel::Nsubj if !passive => carried.push(argument(Slot::Subject, dependent)),
            Deprel::OblAgent => carried.push(argument(Slot::Subject, dependent)),
            Deprel::Iobj => carried.push(argument(Slot::IndirectObject, dependent)),
            // "Norland was sent a note": the passive's subject is to whom.
            Deprel::Nsubj | Deprel::NsubjPass if view.token(noun).deprel == Deprel::Obj => {
                carried.push(argument(Slot::IndirectObject, dependent));
            }
            // "gave Sudria a note" with both drawn as objects: the first is to whom.
            Deprel::Obj if dependent.id < noun => carried.push(argument(Slot::IndirectObject, dependent)),
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj => {}
            _ => shared(view, verb, dependent, passive, &mut carried),
        }
    }
    // "entered into talks": the noun's own phrase is no argument of the noun.
    carried.retain(|argument| argument.head != noun);
    arguments.extend(carried);
}

/// "Jane Roe, the spokesperson of the ministry": a clause for each apposition to `head`.
pub(super) fn appositions(view: &View<'_>, scopes: &Scopes, head: TokenId) -> Vec<Clause> {
    let appositions: Vec<Dependent> = view
        .dependents(head)
        .into_iter()
        .filter(|dependent| dependent.relation == Deprel::Appos)
        .collect();
    // "the mayor of Port Ester, Jane Roe": a person is no apposition to a place or a body, but to whoever is of it.
    let holder = view
        .head(head)
        .filter(|&office| is_place_or_body(view, head) && is_office(view, office));
    let person = appositions
        .iter()
        .map(|dependent| dependent.id)
        .find(|&id| holder.is_some() && is_person(view, id));
    appositions
        .into_iter()
        .filter_map(|dependent| {
            let head = match (holder, person) {
                (Some(office), Some(person)) if person == dependent.id => office,
                // "…, Jane Roe, the rival of John Doe"
                (Some(_), Some(person)) if person < dependent.id && is_common(view, dependent.id) => person,
                _ => head,
            };
            let (subject, predicate) = match (is_common(view, head), is_common(view, dependent.id)) {
                (_, true) => (head, dependent.id),
                // "the prime minister, Jane Roe"
                (true, false) => (dependent.id, head),
                (false, false) if is_office(view, dependent.id) => (head, dependent.id),
                (false, false) => return None,
            };
            Some(is_a(view, scopes, ClauseKind::Apposition, subject, predicate, &[]))
        })
        .collect()
}

/// "Norlandic Prime Minister Jane Roe": a clause for each title before the name that `head` heads.
pub(super) fn titles(view: &View<'_>, scopes: &Scopes, head: TokenId) -> Vec<Clause> {
    let token = view.token(head);
    let is_person = view.mentions.at(view.id, head).is_some_and(|mention| {
        mention.kind == MentionKind::Name && view.mentions.entity(mention.entity).entity_type == EntityType::Person
    });
    if token.upos != Upos::Propn || !is_person {
        return Vec::new();
    }
    let mut titles: Vec<TokenId> = view
        .children(head)
        .filter(|&child| {
            let relation = view.token(child).deprel;
            child < head
                && matches!(
                    relation,
                    Deprel::NmodDesc | Deprel::Compound | Deprel::Nmod | Deprel::Flat
                )
                && (view.token(child).upos == Upos::Noun || is_office_text(view, view.token(child).span.of(view.text)))
        })
        .collect();
    if titles.is_empty() {
        titles.extend(title_beside(view, head).or_else(|| shared_title(view, head)));
    }
    // "**Deputy** Governor Roe": the last of several words in a row is the office.
    let all = titles.clone();
    titles.retain(|title| !all.contains(&TokenId(title.0 + 1)));
    titles
        .into_iter()
        .map(|title| before_general(view, head, title))
        .map(|title| {
            is_a(
                view,
                scopes,
                ClauseKind::Title,
                head,
                title,
                &around_title(view, head, title),
            )
        })
        .collect()
}

/// "Secretary **General** Jane Roe": the adjective behind an office heads it, and the parse may hang both on the name.
fn before_general(view: &View<'_>, name: TokenId, title: TokenId) -> TokenId {
    let next = TokenId(title.0 + 1);
    let is_general = next < name
        && view.token(next).head == name
        && view.token(next).span.of(view.text).eq_ignore_ascii_case("general");
    if is_general { next } else { title }
}

/// The plural title of those whom the name stands beside: "**Presidents** Roe of Norland and **Doe** of Sudria".
fn shared_title(view: &View<'_>, name: TokenId) -> Option<TokenId> {
    let first = view.head(name).filter(|_| view.token(name).deprel == Deprel::Conj)?;
    view.children(first).find(|&child| {
        child < first
            && matches!(view.token(child).xpos, Xpos::Nnps | Xpos::Nns)
            && matches!(view.token(child).deprel, Deprel::NmodDesc | Deprel::Compound)
            && is_office_text(view, view.token(child).span.of(view.text))
    })
}

/// The title that stands right before a name, whatever the parse hangs it on: "**Minister** Roe", and with what it is of,
/// to or for: "**Ambassador** to Norland Jane Roe".
fn title_beside(view: &View<'_>, name: TokenId) -> Option<TokenId> {
    let parts = view
        .children(name)
        .filter(|&child| matches!(view.token(child).deprel, Deprel::Flat | Deprel::Compound));
    let first = parts.chain([name]).min()?;
    let is_title = |id: TokenId| {
        let token = view.token(id);
        matches!(token.upos, Upos::Noun | Upos::Propn) && is_office_text(view, token.span.of(view.text))
    };
    let before = TokenId(first.0.checked_sub(1)?);
    if is_title(before) {
        return Some(before);
    }
    let words = view.lexicon.words();
    let is_name = |id: TokenId| matches!(view.token(id).upos, Upos::Propn | Upos::Noun | Upos::Adj);
    let domain = (0..first.0).rev().map(TokenId).take_while(|&id| is_name(id)).last()?;
    let preposition = TokenId(domain.0.checked_sub(1)?);
    let title = TokenId(preposition.0.checked_sub(1)?);
    let joins = [words.of, words.to, words.for_].contains(&view.lemma(preposition));
    (joins && is_title(title)).then_some(title)
}

/// What belongs to a title and hangs on the name, or stands before the title: "**Norlandic** Minister Roe",
/// "**Norland's** minister Roe", "President Roe **of Norland**".
fn around_title(view: &View<'_>, name: TokenId, title: TokenId) -> Vec<Argument> {
    let mut arguments: Vec<Argument> = Vec::new();
    for dependent in view.dependents(name) {
        match dependent.relation {
            Deprel::Amod | Deprel::Compound | Deprel::NmodDesc
                if dependent.id < title && view.names_an_actor(dependent.id) =>
            {
                arguments.push(argument(Slot::Modifier, dependent));
            }
            Deprel::NmodPoss if dependent.id < title => arguments.push(argument(Slot::Possessive, dependent)),
            // "committee chair Roe **of Norville**" chairs no town.
            Deprel::Nmod if dependent.id > name && (is_territorial(view, title) || !is_place(view, dependent.id)) => {
                shared(view, name, dependent, false, &mut arguments);
            }
            _ => {}
        }
    }
    let mut possessive = false;
    for before in (0..title.0).rev().map(TokenId) {
        let token = view.token(before);
        match token.upos {
            Upos::Part => possessive = true,
            Upos::Noun | Upos::Propn | Upos::Adj => {
                if view.names_an_actor(before) {
                    let slot = if possessive { Slot::Possessive } else { Slot::Modifier };
                    if arguments.iter().all(|known| known.head != before) {
                        arguments.push(Argument {
                            slot,
                            head: before,
                            marker: None,
                            reason: None,
                        });
                    }
                    break;
                }
            }
            _ => break,
        }
    }
    arguments
}

fn type_of(view: &View<'_>, id: TokenId) -> Option<EntityType> {
    let mention = view.mentions.at(view.id, id)?;
    Some(view.mentions.entity(mention.entity).entity_type)
}

fn is_person(view: &View<'_>, id: TokenId) -> bool {
    type_of(view, id) == Some(EntityType::Person)
}

fn is_place_or_body(view: &View<'_>, id: TokenId) -> bool {
    matches!(
        type_of(view, id),
        Some(
            EntityType::Country
                | EntityType::Settlement
                | EntityType::Location
                | EntityType::Organisation
                | EntityType::InternationalOrganisation
                | EntityType::GovernmentBody
        )
    )
}

fn is_place(view: &View<'_>, id: TokenId) -> bool {
    matches!(
        type_of(view, id),
        Some(EntityType::Country | EntityType::Settlement | EntityType::Location)
    )
}

fn is_territorial(view: &View<'_>, title: TokenId) -> bool {
    lower(view, view.token(title).span.of(view.text)).is_some_and(|office| view.lexicon.is_territorial(office))
}

fn is_common(view: &View<'_>, id: TokenId) -> bool {
    view.token(id).upos == Upos::Noun
}

fn is_office(view: &View<'_>, id: TokenId) -> bool {
    is_office_text(view, view.words.text(view.lemma(id)))
}

fn is_office_text(view: &View<'_>, text: &str) -> bool {
    lower(view, text).is_some_and(|word| view.lexicon.is_title(word))
}

/// The word in lower case and in the singular: "Presidents Roe and Doe".
fn lower(view: &View<'_>, text: &str) -> Option<Word> {
    let lower = text.to_lowercase();
    let known = |text: &str| {
        view.words
            .vocabulary()
            .get(text)
            .filter(|&word| view.lexicon.is_title(word))
    };
    known(&lower)
        .or_else(|| known(lower.strip_suffix('s')?))
        .or_else(|| view.words.vocabulary().get(&lower))
}

fn is_a(
    view: &View<'_>,
    scopes: &Scopes,
    kind: ClauseKind,
    subject: TokenId,
    predicate: TokenId,
    more: &[Argument],
) -> Clause {
    let mut arguments = phrases(view, predicate);
    arguments.retain(|argument| argument.head != subject);
    let known: Vec<TokenId> = arguments.iter().map(|argument| argument.head).collect();
    arguments.extend(more.iter().filter(|argument| !known.contains(&argument.head)));
    for (slot, head) in [(Slot::Subject, subject), (Slot::Predicate, predicate)] {
        arguments.push(Argument {
            slot,
            head,
            marker: None,
            reason: None,
        });
    }
    arguments.sort_by_key(|argument| argument.head);
    let lemma = view.lemma(predicate);
    Clause {
        sentence: view.id,
        head: predicate,
        kind,
        lemma: lower(view, view.words.text(lemma)).unwrap_or(lemma),
        particle: None,
        support: None,
        passive: false,
        arguments,
        // Who somebody is is taken for granted, whatever is said of them, and told by the writer outside quotations.
        status: if view.mentions.quotation(view.token(predicate).span).is_some() {
            Status {
                sources: scopes.inner(subject).sources.clone(),
                ..Status::default()
            }
        } else {
            Status::default()
        },
    }
}
