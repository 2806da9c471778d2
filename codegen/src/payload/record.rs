//! Records, also the details of errors.

use tempoc_json::{Error, Extra, Json, Node, Object};

use super::limits::Limit;
use super::reader::{Read, Reader, all, each, one};
use super::scalar::read_text;
use super::value::{FieldValue, RecordValue, Value};
use crate::emit::json::write_json;
use crate::model::{Field, Presence, Record, Type, UnknownFields};

impl<'m> Reader<'m> {
    /// Reads a record that is called `name` in the schema.
    pub(super) fn read_record(
        &self,
        name: &'m str,
        record: &'m Record,
        node: Node<'_>,
    ) -> Read<'m> {
        // What the object says of itself is never seen: its name is added to each error below.
        let mut object = (node.object("")).map_err(|error| one(error.within(name.to_owned())))?;
        let (mut fields, mut wrong) = (Vec::new(), Vec::new());
        for field in &record.fields {
            match self.read_field(field, take_field(&mut object, field)) {
                Ok(value) => fields.extend(value),
                Err(errors) => wrong.extend(errors),
            }
        }
        if record.unknown == UnknownFields::Reject {
            wrong.extend(object.left().map(Error::unknown_field));
        }
        // A record that is outside its limits is refused only after all of it was read.
        let outside = fields
            .iter()
            .filter(|field| {
                matches!(
                    &field.limit,
                    Some(Limit {
                        only_on_write: false,
                        ..
                    })
                )
            })
            .filter_map(|field| field.check().err());
        wrong.extend(outside);
        let value = Value::Record(RecordValue {
            name,
            tag: None,
            fields,
            extra: match record.unknown {
                UnknownFields::Preserve => object.rest(),
                UnknownFields::Ignore | UnknownFields::Reject => Extra::new(),
            },
            declared: &record.fields,
        });
        all(value, each(wrong, |error| error.within(name.to_owned())))
    }

    /// Reads what stands for a field outside of a record.
    pub(super) fn read_alone(&self, field: &'m Field, node: Node<'_>) -> Read<'m> {
        match self.read_field(field, node)? {
            Some(read) => match &read.limit {
                Some(Limit {
                    only_on_write: false,
                    ..
                }) => {
                    read.check().map_err(one)?;
                    Ok(read.value)
                }
                _ => Ok(read.value),
            },
            None => Ok(Value::Other(Json::null())),
        }
    }

    /// Reads a field; none if it is optional and not there.
    fn read_field(
        &self,
        field: &'m Field,
        node: Node<'_>,
    ) -> Result<Option<FieldValue<'m>>, Vec<Error>> {
        let is_there = !matches!(node, Node::Missing | Node::Null);
        let read = match (&field.presence, is_there) {
            (Presence::Optional, false) => return Ok(None),
            (Presence::Default(default), false) => {
                let mut text = String::new();
                write_json(default, self.model, &mut text);
                Node::parse(text.as_bytes())
                    .map_err(one)
                    .and_then(|node| self.read_value(field, node))
            }
            _ => self.read_value(field, node),
        };
        let value = read.map_err(|errors| {
            each(errors, |error| {
                let error = error.at_field(field.wire.clone());
                match field.sensitive {
                    true => error.redacted(),
                    false => error,
                }
            })
        })?;
        Ok(Some(FieldValue {
            wire: &field.wire,
            value,
            sensitive: field.sensitive,
            limit: self.limits.limit(field),
        }))
    }

    fn read_value(&self, field: &'m Field, node: Node<'_>) -> Read<'m> {
        match field.ty {
            Type::Scalar(scalar) if field.as_string => read_text(scalar, node).map_err(one),
            _ => self.read(&field.ty, node),
        }
    }
}

/// The value of a field, under its name or the first of its aliases that is there.
fn take_field<'a>(object: &mut Object<'a>, field: &Field) -> Node<'a> {
    let mut value = object.take(&field.wire);
    for alias in &field.aliases {
        // All of them are known fields, used or not.
        let other = object.take(alias);
        if value.is_missing() {
            value = other;
        }
    }
    value
}
