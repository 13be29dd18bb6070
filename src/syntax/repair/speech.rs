//! Who goes on speaking: participles and conjuncts of reporting verbs hang on the verb that reports, not on what it reports.
//!
//! Takes a parsed sentence's words with their lemmas, hangs some anew. "Roe said the crew must stay, **adding** it had orders"
//! has one speaker, and so has "Roe said the crew stayed where it was, but **said** little else".

use crate::syntax::repair::{REACH, SUBJECTS, hang, own};
use crate::syntax::{Deprel, Token, TokenId, Upos, Xpos};
use crate::text::Words;

/// Verbs with which a speaker goes on, in lemmas.
#[rustfmt::skip]
const GOES_ON: &[&str] = &[
    "accuse", "add", "allege", "announce", "argue", "assert", "blame", "call", "caution", "cite", "claim", "comment",
    "condemn", "confirm", "declare", "deny", "describe", "emphasise", "emphasize", "explain", "express", "find",
    "highlight", "insist", "label", "mention", "note", "observe", "point", "promise", "quote", "reiterate", "remark",
    "say", "state", "stress", "tell", "underline", "underscore", "urge", "vow", "warn",
];

/// Verbs that report a clause, in lemmas.
#[rustfmt::skip]
const REPORTS: &[&str] = &[
    "accept", "acknowledge", "add", "admit", "allege", "announce", "argue", "assert", "assure", "boast", "charge",
    "claim", "comment", "complain", "conclude", "confirm", "declare", "demand", "deny", "explain", "hint", "indicate",
    "inform", "insist", "joke", "maintain", "mention", "note", "observe", "pledge", "post", "predict", "promise",
    "propose", "recall", "recommend", "remark", "repeat", "reply", "report", "reveal", "say", "state", "stress",
    "suggest", "tell", "testify", "tweet", "vow", "warn", "write",
];

/// Whether the verb with this lemma reports what a clause behind it says.
pub(crate) fn reports(lemma: &str) -> bool {
    REPORTS.contains(&lemma)
}

/// Hangs reporting verbs without a subject of their own on the verb that reports what is over them.
pub(crate) fn chains(tokens: &mut [Token], words: &Words<'_>) {
    for at in 2..tokens.len() {
        let Token {
            upos,
            xpos,
            deprel,
            head,
            ..
        } = tokens[at];
        let joined = match deprel {
            Deprel::Advcl => xpos == Xpos::Vbg && is_set_off(tokens, at),
            Deprel::Conj => matches!(xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp),
            _ => false,
        };
        if !joined || upos != Upos::Verb || head == TokenId::ROOT || head.index() > at {
            continue;
        }
        let lemma = |id: TokenId| words.text(tokens[id.index()].lemma);
        if !GOES_ON.contains(&lemma(TokenId(at as u32))) || has_subject_or_mark(tokens, at) {
            continue;
        }
        // A speaker who is himself reported may go on as well as who reports him.
        if reports(lemma(head)) {
            continue;
        }
        let over = reporter(tokens, head).filter(|&over| reports(lemma(over)));
        let over = over.or_else(|| over_a_thing(tokens, head).filter(|_| deprel == Deprel::Advcl));
        let is_alike = |over: &TokenId| tokens[over.index()].xpos == xpos || deprel == Deprel::Advcl;
        if let Some(over) = over.filter(is_alike).filter(|over| over.index() < at) {
            hang(&mut tokens[at], over, deprel);
        }
    }
}

/// Makes circumstances of participles in front of who says something: "**Speaking** to reporters, Roe said …" says nothing of
/// speaking.
pub(crate) fn fronted(tokens: &mut [Token]) {
    for at in 0..tokens.len() {
        let Token { xpos, deprel, head, .. } = tokens[at];
        let is_fronted = deprel == Deprel::Ccomp && xpos == Xpos::Vbg && head != TokenId::ROOT && head.index() > at;
        let is_quoted = at > 0 && tokens[at - 1].xpos == Xpos::OpenQuote;
        if is_fronted && !is_quoted && !has_subject_or_mark(tokens, at) {
            tokens[at].deprel = Deprel::Advcl;
        }
    }
}

