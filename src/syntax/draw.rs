//! A sentence's tree, drawn for a terminal: a word a line, in text order, each joined to its head by a line.

use std::fmt;

use crate::syntax::{Sentence, TokenId, Tree};
use crate::text::Words;

/// A sentence to draw; its [`Display`](fmt::Display) is the drawing.
///
/// ```text
/// ╭─ Norland  nsubj PROPN
/// sent  root VERB (send)
/// │ ╭─ a  det DET
/// ├─ note  obj NOUN
/// ╰─ .  punct PUNCT
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Drawing<'s> {
    /// The document's text.
    pub text: &'s str,
    /// The sentence.
    pub sentence: &'s Sentence,
    /// The strings behind its lemmas.
    pub words: &'s Words<'s>,
}

/// What stands left of a subtree's lines: above its top word, at it, below it.
struct Margin {
    above: String,
    at: String,
    below: String,
}

enum Task {
    /// Draw the word and everything under it.
    Subtree(TokenId, Margin),
    /// Draw the word alone.
    Line(TokenId, String),
}

impl fmt::Display for Drawing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tree = Tree::new(self.sentence);
        let mut tasks = Vec::new();
        if tree.root() != TokenId::ROOT {
            let margin = Margin {
                above: String::new(),
                at: String::new(),
                below: String::new(),
            };
            tasks.push(Task::Subtree(tree.root(), margin));
        }
        while let Some(task) = tasks.pop() {
            match task {
                Task::Line(id, margin) => self.line(id, &margin, f)?,
                Task::Subtree(id, margin) => {
                    let children = tree.children(id);
                    let (left, right) = children.split_at(children.partition_point(|&child| child < id));
                    // What is pushed last is drawn first.
                    for (index, &child) in right.iter().enumerate().rev() {
                        let last = index + 1 == right.len();
                        tasks.push(Task::Subtree(child, right_margin(&margin.below, last)));
                    }
                    tasks.push(Task::Line(id, margin.at));
                    for (index, &child) in left.iter().enumerate().rev() {
                        tasks.push(Task::Subtree(child, left_margin(&margin.above, index == 0)));
                    }
                }
            }
        }
        Ok(())
    }
}

fn left_margin(outer: &str, first: bool) -> Margin {
    Margin {
        above: format!("{outer}{}", if first { "  " } else { "│ " }),
        at: format!("{outer}{}", if first { "╭─ " } else { "├─ " }),
        below: format!("{outer}│ "),
    }
}

fn right_margin(outer: &str, last: bool) -> Margin {
    Margin {
        above: format!("{outer}│ "),
        at: format!("{outer}{}", if last { "╰─ " } else { "├─ " }),
        below: format!("{outer}{}", if last { "  " } else { "│ " }),
    }
}

impl Drawing<'_> {
    fn line(&self, id: TokenId, margin: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let token = &self.sentence[id];
        let form = token.span.of(self.text);
        write!(f, "{margin}{form}  {} {}", token.deprel, token.upos)?;
        let lemma = self.words.text(token.lemma);
        if lemma != form && !lemma.is_empty() {
            write!(f, " ({lemma})")?;
        }
        writeln!(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::conllu;
    use crate::text::Vocabulary;

    #[test]
    fn draws_words_in_order_under_their_heads() {
        let vocabulary = Vocabulary::default();
        let source = "1 Norland Norland PROPN NNP _ 2 nsubj\n2 sent send VERB VBD _ 0 root\n3 a a DET DT _ 4 det\n\
                      4 note note NOUN NN _ 2 obj\n5 of of ADP IN _ 6 case\n6 protest protest NOUN NN _ 4 nmod\n\
                      7 . . PUNCT . _ 2 punct";
        let (text, parse) = conllu::read(source, &vocabulary).unwrap();
        let drawing = Drawing {
            text: &text,
            sentence: &parse.sentences[0],
            words: &parse.words,
        };
        let expect = "\
╭─ Norland  nsubj PROPN
sent  root VERB (send)
│ ╭─ a  det DET
├─ note  obj NOUN
│ │ ╭─ of  case ADP
│ ╰─ protest  nmod NOUN
╰─ .  punct PUNCT
";
        assert_eq!(drawing.to_string(), expect);
    }
}
