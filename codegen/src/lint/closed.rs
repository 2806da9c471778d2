//! A closed type can never gain a value without breaking all who read it, so it says why.

use super::found::Found;
use super::named::Named;
use crate::model::{Meta, TypeKind};

/// Enums.
pub(super) fn look_at_enums(named: &Named<'_>, found: &mut Found<'_>) {
    for def in named.types() {
        if let TypeKind::Enum(body) = &def.kind
            && body.closed
        {
            look_at_reason(&def.meta, "enum", "value", found);
        }
    }
}

/// Unions.
pub(super) fn look_at_unions(named: &Named<'_>, found: &mut Found<'_>) {
    for def in named.types() {
        if let TypeKind::Union(body) = &def.kind
            && body.closed
        {
            look_at_reason(&def.meta, "union", "variant", found);
        }
    }
}

fn look_at_reason(meta: &Meta, what: &str, part: &str, found: &mut Found<'_>) {
    if meta.is_described() {
        return;
    }
    let message = format!("the {what} `{}` is closed and does not say why", meta.name);
    found.push(meta, meta.span, message, |diagnostic| {
        diagnostic
            .note(format!(
                "a reader refuses a {part} that it does not know, so a new one breaks every reader that is not deployed first"
            ))
            .help("add a `##` line above it that tells why there will never be another, or drop `closed: true`")
    });
}
