//! The n-ary shape: one tuple a clause and conjunct, the first preposition in the relation, adjuncts behind.

use crate::clause::ClauseKind;
use crate::openie::complement::{Complement, Part};
use crate::openie::phrase::{Extent, pieces};
use crate::openie::proposition::{Proposition, propositions};
use crate::openie::sheet::Page;
use crate::openie::{Construction, Piece, Tuple, implicit};
use crate::syntax::{Deprel, Reason, TokenId, Upos, Xpos};

/// Conjuncts multiply tuples up to this many.
const MOST: usize = 12;

/// How sure, in hundredths, the parser must be that a conjunct is one for it to have a tuple of its own.
const SURE: u8 = 60;

/// Reads the tuples of a sentence.
pub(super) fn read(page: &Page<'_>, tuples: &mut Vec<Tuple>) {
    for proposition in propositions(page) {
        of_proposition(page, &proposition, tuples);
    }
    implicit::read(page, tuples);
}

fn of_proposition(page: &Page<'_>, proposition: &Proposition, tuples: &mut Vec<Tuple>) {
    let mut relation = proposition.relation.clone();
    let main = main(page, proposition);
    let said = said_of_it(page, proposition.head);
    let mut objects: Vec<Vec<Piece>> = Vec::new();
    match main {
        Main::Predicate(head) => objects.extend(predicated(page, proposition, head, said, &mut relation)),
        Main::Complement(index) => {
            let complement = &proposition.complements[index];
            let in_relation =
                (complement.first() > proposition.head || is_antecedent(complement) || complement.inserted.is_some())
                    && match complement.part {
                        Part::Unmarked => complement.inserted.is_some(),
                        Part::Oblique => !is_remark(page, &complement.marker),
                        Part::Agent => true,
                        Part::That => is_that(page, &complement.marker),
                        _ => false,
                    };
            if in_relation {
                relation.extend(complement.marker.iter().copied().map(Piece::Token));
                relation.extend(complement.inserted.map(Piece::Inserted));
            }
            for heads in parted(page, proposition, &complement.heads) {
                if complement.part == Part::That && is_part_of_first(page, complement, heads[0]) {
                    continue;
                }
                let words = together(page, &heads, |head| {
                    words(page, proposition, complement, head, !in_relation)
                });
                let Some(words) = page.resolved(&words) else { continue };
                if says(page, &words) {
                    objects.push(words);
                }
            }
        }
        Main::None => return,
    }
    let mut rest: Vec<Vec<Piece>> = proposition
        .complements
        .iter()
        .enumerate()
        .filter(|&(index, complement)| main != Main::Complement(index) && !is_within_predicate(page, main, complement))
        .filter(|(_, complement)| said.is_none_or(|said| !complement.heads.contains(&said)))
        .filter_map(|(_, complement)| {
            let words = page.resolved(&all_words(page, proposition, complement))?;
            let marker = complement.inserted.map(Piece::Inserted);
            Some(marker.into_iter().chain(words).collect::<Vec<Piece>>())
        })
        .filter(|words| says(page, words))
        .collect();
    // What a longer argument has already is not said twice.
    let whole: Vec<Vec<Piece>> = objects.iter().chain(&rest).cloned().collect();
    let within =
        |words: &[Piece], other: &[Piece]| words.len() < other.len() && words.iter().all(|word| other.contains(word));
    rest.retain(|words| !whole.iter().any(|other| within(words, other)) && !within(words, &relation));
    let mut made = 0;
    for heads in parted(page, proposition, &proposition.subjects) {
        let words = together(page, &heads, |head| subject_words(page, proposition, head));
        let Some(subject) = page.resolved(&words) else { continue };
        for object in &objects {
            if made == MOST {
                return;
            }
            made += 1;
            let mut arguments = vec![subject.clone(), object.clone()];
            arguments.extend(rest.iter().cloned());
            tuples.push(Tuple {
                sentence: page.id,
                construction: proposition.construction,
                head: proposition.spine[0],
                confidence: 0.0,
                relation: relation.clone(),
                arguments,
            });
        }
    }
}

