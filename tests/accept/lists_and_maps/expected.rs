//// cases_v1/types.rs

//! The types of `cases.v1`.

use std::collections::BTreeMap;

use tempoc_runtime::json;

/// `Id`
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(String);

impl Id {
    /// Checks the limits of the contract.
    pub fn new(value: impl Into<String>) -> Result<Self, json::Error> {
        static LIMITS: json::Limits = json::Limits::new().pattern("^[a-z]+$");
        let value = value.into();
        LIMITS.check_within("Id", &value)?;
        Ok(Self(value))
    }

    /// The value.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value, out of its name.
    pub fn into_inner(self) -> String {
        self.0
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for Id {
    type Err = json::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(text)
    }
}

impl TryFrom<String> for Id {
    type Error = json::Error;

    fn try_from(value: String) -> Result<Self, json::Error> {
        Self::new(value)
    }
}

impl json::Encode for Id {
    fn encode(&self, writer: &mut json::Writer) {
        json::Encode::encode(&self.0, writer);
    }
}

impl json::Decode for Id {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let value: String = node.inner("Id")?;
        Self::new(value)
    }
}

impl json::MapKey for Id {
    fn to_key(&self) -> std::borrow::Cow<'_, str> {
        json::MapKey::to_key(&self.0)
    }

    fn from_key(text: &str) -> Result<Self, json::Error> {
        let value: String = json::MapKey::from_key(text)?;
        Self::new(value)
    }
}

/// `Number`
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(i64);

impl Number {
    /// Gives the value its name.
    pub fn new(value: i64) -> Self {
        Self(value)
    }

    /// The value.
    pub fn get(&self) -> i64 {
        self.0
    }

    /// The value, out of its name.
    pub fn into_inner(self) -> i64 {
        self.0
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self::new(value)
    }
}

impl json::Encode for Number {
    fn encode(&self, writer: &mut json::Writer) {
        json::Encode::encode(&self.0, writer);
    }
}

impl json::Decode for Number {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        node.inner("Number").map(Self)
    }
}

impl json::MapKey for Number {
    fn to_key(&self) -> std::borrow::Cow<'_, str> {
        json::MapKey::to_key(&self.0)
    }

    fn from_key(text: &str) -> Result<Self, json::Error> {
        json::MapKey::from_key(text).map(Self)
    }
}

/// `Colour`
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Colour {
    /// `red`
    Red,
    /// `blue`
    Blue,
    /// A value that this version of the contract does not know, kept as it came.
    Unknown(String),
}

impl Colour {
    /// The text on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Red => "red",
            Self::Blue => "blue",
            Self::Unknown(text) => text,
        }
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<&str> for Colour {
    fn from(text: &str) -> Self {
        match text {
            "red" => Self::Red,
            "blue" => Self::Blue,
            _ => Self::Unknown(text.to_owned()),
        }
    }
}

impl json::Encode for Colour {
    fn encode(&self, writer: &mut json::Writer) {
        writer.string(self.as_str());
    }
}

impl json::Decode for Colour {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        Ok(Self::from(&*node.string("Colour")?))
    }
}

impl json::MapKey for Colour {
    fn to_key(&self) -> std::borrow::Cow<'_, str> {
        self.as_str().into()
    }

    fn from_key(text: &str) -> Result<Self, json::Error> {
        Ok(text.into())
    }
}

/// `Size`
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Size {
    /// `small`
    Small,
    /// `big`
    Big,
}

impl Size {
    /// The text on the wire.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Big => "big",
        }
    }
}

impl std::fmt::Display for Size {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl TryFrom<&str> for Size {
    type Error = json::Error;

    fn try_from(text: &str) -> Result<Self, json::Error> {
        match text {
            "small" => Ok(Self::Small),
            "big" => Ok(Self::Big),
            _ => Err(json::Error::expected_one_of(&["small", "big"], text)),
        }
    }
}

impl json::Encode for Size {
    fn encode(&self, writer: &mut json::Writer) {
        writer.string(self.as_str());
    }
}

impl json::Decode for Size {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        Self::try_from(&*node.string("Size")?)
    }
}

