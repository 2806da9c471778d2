//! `tempoc init`

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempoc::Report;
use tempoc::render::escape_text;
use tempoc::report::shown_path;

use super::arguments::Init;
use super::outcome::Outcome;

const STARTER: [(&str, &str); 2] = [
    (
        "tempoc.toml",
        include_str!("../../support/init/tempoc.toml"),
    ),
    (
        "schemas/greeting.tempoc.yaml",
        include_str!("../../support/init/greeting.tempoc.yaml"),
    ),
];

/// Writes a starter contract and its `tempoc.toml`, or nothing if one of them is there already.
pub(crate) fn init(arguments: &Init) -> Outcome {
    let files = STARTER.map(|(name, text)| (joined(&arguments.folder, name), text));
    for (path, _) in &files {
        if path.symlink_metadata().is_ok() {
            return Outcome::failed_at(
                path,
                "init-exists",
                format!(
                    "`{}` is there already and is not overwritten",
                    path.display()
                ),
                "begin in another folder with `tempoc init DIR`, or move it away",
            );
        }
    }
    let mut results = String::new();
    for (path, text) in &files {
        if let Err(error) = create(path, text) {
            return Outcome::failed_at(
                path,
                "output-not-written",
                format!("`{}` cannot be written: {error}", path.display()),
                "see to that and run it again",
            );
        }
        results.push_str(&format!("wrote {}\n", escape_text(&shown_path(path))));
    }
    results.push_str("next: tempoc generate\n");
    Outcome::fine(Report::default(), results)
}

fn joined(folder: &Path, name: &str) -> PathBuf {
    match folder == Path::new(".") {
        true => PathBuf::from(name),
        false => folder.join(name),
    }
}

/// Creates a file whole or not at all.
fn create(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        fs::create_dir_all(folder)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.sync_data());
    match written {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            // What was begun is ours; that it could not be completed is the error to report.
            let _ = fs::remove_file(path);
            Err(error)
        }
        other => other,
    }
}
