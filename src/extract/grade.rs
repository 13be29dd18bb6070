//! [`Grade`]: how sure a statement is to render its sentence, and why so sure.

use crate::clause::{Clause, ClauseKind};

/// What a rule's match starts from, in hundredths.
const RULE: u32 = 90;
/// What a clause without a rule starts from.
const OPEN: u32 = 70;
/// What a place within another starts from.
pub(super) const CONTAINMENT: u32 = 85;
/// What is taken off for a copula in place of a verb, for a noun, for each part that is inferred, for each source.
const COPULA: u32 = 2;
const NOUN: u32 = 8;
const INFERRED: u32 = 5;
const SOURCE: u32 = 3;
/// Of parts and of sources no more than this many count.
const MOST: u32 = 3;

/// What a confidence is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grade {
    /// What it starts from, in hundredths.
    pub base: u32,
    /// What stands for that.
    pub start: &'static str,
    /// What is taken off, in hundredths, and why.
    pub deductions: Vec<(u32, String)>,
}

/// How sure a clause is to be read right, from 0 to 1: less for what is inferred, nested or far from a verb.
pub(super) fn of_clause(clause: &Clause, is_ruled: bool) -> f32 {
    let base = if is_ruled { RULE } else { OPEN };
    let inferred = clause
        .arguments
        .iter()
        .filter(|argument| argument.reason.is_some())
        .count() as u32;
    let sources = clause.status.sources.len() as u32;
    let hundredths = base - head(clause.kind) - INFERRED * inferred.min(MOST) - SOURCE * sources.min(MOST);
    hundredths as f32 / 100.0
}

fn head(kind: ClauseKind) -> u32 {
    match kind {
        ClauseKind::Verb | ClauseKind::Title | ClauseKind::Apposition => 0,
        ClauseKind::Copula => COPULA,
        ClauseKind::Noun => NOUN,
    }
}

impl Grade {
    /// Reads the grade off a statement: its rule, its confidence in hundredths and how many sources it names. A statement
    /// of who speaks names one source less than its clause has. `None` when the numbers come from elsewhere.
    pub fn of(rule: &str, confidence: u32, sources: usize) -> Option<Self> {
        let (base, start) = match rule.split_once('/') {
            Some(("construction", _)) => (CONTAINMENT, "a place within another"),
            Some(("open", _)) => (OPEN, "a clause that no rule speaks of"),
            _ => (RULE, "a clause that the rule fits"),
        };
        let named = (sources as u32).min(MOST);
        (named..=MOST).find_map(|sources| {
            let off = base.checked_sub(confidence)?.checked_sub(SOURCE * sources)?;
            [0, COPULA, NOUN].into_iter().find_map(|head| {
                let inferred = off.checked_sub(head).filter(|rest| rest % INFERRED == 0)? / INFERRED;
                (inferred <= MOST).then(|| Self {
                    base,
                    start,
                    deductions: deductions(head, inferred, sources),
                })
            })
        })
    }
}

fn deductions(head: u32, inferred: u32, sources: u32) -> Vec<(u32, String)> {
    let some = |count: u32, one: &str, many: &str| {
        if count == 1 {
            one.to_owned()
        } else {
            format!("{count} {many}")
        }
    };
    let mut deductions = Vec::new();
    if head > 0 {
        let what = if head == NOUN {
            "a noun in place of a verb"
        } else {
            "a form of \"be\""
        };
        deductions.push((head, what.to_owned()));
    }
    if inferred > 0 {
        deductions.push((
            INFERRED * inferred,
            some(
                inferred,
                "a part said elsewhere in the sentence",
                "parts said elsewhere in the sentence",
            ),
        ));
    }
    if sources > 0 {
        deductions.push((SOURCE * sources, some(sources, "a source between", "sources between")));
    }
    deductions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grade_is_read_off_its_number() {
        let check = |rule: &str, confidence, sources, expected: Option<(u32, &[u32])>| {
            let grade = Grade::of(rule, confidence, sources);
            let found = grade.map(|grade| {
                (
                    grade.base,
                    grade.deductions.iter().map(|(off, _)| *off).collect::<Vec<_>>(),
                )
            });
            assert_eq!(
                found,
                expected.map(|(base, off)| (base, off.to_vec())),
                "{rule} {confidence}"
            );
        };
        check("diplomacy/reject", 90, 0, Some((90, &[])));
        check("diplomacy/reject", 82, 0, Some((90, &[8])));
        check("diplomacy/reject", 74, 1, Some((90, &[8, 5, 3])));
        check("open/verb", 67, 0, Some((70, &[3])));
        check("open/verb", 65, 0, Some((70, &[5])));
        check("diplomacy/reject", 20, 0, None);
        check("diplomacy/reject", 99, 0, None);
    }

    /// What each way of taking off leaves is told from every other, but for a source that the statement does not name.
    #[test]
    fn no_two_grades_have_one_number() {
        for sources in 0..=MOST {
            let mut seen = std::collections::BTreeSet::new();
            for head in [0, COPULA, NOUN] {
                for inferred in 0..=MOST {
                    assert!(seen.insert(RULE - head - INFERRED * inferred - SOURCE * sources));
                }
            }
        }
    }
}
