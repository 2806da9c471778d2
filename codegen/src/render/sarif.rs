//! SARIF 2.1.0, which GitHub code scanning and many others read.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::document::{Document, Entry};
use super::escape::escape_text;
use super::json::write;
use super::places::Places;
use crate::diagnostic::codes::Code;
use crate::diagnostic::{Label, Severity, Suggestion};
use crate::source::Span;

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Value,
    invocations: [Value; 1],
    column_kind: &'static str,
    results: Vec<SarifResult<'a>>,
    properties: Value,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'static str,
    message: Value,
    locations: [Value; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Value>,
    partial_fingerprints: Value,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Value>,
    properties: Value,
}

/// One run.
pub(super) fn render_all(document: &Document<'_>, places: &Places<'_>, closing: &str) -> String {
    let mut codes: Vec<&str> = document
        .entries
        .iter()
        .map(|entry| entry.diagnostic.code)
        .collect();
    codes.sort_unstable();
    codes.dedup();
    let results = document.entries.iter();
    let results = results.map(|entry| result(document, entry, &codes, places));
    let lines: Vec<&str> = closing.lines().collect();
    write(&Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: json!({"driver": {
                "name": "tempoc",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(|code| rule(code)).collect::<Vec<_>>(),
            }}),
            invocations: [json!({"executionSuccessful": document.completed})],
            column_kind: "unicodeCodePoints",
            results: results.collect(),
            properties: json!({"command": document.command, "summary": lines}),
        }],
    })
}

fn rule(code: &str) -> Value {
    let page = Code::find(code).map_or("", |code| code.explanation);
    let mut lines = page.lines().map(str::trim);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('#'));
    let first = first.unwrap_or(code);
    json!({
        "id": code,
        "shortDescription": {"text": first},
        "fullDescription": {"text": first},
        "help": {
            "text": if page.is_empty() { code } else { page },
            "markdown": if page.is_empty() { code } else { page },
        },
    })
}

fn result<'a>(
    document: &Document<'_>,
    entry: &'a Entry<'_>,
    codes: &[&str],
    places: &Places<'_>,
) -> SarifResult<'a> {
    let diagnostic = entry.diagnostic.as_ref();
    let lines: Vec<String> = entry.lines().iter().map(|line| escape_text(line)).collect();
    let place = document.place_in_tree(entry);
    let labels = std::iter::once(&diagnostic.primary).chain(&diagnostic.others);
    let related = labels.filter(|label| label.span != place);
    let suggestions = &diagnostic.suggestions;
    let ratings = entry.ratings.iter();
    let ratings: Map<String, Value> = ratings
        .map(|rating| (rating.respect.replace(' ', "_"), json!(rating.level)))
        .collect();
    SarifResult {
        rule_id: diagnostic.code,
        rule_index: codes.binary_search(&diagnostic.code).unwrap_or_default(),
        level: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "note",
        },
        message: json!({"text": lines.join("\n")}),
        locations: [json!({"physicalLocation": physical_location(place, places)})],
        related_locations: (0_u32..)
            .zip(related)
            .map(|(id, label)| related_location(id, label, places))
            .collect(),
        partial_fingerprints: json!({"tempoc/v1": entry.fingerprint}),
        fixes: match suggestions.is_empty() {
            true => Vec::new(),
            false => vec![fix(diagnostic.help.as_deref(), suggestions, places)],
        },
        suppressions: entry
            .accepted
            .iter()
            .map(|reason| json!({"kind": "external", "justification": escape_text(reason)}))
            .collect(),
        properties: Value::Object(ratings),
    }
}

fn related_location(id: u32, label: &Label, places: &Places<'_>) -> Value {
    let text = match label.text.is_empty() {
        true => String::from("here"),
        false => escape_text(&label.text),
    };
    json!({
        "id": id,
        "message": {"text": text},
        "physicalLocation": physical_location(label.span, places),
    })
}

/// All edits as one change.
fn fix(help: Option<&str>, suggestions: &[Suggestion], places: &Places<'_>) -> Value {
    let changes = suggestions.iter().map(|edit| {
        json!({
            "artifactLocation": artifact_location(edit.span, places),
            "replacements": [{
                "deletedRegion": region(edit.span, places),
                "insertedContent": {"text": edit.replacement},
            }],
        })
    });
    json!({
        "description": {"text": escape_text(help.unwrap_or("write"))},
        "artifactChanges": changes.collect::<Vec<_>>(),
    })
}

fn physical_location(place: Span, places: &Places<'_>) -> Value {
    json!({
        "artifactLocation": artifact_location(place, places),
        "region": region(place, places),
    })
}

fn artifact_location(place: Span, places: &Places<'_>) -> Value {
    json!({"uri": as_uri(&places.source(place).name)})
}

fn region(place: Span, places: &Places<'_>) -> Value {
    let (start, end) = (places.start(place), places.end(place));
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

/// A path as a relative reference.
fn as_uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
