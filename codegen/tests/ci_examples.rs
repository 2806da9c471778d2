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
    for (name, command) in steps() {
        let (passes, said) = run(&sandbox, &command);
        assert!(passes, "{name}: {said}");
    }
    let summary = sandbox.text("summary.md");
    assert!(summary.contains("field-optional-added"), "{summary}");
}

#[test]
fn a_pull_request_that_breaks_something_fails_at_that_step_alone() {
    let sandbox = pull_request(
        "      by: string\n",
        "      by: string\n      level: int32\n",
    );
    let failed: Vec<String> = steps()
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
    let failed = steps()
        .into_iter()
        .filter(|(_, command)| !run(&sandbox, command).0);
    let failed: Vec<String> = failed.map(|(name, _)| name).collect();
    assert_eq!(failed, ["The generated code is what the contract gives"]);
}

#[test]
fn the_hooks_before_a_commit_run() {
    let text = read("examples/ci/pre-commit/.pre-commit-config.yaml");
    let config = yaml_as_json::json_of_yaml(&text);
    let hooks = config["repos"][0]["hooks"].as_array().unwrap();
    let sandbox = pull_request(
        "      by: string\n",
        "      by: string\n      level: int32\n",
    );
    let failed: Vec<&str> = hooks
        .iter()
        .filter(|hook| !run(&sandbox, hook["entry"].as_str().unwrap()).0)
        .map(|hook| hook["id"].as_str().unwrap())
        .collect();
    assert_eq!(failed, ["tempoc-breaking"]);
}

/// The steps of the workflow that run a command, by their names.
fn steps() -> Vec<(String, String)> {
    let workflow = yaml_as_json::json_of_yaml(&read("examples/ci/github/contract.yml"));
    let steps = workflow["jobs"]["contract"]["steps"].as_array().unwrap();
    let steps: Vec<(String, String)> = steps
        .iter()
        .filter_map(|step| {
            let command = step.get("run").and_then(Value::as_str)?;
            let name = step
                .get("name")
                .and_then(Value::as_str)
                .unwrap_or("install");
            Some((name.to_owned(), command.to_owned()))
        })
        .collect();
    assert_eq!(steps.len(), 6);
    steps
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
