//! A memo is shown with every list of workflows.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Model, Type, TypeKind};

pub(super) fn check_sensitive_memos(model: &Model, out: &mut Diagnostics) {
    for field in model.workflows.iter().flat_map(|workflow| &workflow.memo) {
        if !field.sensitive && !is_sensitive(model, &field.ty) {
            continue;
        }
        out.push(
            Diagnostic::error(
                "sensitive-memo",
                field.meta.span,
                format!(
                    "`{}` is sensitive, and a memo is shown to whoever lists workflows",
                    field.meta.name
                ),
            )
            .help("put it into the input, or leave `sensitive: true` out"),
        );
    }
}

/// Whether a type is a newtype that is kept out of logs.
fn is_sensitive(model: &Model, ty: &Type) -> bool {
    match ty {
        Type::Named(id) => match &model[*id].kind {
            TypeKind::Newtype(newtype) => newtype.sensitive,
            TypeKind::Record(_) | TypeKind::Enum(_) | TypeKind::Union(_) => false,
        },
        Type::Scalar(_) | Type::List(_) | Type::Map(..) => false,
    }
}
