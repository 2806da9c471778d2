//! What to write in the new schema so that a change breaks less.

use super::text::value_text;
use crate::breaking::change::{Edit, Mend, Said};
use crate::model::{Field, Meta, Model, TypeKind, Value};
use crate::source::Span;

/// `name: TYPE` becomes `name?: TYPE`.
pub(super) fn made_optional(field: &Field) -> Option<Mend> {
    Some(Mend::MayBeAbsent(field.meta.span))
}

/// The element says `key: value`.
pub(super) fn say(owner: &Meta, key: &'static str, value: &str) -> Option<Mend> {
    Some(Mend::Say {
        of: owner.span,
        key,
        value: Said::Word(value.to_owned()),
    })
}

/// The element lists a name.
pub(super) fn list(owner: &Meta, key: &'static str, name: &str) -> Option<Mend> {
    listed(owner, key, name, None)
}

/// The same, behind the first of some others that is there, or before all.
pub(super) fn list_behind(
    owner: &Meta,
    key: &'static str,
    name: &str,
    others: Vec<String>,
) -> Option<Mend> {
    listed(owner, key, name, Some(others))
}

fn listed(
    owner: &Meta,
    key: &'static str,
    name: &str,
    behind: Option<Vec<String>>,
) -> Option<Mend> {
    Some(Mend::List {
        of: owner.span,
        key,
        item: (name.to_owned(), None),
        behind,
    })
}

/// All of those that there are.
pub(super) fn all(mends: [Option<Mend>; 2]) -> Option<Mend> {
    let mut mends: Vec<Mend> = mends.into_iter().flatten().collect();
    match mends.len() {
        0 | 1 => mends.pop(),
        _ => Some(Mend::All(mends)),
    }
}

/// The field has its old default again.
pub(super) fn given_default(model: &Model, value: &Value, field: &Field) -> Option<Mend> {
    Some(Mend::Say {
        of: field.meta.span,
        key: "default",
        value: written(model, value)?,
    })
}

/// The old default in the place of the new one.
pub(super) fn default_replaced(model: &Model, value: &Value, place: Span) -> Option<Mend> {
    let text = match written(model, value)? {
        Said::Word(word) => word,
        Said::Json(json) => json,
    };
    // In a short form, quotes and brackets may mean something to YAML.
    let is_bare = |letter: char| letter.is_ascii_alphanumeric() || "_.+-".contains(letter);
    let edit = Edit { place, text };
    edit.text.chars().all(is_bare).then_some(Mend::Write(edit))
}

/// A value as a schema writes it; none of what has names of a schema inside.
fn written(model: &Model, value: &Value) -> Option<Said> {
    match value {
        Value::Enum(id, position) => match &model[*id].kind {
            TypeKind::Enum(body) => {
                let value = body.values.get(*position)?;
                Some(Said::Word(value.meta.name.clone()))
            }
            _ => None,
        },
        Value::Newtype(_, value) => written(model, value),
        Value::List(items) => has_no_names(items).then(|| Said::Json(value_text(model, value))),
        Value::Map(entries) => entries
            .iter()
            .all(|(key, value)| has_no_names([key, value]))
            .then(|| Said::Json(value_text(model, value))),
        Value::Record(..) => None,
        Value::Bool(_)
        | Value::Int(_)
        | Value::Float(_)
        | Value::String(_)
        | Value::Bytes(_)
        | Value::Json(_) => Some(Said::Json(value_text(model, value))),
    }
}

fn has_no_names<'v>(values: impl IntoIterator<Item = &'v Value>) -> bool {
    values.into_iter().all(|value| match value {
        Value::Enum(..) | Value::Record(..) => false,
        Value::Newtype(_, value) => has_no_names([&**value]),
        Value::List(items) => has_no_names(items),
        Value::Map(entries) => entries
            .iter()
            .all(|(key, value)| has_no_names([key, value])),
        _ => true,
    })
}
