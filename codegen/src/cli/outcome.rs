//! What a command comes to. Commands return it; only `main` prints and exits.

use std::path::Path;
use std::process::ExitCode;

use clap::ValueEnum;
use tempoc::breaking::Review;
use tempoc::diagnostic::{Diagnostic, Severity};
use tempoc::history::Amount;
use tempoc::render::{Document, Facts, Format, counted};
use tempoc::{Error, Report};

/// What a command has to say, and how it ends.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// What was found.
    pub(crate) found: Found,
    /// What the command was asked for.
    pub(crate) results: String,
    /// How it ends.
    pub(crate) exit: Exit,
}

/// What was found.
#[derive(Debug)]
pub(crate) enum Found {
    /// What is wrong or doubtful.
    Report(Report),
    /// The same, with the gravity from which on a finding fails the run.
    Findings(Report, Severity),
    /// What differs between versions.
    Comparison(Box<Review>),
    /// Why versions could not be compared.
    NoComparison(Report),
    /// What does not fit in histories, and how much of them was looked at.
    Histories(Report, Amount),
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
    /// One JSON document, on standard output as all that follow
    Json,
    /// Annotations of GitHub Actions
    Github,
    /// A Code Quality report of GitLab
    Gitlab,
    /// A report of tests in XML
    Junit,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// A comment on a pull request
    Markdown,
    /// All mends as a diff, for `git apply`
    Patch,
}

impl ReportFormat {
    /// Whether it is for a terminal, rather than for a tool.
    pub(crate) fn is_for_terminals(self) -> bool {
        matches!(self, ReportFormat::Text | ReportFormat::Short)
    }

    /// Whether it ends with what was compared with what.
    pub(crate) fn has_last_line(self) -> bool {
        matches!(
            self,
            ReportFormat::Text
                | ReportFormat::Short
                | ReportFormat::Github
                | ReportFormat::Markdown
        )
    }

    /// How it is written.
    pub(crate) fn rendered(self, is_coloured: bool) -> Format {
        match self {
            ReportFormat::Text if is_coloured => Format::ColouredText,
            ReportFormat::Text => Format::Text,
            ReportFormat::Short => Format::Short,
            ReportFormat::Json => Format::Json,
            ReportFormat::Github => Format::Github,
            ReportFormat::Gitlab => Format::Gitlab,
            ReportFormat::Junit => Format::Junit,
            ReportFormat::Sarif => Format::Sarif,
            ReportFormat::Markdown => Format::Markdown,
            ReportFormat::Patch => Format::Patch,
        }
    }
}

impl Outcome {
    /// All is well.
    pub(crate) fn fine(report: Report, results: String) -> Self {
        Self {
            found: Found::Report(report),
            results,
            exit: Exit::Fine,
        }
    }

    /// It could not be done.
    pub(crate) fn failed(report: Report) -> Self {
        Self {
            found: Found::Report(report),
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

impl Outcome {
    /// All that was found, as the command reports it.
    pub(crate) fn document(&self, command: &'static str) -> Document<'_> {
        let document = match &self.found {
            Found::Report(report) => Document::from(report),
            Found::Findings(report, fail_on) => Document {
                fail_on: *fail_on,
                ..Document::from(report)
            },
            Found::Comparison(review) => review.document(),
            Found::NoComparison(report) => Document {
                closing: vec![
                    counted(
                        report
                            .diagnostics
                            .sorted()
                            .iter()
                            .map(|found| found.severity),
                    ),
                    String::from("nothing was compared"),
                ],
                facts: Some(Facts::default()),
                ..Document::from(report)
            },
            Found::Histories(report, amount) => {
                let document = Document::from(report);
                let severities = document.entries.iter();
                let counts = counted(severities.map(|entry| entry.diagnostic.severity));
                let results = self.results.lines().map(str::to_owned);
                Document {
                    closing: [counts]
                        .into_iter()
                        .filter(|counts| !counts.is_empty())
                        .chain(results)
                        .collect(),
                    facts: Some(Facts(vec![
                        ("histories", amount.histories.into()),
                        ("events", amount.events.into()),
                        ("payloads", amount.payloads.into()),
                    ])),
                    ..document
                }
            }
        };
        Document {
            command,
            completed: self.exit != Exit::Failed,
            ..document
        }
    }
}

/// How a command ends that could do what it was asked for.
pub(crate) fn exit_of(document: &Document<'_>) -> Exit {
    // The gravest severity is the least.
    let fails = |severity| severity <= document.fail_on;
    let mut severities = document.shown().map(|entry| entry.diagnostic.severity);
    match severities.any(fails) {
        true => Exit::Findings,
        false => Exit::Fine,
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
