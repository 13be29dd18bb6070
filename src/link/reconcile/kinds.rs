//! What kind of thing a service means by the name of a type: "capital city" → a settlement.

use crate::ontology::{EntityType, Fold};

use EntityType::{
    Country, Event, Facility, GovernmentBody, InternationalOrganisation, Location, Organisation, Person, Settlement,
    Work,
};

/// Nouns, and what they name. A phrase goes before a word in it.
const NOUNS: [(&str, EntityType); 72] = [
    ("international organization", InternationalOrganisation),
    ("international organisation", InternationalOrganisation),
    ("intergovernmental organization", InternationalOrganisation),
    ("intergovernmental organisation", InternationalOrganisation),
    ("human settlement", Settlement),
    ("populated place", Settlement),
    ("federal state", Settlement),
    ("sovereign state", Country),
    ("government agency", GovernmentBody),
    ("armed forces", GovernmentBody),
    ("central bank", GovernmentBody),
    ("news agency", Organisation),
    ("political party", Organisation),
    ("human", Person),
    ("person", Person),
    ("people", Person),
    ("politician", Person),
    ("individual", Person),
    ("country", Country),
    ("nation", Country),
    ("city", Settlement),
    ("town", Settlement),
    ("village", Settlement),
    ("municipality", Settlement),
    ("settlement", Settlement),
    ("capital", Settlement),
    ("province", Settlement),
    ("region", Settlement),
    ("oblast", Settlement),
    ("district", Settlement),
    ("county", Settlement),
    ("river", Location),
    ("lake", Location),
    ("sea", Location),
    ("mountain", Location),
    ("island", Location),
    ("strait", Location),
    ("desert", Location),
    ("territory", Location),
    ("place", Location),
    ("ministry", GovernmentBody),
    ("government", GovernmentBody),
    ("parliament", GovernmentBody),
    ("legislature", GovernmentBody),
    ("court", GovernmentBody),
    ("army", GovernmentBody),
    ("navy", GovernmentBody),
    ("police", GovernmentBody),
    ("organization", Organisation),
    ("organisation", Organisation),
    ("company", Organisation),
    ("enterprise", Organisation),
    ("corporation", Organisation),
    ("business", Organisation),
    ("bank", Organisation),
    ("newspaper", Organisation),
    ("university", Organisation),
    ("association", Organisation),
    ("team", Organisation),
    ("club", Organisation),
    ("party", Organisation),
    ("airport", Facility),
    ("building", Facility),
    ("bridge", Facility),
    ("station", Facility),
    ("war", Event),
    ("battle", Event),
    ("conflict", Event),
    ("election", Event),
    ("event", Event),
    ("treaty", Work),
    ("work", Work),
];

/// The kind that a type's name tells; `None` if it tells none.
pub(super) fn kind(name: &str) -> Option<EntityType> {
    let folded = Fold::key(name);
    // "city of Norland", "member of parliament": the noun stands before its complement.
    let head: Vec<&str> = folded
        .split_whitespace()
        .take_while(|word| !matches!(*word, "of" | "in" | "for" | "with"))
        .collect();
    let ends_with = |phrase: &str| {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        head.ends_with(&phrase)
    };
    NOUNS.iter().find(|(noun, _)| ends_with(noun)).map(|&(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_types_noun_tells_the_kind() {
        let check = |name: &str, expected| assert_eq!(kind(name), expected, "{name}");
        check("human", Some(Person));
        check("Sovereign State", Some(Country));
        check("capital city", Some(Settlement));
        check("city of Norland", Some(Settlement));
        check("member of parliament", None);
        check("national central bank", Some(GovernmentBody));
        check("development bank", Some(Organisation));
        check("chemical element", None);
        check("", None);
    }
}
