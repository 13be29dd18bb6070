//! The closed label sets of Universal Dependencies for English: [`Upos`], [`Xpos`], [`Deprel`].

/// Declares an enum of labels with the strings that CoNLL-U writes for them.
macro_rules! labels {
    ($(#[$meta:meta])* $name:ident, $fallback:ident: $($(#[$doc:meta])* $variant:ident = $text:literal),+ $(,)?) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $name { $(#[doc = concat!("<code>", $text, "</code>")] $(#[$doc])* $variant),+ }

        impl $name {
            /// Every label, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The label as CoNLL-U writes it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The label with this CoNLL-U string.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
        }

        impl Default for $name {
            fn default() -> Self { Self::$fallback }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

labels! {
    /// Universal part of speech: <https://universaldependencies.org/u/pos/>.
    Upos, X:
    Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ", Noun = "NOUN",
    Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM",
    Verb = "VERB", X = "X",
}

labels! {
    /// Penn Treebank part of speech, as the English treebanks of UD use it.
    Xpos, Fw:
    Cc = "CC", Cd = "CD", Dt = "DT", Ex = "EX", Fw = "FW", In = "IN", Jj = "JJ", Jjr = "JJR", Jjs = "JJS", Ls = "LS",
    Md = "MD", Nn = "NN", Nnp = "NNP", Nnps = "NNPS", Nns = "NNS", Pdt = "PDT", Pos = "POS", Prp = "PRP",
    PrpPoss = "PRP$", Rb = "RB", Rbr = "RBR", Rbs = "RBS", Rp = "RP", Sym = "SYM", To = "TO", Uh = "UH", Vb = "VB",
    Vbd = "VBD", Vbg = "VBG", Vbn = "VBN", Vbp = "VBP", Vbz = "VBZ", Wdt = "WDT", Wp = "WP", WpPoss = "WP$",
    Wrb = "WRB", Add = "ADD", Afx = "AFX", Gw = "GW", Hyph = "HYPH", Nfp = "NFP", Dollar = "$", Comma = ",",
    Period = ".", Colon = ":", OpenQuote = "``", CloseQuote = "''", OpenBracket = "-LRB-", CloseBracket = "-RRB-",
}

labels! {
    /// Relation of a word to its head, with the subtypes of the English treebanks:
    /// <https://universaldependencies.org/en/dep/>.
    Deprel, Dep:
    Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl", Advmod = "advmod",
    Amod = "amod", Appos = "appos", Aux = "aux", AuxPass = "aux:pass", Case = "case", Cc = "cc",
    CcPreconj = "cc:preconj", Ccomp = "ccomp", Compound = "compound", CompoundPrt = "compound:prt", Conj = "conj",
    Cop = "cop", Csubj = "csubj", CsubjPass = "csubj:pass", CsubjOuter = "csubj:outer", Dep = "dep", Det = "det",
    DetPredet = "det:predet", Discourse = "discourse", Dislocated = "dislocated", Expl = "expl", Fixed = "fixed",
    Flat = "flat", Goeswith = "goeswith", Iobj = "iobj", List = "list", Mark = "mark", Nmod = "nmod",
    NmodDesc = "nmod:desc", NmodPoss = "nmod:poss", NmodUnmarked = "nmod:unmarked", Nsubj = "nsubj",
    NsubjPass = "nsubj:pass", NsubjOuter = "nsubj:outer", Nummod = "nummod", Obj = "obj", Obl = "obl",
    OblAgent = "obl:agent", OblUnmarked = "obl:unmarked", Orphan = "orphan", Parataxis = "parataxis",
    Punct = "punct", Reparandum = "reparandum", Root = "root", Vocative = "vocative", Xcomp = "xcomp",
}

impl Deprel {
    /// The label for any UD relation: a subtype this set lacks becomes its universal part (`obl:tmod` reads as
    /// `obl:unmarked`, its later name), an unknown relation becomes `dep`.
    pub fn from_ud(text: &str) -> Self {
        match text {
            "obl:tmod" | "obl:npmod" => return Self::OblUnmarked,
            "nmod:tmod" | "nmod:npmod" => return Self::NmodUnmarked,
            _ => {}
        }
        Self::parse(text)
            .or_else(|| Self::parse(text.split(':').next().unwrap_or(text)))
            .unwrap_or(Self::Dep)
    }

    /// The relation without its subtype, as the `CoNLL` 2018 scorer counts it.
    #[must_use]
    pub fn universal(self) -> Self {
        self.as_str()
            .split_once(':')
            .and_then(|(base, _)| Self::parse(base))
            .unwrap_or(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_read_back_as_written() {
        assert!(
            Upos::ALL
                .iter()
                .all(|&label| Upos::parse(label.as_str()) == Some(label))
        );
        assert!(
            Xpos::ALL
                .iter()
                .all(|&label| Xpos::parse(label.as_str()) == Some(label))
        );
        assert!(
            Deprel::ALL
                .iter()
                .all(|&label| Deprel::parse(label.as_str()) == Some(label))
        );
    }

    #[test]
    fn a_relation_outside_the_set_becomes_its_universal_part() {
        assert_eq!(Deprel::from_ud("nmod:tmod"), Deprel::NmodUnmarked);
        assert_eq!(Deprel::from_ud("obl:arg"), Deprel::Obl);
        assert_eq!(Deprel::from_ud("nonsense"), Deprel::Dep);
        assert_eq!(Deprel::NsubjPass.universal(), Deprel::Nsubj);
    }
}
