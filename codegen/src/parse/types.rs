//! `types:`

use super::fields::{parse_constraints, parse_record};
use super::keys::{Keys, Shape};
use super::names::NameRule;
use super::{Reader, enums, kinds, languages, unions};
use crate::ast::{Newtype, TypeBody, TypeDef};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::shown::{brief, shown};
use crate::yaml::{Entry, Kind};

pub(super) const TYPES: Shape = Shape {
    what: "`types`",
    sample: "types: {Address: {fields: {city: string}}}",
};

const RECORD: Shape = Shape {
    what: "a record",
    sample: "Address: {fields: {city: string}}",
};

const ENUM: Shape = Shape {
    what: "an enum",
    sample: "OrderState: {enum: [received, paid]}",
};

const UNION: Shape = Shape {
    what: "a union",
    sample: "Method: {union: {variants: {card: {fields: {last4: string}}}}}",
};

const NEWTYPE: Shape = Shape {
    what: "a newtype",
    sample: "OrderId: {newtype: string}",
};

const ANY: Shape = Shape {
    what: "a type",
    ..RECORD
};

/// The keys that say which kind of type it is.
const KINDS: [(&str, Shape); 4] = [
    ("fields", RECORD),
    ("enum", ENUM),
    ("union", UNION),
    ("newtype", NEWTYPE),
];

/// Reads one type.
pub(super) fn parse_type(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Option<TypeDef> {
    if KINDS.iter().any(|(kind, _)| *kind == entry.key.text) {
        let message = format!("`{}` stands in the place of a type's name", entry.key.text);
        reader.push(
            Diagnostic::error("type-kind", entry.key.span, message)
                .help("indent it under the name of the type that it belongs to"),
        );
        return None;
    }
    if let Kind::Scalar(scalar) = &entry.value.kind {
        let message = format!(
            "the type {} must be a mapping, found text",
            shown(&entry.key.text)
        );
        let name = brief(&entry.key.text);
        let help = format!("write `{name}: {{newtype: {}}}`", brief(&scalar.text));
        reader.push(kinds::wrong_kind(entry.value.span, message).help(help));
        return Some(broken(reader, entry));
    }
    let (kind, shape) = find_kind(reader, entry);
    let Some(mut keys) = Keys::of(reader, entry, shape) else {
        return Some(broken(reader, entry));
    };
    let meta = keys.meta(entry, NameRule::Type);
    let body = match kind {
        Some("fields") => TypeBody::Record(parse_record(&mut keys)),
        Some("enum") => TypeBody::Enum(enums::parse_enum(&mut keys)),
        Some("union") => unions::parse_union(&mut keys).map_or(TypeBody::Broken, TypeBody::Union),
        Some("newtype") => TypeBody::Newtype(Newtype {
            of: keys.type_expr("newtype"),
            constraints: parse_constraints(&mut keys),
            sensitive: keys.flag("sensitive"),
        }),
        _ => {
            return Some(TypeDef {
                meta,
                body: TypeBody::Broken,
            });
        }
    };
    languages::parse_foreign_types(&mut keys);
    keys.finish();
    Some(TypeDef { meta, body })
}

/// Which kind of type is written; none and several of them are reported.
fn find_kind(reader: &mut Reader<'_>, entry: &Entry<'_>) -> (Option<&'static str>, Shape) {
    let Kind::Map(entries) = &entry.value.kind else {
        return (None, ANY);
    };
    let mut written = entries.iter().filter_map(|inner| {
        let (kind, shape) = KINDS
            .into_iter()
            .find(|(kind, _)| inner.key.text == *kind)?;
        Some((inner, kind, shape))
    });
    let Some((first, kind, shape)) = written.next() else {
        let message = format!(
            "the type {} does not say what it is",
            shown(&entry.key.text)
        );
        reader.push(
            Diagnostic::error("type-kind", entry.key.span, message)
                .help("write one of `fields`, `enum`, `union` and `newtype` in it; a record without fields is `{fields: {}}`"),
        );
        return (None, ANY);
    };
    // The same key twice is reported where the file is read.
    if let Some((second, other, _)) = written.find(|(_, other, _)| *other != kind) {
        let message = format!("a type cannot have both `{kind}` and `{other}`");
        reader.push(
            Diagnostic::error("type-kind", second.key.span, message)
                .other(first.key.span, "the first kind is written here")
                .help("keep one of them, and move the other into a type of its own"),
        );
        return (None, shape);
    }
    (Some(kind), shape)
}

fn broken(reader: &mut Reader<'_>, entry: &Entry<'_>) -> TypeDef {
    TypeDef {
        meta: super::meta::parse_bare_meta(reader, &entry.key, entry.docs.as_ref(), NameRule::Type),
        body: TypeBody::Broken,
    }
}
