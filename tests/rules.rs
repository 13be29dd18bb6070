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

/// Every kind of event or state is made by some rule or stands above one that is, and so is every relation between things;
/// what things are of and stand for is told with them, without a rule.
#[test]
fn every_term_is_made_by_some_rule() {
    let pipeline = Pipeline::new(Settings::default()).unwrap();
    let (ontology, rules) = (pipeline.ontology(), pipeline.rules().rules());
    let [event, state] = ["Event", "State"].map(|name| ontology.find_class(name).unwrap());
    let relates = ontology.find_property("relatesTo").unwrap();
    let mut unmade: Vec<&str> = Vec::new();
    for (id, class) in ontology.classes() {
        let is_due = ontology.is_a(id, event) || ontology.is_a(id, state);
        if is_due && !rules.iter().any(|rule| ontology.is_a(rule.class, id)) {
            unmade.push(class.name());
        }
    }
    for (id, property) in ontology.properties() {
        let ancestors = |made| ontology.property_ancestors(made);
        let is_made = |made| made == id || ancestors(made).contains(&id);
        let stated = |rule: &demarche::rule::Rule| [rule.fact.map(|fact| fact.property), rule.mutual];
        let made = rules.iter().flat_map(stated).flatten().any(is_made);
        let of_things = ["belongsTo", "member"].contains(&property.name());
        if ancestors(id).contains(&relates) && !made && !of_things {
            unmade.push(property.name());
        }
    }
    assert!(unmade.is_empty(), "{unmade:?}");
}
