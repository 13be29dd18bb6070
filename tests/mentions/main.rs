//! Mentions and entities read off hand-built parses: one way of referring a test. A word is `form/UPOS/head/relation`,
//! with its lemma (`form=lemma`) and its features (`/Number=Plur|…`) where they matter.

mod nodes;

use std::fmt::Write as _;

use demarche::mention::{Identity, MentionReader, Mentions};
use demarche::ontology::{EntityType, Gazetteer};
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
const ITS: &str = "Gender=Neut|Number=Sing|Person=3|Poss=Yes|PronType=Prs";
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

/// The entity of the mention with these words.
#[track_caller]
fn entity<'m>(document: &Document, mentions: &'m Mentions, words: &str) -> &'m demarche::mention::Entity {
    let mention = mentions
        .mentions
        .iter()
        .find(|mention| mention.span.of(&document.text) == words)
        .unwrap_or_else(|| panic!("{words} is no mention of {:#?}", mentions.mentions));
    mentions.entity(mention.entity)
}

#[test]
fn who_bears_a_title_is_no_town_of_that_name() {
    let (document, mentions) = read(&[
        "Senator/PROPN/2/nmod:desc Hatfield/PROPN/3/nsubj spoke=speak/VERB/0/root ./PUNCT/3/punct",
        "Hatfield/PROPN/2/nsubj left=leave/VERB/0/root ./PUNCT/2/punct",
    ]);
    for words in ["Senator Hatfield", "Hatfield"] {
        let entity = entity(&document, &mentions, words);
        assert_eq!(
            (entity.entity_type, &entity.identity),
            (EntityType::Person, &Identity::Name),
            "{words}"
        );
    }
}

#[test]
fn a_small_town_is_meant_only_where_something_tells_a_place() {
    let (document, mentions) = read(&["Norton/PROPN/2/nsubj spoke=speak/VERB/0/root ./PUNCT/2/punct"]);
    assert_eq!(entity(&document, &mentions, "Norton").identity, Identity::Name);
    let (document, mentions) = read(&[
        "Roe/PROPN/2/nsubj lives=live/VERB/0/root in/ADP/4/case Paris/PROPN/2/obl ,/PUNCT/6/punct Texas/PROPN/4/appos ./PUNCT/2/punct",
    ]);
    let Identity::Entry(entry) = entity(&document, &mentions, "Paris").identity else {
        panic!("Paris is not known");
    };
    assert_eq!(Gazetteer::shipped().entry(entry).slug(), "Paris_(Texas)");
}

#[test]
fn a_capital_that_is_only_named_is_a_place() {
    check(
        &[
            "Tunisia/PROPN/3/nmod:poss 's/PART/1/case capital/NOUN/6/nsubj ,/PUNCT/5/punct Tunis/PROPN/3/appos sleeps=sleep/VERB/0/root",
            "She=she/PRON/2/nsubj lives=live/VERB/0/root in/ADP/4/case Tunis/PROPN/2/obl",
        ],
        &["Tunis -> Tunis", "Tunisia -> Tunisia"],
    );
}

#[test]
fn the_congress_of_one_country_is_not_that_of_another() {
    let (_, mentions) = read(&[
        "Argentina/PROPN/4/nmod:poss 's/PART/1/case National/PROPN/4/compound Congress/PROPN/5/nsubj met=meet/VERB/0/root ./PUNCT/5/punct",
    ]);
    let other = mentions
        .entities
        .iter()
        .find(|entity| entity.label.contains("United States"));
    assert_eq!(other, None);
}

#[test]
fn the_letters_in_brackets_tell_how_far_a_name_reaches() {
    check(
        &[
            // The tree tears the name apart.
            "The=the/DET/3/det Norland/PROPN/3/compound Commission/PROPN/10/nsubj on/ADP/6/case Fair/ADJ/6/amod Trade/NOUN/10/obl \
             (/PUNCT/8/punct NCFT/PROPN/3/appos )/PUNCT/8/punct met=meet/VERB/0/root",
            "NCFT/PROPN/2/nsubj adjourned=adjourn/VERB/0/root",
        ],
        &["NCFT -> Norland Commission on Fair Trade"],
    );
}

#[test]
fn an_acronym_of_a_mere_description_is_no_name() {
    let (document, mentions) = read(&[
        "Cyprus/PROPN/2/nsubj has=have/VERB/0/root an/DET/6/det exclusive/ADJ/6/amod economic/ADJ/6/amod zone/NOUN/2/obj (/PUNCT/8/punct \
         EEZ/PROPN/6/appos )/PUNCT/8/punct",
        "The=the/DET/3/det Turkish/ADJ/3/amod EEZ/PROPN/4/nsubj grew=grow/VERB/0/root",
    ]);
    let one = entity(&document, &mentions, "EEZ");
    let other = entity(&document, &mentions, "The Turkish EEZ");
    assert_eq!(other.identity, Identity::Description);
    assert_ne!(one, other);
}

#[test]
fn an_office_tells_its_holder_under_all_its_names() {
    check(
        &[
            "Foreign/PROPN/2/amod Minister/PROPN/3/nmod:desc Jane/PROPN/5/nsubj Roe/PROPN/3/flat spoke=speak/VERB/0/root",
            &format!(
                "The=the/DET/2/det/{THE} minister/NOUN/6/nsubj/Number=Sing of/ADP/5/case foreign/ADJ/5/amod affairs/NOUN/2/nmod \
                 resigned=resign/VERB/0/root"
            ),
        ],
        &["The minister -> Jane Roe"],
    );
}

