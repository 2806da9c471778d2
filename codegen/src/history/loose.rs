//! A contract as it would be without limits: what it refuses is of another kind, and not too much of the same.

use crate::model::{Constraints, Model, Scalar, Type, TypeKind};

/// A contract in which values have no limits, and whole numbers are as large as any.
pub(super) fn loose_of(model: &Model) -> Model {
    let mut loose = model.clone();
    for def in &mut loose.types {
        match &mut def.kind {
            TypeKind::Record(record) => {
                for field in &mut record.fields {
                    field.constraints = Constraints::default();
                    loosen(&mut field.ty);
                }
            }
            TypeKind::Newtype(newtype) => {
                newtype.constraints = Constraints::default();
                loosen(&mut newtype.of);
            }
            TypeKind::Enum(_) | TypeKind::Union(_) => {}
        }
    }
    loose
}

/// The same type with the largest whole numbers.
pub(super) fn loosened(ty: &Type) -> Type {
    let mut ty = ty.clone();
    loosen(&mut ty);
    ty
}

fn loosen(ty: &mut Type) {
    match ty {
        Type::Scalar(scalar @ (Scalar::Int32 | Scalar::Uint32 | Scalar::Uint64)) => {
            *scalar = Scalar::Int64;
        }
        Type::List(item) => loosen(item),
        Type::Map(key, value) => {
            loosen(key);
            loosen(value);
        }
        Type::Scalar(_) | Type::Named(_) => {}
    }
}
