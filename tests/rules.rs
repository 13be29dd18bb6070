//! The shipped rules keep to their own examples, every rule loaded: what `says` and `says_not` promise.

use demarche::pipeline::{Pipeline, Settings};

#[test]
fn shipped_rules_hold_to_their_examples() {
    let pipeline = Pipeline::new(Settings::default()).unwrap();
    let failures: Vec<String> = pipeline
        .test_rules()
        .iter()
        .map(|failure| {
            let fault = if failure.asserted { "asserts" } else { "misses" };
            format!("{} {fault}: {}", failure.rule.id, failure.example)
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
