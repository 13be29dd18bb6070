//! Tuples that no verb says: appositions, titles, places.

use crate::openie::phrase::{Extent, pieces};
use crate::openie::proposition::BE;
use crate::openie::sheet::Page;
use crate::openie::{Construction, Piece, Tuple};
use crate::syntax::{Deprel, TokenId, Upos, Xpos};

/// Reads the implicit tuples of a sentence.
pub(super) fn read(page: &Page<'_>, tuples: &mut Vec<Tuple>) {
    for id in page.sentence.ids() {
        match page.deprel(id) {
            Deprel::Appos => apposition(page, id, tuples),
            Deprel::Nmod => location(page, id, tuples),
            Deprel::NmodPoss => possession(page, id, tuples),
            _ => {}
        }
        titles(page, id, tuples);
    }
}

fn push(
    page: &Page<'_>,
    (construction, head): (Construction, TokenId),
    relation: Vec<Piece>,
    one: &[TokenId],
    two: &[TokenId],
    tuples: &mut Vec<Tuple>,
) {
    tuples.push(Tuple {
        sentence: page.id,
        construction,
        head,
        confidence: 0.0,
        relation,
        arguments: vec![pieces(one), pieces(two)],
    });
}

fn apposition(page: &Page<'_>, id: TokenId, tuples: &mut Vec<Tuple>) {
    let Some(head) = page.head(id) else { return };
    let (mut one, mut two) = (head, id);
    // "the minister, Jane Roe": the name is the subject.
    if page.token(head).upos == Upos::Noun && page.token(id).upos == Upos::Propn {
        (one, two) = (id, head);
    }
    let is_thing = |id: TokenId| page.is_nominal(id) && page.token(id).upos != Upos::Num && !page.has_subject(id);
    if !is_thing(one) || !is_thing(two) || is_aside(page, head, id) || differ(page, one, two) {
        return;
    }
    let one = page.phrase(one, named_extent(page, one), &[two, head]);
    let two = page.phrase(two, Extent::Full, &[id]);
    push(
        page,
        (Construction::Apposition, id),
        vec![Piece::Inserted(BE)],
        &one,
        &two,
        tuples,
    );
}

/// Of a name only its own words are wanted: what else hangs on it is mostly the sentence's.
fn named_extent(page: &Page<'_>, id: TokenId) -> Extent {
    if page.token(id).upos == Upos::Propn {
        Extent::Named
    } else {
        Extent::Full
    }
}

/// Whether one of two nouns is many and the other a single thing, so that neither glosses the other: "officers, a move
/// that …".
fn differ(page: &Page<'_>, one: TokenId, two: TokenId) -> bool {
    let is_many = |id: TokenId| page.token(id).xpos == Xpos::Nns;
    let is_single = |id: TokenId| {
        let article = |child: TokenId| page.deprel(child) == Deprel::Det && page.text(child) == "a";
        page.token(id).xpos == Xpos::Nn && page.children(id).any(article) && !page.lexicon.is_partitive(page.lemma(id))
    };
    // "his children Roe and Doe": neither is his children.
    let is_one = |id: TokenId| is_single(id) || page.token(id).xpos == Xpos::Nnp && page.has(id, &[Deprel::Conj]);
    is_many(one) && is_one(two) || is_one(one) && is_many(two)
}

