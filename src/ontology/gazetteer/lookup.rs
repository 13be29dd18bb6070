//! Look-up: a name, or a row of tokens → the entries it may name.

use crate::ontology::gazetteer::layer::Layer;
use crate::ontology::gazetteer::pack::Section;
use crate::ontology::gazetteer::{Candidate, EntryId, Gazetteer, Sense};

/// A known name at the beginning of a row of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// How many tokens the name takes.
    pub tokens: usize,
    /// What it may name, never empty: the user's own entries first, then the likelier ones. The order is the same on
    /// every run.
    pub candidates: Vec<Candidate>,
}

impl Gazetteer {
    /// The longest known name that the first tokens make up. Accents and the case of letters do not matter but for
    /// this: a name has a capital somewhere ("turkey" is no country), an acronym two ("us" is no country either).
    ///
    /// ```
    /// use demarche::ontology::{EntityType, Gazetteer, Sense};
    ///
    /// let gazetteer = Gazetteer::shipped();
    /// let found = gazetteer.longest(&["Azerbaijan", "rejected", "it"]).expect("a country");
    /// assert_eq!(found.tokens, 1);
    /// let entry = gazetteer.entry(found.candidates[0].entry);
    /// assert_eq!((entry.name, entry.entity_type, entry.code), ("Azerbaijan", EntityType::Country, "AZE"));
    /// assert_eq!(found.candidates[0].sense, Sense::Name);
    /// ```
    pub fn longest(&self, tokens: &[&str]) -> Option<Match> {
        let mut best: Option<Match> = None;
        for layer in self.layers.iter().rev() {
            let found = layer.longest(Section::Names, tokens, |count, value| {
                let case = Case::of(&tokens[..count]);
                let candidates: Vec<_> = fitting(layer, value, case).collect();
                (!candidates.is_empty()).then_some(candidates)
            });
            let Some((count, candidates)) = found else { continue };
            match &mut best {
                Some(other) if other.tokens > count => {}
                Some(other) if other.tokens == count => other.candidates.extend(candidates),
                _ => {
                    best = Some(Match {
                        tokens: count,
                        candidates,
                    });
                }
            }
        }
        best
    }

    /// What a whole name may name, as [`longest`](Self::longest) sees it. Empty when nothing has that name.
    pub fn candidates(&self, name: &str) -> Vec<Candidate> {
        let case = Case::of(&[name]);
        self.layers
            .iter()
            .rev()
            .filter_map(|layer| Some((layer, layer.exact(name)?)))
            .flat_map(|(layer, value)| fitting(layer, value, case))
            .collect()
    }
}

/// The candidates of a name that may be written in this case.
fn fitting(layer: &Layer, value: u64, case: Case) -> impl Iterator<Item = Candidate> {
    layer
        .candidates(value)
        .map(move |packed| Candidate {
            entry: EntryId(packed >> 4),
            sense: Sense::from_bits(packed),
        })
        .filter(move |candidate| match candidate.sense {
            Sense::Acronym => case.capitals >= 2,
            _ => case.capitals >= 1 || !case.cased,
        })
}

/// How a name is written.
#[derive(Clone, Copy, Debug)]
struct Case {
    /// How many capitals or digits it has, at most 2.
    capitals: u8,
    /// Whether it has letters that could be capitals.
    cased: bool,
}

