//! Scalars as text with places inside it.

use std::ops::Range;

use super::{Reader, kinds, samples};
use crate::ast::Text;
use crate::diagnostic::shown::shown;
use crate::source::{Span, Spanned};
use crate::yaml::{Entry, Kind, Node, Scalar, Style};

/// A scalar whose parts have places.
#[derive(Clone, Copy)]
pub(super) struct Snippet<'t> {
    /// The text.
    pub(super) text: &'t str,
    /// The whole scalar, with its quotes.
    pub(super) whole: Span,
    /// Where the text begins in the file, when it stands there letter by letter.
    start: Option<u32>,
}

impl<'t> Snippet<'t> {
    /// The text of a scalar.
    pub(super) fn new(reader: &Reader<'_>, scalar: &'t Scalar<'_>, whole: Span) -> Self {
        let text = &*scalar.text;
        let start = match scalar.style {
            Style::Plain => Some(whole.start),
            Style::Quoted => Some(whole.start + 1),
            Style::Block => None,
        };
        let start = start.filter(|&start| {
            let range = start as usize..start as usize + text.len();
            reader.text.get(range) == Some(text)
        });
        Self { text, whole, start }
    }

    /// The place of a part of the text; the whole scalar where escapes or folds hide it.
    pub(super) fn span(&self, part: Range<usize>) -> Span {
        match self.start {
            Some(start) => Span {
                start: start + part.start as u32,
                end: start + part.end as u32,
                ..self.whole
            },
            None => self.whole,
        }
    }
}

impl<'d> Reader<'d> {
    /// The text of the file at a place.
    pub(super) fn text_at(&self, span: Span) -> &'d str {
        self.text
            .get(span.start as usize..span.end as usize)
            .unwrap_or_default()
    }
}

/// The value of a key that takes text.
pub(super) fn parse_text(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Option<Text> {
    match &entry.value.kind {
        Kind::Scalar(scalar) => Some(Spanned::new(scalar.text.to_string(), entry.value.span)),
        Kind::Broken => None,
        Kind::Empty | Kind::List(_) | Kind::Map(_) => {
            reader.push(kinds::unexpected(entry, "text"));
            None
        }
    }
}

/// An item of a list of texts.
pub(super) fn parse_item_text(reader: &mut Reader<'_>, item: &Node<'_>, key: &str) -> Option<Text> {
    match &item.kind {
        Kind::Scalar(scalar) => Some(Spanned::new(scalar.text.to_string(), item.span)),
        Kind::Broken => None,
        Kind::Empty | Kind::List(_) | Kind::Map(_) => {
            let message = format!(
                "an item of {} must be text, found {}",
                shown(key),
                kinds::found(item)
            );
            reader.push(
                kinds::wrong_kind(item.span, message)
                    .help(format!("write for example `{}`", samples::of(key))),
            );
            None
        }
    }
}