/// Puts back together what a reporting clause between commas cuts in two: "winds, Roe **said**, rose", "winds rose, Roe said".
pub(crate) fn asides(tokens: &mut [Token], words: &Words<'_>) {
    for said in 3..tokens.len() {
        let id = TokenId(said as u32);
        let is_report = matches!(tokens[said].xpos, Xpos::Vbd | Xpos::Vbz) && reports(words.text(tokens[said].lemma));
        let ends = tokens
            .get(said + 1)
            .is_none_or(|next| matches!(next.xpos, Xpos::Comma | Xpos::Period));
        if !is_report || !ends {
            continue;
        }
        // The speaker stands between a comma and the verb.
        let Some(comma) = (said.saturating_sub(REACH)..said)
            .rev()
            .find(|&at| tokens[at].xpos == Xpos::Comma)
        else {
            continue;
        };
        let is_own = |tokens: &[Token], at: usize, deprels: &[Deprel]| {
            tokens[at].head == id && deprels.contains(&tokens[at].deprel)
        };
        if !(comma + 1..said).any(|at| is_own(tokens, at, &[Deprel::Nsubj])) {
            continue;
        }
        let loose = [
            Deprel::Nsubj,
            Deprel::Obl,
            Deprel::OblUnmarked,
            Deprel::Dislocated,
            Deprel::Vocative,
            Deprel::Obj,
        ];
        let first = (comma.saturating_sub(REACH)..comma).find(|&at| {
            is_own(tokens, at, &loose)
                && matches!(tokens[at].upos, Upos::Noun | Upos::Propn | Upos::Pron)
                && own(tokens, at, &[Deprel::Case]).is_none()
        });
        let Some(first) = first else { continue };
        let first_id = TokenId(first as u32);
        let behind = (said + 1..(said + REACH).min(tokens.len())).find(|&at| is_own(tokens, at, &[Deprel::Ccomp]));
        let is_past = |token: &Token| matches!(token.xpos, Xpos::Vbd | Xpos::Vbn) && token.upos == Upos::Verb;
        let inner = (first + 1..comma)
            .find(|&at| tokens[at].head == first_id && tokens[at].deprel == Deprel::Acl && is_past(&tokens[at]));
        match (inner, behind) {
            (Some(verb), _) => {
                tokens[verb].xpos = Xpos::Vbd;
                hang(&mut tokens[verb], id, Deprel::Ccomp);
                hang(&mut tokens[first], TokenId(verb as u32), Deprel::Nsubj);
                // ", adding that …"
                if let Some(adding) = behind.filter(|&at| tokens[at].xpos == Xpos::Vbg) {
                    tokens[adding].deprel = Deprel::Advcl;
                }
            }
            (None, Some(verb)) if is_past(&tokens[verb]) && !has_subject_or_mark(tokens, verb) => {
                tokens[verb].xpos = Xpos::Vbd;
                hang(&mut tokens[first], TokenId(verb as u32), Deprel::Nsubj);
            }
            _ => {}
        }
    }
}

/// Hangs the source that closes a sentence on its main clause: "fell since the talks began, **according to Roe**" is all on
/// Roe's word.
pub(crate) fn sources(tokens: &mut [Token], words: &Words<'_>) {
    for at in 1..tokens.len() {
        let is_according = tokens[at].deprel == Deprel::Case && words.text(tokens[at].lemma) == "accord";
        let source = tokens[at].head;
        if !is_according
            || tokens[at - 1].xpos != Xpos::Comma
            || source == TokenId::ROOT
            || tokens[source.index()].deprel != Deprel::Obl
        {
            continue;
        }
        let is_within = |word: usize| {
            let above = |id: &TokenId| Some(tokens[id.index()].head).filter(|&head| head != TokenId::ROOT);
            std::iter::successors(Some(TokenId(word as u32)), above)
                .take(REACH)
                .any(|id| id == source)
        };
        let closes = (at..tokens.len()).all(|word| tokens[word].upos == Upos::Punct || is_within(word));
        let mut verb = tokens[source.index()].head;
        let mut over = verb;
        for _ in 0..REACH {
            let Token { head, deprel, .. } = tokens[over.index()];
            if head == TokenId::ROOT || deprel == Deprel::Ccomp {
                break;
            }
            if matches!(deprel, Deprel::Advcl | Deprel::Acl | Deprel::AclRelcl) {
                verb = head;
            }
            over = head;
        }
        for _ in 0..REACH {
            let Token { upos, head, .. } = tokens[verb.index()];
            if upos == Upos::Verb || head == TokenId::ROOT {
                break;
            }
            verb = head;
        }
        if closes && verb != tokens[source.index()].head {
            hang(&mut tokens[source.index()], verb, Deprel::Obl);
        }
    }
}

