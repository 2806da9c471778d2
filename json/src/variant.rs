//! Variants of a union that are not known yet.

use std::borrow::Cow;
use std::fmt;

use super::{Encode, Error, Json, Node, Writer};

/// A variant that this version of the contract does not know, kept as it was read.
///
/// [`Debug`](fmt::Debug) shows the tag only, as nobody knows whether the rest is sensitive.
#[derive(Clone, PartialEq, Eq)]
pub struct UnknownVariant {
    tag: String,
    json: Json,
}

impl UnknownVariant {
    /// Keeps an object whose field `field` says `tag`, taken out by [`Node::tag`].
    pub fn new(field: &str, tag: &str, node: Node<'_>) -> Self {
        let mut fields = match node {
            Node::Object(fields) => fields,
            _ => Vec::new(),
        };
        let value = Node::String(Cow::Borrowed(tag));
        match fields.iter_mut().find(|(name, _)| name == field) {
            Some(known) => known.1 = value,
            None => fields.insert(0, (Cow::Borrowed(field), value)),
        }
        UnknownVariant {
            tag: tag.to_owned(),
            json: Json::from_node(&Node::Object(fields)),
        }
    }

    /// Which variant it is.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The whole object, with its tag.
    pub fn json(&self) -> &Json {
        &self.json
    }

    /// The error of a union that is closed: `names` are the variants that it knows.
    #[cold]
    pub fn refused(name: &'static str, field: &'static str, names: &[&str], tag: &str) -> Error {
        Error::expected_one_of(names, tag)
            .at_field(field)
            .within(name)
    }
}

impl Encode for UnknownVariant {
    fn encode(&self, writer: &mut Writer) {
        self.json.encode(writer);
    }
}

impl fmt::Debug for UnknownVariant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnknownVariant")
            .field("tag", &self.tag)
            .finish_non_exhaustive()
    }
}
