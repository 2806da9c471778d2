//! A mapping where text belongs, and the like.

use super::keys::Shape;
use super::{Reader, samples};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::shown::shown;
use crate::source::Span;
use crate::yaml::{Entry, Kind, Node};

/// A value of the wrong kind.
pub(super) fn wrong_kind(span: Span, message: String) -> Diagnostic {
    Diagnostic::error("wrong-kind", span, message)
}

/// The value of a known key is not what the key takes.
pub(super) fn unexpected(entry: &Entry<'_>, expected: &str) -> Diagnostic {
    let key = &*entry.key.text;
    let message = format!(
        "{} must be {expected}, found {}",
        shown(key),
        found(&entry.value)
    );
    wrong_kind(place(entry), message).help(format!("write for example `{}`", samples::of(key)))
}

/// Reports a value that should have been a mapping.
pub(super) fn report_not_a_mapping(reader: &mut Reader<'_>, node: &Node<'_>, shape: Shape) {
    if matches!(node.kind, Kind::Broken) {
        return;
    }
    let message = format!("{} must be a mapping, found {}", shape.what, found(node));
    reader
        .push(wrong_kind(node.span, message).help(format!("write for example `{}`", shape.sample)));
}

/// The key of an element with nothing after it.
pub(super) fn nothing_written(entry: &Entry<'_>, shape: Shape) -> Diagnostic {
    let key = shown(&entry.key.text);
    wrong_kind(
        entry.key.span,
        format!(
            "{} must be a mapping, and nothing is written under {key}",
            shape.what
        ),
    )
    .help(format!(
        "write for example `{}`, or delete the key",
        shape.sample
    ))
}

/// Where a problem of a value is shown; nothing has no place of its own, so that the key is.
pub(super) fn place(entry: &Entry<'_>) -> Span {
    match entry.value.kind {
        Kind::Empty => entry.key.span,
        Kind::Scalar(_) | Kind::List(_) | Kind::Map(_) | Kind::Broken => entry.value.span,
    }
}

/// What a value is, in the words of a message.
pub(super) fn found(node: &Node<'_>) -> &'static str {
    match node.kind {
        Kind::Empty => "nothing",
        Kind::Scalar(_) => "text",
        Kind::List(_) => "a list",
        Kind::Map(_) => "a mapping",
        Kind::Broken => "something unreadable",
    }
}
