//! Every construction with a sentence, hand-parsed, and the tuples that it must give in both shapes.

mod silent;
mod wording;

use crate::clause::{self, Lexicon};
use crate::mention::Mentions;
use crate::openie::{Construction, Shape, Tuple, read};
use crate::syntax::{Parse, conllu};
use crate::text::Vocabulary;

/// Columns: id, form, lemma, UPOS, XPOS, features, head, relation.
struct Example {
    construction: Construction,
    conllu: &'static str,
    nary: &'static [&'static str],
    folded: &'static [&'static str],
}

/// The tuples of a hand-parsed text as `arg1 | relation | arg2 | …`, in alphabetical order.
fn tuples(conllu: &str, shape: Shape) -> Vec<(Construction, String)> {
    let mut vocabulary = Vocabulary::default();
    let lexicon = Lexicon::new(&mut vocabulary);
    let (text, parse) = conllu::read(conllu, &vocabulary).unwrap();
    let clauses = clause::read(&text, &parse, &Mentions::default(), &lexicon);
    let mut lines: Vec<_> = read(&parse, &clauses, &lexicon, shape)
        .iter()
        .map(|tuple| (tuple.construction, shown(&text, &parse, tuple)))
        .collect();
    lines.sort_by(|one, two| one.1.cmp(&two.1));
    lines
}

/// A tuple as `arg1 | relation | arg2 | …`.
fn shown(text: &str, parse: &Parse<'_>, tuple: &Tuple) -> String {
    let mut line = String::new();
    tuple.write(text, parse.sentence(tuple.sentence), &mut line).unwrap();
    let mut parts: Vec<&str> = line.split('\t').collect();
    parts.swap(0, 1);
    parts.join(" | ")
}

#[test]
fn each_construction_gives_its_tuples() {
    let sorted = |lines: &[&'static str]| {
        let mut lines = lines.to_vec();
        lines.sort_unstable();
        lines
    };
    for example in EXAMPLES {
        let nary = tuples(example.conllu, Shape::Nary);
        let lines: Vec<&str> = nary.iter().map(|(_, line)| line.as_str()).collect();
        assert_eq!(lines, sorted(example.nary), "{:?}, n-ary", example.construction);
        assert!(
            nary.iter().any(|(found, _)| *found == example.construction),
            "{:?} is not among {nary:?}",
            example.construction
        );
        let folded = tuples(example.conllu, Shape::Folded);
        let lines: Vec<&str> = folded.iter().map(|(_, line)| line.as_str()).collect();
        assert_eq!(lines, sorted(example.folded), "{:?}, folded", example.construction);
    }
}

#[test]
fn every_construction_has_an_example() {
    for construction in Construction::ALL {
        assert!(
            EXAMPLES.iter().any(|example| example.construction == construction),
            "{construction:?}"
        );
    }
}

