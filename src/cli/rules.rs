//! `demarche rules`: for those who write rules.

use std::path::PathBuf;

use comfy_table::{ContentArrangement, Table, presets};

use crate::cli::coverage;
use crate::cli::error::{Error, Outcome};
use crate::cli::knowledge::{Assert, Knowledge};
use crate::cli::output::Output;
use crate::cli::report::Report;
use crate::graph::DEFAULT_BASE;
use crate::pipeline::{Pipeline, PipelineError};
use crate::rule::Rule;

/// Check, test and list the rules, those shipped and your own.
#[derive(Debug, clap::Args)]
#[command(arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Check(Check),
    Test(Test),
    List(List),
}

/// Read the rule files and show every fault with its place and the nearest valid word. Ends with 1 when there is one.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche rules check --rules my-rules
  demarche rules check --rules my-rules --ontology my-terms")]
struct Check {
    #[command(flatten)]
    knowledge: Knowledge,
}

/// Run the examples (`says`, `says_not`) of the rules, with all rules loaded, and their known misses (`misses`). Ends with
/// 1 when an example does not hold or a known miss does.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche rules test
  demarche rules test diplomacy/send-demarche
  demarche rules test --rules my-rules my-rules/
  demarche rules test --corpus articles/*.txt")]
struct Test {
    #[command(flatten)]
    knowledge: Knowledge,
    /// Read these texts instead of the examples, and count what each rule makes of them: statements, those of them that
    /// are facts, rule; the rules that make nothing come last.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    corpus: Vec<PathBuf>,
    /// Show only the rules whose id begins so.
    #[arg(value_name = "RULE")]
    prefix: Option<String>,
}

/// List the rules: id, what each makes, an example.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche rules list
  demarche rules list diplomacy/ | cut -f 1")]
struct List {
    #[command(flatten)]
    knowledge: Knowledge,
    /// Show only the rules whose id begins so.
    #[arg(value_name = "RULE")]
    prefix: Option<String>,
}

pub(crate) fn run(arguments: &Arguments, report: &Report) -> Result<Outcome, Error> {
    match &arguments.command {
        Command::Check(arguments) => check(arguments, report),
        Command::Test(arguments) => test(arguments, report),
        Command::List(arguments) => list(arguments),
    }
}

fn check(arguments: &Check, report: &Report) -> Result<Outcome, Error> {
    match arguments.knowledge.pipeline(Assert::default(), DEFAULT_BASE) {
        Ok(pipeline) => {
            report.note(&format_args!("{} rules, no fault", pipeline.rules().rules().len()));
            Ok(Outcome::Done)
        }
        Err(Error::Pipeline(PipelineError::Rules(faults))) => {
            let mut output = Output::new();
            for fault in &faults {
                output.write(format!("{fault}\n\n"))?;
            }
            output.finish()?;
            report.note(&format_args!(
                "{} {}",
                faults.len(),
                if faults.len() == 1 { "fault" } else { "faults" }
            ));
            Ok(Outcome::CheckFailed)
        }
        Err(error) => Err(error),
    }
}

fn test(arguments: &Test, report: &Report) -> Result<Outcome, Error> {
    let pipeline = arguments.knowledge.pipeline(Assert::default(), DEFAULT_BASE)?;
    let rules = chosen(&pipeline, arguments.prefix.as_deref())?;
    if !arguments.corpus.is_empty() {
        return coverage::run(&pipeline, &rules, &arguments.corpus, report);
    }
    let mut output = Output::new();
    let mut failures = 0;
    for failure in pipeline.test_rules() {
        let rule = failure.rule;
        if !rules.iter().any(|chosen| chosen.id == rule.id) {
            continue;
        }
        failures += 1;
        output.write(format!(
            "{}:{}: {} {}:\n    {}\n",
            rule.file, rule.line, rule.id, failure.fault, failure.example
        ))?;
    }
    output.finish()?;
    let examples: usize = rules.iter().map(|rule| rule.says.len() + rule.says_not.len()).sum();
    let misses: usize = rules.iter().map(|rule| rule.misses.len()).sum();
    report.note(&format_args!(
        "{} rules, {examples} examples and {misses} known misses, {failures} of them fail",
        rules.len()
    ));
    Ok(if failures == 0 {
        Outcome::Done
    } else {
        Outcome::CheckFailed
    })
}

fn list(arguments: &List) -> Result<Outcome, Error> {
    let pipeline = arguments.knowledge.pipeline(Assert::default(), DEFAULT_BASE)?;
    let rules = chosen(&pipeline, arguments.prefix.as_deref())?;
    let cells = |rule: &Rule| {
        let example = rule.says.first().cloned().unwrap_or_default();
        [
            rule.id.clone(),
            pipeline.ontology().class(rule.class).name().to_owned(),
            example,
        ]
    };
    let mut output = Output::new();
    if let Some(width) = Output::width() {
        let mut table = Table::new();
        table
            .load_style(presets::UTF8_HORIZONTAL_ONLY)
            .set_content_arrangement(ContentArrangement::Dynamic);
        table
            .set_width(width)
            .set_header(["rule", "makes", "example"])
            .add_rows(rules.iter().map(|rule| cells(rule)));
        output.write(format!("{table}\n"))?;
    } else {
        for rule in rules {
            output.write(cells(rule).join("\t") + "\n")?;
        }
    }
    output.finish()?;
    Ok(Outcome::Done)
}

/// The rules whose id begins with `prefix`; there must be one.
fn chosen<'p>(pipeline: &'p Pipeline, prefix: Option<&str>) -> Result<Vec<&'p Rule>, Error> {
    let prefix = prefix.unwrap_or_default();
    let rules: Vec<&Rule> = pipeline
        .rules()
        .rules()
        .iter()
        .filter(|rule| rule.id.starts_with(prefix))
        .collect();
    if rules.is_empty() {
        return Err(Error::NoRule {
            prefix: prefix.to_owned(),
        });
    }
    Ok(rules)
}
