//! [`Example`]: a sentence of a rule file with what the rule makes of it.

use crate::clause::{Modality, Polarity};

/// What an example expects: `not planned Demarche(agent: Norland, recipient: Sudria)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// Affirmed, or `not`.
    pub polarity: Polarity,
    /// The world; none written means actual.
    pub modality: Modality,
    /// The class's local name.
    pub class: String,
    /// Role names with the words that fill them.
    pub roles: Vec<(String, String)>,
}

/// A sentence and the statement it yields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// The statement.
    pub expectation: Expectation,
}

/// Why a line of `says` cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExampleError {
    /// Nothing is expected.
    #[error("an example reads: SENTENCE => Class(role: words, …); `{0}` has no `=>`")]
    NoArrow(String),
    /// The expectation is no class with roles.
    #[error("`{0}` is not of the form Class(role: words, …), with `not` or a modality before it if need be")]
    Malformed(String),
}

impl Example {
    /// Reads `SENTENCE => [not] [MODALITY] Class(role: words, …)`.
    ///
    /// # Errors
    /// When it has no arrow, or what follows it is not of this form.
    pub fn parse(line: &str) -> Result<Self, ExampleError> {
        let (text, expected) = line
            .split_once("=>")
            .ok_or_else(|| ExampleError::NoArrow(line.to_owned()))?;
        let malformed = || ExampleError::Malformed(expected.trim().to_owned());
        let (head, roles) = expected.trim().split_once('(').ok_or_else(malformed)?;
        let roles = roles.strip_suffix(')').ok_or_else(malformed)?;
        let mut words: Vec<&str> = head.split_whitespace().collect();
        let class = words.pop().ok_or_else(malformed)?.to_owned();
        let (mut polarity, mut modality) = (Polarity::Positive, Modality::Actual);
        for word in words {
            match Modality::ALL.into_iter().find(|known| known.as_str() == word) {
                Some(known) => modality = known,
                None if word == "not" => polarity = Polarity::Negative,
                None => return Err(malformed()),
            }
        }
        let mut filled = Vec::new();
        for role in roles.split([',', ';']).map(str::trim).filter(|role| !role.is_empty()) {
            let (name, filler) = role.split_once(':').ok_or_else(malformed)?;
            filled.push((name.trim().to_owned(), filler.trim().to_owned()));
        }
        let expectation = Expectation {
            polarity,
            modality,
            class,
            roles: filled,
        };
        Ok(Self {
            text: text.trim().to_owned(),
            expectation,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_reads_status_class_and_roles() {
        let line = "Norland will not send a note. => not planned Demarche(agent: Norland, recipient: Sudria)";
        let example = Example::parse(line).unwrap();
        assert_eq!(example.text, "Norland will not send a note.");
        assert_eq!(example.expectation.polarity, Polarity::Negative);
        assert_eq!(example.expectation.modality, Modality::Planned);
        assert_eq!(example.expectation.class, "Demarche");
        assert_eq!(
            example.expectation.roles[1],
            ("recipient".to_owned(), "Sudria".to_owned())
        );
    }

    #[test]
    fn what_is_no_example_says_so() {
        assert!(matches!(Example::parse("Norland left."), Err(ExampleError::NoArrow(_))));
        assert!(matches!(
            Example::parse("a => perhaps Visit()"),
            Err(ExampleError::Malformed(_))
        ));
        assert!(matches!(Example::parse("a => Visit"), Err(ExampleError::Malformed(_))));
    }
}
