//! [`Lexicon`]: the closed word lists that clauses are read with, under the numbers of a vocabulary.
//!
//! What a predicate does to its inside ([`Effect`]) is listed here for the verbs, nouns and adjectives of every subject
//! matter; rule packs add to it.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::clause::Effect;
use crate::syntax::Control;
use crate::text::{Vocabulary, Word};

/// Predicates by what they do to their complement clauses and to events that are their objects.
const EFFECTS: &[(Effect, &str)] = &[
    (
        Effect::Reported,
        "say state report announce declare claim assert allege tell inform note add argue stress emphasize emphasise \
         underline underscore reiterate maintain insist affirm explain comment remark write tweet post testify contend \
         acknowledge admit concede confirm reveal disclose mention observe recall respond reply answer point hint signal \
         indicate suggest believe think consider assess estimate conclude find show predict forecast expect accuse blame \
         charge suspect fault cite describe portray characterize characterise warn complain boast joke whisper shout \
         read quote proclaim pronounce opine feel fear reckon deem presume assume advise notify assure caution swear \
         denounce condemn criticize criticise praise rule sentence convict jail imprison arrest detain fine indict \
         prosecute punish expel sanction sue",
    ),
    (Effect::Denied, "deny dispute refute disavow"),
    (
        Effect::Demanded,
        "urge demand ask request call appeal order instruct command implore beg press push pressure advise encourage \
         invite require recommend summon exhort beseech petition plead direct oblige compel challenge lobby remind",
    ),
    (
        Effect::Planned,
        "plan intend agree promise vow pledge threaten decide resolve want wish hope prepare offer propose aim seek \
         expect schedule set try attempt undertake commit mean aspire determine opt choose elect consent volunteer \
         arrange mull ready slate due poise authorize authorise approve vote bid move desire strive tend long \
         anticipate await guarantee design postpone delay endeavor endeavour",
    ),
    (
        Effect::Negative,
        "refuse decline fail avoid prevent stop cease forget neglect bar ban prohibit forbid block dissuade deter abstain \
         refrain omit lack keep discourage hinder reject cancel suspend quit abandon discontinue exclude decry miss",
    ),
    (
        Effect::Possible,
        "likely possible able unlikely seem appear consider contemplate ponder weigh explore risk",
    ),
    (
        Effect::Necessary,
        "need have necessary ought essential important imperative vital crucial deserve",
    ),
    (
        Effect::Question,
        "wonder inquire enquire doubt question investigate probe examine",
    ),
    (
        Effect::Same,
        "begin start continue resume manage help proceed force let make cause enable regret welcome know realize realise \
         see hear remember celebrate mark commemorate mourn thank apologize apologise happen get come go go_on dare \
         serve happy glad proud sorry concerned allow permit",
    ),
];

/// Nouns by what they do to their complements: "a **plan** to withdraw", "**calls** for talks".
const NOUN_EFFECTS: &[(Effect, &str)] = &[
    (
        Effect::Reported,
        "claim statement report announcement declaration allegation accusation assertion rumor rumour suspicion view \
         belief fear argument opinion charge warning suggestion notion idea theory hint word",
    ),
    (Effect::Denied, "denial"),
    (
        Effect::Demanded,
        "call demand request appeal order plea ultimatum invitation petition recommendation need",
    ),
    (
        Effect::Planned,
        "plan intention intent agreement promise vow pledge threat decision resolve proposal offer effort attempt bid \
         commitment readiness willingness wish hope ambition aim goal preparation move campaign push deal desire \
         determination initiative scheme plot",
    ),
    (
        Effect::Negative,
        "refusal failure inability ban absence lack prevention cancellation prohibition rejection",
    ),
    (
        Effect::Possible,
        "possibility likelihood prospect risk danger chance potential option probability opportunity",
    ),
    (Effect::Necessary, "obligation duty requirement necessity"),
    (Effect::Question, "question doubt inquiry enquiry investigation debate"),
];

/// Adjectives by what they do to their complements: "**ready** to talk".
const ADJECTIVE_EFFECTS: &[(Effect, &str)] = &[
    (
        Effect::Planned,
        "ready willing prepared eager keen set due poised determined committed scheduled bound inclined anxious \
         optimistic hopeful open",
    ),
    (Effect::Negative, "unable unwilling reluctant incapable hesitant loath"),
    (
        Effect::Possible,
        "likely unlikely possible able capable conceivable probable improbable free afraid tempted",
    ),
    (
        Effect::Necessary,
        "necessary essential important imperative vital crucial obliged obligatory",
    ),
    (Effect::Reported, "confident certain sure convinced afraid aware clear"),
];

