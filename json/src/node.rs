//! A JSON document as a tree that borrows from its text.

use std::borrow::Cow;

use super::{Encode, Error, Object, Writer};

/// A JSON value that is about to become a Rust value.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
#[repr(u64)]
pub enum Node<'a> {
    /// Nothing: a field that the object does not have. It is in no tree that was just parsed.
    #[default]
    Missing,
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number without fraction and exponent that fits.
    Int(i64),
    /// Any other number, exactly as written.
    Number(Cow<'a, str>),
    /// A string, without its escapes.
    String(Cow<'a, str>),
    /// A list.
    List(Vec<Node<'a>>),
    /// An object; each name is there once, at its first place and with its last value.
    Object(Vec<(Cow<'a, str>, Node<'a>)>),
}

impl<'a> Node<'a> {
    /// Puts the fields of all objects in the order of their names.
    pub(crate) fn sort_fields(&mut self) {
        match self {
            Node::List(items) => items.iter_mut().for_each(Node::sort_fields),
            Node::Object(fields) => {
                fields.sort_by(|(one, _), (other, _)| one.cmp(other));
                fields.iter_mut().for_each(|(_, value)| value.sort_fields());
            }
            Node::Missing
            | Node::Null
            | Node::Bool(_)
            | Node::Int(_)
            | Node::Number(_)
            | Node::String(_) => {}
        }
    }

    /// Whether there is nothing.
    pub fn is_missing(&self) -> bool {
        matches!(self, Node::Missing)
    }

    /// The text of a string; `what` is what to call it when there is something else.
    pub fn string(self, what: &str) -> Result<Cow<'a, str>, Error> {
        match self {
            Node::String(text) => Ok(text),
            other => Err(Error::expected(what, &other)),
        }
    }

    /// The fields of the record `name`.
    pub fn object(self, name: &'static str) -> Result<Object<'a>, Error> {
        match self {
            Node::Object(fields) => Ok(Object::new(name, fields)),
            other => Err(Error::expected("object", &other).within(name)),
        }
    }

    /// Takes the field `tag` out of the object of the union `name`, wherever in the object it stands.
    pub fn tag(&mut self, name: &'static str, tag: &'static str) -> Result<Cow<'a, str>, Error> {
        let Node::Object(fields) = self else {
            return Err(Error::expected("object", self).within(name));
        };
        let value = match fields.iter_mut().find(|(field, _)| field == tag) {
            Some((_, value)) => std::mem::take(value),
            None => Node::Missing,
        };
        value
            .string("string")
            .map_err(|error| error.at_field(tag).within(name))
    }
}

impl Encode for Node<'_> {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Node::Missing | Node::Null => writer.null(),
            Node::Bool(value) => writer.bool(*value),
            Node::Int(value) => writer.int(*value),
            Node::Number(text) => writer.number(text),
            Node::String(text) => writer.string(text),
            Node::List(items) => items.encode(writer),
            Node::Object(fields) => {
                writer.begin_map();
                for (name, value) in fields {
                    if !value.is_missing() {
                        writer.entry(name, value);
                    }
                }
                writer.end_map();
            }
        }
    }
}
