//! An enum without values and a union without variants have nothing to be.

use super::reported::Reported;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Model, TypeKind};

pub(super) fn check_empty_types(model: &Model, out: &mut Diagnostics) {
    let reported = Reported::of(out);
    for (position, def) in model.types.iter().enumerate() {
        let (what, key) = match &def.kind {
            TypeKind::Enum(body) if body.values.is_empty() => ("enum", "values"),
            TypeKind::Union(body) if body.variants.is_empty() => ("union", "variants"),
            _ => continue,
        };
        // What is written and could not be understood is reported already.
        if model.places.has(&def.meta, key) || reported.is_inside_type(model, position) {
            continue;
        }
        out.push(
            Diagnostic::error(
                "empty-type",
                def.meta.span,
                format!("the {what} `{}` has no {key}", def.meta.name),
            )
            .help(match what {
                "enum" => "add a value: `enum: [active]`",
                _ => "add a variant: `variants: {card: {fields: {last4: string}}}`",
            }),
        );
    }
}
