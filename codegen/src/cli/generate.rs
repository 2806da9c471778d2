//! `tempoc generate`

use std::path::Path;

use tempoc::Report;
use tempoc::diagnostic::Diagnostic;
use tempoc::files::{Difference, DifferenceKind, Written};
use tempoc::manifest::FILE_NAME;
use tempoc::render::escape_text;
use tempoc::report::shown_path;

use super::arguments::Generate;
use super::inputs::{Compiled, Job};
use super::outcome::{Exit, Found, Outcome};

/// Compiles, and writes what has changed, or only says what would.
pub(crate) fn generate(arguments: &Generate) -> Outcome {
    let mut job = match Job::from_inputs_to_lint(&arguments.inputs) {
        Ok(job) => job,
        Err(error) => return error.into(),
    };
    if arguments.out.is_some() || arguments.python_out.is_some() {
        job.redirect(arguments.out.clone(), arguments.python_out.clone());
    }
    if job.outputs.is_empty() {
        return nowhere_to_write(arguments);
    }
    let compiled = match job.compile() {
        Ok(compiled) => compiled,
        Err(report) => return Outcome::failed(report),
    };
    match arguments.check {
        true => check(compiled),
        false => write(compiled),
    }
}

fn write(compiled: Compiled) -> Outcome {
    let Compiled { outputs, report } = compiled;
    let mut all = Written::default();
    for (output, files) in &outputs {
        match files.write(&output.folder, output.leftovers) {
            Ok(written) => all.append(written),
            Err(error) => return failed_after(report, error.report()),
        }
    }
    Outcome::fine(report, lines_of(&all))
}

fn check(compiled: Compiled) -> Outcome {
    let Compiled {
        outputs,
        mut report,
    } = compiled;
    let mut differences = Vec::new();
    for (output, files) in &outputs {
        match files.check(&output.folder, output.leftovers) {
            Ok(found) => differences.extend(found),
            Err(error) => return failed_after(report, error.report()),
        }
    }
    for difference in &differences {
        push_difference(&mut report, difference);
    }
    let files = outputs.iter().map(|(_, files)| files.len()).sum();
    match differences.is_empty() {
        true => Outcome::fine(report, format!("{} up to date\n", count(files))),
        false => Outcome {
            found: Found::Report(report),
            results: String::new(),
            exit: Exit::Findings,
        },
    }
}

/// What was done, a line a file.
pub(crate) fn lines_of(written: &Written) -> String {
    let line = |word: &str, path: &Path| format!("{word} {}\n", escape_text(&shown_path(path)));
    let mut lines = String::new();
    for path in &written.written {
        lines.push_str(&line("wrote", path));
    }
    for path in &written.deleted {
        lines.push_str(&line("deleted", path));
    }
    if written.unchanged > 0 {
        lines.push_str(&format!("{} unchanged\n", count(written.unchanged)));
    }
    lines
}

fn count(files: usize) -> String {
    match files {
        1 => String::from("1 file"),
        _ => format!("{files} files"),
    }
}

fn push_difference(report: &mut Report, difference: &Difference) {
    let path = difference.path.display();
    let (code, message) = match difference.kind {
        DifferenceKind::Missing => ("output-missing", format!("`{path}` is not there")),
        DifferenceKind::Stale => (
            "output-stale",
            format!("`{path}` is not what the contract gives"),
        ),
        DifferenceKind::Superfluous => (
            "output-superfluous",
            format!("`{path}` is not part of the contract any more"),
        ),
    };
    report.push_at_path(&difference.path, |span| {
        Diagnostic::error(code, span, message).help("run `tempoc generate`")
    });
}

/// A failure, after what was found before it.
pub(crate) fn failed_after(mut report: Report, failure: &Report) -> Outcome {
    report.append(failure);
    Outcome::failed(report)
}

fn nowhere_to_write(arguments: &Generate) -> Outcome {
    let message = "no output folder";
    match arguments.inputs.paths.first() {
        Some(path) => Outcome::failed_at(
            path,
            "no-output-folder",
            format!("{message} for `{}`", path.display()),
            "add `--out DIR` for Rust, or `--python-out DIR` for Python",
        ),
        None => {
            let manifest = arguments.inputs.config.as_deref();
            Outcome::failed_at(
                manifest.unwrap_or(Path::new(FILE_NAME)),
                "no-output-folder",
                format!("{message}: `{FILE_NAME}` has neither `[rust]` nor `[python]`"),
                "add `[rust]` and below it `out = \"src/generated\"`, or `[python]` and `out = \"contracts\"`",
            )
        }
    }
}
