//! Findings as text for people, as lines for editors, and as documents for tools.
//!
//! Whatever a schema contains, no output holds a control character or a mark that turns the
//! direction of text round: such characters are shown by their code point.
//!
//! Every command that reports goes through [`render_document`], so that a format is the same
//! wherever it is asked for.

mod document;
mod escape;
mod github;
mod gitlab;
mod json;
mod junit;
mod markdown;
mod patch;
mod places;
mod sarif;
mod short;
mod text;

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::SourceMap;

pub use document::{Document, Entry, Facts, Rating, Remark};
pub use escape::escape_text;
pub(crate) use escape::is_deceptive;
use places::Places;

/// How findings are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// The source line, what is wrong with it and how to mend it; ends with a line of totals.
    #[default]
    Text,
    /// [`Format::Text`] with the escape codes of a terminal's colours.
    ColouredText,
    /// `file:line:column: error[code]: message; help`, one line a finding; ends with a line of totals.
    Short,
    /// One JSON array, an object a finding; one object where a command says more than its findings.
    Json,
    /// Workflow commands of GitHub Actions, one line a finding; ends with a line of totals.
    Github,
    /// A Code Quality report of GitLab.
    Gitlab,
    /// A report of tests in the XML of JUnit.
    Junit,
    /// SARIF 2.1.0.
    Sarif,
    /// A comment on a pull request.
    Markdown,
    /// All mends as a unified diff, and nothing else.
    Patch,
}

/// Writes findings in the order given; nothing, or an empty array, where there are none.
pub fn render(format: Format, diagnostics: &[&Diagnostic], sources: &SourceMap) -> String {
    render_document(format, &Document::new(diagnostics, sources))
}

/// Writes all that a command reports.
pub fn render_document(format: Format, document: &Document<'_>) -> String {
    let places = Places::new(document.sources);
    match format {
        Format::Text | Format::ColouredText => {
            let renderer = text::renderer(format == Format::ColouredText);
            let mut out = String::new();
            for entry in document.shown() {
                out.push_str(&text::render_one(&renderer, entry, &places));
                out.push_str("\n\n");
            }
            out + &closing(document)
        }
        Format::Short => {
            let mut out = String::new();
            for entry in document.shown() {
                out.push_str(&short::render_one(&entry.diagnostic, &places));
                out.push('\n');
            }
            out + &closing(document)
        }
        Format::Json => json::render_all(document, &places),
        Format::Github => github::render_all(document, &places, &closing(document)),
        Format::Gitlab => gitlab::render_all(document, &places),
        Format::Junit => junit::render_all(document, &places, &closing(document)),
        Format::Sarif => sarif::render_all(document, &places, &closing(document)),
        Format::Patch => patch::render_all(document, &places),
        Format::Markdown => markdown::render_all(document, &places, &closing(document)),
    }
}

/// What the command says after its findings, else how many of them there are.
fn closing(document: &Document<'_>) -> String {
    if document.closing.is_empty() {
        let counts = counted(document.shown().map(|entry| entry.diagnostic.severity));
        return match counts.is_empty() {
            true => counts,
            false => counts + "\n",
        };
    }
    let lines = document.closing.iter();
    lines.map(|line| escape_text(line) + "\n").collect()
}

/// The word that every format uses for a severity.
fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// `3 errors, 1 warning`, or nothing where there is nothing to count.
pub fn counted(severities: impl Iterator<Item = Severity>) -> String {
    let mut counts = [
        (Severity::Error, 0),
        (Severity::Warning, 0),
        (Severity::Info, 0),
    ];
    for severity in severities {
        for (counted, count) in &mut counts {
            *count += u32::from(*counted == severity);
        }
    }
    let totals = counts.iter().filter_map(|(severity, count)| {
        let name = severity_name(*severity);
        match (count, severity) {
            (0, _) => None,
            (1, _) => Some(format!("1 {name}")),
            (_, Severity::Info) => Some(format!("{count} {name}")),
            _ => Some(format!("{count} {name}s")),
        }
    });
    totals.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
