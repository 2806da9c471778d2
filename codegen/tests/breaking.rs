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

use tempoc::breaking::rules::Rule;
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
        let mut said = lines(&findings(&case, "new"));
        if case.join("quiet.tempoc.yaml").is_file() {
            write!(said, "quiet:\n{}", lines(&findings(&case, "quiet"))).unwrap();
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

#[test]
fn a_rule_fires_in_the_folder_of_its_name_and_is_quiet_where_it_should_be() {
    let mut failures = String::new();
    for case in cases::case_folders("tests/breaking") {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let Some(rule) = Rule::from_id(&name) else {
            continue;
        };
        let fires = |version: &str| {
            let findings = findings(&case, version);
            findings.iter().any(|finding| finding.change.rule == rule)
        };
        if !fires("new") {
            writeln!(failures, "{name}: `new` does not fire it").unwrap();
        }
        if fires("quiet") {
            writeln!(failures, "{name}: `quiet` fires it").unwrap();
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// Workflows that leave open what they call share the lists of their package: a thousand of them that may each call a
/// thousand activities are told in as many words as a hundred that may call a hundred.
#[test]
fn what_many_workflows_may_call_is_not_told_of_each() {
    let places = |count: usize| {
        let (old, new) = (
            large_contract(count, ""),
            large_contract(count, ", new: string"),
        );
        let findings = judge(&model_of(&old), &model_of(&new));
        assert!(findings.len() >= count, "{}", findings.len());
        findings
            .iter()
            .map(|finding| finding.slots.len())
            .sum::<usize>()
    };
    let (hundred, thousand) = (places(100), places(1000));
    assert!(thousand <= 11 * hundred, "{hundred}, then {thousand}");
}

fn large_contract(count: usize, field: &str) -> String {
    let mut text = String::from(
        "tempoc: 1\npackage: acme.big.v1\ndefaults: {task_queue: big, activity: {start_to_close: 1m}}\n",
    );
    let mut section = |name: &str, line: &dyn Fn(usize) -> String| {
        writeln!(text, "{name}:").unwrap();
        for at in 0..count {
            writeln!(text, "  {}", line(at)).unwrap();
        }
    };
    section("types", &|at| {
        format!("Item{at}: {{fields: {{id: string{field}}}}}")
    });
    section("activities", &|at| {
        format!(
            "act_{at}: {{input: Item{at}, output: Item{}}}",
            (at + 1) % count
        )
    });
    section("workflows", &|at| {
        let id = if field.is_empty() { "a" } else { "b" };
        format!(
            "flow_{at}: {{input: Item{at}, output: Item{}, id: \"{id}/{{input.id}}\"}}",
            (at + 1) % count
        )
    });
    text
}

fn model_of(text: &str) -> Model {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("large.tempoc.yaml"), text).unwrap();
    model(folder.path(), "large")
}

fn findings(case: &Path, version: &str) -> Vec<Finding> {
    judge(&model(case, "old"), &model(case, version))
}

fn model(case: &Path, version: &str) -> Model {
    let path = PathBuf::from(format!("{version}.tempoc.yaml"));
    let mut diagnostics = Diagnostics::default();
    let loaded = load(&[case.join(&path)], case, &mut diagnostics).unwrap();
    let model = cases::understand(&loaded, &mut diagnostics);
    let report = render(Format::Text, &diagnostics.sorted(), &loaded.sources);
    assert!(!diagnostics.has_errors(), "{}:\n{report}", case.display());
    model
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
