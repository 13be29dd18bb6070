//! Each word brought back to its noun, beside its like that is left alone.

use crate::syntax::repair::adnominals::{gapped, glosses, holding_participles, namesakes};
use crate::syntax::repair::trial::arcs;
use crate::syntax::{Deprel, Token};

/// The head, counted from 1, and the relation of the word `at`, counted from 1, after all repairs of this file.
fn repaired(source: &str, at: usize) -> (u32, Deprel) {
    arcs(source, |tokens, words| {
        let lemma = |token: &Token| words.text(token.lemma);
        gapped(tokens, lemma);
        glosses(tokens);
        holding_participles(tokens, lemma);
        namesakes(tokens, lemma);
    })[at - 1]
}

#[test]
fn what_a_name_is_said_to_be_is_no_second_subject() {
    let roe = "1 Roe Roe PROPN NNP _ 8 nsubj\n2 , , PUNCT , _ 4 punct\n3 a a DET DT _ 4 det\n4 poet poet NOUN NN _ 1 appos\n\
               5 and and CCONJ CC _ 7 cc\n6 former former ADJ JJ _ 7 amod\n7 envoy envoy NOUN NN _ 1 conj\n8 left leave VERB VBD _ 0 root";
    assert_eq!(repaired(roe, 7), (4, Deprel::Conj));
    let another = roe.replace("6 former former ADJ JJ _ 7 amod", "6 an a DET DT _ 7 det");
    assert_eq!(repaired(&another, 7), (1, Deprel::Conj));
}

#[test]
fn a_study_shows_what_a_participle_behind_it_says() {
    let study = "1 Roe Roe PROPN NNP _ 2 nsubj\n2 cited cite VERB VBD _ 0 root\n3 studies study NOUN NNS _ 2 obj\n\
                 4 showing show VERB VBG _ 2 advcl\n5 losses loss NOUN NNS _ 4 obj";
    assert_eq!(repaired(study, 4), (3, Deprel::Acl));
    let singing = study.replace("4 showing show", "4 singing sing");
    assert_eq!(repaired(&singing, 4), (2, Deprel::Advcl));
}

#[test]
fn a_namesake_has_what_follows() {
    let film = "1 film film NOUN NN _ 0 root\n2 of of ADP IN _ 5 case\n3 the the DET DT _ 5 det\n4 same same ADJ JJ _ 5 amod\n\
                5 name name NOUN NN _ 1 nmod\n6 starring star VERB VBG _ 5 acl\n7 Roe Roe PROPN NNP _ 6 obj";
    assert_eq!(repaired(film, 6), (1, Deprel::Acl));
    let kind = film.replace("5 name name", "5 kind kind");
    assert_eq!(repaired(&kind, 6), (5, Deprel::Acl));
}

#[test]
fn what_lacks_its_object_is_a_relative_clause() {
    let talks = "1 talks talk NOUN NNS _ 0 root\n2 that that SCONJ IN _ 4 mark\n3 Norland Norland PROPN NNP _ 4 nsubj\n\
                 4 held hold VERB VBD _ 1 acl";
    assert_eq!(repaired(talks, 4), (1, Deprel::AclRelcl));
    assert_eq!(repaired(talks, 2), (4, Deprel::Obj));
    let left = talks.replace("4 held hold", "4 left leave");
    assert_eq!(repaired(&left, 4), (1, Deprel::Acl));
}
