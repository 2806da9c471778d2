//! The changes, as they are written down.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use tempoc::sample::Random;
use tempoc::{Compilation, Config};

use crate::chance;

/// All files of `matrix`.
pub(crate) struct Matrix {
    pub(crate) versions: Vec<Version>,
    pub(crate) changes: Vec<Change>,
}

/// A version of a contract. Changes of the same contract share it.
pub(crate) struct Version {
    schema: String,
    common: String,
    pub(crate) compilation: Compilation,
}

/// A change from one version to another.
pub(crate) struct Change {
    /// The file and what it is called there: `fields/required-added`.
    pub(crate) name: String,
    /// The position of the old version.
    pub(crate) old: usize,
    /// The position of the new version.
    pub(crate) new: usize,
    /// What new readers do with what old writers write; not known of what was made up by chance.
    pub(crate) old_to_new: Option<Effect>,
    /// What old readers do with what new writers write.
    pub(crate) new_to_old: Option<Effect>,
    /// The rule that finds it; none where there is nothing to find in payloads.
    pub(crate) rule: Option<String>,
    /// Why the tool may say that more breaks than two versions show.
    pub(crate) beyond: Option<String>,
}

impl Change {
    /// One whose effects are written down nowhere.
    pub(crate) fn unnamed(name: String, old: usize, new: usize) -> Self {
        Self {
            name,
            old,
            new,
            old_to_new: None,
            new_to_old: None,
            rule: None,
            beyond: None,
        }
    }
}

/// The worst that happens to a value.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Effect {
    /// Every value is read as it is.
    Reads,
    /// The reader has more than was written: a default.
    Adds,
    /// The reader does not know a part, which is gone when it writes.
    Drops,
    /// The reader has another value.
    Alters,
    /// Some value is not read.
    Refuses,
}

impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Reads => "reads",
            Self::Adds => "adds",
            Self::Drops => "drops",
            Self::Alters => "alters",
            Self::Refuses => "refuses",
        })
    }
}

/// A file: a contract and changes of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Topic {
    contract: String,
    #[serde(default)]
    change: Vec<Row>,
    /// Every type in place of every other one; see `scalars.toml`.
    table: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    /// The rule that finds it; none where there is nothing to find in payloads.
    rule: Option<String>,
    /// What is replaced in the contract for the old version.
    #[serde(default)]
    old: Vec<(String, String)>,
    /// What is replaced in the contract for the new version.
    #[serde(default)]
    new: Vec<(String, String)>,
    old_to_new: Effect,
    new_to_old: Effect,
    beyond: Option<String>,
}

