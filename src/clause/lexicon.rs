//! [`Lexicon`]: the closed word lists that clauses are read with, under the numbers of a vocabulary.
//!
//! What a predicate does to its inside ([`Effect`]) is listed in `lists.rs` for the verbs, nouns and adjectives of every
//! subject matter; rule packs add to it.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::clause::Effect;
use crate::clause::lists::{
    ADJECTIVE_EFFECTS, ATTRIBUTE_EFFECTS, CAUSING, CONDITIONAL_MARKS, DOUBT, EFFECTS, FINDING, FORETELLING, GAINSAYING,
    HAPPEN, HEARSAY, HEARSAY_PASSIVE, LIGHT, MEANS, NAMING, NEGATIVE_MARKS, NEGATIVE_PRONOUNS, NEGATORS, NOUN_EFFECTS,
    OBJECT_EFFECTS, OBLIQUE_CONTROL, OPERATES_ON_OBJECTS, PARTICIPLES, PARTITIVES, PREPOSITIONS, RESTRICTIVE, SHOWING,
    STANCE, SUBJECT_CONTROL, TAKE_PART, TERRITORIAL, TITLES,
};
use crate::syntax::Control;
use crate::text::{Vocabulary, Word};

/// The word lists, ready to look up.
#[derive(Clone, Debug)]
pub struct Lexicon {
    effects: FxHashMap<Word, Effect>,
    phrasal_effects: FxHashMap<(Word, Word), Effect>,
    object_effects: FxHashMap<Word, Effect>,
    noun_effects: FxHashMap<Word, Effect>,
    adjective_effects: FxHashMap<Word, Effect>,
    attribute_effects: FxHashMap<Word, Effect>,
    event_nouns: FxHashSet<Word>,
    light: FxHashSet<Word>,
    happen: FxHashSet<Word>,
    take_part: FxHashSet<Word>,
    titles: FxHashSet<Word>,
    stance: FxHashSet<Word>,
    subject_control: FxHashSet<Word>,
    showing: FxHashSet<Word>,
    partitives: FxHashSet<Word>,
    oblique_control: FxHashSet<Word>,
    means: FxHashSet<Word>,
    causing: FxHashSet<Word>,
    finding: FxHashSet<Word>,
    gainsaying: FxHashSet<Word>,
    negators: FxHashSet<Word>,
    negative_pronouns: FxHashSet<Word>,
    restrictive: FxHashSet<Word>,
    naming: FxHashSet<Word>,
    conditional_marks: FxHashSet<Word>,
    negative_marks: FxHashSet<Word>,
    hearsay: FxHashSet<Word>,
    doubt: FxHashSet<Word>,
    hearsay_passive: FxHashSet<Word>,
    foretelling: FxHashSet<Word>,
    territorial: FxHashSet<Word>,
    /// A preposition of several words by its words, articles left out.
    prepositions: FxHashMap<Box<[Word]>, Word>,
    words: FunctionWords,
}

