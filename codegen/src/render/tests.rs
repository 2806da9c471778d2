#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::path::PathBuf;

use super::*;
use crate::source::{FileId, Source, Span};

const ORDERS: &str = "tempoc: 1\npackage: acme.orders.v1\ntypes:\n  Order:\n    fields:\n      note: strng\n      größe: Mony\n";

/// All of them that colour nothing.
const FORMATS: [Format; 8] = [
    Format::Text,
    Format::Short,
    Format::Json,
    Format::Github,
    Format::Gitlab,
    Format::Junit,
    Format::Sarif,
    Format::Markdown,
];

fn sources(text: &str) -> SourceMap {
    let mut sources = SourceMap::default();
    sources.add(Source {
        name: String::from("schemas/orders.tempoc.yaml"),
        path: PathBuf::from("/somewhere/orders.tempoc.yaml"),
        text: String::from(text),
        mark: 0,
    });
    sources
}

fn place(text: &str, piece: &str) -> Span {
    let start = text.find(piece).unwrap();
    Span {
        file: FileId(0),
        start: start as u32,
        end: (start + piece.len()) as u32,
    }
}

fn unknown_type() -> Diagnostic {
    let span = place(ORDERS, "strng");
    Diagnostic::error("unknown-type", span, "no type `strng`")
        .label("used here")
        .other(place(ORDERS, "Order"), "in this record")
        .note("types are looked up in this file and in its imports")
        .help("did you mean `string`?")
        .suggest(span, "string")
}

#[test]
fn text_shows_the_line_and_the_edit() {
    let expected = "\
error[unknown-type]: no type `strng`
 --> schemas/orders.tempoc.yaml:6:13
  |
4 |   Order:
  |   ----- in this record
5 |     fields:
6 |       note: strng
  |             ^^^^^ used here
  |
  = note: types are looked up in this file and in its imports
help: did you mean `string`?
  |
6 |       note: string
  |                +

1 error
";
    let rendered = render(Format::Text, &[&unknown_type()], &sources(ORDERS));
    assert_eq!(rendered, expected, "\n{rendered}");
}

#[test]
fn short_is_one_line_a_finding() {
    let warning = Diagnostic::warning("not-generated", place(ORDERS, "größe"), "never used");
    let rendered = render(
        Format::Short,
        &[&unknown_type(), &unknown_type(), &warning],
        &sources(ORDERS),
    );
    let line = "schemas/orders.tempoc.yaml:6:13: error[unknown-type]: no type `strng`; did you mean `string`?\n";
    let last = "schemas/orders.tempoc.yaml:7:7: warning[not-generated]: never used\n";
    assert_eq!(rendered, format!("{line}{line}{last}2 errors, 1 warning\n"));
}

#[test]
fn json_has_the_promised_fields() {
    let span = place(ORDERS, "Mony");
    let diagnostic = Diagnostic::error("unknown-type", span, "no type `Mony`").suggest(span, "M");
    let rendered = render(Format::Json, &[&diagnostic], &sources(ORDERS));
    let value: serde_json::Value = serde_json::from_str(&rendered).unwrap();
    let place = serde_json::json!({
        "file": "schemas/orders.tempoc.yaml",
        "line": 7, "column": 14, "end_line": 7, "end_column": 18,
        "start_byte": span.start, "end_byte": span.end,
    });
    let with_place = |mut object: serde_json::Value| {
        let fields = place.as_object().unwrap().clone();
        object.as_object_mut().unwrap().extend(fields);
        object
    };
    let expected = with_place(serde_json::json!({
        "code": "unknown-type", "severity": "error", "message": "no type `Mony`",
        "labels": [with_place(serde_json::json!({"primary": true, "text": ""}))],
        "notes": [], "help": null,
        "suggestions": [with_place(serde_json::json!({"replacement": "M"}))],
        "fingerprint": value[0]["fingerprint"],
    }));
    assert_eq!(value, serde_json::json!([expected]));
    assert_eq!(render(Format::Json, &[], &sources(ORDERS)), "[]\n");
}

