//! Workflow commands of GitHub Actions, which become annotations of the changed lines.

use super::document::{Document, Entry};
use super::escape::escape_text;
use super::places::Places;
use crate::diagnostic::Severity;

/// One command a finding, then the closing lines for the log.
pub(super) fn render_all(document: &Document<'_>, places: &Places<'_>, closing: &str) -> String {
    let mut out = String::new();
    for entry in document.shown() {
        out.push_str(&command(document, entry, places));
        out.push('\n');
    }
    for line in closing.lines() {
        out.push_str(&harmless(line));
        out.push('\n');
    }
    out
}

fn command(document: &Document<'_>, entry: &Entry<'_>, places: &Places<'_>) -> String {
    let diagnostic = entry.diagnostic.as_ref();
    let name = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let place = document.place_in_tree(entry);
    let (start, end) = (places.start(place), places.end(place));
    let mut properties = format!(
        "file={},line={},endLine={}",
        property(&places.source(place).name),
        start.line,
        end.line
    );
    // Columns are taken only on one line, the last one included.
    if start.line == end.line {
        let last = end.column.saturating_sub(1).max(start.column);
        properties.push_str(&format!(",col={},endColumn={last}", start.column));
    }
    let title = property(diagnostic.code);
    let lines: Vec<String> = entry.lines().iter().map(|line| data(line)).collect();
    format!("::{name} {properties},title={title}::{}", lines.join("%0A"))
}

/// The text of a command.
fn data(text: &str) -> String {
    escape_text(text)
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A value of a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A line that no runner takes for a command.
fn harmless(line: &str) -> String {
    let line = line.replace("##[", "# #[");
    match line.trim_start().strip_prefix("::") {
        Some(rest) => format!(": :{rest}"),
        None => line,
    }
}
