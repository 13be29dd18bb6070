//! Running a rule's examples: what their sentences yield against what they say.

use crate::extract::{Argument, Extraction, Filler, Statement};
use crate::mention::Mentions;
use crate::ontology::Ontology;
use crate::rule::Expectation;

/// Whether the document yields what an example expects: a statement of the class or a class under it, with this
/// status and these fillers. A filler is met by the entity's label or by the words themselves, articles and case apart.
pub fn yields(
    text: &str,
    mentions: &Mentions,
    extraction: &Extraction,
    ontology: &Ontology,
    expected: &Expectation,
) -> bool {
    let Some(class) = ontology.find_class(&expected.class) else {
        return false;
    };
    extraction.statements.iter().any(|statement| {
        statement.class.is_some_and(|made| ontology.is_a(made, class))
            && statement.polarity == expected.polarity
            && statement.modality == expected.modality
            && expected
                .roles
                .iter()
                .all(|(role, words)| fills(text, mentions, ontology, statement, role, words))
    })
}

fn fills(text: &str, mentions: &Mentions, ontology: &Ontology, statement: &Statement, role: &str, words: &str) -> bool {
    let Some(property) = ontology.find_property(role) else {
        return false;
    };
    statement
        .roles
        .iter()
        .any(|(known, argument)| *known == property && reads(text, mentions, argument, words))
}

fn reads(text: &str, mentions: &Mentions, argument: &Argument, words: &str) -> bool {
    let wanted = plain(words);
    let by_label = match argument.filler {
        Filler::Entity(entity) => plain(&mentions.entity(entity).label) == wanted,
        Filler::Statement(_) | Filler::Text => false,
    };
    by_label || plain(argument.span.of(text)) == wanted
}

fn plain(words: &str) -> String {
    let lower = words.to_lowercase();
    let bare = ["the ", "a ", "an "]
        .iter()
        .find_map(|article| lower.strip_prefix(article))
        .unwrap_or(&lower);
    bare.trim_end_matches("'s").trim_end_matches("’s").to_owned()
}
