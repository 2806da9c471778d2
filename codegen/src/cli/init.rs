//! `tempoc init`

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempoc::Report;
use tempoc::render::escape_text;
use tempoc::report::shown_path;

use super::arguments::{Init, Language};
use super::outcome::Outcome;

const CONTRACT: &str = include_str!("../../support/init/greeting.tempoc.yaml");
const MANIFEST: &str = include_str!("../../support/init/contract.toml");

/// What a language adds to the manifest, and what the user does next for it.
const LANGUAGES: [(Language, &str, &str); 2] = [
    (
        Language::Rust,
        include_str!("../../support/init/rust.toml"),
        "Rust: `cargo add tempoc-runtime`, and `pub mod generated;` in src/lib.rs",
    ),
    (
        Language::Python,
        include_str!("../../support/init/python.toml"),
        "Python: `pip install 'temporalio>=1.31'`, and `from contracts.acme_greeting_v1 import GreetingClient`",
    ),
];

/// Writes a starter contract and its `tempoc.toml`, or nothing if one of them is there already.
pub(crate) fn init(arguments: &Init) -> Outcome {
    let chosen = |language| arguments.language.is_empty() || arguments.language.contains(&language);
    let languages = LANGUAGES.iter().filter(|(language, ..)| chosen(*language));
    let mut manifest = MANIFEST.to_owned();
    let mut next = String::from("next: tempoc generate\n");
    for (_, table, step) in languages {
        manifest.push_str(table);
        next.push_str(&format!("then, in {step}\n"));
    }
    let files = [
        ("tempoc.toml", manifest.as_str()),
        ("schemas/greeting.tempoc.yaml", CONTRACT),
    ]
    .map(|(name, text)| (joined(&arguments.folder, name), text));
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
    results.push_str(&next);
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
