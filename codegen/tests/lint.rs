//! Every rule of `tempoc lint` fires on its case in `tests/lint/RULE/fires`, in the words of the
//! `expected.txt` there, and says nothing about `tests/lint/RULE/quiet`.
//!
//! `BLESS=1 cargo test --test lint` writes what is said now; read the difference like code.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod cases;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tempoc::Config;
use tempoc::diagnostic::Severity;
use tempoc::lint::rules::RULES;
use tempoc::lint::{Allow, Level, Linted, Rule, Settings};
use tempoc::manifest::Manifest;
use tempoc::render::Format;
use tempoc::source::{FileId, Span};

#[test]
fn every_rule_fires_where_it_should_and_nowhere_else() {
    let mut failures = String::new();
    for rule in RULES.iter().filter(|rule| !rule.is_of_compiler()) {
        let folder = cases::folder("tests/lint").join(rule.name);
        let fires = lint_alone(&folder.join("fires"), rule);
        let quiet = lint_alone(&folder.join("quiet"), rule);
        let expected = folder.join("fires/expected.txt");
        if std::env::var_os("BLESS").is_some() {
            fs::write(&expected, &fires).unwrap();
        }
        let wanted = fs::read_to_string(&expected).unwrap_or_default();
        if fires.is_empty() || fires != wanted {
            let name = rule.name;
            failures.push_str(&format!(
                "{name}\n--- expected\n{wanted}--- said\n{fires}\n"
            ));
        }
        if !quiet.is_empty() {
            failures.push_str(&format!("{} is not quiet\n{quiet}\n", rule.name));
        }
    }
    assert!(
        failures.is_empty(),
        "{failures}BLESS=1 accepts what is said now"
    );
}

#[test]
fn every_case_is_that_of_a_rule() {
    let rules: BTreeSet<&str> = RULES.iter().map(|rule| rule.name).collect();
    for case in cases::case_folders("tests/lint") {
        let name = case.file_name().unwrap().to_str().unwrap();
        assert!(rules.contains(name), "{name}");
    }
}

#[test]
fn a_rule_that_is_off_finds_nothing() {
    for rule in RULES.iter().filter(|rule| !rule.is_of_compiler()) {
        let folder = cases::folder("tests/lint").join(rule.name).join("fires");
        let linted = lint(&folder, all_at(Level::Off));
        assert!(linted.report.diagnostics.is_empty(), "{}", rule.name);
    }
}

#[test]
fn a_finding_is_as_grave_as_its_level() {
    let folder = cases::folder("tests/lint/scalar-io/fires");
    for (level, severity) in [
        (Level::Info, Severity::Info),
        (Level::Warning, Severity::Warning),
        (Level::Error, Severity::Error),
    ] {
        let linted = lint(&folder, all_at(level));
        let sorted = linted.report.diagnostics.sorted();
        assert!(!sorted.is_empty());
        assert!(sorted.iter().all(|finding| finding.severity == severity));
    }
}

#[test]
fn every_accepted_contract_is_linted_with_every_rule() {
    for case in cases::case_folders("tests/accept") {
        let linted = lint(&case, all_at(Level::Info));
        let entries = linted.allow_entries();
        let findings = linted.report.diagnostics.sorted().len();
        assert_eq!(entries.is_empty(), findings == 0, "{}", case.display());
    }
}

#[test]
fn the_contracts_of_this_repository_have_nothing_to_hide() {
    for folder in ["", "examples/greeting", "examples/orders"] {
        let path = cases::folder(folder).join("tempoc.toml");
        let linted = Manifest::read(&path).unwrap().config().lint().unwrap();
        let said = linted.report.render(Format::Short);
        assert_eq!(said, "", "{}", path.display());
        assert!(linted.about_settings.is_empty(), "{}", path.display());
    }
}

