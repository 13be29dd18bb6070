//! The rule files that the program ships.

use crate::rule::RuleFile;

/// File name and text of each `ontology/*.toml`.
const SHIPPED: &[(&str, &str)] = &[
    ("ontology/diplomacy.toml", include_str!("../../ontology/diplomacy.toml")),
    ("ontology/people.toml", include_str!("../../ontology/people.toml")),
    ("ontology/politics.toml", include_str!("../../ontology/politics.toml")),
    ("ontology/security.toml", include_str!("../../ontology/security.toml")),
    ("ontology/speech.toml", include_str!("../../ontology/speech.toml")),
];

/// The shipped rule files, in the order of their names.
pub fn shipped() -> Vec<RuleFile> {
    SHIPPED
        .iter()
        .map(|(name, text)| RuleFile {
            name: (*name).to_owned(),
            text: (*text).to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_file_ships() {
        let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/ontology");
        let mut names: Vec<String> = std::fs::read_dir(directory)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
            .map(|path| format!("ontology/{}", path.file_name().unwrap().to_str().unwrap()))
            .collect();
        names.sort();
        let shipped: Vec<String> = shipped().into_iter().map(|file| file.name).collect();
        assert_eq!(shipped, names);
    }
}
