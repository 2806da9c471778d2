//! Changes of the contract, as they are written down in `changes`.

use std::error::Error;
use std::fs;
use std::path::Path;

use serde::Deserialize;

/// A change of the contract, and of the workflows where they would not compile otherwise.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// What it is called.
    pub name: String,
    /// The name of its file.
    #[serde(skip)]
    pub topic: String,
    /// The edits of the contract.
    #[serde(default)]
    pub new: Vec<Edit>,
    /// The edits of the workflows in Rust.
    #[serde(default)]
    pub rust: Vec<Edit>,
    /// The edits of the workflows and activities in Python.
    #[serde(default)]
    pub python: Vec<Edit>,
    /// What it depends on whether histories replay, or whether both versions get on, where that is said to break and
    /// does not.
    pub depends: Option<String>,
    /// What the histories have that the recorded contract does not declare, where replay breaks for that alone: no
    /// comparison of contracts can know of it.
    pub foreign: Option<String>,
    /// Whether it is replayed in Rust every time, rather than with its part of all changes alone.
    #[serde(default)]
    pub sampled: bool,
    /// Whether the team has said that pinned executions stay with the version that they began with: what is said is
    /// said under that assumption, and one of them is kept running while the new version is deployed.
    #[serde(default)]
    pub pinned_stay: bool,
    /// Whether clients, workflows and activities of both versions also meet on a server.
    #[serde(default)]
    pub live: bool,
}

/// A text, and what is written in its place wherever it stands.
pub type Edit = (String, String);

/// All changes of a folder. The first changes nothing, and is called `unchanged`.
pub fn changes(folder: &Path) -> Result<Vec<Change>, Box<dyn Error>> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Topic {
        change: Vec<Change>,
    }
    let mut topics: Vec<_> = fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    topics.sort_by_key(fs::DirEntry::path);
    let mut changes = vec![Change {
        name: "unchanged".to_owned(),
        topic: String::new(),
        new: Vec::new(),
        rust: Vec::new(),
        python: Vec::new(),
        depends: None,
        foreign: None,
        sampled: true,
        pinned_stay: false,
        live: true,
    }];
    for topic in topics {
        let path = topic.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let topic: Topic = toml::from_str(&fs::read_to_string(&path)?)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        let topic = topic.change.into_iter().map(|change| Change {
            topic: name.clone().into_owned(),
            ..change
        });
        changes.extend(topic);
    }
    Ok(changes)
}

/// A text with its edits made, one after another.
pub fn edited(text: &str, edits: &[Edit]) -> Result<String, String> {
    let mut text = text.to_owned();
    for (from, to) in edits {
        if !text.contains(from) {
            return Err(format!("nothing reads {from:?}"));
        }
        text = text.replace(from, to);
    }
    Ok(text)
}
