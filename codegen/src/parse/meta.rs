//! Name, documentation, `since:` and `deprecated:`, which every element has.

use super::keys::{Keys, Shape};
use super::names::{NameRule, check_name};
use super::{Reader, kinds};
use crate::ast::{Deprecated, Meta, Room};
use crate::source::{Span, Spanned};
use crate::yaml::{Entry, Key, Kind, Style};

/// The meta of an element in short form: its name and the `##` lines above it.
pub(super) fn parse_bare_meta(
    reader: &mut Reader<'_>,
    key: &Key<'_>,
    docs: Option<&str>,
    rule: NameRule,
) -> Meta {
    check_name(reader, key, rule);
    let name = match rule {
        NameRule::Field => key.text.strip_suffix('?').unwrap_or(&key.text),
        NameRule::Type | NameRule::Snake | NameRule::Free => &*key.text,
    };
    Meta {
        name: Spanned::new(name.to_owned(), key.span),
        docs: docs.map(str::to_owned),
        since: None,
        deprecated: None,
        room: None,
    }
}

/// Where an element in short form, `state: OrderState` or `pause:`, takes a key besides the one that it is short for.
pub(super) fn room_in_short_form(
    reader: &Reader<'_>,
    entry: &Entry<'_>,
    short_for: &str,
) -> Option<Room> {
    let element = entry.key.span.to(entry.value.span);
    let written = slice(reader.text, entry.value.span);
    match &entry.value.kind {
        Kind::Scalar(_) if matches!(written, "~" | "null") => Some(Room {
            element,
            place: entry.value.span,
            before: "{".into(),
            after: "}".into(),
        }),
        Kind::Scalar(_) => Some(Room {
            element,
            place: entry.value.span,
            before: format!("{{{short_for}: {written}, ").into(),
            after: "}".into(),
        }),
        Kind::Empty => {
            let rest = reader.text.get(entry.key.span.end as usize..)?;
            let spaces = rest.len() - rest.trim_start_matches(' ').len();
            rest.trim_start_matches(' ').strip_prefix(':')?;
            let after_colon = entry.key.span.end + spaces as u32 + 1;
            Some(Room {
                element,
                place: Span {
                    start: after_colon,
                    end: after_colon,
                    ..entry.key.span
                },
                before: " {".into(),
                after: "}".into(),
            })
        }
        Kind::List(_) | Kind::Map(_) | Kind::Broken => None,
    }
}

/// Where an element takes another key among those that it has.
pub(super) fn room_among_keys(
    reader: &Reader<'_>,
    key: &Key<'_>,
    mapping: Span,
    entries: &[Entry<'_>],
) -> Option<Room> {
    let element = key.span.to(mapping);
    let is_flow = slice(reader.text, mapping).starts_with('{');
    let at = |offset: u32| Span {
        start: offset,
        end: offset,
        ..mapping
    };
    if entries.is_empty() && is_flow {
        return Some(Room {
            element,
            place: at(mapping.start + 1),
            before: "".into(),
            after: "".into(),
        });
    }
    // The lines above a key describe that key, and not one that is put between them.
    let next = entries.iter().find(|entry| entry.docs.is_none())?;
    let after = match is_flow {
        true => ", ".into(),
        false => {
            let start = next.key.span.start as usize;
            let before = reader.text.get(..start)?;
            let line = before.rfind('\n').map_or(0, |at| at + 1);
            let column = before.get(line..)?.chars().count();
            format!("\n{}", " ".repeat(column)).into()
        }
    };
    Some(Room {
        element,
        place: at(next.key.span.start),
        before: "".into(),
        after,
    })
}

fn slice(text: &str, span: Span) -> &str {
    text.get(span.start as usize..span.end as usize)
        .unwrap_or_default()
}

const DEPRECATED: Shape = Shape {
    what: "`deprecated`",
    sample: "deprecated: {since: 1.4.0, message: use promotions}",
};

/// `deprecated: {since: 1.4.0, message: use promotions}` or `deprecated: use promotions`
pub(super) fn parse_deprecated(keys: &mut Keys<'_, '_>) -> Option<Deprecated> {
    let entry = keys.take("deprecated")?;
    let span = entry.value.span;
    match &entry.value.kind {
        Kind::Scalar(scalar)
            if scalar.style == Style::Plain && matches!(&*scalar.text, "true" | "false") =>
        {
            keys.reader.push(
                kinds::wrong_kind(
                    span,
                    format!(
                        "`deprecated` must say what to use instead, found `{}`",
                        scalar.text
                    ),
                )
                .help("write `deprecated: use promotions`, or delete the key"),
            );
            None
        }
        Kind::Scalar(scalar) => Some(Deprecated {
            span,
            since: None,
            message: Some(Spanned::new(scalar.text.to_string(), span)),
            remove_in: None,
        }),
        Kind::Empty | Kind::List(_) | Kind::Map(_) | Kind::Broken => {
            let mut keys = Keys::of(keys.reader, entry, DEPRECATED)?;
            let deprecated = Deprecated {
                span,
                since: keys.version("since"),
                message: keys.text("message"),
                remove_in: keys.version("remove_in"),
            };
            keys.finish();
            Some(deprecated)
        }
    }
}