impl Matrix {
    pub(crate) fn read() -> Self {
        let mut matrix = Self {
            versions: Vec::new(),
            changes: Vec::new(),
        };
        let mut broken = Vec::new();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("matrix");
        let entries = fs::read_dir(folder).unwrap();
        let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            let topic: Topic =
                toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            let stem = file.file_stem().unwrap().to_string_lossy();
            let rows = topic.table.iter().flat_map(|table| rows_of(table));
            for row in topic.change.into_iter().chain(rows) {
                let name = format!("{stem}/{}", row.name);
                let old = matrix.version(&topic.contract, &row.old);
                let new = matrix.version(&topic.contract, &row.new);
                let (old, new) = match (old, new) {
                    (Ok(old), Ok(new)) => (old, new),
                    (Err(error), _) | (_, Err(error)) => {
                        broken.push(format!("{name}: {error}"));
                        continue;
                    }
                };
                matrix.changes.push(Change {
                    name,
                    old,
                    new,
                    old_to_new: Some(row.old_to_new),
                    new_to_old: Some(row.new_to_old),
                    rule: row.rule,
                    beyond: row.beyond,
                });
            }
        }
        assert!(broken.is_empty(), "{}", broken.join("\n\n"));
        matrix
    }

    /// Adds the pull requests of `tests/pull-requests`, whose effects are in no file.
    pub(crate) fn add_pull_requests(&mut self) {
        #[derive(Deserialize)]
        struct PullRequests {
            pull_request: Vec<PullRequest>,
        }
        #[derive(Deserialize)]
        struct PullRequest {
            title: String,
            edits: Vec<(String, String)>,
            #[serde(default)]
            common: String,
        }
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let text = |path: &str| fs::read_to_string(root.join(path)).unwrap();
        let requests: PullRequests =
            toml::from_str(&text("tests/pull-requests/pull_requests.toml")).unwrap();
        let order = text("schemas/order.tempoc.yaml");
        let common = text("schemas/common.tempoc.yaml");
        let old = self.compiled(order.clone(), &common).unwrap();
        for request in requests.pull_request {
            let new = request
                .edits
                .iter()
                .fold(order.clone(), |text, (from, to)| {
                    assert!(text.contains(from), "{}: {from}", request.title);
                    text.replace(from, to)
                });
            let common = format!("{common}{}", request.common);
            let new = self.compiled(new, &common).unwrap();
            let name = format!("pull request: {}", request.title);
            self.changes.push(Change::unnamed(name, old, new));
        }
    }

    /// Adds contracts by chance, each with a change by chance.
    pub(crate) fn add_by_chance(&mut self, count: usize, seed: u64) {
        let mut random = Random::new(seed);
        let mut tries = 0;
        let all = self.changes.len() + count;
        while tries < count * 4 && self.changes.len() < all {
            tries += 1;
            let old = chance::Draft::by_chance(&mut random);
            let (new, edits) = chance::edit(&old, &mut random);
            // A default beyond a limit, an alias twice: what the language refuses.
            if let (Ok(old), Ok(new)) = (
                self.compiled(old.to_string(), ""),
                self.compiled(new.to_string(), ""),
            ) && old != new
            {
                let name = format!("chance/{tries}: {}", edits.join(", "));
                self.changes.push(Change::unnamed(name, old, new));
            }
        }
        assert_eq!(
            self.changes.len(),
            all,
            "too many of the contracts do not compile"
        );
    }

    /// The position of the version that some edits make.
    fn version(&mut self, contract: &str, edits: &[(String, String)]) -> Result<usize, String> {
        let mut schema = contract.to_owned();
        for (find, replace) in edits {
            if !schema.contains(find) {
                return Err(format!("nothing reads `{find}`"));
            }
            schema = schema.replace(find, replace);
        }
        self.compiled(schema, "")
    }

    /// The position of a schema, which may import a file.
    fn compiled(&mut self, schema: String, common: &str) -> Result<usize, String> {
        let mut known = self.versions.iter();
        let is_same = |version: &Version| version.schema == schema && version.common == common;
        if let Some(position) = known.position(is_same) {
            return Ok(position);
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("contract.tempoc.yaml");
        fs::write(&path, &schema).unwrap();
        fs::write(folder.path().join("common.tempoc.yaml"), common).unwrap();
        let config = Config::new().root(folder.path()).schema(&path);
        let compiled = config.without_rust().compile();
        self.versions.push(Version {
            schema,
            common: common.to_owned(),
            compilation: compiled.map_err(|error| error.to_string())?,
        });
        Ok(self.versions.len() - 1)
    }
}

/// The changes of a table: one for each two names, in the order that it has them in.
fn rows_of(table: &str) -> Vec<Row> {
    let mut lines = table.lines();
    let names: Vec<&str> = lines
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    let effects: Vec<Vec<&str>> = lines
        .zip(&names)
        .map(|(line, name)| {
            let mut words = line.split_whitespace();
            assert_eq!(
                words.next(),
                Some(*name),
                "the rows are not in the order of the columns"
            );
            words.collect()
        })
        .collect();
    let effect = |written: usize, read: usize| match effects[written][read] {
        "=" => Effect::Reads,
        "~" => Effect::Alters,
        "x" => Effect::Refuses,
        word => panic!("{word} is no effect"),
    };
    let mut rows = Vec::new();
    for (old, old_name) in names.iter().enumerate() {
        for (new, new_name) in names.iter().enumerate().skip(old + 1) {
            let edits = |name: &str| vec![("TYPE".to_owned(), name.to_owned())];
            rows.push(Row {
                name: format!("{old_name}-to-{new_name}"),
                rule: None,
                old: edits(old_name),
                new: edits(new_name),
                old_to_new: effect(old, new),
                new_to_old: effect(new, old),
                beyond: None,
            });
        }
    }
    rows
}
