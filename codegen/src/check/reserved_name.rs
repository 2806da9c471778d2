//! A name that was removed may not come back: old payloads still mean the old thing by it.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Meta, Model, Record, TypeKind};
use crate::source::Span;

pub(super) fn check_reserved_names(model: &Model, out: &mut Diagnostics) {
    for def in &model.types {
        match &def.kind {
            TypeKind::Record(record) => check_record(model, &def.meta, record, out),
            TypeKind::Enum(body) => {
                let mut reserved = Reserved::new(model, &def.meta, &body.reserved, out);
                for value in &body.values {
                    reserved.check("value", &value.meta, [&*value.wire]);
                }
            }
            TypeKind::Union(body) => {
                let mut reserved = Reserved::new(model, &def.meta, &body.reserved, out);
                for variant in &body.variants {
                    reserved.check("variant", &variant.meta, [&*variant.wire]);
                }
            }
            TypeKind::Newtype(_) => {}
        }
    }
    for error in &model.errors {
        check_record(model, &error.meta, &error.record, out);
    }
}

fn check_record(model: &Model, owner: &Meta, record: &Record, out: &mut Diagnostics) {
    let mut reserved = Reserved::new(model, owner, &record.reserved, out);
    for field in &record.fields {
        let aliases = field.aliases.iter().map(String::as_str);
        reserved.check("field", &field.meta, aliases.chain([&*field.wire]));
    }
}

struct Reserved<'a> {
    model: &'a Model,
    owner: &'a Meta,
    names: &'a [String],
    set: BTreeSet<&'a str>,
    out: &'a mut Diagnostics,
}

impl<'a> Reserved<'a> {
    fn new(
        model: &'a Model,
        owner: &'a Meta,
        names: &'a [String],
        out: &'a mut Diagnostics,
    ) -> Self {
        Self {
            model,
            owner,
            names,
            set: names.iter().map(String::as_str).collect(),
            out,
        }
    }

    fn check<'n>(&mut self, what: &str, meta: &'n Meta, wires: impl IntoIterator<Item = &'n str>) {
        if self.set.is_empty() {
            return;
        }
        let back = wires
            .into_iter()
            .chain([&*meta.name])
            .find(|name| self.set.contains(name));
        if let Some(name) = back {
            let place = self.place_of(name);
            self.out.push(
                Diagnostic::error(
                    "reserved-name",
                    meta.span,
                    format!(
                        "{what} `{}` brings back the name `{name}`, which is reserved",
                        meta.name
                    ),
                )
                .other(place, "reserved here")
                .note("payloads from before its removal may still hold it with its old meaning")
                .help("choose another name"),
            );
        }
    }

    fn place_of(&self, name: &str) -> Span {
        let position = self.names.iter().position(|reserved| reserved == name);
        let places = &self.model.places;
        places.item(self.owner, "reserved", position.unwrap_or_default())
    }
}
