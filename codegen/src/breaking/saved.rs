//! A contract in one file: what `tempoc save` writes, to be compared with later.
//!
//! It holds the sources and not what they mean, so that every later tempoc can read it.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use hmac_sha256::Hash;
use serde::{Deserialize, Serialize};

use crate::ast;
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::files::HEADER;
use crate::load::{self, Files, Loaded, Memory};
use crate::report::{Error, Report, shown_path};

/// The name of the file that `tempoc save` writes where none is given.
pub const FILE_NAME: &str = "contract.tempoc.json";

/// The layout of the file; a reader of one reads all before it.
const FORMAT: u64 = 1;

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// How long a file may be: as long as all sources, were every second letter written as two.
const MAX_BYTES: usize = 2 * load::MAX_TOTAL_BYTES;

/// A contract that was read back.
#[derive(Clone, Debug)]
pub(super) struct Saved {
    /// The files that it begins with.
    pub(super) entries: Vec<PathBuf>,
    files: Memory,
    links: BTreeMap<PathBuf, PathBuf>,
}

/// Why a file is no contract that can be read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Damage {
    /// It is not one, or is not whole any more; the words say how that shows.
    Damaged(String),
    /// It is of a layout that this tempoc does not know; the text is the version of its writer.
    Newer(String),
}

/// Compiles a contract and gives it as one text, the same text for the same sources; and what the
/// compilation warns of.
///
/// # Errors
///
/// Everything that is wrong with the contract.
pub fn save(config: &Config) -> Result<(String, Report), Error> {
    let mut diagnostics = Diagnostics::default();
    let root = config.root_path();
    let loaded = load::load(&config.entries(), &root, &mut diagnostics)?;
    let contents = Contents::of(&loaded, &fs::canonicalize(&root).unwrap_or(root));
    let (report, _) = crate::understand_loaded(loaded, diagnostics)?;
    let document = Document {
        about: format!("{HEADER} {VERSION}. Do not edit."),
        format: FORMAT,
        tempoc: String::from(VERSION),
        sha256: contents.digest(),
        contents,
    };
    // Neither can fail for a document of texts alone.
    let text = serde_json::to_string_pretty(&document).unwrap_or_default();
    // The first line says whose file it is, as in all files of ours.
    let text = text.replacen("{\n ", "{", 1);
    Ok((format!("{text}\n"), report))
}

#[derive(Debug, Serialize, Deserialize)]
struct Document {
    about: String,
    format: u64,
    /// The version that wrote it.
    tempoc: String,
    sha256: String,
    #[serde(flatten)]
    contents: Contents,
}

/// What the digest is of. Paths have `/` between their parts, and start at the same folder.
#[derive(Debug, Serialize, Deserialize)]
struct Contents {
    entries: Vec<String>,
    /// Sorted by path.
    files: Vec<File>,
    /// Paths of imports that lead to a file by another path, as symbolic links do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct File {
    path: String,
    text: String,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Link {
    path: String,
    to: String,
}

impl Contents {
    /// Paths start at `root`, or at the nearest folder above that holds every file.
    fn of(loaded: &Loaded, root: &Path) -> Self {
        let sources = || loaded.sources.iter().map(|(_, source)| source);
        let mut base = root;
        for source in sources() {
            while !source.path.starts_with(base) {
                match base.parent() {
                    Some(above) => base = above,
                    None => break,
                }
            }
        }
        let inside = |path: &Path| shown_path(path.strip_prefix(base).unwrap_or(path));
        let path_of = |id| loaded.sources.get(id).path.as_path();
        let mut files: Vec<File> = sources()
            .map(|source| File {
                path: inside(&source.path),
                text: source.text.clone(),
            })
            .collect();
        files.sort();
        let mut links: Vec<Link> = loaded
            .files
            .iter()
            .flat_map(|file| file.imports.iter().map(move |import| (file, import)))
            .filter_map(|(file, import)| {
                let key = (file.id, import.alias.value.clone());
                let to = path_of(*loaded.imports.get(&key)?);
                let path = written_path(path_of(file.id), import);
                (path != to).then(|| Link {
                    path: inside(&path),
                    to: inside(to),
                })
            })
            .collect();
        links.sort();
        links.dedup();
        let entries = loaded.entries.iter().map(|id| inside(path_of(*id)));
        Self {
            entries: entries.collect(),
            files,
            links,
        }
    }

