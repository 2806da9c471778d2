//! An enum without values and a union without variants have nothing to be.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Model, TypeKind};

pub(super) fn check_empty_types(model: &Model, out: &mut Diagnostics) {
    for def in &model.types {
        let (what, key) = match &def.kind {
            TypeKind::Enum(body) if body.values.is_empty() => ("enum", "values"),
            TypeKind::Union(body) if body.variants.is_empty() => ("union", "variants"),
            _ => continue,
        };
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
