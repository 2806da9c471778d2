//! Files onto a disk: first each beside its place, then all of them into place.
//!
//! A disk that is full, or a folder that may not be written, shows itself in the first step, when
//! nothing has changed yet.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::compare::{Difference, DifferenceKind, compare_files};
use super::{Files, HEADER, Leftovers, contains_header};
use crate::diagnostic::Diagnostic;
use crate::report::Error;

/// What [`Files::write`] has changed on disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The files that were created or replaced.
    pub written: Vec<PathBuf>,
    /// The files that were deleted.
    pub deleted: Vec<PathBuf>,
    /// How many files were as they should be.
    pub unchanged: usize,
}

impl Written {
    /// Adds what was done to another folder.
    pub fn append(&mut self, other: Written) {
        self.written.extend(other.written);
        self.deleted.extend(other.deleted);
        self.unchanged += other.unchanged;
    }
}

/// See [`Files::write`].
pub(super) fn write_files(
    files: &Files,
    folder: &Path,
    leftovers: Leftovers,
) -> Result<Written, Error> {
    let differences = compare_files(files, folder, leftovers)?;
    let (superfluous, changed): (Vec<Difference>, Vec<Difference>) = differences
        .into_iter()
        .partition(|difference| difference.kind == DifferenceKind::Superfluous);

    let changed: BTreeSet<PathBuf> = changed.into_iter().map(|changed| changed.path).collect();
    let texts: BTreeMap<PathBuf, &str> = files
        .iter()
        .map(|(relative, text)| (folder.join(relative), text))
        .collect();

    let folders: BTreeSet<&Path> = texts.keys().filter_map(|path| path.parent()).collect();
    folders.into_iter().for_each(remove_remains);

    let mut prepared = Prepared::default();
    for (path, text) in texts.iter().filter(|(path, _)| changed.contains(*path)) {
        prepared
            .add(path, text)
            .map_err(|error| not_written(path, &error))?;
    }
    let mut written = Written {
        unchanged: files.len() - changed.len(),
        ..Written::default()
    };
    written.written = prepared.put_in_place()?;
    for Difference { path, .. } in superfluous {
        match fs::remove_file(&path) {
            Ok(()) => {}
            // Another run at the same time was quicker.
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => return Err(not_deleted(&path, &error)),
        }
        remove_empty_folders(&path, folder);
        written.deleted.push(path);
    }
    Ok(written)
}

/// See [`replace`](super::replace).
pub(super) fn replace_file(path: &Path, text: &str) -> Result<(), Error> {
    let mut prepared = Prepared::default();
    prepared
        .add(path, text)
        .map_err(|error| not_written(path, &error))?;
    prepared.put_in_place()?;
    Ok(())
}

/// Texts on disk under passing names. What was not put in place is taken away again on drop.
#[derive(Default)]
struct Prepared {
    /// The passing name and the place of each, in the order of their places.
    pending: Vec<(PathBuf, PathBuf)>,
    /// Folders that were created, each after the folder that it is in.
    created_folders: Vec<PathBuf>,
}

impl Prepared {
    fn add(&mut self, path: &Path, text: &str) -> io::Result<()> {
        if let Some(folder) = path.parent() {
            self.create_folder(folder)?;
        }
        let passing = passing_path(path, self.pending.len());
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&passing)?;
        self.pending.push((passing, path.to_path_buf()));
        file.write_all(text.as_bytes())?;
        // Some file systems say only now that they are full.
        file.sync_data()
    }

    fn create_folder(&mut self, folder: &Path) -> io::Result<()> {
        if folder.as_os_str().is_empty() || folder.is_dir() {
            return Ok(());
        }
        if let Some(parent) = folder.parent() {
            self.create_folder(parent)?;
        }
        match fs::create_dir(folder) {
            Ok(()) => self.created_folders.push(folder.to_path_buf()),
            // Another run may have been quicker.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }

    fn put_in_place(mut self) -> Result<Vec<PathBuf>, Error> {
        let mut done = Vec::new();
        for (passing, path) in &self.pending {
            fs::rename(passing, path).map_err(|error| not_written(path, &error))?;
            done.push(path.clone());
        }
        self.pending.clear();
        self.created_folders.clear();
        Ok(done)
    }
}

impl Drop for Prepared {
    fn drop(&mut self) {
        for (passing, _) in &self.pending {
            // It may be in place already; and an error here would hide the one that led here.
            let _ = fs::remove_file(passing);
        }
        for folder in self.created_folders.iter().rev() {
            // Fails where something is in it, as it should.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// The name that a file has until it is complete: in the same folder, so that it can be renamed,
/// of this process, so that two runs at once do not meet, and short, so that it fits every disk.
fn passing_path(path: &Path, number: usize) -> PathBuf {
    let process = std::process::id();
    path.with_file_name(format!(".{process}.{number}{PASSING_END}"))
}

/// How passing names end.
pub(super) const PASSING_END: &str = ".tempoc-part";

/// Takes away what runs that were killed have left in a folder.
fn remove_remains(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let process = name
            .to_str()
            .and_then(|name| name.strip_prefix('.')?.strip_suffix(PASSING_END))
            .and_then(|name| name.split_once('.')?.0.parse::<u32>().ok());
        let Some(process) = process else {
            continue;
        };
        if !is_another_run(process) && is_begun_by_us(&entry.path()) {
            // A remain that cannot be taken away does no harm.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether a process of that number runs beside this one, as far as the system says.
fn is_another_run(process: u32) -> bool {
    process != std::process::id() && Path::new("/proc").join(process.to_string()).exists()
}

/// Whether a file under a passing name holds what we write, or the beginning of it.
fn is_begun_by_us(path: &Path) -> bool {
    if !path.symlink_metadata().is_ok_and(|found| found.is_file()) {
        return false;
    }
    let Ok(bytes) = fs::read(path) else {
        return false;
    };
    let first_line = bytes
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    let cut_short = first_line.len() == bytes.len() && first_line.len() <= HEADER.len() + 8;
    contains_header(first_line) || cut_short
}

/// Removes the folder of a deleted file, and those above it, where nothing is left in them.
fn remove_empty_folders(path: &Path, top: &Path) {
    let mut folder = path.parent();
    while let Some(current) = folder {
        if current == top || !current.starts_with(top) || fs::remove_dir(current).is_err() {
            return;
        }
        folder = current.parent();
    }
}

fn not_written(path: &Path, error: &io::Error) -> Error {
    let help = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            "make room on the disk and run it again; what was there before is unchanged"
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "give yourself the right to write there, or choose another output folder"
        }
        _ => "see to that and run it again",
    };
    Error::at_path(path, |span| {
        let message = format!("`{}` cannot be written: {error}", path.display());
        Diagnostic::error("output-not-written", span, message).help(help)
    })
}

fn not_deleted(path: &Path, error: &io::Error) -> Error {
    Error::at_path(path, |span| {
        let message = format!(
            "`{}` is not part of the contract any more and cannot be deleted: {error}",
            path.display()
        );
        Diagnostic::error("output-not-written", span, message).help("delete it yourself")
    })
}
