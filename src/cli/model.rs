//! `demarche model`: makes and measures syntax models.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Subcommand;

use crate::cli::error::{Error, Outcome};
use crate::cli::output::Output;
use crate::cli::report::Report;
use crate::syntax::train::{
    Corpus, Council, NetworkOptions, Options, VectorOptions, Vectors, WHOLE, mix, refine, retrain_tables, train,
};
use crate::syntax::{Evaluation, Syntax, conllu};
use crate::text::Vocabulary;

/// Make a syntax model from CoNLL-U treebanks, or measure one. One seed gives one model: the same bytes on the same kind
/// of processor.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche model vectors vectors.bin news.txt speeches.txt --treebank train.conllu
  demarche model train model.bin train.conllu --vectors vectors.bin
  demarche model test model.bin dev.conllu

A better model learns from larger ones, which read raw text for it:
  demarche model train --hidden 160 --epochs 12 large.bin train.conllu --vectors vectors.bin
  demarche model parse large.bin news.txt --with large2.bin > silver.conllu
  demarche model train model.bin train.conllu --vectors vectors.bin --silver silver.conllu

It learns to read headlines and short sentences from what it makes of long ones:
  demarche model parse model.bin news.txt > own.conllu
  demarche model refine model.bin refined.bin train.conllu --silver own.conllu
  demarche model mix model.bin refined.bin better.bin")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Train(TrainArguments),
    Refine(RefineArguments),
    Mix(MixArguments),
    Tables(TablesArguments),
    Vectors(VectorArguments),
    Parse(ParseArguments),
    Test(TestArguments),
}

/// Learn a model from treebanks.
#[derive(Debug, clap::Args)]
struct TrainArguments {
    /// The file to write the model to.
    #[arg(value_name = "MODEL")]
    model: PathBuf,
    /// Treebanks in CoNLL-U.
    #[arg(value_name = "TREEBANK", required = true)]
    treebanks: Vec<PathBuf>,
    /// Word vectors to start from.
    #[arg(long, value_name = "FILE")]
    vectors: Option<PathBuf>,
    /// CoNLL-U that `model parse` made of raw text; it is seen once, before the treebanks.
    #[arg(long, value_name = "FILE")]
    silver: Vec<PathBuf>,
    /// Where chance starts.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// How often the treebanks are seen.
    #[arg(long, value_name = "N", default_value_t = NetworkOptions::default().epochs)]
    epochs: usize,
    /// Cells of a layer in each direction, a multiple of 16: more are slower and a little better.
    #[arg(long, value_name = "N", default_value_t = NetworkOptions::default().hidden, value_parser = cells)]
    hidden: usize,
    /// Share of the network that is left out while learning.
    #[arg(long, value_name = "SHARE", default_value_t = NetworkOptions::default().dropout)]
    dropout: f32,
    /// How often the treebanks are mixed into the silver.
    #[arg(long, value_name = "N", default_value_t = NetworkOptions::default().repeats)]
    repeats: usize,
}

/// Let a model's network learn on: from treebanks, from its own parses, and from short sentences cut out of these.
#[derive(Debug, clap::Args)]
struct RefineArguments {
    /// The model to begin with.
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The file to write the model to.
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// Treebanks in CoNLL-U: those that the model learnt from.
    #[arg(value_name = "TREEBANK", required = true)]
    treebanks: Vec<PathBuf>,
    /// CoNLL-U that `model parse` made of raw text with the same model.
    #[arg(long, value_name = "FILE")]
    silver: Vec<PathBuf>,
    /// Where chance starts.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// How often all is seen.
    #[arg(long, value_name = "N", default_value_t = 1)]
    epochs: usize,
    /// How large steps are at first.
    #[arg(long, value_name = "RATE", default_value_t = 0.001)]
    rate: f32,
    /// Share of the network that is left out while learning.
    #[arg(long, value_name = "SHARE", default_value_t = 0.2)]
    dropout: f32,
}

/// Write the mean of a model and of what learnt on from it: it keeps most of what each does well.
#[derive(Debug, clap::Args)]
struct MixArguments {
    /// The first model.
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The model that learnt on from it.
    #[arg(value_name = "REFINED")]
    refined: PathBuf,
    /// The file to write the mean to.
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// How much of the first goes into it.
    #[arg(long, value_name = "SHARE", default_value_t = 0.5)]
    share: f32,
}

/// Learn everything of a model but its network anew: where words and sentences end, lemmas, features. Takes seconds, and
/// gives the same bytes as learning all of it.
#[derive(Debug, clap::Args)]
struct TablesArguments {
    /// The model whose network is kept.
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The file to write the model to.
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// Treebanks in CoNLL-U: those that the network learnt from.
    #[arg(value_name = "TREEBANK", required = true)]
    treebanks: Vec<PathBuf>,
    /// Where chance starts.
    #[arg(long, value_name = "N", default_value_t = Options::default().seed)]
    seed: u64,
}

