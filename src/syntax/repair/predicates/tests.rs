//! Each repair, beside its like that is left alone.

use crate::syntax::repair::predicates::{
    agreements, conjuncts, contents, infinitives, participles, perfects, subjects, verbs,
};
use crate::syntax::repair::trial::{arcs, tried};
use crate::syntax::{Deprel, Token, TokenId, Upos, Xpos};

#[test]
fn a_verb_gets_its_subject_back_from_a_fronted_phrase() {
    let source = "1 In in ADP IN _ 2 case\n2 Sudria Sudria PROPN NNP _ 9 obl\n3 , , PUNCT , _ 2 punct\n\
                  4 Jane Jane PROPN NNP _ 2 appos\n5 , , PUNCT , _ 7 punct\n6 the the DET DT _ 7 det\n\
                  7 minister minister NOUN NN _ 4 appos\n8 , , PUNCT , _ 4 punct\n9 spoke speak VERB VBD _ 0 root";
    let tokens = tried(source, |tokens, _| subjects(tokens));
    assert_eq!((tokens[3].head, tokens[3].deprel), (TokenId(8), Deprel::Nsubj));
    assert_eq!((tokens[6].head, tokens[6].deprel), (TokenId(3), Deprel::Appos));
    // With a subject of its own, or unfinite, the verb takes nothing.
    let mut infinitive = tried(source, |_, _| {});
    infinitive[8].xpos = Xpos::Vb;
    let before = infinitive.clone();
    subjects(&mut infinitive);
    assert_eq!(infinitive, before);
}

/// The heads, counted from 1, and relations of a sentence after a repair that looks no lemma up.
fn repaired(source: &str, repair: impl Fn(&mut [Token])) -> Vec<(u32, Deprel)> {
    arcs(source, |tokens, _| repair(tokens))
}

#[test]
fn whoever_is_elected_mayor_is_elected() {
    let elected = "1 Roe Roe PROPN NNP _ 4 nsubj\n2 was be AUX VBD _ 4 cop\n3 elected elect VERB VBN _ 4 amod\n\
                   4 mayor mayor NOUN NN _ 0 root\n5 . . PUNCT . _ 4 punct";
    let expected = vec![
        (3, Deprel::NsubjPass),
        (3, Deprel::AuxPass),
        (0, Deprel::Root),
        (3, Deprel::Xcomp),
        (3, Deprel::Punct),
    ];
    assert_eq!(repaired(elected, participles), expected);
    let article = elected.replace("3 elected elect VERB VBN _ 4 amod", "3 the the DET DT _ 4 det");
    assert_eq!(repaired(&article, participles)[3], (0, Deprel::Root));
    let inner = "1 Roe Roe PROPN NNP _ 4 nsubj\n2 was be AUX VBD _ 3 aux:pass\n3 elected elect VERB VBN _ 0 root\n\
                 4 mayor mayor NOUN NN _ 3 xcomp";
    assert_eq!(repaired(inner, subjects)[0], (3, Deprel::NsubjPass));
}

#[test]
fn what_is_to_be_done_is_a_verb() {
    let host = "1 offered offer VERB VBD _ 0 root\n2 to to PART TO _ 3 mark\n3 host host NOUN NN _ 1 xcomp";
    let tokens = tried(host, |tokens, _| verbs(tokens));
    assert_eq!((tokens[2].upos, tokens[2].xpos), (Upos::Verb, Xpos::Vb));
}

#[test]
fn conjuncts_are_of_a_kind() {
    let left = "1 Roe Roe PROPN NNP _ 2 nsubj\n2 tried try VERB VBD _ 0 root\n3 to to PART TO _ 4 mark\n\
                 4 leave leave VERB VB _ 2 xcomp\n5 and and CCONJ CC _ 6 cc\n6 stayed stay VERB VBD _ 4 conj";
    assert_eq!(repaired(left, conjuncts)[5], (2, Deprel::Conj));
    let both = left.replace("6 stayed stay VERB VBD", "6 stay stay VERB VB");
    assert_eq!(repaired(&both, conjuncts)[5], (4, Deprel::Conj));
    let bare = both.replace("VB _ 4 conj", "VB _ 2 conj");
    assert_eq!(repaired(&bare, conjuncts)[5], (4, Deprel::Conj));
    assert_eq!(
        repaired(&bare.replace("6 stay stay VERB VB", "6 stay stay VERB VBD"), conjuncts)[5],
        (2, Deprel::Conj)
    );
}

