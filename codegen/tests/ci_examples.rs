//! The files of `examples/ci` do what they say: their commands are run, in a repository of their own.

#![cfg(all(unix, feature = "cli"))]
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod cases;
#[path = "sandbox/git.rs"]
mod git;
mod sandbox;
mod yaml_as_json;

use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use sandbox::Sandbox;
use serde_json::Value;

const ORDER: &str = "schemas/order.tempoc.yaml";

#[test]
fn a_pull_request_that_breaks_nothing_passes_every_step() {
    let sandbox = pull_request(
        "      note?: string  ",
        "      gift_note?: string\n      note?: string  ",
    );
    passes_every_step(&sandbox);
    let summary = sandbox.text("summary.md");
    assert!(summary.contains("field-optional-added"), "{summary}");
}

#[test]
fn a_pull_request_that_brings_the_first_contract_passes_every_step() {
    let sandbox = Sandbox::new();
    let folder = sandbox.path("");
    let git = |arguments: &[&str]| git::run_git(&folder, arguments);
    sandbox.file("README.md", "A service.\n");
    git(&["init", "-q", "-b", "main"]);
    git(&["add", "-A"]);
    git(&["commit", "-q", "-m", "before"]);
    git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
    sandbox.run(&["init", "--language", "python"]).expect(0);
    sandbox.run(&["generate"]).expect(0);
    git(&["add", "-A"]);
    git(&["commit", "-q", "-m", "a contract"]);
    passes_every_step(&sandbox);
}

#[test]
fn a_pull_request_that_breaks_something_fails_at_that_step_alone() {
    let sandbox = pull_request(
        "      by: string\n",
        "      by: string\n      level: int32\n",
    );
    let failed: Vec<String> = steps(&sandbox)
        .into_iter()
        .filter(|(_, command)| !run(&sandbox, command).0)
        .map(|(name, _)| name)
        .collect();
    assert_eq!(
        failed,
        [
            "Running workflows, old clients and old workers go on",
            "The same as a page",
            "Committed histories can still be read",
        ]
    );
    let summary = sandbox.text("summary.md");
    assert!(summary.contains("field-required-added"), "{summary}");
}

#[test]
fn output_that_was_not_generated_anew_fails_at_that_step_alone() {
    let sandbox = pull_request("", "");
    let path = sandbox.path("python/contracts/acme_orders_v1/types.py");
    fs::write(&path, fs::read_to_string(&path).unwrap() + "\n# mine\n").unwrap();
    let failed = steps(&sandbox)
        .into_iter()
        .filter(|(_, command)| !run(&sandbox, command).0);
    let failed: Vec<String> = failed.map(|(name, _)| name).collect();
    assert_eq!(failed, ["The generated code is what the contract gives"]);
}

#[test]
fn a_push_that_breaks_what_the_remote_has_is_refused() {
    let sandbox = pull_request("", "");
    let folder = sandbox.path("");
    let git = |arguments: &[&str]| git::run_git(&folder, arguments);
    git(&["update-ref", "-d", "refs/remotes/origin/main"]);
    git(&["init", "-q", "--bare", "remote.git"]);
    git(&["remote", "add", "origin", "remote.git"]);
    sandbox.file(".git/info/exclude", "/remote.git\n");
    hook_into_git(&sandbox, "pre-push", "tempoc-breaking");
    let push = |branch: &str| run(&sandbox, &format!("git push -q origin {branch}"));
    let commit = |find: &str, replace: &str| {
        let order = sandbox.text(ORDER);
        assert!(order.contains(find), "{find}");
        sandbox.file(ORDER, order.replacen(find, replace, 1));
        git(&["commit", "-q", "-a", "-m", "a change"]);
    };

    let (passes, said) = push("main");
    assert!(passes, "nothing to compare with: {said}");

    commit(
        "      by: string\n",
        "      by: string\n      level: int32\n",
    );
    let (passes, said) = push("change");
    assert!(!passes && said.contains("field-required-added"), "{said}");
    assert!(said.contains("merge base of origin/main"), "{said}");
    // Also where it goes to the main branch itself.
    assert!(!push("change:main").0);

    commit("      level: int32\n", "      level?: int32\n");
    let (passes, said) = push("change");
    assert!(passes, "{said}");
    // Nothing serves what was only ever on the branch.
    commit("      level?: int32\n", "");
    let (passes, said) = push("change");
    assert!(passes, "{said}");
}

#[test]
fn a_commit_without_what_is_generated_is_refused() {
    let sandbox = pull_request("", "");
    let folder = sandbox.path("");
    let git = |arguments: &[&str]| git::run_git(&folder, arguments);
    let entry = entry_of("tempoc-generate");
    assert!(run(&sandbox, &entry).0);

    sandbox.file(
        "schemas/gift.tempoc.yaml",
        "tempoc: 1\npackage: acme.gifts.v1\ntypes:\n  Gift:\n    fields: {note: string}\n",
    );
    let manifest = sandbox.text("tempoc.toml");
    let file = "\"schemas/order.tempoc.yaml\"";
    let both = format!("{file}, \"schemas/gift.tempoc.yaml\"");
    sandbox.file("tempoc.toml", manifest.replacen(file, &both, 1));
    git(&["add", "schemas", "tempoc.toml"]);
    // The second time, everything is generated already.
    for _ in 0..2 {
        let (passes, said) = run(&sandbox, &entry);
        assert!(!passes, "{said}");
        assert!(said.contains("acme_gifts_v1/types.py"), "{said}");
    }
    git(&["add", "python"]);
    let (passes, said) = run(&sandbox, &entry);
    assert!(passes, "{said}");

    // What is generated in the build is not to be committed.
    git(&["rm", "-q", "-r", "--cached", "python"]);
    sandbox.file(".git/info/exclude", "/python\n");
    let (passes, said) = run(&sandbox, &entry);
    assert!(passes, "{said}");
}

