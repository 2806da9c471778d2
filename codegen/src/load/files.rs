//! Where files come from.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

/// A place that files are read from.
pub trait Files {
    /// The one true path of a file or folder: absolute where the place has a notion of it, without
    /// `.`, `..` and symbolic links.
    ///
    /// # Errors
    ///
    /// [`io::ErrorKind::NotFound`] where there is nothing at `path`.
    fn canonical(&self, path: &Path) -> io::Result<PathBuf>;

    /// The first `limit` bytes of a file.
    ///
    /// # Errors
    ///
    /// [`io::ErrorKind::IsADirectory`] for a folder, and whatever reading gives.
    fn read(&self, path: &Path, limit: usize) -> io::Result<Vec<u8>>;

    /// The names of the files in a folder, in any order; none where it cannot be listed.
    fn names_in(&self, folder: &Path) -> Vec<String>;
}

/// The disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Files for Disk {
    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(here_if_empty(path))
    }

    fn read(&self, path: &Path, limit: usize) -> io::Result<Vec<u8>> {
        // Looked at before it is opened: opening a pipe would wait for a writer for ever.
        let kind = fs::metadata(path)?.file_type();
        if kind.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        if !kind.is_file() {
            return Err(io::Error::other("it is a device or a pipe, not a file"));
        }
        let mut bytes = Vec::new();
        fs::File::open(path)?
            .take(limit as u64)
            .read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn names_in(&self, folder: &Path) -> Vec<String> {
        fs::read_dir(here_if_empty(folder))
            .into_iter()
            .flatten()
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .collect()
    }
}

/// The parent of a bare file name is an empty path, which the system does not take for a folder.
fn here_if_empty(path: &Path) -> &Path {
    if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    }
}

/// Files that were never on a disk: tests, editors, other versions.
///
/// ```
/// use std::path::{Path, PathBuf};
/// use tempoc::diagnostic::Diagnostics;
/// use tempoc::load::{Memory, load_from};
///
/// let files = Memory::from_iter([("a.tempoc.yaml", "tempoc: 1\npackage: a.v1\n")]);
/// let mut diagnostics = Diagnostics::default();
/// let loaded = load_from(&files, &[PathBuf::from("a.tempoc.yaml")], Path::new("."), &mut diagnostics)?;
/// assert_eq!(loaded.files.len(), 1);
/// # Ok::<(), tempoc::load::LoadError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Memory {
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl Memory {
    /// Puts a file at a path, relative to the folder that everything is in.
    pub fn insert(&mut self, path: impl AsRef<Path>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(without_dots(path.as_ref()), bytes.into());
    }

    /// The paths of all files, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.keys().map(PathBuf::as_path)
    }
}

impl<P: AsRef<Path>, B: Into<Vec<u8>>> FromIterator<(P, B)> for Memory {
    fn from_iter<I: IntoIterator<Item = (P, B)>>(files: I) -> Self {
        let mut memory = Self::default();
        for (path, bytes) in files {
            memory.insert(path, bytes);
        }
        memory
    }
}

impl Files for Memory {
    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        let path = without_dots(path);
        // What is in a folder comes right behind it.
        let mut behind = self.files.range::<PathBuf, _>(&path..);
        if path.as_os_str().is_empty()
            || behind
                .next()
                .is_some_and(|(file, _)| file.starts_with(&path))
        {
            Ok(path)
        } else {
            Err(io::ErrorKind::NotFound.into())
        }
    }

    fn read(&self, path: &Path, limit: usize) -> io::Result<Vec<u8>> {
        let path = without_dots(path);
        match self.files.get(&path) {
            Some(bytes) => Ok(bytes.get(..limit).unwrap_or(bytes).to_vec()),
            None if self.canonical(&path).is_ok() => Err(io::ErrorKind::IsADirectory.into()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn names_in(&self, folder: &Path) -> Vec<String> {
        let folder = without_dots(folder);
        self.files
            .keys()
            .filter(|path| path.parent() == Some(&folder))
            .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
            .collect()
    }
}

/// A path without `.` and `..`, as far as `..` has something to take away.
pub(super) fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => {
                plain.push(component)
            }
        }
    }
    plain
}
