//! `tempoc explain`

use std::path::Path;

use tempoc::Report;
use tempoc::diagnostic::codes::Code;
use tempoc::diagnostic::similar::nearest;

use super::arguments::Explain;
use super::outcome::Outcome;

/// Gives the page of a code, or the list of all codes.
pub(crate) fn explain(arguments: &Explain) -> Outcome {
    let Some(code) = &arguments.code else {
        return Outcome::fine(Report::default(), list());
    };
    if let Some(code) = Code::find(code) {
        let page = code.explanation.trim_end();
        return Outcome::fine(Report::default(), format!("{page}\n"));
    }
    let help = match nearest(code, Code::all().map(|code| code.name)) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => String::from("list all codes with `tempoc explain`"),
    };
    Outcome::failed_at(
        Path::new("tempoc explain"),
        "unknown-code",
        format!("no finding has the code `{code}`"),
        &help,
    )
}

/// A line for each code: the code, and the first sentence of its page.
fn list() -> String {
    let width = Code::all().map(|code| code.name.len()).max().unwrap_or(0);
    let lines =
        Code::all().map(|code| format!("{:width$}  {}\n", code.name, title(code.explanation)));
    lines.collect()
}

/// The first line of a page that is neither empty nor its heading.
fn title(page: &str) -> &str {
    let mut lines = page.lines().map(str::trim);
    lines
        .find(|line| !line.is_empty() && !line.starts_with('#'))
        .unwrap_or_default()
}
