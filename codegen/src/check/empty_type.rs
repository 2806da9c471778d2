//! An enum without values and a union without variants have nothing to be.

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::model::{Model, TypeKind};
use crate::source::FileId;

use std::collections::BTreeSet;

pub(super) fn check_empty_types(model: &Model, out: &mut Diagnostics) {
    let reported = Reported::of(out);
    for (position, def) in model.types.iter().enumerate() {
        let (what, key) = match &def.kind {
            TypeKind::Enum(body) if body.values.is_empty() => ("enum", "values"),
            TypeKind::Union(body) if body.variants.is_empty() => ("union", "variants"),
            _ => continue,
        };
        // What is written and could not be understood is reported already.
        if model.places.has(&def.meta, key) || reported.is_inside(model, position) {
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

/// Where errors are reported already.
struct Reported {
    places: BTreeSet<(FileId, u32)>,
}

impl Reported {
    fn of(out: &Diagnostics) -> Self {
        let errors = out
            .sorted()
            .into_iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error);
        let place =
            |diagnostic: &Diagnostic| (diagnostic.primary.span.file, diagnostic.primary.span.start);
        Self {
            places: errors.map(place).collect(),
        }
    }

    /// Whether one of them lies between the name of a type and the name of the next one in its file.
    fn is_inside(&self, model: &Model, position: usize) -> bool {
        let begin = model.types[position].meta.span;
        let end = model.types[position + 1..]
            .iter()
            .map(|def| def.meta.span)
            .find(|span| span.file == begin.file)
            .map_or(u32::MAX, |span| span.start);
        let from = (begin.file, begin.start);
        self.places
            .range(from..(begin.file, end.max(begin.start)))
            .next()
            .is_some()
    }
}