const EXAMPLES: &[Example] = &[
    Example {
        construction: Construction::Finite,
        conllu: "1 Norland Norland PROPN NNP _ 4 nsubj\n2 and and CCONJ CC _ 3 cc\n3 Sudria Sudria PROPN NNP _ 1 conj\n\
                 4 rejected reject VERB VBD _ 0 root\n5 the the DET DT _ 6 det\n6 vote vote NOUN NN _ 4 obj\n\
                 7 in in ADP IN _ 8 case\n8 May May PROPN NNP _ 4 obl\n9 . . PUNCT . _ 4 punct\n",
        nary: &[
            "Norland | rejected | the vote | in May",
            "Sudria | rejected | the vote | in May",
        ],
        folded: &[
            "Norland | rejected | the vote",
            "Norland | rejected the vote in | May",
            "Sudria | rejected | the vote",
            "Sudria | rejected the vote in | May",
        ],
    },
    Example {
        construction: Construction::Passive,
        conllu: "1 The the DET DT _ 2 det\n2 vote vote NOUN NN _ 4 nsubj:pass\n3 was be AUX VBD _ 4 aux:pass\n\
                 4 rejected reject VERB VBN _ 0 root\n5 by by ADP IN _ 6 case\n6 Norland Norland PROPN NNP _ 4 obl:agent\n\
                 7 . . PUNCT . _ 4 punct\n",
        nary: &["The vote | was rejected by | Norland"],
        folded: &["The vote | was rejected by | Norland"],
    },
    Example {
        construction: Construction::Copula,
        conllu: "1 Norland Norland PROPN NNP _ 4 nsubj\n2 is be AUX VBZ _ 4 cop\n3 a a DET DT _ 4 det\n\
                 4 member member NOUN NN _ 0 root\n5 of of ADP IN _ 7 case\n6 the the DET DT _ 7 det\n\
                 7 league league NOUN NN _ 4 nmod\n8 . . PUNCT . _ 4 punct\n",
        nary: &["Norland | is | a member | of the league"],
        folded: &["Norland | is | a member", "Norland | is a member of | the league"],
    },
    Example {
        construction: Construction::Existential,
        conllu: "1 There there PRON EX _ 2 expl\n2 was be VERB VBD _ 0 root\n3 a a DET DT _ 4 det\n\
                 4 vote vote NOUN NN _ 2 nsubj\n5 in in ADP IN _ 6 case\n6 May May PROPN NNP _ 2 obl\n7 . . PUNCT . _ 2 punct\n",
        nary: &["There | was | a vote | in May"],
        folded: &["There | was | a vote", "There | was a vote in | May"],
    },
    Example {
        construction: Construction::Report,
        conllu: "1 Roe Roe PROPN NNP _ 2 nsubj\n2 said say VERB VBD _ 0 root\n3 that that SCONJ IN _ 6 mark\n\
                 4 Norland Norland PROPN NNP _ 6 nsubj\n5 had have AUX VBD _ 6 aux\n6 sent send VERB VBN _ 2 ccomp\n\
                 7 a a DET DT _ 8 det\n8 note note NOUN NN _ 6 obj\n9 . . PUNCT . _ 2 punct\n",
        nary: &[
            "Norland | had sent | a note",
            "Roe | said that | Norland had sent a note",
        ],
        folded: &[
            "Norland | had sent | a note",
            "Roe | said | that Norland had sent a note",
        ],
    },
    Example {
        construction: Construction::Chain,
        conllu: "1 Norland Norland PROPN NNP _ 2 nsubj\n2 plans plan VERB VBZ _ 0 root\n3 to to PART TO _ 4 mark\n\
                 4 recall recall VERB VB VerbForm=Inf 2 xcomp\n5 its its PRON PRP$ _ 6 nmod:poss\n6 envoy envoy NOUN NN _ 4 obj\n\
                 7 from from ADP IN _ 8 case\n8 Sudria Sudria PROPN NNP _ 4 obl\n9 . . PUNCT . _ 2 punct\n",
        nary: &["Norland | plans to recall | its envoy | from Sudria"],
        folded: &[
            "Norland | plans to recall | its envoy",
            "Norland | plans to recall its envoy from | Sudria",
        ],
    },
    Example {
        construction: Construction::Relative,
        conllu: "1 Norland Norland PROPN NNP _ 2 nsubj\n2 kept keep VERB VBD _ 0 root\n3 the the DET DT _ 4 det\n\
                 4 note note NOUN NN _ 2 obj\n5 that that PRON WDT PronType=Rel 7 obj\n6 Sudria Sudria PROPN NNP _ 7 nsubj\n\
                 7 sent send VERB VBD _ 4 acl:relcl\n8 . . PUNCT . _ 2 punct\n",
        nary: &["Norland | kept | the note that Sudria sent", "Sudria | sent | the note"],
        folded: &["Norland | kept | the note", "Sudria | sent | the note"],
    },
    Example {
        construction: Construction::Participle,
        conllu: "1 Norland Norland PROPN NNP _ 2 nsubj\n2 kept keep VERB VBD _ 0 root\n3 the the DET DT _ 4 det\n\
                 4 note note NOUN NN _ 2 obj\n5 sent send VERB VBN VerbForm=Part 4 acl\n6 by by ADP IN _ 7 case\n\
                 7 Sudria Sudria PROPN NNP _ 5 obl:agent\n8 . . PUNCT . _ 2 punct\n",
        nary: &[
            "Norland | kept | the note sent by Sudria",
            "the note | be sent by | Sudria",
        ],
        folded: &["Norland | kept | the note", "the note | sent by | Sudria"],
    },
    Example {
        construction: Construction::Adjunct,
        conllu: "1 Norland Norland PROPN NNP _ 2 nsubj\n2 left leave VERB VBD _ 0 root\n3 the the DET DT _ 4 det\n\
                 4 league league NOUN NN _ 2 obj\n5 , , PUNCT , _ 6 punct\n6 citing cite VERB VBG VerbForm=Part 2 advcl\n\
                 7 a a DET DT _ 8 det\n8 note note NOUN NN _ 6 obj\n9 . . PUNCT . _ 2 punct\n",
        nary: &[
            "Norland | left | the league | citing a note",
            "Norland | be citing | a note",
        ],
        folded: &[
            "Norland | left | the league",
            "Norland | left the league citing | a note",
            "Norland | citing | a note",
        ],
    },
    Example {
        construction: Construction::Infinitive,
        conllu: "1 Norland Norland PROPN NNP _ 2 nsubj\n2 urged urge VERB VBD _ 0 root\n3 Sudria Sudria PROPN NNP _ 2 obj\n\
                 4 to to PART TO _ 5 mark\n5 leave leave VERB VB VerbForm=Inf 2 xcomp\n6 the the DET DT _ 7 det\n\
                 7 league league NOUN NN _ 5 obj\n8 . . PUNCT . _ 2 punct\n",
        nary: &[
            "Norland | urged | Sudria | to leave the league",
            "Sudria | to leave | the league",
        ],
        folded: &[
            "Norland | urged | Sudria",
            "Norland | urged Sudria to leave | the league",
            "Sudria | to leave | the league",
        ],
    },
    Example {
        construction: Construction::Apposition,
        conllu: "1 Roe Roe PROPN NNP _ 7 nsubj\n2 , , PUNCT , _ 4 punct\n3 the the DET DT _ 4 det\n\
                 4 minister minister NOUN NN _ 1 appos\n5 , , PUNCT , _ 4 punct\n6 then then ADV RB _ 7 advmod\n\
                 7 left leave VERB VBD _ 0 root\n8 Norland Norland PROPN NNP _ 7 obj\n9 . . PUNCT . _ 7 punct\n",
        nary: &["Roe | then left | Norland", "Roe | be | the minister"],
        folded: &["Roe | left | Norland"],
    },
    Example {
        construction: Construction::Title,
        conllu: "1 Minister Minister PROPN NNP _ 2 compound\n2 Roe Roe PROPN NNP _ 3 nsubj\n3 left leave VERB VBD _ 0 root\n\
                 4 Norland Norland PROPN NNP _ 3 obj\n5 . . PUNCT . _ 3 punct\n",
        nary: &["Minister Roe | left | Norland", "Roe | be | Minister"],
        folded: &["Minister Roe | left | Norland"],
    },
    Example {
        construction: Construction::Location,
        conllu: "1 Roe Roe PROPN NNP _ 2 nsubj\n2 visited visit VERB VBD _ 0 root\n3 a a DET DT _ 4 det\n\
                 4 museum museum NOUN NN _ 2 obj\n5 in in ADP IN _ 6 case\n6 Norland Norland PROPN NNP _ 4 nmod\n\
                 7 . . PUNCT . _ 2 punct\n",
        nary: &["Roe | visited | a museum in Norland", "a museum | be in | Norland"],
        folded: &["Roe | visited | a museum", "Roe | visited a museum in | Norland"],
    },
    Example {
        construction: Construction::Possession,
        conllu: "1 Sudria Sudria PROPN NNP _ 2 nsubj\n2 expelled expel VERB VBD _ 0 root\n3 Norland Norland PROPN NNP _ 5 nmod:poss\n\
                 4 's 's PART POS _ 3 case\n5 envoy envoy NOUN NN _ 2 obj\n6 . . PUNCT . _ 2 punct\n",
        nary: &["Sudria | expelled | Norland 's envoy", "Norland | has | envoy"],
        folded: &["Sudria | expelled | Norland 's envoy"],
    },
];

