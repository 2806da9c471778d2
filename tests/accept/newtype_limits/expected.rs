//// cases_v1/types.rs

//! The types of `cases.v1`.

use tempoc_runtime::json;

/// `OrderId`
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrderId(String);

impl OrderId {
    /// Checks the limits of the contract.
    pub fn new(value: impl Into<String>) -> Result<Self, json::Error> {
        static LIMITS: json::Limits = json::Limits::new()
            .max_length(40)
            .pattern("^ord_[a-z0-9]+$");
        let value = value.into();
        LIMITS.check_within("OrderId", &value)?;
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

impl std::fmt::Display for OrderId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for OrderId {
    type Err = json::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(text)
    }
}

impl TryFrom<String> for OrderId {
    type Error = json::Error;

    fn try_from(value: String) -> Result<Self, json::Error> {
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
        let value: String = node.inner("OrderId")?;
        Self::new(value)
    }
}

impl json::MapKey for OrderId {
    fn to_key(&self) -> std::borrow::Cow<'_, str> {
        json::MapKey::to_key(&self.0)
    }

    fn from_key(text: &str) -> Result<Self, json::Error> {
        let value: String = json::MapKey::from_key(text)?;
        Self::new(value)
    }
}

/// `Secret`
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Secret(String);

impl Secret {
    /// Checks the limits of the contract.
    pub fn new(value: impl Into<String>) -> Result<Self, json::Error> {
        static LIMITS: json::Limits = json::Limits::new().min_length(8);
        let value = value.into();
        LIMITS.check_redacted("Secret", &value)?;
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

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Secret").field(&json::Redacted).finish()
    }
}

impl std::str::FromStr for Secret {
    type Err = json::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(text)
    }
}

impl TryFrom<String> for Secret {
    type Error = json::Error;

    fn try_from(value: String) -> Result<Self, json::Error> {
        Self::new(value)
    }
}

impl json::Encode for Secret {
    fn encode(&self, writer: &mut json::Writer) {
        json::Encode::encode(&self.0, writer);
    }
}

impl json::Decode for Secret {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let value: String = node.inner_redacted("Secret")?;
        Self::new(value)
    }
}

impl json::MapKey for Secret {
    fn to_key(&self) -> std::borrow::Cow<'_, str> {
        json::MapKey::to_key(&self.0)
    }

    fn from_key(text: &str) -> Result<Self, json::Error> {
        let value: String = json::MapKey::from_key(text)?;
        Self::new(value)
    }
}

/// `Percent`
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Percent(f64);

impl Percent {
    /// Checks the limits of the contract.
    pub fn new(value: f64) -> Result<Self, json::Error> {
        static LIMITS: json::Limits = json::Limits::new().min(0).max(100);
        LIMITS.check_within("Percent", &value)?;
        Ok(Self(value))
    }

    /// The value.
    pub fn get(&self) -> f64 {
        self.0
    }

    /// The value, out of its name.
    pub fn into_inner(self) -> f64 {
        self.0
    }
}

impl std::fmt::Display for Percent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl TryFrom<f64> for Percent {
    type Error = json::Error;

    fn try_from(value: f64) -> Result<Self, json::Error> {
        Self::new(value)
    }
}

impl json::Encode for Percent {
    fn encode(&self, writer: &mut json::Writer) {
        json::Encode::encode(&self.0, writer);
    }
}

impl json::Decode for Percent {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let value: f64 = node.inner("Percent")?;
        Self::new(value)
    }
}

tempoc_runtime::impl_payload! { OrderId, Secret, Percent }
