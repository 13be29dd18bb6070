//! [`Nouns`]: what kind of thing common nouns name, by lemma; and the given names that tell a person, and mostly a gender.

use rustc_hash::FxHashMap;

use crate::mention::draft::Gender;
use crate::ontology::EntityType;
use crate::text::{Vocabulary, Word};

/// What else a noun does than name a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Only names a kind: "soldier", "treaty".
    Plain,
    /// An office or a calling that stands before names too: "president", "opposition leader".
    Title,
    /// Names its kind only in the plural: "forces", "authorities".
    Collective,
    /// Stands before names alone: "Mr.", "Dr.".
    Honorific,
}

/// What a noun says about what it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Noun {
    pub(crate) entity_type: EntityType,
    pub(crate) role: Role,
    pub(crate) gender: Gender,
    /// Its lemma in small letters: the same for "Ministry" and "ministry".
    pub(crate) lemma: Word,
}

impl Noun {
    /// Whether it can stand before the name of a person.
    pub(crate) fn is_title(self) -> bool {
        matches!(self.role, Role::Title | Role::Honorific)
    }
}

/// The nouns whose kind is known.
#[derive(Clone, Debug)]
pub(crate) struct Nouns {
    nouns: FxHashMap<Word, Noun>,
    given: FxHashMap<Word, Gender>,
}

impl Nouns {
    pub(crate) fn new(vocabulary: &mut Vocabulary) -> Self {
        let mut nouns = FxHashMap::default();
        for &(entity_type, role, gender, words) in TABLE {
            for word in words.split_whitespace() {
                let lemma = vocabulary.intern(word);
                let noun = Noun {
                    entity_type,
                    role,
                    gender,
                    lemma,
                };
                nouns.entry(lemma).or_insert(noun);
                // Lemmas of proper names keep their capitals: "Ministry".
                nouns.entry(vocabulary.intern(&capitalised(word))).or_insert(noun);
                // "Co-Chair".
                if let Some((before, behind)) = word.split_once('-') {
                    let both = [capitalised(before), capitalised(behind)].join("-");
                    nouns.entry(vocabulary.intern(&both)).or_insert(noun);
                }
            }
        }
        let mut given = FxHashMap::default();
        for (name, gender) in GIVEN_NAMES.lines().skip(1).filter_map(|line| line.split_once('\t')) {
            let name = vocabulary.intern(name);
            // "Prince" is a title first.
            if !nouns.contains_key(&name) {
                let gender = match gender {
                    "f" => Gender::Feminine,
                    "m" => Gender::Masculine,
                    _ => Gender::Unknown,
                };
                given.insert(name, gender);
            }
        }
        Self { nouns, given }
    }

    pub(crate) fn get(&self, lemma: Word) -> Option<Noun> {
        self.nouns.get(&lemma).copied()
    }

    /// The gender of those who bear a given name.
    pub(crate) fn given_name(&self, lemma: Word) -> Option<Gender> {
        self.given.get(&lemma).copied()
    }
}

/// Given names, each with the gender of nearly all who bear it: `ontology/gazetteer/generate.py` says where they are from.
const GIVEN_NAMES: &str = include_str!("../../ontology/gazetteer/given_names.tsv");

/// Whether names that end in this word are of companies and papers rather than of persons: "Norland Air".
pub(crate) fn is_company_word(form: &str) -> bool {
    COMPANIES.split_whitespace().any(|word| word == form)
}

