//! `tempoc generate`

use std::path::Path;

use tempoc::Report;
use tempoc::diagnostic::Diagnostic;
use tempoc::files::{Difference, DifferenceKind, Leftovers, Written};
use tempoc::manifest::FILE_NAME;
use tempoc::render::escape_text;
use tempoc::report::shown_path;

use super::arguments::Generate;
use super::inputs::{Compiled, Job};
use super::outcome::{Exit, Outcome};

/// Compiles, and writes what has changed, or only says what would.
pub(crate) fn generate(arguments: &Generate) -> Outcome {
    let mut job = match Job::from_inputs(&arguments.inputs) {
        Ok(job) => job,
        Err(error) => return error.into(),
    };
    if let Some(folder) = &arguments.out {
        job.redirect(folder.clone());
    }
    let Some((folder, leftovers)) = job.output.clone() else {
        return nowhere_to_write(arguments);
    };
    let compiled = match job.compile() {
        Ok(compiled) => compiled,
        Err(report) => return Outcome::failed(report),
    };
    match arguments.check {
        true => check(compiled, &folder, leftovers),
        false => write(compiled, &folder, leftovers),
    }
}

fn write(compiled: Compiled, folder: &Path, leftovers: Leftovers) -> Outcome {
    let Compiled { files, report } = compiled;
    match files.write(folder, leftovers) {
        Ok(written) => Outcome::fine(report, lines_of(&written)),
        Err(error) => failed_after(report, error.report()),
    }
}

fn check(compiled: Compiled, folder: &Path, leftovers: Leftovers) -> Outcome {
    let Compiled { files, mut report } = compiled;
    let differences = match files.check(folder, leftovers) {
        Ok(differences) => differences,
        Err(error) => return failed_after(report, error.report()),
    };
    for difference in &differences {
        push_difference(&mut report, difference);
    }
    match differences.is_empty() {
        true => Outcome::fine(report, format!("{} up to date\n", count(files.len()))),
        false => Outcome {
            report,
            results: String::new(),
            exit: Exit::Findings,
        },
    }
}

fn lines_of(written: &Written) -> String {
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

fn failed_after(mut report: Report, failure: &Report) -> Outcome {
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
            "add `--out DIR`",
        ),
        None => {
            let manifest = arguments.inputs.config.as_deref();
            Outcome::failed_at(
                manifest.unwrap_or(Path::new(FILE_NAME)),
                "no-output-folder",
                format!("{message}: `{FILE_NAME}` has no `[rust]`"),
                "add `[rust]` and below it `out = \"src/generated\"`",
            )
        }
    }
}
