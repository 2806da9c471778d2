//! Histories recorded with one version of a contract, replayed with others; and clients, workflows and activities of
//! several versions on one server; and pinned executions that go on while another version is deployed.
//!
//! A table says for each change what `tempoc breaking` says and what was measured. What is said to be safe has to
//! work, and what is said to break has to break, unless the change says what that depends on.
//!
//! `RECORD=1` records the histories anew, on a server; `BLESS=1` writes down in `measured.txt` what is measured now.
//! What is compiled in Rust is a sample; `TEMPOC_REPLAY=2/5` tries the second fifth of all changes in both languages,
//! and `TEMPOC_REPLAY=unions` what is in `changes/unions.toml`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may end with a panic, and says what it has measured"
)]

mod live;
mod measured;
mod outcome;
mod pinned;
mod python;
mod record;
mod rust;
mod said;
mod table;
mod version;

use table::{Row, Table};
use version::{VERSIONS, is_compiled};

#[tokio::test]
async fn what_is_said_of_replay_is_so() {
    if std::env::var_os("RECORD").is_some() {
        record::record(&VERSIONS[0]).await;
    }
    let mut in_python = python::replay(&VERSIONS);
    let mut in_rust = rust::replay().await;
    let rows = VERSIONS.iter().map(|version| {
        let name = version.change.name.as_str();
        Row {
            version,
            python: in_python.remove(name).unwrap_or_default(),
            rust: in_rust.remove(name),
        }
    });
    let table = Table(rows.collect());
    println!("{table}");
    assert_eq!(
        table.wrong(),
        0,
        "some are UNSOUND or FALSE ALARMS: see above"
    );
    measured::compare(&table);
}

#[tokio::test]
async fn what_is_said_of_mixed_versions_is_so() {
    let compiled = VERSIONS
        .iter()
        .filter(|version| is_compiled(&version.change));
    let table = live::run(&VERSIONS[0], compiled.collect()).await;
    println!("{table}");
    assert_eq!(
        table.wrong(),
        0,
        "some are UNSOUND or FALSE ALARMS: see above"
    );
}

#[tokio::test]
async fn pinned_executions_stay() {
    let table = pinned::run(&VERSIONS[0], VERSIONS.iter().collect()).await;
    println!("{table}");
    assert_eq!(table.wrong(), 0, "some do not stay: see above");
}
