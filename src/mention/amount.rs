//! Amounts: money, percentages and measures.

use rustc_hash::FxHashSet;

use crate::syntax::{Deprel, Sentence, TokenId, Upos};
use crate::text::{Vocabulary, Word};

/// The words that amounts are made of, by lemma.
#[derive(Clone, Debug)]
pub(crate) struct AmountWords {
    /// "dollar", "percent", "kilometer".
    units: FxHashSet<Word>,
    /// "million".
    scales: FxHashSet<Word>,
}

const UNITS: &str = "dollar euro pound yen yuan ruble rouble rupee franc lira rial dinar manat dram lari hryvnia won peso real \
    cent penny percent % point kilometer kilometre km mile meter metre foot inch centimeter cm mm gram kilogram kg ton \
    tonne barrel liter litre gallon acre hectare watt megawatt gigawatt kilowatt MW GW kWh degree USD EUR GBP bushel ounce \
    terabyte gigabyte megabyte kiloton megaton knot";

const SCALES: &str = "hundred thousand million billion trillion bn mn m k tn";

impl AmountWords {
    pub(crate) fn new(vocabulary: &mut Vocabulary) -> Self {
        let mut set = |words: &str| words.split_whitespace().map(|word| vocabulary.intern(word)).collect();
        Self {
            units: set(UNITS),
            scales: set(SCALES),
        }
    }
}

/// The amounts of a sentence: first and last word, both included, in text order.
pub(crate) fn amounts(words: &AmountWords, text: &str, sentence: &Sentence) -> Vec<(u32, u32)> {
    let count = sentence.tokens.len() as u32;
    let form = |at: u32| sentence.tokens[at as usize].span.of(text);
    let lemma = |at: u32| sentence.tokens[at as usize].lemma;
    let is_number =
        |at: u32| at < count && (sentence.tokens[at as usize].upos == Upos::Num || words.scales.contains(&lemma(at)));
    let mut found = Vec::new();
    let mut at = 0;
    while at < count {
        let currency = is_currency(form(at));
        let start = if currency { at + 1 } else { at };
        if !is_number(start) {
            at += 1;
            continue;
        }
        let mut end = start + 1;
        // "16 – 17", "5 million", "between $5 and $7 billion" is two.
        while end < count && (is_number(end) || matches!(form(end), "-" | "–" | "to") && is_number(end + 1)) {
            end += 1;
        }
        let mut measured = currency || form(start).starts_with(is_currency_sign) || form(end - 1).ends_with('%');
        while end < count && words.units.contains(&lemma(end)) {
            measured = true;
            end += 1;
        }
        if measured {
            found.push((at, end - 1));
            at = end;
        } else {
            at = start + 1;
        }
    }
    found
}

/// The word of an amount on which its others hang.
pub(crate) fn head(sentence: &Sentence, first: u32, last: u32) -> TokenId {
    (first..=last)
        .map(TokenId)
        .find(|&id| {
            let token = &sentence[id];
            (token.head == TokenId::ROOT || !(first..=last).contains(&token.head.0)) && token.deprel != Deprel::Punct
        })
        .unwrap_or(TokenId(last))
}

fn is_currency_sign(letter: char) -> bool {
    matches!(letter, '$' | '€' | '£' | '¥' | '₽' | '₴' | '₹' | '₼' | '₾')
}

/// "$", "US$", "€".
fn is_currency(form: &str) -> bool {
    form.ends_with(is_currency_sign) && form.len() <= 6
}
