//! What is measured is written down, so that a new SDK or a new runtime cannot change it unnoticed.

use std::collections::BTreeMap;
use std::{env, fs};

use tempoc_replay::change::changes;

use crate::table::Table;
use crate::version::here;

/// Holds the outcomes against `measured.txt`, or writes them there.
///
/// What is not tried now was measured by whoever tried it.
pub(crate) fn compare(table: &Table) {
    let path = here("measured.txt");
    let written = fs::read_to_string(&path).unwrap_or_default();
    let written: BTreeMap<&str, &str> = written
        .lines()
        .filter_map(|line| line.split_once(": "))
        .collect();
    let mut measured = BTreeMap::new();
    for row in &table.0 {
        let name = &row.version.change.name;
        measured.insert(format!("{name} in Python"), row.python.to_string());
        if let Some(rust) = &row.rust {
            measured.insert(format!("{name} in Rust"), rust.to_string());
        }
    }
    if env::var_os("BLESS").is_some() {
        let mut lines = String::new();
        for change in changes(&here("changes")).unwrap() {
            for language in ["Python", "Rust"] {
                let key = format!("{} in {language}", change.name);
                let measured = measured.get(&key).map(String::as_str);
                if let Some(outcome) = measured.or(written.get(key.as_str()).copied()) {
                    lines += &format!("{key}: {outcome}\n");
                }
            }
        }
        fs::write(&path, lines).unwrap();
        return;
    }
    let differs =
        |(key, outcome): &(&String, &String)| written.get(key.as_str()) != Some(&outcome.as_str());
    let differences: Vec<String> = measured
        .iter()
        .filter(differs)
        .map(|(key, outcome)| format!("{key}: {outcome}"))
        .collect();
    assert!(
        differences.is_empty(),
        "measured otherwise than before:\n{}\nBLESS=1 writes it to measured.txt",
        differences.join("\n")
    );
}
