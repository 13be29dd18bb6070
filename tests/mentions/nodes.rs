//! One thing, one node: short names, titles in a row, spellings, missions, letters that nobody bears.

use demarche::mention::Identity;
use demarche::ontology::EntityType;

use crate::{THE, check, entity, read};

#[test]
fn letters_are_an_organisation_only_where_something_tells_so() {
    let (document, mentions) = read(&[
        "XQZ/PROPN/2/nsubj urged=urge/VERB/0/root patience/NOUN/2/obj at/ADP/6/case noon/NOUN/6/compound GNT/PROPN/2/obl ./PUNCT/2/punct",
        &format!("The=the/DET/2/det/{THE} VLT/PROPN/3/nsubj:pass closed=close/VERB/0/root ./PUNCT/3/punct"),
        "Critics=critic/NOUN/2/nsubj measured=measure/VERB/0/root QRS/PROPN/2/obj ./PUNCT/2/punct",
    ]);
    let kind = |words| entity(&document, &mentions, words).entity_type;
    assert_eq!(kind("XQZ"), EntityType::Organisation);
    assert_eq!(kind("The VLT"), EntityType::Organisation);
    assert_eq!(kind("QRS"), EntityType::Thing);
}

#[test]
fn the_court_of_two_that_were_named_is_neither() {
    let (document, mentions) = read(&[
        "The=the/DET/3/det Norville/PROPN/3/compound Court/PROPN/7/nsubj and/CCONJ/6/cc Sudville/PROPN/6/compound Court/PROPN/3/conj met=meet/VERB/0/root",
        &format!("The=the/DET/2/det/{THE} Court/PROPN/3/nsubj rose=rise/VERB/0/root"),
    ]);
    assert_eq!(entity(&document, &mentions, "The Court").label, "Court");
}

#[test]
fn the_parliament_of_the_only_country_is_its_own() {
    check(
        &[
            "Norway/PROPN/2/nsubj voted=vote/VERB/0/root in/ADP/4/case Norway/PROPN/2/obl",
            "Then=then/ADV/3/advmod Parliament/PROPN/3/nsubj agreed=agree/VERB/0/root",
        ],
        &["Parliament -> Storting"],
    );
}

#[test]
fn titles_joined_by_and_are_one_persons() {
    check(
        &[
            "Norland/PROPN/2/compound Party/PROPN/3/compound leader/NOUN/10/nsubj/Number=Sing and/CCONJ/8/cc Prime/PROPN/6/amod \
             Minister/PROPN/7/nmod:desc Jane/PROPN/3/conj Roe/PROPN/7/flat then/ADV/10/advmod left=leave/VERB/0/root",
        ],
        &[
            "Norland Party leader -> Jane Roe",
            "Prime Minister Jane Roe -> Jane Roe",
        ],
    );
    // With an article of his own it is another.
    let (document, mentions) = read(&[&format!(
        "The=the/DET/2/det/{THE} mayor/NOUN/7/nsubj/Number=Sing and/CCONJ/5/cc Minister/PROPN/5/nmod:desc Jane/PROPN/2/conj Roe/PROPN/5/flat \
         left=leave/VERB/0/root"
    )]);
    assert_ne!(
        entity(&document, &mentions, "The mayor"),
        entity(&document, &mentions, "Minister Jane Roe")
    );
}

#[test]
fn a_trade_before_a_persons_name_is_the_persons() {
    check(
        &["Broadcaster/PROPN/4/nsubj John/PROPN/4/nsubj Roe/PROPN/2/flat spoke=speak/VERB/0/root"],
        &["Broadcaster John Roe -> John Roe"],
    );
}

#[test]
fn a_surname_may_be_a_title() {
    check(
        &["Mary/PROPN/3/nsubj Major/PROPN/1/flat spoke=speak/VERB/0/root"],
        &["Mary Major -> Mary Major"],
    );
}

#[test]
fn a_given_name_that_is_a_town_too_is_a_persons_unless_a_place_is_meant() {
    let (document, mentions) = read(&[
        "Elizabeth/PROPN/2/nsubj spoke=speak/VERB/0/root ./PUNCT/2/punct",
        "Roe/PROPN/2/nsubj lives=live/VERB/0/root in/ADP/4/case Lancaster/PROPN/2/obl ./PUNCT/2/punct",
    ]);
    assert_eq!(
        entity(&document, &mentions, "Elizabeth").entity_type,
        EntityType::Person
    );
    assert_eq!(
        entity(&document, &mentions, "Lancaster").entity_type,
        EntityType::Settlement
    );
}

