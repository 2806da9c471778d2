//! How generated types read and write JSON.
//!
//! Reading goes in two steps. The text becomes a tree of [`Node`]s, which borrows from the text; then
//! every type takes what it needs out of its node, a line a field, through [`Decode`]. Writing goes
//! straight to text, through [`Encode`] and a [`Writer`].
//!
//! Reading is strict about what is wrong and tolerant about what is new: kinds and ranges are checked,
//! fields that nobody knows are passed over or kept, and what is refused is refused with the place
//! where it stands:
//!
//! ```
//! # use std::collections::BTreeMap;
//! let error = tempoc_json::from_slice::<BTreeMap<String, Vec<u32>>>(br#"{"a": [1, -1]}"#)
//!     .unwrap_err();
//! assert_eq!(error.to_string(), r#"["a"][1]: expected uint32, found -1"#);
//! ```
//!
//! | schema | Rust | JSON |
//! |---|---|---|
//! | `bool` | `bool` | `true` |
//! | `int32` `int64` `uint32` `uint64` | `i32` `i64` `u32` `u64` | a number without a fraction; in a [`Text`], a string |
//! | `float32` `float64` | `f32` `f64` | a number |
//! | `string` | `String` | a string |
//! | `bytes` | `Vec<u8>` | standard base64 with padding |
//! | `timestamp` | [`Timestamp`] | RFC 3339, written in UTC |
//! | `date` | [`Date`] | `2026-02-28` |
//! | `duration` | [`Duration`] | ISO 8601, written in seconds: `PT1.5S` |
//! | `decimal` | [`Decimal`] | a string of decimal digits |
//! | `uuid` | [`Uuid`] | a string with hyphens, written in lower case |
//! | `json` | [`Json`] | anything |
//! | `list<T>` | `Vec<T>` | a list |
//! | `map<K, T>` | `BTreeMap<K, T>` | an object |

mod any;
mod bytes;
mod check;
mod date;
mod decimal;
mod duration;
mod error;
mod extra;
mod fields;
mod limits;
mod list;
mod map;
mod node;
mod numbers;
mod object;
mod parse;
mod scan;
mod sensitive;
#[cfg(feature = "serde")]
pub mod serde;
mod shorthand;
mod text;
mod timestamp;
mod uuid;
mod variant;
mod writer;

pub use self::any::Json;
pub use self::check::{Check, Checked};
pub use self::decimal::Decimal;
pub use self::error::Error;
pub use self::extra::Extra;
pub use self::limits::{Limited, Limits};
pub use self::map::MapKey;
pub use self::node::Node;
pub use self::object::Object;
pub use self::sensitive::{Redacted, Sensitive};
pub use self::shorthand::constant;
pub use self::text::{AsText, Text};
pub use self::variant::UnknownVariant;
pub use self::writer::Writer;
pub use ::uuid::Uuid;
pub use jiff::civil::Date;
pub use jiff::{SignedDuration as Duration, Timestamp};

/// The deepest nesting of lists and objects that is read and written.
pub const MAX_DEPTH: usize = 128;

/// A value that can be written as JSON.
pub trait Encode {
    /// Writes exactly one JSON value, or leaves an error in the writer.
    fn encode(&self, writer: &mut Writer);
}

/// A value that can be read from JSON.
pub trait Decode: Sized {
    /// Whether there is nothing to read: true of `()` alone, which stands for no value at all.
    const IS_NOTHING: bool = false;

    /// Takes the value out of a node, which is [`Node::Missing`] where the JSON has none.
    fn decode(node: Node<'_>) -> Result<Self, Error>;
}

/// The JSON of a value, compact and in UTF-8.
pub fn to_vec(value: &dyn Encode) -> Result<Vec<u8>, Error> {
    to_string(value).map(String::into_bytes)
}

/// The JSON of a value, compact.
pub fn to_string(value: &dyn Encode) -> Result<String, Error> {
    let mut writer = Writer::new();
    value.encode(&mut writer);
    writer.finish()
}

/// The value that a JSON document holds.
pub fn from_slice<T: Decode>(json: &[u8]) -> Result<T, Error> {
    T::decode(Node::parse(json)?)
}

impl<T: Encode + ?Sized> Encode for &T {
    fn encode(&self, writer: &mut Writer) {
        (**self).encode(writer);
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    fn encode(&self, writer: &mut Writer) {
        (**self).encode(writer);
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode(node: Node<'_>) -> Result<Self, Error> {
        T::decode(node).map(Box::new)
    }
}

/// Nothing, where a value would stand.
impl Encode for () {
    fn encode(&self, writer: &mut Writer) {
        writer.null();
    }
}

/// Whatever is there is passed over.
impl Decode for () {
    const IS_NOTHING: bool = true;

    fn decode(_: Node<'_>) -> Result<Self, Error> {
        Ok(())
    }
}

impl Encode for bool {
    fn encode(&self, writer: &mut Writer) {
        writer.bool(*self);
    }
}

impl Decode for bool {
    fn decode(node: Node<'_>) -> Result<Self, Error> {
        match node {
            Node::Bool(value) => Ok(value),
            other => Err(Error::expected("bool", &other)),
        }
    }
}

impl Encode for str {
    fn encode(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

impl Encode for String {
    fn encode(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

impl Decode for String {
    fn decode(node: Node<'_>) -> Result<Self, Error> {
        node.string("string").map(Into::into)
    }
}
