//! One line a finding, for editors and for `grep`.

use super::escape::escape_text;
use super::places::Places;
use super::severity_name;
use crate::diagnostic::Diagnostic;

/// `file:line:column: error[code]: message; help`
pub(super) fn render_one(diagnostic: &Diagnostic, places: &Places<'_>) -> String {
    let place = diagnostic.primary.span;
    let start = places.start(place);
    let mut line = format!(
        "{}:{}:{}: {}[{}]: {}",
        escape_text(&places.source(place).name),
        start.line,
        start.column,
        severity_name(diagnostic.severity),
        diagnostic.code,
        escape_text(&diagnostic.message),
    );
    if let Some(help) = &diagnostic.help {
        line.push_str("; ");
        line.push_str(&escape_text(help));
    }
    line
}
