//// cases_v1/types.rs

//! The types of `cases.v1`.

use tempoc_runtime::json;

/// `Method`
#[derive(Clone, Debug, PartialEq)]
pub enum Method {
    /// `card`
    Card(Box<Card>),
}

impl From<Card> for Method {
    fn from(value: Card) -> Self {
        Self::Card(Box::new(value))
    }
}

impl json::Encode for Method {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Card(value) => writer.tagged("type", "card", value),
        }
    }
}

impl json::Decode for Method {
    fn decode(mut node: json::Node<'_>) -> Result<Self, json::Error> {
        match &*node.tag("Method", "type")? {
            "card" => json::Decode::decode(node).map(Self::Card),
            tag => Err(json::UnknownVariant::refused(
                "Method",
                "type",
                &["card"],
                tag,
            )),
        }
    }
}

/// `Card`
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// `last4`
    pub last4: String,
}

impl Card {
    /// Makes one from its field.
    pub fn new(last4: impl Into<String>) -> Self {
        Self {
            last4: last4.into(),
        }
    }
}

impl json::Encode for Card {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("Card");
        writer.field("last4", &self.last4);
        writer.end();
    }
}

impl json::Decode for Card {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("Card")?;
        Ok(Self {
            last4: object.required("last4")?,
        })
    }
}

tempoc_runtime::impl_payload! { Method, Card }
