//! Places inside a text.

use std::ops::Range;

use crate::ast;
use crate::source::{SourceMap, Span};

/// The place of some bytes of a text.
///
/// Where the schema writes the text with escapes or over several lines, that is the place of the whole text.
pub(super) fn place_inside(sources: &SourceMap, text: &ast::Text, bytes: Range<usize>) -> Span {
    let written = sources.text(text.span);
    let quoted = written.len() == text.value.len() + 2
        && written.starts_with(['"', '\''])
        && written.get(1..written.len() - 1) == Some(text.value.as_str());
    let begin = if written == text.value {
        0
    } else if quoted {
        1
    } else {
        return text.span;
    };
    if text.value.get(bytes.clone()).is_none() {
        return text.span;
    }
    let start = text.span.start + begin;
    Span {
        start: start + bytes.start as u32,
        end: start + bytes.end as u32,
        ..text.span
    }
}
