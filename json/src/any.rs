//! Any JSON.

use std::fmt;
use std::str::FromStr;

use super::{Decode, Encode, Error, Node, Writer, to_string};

/// Any JSON value, as compact text.
///
/// Numbers keep their digits, and objects the order of their fields. Two values are equal if their
/// texts are.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Json(Box<str>);

impl Json {
    /// `null`
    pub fn null() -> Self {
        Json("null".into())
    }

    /// The JSON of a value.
    pub fn encode(value: &dyn Encode) -> Result<Self, Error> {
        to_string(value).map(|text| Json(text.into()))
    }

    /// The value that it holds.
    pub fn decode<T: Decode>(&self) -> Result<T, Error> {
        T::decode(Node::parse(self.0.as_bytes())?)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A text that is known to be compact JSON.
    #[cfg(feature = "serde")]
    pub(crate) fn from_text(text: String) -> Self {
        Json(text.into())
    }

    /// The text of a node. Where it is nested too deep, only writing it is an error.
    pub(crate) fn from_node(node: &Node<'_>) -> Self {
        let mut writer = Writer::of_any_depth();
        node.encode(&mut writer);
        Json(writer.into_text().into())
    }
}

/// Reads any JSON text, and takes out the white space.
impl FromStr for Json {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Ok(Json::from_node(&Node::parse(text.as_bytes())?))
    }
}

macro_rules! from_values {
    ($($rust:ty)*) => {$(
        impl From<$rust> for Json {
            fn from(value: $rust) -> Self {
                let mut writer = Writer::new();
                value.encode(&mut writer);
                Json(writer.into_text().into())
            }
        }
    )*};
}

from_values! { bool i32 i64 u32 u64 &str String }

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Encode for Json {
    fn encode(&self, writer: &mut Writer) {
        writer.raw(&self.0);
    }
}

impl Decode for Json {
    fn decode(node: Node<'_>) -> Result<Self, Error> {
        match node {
            Node::Missing => Err(Error::expected("json", &node)),
            node => Ok(Json::from_node(&node)),
        }
    }
}
