//! Tuples that no verb says: appositions, titles, places.

use crate::openie::phrase::{Extent, pieces};
use crate::openie::proposition::BE;
use crate::openie::sheet::Page;
use crate::openie::standing::points;
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
    if let Some(subject) = descendant(page, head, id) {
        one = subject;
    }
    let is_thing = |id: TokenId| page.is_nominal(id) && page.token(id).upos != Upos::Num && !page.has_subject(id);
    // "the Union of Envoys **(UE)** office": what stands before a noun does not gloss it.
    let is_before = id < head;
    if is_before || !is_thing(one) || !is_thing(two) || is_aside(page, head, id) || differ(page, one, two) {
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

/// Nouns for somebody by whom he descends from or is married to.
const KIN: [&str; 14] = [
    "son",
    "daughter",
    "child",
    "brother",
    "sister",
    "twin",
    "wife",
    "husband",
    "widow",
    "grandson",
    "granddaughter",
    "nephew",
    "niece",
    "heir",
];

/// "Roe was born in Easthaven, **the son** of a miller": a place is nobody's son, so it is the verb's subject that is.
fn descendant(page: &Page<'_>, head: TokenId, id: TokenId) -> Option<TokenId> {
    let is_kin = KIN.contains(&page.text(id)) && page.has(id, &[Deprel::Det]) && page.is_set_off(head, id);
    let is_phrase = page.has(head, &[Deprel::Case]);
    let mut verb = page.head(head).filter(|_| is_kin && is_phrase)?;
    while page.clause_at(verb).is_none() {
        verb = page.head(verb)?;
    }
    page.child_by(verb, &[Deprel::Nsubj, Deprel::NsubjPass])
        .filter(|&subject| subject < head && !page.is_wh(subject))
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
    let holds_digits = page
        .phrase(id, Extent::Full, &[])
        .iter()
        .any(|&word| page.text(word).contains(|letter: char| letter.is_ascii_digit()));
    // "… in the north; **a river**"
    let first = page.phrase(id, Extent::Full, &[])[0];
    let behind_colon = behind_colon
        || first
            .0
            .checked_sub(1)
            .is_some_and(|before| page.token(TokenId(before)).xpos == Xpos::Colon);
    // "the war **(of all three)**"
    let is_phrase = page.has(id, &[Deprel::Case]);
    // "Easthaven, **West Norland**" is a place in a place.
    let tells = [
        Deprel::Det,
        Deprel::NmodPoss,
        Deprel::Nmod,
        Deprel::Acl,
        Deprel::AclRelcl,
    ];
    let is_plain =
        !page.has(id, &tells) && !page.is_office(id) && !page.children(id).any(|child| page.is_office(child));
    // "the basin **(Norland and Sudria)**"
    let is_several = !is_name(head) && is_name(id) && page.has(id, &[Deprel::Conj]);
    let is_initials = page.text(id).chars().filter(|letter| letter.is_uppercase()).count() > 1;
    // "Dawn", "Noon" and "Dusk" are three.
    let is_list = is_name(head) && is_name(id) && page.has(id, &[Deprel::Conj]);
    is_list
        || is_phrase
        || is_several
        || is_name(head) && is_name(id) && (is_bare || is_plain) && !(in_brackets && is_initials)
        || (counts(head) || is_name(head)) && counts(id)
        || behind_colon
        || in_brackets && holds_digits
        || page.text(head) == page.text(id)
        || page.has(id, &[Deprel::Advmod])
}

/// "Minister Roe": an office before a name.
fn titles(page: &Page<'_>, name: TokenId, tuples: &mut Vec<Tuple>) {
    // In "General Norway Corp." the word behind the office is no name of its own.
    let is_part = matches!(page.deprel(name), Deprel::Compound | Deprel::Flat);
    // Nor is "Constable" in "Chief Constable of Easthaven".
    let is_of = page.children(name).any(|child| page.is_of_phrase(child));
    // "the General Assembly": an adjective before a name is no title of it.
    let is_title = |title: TokenId| page.token(title).upos != Upos::Adj && page.deprel(title) != Deprel::Amod;
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
    if !is_title(title) {
        return;
    }
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
    if rest
        .first()
        .is_some_and(|&first| !matches!(page.token(first).upos, Upos::Adp | Upos::Punct))
    {
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

/// Nouns for what is neither a thing nor a person, and so is nowhere.
const CHANGES: [&str; 18] = [
    "reduction",
    "increase",
    "rise",
    "decline",
    "fall",
    "drop",
    "growth",
    "change",
    "interest",
    "role",
    "part",
    "use",
    "case",
    "example",
    "norm",
    "stop",
    "chapter",
    "version",
];

/// Whether what the noun names may be said to be in a place: not "the **largest** bank in Norland", "**music** in Norland", "a
/// **rise** in Norland".
fn stays(page: &Page<'_>, noun: TokenId) -> bool {
    let is_bare =
        page.token(noun).xpos == Xpos::Nn && !page.has(noun, &[Deprel::Det, Deprel::NmodPoss, Deprel::Nummod]);
    let ranks = |child: TokenId| {
        page.token(child).xpos == Xpos::Jjs
            || matches!(page.text(child), "first" | "last" | "only" | "top" | "most" | "least")
    };
    let is_ranked = page
        .children(noun)
        .any(|child| child < noun && (ranks(child) || page.children(child).any(ranks)));
    !is_bare && !is_ranked && !points(page, noun) && !page.is_time(noun) && !CHANGES.contains(&page.text(noun))
}

/// "the museum in Norland": a name of a place under "in".
fn location(page: &Page<'_>, id: TokenId, tuples: &mut Vec<Tuple>) {
    let Some(head) = page.head(id) else { return };
    let case = page.prepositions(id, None);
    let is_in = case.len() == 1 && page.lemma(case[0]) == page.function_words().in_;
    if !is_in || !stays(page, head) || page.is_month(id) || page.token(id).upos != Upos::Propn || !page.is_nominal(head)
    {
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
