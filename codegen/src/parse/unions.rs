//! `union: {tag: type, variants: {...}}`

use super::fields::parse_record;
use super::keys::{Keys, Shape};
use super::meta::parse_bare_meta;
use super::names::NameRule;
use super::type_expr::parse_type_expr;
use super::{Reader, kinds};
use crate::ast::{Union, Variant, VariantBody};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::shown::brief;
use crate::yaml::{Entry, Kind};

const UNION: Shape = Shape {
    what: "`union`",
    sample: "union: {variants: {card: {fields: {last4: string}}, wallet: Wallet}}",
};

const VARIANTS: Shape = Shape {
    what: "`variants`",
    sample: "variants: {card: {fields: {last4: string}}, wallet: Wallet}",
};

const VARIANT: Shape = Shape {
    what: "a variant",
    sample: "card: {fields: {last4: string}}",
};

/// Reads `union:`, `closed:` and `reserved:`.
pub(super) fn parse_union(keys: &mut Keys<'_, '_>) -> Option<Union> {
    let entry = keys.take("union")?;
    let closed = keys.flag("closed");
    let reserved = keys.texts("reserved");
    let mut keys = Keys::of(keys.reader, entry, UNION)?;
    if keys.has("variants").is_none() {
        keys.report_missing("variants", entry.key.span);
    }
    let union = Union {
        tag: keys.text("tag"),
        variants: keys.each("variants", VARIANTS, parse_variant),
        closed: keys.flag("closed") || closed,
        reserved: [reserved, keys.texts("reserved")].concat(),
    };
    keys.finish();
    Some(union)
}

fn parse_variant(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Option<Variant> {
    match &entry.value.kind {
        Kind::Scalar(_) => {
            let meta = parse_bare_meta(reader, &entry.key, entry.docs.as_ref(), NameRule::Snake);
            let body = VariantBody::Named(parse_type_expr(reader, entry)?);
            Some(Variant {
                meta,
                wire: None,
                body,
            })
        }
        Kind::Empty => {
            let name = brief(&entry.key.text);
            reader.push(
                kinds::wrong_kind(
                    entry.key.span,
                    "a variant must be a mapping or the name of a record, found nothing".to_owned(),
                )
                .help(format!(
                    "write `{name}: {{}}` for a variant that carries nothing"
                )),
            );
            None
        }
        Kind::Map(_) | Kind::List(_) | Kind::Broken => {
            let mut keys = Keys::of(reader, entry, VARIANT)?;
            let variant = Variant {
                meta: keys.meta(entry, NameRule::Snake),
                wire: keys.text("wire"),
                body: parse_body(&mut keys)?,
            };
            keys.finish();
            Some(variant)
        }
    }
}

/// Reads `type: Wallet`, the long form of `wallet: Wallet`, or `fields:`.
fn parse_body(keys: &mut Keys<'_, '_>) -> Option<VariantBody> {
    let named = keys.has("type");
    let fields = keys.has("fields");
    if let (Some(named), Some(fields)) = (named, fields) {
        keys.reader.push(
            Diagnostic::error(
                "type-kind",
                fields.key.span,
                "a variant cannot have both `type` and `fields`",
            )
            .other(named.key.span, "the record is named here")
            .help("keep one of them"),
        );
    }
    match keys.type_expr("type") {
        Some(ty) => {
            keys.take("fields");
            Some(VariantBody::Named(ty))
        }
        None if named.is_some() => None,
        None => Some(VariantBody::Inline(parse_record(keys))),
    }
}