/// Learn what words mean from raw text.
#[derive(Debug, clap::Args)]
struct VectorArguments {
    /// The file to write the vectors to.
    #[arg(value_name = "VECTORS")]
    vectors: PathBuf,
    /// Plain text.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Treebanks whose text is learnt from, too.
    #[arg(long, value_name = "TREEBANK")]
    treebank: Vec<PathBuf>,
    /// How often the text is read.
    #[arg(long, value_name = "N", default_value_t = VectorOptions::default().epochs)]
    epochs: usize,
    /// Where chance starts.
    #[arg(long, value_name = "N", default_value_t = VectorOptions::default().seed)]
    seed: u64,
}

/// Read plain text with a model, or several that decide together, and write CoNLL-U for another model to learn from: each
/// different sentence once, with what else its words may be in the last column.
#[derive(Debug, clap::Args)]
struct ParseArguments {
    /// The model; it says where sentences and words end.
    #[arg(value_name = "MODEL")]
    model: PathBuf,
    /// Plain text.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// A model that decides with it, trained on the same treebanks; may be repeated.
    #[arg(long, value_name = "MODEL")]
    with: Vec<PathBuf>,
    /// How many of 1000 sentences to read, chosen by chance but always the same.
    #[arg(long, value_name = "N", default_value_t = WHOLE, value_parser = clap::value_parser!(u16).range(1..=i64::from(WHOLE)))]
    share: u16,
}

/// Measure a model on treebanks: with their words given, and from raw text.
#[derive(Debug, clap::Args)]
struct TestArguments {
    /// The model.
    #[arg(value_name = "MODEL")]
    model: PathBuf,
    /// Treebanks in CoNLL-U.
    #[arg(value_name = "TREEBANK", required = true)]
    treebanks: Vec<PathBuf>,
}

pub(crate) fn run(arguments: Arguments, report: &Report) -> Result<Outcome, Error> {
    match arguments.command {
        Command::Train(arguments) => make(&arguments, report),
        Command::Refine(arguments) => learn_on(&arguments, report),
        Command::Mix(arguments) => mixed(&arguments),
        Command::Tables(arguments) => tables(&arguments),
        Command::Vectors(arguments) => vectors(&arguments, report),
        Command::Parse(arguments) => parse(&arguments),
        Command::Test(arguments) => test(&arguments),
    }
}

fn make(arguments: &TrainArguments, report: &Report) -> Result<Outcome, Error> {
    let treebanks = arguments.treebanks.iter().map(|path| treebank(path));
    let treebanks = treebanks.collect::<Result<Vec<_>, _>>()?;
    let silver = arguments.silver.iter().map(|path| treebank(path));
    let vectors = arguments.vectors.as_ref().map(|path| {
        let bytes = fs::read(path).map_err(reading(path))?;
        Vectors::from_bytes(&bytes).map_err(|error| Error::Vectors {
            path: path.display().to_string(),
            error,
        })
    });
    let options = Options {
        seed: arguments.seed,
        network: NetworkOptions {
            seed: arguments.seed,
            hidden: arguments.hidden,
            epochs: arguments.epochs,
            dropout: arguments.dropout,
            repeats: arguments.repeats,
            ..NetworkOptions::default()
        },
        vectors: vectors.transpose()?,
        silver: silver.collect::<Result<_, _>>()?,
    };
    let texts: Vec<&str> = treebanks.iter().map(String::as_str).collect();
    let model = train(&texts, &options, &mut |step| report.note(&step)).map_err(|error| Error::Treebank {
        path: "the treebanks together".to_owned(),
        error,
    })?;
    write(&arguments.model, &model)
}

fn learn_on(arguments: &RefineArguments, report: &Report) -> Result<Outcome, Error> {
    let treebanks = arguments.treebanks.iter().map(|path| treebank(path));
    let treebanks = treebanks.collect::<Result<Vec<_>, _>>()?;
    let silver = arguments.silver.iter().map(|path| treebank(path));
    let old = fs::read(&arguments.old).map_err(reading(&arguments.old))?;
    let options = Options {
        network: NetworkOptions {
            seed: arguments.seed,
            epochs: arguments.epochs,
            dropout: arguments.dropout,
            rate: arguments.rate,
            ..NetworkOptions::default()
        },
        silver: silver.collect::<Result<_, _>>()?,
        ..Options::default()
    };
    let texts: Vec<&str> = treebanks.iter().map(String::as_str).collect();
    let model = refine(&old, &texts, &options, &mut |step| report.note(&step)).map_err(|error| Error::Tables {
        path: arguments.old.display().to_string(),
        error,
    })?;
    write(&arguments.new, &model)
}