/// Declares [`FunctionWords`]: a field for each word.
macro_rules! function_words {
    ($($field:ident = $text:literal),+ $(,)?) => {
        /// Single words that the reading of clauses asks for by name.
        #[derive(Clone, Copy, Debug)]
        pub struct FunctionWords {
            $(#[doc = concat!("\"", $text, "\"")] pub $field: Word,)+
        }

        impl FunctionWords {
            fn new(vocabulary: &mut Vocabulary) -> Self {
                Self { $($field: vocabulary.intern($text),)+ }
            }
        }
    };
}

function_words! {
    by = "by",
    of = "of",
    to = "to",
    that = "that",
    will = "will",
    shall = "shall",
    would = "would",
    should = "should",
    must = "must",
    ought = "ought",
    can = "can",
    could = "could",
    may = "may",
    might = "might",
    be = "be",
    no = "no",
    longer = "longer",
    according_to = "according to",
    go = "go",
    become_ = "become",
    whether = "whether",
    as_ = "as",
    if_ = "if",
    for_ = "for",
    tell = "tell",
    between = "between",
    from = "from",
    with = "with",
    in_ = "in",
    into = "into",
    against = "against",
    yet = "yet",
    nor = "nor",
    it = "it",
    on = "on",
    in_order_to = "in order to",
    without = "without",
    not = "not",
    than = "than",
    too = "too",
    keep = "keep",
    have = "have",
    bear = "bear",
}

fn set(vocabulary: &mut Vocabulary, words: &str) -> FxHashSet<Word> {
    words.split_whitespace().map(|word| vocabulary.intern(word)).collect()
}

fn map(vocabulary: &mut Vocabulary, table: &[(Effect, &str)]) -> FxHashMap<Word, Effect> {
    let mut map = FxHashMap::default();
    for &(effect, words) in table {
        for word in words.split_whitespace() {
            // The first listing of a word is its usual sense.
            map.entry(vocabulary.intern(word)).or_insert(effect);
        }
    }
    map
}

impl Lexicon {
    /// The lists of this room, their words added to `vocabulary`.
    pub fn new(vocabulary: &mut Vocabulary) -> Self {
        let effects = map(vocabulary, EFFECTS);
        let mut object_effects = map(vocabulary, OBJECT_EFFECTS);
        for word in OPERATES_ON_OBJECTS
            .split_whitespace()
            .map(|word| vocabulary.intern(word))
        {
            if let Some(&effect) = effects.get(&word) {
                object_effects.entry(word).or_insert(effect);
            }
        }
        for participle in PARTICIPLES.split_whitespace() {
            vocabulary.intern(participle);
        }
        let articles = set(vocabulary, "a an the");
        let mut prepositions = FxHashMap::default();
        for preposition in PREPOSITIONS.split('|').map(str::trim) {
            let words: Box<[Word]> = preposition
                .split_whitespace()
                .map(|word| vocabulary.intern(word))
                .filter(|word| !articles.contains(word))
                .collect();
            let whole = vocabulary.intern(preposition);
            prepositions.entry(words).or_insert(whole);
        }
        let words = FunctionWords::new(vocabulary);
        Self {
            effects,
            phrasal_effects: FxHashMap::default(),
            object_effects,
            noun_effects: map(vocabulary, NOUN_EFFECTS),
            adjective_effects: map(vocabulary, ADJECTIVE_EFFECTS),
            attribute_effects: map(vocabulary, ATTRIBUTE_EFFECTS),
            event_nouns: FxHashSet::default(),
            light: set(vocabulary, LIGHT),
            happen: set(vocabulary, HAPPEN),
            take_part: set(vocabulary, TAKE_PART),
            titles: set(vocabulary, TITLES),
            stance: set(vocabulary, STANCE),
            subject_control: set(vocabulary, SUBJECT_CONTROL),
            showing: set(vocabulary, SHOWING),
            partitives: set(vocabulary, PARTITIVES),
            oblique_control: set(vocabulary, OBLIQUE_CONTROL),
            means: set(vocabulary, MEANS),
            causing: set(vocabulary, CAUSING),
            finding: set(vocabulary, FINDING),
            gainsaying: set(vocabulary, GAINSAYING),
            negators: set(vocabulary, NEGATORS),
            negative_pronouns: set(vocabulary, NEGATIVE_PRONOUNS),
            restrictive: set(vocabulary, RESTRICTIVE),
            naming: set(vocabulary, NAMING),
            conditional_marks: set(vocabulary, CONDITIONAL_MARKS),
            negative_marks: set(vocabulary, NEGATIVE_MARKS),
            hearsay: set(vocabulary, HEARSAY),
            doubt: set(vocabulary, DOUBT),
            hearsay_passive: set(vocabulary, HEARSAY_PASSIVE),
            foretelling: set(vocabulary, FORETELLING),
            territorial: set(vocabulary, TERRITORIAL),
            prepositions,
            words,
        }
    }

    /// Takes `noun` for an event that can have arguments of its own.
    pub fn add_event_noun(&mut self, noun: Word) {
        self.event_nouns.insert(noun);
    }

    /// Takes `verb` for one that can carry an event noun.
    pub fn add_light_verb(&mut self, verb: Word) {
        self.light.insert(verb);
    }

    /// What `verb` does to its inside; overrides this room's lists.
    pub fn set_verb_effect(&mut self, verb: Word, effect: Effect) {
        self.effects.insert(verb, effect);
    }

    /// What `verb` with `particle` does to its inside: "look forward", whatever "look" does.
    pub fn set_phrasal_effect(&mut self, verb: Word, particle: Word, effect: Effect) {
        self.phrasal_effects.insert((verb, particle), effect);
    }

    /// What `noun` does to its inside; overrides this room's lists.
    pub fn set_noun_effect(&mut self, noun: Word, effect: Effect) {
        self.noun_effects.insert(noun, effect);
    }

    /// What a verb does to its complement clauses.
    pub fn verb_effect(&self, verb: Word) -> Option<Effect> {
        self.effects.get(&verb).copied()
    }

    /// What a verb with a particle or an adverb does to its inside.
    pub fn phrasal_effect(&self, verb: Word, particle: Word) -> Option<Effect> {
        self.phrasal_effects.get(&(verb, particle)).copied()
    }

    /// What a verb does to an event that is its object.
    pub fn object_effect(&self, verb: Word) -> Option<Effect> {
        self.object_effects.get(&verb).copied()
    }

    /// Whether a verb denies what its object claims.
    pub fn gainsays(&self, verb: Word) -> bool {
        self.gainsaying.contains(&verb)
    }

    /// What a noun does to its complements.
    pub fn noun_effect(&self, noun: Word) -> Option<Effect> {
        self.noun_effects.get(&noun).copied()
    }

    /// What an adjective does to its complements.
    pub fn adjective_effect(&self, adjective: Word) -> Option<Effect> {
        self.adjective_effects.get(&adjective).copied()
    }

    /// The world in which an adjective or participle puts the event noun after it.
    pub fn attribute_effect(&self, attribute: Word) -> Option<Effect> {
        self.attribute_effects.get(&attribute).copied()
    }

    /// Whether `noun` is an event that can have arguments of its own.
    pub fn is_event_noun(&self, noun: Word) -> bool {
        self.event_nouns.contains(&noun)
    }

    /// Whether the verb can carry an event noun.
    pub fn is_light(&self, verb: Word) -> bool {
        self.light.contains(&verb)
    }

    /// Whether an event noun that is the verb's subject comes about by it.
    pub fn is_happening(&self, verb: Word) -> bool {
        self.happen.contains(&verb)
    }

    /// Whether the verb carries an event noun under "in" or "into".
    pub fn is_taking_part(&self, verb: Word) -> bool {
        self.take_part.contains(&verb)
    }

    /// Whether the noun, in lower case, stands before a name as a title.
    pub fn is_title(&self, noun: Word) -> bool {
        self.titles.contains(&noun)
    }

    /// Whether the noun is a stance that whoever speaks of it takes.
    pub fn is_stance(&self, noun: Word) -> bool {
        self.stance.contains(&noun)
    }

    /// Who does what the verb's infinitive says ("urged Sudria **to leave**"), or the gerund under `preposition`, if one is
    /// given ("accused Sudria **of leaving**", "left **after speaking**").
    pub fn control(&self, verb: Word, preposition: Option<Word>) -> Control {
        let words = self.words();
        let is_subject_s = |preposition: Word| {
            if preposition == words.for_ || preposition == words.with {
                self.means.contains(&verb)
            } else {
                ![words.of, words.from, words.into, words.against].contains(&preposition)
            }
        };
        if self.subject_control.contains(&verb) || preposition.is_some_and(is_subject_s) {
            Control::Subject
        } else if self.oblique_control.contains(&verb) {
            Control::Oblique
        } else if preposition.is_none() && (self.verb_effect(verb) == Some(Effect::Demanded) || self.is_causing(verb)) {
            Control::Asked
        } else if preposition.is_none() && self.showing.contains(&verb) {
            Control::Shown
        } else {
            Control::Object
        }
    }

    /// Whether the verb brings about what its infinitive says.
    pub fn is_causing(&self, verb: Word) -> bool {
        self.causing.contains(&verb)
    }

    /// Whether the verb finds its subject or object to be what its adjective says.
    pub fn is_finding(&self, verb: Word) -> bool {
        self.finding.contains(&verb)
    }

    /// Whether the noun measures or sorts what its `of`-phrase names: "a **number** of".
    pub fn is_partitive(&self, noun: Word) -> bool {
        self.partitives.contains(&noun)
    }

    /// Whether the adverb denies its clause.
    pub fn is_negator(&self, word: Word) -> bool {
        self.negators.contains(&word)
    }

    /// Whether the pronoun or determiner denies its clause.
    pub fn is_negative_pronoun(&self, word: Word) -> bool {
        self.negative_pronouns.contains(&word)
    }

    /// Whether the adverb takes the force of a "not" before it.
    pub fn is_restrictive(&self, adverb: Word) -> bool {
        self.restrictive.contains(&adverb)
    }

    /// Whether the verb says what its object is or becomes.
    pub fn is_naming(&self, verb: Word) -> bool {
        self.naming.contains(&verb)
    }

    /// Whether the verb's participle is said of whoever is born.
    pub fn is_birth(&self, verb: Word) -> bool {
        verb == self.words.bear
    }

    /// Whether the mark makes its clause a condition.
    pub fn is_conditional_mark(&self, word: Word) -> bool {
        self.conditional_marks.contains(&word)
    }

    /// Whether the mark denies its clause.
    pub fn is_negative_mark(&self, word: Word) -> bool {
        self.negative_marks.contains(&word)
    }

    /// Whether the adverb makes its clause hearsay.
    pub fn is_hearsay(&self, word: Word) -> bool {
        self.hearsay.contains(&word)
    }

    /// Whether the adverb makes its clause a mere possibility.
    pub fn is_doubt(&self, word: Word) -> bool {
        self.doubt.contains(&word)
    }

    /// Whether a verb foretells in the passive what its infinitive says: "is **expected** to win".
    pub fn foretells(&self, verb: Word) -> bool {
        self.foretelling.contains(&verb)
    }

    /// Whether an office is of a place or a country, wherever its name stands: "**Senator** Roe of Norland".
    pub fn is_territorial(&self, office: Word) -> bool {
        self.territorial.contains(&office)
    }

    /// Whether the verb in the passive makes its complement hearsay.
    pub fn is_hearsay_passive(&self, verb: Word) -> bool {
        self.hearsay_passive.contains(&verb)
    }

    /// The preposition that these words are together, articles left out.
    pub fn preposition(&self, words: &[Word]) -> Option<Word> {
        self.prepositions.get(words).copied()
    }

    /// Words asked for by name.
    pub fn words(&self) -> &FunctionWords {
        &self.words
    }
}
