//! [`Feats`]: morphological features, packed into one integer.

use std::fmt;

/// Declares the features, each with its place in the packed integer (first bit, bits) and its values from 1 on; 0 is
/// "absent". They stand in alphabetical order, as CoNLL-U writes them.
macro_rules! features {
    ($($name:ident[$shift:literal, $width:literal]: $($value:ident = $text:literal),+;)+) => {
        $(
            #[doc = concat!("The UD feature `", stringify!($name), "`: <https://universaldependencies.org/u/feat/", stringify!($name), ".html>.")]
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            pub enum $name {
                $(#[doc = concat!("`", stringify!($name), "=", $text, "`")] $value,)+
            }

            impl Feature for $name {
                const SHIFT: u32 = $shift;
                const WIDTH: u32 = $width;
                const ALL: &'static [Self] = &[$(Self::$value),+];
            }
        )+

        /// Each feature's name, place and values.
        const TABLE: &[(&str, u32, u32, &[&str])] = &[
            $((stringify!($name), $shift, $width, &[$($text),+])),+
        ];
    };
}

/// One morphological feature: a field of [`Feats`].
pub trait Feature: Copy + PartialEq + Sized + 'static {
    /// First bit of its field.
    const SHIFT: u32;
    /// Bits of its field.
    const WIDTH: u32;
    /// Its values, in the order of their numbers from 1.
    const ALL: &'static [Self];
}

features! {
    Abbr[0, 1]: Yes = "Yes";
    Case[1, 2]: Acc = "Acc", Gen = "Gen", Nom = "Nom";
    Definite[3, 2]: Def = "Def", Ind = "Ind";
    Degree[5, 2]: Cmp = "Cmp", Pos = "Pos", Sup = "Sup";
    ExtPos[7, 3]: Adp = "ADP", Adv = "ADV", Cconj = "CCONJ", Pron = "PRON", Propn = "PROPN", Sconj = "SCONJ";
    Foreign[10, 1]: Yes = "Yes";
    Gender[11, 2]: Fem = "Fem", Masc = "Masc", Neut = "Neut";
    Mood[13, 2]: Imp = "Imp", Ind = "Ind", Sub = "Sub";
    NumForm[15, 3]: Combi = "Combi", Digit = "Digit", Roman = "Roman", Word = "Word";
    NumType[18, 3]: Card = "Card", Frac = "Frac", Mult = "Mult", Ord = "Ord";
    Number[21, 2]: Plur = "Plur", Ptan = "Ptan", Sing = "Sing";
    Person[23, 2]: First = "1", Second = "2", Third = "3";
    Polarity[25, 2]: Neg = "Neg", Pos = "Pos";
    Poss[27, 1]: Yes = "Yes";
    PronType[28, 4]: Art = "Art", Dem = "Dem", Emp = "Emp", Ind = "Ind", Int = "Int", Neg = "Neg", Prs = "Prs", Rcp = "Rcp", Rel = "Rel", Tot = "Tot";
    Reflex[32, 1]: Yes = "Yes";
    Style[33, 3]: Arch = "Arch", Coll = "Coll", Expr = "Expr", Slng = "Slng", Vrnc = "Vrnc";
    Tense[36, 2]: Past = "Past", Pres = "Pres";
    Typo[38, 1]: Yes = "Yes";
    VerbForm[39, 3]: Fin = "Fin", Ger = "Ger", Inf = "Inf", Part = "Part";
    Voice[42, 1]: Pass = "Pass";
}

/// The morphological features of a word: at most one value for each feature of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Feats(u64);

impl Feats {
    /// The value of one feature: `feats.get::<Tense>()`.
    pub fn get<F: Feature>(self) -> Option<F> {
        let number = self.0 >> F::SHIFT & ((1 << F::WIDTH) - 1);
        F::ALL.get((number as usize).checked_sub(1)?).copied()
    }

    /// Whether the feature is there with this value.
    pub fn has<F: Feature>(self, value: F) -> bool {
        self.get::<F>() == Some(value)
    }

    /// The same features with this one set.
    #[must_use]
    pub fn with<F: Feature>(self, value: F) -> Self {
        let number = F::ALL
            .iter()
            .position(|&each| each == value)
            .map_or(0, |index| index as u64 + 1);
        let mask = ((1 << F::WIDTH) - 1) << F::SHIFT;
        Self(self.0 & !mask | number << F::SHIFT)
    }

    /// Reads the FEATS column of CoNLL-U. Features and values outside the table are left out.
    pub fn parse(column: &str) -> Self {
        let mut bits = 0;
        for (name, value) in column.split('|').filter_map(|pair| pair.split_once('=')) {
            let Some(&(_, shift, _, values)) = TABLE.iter().find(|row| row.0 == name) else {
                continue;
            };
            if let Some(index) = values.iter().position(|&each| each == value) {
                bits |= (index as u64 + 1) << shift;
            }
        }
        Self(bits)
    }

    /// The packed integer: stable for one version of the program, for model files.
    pub fn bits(self) -> u64 {
        self.0
    }

    /// Features from their packed integer.
    pub fn from_bits(bits: u64) -> Self {
        Self(bits)
    }
}

impl fmt::Display for Feats {
    /// As CoNLL-U writes them: `Number=Sing|Person=3`, or `_`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for &(name, shift, width, values) in TABLE {
            let number = (self.0 >> shift & ((1 << width) - 1)) as usize;
            if let Some(value) = number.checked_sub(1).and_then(|index| values.get(index)) {
                write!(f, "{separator}{name}={value}")?;
                separator = "|";
            }
        }
        if separator.is_empty() { f.write_str("_") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_read_back_as_written() {
        let column = "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs";
        let feats = Feats::parse(column);
        assert_eq!(feats.to_string(), column);
        assert_eq!(feats.get::<Gender>(), Some(Gender::Fem));
        assert_eq!(feats.get::<Tense>(), None);
        assert!(feats.with(Number::Plur).has(Number::Plur));
        assert_eq!(Feats::default().to_string(), "_");
    }

    #[test]
    fn fields_neither_overlap_nor_overflow() {
        let mut free = 0;
        for &(name, shift, width, values) in TABLE {
            assert_eq!(shift, free, "{name}");
            assert!(values.len() < 1 << width, "{name}");
            free = shift + width;
        }
        assert!(free <= 64);
    }
}
