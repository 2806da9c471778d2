//! `rust:` and `python:`, what concerns one target language only.

use super::keys::{Keys, Shape};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::shown::shown;

const RUST_TYPE: Shape = Shape {
    what: "`rust`",
    sample: "rust: {type: \"crate::money::Money\"}",
};

const PYTHON_TYPE: Shape = Shape {
    what: "`python`",
    sample: "python: {type: acme.money.Money}",
};

const RUST_HANDLER: Shape = Shape {
    what: "`rust`",
    sample: "rust: {async: true}",
};

/// Reads `rust: {type: ...}` and `python: {type: ...}` of a type or a field.
pub(super) fn parse_foreign_types(keys: &mut Keys<'_, '_>) {
    parse_foreign_type(keys, "rust", RUST_TYPE);
    parse_foreign_type(keys, "python", PYTHON_TYPE);
}

/// Reads `rust: {async: true}` of a signal or an update.
pub(super) fn parse_rust_async(keys: &mut Keys<'_, '_>) -> bool {
    let Some(entry) = keys.take("rust") else {
        return false;
    };
    let Some(mut keys) = Keys::of(keys.reader, entry, RUST_HANDLER) else {
        return false;
    };
    let is_async = keys.flag("async");
    keys.finish();
    is_async
}

fn parse_foreign_type(keys: &mut Keys<'_, '_>, language: &'static str, shape: Shape) {
    let Some(entry) = keys.take(language) else {
        return;
    };
    let Some(mut keys) = Keys::of(keys.reader, entry, shape) else {
        return;
    };
    if keys.has("type").is_none() {
        keys.report_missing("type", entry.key.span);
    }
    if let Some(path) = keys.text("type") {
        let separator = if language == "rust" { "::" } else { "." };
        if is_path(&path.value, separator) {
            let message = format!("`{language}: {{type: ...}}` is not generated yet");
            keys.reader.push(
                Diagnostic::warning("not-generated", entry.key.span, message)
                    .note("the contract's own type is generated in its place"),
            );
        } else {
            let message = format!("{} is not the path of a type", shown(&path.value));
            keys.reader.push(
                Diagnostic::error("type-syntax", path.span, message).help(format!(
                    "write names with `{separator}` between them, as in `{}`",
                    shape.sample
                )),
            );
        }
    }
    keys.finish();
}

fn is_path(text: &str, separator: &str) -> bool {
    text.split(separator).all(|name| {
        name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    })
}
