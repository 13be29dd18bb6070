//! Mentions and entities read off hand-built parses: one way of referring a test. A word is `form/UPOS/head/relation`,
//! with its lemma (`form=lemma`) and its features (`/Number=Plur|…`) where they matter.

use std::fmt::Write as _;

use demarche::mention::{Identity, MentionReader, Mentions};
use demarche::ontology::Gazetteer;
use demarche::syntax::conllu;
use demarche::text::{Document, Vocabulary};

/// Reads a document of one sentence a line.
fn read(lines: &[&str]) -> (Document, Mentions) {
    let mut source = String::new();
    for line in lines {
        for (word, id) in line.split_whitespace().zip(1..) {
            let mut columns = word.split('/');
            let form = columns.next().expect("a form");
            let (form, lemma) = form.split_once('=').unwrap_or((form, form));
            let upos = columns.next().expect("a part of speech");
            let head = columns.next().expect("a head");
            let deprel = columns.next().expect("a relation");
            let feats = columns.next().unwrap_or("_");
            writeln!(source, "{id} {form} {lemma} {upos} _ {feats} {head} {deprel}").expect("room in memory");
        }
        source.push('\n');
    }
    let mut vocabulary = Vocabulary::default();
    let reader = MentionReader::new(&mut vocabulary);
    let (text, parse) = conllu::read(&source, &vocabulary).expect("a well-formed parse");
    let document = Document {
        text,
        date: Some("2023-09-14".parse().expect("a date")),
        ..Document::default()
    };
    let mentions = reader.read(&document, &parse, &Gazetteer::shipped());
    (document, mentions)
}

/// Each mention that `expected` speaks of, as `words -> label`; others may be there too.
#[track_caller]
fn check(lines: &[&str], expected: &[&str]) {
    let (document, mentions) = read(lines);
    let found: Vec<String> = mentions
        .mentions
        .iter()
        .map(|mention| {
            let entity = mentions.entity(mention.entity);
            format!("{} -> {}", mention.span.of(&document.text), entity.label)
        })
        .collect();
    for each in expected {
        assert!(found.iter().any(|one| one == each), "{each} not in {found:#?}");
    }
}

const THE: &str = "Definite=Def|PronType=Art";
const SHE: &str = "Gender=Fem|Number=Sing|Person=3|PronType=Prs";
const OUR: &str = "Number=Plur|Person=1|Poss=Yes|PronType=Prs";

#[test]
fn a_ministry_is_one_under_all_its_names() {
    check(
        &[
            "The=the/DET/4/det Azerbaijani/ADJ/4/amod Foreign/PROPN/4/compound Ministry/PROPN/5/nsubj spoke=speak/VERB/0/root",
            "The=the/DET/2/det Ministry/PROPN/8/nsubj of/ADP/5/case Foreign/PROPN/5/amod Affairs/PROPN/2/nmod \
             of/ADP/7/case Azerbaijan/PROPN/2/nmod agreed=agree/VERB/0/root ./PUNCT/8/punct",
        ],
        &[
            "The Azerbaijani Foreign Ministry -> Ministry of Foreign Affairs of Azerbaijan",
            "The Ministry of Foreign Affairs of Azerbaijan -> Ministry of Foreign Affairs of Azerbaijan",
            "Azerbaijani -> Azerbaijan",
            "Azerbaijan -> Azerbaijan",
        ],
    );
}

#[test]
fn a_capital_that_acts_is_the_government_and_a_place_otherwise() {
    check(
        &[
            "Baku/PROPN/2/nsubj rejected=reject/VERB/0/root the/DET/4/det note/NOUN/2/obj",
            "Talks=talk/NOUN/4/nsubj in/ADP/3/case Baku/PROPN/1/nmod failed=fail/VERB/0/root",
            "Talks=talk/NOUN/4/nsubj with/ADP/3/case Baku/PROPN/1/nmod failed=fail/VERB/0/root",
        ],
        &["Baku -> Azerbaijan", "Baku -> Baku"],
    );
    let (_, mentions) = read(&["Talks=talk/NOUN/4/nsubj with/ADP/3/case Baku/PROPN/1/nmod failed=fail/VERB/0/root"]);
    assert!(mentions.entities.iter().any(|entity| entity.label == "Azerbaijan"));
}

