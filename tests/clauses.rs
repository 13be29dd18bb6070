//! Clauses read off hand-built parses: one construction a test, so that they do not move when the parser improves.

use demarche::clause::{self, Lexicon};
use demarche::mention::Mentions;
use demarche::syntax::conllu;
use demarche::text::Vocabulary;

/// Nouns that stand for events in these tests, as a rule pack would have it.
const EVENTS: &[&str] = &["demarche", "talk", "recognition", "attack", "withdrawal"];

/// Each clause as `kind lemma(slot words, …) status`, in order.
fn check(source: &str, expected: &[&str]) {
    let mut vocabulary = Vocabulary::default();
    let mut lexicon = Lexicon::new(&mut vocabulary);
    for noun in EVENTS {
        let noun = vocabulary.intern(noun);
        lexicon.add_event_noun(noun);
    }
    let (text, parse) = conllu::read(source, &vocabulary).expect("a well-formed parse");
    let clauses = clause::read(&text, &parse, &Mentions::default(), &lexicon);
    let found: Vec<String> = clauses
        .iter()
        .map(|(_, clause)| clause.show(&parse, &text).to_string())
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_passive_is_turned_round() {
    check(
        "1 Votes vote NOUN NNS _ 3 nsubj:pass\n2 were be AUX VBD _ 3 aux:pass\n3 rejected reject VERB VBN _ 0 root\n\
         4 by by ADP IN _ 5 case\n5 Norland Norland PROPN NNP _ 3 obl:agent\n",
        &["verb reject(object Votes, subject Norland)"],
    );
}

#[test]
fn a_relative_clause_has_its_antecedent() {
    check(
        "1 Norland Norland PROPN NNP _ 5 nsubj\n2 , , PUNCT , _ 4 punct\n3 which which PRON WDT PronType=Rel 4 nsubj\n\
         4 left leave VERB VBD _ 1 acl:relcl\n5 won win VERB VBD _ 0 root\n",
        &["verb leave(subject Norland)", "verb win(subject Norland)"],
    );
}

#[test]
fn a_light_verb_gives_its_arguments_to_the_noun() {
    check(
        "1 Norland Norland PROPN NNP _ 2 nsubj\n2 sent send VERB VBD _ 0 root\n3 a a DET DT _ 4 det\n\
         4 demarche demarche NOUN NN _ 2 obj\n5 to to ADP IN _ 6 case\n6 Sudria Sudria PROPN NNP _ 2 obl\n",
        &[
            "verb send(subject Norland, object demarche, to Sudria)",
            "noun demarche(subject Norland, to Sudria)",
        ],
    );
}

#[test]
fn an_event_noun_has_a_possessor_and_phrases() {
    check(
        "1 Norland Norland PROPN NNP _ 3 nmod:poss\n2 's 's PART POS _ 1 case\n3 demarche demarche NOUN NN _ 6 nsubj\n\
         4 to to ADP IN _ 5 case\n5 Sudria Sudria PROPN NNP _ 3 nmod\n6 failed fail VERB VBD _ 0 root\n",
        &[
            "noun demarche(possessive Norland, to Sudria)",
            "verb fail(subject demarche)",
        ],
    );
}

#[test]
fn a_prefix_denies_its_noun() {
    check(
        "1 Norland Norland PROPN NNP _ 3 nmod:poss\n2 's 's PART POS _ 1 case\n\
         3 non-recognition non-recognition NOUN NN _ 6 nsubj\n4 of of ADP IN _ 5 case\n5 votes vote NOUN NNS _ 3 nmod\n\
         6 angered anger VERB VBD _ 0 root\n7 Sudria Sudria PROPN NNP _ 6 obj\n",
        &[
            "noun recognition(possessive Norland, of votes) not",
            "verb anger(subject non-recognition, object Sudria)",
        ],
    );
}

#[test]
fn a_report_attributes_and_a_plan_plans() {
    check(
        "1 Roe Roe PROPN NNP _ 2 nsubj\n2 said say VERB VBD _ 0 root\n3 Norland Norland PROPN NNP _ 4 nsubj\n\
         4 agreed agree VERB VBD _ 2 ccomp\n5 to to PART TO _ 6 mark\n6 withdraw withdraw VERB VB VerbForm=Inf 4 xcomp\n",
        &[
            "verb say(subject Roe, that agreed)",
            "verb agree(subject Norland, to-do withdraw) by said",
            "verb withdraw(subject Norland) planned by said",
        ],
    );
}

#[test]
fn a_refusal_denies_its_inside_alone() {
    check(
        "1 Norland Norland PROPN NNP _ 2 nsubj\n2 refused refuse VERB VBD _ 0 root\n3 to to PART TO _ 4 mark\n\
         4 recognise recognise VERB VB VerbForm=Inf 2 xcomp\n5 Sudria Sudria PROPN NNP _ 4 obj\n",
        &[
            "verb refuse(subject Norland, to-do recognise)",
            "verb recognise(subject Norland, object Sudria) not",
        ],
    );
}

#[test]
fn a_demand_has_the_object_do_it() {
    check(
        "1 Norland Norland PROPN NNP _ 2 nsubj\n2 urged urge VERB VBD _ 0 root\n3 Sudria Sudria PROPN NNP _ 2 obj\n\
         4 to to PART TO _ 5 mark\n5 stop stop VERB VB VerbForm=Inf 2 xcomp\n6 attacks attack NOUN NNS _ 5 obj\n",
        &[
            "verb urge(subject Norland, object Sudria, to-do stop)",
            "verb stop(subject Sudria, object attacks) demanded by urged",
            "noun attack() not demanded by urged",
        ],
    );
}

#[test]
fn auxiliaries_and_negation_set_the_status() {
    check(
        "1 Norland Norland PROPN NNP _ 4 nsubj\n2 will will AUX MD _ 4 aux\n3 not not PART RB _ 4 advmod\n\
         4 attend attend VERB VB _ 0 root\n5 if if SCONJ IN _ 7 mark\n6 Sudria Sudria PROPN NNP _ 7 nsubj\n\
         7 comes come VERB VBZ _ 4 advcl\n",
        &[
            "verb attend(subject Norland) not conditional",
            "verb come(subject Sudria) conditional",
        ],
    );
}

#[test]
fn a_phrasal_preposition_is_one() {
    check(
        "1 Roe Roe PROPN NNP _ 2 nsubj\n2 spoke speak VERB VBD _ 0 root\n3 in in ADP IN _ 4 case\n\
         4 connection connection NOUN NN _ 2 obl\n5 with with ADP IN _ 7 case\n6 the the DET DT _ 7 det\n\
         7 vote vote NOUN NN _ 4 nmod\n",
        &["verb speak(subject Roe, in connection with vote)"],
    );
}

#[test]
fn an_apposition_says_what_its_noun_is() {
    check(
        "1 Roe Roe PROPN NNP _ 8 nsubj\n2 , , PUNCT , _ 4 punct\n3 the the DET DT _ 4 det\n\
         4 minister minister NOUN NN _ 1 appos\n5 of of ADP IN _ 6 case\n6 Norland Norland PROPN NNP _ 4 nmod\n\
         7 , , PUNCT , _ 4 punct\n8 resigned resign VERB VBD _ 0 root\n",
        &[
            "apposition minister(subject Roe, predicate minister, of Norland)",
            "verb resign(subject Roe)",
        ],
    );
}

#[test]
fn a_speech_verb_set_beside_attributes() {
    check(
        "1 Norland Norland PROPN NNP _ 2 nsubj\n2 withdrew withdraw VERB VBD _ 0 root\n3 , , PUNCT , _ 5 punct\n\
         4 Roe Roe PROPN NNP _ 5 nsubj\n5 said say VERB VBD _ 2 parataxis\n",
        &["verb withdraw(subject Norland) by said", "verb say(subject Roe)"],
    );
}

#[test]
fn there_being_none_is_denied_once() {
    check(
        "1 There there PRON EX _ 2 expl\n2 was be VERB VBD _ 0 root\n3 no no DET DT PronType=Neg 4 det\n\
         4 attack attack NOUN NN _ 2 nsubj\n",
        &["verb be(subject attack) not", "noun attack() not"],
    );
}
