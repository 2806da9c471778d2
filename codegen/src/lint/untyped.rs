//! `json` is a hole in the contract.

use super::found::Found;
use super::named::Named;
use crate::model::{Scalar, Type};

pub(super) fn look_at_json_types(named: &Named<'_>, found: &mut Found<'_>) {
    let model = named.model;
    for field in named.fields() {
        if !holds_json(named, &field.ty) {
            continue;
        }
        let message = format!("field `{}` holds any JSON", field.meta.name);
        let place = model.places.of(&field.meta, "type");
        found.push(&field.meta, place, message, |diagnostic| {
            diagnostic
                .note("neither language checks it, and no comparison of versions sees what changes in it")
                .help("write a record, a union or a map for what is known of it")
        });
    }
}

fn holds_json(named: &Named<'_>, ty: &Type) -> bool {
    match ty {
        Type::Scalar(_) | Type::Named(_) => named.model.scalar_of(ty) == Some(Scalar::Json),
        Type::List(item) => holds_json(named, item),
        Type::Map(_, value) => holds_json(named, value),
    }
}