#[test]
fn a_person_is_one_by_full_name_title_and_pronoun() {
    check(
        &[
            "President/PROPN/2/nmod:desc Jane/PROPN/4/nsubj Roe/PROPN/2/flat left=leave/VERB/0/root ./PUNCT/4/punct",
            "Roe/PROPN/2/nsubj spoke=speak/VERB/0/root ./PUNCT/2/punct",
            &format!("She=she/PRON/2/nsubj/{SHE} returned=return/VERB/0/root ./PUNCT/2/punct"),
            &format!(
                "The=the/DET/2/det/{THE} president/NOUN/3/nsubj/Number=Sing slept=sleep/VERB/0/root ./PUNCT/3/punct"
            ),
        ],
        &[
            "President Jane Roe -> Jane Roe",
            "Roe -> Jane Roe",
            "She -> Jane Roe",
            "The president -> Jane Roe",
        ],
    );
}

#[test]
fn an_apposition_names_the_same_person() {
    check(
        &[&format!(
            "Jane/PROPN/6/nsubj Roe/PROPN/1/flat ,/PUNCT/5/punct the/DET/5/det/{THE} spokeswoman/NOUN/1/appos/Number=Sing \
             resigned=resign/VERB/0/root"
        )],
        &["the spokeswoman -> Jane Roe"],
    );
}

#[test]
fn an_acronym_is_introduced_in_brackets() {
    check(
        &[
            "Norland/PROPN/3/compound Space/PROPN/3/compound Agency/PROPN/7/nsubj (/PUNCT/5/punct NSA/PROPN/3/appos )/PUNCT/5/punct \
             failed=fail/VERB/0/root ./PUNCT/7/punct",
            "NSA/PROPN/2/nsubj closed=close/VERB/0/root ./PUNCT/2/punct",
        ],
        &["NSA -> Norland Space Agency"],
    );
}

#[test]
fn two_that_were_named_are_together_the_two_countries() {
    let (_, mentions) = read(&[
        "Georgia/PROPN/2/nsubj warned=warn/VERB/0/root Armenia/PROPN/2/obj ./PUNCT/2/punct",
        "The=the/DET/3/det two/NUM/3/nummod countries=country/NOUN/4/nsubj/Number=Plur agreed=agree/VERB/0/root ./PUNCT/4/punct",
    ]);
    let together = mentions.entities.iter().find(|entity| entity.members.len() == 2);
    let together = together.expect("an entity of two");
    assert_eq!(together.label, "Georgia and Armenia");
    assert!(together.plural);
}

#[test]
fn we_in_a_quotation_is_the_side_of_the_speaker() {
    let line = format!(
        "\"/PUNCT/4/punct We=we/PRON/4/nsubj/Number=Plur|Person=1|PronType=Prs will/AUX/4/aux respect/VERB/10/ccomp our/PRON/6/nmod:poss/{OUR} \
         friends=friend/NOUN/4/obj/Number=Plur ,/PUNCT/4/punct \"/PUNCT/4/punct Ukraine/PROPN/10/nsubj said=say/VERB/0/root ./PUNCT/10/punct"
    );
    check(&[&line], &["We -> Ukraine", "our -> Ukraine"]);
    let (_, mentions) = read(&[&line]);
    assert_eq!(mentions.quotations.len(), 1);
    let speaker = mentions.quotations[0].speaker.expect("a speaker");
    assert_eq!(mentions.entity(speaker).label, "Ukraine");
}

#[test]
fn a_word_in_quotation_marks_is_no_speech() {
    let (_, mentions) = read(&[
        "Norland/PROPN/2/nsubj held=hold/VERB/0/root \"/PUNCT/4/punct elections=election/NOUN/2/obj/Number=Plur \"/PUNCT/4/punct ./PUNCT/2/punct",
    ]);
    assert_eq!(mentions.quotations, []);
}