#[test]
fn two_spellings_of_a_surname_are_one_person() {
    let (document, mentions) = read(&[
        "Jane/PROPN/3/nsubj Rohdenberg/PROPN/1/flat met=meet/VERB/0/root Mark/PROPN/3/obj Rohdenberg/PROPN/4/flat",
        "Jane/PROPN/3/nsubj Rohdanberg/PROPN/1/flat left=leave/VERB/0/root",
    ]);
    let jane = entity(&document, &mentions, "Jane Rohdenberg");
    assert_eq!(entity(&document, &mentions, "Jane Rohdanberg"), jane);
    assert_ne!(entity(&document, &mentions, "Mark Rohdenberg"), jane);
}

#[test]
fn a_mission_is_one_by_its_state_and_its_city() {
    let (document, mentions) = read(&[
        &format!(
            "The=the/DET/3/det/{THE} Norwegian/ADJ/3/amod consulate/NOUN/6/nsubj/Number=Sing in/ADP/5/case Murmansk/PROPN/3/nmod closed=close/VERB/0/root"
        ),
        "A=a/DET/3/det Norwegian/ADJ/3/amod consulate/NOUN/6/nsubj/Number=Sing in/ADP/5/case Shanghai/PROPN/3/nmod opened=open/VERB/0/root",
    ]);
    let one = entity(&document, &mentions, "The Norwegian consulate");
    let other = entity(&document, &mentions, "A Norwegian consulate");
    assert_eq!(one.label, "Consulate of Norway in Murmansk");
    assert_eq!(other.label, "Consulate of Norway in Shanghai");
    assert_eq!(one.identity, Identity::Name);
    // Where it is not told, it is of this document alone.
    let (document, mentions) = read(&[&format!(
        "The=the/DET/3/det/{THE} Norwegian/ADJ/3/amod embassy/NOUN/4/nsubj/Number=Sing closed=close/VERB/0/root"
    )]);
    assert_eq!(
        entity(&document, &mentions, "The Norwegian embassy").identity,
        Identity::Description
    );
}

#[test]
fn a_relative_between_commas_is_who_is_named() {
    let his = "Gender=Masc|Number=Sing|Person=3|Poss=Yes|PronType=Prs";
    check(
        &[&format!(
            "Roe/PROPN/2/nsubj told=tell/VERB/0/root his/PRON/4/nmod:poss/{his} wife/NOUN/2/obj/Number=Sing ,/PUNCT/6/punct Jane/PROPN/2/obl ,/PUNCT/2/punct \
             everything/PRON/2/obj"
        )],
        &["his wife -> Jane"],
    );
}

#[test]
fn an_envoy_to_a_country_is_not_its_own() {
    let (document, mentions) = read(&[
        "Special/PROPN/2/amod Envoy/PROPN/5/nmod:desc for/ADP/4/case Yemen/PROPN/2/nmod Jane/PROPN/7/nsubj Roe/PROPN/5/flat left=leave/VERB/0/root",
    ]);
    assert_eq!(entity(&document, &mentions, "Yemen").of, None);
    let jane = mentions
        .entities
        .iter()
        .find(|entity| entity.label == "Jane Roe")
        .expect("named");
    assert_eq!(jane.of, None);
}

#[test]
fn a_surname_is_somebody_knowns_only_where_his_country_or_office_is_told() {
    let (document, mentions) = read(&["Mr./PROPN/2/nmod:desc Tong/PROPN/3/nsubj left=leave/VERB/0/root"]);
    assert_eq!(entity(&document, &mentions, "Mr. Tong").identity, Identity::Name);
    let (document, mentions) =
        read(&["France/PROPN/2/nsubj chose=choose/VERB/0/root President/PROPN/4/nmod:desc Macron/PROPN/2/obj"]);
    assert!(matches!(
        entity(&document, &mentions, "President Macron").identity,
        Identity::Entry(_)
    ));
}

#[test]
fn two_words_that_share_a_kind_are_one_name() {
    check(
        &[
            "Norville/PROPN/5/compound Fire/PROPN/5/compound and/CCONJ/4/cc Rescue/PROPN/2/conj Service/PROPN/6/nsubj came=come/VERB/0/root",
        ],
        &["Norville Fire and Rescue Service -> Norville Fire and Rescue Service"],
    );
    check(
        &["North/PROPN/3/compound Wales/PROPN/3/compound Police/PROPN/4/nsubj came=come/VERB/0/root"],
        &["North Wales Police -> North Wales Police"],
    );
}

#[test]
fn a_special_police_is_not_the_police() {
    let (document, mentions) =
        read(&["Norwegian/ADJ/3/amod Transport/PROPN/3/compound Police/PROPN/4/nsubj came=come/VERB/0/root"]);
    let police = entity(&document, &mentions, "Norwegian Transport Police");
    assert_eq!(police.identity, Identity::Name);
    assert_eq!(police.label, "Norwegian Transport Police");
}
