//! Diagnostics as text for people, as lines for editors, and as JSON for tools.
//!
//! Whatever a schema contains, no output holds a control character or a mark that turns the
//! direction of text round: such characters are shown by their code point.

mod escape;
mod json;
mod places;
mod short;
mod text;

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::SourceMap;

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
    /// One JSON array, an object a finding.
    Json,
}

/// Writes findings in the order given; nothing, or an empty array, where there are none.
pub fn render(format: Format, diagnostics: &[&Diagnostic], sources: &SourceMap) -> String {
    let places = Places::new(sources);
    match format {
        Format::Text | Format::ColouredText => {
            let renderer = text::renderer(format == Format::ColouredText);
            let mut out = String::new();
            for diagnostic in diagnostics {
                out.push_str(&text::render_one(&renderer, diagnostic, &places));
                out.push_str("\n\n");
            }
            out.push_str(&summary_line(diagnostics));
            out
        }
        Format::Short => {
            let mut out = String::new();
            for diagnostic in diagnostics {
                out.push_str(&short::render_one(diagnostic, &places));
                out.push('\n');
            }
            out.push_str(&summary_line(diagnostics));
            out
        }
        Format::Json => json::render_all(diagnostics, &places),
    }
}

/// The word that every format uses for a severity.
fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// `3 errors, 1 warning` and a line break, or nothing where there is nothing to count.
fn summary_line(diagnostics: &[&Diagnostic]) -> String {
    let counted = |severity: Severity| {
        let count = diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count();
        let name = severity_name(severity);
        match count {
            0 => None,
            1 => Some(format!("1 {name}")),
            _ => Some(format!("{count} {name}s")),
        }
    };
    let totals: Vec<String> = [Severity::Error, Severity::Warning, Severity::Info]
        .into_iter()
        .filter_map(counted)
        .collect();
    match totals.is_empty() {
        true => String::new(),
        false => totals.join(", ") + "\n",
    }
}

#[cfg(test)]
mod tests;
