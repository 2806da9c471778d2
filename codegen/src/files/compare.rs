//! What a folder holds, beside what it should hold.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::write::PASSING_END;
use super::{Files, Leftovers, has_header};
use crate::diagnostic::Diagnostic;
use crate::report::{Error, Report};
use crate::source::Span;

/// A file of the output folder that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// Its path, in the output folder.
    pub path: PathBuf,
    /// What is wrong with it.
    pub kind: DifferenceKind,
}

/// How a file of the output folder differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DifferenceKind {
    /// It is not there.
    Missing,
    /// It is there with another text.
    Stale,
    /// It was generated once, and the contract does not give it any more.
    Superfluous,
}

/// Lists what differs, sorted by path; an error if a path holds what must not be overwritten.
pub(super) fn compare_files(
    files: &Files,
    folder: &Path,
    leftovers: Leftovers,
) -> Result<Vec<Difference>, Error> {
    let mut report = Report::default();
    let mut refused = BTreeSet::new();
    let mut differences = Vec::new();
    for (relative, text) in files.iter() {
        let path = folder.join(relative);
        match compare_one(folder, relative, text) {
            Ok(Some(kind)) => differences.push(Difference { path, kind }),
            Ok(None) => {}
            // A folder stands in the way of all the files in it, and is named once.
            Err(refusal) if refused.insert(refusal.path.clone()) => {
                report.push_at_path(&refusal.path, |span| {
                    Diagnostic::error(refusal.code, span, refusal.message).help(refusal.help)
                });
            }
            Err(_) => {}
        }
    }
    if leftovers == Leftovers::Delete && refused.is_empty() {
        match find_leftovers(files, folder) {
            Ok(found) => differences.extend(found.into_iter().map(|path| Difference {
                path,
                kind: DifferenceKind::Superfluous,
            })),
            Err((path, error)) => {
                report.push_at_path(&path, |span| unreadable(span, &path, &error))
            }
        }
    }
    if !report.diagnostics.is_empty() {
        return Err(report.into());
    }
    differences.sort();
    Ok(differences)
}

/// Why a path cannot be written.
struct Refusal {
    path: PathBuf,
    code: &'static str,
    message: String,
    help: String,
}

fn compare_one(
    folder: &Path,
    relative: &str,
    text: &str,
) -> Result<Option<DifferenceKind>, Refusal> {
    let mut path = folder.to_path_buf();
    // The folder of a bare file name is empty, which the system does not take for one.
    let looked_at = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    match fs::metadata(looked_at) {
        Ok(found) if found.is_dir() => {}
        Ok(_) => return Err(not_a_folder(path)),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return match path.symlink_metadata() {
                // A symbolic link that leads nowhere.
                Ok(_) => Err(not_a_folder(path)),
                Err(_) => Ok(Some(DifferenceKind::Missing)),
            };
        }
        Err(error) => return Err(cannot_look_at(path, &error)),
    }
    let mut parts = relative.split('/').peekable();
    while let Some(part) = parts.next() {
        path.push(part);
        let found = match path.symlink_metadata() {
            Ok(found) => found,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Ok(Some(DifferenceKind::Missing));
            }
            Err(error) => return Err(cannot_look_at(path, &error)),
        };
        match parts.peek() {
            Some(_) if found.is_dir() => {}
            Some(_) => return Err(not_a_folder(path)),
            None if found.is_file() => {}
            None => return Err(not_a_file(path, found.is_dir())),
        }
    }
    let same_length = path
        .metadata()
        .is_ok_and(|found| found.len() == text.len() as u64);
    let is_ours = has_header(&path).map_err(|error| cannot_look_at(path.clone(), &error))?;
    if !is_ours {
        return Err(somebody_elses(path));
    }
    let same = same_length && fs::read(&path).is_ok_and(|bytes| bytes == text.as_bytes());
    Ok((!same).then_some(DifferenceKind::Stale))
}

/// Generated files below a folder that are not among these.
///
/// Symbolic links are not followed; hidden folders and those of another Cargo or tempoc project
/// are left alone.
fn find_leftovers(files: &Files, folder: &Path) -> Result<Vec<PathBuf>, (PathBuf, io::Error)> {
    let wanted: BTreeSet<PathBuf> = files.iter().map(|(path, _)| folder.join(path)).collect();
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(current) = folders.pop() {
        let entries = match fs::read_dir(&current) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => return Err((current, error)),
        };
        for entry in entries {
            let entry = entry.map_err(|error| (current.clone(), error))?;
            let path = entry.path();
            let kind = entry.file_type().map_err(|error| (path.clone(), error))?;
            if kind.is_dir() && !is_foreign_folder(&path) {
                folders.push(path);
            } else if kind.is_file()
                && !wanted.contains(&path)
                && !is_passing(&path)
                && has_header(&path).unwrap_or(false)
            {
                // What cannot be read cannot be known to be ours, and stays.
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Whether another run may be writing a file at this moment.
fn is_passing(path: &Path) -> bool {
    path.to_string_lossy().ends_with(PASSING_END)
}

fn is_foreign_folder(path: &Path) -> bool {
    let hidden = path
        .file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with('.'));
    hidden
        || ["Cargo.toml", "tempoc.toml", "CACHEDIR.TAG"]
            .iter()
            .any(|mark| path.join(mark).exists())
}

fn somebody_elses(path: PathBuf) -> Refusal {
    Refusal {
        code: "output-foreign",
        message: format!(
            "`{}` was not generated by tempoc and is not overwritten",
            path.display()
        ),
        help: String::from("move it away, or choose another output folder"),
        path,
    }
}

fn not_a_file(path: PathBuf, folder: bool) -> Refusal {
    let what = if folder {
        "a folder"
    } else {
        "not a regular file"
    };
    Refusal {
        code: "output-not-a-file",
        message: format!("`{}` is {what}, and a file belongs there", path.display()),
        help: String::from("move it away, or choose another output folder"),
        path,
    }
}

fn not_a_folder(path: PathBuf) -> Refusal {
    Refusal {
        code: "output-not-a-folder",
        message: format!(
            "`{}` is not a folder, and files belong in it",
            path.display()
        ),
        help: String::from("move it away, or choose another output folder"),
        path,
    }
}

fn cannot_look_at(path: PathBuf, error: &io::Error) -> Refusal {
    Refusal {
        code: "output-unreadable",
        message: unreadable_message(&path, error),
        help: String::from(UNREADABLE_HELP),
        path,
    }
}

const UNREADABLE_HELP: &str = "give yourself the right to read it, or choose another output folder";

fn unreadable_message(path: &Path, error: &io::Error) -> String {
    format!("`{}` cannot be read: {error}", path.display())
}

fn unreadable(span: Span, path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::error("output-unreadable", span, unreadable_message(path, error))
        .help(UNREADABLE_HELP)
}
