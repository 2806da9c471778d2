//! Every contract of `tests/reject` is refused with the words of its `expected.stderr`.
//!
//! `BLESS=1 cargo test --test reject` writes what is said now; read the difference like code.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod cases;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use tempoc::diagnostic::codes::CODES;
use tempoc::diagnostic::{Diagnostic, Diagnostics};
use tempoc::load::{Memory, load_from};
use tempoc::render::Format;
use tempoc::source::SourceMap;

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
fn every_suggestion_mends_its_problem() {
    let mut failures = String::new();
    for case in cases::case_folders("tests/reject") {
        let mut files = read_folder(&case);
        let (sources, diagnostics) = read(&files);
        for diagnostic in diagnostics.sorted() {
            let [suggestion] = diagnostic.suggestions.as_slice() else {
                continue;
            };
            let source = sources.get(suggestion.span.file);
            let mut text = source.text.clone();
            let range = suggestion.span.start as usize..suggestion.span.end as usize;
            text.replace_range(range, &suggestion.replacement);
            let old = files
                .insert(source.path.clone(), text.into_bytes())
                .unwrap();
            let alike = |diagnostics: &Diagnostics| {
                let same = |other: &&Diagnostic| {
                    (other.code, &other.message) == (diagnostic.code, &diagnostic.message)
                };
                diagnostics.sorted().into_iter().filter(same).count()
            };
            if alike(&read(&files).1) >= alike(&diagnostics) {
                let message = &diagnostic.message;
                failures.push_str(&format!("{}: {message}\n", case.display()));
            }
            files.insert(source.path.clone(), old);
        }
    }
    assert!(failures.is_empty(), "{failures}");
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

/// The files of a case, by their paths below it.
fn read_folder(case: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![case.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(case).unwrap().to_owned();
                files.insert(name, fs::read(path).unwrap());
            }
        }
    }
    files
}

fn read(files: &BTreeMap<PathBuf, Vec<u8>>) -> (SourceMap, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let files: Memory = files
        .iter()
        .map(|(path, bytes)| (path, bytes.clone()))
        .collect();
    let entries = [PathBuf::from("schema.tempoc.yaml")];
    let loaded = load_from(&files, &entries, Path::new(""), &mut diagnostics).unwrap();
    cases::understand(&loaded, &mut diagnostics);
    (loaded.sources, diagnostics)
}

/// What the command prints about a case.
fn refuse(case: &Path) -> String {
    let config = tempoc::Config::new()
        .root(case)
        .schema("schema.tempoc.yaml");
    match config.compile() {
        Ok(compilation) => compilation.warnings().render(Format::Text),
        Err(error) => error.report().render(Format::Text),
    }
}
