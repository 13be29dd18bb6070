//! What gives no tuple, each beside its like that gives one.

use crate::openie::Shape;
use crate::openie::examples::{tuples, with};

#[test]
fn what_is_taken_back_outside_is_no_tuple() {
    let said = |verb: &str, mark: &str, inner: &str| {
        format!(
            "1 Roe Roe PROPN NNP _ 2 nsubj\n2 {verb} VERB VBD _ 0 root\n3 {mark} SCONJ IN _ 5 mark\n\
             4 Norland Norland PROPN NNP _ 5 nsubj\n5 {inner} VERB VBD _ 2 ccomp\n6 troops troop NOUN NNS _ 5 obj\n"
        )
    };
    assert_eq!(
        with(&said("said say", "that that", "sent send"), "Norland"),
        ["Norland | sent | troops"]
    );
    assert!(with(&said("denied deny", "that that", "sent send"), "Norland").is_empty());
    assert!(with(&said("asked ask", "whether whether", "sent send"), "Norland").is_empty());
    let condition = "1 If if SCONJ IN _ 3 mark\n2 Norland Norland PROPN NNP _ 3 nsubj\n3 sends send VERB VBZ _ 6 advcl\n\
                     4 troops troop NOUN NNS _ 3 obj\n5 Roe Roe PROPN NNP _ 6 nsubj\n6 resigns resign VERB VBZ _ 0 root\n";
    assert!(with(condition, "Norland").is_empty());
    assert_eq!(with(condition, "Roe"), ["Roe | resigns | If Norland sends troops"]);
    let claim = "1 Roe Roe PROPN NNP _ 2 nsubj\n2 rejected reject VERB VBD _ 0 root\n3 claims claim NOUN NNS _ 2 obj\n\
                 4 that that SCONJ IN _ 6 mark\n5 Norland Norland PROPN NNP _ 6 nsubj\n6 sent send VERB VBD _ 3 acl\n\
                 7 troops troop NOUN NNS _ 6 obj\n";
    assert!(with(claim, "Norland").is_empty());
}

#[test]
fn a_place_behind_a_place_is_no_apposition() {
    let place = "1 Roe Roe PROPN NNP _ 2 nsubj\n2 left leave VERB VBD _ 0 root\n3 Easthaven Easthaven PROPN NNP _ 2 obj\n\
                 4 , , PUNCT , _ 5 punct\n5 Norland Norland PROPN NNP _ 3 appos\n";
    assert_eq!(tuples(place, Shape::Nary).len(), 1);
}

#[test]
fn a_clause_whose_place_a_question_word_fills_says_nothing_alone() {
    let what = "1 Roe Roe PROPN NNP _ 2 nsubj\n2 knows know VERB VBZ _ 0 root\n3 what what PRON WP PronType=Int 5 obj\n\
                4 Norland Norland PROPN NNP _ 5 nsubj\n5 sent send VERB VBD _ 2 ccomp\n6 to to ADP IN _ 7 case\n\
                7 Sudria Sudria PROPN NNP _ 5 obl\n";
    assert!(with(what, "Norland").is_empty());
    assert_eq!(with(what, "Roe"), ["Roe | knows | what Norland sent to Sudria"]);
    let which = what.replace(
        "3 what what PRON WP PronType=Int 5 obj",
        "3 why why ADV WRB PronType=Int 5 advmod",
    );
    assert_eq!(with(&which, "Norland"), ["Norland | sent to | Sudria"]);
    let how = "1 Roe Roe PROPN NNP _ 2 nsubj\n2 knows know VERB VBZ _ 0 root\n3 how how ADV WRB PronType=Int 4 advmod\n\
               4 strong strong ADJ JJ _ 2 ccomp\n5 Norland Norland PROPN NNP _ 4 nsubj\n6 is be AUX VBZ _ 4 cop\n";
    assert!(with(how, "Norland").is_empty());
    let who = "1 Roe Roe PROPN NNP _ 2 nsubj\n2 knows know VERB VBZ _ 0 root\n3 who who PRON WP PronType=Int 2 ccomp\n\
               4 Norland Norland PROPN NNP _ 3 nsubj\n5 is be AUX VBZ _ 3 cop\n";
    assert!(with(who, "Norland").is_empty());
}

