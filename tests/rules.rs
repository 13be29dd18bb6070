//! The shipped rules keep to their own examples, every rule loaded: what `says` and `says_not` promise; what `misses` lists is missed.

use demarche::pipeline::{Failure, Pipeline, Settings};

#[test]
fn shipped_rules_hold_to_their_examples() {
    let pipeline = Pipeline::new(Settings::default()).unwrap();
    let failures: Vec<String> = pipeline
        .test_rules()
        .iter()
        .map(|failure| {
            let Failure { rule, example, fault } = failure;
            format!("{} {fault}: {example}", rule.id)
        })
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_rule_has_an_example_of_each_kind() {
    let pipeline = Pipeline::new(Settings::default()).unwrap();
    let bare: Vec<&str> = pipeline
        .rules()
        .rules()
        .iter()
        .filter(|rule| rule.says.is_empty() || rule.says_not.is_empty())
        .map(|rule| rule.id.as_str())
        .collect();
    assert!(bare.is_empty(), "{bare:?}");
}