#[test]
fn arguments_are_cut_where_asides_begin() {
    let conllu = "1 A a DET DT _ 2 det\n2 number number NOUN NN _ 5 nsubj\n3 of of ADP IN _ 4 case\n4 envoys envoy NOUN NNS _ 2 nmod\n\
                  5 met meet VERB VBD _ 0 root\n6 Roe Roe PROPN NNP _ 5 obj\n7 , , PUNCT , _ 9 punct\n8 who who PRON WP PronType=Rel 9 nsubj\n\
                  9 left leave VERB VBD _ 6 acl:relcl\n10 Norland Norland PROPN NNP _ 9 obj\n11 , , PUNCT , _ 9 punct\n12 on on ADP IN _ 13 case\n\
                  13 21 21 NUM CD _ 5 obl\n14 May May PROPN NNP _ 13 nmod:unmarked\n";
    let lines = |shape| -> Vec<String> { tuples(conllu, shape).into_iter().map(|(_, line)| line).collect() };
    assert_eq!(
        lines(Shape::Nary),
        ["A number of envoys | met | Roe | on 21 May", "Roe | left | Norland"]
    );
    assert_eq!(
        lines(Shape::Folded),
        [
            "A number of envoys | met Roe on | 21 May",
            "A number of envoys | met | Roe",
            "Roe | left | Norland"
        ]
    );
}