/// What a copula says, with its preposition or mark added to the relation. Of "It **is clear that** Norland left" that is what "it"
/// stands for.
fn predicated(
    page: &Page<'_>,
    proposition: &Proposition,
    head: TokenId,
    said: Option<TokenId>,
    relation: &mut Vec<Piece>,
) -> Option<Vec<Piece>> {
    if !page.is_outer(head) {
        relation.extend(pieces(&page.prepositions(head, None)));
    }
    let copula = page.child_by(head, &[Deprel::Cop]);
    if copula.is_some() {
        // "The aim is **to** leave"
        let behind = page.marks(head).into_iter().filter(|&mark| Some(mark) > copula);
        relation.extend(
            behind
                .map(Piece::Token)
                .filter(|mark| !proposition.relation.contains(mark)),
        );
    }
    let Some(said) = said else {
        return page.resolved(&predicate(page, proposition, head));
    };
    let behind = page.phrase(head, Extent::Short, &[said]).into_iter();
    relation.extend(
        behind
            .filter(|&word| Some(word) > copula && word < said)
            .map(Piece::Token)
            .filter(|word| !proposition.relation.contains(word)),
    );
    relation.extend(pieces(&page.marks(said)));
    Some(pieces(&page.phrase(said, Extent::Clause, &[])))
}

/// Whether the complement is already among the words of a clause that a copula says.
fn is_within_predicate(page: &Page<'_>, main: Main, complement: &Complement) -> bool {
    matches!(main, Main::Predicate(head)
        if page.is_outer(head) && page.child_by(head, &[Deprel::Cop]).is_some_and(|copula| copula < complement.first()))
}

/// Whether there is more than marks in the words.
fn says(page: &Page<'_>, words: &[Piece]) -> bool {
    words.iter().any(|word| match *word {
        Piece::Token(id) => page.text(id).contains(char::is_alphanumeric),
        Piece::Inserted(_) => true,
    })
}

/// Prepositions by which the writer says where he has it from, or what is otherwise: they tell nothing of the verb.
const REMARKS: [&str; 6] = ["according", "accord", "despite", "because", "unlike", "instead"];

/// "has died **according to** Roe": whether the preposition is the sentence's rather than the verb's.
fn is_remark(page: &Page<'_>, marker: &[TokenId]) -> bool {
    marker.first().is_some_and(|&first| REMARKS.contains(&page.text(first)))
}

fn is_that(page: &Page<'_>, marker: &[TokenId]) -> bool {
    marker
        .iter()
        .any(|&mark| page.lemma(mark) == page.function_words().that)
}

/// What becomes the second argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Main {
    /// The predicate of a copula.
    Predicate(TokenId),
    /// The complement at this place.
    Complement(usize),
    /// Nothing: the verb stands alone.
    None,
}

/// Parts in the order in which they are preferred for the second argument.
const ORDER: &[&[Part]] = &[
    &[Part::Object],
    &[Part::Indirect],
    &[Part::Agent],
    &[Part::That, Part::Predicate],
    &[Part::Infinitive, Part::Doing],
    &[Part::Oblique, Part::Unmarked, Part::Adverb],
    &[Part::Adverbial],
];

fn main(page: &Page<'_>, proposition: &Proposition) -> Main {
    let is_copular = page
        .clause_at(proposition.head)
        .is_some_and(|clause| clause.kind == ClauseKind::Copula);
    if is_copular {
        return Main::Predicate(proposition.head);
    }
    let place = |behind: bool| {
        ORDER.iter().find_map(|parts| {
            proposition.complements.iter().position(|complement| {
                parts.contains(&complement.part) && (complement.first() > proposition.head || !behind)
            })
        })
    };
    // "the tools that Roe used for the work": an object is one wherever it stands.
    let is_object = |complement: &Complement| complement.part == Part::Object && !page.is_wh(complement.first());
    place(true)
        .filter(|&index| matches!(proposition.complements[index].part, Part::Object | Part::That))
        .or_else(|| proposition.complements.iter().position(is_object))
        .or_else(|| place(true))
        .or_else(|| place(false))
        .map_or(Main::None, Main::Complement)
}