/// The verb whose reported clause the word stands in, with no other clause of content between.
fn reporter(tokens: &[Token], word: TokenId) -> Option<TokenId> {
    let mut at = word;
    for _ in 0..REACH {
        let Token { head, deprel, .. } = tokens[at.index()];
        if head == TokenId::ROOT {
            return None;
        }
        if deprel == Deprel::Ccomp {
            return Some(head);
        }
        at = head;
    }
    None
}

/// The verb over a relative clause about a thing: in "issued a ruling **which took effect**, saying …" no ruling speaks.
fn over_a_thing(tokens: &[Token], verb: TokenId) -> Option<TokenId> {
    let Token { head: noun, deprel, .. } = tokens[verb.index()];
    let about_a_thing = deprel == Deprel::AclRelcl
        && own(tokens, verb.index(), &[Deprel::Nsubj]).is_some_and(|subject| tokens[subject].xpos == Xpos::Wdt);
    let mut at = noun;
    for _ in 0..REACH {
        if !about_a_thing || at == TokenId::ROOT || tokens[at.index()].upos == Upos::Verb {
            break;
        }
        at = tokens[at.index()].head;
    }
    Some(at).filter(|&at| about_a_thing && at != TokenId::ROOT && tokens[at.index()].upos == Upos::Verb)
}

/// Whether a comma stands before the word, or before an adverb before it.
fn is_set_off(tokens: &[Token], at: usize) -> bool {
    let before = if tokens[at - 1].upos == Upos::Adv {
        at - 2
    } else {
        at - 1
    };
    tokens[before].xpos == Xpos::Comma
}

