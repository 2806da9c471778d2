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
        let decode = |(index, item)| T::decode(item).map_err(|error: Error| error.at_index(index));
        items.into_iter().enumerate().map(decode).collect()
    }
}