impl json::MapKey for Size {
    fn to_key(&self) -> std::borrow::Cow<'_, str> {
        self.as_str().into()
    }

    fn from_key(text: &str) -> Result<Self, json::Error> {
        Self::try_from(text)
    }
}

/// `Everything`
#[derive(Clone, Debug, PartialEq)]
pub struct Everything {
    /// `texts`
    pub texts: Vec<String>,
    /// `lists`
    pub lists: Vec<Vec<u32>>,
    /// `by_text`
    pub by_text: BTreeMap<String, bool>,
    /// `by_uuid`
    pub by_uuid: BTreeMap<json::Uuid, String>,
    /// `by_int32`
    pub by_int32: BTreeMap<i32, String>,
    /// `by_int64`
    pub by_int64: BTreeMap<i64, String>,
    /// `by_uint32`
    pub by_uint32: BTreeMap<u32, String>,
    /// `by_uint64`
    pub by_uint64: BTreeMap<u64, String>,
    /// `by_id`
    pub by_id: BTreeMap<Id, String>,
    /// `by_number`
    pub by_number: BTreeMap<Number, String>,
    /// `by_colour`
    pub by_colour: BTreeMap<Colour, Vec<Colour>>,
    /// `by_size`
    pub by_size: Option<BTreeMap<Size, BTreeMap<Id, f64>>>,
}

impl Everything {
    /// Makes one from its required fields; what else it has is absent or at its default.
    #[expect(clippy::too_many_arguments, reason = "one for each required field")]
    pub fn new(
        texts: Vec<String>,
        lists: Vec<Vec<u32>>,
        by_text: BTreeMap<String, bool>,
        by_uuid: BTreeMap<json::Uuid, String>,
        by_int32: BTreeMap<i32, String>,
        by_int64: BTreeMap<i64, String>,
        by_uint32: BTreeMap<u32, String>,
        by_uint64: BTreeMap<u64, String>,
        by_id: BTreeMap<Id, String>,
        by_number: BTreeMap<Number, String>,
        by_colour: BTreeMap<Colour, Vec<Colour>>,
    ) -> Self {
        Self {
            texts,
            lists,
            by_text,
            by_uuid,
            by_int32,
            by_int64,
            by_uint32,
            by_uint64,
            by_id,
            by_number,
            by_colour,
            by_size: None,
        }
    }

    /// Sets `by_size`.
    pub fn by_size(mut self, by_size: BTreeMap<Size, BTreeMap<Id, f64>>) -> Self {
        self.by_size = Some(by_size);
        self
    }
}

impl json::Encode for Everything {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("Everything");
        writer.field("texts", &self.texts);
        writer.field("lists", &self.lists);
        writer.field("by_text", &self.by_text);
        writer.field("by_uuid", &self.by_uuid);
        writer.field("by_int32", &self.by_int32);
        writer.field("by_int64", &self.by_int64);
        writer.field("by_uint32", &self.by_uint32);
        writer.field("by_uint64", &self.by_uint64);
        writer.field("by_id", &self.by_id);
        writer.field("by_number", &self.by_number);
        writer.field("by_colour", &self.by_colour);
        writer.optional("by_size", &self.by_size);
        writer.end();
    }
}

impl json::Decode for Everything {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("Everything")?;
        Ok(Self {
            texts: object.required("texts")?,
            lists: object.required("lists")?,
            by_text: object.required("by_text")?,
            by_uuid: object.required("by_uuid")?,
            by_int32: object.required("by_int32")?,
            by_int64: object.required("by_int64")?,
            by_uint32: object.required("by_uint32")?,
            by_uint64: object.required("by_uint64")?,
            by_id: object.required("by_id")?,
            by_number: object.required("by_number")?,
            by_colour: object.required("by_colour")?,
            by_size: object.optional("by_size")?,
        })
    }
}

tempoc_runtime::impl_payload! { Id, Number, Colour, Size, Everything }
