//! A version of the contract: its Python, and what is said of the replay of histories with it.

use std::fs;
use std::path::{Path, PathBuf};

use tempoc::Config;
use tempoc::breaking::finding::Level;
use tempoc::breaking::judge;
use tempoc::emit::python::Options;
use tempoc::files::Leftovers;
use tempoc::model::Model;
use tempoc_histories::change::{Change, Edit, edited};

/// The files beside the contract, of which a change edits those that have what it looks for.
const PYTHON: [&str; 2] = ["exerciser.py", "activities.py"];

pub(crate) struct Version {
    pub(crate) change: Change,
    /// A package of Python: the contract and the workflows.
    pub(crate) folder: PathBuf,
    /// What is said of replay, and by which rules.
    pub(crate) said: Said,
}

#[derive(Default)]
pub(crate) struct Said {
    pub(crate) level: Level,
    pub(crate) rules: Vec<&'static str>,
}

impl Version {
    pub(crate) fn generate(change: Change) -> Self {
        let name = &change.name;
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name.replace('-', "_"));
        fs::create_dir_all(&folder).unwrap();
        let recorded = fs::read_to_string(here("contract.tempoc.yaml")).unwrap();
        let contract = edited(&recorded, &change.new)
            .unwrap_or_else(|error| panic!("the contract of {name}: {error}"));
        write(&folder.join("recorded.tempoc.yaml"), &recorded);
        write(&folder.join("contract.tempoc.yaml"), &contract);
        let old = model(&folder, "recorded.tempoc.yaml");
        let new = Config::new()
            .root(&folder)
            .schema("contract.tempoc.yaml")
            .without_rust()
            .python(Options::default())
            .compile()
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let package = folder.join("contracts");
        new.python().write(&package, Leftovers::Delete).unwrap();
        write_workflows(&folder, &change);
        Self {
            said: Said::of(&old, new.model()),
            change,
            folder,
        }
    }
}

impl Said {
    fn of(old: &Model, new: &Model) -> Self {
        let mut said = Self::default();
        for finding in judge(old, new) {
            let level = finding.verdict.replay;
            if level > said.level {
                said = Self {
                    level,
                    rules: Vec::new(),
                };
            }
            let rule = finding.change.rule.info().id;
            if level == said.level && level > Level::Safe && !said.rules.contains(&rule) {
                said.rules.push(rule);
            }
        }
        said
    }
}

fn model(folder: &Path, schema: &str) -> Model {
    let compiled = Config::new().root(folder).schema(schema).compile();
    compiled.unwrap().model().clone()
}

fn write_workflows(folder: &Path, change: &Change) {
    let name = &change.name;
    let texts = PYTHON.map(|file| fs::read_to_string(here("python/version").join(file)).unwrap());
    for (from, _) in &change.python {
        let is_somewhere = texts.iter().any(|text| text.contains(from));
        assert!(is_somewhere, "{name}: no Python reads {from:?}");
    }
    for (file, text) in PYTHON.iter().zip(texts) {
        let edits: Vec<Edit> = change
            .python
            .iter()
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
