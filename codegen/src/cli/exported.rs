//! Histories in files.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempoc::Report;
use tempoc::diagnostic::Diagnostic;
use tempoc::history::Verifier;
use tempoc::report::shown_path;
use tempoc::source::Span;

/// Reads files, and all `.json` files of folders and the folders in them, in the order of their names; each file once,
/// in however many ways it is named.
pub(crate) fn read_exported(paths: &[PathBuf], verifier: &mut Verifier<'_>) -> Report {
    let mut report = Report::default();
    let mut seen = Seen::default();
    for path in paths {
        let mut files = Vec::new();
        let mut compressed = Vec::new();
        match path.is_dir() {
            true => {
                if let Err((folder, error)) =
                    find_files(path, &mut Seen::default(), &mut files, &mut compressed)
                {
                    verifier.give_up(&folder, format!("the folder cannot be read: {error}"));
                }
                if !compressed.is_empty() {
                    report.push_at_path(path, |span| left_out(path, &compressed, span));
                }
                if files.is_empty() {
                    report.push_at_path(path, |span| {
                        let message = "there is no `.json` file in this folder";
                        Diagnostic::error("no-history", span, message)
                            .help("export one: `temporal workflow show --workflow-id ID --output json > FILE.json`")
                    });
                }
            }
            false => files.push(path.clone()),
        }
        for file in files {
            if !seen.is_new(&file) {
                continue;
            }
            match fs::read(&file).map(String::from_utf8) {
                Ok(Ok(text)) => verifier.read(&file, &text),
                Ok(Err(error)) => verifier.give_up(&file, no_text(error.as_bytes()).to_owned()),
                Err(error) => verifier.give_up(&file, format!("the file cannot be read: {error}")),
            }
        }
    }
    report
}

/// Files or folders, by where they really are.
#[derive(Default)]
struct Seen(BTreeSet<PathBuf>);

impl Seen {
    /// Whether it was not asked for before. What cannot be found is new, as reading it says why.
    fn is_new(&mut self, path: &Path) -> bool {
        path.canonicalize().map_or(true, |path| self.0.insert(path))
    }
}

/// Adds the files below a folder, and those that are compressed to others. Links to folders are followed, which may lead round in a circle.
fn find_files(
    folder: &Path,
    seen: &mut Seen,
    files: &mut Vec<PathBuf>,
    compressed: &mut Vec<PathBuf>,
) -> Result<(), (PathBuf, io::Error)> {
    if !seen.is_new(folder) {
        return Ok(());
    }
    let located = |error| (folder.to_owned(), error);
    let mut entries = fs::read_dir(folder)
        .and_then(|entries| {
            entries
                .map(|entry| Ok(entry?.path()))
                .collect::<io::Result<Vec<_>>>()
        })
        .map_err(located)?;
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            find_files(&entry, seen, files, compressed)?;
            continue;
        }
        let name = entry.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".json") {
            files.push(entry);
        } else if name.ends_with(".json.gz") {
            compressed.push(entry);
        }
    }
    Ok(())
}

/// Says which files of a folder are not read.
fn left_out(folder: &Path, files: &[PathBuf], place: Span) -> Diagnostic {
    const MOST: usize = 4;
    let name = |file: &PathBuf| {
        let file = file.strip_prefix(folder).unwrap_or(file);
        format!("`{}`", shown_path(file))
    };
    let mut names: Vec<String> = files.iter().take(MOST).map(name).collect();
    if let Some(more) = files.len().checked_sub(MOST).filter(|more| *more > 0) {
        names.push(format!("{more} more"));
    }
    let message = format!(
        "what is compressed in this folder was not read: {}",
        names.join(", ")
    );
    Diagnostic::warning("histories-left-out", place, message)
        .help("unpack it first, such as with `gunzip`")
}

/// Why something is no text.
fn no_text(bytes: &[u8]) -> &'static str {
    match bytes.starts_with(GZIP) {
        true => "the file is compressed with gzip: unpack it first, such as with `gunzip`",
        false => "the file is no text in UTF-8",
    }
}

/// What files of gzip begin with.
const GZIP: &[u8] = &[0x1f, 0x8b];