#[test]
fn every_hook_is_installed_and_runs_where_it_belongs() {
    let config = hooks();
    assert_eq!(
        config["default_install_hook_types"],
        serde_json::json!(["pre-commit", "pre-push"])
    );
    let hooks = config["repos"][0]["hooks"].as_array().unwrap();
    for hook in hooks {
        let stage = hook
            .get("stages")
            .unwrap_or(&config["default_stages"])
            .clone();
        let before_a_push = hook["id"] == "tempoc-breaking";
        let expected = if before_a_push {
            "pre-push"
        } else {
            "pre-commit"
        };
        assert_eq!(stage, serde_json::json!([expected]));
    }
    let sandbox = pull_request("", "");
    let (passes, said) = run(&sandbox, &entry_of("tempoc-lint"));
    assert!(passes, "{said}");
}

fn hooks() -> Value {
    yaml_as_json::json_of_yaml(&read("examples/ci/pre-commit/.pre-commit-config.yaml"))
}

/// The command of a hook.
fn entry_of(id: &str) -> String {
    let hooks = hooks();
    let mut hooks = hooks["repos"][0]["hooks"].as_array().unwrap().iter();
    let hook = hooks.find(|hook| hook["id"] == id).unwrap();
    hook["entry"].as_str().unwrap().to_owned()
}

/// Lets git itself run the command of a hook.
fn hook_into_git(sandbox: &Sandbox, stage: &str, id: &str) {
    let script = format!("#!/usr/bin/env bash\n{}\n", entry_of(id));
    let path = sandbox.file(&format!(".git/hooks/{stage}"), script);
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

fn passes_every_step(sandbox: &Sandbox) {
    for (name, command) in steps(sandbox) {
        let (passes, said) = run(sandbox, &command);
        assert!(passes, "{name}: {said}");
    }
}

/// The steps of the workflow that run a command in a repository, by their names.
fn steps(sandbox: &Sandbox) -> Vec<(String, String)> {
    let workflow = yaml_as_json::json_of_yaml(&read("examples/ci/github/contract.yml"));
    let steps = workflow["jobs"]["contract"]["steps"].as_array().unwrap();
    let steps: Vec<&Value> = steps
        .iter()
        .filter(|step| step.get("run").is_some())
        .collect();
    assert_eq!(steps.len(), 6);
    let has_histories = sandbox.path("histories").is_dir();
    let is_run = |step: &&Value| match step.get("if").and_then(Value::as_str) {
        None | Some("always()") => true,
        Some(condition) => {
            assert_eq!(condition, "hashFiles('histories/**') != ''");
            has_histories
        }
    };
    let text = |step: &Value, key: &str| step.get(key).and_then(Value::as_str).map(str::to_owned);
    steps
        .into_iter()
        .filter(is_run)
        .map(|step| {
            let name = text(step, "name").unwrap_or("install".to_owned());
            (name, text(step, "run").unwrap())
        })
        .collect()
}

/// A branch of the orders example, whose last commit edits the contract and generates anew.
fn pull_request(find: &str, replace: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    let order = read("examples/orders/schemas/order.tempoc.yaml");
    assert!(order.contains(find), "{find}");
    sandbox.file(ORDER, &order);
    sandbox.file(
        "schemas/common.tempoc.yaml",
        read("examples/orders/schemas/common.tempoc.yaml"),
    );
    sandbox.file("tempoc.toml", read("examples/orders/tempoc.toml"));
    for entry in fs::read_dir(cases::folder("tests/histories/orders")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        sandbox.file(&format!("histories/{name}"), fs::read(&path).unwrap());
    }
    let folder = sandbox.path("");
    git::run_git(&folder, &["init", "-q", "-b", "main"]);
    let commit = || {
        sandbox.run(&["generate"]).expect(0);
        git::run_git(&folder, &["add", "-A"]);
        git::run_git(
            &folder,
            &["commit", "-q", "--allow-empty", "-m", "a change"],
        );
    };
    commit();
    // What `actions/checkout` leaves: the branch to merge into as that of a remote.
    git::run_git(&folder, &["update-ref", "refs/remotes/origin/main", "HEAD"]);
    git::run_git(&folder, &["checkout", "-q", "-b", "change"]);
    sandbox.file(ORDER, order.replacen(find, replace, 1));
    sandbox.run(&["generate"]).expect(0);
    sandbox
}

/// Whether a command of a shell passes, as GitHub runs it, and what it says.
fn run(sandbox: &Sandbox, command: &str) -> (bool, String) {
    let tempoc = Path::new(env!("CARGO_BIN_EXE_tempoc")).parent().unwrap();
    let path = env::join_paths(
        std::iter::once(tempoc.to_owned()).chain(env::split_paths(&env::var_os("PATH").unwrap())),
    );
    let output = Command::new("bash")
        .args(["-e", "-c", command])
        .current_dir(sandbox.path(""))
        .env("PATH", path.unwrap())
        .env("BASE", "origin/main")
        .env("GITHUB_STEP_SUMMARY", sandbox.path("summary.md"))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.success(),
        String::from_utf8_lossy(&said).into_owned(),
    )
}

fn read(name: &str) -> String {
    fs::read_to_string(cases::folder(name)).unwrap()
}
