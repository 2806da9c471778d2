//! Histories in files.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempoc::Report;
use tempoc::diagnostic::Diagnostic;
use tempoc::history::Verifier;

/// Reads files, and all `.json` files of folders and the folders in them, in the order of their names.
pub(crate) fn read_exported(paths: &[PathBuf], verifier: &mut Verifier<'_>) -> Report {
    let mut report = Report::default();
    for path in paths {
        let mut files = Vec::new();
        match path.is_dir() {
            true => {
                if let Err((folder, error)) = find_files(path, &mut files) {
                    verifier.give_up(&folder, format!("the folder cannot be read: {error}"));
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
            match fs::read(&file).map(String::from_utf8) {
                Ok(Ok(text)) => verifier.read(&file, &text),
                Ok(Err(error)) => verifier.give_up(&file, no_text(error.as_bytes()).to_owned()),
                Err(error) => verifier.give_up(&file, format!("the file cannot be read: {error}")),
            }
        }
    }
    report
}

fn find_files(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), (PathBuf, io::Error)> {
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
        // A link to a folder may lead round in a circle.
        let is_folder = entry.is_dir() && !entry.is_symlink();
        if is_folder {
            find_files(&entry, files)?;
        } else if entry
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            files.push(entry);
        }
    }
    Ok(())
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