/// The words of what a copula says.
fn predicate(page: &Page<'_>, proposition: &Proposition, head: TokenId) -> Vec<TokenId> {
    let mut without: Vec<TokenId> = proposition
        .complements
        .iter()
        .flat_map(|complement| complement.heads.iter().copied())
        .chain(proposition.subjects.iter().copied())
        .collect();
    for piece in &proposition.relation {
        if let Piece::Token(id) = piece {
            without.push(*id);
        }
    }
    // "is **nine inches** long"
    if let Some(copula) = page.child_by(head, &[Deprel::Cop]) {
        without.retain(|&part| !is_measure(page, copula, head, part));
    }
    // "**even** results were sluggish": what stands before the copula is the clause's, not the predicate's.
    if let Some(copula) = page.child_by(head, &[Deprel::Cop]).filter(|&copula| copula < head) {
        let before = |child: &TokenId| *child < copula && matches!(page.deprel(*child), Deprel::Advmod | Deprel::Obl);
        without.extend(page.children(head).filter(before));
    }
    if page.is_outer(head) {
        // "The problem is that Norland left"
        return page.phrase(head, Extent::Clause, &without_outer(page, proposition, head));
    }
    page.phrase(head, Extent::Full, &without)
}

/// Whether the phrase measures the adjective that it stands right before: "is **nine inches** long".
fn is_measure(page: &Page<'_>, copula: TokenId, head: TokenId, part: TokenId) -> bool {
    // "is on **March** 8"
    if page.deprel(part) == Deprel::NmodUnmarked && page.is_month(part) && part.0 + 1 == head.0 {
        return true;
    }
    matches!(page.deprel(part), Deprel::OblUnmarked | Deprel::NmodUnmarked)
        && copula < part
        && part.0 + 1 == head.0
        && matches!(page.token(head).upos, Upos::Adj | Upos::Adv)
}

/// What of a copula with a clause inside stands outside that clause.
fn without_outer(page: &Page<'_>, proposition: &Proposition, head: TokenId) -> Vec<TokenId> {
    let copula = page.child_by(head, &[Deprel::Cop]);
    let mut without = proposition.subjects.clone();
    without.extend(
        page.children(head)
            .filter(|&child| copula.is_some_and(|copula| child <= copula)),
    );
    without
}

/// The words of one conjunct of a complement.
fn words(
    page: &Page<'_>,
    proposition: &Proposition,
    complement: &Complement,
    head: TokenId,
    marked: bool,
) -> Vec<TokenId> {
    let mut without = proposition.spine.clone();
    without.extend(complement.heads.iter().copied().filter(|&other| other != head));
    let mut words = match complement.part {
        Part::That => {
            let mut words = if page.is_within(proposition.spine[0], head) {
                page.phrase(head, Extent::Clause, &proposition.spine)
            } else {
                page.phrase(head, Extent::Clause, &[])
            };
            words.extend(taken_up(page, head));
            words.sort_unstable();
            words
        }
        Part::Infinitive | Part::Doing | Part::Adverbial | Part::Adverb => page.phrase(head, Extent::Clause, &[]),
        _ => page.phrase(head, Extent::Full, &without),
    };
    if marked {
        words.extend(complement.marker.iter().copied());
        words.sort_unstable();
        words.dedup();
    }
    words
}

/// What a relative pronoun takes up as the subject of what is said: "a **note** which Roe said names him".
fn taken_up(page: &Page<'_>, said: TokenId) -> Vec<TokenId> {
    if page.has_subject(said) {
        return Vec::new();
    }
    page.clause_at(said)
        .into_iter()
        .flat_map(|clause| &clause.arguments)
        .filter(|argument| argument.reason == Some(Reason::Antecedent))
        .flat_map(|argument| page.phrase(argument.head, Extent::Named, &[]))
        .collect()
}

/// The words of a complement with all its conjuncts.
fn all_words(page: &Page<'_>, proposition: &Proposition, complement: &Complement) -> Vec<TokenId> {
    let antecedent = is_antecedent(complement);
    let mut all = together(page, &complement.heads, |head| {
        words(page, proposition, complement, head, !antecedent)
    });
    if antecedent {
        all.splice(0..0, complement.marker.iter().copied());
    }
    all
}

/// "the talks **in** which Norland spoke": the preposition stands behind the noun that it governs.
fn is_antecedent(complement: &Complement) -> bool {
    complement
        .marker
        .first()
        .is_some_and(|&marker| marker > complement.first())
}