    fn digest(&self) -> String {
        let text = serde_json::to_vec(self).unwrap_or_default();
        let digest = Hash::hash(&text);
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The path that an import leads to by its letters alone.
fn written_path(importer: &Path, import: &ast::Import) -> PathBuf {
    let mut path = importer.parent().unwrap_or(Path::new("")).to_path_buf();
    for part in Path::new(&import.path.value).components() {
        match part {
            Component::ParentDir => {
                path.pop();
            }
            Component::Normal(name) => path.push(name),
            Component::CurDir | Component::Prefix(_) | Component::RootDir => {}
        }
    }
    path
}

impl Saved {
    /// Reads what [`save`] gave, from anywhere.
    pub(super) fn read(files: &dyn Files, path: &Path) -> io::Result<Result<Self, Damage>> {
        let bytes = files.read(path, MAX_BYTES + 1)?;
        Ok(match bytes.len() > MAX_BYTES {
            true => Err(Damage::Damaged(String::from(
                "it is larger than any contract that was saved",
            ))),
            false => Self::parse(&bytes),
        })
    }

    /// The paths of all files, sorted.
    pub(super) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.paths()
    }

    fn parse(bytes: &[u8]) -> Result<Self, Damage> {
        let damaged = |why: &str| Damage::Damaged(why.to_owned());
        if bytes.trim_ascii().is_empty() {
            return Err(damaged("it is empty"));
        }
        let value: serde_json::Value =
            serde_json::from_slice(bytes).map_err(|error| match error.is_eof() {
                true => damaged("it breaks off before its end"),
                false => damaged(&format!("it is not JSON: {error}")),
            })?;
        let format = value.get("format").and_then(serde_json::Value::as_u64);
        let writer = value.get("tempoc").and_then(serde_json::Value::as_str);
        let (Some(format), Some(writer)) = (format, writer) else {
            return Err(damaged("`tempoc save` did not write it"));
        };
        if format > FORMAT {
            return Err(Damage::Newer(writer.to_owned()));
        }
        let document: Document =
            serde_json::from_value(value).map_err(|error| damaged(&error.to_string()))?;
        if document.sha256 != document.contents.digest() {
            return Err(damaged("it was changed since, as its `sha256` tells"));
        }
        let Contents {
            entries,
            files,
            links,
        } = document.contents;
        let files = files.into_iter().map(|file| (file.path, file.text));
        let links = links
            .into_iter()
            .map(|link| (link.path.into(), link.to.into()));
        Ok(Self {
            entries: entries.into_iter().map(PathBuf::from).collect(),
            files: files.collect(),
            links: links.collect(),
        })
    }
}

impl Files for Saved {
    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        match self.links.get(path) {
            Some(to) => self.files.canonical(to),
            None => self.files.canonical(path),
        }
    }

    fn read(&self, path: &Path, limit: usize) -> io::Result<Vec<u8>> {
        self.files.read(path, limit)
    }

    fn names_in(&self, folder: &Path) -> Vec<String> {
        self.files.names_in(folder)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::{Contents, File};

    #[test]
    fn the_digest_is_that_of_the_contents_alone_and_stays_the_same() {
        let contents = Contents {
            entries: vec![String::from("a.tempoc.yaml")],
            files: vec![File {
                path: String::from("a.tempoc.yaml"),
                text: String::from("tempoc: 1\n"),
            }],
            links: Vec::new(),
        };
        // `sha256sum` of {"entries":["a.tempoc.yaml"],"files":[{"path":"a.tempoc.yaml","text":"tempoc: 1\n"}]}
        assert_eq!(
            contents.digest(),
            "2d555dbba9f062a5698e7006fba6d44fbe3aa01abf93a2b774ee52bba6a0d2fb"
        );
    }
}
