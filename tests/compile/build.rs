//! Compiles every contract of `tests/accept`, each into a module of its own, and the one of `tests/wire`.

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let tests = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("..");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut modules = String::new();
    for case in cases(&tests.join("accept"))? {
        let name = case.file_name().unwrap_or_default().to_string_lossy();
        tempoc::Config::new()
            .root(&case)
            .schema("schema.tempoc.yaml")
            .out_dir(out.join("cases").join(&*name))
            .compile_for_cargo()?;
        // Words of Rust may be the names of cases.
        writeln!(modules, "/// The case `{name}`.")?;
        writeln!(modules, "#[path = \"cases/{name}/mod.rs\"]")?;
        writeln!(modules, "pub mod case_{name};")?;
    }
    fs::write(out.join("cases.rs"), modules)?;
    tempoc::Config::new()
        .root(tests.join("wire"))
        .schema("contract.tempoc.yaml")
        .compile_for_cargo()?;
    // A case may come or go.
    println!("cargo:rerun-if-changed=../accept");
    Ok(())
}

/// The folders with a contract, sorted.
fn cases(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut cases = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.join("schema.tempoc.yaml").is_file() {
            cases.push(path);
        }
    }
    cases.sort();
    Ok(cases)
}
