//! A newtype that is made of itself is made of nothing.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Model, Type, TypeId, TypeKind};

/// How many newtypes may stand on each other.
const DEEPEST: usize = 64;

pub(super) fn check_endless_newtypes(model: &Model, out: &mut Diagnostics) {
    let mut reported = BTreeSet::new();
    for start in (0..model.types.len()).map(|position| TypeId(position as u32)) {
        let mut path = Vec::new();
        let mut next = Some(start);
        while let Some(at) = next {
            let place = model.places.of(&model[at].meta, "newtype");
            let message = if let Some(first) = path.iter().position(|id| *id == at) {
                let circle = path[first..].iter().chain([&at]);
                let names: Vec<String> = circle
                    .map(|id| format!("`{}`", model[*id].meta.name))
                    .collect();
                format!("a newtype is made of itself: {}", names.join(" of "))
            } else if path.len() >= DEEPEST {
                format!("more than {DEEPEST} newtypes are made of each other")
            } else {
                path.push(at);
                next = made_of(model, at);
                continue;
            };
            // Every member of a circle leads to it; it is enough to say so once.
            if !path.iter().any(|id| reported.contains(id)) {
                out.push(
                    Diagnostic::error("endless-newtype", place, message)
                        .help("make one of them of a scalar, such as `newtype: string`"),
                );
            }
            reported.extend(path);
            break;
        }
    }
}

/// The newtype that a newtype is made of.
fn made_of(model: &Model, id: TypeId) -> Option<TypeId> {
    match &model[id].kind {
        TypeKind::Newtype(newtype) => match newtype.of {
            Type::Named(of) => Some(of),
            Type::Scalar(_) | Type::List(_) | Type::Map(..) => None,
        },
        TypeKind::Record(_) | TypeKind::Enum(_) | TypeKind::Union(_) => None,
    }
}
