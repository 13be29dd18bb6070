//! Names that introduce their acronyms: "the Norland Commission on Fair Trade (NCFT)".
//!
//! The letters in the brackets tell how far the name reaches (Schwartz and Hearst, 2003), whatever the tree says.

use crate::mention::name::{Name, NameReader};
use crate::ontology::EntityType;
use crate::syntax::Upos;

impl NameReader<'_> {
    /// The names right before an acronym in brackets whose letters begin their words; none that the gazetteer knows whole.
    pub(crate) fn introductions(&self) -> Vec<(u32, u32)> {
        let brackets = self.forms.windows(3).zip(0_u32..);
        brackets
            .filter(|(forms, at)| *at > 0 && forms[0] == "(" && forms[2] == ")" && is_acronym(forms[1]))
            .filter_map(|(forms, at)| Some((self.introduced_by(forms[1], at - 1)?, at - 1)))
            .filter(|&(first, last)| {
                let (one, other) = (self.cover[first as usize], self.cover[last as usize]);
                let whole = one != 0 && one == other;
                !whole && !(first..=last).any(|at| self.taken[at as usize])
            })
            .collect()
    }

    /// Where the name begins that ends in `last` and that the letters stand for.
    fn introduced_by(&self, acronym: &str, last: u32) -> Option<u32> {
        let letters = acronym.chars().filter(|letter| letter.is_uppercase()).rev();
        let mut at = last + 1;
        let mut skipped = 0;
        for letter in letters {
            loop {
                at = at.checked_sub(1)?;
                let form = self.forms[at as usize];
                if form.starts_with(letter) {
                    break;
                }
                let linking = matches!(
                    form,
                    "of" | "for" | "on" | "in" | "the" | "and" | "to" | "&" | "," | "-" | "de"
                );
                skipped += u32::from(!linking);
                if skipped > 1 || !linking && !self.is_capitalised(at) {
                    return None;
                }
            }
        }
        // A comma or a word in small letters ends no name.
        let fits = self.is_capitalised(last) && at < last && self.sentence.tokens[at as usize].upos != Upos::Det;
        fits.then_some(at)
    }

    /// Adds a name with its acronym behind it, and the country or people that it begins with.
    pub(crate) fn introduced_name(&self, first: u32, last: u32, names: &mut Vec<Name>) {
        let mut name = self.plain_name(first, last, None);
        if name.entity_type == EntityType::Thing || name.entity_type == EntityType::Person {
            name.entity_type = EntityType::Organisation;
        }
        for known in 0..self.known.len() {
            let within = self.known[known].first >= first && self.known[known].last < last;
            let nested = self.known_name(known);
            let country = matches!(
                nested.entity_type,
                EntityType::Country | EntityType::InternationalOrganisation
            );
            if within && country && nested.head != name.head {
                names.push(nested);
            }
        }
        names.push(name);
    }
}

fn is_acronym(form: &str) -> bool {
    let capitals = form.chars().filter(|letter| letter.is_uppercase()).count();
    let letters = form.chars().filter(|letter| letter.is_alphabetic()).count();
    (2..=9).contains(&letters) && capitals >= 2 && capitals * 2 >= letters
}