#[test]
fn an_allowance_takes_out_what_it_is_for_and_nothing_else() {
    let folder = cases::folder("tests/lint/scalar-io/fires");
    let found = |at: Option<&str>, file: Option<&str>| {
        let mut settings = all_at(Level::Warning);
        settings.allow.push(allowance("scalar-io", at, file, None));
        let linted = lint(&folder, settings);
        assert_eq!(linted.about_settings.sorted().len(), 0);
        let sorted = linted.report.diagnostics.sorted();
        sorted
            .iter()
            .filter(|finding| finding.code == "scalar-io")
            .count()
    };
    let all = 8;
    assert_eq!(found(Some("cases.v1/pack"), None), all - 2);
    assert_eq!(found(Some("cases.v1/order"), None), all - 1);
    assert_eq!(found(Some("cases.v1/order/*"), None), all - 3);
    assert_eq!(found(Some("cases.v1/order/**"), None), all - 4);
    assert_eq!(found(Some("cases.v1/Orders/lookup"), None), all - 2);
    assert_eq!(found(Some("**/rename"), Some("*.tempoc.yaml")), all - 2);
    assert_eq!(found(None, Some("schema.tempoc.yaml")), 0);
    assert_eq!(found(None, Some("./schema.tempoc.yaml")), 0);
}

#[test]
fn an_allowance_that_is_of_no_use_is_reported() {
    let folder = cases::folder("tests/lint/cron-deprecated-use-schedule/fires");
    let rule = "cron-deprecated-use-schedule";
    let said = |allow: Allow, partial: bool| -> (Vec<&'static str>, usize) {
        let mut settings = all_at(Level::Off);
        settings.levels.insert(rule, Level::Warning);
        settings.today = Some(String::from("2026-03-01"));
        settings.partial = partial;
        settings.allow.push(allow);
        let linted = lint(&folder, settings);
        let about = linted.about_settings.sorted();
        let codes = about.iter().map(|diagnostic| diagnostic.code).collect();
        (codes, linted.report.diagnostics.sorted().len())
    };
    let here = Some("cases.v1/report");
    let until = |day| allowance(rule, here, None, Some(day));
    assert_eq!(said(until("2026-03-01"), false), (vec![], 0));
    assert_eq!(
        said(until("2026-02-28"), false),
        (vec!["lint-allow-expired"], 1)
    );
    let elsewhere = allowance(rule, Some("cases.v1/repor"), None, None);
    assert_eq!(
        said(elsewhere.clone(), false),
        (vec!["lint-allow-unused"], 1)
    );
    assert_eq!(said(elsewhere, true), (vec![], 1));
    let of_another = allowance("scalar-io", here, None, None);
    assert_eq!(said(of_another, false), (vec!["lint-allow-unused"], 1));
}

#[test]
fn what_is_imported_only_is_not_linted() {
    let folder = cases::folder("tests/lint/import-cycle-packages/fires");
    let mut settings = all_at(Level::Off);
    settings.levels.insert("unversioned-package", Level::Info);
    let linted = lint(&folder, settings);
    let entries = linted.allow_entries();
    let expected = "# package `cases.v1` has no version\n[[lint.allow]]\nrule = \"unversioned-package\"\nat = \"cases.v1\"\nreason = \"\"\n";
    assert_eq!(entries, expected);
}

/// What is said about a case when only one rule is looked at.
fn lint_alone(folder: &Path, rule: &Rule) -> String {
    let mut settings = all_at(Level::Off);
    let level = match rule.level {
        Level::Off => Level::Info,
        level => level,
    };
    settings.levels.insert(rule.name, level);
    lint(folder, settings).report.render(Format::Short)
}

fn lint(folder: &Path, mut settings: Settings) -> Linted {
    settings.folder = folder.canonicalize().unwrap();
    let config = Config::new().root(folder).schema("schema.tempoc.yaml");
    config.lint_settings(settings).lint().unwrap()
}

fn all_at(level: Level) -> Settings {
    Settings {
        levels: RULES.iter().map(|rule| (rule.name, level)).collect(),
        ..Settings::default()
    }
}

fn allowance(
    rule: &'static str,
    at: Option<&str>,
    file: Option<&str>,
    until: Option<&str>,
) -> Allow {
    Allow {
        rule,
        at: at.map(str::to_owned),
        file: file.map(str::to_owned),
        reason: String::from("so that this test has one"),
        until: until.map(str::to_owned),
        span: Span {
            file: FileId(0),
            start: 0,
            end: 0,
        },
    }
}
