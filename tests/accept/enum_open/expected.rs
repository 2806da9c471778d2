//// cases_v1/types.rs

//! The types of `cases.v1`.

use tempoc_runtime::json;

/// `State`
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum State {
    /// `received`
    Received,
    /// `on`
    On,
    /// `DELIVERED`
    Delivered,
    /// A value that this version of the contract does not know, kept as it came.
    Unknown(String),
}

impl State {
    /// The text on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Received => "received",
            Self::On => "on",
            Self::Delivered => "DELIVERED",
            Self::Unknown(text) => text,
        }
    }
}

impl std::fmt::Display for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<&str> for State {
    fn from(text: &str) -> Self {
        match text {
            "received" => Self::Received,
            "on" => Self::On,
            "DELIVERED" => Self::Delivered,
            _ => Self::Unknown(text.to_owned()),
        }
    }
}

impl json::Encode for State {
    fn encode(&self, writer: &mut json::Writer) {
        writer.string(self.as_str());
    }
}

impl json::Decode for State {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        Ok(Self::from(&*node.string("State")?))
    }
}

impl json::MapKey for State {
    fn to_key(&self) -> std::borrow::Cow<'_, str> {
        self.as_str().into()
    }

    fn from_key(text: &str) -> Result<Self, json::Error> {
        Ok(text.into())
    }
}

tempoc_runtime::impl_payload! { State }
