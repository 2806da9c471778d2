//! Every contract of `tests/accept` and `schemas` is read without a word.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop at the first surprise"
)]

mod cases;

use std::path::Path;

use tempoc::diagnostic::Diagnostics;
use tempoc::parse::parse_file;
use tempoc::source::{Source, SourceMap};

#[test]
fn accepted_contracts_are_read_without_a_word() {
    let mut contracts = cases::contracts("tests/accept");
    contracts.extend(cases::contracts("schemas"));
    assert!(contracts.len() > 2, "the cases are gone");
    let mut failures = String::new();
    for path in contracts {
        let found = read(&path);
        if !found.is_empty() {
            failures.push_str(&format!("{}\n{found}", path.display()));
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

fn read(path: &Path) -> String {
    let mut sources = SourceMap::default();
    let id = sources.add(Source {
        name: path.file_name().unwrap().to_string_lossy().into_owned(),
        path: path.to_owned(),
        text: std::fs::read_to_string(path).unwrap(),
    });
    let mut diagnostics = Diagnostics::default();
    parse_file(&sources, id, &mut diagnostics);
    cases::render(&sources, &diagnostics)
}