fn has_subject_or_mark(tokens: &[Token], verb: usize) -> bool {
    own(tokens, verb, SUBJECTS)
        .or_else(|| own(tokens, verb, &[Deprel::Mark, Deprel::AuxPass]))
        .is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::repair::trial::{arcs, tried};

    /// The head, counted from 1, of the word `at`, counted from 1.
    fn head_of(source: &str, at: usize) -> u32 {
        arcs(source, chains)[at - 1].0
    }

    const ADDING: &str = "1 Roe Roe PROPN NNP _ 2 nsubj\n2 said say VERB VBD _ 0 root\n3 they they PRON PRP _ 5 nsubj\n\
                          4 must must AUX MD _ 5 aux\n5 stay stay VERB VB _ 2 ccomp\n6 , , PUNCT , _ 7 punct\n\
                          7 adding add VERB VBG _ 5 advcl\n8 he he PRON PRP _ 9 nsubj\n9 left leave VERB VBD _ 7 ccomp";

    #[test]
    fn what_stands_in_front_of_speech_is_not_said() {
        let relation = |source: &str| {
            let tokens = tried(source, |tokens, _| fronted(tokens));
            tokens[1].deprel
        };
        let speaking = "1 , , PUNCT , _ 2 punct\n2 Speaking speak VERB VBG _ 5 ccomp\n3 , , PUNCT , _ 2 punct\n\
                        4 Roe Roe PROPN NNP _ 5 nsubj\n5 said say VERB VBD _ 0 root";
        assert_eq!(relation(speaking), Deprel::Advcl);
        assert_eq!(
            relation(&speaking.replace("1 , , PUNCT ,", "1 \" \" PUNCT ``")),
            Deprel::Ccomp
        );
    }

    #[test]
    fn a_reporting_clause_between_commas_cuts_nothing() {
        let between = "1 oil oil NOUN NN _ 5 obl\n2 , , PUNCT , _ 1 punct\n3 Roe Roe PROPN NNP _ 5 nsubj\n4 also also ADV RB _ 5 advmod\n\
                       5 said say VERB VBD _ 0 root\n6 , , PUNCT , _ 7 punct\n7 spilled spill VERB VBN _ 5 ccomp";
        assert_eq!(arcs(between, asides)[0], (7, Deprel::Nsubj));
        assert_eq!(
            arcs(
                &between.replace("7 spilled spill VERB VBN", "7 spill spill VERB VB"),
                asides
            )[0],
            (5, Deprel::Obl)
        );
        let behind = "1 winds wind NOUN NNS _ 5 nsubj\n2 brought bring VERB VBN _ 1 acl\n3 , , PUNCT , _ 1 punct\n\
                      4 Roe Roe PROPN NNP _ 5 nsubj\n5 said say VERB VBD _ 0 root\n6 , , PUNCT , _ 7 punct\n7 adding add VERB VBG _ 5 ccomp";
        let found = arcs(behind, asides);
        assert_eq!(
            (found[0], found[1], found[6]),
            ((2, Deprel::Nsubj), (5, Deprel::Ccomp), (5, Deprel::Advcl))
        );
    }

    #[test]
    fn the_source_at_the_end_is_that_of_the_whole() {
        let fell = "1 prices price NOUN NNS _ 2 nsubj\n2 fell fall VERB VBD _ 0 root\n3 as as SCONJ IN _ 4 mark\n4 talks talk VERB VBP _ 2 advcl\n\
                    5 , , PUNCT , _ 8 punct\n6 according accord VERB VBG _ 8 case\n7 to to ADP IN _ 6 fixed\n8 Roe Roe PROPN NNP _ 4 obl\n9 . . PUNCT . _ 2 punct";
        assert_eq!(arcs(fell, sources)[7], (2, Deprel::Obl));
        assert_eq!(
            arcs(&fell.replace("5 , , PUNCT ,", "5 well well ADV RB"), sources)[7],
            (4, Deprel::Obl)
        );
    }

    #[test]
    fn who_said_it_adds() {
        assert_eq!(head_of(ADDING, 7), 2);
        // What is done while they stay is theirs.
        assert_eq!(head_of(&ADDING.replace("adding add", "hiding hide"), 7), 5);
        assert_eq!(head_of(&ADDING.replace("6 , , PUNCT ,", "6 by by SCONJ IN"), 7), 5);
        // Between two speakers the parser decides.
        assert_eq!(head_of(&ADDING.replace("5 stay stay", "5 say say"), 7), 5);
    }

    #[test]
    fn things_do_not_speak() {
        let which = "1 Roe Roe PROPN NNP _ 2 nsubj\n2 issued issue VERB VBD _ 0 root\n3 rules rule NOUN NNS _ 2 obj\n\
                     4 which which PRON WDT _ 5 nsubj\n5 began begin VERB VBD _ 3 acl:relcl\n6 , , PUNCT , _ 7 punct\n\
                     7 saying say VERB VBG _ 5 advcl";
        assert_eq!(head_of(which, 7), 2);
        assert_eq!(
            head_of(&which.replace("4 which which PRON WDT", "4 who who PRON WP"), 7),
            5
        );
    }

    #[test]
    fn who_said_it_says_more() {
        let said = "1 Roe Roe PROPN NNP _ 2 nsubj\n2 said say VERB VBD _ 0 root\n3 they they PRON PRP _ 4 nsubj\n\
                    4 stayed stay VERB VBD _ 2 ccomp\n5 but but CCONJ CC _ 6 cc\n6 said say VERB VBD _ 4 conj\n\
                    7 little little ADJ JJ _ 6 obj";
        assert_eq!(head_of(said, 6), 2);
        assert_eq!(
            head_of(&said.replace("6 said say VERB VBD", "6 say say VERB VBP"), 6),
            4
        );
        assert_eq!(head_of(&said.replace("2 said say", "2 saw see"), 6), 4);
    }
}
