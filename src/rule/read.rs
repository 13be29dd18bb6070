//! Rule files: TOML → [`Rule`]s, every fault reported at once.

use std::ops::Range;

use indexmap::IndexMap;
use rustc_hash::FxHashMap;
use toml::de::DeTable;

use crate::clause::{Effect, Lexicon, Modality, Slot};
use crate::ontology::{ClassId, Ontology};
use crate::rule::keys::{KEYS, WHEN};
use crate::rule::page::{Key, Page, Value, entries};
use crate::rule::{
    Constraint, Diagnostic, Example, Fact, Reads, Role, Rule, RuleSet, SlotName, Trigger, TriggerKind, Types,
};
use crate::text::{Vocabulary, Word};

/// A rule file: how the user names it, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleFile {
    /// The name for messages: the path as given.
    pub name: String,
    /// The TOML.
    pub text: String,
}

/// Reads rule files. Their words go into `vocabulary`; their event nouns, light verbs and effects into `lexicon`.
///
/// Faulty rules are left out of the set; each fault is a diagnostic.
pub fn load(
    files: &[RuleFile],
    ontology: &Ontology,
    vocabulary: &mut Vocabulary,
    lexicon: &mut Lexicon,
) -> (RuleSet, Vec<Diagnostic>) {
    let mut sets: FxHashMap<String, Vec<String>> = FxHashMap::default();
    let mut diagnostics = Vec::new();
    let mut tables = Vec::new();
    for file in files {
        let (table, errors) = DeTable::parse_recoverable(&file.text);
        for error in errors {
            let at = error.span().unwrap_or(0..0);
            diagnostics.push(Diagnostic::new(&file.name, &file.text, at, error.message().to_owned()));
        }
        tables.push((file, table));
    }
    for (file, table) in &tables {
        let mut page = Page {
            file,
            diagnostics: &mut diagnostics,
        };
        for (key, value) in entries(table.get_ref()) {
            match key.get_ref().as_ref() {
                "rule" => {}
                "sets" => {
                    for (name, words) in value.get_ref().as_table().map(entries).unwrap_or_default() {
                        let words = page.strings(words);
                        if sets.insert(name.get_ref().to_string(), words).is_some() {
                            page.report(name.span(), format!("the set `{}` is named twice", name.get_ref()));
                        }
                    }
                }
                other => {
                    let message = format!("unknown key `{other}`");
                    page.push(page.at(key.span(), message).suggesting(other, ["sets", "rule"]));
                }
            }
        }
    }
    let mut rules: IndexMap<String, Rule> = IndexMap::new();
    for (file, table) in &tables {
        let Some(written) = table.get_ref().get("rule") else {
            continue;
        };
        let Some(array) = written.get_ref().as_array() else {
            let mut page = Page {
                file,
                diagnostics: &mut diagnostics,
            };
            page.report(written.span(), "`rule` must be written as [[rule]] tables".to_owned());
            continue;
        };
        for value in array {
            let faults = diagnostics.len();
            let page = Page {
                file,
                diagnostics: &mut diagnostics,
            };
            let mut reader = Reader {
                page,
                sets: &sets,
                ontology,
                vocabulary,
            };
            let rule = reader.rule(value);
            let Some(rule) = rule.filter(|_| diagnostics.len() == faults) else {
                continue;
            };
            if let Some(first) = rules.get(&rule.id) {
                let message = format!("the rule `{}` stands at {}:{} already", rule.id, first.file, first.line);
                diagnostics.push(Diagnostic::new(&file.name, &file.text, value.span(), message));
                continue;
            }
            rules.insert(rule.id.clone(), rule);
        }
    }
    let set = RuleSet::new(rules.into_values().collect());
    teach(&set, lexicon);
    (set, diagnostics)
}

/// Tells the reading of clauses which nouns are events, which verbs carry them, and what predicates do to their inside.
fn teach(set: &RuleSet, lexicon: &mut Lexicon) {
    for rule in set.rules() {
        for trigger in &rule.triggers {
            let head = trigger.words[trigger.head];
            if trigger.kind == TriggerKind::Noun {
                lexicon.add_event_noun(head);
            }
            // A rule for "call for" says nothing of "call", one for "look forward" something of both together.
            if let Some(effect) = rule.inside.filter(|_| rule.constraints.is_empty()) {
                match (trigger.kind, &trigger.words[..]) {
                    (TriggerKind::Verb, &[verb]) => lexicon.set_verb_effect(verb, effect),
                    (TriggerKind::Verb, &[verb, particle]) => lexicon.set_phrasal_effect(verb, particle, effect),
                    (TriggerKind::Noun, &[noun]) => lexicon.set_noun_effect(noun, effect),
                    _ => {}
                }
            }
        }
        for constraint in &rule.constraints {
            if let Constraint::Light(verbs) = constraint {
                for &verb in verbs {
                    lexicon.add_light_verb(verb);
                }
            }
        }
    }
}

