//! A value that was read, and how it is written.

use std::collections::{BTreeMap, BTreeSet};

use tempoc_json::{
    Encode, Error, Extra, Json, Limited, Limits, Sensitive, Text, UnknownVariant, Writer,
};

use super::limits::Limit;
use crate::model::Field;

/// What a payload says, as far as limits and writing need to know it.
pub(super) enum Value<'m> {
    Int(i64),
    Uint(u64),
    /// Whole numbers that are written as strings.
    IntText(i64),
    UintText(u64),
    Float32(f32),
    Float64(f64),
    String(String),
    Bytes(Vec<u8>),
    /// What no limit speaks of, as it is written.
    Other(Json),
    List(Vec<Value<'m>>),
    /// By the texts of the keys.
    Map(BTreeMap<String, Value<'m>>),
    Record(RecordValue<'m>),
    UnknownVariant(UnknownVariant),
}

/// A record that was read.
pub(super) struct RecordValue<'m> {
    /// Its name in the schema, for the paths of errors.
    pub(super) name: &'m str,
    /// The tag of the union that it is a variant of, and the tag's value.
    pub(super) tag: Option<(&'m str, &'m str)>,
    /// The fields that are there, in the order of the schema.
    pub(super) fields: Vec<FieldValue<'m>>,
    /// What the contract does not know, if it is kept.
    pub(super) extra: Extra,
    /// All fields of the schema.
    pub(super) declared: &'m [Field],
}

/// A field that was read.
pub(super) struct FieldValue<'m> {
    /// Its name on the wire.
    pub(super) wire: &'m str,
    pub(super) value: Value<'m>,
    pub(super) sensitive: bool,
    pub(super) limit: Option<Limit>,
}

impl FieldValue<'_> {
    /// What the limits of the field say about it.
    pub(super) fn check(&self) -> Result<(), Error> {
        let Some(limit) = &self.limit else {
            return Ok(());
        };
        limit.limits.check(&self.value).map_err(|error| {
            let error = error.at_field(self.wire.to_owned());
            match self.sensitive {
                true => error.redacted(),
                false => error,
            }
        })
    }
}

impl Encode for Value<'_> {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Value::Int(value) => value.encode(writer),
            Value::Uint(value) => value.encode(writer),
            Value::IntText(value) => Text(value).encode(writer),
            Value::UintText(value) => Text(value).encode(writer),
            Value::Float32(value) => value.encode(writer),
            Value::Float64(value) => value.encode(writer),
            Value::String(value) => value.encode(writer),
            Value::Bytes(value) => value.encode(writer),
            Value::Other(value) => value.encode(writer),
            Value::List(items) => items.encode(writer),
            Value::Map(entries) => entries.encode(writer),
            Value::Record(record) => record.encode(writer),
            Value::UnknownVariant(variant) => variant.encode(writer),
        }
    }
}

impl Encode for RecordValue<'_> {
    fn encode(&self, writer: &mut Writer) {
        writer.begin_map();
        // Before anything of it is written, so that this is what is reported.
        if let Some(error) = self.fields.iter().find_map(|field| field.check().err()) {
            writer.fail(error);
        }
        if let Some((tag, value)) = self.tag {
            writer.described_field(tag, &value);
        }
        for field in &self.fields {
            match field.sensitive {
                true => writer.described_field(field.wire, &Sensitive(&field.value)),
                false => writer.described_field(field.wire, &field.value),
            }
        }
        let declared: BTreeSet<&str> = match self.extra.is_empty() {
            true => BTreeSet::new(),
            false => self.declared.iter().map(|field| &*field.wire).collect(),
        };
        for (name, value) in self.extra.iter() {
            if !declared.contains(name) {
                writer.entry(name, value);
            }
        }
        writer.end_described(self.name);
    }
}

impl Limited for Value<'_> {
    fn check_limits(&self, limits: &Limits) -> Result<(), Error> {
        match self {
            Value::Int(value) | Value::IntText(value) => value.check_limits(limits),
            Value::Uint(value) | Value::UintText(value) => value.check_limits(limits),
            Value::Float32(value) => value.check_limits(limits),
            Value::Float64(value) => value.check_limits(limits),
            Value::String(value) => value.check_limits(limits),
            Value::Bytes(value) => value.check_limits(limits),
            Value::List(items) => items.check_limits(limits),
            Value::Map(entries) => entries.check_limits(limits),
            Value::Other(_) | Value::Record(_) | Value::UnknownVariant(_) => Ok(()),
        }
    }
}
