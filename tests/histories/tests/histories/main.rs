//! Histories recorded with one version of a contract, replayed with others, and held against what is said of replay.
//!
//! A table says for each change what `tempoc breaking` says and what was measured. What is said to be safe has to
//! replay, and what is said to break has to break, unless the change says what that depends on.
//!
//! `RECORD=1` records the histories anew, on a server; `BLESS=1` writes down in `measured.txt` what is measured now.
//! `TEMPOC_HISTORIES=all` replays every change in Rust too, which takes minutes to compile.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may end with a panic, and says what it has measured"
)]

mod measured;
mod outcome;
mod python;
mod record;
mod rust;
mod table;
mod version;

use tempoc_histories::change::changes;

use table::{Row, Table};
use version::{Version, here};

#[tokio::test]
async fn what_is_said_of_replay_is_so() {
    let changes = changes(&here("changes")).unwrap();
    let versions: Vec<Version> = changes.into_iter().map(Version::generate).collect();
    if std::env::var_os("RECORD").is_some() {
        record::record(&versions[0]).await;
    }
    let mut in_python = python::replay(&versions);
    let mut in_rust = rust::replay().await;
    let rows = versions.into_iter().map(|version| Row {
        python: in_python.remove(&version.change.name).unwrap_or_default(),
        rust: in_rust.remove(version.change.name.as_str()),
        version,
    });
    let table = Table(rows.collect());
    println!("{table}");
    assert!(
        table.is_sound(),
        "some are UNSOUND or FALSE ALARMS: see above"
    );
    measured::compare(&table);
}
