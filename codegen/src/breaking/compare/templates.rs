//! Ids that are made of inputs.

use super::text::{template_text, type_text};
use super::{Site, Walk, mends};
use crate::breaking::change::Kind;
use crate::breaking::finding::Level;
use crate::breaking::rules::Rule;
use crate::model::{Enum, Meta, Model, Scalar, Template, TemplatePart, Type, TypeKind};

/// A template, and the input that it takes its values from.
type Made<'m> = (&'m Template, Option<&'m Type>);

/// What another id is.
#[derive(Debug)]
pub(super) struct IdRules {
    changed: Rule,
    kind: Kind,
    /// What there is where there is no template.
    without: &'static str,
    /// What it does to callers that there is one, or none any more.
    source: Level,
}

pub(super) const WORKFLOW_ID: IdRules = IdRules {
    changed: Rule::WorkflowIdTemplateChanged,
    kind: Kind::Behaviour { less: true },
    without: "given by the caller",
    // It is an argument of what they call.
    source: Level::Error,
};

pub(super) const CHILD_ID: IdRules = IdRules {
    changed: Rule::ChildIdTemplateChanged,
    kind: Kind::Command,
    without: "given by the parent's code",
    source: Level::Error,
};

pub(super) const UPDATE_ID: IdRules = IdRules {
    changed: Rule::UpdateIdTemplateChanged,
    kind: Kind::Behaviour { less: true },
    without: "another for each call",
    source: Level::Safe,
};

impl Walk<'_> {
    /// Compares how an id is made.
    pub(super) fn compare_templates(
        &mut self,
        (old, new): (Option<Made<'_>>, Option<Made<'_>>),
        rules: &IdRules,
        owner: &Meta,
        site: &Site,
    ) {
        let mend = old.and_then(|(template, _)| mends::say(owner, "id", &template_text(template)));
        let text = |made: Option<Made>| {
            made.map_or_else(
                || rules.without.to_owned(),
                |(template, _)| format!("`{}`", template_text(template)),
            )
        };
        let (Some(before), Some(after)) = (old, new) else {
            if old.is_some() || new.is_some() {
                let mut change = site.change(rules.changed, rules.kind);
                change.source = rules.source;
                self.changes
                    .push(change.with_texts(text(old), text(new)).mended(mend));
            }
            return;
        };
        if shape(self.old, before) != shape(self.new, after) {
            let change = site.change(rules.changed, rules.kind);
            self.changes
                .push(change.with_texts(text(old), text(new)).mended(mend));
            return;
        }
        for (a, b) in before.0.parts.iter().zip(&after.0.parts) {
            let (Some((path, a)), Some((_, b))) = (value(a), value(b)) else {
                continue;
            };
            if is_written_alike(self.old, a, self.new, b) {
                continue;
            }
            let site = path
                .iter()
                .fold(site.inside("id"), |site, name| site.inside(name));
            let change = site.change(Rule::WorkflowIdFieldIncompatible, rules.kind);
            let texts = (type_text(self.old, a), type_text(self.new, b));
            self.changes.push(change.with_texts(texts.0, texts.1));
        }
    }
}

/// What an id is made of, with fields by their names on the wire: renaming one in code makes no other id.
fn shape(model: &Model, (template, input): Made) -> Vec<String> {
    let part = |part: &TemplatePart| match part {
        TemplatePart::Text(text) => text.replace('{', "{{").replace('}', "}}"),
        TemplatePart::Input(path, _) => format!("{{{}}}", wire_path(model, input, path).join(".")),
        TemplatePart::WholeInput(_) => String::from("{input}"),
        TemplatePart::ParentId => String::from("{parent.id}"),
        TemplatePart::Uuid => String::from("{uuid}"),
    };
    template.parts.iter().map(part).collect()
}

/// The fields of a path by their names on the wire.
pub(super) fn wire_path<'m>(
    model: &'m Model,
    input: Option<&'m Type>,
    path: &'m [String],
) -> Vec<&'m str> {
    let mut ty = input;
    let mut names = Vec::new();
    for name in path {
        let record = ty.and_then(|ty| match ty {
            Type::Named(id) => match &model[*id].kind {
                TypeKind::Record(record) => Some(record),
                _ => None,
            },
            _ => None,
        });
        let mut fields = record.iter().flat_map(|record| &record.fields);
        let field = fields.find(|field| field.meta.name == *name);
        names.push(field.map_or(name.as_str(), |field| field.wire.as_str()));
        ty = field.map(|field| &field.ty);
    }
    names
}

/// The value of an input that stands in an id: where it is, and what it is.
fn value(part: &TemplatePart) -> Option<(&[String], &Type)> {
    match part {
        TemplatePart::Input(path, ty) => Some((path, ty)),
        TemplatePart::WholeInput(ty) => Some((&[], ty)),
        TemplatePart::Text(_) | TemplatePart::ParentId | TemplatePart::Uuid => None,
    }
}

/// Whether values that mean the same have the same text in an id.
fn is_written_alike(old: &Model, before: &Type, new: &Model, after: &Type) -> bool {
    if let (Some(before), Some(after)) = (enum_of(old, before), enum_of(new, after)) {
        return before.values.iter().all(|value| {
            let same = after
                .values
                .iter()
                .find(|other| other.meta.name == value.meta.name);
            same.is_none_or(|other| other.wire == value.wire)
        });
    }
    // The text of a value is the one on the wire, where the other version has any text.
    let is_string = |model: &Model, ty: &Type| model.scalar_of(ty) == Some(Scalar::String);
    if enum_of(old, before).is_some() && is_string(new, after)
        || is_string(old, before) && enum_of(new, after).is_some()
    {
        return true;
    }
    let is_integer = |scalar| {
        matches!(
            scalar,
            Some(Scalar::Int32 | Scalar::Int64 | Scalar::Uint32 | Scalar::Uint64)
        )
    };
    let (before, after) = (old.scalar_of(before), new.scalar_of(after));
    before == after || is_integer(before) && is_integer(after)
}

fn enum_of<'m>(model: &'m Model, ty: &Type) -> Option<&'m Enum> {
    match ty {
        Type::Named(id) => match &model[*id].kind {
            TypeKind::Enum(of) => Some(of),
            _ => None,
        },
        _ => None,
    }
}
