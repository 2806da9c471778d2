//! Reading the files of a contract: the ones that are named, and what they import.
//!
//! This is the only place of the first phase that touches the disk.

mod files;
mod imports;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

pub use self::files::{Disk, Files, Memory};
use crate::ast;
use crate::diagnostic::shown::shown_file;
use crate::diagnostic::similar::nearest;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::parse::parse_file;
use crate::source::{FileId, Source, SourceMap, Span};
use crate::yaml;

/// How many files a contract may have.
pub const MAX_FILES: usize = 1_000;

/// How long its files may be together, in bytes.
pub const MAX_TOTAL_BYTES: usize = 64 * 1024 * 1024;

/// All files of a contract, as they were written.
#[derive(Debug)]
pub struct Loaded {
    /// Every file that was read, also those that could not be understood.
    pub sources: SourceMap,
    /// The files that could be understood, in the order of reading.
    pub files: Vec<ast::File>,
    /// The files that were named, each once, in the order named.
    pub entries: Vec<FileId>,
    /// For a file and an alias of its `imports:`, the file it stands for.
    ///
    /// An import that is missing here is reported.
    pub imports: BTreeMap<(FileId, String), FileId>,
}

/// Why files that were named could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadError {
    /// One for each file.
    pub problems: Vec<LoadProblem>,
}

/// Why a file that was named could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadProblem {
    /// The file, as it was named.
    pub path: PathBuf,
    /// What is wrong with it, with its path.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problems: Vec<String> = self.problems.iter().map(LoadProblem::to_string).collect();
        f.write_str(&problems.join("\n"))
    }
}

impl fmt::Display for LoadProblem {
    /// One sentence with the path and the mend.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message, self.help)
    }
}

impl LoadProblem {
    fn new(path: &Path, message: String, help: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            message,
            help: help.into(),
        }
    }
}

impl std::error::Error for LoadError {}

/// Reads the files named by `entries` and, from file to file, everything that they import.
///
/// Imports must stay inside `root`, and diagnostics show paths relative to it. What is wrong inside
/// the files is added to `diagnostics`; only a file of `entries` that cannot be read is an error.
///
/// # Errors
///
/// All entries that are missing, are folders or cannot be read, at once.
pub fn load(
    entries: &[PathBuf],
    root: &Path,
    diagnostics: &mut Diagnostics,
) -> Result<Loaded, LoadError> {
    load_from(&Disk, entries, root, diagnostics)
}

/// The same as [`load`], with files from anywhere, such as from memory.
///
/// # Errors
///
/// As [`load`].
pub fn load_from(
    files: &dyn Files,
    entries: &[PathBuf],
    root: &Path,
    diagnostics: &mut Diagnostics,
) -> Result<Loaded, LoadError> {
    let root = files.canonical(root).map_err(|error| LoadError {
        problems: vec![describe(files, root, &error)],
    })?;
    let mut loader = Loader {
        files,
        root,
        diagnostics,
        read: BTreeMap::new(),
        bytes: 0,
        loaded: Loaded {
            sources: SourceMap::default(),
            files: Vec::new(),
            entries: Vec::new(),
            imports: BTreeMap::new(),
        },
    };
    loader.load_entries(entries)?;
    loader.load_imports();
    Ok(loader.loaded)
}

/// One run of [`load_from`].
struct Loader<'f, 'd> {
    files: &'f dyn Files,
    root: PathBuf,
    diagnostics: &'d mut Diagnostics,
    /// The files that were read, by their one true path.
    read: BTreeMap<PathBuf, FileId>,
    bytes: usize,
    loaded: Loaded,
}

/// Why a file was not added.
enum Refusal {
    Unreadable(io::Error),
    TooMany,
}

impl Loader<'_, '_> {
    fn load_entries(&mut self, entries: &[PathBuf]) -> Result<(), LoadError> {
        let mut problems = Vec::new();
        if entries.is_empty() {
            problems.push(LoadProblem::new(
                &self.root,
                "no contract is named".to_owned(),
                "name at least one `*.tempoc.yaml` file",
            ));
        }
        let mut seen = BTreeSet::new();
        for entry in entries {
            let path = self.files.canonical(entry).map_err(Refusal::Unreadable);
            match path.and_then(|path| self.add(path, entry)) {
                Ok(id) => {
                    if seen.insert(id) {
                        self.loaded.entries.push(id);
                    }
                }
                Err(Refusal::Unreadable(error)) => {
                    problems.push(describe(self.files, entry, &error))
                }
                Err(Refusal::TooMany) => problems.push(LoadProblem::new(
                    entry,
                    format!(
                        "{} is one file too many: a contract has at most 1000 files and 64 MiB",
                        shown_file(&entry.to_string_lossy())
                    ),
                    "name fewer files",
                )),
            }
        }
        if problems.is_empty() {
            Ok(())
        } else {
            Err(LoadError { problems })
        }
    }

