//// cases_v1/types.rs

//! The types of `cases.v1`.

use tempoc_runtime::json;

/// `Card`
#[derive(Clone, PartialEq)]
pub struct Card {
    /// `number`
    pub number: String,
    /// `pin`
    pub pin: Option<String>,
    /// `limit`
    pub limit: u32,
    /// `holder`
    pub holder: String,
}

impl Card {
    /// Makes one from its required fields; what else it has is absent or at its default.
    pub fn new(number: impl Into<String>, holder: impl Into<String>) -> Self {
        Self {
            number: number.into(),
            pin: None,
            limit: 500,
            holder: holder.into(),
        }
    }

    /// Sets `pin`.
    pub fn pin(mut self, pin: impl Into<String>) -> Self {
        self.pin = Some(pin.into());
        self
    }

    /// Sets `limit`.
    pub fn limit(mut self, limit: u32) -> Self {
        self.limit = limit;
        self
    }
}

impl std::fmt::Debug for Card {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Card")
            .field("number", &json::Redacted)
            .field("pin", &json::Redacted)
            .field("limit", &json::Redacted)
            .field("holder", &self.holder)
            .finish()
    }
}

impl json::Checked for Card {
    fn check(&self, check: &mut json::Check) {
        static NUMBER: json::Limits = json::Limits::new().pattern("^[0-9]{12,19}$");
        check.sensitive("number", &self.number, &NUMBER);
    }
}

impl json::Encode for Card {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("Card");
        writer.check(self);
        writer.field("number", &json::Sensitive(&self.number));
        writer.optional("pin", &self.pin.as_ref().map(json::Sensitive));
        writer.field("limit", &json::Sensitive(&self.limit));
        writer.field("holder", &self.holder);
        writer.end();
    }
}

impl json::Decode for Card {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("Card")?;
        let value = Self {
            number: object.required_redacted("number")?,
            pin: object.optional_redacted("pin")?,
            limit: object.defaulted_redacted("limit", || 500)?,
            holder: object.required("holder")?,
        };
        object.check(&value)?;
        Ok(value)
    }
}

tempoc_runtime::impl_payload! { Card }