const COMPANIES: &str = "Aerospace Air Airlines Airways Bahn Brothers Capital Chemical Courier Daily Dynamics Electric \
    Electronics Energy Entertainment Express Foods Gas Gazette Guardian Herald Holdings Industries Insurance Journal Lines \
    Logistics Media Motors News Oil Partners Petroleum Pharma Pharmaceuticals Pictures Post Press Railways Records Shipping \
    Software Solutions Steel Studios Systems Technologies Technology Telecom Telekom Telegraph Times Today Tribune Ventures";

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// First come, first kept: a noun of two kinds stands in the likelier row first.
const TABLE: &[(EntityType, Role, Gender, &str)] = &[
    (
        EntityType::Person,
        Role::Honorific,
        Gender::Masculine,
        "mr. mr sir mister messrs. herr monsieur señor don",
    ),
    (
        EntityType::Person,
        Role::Honorific,
        Gender::Feminine,
        "mrs. mrs ms. ms miss lady dame madam madame señora frau",
    ),
    (
        EntityType::Person,
        Role::Honorific,
        Gender::Unknown,
        "H.E. dr. dr prof. prof rev. rev hon. st. sen. rep. gov. gen. col. lt. sgt. capt. maj. cmdr. saint",
    ),
    (
        EntityType::Person,
        Role::Title,
        Gender::Masculine,
        "king prince emperor sultan emir sheikh duke baron count lord pope bishop archbishop cardinal patriarch ayatollah \
      imam rabbi father congressman chairman spokesman businessman brother shah tsar pharaoh",
    ),
    (
        EntityType::Person,
        Role::Title,
        Gender::Feminine,
        "queen princess empress duchess baroness countess sister mother congresswoman chairwoman spokeswoman businesswoman actress",
    ),
    (
        EntityType::Person,
        Role::Title,
        Gender::Unknown,
        "president minister premier chancellor secretary governor mayor senator ambassador envoy general colonel captain \
      major lieutenant sergeant corporal private admiral marshal brigadier commander commodore chief chairperson chair \
      director spokesperson representative commissioner judge justice prosecutor attorney professor doctor leader head \
      deputy vice-president congressperson legislator lawmaker mp mep editor journalist reporter correspondent analyst activist author \
      artist actor singer lawyer founder co-founder ceo officer official coach scientist researcher economist \
      historian writer poet philosopher critic politician diplomat consul attaché speaker delegate negotiator mediator \
      adviser advisor aide inspector detective agent expert specialist engineer manager executive vice-chancellor \
      candidate nominee veteran warlord rebel dissident oligarch tycoon billionaire magnate investor \
      entrepreneur architect composer musician conductor painter sculptor novelist playwright filmmaker producer \
      physicist chemist biologist mathematician astronomer psychologist sociologist anthropologist linguist surgeon \
      physician nurse teacher lecturer principal dean rector chaplain priest pastor reverend vicar monk nun guru \
      creator inventor pilot astronaut cosmonaut footballer striker goalkeeper player rapper dancer designer host \
      presenter blogger vlogger comedian owner ombudsman plenipotentiary undersecretary czar co-chair \
      co-chairman rapporteur comptroller treasurer auditor registrar sheriff constable champion",
    ),
    (
        EntityType::Person,
        Role::Plain,
        Gender::Masculine,
        "man boy husband son uncle nephew grandfather grandson guy gentleman widower boyfriend dad bull",
    ),
    (
        EntityType::Person,
        Role::Plain,
        Gender::Feminine,
        "woman girl wife daughter aunt niece grandmother granddaughter widow girlfriend mom mum",
    ),
    (
        EntityType::Person,
        Role::Plain,
        Gender::Unknown,
        "person people citizen soldier serviceman servicewoman student pupil friend victim resident worker employee \
      migrant refugee voter child kid baby infant teenager adult parent spouse partner colleague counterpart \
      detainee prisoner hostage captive suspect defendant convict criminal perpetrator attacker gunman terrorist militant \
      fighter insurgent mercenary guard policeman policewoman cop civilian inhabitant villager passenger tourist visitor \
      protester demonstrator supporter opponent follower fan member participant observer monitor witness survivor \
      patient neighbor neighbour stranger guest client customer user reader viewer audience farmer fisherman driver \
      merchant trader seller buyer owner individual human being others relative sibling twin cousin \
      ancestor descendant heir successor predecessor veteran troop personnel staffer volunteer donor applicant \
      contractor consultant technician programmer developer photographer sailor airman peacekeeper conscript recruit \
      immigrant asylum-seeker traveller traveler rioter assailant bystander commuter shopper striker militiaman paramilitary \
      guerrilla guerilla mutineer looter passer-by pedestrian motorist cyclist pilgrim believer \
      settler colonist loyalist nationalist islamist communist socialist conservative liberal progressive \
      policymaker lobbyist campaigner whistleblower blogger columnist \
      magistrate juror litigant plaintiff claimant bidder employer breadwinner homeowner landlord tenant taxpayer \
      shareholder stakeholder attendee responder firefighter paramedic lifeguard rescuer commando \
      sniper separatist extremist jihadist smuggler trafficker hacker thief murderer killer assassin spy \
      exile émigré fugitive orphan graduate undergraduate scholar fellow intern apprentice elder youth",
    ),
    (
        EntityType::Group,
        Role::Plain,
        Gender::Neuter,
        "opposition public community population tribe clan minority majority diaspora electorate crowd \
      family couple generation society humanity mankind elite class gang mob militia",
    ),
    (
        EntityType::Country,
        Role::Plain,
        Gender::Neuter,
        "country nation state republic kingdom superpower homeland motherland fatherland monarchy emirate sultanate federation",
    ),
    (
        EntityType::Settlement,
        Role::Plain,
        Gender::Neuter,
        "city town village capital municipality settlement metropolis hometown suburb neighborhood neighbourhood province \
      region district county prefecture governorate oblast canton raion borough",
    ),
    (
        EntityType::GovernmentBody,
        Role::Plain,
        Gender::Neuter,
        "ministry government parliament cabinet army navy police court senate congress department \
      administration embassy consulate military assembly commission regime legislature judiciary mission delegation \
      chancellery presidency bureau directorate inspectorate treasury tribunal duma knesset bundestag rada politburo \
      junta troops gendarmerie coastguard customs leadership secretariat",
    ),
    (
        EntityType::GovernmentBody,
        Role::Collective,
        Gender::Neuter,
        "force authority",
    ),
    (
        EntityType::Organisation,
        Role::Plain,
        Gender::Neuter,
        "party company firm organization organisation union bank university college school academy institute institution \
      foundation association movement agency newspaper magazine tabloid broadcaster airline league alliance bloc \
      coalition corporation group team club council committee network service chamber board \
      panel office lab laboratory think-tank charity ngo press outlet publisher manufacturer \
      operator supplier retailer startup enterprise conglomerate consortium church brotherhood guild \
      cartel syndicate faction front guard corps battalion brigade regiment division squad unit fleet \
      rival adversary inc. inc ltd. ltd corp. corp co. llc plc s.a. ag gmbh n.v. s.p.a. spa oyj asa pjsc ojsc jsc bhd fund trust museum gallery library \
      orchestra band choir studio workshop hospital clinic",
    ),
    (
        EntityType::Location,
        Role::Plain,
        Gender::Neuter,
        "river lake sea gulf strait ocean bay mountain mount hill valley desert forest island peninsula continent border boundary \
      territory territories area zone land place coast shore shoreline frontier corridor enclave exclave site \
      location spot hemisphere world globe earth planet mainland waters airspace soil ground field cape archipelago reef \
      canyon waterfall beach plain plateau steppe basin delta canal park square south north east west \
      southeast southwest northeast northwest center centre",
    ),
    (
        EntityType::Facility,
        Role::Plain,
        Gender::Neuter,
        "airport base building road street avenue boulevard highway bridge pipeline plant station port harbor harbour prison \
      jail palace tower house hotel restaurant bar cafe stadium arena theater theatre cinema factory refinery reactor \
      dam tunnel railway checkpoint camp fortress castle temple mosque cathedral monastery synagogue market mall shop \
      store warehouse bunker barracks compound premises facility residence apartment flat room hall headquarters memorial \
      monument cemetery terminal dock shipyard mine well infrastructure",
    ),
    (
        EntityType::Event,
        Role::Plain,
        Gender::Neuter,
        "election war summit meeting visit attack talks vote referendum protest conference ceremony negotiation \
      conflict battle invasion strike raid bombing explosion blast shooting assassination murder killing massacre \
      genocide crisis coup revolution uprising revolt rebellion riot demonstration rally march campaign operation \
      exercise drill ceasefire truce withdrawal deployment trip tour inauguration trial hearing investigation inquiry \
      probe session debate dialogue discussion consultation festival tournament championship game match race olympics \
      expedition disaster earthquake hurricane storm flood pandemic epidemic outbreak anniversary wedding \
      ministerial funeral birth death arrest detention incident accident crash clash fighting offensive siege blockade embargo \
      poll runoff primary poisoning sanction closure signing opening speech interview event",
    ),
    (
        EntityType::Work,
        Role::Plain,
        Gender::Neuter,
        "agreement treaty law constitution statement memorandum declaration report book letter note demarche démarche \
      resolution accord pact deal convention protocol charter act bill decree order article paper document \
      communiqué communique release amendment warrant decision ruling verdict plan program programme proposal initiative \
      roadmap song album film movie novel poem play painting story essay journal map website video photo photograph \
      contract petition complaint study survey index list",
    ),
    (
        EntityType::Artifact,
        Role::Plain,
        Gender::Neuter,
        "missile drone tank weapon ship vessel plane aircraft helicopter truck car bus train boat submarine rocket bomb \
      landmine rifle gun ammunition artillery warhead satellite jet bomber vehicle bullet grenade",
    ),
];
