//! The closed word lists that clauses are read with, as text: lemmas between blanks.
//!
//! [`Lexicon`](crate::clause::Lexicon) holds them under a vocabulary's numbers; rule packs add to some.

use crate::clause::Effect;

/// Predicates by what they do to their complement clauses and to events that are their objects.
pub(super) const EFFECTS: &[(Effect, &str)] = &[
    (
        Effect::Reported,
        "say state report announce declare claim assert allege tell inform note add argue stress emphasize emphasise \
         underline underscore reiterate maintain insist affirm explain comment remark write tweet post testify contend \
         acknowledge admit concede confirm reveal disclose mention observe recall respond reply answer point hint signal \
         indicate suggest believe think consider assess estimate conclude find show predict forecast expect accuse blame \
         charge suspect fault cite describe portray characterize characterise warn complain boast joke whisper shout \
         read quote proclaim pronounce opine feel fear reckon deem presume assume advise notify assure caution swear \
         denounce condemn criticize criticise praise rule sentence convict jail imprison arrest detain fine indict \
         prosecute punish expel sanction sue project reaffirm",
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
         anticipate await guarantee design postpone delay endeavor endeavour designate nominate",
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
         serve happy glad proud sorry concerned",
    ),
];

/// Nouns by what they do to their complements: "a **plan** to withdraw", "**calls** for talks".
pub(super) const NOUN_EFFECTS: &[(Effect, &str)] = &[
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
pub(super) const ADJECTIVE_EFFECTS: &[(Effect, &str)] = &[
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
pub(super) const ATTRIBUTE_EFFECTS: &[(Effect, &str)] = &[
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
pub(super) const LIGHT: &str = "hold send make give take have issue deliver conduct carry launch express voice lodge hand present submit \
    file convey stage mount wage pay put place impose offer provide extend receive undertake perform deal commit \
    sign reach conclude strike open begin start continue resume pursue enter engage do bring raise declare announce \
    initiate organize organise host attend join exchange lead grant levy slap inflict suffer undergo render lend \
    adopt pass cast exercise show see face release publish post";

/// Verbs whose subject, an event noun, comes about by them: "talks **began**".
pub(super) const HAPPEN: &str = "take begin start occur happen resume continue erupt follow go proceed open ensue conclude end reconvene \
    come collapse fail break stall";

/// Verbs that carry an event noun under "in" or "into": "**engaged** in talks".
pub(super) const TAKE_PART: &str = "enter engage take participate join partake be involve lock";

/// Nouns that stand before a name as its title.
pub(super) const TITLES: &str = "president minister chancellor secretary spokesman spokeswoman spokesperson ambassador envoy senator \
    representative congressman congresswoman governor mayor counterpart general colonel admiral major captain lieutenant king queen \
    prince princess emir sultan sheikh pope bishop archbishop cardinal ayatollah imam judge justice prosecutor professor \
    doctor director commissioner chairman chairwoman chair chairperson chief leader premier deputy speaker counselor \
    counsellor adviser advisor commander marshal diplomat lawyer attorney sheriff officer official head founder editor \
    journalist analyst economist author activist candidate negotiator mediator coordinator administrator manager";

/// Nouns for a stance: whoever speaks of it takes it.
pub(super) const STANCE: &str = "recognition rejection refusal support condemnation opposition acceptance readiness willingness intention \
    commitment stance position concern regret disapproval approval endorsement withdrawal";

/// Nouns that measure or sort what their `of`-phrase names.
pub(super) const PARTITIVES: &str = "number portion part range series lot couple variety combination majority minority percentage kind \
    type form sort piece pair group set bulk rest amount quantity handful dozen host array wealth half third quarter \
    bit plenty proportion fraction one some many most all each any none either both several";

/// Verbs whose subject, not object, does what the infinitive says.
pub(super) const SUBJECT_CONTROL: &str = "promise vow threaten pledge";

/// Verbs that let their object be seen at what a participle says it does: "a film **showing** Roe leaving".
pub(super) const SHOWING: &str = "show see depict portray picture photograph film feature catch find watch hear spot";

/// Verbs that ask what their infinitive says of whoever is under their preposition.
pub(super) const OBLIQUE_CONTROL: &str = "call appeal plead prevail lean count rely shout signal gesture";

/// Verbs whose object is a means, so that what it is for is what their subject does: "**used** the base for training troops".
pub(super) const MEANS: &str = "use need have take make get spend pay buy choose build develop produce employ deploy allocate open hold set \
    leave seek";

/// Verbs that bring about what their infinitive says, which their denial leaves open: "did not **force** Sudria to leave".
pub(super) const CAUSING: &str = "force cause enable help";

/// Verbs that find what their adjective says: "found **not guilty**".
pub(super) const FINDING: &str = "find judge rule declare deem";

/// Verbs that deny what a claim, an allegation or a report says when that is their object: "**rejected** claims that …".
pub(super) const GAINSAYING: &str = "deny reject dismiss refute rebut dispute disavow repudiate contest rebuff debunk";

/// Words that deny the clause they stand in.
pub(super) const NEGATORS: &str = "not never n't n’t neither nor hardly scarcely barely nt";

/// Subjects, objects and determiners that deny their clause.
pub(super) const NEGATIVE_PRONOUNS: &str = "no nobody none nothing neither no-one noone nowhere";

/// Adverbs that take the force of a "not" before them: "not only".
pub(super) const RESTRICTIVE: &str = "only just merely simply solely";

/// Verbs that say what their object is or becomes: "elected her **president**".
pub(super) const NAMING: &str = "appoint elect name nominate crown declare call designate choose make dub label brand pronounce reelect \
    re-elect";

/// Marks that make a clause a condition.
pub(super) const CONDITIONAL_MARKS: &str = "if unless whether provided providing lest assuming";

/// Marks that deny the clause they introduce.
pub(super) const NEGATIVE_MARKS: &str = "without instead rather";

/// Adverbs that make a clause hearsay.
pub(super) const HEARSAY: &str = "reportedly allegedly purportedly supposedly apparently";

/// Adverbs that make a clause a mere possibility.
pub(super) const DOUBT: &str = "perhaps maybe possibly probably likely potentially presumably";

/// Verbs that make what they are said of in the passive hearsay: "is believed to have".
pub(super) const HEARSAY_PASSIVE: &str = "believe say report think allege rumor rumour suspect understand consider know fear expect project predict estimate";

/// Verbs that, in the passive, foretell what their infinitive says: "**is expected** to win".
pub(super) const FORETELLING: &str = "expect project predict forecast tip anticipate";

/// Offices that are of a place or a country, wherever its name stands: "**Senator** Roe of Norland".
pub(super) const TERRITORIAL: &str = "president premier minister governor mayor senator representative congressman \
    congresswoman king queen emir sultan prince princess emperor chancellor bishop archbishop ambassador sheriff";

/// Verbs whose objects are events that they put into another world: "**cancelled** talks", "**demanded** a withdrawal".
/// Other predicates change their complement clauses alone.
pub(super) const OPERATES_ON_OBJECTS: &str = "demand request urge ask plan promise pledge threaten propose offer seek want expect schedule \
    announce prepare consider contemplate weigh mull deny dispute cancel suspend prevent avoid block ban prohibit forbid \
    stop reject refuse call appeal need require suggest recommend allege claim postpone delay discuss oppose \
    predict forecast fear doubt authorize authorise approve agree accuse blame charge suspect warn halt intend \
    await anticipate abandon hope press push encourage support advocate favor favour back";

/// Effects on an event that is an object or oblique, where it differs from that on a complement clause.
pub(super) const OBJECT_EFFECTS: &[(Effect, &str)] = &[
    (Effect::Possible, "discuss"),
    (
        Effect::Negative,
        "oppose halt drop withdraw retract rescind withhold shelve scrap renounce",
    ),
    (Effect::Planned, "support advocate favor favour back announce"),
    (Effect::Possible, "fear warn threaten"),
];

/// Prepositions of several words. The phrase's noun is what follows them.
pub(super) const PREPOSITIONS: &str = "in connection with|in response to|in respect of|in reaction to|on behalf of|in favor of|in favour of|with respect to|\
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
pub(super) const PARTICIPLES: &str = "according including following regarding concerning excluding considering given based depending \
    owing barring pending";