/// What stands like an apposition and says something else: a place ("Easthaven, Nor."), a list behind a colon, an example
/// ("grain, especially rye"), an amount beside an amount ("closed at 8 pence, up 2 pence") or a
/// name ("Easthaven, 9 miles south").
fn is_aside(page: &Page<'_>, head: TokenId, id: TokenId) -> bool {
    let is_name = |id: TokenId| page.token(id).upos == Upos::Propn;
    let is_bare = page.children(id).all(|child| page.is_punct(child));
    let in_brackets = page
        .children(id)
        .any(|child| page.token(child).xpos == Xpos::OpenBracket);
    let counts = |id: TokenId| matches!(page.token(id).upos, Upos::Num | Upos::Sym) || page.has(id, &[Deprel::Nummod]);
    let behind_colon = page
        .children(id)
        .any(|child| child < id && page.token(child).xpos == Xpos::Colon);
    // "Easthaven (Norland)", but "the Union of Envoys (UE)".
    let is_initials = page.text(id).chars().filter(|letter| letter.is_uppercase()).count() > 1;
    // "Dawn", "Noon" and "Dusk" are three.
    let is_list = is_name(head) && is_name(id) && page.has(id, &[Deprel::Conj]);
    is_list
        || is_name(head) && is_name(id) && is_bare && !(in_brackets && is_initials)
        || (counts(head) || is_name(head)) && counts(id)
        || behind_colon
        || page.has(id, &[Deprel::Advmod])
}

/// "Minister Roe": an office before a name.
fn titles(page: &Page<'_>, name: TokenId, tuples: &mut Vec<Tuple>) {
    // In "General Norway Corp." the word behind the office is no name of its own.
    let is_part = matches!(page.deprel(name), Deprel::Compound | Deprel::Flat);
    // Nor is "Constable" in "Chief Constable of Easthaven".
    let is_of = page.children(name).any(|child| page.is_of_phrase(child));
    if page.token(name).upos != Upos::Propn || page.is_office(name) || is_part || is_of {
        return;
    }
    let before: Vec<TokenId> = page
        .children(name)
        .filter(|&child| {
            child < name
                && matches!(
                    page.deprel(child),
                    Deprel::Compound | Deprel::NmodDesc | Deprel::Amod | Deprel::Nmod | Deprel::NmodUnmarked
                )
        })
        .collect();
    let Some(place) = before.iter().rposition(|&word| page.is_office(word)) else {
        return;
    };
    let title = before[place];
    let rest: Vec<TokenId> = page
        .phrase(name, Extent::Full, &[])
        .into_iter()
        .filter(|&word| word > title)
        .collect();
    let mut words: Vec<TokenId> = Vec::new();
    for &part in &before[..=place] {
        words.extend(page.phrase(part, Extent::Full, &[]));
    }
    words.sort_unstable();
    // "President of Norland Roe" with its "of" on the name is no title before a name.
    if rest.first().is_some_and(|&first| page.token(first).upos != Upos::Adp) {
        push(
            page,
            (Construction::Title, title),
            vec![Piece::Inserted(BE)],
            &rest,
            &words,
            tuples,
        );
    }
}

/// "Norland's envoy"; "its envoy" names no owner.
fn possession(page: &Page<'_>, id: TokenId, tuples: &mut Vec<Tuple>) {
    let Some(head) = page.head(id) else { return };
    let is_genitive = page.children(id).any(|child| page.token(child).xpos == Xpos::Pos);
    if !is_genitive || !page.is_nominal(id) {
        return;
    }
    let one = page.phrase(id, Extent::Full, &[]);
    let two = page.phrase(head, Extent::Full, &[id]);
    push(
        page,
        (Construction::Possession, id),
        vec![Piece::Inserted("has")],
        &one,
        &two,
        tuples,
    );
}

/// "the museum in Norland": a name of a place under "in".
fn location(page: &Page<'_>, id: TokenId, tuples: &mut Vec<Tuple>) {
    let Some(head) = page.head(id) else { return };
    let case = page.prepositions(id, None);
    let is_in = case.len() == 1 && page.lemma(case[0]) == page.function_words().in_;
    if !is_in || page.is_month(id) || page.token(id).upos != Upos::Propn || !page.is_nominal(head) {
        return;
    }
    let one = page.phrase(head, Extent::Full, &[id]);
    let two = page.phrase(id, Extent::Full, &[]);
    push(
        page,
        (Construction::Location, id),
        vec![Piece::Inserted(BE), Piece::Token(case[0])],
        &one,
        &two,
        tuples,
    );
}