#[test]
fn a_passive_participle_behind_an_object_is_not_the_subject_s() {
    let rite = |tail: &str| {
        format!(
            "1 Norland Norland PROPN NNP _ 2 nsubj\n2 held hold VERB VBD _ 0 root\n{tail}\
             5 attended attend VERB VBN VerbForm=Part 2 advcl\n6 by by ADP IN _ 7 case\n7 Roe Roe PROPN NNP _ 5 obl:agent\n"
        )
    };
    let object = rite("3 rites rite NOUN NNS _ 2 obj\n4 , , PUNCT , _ 5 punct\n");
    let time = rite("3 on on ADV RB _ 2 advmod\n4 , , PUNCT , _ 5 punct\n");
    assert!(!with(&object, "Norland").iter().any(|line| line.contains("be attended")));
    assert!(with(&time, "Norland").contains(&"Norland | be attended by | Roe".to_owned()));
}

#[test]
fn an_office_within_a_name_is_no_title() {
    let firm = "1 General General PROPN NNP _ 3 compound\n2 Norland Norland PROPN NNP _ 3 compound\n3 Corp. Corp. PROPN NNP _ 4 nsubj\n\
                4 left leave VERB VBD _ 0 root\n5 Sudria Sudria PROPN NNP _ 4 obj\n";
    let nested = firm.replace(
        "1 General General PROPN NNP _ 3 compound",
        "1 General General PROPN NNP _ 2 compound",
    );
    assert_eq!(tuples(&nested, Shape::Nary).len(), 1);
}

#[test]
fn many_are_no_single_thing() {
    let move_ = "1 Norland Norland PROPN NNP _ 2 nsubj\n2 named name VERB VBD _ 0 root\n3 officers officer NOUN NNS _ 2 obj\n\
                 4 , , PUNCT , _ 6 punct\n5 a a DET DT _ 6 det\n6 move move NOUN NN _ 3 appos\n";
    assert!(with(move_, "officers").is_empty());
    let children = move_
        .replace("5 a a DET DT _ 6 det", "5 Jane Jane PROPN NNP _ 6 compound")
        .replace(
            "6 move move NOUN NN _ 3 appos",
            "6 Roe Roe PROPN NNP _ 3 appos\n7 and and CCONJ CC _ 8 cc\n8 Doe Doe PROPN NNP _ 6 conj",
        );
    assert!(
        !tuples(&children, Shape::Nary)
            .iter()
            .any(|(_, line)| line.contains("| be |"))
    );
    let group = move_.replace("6 move move", "6 group group");
    assert_eq!(with(&group, "officers"), ["officers | be | a group"]);
}

#[test]
fn what_singles_out_any_of_a_kind_says_nothing_of_one() {
    let which = "1 Norland Norland PROPN NNP _ 2 nsubj\n2 rejects reject VERB VBZ _ 0 root\n3 the the DET DT _ 4 det\n\
                 4 note note NOUN NN _ 2 obj\n5 that that PRON WDT PronType=Rel 6 nsubj\n6 names name VERB VBZ _ 4 acl:relcl\n\
                 7 Roe Roe PROPN NNP _ 6 obj\n";
    assert_eq!(with(which, "the note"), ["the note | names | Roe"]);
    assert!(with(&which.replace("3 the the", "3 any any"), "any note").is_empty());
}

#[test]
fn a_purpose_is_no_deed() {
    let left = "1 Norland Norland PROPN NNP _ 2 nsubj\n2 left leave VERB VBD _ 0 root\n3 talks talk NOUN NNS _ 2 obj\n\
                4 to to PART TO _ 5 mark\n5 save save VERB VB VerbForm=Inf 2 advcl\n6 money money NOUN NN _ 5 obj\n";
    assert_eq!(with(left, "Norland"), ["Norland | left | talks | to save money"]);
}