#[test]
fn a_copula_may_say_an_adjective_s_infinitive_a_place_or_a_clause() {
    let likely = "1 Norland Norland PROPN NNP _ 3 nsubj\n2 is be AUX VBZ _ 3 cop\n3 likely likely ADJ JJ _ 0 root\n4 to to PART TO _ 5 mark\n\
                  5 recall recall VERB VB VerbForm=Inf 3 xcomp\n6 envoys envoy NOUN NNS _ 5 obj\n";
    assert_eq!(
        tuples(likely, Shape::Nary)[0].1,
        "Norland | is likely to recall | envoys"
    );
    let place = "1 Roe Roe PROPN NNP _ 4 nsubj\n2 was be AUX VBD _ 4 cop\n3 in in ADP IN _ 4 case\n4 Norland Norland PROPN NNP _ 0 root\n";
    assert_eq!(tuples(place, Shape::Nary)[0].1, "Roe | was in | Norland");
    let clause = "1 The the DET DT _ 2 det\n2 reason reason NOUN NN _ 6 nsubj:outer\n3 is be AUX VBZ _ 6 cop\n4 that that SCONJ IN _ 6 mark\n\
                  5 Norland Norland PROPN NNP _ 6 nsubj\n6 left leave VERB VBD _ 0 root\n";
    assert_eq!(tuples(clause, Shape::Nary)[0].1, "The reason | is that | Norland left");
    let bare = "1 The the DET DT _ 2 det\n2 reason reason NOUN NN _ 5 nsubj\n3 is be AUX VBZ _ 5 cop\n\
                4 Norland Norland PROPN NNP _ 5 nsubj\n5 left leave VERB VBD _ 0 root\n";
    assert_eq!(with(bare, "The reason"), ["The reason | is | Norland left"]);
    let jail = "1 The the DET DT _ 2 det\n2 news news NOUN NN _ 8 nsubj:outer\n3 is be AUX VBZ _ 8 cop\n4 that that SCONJ IN _ 8 mark\n\
                5 Roe Roe PROPN NNP _ 8 nsubj\n6 is be AUX VBZ _ 8 cop\n7 in in ADP IN _ 8 case\n8 jail jail NOUN NN _ 0 root\n";
    assert_eq!(with(jail, "The news"), ["The news | is that | Roe is in jail"]);
    let aim = "1 The the DET DT _ 2 det\n2 aim aim NOUN NN _ 5 nsubj\n3 is be AUX VBZ _ 5 cop\n4 to to PART TO _ 5 mark\n\
               5 leave leave VERB VB VerbForm=Inf 0 root\n6 Norland Norland PROPN NNP _ 5 obj\n";
    assert_eq!(with(aim, "The aim"), ["The aim | is to | leave Norland"]);
}

