//! The shell, fed through a pipe.

use crate::run;

const DATA: [&str; 3] = ["shell", "--data", "tests/graph/small.ttl"];

fn check(input: &str, code: i32, output: &str, errors: &str) {
    let found = run(&DATA, input.as_bytes());
    assert_eq!(found.code, code, "{input}\n{}", found.errors);
    assert_eq!(found.output.replace("\r\n", "\n"), output, "{input}\n{}", found.errors);
    assert!(found.errors.contains(errors), "{input}\n{}", found.errors);
}

#[test]
fn answers_queries_over_several_lines() {
    check(
        "SELECT ?name WHERE {\n  ?x a dm:Country ; rdfs:label ?name\n}\nORDER BY ?name\nLIMIT 2\nASK { ?x a dm:Person }\n",
        0,
        "name\nAzerbaijan\nNorland\ntrue\n",
        "",
    );
}

#[test]
fn asks_named_queries_and_changes_the_format() {
    check(
        "@offices who='Jane Roe'\n.format tsv\n@offices\n.quit\n@never\n",
        0,
        "person,relation,body\nJane Roe,is spokesperson of,Russia\n?person\t?relation\t?body\n\"Jane Roe\"\t\"is spokesperson \
         of\"\t\"Russia\"\n",
        "",
    );
}

#[test]
fn goes_on_after_a_fault() {
    check(
        "ASK { nobody:x ?y ?z }\nASK {}\n",
        2,
        "true\n",
        "the prefix nobody: is not declared",
    );
    check(".halp\nASK {}\n", 2, "true\n", "there is no command .halp");
    check(".format doc\n", 2, "", "\"doc\" is no format");
    check("@facts about\n", 2, "", "parameters are written NAME=VALUE");
}

#[test]
fn shows_help_and_evidence() {
    let found = run(&DATA, b".help\n.prefixes\n.queries\n");
    for part in [
        ".format FORMAT",
        "dm: <https://w3id.org/demarche/ontology#>",
        "@timeline: ",
    ] {
        assert!(found.output.contains(part), "{part}");
    }
    check(".why nobody\n", 0, "", "nothing is known of nobody");
}
