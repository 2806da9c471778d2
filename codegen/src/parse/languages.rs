//! `rust:` and `python:`, what concerns one target language only.

use super::keys::{Keys, Shape};
use crate::diagnostic::Diagnostic;

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
    if keys.text("type").is_some() {
        keys.reader.push(
            Diagnostic::warning(
                "not-generated",
                entry.key.span,
                format!("`{language}: {{type: ...}}` is not generated yet"),
            )
            .note("the contract's own type is generated in its place"),
        );
    }
    keys.finish();
}
