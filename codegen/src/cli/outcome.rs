//! What a command comes to. Commands return it; only `main` prints and exits.

use std::path::Path;
use std::process::ExitCode;

use clap::ValueEnum;
use tempoc::diagnostic::Diagnostic;
use tempoc::render::Format;
use tempoc::{Error, Report};

/// What a command has to say, and how it ends.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// What was found.
    pub(crate) report: Report,
    /// What the command was asked for.
    pub(crate) results: String,
    /// How it ends.
    pub(crate) exit: Exit,
}

/// The exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// All is well.
    Fine = 0,
    /// There are findings, or generated files are stale.
    Findings = 1,
    /// The contract does not compile, a file cannot be read or written, or the usage is wrong.
    Failed = 2,
}

/// The formats of findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// With the lines of the schema and how to mend them
    #[default]
    Text,
    /// One line a finding
    Short,
    /// One JSON array, on standard output
    Json,
}

impl Outcome {
    /// All is well.
    pub(crate) fn fine(report: Report, results: String) -> Self {
        Self {
            report,
            results,
            exit: Exit::Fine,
        }
    }

    /// It could not be done.
    pub(crate) fn failed(report: Report) -> Self {
        Self {
            report,
            results: String::new(),
            exit: Exit::Failed,
        }
    }

    /// It could not be done because of one file or folder.
    pub(crate) fn failed_at(path: &Path, code: &'static str, message: String, help: &str) -> Self {
        let error = Error::at_path(path, |span| {
            Diagnostic::error(code, span, message).help(help)
        });
        error.into()
    }
}

impl From<Error> for Outcome {
    fn from(error: Error) -> Self {
        Self::failed(error.into_report())
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}

impl From<ReportFormat> for Format {
    fn from(format: ReportFormat) -> Self {
        match format {
            // Colours are taken out again where the output is not a terminal.
            ReportFormat::Text => Format::ColouredText,
            ReportFormat::Short => Format::Short,
            ReportFormat::Json => Format::Json,
        }
    }
}
