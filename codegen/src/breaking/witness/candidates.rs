//! Payloads that may show a change, the shortest first.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::focus::Focus;
use super::{Direction, Side};
use crate::breaking::rules::Rule;
use crate::model::{Constraints, Field, Model, Number, Presence, Record, Scalar, Type, TypeKind};
use crate::sample::{
    Apart, Draft, Sampler, Target, apart, lengths, pattern_of_lengths, patterns, quoted,
};

/// A name that no contract has.
pub(super) const OTHER: &str = "something_else";

/// The fields of an object; names are JSON texts.
type Fields = Vec<(String, Draft)>;

impl Direction<'_, '_> {
    /// What the writing version may write. Not all of it can be written: that is for the writer to say.
    pub(super) fn candidates(&self) -> Vec<String> {
        let model = self.writer.model;
        let drafts = match (self.focus, self.written.record(model)) {
            (Focus::Field(Some(field), Some(reader)), Some(_))
                if self.change.rule == Rule::FieldLostInUniqueList =>
            {
                let alike = self.alike_items(&field.ty, &reader.ty).into_iter();
                let with = |list| Draft::Object(with(&self.smallest(), &field.wire, list));
                alike.map(with).collect()
            }
            (Focus::Field(Some(field), reader), Some(_)) => {
                let smallest = self.smallest();
                let values = values(&self.writer.sampler, field)
                    .into_iter()
                    .chain(self.hints(field, reader));
                let with = values.map(|value| Draft::Object(with(&smallest, &field.wire, value)));
                let without = Draft::Object(without(&smallest, &field.wire));
                std::iter::once(without).chain(with).collect()
            }
            (Focus::Field(None, _), Some(_)) => vec![Draft::Object(self.smallest())],
            // Any part of it may be what is read in another way.
            (Focus::Whole, Some(_)) if self.change.rule == Rule::FieldTypeChanged => {
                let target = self.written.target(model);
                self.writer.sampler.edges(target)
            }
            (Focus::Whole, Some(_)) => {
                let smallest = self.smallest();
                let more = with(&smallest, OTHER, Draft::Text(String::from("1")));
                vec![Draft::Object(smallest), Draft::Object(more)]
            }
            (_, None) => self.whole_values(),
        };
        shortest_first(drafts)
    }

    /// What the old version reads and does not write: what was written before it.
    pub(super) fn earlier_candidates(&self) -> Vec<String> {
        let smallest = self.smallest();
        let drafts: Vec<Fields> = match (self.change.rule, self.focus) {
            (Rule::FieldAliasRemoved, Focus::Field(Some(field), _)) => {
                let rename = |value| {
                    let others = without(&smallest, &field.wire);
                    with(&others, &self.change.old, value)
                };
                let values = values(&self.writer.sampler, field);
                values.into_iter().map(rename).collect()
            }
            (Rule::FieldAliasesReordered, Focus::Field(Some(field), _)) => {
                let others = without(&smallest, &field.wire);
                let values = values(&self.writer.sampler, field);
                let pairs = values.iter().zip(values.iter().skip(1));
                let both = pairs.map(|(one, next)| {
                    let first = with(&others, &self.change.old, one.clone());
                    with(&first, &self.change.new, next.clone())
                });
                both.collect()
            }
            (Rule::ReservedNameReused, Focus::Field(..)) => ["\"a\"", "1", "true", "{}", "[]"]
                .map(|value| with(&smallest, &self.change.new, Draft::Text(value.to_owned())))
                .into(),
            (Rule::UnknownPolicyChanged | Rule::UnknownFieldsDropped, _) => {
                vec![with(&smallest, OTHER, Draft::Text(String::from("1")))]
            }
            (_, Focus::Field(Some(field), _)) if field.presence != Presence::Required => {
                vec![without(&smallest, &field.wire)]
            }
            _ => Vec::new(),
        };
        shortest_first(drafts.into_iter().map(Draft::Object).collect())
    }

    /// Two items of a list that differ, and are the same once the reader has dropped what it does not know.
    fn alike_items(&self, written: &Type, read: &Type) -> Option<Draft> {
        let (Type::List(written), Type::List(read)) = (written, read) else {
            return None;
        };
        let mut known: BTreeMap<String, String> = BTreeMap::new();
        for edge in shortest_first(self.writer.sampler.edges(Target::Type(written))) {
            let passed = |side: &Side<'_>, ty, text: &str| {
                let payload = side.payloads.read(side.model, ty, text.as_bytes()).ok()?;
                payload.written.ok()
            };
            let Some(text) = passed(self.writer, written, &edge) else {
                continue;
            };
            let Some(left) = passed(self.reader, read, &text) else {
                continue;
            };
            match known.get(&left) {
                Some(other) if *other != text => {
                    let items = [other, &text].map(|text| Draft::Text(text.clone()));
                    return Some(Draft::List(items.into()));
                }
                Some(_) => {}
                None => drop(known.insert(left, text)),
            }
        }
        None
    }

    /// The fields of the smallest value; none of what is no object.
    fn smallest(&self) -> Fields {
        let target = self.written.target(self.writer.model);
        match self.writer.sampler.smallest(target) {
            Draft::Object(fields) => fields,
            Draft::List(_) | Draft::Text(_) => Vec::new(),
        }
    }

    /// Values just outside of what the reader allows.
    fn hints(&self, writer: &Field, reader: Option<&Field>) -> Vec<Draft> {
        reader.map_or_else(Vec::new, |reader| {
            outside(
                &self.writer.sampler,
                (self.writer.model, &writer.ty, &writer.constraints),
                (self.reader.model, &reader.ty, &reader.constraints),
            )
        })
    }
}

