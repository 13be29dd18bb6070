//! [`Wording`]: a rule as it stands in its file.

use serde::Serialize;

use crate::rule::RuleFile;

/// A rule's table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Wording {
    /// The file, as `--rules` names it or as the program ships it.
    pub file: String,
    /// The line its table begins on, from 1.
    pub line: usize,
    /// The table, `[[rule]]` and all.
    pub text: String,
}

/// The table of the rule called `id`, if one of the files has it.
pub fn wording(files: &[RuleFile], id: &str) -> Option<Wording> {
    let own_line = format!("id = \"{id}\"");
    files.iter().find_map(|file| {
        let lines: Vec<&str> = file.text.lines().collect();
        let own = lines.iter().position(|line| line.trim() == own_line)?;
        let is_head = |line: &&str| line.trim_start().starts_with("[[rule]]");
        let first = lines[..own].iter().rposition(is_head)?;
        let next = lines[own..]
            .iter()
            .position(|line| line.starts_with('[') || line.starts_with("# ---"));
        let table = &lines[first..next.map_or(lines.len(), |length| own + length)];
        Some(Wording {
            file: file.name.clone(),
            line: first + 1,
            text: table.join("\n").trim_end().to_owned(),
        })
    })
}

/// The ids of all rules in the files, in their order.
pub fn ids(files: &[RuleFile]) -> impl Iterator<Item = &str> {
    let lines = files.iter().flat_map(|file| file.text.lines());
    lines.filter_map(|line| line.trim().strip_prefix("id = \"")?.strip_suffix('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_shown_as_it_stands() {
        let file = RuleFile {
            name: "mine/a.toml".to_owned(),
            text: "# Mine.\n\n[[rule]]\nid = \"a/b\"\nmakes = \"Demarche\"\n\n[[rule]]\nid = \"a/c\"\nsays = [\n  \"x\",\n]\n"
                .to_owned(),
        };
        let check = |id: &str, expected: Option<(usize, &str)>| {
            let found = wording(std::slice::from_ref(&file), id);
            assert_eq!(found.as_ref().map(|found| (found.line, found.text.as_str())), expected);
        };
        check("a/b", Some((3, "[[rule]]\nid = \"a/b\"\nmakes = \"Demarche\"")));
        check("a/c", Some((7, "[[rule]]\nid = \"a/c\"\nsays = [\n  \"x\",\n]")));
        check("a/d", None);
    }

    #[test]
    fn every_shipped_rule_has_a_wording() {
        let files = crate::rule::shipped();
        assert!(ids(&files).count() > 100);
        for id in ids(&files) {
            let wording = wording(&files, id).unwrap();
            assert!(
                wording.text.contains("says ") && wording.text.contains(&format!("id = \"{id}\"")),
                "{id}"
            );
        }
    }
}
