//! Metonymy: whether a place name stands where only something that acts can stand.

use rustc_hash::FxHashSet;

use crate::mention::noun::Nouns;
use crate::mention::page::Page;
use crate::ontology::EntityType;
use crate::syntax::{Deprel, SentenceId, TokenId, Upos};
use crate::text::{Vocabulary, Word};

/// The words by which a place is told from the government that sits there.
#[derive(Clone, Debug)]
pub(crate) struct MetonymyWords {
    /// Verbs whose subject is a mere place: "lies", "is located".
    still: FxHashSet<Word>,
    /// Verbs whose object is an actor: "urge", "accuse".
    addressing: FxHashSet<Word>,
    /// Verbs whose `to` is a recipient: "send", "hand".
    giving: FxHashSet<Word>,
    /// Nouns of relations and speech, whose `with`, `between`, `from`, `to` name actors: "talks", "relations", "claim".
    dealing: FxHashSet<Word>,
    /// Prepositions of partners and adversaries.
    with: FxHashSet<Word>,
    from: FxHashSet<Word>,
    /// Adjectives of those who have a will: "ready", "concerned".
    willing: FxHashSet<Word>,
}

const STILL: &str = "lie locate situate sit stand remain become border experience see surround thrive flourish prosper host boast \
    feature attract fall rise grow expand shrink emerge re-emerge date house contain";
const WILLING: &str = "ready willing unwilling prepared concerned worried unhappy happy committed opposed eager keen reluctant hesitant \
    adamant angry furious cautious wary sceptical skeptical satisfied disappointed determined open free sure certain confident \
    responsible guilty able unable aware silent hopeful optimistic right wrong";
const ADDRESSING: &str = "urge accuse blame condemn criticize criticise warn ask call request demand order pressure sanction support \
    threaten assure inform notify tell remind thank praise invite fault denounce slam oppose back provoke irritate anger please \
    isolate punish persuade convince press help allow force compel oblige encourage want expect";
const GIVING: &str = "send hand deliver give offer present lend grant provide supply sell submit pass convey issue address protest \
    complain appeal apologize apologise respond reply object belong";
const DEALING: &str = "talk relation tie negotiation dialogue agreement deal accord treaty conflict war tension dispute \
    cooperation partnership alliance rivalry claim statement letter note demarche démarche message request demand appeal \
    pressure call protest response reaction answer support aid assistance threat warning signal decision refusal rejection \
    recognition non-recognition contact consultation rapprochement confrontation standoff friendship border comment remark \
    proposal offer concession loyalty sanction anger policy position stance ally enemy rival opponent partner proxy";

impl MetonymyWords {
    pub(crate) fn new(vocabulary: &mut Vocabulary) -> Self {
        let mut set = |words: &str| words.split_whitespace().map(|word| vocabulary.intern(word)).collect();
        Self {
            still: set(STILL),
            addressing: set(ADDRESSING),
            giving: set(GIVING),
            dealing: set(DEALING),
            with: set("with between against by"),
            from: set("from to towards toward for"),
            willing: set(WILLING),
        }
    }

    /// Whether the phrase of `head` acts or is dealt with as an actor: "Norville rejects", "talks with Norville".
    pub(crate) fn acts(&self, page: &Page<'_>, nouns: &Nouns, id: SentenceId, head: TokenId) -> bool {
        let sentence = page.sentence(id);
        let tree = page.tree(id);
        let token = &sentence[head];
        if token.head == TokenId::ROOT {
            return false;
        }
        let governor = &sentence[token.head];
        let preposition = tree
            .child_by(sentence, head, &[Deprel::Case])
            .map(|case| sentence[case].lemma);
        let in_set = |set: &FxHashSet<Word>| preposition.is_some_and(|lemma| set.contains(&lemma));
        match token.deprel {
            Deprel::Nsubj => {
                let copular = tree.child_by(sentence, token.head, &[Deprel::Cop]).is_some();
                matches!(governor.upos, Upos::Verb) && !self.still.contains(&governor.lemma)
                    // "Norville is ready": adjectives of will are the actor's too.
                    || copular && self.willing.contains(&governor.lemma)
            }
            Deprel::OblAgent => true,
            Deprel::Obj | Deprel::Iobj => governor.upos == Upos::Verb && self.addressing.contains(&governor.lemma),
            Deprel::NsubjPass => self.addressing.contains(&governor.lemma),
            Deprel::NmodPoss => {
                let owned = nouns.get(governor.lemma);
                !owned.is_some_and(|noun| {
                    matches!(
                        noun.entity_type,
                        EntityType::Location | EntityType::Facility | EntityType::Settlement
                    )
                })
            }
            Deprel::Obl => {
                in_set(&self.with) && preposition.is_some() && governor.upos == Upos::Verb
                    || in_set(&self.from) && self.giving.contains(&governor.lemma)
            }
            Deprel::Nmod => self.dealing.contains(&governor.lemma) && (in_set(&self.with) || in_set(&self.from)),
            Deprel::Conj => self.acts(page, nouns, id, token.head),
            _ => false,
        }
    }
}
