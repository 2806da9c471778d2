//! Compiles versions of the contract, each with its workflows in a module of its own: the one that was recorded, and
//! a sample of the mutations, or all of them with `TEMPOC_HISTORIES=all`.

#[path = "src/mutation.rs"]
mod mutation;
#[path = "src/mutations/mod.rs"]
mod mutations;

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use tempoc::files::Leftovers;

use mutation::{Mutation, edited};

fn main() -> Result<(), Box<dyn Error>> {
    let all = env::var("TEMPOC_HISTORIES").is_ok_and(|which| which == "all");
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut modules = String::new();
    let mut list = String::new();
    for mutation in mutations::all() {
        if !all && !mutation.is_sampled {
            continue;
        }
        let name = mutation.name.replace('-', "_");
        compile(&mutation, &here, &out.join(&name))?;
        let folder = out.join(&name);
        writeln!(
            modules,
            "pub mod {name} {{ #[path = {:?}] pub mod contract; #[path = {:?}] pub mod exerciser; }}",
            folder.join("contract/mod.rs"),
            folder.join("exerciser.rs"),
        )?;
        writeln!(list, "({:?}, {name}::exerciser::replayer),", mutation.name)?;
    }
    let text = format!(
        "{modules}\n/// What replays histories with each version.\npub const REPLAYERS: &[(&str, fn() -> tempoc_runtime::Replayer)] = &[\n{list}];\n"
    );
    fs::write(out.join("versions.rs"), text)?;
    for watched in [
        "contract.tempoc.yaml",
        "exerciser.rs",
        "src/mutation.rs",
        "src/mutations",
    ] {
        println!("cargo:rerun-if-changed={watched}");
    }
    println!("cargo:rerun-if-env-changed=TEMPOC_HISTORIES");
    Ok(())
}

fn compile(mutation: &Mutation, here: &Path, folder: &Path) -> Result<(), Box<dyn Error>> {
    let contract = fs::read_to_string(here.join("contract.tempoc.yaml"))?;
    let exerciser = fs::read_to_string(here.join("exerciser.rs"))?;
    fs::create_dir_all(folder)?;
    fs::write(
        folder.join("contract.tempoc.yaml"),
        edited(&contract, &mutation.contract)?,
    )?;
    let compilation = tempoc::Config::new()
        .root(folder)
        .schema("contract.tempoc.yaml")
        // A module, like a contract that is generated into a folder of its own.
        .out_dir(folder)
        .client(false)
        .compile()
        .map_err(|error| format!("{}: {error}", mutation.name))?;
    let modules = folder.join("contract");
    compilation.files().write(&modules, Leftovers::Keep)?;
    // The files of a package are in a folder of its name.
    fs::write(
        folder.join("exerciser.rs"),
        edited(&exerciser, &mutation.rust)?,
    )?;
    Ok(())
}
