use super::Reader;
use crate::ast::{Reference, Text};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::shown::shown;
use crate::source::{Span, Spanned};

/// Reads `name` or `import.name`.
pub(super) fn parse_reference(reader: &mut Reader<'_>, text: Text) -> Option<Reference> {
    let span = text.span;
    let parts: Vec<&str> = text.value.split('.').collect();
    let is_name = |part: &&str| {
        part.starts_with(|first: char| first.is_ascii_alphabetic())
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    if parts.is_empty() || parts.len() > 2 || !parts.iter().all(is_name) {
        reader.push(
            Diagnostic::error("reference-syntax", span, format!("{} is not a name", shown(&text.value)))
                .help("write the name of a definition of this file, or `import.name` for one of an imported file"),
        );
        return None;
    }
    // Quotes would shift the places of the parts.
    let exact = reader.text_at(span) == text.value;
    let place = |start: usize, end: usize| {
        if exact {
            Span {
                start: span.start + start as u32,
                end: span.start + end as u32,
                ..span
            }
        } else {
            span
        }
    };
    Some(match text.value.split_once('.') {
        Some((import, name)) => Reference {
            span,
            import: Some(Spanned::new(import.to_owned(), place(0, import.len()))),
            name: Spanned::new(name.to_owned(), place(import.len() + 1, text.value.len())),
        },
        None => Reference {
            span,
            import: None,
            name: text,
        },
    })
}
