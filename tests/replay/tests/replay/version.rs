//! A version of the contract: its Python, and what is said of the change that makes it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use tempoc::Config;
use tempoc::breaking::{Assumptions, Finding, judge};
use tempoc::emit::python::Options;
use tempoc::files::Leftovers;
use tempoc_replay::change::{Change, Edit, changes, edited};

/// All versions. The first is the one that was recorded.
pub(crate) static VERSIONS: LazyLock<Vec<Version>> = LazyLock::new(|| {
    let changes = changes(&here("changes")).unwrap();
    changes.into_iter().map(Version::generate).collect()
});

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
    fn generate(change: Change) -> Self {
        let name = &change.name;
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name.replace('-', "_"));
        fs::create_dir_all(&folder).unwrap();
        let recorded = fs::read_to_string(here("contract.tempoc.yaml")).unwrap();
        let contract = edited(&recorded, &change.new)
            .unwrap_or_else(|error| panic!("the contract of {name}: {error}"));
        write(&folder.join("recorded.tempoc.yaml"), &recorded);
        write(&folder.join("contract.tempoc.yaml"), &contract);
        let compiled = |schema: &str| {
            let config = Config::new().root(&folder).schema(schema).without_rust();
            let compiled = config.python(Options::default()).compile();
            compiled.unwrap_or_else(|error| panic!("{name}: {error}"))
        };
        let old = compiled("recorded.tempoc.yaml");
        let new = compiled("contract.tempoc.yaml");
        let package = folder.join("contracts");
        new.python().write(&package, Leftovers::Delete).unwrap();
        write_python(&folder, &change);
        Self {
            findings: judge(old.model(), new.model(), Assumptions::default()),
            change,
            folder,
        }
    }
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
