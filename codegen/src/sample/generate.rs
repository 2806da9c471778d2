//! Values by chance: every part right, but for the one that is to be spoilt.

use crate::emit::json::write_json;
use crate::model::{
    Constraints, Field, Model, Presence, Record, Type, TypeId, TypeKind, Union, UnknownFields,
};

use super::any_json::any_json;
use super::draft::{Draft, quoted, spelled};
use super::heights::Heights;
use super::random::Random;
use super::scalars::{self, Place};
use super::{Target, texts};

pub(super) struct Generator<'m> {
    pub(super) model: &'m Model,
    heights: &'m Heights,
    pub(super) random: Random,
    /// How many places there were so far where something could be wrong.
    places: usize,
    /// Which of them is.
    spoilt: Option<usize>,
    depth: usize,
    deepest: usize,
    /// How many values may still be made before what can be left out is left out.
    budget: usize,
}

impl<'m> Generator<'m> {
    pub(super) fn new(
        model: &'m Model,
        heights: &'m Heights,
        seed: u64,
        spoilt: Option<usize>,
    ) -> Self {
        let mut random = Random::new(seed);
        let deepest = if random.percent(4) { 40 } else { 4 };
        Self {
            model,
            heights,
            random,
            places: 0,
            spoilt,
            depth: 0,
            deepest,
            budget: 120,
        }
    }

    pub(super) fn target(&mut self, target: Target<'m>) -> Draft {
        match target {
            Target::Type(ty) => self.value(ty, None, false),
            Target::Record(record) => self.record(record, None),
        }
    }

    /// How many places there were where something could be wrong.
    pub(super) fn places(&self) -> usize {
        self.places
    }

    /// Whether this place is the one to be spoilt.
    fn is_spoilt(&mut self) -> bool {
        self.places += 1;
        self.spoilt == Some(self.places - 1)
    }

    fn is_at_end(&self) -> bool {
        self.depth > self.deepest || self.budget == 0
    }

    pub(super) fn value(
        &mut self,
        ty: &'m Type,
        field: Option<&'m Constraints>,
        as_string: bool,
    ) -> Draft {
        self.budget = self.budget.saturating_sub(1);
        let (ty, limits) = scalars::within_newtypes(self.model, ty, field);
        match ty {
            Type::Scalar(scalar) => {
                let place = Place {
                    scalar: *scalar,
                    limits,
                    as_string,
                };
                Draft::Text(match self.is_spoilt() {
                    true => scalars::bad_scalar(&place, &mut self.random),
                    false => scalars::good_scalar(&place, &mut self.random),
                })
            }
            Type::List(item) => self.list(item, &limits),
            Type::Map(key, value) => self.map(key, value, &limits),
            Type::Named(id) => match &self.model[*id].kind {
                TypeKind::Record(record) => self.record(record, None),
                TypeKind::Union(union) => self.union(union),
                TypeKind::Enum(_) | TypeKind::Newtype(_) => {
                    let spoilt = self.is_spoilt();
                    let text = self.enum_text(*id, spoilt);
                    match spoilt && self.random.percent(40) {
                        true => self.anything_else(),
                        false => Draft::Text(spelled(&text, &mut self.random)),
                    }
                }
            },
        }
    }

    fn enum_text(&mut self, id: TypeId, spoilt: bool) -> String {
        let TypeKind::Enum(definition) = &self.model[id].kind else {
            return String::new();
        };
        let known: Vec<&str> = definition
            .values
            .iter()
            .map(|value| value.wire.as_str())
            .collect();
        let unknown = spoilt || (!definition.closed && self.random.percent(25));
        if !unknown {
            return self.random.word(&known).to_owned();
        }
        let first = known.first().copied().unwrap_or_default();
        let texts = [
            String::new(),
            "new_value".to_owned(),
            first.to_uppercase(),
            format!("{first} "),
            format!("{first}\n"),
            texts::any_text(&mut self.random, 70),
        ];
        self.random.word(&texts).to_owned()
    }