#[test]
fn what_may_be_made_so_is_not_so_yet() {
    let made = "1 Norland Norland PROPN NNP _ 2 nsubj\n2 made make VERB VBD _ 0 root\n3 ports port NOUN NNS _ 2 obj\n\
                4 safe safe ADJ JJ _ 2 xcomp\n";
    assert_eq!(with(made, "ports"), ["ports | be | safe"]);
    assert!(with(&made.replace("2 made make VERB VBD", "2 make make VERB VB"), "ports").is_empty());
}

#[test]
fn a_distance_behind_a_place_is_no_other_name() {
    let miles = "1 Roe Roe PROPN NNP _ 2 nsubj\n2 left leave VERB VBD _ 0 root\n3 Easthaven Easthaven PROPN NNP _ 2 obj\n4 , , PUNCT , _ 6 punct\n\
                 5 nine nine NUM CD _ 6 nummod\n6 miles mile NOUN NNS _ 3 appos\n";
    assert_eq!(tuples(miles, Shape::Nary).len(), 1);
    assert_eq!(
        tuples(
            &miles.replace("5 nine nine NUM CD _ 6 nummod", "5 the the DET DT _ 6 det"),
            Shape::Nary
        )
        .len(),
        2
    );
}

#[test]
fn a_place_in_brackets_is_no_other_name() {
    let bank = "1 Norland Norland PROPN NNP _ 2 compound\n2 Bank Bank PROPN NNP _ 6 nsubj\n3 ( ( PUNCT -LRB- _ 4 punct\n\
                4 Sudria Sudria PROPN NNP _ 2 appos\n5 ) ) PUNCT -RRB- _ 4 punct\n6 left leave VERB VBD _ 0 root\n\
                7 Easthaven Easthaven PROPN NNP _ 6 obj\n";
    assert_eq!(tuples(bank, Shape::Nary).len(), 1);
    assert_eq!(tuples(&bank.replace("Sudria", "NB"), Shape::Nary).len(), 2);
}

#[test]
fn names_in_a_row_are_no_other_names_of_each_other() {
    let songs = "1 Roe Roe PROPN NNP _ 2 nsubj\n2 wrote write VERB VBD _ 0 root\n3 Dawn Dawn PROPN NNP _ 2 obj\n4 , , PUNCT , _ 5 punct\n\
                 5 Noon Noon PROPN NNP _ 3 appos\n6 ( ( PUNCT -LRB- _ 5 punct\n7 and and CCONJ CC _ 8 cc\n8 Dusk Dusk PROPN NNP _ 5 conj\n";
    assert!(with(songs, "Dawn").is_empty());
}

#[test]
fn what_is_compared_with_is_no_deed() {
    let ships = |mark: &str| {
        format!(
            "1 Roe Roe PROPN NNP _ 2 nsubj\n2 had have VERB VBD _ 0 root\n3 ships ship NOUN NNS _ 2 obj\n{mark} SCONJ IN _ 6 mark\n\
             5 Norland Norland PROPN NNP _ 6 nsubj\n6 had have VERB VBD _ 2 advcl\n7 boats boat NOUN NNS _ 6 obj\n"
        )
    };
    assert!(with(&ships("4 than than"), "Norland").is_empty());
    assert_eq!(with(&ships("4 while while"), "Norland"), ["Norland | had | boats"]);
}

#[test]
fn who_is_only_pointed_to_does_nothing() {
    let those = "1 those that PRON DT _ 0 root\n2 leaving leave VERB VBG VerbForm=Part 1 acl\n3 Norland Norland PROPN NNP _ 2 obj\n";
    assert!(tuples(those, Shape::Nary).is_empty());
    let envoys = those.replace("1 those that PRON DT", "1 envoys envoy NOUN NNS");
    assert_eq!(with(&envoys, "envoys"), ["envoys | be leaving | Norland"]);
}