#[test]
fn a_counterpart_is_who_holds_the_same_office_elsewhere() {
    let her = "Gender=Fem|Number=Sing|Person=3|Poss=Yes|PronType=Prs";
    check(
        &[&format!(
            "Foreign/PROPN/2/amod Minister/PROPN/3/nmod:desc Jane/PROPN/5/nsubj Roe/PROPN/3/flat met=meet/VERB/0/root \
             her/PRON/8/nmod:poss/{her} German/ADJ/8/amod counterpart/NOUN/5/obj/Number=Sing ./PUNCT/5/punct"
        )],
        &["her German counterpart -> Minister of Foreign Affairs of Germany"],
    );
}

#[test]
fn the_former_and_the_latter_are_the_two_spoken_of_last() {
    check(
        &[
            "Georgia/PROPN/4/nsubj and/CCONJ/3/cc Armenia/PROPN/1/conj agreed=agree/VERB/0/root",
            &format!(
                "The=the/DET/2/det/{THE} former/ADJ/3/nsubj paid=pay/VERB/0/root the=the/DET/5/det/{THE} latter/ADJ/3/obj"
            ),
        ],
        &["The former -> Georgia", "the latter -> Armenia"],
    );
}

#[test]
fn those_named_behind_a_plural_are_its_members() {
    let (document, mentions) = read(&[&format!(
        "The=the/DET/2/det/{THE} ministers=minister/NOUN/11/nsubj/Number=Plur ,/PUNCT/4/punct Jane/PROPN/2/appos Roe/PROPN/4/flat ,/PUNCT/7/punct \
         John/PROPN/4/conj Doe/PROPN/7/flat and/CCONJ/10/cc Peter/PROPN/4/conj met=meet/VERB/0/root ./PUNCT/11/punct"
    )]);
    assert_eq!(
        entity(&document, &mentions, "The ministers").label,
        "Jane Roe, John Doe and Peter"
    );
}

#[test]
fn a_description_keeps_both_of_two_and_says_whose_it_is() {
    check(
        &[&format!(
            "Armenia/PROPN/2/nsubj signed=sign/VERB/0/root a/DET/4/det/Definite=Ind|PronType=Art pact/NOUN/2/obj/Number=Sing between/ADP/6/case Georgia/PROPN/4/nmod \
             and/CCONJ/8/cc Chile/PROPN/6/conj with/ADP/11/case its/PRON/11/nmod:poss/{ITS} neighbor/NOUN/2/obl/Number=Sing"
        )],
        &[
            "a pact -> pact between Georgia and Chile",
            "its neighbor -> Armenia's neighbor",
        ],
    );
}

#[test]
fn a_pronoun_gives_an_organ_its_country() {
    check(
        &[&format!(
            "Armenia/PROPN/2/nsubj praised=praise/VERB/0/root its/PRON/4/nmod:poss/{ITS} army/NOUN/2/obj/Number=Sing"
        )],
        &["its army -> Armed Forces of Armenia"],
    );
}

#[test]
fn a_kind_beside_a_name_is_of_its_bearer() {
    check(
        &[&format!(
            "The=the/DET/2/det/{THE} city/NOUN/5/nsubj/Number=Sing of/ADP/4/case Chengdu/PROPN/2/nmod grew=grow/VERB/0/root"
        )],
        &["The city -> Chengdu"],
    );
}

#[test]
fn the_language_of_a_country_is_not_the_country() {
    let (document, mentions) = read(&["Roe/PROPN/2/nsubj wrote=write/VERB/0/root in/ADP/4/case Spanish/PROPN/2/obl"]);
    assert_eq!(entity(&document, &mentions, "Spanish").identity, Identity::Name);
}

#[test]
fn the_place_that_an_agency_reports_from_is_a_place() {
    check(
        &["BAKU/PROPN/0/root (/PUNCT/3/punct Norpress/PROPN/1/appos )/PUNCT/3/punct"],
        &["BAKU -> Baku"],
    );
}

#[test]
fn of_two_who_hold_an_office_the_one_called_so_is_meant() {
    check(
        &[
            "Foreign/PROPN/2/amod Minister/PROPN/3/nmod:desc Jane/PROPN/5/nsubj Roe/PROPN/3/flat met=meet/VERB/0/root \
             Secretary/PROPN/9/nmod:desc of/ADP/8/case State/PROPN/6/nmod Antony/PROPN/5/obj Blinken/PROPN/9/flat \
             ./PUNCT/5/punct",
            &format!(
                "The=the/DET/3/det/{THE} Foreign/PROPN/3/amod Minister/PROPN/4/nsubj left=leave/VERB/0/root ./PUNCT/4/punct"
            ),
        ],
        &["The Foreign Minister -> Jane Roe"],
    );
}

#[test]
fn a_number_belongs_to_the_name_before_it() {
    check(
        &["Flight/PROPN/3/nsubj 212/NUM/1/nummod left=leave/VERB/0/root ./PUNCT/3/punct"],
        &["Flight 212 -> Flight 212"],
    );
}

#[test]
fn whoever_is_urged_owns_what_he_is_to_keep() {
    let their = "Number=Plur|Person=3|Poss=Yes|PronType=Prs";
    check(
        &[&format!(
            "Norway/PROPN/2/nsubj urged=urge/VERB/0/root the=the/DET/4/det/{THE} \
             ministers=minister/NOUN/2/obj/Number=Plur to/PART/6/mark keep/VERB/2/xcomp their/PRON/8/nmod:poss/{their} \
             word/NOUN/6/obj/Number=Sing ./PUNCT/2/punct"
        )],
        &["their -> ministers"],
    );
}