/// The values of a field at the edges of what it allows.
fn values(sampler: &Sampler<'_>, field: &Field) -> Vec<Draft> {
    let alone = Record {
        fields: vec![Field {
            presence: Presence::Required,
            ..field.clone()
        }],
        ..Record::default()
    };
    let edges = sampler.edges(Target::Record(&alone)).into_iter();
    edges
        .filter_map(|edge| match edge {
            Draft::Object(fields) => fields.into_iter().next().map(|(_, value)| value),
            Draft::List(_) | Draft::Text(_) => None,
        })
        .collect()
}

/// Values of a writer's type just outside of the limits of a reader's.
pub(super) fn outside(
    sampler: &Sampler<'_>,
    (writer, ty, own): (&Model, &Type, &Constraints),
    (reader, read, reader_own): (&Model, &Type, &Constraints),
) -> Vec<Draft> {
    let mut written = limits_of(writer, ty);
    written.push(own);
    let mut all = limits_of(reader, read);
    all.push(reader_own);
    let mut drafts = Vec::new();
    let (matching, mut refusing) = (patterns(&written), patterns(&all));
    refusing.retain(|pattern| !matching.contains(pattern));
    let of_lengths = |limits: &Constraints| {
        let (least, most) = (limits.min_length, limits.max_length);
        let is_one = !matching.is_empty() && (least.is_some() || most.is_some());
        is_one.then(|| pattern_of_lengths(least, most))
    };
    let lengths_read: Vec<String> = all.iter().filter_map(|limits| of_lengths(limits)).collect();
    refusing.extend(lengths_read.iter().map(String::as_str));
    if !refusing.is_empty()
        && let Apart::Text(text) = apart(&matching, &refusing, lengths(&written))
    {
        drafts.push(Draft::Text(quoted(&text)));
    }
    for limits in all {
        drafts.extend(numbers(limits).map(|number| Draft::Text(number.to_string())));
        for length in beside(limits.min_length, limits.max_length) {
            drafts.push(Draft::Text(quoted(&"a".repeat(length))));
            drafts.push(Draft::Text(quoted(&STANDARD.encode(vec![0; length]))));
        }
        let item = match ty {
            Type::List(item) | Type::Map(_, item) => item,
            Type::Scalar(_) | Type::Named(_) => continue,
        };
        let edges = sampler.edges(Target::Type(item));
        for count in beside(limits.min_items, limits.max_items) {
            drafts.push(several(ty, &edges, count));
        }
        if limits.unique {
            let twice = edges.iter().take(1).cycle().take(2).cloned();
            drafts.push(Draft::List(twice.collect()));
        }
    }
    drafts
}

/// So many items or entries; different ones as long as there are any.
fn several(ty: &Type, edges: &[Draft], count: usize) -> Draft {
    let items = edges.iter().cycle().take(count).cloned();
    match ty {
        Type::Map(key, _) => {
            let is_text = matches!(**key, Type::Scalar(Scalar::String));
            let keys = (0..).map(|key: usize| match is_text {
                true => quoted(&format!("k{key}")),
                false => quoted(&key.to_string()),
            });
            Draft::Object(keys.zip(items).collect())
        }
        _ => Draft::List(items.collect()),
    }
}

/// The limits of the newtypes that a type is made of.
fn limits_of<'m>(model: &'m Model, ty: &'m Type) -> Vec<&'m Constraints> {
    let mut limits = Vec::new();
    let mut ty = ty;
    while let Type::Named(id) = ty
        && let TypeKind::Newtype(newtype) = &model[*id].kind
        && limits.len() < 64
    {
        limits.push(&newtype.constraints);
        ty = &newtype.of;
    }
    limits
}

/// The numbers just outside of limits.
fn numbers(limits: &Constraints) -> impl Iterator<Item = String> {
    let beside = |limit: Option<Number>, step: i8| {
        limit.map(|limit| match limit {
            Number::Int(whole) => whole.saturating_add(step.into()).to_string(),
            Number::Float(float) => format!("{:?}", float + f64::from(step)),
        })
    };
    let below = beside(limits.min, -1);
    below.into_iter().chain(beside(limits.max, 1))
}

/// The counts just outside of limits, as far as a payload of them can be shown.
fn beside(least: Option<u64>, most: Option<u64>) -> impl Iterator<Item = usize> {
    const MOST_SHOWN: u64 = 10_000;
    let below = least.and_then(|least| least.checked_sub(1));
    let above = most.map(|most| most.saturating_add(1));
    below
        .into_iter()
        .chain(above)
        .filter(|count| *count <= MOST_SHOWN)
        .map(|count| count as usize)
}

pub(super) fn with(fields: &Fields, wire: &str, value: Draft) -> Fields {
    let name = quoted(wire);
    let mut fields = without(fields, wire);
    fields.push((name, value));
    fields
}

fn without(fields: &Fields, wire: &str) -> Fields {
    let name = quoted(wire);
    let others = fields.iter().filter(|(known, _)| *known != name);
    others.cloned().collect()
}

fn shortest_first(drafts: Vec<Draft>) -> Vec<String> {
    let mut texts: Vec<String> = drafts.iter().map(Draft::to_string).collect();
    texts.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    texts.dedup();
    texts
}
