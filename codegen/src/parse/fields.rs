//! Fields of records, variants, errors and memos.

use super::keys::{Keys, Shape};
use super::literals::parse_literal;
use super::meta::parse_bare_meta;
use super::names::NameRule;
use super::snippet::Snippet;
use super::type_expr::parse_type_text;
use super::{Reader, kinds, languages};
use crate::ast::{
    Constraints, Enforce, Field, Literal, LiteralKind, Record, TypeExpr, UnknownFields,
};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::shown::brief;
use crate::yaml::{Entry, Kind};

pub(super) const FIELDS: Shape = Shape {
    what: "`fields`",
    sample: "fields: {order_id: string, note?: string}",
};

const FIELD: Shape = Shape {
    what: "a field",
    sample: "note: {type: string, max_length: 200}",
};

/// Reads `fields:`, `unknown:` and `reserved:`.
pub(super) fn parse_record(keys: &mut Keys<'_, '_>) -> Record {
    Record {
        fields: keys.each("fields", FIELDS, parse_field),
        unknown: keys.choice(
            "unknown",
            &[
                ("ignore", UnknownFields::Ignore),
                ("preserve", UnknownFields::Preserve),
                ("reject", UnknownFields::Reject),
            ],
        ),
        reserved: keys.texts("reserved"),
    }
}

/// Reads `name: TYPE`, `name?: TYPE`, `name: TYPE = DEFAULT` or the long form.
pub(super) fn parse_field(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Option<Field> {
    match &entry.value.kind {
        Kind::Scalar(_) => Some(parse_short_field(reader, entry)),
        Kind::Map(_) => parse_long_field(reader, entry),
        Kind::Broken => None,
        Kind::Empty | Kind::List(_) => {
            reader.push(not_a_field(entry));
            None
        }
    }
}

fn not_a_field(entry: &Entry<'_>) -> Diagnostic {
    let name = brief(&entry.key.text);
    let message = format!(
        "a field must be a type or a mapping, found {}",
        kinds::found(&entry.value)
    );
    let diagnostic = kinds::wrong_kind(kinds::place(entry), message);
    // `[string]` is how many other languages write a list of strings.
    if let Kind::List(items) = &entry.value.kind
        && let [item] = items.as_slice()
        && let Kind::Scalar(scalar) = &item.kind
    {
        return diagnostic
            .help(format!("write `{name}: list<{}>`", brief(&scalar.text)))
            .suggest(entry.value.span, format!("list<{}>", scalar.text));
    }
    diagnostic.help(format!("write `{name}: string`"))
}

fn parse_short_field(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Field {
    let meta = parse_bare_meta(reader, &entry.key, entry.docs.as_ref(), NameRule::Field);
    let (ty, default) = parse_type_and_default(reader, entry);
    Field {
        meta,
        ty,
        optional: entry.key.text.ends_with('?'),
        default,
        wire: None,
        encoding: None,
        aliases: Vec::new(),
        sensitive: false,
        constraints: None,
        enforce: None,
    }
}

fn parse_long_field(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Option<Field> {
    let mut keys = Keys::of(reader, entry, FIELD)?;
    let meta = keys.meta(entry, NameRule::Field);
    let (ty, short_default) = match keys.take("type") {
        Some(ty) => parse_type_and_default(keys.reader, ty),
        None => {
            keys.report_missing("type", entry.key.span);
            (None, None)
        }
    };
    let field = Field {
        meta,
        ty,
        default: parse_default(&mut keys, short_default),
        optional: parse_optional(&mut keys, entry),
        wire: keys.text("wire"),
        encoding: keys.text("encoding"),
        aliases: keys.texts("aliases"),
        sensitive: keys.flag("sensitive"),
        constraints: parse_constraints(&mut keys),
        enforce: keys.choice(
            "enforce",
            &[("both", Enforce::Both), ("write", Enforce::Write)],
        ),
    };
    languages::parse_foreign_types(&mut keys);
    keys.finish();
    Some(field)
}

/// Reads `min:`, `max:`, `pattern:` and the like.
/// Nothing where no limit is written, as of most fields.
pub(super) fn parse_constraints(keys: &mut Keys<'_, '_>) -> Option<Box<Constraints>> {
    let written = Constraints {
        min: keys.text("min"),
        max: keys.text("max"),
        min_length: keys.text("min_length"),
        max_length: keys.text("max_length"),
        pattern: keys.text("pattern"),
        min_items: keys.text("min_items"),
        max_items: keys.text("max_items"),
        unique: keys.spanned_flag("unique"),
    };
    (written != Constraints::default()).then(|| Box::new(written))
}

fn parse_default(keys: &mut Keys<'_, '_>, short: Option<Literal>) -> Option<Literal> {
    let Some(entry) = keys.take("default") else {
        return short;
    };
    if let Some(short) = short {
        keys.reader.push(
            Diagnostic::error(
                "two-defaults",
                entry.key.span,
                "the default is written twice",
            )
            .other(short.span, "and here")
            .help("delete one of them"),
        );
    }
    parse_literal(keys.reader, entry)
}

fn parse_optional(keys: &mut Keys<'_, '_>, entry: &Entry<'_>) -> bool {
    let marked = entry.key.text.ends_with('?');
    let flag = keys.spanned_flag("optional");
    if let Some(flag) = &flag
        && marked
        && !flag.value
    {
        keys.reader.push(
            Diagnostic::error(
                "optional-conflict",
                flag.span,
                "the field is optional by its `?` and not optional here",
            )
            .other(entry.key.span, "the `?` is here")
            .help("delete the `?` or the key `optional`"),
        );
    }
    marked || flag.is_some_and(|flag| flag.value)
}

/// Reads `TYPE` or `TYPE = DEFAULT`.
fn parse_type_and_default(
    reader: &mut Reader<'_>,
    entry: &Entry<'_>,
) -> (Option<TypeExpr>, Option<Literal>) {
    let Kind::Scalar(scalar) = &entry.value.kind else {
        if !matches!(entry.value.kind, Kind::Broken) {
            reader.push(kinds::unexpected(entry, "a type"));
        }
        return (None, None);
    };
    let snippet = Snippet::new(reader, scalar, entry.value.span);
    let text = snippet.text;
    let Some(equals) = find_equals(text) else {
        return (parse_type_text(reader, snippet, 0..text.len()), None);
    };
    let ty = parse_type_text(reader, snippet, 0..equals);
    let written = text.get(equals + 3..).unwrap_or_default();
    let value = written.trim();
    let start = equals + 3 + written.len() - written.trim_start().len();
    let default = Literal {
        span: snippet.span(start..start + value.len()),
        kind: LiteralKind::Short(value.to_owned()),
    };
    (ty, Some(default))
}

/// Where the first ` = ` is that stands outside brackets and quotes.
fn find_equals(text: &str) -> Option<usize> {
    let mut open = 0usize;
    let mut quoted = false;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'<' | b'[' | b'{' => open += 1,
            b'>' | b']' | b'}' => open = open.saturating_sub(1),
            b' ' if open == 0 && text.get(at..at + 3) == Some(" = ") => return Some(at),
            _ => {}
        }
    }
    None
}
