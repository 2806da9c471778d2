//! Parts of an input by the path to them, as ids and search attributes name them.

use super::Walk;
use super::fields::is_read_as;
use super::records::Fate;
use crate::model::{Field, Model, Record, Type, TypeKind};

/// A part of an input: the type of the input, and the names in the schema of the fields that lead to the part.
type Part<'m> = (Option<&'m Type>, &'m [String]);

impl Walk<'_> {
    /// Whether both versions take a value from the same field.
    pub(super) fn is_same_part(&self, old: Part, new: Part) -> bool {
        self.path_now(old, new.0).is_some_and(|path| path == new.1)
    }

    /// What the fields of a path are called in the input of the new version; none where one of them is not there.
    pub(super) fn path_now(&self, (input, path): Part, now: Option<&Type>) -> Option<Vec<String>> {
        let mut types = (input?, now?);
        let mut names = Vec::new();
        for name in path {
            let records = (record(self.old, types.0)?, record(self.new, types.1)?);
            let (before, after) = self.field_now(records.0, records.1, name)?;
            names.push(after.meta.name.clone());
            types = (&before.ty, &after.ty);
        }
        Some(names)
    }

    /// A field of the old version by its name, and the one that reads what it wrote, or wrote what it reads.
    fn field_now<'r>(
        &self,
        old: &'r Record,
        new: &'r Record,
        name: &str,
    ) -> Option<(&'r Field, &'r Field)> {
        let fates = self.match_fields(old, new).into_iter();
        let both = fates.filter_map(|fate| match fate {
            Fate::Same(before, after) => Some((before, after)),
            Fate::Removed(_) | Fate::Added(_) => None,
        });
        let (before, after) = both.into_iter().find(|(old, _)| old.meta.name == name)?;
        let is_one = is_read_as(after, &before.wire) || is_read_as(before, &after.wire);
        is_one.then_some((before, after))
    }
}

/// The last field of a path into an input, by the names of the schema.
pub(super) fn field_at<'m>(
    model: &'m Model,
    input: &'m Type,
    path: &[String],
) -> Option<&'m Field> {
    let (last, before) = path.split_last()?;
    let input = before.iter().try_fold(input, |input, name| {
        let mut fields = record(model, input)?.fields.iter();
        Some(&fields.find(|field| field.meta.name == *name)?.ty)
    })?;
    let mut fields = record(model, input)?.fields.iter();
    fields.find(|field| field.meta.name == *last)
}

fn record<'m>(model: &'m Model, ty: &Type) -> Option<&'m Record> {
    match ty {
        Type::Named(id) => match &model[*id].kind {
            TypeKind::Record(record) => Some(record),
            TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Newtype(_) => None,
        },
        Type::Scalar(_) | Type::List(_) | Type::Map(..) => None,
    }
}
