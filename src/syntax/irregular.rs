//! Forms of English verbs that no suffix gives away: "shot" is "shoot", "fled" is "flee", "fined" is "fine".
//!
//! The treebanks show the frequent ones; these are for the rest, which a suffix rule would read by a chance likeness.

/// Past tense, participle or gerund and base form, by the former. Forms that are their own base, as of "cut" and "beset", are
/// not listed.
#[rustfmt::skip]
const FORMS: &[(&str, &str)] = &[
    ("abode", "abide"), ("aided", "aid"), ("arisen", "arise"), ("arose", "arise"), ("ate", "eat"), ("awoke", "awake"),
    ("awoken", "awake"), ("bade", "bid"), ("barricaded", "barricade"), ("barricading", "barricade"),
    ("beaten", "beat"), ("became", "become"), ("began", "begin"), ("begun", "begin"), ("beheld", "behold"),
    ("bent", "bend"), ("bereft", "bereave"), ("bidden", "bid"), ("bit", "bite"), ("bitten", "bite"), ("bled", "bleed"),
    ("blew", "blow"), ("blown", "blow"), ("bore", "bear"), ("borne", "bear"), ("bought", "buy"), ("bound", "bind"),
    ("bred", "breed"), ("broke", "break"), ("broken", "break"), ("brought", "bring"), ("built", "build"),
    ("burnt", "burn"), ("came", "come"), ("caught", "catch"), ("chose", "choose"), ("chosen", "choose"),
    ("clung", "cling"), ("convened", "convene"), ("crept", "creep"), ("dealt", "deal"), ("drank", "drink"),
    ("drawn", "draw"), ("dreamt", "dream"), ("drew", "draw"), ("driven", "drive"), ("drove", "drive"),
    ("drunk", "drink"), ("dug", "dig"), ("dwelt", "dwell"), ("eaten", "eat"), ("entreating", "entreat"),
    ("fallen", "fall"), ("fed", "feed"), ("fell", "fall"), ("felt", "feel"), ("fined", "fine"),
    ("firebombed", "firebomb"), ("fled", "flee"), ("flew", "fly"), ("flown", "fly"), ("flung", "fling"),
    ("forbade", "forbid"), ("forbidden", "forbid"), ("foresaw", "foresee"), ("foreseen", "foresee"),
    ("forgave", "forgive"), ("forgiven", "forgive"), ("forgone", "forgo"), ("forgot", "forget"),
    ("forgotten", "forget"), ("forsaken", "forsake"), ("forsook", "forsake"), ("forwent", "forgo"),
    ("fought", "fight"), ("found", "find"), ("froze", "freeze"), ("frozen", "freeze"), ("gave", "give"),
    ("given", "give"), ("gone", "go"), ("got", "get"), ("gotten", "get"), ("grew", "grow"), ("ground", "grind"),
    ("grown", "grow"), ("heard", "hear"), ("held", "hold"), ("hid", "hide"), ("hidden", "hide"), ("hung", "hang"),
    ("kept", "keep"), ("knelt", "kneel"), ("knew", "know"), ("known", "know"), ("laid", "lay"), ("lauding", "laud"),
    ("leant", "lean"), ("leapt", "leap"), ("learnt", "learn"), ("led", "lead"), ("left", "leave"), ("lent", "lend"),
    ("lit", "light"), ("lost", "lose"), ("made", "make"), ("meant", "mean"), ("met", "meet"), ("misled", "mislead"),
    ("mistaken", "mistake"), ("mistook", "mistake"), ("mown", "mow"), ("outdid", "outdo"), ("outdone", "outdo"),
    ("outgrew", "outgrow"), ("outgrown", "outgrow"), ("overcame", "overcome"), ("overheard", "overhear"),
    ("overran", "overrun"), ("overridden", "override"), ("overrode", "override"), ("oversaw", "oversee"),
    ("overseen", "oversee"), ("overshot", "overshoot"), ("overtaken", "overtake"), ("overthrew", "overthrow"),
    ("overthrown", "overthrow"), ("overtook", "overtake"), ("paid", "pay"), ("partaken", "partake"),
    ("partook", "partake"), ("pled", "plead"), ("probed", "probe"), ("proscribed", "proscribe"),
    ("proscribing", "proscribe"), ("proven", "prove"), ("ran", "run"), ("rang", "ring"), ("rebuilt", "rebuild"),
    ("redrawn", "redraw"), ("redrew", "redraw"), ("rent", "rend"), ("repaid", "repay"), ("resold", "resell"),
    ("retaken", "retake"), ("rethought", "rethink"), ("retook", "retake"), ("reviled", "revile"),
    ("reviling", "revile"), ("rewritten", "rewrite"), ("rewrote", "rewrite"), ("ridden", "ride"), ("risen", "rise"),
    ("rode", "ride"), ("rose", "rise"), ("rung", "ring"), ("said", "say"), ("sang", "sing"), ("sank", "sink"),
    ("sat", "sit"), ("saw", "see"), ("seen", "see"), ("sent", "send"), ("sewn", "sew"), ("shaken", "shake"),
    ("shone", "shine"), ("shook", "shake"), ("shorn", "shear"), ("shot", "shoot"), ("shown", "show"),
    ("shrank", "shrink"), ("shrunk", "shrink"), ("slain", "slay"), ("slept", "sleep"), ("slew", "slay"),
    ("slid", "slide"), ("slung", "sling"), ("slunk", "slink"), ("smitten", "smite"), ("smote", "smite"),
    ("sniped", "snipe"), ("sniping", "snipe"), ("sold", "sell"), ("sought", "seek"), ("sown", "sow"), ("spat", "spit"),
    ("sped", "speed"), ("spent", "spend"), ("spilt", "spill"), ("spoke", "speak"), ("spoken", "speak"),
    ("sprang", "spring"), ("sprung", "spring"), ("spun", "spin"), ("stank", "stink"), ("stole", "steal"),
    ("stolen", "steal"), ("stood", "stand"), ("strafed", "strafe"), ("strafing", "strafe"), ("strewn", "strew"),
    ("stricken", "strike"), ("stridden", "stride"), ("striven", "strive"), ("strode", "stride"), ("strove", "strive"),
    ("struck", "strike"), ("strung", "string"), ("stuck", "stick"), ("stung", "sting"), ("stunk", "stink"),
    ("sung", "sing"), ("sunk", "sink"), ("swam", "swim"), ("swept", "sweep"), ("swollen", "swell"), ("swore", "swear"),
    ("sworn", "swear"), ("swum", "swim"), ("swung", "swing"), ("taken", "take"), ("taught", "teach"),
    ("thought", "think"), ("threw", "throw"), ("throve", "thrive"), ("thrown", "throw"), ("told", "tell"),
    ("took", "take"), ("tore", "tear"), ("torn", "tear"), ("touring", "tour"), ("trod", "tread"), ("trodden", "tread"),
    ("undergone", "undergo"), ("understood", "understand"), ("undertaken", "undertake"), ("undertook", "undertake"),
    ("underwent", "undergo"), ("undid", "undo"), ("undone", "undo"), ("unseating", "unseat"), ("unwound", "unwind"),
    ("upbraided", "upbraid"), ("upbraiding", "upbraid"), ("upheld", "uphold"), ("went", "go"), ("wept", "weep"),
    ("withdrawn", "withdraw"), ("withdrew", "withdraw"), ("withheld", "withhold"), ("withstood", "withstand"),
    ("woke", "wake"), ("woken", "wake"), ("won", "win"), ("wore", "wear"), ("worn", "wear"), ("wound", "wind"),
    ("wove", "weave"), ("woven", "weave"), ("written", "write"), ("wrote", "write"), ("wrung", "wring"),
];

/// The base form of a form in lower case.
pub(crate) fn base(form: &str) -> Option<&'static str> {
    FORMS
        .binary_search_by_key(&form, |(known, _)| known)
        .ok()
        .map(|at| FORMS[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_found() {
        assert!(FORMS.is_sorted());
        assert!(FORMS.iter().all(|(form, lemma)| base(form) == Some(lemma)));
        assert_eq!(base("walked"), None);
    }
}
