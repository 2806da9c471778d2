//! Contracts of ten thousand parts are understood in time that grows with their length.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod cases;

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tempoc::Report;
use tempoc::diagnostic::Diagnostics;
use tempoc::lint::rules::RULES;
use tempoc::lint::{self, Allow, Level, Settings};
use tempoc::load::{Memory, load_from};
use tempoc::source::{FileId, Span};

/// Generous for an unoptimised build on a busy machine; quadratic work on these takes many times longer.
const PATIENCE: Duration = Duration::from_secs(20);

const HEAD: &str =
    "tempoc: 1\npackage: cases.v1\ndefaults: {task_queue: main, activity: {start_to_close: 5s}}\n";

#[test]
fn many_types_and_fields() {
    let mut text = format!("{HEAD}types:\n");
    for n in 0..5_000 {
        let next = (n * 7 + 1) % 5_000;
        writeln!(
            text,
            "  R{n}:\n    fields:\n      id: string\n      next?: R{next}\n      count: {{type: uint32, default: 1, max: 9}}\n      state: S{n} = on_{n}\n  S{n}: {{enum: [on_{n}, off]}}"
        )
        .unwrap();
    }
    let found = understand(&text);
    assert_eq!(found.errors, Vec::<&str>::new());
    assert_eq!(found.types, 10_000);
}

#[test]
fn a_record_of_many_fields_and_an_enum_of_many_values() {
    let mut text = format!("{HEAD}types:\n  R:\n    fields:\n");
    for n in 0..10_000 {
        writeln!(text, "      f{n}: {{type: string, aliases: [old_{n}]}}").unwrap();
    }
    text.push_str("    reserved: [gone]\n  E:\n    enum:\n");
    for n in 0..10_000 {
        writeln!(text, "      - v{n}").unwrap();
    }
    assert_eq!(understand(&text).errors, Vec::<&str>::new());
}

#[test]
fn many_definitions_that_leave_open_what_they_call() {
    let mut text = format!("{HEAD}types:\n  In: {{fields: {{id: string}}}}\nactivities:\n");
    for n in 0..3_000 {
        writeln!(text, "  act_{n}: {{input: In}}").unwrap();
    }
    text.push_str("workflows:\n");
    for n in 0..3_000 {
        writeln!(text, "  wf_{n}: {{input: In, id: \"wf-{n}/{{input.id}}\"}}").unwrap();
    }
    assert_eq!(understand(&text).errors, Vec::<&str>::new());
}

#[test]
fn long_chains_of_records_newtypes_and_unknown_names() {
    let mut text = format!("{HEAD}types:\n");
    for n in 0..3_000 {
        writeln!(text, "  R{n}: {{fields: {{next: R{}}}}}", n + 1).unwrap();
        writeln!(text, "  N{n}: {{newtype: N{}}}", n + 1).unwrap();
    }
    text.push_str("  R3000: {fields: {id: string}}\n  N3000: {newtype: string}\n");
    let found = understand(&text);
    assert!(found.errors.contains(&"endless-newtype"));
    assert!(found.warnings.contains(&"deep-nesting"));

    let mut text = format!("{HEAD}types:\n");
    for n in 0..8_000 {
        writeln!(text, "  Type{n}: {{fields: {{next: Unknown{n}}}}}").unwrap();
    }
    let found = understand(&text);
    assert_eq!(found.errors.len(), 8_000);
}

/// Every rule, and allowances that each finding is held against.
fn every_rule() -> Settings {
    let mut settings = Settings::default();
    for rule in RULES {
        settings.levels.insert(rule.name, Level::Warning);
        settings.allow.push(Allow {
            rule: rule.name,
            at: Some(String::from("**/*_7")),
            file: None,
            reason: String::from("so that there are some"),
            until: None,
            span: Span {
                file: FileId(0),
                start: 0,
                end: 0,
            },
        });
    }
    settings
}

struct Found {
    types: usize,
    errors: Vec<&'static str>,
    warnings: Vec<&'static str>,
}

fn understand(text: &str) -> Found {
    let mut files = Memory::default();
    files.insert("a.tempoc.yaml", text.to_owned());
    let mut diagnostics = Diagnostics::default();
    let entry = PathBuf::from("a.tempoc.yaml");
    let loaded = load_from(&files, &[entry], Path::new(""), &mut diagnostics).unwrap();
    let start = Instant::now();
    let model = cases::understand(&loaded, &mut diagnostics);
    let report = Report {
        sources: loaded.sources,
        diagnostics: Diagnostics::default(),
    };
    let linted = lint::lint(&model, report, &every_rule());
    let taken = start.elapsed();
    assert!(taken < PATIENCE, "it took {taken:?}");
    assert!(!linted.allow_entries().is_empty());
    let of = |severity| {
        diagnostics
            .sorted()
            .into_iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .map(|diagnostic| diagnostic.code)
            .collect()
    };
    Found {
        types: model.types.len(),
        errors: of(tempoc::diagnostic::Severity::Error),
        warnings: of(tempoc::diagnostic::Severity::Warning),
    }
}
