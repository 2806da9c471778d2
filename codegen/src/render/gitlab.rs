//! A Code Quality report of GitLab.

use serde::Serialize;

use super::document::{Document, Entry};
use super::escape::escape_text;
use super::json::write;
use super::places::Places;
use crate::diagnostic::Severity;

#[derive(Serialize)]
struct Issue<'a> {
    r#type: &'static str,
    check_name: &'a str,
    description: String,
    content: Content,
    categories: [&'static str; 1],
    severity: &'static str,
    fingerprint: &'a str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Content {
    body: String,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// One array, an issue a finding.
pub(super) fn render_all(document: &Document<'_>, places: &Places<'_>) -> String {
    let issues: Vec<Issue<'_>> = document
        .shown()
        .map(|entry| issue(document, entry, places))
        .collect();
    write(&issues)
}

fn issue<'a>(document: &Document<'_>, entry: &'a Entry<'_>, places: &Places<'a>) -> Issue<'a> {
    let diagnostic = entry.diagnostic.as_ref();
    let place = document.place_in_tree(entry);
    Issue {
        r#type: "issue",
        check_name: diagnostic.code,
        description: escape_text(&diagnostic.message),
        content: Content {
            body: entry
                .lines()
                .iter()
                .map(|line| escape_text(line) + "\n")
                .collect(),
        },
        categories: ["Compatibility"],
        severity: match diagnostic.severity {
            _ if !document.completed => "blocker",
            Severity::Error => "critical",
            Severity::Warning => "minor",
            Severity::Info => "info",
        },
        fingerprint: &entry.fingerprint,
        location: Location {
            path: &places.source(place).name,
            lines: Lines {
                begin: places.start(place).line,
                end: places.end(place).line,
            },
        },
    }
}
