//// cases_v1/types.rs

//! The types of `cases.v1`.

use tempoc_runtime::json;

/// `OrderId`
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrderId(String);

impl OrderId {
    /// Gives the value its name.
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
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

impl std::fmt::Display for OrderId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for OrderId {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::new(text))
    }
}

impl From<String> for OrderId {
    fn from(value: String) -> Self {
        Self::new(value)
    }
}

impl json::Encode for OrderId {
    fn encode(&self, writer: &mut json::Writer) {
        json::Encode::encode(&self.0, writer);
    }
}

impl json::Decode for OrderId {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        node.inner("OrderId").map(Self)
    }
}

impl json::MapKey for OrderId {
    fn to_key(&self) -> std::borrow::Cow<'_, str> {
        json::MapKey::to_key(&self.0)
    }

    fn from_key(text: &str) -> Result<Self, json::Error> {
        json::MapKey::from_key(text).map(Self)
    }
}

/// `Count`
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Count(u32);

impl Count {
    /// Gives the value its name.
    pub fn new(value: u32) -> Self {
        Self(value)
    }

    /// The value.
    pub fn get(&self) -> u32 {
        self.0
    }

    /// The value, out of its name.
    pub fn into_inner(self) -> u32 {
        self.0
    }
}

impl std::fmt::Display for Count {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl From<u32> for Count {
    fn from(value: u32) -> Self {
        Self::new(value)
    }
}

impl json::Encode for Count {
    fn encode(&self, writer: &mut json::Writer) {
        json::Encode::encode(&self.0, writer);
    }
}

impl json::Decode for Count {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        node.inner("Count").map(Self)
    }
}

impl json::MapKey for Count {
    fn to_key(&self) -> std::borrow::Cow<'_, str> {
        json::MapKey::to_key(&self.0)
    }

    fn from_key(text: &str) -> Result<Self, json::Error> {
        json::MapKey::from_key(text).map(Self)
    }
}

tempoc_runtime::impl_payload! { OrderId, Count }
