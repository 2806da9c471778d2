//! A version of the contract: its Python, and what is said of the change that makes it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use tempoc::breaking::slots::Assumptions;
use tempoc::breaking::{Finding, judge};
use tempoc::emit::python::Options;
use tempoc::files::Leftovers;
use tempoc::model::Model;
use tempoc::{Compilation, Config};
use tempoc_replay::change::{Change, Edit, changes, edited};
use tempoc_replay::versions::{IS_PART, REPLAYERS};

/// The recorded version, and those that are tried: all of them, of which a sample is compiled in Rust, or a part of
/// them, which is.
pub(crate) static VERSIONS: LazyLock<Vec<Version>> = LazyLock::new(|| {
    let recorded = fs::read_to_string(here("contract.tempoc.yaml")).unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("recorded");
    let old = compile(&folder, &recorded).unwrap();
    let changes = changes(&here("changes")).unwrap().into_iter();
    let tried = changes.filter(|change| !IS_PART || is_compiled(change));
    tried
        .map(|change| Version::generate(change, &recorded, old.model()))
        .collect()
});

/// Whether a version is compiled in Rust.
pub(crate) fn is_compiled(change: &Change) -> bool {
    REPLAYERS.iter().any(|(name, _)| *name == change.name)
}

/// The files beside the contract, of which a change edits those that have what it looks for.
const PYTHON: [&str; 3] = ["exerciser.py", "activities.py", "caller.py"];

pub(crate) struct Version {
    pub(crate) change: Change,
    /// A package of Python: the contract, and what implements and calls it.
    pub(crate) folder: PathBuf,
    /// What is said to somebody who has the recorded version.
    pub(crate) findings: Vec<Finding>,
}

impl Version {
    fn generate(change: Change, recorded: &str, old: &Model) -> Self {
        let name = &change.name;
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name.replace('-', "_"));
        let new = edited(recorded, &change.new)
            .and_then(|contract| compile(&folder, &contract))
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let package = folder.join("contracts");
        new.python().write(&package, Leftovers::Delete).unwrap();
        write_python(&folder, &change);
        let assumptions = Assumptions {
            pinned_stay: change.pinned_stay,
        };
        Self {
            findings: judge(old, new.model(), assumptions),
            change,
            folder,
        }
    }
}

impl Version {
    /// What its folder is called, as the programs in Python call the version.
    pub(crate) fn folder_name(&self) -> String {
        let name = self.folder.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }
}

/// Compiles a contract that is written into a folder, with its Python.
fn compile(folder: &Path, contract: &str) -> Result<Compilation, String> {
    fs::create_dir_all(folder).unwrap();
    write(&folder.join("contract.tempoc.yaml"), contract);
    let config = Config::new().root(folder).schema("contract.tempoc.yaml");
    let config = config.without_rust().python(Options::default());
    config.compile().map_err(|error| error.to_string())
}

fn write_python(folder: &Path, change: &Change) {
    let name = &change.name;
    let texts = PYTHON.map(|file| fs::read_to_string(here("python/version").join(file)).unwrap());
    for (from, _) in &change.python {
        let is_somewhere = texts.iter().any(|text| text.contains(from));
        assert!(is_somewhere, "{name}: no Python reads {from:?}");
    }
    for (file, text) in PYTHON.iter().zip(texts) {
        let edits = change.python.iter();
        let edits: Vec<Edit> = edits
            .filter(|(from, _)| text.contains(from))
            .cloned()
            .collect();
        write(&folder.join(file), &edited(&text, &edits).unwrap());
    }
    write(&folder.join("__init__.py"), "");
    let reading = fs::read_to_string(here("reading.json")).unwrap();
    write(&folder.join("reading.json"), &reading);
}

/// Leaves a file alone that is as it should be, so that Python need not compile it again.
fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::write(path, text).unwrap();
    }
}

/// A file of this package.
pub(crate) fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
