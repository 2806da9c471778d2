//! `tempoc::compile` as a build script runs it: what it tells Cargo, and what `unwrap` shows.
//!
//! A build script is a program, so that each test runs this very program once more with
//! [`build_script`] as the only test of it.

#![allow(
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise, and a build script does"
)]

mod sandbox;

use std::env;
use std::process::Command;

use sandbox::{CONTRACT, Run, Sandbox};

const SCHEMAS: &str = "SCHEMAS_OF_THE_BUILD_SCRIPT";

/// Not a test of its own: the build script.
#[test]
fn build_script() {
    if let Ok(schemas) = env::var(SCHEMAS) {
        for schema in schemas.split(' ') {
            tempoc::compile(&[schema]).unwrap();
        }
    }
}

fn build(sandbox: &Sandbox, schemas: &str) -> Run {
    let output = Command::new(env::current_exe().unwrap())
        .args(["--exact", "build_script", "--nocapture"])
        .env(SCHEMAS, schemas)
        .env("CARGO_MANIFEST_DIR", sandbox.path(""))
        .env("OUT_DIR", sandbox.path("out"))
        .env("RUST_BACKTRACE", "0")
        .output();
    output.unwrap().into()
}

#[test]
fn cargo_is_told_every_file_and_every_warning() {
    let sandbox = Sandbox::new();
    sandbox.file("common.tempoc.yaml", CONTRACT.replace("orders", "common"));
    let contract = CONTRACT
        .replace("types:", "imports: {common: ./common.tempoc.yaml}\ntypes:")
        .replace("note: string", "note: common.Order")
        + "    rust: {type: \"crate::Order\"}\n";
    sandbox.file("orders.tempoc.yaml", contract);
    let run = build(&sandbox, "orders.tempoc.yaml").expect(0);
    for name in ["common", "orders"] {
        let path = sandbox.path(&format!("{name}.tempoc.yaml"));
        let path = path.canonicalize().unwrap();
        let line = format!("cargo:rerun-if-changed={}", path.display());
        let count = run
            .stdout
            .lines()
            .filter(|found| found.ends_with(&line))
            .count();
        assert_eq!(count, 1, "{line} in {}", run.stdout);
    }
    let warning = "cargo:warning=orders.tempoc.yaml:9:5: warning[not-generated]: ";
    assert!(run.stdout.contains(warning), "{}", run.stdout);
    assert!(!sandbox.generated().is_empty());
}

#[test]
fn two_contracts_of_one_build_script_keep_each_others_files() {
    let sandbox = Sandbox::new();
    sandbox.file("a.tempoc.yaml", CONTRACT.replace("orders", "a"));
    sandbox.file("b.tempoc.yaml", CONTRACT.replace("orders", "b"));
    build(&sandbox, "a.tempoc.yaml b.tempoc.yaml").expect(0);
    let both = sandbox.generated();
    build(&sandbox, "a.tempoc.yaml").expect(0);
    assert_eq!(sandbox.generated(), both);
}

#[test]
fn unwrap_shows_the_report_and_cargo_watches_all_the_same() {
    let sandbox = Sandbox::new();
    let path = sandbox.file("orders.tempoc.yaml", CONTRACT.replace("string", "strng"));
    let run = build(&sandbox, "orders.tempoc.yaml");
    assert_ne!(run.status, Some(0));
    let report = "\
the contract does not compile

error[unknown-type]: unknown type `strng`
 --> orders.tempoc.yaml:7:13
  |
7 |       note: strng
  |             ^^^^^
";
    assert!(run.stderr.contains(report), "{}", run.stderr);
    let watched = format!(
        "cargo:rerun-if-changed={}",
        path.canonicalize().unwrap().display()
    );
    assert!(run.stdout.contains(&watched), "{}", run.stdout);

    let run = build(&sandbox, "gone.tempoc.yaml");
    assert_ne!(run.status, Some(0));
    assert!(
        run.stderr.contains("gone.tempoc.yaml` does not exist"),
        "{}",
        run.stderr
    );
    assert!(run.stdout.contains("gone.tempoc.yaml\n"), "{}", run.stdout);
}
