//! Help, version, completions, man pages, and bad usage.

use crate::run;

#[test]
fn help_and_version_go_to_standard_output() {
    for arguments in [&["--help"][..], &["--version"], &["completions", "--help"]] {
        let outcome = run(arguments, b"");
        assert_eq!((outcome.code, outcome.errors.as_str()), (0, ""), "{arguments:?}");
        assert!(!outcome.output.is_empty());
    }
}

#[test]
fn bad_usage_is_2() {
    for arguments in [
        &[][..],
        &["nonsense"],
        &["completions"],
        &["completions", "tcsh"],
        &["--threads", "0", "man", "."],
    ] {
        let outcome = run(arguments, b"");
        assert_eq!((outcome.code, outcome.output.as_str()), (2, ""), "{arguments:?}");
        assert!(!outcome.errors.is_empty());
    }
}

#[test]
fn each_shell_has_completions() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let outcome = run(&["completions", shell], b"");
        assert_eq!(outcome.code, 0);
        assert!(outcome.output.contains("completions"), "{shell}");
    }
}

#[test]
fn man_pages_are_written() {
    let directory = tempfile::tempdir().unwrap();
    let pages = directory.path().join("man1");
    assert_eq!(run(&["man", pages.to_str().unwrap()], b"").code, 0);
    for page in ["demarche.1", "demarche-completions.1"] {
        assert!(
            std::fs::read_to_string(pages.join(page)).unwrap().starts_with(".ie"),
            "{page}"
        );
    }
}
