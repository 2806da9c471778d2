//! Every case of `tests/breaking` gives the findings of its `expected.txt`.
//!
//! A case is a folder with two versions of a contract, `old.tempoc.yaml` and `new.tempoc.yaml`, and perhaps
//! `quiet.tempoc.yaml`, a change of the same kind that the rule has nothing to say about.
//! `BLESS=1 cargo test --test breaking` writes what is said now; read the difference like code.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod cases;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use tempoc::breaking::{Finding, judge};
use tempoc::diagnostic::Diagnostics;
use tempoc::load::load;
use tempoc::model::Model;
use tempoc::render::{Format, render};

#[test]
fn findings_are_the_expected_ones() {
    let mut failures = String::new();
    for case in cases::case_folders("tests/breaking") {
        let expected = case.join("expected.txt");
        let mut said = said_of(&case, "new");
        if case.join("quiet.tempoc.yaml").is_file() {
            write!(said, "quiet:\n{}", said_of(&case, "quiet")).unwrap();
        }
        if std::env::var_os("BLESS").is_some() {
            fs::write(&expected, &said).unwrap();
        }
        let wanted = fs::read_to_string(&expected).unwrap_or_default();
        if said != wanted {
            let case = case.display();
            writeln!(failures, "{case}\n--- expected\n{wanted}--- said\n{said}").unwrap();
        }
    }
    assert!(
        failures.is_empty(),
        "{failures}BLESS=1 accepts what is said now"
    );
}

/// What is said of a version, or why it does not compile.
fn said_of(case: &Path, version: &str) -> String {
    match (model(case, "old"), model(case, version)) {
        (Ok(old), Ok(new)) => lines(&judge(&old, &new)),
        (Err(report), _) | (_, Err(report)) => report,
    }
}

fn model(case: &Path, version: &str) -> Result<Model, String> {
    let path = PathBuf::from(format!("{version}.tempoc.yaml"));
    let mut diagnostics = Diagnostics::default();
    let loaded = load(&[case.join(&path)], case, &mut diagnostics).unwrap();
    let model = cases::understand(&loaded, &mut diagnostics);
    match diagnostics.has_errors() {
        true => Err(render(Format::Text, &diagnostics.sorted(), &loaded.sources)),
        false => Ok(model),
    }
}

/// A line for each finding: the rule, the element, and how bad it is in each respect.
fn lines(findings: &[Finding]) -> String {
    let mut lines = String::new();
    for Finding {
        change,
        verdict,
        slots,
        ..
    } in findings
    {
        let id = change.rule.info().id;
        write!(lines, "{id} {}: ", change.element).unwrap();
        writeln!(
            lines,
            "replay {:?}, old reader {:?}, new reader {:?}, source {:?}, behaviour {:?}",
            verdict.replay,
            verdict.old_reader,
            verdict.new_reader,
            verdict.source,
            verdict.behaviour
        )
        .unwrap();
        for slot in slots {
            writeln!(lines, "    in {}", slot.description).unwrap();
        }
    }
    lines
}
