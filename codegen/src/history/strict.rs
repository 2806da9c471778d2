//! A contract as those know it who refuse what it does not declare.

use crate::model::{Model, TypeKind};

/// A contract whose enums and unions are all closed; nothing where they are.
pub(super) fn strict_of(model: &Model) -> Option<Model> {
    let is_open = |kind: &TypeKind| match kind {
        TypeKind::Enum(body) => !body.closed,
        TypeKind::Union(body) => !body.closed,
        TypeKind::Record(_) | TypeKind::Newtype(_) => false,
    };
    if !model.types.iter().any(|def| is_open(&def.kind)) {
        return None;
    }
    let mut strict = model.clone();
    for def in &mut strict.types {
        match &mut def.kind {
            TypeKind::Enum(body) => body.closed = true,
            TypeKind::Union(body) => body.closed = true,
            TypeKind::Record(_) | TypeKind::Newtype(_) => {}
        }
    }
    Some(strict)
}
