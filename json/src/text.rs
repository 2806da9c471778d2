//! Whole numbers of 64 bits as strings, for readers that know only floating-point numbers.

use std::collections::BTreeMap;

use super::map::MapKey;
use super::{Decode, Encode, Error, Node, Writer};

/// A value whose whole numbers are written as strings, for fields with `encoding: string`.
///
/// ```
/// # use tempoc_json::{self as json, Text};
/// assert_eq!(json::to_string(&Text(&9_007_199_254_740_993_i64)).unwrap(), r#""9007199254740993""#);
/// assert_eq!(json::from_slice::<Text<Vec<u64>>>(br#"["1", 2]"#).unwrap().0, [1, 2]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text<T>(pub T);

impl<T> Text<T> {
    /// The value itself.
    pub fn into_inner(self) -> T {
        self.0
    }
}

/// A value that is or holds whole numbers, and can write them as strings.
pub trait AsText: Sized {
    /// Writes the value, with its numbers as strings.
    fn encode_text(&self, writer: &mut Writer);

    /// Reads the value, with its numbers as strings or as numbers.
    fn decode_text(node: Node<'_>) -> Result<Self, Error>;
}

impl<T: AsText> Encode for Text<&T> {
    fn encode(&self, writer: &mut Writer) {
        self.0.encode_text(writer);
    }
}

impl<T: AsText> Decode for Text<T> {
    fn decode(node: Node<'_>) -> Result<Self, Error> {
        T::decode_text(node).map(Text)
    }
}

macro_rules! whole_numbers {
    ($($rust:ty = $name:literal)*) => {$(
        impl AsText for $rust {
            fn encode_text(&self, writer: &mut Writer) {
                writer.display(self);
            }

            fn decode_text(node: Node<'_>) -> Result<Self, Error> {
                match &node {
                    Node::String(text) => Self::from_key(text)
                        .map_err(|_| Error::expected($name, &node)),
                    _ => Self::decode(node),
                }
            }
        }
    )*};
}

whole_numbers! { i64 = "int64" u64 = "uint64" }

impl<T: AsText> AsText for Vec<T> {
    fn encode_text(&self, writer: &mut Writer) {
        let items: Vec<_> = self.iter().map(Text).collect();
        writer.list(&items);
    }

    fn decode_text(node: Node<'_>) -> Result<Self, Error> {
        Vec::<Text<T>>::decode(node).map(|items| items.into_iter().map(Text::into_inner).collect())
    }
}

impl<K: MapKey, T: AsText> AsText for BTreeMap<K, T> {
    fn encode_text(&self, writer: &mut Writer) {
        writer.begin_map();
        for (key, value) in self {
            writer.entry(&key.to_key(), &Text(value));
        }
        writer.end_map();
    }

    fn decode_text(node: Node<'_>) -> Result<Self, Error> {
        let map = BTreeMap::<K, Text<T>>::decode(node)?;
        Ok(map.into_iter().map(|(key, value)| (key, value.0)).collect())
    }
}
