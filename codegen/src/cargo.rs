//! What a build script tells Cargo: the only place of the library that prints.

use std::path::Path;

use crate::diagnostic::Severity;
use crate::render::{Format, render};
use crate::report::{Report, watched_paths};

/// Asks Cargo to run the build script again when a file of the contract changes, and to show the
/// warnings of the report.
#[allow(
    clippy::print_stdout,
    reason = "standard output is how a build script speaks to Cargo"
)]
pub(crate) fn print_directives(report: &Report, templates: Option<&Path>) {
    for path in watched_paths(report)
        .iter()
        .map(|path| path.as_path())
        .chain(templates)
    {
        if let Some(line) = watch_directive(path) {
            println!("{line}");
        }
    }
    for line in warning_lines(report) {
        println!("cargo:warning={line}");
    }
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
            rendered.lines().next().map(String::from)
        })
        .collect()
}