fn mixed(arguments: &MixArguments) -> Result<Outcome, Error> {
    let read = |path: &PathBuf| fs::read(path).map_err(reading(path));
    let (old, refined) = (read(&arguments.old)?, read(&arguments.refined)?);
    let model = mix(&old, &refined, arguments.share).map_err(|error| Error::Tables {
        path: arguments.refined.display().to_string(),
        error,
    })?;
    write(&arguments.new, &model)
}

fn tables(arguments: &TablesArguments) -> Result<Outcome, Error> {
    let treebanks = arguments.treebanks.iter().map(|path| treebank(path));
    let treebanks = treebanks.collect::<Result<Vec<_>, _>>()?;
    let old = fs::read(&arguments.old).map_err(reading(&arguments.old))?;
    let options = Options {
        seed: arguments.seed,
        ..Options::default()
    };
    let texts: Vec<&str> = treebanks.iter().map(String::as_str).collect();
    let model = retrain_tables(&old, &texts, &options).map_err(|error| Error::Tables {
        path: arguments.old.display().to_string(),
        error,
    })?;
    write(&arguments.new, &model)
}

fn vectors(arguments: &VectorArguments, report: &Report) -> Result<Outcome, Error> {
    let mut vocabulary = Vocabulary::default();
    let syntax = Syntax::embedded(&mut vocabulary);
    let mut corpus = Corpus::default();
    for path in &arguments.files {
        let text = fs::read_to_string(path).map_err(reading(path))?;
        corpus.add(&text, &syntax.segment(&text, &vocabulary));
    }
    for path in &arguments.treebank {
        let source = treebank(path)?;
        if let Ok((text, parse)) = conllu::read(&source, &vocabulary) {
            corpus.add(&text, &parse);
        }
    }
    report.note(&format!("{} words of text", corpus.words()));
    let options = VectorOptions {
        epochs: arguments.epochs,
        seed: arguments.seed,
        ..VectorOptions::default()
    };
    write(&arguments.vectors, &Vectors::learn(&corpus, &options).to_bytes())
}

fn parse(arguments: &ParseArguments) -> Result<Outcome, Error> {
    let paths = std::iter::once(&arguments.model).chain(&arguments.with);
    let members = paths.map(|path| load(path)).collect::<Result<_, _>>()?;
    let council = Council::new(members).map_err(Error::Council)?;
    let mut output = Output::new();
    for path in &arguments.files {
        let text = fs::read_to_string(path).map_err(reading(path))?;
        let mut written = String::new();
        council
            .read(&text, arguments.share, &mut written)
            .expect("writing to a string does not fail");
        output.write(written)?;
    }
    output.finish()?;
    Ok(Outcome::Done)
}

fn test(arguments: &TestArguments) -> Result<Outcome, Error> {
    let syntax = load(&arguments.model)?;
    let mut output = Output::new();
    for path in &arguments.treebanks {
        let source = treebank(path)?;
        let vocabulary = Vocabulary::default();
        let Ok((text, gold)) = conllu::read(&source, &vocabulary) else {
            continue;
        };
        let mut found = gold.clone();
        syntax.annotate(&text, &mut found);
        let given = Evaluation::new(&gold, &found);
        let raw = Evaluation::new(&gold, &syntax.parse(&text, &vocabulary));
        let name = path.display();
        output.write(format!("{name}, words given\n{given}\n{name}, raw text\n{raw}\n"))?;
    }
    output.finish()?;
    Ok(Outcome::Done)
}

fn load(path: &Path) -> Result<Syntax, Error> {
    let bytes = fs::read(path).map_err(reading(path))?;
    Syntax::from_bytes(&bytes).map_err(|error| Error::Model {
        path: path.display().to_string(),
        error,
    })
}

/// The text of a treebank that is sound CoNLL-U.
fn treebank(path: &Path) -> Result<String, Error> {
    let text = fs::read_to_string(path).map_err(reading(path))?;
    match conllu::read(&text, &Vocabulary::default()) {
        Ok(_) => Ok(text),
        Err(error) => Err(Error::Treebank {
            path: path.display().to_string(),
            error,
        }),
    }
}

fn reading(path: &Path) -> impl FnOnce(std::io::Error) -> Error {
    move |error| Error::Read {
        path: path.display().to_string(),
        error,
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<Outcome, Error> {
    fs::write(path, bytes).map_err(|error| Error::Write {
        path: path.display().to_string(),
        error,
    })?;
    Ok(Outcome::Done)
}

fn cells(text: &str) -> Result<usize, &'static str> {
    let cells = text
        .parse()
        .ok()
        .filter(|cells| (16..=1024).contains(cells) && cells % 16 == 0);
    cells.ok_or("no number of cells; give a multiple of 16 from 16 to 1024")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_fill_registers() {
        assert_eq!(cells("96"), Ok(96));
        for bad in ["0", "17", "2048", "x", ""] {
            assert!(cells(bad).is_err(), "{bad}");
        }
    }
}
