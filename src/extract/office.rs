//! Offices: the words before the one that a rule knows ("**deputy** governor", "**interior** minister"), and those whose country
//! the text does not tell and the gazetteer knows ("Secretary of State Jane Roe").
//!
//! Takes titles as clauses, gives words and drafts. Refuses titles that do not say which office they are, and countries that the
//! text does not speak of.

use crate::clause::{Clause, ClauseId, ClauseKind, Slot};
use crate::extract::draft::{self, Draft};
use crate::extract::reader::Page;
use crate::extract::{Argument, Filler, Relation, Statement, grade};
use crate::mention::Identity;
use crate::ontology::EntityType;
use crate::rule::{Match, Trigger};
use crate::syntax::{Deprel, TokenId, Upos};

/// The class of such statements, and the property.
const CLASS: &str = "OfficeHolding";
const PROPERTY: &str = "holdsOfficeIn";

/// Adjectives and the like that belong to an office, in lemmas of small letters.
const RANKS: &[&str] = &[
    "acting",
    "assistant",
    "associate",
    "chief",
    "deputy",
    "executive",
    "federal",
    "first",
    "honorary",
    "interim",
    "joint",
    "lead",
    "permanent",
    "principal",
    "regional",
    "senior",
    "special",
    "state",
    "vice",
];

/// Most words of a rank.
const MOST: usize = 3;

/// The words right before the office that tell which it is, in small letters: no names, nothing that fills a role.
pub(super) fn ranks(page: &Page<'_>, clause: &Clause, trigger: &Trigger, found: &Match) -> Vec<String> {
    let sentence = page.scene.parse.sentence(clause.sentence);
    let words = &page.scene.parse.words;
    let fills = |id: TokenId| {
        let mut arguments = found.roles.iter().flat_map(|filled| &filled.arguments);
        arguments.any(|argument| argument.head == id)
    };
    let mut ranks = Vec::new();
    let mut at = clause.head;
    while at.0 > 0 && ranks.len() < MOST {
        at = TokenId(at.0 - 1);
        let token = &sentence[at];
        let lemma = words.text(token.lemma).to_lowercase();
        // "foreign" of "foreign minister" is the rule's own.
        if ranks.is_empty() && trigger.words.iter().any(|&word| words.text(word) == lemma) {
            continue;
        }
        let is_rank = RANKS.contains(&lemma.as_str());
        let is_kind = token.deprel == Deprel::Compound
            && token.head == clause.head
            && matches!(token.upos, Upos::Noun | Upos::Propn)
            && page.scene.mentions.at(clause.sentence, at).is_none();
        if fills(at) || !is_rank && !is_kind {
            break;
        }
        ranks.push(lemma);
    }
    ranks.reverse();
    ranks
}

/// Titles that alone do not say which office it is.
const VAGUE: &[&str] = &["secretary", "minister", "director", "representative", "deputy"];

/// Of what the titles of a document say of each person and country, the fullest, and only what `said` does not say.
pub(super) fn fullest(offices: Vec<Draft>, said: &[Draft]) -> Vec<Draft> {
    let key = |draft: &Draft| {
        let object = draft.statement.object.as_ref().map(|object| object.filler.clone());
        (draft.statement.subject.filler.clone(), object, draft.statement.class)
    };
    let mut kept: Vec<Draft> = Vec::new();
    for office in offices
        .into_iter()
        .filter(|office| !said.iter().any(|said| key(said) == key(office)))
    {
        match kept.iter_mut().find(|known| key(known) == key(&office)) {
            None => kept.push(office),
            Some(known) if known.statement.relation_text.len() < office.statement.relation_text.len() => {
                *known = office;
            }
            Some(_) => {}
        }
    }
    kept
}

/// What a title says together with the gazetteer: whose office it is. Nothing where the text does not speak of the country.
pub(super) fn known(page: &Page<'_>, id: ClauseId) -> Option<Draft> {
    let clause = page.scene.clauses.clause(id);
    let subject = clause
        .first(Slot::Subject)
        .filter(|_| clause.kind == ClauseKind::Title)?;
    let mentions = page.scene.mentions;
    let person = mentions.entity(mentions.at(clause.sentence, subject.head)?.entity);
    let country = person.of.filter(|_| matches!(person.identity, Identity::Entry(_)))?;
    if mentions.entity(country).entity_type != EntityType::Country {
        return None;
    }
    let sentence = page.scene.parse.sentence(clause.sentence);
    let name = sentence.ids().find(|&part| {
        part > clause.head
            && (part == subject.head || sentence[part].head == subject.head && sentence[part].deprel == Deprel::Flat)
    })?;
    let is_kind = |at: TokenId| {
        sentence[at].head == clause.head
            && matches!(sentence[at].deprel, Deprel::Amod | Deprel::Compound)
            && mentions.at(clause.sentence, at).is_none()
    };
    let first = (0..clause.head.0)
        .rev()
        .map(TokenId)
        .take_while(|&at| is_kind(at))
        .last()
        .unwrap_or(clause.head);
    let last = TokenId(name.0.checked_sub(1)?);
    let title = sentence.text_between(page.text, first, last).to_lowercase();
    if VAGUE.contains(&title.as_str()) {
        return None;
    }
    let title_span = sentence[first].span.cover(sentence[last].span);
    let relation = page.ontology.find_property(PROPERTY)?;
    let class = page.ontology.find_class(CLASS)?;
    let role = |name: &str| page.ontology.find_property(name);
    let subject = draft::argument(page, clause, subject).0;
    let object = Argument {
        filler: Filler::Entity(country),
        span: title_span,
    };
    let status = &clause.status;
    Some(Draft {
        statement: Statement {
            sentence: clause.sentence,
            trigger: title_span,
            class: Some(class),
            relation: Relation::Property(relation),
            relation_tail: None,
            relation_text: format!("is {title} of"),
            roles: [(role("agent"), subject.clone()), (role("organisation"), object.clone())]
                .into_iter()
                .filter_map(|(property, argument)| Some((property?, argument)))
                .collect(),
            subject,
            object: Some(object),
            polarity: status.polarity,
            modality: status.modality,
            attribution: Vec::new(),
            asserted: false,
            time: None,
            place: None,
            rule: "construction/known-office".to_owned(),
            confidence: grade::of_clause(clause, true),
        },
        clause: id,
        nested: Vec::new(),
        own_act: false,
    })
}
