//! Relations as they read, made of the lemmas they are known by; knows no clause.
//!
//! "recover from" is what a relation is known by, "recovers from" what a reader sees.

/// The relation with its verb in the third person singular of the present: "carry out" → "carries out", "be arrested" →
/// "is arrested".
pub fn third_person(lemmas: &str) -> String {
    let (verb, rest) = lemmas.find(' ').map_or((lemmas, ""), |end| lemmas.split_at(end));
    let mut words = inflected(verb);
    words.push_str(rest);
    words
}

fn inflected(verb: &str) -> String {
    let ends_in = |endings: &[&str]| endings.iter().any(|ending| verb.ends_with(ending));
    match verb {
        "be" => "is".to_owned(),
        "have" => "has".to_owned(),
        "quiz" => "quizzes".to_owned(),
        "veto" | "echo" | "go" | "do" | "undergo" | "forgo" | "undo" | "redo" | "torpedo" | "embargo" | "overdo" => {
            [verb, "es"].concat()
        }
        _ if ends_in(&["s", "x", "z", "ch", "sh"]) => [verb, "es"].concat(),
        _ if verb.ends_with('y') && !ends_in(&["ay", "ey", "oy", "uy"]) => [&verb[..verb.len() - 1], "ies"].concat(),
        _ => [verb, "s"].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::third_person;

    #[test]
    fn verbs_take_their_ending() {
        for (lemmas, expected) in [
            ("be recovered from", "is recovered from"),
            ("have", "has"),
            ("carry out", "carries out"),
            ("deploy to", "deploys to"),
            ("reach", "reaches"),
            ("veto", "vetoes"),
            ("leave", "leaves"),
        ] {
            assert_eq!(third_person(lemmas), expected);
        }
    }
}