/// That the repair hangs the word `at`, counted from 1, as `expected` tells, and leaves it alone once `change` is made.
fn check(source: &str, repair: fn(&mut [Token]), at: usize, expected: (u32, Deprel), change: (&str, &str)) {
    assert_eq!(repaired(source, repair)[at - 1], expected);
    let changed = source.replace(change.0, change.1);
    assert_eq!(repaired(&changed, repair), repaired(&changed, |_| {}), "{changed}");
}

#[test]
fn an_object_is_the_subject_of_a_verb_without_one() {
    check(
        "1 Norland Norland PROPN NNP _ 2 nsubj\n2 reported report VERB VBD _ 0 root\n3 a a DET DT _ 4 det\n\
         4 source source NOUN NN _ 2 obj\n5 denied deny VERB VBD _ 2 ccomp\n6 it it PRON PRP _ 5 obj",
        subjects,
        4,
        (5, Deprel::Nsubj),
        ("5 denied deny VERB VBD", "5 deny deny VERB VB"),
    );
}

#[test]
fn infinitives_in_a_row_hang_on_the_first() {
    check(
        "1 asked ask VERB VBD _ 0 root\n2 Sudria Sudria PROPN NNP _ 1 obj\n3 to to PART TO _ 4 mark\n\
         4 leave leave VERB VB _ 1 xcomp\n5 and and CCONJ CC _ 7 cc\n6 to to PART TO _ 7 mark\n\
         7 disarm disarm VERB VB _ 1 conj",
        infinitives,
        7,
        (4, Deprel::Conj),
        ("7 disarm disarm VERB VB", "7 left leave VERB VBD"),
    );
}

#[test]
fn what_is_said_in_a_statement_is_said() {
    check(
        "1 Roe Roe PROPN NNP _ 2 nsubj\n2 said say VERB VBD _ 0 root\n3 in in ADP IN _ 5 case\n4 a a DET DT _ 5 det\n\
         5 statement statement NOUN NN _ 2 obl\n6 that that SCONJ IN _ 8 mark\n7 he he PRON PRP _ 8 nsubj\n\
         8 left leave VERB VBD _ 5 acl",
        |tokens| contents(tokens, |verb| verb.upos == Upos::Verb),
        8,
        (2, Deprel::Ccomp),
        (
            "5 statement statement NOUN NN _ 2 obl",
            "5 statement statement NOUN NN _ 2 obj",
        ),
    );
}

#[test]
fn nobody_spoken_to_leaves_a_verb_without_a_subject() {
    let source = "1 Norland Norland PROPN NNP _ 4 vocative\n2 he he PRON PRP _ 3 nsubj\n3 said say VERB VBD _ 4 parataxis\n\
                  4 left leave VERB VBD _ 0 root";
    let tokens = tried(source, |tokens, _| subjects(tokens));
    assert_eq!((tokens[0].head, tokens[0].deprel), (TokenId(3), Deprel::Nsubj));
}

#[test]
fn conjuncts_agree_with_one_subject() {
    check(
        "1 we we PRON PRP _ 2 nsubj\n2 want want VERB VBP _ 0 root\n3 plans plan NOUN NNS _ 2 obj\n4 that that PRON WDT _ 5 nsubj\n\
         5 works work VERB VBZ _ 3 acl:relcl\n6 and and CCONJ CC _ 7 cc\n7 leaves leave VERB VBZ _ 2 conj",
        agreements,
        7,
        (5, Deprel::Conj),
        ("7 leaves leave VERB VBZ", "7 leave leave VERB VBP"),
    );
}

#[test]
fn a_participle_behind_an_adverb_is_the_verb() {
    let had = "1 Roe Roe PROPN NNP _ 2 nsubj\n2 had have AUX VBD _ 0 root\n3 long long ADV RB _ 4 advmod\n\
               4 opposed oppose VERB VBN _ 5 amod\n5 talks talk NOUN NNS _ 2 obj";
    let read = |source: &str| arcs(source, perfects);
    let found = read(had);
    assert_eq!(found[..2], [(4, Deprel::Nsubj), (4, Deprel::Aux)]);
    assert_eq!(found[3..], [(0, Deprel::Root), (4, Deprel::Obj)]);
    let own = had.replace("3 long long ADV RB _ 4 advmod", "3 some some DET DT _ 5 det");
    assert_eq!(read(&own)[4], (2, Deprel::Obj));
}
