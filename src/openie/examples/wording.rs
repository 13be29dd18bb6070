//! How the words of a tuple are chosen, each with its like.

use crate::openie::Shape;
use crate::openie::examples::{tuples, with};

#[test]
fn a_relative_possessive_is_put_back() {
    let envoys = "1 Roe Roe PROPN NNP _ 2 nsubj\n2 met meet VERB VBD _ 0 root\n3 envoys envoy NOUN NNS _ 2 obj\n4 , , PUNCT , _ 8 punct\n\
                  5 whose whose PRON WP$ PronType=Rel 6 nmod:poss\n6 friends friend NOUN NNS _ 8 nsubj\n7 then then ADV RB _ 8 advmod\n\
                  8 left leave VERB VBD _ 3 acl:relcl\n9 Norland Norland PROPN NNP _ 8 obj\n";
    assert_eq!(with(envoys, "envoys"), ["envoys 's friends | then left | Norland"]);
    let asked = "1 Roe Roe PROPN NNP _ 2 nsubj\n2 knows know VERB VBZ _ 0 root\n3 whose whose PRON WP$ PronType=Int 4 nmod:poss\n\
                 4 friends friend NOUN NNS _ 5 nsubj\n5 left leave VERB VBD _ 2 ccomp\n6 Norland Norland PROPN NNP _ 5 obj\n";
    assert_eq!(with(asked, ""), ["Roe | knows | whose friends left Norland"]);
}

#[test]
fn a_part_of_which_names_the_whole() {
    let plans = "1 Roe Roe PROPN NNP _ 2 nsubj\n2 made make VERB VBD _ 0 root\n3 plans plan NOUN NNS _ 2 obj\n4 , , PUNCT , _ 8 punct\n\
                 5 two two NUM CD _ 8 nsubj\n6 of of ADP IN _ 7 case\n7 which which PRON WDT PronType=Rel 5 nmod\n\
                 8 failed fail VERB VBD _ 3 acl:relcl\n9 in in ADP IN _ 10 case\n10 May May PROPN NNP _ 8 obl\n";
    assert_eq!(with(plans, "two"), ["two of plans | failed in | May"]);
}

#[test]
fn what_is_clear_is_said_whole() {
    let clear = "1 It it PRON PRP _ 3 expl\n2 is be AUX VBZ _ 3 cop\n3 clear clear ADJ JJ _ 0 root\n4 that that SCONJ IN _ 6 mark\n\
                 5 Norland Norland PROPN NNP _ 6 nsubj\n6 left leave VERB VBD _ 3 csubj\n7 Sudria Sudria PROPN NNP _ 6 obj\n";
    assert_eq!(with(clear, "It"), ["It | is clear that | Norland left Sudria"]);
    let early = "1 It it PRON PRP _ 4 nsubj\n2 was be AUX VBD _ 4 cop\n3 too too ADV RB _ 4 advmod\n4 early early ADJ JJ _ 0 root\n5 to to PART TO _ 6 mark\n\
                 6 leave leave VERB VB VerbForm=Inf 4 csubj\n7 Norland Norland PROPN NNP _ 6 obj\n";
    assert_eq!(with(early, ""), ["It | was too early to | leave Norland"]);
}

#[test]
fn a_measure_stays_with_its_adjective() {
    let wall = "1 Walls wall NOUN NNS _ 5 nsubj\n2 are be AUX VBP _ 5 cop\n3 nine nine NUM CD _ 4 nummod\n4 feet foot NOUN NNS _ 5 obl:unmarked\n\
                5 high high ADJ JJ _ 0 root\n";
    assert_eq!(with(wall, "Walls"), ["Walls | are | nine feet high"]);
}

#[test]
fn a_measure_stays_with_its_preposition() {
    let left = "1 Roe Roe PROPN NNP _ 2 nsubj\n2 left leave VERB VBD _ 0 root\n3 Norland Norland PROPN NNP _ 2 obj\n4 two two NUM CD _ 5 nummod\n\
                5 days day NOUN NNS _ 2 obl:unmarked\n6 after after ADP IN _ 8 case\n7 the the DET DT _ 8 det\n8 vote vote NOUN NN _ 2 obl\n";
    assert_eq!(with(left, "Roe"), ["Roe | left | Norland | two days after the vote"]);
    let apart = left.replace("6 after after", "6 with with");
    assert_eq!(with(&apart, "Roe"), ["Roe | left | Norland | two days | with the vote"]);
}

#[test]
fn no_time_does_anything() {
    let years = "1 Roe Roe PROPN NNP _ 2 nsubj\n2 spent spend VERB VBD _ 0 root\n3 years year NOUN NNS _ 2 obj\n\
                 4 teaching teach VERB VBG VerbForm=Part 3 acl\n5 law law NOUN NN _ 4 obj\n";
    assert_eq!(with(years, "Roe | be"), ["Roe | be teaching | law"]);
    let envoys = years.replace("3 years year", "3 envoys envoy");
    assert_eq!(with(&envoys, "envoys"), ["envoys | be teaching | law"]);
}

#[test]
fn a_preposition_without_a_noun_is_the_verb_s() {
    let city = "1 Roe Roe PROPN NNP _ 2 nsubj\n2 left leave VERB VBD _ 0 root\n3 towns town NOUN NNS _ 2 obj\n4 Norland Norland PROPN NNP _ 5 nsubj\n\
                5 aimed aim VERB VBD _ 3 acl:relcl\n6 at at ADP IN _ 5 obl\n";
    assert_eq!(with(city, "Norland"), ["Norland | aimed at | towns"]);
}

