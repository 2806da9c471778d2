//! Every contract of `tests/accept` and `schemas` is read without a word and understood without an error.
//! What is generated for those with an `expected.rs` is what stands there.
//!
//! `expected.rs` holds one file of the output or several, each after a line `//// package/file.rs`.
//! `BLESS=1 cargo test --test accept` writes what is generated now into those parts; read the difference like code.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod cases;

use std::fs;
use std::path::{Path, PathBuf};

use tempoc::Config;
use tempoc::diagnostic::Diagnostics;
use tempoc::files::Files;
use tempoc::load::load;

#[test]
fn accepted_contracts_are_read_without_a_word() {
    let mut failures = String::new();
    for case in cases::case_folders("tests/accept") {
        failures.push_str(&read(&case, "schema.tempoc.yaml"));
    }
    failures.push_str(&read(&cases::folder("schemas"), "order.tempoc.yaml"));
    assert!(failures.is_empty(), "{failures}");
}

/// What stands before a part of `expected.rs`.
const PART: &str = "//// ";

#[test]
fn accepted_contracts_give_what_is_expected() {
    let mut failures = String::new();
    for case in cases::case_folders("tests/accept") {
        let path = case.join("expected.rs");
        let Ok(expected) = fs::read_to_string(&path) else {
            continue;
        };
        let config = Config::new().root(&case).schema("schema.tempoc.yaml");
        let compilation = config.out_dir("generated").compile().unwrap();
        let generated = parts(&expected, compilation.files());
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, generated).unwrap();
        } else if generated != expected {
            failures.push_str(&first_difference(&case, &expected, &generated));
        }
    }
    assert!(
        failures.is_empty(),
        "{failures}BLESS=1 accepts what is generated now"
    );
}

/// The files that `expected.rs` names, as they are generated.
fn parts(expected: &str, files: &Files) -> String {
    let names = expected.lines().filter_map(|line| line.strip_prefix(PART));
    let parts = names.map(|name| {
        let text = files.get(name).unwrap_or("// is not generated\n");
        // The first line holds the version, which changes more often than what is below.
        let (_, below) = text.split_once("\n\n").unwrap_or(("", text));
        format!("{PART}{name}\n\n{below}")
    });
    parts.collect::<Vec<_>>().join("\n")
}

fn first_difference(case: &Path, expected: &str, generated: &str) -> String {
    let same = |(old, new): &(&str, &str)| old == new;
    let lines = expected.lines().zip(generated.lines());
    let line = lines.take_while(same).count();
    let show = |text: &str| text.lines().nth(line).unwrap_or("the end").to_owned();
    format!(
        "{}:{}\n  expected:  {}\n  generated: {}\n",
        case.join("expected.rs").display(),
        line + 1,
        show(expected),
        show(generated)
    )
}

fn read(folder: &Path, file: &str) -> String {
    let mut diagnostics = Diagnostics::default();
    let entries: [PathBuf; 1] = [folder.join(file)];
    let loaded = load(&entries, folder, &mut diagnostics).unwrap();
    let read = cases::render(&loaded.sources, &diagnostics);
    cases::understand(&loaded, &mut diagnostics);
    let said = cases::render(&loaded.sources, &diagnostics);
    // What is not generated yet is accepted with a warning.
    if read.is_empty() && !diagnostics.has_errors() {
        read
    } else {
        format!("{}\n{said}", folder.display())
    }
}
