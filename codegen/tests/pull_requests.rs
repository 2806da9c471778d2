//! What `tempoc breaking` says of the pull requests of `tests/pull-requests`, as the table that README.md has.
//!
//! `BLESS=1 cargo test --test pull_requests` writes the table; read the difference like code.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop at the first surprise"
)]

mod cases;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use tempoc::Config;
use tempoc::breaking::finding::{Finding, Level};
use tempoc::breaking::order::deploy_order;
use tempoc::breaking::review::{Review, review};
use tempoc::breaking::{Assumptions, Version, judge};

/// Where README.md has the table.
const BEGIN: &str = "<!-- begin: pull requests -->\n";
const END: &str = "<!-- end: pull requests -->\n";

#[derive(Deserialize)]
struct PullRequests {
    pull_request: Vec<PullRequest>,
}

/// A change of the order contract.
#[derive(Deserialize)]
struct PullRequest {
    title: String,
    /// What is replaced in the contract, and with what.
    edits: Vec<(String, String)>,
    /// What the contract that it imports gets besides.
    #[serde(default)]
    common: String,
}

#[test]
fn the_readme_says_what_is_said_of_each_pull_request() {
    let mut table =
        String::from("| pull request | breaks | findings | deploy |\n|---|---|---|---|\n");
    for request in read().pull_request {
        let review = review_of(&request);
        writeln!(
            table,
            "| {} | {} | {} | {} |",
            request.title,
            verdict(&review),
            rules(&review),
            order(&review)
        )
        .unwrap();
    }
    let path = cases::folder("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(BEGIN).unwrap();
    let (written, after) = rest.split_once(END).unwrap();
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, format!("{before}{BEGIN}{table}{END}{after}")).unwrap();
    } else {
        assert_eq!(written, table, "BLESS=1 writes the table");
    }
}

fn read() -> PullRequests {
    let path = cases::folder("tests/pull-requests/pull_requests.toml");
    toml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The order contract after a pull request, against the one before.
fn review_of(request: &PullRequest) -> Review {
    let (old, new) = versions_of(request);
    review(&new, &[old], Assumptions::default())
}

/// The order contract before and after a pull request, which also gives it the version that it needs.
fn versions_of(request: &PullRequest) -> (Version, Version) {
    let schemas = cases::folder("schemas");
    let text = |name: &str| fs::read_to_string(schemas.join(name)).unwrap();
    let mut order = text("order.tempoc.yaml");
    for (from, to) in &request.edits {
        assert_eq!(
            order.matches(from.as_str()).count(),
            1,
            "{}: {from}",
            request.title
        );
        order = order.replace(from.as_str(), to);
    }
    let order = order.replacen("version: 1.4.0", "version: 2.0.0", 1);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("order.tempoc.yaml"), order).unwrap();
    let common = text("common.tempoc.yaml") + &request.common;
    fs::write(folder.path().join("common.tempoc.yaml"), common).unwrap();
    (version(&schemas), version(folder.path()))
}

fn version(folder: &Path) -> Version {
    let config = Config::new().root(folder).schema("order.tempoc.yaml");
    Version::of(&config).unwrap_or_else(|error| panic!("{error}"))
}

/// In what respects it breaks, and in what respects it may.
fn verdict(review: &Review) -> String {
    let of_level = |level: Level| {
        let mut found: Vec<&str> = Vec::new();
        for reviewed in &review.findings {
            for (respect, how) in reviewed.finding.verdict.respects() {
                if how == level && !found.contains(&respect) {
                    found.push(respect);
                }
            }
        }
        found
    };
    let errors = of_level(Level::Error);
    let warnings: Vec<&str> = of_level(Level::Warning)
        .into_iter()
        .filter(|respect| !errors.contains(respect))
        .collect();
    let breaks = match errors.is_empty() {
        true => String::from("nothing"),
        false => format!("**{}**", errors.join(", ")),
    };
    match warnings.is_empty() {
        true => breaks,
        false => format!("{breaks}; perhaps {}", warnings.join(", ")),
    }
}

fn rules(review: &Review) -> String {
    let findings = review.findings.iter();
    let rules: BTreeSet<&str> = findings
        .map(|reviewed| reviewed.finding.change.rule.info().id)
        .collect();
    let rules: Vec<String> = rules.into_iter().map(|rule| format!("`{rule}`")).collect();
    rules.join(", ")
}

/// In which order to deploy.
fn order(review: &Review) -> String {
    let findings: Vec<&Finding> = review.findings.iter().map(|found| &found.finding).collect();
    let lines = deploy_order(&findings).lines();
    let first = lines.first().cloned().unwrap_or_default();
    first.trim_start_matches("deploy order: ").to_owned()
}

#[test]
fn what_is_pinned_and_stays_is_no_error_in_replay() {
    let request = read()
        .pull_request
        .into_iter()
        .find(|request| request.title.contains("child"));
    let (old, new) = versions_of(&request.unwrap());
    let replay = |pinned_stay| {
        let findings = judge(&old.model, &new.model, Assumptions { pinned_stay });
        findings.iter().map(|finding| finding.verdict.replay).max()
    };
    assert_eq!(replay(false), Some(Level::Error));
    assert_eq!(replay(true), Some(Level::Warning));
}