#[test]
fn a_condition_without_a_mark_is_no_deed() {
    let had = "1 Had have AUX VBD _ 3 aux\n2 Norland Norland PROPN NNP _ 3 nsubj\n3 left leave VERB VBN _ 0 root\n4 Sudria Sudria PROPN NNP _ 3 obj\n";
    assert!(with(had, "Norland").is_empty());
    let plain = "1 Norland Norland PROPN NNP _ 3 nsubj\n2 had have AUX VBD _ 3 aux\n3 left leave VERB VBN _ 0 root\n\
                 4 Sudria Sudria PROPN NNP _ 3 obj\n";
    assert_eq!(with(plain, "Norland"), ["Norland | had left | Sudria"]);
}

#[test]
fn what_is_conceded_need_not_be_so() {
    let losing = |adverb: &str| {
        format!(
            "{adverb} ADV RB _ 2 advmod\n2 losing lose VERB VBG VerbForm=Part 6 advcl\n3 votes vote NOUN NNS _ 2 obj\n4 , , PUNCT , _ 2 punct\n\
             5 Norland Norland PROPN NNP _ 6 nsubj\n6 gained gain VERB VBD _ 0 root\n7 land land NOUN NN _ 6 obj\n"
        )
    };
    assert!(
        !with(&losing("1 Even even"), "Norland")
            .iter()
            .any(|line| line.contains("be Even losing"))
    );
    assert!(
        with(&losing("1 Then then"), "Norland")
            .iter()
            .any(|line| line.contains("be Then losing"))
    );
}

#[test]
fn an_assembly_bears_no_title() {
    let general = "1 General General PROPN NNP _ 2 compound\n2 Hahn Hahn PROPN NNP _ 3 nsubj\n3 left leave VERB VBD _ 0 root\n\
                   4 Norland Norland PROPN NNP _ 3 obj\n";
    assert_eq!(tuples(general, Shape::Nary).len(), 2);
    let assembly = general.replace(
        "1 General General PROPN NNP _ 2 compound",
        "1 General General ADJ NNP _ 2 amod",
    );
    assert_eq!(tuples(&assembly, Shape::Nary).len(), 1);
}

#[test]
fn not_everything_is_in_a_place() {
    let bank = |word: &str| {
        format!(
            "1 Roe Roe PROPN NNP _ 2 nsubj\n2 saw see VERB VBD _ 0 root\n3 the the DET DT _ 5 det\n4 {word} ADJ JJS _ 5 amod\n\
             5 bank bank NOUN NN _ 2 obj\n6 in in ADP IN _ 7 case\n7 Norland Norland PROPN NNP _ 5 nmod\n"
        )
    };
    assert_eq!(tuples(&bank("largest large"), Shape::Nary).len(), 1);
    let old = bank("old old").replace("JJS", "JJ");
    assert!(with(&old, "the old bank").contains(&"the old bank | be in | Norland".to_owned()));
}

#[test]
fn a_possessive_is_no_subject() {
    let wish = "1 his his PRON PRP$ Poss=Yes 2 nmod:poss\n2 decision decision NOUN NN _ 0 root\n3 to to PART TO _ 4 mark\n\
                4 leave leave VERB VB VerbForm=Inf 2 acl\n5 Norland Norland PROPN NNP _ 4 obj\n";
    assert!(tuples(wish, Shape::Nary).is_empty());
}

#[test]
fn how_something_is_put_is_no_deed() {
    let put = "1 Norland Norland PROPN NNP _ 2 nsubj\n2 left leave VERB VBD _ 0 root\n3 , , PUNCT , _ 6 punct\n4 as as SCONJ IN _ 6 mark\n\
               5 Roe Roe PROPN NNP _ 6 nsubj\n6 put put VERB VBD _ 2 advcl\n7 it it PRON PRP _ 6 obj\n";
    assert!(with(put, "Roe").is_empty());
    assert_eq!(
        with(&put.replace("6 put put", "6 lost lose"), "Roe"),
        ["Roe | lost | it"]
    );
}
