//! serde's traits for generated types, by way of the same reader and writer.
//!
//! [`impl_serde!`](crate::impl_serde) implements them for types that implement [`Encode`] and
//! [`Decode`], in any format of serde that describes itself. Limits, names and messages are those of
//! JSON. Numbers keep their value; in a [`Json`], those that fit no integer of 64 bits become the
//! nearest `f64`, the most that serde can carry.

use std::borrow::Cow;
use std::fmt;

use ::serde::de::{Error as _, MapAccess, SeqAccess, Visitor};
use ::serde::ser::{Error as _, SerializeMap, SerializeSeq};
use ::serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::fields::Names;
use super::{Decode, Encode, Json, Node, to_string};

#[doc(hidden)]
pub use ::serde;

/// Implements `serde::Serialize` and `serde::Deserialize` for types that implement
/// [`Encode`](crate::Encode) and [`Decode`](crate::Decode).
///
/// Such a type cannot implement the payload traits of the Temporal SDK, which has them for everything
/// that serde knows.
#[macro_export]
macro_rules! impl_serde {
    ($($type:ty),* $(,)?) => {$(
        impl $crate::serde::serde::Serialize for $type {
            fn serialize<S: $crate::serde::serde::Serializer>(
                &self,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                $crate::serde::serialize(self, serializer)
            }
        }

        impl<'de> $crate::serde::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::serde::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                $crate::serde::deserialize(deserializer)
            }
        }
    )*};
}

impl_serde!(Json, super::Decimal);

impl From<serde_json::Value> for Json {
    fn from(value: serde_json::Value) -> Self {
        Json::from_text(value.to_string())
    }
}

/// Fails for a number that no `f64` holds.
impl TryFrom<&Json> for serde_json::Value {
    type Error = serde_json::Error;

    fn try_from(json: &Json) -> Result<Self, Self::Error> {
        serde_json::from_str(json.as_str())
    }
}

/// Writes a value in a format of serde.
pub fn serialize<S: Serializer>(value: &dyn Encode, serializer: S) -> Result<S::Ok, S::Error> {
    let text = to_string(value).map_err(S::Error::custom)?;
    let node = Node::parse(text.as_bytes()).map_err(S::Error::custom)?;
    node.serialize(serializer)
}

/// Reads a value from a format of serde that describes itself.
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let node = Node::deserialize(deserializer)?;
    T::decode(node).map_err(D::Error::custom)
}

impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Node::Missing | Node::Null => serializer.serialize_unit(),
            Node::Bool(value) => serializer.serialize_bool(*value),
            Node::Int(value) => serializer.serialize_i64(*value),
            Node::Number(text) => match (text.parse(), text.parse::<f64>()) {
                (Ok(value), _) => serializer.serialize_u64(value),
                (_, Ok(value)) if value.is_finite() => serializer.serialize_f64(value),
                _ => Err(S::Error::custom("number out of range")),
            },
            Node::String(text) => serializer.serialize_str(text),
            Node::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Node::Object(fields) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (name, value) in fields {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Node<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON has")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(Node::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        Node::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Node::Int(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(match i64::try_from(value) {
            Ok(value) => Node::Int(value),
            Err(_) => Node::Number(Cow::Owned(value.to_string())),
        })
    }

    fn visit_f64<E: ::serde::de::Error>(self, value: f64) -> Result<Self::Value, E> {
        if value.is_finite() {
            Ok(Node::Number(Cow::Owned(format!("{value:?}"))))
        } else {
            Err(E::custom(format_args!(
                "expected a finite number, found {value:?}"
            )))
        }
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Node::String(Cow::Owned(value.to_owned())))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(Node::String(Cow::Borrowed(value)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut names, mut fields) = (Names::default(), Vec::new());
        while let Some(name) = map.next_key::<Cow<'de, str>>()? {
            names.push(&mut fields, 0, name, map.next_value()?);
        }
        Ok(Node::Object(names.finish(fields)))
    }
}