/// The words of a subject. What of "not the note but the vote" or "only the note sent in May" bears on the main clause is no
/// part of what a clause within says of it.
fn subject_words(page: &Page<'_>, proposition: &Proposition, head: TokenId) -> Vec<TokenId> {
    let mut without = proposition.spine.clone();
    if matches!(
        proposition.construction,
        Construction::Relative | Construction::Participle
    ) {
        let is_thing = page.token(head).upos != Upos::Adj;
        let bears_outside = |child: &TokenId| is_thing && *child < head && page.deprel(*child) == Deprel::Advmod;
        without.extend(page.children(head).filter(bears_outside));
    }
    // "a note **which Roe said** names him": the clause over what is said is the subject's own too.
    let mut above = proposition.spine[0];
    while let Some(over) = page.head(above) {
        if over == head {
            without.push(above);
            break;
        }
        above = over;
    }
    let mut words = page.phrase(head, Extent::Full, &without);
    words.retain(|&word| word >= head || page.token(word).xpos != Xpos::Wrb);
    // "**whose** father and mother left"
    let whose = |id: TokenId| page.children(id).find(|&child| page.token(child).xpos == Xpos::WpPoss);
    if !words.iter().any(|&word| page.token(word).xpos == Xpos::WpPoss) {
        words.extend(whose(page.first_conjunct(head)));
        words.sort_unstable();
    }
    words
}

/// The adverb that pairs conjuncts off.
const RESPECTIVELY: &str = "respectively";

/// What "it" stands for: "It is clear **that Norland left**".
fn said_of_it(page: &Page<'_>, head: TokenId) -> Option<TokenId> {
    page.expletive(head)?;
    page.child_by(head, &[Deprel::Cop])?;
    let said = page.child_by(head, &[Deprel::Csubj, Deprel::Ccomp])?;
    (said > head && !page.marks(said).is_empty()).then_some(said)
}

/// Whether the clause at `head` has no subject but that of the first conjunct, whose words hold it already.
fn is_part_of_first(page: &Page<'_>, complement: &Complement, head: TokenId) -> bool {
    head != complement.first() && !page.has_subject(head) && page.is_within(head, complement.first())
}

/// Conjuncts, each by itself where the parser is sure that they are, else with those before it: "sales of boats and cars"
/// read as one thing is right whatever is joined to what.
fn parted(page: &Page<'_>, proposition: &Proposition, heads: &[TokenId]) -> Vec<Vec<TokenId>> {
    // "Roe and Doe won in May and June **respectively**"
    let respectively = |head: TokenId| page.children(head).any(|child| page.text(child) == RESPECTIVELY);
    let by_pairs = heads.iter().any(|&head| respectively(head))
        || respectively(proposition.head)
        || proposition
            .complements
            .iter()
            .flat_map(|complement| &complement.heads)
            .any(|&head| respectively(head));
    if by_pairs {
        return vec![heads.to_vec()];
    }
    let mut groups: Vec<Vec<TokenId>> = Vec::new();
    for &head in heads {
        // "Roe & Doe" is one firm.
        let is_ampersand = |child: TokenId| page.deprel(child) == Deprel::Cc && page.text(child) == "&";
        let is_unsure = page.deprel(head) == Deprel::Conj
            && (page.token(head).certainty < SURE || page.children(head).any(is_ampersand));
        match groups.last_mut() {
            Some(group) if is_unsure => group.push(head),
            _ => groups.push(vec![head]),
        }
    }
    groups
}

/// The words of several conjuncts in a row, with what joins them.
fn together(page: &Page<'_>, heads: &[TokenId], words: impl Fn(TokenId) -> Vec<TokenId>) -> Vec<TokenId> {
    let mut all: Vec<TokenId> = heads.iter().flat_map(|&head| words(head)).collect();
    all.sort_unstable();
    all.dedup();
    if heads.len() > 1 {
        let joins = |id: &TokenId| page.deprel(*id) == Deprel::Cc || page.is_comma_piece(Piece::Token(*id));
        let gaps: Vec<TokenId> = all
            .windows(2)
            .map(|pair| (pair[0].0 + 1..pair[1].0).map(TokenId))
            .flat_map(|gap| {
                // With something cut out between, a comma parts nothing any more.
                let is_whole = gap.clone().all(|id| joins(&id));
                gap.filter(move |id| joins(id) && (is_whole || page.deprel(*id) == Deprel::Cc))
            })
            .collect();
        all.extend(gaps);
        all.sort_unstable();
    }
    all
}
