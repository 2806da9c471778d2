//! Compiles versions of the contract, each with its workflows in a module of its own: the one that was recorded, and
//! a sample of the changes, or a part of all of them: `TEMPOC_REPLAY=2/5` is the second fifth, and `TEMPOC_REPLAY=unions`
//! what is in `changes/unions.toml`.

#[allow(
    dead_code,
    unreachable_pub,
    reason = "the library has it too, and reads all of it"
)]
#[path = "src/change.rs"]
mod change;

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use tempoc::files::Leftovers;

use change::{Change, changes, edited};

fn main() -> Result<(), Box<dyn Error>> {
    let part = part()?;
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut modules = String::new();
    let mut list = String::new();
    let changes = changes(&here.join("changes"))?;
    if let Some(Part::Topic(topic)) = &part
        && changes.iter().all(|change| change.topic != *topic)
    {
        return Err(format!("a part is for example `2/5` or `unions`, and not `{topic}`").into());
    }
    for (position, change) in changes.into_iter().enumerate() {
        let is_wanted = match &part {
            _ if position == 0 => true,
            None => change.sampled,
            Some(Part::Of(part, parts)) => position % parts == part - 1,
            Some(Part::Topic(topic)) => change.topic == *topic,
        };
        if !is_wanted {
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
        "{modules}\n/// A change, and what makes the replayer of its version.\npub type Version = (&'static str, fn() -> tempoc_runtime::Replayer);\n\n/// What replays histories with each version.\npub const REPLAYERS: &[Version] = &[\n{list}];\n\n/// Whether they are a part of all changes, rather than a sample.\npub const IS_PART: bool = {};\n",
        part.is_some(),
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
    println!("cargo:rerun-if-env-changed=TEMPOC_REPLAY");
    Ok(())
}

/// A part of the changes.
enum Part {
    /// Which, and of how many.
    Of(usize, usize),
    /// The changes of a file.
    Topic(String),
}

/// Which part of the changes is wanted; none for the sample.
fn part() -> Result<Option<Part>, Box<dyn Error>> {
    let Ok(given) = env::var("TEMPOC_REPLAY") else {
        return Ok(None);
    };
    let Some((part, parts)) = given.split_once('/') else {
        return Ok(Some(Part::Topic(given)));
    };
    let (part, parts) = (part.parse()?, parts.parse()?);
    match (1..=parts).contains(&part) {
        true => Ok(Some(Part::Of(part, parts))),
        false => Err(format!("there is no part {given}").into()),
    }
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
