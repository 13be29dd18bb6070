//! [`Corpus`]: raw text as sentences of forms, for [`Vectors`](crate::syntax::train::Vectors).

use indexmap::IndexSet;

use crate::syntax::Parse;

/// Sentences of words, without any annotation.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// Every form, once.
    pub(crate) forms: IndexSet<Box<str>>,
    /// Each sentence, as indices into the forms.
    pub(crate) sentences: Vec<Vec<u32>>,
}

impl Corpus {
    /// Adds the sentences of a document; only its words count, not what is said of them.
    pub fn add(&mut self, text: &str, parse: &Parse<'_>) {
        for sentence in &parse.sentences {
            let indices = sentence.tokens.iter().map(|token| {
                let form = token.span.of(text);
                let index = self.forms.get_index_of(form);
                index.unwrap_or_else(|| self.forms.insert_full(form.into()).0) as u32
            });
            self.sentences.push(indices.collect());
        }
    }

    /// How many words it holds.
    pub fn words(&self) -> usize {
        self.sentences.iter().map(Vec::len).sum()
    }
}
