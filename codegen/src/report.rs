//! What a compilation has found, with the sources to show it in.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load::LoadError;
use crate::render::{self, Format};
use crate::source::{FileId, Source, SourceMap, Span};

/// Findings, and the files that they point into.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Every file that was read, also those that could not be; the latter have no text.
    pub sources: SourceMap,
    /// What was found.
    pub diagnostics: Diagnostics,
}

impl Report {
    /// Writes the findings, sorted by place.
    pub fn render(&self, format: Format) -> String {
        render::render(format, &self.diagnostics.sorted(), &self.sources)
    }

    /// The paths of all files that were read or looked for.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.sources.iter().map(|(_, source)| source.path.as_path())
    }

    /// Adds a finding about a file as a whole, such as one that cannot be written.
    ///
    /// `about` makes the finding of the place that it is given.
    pub fn push_at_path(&mut self, path: &Path, about: impl FnOnce(Span) -> Diagnostic) {
        let file = self.sources.add(Source {
            name: shown_path(path),
            path: path.to_path_buf(),
            text: String::new(),
            mark: 0,
        });
        self.diagnostics.push(about(Span {
            file,
            start: 0,
            end: 0,
        }));
    }

    /// Adds everything that another compilation has found.
    ///
    /// A file that both have read is kept once, so that what both say about it is said once.
    pub fn append(&mut self, other: &Report) {
        let mut known: BTreeMap<PathBuf, FileId> = BTreeMap::new();
        for (file, source) in self.sources.iter() {
            known.entry(source.path.clone()).or_insert(file);
        }
        let moved: Vec<FileId> = other
            .sources
            .iter()
            .map(|(_, source)| match known.get(&source.path) {
                Some(known) if self.sources.get(*known).text == source.text => *known,
                _ => {
                    let added = self.sources.add(source.clone());
                    known.entry(source.path.clone()).or_insert(added);
                    added
                }
            })
            .collect();
        let place = |span: &mut Span| {
            if let Some(file) = moved.get(span.file.0 as usize) {
                span.file = *file;
            }
        };
        for diagnostic in other.diagnostics.sorted() {
            let mut diagnostic = diagnostic.clone();
            place(&mut diagnostic.primary.span);
            for label in &mut diagnostic.others {
                place(&mut label.span);
            }
            for edit in &mut diagnostic.suggestions {
                place(&mut edit.span);
            }
            self.diagnostics.push(diagnostic);
        }
    }
}

/// A path as reports show it: with `/` between its parts on every system.
pub fn shown_path(path: &Path) -> String {
    let text = path.to_string_lossy();
    match std::path::MAIN_SEPARATOR {
        '/' => text.into_owned(),
        separator => text.replace(separator, "/"),
    }
}

/// A contract that does not compile, or output that cannot be written: the report that says why.
///
/// `Display` is the rendered report, and `Debug` is too, so that `unwrap` in a build script shows
/// the line of the schema and how to mend it.
#[derive(Clone)]
pub struct Error {
    report: Box<Report>,
}

impl Error {
    /// What was found.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// What was found, for those who hand it on.
    pub fn into_report(self) -> Report {
        *self.report
    }

    /// An error about one file as a whole.
    pub fn at_path(path: &Path, about: impl FnOnce(Span) -> Diagnostic) -> Self {
        let mut report = Report::default();
        report.push_at_path(path, about);
        report.into()
    }
}

impl From<Report> for Error {
    fn from(report: Report) -> Self {
        Self {
            report: Box::new(report),
        }
    }
}

impl From<LoadError> for Error {
    fn from(error: LoadError) -> Self {
        let mut report = Report::default();
        for problem in error.problems {
            report.push_at_path(&problem.path, |span| {
                Diagnostic::error("unreadable-file", span, problem.message).help(problem.help)
            });
        }
        report.into()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.report.render(Format::Text).trim_end())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `unwrap` puts its own words before this, on the same line.
        write!(f, "the contract does not compile\n\n{self}\n")
    }
}

impl std::error::Error for Error {}
