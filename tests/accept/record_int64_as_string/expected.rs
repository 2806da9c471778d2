//// cases_v1/types.rs

//! The types of `cases.v1`.

use tempoc_runtime::json;

/// `Account`
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// `balance`
    pub balance: i64,
    /// `credit`
    pub credit: Option<u64>,
    /// `minimum`
    pub minimum: i64,
}

impl Account {
    /// Makes one from its required field; what else it has is absent or at its default.
    pub fn new(balance: i64) -> Self {
        Self {
            balance,
            credit: None,
            minimum: -1,
        }
    }

    /// Sets `credit`.
    pub fn credit(mut self, credit: u64) -> Self {
        self.credit = Some(credit);
        self
    }

    /// Sets `minimum`.
    pub fn minimum(mut self, minimum: i64) -> Self {
        self.minimum = minimum;
        self
    }
}

impl json::Encode for Account {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("Account");
        writer.field("balance", &json::Text(&self.balance));
        writer.optional("credit", &self.credit.as_ref().map(json::Text));
        writer.field("minimum", &json::Text(&self.minimum));
        writer.end();
    }
}

impl json::Decode for Account {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("Account")?;
        Ok(Self {
            balance: object.required_text("balance")?,
            credit: object.optional_text("credit")?,
            minimum: object.defaulted_text("minimum", || -1)?,
        })
    }
}

tempoc_runtime::impl_payload! { Account }
