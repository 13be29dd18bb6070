//! [`Reads`]: how a rule's fact reads, with places for the trigger's words and for those of roles.

use crate::rule::Role;

/// One stretch of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadsPart {
    /// Words as they stand.
    Words(String),
    /// The trigger's words: `{}`.
    Trigger,
    /// The words of a role, by its place in the rule: `{content}`.
    Role(usize),
}

/// How a fact reads where that says more than the property's label: `is {} of`, `deems {content}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reads(pub Vec<ReadsPart>);

impl Reads {
    /// Reads the notation.
    ///
    /// # Errors
    /// What is wrong with it: a brace without its like, a role that the rule does not have, no place at all.
    pub(super) fn parse(text: &str, roles: &[Role]) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((words, behind)) = rest.split_once('{') {
            let Some((place, behind)) = behind.split_once('}') else {
                return Err("`reads` has a { without its }".to_owned());
            };
            if !words.is_empty() {
                parts.push(ReadsPart::Words(words.to_owned()));
            }
            parts.push(if place.is_empty() {
                ReadsPart::Trigger
            } else {
                let role = roles.iter().position(|role| role.name == place);
                ReadsPart::Role(role.ok_or_else(|| format!("the rule has no role `{place}`"))?)
            });
            rest = behind;
        }
        if rest.contains('}') {
            return Err("`reads` has a } without its {".to_owned());
        }
        if parts.is_empty() {
            return Err("`reads` needs a place: {} for the trigger's words, or {agent} for those of a role".to_owned());
        }
        if !rest.is_empty() {
            parts.push(ReadsPart::Words(rest.to_owned()));
        }
        Ok(Self(parts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_from_words() {
        let words = |text: &str| ReadsPart::Words(text.to_owned());
        assert_eq!(
            Reads::parse("is {} of", &[]),
            Ok(Reads(vec![words("is "), ReadsPart::Trigger, words(" of")]))
        );
        for (text, fault) in [
            ("is of", "a place"),
            ("is {of", "without its }"),
            ("is {} of}", "without its {"),
            ("is {agent}", "no role `agent`"),
        ] {
            let error = Reads::parse(text, &[]).unwrap_err();
            assert!(error.contains(fault), "{text}: {error}");
        }
    }
}