#[test]
fn a_relative_where_is_in_a_place() {
    let city = "1 Roe Roe PROPN NNP _ 2 nsubj\n2 left leave VERB VBD _ 0 root\n3 Easthaven Easthaven PROPN NNP _ 2 obj\n\
                4 where where ADV WRB PronType=Rel 6 advmod\n5 Doe Doe PROPN NNP _ 6 nsubj\n6 died die VERB VBD _ 3 acl:relcl\n";
    assert_eq!(with(city, "Doe"), ["Doe | died in | Easthaven"]);
}

#[test]
fn what_follows_a_predicate_is_so_of_the_subject() {
    let poet = "1 Roe Roe PROPN NNP _ 4 nsubj\n2 was be AUX VBD _ 4 cop\n3 a a DET DT _ 4 det\n4 poet poet NOUN NN _ 0 root\n\
                5 , , PUNCT , _ 6 punct\n6 born bear VERB VBN VerbForm=Part 4 acl\n7 in in ADP IN _ 8 case\n8 Norland Norland PROPN NNP _ 6 obl\n";
    assert!(with(poet, "Roe").contains(&"Roe | be born in | Norland".to_owned()));
    let which = poet.replace("5 , , PUNCT , _ 6 punct", "5 then then ADV RB _ 6 advmod");
    assert!(with(&which, "a poet").contains(&"a poet | be then born in | Norland".to_owned()));
}

#[test]
fn what_one_is_called_one_is_called() {
    let called = |verb: &str| {
        format!(
            "1 rivers river NOUN NNS _ 0 root\n2 {verb} VERB VBN VerbForm=Part 1 acl\n3 streams stream NOUN NNS _ 2 xcomp\n\
             4 in in ADP IN _ 5 case\n5 Norland Norland PROPN NNP _ 2 obl\n"
        )
    };
    assert_eq!(
        with(&called("called call"), "rivers")[0],
        "rivers | be called | streams | in Norland"
    );
}

#[test]
fn a_place_is_nobody_s_son() {
    let born = "1 Roe Roe PROPN NNP _ 3 nsubj:pass\n2 was be AUX VBD _ 3 aux:pass\n3 born bear VERB VBN _ 0 root\n4 in in ADP IN _ 5 case\n\
                5 Easthaven Easthaven PROPN NNP _ 3 obl\n6 , , PUNCT , _ 8 punct\n7 the the DET DT _ 8 det\n8 son son NOUN NN _ 5 appos\n\
                9 of of ADP IN _ 10 case\n10 millers miller NOUN NNS _ 8 nmod\n";
    assert!(with(born, "Roe").contains(&"Roe | be | the son of millers".to_owned()));
    let seat = born.replace("8 son son", "8 seat seat");
    assert_eq!(with(&seat, "Easthaven"), ["Easthaven | be | the seat of millers"]);
}

#[test]
fn what_is_paired_off_stays_together() {
    let won = |adverb: &str| {
        format!(
            "1 Roe Roe PROPN NNP _ 4 nsubj\n2 and and CCONJ CC _ 3 cc\n3 Doe Doe PROPN NNP _ 1 conj\n4 led lead VERB VBD _ 0 root\n\
             5 Norland Norland PROPN NNP _ 4 obj\n6 and and CCONJ CC _ 7 cc\n7 Sudria Sudria PROPN NNP _ 5 conj\n{adverb} ADV RB _ 4 advmod\n"
        )
    };
    let paired = tuples(&won("8 respectively respectively"), Shape::Nary);
    assert_eq!(paired.len(), 1);
    assert!(paired[0].1.starts_with("Roe and Doe | led | Norland and Sudria"));
    assert_eq!(tuples(&won("8 twice twice"), Shape::Nary).len(), 4);
}

#[test]
fn an_object_comes_first_wherever_it_stands() {
    let tools = "1 tools tool NOUN NNS _ 0 root\n2 that that PRON WDT PronType=Rel 4 obj\n3 Roe Roe PROPN NNP _ 4 nsubj\n\
                 4 used use VERB VBD _ 1 acl:relcl\n5 in in ADP IN _ 6 case\n6 May May PROPN NNP _ 4 obl\n";
    assert_eq!(with(tools, "Roe"), ["Roe | used | tools | in May"]);
}

#[test]
fn what_is_said_of_a_note_names_it() {
    let note = "1 Roe Roe PROPN NNP _ 2 nsubj\n2 read read VERB VBD _ 0 root\n3 notes note NOUN NNS _ 2 obj\n4 which which PRON WDT PronType=Rel 6 obj\n\
                5 Doe Doe PROPN NNP _ 6 nsubj\n6 said say VERB VBD _ 3 acl:relcl\n7 named name VERB VBD VerbForm=Fin 6 ccomp\n\
                8 Norland Norland PROPN NNP _ 7 obj\n";
    assert_eq!(with(note, "Doe"), ["Doe | said | notes named Norland"]);
    assert_eq!(with(note, "notes"), ["notes | named | Norland"]);
}

#[test]
fn what_no_longer_holds_is_not_said_to_hold() {
    let longer = "1 Norland Norland PROPN NNP _ 4 nsubj\n2 no no ADV RB _ 3 advmod\n3 longer long ADV RBR _ 4 advmod\n\
                  4 recognises recognise VERB VBZ _ 0 root\n5 Sudria Sudria PROPN NNP _ 4 obj\n";
    assert_eq!(with(longer, "Norland"), ["Norland | no longer recognises | Sudria"]);
    assert_eq!(
        with(&longer.replace("2 no no", "2 any any"), "Norland"),
        ["Norland | recognises | Sudria"]
    );
}
