//! Repositories with a version of a contract that is another one now, and what is said of them.

use serde_json::Value;

use crate::git;
use crate::sandbox::{Run, Sandbox};

pub(super) const MANIFEST: &str = "[[contract]]\nschemas = [\"orders.tempoc.yaml\"]\n";

/// A workflow whose input has these fields.
pub(super) fn contract(version: &str, fields: &str) -> String {
    format!(
        "tempoc: 1\npackage: acme.orders.v1\n{version}defaults: {{task_queue: orders}}\ntypes:\n  \
         Order:\n    fields: {{{fields}}}\nworkflows:\n  buy: {{input: Order, id: \"buy/{{input.id}}\"}}\n"
    )
}

/// A repository whose only commit, `v1.0.0`, has a contract, which is another one now.
pub(super) fn changed(before: &str, now: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    git::run_git(&sandbox.path(""), &["init", "-q", "-b", "main"]);
    sandbox.file("tempoc.toml", MANIFEST);
    commit(&sandbox, before, "v1.0.0");
    sandbox.file("orders.tempoc.yaml", now);
    sandbox
}

pub(super) fn commit(sandbox: &Sandbox, text: &str, tag: &str) {
    sandbox.file("orders.tempoc.yaml", text);
    let folder = sandbox.path("");
    git::run_git(&folder, &["add", "-A"]);
    git::run_git(&folder, &["commit", "-q", "--allow-empty", "-m", tag]);
    git::run_git(&folder, &["tag", tag]);
}

pub(super) fn required_added() -> Sandbox {
    changed(
        &contract("", "id: string"),
        &contract("", "id: string, region: string"),
    )
}

pub(super) fn optional_added() -> Sandbox {
    changed(
        &contract("", "id: string"),
        &contract("", "id: string, region?: string"),
    )
}

/// The JSON of a run.
pub(super) fn json(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap()
}

pub(super) fn last_line(text: &str) -> &str {
    text.lines().last().unwrap_or_default()
}

/// The fingerprint of the only finding of a rule.
pub(super) fn fingerprint(sandbox: &Sandbox, rule: &str) -> String {
    let run = sandbox.run(&["breaking", "--against", "v1.0.0", "--format", "json"]);
    let json = json(&run);
    let mut findings = json["findings"].as_array().unwrap().iter();
    let finding = findings.find(|finding| finding["code"] == rule).unwrap();
    finding["fingerprint"].as_str().unwrap().to_owned()
}

/// Accepts a finding against a version, and ends with a status.
pub(super) fn accept(
    sandbox: &Sandbox,
    fingerprint: &str,
    against: &str,
    more: &[&str],
    status: i32,
) -> Run {
    let begin = ["breaking", "accept", fingerprint, "--against", against];
    sandbox.run(&[&begin[..], more].concat()).expect(status)
}