#[test]
fn an_event_spoken_of_again_is_one_node_with_its_fullest_label() {
    check(
        &[
            &format!(
                "Norland/PROPN/2/nsubj announced=announce/VERB/0/root the/DET/4/det/{THE} elections=election/NOUN/2/obj/Number=Plur ./PUNCT/2/punct"
            ),
            &format!(
                "The=the/DET/2/det/{THE} elections=election/NOUN/7/nsubj/Number=Plur held=hold/VERB/2/acl/VerbForm=Part \
                 in/ADP/6/case occupied/ADJ/6/amod Sudria/PROPN/3/obl ended=end/VERB/0/root ./PUNCT/7/punct"
            ),
        ],
        &[
            "the elections -> elections held in occupied Sudria",
            "The elections -> elections held in occupied Sudria",
        ],
    );
}

#[test]
fn what_a_phrase_itself_tells_apart_is_not_taken_up() {
    let (_, mentions) = read(&[
        "France/PROPN/2/nsubj left=leave/VERB/0/root ./PUNCT/2/punct",
        &format!(
            "The=the/DET/2/det/{THE} country/NOUN/5/nsubj/Number=Sing requesting=request/VERB/2/acl help/NOUN/3/obj \
             pays=pay/VERB/0/root ./PUNCT/5/punct"
        ),
    ]);
    let france = mentions.entities.iter().position(|entity| entity.label == "France");
    let france = france.expect("France") as u32;
    let mentioned = mentions
        .mentions
        .iter()
        .filter(|mention| mention.entity.0 == france)
        .count();
    assert_eq!(mentioned, 1);
}

#[test]
fn times_stand_on_the_calendar() {
    let (_, mentions) = read(&[
        "On=on/ADP/2/case September/PROPN/8/obl 8/NUM/2/nummod -/SYM/5/case 10/NUM/3/nmod ,/PUNCT/2/punct Norland/PROPN/8/nsubj voted=vote/VERB/0/root/Mood=Ind|Tense=Past|VerbForm=Fin",
        "It=it/PRON/2/nsubj left=leave/VERB/0/root/Mood=Ind|Tense=Past|VerbForm=Fin since/ADP/4/case 2014/NUM/2/obl",
        "It=it/PRON/2/nsubj left=leave/VERB/0/root/Mood=Ind|Tense=Past|VerbForm=Fin last/ADJ/4/amod month/NOUN/2/obl:unmarked",
    ]);
    let found: Vec<String> = mentions
        .entities
        .iter()
        .filter_map(|entity| match entity.identity {
            Identity::Time(Some(interval)) => Some(format!(
                "{}: {}..{}",
                entity.label,
                interval.start.map(|day| day.to_string()).unwrap_or_default(),
                interval.end.map(|day| day.to_string()).unwrap_or_default()
            )),
            _ => None,
        })
        .collect();
    assert_eq!(
        found,
        [
            "September 8 - 10: 2023-09-08..2023-09-10",
            "2014: 2014-01-01..",
            "last month: 2023-08-01..2023-08-31"
        ]
    );
}

#[test]
fn capitals_of_a_headline_make_no_names() {
    let (document, mentions) = read(&[
        "Norland/PROPN/2/nsubj Sends=send/VERB/0/root Diplomatic/PROPN/4/compound Demarche/PROPN/2/obj",
        "Norland/PROPN/2/nsubj sent=send/VERB/0/root a/DET/4/det demarche/NOUN/2/obj ./PUNCT/2/punct",
    ]);
    let names: Vec<&str> = mentions
        .mentions
        .iter()
        .filter(|mention| mention.kind == demarche::mention::MentionKind::Name)
        .map(|mention| mention.span.of(&document.text))
        .collect();
    assert_eq!(names, ["Norland", "Norland"]);
}
