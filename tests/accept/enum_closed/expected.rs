//// cases_v1/types.rs

//! The types of `cases.v1`.

use tempoc_runtime::json;

/// Where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Nobody has looked at it.
    Received,
    /// `delivered`
    ///
    /// Deprecated: use received
    Delivered,
}

impl State {
    /// The text on the wire.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Delivered => "delivered",
        }
    }
}

impl std::fmt::Display for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl TryFrom<&str> for State {
    type Error = json::Error;

    fn try_from(text: &str) -> Result<Self, json::Error> {
        match text {
            "received" => Ok(Self::Received),
            "delivered" => Ok(Self::Delivered),
            _ => Err(json::Error::expected_one_of(
                &["received", "delivered"],
                text,
            )),
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
        Self::try_from(&*node.string("State")?)
    }
}

impl json::MapKey for State {
    fn to_key(&self) -> std::borrow::Cow<'_, str> {
        self.as_str().into()
    }

    fn from_key(text: &str) -> Result<Self, json::Error> {
        Self::try_from(text)
    }
}

tempoc_runtime::impl_payload! { State }
