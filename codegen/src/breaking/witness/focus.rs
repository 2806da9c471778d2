//! The part of a value that a change is about.

use super::subject::Subject;
use crate::breaking::change::Change;
use crate::breaking::rules::Rule;
use crate::model::{Field, Model, Record};

/// The part of a value that a change is about.
#[derive(Clone, Copy, Debug)]
pub(super) enum Focus<'m> {
    /// All of it.
    Whole,
    /// A field of the record that it is: that of the writer, and the one that the reader takes it for.
    Field(Option<&'m Field>, Option<&'m Field>),
}

impl<'m> Focus<'m> {
    /// What a change is about where the old version writes.
    pub(super) fn of(
        change: &Change,
        (old_model, old): (&'m Model, &Subject),
        (new_model, new): (&'m Model, &Subject),
    ) -> Self {
        let (Some((old_name, old)), Some((new_name, new))) =
            (old.record(old_model), new.record(new_model))
        else {
            return Self::Whole;
        };
        let part = [new_name, old_name]
            .into_iter()
            .find_map(|name| change.element.strip_prefix(name)?.strip_prefix('.'));
        let Some(name) = part else {
            return Self::Whole;
        };
        match change.rule {
            Rule::FieldRequiredRemoved | Rule::FieldOptionalRemoved => {
                let removed = named(old, name);
                let is_read_as = |field: &&Field| {
                    removed.is_some_and(|removed| field.aliases.contains(&removed.wire))
                };
                Self::Field(removed, new.fields.iter().find(is_read_as))
            }
            Rule::FieldAliasReused => Self::Field(named(old, &change.old), named(new, name)),
            Rule::FieldRequiredAdded
            | Rule::FieldOptionalAdded
            | Rule::FieldAddedToStrictRecord
            | Rule::FieldLostInPassthrough => Self::Field(None, named(new, name)),
            _ => {
                let after = named(new, name);
                Self::Field(after.and_then(|after| before(old, after, change)), after)
            }
        }
    }

    /// The same where the other version writes.
    pub(super) fn turned(self) -> Self {
        match self {
            Self::Whole => Self::Whole,
            Self::Field(writer, reader) => Self::Field(reader, writer),
        }
    }
}

fn named<'m>(record: &'m Record, name: &str) -> Option<&'m Field> {
    record.fields.iter().find(|field| field.meta.name == name)
}

/// The field that another one was.
fn before<'m>(old: &'m Record, after: &Field, change: &Change) -> Option<&'m Field> {
    let by = |is_same: &dyn Fn(&Field) -> bool| old.fields.iter().find(|field| is_same(field));
    by(&|field| field.wire == after.wire)
        .or_else(|| by(&|field| field.wire == change.old))
        .or_else(|| by(&|field| after.aliases.contains(&field.wire)))
        .or_else(|| by(&|field| field.aliases.contains(&after.wire)))
        .or_else(|| by(&|field| field.meta.name == after.meta.name))
}
