//! `enum: [received, {delivered: {since: 1.2.0}}]`

use std::sync::Arc;

use super::keys::{Keys, Shape};
use super::meta::parse_bare_meta;
use super::names::NameRule;
use super::{Reader, kinds};
use crate::ast::{Enum, EnumValue};
use crate::yaml::{Entry, Key, Kind, Node};

const VALUE: Shape = Shape {
    what: "a value of an enum",
    sample: "delivered: {since: 1.2.0}",
};

/// Reads `enum:`, `closed:` and `reserved:`.
pub(super) fn parse_enum(keys: &mut Keys<'_, '_>) -> Enum {
    let mut values = Vec::new();
    for item in keys.items("enum").unwrap_or_default() {
        parse_item(keys.reader, item, &mut values);
    }
    Enum {
        values,
        closed: keys.flag("closed"),
        reserved: keys.texts("reserved"),
    }
}

fn parse_item(reader: &mut Reader<'_>, item: &Node<'_>, values: &mut Vec<EnumValue>) {
    match &item.kind {
        Kind::Scalar(scalar) => {
            let key = Key {
                text: scalar.text.clone(),
                span: item.span,
                style: scalar.style,
            };
            let meta = parse_bare_meta(reader, &key, item.docs.as_ref(), NameRule::Snake);
            values.push(EnumValue { meta, wire: None });
        }
        Kind::Map(entries) => match entries.as_slice() {
            [entry] => values.extend(parse_value(reader, entry, item.docs.as_ref())),
            _ => reader.push(
                kinds::wrong_kind(item.span, "a value of an enum must have exactly one name".to_owned())
                    .help("write `[paid, {delivered: {since: 1.2.0}}]`, each value with braces of its own"),
            ),
        },
        Kind::Broken => {}
        Kind::Empty | Kind::List(_) => {
            let message = format!("a value of an enum must be a name, found {}", kinds::found(item));
            reader.push(kinds::wrong_kind(item.span, message).help("write `enum: [received, paid]`"));
        }
    }
}

fn parse_value(
    reader: &mut Reader<'_>,
    entry: &Entry<'_>,
    docs: Option<&Arc<str>>,
) -> Option<EnumValue> {
    let mut keys = Keys::of(reader, entry, VALUE)?;
    let mut meta = keys.meta(entry, NameRule::Snake);
    meta.docs = meta.docs.or_else(|| docs.cloned());
    let value = EnumValue {
        meta,
        wire: keys.text("wire"),
    };
    keys.finish();
    Some(value)
}
