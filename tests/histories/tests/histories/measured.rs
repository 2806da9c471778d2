//! What is measured is written down, so that a new SDK or a new runtime cannot change it unnoticed.

use std::collections::BTreeMap;
use std::{env, fs};

use crate::table::Table;
use crate::version::here;

/// Holds the outcomes against `measured.txt`, or writes them there.
pub(crate) fn compare(table: &Table) {
    let path = here("measured.txt");
    let written = fs::read_to_string(&path).unwrap_or_default();
    let written: BTreeMap<&str, &str> = written
        .lines()
        .filter_map(|line| line.split_once(": "))
        .collect();
    let mut lines = String::new();
    let mut differences = String::new();
    for row in &table.0 {
        let name = &row.version.change.name;
        let languages = [
            ("Python", Some(row.python.to_string())),
            ("Rust", row.rust.as_ref().map(ToString::to_string)),
        ];
        for (language, measured) in languages {
            let key = format!("{name} in {language}");
            let known = written.get(key.as_str()).copied();
            // What is not compiled now was measured by whoever compiled it.
            let Some(outcome) = measured.as_deref().or(known) else {
                continue;
            };
            let line = format!("{key}: {outcome}\n");
            if known != Some(outcome) {
                differences += &line;
            }
            lines += &line;
        }
    }
    if env::var_os("BLESS").is_some() {
        fs::write(&path, lines).unwrap();
        return;
    }
    assert!(
        differences.is_empty(),
        "measured otherwise than before:\n{differences}BLESS=1 writes it to measured.txt"
    );
}
