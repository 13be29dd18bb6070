//! How many tokens a second go from parse to mentions and links, with the full shipped gazetteer: `cargo bench --bench
//! mention`.

use demarche::link::Linker;
use demarche::mention::MentionReader;
use demarche::ontology::Gazetteer;
use demarche::syntax::Syntax;
use demarche::text::{Document, Vocabulary};
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

const ARTICLE: &str = "Chile has handed a demarche to Bolivia over the border incident, the Chilean Foreign Ministry said on \
    Tuesday. Santiago rejects the claims of the Bolivian government, spokeswoman Jane Roe told reporters. \"We expect our \
    neighbours to keep to the agreement,\" she said, adding that both countries had agreed on talks in Geneva in May. The \
    United Nations High Commissioner for Refugees (UNHCR) called on the two sides to let observers into the region. Its \
    envoy, John Doe, is to meet Foreign Minister Juan Roe of Bolivia next week. The minister has not commented. ";

#[divan::bench(sample_count = 20)]
fn mentions_and_links(bencher: divan::Bencher<'_, '_>) {
    let mut vocabulary = Vocabulary::default();
    let syntax = Syntax::embedded(&mut vocabulary);
    let reader = MentionReader::new(&mut vocabulary);
    let gazetteer = Gazetteer::shipped();
    let linker = Linker::new(Vec::new());
    let document = Document {
        text: ARTICLE.repeat(4),
        ..Document::default()
    };
    let parse = syntax.parse(&document.text, &vocabulary);
    let tokens: usize = parse.sentences.iter().map(|sentence| sentence.tokens.len()).sum();
    bencher.counter(ItemsCount::new(tokens)).bench_local(|| {
        let mentions = reader.read(&document, &parse, &gazetteer);
        linker.link(&mentions, &gazetteer)
    });
}