impl Case {
    fn of(tokens: &[&str]) -> Self {
        let mut case = Self {
            capitals: 0,
            cased: false,
        };
        for character in tokens.iter().flat_map(|token| token.chars()) {
            if character.is_uppercase() || character.is_ascii_digit() {
                case.capitals += 1;
                if case.capitals == 2 {
                    break;
                }
            } else if character.is_lowercase() {
                case.cased = true;
            }
        }
        case
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::ontology::{EntityType, Gazetteer, Sense};

    /// The first candidate of a whole name: sense and name of the entry.
    fn check(name: &str, expect: &[(Sense, &str)]) {
        let gazetteer = Gazetteer::shipped();
        let found: Vec<_> = gazetteer
            .candidates(name)
            .into_iter()
            .map(|candidate| (candidate.sense, gazetteer.entry(candidate.entry).slug().into_owned()))
            .collect();
        for (sense, slug) in expect {
            assert!(
                found.iter().any(|(own, entry)| own == sense && entry == slug),
                "{name}: {sense:?} {slug} among {found:?}"
            );
        }
        if expect.is_empty() {
            assert!(found.is_empty(), "{name}: {found:?}");
        }
    }

    #[test]
    fn names_are_found_in_their_senses() {
        check("Azerbaijan", &[(Sense::Name, "Azerbaijan")]);
        check("Republic of Azerbaijan", &[(Sense::Name, "Azerbaijan")]);
        check(
            "Azerbaijani",
            &[(Sense::Adjective, "Azerbaijan"), (Sense::Member, "Azerbaijan")],
        );
        check("Azerbaijanis", &[(Sense::Name, "Azerbaijanis")]);
        check("Baku", &[(Sense::Name, "Baku"), (Sense::Seat, "Azerbaijan")]);
        check("Kremlin", &[(Sense::Name, "Kremlin")]);
        check(
            "Georgia",
            &[(Sense::Name, "Georgia"), (Sense::Name, "Georgia_(US_state)")],
        );
        check(
            "OSCE",
            &[(Sense::Acronym, "Organization_for_Security_and_Co-operation_in_Europe")],
        );
        check("Pashinyan", &[(Sense::ShortName, "Nikol_Pashinyan")]);
    }

    #[test]
    fn case_tells_names_from_words() {
        check("US", &[(Sense::Acronym, "United_States")]);
        check("U.S.", &[(Sense::Acronym, "United_States")]);
        check("Turkey", &[(Sense::Name, "Turkey")]);
        check("RUSSIA", &[(Sense::Name, "Russia")]);
        for word in ["us", "Us", "turkey", "chad", "jordan", "who", "Who", "the white house"] {
            check(word, &[]);
        }
    }

    #[test]
    fn accents_hyphens_and_stops_do_not_matter() {
        check("Elysee Palace", &[(Sense::Name, "Élysée_Palace")]);
        check("Côte d’Ivoire", &[(Sense::Name, "Ivory_Coast")]);
        check("Cote d'Ivoire", &[(Sense::Name, "Ivory_Coast")]);
        check("Guinea Bissau", &[(Sense::Name, "Guinea-Bissau")]);
    }

    #[test]
    fn the_longest_name_wins_and_ends_on_a_token() {
        let gazetteer = Gazetteer::shipped();
        let longest = |tokens: &[&str]| gazetteer.longest(tokens).map(|found| found.tokens);
        assert_eq!(longest(&["South", "Sudan", "said"]), Some(2));
        assert_eq!(longest(&["Sudan", "said"]), Some(1));
        assert_eq!(longest(&["Russia", "'s", "army"]), Some(1));
        assert_eq!(longest(&["Russia", "-", "backed"]), Some(1));
        assert_eq!(longest(&["said", "Russia"]), None);
        assert_eq!(longest(&["Russian-backed"]), None);
        assert_eq!(longest(&[]), None);
        assert_eq!(longest(&["", "-", "."]), None);
    }

    #[test]
    fn every_name_finds_its_entry() {
        let gazetteer = Gazetteer::shipped();
        for entry in gazetteer.entries() {
            for name in std::iter::once(entry.name).chain(entry.aliases()) {
                let named = |candidate: &crate::ontology::Candidate| candidate.entry == entry.id;
                assert!(gazetteer.candidates(name).iter().any(named), "{name} of {}", entry.name);
                let tokens: Vec<&str> = name.split_whitespace().collect();
                let found = gazetteer.longest(&tokens);
                assert!(
                    found.is_some_and(|found| found.candidates.iter().any(named)),
                    "{tokens:?} of {}",
                    entry.name
                );
            }
        }
    }

    #[test]
    fn every_entry_is_sound() {
        let gazetteer = Gazetteer::shipped();
        let mut slugs = std::collections::BTreeSet::new();
        for entry in gazetteer.entries() {
            assert!(slugs.insert(entry.slug().into_owned()), "{} twice", entry.slug());
            for iri in entry.same_as() {
                assert!(oxigraph::model::NamedNode::new(&iri).is_ok(), "{iri}");
            }
            if let Some(country) = entry.country {
                let country = gazetteer.entry(country);
                assert_eq!(
                    country.entity_type,
                    EntityType::Country,
                    "{} of {}",
                    entry.name,
                    country.name
                );
            }
            for term in entry.terms() {
                assert!(!gazetteer.office_name(term.office).is_empty());
            }
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_look_up_panic(words in proptest::collection::vec(".{0,12}", 0..6)) {
            let gazetteer = Gazetteer::shipped();
            let tokens: Vec<&str> = words.iter().map(String::as_str).collect();
            if let Some(found) = gazetteer.longest(&tokens) {
                prop_assert!(found.tokens <= tokens.len() && !found.candidates.is_empty());
            }
            let _ = (gazetteer.organ_at(&tokens), gazetteer.office(&tokens), gazetteer.candidates(&words.concat()));
        }
    }
}
