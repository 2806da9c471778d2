//! The fields of a record while it is read.

use std::borrow::Cow;

use super::{Check, Checked, Decode, Error, Extra, Node};

/// The fields of a JSON object, to be taken out one by one.
///
/// Fields are named by their names on the wire. `null` is a value for a required field, and nothing
/// for an optional field or one with a default.
#[derive(Debug)]
pub struct Object<'a> {
    name: &'static str,
    /// What was taken is [`Node::Missing`] from then on.
    fields: Vec<(Cow<'a, str>, Node<'a>)>,
    /// After the field that was taken last: most writers keep to the order of the schema.
    next: usize,
    /// The fields in the order of their names; only made when there are very many.
    by_name: Option<Vec<usize>>,
}

/// From here on, looking at every field for each field of the record would take too long.
const MANY: usize = 64;

impl<'a> Object<'a> {
    pub(crate) fn new(name: &'static str, fields: Vec<(Cow<'a, str>, Node<'a>)>) -> Self {
        let by_name = (fields.len() > MANY).then(|| {
            let mut order: Vec<usize> = (0..fields.len()).collect();
            order.sort_by(|&a, &b| fields[a].0.cmp(&fields[b].0));
            order
        });
        Object {
            name,
            fields,
            next: 0,
            by_name,
        }
    }

    /// Lets old names stand for `name`. The first of them that is there is used, if `name` itself is not
    /// there, not even as `null`; all are known fields from then on.
    pub fn alias(&mut self, name: &'static str, old: &[&'static str]) {
        let mut value = self.take(name);
        for old in old {
            let other = self.take(old);
            if value.is_missing() {
                value = other;
            }
        }
        if !value.is_missing() {
            match self.position(name) {
                Some(index) => self.fields[index].1 = value,
                None => self.push(name, value),
            }
        }
        self.next = 0;
    }

    /// A field that must be there.
    pub fn required<T: Decode>(&mut self, name: &'static str) -> Result<T, Error> {
        let node = self.take(name);
        T::decode(node).map_err(|error| self.locate(error, name))
    }

    /// A field that may be absent.
    pub fn optional<T: Decode>(&mut self, name: &'static str) -> Result<Option<T>, Error> {
        match self.take(name) {
            Node::Missing | Node::Null => Ok(None),
            node => T::decode(node)
                .map(Some)
                .map_err(|error| self.locate(error, name)),
        }
    }

    /// A field that may be absent and has a value then.
    pub fn defaulted<T: Decode>(
        &mut self,
        name: &'static str,
        default: impl FnOnce() -> T,
    ) -> Result<T, Error> {
        self.optional(name)
            .map(|value| value.unwrap_or_else(default))
    }

    /// A field that is known only when the program runs, taken out as it is; [`Node::Missing`] if it is not there.
    pub fn take(&mut self, name: &str) -> Node<'a> {
        match self.position(name) {
            Some(index) => {
                self.next = index + 1;
                std::mem::take(&mut self.fields[index].1)
            }
            None => Node::Missing,
        }
    }

    /// The names of the fields that were not taken.
    pub fn left(&self) -> impl Iterator<Item = &str> {
        let left = self.fields.iter().filter(|(_, value)| !value.is_missing());
        left.map(|(name, _)| &**name)
    }

    /// The fields that were not taken, to be written again.
    pub fn rest(&mut self) -> Extra {
        Extra::from_fields(std::mem::take(&mut self.fields))
    }

    /// An error if there is a field that was not taken.
    pub fn reject_unknown(&self) -> Result<(), Error> {
        match self.left().next() {
            Some(name) => Err(Error::unknown_field(name).within(self.name)),
            None => Ok(()),
        }
    }

    /// An error if the record that was made of the fields is outside its limits.
    pub fn check(&self, record: &dyn Checked) -> Result<(), Error> {
        Check::reading(record).map_err(|error| error.within(self.name))
    }

    fn push(&mut self, name: &'static str, value: Node<'a>) {
        if let Some(order) = &mut self.by_name {
            let place = order.partition_point(|&index| &*self.fields[index].0 < name);
            order.insert(place, self.fields.len());
        }
        self.fields.push((Cow::Borrowed(name), value));
    }

    fn position(&self, name: &str) -> Option<usize> {
        if self
            .fields
            .get(self.next)
            .is_some_and(|(next, _)| next == name)
        {
            return Some(self.next);
        }
        match &self.by_name {
            Some(order) => order
                .binary_search_by(|&index| (*self.fields[index].0).cmp(name))
                .ok()
                .map(|found| order[found]),
            None => self.fields.iter().position(|(known, _)| known == name),
        }
    }

    #[cold]
    fn locate(&self, error: Error, name: &'static str) -> Error {
        error.at_field(name).within(self.name)
    }
}
