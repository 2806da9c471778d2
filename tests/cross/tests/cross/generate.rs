//! Values of the types of a contract: most of them right, and some with one thing that may be wrong.

use tempoc::model::{
    Constraints, Field, Model, Presence, Record, Scalar, Type, TypeId, TypeKind, Union,
    UnknownFields, Value,
};

use crate::draft::{Draft, quoted, spelled};
use crate::random::Random;
use crate::scalars::{self, Place};
use crate::texts;

/// What is generated for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Target<'m> {
    Type(&'m Type),
    Record(&'m Record),
}

/// A value of a type; one in three has one thing that may be wrong.
pub(crate) fn generate(model: &Model, heights: &Heights, target: Target<'_>, seed: u64) -> Draft {
    let mut sound = Generator::new(model, heights, seed, None);
    let draft = sound.target(target);
    let mut choice = Random::new(!seed);
    if !choice.percent(34) {
        return draft;
    }
    if choice.percent(8) {
        return Draft::text(break_syntax(&draft.to_string(), &mut choice));
    }
    // The same once more: the numbers are the same until the place is reached that is spoilt.
    let spoilt = choice.below(sound.places);
    Generator::new(model, heights, seed, Some(spoilt)).target(target)
}

/// How deep the smallest value of each type is: what ends a recursion.
#[derive(Debug)]
pub(crate) struct Heights(Vec<u32>);

impl Heights {
    pub(crate) fn of(model: &Model) -> Self {
        let mut heights = Self(vec![u32::MAX; model.types.len()]);
        loop {
            let before = heights.0.clone();
            for (index, definition) in model.types.iter().enumerate() {
                let inner = match &definition.kind {
                    TypeKind::Record(record) => heights.record(record),
                    TypeKind::Enum(_) | TypeKind::Newtype(_) => 0,
                    TypeKind::Union(union) => union
                        .variants
                        .iter()
                        .map(|variant| heights.0[variant.record.0 as usize])
                        .min()
                        .unwrap_or(0),
                };
                heights.0[index] = inner.saturating_add(1);
            }
            if heights.0 == before {
                return heights;
            }
        }
    }

    fn record(&self, record: &Record) -> u32 {
        let required = record.fields.iter().filter(|field| {
            field.presence == Presence::Required && field.constraints.min_items != Some(0)
        });
        let heights = required.map(|field| match &field.ty {
            Type::Named(id) => self.0[id.0 as usize],
            Type::List(_) | Type::Map(..) | Type::Scalar(_) => 0,
        });
        heights.max().unwrap_or(0)
    }
}

struct Generator<'m> {
    model: &'m Model,
    heights: &'m Heights,
    random: Random,
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
    fn new(model: &'m Model, heights: &'m Heights, seed: u64, spoilt: Option<usize>) -> Self {
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

    fn target(&mut self, target: Target<'m>) -> Draft {
        match target {
            Target::Type(ty) => self.value(ty, None, false),
            Target::Record(record) => self.record(record, None),
        }
    }

    /// Whether this place is the one to be spoilt.
    fn is_spoilt(&mut self) -> bool {
        self.places += 1;
        self.spoilt == Some(self.places - 1)
    }

    fn is_at_end(&self) -> bool {
        self.depth > self.deepest || self.budget == 0
    }

    fn value(&mut self, ty: &'m Type, field: Option<&'m Constraints>, as_string: bool) -> Draft {
        self.budget = self.budget.saturating_sub(1);
        let mut limits: Vec<&'m Constraints> = field.into_iter().collect();
        let mut ty = ty;
        loop {
            match ty {
                Type::Scalar(scalar) => {
                    let place = Place {
                        scalar: *scalar,
                        limits,
                        as_string,
                    };
                    return Draft::text(match self.is_spoilt() {
                        true => scalars::bad_scalar(&place, &mut self.random),
                        false => scalars::good_scalar(&place, &mut self.random),
                    });
                }
                Type::List(item) => return self.list(item, &limits),
                Type::Map(key, value) => return self.map(key, value, &limits),
                Type::Named(id) => match &self.model[*id].kind {
                    TypeKind::Newtype(newtype) => {
                        limits.push(&newtype.constraints);
                        ty = &newtype.of;
                    }
                    TypeKind::Record(record) => return self.record(record, None),
                    TypeKind::Enum(_) => {
                        let spoilt = self.is_spoilt();
                        let text = self.enum_text(*id, spoilt);
                        return match spoilt && self.random.percent(40) {
                            true => self.anything_else(),
                            false => Draft::text(spelled(&text, &mut self.random)),
                        };
                    }
                    TypeKind::Union(union) => return self.union(union),
                },
            }
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
            return self.random.word(&known).to_string();
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
        self.random.pick(&texts).clone()
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
        let mut limits = Vec::new();
        let mut ty = ty;
        let text = loop {
            match ty {
                Type::Named(id) => match &self.model[*id].kind {
                    TypeKind::Newtype(newtype) => {
                        limits.push(&newtype.constraints);
                        ty = &newtype.of;
                    }
                    _ => break self.enum_text(*id, spoilt),
                },
                Type::Scalar(scalar) => {
                    let place = Place {
                        scalar: *scalar,
                        limits,
                        as_string: false,
                    };
                    break match spoilt {
                        true => scalars::bad_key(&place, &mut self.random),
                        false => scalars::good_key(&place, &mut self.random),
                    };
                }
                Type::List(_) | Type::Map(..) => break String::new(),
            }
        };
        spelled(&text, &mut self.random)
    }

    fn count(&mut self, limits: &[&'m Constraints], spoilt: bool) -> usize {
        let least = limits.iter().filter_map(|limits| limits.min_items).max();
        let most = limits.iter().filter_map(|limits| limits.max_items).min();
        let least = least.unwrap_or(0) as usize;
        let most = most.map_or(usize::MAX, |most| most as usize);
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
        let spoilt = self.is_spoilt();
        if spoilt && self.random.percent(20) {
            return self.anything_else();
        }
        let tag = union.tag.as_str();
        if spoilt {
            let wrong = [
                None,
                Some("null"),
                Some("1"),
                Some("{}"),
                Some("[\"card\"]"),
                Some("\"\""),
                Some("\"no such variant\""),
            ];
            let wrong = *self.random.pick(&wrong);
            let mut fields = self.unknown_fields();
            if let Some(wrong) = wrong {
                fields.push((quoted(tag), Draft::text(wrong)));
            }
            return Draft::Object(fields);
        }
        if !union.closed && self.random.percent(15) {
            let mut fields = self.unknown_fields();
            let name = texts::any_text(&mut self.random, 5) + "?";
            let at = self.random.below(fields.len() + 1);
            fields.insert(at, (quoted(tag), Draft::string(&name)));
            return Draft::Object(fields);
        }
        let lowest = |id: TypeId| self.heights.0[id.0 as usize];
        let variant = match self.is_at_end() {
            true => union
                .variants
                .iter()
                .min_by_key(|variant| lowest(variant.record)),
            false => Some(self.random.pick(&union.variants)),
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
                (quoted(tag), Draft::text(spelled(wire, &mut self.random))),
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
            false => self.random.pick(&field.aliases),
        };
        let value = match &field.presence {
            Presence::Optional | Presence::Default(_) if self.random.percent(8) => {
                Draft::text("null")
            }
            Presence::Default(default) if self.random.percent(15) => match default_text(default) {
                Some(text) => Draft::text(text),
                None => self.value(&field.ty, Some(&field.constraints), field.as_string),
            },
            _ => self.value(&field.ty, Some(&field.constraints), field.as_string),
        };
        fields.push((quoted(name), value));
        if !field.aliases.is_empty() && self.random.percent(15) {
            // Only one of them counts; the others may be anything.
            let other = match self.random.percent(50) {
                true => &field.wire,
                false => self.random.pick(&field.aliases),
            };
            if fields.iter().all(|(name, _)| *name != quoted(other)) {
                let value = self.value(&field.ty, Some(&field.constraints), field.as_string);
                fields.push((quoted(other), value));
            }
        }
    }

    fn spoil_fields(&mut self, record: &'m Record, fields: &mut Vec<(String, Draft)>) {
        let at = self.random.below(fields.len());
        match self.random.below(5) {
            0 if !fields.is_empty() => {
                fields.remove(at);
            }
            1 if !fields.is_empty() => fields[at].1 = Draft::text("null"),
            2 if !fields.is_empty() => fields[at].1 = self.anything_else(),
            3 if !fields.is_empty() => {
                let again = (fields[at].0.clone(), self.anything_else());
                fields.push(again);
            }
            _ => match record.fields.as_slice() {
                // A name in the schema is none on the wire, if there is another one for that.
                all if !all.is_empty() && self.random.percent(40) => {
                    let field = self.random.pick(all);
                    let value = self.anything_else();
                    fields.push((quoted(&field.meta.name), value));
                }
                _ => {
                    let mut more = self.unknown_fields();
                    more.push((quoted("no such field"), Draft::text("1")));
                    fields.append(&mut more);
                }
            },
        }
    }

    /// Fields that no contract has.
    fn unknown_fields(&mut self) -> Vec<(String, Draft)> {
        let mut fields: Vec<(String, Draft)> = Vec::new();
        for _ in 0..self.random.below(4) {
            let name = match self.random.percent(50) {
                true => quoted(self.random.word(&["unknown", "x-new", "größer", "to_wire"])),
                false => quoted(&texts::any_text(&mut self.random, 5)),
            };
            let value = Draft::text(scalars::good_json(&mut self.random, 2));
            if fields.iter().all(|(known, _)| *known != name) {
                fields.push((name, value));
            }
        }
        fields
    }

    /// A value of any other kind.
    fn anything_else(&mut self) -> Draft {
        let place = Place {
            scalar: Scalar::Json,
            limits: Vec::new(),
            as_string: false,
        };
        match self.random.percent(50) {
            true => Draft::text(scalars::good_scalar(&place, &mut self.random)),
            false => Draft::text(
                self.random
                    .word(&[
                        "null",
                        "true",
                        "0",
                        "-1",
                        "1.5",
                        "\"\"",
                        "\"text\"",
                        "[]",
                        "{}",
                        "[[]]",
                        "[null]",
                        "{\"a\":null}",
                    ])
                    .to_string(),
            ),
        }
    }
}

/// The JSON of a default, where that is simple.
fn default_text(value: &Value) -> Option<String> {
    match value {
        Value::Bool(value) => Some(value.to_string()),
        Value::Int(value) => Some(value.to_string()),
        Value::Float(value) => Some(format!("{value:?}")),
        Value::String(text) => Some(quoted(text)),
        Value::Newtype(_, value) => default_text(value),
        Value::Json(text) => Some(text.clone()),
        _ => None,
    }
}

/// A document that is most probably no JSON any more.
fn break_syntax(text: &str, random: &mut Random) -> String {
    let half: String = text.chars().take(text.chars().count() / 2).collect();
    let all_but_last: String = text.chars().take(text.chars().count() - 1).collect();
    let texts = [
        half,
        all_but_last,
        String::new(),
        " ".to_owned(),
        format!("{text} "),
        format!("\r\n\t {text}\n"),
        format!("{text},"),
        format!("{text}}}"),
        format!("{text} {text}"),
        format!("\u{feff}{text}"),
        format!("\u{a0}{text}"),
        format!("{text}\u{b}"),
        format!("/**/{text}"),
        format!("{text}//"),
        text.replacen('"', "'", 2),
        text.replacen(':', "=", 1),
        text.replacen(':', " : ", 3),
        text.replacen('}', ",}", 1),
        text.replacen(']', ",]", 1),
        text.replacen('{', "{,", 1),
        text.replacen('"', "", 2),
        text.replacen("null", "None", 1),
        text.replacen("true", "True", 1),
    ];
    match random.pick(&texts).as_str() {
        // Half of `-0.0`; see `floats`.
        "-0" => "-".to_owned(),
        text => text.to_owned(),
    }
}
