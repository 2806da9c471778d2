//! What a build script tells Cargo: the only place of the library that prints.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::diagnostic::Severity;
use crate::render::{Format, render};
use crate::report::Report;

/// Asks Cargo to run the build script again when a file of the contract changes, and to show the
/// warnings of the report.
#[allow(
    clippy::print_stdout,
    reason = "standard output is how a build script speaks to Cargo"
)]
pub(crate) fn print_directives(watched: Vec<PathBuf>, report: &Report) {
    for line in watch_lines(watched)
        .into_iter()
        .chain(warning_lines(report))
    {
        println!("{line}");
    }
}

/// One line for each file, however often it is named.
fn watch_lines(watched: Vec<PathBuf>) -> BTreeSet<String> {
    // One file may be named by two paths; what is not there has only the one.
    let watched = watched
        .into_iter()
        .map(|path| path.canonicalize().unwrap_or(path));
    watched.filter_map(|path| watch_directive(&path)).collect()
}

/// Nothing for a path that Cargo could not be told, as it holds a line break.
fn watch_directive(path: &Path) -> Option<String> {
    let path = path.to_str()?;
    (!path.contains(['\n', '\r'])).then(|| format!("cargo:rerun-if-changed={path}"))
}

/// One line a warning; errors are in the error that the build script gets.
fn warning_lines(report: &Report) -> Vec<String> {
    let sorted = report.diagnostics.sorted();
    let warnings = sorted
        .into_iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Warning);
    warnings
        .filter_map(|warning| {
            let rendered = render(Format::Short, &[warning], &report.sources);
            rendered
                .lines()
                .next()
                .map(|line| format!("cargo:warning={line}"))
        })
        .collect()
}
