//// cases_v1/types.rs

//! The types of `cases.v1`.

use tempoc_runtime::json;

/// `Method`
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Method {
    /// `card`
    Card(Box<MethodCard>),
    /// `gift_card`
    GiftCard(Box<Wallet>),
    /// `gift`
    Voucher(Box<Wallet>),
    /// A variant that this version of the contract does not know, kept as it came.
    Unknown(json::UnknownVariant),
}

impl From<MethodCard> for Method {
    fn from(value: MethodCard) -> Self {
        Self::Card(Box::new(value))
    }
}

impl json::Encode for Method {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Card(value) => writer.tagged("kind", "card", value),
            Self::GiftCard(value) => writer.tagged("kind", "gift_card", value),
            Self::Voucher(value) => writer.tagged("kind", "gift", value),
            Self::Unknown(value) => json::Encode::encode(value, writer),
        }
    }
}

impl json::Decode for Method {
    fn decode(mut node: json::Node<'_>) -> Result<Self, json::Error> {
        match &*node.tag("Method", "kind")? {
            "card" => json::Decode::decode(node).map(Self::Card),
            "gift_card" => json::Decode::decode(node).map(Self::GiftCard),
            "gift" => json::Decode::decode(node).map(Self::Voucher),
            tag => Ok(Self::Unknown(json::UnknownVariant::new("kind", tag, node))),
        }
    }
}

/// What a variant of `Method` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct MethodCard {
    /// `last4`
    pub last4: String,
}

impl MethodCard {
    /// Makes one from its field.
    pub fn new(last4: impl Into<String>) -> Self {
        Self {
            last4: last4.into(),
        }
    }
}

impl json::Encode for MethodCard {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("MethodCard");
        writer.field("last4", &self.last4);
        writer.end();
    }
}

impl json::Decode for MethodCard {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("MethodCard")?;
        Ok(Self {
            last4: object.required("last4")?,
        })
    }
}

/// `Wallet`
#[derive(Clone, Debug, PartialEq)]
pub struct Wallet {
    /// `token`
    pub token: String,
}

impl Wallet {
    /// Makes one from its field.
    pub fn new(token: impl Into<String>) -> Self {
        Self {
            token: token.into(),
        }
    }
}

impl json::Encode for Wallet {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("Wallet");
        writer.field("token", &self.token);
        writer.end();
    }
}

impl json::Decode for Wallet {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("Wallet")?;
        Ok(Self {
            token: object.required("token")?,
        })
    }
}

tempoc_runtime::impl_payload! { Method, MethodCard, Wallet }
