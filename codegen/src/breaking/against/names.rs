//! What the files of an old version are called.

use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

use crate::report::shown_path;
use crate::source::{Source, SourceMap};

/// How the files of an old version are called, in reports and as paths.
#[derive(Debug)]
pub(super) enum Names {
    /// By their paths on disk, which begin with what was named.
    OnDisk {
        /// What was named, as it was.
        named: PathBuf,
    },
    /// By the paths that they have, or would have, in the present contract, and where they are from.
    Elsewhere {
        /// `v1.3.0`
        origin: String,
        /// The present contract's folder on disk.
        root: PathBuf,
        /// The same folder, among the old files.
        prefix: PathBuf,
    },
}

impl Names {
    pub(super) fn on_disk(named: &Path) -> Self {
        Self::OnDisk {
            named: named.to_path_buf(),
        }
    }

    pub(super) fn elsewhere(origin: &str, root: &Path, prefix: &Path) -> Self {
        Self::Elsewhere {
            origin: origin.to_owned(),
            root: root.to_path_buf(),
            prefix: prefix.to_path_buf(),
        }
    }

    /// The same files under the names that tell them from the present ones. `base` is the folder
    /// that was named, or that the file that was named is in.
    pub(super) fn rename(&self, sources: &SourceMap, base: &Path) -> SourceMap {
        let mut renamed = SourceMap::default();
        for (_, source) in sources.iter() {
            let (name, path) = self.of(&source.path, base);
            renamed.add(Source {
                name,
                path,
                text: source.text.clone(),
                mark: source.mark,
            });
        }
        renamed
    }

    fn of(&self, path: &Path, base: &Path) -> (String, PathBuf) {
        match self {
            Names::OnDisk { named } => {
                let inside = relative(base, path);
                let folder = match inside.as_os_str().is_empty() {
                    true => Some(named.as_path()),
                    // A file that was named stands for its folder here.
                    false if named.is_file() => named.parent(),
                    false => Some(named.as_path()),
                };
                let shown = folder.unwrap_or(Path::new("")).join(inside);
                (shown_path(&shown), path.to_path_buf())
            }
            Names::Elsewhere {
                origin,
                root,
                prefix,
            } => {
                let inside = relative(prefix, path);
                let name = format!("{} @ {origin}", shown_path(&inside));
                let mut path = OsString::from(joined(root, &inside));
                path.push(format!(" @ {origin}"));
                (name, PathBuf::from(path))
            }
        }
    }
}

/// The way from a folder to a file; both start at the same place and have no `..`.
pub(super) fn relative(folder: &Path, file: &Path) -> PathBuf {
    let shared = folder
        .components()
        .zip(file.components())
        .take_while(|(a, b)| a == b)
        .count();
    let up = folder
        .components()
        .skip(shared)
        .map(|_| Component::ParentDir);
    up.chain(file.components().skip(shared)).collect()
}

/// The path of a file by its way from a folder of the same place; `None` where it leads out.
pub(super) fn from_folder(folder: &Path, inside: impl AsRef<Path>) -> Option<PathBuf> {
    let mut path = folder.to_path_buf();
    for part in inside.as_ref().components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if path.pop() => {}
            Component::Normal(name) => path.push(name),
            Component::ParentDir | Component::Prefix(_) | Component::RootDir => return None,
        }
    }
    Some(path)
}

/// The path of a file by its way from a folder, without `..` where the folder is long enough.
fn joined(folder: &Path, inside: &Path) -> PathBuf {
    let mut path = folder.to_path_buf();
    for part in inside.components() {
        match part {
            Component::ParentDir => {
                path.pop();
            }
            _ => path.push(part),
        }
    }
    path
}
