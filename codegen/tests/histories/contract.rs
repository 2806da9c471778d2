//! A contract that histories are held against, and what came of it.

use std::fs;
use std::path::Path;

use tempoc::diagnostic::Diagnostics;
use tempoc::history::{Decode, Verifier};
use tempoc::load::load;
use tempoc::report::Report;

use crate::cases;

/// What came of some histories.
pub(super) struct Found {
    /// `error[code]: message`, one a finding.
    pub(super) lines: Vec<String>,
    /// The same with places, notes and help.
    pub(super) text: String,
    pub(super) is_whole: bool,
    pub(super) summary: String,
}

/// The contract that the histories of `tests/histories/orders` were recorded with.
pub(super) const ORDERS: &str = "examples/orders/schemas/order.tempoc.yaml";

pub(super) const ALL: [&str; 5] = ["approved", "cancelled", "declined", "shipped", "waiting"];

pub(super) struct Contract {
    model: tempoc::model::Model,
    report: Report,
}

impl Contract {
    pub(super) fn verify(&self, files: &[(String, String)], codec: Option<&Decode<'_>>) -> Found {
        let mut verifier = Verifier::new(&self.model, codec);
        for (name, text) in files {
            verifier.read(Path::new(name), text);
        }
        let verified = verifier.finish(self.report.clone());
        let text = cases::render(&verified.report.sources, &verified.report.diagnostics);
        let mut lines: Vec<String> = text
            .lines()
            .filter(|line| !line.starts_with(' '))
            .map(|line| line.splitn(4, ':').nth(3).unwrap().trim().to_owned())
            .collect();
        lines.sort();
        Found {
            lines,
            text,
            is_whole: verified.is_whole,
            summary: verified.amount.to_string(),
        }
    }
}

/// Histories of `tests/histories/orders` against their contract, with parts of its text replaced.
pub(super) fn orders(changes: &[(&str, &str)], names: &[&str]) -> Found {
    let files: Vec<_> = names
        .iter()
        .map(|name| file("tests/histories/orders", name))
        .collect();
    contract(ORDERS, changes).verify(&files, None)
}

/// A contract of the repository, with parts of its text replaced.
pub(super) fn contract(schema: &str, changes: &[(&str, &str)]) -> Contract {
    let path = cases::folder(schema);
    let folder = tempfile::tempdir().unwrap();
    for entry in path.parent().unwrap().read_dir().unwrap() {
        let entry = entry.unwrap().path();
        if entry.is_file() {
            fs::copy(&entry, folder.path().join(entry.file_name().unwrap())).unwrap();
        }
    }
    let mut text = fs::read_to_string(&path).unwrap();
    for (part, instead) in changes {
        assert!(
            text.contains(part) || part == instead,
            "{part} is not in {schema}"
        );
        text = text.replace(part, instead);
    }
    let entry = folder.path().join(path.file_name().unwrap());
    fs::write(&entry, text).unwrap();
    compile(&entry)
}

/// A contract of one file.
pub(super) fn contract_of(text: &str) -> Contract {
    let folder = tempfile::tempdir().unwrap();
    let entry = folder.path().join("contract.tempoc.yaml");
    fs::write(&entry, text).unwrap();
    compile(&entry)
}

pub(super) fn compile(entry: &Path) -> Contract {
    let mut diagnostics = Diagnostics::default();
    let folder = entry.parent().unwrap();
    let loaded = load(&[entry.to_owned()], folder, &mut diagnostics).unwrap();
    let model = cases::understand(&loaded, &mut diagnostics);
    assert!(
        !diagnostics.has_errors(),
        "{}",
        cases::render(&loaded.sources, &diagnostics)
    );
    Contract {
        model,
        report: Report {
            sources: loaded.sources,
            ..Report::default()
        },
    }
}

pub(super) fn file(folder: &str, name: &str) -> (String, String) {
    let name = format!("{name}.json");
    let text = fs::read_to_string(cases::folder(folder).join(&name)).unwrap();
    (name, text)
}

/// A history of events with these attributes, on one line.
pub(super) fn history(events: &[(&str, &str)]) -> String {
    let events = events.iter().enumerate().map(|(position, (kind, attributes))| {
        let id = position + 1;
        let attributes = attributes.replace('\n', "");
        format!(r#"{{"eventId": "{id}", "eventType": "{kind}", "{kind}EventAttributes": {attributes}}}"#)
    });
    format!("[{}]", events.collect::<Vec<_>>().join(", "))
}
