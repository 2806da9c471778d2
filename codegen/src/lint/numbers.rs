//! Many readers of JSON have no integers beyond 2^53.

use super::found::Found;
use super::named::Named;
use crate::model::{Constraints, Field, Model, Number, Scalar, Type, TypeKind};

/// From here on a 64-bit float skips integers.
const EXACT: i128 = 1 << 53;

pub(super) fn look_at_wide_integers(named: &Named<'_>, found: &mut Found<'_>) {
    let model = named.model;
    for field in named.fields() {
        let Some(scalar) = wide_integer(model, &field.ty) else {
            continue;
        };
        if field.as_string || is_limited(model, field, scalar) {
            continue;
        }
        let message = format!(
            "`{}` holds `{}`, which is written as a JSON number",
            field.meta.name,
            scalar.name()
        );
        let place = model.places.of(&field.meta, "type");
        found.push(&field.meta, place, message, |diagnostic| {
            let limit = "`max: 9007199254740991`";
            diagnostic
                .note("the Temporal UI, JavaScript and `jq` round what is beyond 2^53")
                .help(match field.ty {
                    Type::Named(_) | Type::Scalar(_) => {
                        format!("add {limit} and a `min:`, or `encoding: string`")
                    }
                    Type::List(_) | Type::Map(..) => {
                        format!("use a newtype with {limit} and a `min:`")
                    }
                })
        });
    }
}

fn wide_integer(model: &Model, ty: &Type) -> Option<Scalar> {
    match ty {
        Type::Scalar(_) | Type::Named(_) => model
            .scalar_of(ty)
            .filter(|scalar| matches!(scalar, Scalar::Int64 | Scalar::Uint64)),
        Type::List(item) => wide_integer(model, item),
        Type::Map(_, value) => wide_integer(model, value),
    }
}

/// Whether limits keep the integer in the range that all readers have.
fn is_limited(model: &Model, field: &Field, scalar: Scalar) -> bool {
    let mut all = Vec::new();
    let mut ty = &field.ty;
    // The limits of a field are about the integer only where that is not inside of a list or map.
    if matches!(ty, Type::Scalar(_) | Type::Named(_)) {
        all.push(&field.constraints);
    }
    while let Type::List(inner) | Type::Map(_, inner) = ty {
        ty = inner;
    }
    while let Type::Named(id) = ty {
        let TypeKind::Newtype(newtype) = &model[*id].kind else {
            break;
        };
        all.push(&newtype.constraints);
        ty = &newtype.of;
    }
    let is_below =
        |limits: &&Constraints| matches!(limits.max, Some(Number::Int(max)) if max < EXACT);
    let is_above =
        |limits: &&Constraints| matches!(limits.min, Some(Number::Int(min)) if min > -EXACT);
    all.iter().any(is_below) && (scalar == Scalar::Uint64 || all.iter().any(is_above))
}
