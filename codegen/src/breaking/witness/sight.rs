//! What the reading side makes of a payload.

use std::fmt;

use serde_json::Value;

use super::Direction;
use super::focus::Focus;
use super::subject::Subject;
use super::whole::unlisted;
use crate::breaking::rules::Rule;
use crate::model::{Field, Scalar, Type};
use crate::payload::{Payload, Problem};

/// What the reading side makes of a payload.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Sight {
    /// It refuses it.
    Refused(Problem),
    /// It reads it, and not as it was meant.
    Mistaken(String),
}

impl fmt::Display for Sight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(problem) => problem.fmt(f),
            Self::Mistaken(what) => f.write_str(what),
        }
    }
}

impl Direction<'_, '_> {
    /// What is wrong with how a payload is read that means `meant` to its writer; nothing if nothing is.
    pub(super) fn sight(&self, payload: &str, meant: &str) -> Option<Sight> {
        match self.read.read(self.reader, payload) {
            Ok(read) => self.sight_of(read, meant),
            Err(problems) => match problems.into_iter().find(|problem| self.concerns(problem)) {
                Some(problem) => Some(Sight::Refused(problem)),
                // Another change has it refused; this one is looked at by itself.
                None => {
                    let alone = self.with_the_rest_of_the_reader(payload)?;
                    self.sight_of(self.read.read(self.reader, &alone).ok()?, meant)
                }
            },
        }
    }

    /// What is wrong with what is read.
    fn sight_of(&self, read: Payload, meant: &str) -> Option<Sight> {
        match read.written {
            Err(problem) if self.is_written_again => {
                self.concerns(&problem).then_some(Sight::Refused(problem))
            }
            Ok(read) if !self.is_written_again => self.mistaken(meant, &read),
            _ => None,
        }
    }

    /// The field of a payload that the change is about, among others that the reader can read.
    fn with_the_rest_of_the_reader(&self, payload: &str) -> Option<String> {
        let Focus::Field(writer, reader) = self.focus else {
            return None;
        };
        let payload: Value = serde_json::from_str(payload).ok()?;
        let target = self.read.target(self.reader.model);
        let smallest = self.reader.sampler.smallest(target).to_string();
        let mut alone: Value = serde_json::from_str(&smallest).ok()?;
        let fields = alone.as_object_mut()?;
        for field in [writer, reader].into_iter().flatten() {
            match payload.get(&field.wire) {
                Some(value) => fields.insert(field.wire.clone(), value.clone()),
                None => fields.remove(&field.wire),
            };
        }
        Some(alone.to_string())
    }

    /// Whether a problem is one of the part that the change is about, and not of another part of the payload.
    fn concerns(&self, problem: &Problem) -> bool {
        let root = self.read.record(self.reader.model).map(|(name, _)| name);
        let path = problem.path.as_str();
        let is_missing = problem.message.starts_with("missing");
        let Focus::Field(writer, reader) = self.focus else {
            // The tag of a union belongs to the union.
            return !path.contains('.')
                || self.change.rule == Rule::TypeKindChanged
                || is_other_type(self.change.rule)
                || path.matches('.').count() == 1 && root.is_none();
        };
        let names = [writer, reader].into_iter().flatten();
        let names = names.map(|field| field.wire.as_str());
        let mut names = names.chain([self.change.old.as_str(), self.change.new.as_str()]);
        names.any(|name| {
            if problem.message == format!("unknown field {name:?}") {
                return true;
            }
            let part = root
                .and_then(|root| path.strip_prefix(root)?.strip_prefix('.'))
                .and_then(|path| path.strip_prefix(name));
            match part {
                // Whether it has to be there is one change, what it has to be is another.
                Some("") => is_missing == self.is_about_presence(),
                Some(rest) if rest.starts_with('[') => {
                    !rest.contains('.') || is_other_type(self.change.rule)
                }
                Some(rest) => rest.starts_with('.') && is_other_type(self.change.rule),
                None => false,
            }
        })
    }

    /// Whether the change is about whether a field is there, rather than about what it is.
    fn is_about_presence(&self) -> bool {
        match self.change.rule {
            // What was removed may be taken for another field.
            Rule::FieldRequiredRemoved => !self.is_old_writer,
            Rule::FieldRequiredAdded
            | Rule::FieldOptionalToRequired
            | Rule::FieldRequiredToOptional
            | Rule::FieldDefaultRemoved
            | Rule::FieldRenamed
            | Rule::FieldWireRenamed
            | Rule::FieldRenamedWithAlias
            | Rule::FieldAliasRemoved => true,
            _ => false,
        }
    }