struct Reader<'r> {
    page: Page<'r>,
    sets: &'r FxHashMap<String, Vec<String>>,
    ontology: &'r Ontology,
    vocabulary: &'r mut Vocabulary,
}

impl Reader<'_> {
    fn rule(&mut self, value: Value<'_>) -> Option<Rule> {
        let span = value.span();
        let Some(table) = value.get_ref().as_table() else {
            self.page.report(span, "a rule is a table: [[rule]]".to_owned());
            return None;
        };
        let line = self.page.file.text[..span.start].matches('\n').count() + 1;
        for needed in ["id", "makes", "when", "says", "says_not"] {
            if table.get(needed).is_none() {
                self.page.report(span.clone(), format!("the rule lacks `{needed}`"));
            }
        }
        // What is missing or unknown is reported and stood in for, so that the rest of the rule is read too.
        let id = table.get("id").map(|id| self.page.string(id).to_owned());
        let id = id.unwrap_or_default();
        let class = table.get("makes").and_then(|class| self.class(class));
        let class = class.unwrap_or(ClassId(0));
        let when = table.get("when");
        let (triggers, constraints) = when.map(|when| self.when(when)).unwrap_or_default();
        let mut rule = Rule {
            id,
            file: self.page.file.name.clone(),
            line,
            class,
            fact: None,
            triggers,
            constraints,
            roles: Vec::new(),
            inside: None,
            status: None,
            own_act: None,
            symmetric: None,
            mutual: None,
            reads: None,
            says: Vec::new(),
            says_not: Vec::new(),
            misses: Vec::new(),
        };
        for (key, value) in entries(table) {
            let name = key.get_ref().as_ref();
            match name {
                "inside" => rule.inside = self.choice(value, Effect::parse, Effect::NAMES),
                "status" => {
                    let names: Vec<&str> = Modality::ALL.iter().map(|modality| modality.as_str()).collect();
                    let parse = |name: &str| Modality::ALL.into_iter().find(|modality| modality.as_str() == name);
                    rule.status = self.choice(value, parse, &names);
                }
                "own-act" => match value.get_ref().as_bool() {
                    Some(own) => rule.own_act = Some(own),
                    None => self.page.report(value.span(), "`own-act` is true or false".to_owned()),
                },
                "says" => rule.says = self.examples(value, |_| true),
                "says_not" => rule.says_not = self.page.strings(value),
                "misses" => rule.misses = self.examples(value, |line| line.contains("=>")),
                _ if KEYS.contains(&name) => {}
                _ => {
                    if let Some(role) = self.role(key, value) {
                        rule.roles.push(role);
                    }
                }
            }
        }
        if let Some(value) = table.get("symmetric") {
            let names = self.page.strings(value);
            let roles: Vec<usize> = names
                .iter()
                .filter_map(|name| self.role_named(&rule, name, value.span()))
                .collect();
            match roles[..] {
                [one, other] => rule.symmetric = Some((one, other)),
                _ => self
                    .page
                    .report(value.span(), "`symmetric` names two roles of the rule".to_owned()),
            }
        }
        if let Some(value) = table.get("mutual") {
            let name = self.page.string(value);
            rule.mutual = self.property(name, value.span());
            if rule.symmetric.is_none() {
                self.page.report(
                    value.span(),
                    "`mutual` needs the two roles that `symmetric` names".to_owned(),
                );
            }
        }
        if let Some(value) = table.get("fact") {
            rule.fact = self.fact(&rule, value);
        }
        rule.reads = table.get("reads").and_then(|value| self.reads(&rule, value));
        if let Some(when) = when.filter(|_| rule.triggers.is_empty()) {
            let fault = self.page.at(when.span(), "the rule has no trigger".to_owned());
            self.page
                .push(fault.advising("name one of `verb`, `noun`, `predicate`, `adjective`"));
        }
        if rule.roles.is_empty() {
            let fault = self.page.at(span, format!("the rule `{}` has no role", rule.id));
            self.page
                .push(fault.advising("for example: agent = \"subject: actor\""));
        }
        Some(rule)
    }

    /// How a fact reads; what is wrong with it is reported.
    fn reads(&mut self, rule: &Rule, value: Value<'_>) -> Option<Reads> {
        match Reads::parse(self.page.string(value), &rule.roles) {
            Ok(reads) => Some(reads),
            Err(fault) => {
                self.page.report(value.span(), fault);
                None
            }
        }
    }

    /// A list of examples; those that tell what they yield must tell it in the right form.
    fn examples(&mut self, value: Value<'_>, tells: impl Fn(&str) -> bool) -> Vec<String> {
        let lines = self.page.strings(value);
        for line in lines.iter().filter(|line| tells(line)) {
            if let Err(error) = Example::parse(line) {
                self.page.report(value.span(), error.to_string());
            }
        }
        lines
    }

    fn choice<T>(&mut self, value: Value<'_>, parse: impl Fn(&str) -> Option<T>, names: &[&str]) -> Option<T> {
        let name = self.page.string(value);
        let found = parse(name);
        if found.is_none() {
            let fault = self.page.at(value.span(), format!("unknown value `{name}`"));
            self.page.push(fault.suggesting(name, names.iter().copied()));
        }
        found
    }

    fn class(&mut self, value: Value<'_>) -> Option<ClassId> {
        let name = self.page.string(value);
        let name = name.strip_prefix("dm:").unwrap_or(name);
        let class = self.ontology.find_class(name);
        if class.is_none() {
            let fault = self
                .page
                .at(value.span(), format!("the ontology has no class `{name}`"));
            self.page
                .push(fault.suggesting(name, self.ontology.nearest_class(name)));
        }
        class
    }

    fn property(&mut self, name: &str, span: Range<usize>) -> Option<crate::ontology::PropertyId> {
        let property = self.ontology.find_property(name.strip_prefix("dm:").unwrap_or(name));
        if property.is_none() {
            let fault = self.page.at(span, format!("the ontology has no property `{name}`"));
            self.page
                .push(fault.suggesting(name, self.ontology.nearest_property(name)));
        }
        property
    }

    fn role_named(&mut self, rule: &Rule, name: &str, span: Range<usize>) -> Option<usize> {
        let found = rule.role(name);
        if found.is_none() {
            let fault = self.page.at(span, format!("the rule has no role `{name}`"));
            self.page
                .push(fault.suggesting(name, rule.roles.iter().map(|role| role.name.as_str())));
        }
        found
    }

    fn fact(&mut self, rule: &Rule, value: Value<'_>) -> Option<Fact> {
        let text = self.page.string(value);
        let words: Vec<&str> = text.split_whitespace().collect();
        let [subject, property, object] = words[..] else {
            let fault = self.page.at(value.span(), format!("`{text}` is no fact"));
            self.page.push(fault.advising("write: ROLE PROPERTY ROLE"));
            return None;
        };
        let subject = self.role_named(rule, subject, value.span());
        let property = self.property(property, value.span());
        let object = self.role_named(rule, object, value.span());
        Some(Fact {
            subject: subject?,
            property: property?,
            object: object?,
        })
    }

    /// `ROLE = "slot | slot: type, type | slot: type !"`
    fn role(&mut self, key: Key<'_>, value: Value<'_>) -> Option<Role> {
        let name = key.get_ref().to_string();
        let property = self.property(&name, key.span());
        let text = self.page.string(value);
        let (text, required) = match text.trim_end() {
            text if text.ends_with('!') => (text.trim_end_matches('!'), true),
            text => (text.trim_end_matches('?'), false),
        };
        // A place without types takes those of the next place that has some: "subject | between: actor".
        let mut slots = Vec::new();
        let mut types = Types::ANY;
        for place in text.rsplit('|') {
            let slot = match place.split_once(':') {
                Some((slot, names)) => {
                    types = self.types(names, value.span());
                    slot
                }
                None => place,
            };
            let slot = self.slot(slot.trim(), value.span());
            // A clause is no thing of a type, unless the rule says so itself.
            let of_clauses = slot.is_some_and(SlotName::is_complement) && !place.contains(':');
            slots.extend(slot.map(|slot| (slot, if of_clauses { Types::ANY } else { types })));
        }
        slots.reverse();
        Some(Role {
            name,
            property: property?,
            slots,
            required,
        })
    }

    fn types(&mut self, text: &str, span: Range<usize>) -> Types {
        let mut types = Types::default();
        for name in text.split(',').map(str::trim) {
            if !types.add(name) {
                let fault = self.page.at(span.clone(), format!("unknown type `{name}`"));
                self.page.push(fault.suggesting(name, Types::names()));
            }
        }
        types
    }

    fn slot(&mut self, name: &str, span: Range<usize>) -> Option<SlotName> {
        let slot = SlotName::parse(name, self.vocabulary);
        if slot.is_none() {
            let fault = self.page.at(span, format!("unknown slot `{name}`"));
            self.page.push(fault.suggesting(name, SlotName::names()));
        }
        slot
    }

    fn when(&mut self, value: Value<'_>) -> (Vec<Trigger>, Vec<Constraint>) {
        let (mut triggers, mut constraints) = (Vec::new(), Vec::new());
        let Some(table) = value.get_ref().as_table() else {
            self.page
                .report(value.span(), "`when` is a table: { verb = [\"send\"] }".to_owned());
            return (triggers, constraints);
        };
        for (key, value) in entries(table) {
            let name = key.get_ref().as_ref();
            let kind = match name {
                "verb" => TriggerKind::Verb,
                "noun" => TriggerKind::Noun,
                "predicate" => TriggerKind::Predicate,
                "adjective" => TriggerKind::Adjective,
                "without" => {
                    for name in self.page.strings(value) {
                        constraints.extend(self.place(&name, value.span()).map(Constraint::Absent));
                    }
                    continue;
                }
                _ => {
                    constraints.extend(self.constraint(key, value));
                    continue;
                }
            };
            for phrase in self.lemmas(value) {
                triggers.push(self.trigger(kind, &phrase));
            }
        }
        (triggers, constraints)
    }

    /// A slot as `complement` and `without` name it.
    fn place(&mut self, name: &str, span: Range<usize>) -> Option<SlotName> {
        let name = match name {
            "to" => "to-do",
            "ing" => "doing",
            "any" => "complement",
            other => other,
        };
        self.slot(name, span)
    }

    fn constraint(&mut self, key: Key<'_>, value: Value<'_>) -> Option<Constraint> {
        let name = key.get_ref().as_ref();
        Some(match name {
            "carried" => {
                if value.get_ref().as_bool() != Some(true) {
                    self.page
                        .report(value.span(), "`carried` is true or is left out".to_owned());
                }
                Constraint::Carried
            }
            "light" => Constraint::Light(self.heads(value)),
            "particle" => {
                let particle = self.page.string(value);
                Constraint::Particle(self.vocabulary.intern(particle))
            }
            "complement" => {
                let name = self.page.string(value);
                Constraint::Present(self.place(name, value.span())?)
            }
            "polarity" => self.choice(
                value,
                |name| (name == "negative").then_some(Constraint::Denied),
                &["negative"],
            )?,
            // The predicate of a verb: `predicate` itself is a trigger.
            "predicate-head" => Constraint::Head(SlotName::Of(Slot::Predicate), self.heads(value)),
            _ if name.ends_with("-type") => {
                let slot = self.slot(name.trim_end_matches("-type"), key.span())?;
                let names = self.page.string(value);
                Constraint::Typed(slot, self.types(names, value.span()))
            }
            _ => {
                let Some(slot) = SlotName::parse(name, self.vocabulary) else {
                    let fault = self.page.at(key.span(), format!("unknown key `{name}` in `when`"));
                    self.page
                        .push(fault.suggesting(name, WHEN.iter().copied().chain(SlotName::names())));
                    return None;
                };
                Constraint::Head(slot, self.heads(value))
            }
        })
    }

    /// The lemmas of a list, named sets put in their place.
    fn lemmas(&mut self, value: Value<'_>) -> Vec<String> {
        let mut lemmas = Vec::new();
        for item in self.page.strings(value) {
            let Some(set) = item.strip_prefix('@') else {
                lemmas.push(item);
                continue;
            };
            if let Some(words) = self.sets.get(set) {
                lemmas.extend(words.iter().cloned());
            } else {
                let mut known: Vec<&str> = self.sets.keys().map(String::as_str).collect();
                known.sort_unstable();
                let fault = self.page.at(value.span(), format!("no set is named `@{set}`"));
                self.page.push(fault.suggesting(set, known));
            }
        }
        lemmas
    }

    fn heads(&mut self, value: Value<'_>) -> Vec<Word> {
        let lemmas = self.lemmas(value);
        lemmas
            .iter()
            .map(|lemma| self.vocabulary.intern(&lemma.to_lowercase()))
            .collect()
    }

    /// "carry out" is headed by its verb, "note of protest" by what precedes the preposition, "protest note" by its
    /// last word.
    fn trigger(&mut self, kind: TriggerKind, phrase: &str) -> Trigger {
        let words: Vec<&str> = phrase.split_whitespace().collect();
        let head = match kind {
            TriggerKind::Verb => 0,
            _ => words
                .iter()
                .position(|word| SlotName::is_preposition(word))
                .map_or(words.len(), |preposition| preposition.max(1))
                .saturating_sub(1),
        };
        let words = words
            .iter()
            .map(|word| self.vocabulary.intern(&word.to_lowercase()))
            .collect();
        Trigger { kind, words, head }
    }
}
