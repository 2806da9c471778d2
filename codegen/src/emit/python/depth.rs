//! The types whose values may be nested deeper than payloads may.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Model, Scalar, Type, TypeId, TypeKind, UnknownFields};

/// The types whose values can be nested without end: those that contain themselves, any JSON, or what is not known.
pub(super) fn deep_types(model: &Model) -> BTreeSet<TypeId> {
    let mut known = BTreeMap::new();
    for index in 0..model.types.len() as u32 {
        is_deep(model, TypeId(index), &mut known);
    }
    known
        .into_iter()
        .filter(|(_, deep)| *deep)
        .map(|(id, _)| id)
        .collect()
}

fn is_deep(model: &Model, id: TypeId, known: &mut BTreeMap<TypeId, bool>) -> bool {
    if let Some(deep) = known.get(&id) {
        return *deep;
    }
    // Until it is known otherwise: whoever comes back here contains itself.
    known.insert(id, true);
    let deep = match &model[id].kind {
        TypeKind::Record(record) => {
            let mut deep = record.unknown == UnknownFields::Preserve;
            for field in &record.fields {
                deep |= is_deep_type(&field.ty, &mut |id| is_deep(model, id, known));
            }
            deep
        }
        TypeKind::Enum(_) => false,
        TypeKind::Union(union) => {
            let mut deep = !union.closed;
            for variant in &union.variants {
                deep |= is_deep(model, variant.record, known);
            }
            deep
        }
        TypeKind::Newtype(newtype) => {
            is_deep_type(&newtype.of, &mut |id| is_deep(model, id, known))
        }
    };
    known.insert(id, deep);
    deep
}

/// Whether values of a type can be nested without end, if it is known of which types of the contract they can.
pub(super) fn is_deep_type(ty: &Type, is_deep: &mut dyn FnMut(TypeId) -> bool) -> bool {
    match ty {
        Type::Scalar(scalar) => *scalar == Scalar::Json,
        Type::Named(id) => is_deep(*id),
        Type::List(item) => is_deep_type(item, is_deep),
        Type::Map(_, value) => is_deep_type(value, is_deep),
    }
}
