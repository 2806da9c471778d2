//! Compiles versions of the contract, each with its workflows in a module of its own: the one that was recorded, and
//! a sample of the changes, or all of them with `TEMPOC_HISTORIES=all`.

#[allow(unreachable_pub, reason = "the library has it too")]
#[path = "src/change.rs"]
mod change;

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use tempoc::files::Leftovers;

use change::{Change, changes, edited};

fn main() -> Result<(), Box<dyn Error>> {
    let all = env::var("TEMPOC_HISTORIES").is_ok_and(|which| which == "all");
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut modules = String::new();
    let mut list = String::new();
    for change in changes(&here.join("changes"))? {
        if !all && !change.sampled {
            continue;
        }
        let module = change.name.replace('-', "_");
        let folder = out.join(&module);
        compile(&change, &here, &folder)?;
        writeln!(
            modules,
            "pub mod {module} {{ #[path = {:?}] pub mod contract; #[path = {:?}] pub mod exerciser; }}",
            folder.join("contract/mod.rs"),
            folder.join("exerciser.rs"),
        )?;
        writeln!(list, "({:?}, {module}::exerciser::replayer),", change.name)?;
    }
    let text = format!(
        "{modules}\n/// What replays histories with each version.\npub const REPLAYERS: &[(&str, fn() -> tempoc_runtime::Replayer)] = &[\n{list}];\n"
    );
    fs::write(out.join("versions.rs"), text)?;
    for watched in [
        "contract.tempoc.yaml",
        "exerciser.rs",
        "src/change.rs",
        "changes",
    ] {
        println!("cargo:rerun-if-changed={watched}");
    }
    println!("cargo:rerun-if-env-changed=TEMPOC_HISTORIES");
    Ok(())
}

fn compile(change: &Change, here: &Path, folder: &Path) -> Result<(), Box<dyn Error>> {
    let in_change = |error: String| format!("{}: {error}", change.name);
    let contract = fs::read_to_string(here.join("contract.tempoc.yaml"))?;
    let contract = edited(&contract, &change.new).map_err(in_change)?;
    fs::create_dir_all(folder)?;
    fs::write(folder.join("contract.tempoc.yaml"), contract)?;
    let compilation = tempoc::Config::new()
        .root(folder)
        .schema("contract.tempoc.yaml")
        // A module, like a contract that is generated into a folder of its own.
        .out_dir(folder)
        .client(false)
        .compile()
        .map_err(|error| in_change(error.to_string()))?;
    let modules = folder.join("contract");
    compilation.files().write(&modules, Leftovers::Keep)?;
    let exerciser = fs::read_to_string(here.join("exerciser.rs"))?;
    let exerciser = edited(&exerciser, &change.rust).map_err(in_change)?;
    fs::write(folder.join("exerciser.rs"), exerciser)?;
    Ok(())
}