#[test]
fn a_chain_may_end_in_a_copula() {
    let free = "1 Norland Norland PROPN NNP _ 2 nsubj\n2 wants want VERB VBZ _ 0 root\n3 to to PART TO _ 5 mark\n\
                4 be be AUX VB _ 5 cop\n5 free free ADJ JJ _ 2 xcomp\n6 in in ADP IN _ 7 case\n7 May May PROPN NNP _ 5 obl\n";
    assert_eq!(with(free, "Norland"), ["Norland | wants to be | free | in May"]);
}

/// Conjuncts whose arc the parser is this sure of, in hundredths.
fn conjoined(certainty: u8) -> Vec<String> {
    let mut vocabulary = Vocabulary::default();
    let lexicon = Lexicon::new(&mut vocabulary);
    let conllu = "1 Norland Norland PROPN NNP _ 2 nsubj\n2 sent send VERB VBD _ 0 root\n3 notes note NOUN NNS _ 2 obj\n\
                  4 and and CCONJ CC _ 5 cc\n5 envoys envoy NOUN NNS _ 3 conj\n";
    let (text, mut parse) = conllu::read(conllu, &vocabulary).unwrap();
    parse.sentences[0].tokens[4].certainty = certainty;
    let clauses = clause::read(&text, &parse, &Mentions::default(), &lexicon);
    let tuples = read(&parse, &clauses, &lexicon, Shape::Nary);
    let mut lines: Vec<String> = tuples.iter().map(|tuple| shown(&text, &parse, tuple)).collect();
    lines.sort_unstable();
    lines
}

#[test]
fn conjuncts_the_parser_doubts_stay_together() {
    assert_eq!(conjoined(95), ["Norland | sent | envoys", "Norland | sent | notes"]);
    assert_eq!(conjoined(40), ["Norland | sent | notes and envoys"]);
}

/// The n-ary tuples that begin with `words`.
fn with(conllu: &str, words: &str) -> Vec<String> {
    let lines = tuples(conllu, Shape::Nary).into_iter().map(|(_, line)| line);
    lines.filter(|line| line.starts_with(words)).collect()
}

#[test]
fn an_adjective_keeps_its_measure() {
    let small = "1 Bombs bomb NOUN NNS _ 4 nsubj\n2 are be AUX VBP _ 4 cop\n3 very very ADV RB _ 4 advmod\n4 small small ADJ JJ _ 0 root\n\
                 5 enough enough ADV RB _ 4 advmod\n6 to to PART TO _ 7 mark\n7 carry carry VERB VB VerbForm=Inf 4 advcl\n\
                 8 things thing NOUN NNS _ 7 obj\n";
    assert_eq!(
        with(small, "Bombs"),
        ["Bombs | are | very small enough | to carry things"]
    );
}

