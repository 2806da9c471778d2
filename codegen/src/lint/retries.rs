//! What is tried for ever is done twice some day.

use std::time::Duration;

use super::found::Found;
use super::named::Named;
use crate::model::{Activity, Field, Model, Scalar, Type, TypeKind};

/// The language cannot say that an activity may be done twice, so this goes by what its input
/// offers to tell the second attempt from another call.
pub(super) fn look_at_retries(named: &Named<'_>, found: &mut Found<'_>) {
    for activity in named.activities() {
        if is_limited(activity) || has_key(named.model, activity.input.as_ref()) {
            continue;
        }
        let message = format!(
            "activity `{}` is tried for ever, and its input has no key to do it once by",
            activity.meta.name
        );
        let place = named.model.places.of(&activity.meta, "retry");
        found.push(&activity.meta, place, message, |diagnostic| {
            diagnostic
                .note("an attempt whose answer is lost is made again, after its work was done")
                .help("add `idempotency_key: uuid` to the input, `retry: {max_attempts: 5}`, or `schedule_to_close:`")
        });
    }
}

fn is_limited(activity: &Activity) -> bool {
    let options = &activity.options;
    let is_set = |timeout: Duration| !timeout.is_zero();
    let attempts = options.retry.as_ref().and_then(|retry| retry.max_attempts);
    attempts.is_some_and(|attempts| attempts > 0) || options.schedule_to_close.is_some_and(is_set)
}

/// Whether a field is a UUID, or is called like something that names one thing.
fn has_key(model: &Model, input: Option<&Type>) -> bool {
    let is_key = |field: &Field| {
        let name = field.meta.name.as_str();
        model.scalar_of(&field.ty) == Some(Scalar::Uuid)
            || matches!(name, "id" | "key")
            || name.ends_with("_id")
            || name.ends_with("_key")
    };
    match input {
        Some(Type::Named(id)) => match &model[*id].kind {
            TypeKind::Record(record) => record.fields.iter().any(is_key),
            TypeKind::Newtype(_) => model.scalar_of(&Type::Named(*id)) == Some(Scalar::Uuid),
            TypeKind::Enum(_) | TypeKind::Union(_) => false,
        },
        Some(ty) => model.scalar_of(ty) == Some(Scalar::Uuid),
        None => false,
    }
}
