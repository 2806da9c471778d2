//! What the compiler tells a user whose implementation does not fit the contract.
//!
//! Each case is a file of `compile_fail` with what the compiler says about it beside it;
//! `BLESS=1 cargo test -p tempoc-server-tests --test compile_fail` writes that anew. The compiler is
//! called on the libraries that this test was built with: a second build of the SDK would take minutes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may end with a panic"
)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;
use std::{env, fs};

/// The case that compiles, which shows that the others fail for their own reason.
const CONTROL: &str = "control.rs";

#[test]
fn the_compiler_says_what_does_not_fit() {
    let library = library();
    let bless = env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    for case in cases() {
        let said = compile(&case, &library).expect_err("the case does not compile");
        let path = case.with_extension("stderr");
        if bless {
            fs::write(&path, said).unwrap();
        } else if fs::read_to_string(&path).unwrap_or_default() != said {
            wrong.push(format!("{}:\n{said}", case.display()));
        }
    }
    assert!(
        wrong.is_empty(),
        "the compiler says something else (BLESS=1 keeps it):\n{}",
        wrong.join("\n")
    );
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compile_fail")
}

fn cases() -> Vec<PathBuf> {
    let files = fs::read_dir(folder()).unwrap();
    let files = files.map(|file| file.unwrap().path());
    let is_case = |path: &PathBuf| {
        path.extension().is_some_and(|end| end == "rs") && !path.ends_with(CONTROL)
    };
    let mut cases: Vec<_> = files.filter(is_case).collect();
    cases.sort();
    assert!(!cases.is_empty());
    cases
}

/// The library of this package that was built last and that the control case compiles with.
///
/// Others may lie beside it, from builds with other features or for other contracts.
fn library() -> PathBuf {
    let built = |path: &PathBuf| {
        let built = fs::metadata(path).and_then(|metadata| metadata.modified());
        built.unwrap_or(SystemTime::UNIX_EPOCH)
    };
    let is_library = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("libtempoc_server_tests-") && name.ends_with(".rlib")
    };
    let files = fs::read_dir(dependencies()).unwrap();
    let files = files.map(|file| file.unwrap().path());
    let mut libraries: Vec<_> = files.filter(is_library).collect();
    libraries.sort_by_key(built);
    let control = folder().join(CONTROL);
    let mut said = String::new();
    for library in libraries.into_iter().rev() {
        match compile(&control, &library) {
            Ok(()) => return library,
            Err(error) => said = error,
        }
    }
    panic!("the control case does not compile:\n{said}");
}

/// The folder that cargo has put this test and its libraries into.
fn dependencies() -> PathBuf {
    let program = env::current_exe().unwrap();
    program.parent().unwrap().to_owned()
}

/// Compiles a case; if that fails, what the compiler says.
fn compile(case: &Path, library: &Path) -> Result<(), String> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc)
        .args([
            "--edition",
            "2024",
            "--crate-type",
            "lib",
            "--crate-name",
            "case",
        ])
        .args(["--emit", "metadata", "--cap-lints", "allow"])
        .arg("--out-dir")
        .arg(env!("CARGO_TARGET_TMPDIR"))
        .arg("--extern")
        .arg(format!("tempoc_server_tests={}", library.display()))
        .arg("-L")
        .arg(format!("dependency={}", dependencies().display()))
        .arg(case.file_name().unwrap())
        .current_dir(folder())
        .output()
        .unwrap();
    match output.status.success() {
        true => Ok(()),
        false => Err(tidy(&String::from_utf8_lossy(&output.stderr))),
    }
}

/// The message itself with the place that it shows, and the notes that are ours.
///
/// The compiler's own notes and helps differ from release to release, and show generated code.
fn tidy(said: &str) -> String {
    let mut tidy = String::new();
    let mut is_message = false;
    for line in said.lines() {
        let begins = line.trim_start();
        if begins.starts_with("error[") {
            is_message = true;
        } else if ["= ", "help:", "note:", "error:"]
            .iter()
            .any(|end| begins.starts_with(end))
        {
            is_message = false;
        }
        if is_message && !line.is_empty() || begins.starts_with("= note: the contract") {
            tidy.push_str(line.trim_end());
            tidy.push('\n');
        }
    }
    tidy
}