/// Adjectives and participles before an event noun by the world they put it in: "a **planned** visit", "the **alleged** attack".
const ATTRIBUTE_EFFECTS: &[(Effect, &str)] = &[
    (
        Effect::Planned,
        "plan planned propose proposed schedule scheduled intend intended upcoming forthcoming",
    ),
    (
        Effect::Possible,
        "possible potential hypothetical prospective likely eventual feared",
    ),
    (
        Effect::Reported,
        "allege alleged purport purported suppose supposed suspect suspected rumour rumoured rumor rumored",
    ),
    (
        Effect::Negative,
        "cancel cancelled canceled abort aborted thwart thwarted foil foiled",
    ),
    (Effect::Same, "ongoing current existing past previous recent"),
];

/// Verbs that carry an event noun and add little of their own: "**held** talks", "**sent** a demarche".
const LIGHT: &str = "hold send make give take have issue deliver conduct carry launch express voice lodge hand present submit \
    file convey stage mount wage pay put place impose offer provide extend receive undertake perform deal commit \
    sign reach conclude strike open begin start continue resume pursue enter engage do bring raise declare announce \
    initiate organize organise host attend join exchange lead grant levy slap inflict suffer undergo render lend \
    adopt pass cast exercise show see face release publish post";

/// Verbs whose subject, an event noun, comes about by them: "talks **began**".
const HAPPEN: &str = "take begin start occur happen resume continue erupt follow go proceed open ensue conclude end reconvene \
    come collapse fail break stall";

/// Verbs that carry an event noun under "in" or "into": "**engaged** in talks".
const TAKE_PART: &str = "enter engage take participate join partake be involve lock";

/// Nouns that stand before a name as its title.
const TITLES: &str = "president minister chancellor secretary spokesman spokeswoman spokesperson ambassador envoy senator \
    representative congressman congresswoman governor mayor counterpart general colonel admiral major captain lieutenant king queen \
    prince princess emir sultan sheikh pope bishop archbishop cardinal ayatollah imam judge justice prosecutor professor \
    doctor director commissioner chairman chairwoman chair chairperson chief leader premier deputy speaker counselor \
    counsellor adviser advisor commander marshal diplomat lawyer attorney sheriff officer official head founder editor \
    journalist analyst economist author activist candidate negotiator mediator coordinator administrator manager";

/// Nouns for a stance: whoever speaks of it takes it.
const STANCE: &str = "recognition rejection refusal support condemnation opposition acceptance readiness willingness intention \
    commitment stance position concern regret disapproval approval endorsement withdrawal";

/// Nouns that measure or sort what their `of`-phrase names.
const PARTITIVES: &str = "number portion part range series lot couple variety combination majority minority percentage kind \
    type form sort piece pair group set bulk rest amount quantity handful dozen host array wealth half third quarter \
    bit plenty proportion fraction one some many most all each any none either both several";

/// Verbs whose subject, not object, does what the infinitive says.
const SUBJECT_CONTROL: &str = "promise vow threaten pledge";

/// Verbs that ask what their infinitive says of whoever is under their preposition.
const OBLIQUE_CONTROL: &str = "call appeal plead prevail lean count rely shout signal gesture";

/// Verbs whose object is a means, so that what it is for is what their subject does: "**used** the base for training troops".
const MEANS: &str = "use need have take make get spend pay buy choose build develop produce employ deploy allocate open hold set \
    leave seek";

/// Verbs that bring about what their infinitive says, which their denial leaves open: "did not **force** Sudria to leave".
const CAUSING: &str = "force cause enable help";

/// Verbs that deny what a claim, an allegation or a report says when that is their object: "**rejected** claims that …".
const GAINSAYING: &str = "deny reject dismiss refute rebut dispute disavow repudiate contest rebuff debunk";

/// Words that deny the clause they stand in.
const NEGATORS: &str = "not never n't n’t neither nor hardly scarcely barely nt";

/// Subjects, objects and determiners that deny their clause.
const NEGATIVE_PRONOUNS: &str = "no nobody none nothing neither no-one noone nowhere";

/// Adverbs that take the force of a "not" before them: "not only".
const RESTRICTIVE: &str = "only just merely simply solely";