    /// Reads a file unless it is read already. `named` is what the user calls it.
    fn add(&mut self, path: PathBuf, named: &Path) -> Result<FileId, Refusal> {
        if let Some(&id) = self.read.get(&path) {
            return Ok(id);
        }
        if self.read.len() >= MAX_FILES {
            return Err(Refusal::TooMany);
        }
        let mut bytes = self
            .files
            .read(&path, yaml::MAX_FILE_BYTES + 1)
            .map_err(Refusal::Unreadable)?;
        self.bytes += bytes.len();
        if self.bytes > MAX_TOTAL_BYTES {
            return Err(Refusal::TooMany);
        }
        let too_large = bytes.len() > yaml::MAX_FILE_BYTES;
        if too_large {
            bytes.clear();
        }
        let mark = match bytes.starts_with(MARK.as_bytes()) {
            true => MARK.len(),
            false => 0,
        };
        let (text, invalid) = decode(bytes.split_off(mark));
        let relative = path.strip_prefix(&self.root).unwrap_or(named);
        let id = self.loaded.sources.add(Source {
            name: with_slashes(relative),
            path: path.clone(),
            text,
            mark: mark as u32,
        });
        self.read.insert(path, id);
        if too_large {
            self.diagnostics.push(yaml::file_too_large(id));
        } else if let Some((start, length)) = invalid {
            let span = Span {
                file: id,
                start: start as u32,
                end: (start + length) as u32,
            };
            self.diagnostics.push(
                Diagnostic::error("not-utf8", span, "this file is not UTF-8 text from here on")
                    .help("save it as UTF-8"),
            );
        } else if let Some(file) = parse_file(&self.loaded.sources, id, self.diagnostics) {
            self.loaded.files.push(file);
        }
        Ok(id)
    }
}

/// A byte order mark, with which some editors begin a file.
const MARK: &str = "\u{feff}";

/// The text that some bytes are, and the first place where they are not UTF-8.
fn decode(bytes: Vec<u8>) -> (String, Option<(usize, usize)>) {
    String::from_utf8(bytes).map_or_else(
        |error| {
            let place = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            (text, Some((place, char::REPLACEMENT_CHARACTER.len_utf8())))
        },
        |text| (text, None),
    )
}

/// Why a named file cannot be read, and what to do about it.
fn describe(files: &dyn Files, path: &Path, error: &io::Error) -> LoadProblem {
    let name = shown_file(&path.to_string_lossy());
    let folder = match error.kind() {
        io::ErrorKind::IsADirectory => path,
        _ => path.parent().unwrap_or(Path::new("")),
    };
    let contracts = imports::contracts_in(files, folder);
    let in_folder = |file: &str| shown_file(&folder.join(file).to_string_lossy());
    let (message, help) = match error.kind() {
        io::ErrorKind::NotFound => {
            let written = path.file_name().unwrap_or_default().to_string_lossy();
            let help = match nearest(&written, contracts.iter().map(String::as_str)) {
                _ if written.contains(['*', '?']) => match contracts.first() {
                    Some(first) => format!(
                        "a pattern stands for no files: name each, such as {}",
                        in_folder(first)
                    ),
                    None => "a pattern stands for no files: name each".to_owned(),
                },
                Some(near) => format!("did you mean {}?", in_folder(near)),
                None => "create it or correct the path".to_owned(),
            };
            (format!("{name} does not exist"), help)
        }
        io::ErrorKind::IsADirectory => {
            let help = match contracts.first() {
                Some(first) => format!("name a file in it, such as {}", in_folder(first)),
                None => "name a `*.tempoc.yaml` file".to_owned(),
            };
            (format!("{name} is a folder"), help)
        }
        io::ErrorKind::PermissionDenied => (
            format!("{name} may not be read"),
            "give yourself the permission to read it".to_owned(),
        ),
        _ => (
            format!("{name} cannot be read ({error})"),
            "check the path and the disk".to_owned(),
        ),
    };
    LoadProblem::new(path, message, help)
}

fn with_slashes(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
