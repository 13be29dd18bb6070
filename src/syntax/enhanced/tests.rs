//! Each implicit relation, on hand-made trees.

use crate::syntax::{Control, Enhanced, TokenId, Tree, conllu};
use crate::text::Vocabulary;

/// Each implicit relation of the sentence as `head relation dependant`, in order.
fn check(conllu: &str, expected: &[&str]) {
    let vocabulary = Vocabulary::default();
    let (text, parse) = conllu::read(conllu, &vocabulary).unwrap();
    let sentence = &parse.sentences[0];
    let word = |id: TokenId| sentence[id].span.of(&text);
    let enhanced = Enhanced::new(sentence, &Tree::new(sentence), |id, mark| {
        match (word(id), mark.map(word)) {
            ("promised", _) | (_, Some("after")) => Control::Subject,
            ("called", _) => Control::Oblique,
            ("encouraged", None) => Control::Asked,
            _ => Control::Object,
        }
    });
    let found: Vec<String> = enhanced
        .edges()
        .iter()
        .map(|edge| format!("{} {} {}", word(edge.head), edge.relation, word(edge.dependent)))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn conjuncts_share_and_are_shared() {
    check(
        "1 Norland Norland PROPN NNP _ 4 nsubj\n2 and and CCONJ CC _ 3 cc\n3 Sudria Sudria PROPN NNP _ 1 conj\n\
         4 objected object VERB VBD _ 0 root\n5 and and CCONJ CC _ 6 cc\n6 left leave VERB VBD _ 4 conj\n",
        &["objected nsubj Sudria", "left nsubj Norland", "left nsubj Sudria"],
    );
}

#[test]
fn a_conjunct_of_a_passive_is_passive() {
    check(
        "1 She she PRON PRP _ 3 nsubj:pass\n2 was be AUX VBD _ 3 aux:pass\n3 arrested arrest VERB VBN _ 0 root\n\
         4 and and CCONJ CC _ 5 cc\n5 expelled expel VERB VBN _ 3 conj\n",
        &["expelled nsubj:pass She"],
    );
}

#[test]
fn a_relative_pronoun_gives_its_place_to_the_antecedent() {
    check(
        "1 The the DET DT _ 2 det\n2 city city NOUN NN _ 0 root\n3 in in ADP IN _ 4 case\n\
         4 which which PRON WDT PronType=Rel 6 obl\n5 they they PRON PRP _ 6 nsubj\n6 met meet VERB VBD _ 2 acl:relcl\n",
        &["met obl city"],
    );
}

#[test]
fn a_relative_clause_in_the_singular_is_the_last_conjunct_s() {
    let both = "1 Norland Norland PROPN NNP _ 0 root\n2 and and CCONJ CC _ 3 cc\n3 Sudria Sudria PROPN NNP _ 1 conj\n\
                4 which which PRON WDT PronType=Rel 5 nsubj\n";
    check(
        &format!("{both}5 objects object VERB VBZ Number=Sing|VerbForm=Fin 1 acl:relcl\n"),
        &["objects nsubj Sudria"],
    );
    check(
        &format!("{both}5 object object VERB VBP Number=Plur|VerbForm=Fin 1 acl:relcl\n"),
        &["object nsubj Norland", "object nsubj Sudria"],
    );
}

#[test]
fn a_gap_is_the_innermost_verb_s() {
    check(
        "1 The the DET DT _ 2 det\n2 note note NOUN NN _ 0 root\n3 Norland Norland PROPN NNP _ 4 nsubj\n\
         4 wanted want VERB VBD _ 2 acl:relcl\n5 to to PART TO _ 6 mark\n6 send send VERB VB VerbForm=Inf 4 xcomp\n",
        &["send obj note", "send nsubj Norland"],
    );
}

#[test]
fn the_object_controls_except_of_promises() {
    let urged = "1 Norland Norland PROPN NNP _ 2 nsubj\n2 @ VERB VBD _ 0 root\n3 Sudria Sudria PROPN NNP _ 2 obj\n\
                 4 to to PART TO _ 5 mark\n5 withdraw withdraw VERB VB VerbForm=Inf 2 xcomp\n";
    check(&urged.replace('@', "urged urge"), &["withdraw nsubj Sudria"]);
    check(&urged.replace('@', "promised promise"), &["withdraw nsubj Norland"]);
}

#[test]
fn a_call_is_on_whom_it_asks() {
    for relation in ["xcomp", "advcl"] {
        let called = "1 Norland Norland PROPN NNP _ 2 nsubj\n2 called call VERB VBD _ 0 root\n3 on on ADP IN _ 4 case\n\
                      4 Sudria Sudria PROPN NNP _ 2 obl\n5 to to PART TO _ 6 mark\n\
                      6 withdraw withdraw VERB VB VerbForm=Inf 2 xcomp\n";
        check(
            &called.replace("2 xcomp", &format!("2 {relation}")),
            &["withdraw nsubj Sudria"],
        );
    }
}

#[test]
fn whoever_is_encouraged_does_it_though_it_passes_for_a_purpose() {
    let sent = "1 Norland Norland PROPN NNP _ 2 nsubj\n2 @ VERB VBD _ 0 root\n3 Sudria Sudria PROPN NNP _ 2 obj\n\
                4 to to PART TO _ 5 mark\n5 withdraw withdraw VERB VB VerbForm=Inf 2 advcl\n";
    check(&sent.replace('@', "encouraged encourage"), &["withdraw nsubj Sudria"]);
    check(&sent.replace('@', "left leave"), &["withdraw nsubj Norland"]);
}

#[test]
fn what_is_to_be_unveiled_is_the_plan() {
    check(
        "1 Norland Norland PROPN NNP _ 2 nsubj\n2 announced announce VERB VBD _ 0 root\n3 plans plan NOUN NNS _ 2 obj\n\
         4 to to PART TO _ 6 mark\n5 be be AUX VB VerbForm=Inf 6 aux:pass\n\
         6 unveiled unveil VERB VBN VerbForm=Part 2 advcl\n",
        &["unveiled nsubj:pass plans"],
    );
}

#[test]
fn a_passive_s_bare_participle_is_its_doer_s() {
    let held = "1 Talks talk NOUN NNS _ 3 nsubj:pass\n2 were be AUX VBD _ 3 aux:pass\n3 held hold VERB VBN _ 0 root\n\
                @ using use VERB VBG VerbForm=Part 3 advcl";
    check(&held.replace('@', "4"), &[]);
    check(&held.replace('@', "4 , , PUNCT , _ 5 punct\n5"), &["using nsubj Talks"]);
}

#[test]
fn a_gerund_is_laid_to_the_object() {
    let accused = "1 Norland Norland PROPN NNP _ 2 nsubj\n2 accused accuse VERB VBD _ 0 root\n\
                   3 Sudria Sudria PROPN NNP _ 2 obj\n4 @ ADP IN _ 5 mark\n5 shelling shell VERB VBG VerbForm=Ger 2 advcl\n";
    check(&accused.replace('@', "of of"), &["shelling nsubj Sudria"]);
    check(&accused.replace('@', "after after"), &["shelling nsubj Norland"]);
    check(
        "1 Roe Roe PROPN NNP _ 3 nsubj:pass\n2 was be AUX VBD _ 3 aux:pass\n3 jailed jail VERB VBN _ 0 root\n\
         4 for for ADP IN _ 5 mark\n5 spying spy VERB VBG VerbForm=Ger 3 advcl\n",
        &["spying nsubj Roe"],
    );
}

#[test]
fn an_object_behind_two_verbs_is_both_s() {
    check(
        "1 Norland Norland PROPN NNP _ 2 nsubj\n2 signed sign VERB VBD _ 0 root\n3 and and CCONJ CC _ 4 cc\n\
         4 ratified ratify VERB VBD _ 2 conj\n5 the the DET DT _ 6 det\n6 treaty treaty NOUN NN _ 4 obj",
        &["ratified nsubj Norland", "signed obj treaty"],
    );
}

#[test]
fn a_content_clause_has_no_place_for_its_noun() {
    let claim = "1 The the DET DT _ 2 det\n2 claim claim NOUN NN _ 0 root\n3 that that PRON @\n\
                 4 Norland Norland PROPN NNP _ 5 nsubj\n5 sent send VERB VBD _ 2 acl:relcl\n#6 troops troop NOUN NNS _ 5 obj\n";
    let object = claim.replace('#', "").replace('@', "WDT PronType=Rel 5 obj");
    check(&object, &[]);
    let mark = claim.split('#').next().unwrap().replace('@', "IN _ 5 mark");
    check(&mark, &[]);
}

#[test]
fn participles_have_a_subject() {
    check(
        "1 Norland Norland PROPN NNP _ 2 nsubj\n2 left leave VERB VBD _ 0 root\n3 , , PUNCT , _ 4 punct\n\
         4 citing cite VERB VBG VerbForm=Part 2 advcl\n5 a a DET DT _ 6 det\n6 note note NOUN NN _ 4 obj\n\
         7 sent send VERB VBN VerbForm=Part 6 acl\n",
        &["citing nsubj Norland", "sent nsubj:pass note"],
    );
}