#[test]
fn a_reporter_in_the_middle_reports_the_whole() {
    let aside = "1 Norland Norland PROPN NNP _ 6 nsubj\n2 , , PUNCT , _ 4 punct\n3 Roe Roe PROPN NNP _ 4 nsubj\n\
                 4 said say VERB VBD _ 1 parataxis\n5 , , PUNCT , _ 4 punct\n6 sent send VERB VBD _ 0 root\n\
                 7 troops troop NOUN NNS _ 6 obj\n";
    assert_eq!(with(aside, "Roe"), ["Roe | said | Norland sent troops"]);
    assert_eq!(with(aside, "Norland"), ["Norland | sent | troops"]);
}

#[test]
fn confidences_are_graded_and_sorted() {
    let mut vocabulary = Vocabulary::default();
    let lexicon = Lexicon::new(&mut vocabulary);
    for example in EXAMPLES {
        let (text, parse) = conllu::read(example.conllu, &vocabulary).unwrap();
        let clauses = clause::read(&text, &parse, &Mentions::default(), &lexicon);
        let tuples = read(&parse, &clauses, &lexicon, Shape::Nary);
        assert!(tuples.iter().all(|tuple| (0.0..1.0).contains(&tuple.confidence)));
        assert!(tuples.is_sorted_by(|one, two| one.confidence >= two.confidence));
    }
}

#[test]
fn a_relative_adverb_s_noun_keeps_its_preposition_to_itself() {
    let town = "1 Roe Roe PROPN NNP _ 2 nsubj\n2 left leave VERB VBD _ 0 root\n3 with with ADP IN _ 4 case\n4 towns town NOUN NNS _ 2 obl\n\
                5 where where ADV WRB PronType=Rel 7 advmod\n6 troops troop NOUN NNS _ 7 nsubj\n7 died die VERB VBD _ 4 acl:relcl\n";
    assert_eq!(with(town, "troops"), ["troops | died in | towns"]);
    let far = town
        .replace(
            "5 where where ADV WRB PronType=Rel 7 advmod",
            "5 nearby nearby ADV RB _ 4 advmod",
        )
        .replace(
            "7 died die VERB VBD _ 4 acl:relcl",
            "7 where where ADV WRB PronType=Rel 8 advmod\n8 died die VERB VBD _ 4 acl:relcl",
        );
    let far = far.replace("6 troops troop NOUN NNS _ 7 nsubj", "6 troops troop NOUN NNS _ 8 nsubj");
    assert!(with(&far, "troops").is_empty());
}

#[test]
fn a_relative_pronoun_s_preposition_is_its_own() {
    let point = "1 Roe Roe PROPN NNP _ 2 nsubj\n2 left leave VERB VBD _ 0 root\n3 during during ADP IN _ 4 case\n4 talks talk NOUN NNS _ 2 obl\n\
                 5 in in ADP IN _ 6 case\n6 which which PRON WDT PronType=Rel 8 obl\n7 Norland Norland PROPN NNP _ 8 nsubj\n\
                 8 spoke speak VERB VBD _ 4 acl:relcl\n";
    assert_eq!(with(point, "Norland"), ["Norland | spoke in | talks"]);
}

#[test]
fn an_ampersand_parts_no_name() {
    let firm = "1 Norland Norland PROPN NNP _ 2 nsubj\n2 sued sue VERB VBD _ 0 root\n3 Roe Roe PROPN NNP _ 2 obj\n\
                4 & & CCONJ CC _ 5 cc\n5 Doe Doe PROPN NNP _ 3 conj\n";
    assert_eq!(with(firm, "Norland"), ["Norland | sued | Roe & Doe"]);
    assert_eq!(with(&firm.replace("4 & &", "4 and and"), "Norland").len(), 2);
}

#[test]
fn where_it_is_heard_is_no_part_of_what_is_done() {
    let died = "1 Roe Roe PROPN NNP _ 2 nsubj\n2 died die VERB VBD _ 0 root\n3 according accord VERB VBG _ 5 case\n4 to to ADP IN _ 3 fixed\n\
                5 Norland Norland PROPN NNP _ 2 obl\n";
    assert_eq!(with(died, "Roe"), ["Roe | died | according to Norland"]);
}
