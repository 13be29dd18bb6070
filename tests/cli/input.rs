//! Bad input: one line that says what, where and what to do; exit code 2; and the rest of the batch goes on.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::run;

const GOOD: &[u8] = b"Norland sent a demarche to Sudria.\n";

/// Reads a file of these bytes, and says what the program says.
fn refused(name: &str, bytes: &[u8]) -> String {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join(name);
    fs::write(&path, bytes).unwrap();
    let outcome = run(&["parse", "--format", "conllu", path.to_str().unwrap()], b"");
    assert_eq!((outcome.code, outcome.output.as_str()), (2, ""), "{}", outcome.errors);
    assert_eq!(outcome.errors.lines().count(), 1, "{}", outcome.errors);
    outcome.errors.replace(&format!("{}/", directory.path().display()), "")
}

#[test]
fn what_is_no_text_is_refused() {
    for (bytes, message) in [
        (&b""[..], "demarche: a.txt: empty; there is nothing to read\n"),
        (
            b"caf\xe9",
            "demarche: a.txt: line 1 (byte 3) is not UTF-8; convert the file, for example iconv -f ISO-8859-1 -t UTF-8\n",
        ),
        (
            b"\x7fELF\x00",
            "demarche: a.txt: a binary file, not plain text; give plain text in UTF-8\n",
        ),
        (
            b"<!DOCTYPE html><p>Hi",
            "demarche: a.txt: an HTML page, not plain text; take the article's text out of it first, for example with pandoc -t plain\n",
        ),
    ] {
        assert_eq!(refused("a.txt", bytes), message);
    }
}

#[test]
fn a_document_over_the_limit_is_refused_unread() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("big.txt");
    // A hole: a gigabyte that takes no room on the disk.
    fs::File::create(&path).unwrap().set_len(1 << 30).unwrap();
    let outcome = run(&["parse", path.to_str().unwrap()], b"");
    assert_eq!(outcome.code, 2);
    let message = "larger than 67108864 bytes; split it, or raise the limit with --max-document\n";
    assert_eq!(outcome.errors, format!("demarche: {}: {message}", path.display()));
    let outcome = run(&["parse", "--max-document", "10"], GOOD);
    assert!(
        outcome
            .errors
            .starts_with("demarche: standard input: larger than 10 bytes;"),
        "{}",
        outcome.errors
    );
}

#[test]
fn missing_files_and_directories_do_not_stop_the_batch() {
    let directory = tempfile::tempdir().unwrap();
    let good = directory.path().join("good.txt");
    fs::write(&good, GOOD).unwrap();
    let missing = directory.path().join("missing.txt");
    let arguments = ["parse", "--format", "conllu"].map(str::to_owned).into_iter();
    let paths = [&missing, directory.path(), &good].map(|path: &std::path::Path| path.to_str().unwrap().to_owned());
    let arguments: Vec<String> = arguments.chain(paths).collect();
    let outcome = run(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), b"");
    assert_eq!(outcome.code, 2);
    assert!(outcome.output.contains("\tdemarche\t"), "{}", outcome.output);
    let errors: Vec<&str> = outcome.errors.lines().collect();
    assert_eq!(errors.len(), 3, "{errors:?}");
    assert!(errors[0].ends_with("missing.txt: no such file; check the name"));
    assert!(errors[1].contains(": a directory; name the files in it, such as "));
    assert!(
        errors[2].contains("1 document") && errors[2].contains("2 failed"),
        "{errors:?}"
    );
}

/// Whoever may read everything (root) cannot see this error.
#[test]
fn a_file_without_permission_is_named() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("secret.txt");
    fs::write(&path, GOOD).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    let may_read = fs::read(&path).is_ok();
    let outcome = run(&["parse", path.to_str().unwrap()], b"");
    if may_read {
        assert_eq!(outcome.code, 0);
    } else {
        assert_eq!(outcome.code, 2);
        assert!(
            outcome
                .errors
                .contains("permission denied; give yourself the right to read it"),
            "{}",
            outcome.errors
        );
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let text = GOOD.repeat(20_000);
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("long.txt");
    fs::write(&path, text).unwrap();
    let program = assert_cmd::cargo::cargo_bin!("demarche");
    let script = format!(
        "'{}' parse --format conllu '{}' | head -n 1; exit ${{PIPESTATUS[0]}}",
        program.display(),
        path.display()
    );
    let found = std::process::Command::new("bash")
        .args(["-c", &script])
        .output()
        .unwrap();
    assert_eq!(found.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&found.stderr), "");
}

#[test]
fn one_id_for_many_documents_is_bad_usage() {
    let outcome = run(&["parse", "--id", "x", "a.txt", "b.txt"], b"");
    assert_eq!(outcome.code, 2);
    assert!(
        outcome
            .errors
            .starts_with("demarche: --id names one document, but 2 files are given;"),
        "{}",
        outcome.errors
    );
}

#[test]
fn the_order_of_documents_does_not_depend_on_threads() {
    let lines = [
        "Envoys left .\n",
        "The talks failed .\n",
        "Norland rejected the vote .\n",
    ]
    .concat()
    .repeat(100);
    let one = run(
        &["parse", "--input", "lines", "--format", "conllu", "--threads", "1"],
        lines.as_bytes(),
    );
    let four = run(
        &["parse", "--input", "lines", "--format", "conllu", "--threads", "4"],
        lines.as_bytes(),
    );
    assert_eq!(one.code, 0);
    assert!(one.output == four.output);
}
