//! Every contract of `tests/reject` is refused with the words of its `expected.stderr`.
//!
//! `BLESS=1 cargo test --test reject` writes what is said now; read the difference like code.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod cases;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tempoc::diagnostic::Diagnostics;
use tempoc::diagnostic::codes::CODES;
use tempoc::load::load;

#[test]
fn rejected_contracts_are_refused_in_the_expected_words() {
    let mut failures = String::new();
    for case in cases::case_folders("tests/reject") {
        let expected = case.join("expected.stderr");
        let said = refuse(&case);
        if std::env::var_os("BLESS").is_some() {
            fs::write(&expected, &said).unwrap();
        }
        let wanted = fs::read_to_string(&expected).unwrap_or_default();
        if said.is_empty() || said != wanted {
            failures.push_str(&format!(
                "{}\n--- expected\n{wanted}--- said\n{said}\n",
                case.display()
            ));
        }
    }
    assert!(
        failures.is_empty(),
        "{failures}BLESS=1 accepts what is said now"
    );
}

#[test]
fn every_code_has_a_case() {
    let said: BTreeSet<String> = cases::case_folders("tests/reject")
        .iter()
        .flat_map(|case| {
            let text = fs::read_to_string(case.join("expected.stderr")).unwrap_or_default();
            let codes: Vec<String> = text
                .lines()
                .filter_map(|line| Some(line.split_once('[')?.1.split_once("]: ")?.0.to_owned()))
                .collect();
            codes
        })
        .collect();
    let without: Vec<&str> = CODES
        .iter()
        .map(|code| code.name)
        .filter(|name| !said.contains(*name) && !TOO_LARGE_FOR_A_CASE.contains(name))
        .collect();
    assert!(without.is_empty(), "codes without a case: {without:?}");
}

/// Limits whose contracts are made by `tests/hostile.rs`.
const TOO_LARGE_FOR_A_CASE: [&str; 4] = [
    "contract-too-large",
    "file-too-large",
    "too-many-nodes",
    "too-many-problems",
];

fn refuse(case: &Path) -> String {
    let mut diagnostics = Diagnostics::default();
    match load(&[case.join("schema.tempoc.yaml")], case, &mut diagnostics) {
        Ok(loaded) => cases::render(&loaded.sources, &diagnostics),
        Err(error) => format!("{error}\n"),
    }
}
