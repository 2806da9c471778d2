//! What is written and read: a type, or the details of an error.

use super::Side;
use crate::breaking::change::{Change, Holder};
use crate::breaking::compare::Comparison;
use crate::breaking::finding::Shape;
use crate::model::{ErrorId, Model, Record, Type, TypeKind};
use crate::payload::{Payload, Problem};
use crate::sample::Target;

/// A type, or the details of an error, in one version.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Subject {
    Type(Type),
    Error(ErrorId),
}

impl From<Subject> for Shape {
    fn from(subject: Subject) -> Self {
        match subject {
            Subject::Type(ty) => Self::Type(ty),
            Subject::Error(id) => Self::Error(id),
        }
    }
}

impl Subject {
    /// What a change is part of, in the old version and in the new one; nothing where one of them has none.
    pub(super) fn both(comparison: &Comparison, change: &Change) -> Option<(Self, Self)> {
        match comparison.memo_entry(change) {
            Some((old, new)) => Some((Self::Type(old.clone()), Self::Type(new.clone()))),
            None => Self::of_holder(comparison, &change.holder),
        }
    }

    /// The same of what a change is in.
    pub(super) fn of_holder(comparison: &Comparison, holder: &Holder) -> Option<(Self, Self)> {
        let (old, new) = comparison.shapes(holder)?;
        Some((Self::of(old)?, Self::of(new)?))
    }

    fn of(shape: Shape) -> Option<Self> {
        match shape {
            Shape::Nothing => None,
            Shape::Type(ty) => Some(Self::Type(ty)),
            Shape::Error(id) => Some(Self::Error(id)),
        }
    }

    pub(super) fn read(&self, side: &Side<'_>, json: &str) -> Result<Payload, Vec<Problem>> {
        let (payloads, model) = (&side.payloads, side.model);
        match self {
            Self::Type(ty) => payloads.read(model, ty, json.as_bytes()),
            Self::Error(id) => payloads.read_error_details(model, *id, json.as_bytes()),
        }
    }

    pub(super) fn target<'m>(&'m self, model: &'m Model) -> Target<'m> {
        match self {
            Self::Type(ty) => Target::Type(ty),
            Self::Error(id) => Target::Record(&model[*id].record),
        }
    }

    /// The name that paths begin with, and the record, where it is one.
    pub(super) fn record<'m>(&self, model: &'m Model) -> Option<(&'m str, &'m Record)> {
        match self {
            Self::Error(id) => Some((&model[*id].meta.name, &model[*id].record)),
            Self::Type(Type::Named(id)) => match &model[*id].kind {
                TypeKind::Record(record) => Some((&model[*id].meta.name, record)),
                TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Newtype(_) => None,
            },
            Self::Type(_) => None,
        }
    }
}
