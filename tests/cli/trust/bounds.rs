//! What the program leaves alone: files outside its store, and the network.

use std::net::TcpListener;

use super::*;

#[test]
fn the_program_writes_nowhere_but_into_its_store() {
    let workplace = tempfile::tempdir().unwrap();
    let workplace = workplace.path();
    fs::create_dir(workplace.join("inner")).unwrap();
    let lines = "{\"id\":\"../../outside\",\"text\":\"Norland met Sudria.\"}\n\
        {\"id\":\"/tmp/outside\",\"text\":\"Norland met Estmark.\"}\n";
    fs::write(workplace.join("inner/a.jsonl"), lines).unwrap();
    let output = demarche(&["load", "--input", "jsonl", "-l", "kg", "a.jsonl"])
        .current_dir(workplace.join("inner"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(said(&workplace.join("inner/kg")).len(), 2);
    let names = |directory: &Path| -> BTreeSet<String> {
        let entries = fs::read_dir(directory).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    };
    assert_eq!(names(workplace), ["inner".to_owned()].into());
    assert_eq!(
        names(&workplace.join("inner")),
        ["a.jsonl".to_owned(), "kg".to_owned()].into()
    );
}

/// Every way in that may name an address names one where somebody listens, and nobody calls.
#[test]
fn the_program_does_not_reach_the_network() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = format!("http://{}/x", listener.local_addr().unwrap());
    let workplace = tempfile::tempdir().unwrap();
    let workplace = workplace.path();
    for (name, text) in [
        (
            "context.jsonld",
            format!("{{\"@context\":\"{address}\",\"@id\":\"urn:a\",\"b\":\"c\"}}"),
        ),
        (
            "entity.rdf",
            format!(
                "<!DOCTYPE rdf:RDF [<!ENTITY far SYSTEM \"{address}\">]>\n\
                 <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
                 <rdf:Description rdf:about=\"urn:a\"><b xmlns=\"urn:\">&far;</b></rdf:Description></rdf:RDF>"
            ),
        ),
        (
            "imports.ttl",
            format!("<urn:a> <http://www.w3.org/2002/07/owl#imports> <{address}> .\n"),
        ),
        ("links.txt", format!("Norland met Sudria ({address}). See {address}.\n")),
    ] {
        fs::write(workplace.join(name), text).unwrap();
    }
    // What asks for a page that it would have to fetch is refused, and told so.
    for file in ["context.jsonld", "entity.rdf"] {
        let outcome = at(workplace, &["load", "-l", "DIR/kg", &format!("DIR/{file}")]);
        assert_eq!(outcome.code, 2, "{file}: {}", outcome.errors);
        assert!(outcome.errors.contains(file), "{}", outcome.errors);
    }
    // What merely names an address is loaded.
    for file in ["imports.ttl", "links.txt"] {
        let outcome = at(workplace, &["load", "-l", "DIR/kg", &format!("DIR/{file}")]);
        assert_eq!((outcome.code, outcome.errors.as_str()), (0, ""), "{file}");
    }
    let before = shown(workplace);
    for (command, question) in [
        (
            "query",
            format!("SELECT * WHERE {{ SERVICE <{address}> {{ ?s ?p ?o }} }}"),
        ),
        ("query", format!("SELECT * FROM <{address}> WHERE {{ ?s ?p ?o }}")),
        (
            "query",
            format!("SELECT * WHERE {{ SERVICE SILENT <{address}> {{ ?s ?p ?o }} }}"),
        ),
        ("update", format!("LOAD <{address}>")),
        ("update", format!("LOAD SILENT <{address}>")),
        (
            "update",
            format!("INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{address}> {{ ?s ?p ?o }} }}"),
        ),
    ] {
        let flag = if command == "query" { "-q" } else { "-u" };
        let outcome = at(workplace, &[command, "-l", "DIR/kg", flag, &question]);
        let may_be_empty = question.contains("SILENT") || question.contains("FROM");
        assert!(outcome.code == 2 || may_be_empty, "{question}: {outcome:?}");
    }
    assert_same(&shown(workplace), &before);
    let call = listener.accept().map(|(_, caller)| caller);
    assert!(call.is_err(), "{call:?} was called for");
}
