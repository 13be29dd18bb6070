//! Disks that are full, and disks that cannot be written to.

use std::io::ErrorKind;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::thread;

use super::*;

/// All files below a directory with what they hold, but for the cache.
fn files(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            if name != "index" {
                let below = self::files(&path).into_iter();
                files.extend(below.map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
            }
        } else {
            files.insert(name, fs::read(&path).unwrap());
        }
    }
    files
}

#[test]
fn a_full_disk_is_told_and_leaves_the_store_as_it_was() {
    let workplace = tempfile::tempdir().unwrap();
    let workplace = workplace.path();
    fs::write(workplace.join("a.nt"), "<urn:a> <urn:b> <urn:c> .\n").unwrap();
    assert_eq!(at(workplace, &["load", "-l", "DIR/kg", "DIR/a.nt"]).code, 0);
    let mut state = SEED;
    let large = (0..20_000).fold(String::new(), |text, _| {
        text + &format!(
            "<urn:{:x}> <urn:b> \"{:x}\" .\n",
            random(&mut state),
            random(&mut state)
        )
    });
    fs::write(workplace.join("large.nt"), large).unwrap();
    let before = (files(&workplace.join("kg")), shown(workplace));
    for (command, told) in [
        ("load -l kg large.nt", "large.nt: not stored: cannot write "),
        ("update -l kg --update-file large.ru", "cannot write "),
    ] {
        let insert = (0..20_000).map(|number| format!("<urn:{number}> <urn:b> <urn:c> .\n"));
        let update = format!("INSERT DATA {{ {} }}", insert.collect::<String>());
        fs::write(workplace.join("large.ru"), update).unwrap();
        // No file may grow beyond so many blocks of 512 bytes: a write that would says so, as on a full disk.
        let script = format!("trap '' XFSZ; ulimit -f 256; exec \"$0\" {command}");
        let output = Command::new("sh")
            .args([
                "-c",
                &script,
                assert_cmd::cargo::cargo_bin!("demarche").to_str().unwrap(),
            ])
            .current_dir(workplace)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{command}: {errors}");
        assert!(
            errors.contains(told) && errors.contains("File too large"),
            "{command}: {errors}"
        );
        assert!((files(&workplace.join("kg")), shown(workplace)) == before, "{command}");
    }
}

/// The program, run by somebody who may not write to `workplace`.
fn as_stranger(workplace: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut program = assert_cmd::cargo::cargo_bin!("demarche").to_owned();
    let is_root = fs::metadata("/proc/self").is_ok_and(|metadata| metadata.uid() == 0);
    if is_root {
        // Others may not be let to where it was built.
        let copy = workplace.join("demarche");
        if !copy.exists() {
            fs::copy(&program, &copy).unwrap();
        }
        program = copy;
    }
    let mut command = Command::new(program);
    if is_root {
        command.uid(65_534).gid(65_534);
    }
    command.args(arguments).current_dir(workplace).stdin(Stdio::null());
    let output = loop {
        match command.output() {
            // Another test's process has inherited the copy while it was written, and will let go of it.
            Err(error) if error.kind() == ErrorKind::ExecutableFileBusy => thread::sleep(Duration::from_millis(20)),
            output => break output.unwrap(),
        }
    };
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_store_that_cannot_be_written_to_is_read_and_left_as_it_was() {
    let workplace = tempfile::tempdir().unwrap();
    let workplace = workplace.path();
    fs::write(workplace.join("a.nt"), "<urn:a> <urn:b> <urn:c> .\n").unwrap();
    assert_eq!(at(workplace, &["load", "-l", "DIR/kg", "DIR/a.nt"]).code, 0);
    let before = files(&workplace.join("kg"));
    let mode = |mode| {
        let mut directories = vec![workplace.to_owned()];
        while let Some(directory) = directories.pop() {
            for entry in fs::read_dir(&directory).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    directories.push(path);
                }
            }
            fs::set_permissions(&directory, fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    let query = ["query", "-l", "kg", "-q", "SELECT ?o WHERE { <urn:a> <urn:b> ?o }"];
    // The first call copies the program there.
    as_stranger(workplace, &["--version"]);
    for has_index in [true, false] {
        if !has_index {
            let _ = fs::remove_dir_all(workplace.join("kg/index"));
        }
        mode(0o555);
        let found = as_stranger(workplace, &query);
        let loaded = as_stranger(workplace, &["load", "-l", "kg", "a.nt"]);
        let made = as_stranger(workplace, &["load", "-l", "other", "a.nt"]);
        mode(0o755);
        assert_eq!(found, (Some(0), "o\r\nurn:c\r\n".to_owned(), String::new()));
        for (code, output, errors) in [loaded, made] {
            assert_eq!((code, output.as_str()), (Some(2), ""), "{errors}");
            assert!(errors.contains("Permission denied"), "{errors}");
        }
        assert!(files(&workplace.join("kg")) == before);
        assert!(!workplace.join("other").exists());
    }
}
