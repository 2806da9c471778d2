//! Fields that a type does not know and yet keeps.

use std::borrow::Cow;
use std::fmt;

use super::{Json, Node};

/// The unknown fields of a record with `unknown: preserve`, in their order.
///
/// They are written again as they were read, after the fields that the record declares. A name that the
/// record declares is left out when it is written. [`Debug`](fmt::Debug) shows the names only, as
/// nobody knows whether the values are sensitive.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Extra(Vec<(String, Json)>);

impl Extra {
    /// No fields.
    pub const fn new() -> Self {
        Extra(Vec::new())
    }

    /// The value of a field.
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.iter()
            .find_map(|(known, value)| (known == name).then_some(value))
    }

    /// Sets a field, and returns the value that it had.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Json>) -> Option<Json> {
        let (name, value) = (name.into(), value.into());
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => Some(std::mem::replace(known, value)),
            None => {
                self.0.push((name, value));
                None
            }
        }
    }

    /// Removes a field, and returns its value.
    pub fn remove(&mut self, name: &str) -> Option<Json> {
        let index = self.0.iter().position(|(known, _)| known == name)?;
        Some(self.0.remove(index).1)
    }

    /// The fields in their order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// How many fields there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The fields of an object that are left, each name once: those that are not [`Node::Missing`].
    pub fn from_fields(fields: Vec<(Cow<'_, str>, Node<'_>)>) -> Self {
        let left = fields.into_iter().filter(|(_, value)| !value.is_missing());
        Extra(
            left.map(|(name, value)| (name.into_owned(), Json::from_node(&value)))
                .collect(),
        )
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set()
            .entries(self.0.iter().map(|(name, _)| name))
            .finish()
    }
}
