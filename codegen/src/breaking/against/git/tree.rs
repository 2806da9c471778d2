//! The files of a commit.

use std::io;
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;

use super::super::problem::Problem;
use super::objects::{Entry, EntryKind, Folder};
use super::refs::Commit;
use super::repository::Repository;
use crate::load::Files;
use crate::report::shown_path;

/// How many symbolic links a path may lead through, as on a disk.
const MAX_LINKS: usize = 40;

/// The longest path that a symbolic link may hold.
const MAX_LINK_BYTES: usize = 4096;

/// The files of a commit, by their paths from the top of the repository.
#[derive(Debug)]
pub(in super::super) struct Tree<'r> {
    repository: &'r Repository,
    commit: &'r Commit,
    /// What reports say that the files are from.
    origin: &'r str,
}

/// What a path leads to, and its way there without links.
struct Found {
    path: PathBuf,
    entry: Entry,
}

impl<'r> Tree<'r> {
    pub(in super::super) fn new(
        repository: &'r Repository,
        commit: &'r Commit,
        origin: &'r str,
    ) -> Self {
        Self {
            repository,
            commit,
            origin,
        }
    }

    /// The names in a folder, and which of them are folders; none where it cannot be listed.
    pub(in super::super) fn list(&self, folder: &Path) -> Vec<(String, bool)> {
        let listed = self.find(folder).and_then(|found| match found.entry.kind {
            EntryKind::Folder => self.folder(&found.entry, &found.path),
            EntryKind::File | EntryKind::Link | EntryKind::Submodule => Ok(Rc::default()),
        });
        let listed = listed.unwrap_or_default();
        let names = listed.iter().filter_map(|(name, entry)| {
            let name = String::from_utf8(name.clone()).ok()?;
            Some((name, entry.kind == EntryKind::Folder))
        });
        names.collect()
    }

    fn find(&self, path: &Path) -> io::Result<Found> {
        let mut way: Vec<(PathBuf, Entry)> = Vec::new();
        let top = Entry {
            kind: EntryKind::Folder,
            oid: self.commit.tree.clone(),
        };
        let mut left: Vec<PathBuf> = Vec::new();
        push_parts(&mut left, path)?;
        let mut links = 0;
        while let Some(part) = left.pop() {
            if part == Path::new("..") {
                way.pop().ok_or_else(leads_out)?;
                continue;
            }
            let (here, folder) = match way.last() {
                Some((path, entry)) => (path.as_path(), entry),
                None => (Path::new(""), &top),
            };
            let name = part.as_os_str().as_encoded_bytes();
            let path = here.join(&part);
            let entry = match folder.kind {
                EntryKind::Folder => self.folder(folder, here)?.get(name).cloned(),
                EntryKind::Submodule => return Err(in_a_submodule()),
                EntryKind::File | EntryKind::Link => None,
            };
            let entry = entry.ok_or(io::ErrorKind::NotFound)?;
            if entry.kind != EntryKind::Link {
                way.push((path, entry));
                continue;
            }
            links += 1;
            if links > MAX_LINKS {
                return Err(io::Error::other("too many symbolic links lead to it"));
            }
            let target = self.object(&entry.oid, MAX_LINK_BYTES, &path)?;
            push_parts(&mut left, Path::new(&as_path(target)?))?;
        }
        Ok(match way.pop() {
            Some((path, entry)) => Found { path, entry },
            None => Found {
                path: PathBuf::new(),
                entry: top,
            },
        })
    }

    fn folder(&self, folder: &Entry, path: &Path) -> io::Result<Rc<Folder>> {
        let read = self.repository.read_folder(&folder.oid);
        self.present(read, path)
    }

    fn object(&self, oid: &str, limit: usize, path: &Path) -> io::Result<Vec<u8>> {
        let read = self.repository.read(oid, limit);
        Ok(self.present(read, path)?.bytes)
    }

    /// What was read at a path; what could not be is kept with its mend.
    fn present<T>(&self, read: Result<Option<T>, Problem>, path: &Path) -> io::Result<T> {
        let problem = match read {
            Ok(Some(read)) => return Ok(read),
            Ok(None) => self.absent(path),
            Err(problem) => problem,
        };
        let error = io::Error::other(problem.message.clone());
        self.repository.keep_trouble(problem);
        Err(error)
    }

    /// Why the repository does not have what it should have.
    fn absent(&self, path: &Path) -> Problem {
        let shown = shown_path(path);
        let origin = self.origin;
        if !self.repository.is_partial() {
            return Problem::new(
                "git-failed",
                format!("`{shown}` of `{origin}` is missing or damaged in this repository"),
                "see what else is with `git fsck`, and fetch or clone it anew",
            );
        }
        let folder = path.parent().map(shown_path).unwrap_or_default();
        let what = match folder.is_empty() {
            true => String::new(),
            false => format!(" -- '{folder}'"),
        };
        let commit = &self.commit.oid;
        Problem::new(
            "object-missing",
            format!("`{shown}` of `{origin}` was not fetched into this partial clone"),
            format!(
                "fetch it with `git archive {commit}{what} > /dev/null`, or clone without `--filter`"
            ),
        )
    }
}

impl Files for Tree<'_> {
    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(self.find(path)?.path)
    }

    fn read(&self, path: &Path, limit: usize) -> io::Result<Vec<u8>> {
        let found = self.find(path)?;
        match found.entry.kind {
            EntryKind::Folder => Err(io::ErrorKind::IsADirectory.into()),
            EntryKind::Submodule => Err(in_a_submodule()),
            EntryKind::File | EntryKind::Link => self.object(&found.entry.oid, limit, &found.path),
        }
    }

    fn names_in(&self, folder: &Path) -> Vec<String> {
        self.list(folder)
            .into_iter()
            .map(|(name, _)| name)
            .collect()
    }
}

/// Puts the parts of a path before those that are left, to be taken from the end.
fn push_parts(left: &mut Vec<PathBuf>, path: &Path) -> io::Result<()> {
    for part in path.components().rev() {
        match part {
            Component::CurDir => {}
            Component::ParentDir | Component::Normal(_) => {
                left.push(PathBuf::from(part.as_os_str()))
            }
            Component::Prefix(_) | Component::RootDir => return Err(leads_out()),
        }
    }
    Ok(())
}

fn as_path(target: Vec<u8>) -> io::Result<String> {
    String::from_utf8(target)
        .map_err(|_| io::Error::other("a symbolic link on the way to it is not UTF-8 text"))
}

fn leads_out() -> io::Error {
    io::Error::other("a symbolic link leads out of the repository")
}

fn in_a_submodule() -> io::Error {
    io::Error::other("it lies in a submodule, whose files are in a repository of their own")
}
