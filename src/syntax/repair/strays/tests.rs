//! Each repair of a stray word, beside its like that is left alone.

use crate::syntax::repair::strays::{infinitive_subjects, objects, parts_of_which, second_subjects, sentences, told};
use crate::syntax::repair::trial::{arcs, tried};
use crate::syntax::{Deprel, Token, TokenId};

/// That the repair hangs the word `at`, counted from 1, as `expected` tells, and leaves all alone once `change` is made.
fn check(source: &str, repair: fn(&mut [Token]), at: usize, expected: (u32, Deprel), change: (&str, &str)) {
    assert_eq!(arcs(source, |tokens, _| repair(tokens))[at - 1], expected);
    assert!(source.contains(change.0), "{}", change.0);
    let changed = source.replace(change.0, change.1);
    assert_eq!(
        arcs(&changed, |tokens, _| repair(tokens)),
        arcs(&changed, |_, _| {}),
        "{changed}"
    );
}

#[test]
fn what_somebody_is_assured_of_is_said() {
    let source = "1 Roe Roe PROPN NNP _ 2 nsubj\n2 assured assure VERB VBD _ 0 root\n3 envoys envoy NOUN NNS _ 2 obj\n\
                  4 that that PRON WDT _ 7 obl\n5 notes note NOUN NNS _ 7 nsubj:pass\n6 were be AUX VBD _ 7 aux:pass\n\
                  7 sent send VERB VBN _ 3 acl:relcl";
    let hung = |source: &str| {
        let tokens = tried(source, |tokens, words| told(tokens, |token| words.text(token.lemma)));
        (tokens[6].head, tokens[6].deprel, tokens[3].deprel)
    };
    assert_eq!(hung(source), (TokenId(1), Deprel::Ccomp, Deprel::Mark));
    let met = source.replace("2 assured assure", "2 met meet");
    assert_eq!(hung(&met), (TokenId(2), Deprel::AclRelcl, Deprel::Obl));
}

#[test]
fn an_infinitive_is_no_second_subject() {
    check(
        "1 Envoys envoy NOUN NNS _ 3 nsubj\n2 are be AUX VBP _ 3 cop\n3 ready ready ADJ JJ _ 0 root\n4 to to PART TO _ 5 mark\n\
         5 leave leave VERB VB _ 3 csubj",
        infinitive_subjects,
        5,
        (3, Deprel::Xcomp),
        ("1 Envoys envoy NOUN NNS _ 3 nsubj", "1 It it PRON PRP _ 3 expl"),
    );
}

#[test]
fn behind_a_semicolon_a_sentence_has_its_own_subject() {
    check(
        "1 Roe Roe PROPN NNP _ 2 nsubj\n2 left leave VERB VBD _ 0 root\n3 Easthaven Easthaven PROPN NNP _ 2 obj\n\
         4 ; ; PUNCT : _ 5 punct\n5 envoys envoy NOUN NNS _ 3 appos\n6 stayed stay VERB VBD _ 3 acl:relcl",
        sentences,
        6,
        (2, Deprel::Parataxis),
        ("4 ; ; PUNCT : _", "4 , , PUNCT , _"),
    );
}

#[test]
fn the_second_of_two_subjects_is_what_the_first_is_called() {
    check(
        "1 The the DET DT _ 2 det\n2 word word NOUN NN _ 6 nsubj\n3 \" \" PUNCT `` _ 4 punct\n4 note note NOUN NN _ 6 nsubj\n\
         5 \" \" PUNCT '' _ 4 punct\n6 means mean VERB VBZ _ 0 root",
        second_subjects,
        4,
        (2, Deprel::Appos),
        ("3 \" \" PUNCT `` _", "3 , , PUNCT , _"),
    );
}

#[test]
fn a_part_of_which_is_a_subject() {
    check(
        "1 plans plan NOUN NNS _ 0 root\n2 , , PUNCT , _ 3 punct\n3 best good ADJ JJS _ 1 appos\n4 of of ADP IN _ 5 case\n\
         5 which which PRON WDT _ 3 obl\n6 is be AUX VBZ _ 7 cop\n7 canal canal NOUN NN _ 1 acl:relcl",
        parts_of_which,
        3,
        (7, Deprel::Nsubj),
        ("5 which which PRON WDT _ 3 obl", "5 roads road NOUN NNS _ 3 obl"),
    );
}

#[test]
fn what_is_announced_to_be_is_no_object() {
    check(
        "1 Roe Roe PROPN NNP _ 2 nsubj\n2 announced announce VERB VBD _ 0 root\n3 envoys envoy NOUN NNS _ 2 obj\n\
         4 were be AUX VBD _ 5 aux:pass\n5 sent send VERB VBN _ 2 conj",
        objects,
        3,
        (5, Deprel::NsubjPass),
        ("4 were be AUX VBD _ 5 aux:pass", "4 and and CCONJ CC _ 5 cc"),
    );
}