/// Verbs that say what their object is or becomes: "elected her **president**".
const NAMING: &str = "appoint elect name nominate crown declare call designate choose make dub label brand pronounce reelect \
    re-elect";

/// Marks that make a clause a condition.
const CONDITIONAL_MARKS: &str = "if unless whether provided providing lest assuming";

/// Marks that deny the clause they introduce.
const NEGATIVE_MARKS: &str = "without instead rather";

/// Adverbs that make a clause hearsay.
const HEARSAY: &str = "reportedly allegedly purportedly supposedly apparently";

/// Adverbs that make a clause a mere possibility.
const DOUBT: &str = "perhaps maybe possibly probably likely potentially presumably";

/// Verbs that make what they are said of in the passive hearsay: "is believed to have".
const HEARSAY_PASSIVE: &str =
    "believe say report think allege rumor rumour suspect understand consider know fear expect";

/// Verbs whose objects are events that they put into another world: "**cancelled** talks", "**demanded** a withdrawal".
/// Other predicates change their complement clauses alone.
const OPERATES_ON_OBJECTS: &str = "demand request urge ask plan promise pledge threaten propose offer seek want expect schedule \
    announce prepare consider contemplate weigh mull deny dispute cancel suspend prevent avoid block ban prohibit forbid \
    stop reject refuse call appeal need require suggest recommend allege claim postpone delay discuss oppose \
    predict forecast fear doubt authorize authorise approve agree accuse blame charge suspect warn halt intend \
    await anticipate abandon hope press push encourage support advocate favor favour back";

/// Effects on an event that is an object or oblique, where it differs from that on a complement clause.
const OBJECT_EFFECTS: &[(Effect, &str)] = &[
    (Effect::Possible, "discuss"),
    (
        Effect::Negative,
        "oppose halt drop withdraw retract rescind withhold shelve scrap renounce",
    ),
    (Effect::Planned, "support advocate favor favour back announce"),
    (Effect::Possible, "fear warn threaten"),
];

/// Prepositions of several words. The phrase's noun is what follows them.
const PREPOSITIONS: &str = "in connection with|in response to|in respect of|in reaction to|on behalf of|in favor of|in favour of|with respect to|\
    with regard to|in regard to|in addition to|in front of|as a result of|as result of|in accordance with|at the invitation of|\
    at invitation of|at the request of|at request of|under the auspices of|under auspices of|because of|due to|according to|such as|\
    along with|together with|out of|instead of|in line with|in support of|in exchange for|in return for|in retaliation for|\
    in protest at|in protest against|in violation of|in breach of|in light of|in view of|in spite of|in the wake of|in wake of|\
    on the eve of|on eve of|for the sake of|for sake of|as part of|by means of|in charge of|ahead of|as of|as to|prior to|\
    as well as|rather than|on top of|in terms of|with reference to|in place of|in case of|in the event of|in event of|\
    with the aim of|with aim of|in cooperation with|in coordination with|in consultation with|in partnership with|\
    in the face of|in face of|on account of|by way of|at the hands of|at hands of|on grounds of|on the grounds of|\
    on charges of|on suspicion of|in honor of|in honour of|in defiance of|in relation to|on the basis of|on basis of";

/// Participles that serve as prepositions, alone or with another word; their lemma is the verb's.
const PARTICIPLES: &str = "according including following regarding concerning excluding considering given based depending \
    owing barring pending";

/// The word lists, ready to look up.
#[derive(Clone, Debug)]
pub struct Lexicon {
    effects: FxHashMap<Word, Effect>,
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
    partitives: FxHashSet<Word>,
    oblique_control: FxHashSet<Word>,
    means: FxHashSet<Word>,
    causing: FxHashSet<Word>,
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
            partitives: set(vocabulary, PARTITIVES),
            oblique_control: set(vocabulary, OBLIQUE_CONTROL),
            means: set(vocabulary, MEANS),
            causing: set(vocabulary, CAUSING),
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

    /// What `noun` does to its inside; overrides this room's lists.
    pub fn set_noun_effect(&mut self, noun: Word, effect: Effect) {
        self.noun_effects.insert(noun, effect);
    }

    /// What a verb does to its complement clauses.
    pub fn verb_effect(&self, verb: Word) -> Option<Effect> {
        self.effects.get(&verb).copied()
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
        } else {
            Control::Object
        }
    }

    /// Whether the verb brings about what its infinitive says.
    pub fn is_causing(&self, verb: Word) -> bool {
        self.causing.contains(&verb)
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
