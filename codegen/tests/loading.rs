//! Files on the disk: what is missing, what is a folder, what leads out.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fs;
use std::path::{Path, PathBuf};

use tempoc::diagnostic::Diagnostics;
use tempoc::load::{LoadError, Loaded, load};

const HEAD: &str = "tempoc: 1\npackage: a.v1\n";

#[test]
fn entries_that_cannot_be_read_are_told_all_at_once() {
    let root = folder("entries");
    fs::create_dir(root.join("parts")).unwrap();
    fs::write(root.join("parts/money.tempoc.yaml"), HEAD).unwrap();
    fs::write(root.join("order.tempoc.yaml"), HEAD).unwrap();
    let entries = [
        "oder.tempoc.yaml",
        "parts",
        "order.tempoc.yaml",
        "nowhere/a.tempoc.yaml",
    ];
    let entries: Vec<PathBuf> = entries.iter().map(|entry| root.join(entry)).collect();
    let error = load(&entries, &root, &mut Diagnostics::default()).unwrap_err();
    assert_eq!(error.problems.len(), 3, "{error}");
    for (problem, parts) in error.problems.iter().zip([
        ["`/", "oder.tempoc.yaml", " does not exist; did you mean "],
        ["`/", "parts", "is a folder; name a file in it, such as "],
        [
            "`/",
            "nowhere",
            "does not exist; create it or correct the path",
        ],
    ]) {
        let problem = problem.to_string();
        assert!(parts.iter().all(|part| problem.contains(part)), "{problem}");
    }
}

#[test]
fn no_entry_is_an_error() {
    let error = load(&[], &folder("no_entry"), &mut Diagnostics::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "no contract is named; name at least one `*.tempoc.yaml` file"
    );
}

#[test]
fn files_that_import_each_other_are_read_once() {
    let root = folder("cycle");
    fs::create_dir(root.join("parts")).unwrap();
    fs::write(
        root.join("a.tempoc.yaml"),
        format!("{HEAD}imports: {{b: parts/b.tempoc.yaml}}\n"),
    )
    .unwrap();
    fs::write(
        root.join("parts/b.tempoc.yaml"),
        format!("{HEAD}imports: {{a: ../a.tempoc.yaml}}\n"),
    )
    .unwrap();
    let twice = [
        root.join("a.tempoc.yaml"),
        root.join("./parts/../a.tempoc.yaml"),
    ];
    let (loaded, codes) = read(&twice, &root).unwrap();
    assert!(codes.is_empty(), "{codes:?}");
    let names: Vec<&str> = loaded
        .sources
        .iter()
        .map(|(_, source)| source.name.as_str())
        .collect();
    assert_eq!(names, ["a.tempoc.yaml", "parts/b.tempoc.yaml"]);
    assert_eq!(loaded.entries.len(), 1);
    assert_eq!(loaded.imports.len(), 2);
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out_of_the_root() {
    let outside = folder("outside");
    fs::write(outside.join("secret.tempoc.yaml"), HEAD).unwrap();
    let root = folder("link");
    std::os::unix::fs::symlink(&outside, root.join("inside")).unwrap();
    let imports = "imports: {a: ./inside/secret.tempoc.yaml, b: ./inside/secert.tempoc.yaml}\n";
    fs::write(root.join("a.tempoc.yaml"), format!("{HEAD}{imports}")).unwrap();
    let mut diagnostics = Diagnostics::default();
    let loaded = load(&[root.join("a.tempoc.yaml")], &root, &mut diagnostics).unwrap();
    assert_eq!(loaded.sources.iter().count(), 1);
    let found = diagnostics.sorted();
    assert_eq!(found.len(), 2);
    assert!(
        found
            .iter()
            .all(|found| found.code == "import-outside-root")
    );
}

#[cfg(unix)]
#[test]
fn a_device_is_not_read() {
    let error = load(
        &[PathBuf::from("/dev/zero")],
        Path::new("/"),
        &mut Diagnostics::default(),
    )
    .unwrap_err();
    assert!(error.to_string().contains("not a file"), "{error}");
}

#[test]
fn a_file_that_is_too_large_is_not_kept() {
    let root = folder("large");
    fs::write(root.join("a.tempoc.yaml"), " ".repeat(5 << 20)).unwrap();
    let (loaded, codes) = read(&[root.join("a.tempoc.yaml")], &root).unwrap();
    assert_eq!(codes, ["file-too-large"]);
    assert!(loaded.files.is_empty());
}

fn read(entries: &[PathBuf], root: &Path) -> Result<(Loaded, Vec<&'static str>), LoadError> {
    let mut diagnostics = Diagnostics::default();
    let loaded = load(entries, root, &mut diagnostics)?;
    let codes = diagnostics
        .sorted()
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect();
    Ok((loaded, codes))
}

/// An empty folder of this test run.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("loading")
        .join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    folder
}
