//! Prints the mentions of a text from standard input, or of CoNLL-U with `--conllu` (`--annotate`: its words alone are
//! kept and parsed), one a line: sentence, first, last and head word (from 1), kind,
//! entity, its type, identity, label, and the words; then the quotations.
//! `cargo run --release --example mentions -- --date 2023-09-14 < article.txt`

#![expect(clippy::print_stdout, reason = "an example shows its result")]

use std::io::Read as _;

use demarche::mention::{Identity, MentionReader};
use demarche::ontology::Gazetteer;
use demarche::syntax::{Syntax, conllu};
use demarche::text::{Document, Vocabulary};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut source = String::new();
    std::io::stdin().read_to_string(&mut source)?;
    let arguments: Vec<String> = std::env::args().collect();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let date = arguments.iter().skip_while(|argument| *argument != "--date").nth(1);
    let date = date.map(|date| date.parse()).transpose()?;
    let mut vocabulary = Vocabulary::default();
    let syntax = Syntax::embedded(&mut vocabulary);
    let reader = MentionReader::new(&mut vocabulary);
    let gazetteer = Gazetteer::shipped();
    let (text, parse) = if has("--conllu") || has("--annotate") {
        let (text, mut parse) = conllu::read(&source, &vocabulary)?;
        if has("--annotate") {
            syntax.annotate(&text, &mut parse);
        }
        (text, parse)
    } else {
        let parse = syntax.parse(&source, &vocabulary);
        (source, parse)
    };
    let document = Document {
        text,
        date,
        ..Document::default()
    };
    let started = std::time::Instant::now();
    let mentions = reader.read(&document, &parse, &gazetteer);
    let elapsed = started.elapsed();
    for mention in &mentions.mentions {
        let entity = mentions.entity(mention.entity);
        let identity = match &entity.identity {
            Identity::Entry(entry) => gazetteer
                .entry(*entry)
                .same_as()
                .into_iter()
                .next()
                .unwrap_or_else(|| "entry".to_owned()),
            Identity::Time(Some(interval)) => format!(
                "{}..{}",
                interval.start.map(|day| day.to_string()).unwrap_or_default(),
                interval.end.map(|day| day.to_string()).unwrap_or_default()
            ),
            other => format!("{other:?}"),
        };
        println!(
            "{}\t{}\t{}\t{}\t{:?}\t{}\t{:?}\t{identity}\t{}\t{}\t{}",
            mention.sentence.0 + 1,
            mention.first.0 + 1,
            mention.last.0 + 1,
            mention.head.0 + 1,
            mention.kind,
            mention.entity.0,
            entity.entity_type,
            entity.label,
            mention.span.of(&document.text).replace(['\n', '\t'], " "),
            entity.of.map_or(String::new(), |of| mentions.entity(of).label.clone()),
        );
    }
    for quotation in &mentions.quotations {
        let speaker = quotation.speaker.map_or("?", |speaker| &mentions.entity(speaker).label);
        println!(
            "QUOTE\t{speaker}\t{}",
            quotation.span.of(&document.text).replace('\n', " ")
        );
    }
    let tokens: usize = parse.sentences.iter().map(|sentence| sentence.tokens.len()).sum();
    println!(
        "SPEED\t{tokens} tokens\t{:.0} tokens/s",
        tokens as f64 / elapsed.as_secs_f64()
    );
    Ok(())
}
