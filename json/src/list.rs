//! Lists.

use super::{Decode, Encode, Error, Node, Writer};

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, writer: &mut Writer) {
        writer.list(self);
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(node: Node<'_>) -> Result<Self, Error> {
        let Node::List(items) = node else {
            return Err(Error::expected("list", &node));
        };
        // A list of many small items must not ask for the memory of as many large ones.
        let mut values = Vec::with_capacity(items.len().min(256));
        for (index, item) in items.into_iter().enumerate() {
            values.push(T::decode(item).map_err(|error| error.at_index(index))?);
        }
        Ok(values)
    }
}