#[test]
fn no_format_shows_a_control_character_or_a_mark_of_direction() {
    let hostile = "a\u{1b}[31m\u{202e}\u{2066}\u{9b}\u{7f}\u{0}\u{200f}\u{e0041}\rb";
    let text = format!("types:\r\n  {hostile}: strng # {hostile}\r\n");
    let span = place(&text, "strng");
    let diagnostic = Diagnostic::error("unknown-type", span, format!("in `{hostile}\n`"))
        .label(hostile)
        .other(place(&text, hostile), hostile)
        .note(hostile)
        .help(hostile)
        .suggest(span, hostile);
    let mut sources = sources(&text);
    sources.add(Source {
        name: String::from(hostile),
        path: PathBuf::new(),
        text: String::new(),
        mark: 0,
    });
    let nowhere = Span {
        file: FileId(1),
        start: 0,
        end: 0,
    };
    let unreadable = Diagnostic::error("unreadable-file", nowhere, hostile);
    for format in FORMATS {
        let rendered = render(format, &[&diagnostic, &unreadable], &sources);
        let found = rendered
            .chars()
            .find(|character| *character != '\n' && escape::is_deceptive(*character));
        assert_eq!(found, None, "{format:?}: {rendered}");
    }
    let json = render(Format::Json, &[&diagnostic], &sources);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value[0]["help"], hostile, "JSON keeps the text exactly");
}

#[test]
fn a_file_without_text_is_named_without_a_line() {
    let nowhere = Span {
        file: FileId(0),
        start: 0,
        end: 0,
    };
    let diagnostic =
        Diagnostic::error("unreadable-file", nowhere, "cannot be read").help("create it");
    let rendered = render(Format::Text, &[&diagnostic], &sources(""));
    let expected = "\
error[unreadable-file]: cannot be read
--> schemas/orders.tempoc.yaml
 = help: create it

1 error
";
    assert_eq!(rendered, expected, "\n{rendered}");
}

#[test]
fn any_place_renders() {
    let text = "tempoc: 1\r\n\u{202e}ä: 🎉\n\n";
    let sources = sources(text);
    let boundaries: Vec<usize> = (0..=text.len())
        .filter(|at| text.is_char_boundary(*at))
        .collect();
    for (index, start) in boundaries.iter().enumerate() {
        for end in &boundaries[index..] {
            let span = Span {
                file: FileId(0),
                start: *start as u32,
                end: *end as u32,
            };
            let diagnostic = Diagnostic::error("unknown-type", span, "m")
                .label("l")
                .suggest(span, "a\nb");
            for format in FORMATS.into_iter().chain([Format::ColouredText]) {
                assert!(!render(format, &[&diagnostic], &sources).is_empty());
            }
        }
    }
}

#[test]
fn a_comment_is_not_longer_than_github_takes() {
    let text = format!("a: {}\n", "b".repeat(5_000));
    let sources = sources(&text);
    for (count, length) in [(120, 60), (120, 2_000), (3, 40_000), (1, 100_000)] {
        let message = "`a` | b ".repeat(length / 8);
        let findings: Vec<Diagnostic> = (0..count)
            .map(|_| Diagnostic::error("unknown-type", place(&text, "b"), message.clone()))
            .collect();
        let findings: Vec<&Diagnostic> = findings.iter().collect();
        let mut document = Document::new(&findings, &sources);
        document.closing = vec![message.clone(); 100];
        for accepted in [None, Some(message)] {
            document.entries[0].accepted = accepted;
            let comment = render_document(Format::Markdown, &document);
            assert!(comment.len() < 65_536, "{} bytes", comment.len());
        }
    }
}

#[test]
fn a_comment_calls_nobody() {
    let span = place(ORDERS, "strng");
    let diagnostic = Diagnostic::error("unknown-type", span, "no type @acme/team #1");
    let comment = render(Format::Markdown, &[&diagnostic], &sources(ORDERS));
    // What stands between the fences is code.
    let outside = comment.split("```").step_by(2).collect::<String>();
    for call in ["@acme", "#1"] {
        assert!(!outside.contains(call), "{comment}");
    }
}