    fn mistaken(&self, meant: &str, read: &str) -> Option<Sight> {
        let meant: Value = serde_json::from_str(meant).ok()?;
        let read: Value = serde_json::from_str(read).ok()?;
        let what = match self.focus {
            Focus::Whole => self.mistaken_whole(&meant, &read),
            Focus::Field(writer, reader) => self.mistaken_field(writer, reader, &meant, &read),
        };
        what.map(Sight::Mistaken)
    }

    fn mistaken_whole(&self, meant: &Value, read: &Value) -> Option<String> {
        if let (Subject::Type(writer), Subject::Type(reader)) = (&self.written, &self.read)
            && unlisted(self.writer.model, writer, meant).is_none()
            && let Some(text) = unlisted(self.reader.model, reader, read)
        {
            return Some(format!("it does not know {text:?}"));
        }
        if let (Value::Object(meant), Value::Object(read)) = (meant, read)
            && self.read.record(self.reader.model).is_some()
        {
            let lost = meant.keys().find(|name| !read.contains_key(*name))?;
            return Some(format!("it drops {lost:?}"));
        }
        (!is_same(meant, read)).then(|| format!("it reads {meant} as {read}"))
    }

    /// The field of the writer against what the reader has in its own.
    fn mistaken_field(
        &self,
        writer: Option<&Field>,
        reader: Option<&Field>,
        meant: &Value,
        read: &Value,
    ) -> Option<String> {
        let value = |field: Option<&Field>, of| -> Option<Value> {
            let of: &Value = of;
            of.get(field?.wire.as_str()).cloned()
        };
        let (before, after) = (value(writer, meant), value(reader, read));
        // It shows only where the reader has not got what was written for its own field.
        if self.change.rule == Rule::FieldAliasReused
            && (before.is_none() || value(reader, meant) == after)
        {
            return None;
        }
        match (before, after, writer, reader) {
            (Some(value), None, Some(writer), None) => {
                let is_kept = read.get(&writer.wire) == Some(&value);
                Some(match is_kept {
                    true => format!("it does not know {:?}", writer.wire),
                    false => format!("it drops {:?}", writer.wire),
                })
            }
            (Some(_), None, _, Some(reader)) => Some(format!("it finds no {:?}", reader.wire)),
            (None, Some(value), _, Some(reader)) => {
                Some(format!("it reads {:?} as {value}", reader.wire))
            }
            (Some(before), Some(after), Some(writer), Some(reader)) => {
                match (is_same(&before, &after), writer.wire == reader.wire) {
                    (true, _) => self.taken_for_another(writer, reader, &after),
                    (false, true) => Some(format!("it reads {before} as {after}")),
                    (false, false) => Some(format!("it reads {:?} as {after}", reader.wire)),
                }
            }
            _ => None,
        }
    }

    /// What is written the same and means something else.
    fn taken_for_another(&self, writer: &Field, reader: &Field, value: &Value) -> Option<String> {
        if matches!(
            self.change.rule,
            Rule::FieldAliasReused | Rule::FieldRequiredRemoved | Rule::FieldOptionalRemoved
        ) {
            return Some(format!(
                "it reads {:?} as its {:?}",
                writer.wire, reader.wire
            ));
        }
        if unlisted(self.writer.model, &writer.ty, value).is_none()
            && let Some(text) = unlisted(self.reader.model, &reader.ty, value)
        {
            return Some(format!("it does not know {text:?}"));
        }
        let scalar = |model: &crate::model::Model, ty: &Type| model.scalar_of(ty);
        match (
            scalar(self.writer.model, &writer.ty),
            scalar(self.reader.model, &reader.ty),
        ) {
            (Some(Scalar::Bytes), Some(Scalar::String)) => {
                Some(format!("it takes the base64 {value} for a text"))
            }
            _ => None,
        }
    }
}

/// Whether a rule is about all that is in a field, or in a payload.
fn is_other_type(rule: Rule) -> bool {
    matches!(rule, Rule::FieldTypeChanged | Rule::CardinalityChanged)
}

/// Whether two values are the same, numbers by what they are worth.
fn is_same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => match (a.as_i128(), b.as_i128()) {
            (Some(a), Some(b)) => a == b,
            (None, None) => a.as_f64() == b.as_f64(),
            (Some(whole), None) => b.as_f64().is_some_and(|float| is_whole(float, whole)),
            (None, Some(whole)) => a.as_f64().is_some_and(|float| is_whole(float, whole)),
        },
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(name, a)| b.get(name).is_some_and(|b| is_same(a, b)))
        }
        _ => a == b,
    }
}

/// Whether a float is exactly a whole number.
fn is_whole(float: f64, whole: i128) -> bool {
    float.fract() == 0.0 && float as i128 == whole
}
