//! Values that are no records, with what a change says of them.

use super::Direction;
use super::candidates::{OTHER, outside};
use super::subject::Subject;
use crate::breaking::rules::Rule;
use crate::model::{Constraints, Model, Type, TypeKind, Union};
use crate::sample::{Draft, Target, quoted};

impl Direction<'_, '_> {
    /// Values of what is no record.
    pub(super) fn whole_values(&self) -> Vec<Draft> {
        let model = self.writer.model;
        let Subject::Type(ty) = &self.written else {
            return Vec::new();
        };
        if let Type::Named(id) = ty {
            match &model[*id].kind {
                TypeKind::Enum(body) => {
                    let listed = body.values.iter().map(|value| value.wire.as_str());
                    return self
                        .texts(listed)
                        .map(|text| Draft::Text(quoted(text)))
                        .collect();
                }
                TypeKind::Union(body) => return self.variants(body),
                TypeKind::Record(_) | TypeKind::Newtype(_) => {}
            }
        }
        let mut drafts = self.writer.sampler.edges(Target::Type(ty));
        if let Subject::Type(read) = &self.read {
            let none = Constraints::default();
            let writer = (model, ty, &none);
            let reader = (self.reader.model, read, &none);
            drafts.extend(outside(&self.writer.sampler, writer, reader));
        }
        drafts
    }

    /// The texts that the change is about, else those that are listed; or one that nobody lists.
    fn texts<'t>(
        &'t self,
        listed: impl Iterator<Item = &'t str> + Clone,
    ) -> impl Iterator<Item = &'t str> {
        let about = [self.change.old.as_str(), self.change.new.as_str()];
        let is_about = move |text: &&str| about.contains(text);
        let any = listed.clone().any(|text| is_about(&text));
        let is_of_others = matches!(
            self.change.rule,
            Rule::EnumClosed | Rule::EnumOpened | Rule::UnionClosed | Rule::UnionOpened
        );
        listed
            .filter(move |text| !is_of_others && (!any || is_about(text)))
            .chain(is_of_others.then_some(OTHER))
    }

    fn variants(&self, body: &Union) -> Vec<Draft> {
        let tags = body.variants.iter().map(|variant| variant.wire.as_str());
        let draft = |wire: &str| {
            let known = body.variants.iter().find(|variant| variant.wire == wire);
            let record = known.map(|variant| Type::Named(variant.record));
            let tag = (quoted(&body.tag), Draft::Text(quoted(wire)));
            let fields = record.map(|record| self.writer.sampler.smallest(Target::Type(&record)));
            let rest = match fields {
                Some(Draft::Object(fields)) => fields,
                _ => Vec::new(),
            };
            Draft::Object(std::iter::once(tag).chain(rest).collect())
        };
        self.texts(tags).map(draft).collect()
    }
}

/// The first text in a value that a type does not list; records have parts of their own.
pub(super) fn unlisted(model: &Model, ty: &Type, value: &serde_json::Value) -> Option<String> {
    use serde_json::Value;
    match (ty, value) {
        (Type::Named(id), value) => match (&model[*id].kind, value) {
            (TypeKind::Enum(body), Value::String(text)) => {
                let is_listed = body.values.iter().any(|value| value.wire == *text);
                (!is_listed).then(|| text.clone())
            }
            (TypeKind::Union(body), Value::Object(fields)) => match fields.get(&body.tag) {
                Some(Value::String(text)) => {
                    let is_listed = body.variants.iter().any(|variant| variant.wire == *text);
                    (!is_listed).then(|| text.clone())
                }
                _ => None,
            },
            _ => None,
        },
        (Type::List(item), Value::Array(items)) => {
            items.iter().find_map(|value| unlisted(model, item, value))
        }
        (Type::Map(key, item), Value::Object(fields)) => fields.iter().find_map(|(name, value)| {
            unlisted(model, key, &Value::String(name.clone()))
                .or_else(|| unlisted(model, item, value))
        }),
        _ => None,
    }
}
