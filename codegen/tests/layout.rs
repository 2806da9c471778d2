//! Everything that is generated parses, and looks as `rustfmt` would have laid it out.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod cases;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use tempoc::Config;
use tempoc::files::{Files, Leftovers};

#[test]
fn what_is_generated_parses_and_is_laid_out() {
    let outputs = outputs();
    for (name, files) in &outputs {
        for (path, text) in files.iter() {
            let parsed = syn::parse_file(text);
            assert!(parsed.is_ok(), "{name}/{path}: {:?}\n{text}", parsed.err());
        }
    }
    let Some(differences) = rustfmt_differences(&outputs) else {
        // The only tool that the tests may do without: a toolchain of the minimal profile lacks it.
        let mut stderr = std::io::stderr();
        writeln!(stderr, "skipped: there is no rustfmt here").unwrap();
        return;
    };
    assert!(differences.is_empty(), "{differences}");
}

/// What every contract of the repository gives, by the name of its case.
fn outputs() -> Vec<(String, Files)> {
    let mut outputs = Vec::new();
    for case in cases::case_folders("tests/accept") {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        outputs.push((name, compile(&case, &["schema.tempoc.yaml"])));
    }
    let schemas = cases::folder("schemas");
    let entries = ["order.tempoc.yaml", "common.tempoc.yaml"];
    outputs.push(("schemas".to_owned(), compile(&schemas, &entries)));
    let wire = cases::folder("tests/wire");
    outputs.push(("wire".to_owned(), compile(&wire, &["contract.tempoc.yaml"])));
    outputs
}

fn compile(root: &Path, schemas: &[&str]) -> Files {
    let config = Config::new().root(root).schemas(schemas.iter().copied());
    let compilation = config.out_dir("generated").compile().unwrap();
    compilation.into_parts().0
}

/// The first difference of every file; nothing if there is no `rustfmt`.
fn rustfmt_differences(outputs: &[(String, Files)]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new("rustfmt");
    command.args(["--edition", "2024", "--config-path"]);
    command.arg(cases::folder("rustfmt.toml"));
    for (name, files) in outputs {
        let case = folder.path().join(name);
        files.write(&case, Leftovers::Keep).unwrap();
        // What a file declares as a module is formatted with it.
        command.arg(case.join("mod.rs"));
    }
    let output = match command.stdout(Stdio::null()).output() {
        Ok(output) => output,
        Err(_) => return None,
    };
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{complaint}");
    let mut differences = complaint.into_owned();
    for (name, files) in outputs {
        for (path, text) in files.iter() {
            let formatted = fs::read_to_string(folder.path().join(name).join(path)).unwrap();
            differences.push_str(&difference(&format!("{name}/{path}"), text, &formatted));
        }
    }
    Some(differences)
}

/// The lines from the first that differs; nothing for two texts that are the same.
fn difference(name: &str, text: &str, formatted: &str) -> String {
    let same = |(ours, theirs): &(&str, &str)| ours == theirs;
    let line = text.lines().zip(formatted.lines()).take_while(same).count();
    if text == formatted {
        return String::new();
    }
    let show = |text: &str| -> String {
        let lines = text.lines().skip(line).take(8);
        lines.map(|line| format!("    {line}\n")).collect()
    };
    let (ours, theirs) = (show(text), show(formatted));
    format!(
        "{name}:{}\n  printed:\n{ours}  rustfmt:\n{theirs}",
        line + 1
    )
}
