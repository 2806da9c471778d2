//! A record that cannot do without another one of itself has no value.

use crate::containment::Containment;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Field, Model, Presence, TypeId, TypeKind};

pub(super) fn check_endless_records(model: &Model, out: &mut Diagnostics) {
    // A field with a default is always there to be read, and so holds a value as a required one does.
    let always_there = |field: &Field| field.presence != Presence::Optional;
    for cycle in Containment::of(model, always_there).cycles() {
        let places: Vec<(&str, &Field)> = cycle
            .iter()
            .filter_map(|(id, position)| field_of(model, *id, *position))
            .collect();
        let Some((_, first)) = places.first() else {
            continue;
        };
        let path: Vec<String> = places
            .iter()
            .map(|(record, field)| format!("`{record}.{}`", field.meta.name))
            .collect();
        let record = places[0].0;
        let mut diagnostic = Diagnostic::error(
            "endless-record",
            first.meta.span,
            format!(
                "`{record}` contains itself without an end: {}",
                path.join(", then ")
            ),
        )
        .help(format!(
            "make one of the fields optional, as in `{}?`, or put a list or a map between them",
            first.meta.name
        ));
        for (_, field) in places.iter().skip(1).take(10) {
            diagnostic = diagnostic.other(field.meta.span, "and on through this field");
        }
        out.push(diagnostic);
    }
}

fn field_of(model: &Model, id: TypeId, position: usize) -> Option<(&str, &Field)> {
    let def = &model[id];
    match &def.kind {
        TypeKind::Record(record) => Some((&def.meta.name, record.fields.get(position)?)),
        TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Newtype(_) => None,
    }
}
