//! Two things that have one name on the wire cannot be told apart.

use std::collections::BTreeMap;

use crate::diagnostic::shown::shown;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Meta, Model, Record, TypeId, TypeKind};
use crate::source::Span;

pub(super) fn check_duplicate_wires(model: &Model, out: &mut Diagnostics) {
    for (position, def) in model.types.iter().enumerate() {
        let mut wires = Wires::new(model, out);
        match &def.kind {
            TypeKind::Record(record) => wires.add_fields(record),
            TypeKind::Enum(body) => {
                for value in &body.values {
                    wires.add("value", &value.meta, &value.wire, &[]);
                }
            }
            TypeKind::Union(body) => {
                for variant in &body.variants {
                    wires.add("variant", &variant.meta, &variant.wire, &[]);
                }
                check_tag(model, TypeId(position as u32), out);
            }
            TypeKind::Newtype(_) => {}
        }
    }
    for error in &model.errors {
        Wires::new(model, out).add_fields(&error.record);
    }
    check_definitions(model, out);
}

/// What is registered under its wire name, in whole workers or in a workflow.
fn check_definitions(model: &Model, out: &mut Diagnostics) {
    let mut wires = Wires::new(model, out);
    for workflow in &model.workflows {
        wires.add(
            "workflow",
            &workflow.meta,
            &workflow.wire,
            &workflow.aliases,
        );
    }
    let mut wires = Wires::new(model, out);
    for activity in &model.activities {
        wires.add(
            "activity",
            &activity.meta,
            &activity.wire,
            &activity.aliases,
        );
    }
    let mut wires = Wires::new(model, out);
    for service in &model.nexus {
        wires.add("service", &service.meta, &service.wire, &[]);
    }
    for package in &model.packages {
        let mut wires = Wires::new(model, out);
        for error in package.errors.iter().map(|id| &model[*id]) {
            wires.add("error", &error.meta, &error.wire, &[]);
        }
    }
    for workflow in &model.workflows {
        let mut wires = Wires::new(model, out);
        for signal in &workflow.signals {
            wires.add("signal", &signal.meta, &signal.wire, &signal.aliases);
        }
        let mut wires = Wires::new(model, out);
        for query in &workflow.queries {
            wires.add("query", &query.meta, &query.wire, &query.aliases);
        }
        let mut wires = Wires::new(model, out);
        for update in &workflow.updates {
            wires.add("update", &update.meta, &update.wire, &update.aliases);
        }
    }
}

/// The tag stands in the same JSON object as the fields of each variant.
fn check_tag(model: &Model, union: TypeId, out: &mut Diagnostics) {
    let def = &model[union];
    let TypeKind::Union(body) = &def.kind else {
        return;
    };
    for variant in &body.variants {
        let TypeKind::Record(record) = &model[variant.record].kind else {
            continue;
        };
        let field = record
            .fields
            .iter()
            .find(|field| field.wire == body.tag || field.aliases.contains(&body.tag));
        let Some(field) = field else {
            continue;
        };
        out.push(
            Diagnostic::error(
                "duplicate-wire",
                variant.meta.span,
                format!(
                    "field `{}` of variant `{}` has the name of the union's tag, {}",
                    field.meta.name,
                    variant.meta.name,
                    shown(&body.tag)
                ),
            )
            .other(field.meta.span, "the field")
            .note("the tag and the fields of a variant stand in the same JSON object")
            .help("choose another `tag:`, or give the field another `wire:`"),
        );
    }
}

/// The wire names of one place.
struct Wires<'a> {
    model: &'a Model,
    out: &'a mut Diagnostics,
    taken: BTreeMap<&'a str, (&'a Meta, Span)>,
}

impl<'a> Wires<'a> {
    fn new(model: &'a Model, out: &'a mut Diagnostics) -> Self {
        Self {
            model,
            out,
            taken: BTreeMap::new(),
        }
    }

    fn add_fields(&mut self, record: &'a Record) {
        for field in &record.fields {
            self.add("field", &field.meta, &field.wire, &field.aliases);
        }
    }

    fn add(&mut self, what: &str, meta: &'a Meta, wire: &'a str, aliases: &'a [String]) {
        let place = self.model.places.of(meta, "wire");
        self.take(what, "name", meta, wire, place);
        for (position, alias) in aliases.iter().enumerate() {
            let place = self.model.places.item(meta, "aliases", position);
            self.take(what, "alias", meta, alias, place);
        }
    }

    fn take(&mut self, what: &str, part: &str, meta: &'a Meta, wire: &'a str, place: Span) {
        let Some((other, first)) = self.taken.get(wire) else {
            self.taken.insert(wire, (meta, place));
            return;
        };
        // The same key written twice is reported where it is read.
        if other.name == meta.name && other.span != meta.span {
            return;
        }
        let message = if other.span == meta.span {
            format!(
                "{what} `{}` has the {part} {} already",
                meta.name,
                shown(wire)
            )
        } else {
            format!(
                "{what} `{}` and {what} `{}` are both {} on the wire",
                meta.name,
                other.name,
                shown(wire)
            )
        };
        let help = match part {
            "alias" => "leave the alias out, or write another",
            _ => match what {
                "field" | "value" | "variant" => "give one of them another `wire:`",
                "error" => "give one of them another `type:`",
                _ => "give one of them another `name:`",
            },
        };
        self.out.push(
            Diagnostic::error("duplicate-wire", place, message)
                .other(*first, "taken here")
                .help(help),
        );
    }
}