    fn list(&mut self, item: &'m Type, limits: &[&'m Constraints]) -> Draft {
        let spoilt = self.is_spoilt();
        if spoilt && self.random.percent(30) {
            return self.anything_else();
        }
        let count = self.count(limits, spoilt);
        let unique = limits.iter().any(|limits| limits.unique);
        let mut items: Vec<Draft> = Vec::new();
        for _ in 0..count {
            let item = self.value(item, None, false);
            if !(unique && items.contains(&item)) {
                items.push(item);
            }
        }
        if spoilt && let Some(first) = items.first().cloned() {
            // Twice the same, or nothing where something should be.
            let more = match self.random.percent(60) {
                true => first,
                false => Draft::text("null"),
            };
            items.push(more);
        }
        Draft::List(items)
    }

    fn map(&mut self, key: &'m Type, value: &'m Type, limits: &[&'m Constraints]) -> Draft {
        let spoilt = self.is_spoilt();
        if spoilt && self.random.percent(20) {
            return self.anything_else();
        }
        let count = self.count(limits, spoilt);
        let mut entries: Vec<(String, Draft)> = Vec::new();
        for _ in 0..count {
            let name = self.key(key, false);
            entries.push((name, self.value(value, None, false)));
        }
        if spoilt {
            let name = self.key(key, true);
            entries.push((name, self.value(value, None, false)));
        }
        Draft::Object(entries)
    }

    /// The name of an entry, as JSON.
    fn key(&mut self, ty: &'m Type, spoilt: bool) -> String {
        let (ty, limits) = scalars::within_newtypes(self.model, ty, None);
        let text = match ty {
            Type::Named(id) => self.enum_text(*id, spoilt),
            Type::Scalar(scalar) => {
                let place = Place {
                    scalar: *scalar,
                    limits,
                    as_string: false,
                };
                match spoilt {
                    true => scalars::bad_key(&place, &mut self.random),
                    false => scalars::good_key(&place, &mut self.random),
                }
            }
            Type::List(_) | Type::Map(..) => String::new(),
        };
        spelled(&text, &mut self.random)
    }

    fn count(&mut self, limits: &[&'m Constraints], spoilt: bool) -> usize {
        let (least, most) = scalars::counts(limits);
        if spoilt && least > 0 && self.random.percent(30) {
            return least - 1;
        }
        if spoilt && most < 20 && self.random.percent(40) {
            return most + 1;
        }
        let extra = match (self.is_at_end(), self.random.below(4)) {
            (true, _) | (_, 0) => 0,
            (_, 1) if most < 20 => most,
            (_, other) => other,
        };
        (least + extra).min(most)
    }

    fn union(&mut self, union: &'m Union) -> Draft {
        if self.is_spoilt() {
            return self.bad_union(union);
        }
        let tag = union.tag.as_str();
        if !union.closed && self.random.percent(15) {
            let mut fields = self.unknown_fields();
            let name = texts::any_text(&mut self.random, 5) + "?";
            let at = self.random.below(fields.len() + 1);
            fields.insert(at, (quoted(tag), Draft::string(&name)));
            return Draft::Object(fields);
        }
        let variant = match self.is_at_end() {
            true => self.heights.lowest_variant(union),
            false => self.random.pick(&union.variants),
        };
        let Some(variant) = variant else {
            return Draft::Object(Vec::new());
        };
        match &self.model[variant.record].kind {
            TypeKind::Record(record) => self.record(record, Some((tag, &variant.wire))),
            _ => Draft::Object(Vec::new()),
        }
    }

    fn record(&mut self, record: &'m Record, tag: Option<(&str, &str)>) -> Draft {
        let spoilt = self.is_spoilt();
        if spoilt && self.random.percent(15) {
            return self.anything_else();
        }
        self.depth += 1;
        let mut fields: Vec<(String, Draft)> = Vec::new();
        for field in &record.fields {
            self.field(field, &mut fields);
        }
        self.depth -= 1;
        if record.unknown != UnknownFields::Reject && self.random.percent(15) {
            let known = |name: &str| {
                let mut names = record.fields.iter().flat_map(|field| {
                    std::iter::once(&field.wire)
                        .chain(&field.aliases)
                        .map(|name| quoted(name))
                });
                names.any(|known| known == name) || tag.is_some_and(|(tag, _)| quoted(tag) == name)
            };
            let mut more = self.unknown_fields();
            more.retain(|(name, _)| !known(name));
            fields.append(&mut more);
        }
        if let Some((tag, wire)) = tag {
            let at = match self.random.percent(70) {
                true => 0,
                false => self.random.below(fields.len() + 1),
            };
            fields.insert(
                at,
                (quoted(tag), Draft::Text(spelled(wire, &mut self.random))),
            );
        }
        if self.random.percent(20) {
            for index in (1..fields.len()).rev() {
                let other = self.random.below(index + 1);
                fields.swap(index, other);
            }
        }
        if self.random.percent(4) && !fields.is_empty() {
            // The last of two fields with one name is the one that counts.
            let at = self.random.below(fields.len());
            let earlier = (fields[at].0.clone(), self.anything_else());
            fields.insert(at, earlier);
        }
        if spoilt {
            self.spoil_fields(record, &mut fields);
        }
        Draft::Object(fields)
    }

    fn field(&mut self, field: &'m Field, fields: &mut Vec<(String, Draft)>) {
        let may_be_absent = field.presence != Presence::Required;
        let recursive = field.recursive || matches!(field.ty, Type::List(_) | Type::Map(..));
        if may_be_absent && (self.is_at_end() || self.random.percent(30)) {
            return;
        }
        // A deep value is deep in one place.
        if may_be_absent && recursive && self.deepest > 10 && self.random.percent(40) {
            return;
        }
        let name = match field.aliases.is_empty() || self.random.percent(60) {
            true => &field.wire,
            false => self.random.pick(&field.aliases).unwrap_or(&field.wire),
        };
        let value = match &field.presence {
            Presence::Optional | Presence::Default(_) if self.random.percent(8) => {
                Draft::text("null")
            }
            Presence::Default(default) if self.random.percent(15) => {
                let mut text = String::new();
                write_json(default, self.model, &mut text);
                Draft::Text(text)
            }
            _ => self.value(&field.ty, Some(&field.constraints), field.as_string),
        };
        fields.push((quoted(name), value));
        if !field.aliases.is_empty() && self.random.percent(15) {
            // Only one of them counts; the others may be anything.
            let other = match self.random.percent(50) {
                true => &field.wire,
                false => self.random.pick(&field.aliases).unwrap_or(&field.wire),
            };
            if fields.iter().all(|(name, _)| *name != quoted(other)) {
                let value = self.value(&field.ty, Some(&field.constraints), field.as_string);
                fields.push((quoted(other), value));
            }
        }
    }

    /// Fields that no contract has.
    pub(super) fn unknown_fields(&mut self) -> Vec<(String, Draft)> {
        let mut fields: Vec<(String, Draft)> = Vec::new();
        for _ in 0..self.random.below(4) {
            let name = match self.random.percent(50) {
                true => quoted(self.random.word(&["unknown", "x-new", "größer", "to_wire"])),
                false => quoted(&texts::any_text(&mut self.random, 5)),
            };
            let value = Draft::Text(any_json(&mut self.random, 2));
            if fields.iter().all(|(known, _)| *known != name) {
                fields.push((name, value));
            }
        }
        fields
    }
}
