//! From the tree of a JSON document to a value, by the types of a model.

use std::collections::BTreeMap;

use tempoc_json::{Error, Node, UnknownVariant};

use super::key::read_enum;
use super::limits::KnownLimits;
use super::scalar::read_scalar;
use super::value::Value;
use crate::model::{Model, Newtype, Type, TypeId, TypeKind, Union};

/// The value, or everything that is wrong.
pub(super) type Read<'m> = Result<Value<'m>, Vec<Error>>;

/// Reads values of the types of a model.
pub(super) struct Reader<'m> {
    pub(super) model: &'m Model,
    pub(super) limits: &'m KnownLimits,
}

impl<'m> Reader<'m> {
    /// Reads a value of a type.
    pub(super) fn read(&self, ty: &'m Type, node: Node<'_>) -> Read<'m> {
        match ty {
            Type::Scalar(scalar) => read_scalar(*scalar, node).map_err(one),
            Type::Named(id) => self.read_named(*id, node),
            Type::List(item) => self.read_list(item, node),
            Type::Map(key, value) => self.read_map(key, value, node),
        }
    }

    /// What the limits of a newtype say about its value.
    pub(super) fn check_newtype(
        &self,
        name: &str,
        newtype: &'m Newtype,
        value: &Value<'m>,
    ) -> Result<(), Error> {
        let Some(limits) = self.limits.limits(&newtype.constraints) else {
            return Ok(());
        };
        limits.check(value).map_err(|error| {
            let error = error.within(name.to_owned());
            match newtype.sensitive {
                true => error.redacted(),
                false => error,
            }
        })
    }

    fn read_named(&self, id: TypeId, node: Node<'_>) -> Read<'m> {
        let definition = &self.model[id];
        let name = &definition.meta.name;
        match &definition.kind {
            TypeKind::Record(record) => self.read_record(name, record, node),
            TypeKind::Union(union) => self.read_union(name, union, node),
            TypeKind::Newtype(newtype) => {
                let value = self.read(&newtype.of, node).map_err(|errors| {
                    each(errors, |error| {
                        let error = error.within(name.clone());
                        match newtype.sensitive {
                            true => error.redacted(),
                            false => error,
                        }
                    })
                })?;
                self.check_newtype(name, newtype, &value).map_err(one)?;
                Ok(value)
            }
            TypeKind::Enum(kind) => node
                .string(name)
                .and_then(|text| read_enum(kind, &text))
                .map(Value::String)
                .map_err(one),
        }
    }

    fn read_list(&self, item: &'m Type, node: Node<'_>) -> Read<'m> {
        let Node::List(nodes) = node else {
            return Err(one(Error::expected("list", &node)));
        };
        let (mut items, mut wrong) = (Vec::new(), Vec::new());
        for (index, node) in nodes.into_iter().enumerate() {
            match self.read(item, node) {
                Ok(value) => items.push(value),
                Err(errors) => wrong.extend(each(errors, |error| error.at_index(index))),
            }
        }
        all(Value::List(items), wrong)
    }

    fn read_map(&self, key: &'m Type, value: &'m Type, node: Node<'_>) -> Read<'m> {
        let Node::Object(fields) = node else {
            return Err(one(Error::expected("map", &node)));
        };
        let (mut entries, mut wrong) = (BTreeMap::new(), Vec::new());
        // What was taken out of the object, such as the tag of a union, is not there any more.
        for (text, node) in fields.into_iter().filter(|(_, node)| !node.is_missing()) {
            let key = self.read_key(key, &text).map_err(one);
            let value = self.read(value, node);
            match (key, value) {
                (Ok((key, _)), Ok(value)) => {
                    entries.insert(key, value);
                }
                (key, value) => {
                    let errors = key.err().into_iter().chain(value.err()).flatten();
                    wrong.extend(errors.map(|error| error.at_key(&text)));
                }
            }
        }
        all(Value::Map(entries), wrong)
    }

    fn read_union(&self, name: &'m str, union: &'m Union, mut node: Node<'_>) -> Read<'m> {
        let Node::Object(fields) = &mut node else {
            return Err(one(Error::expected("object", &node).within(name.to_owned())));
        };
        let tag = match fields.iter_mut().find(|(field, _)| *field == union.tag) {
            Some((_, value)) => std::mem::take(value),
            None => Node::Missing,
        };
        let located = |error: Error| one(error.at_field(union.tag.clone()).within(name.to_owned()));
        let tag = tag.string("string").map_err(located)?;
        let known = union.variants.iter().find(|variant| variant.wire == *tag);
        match known {
            Some(variant) => {
                let mut value = self.read_named(variant.record, node)?;
                if let Value::Record(record) = &mut value {
                    record.tag = Some((&union.tag, &variant.wire));
                }
                Ok(value)
            }
            None if union.closed => {
                let names: Vec<&str> = union.variants.iter().map(|known| &*known.wire).collect();
                Err(located(Error::expected_one_of(&names, &tag)))
            }
            None => Ok(Value::UnknownVariant(UnknownVariant::new(
                &union.tag, &tag, node,
            ))),
        }
    }
}

/// The value if nothing is wrong with it.
pub(super) fn all<'m>(value: Value<'m>, wrong: Vec<Error>) -> Read<'m> {
    match wrong.is_empty() {
        true => Ok(value),
        false => Err(wrong),
    }
}

/// The same errors, each seen from outside.
pub(super) fn each(errors: Vec<Error>, outside: impl Fn(Error) -> Error) -> Vec<Error> {
    errors.into_iter().map(outside).collect()
}

pub(super) fn one(error: Error) -> Vec<Error> {
    vec![error]
}
