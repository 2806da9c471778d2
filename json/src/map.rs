//! Maps, as objects.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::uuid::parse_uuid;
use super::{Decode, Encode, Error, Node, Uuid, Writer};

/// A value that can be the key of a map: it has exactly one text.
pub trait MapKey: Ord + Sized {
    /// The text of the key.
    fn to_key(&self) -> Cow<'_, str>;

    /// The key that the text is.
    fn from_key(text: &str) -> Result<Self, Error>;
}

impl<K: MapKey, V: Encode> Encode for BTreeMap<K, V> {
    fn encode(&self, writer: &mut Writer) {
        writer.begin_map();
        for (key, value) in self {
            writer.entry(&key.to_key(), value);
        }
        writer.end_map();
    }
}

impl<K: MapKey, V: Decode> Decode for BTreeMap<K, V> {
    fn decode(node: Node<'_>) -> Result<Self, Error> {
        let Node::Object(fields) = node else {
            return Err(Error::expected("map", &node));
        };
        let fields = fields.into_iter().filter(|(_, value)| !value.is_missing());
        let decode = |(text, value): (Cow<'_, str>, Node<'_>)| {
            let entry = K::from_key(&text).and_then(|key| Ok((key, V::decode(value)?)));
            entry.map_err(|error| error.at_key(&text))
        };
        fields.map(decode).collect()
    }
}

impl MapKey for String {
    fn to_key(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }

    fn from_key(text: &str) -> Result<Self, Error> {
        Ok(text.to_owned())
    }
}

impl MapKey for Uuid {
    fn to_key(&self) -> Cow<'_, str> {
        Cow::Owned(self.hyphenated().to_string())
    }

    fn from_key(text: &str) -> Result<Self, Error> {
        parse_uuid(text).ok_or_else(|| Error::expected_text("uuid as key", text))
    }
}

macro_rules! whole_number_keys {
    ($($rust:ty = $name:literal)*) => {$(
        impl MapKey for $rust {
            fn to_key(&self) -> Cow<'_, str> {
                Cow::Owned(self.to_string())
            }

            fn from_key(text: &str) -> Result<Self, Error> {
                match text.parse::<$rust>() {
                    // `07`, `+7` and `-0` would be second texts of a key.
                    Ok(key) if key.to_string() == text => Ok(key),
                    _ => Err(Error::expected_text(concat!($name, " as key"), text)),
                }
            }
        }
    )*};
}

whole_number_keys! { i32 = "int32" i64 = "int64" u32 = "uint32" u64 = "uint64" }
