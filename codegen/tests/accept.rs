//! Every contract of `tests/accept` and `schemas` is read without a word and understood without an error.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod cases;

use std::path::{Path, PathBuf};

use tempoc::diagnostic::Diagnostics;
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
