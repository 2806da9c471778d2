//// cases_v1/types.rs

//! The types of `cases.v1`.

use tempoc_runtime::json;

/// `Item`
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// `sku`
    pub sku: String,
    /// Fields that this version of the contract does not know; they are written again.
    pub unknown: json::Extra,
}

impl Item {
    /// Makes one from its field.
    pub fn new(sku: impl Into<String>) -> Self {
        Self {
            sku: sku.into(),
            unknown: json::Extra::new(),
        }
    }
}

impl json::Encode for Item {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("Item");
        writer.field("sku", &self.sku);
        writer.extra(&self.unknown);
        writer.end();
    }
}

impl json::Decode for Item {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("Item")?;
        Ok(Self {
            sku: object.required("sku")?,
            unknown: object.rest(),
        })
    }
}

/// `WithField`
#[derive(Clone, Debug, PartialEq)]
pub struct WithField {
    /// `unknown`
    pub unknown: Option<String>,
    /// Fields that this version of the contract does not know; they are written again.
    pub unknown_fields: json::Extra,
}

impl WithField {
    /// Makes one with every field absent or at its default.
    pub fn new() -> Self {
        Self {
            unknown: None,
            unknown_fields: json::Extra::new(),
        }
    }

    /// Sets `unknown`.
    pub fn unknown(mut self, unknown: impl Into<String>) -> Self {
        self.unknown = Some(unknown.into());
        self
    }
}

impl Default for WithField {
    fn default() -> Self {
        Self::new()
    }
}

impl json::Encode for WithField {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("WithField");
        writer.optional("unknown", &self.unknown);
        writer.extra(&self.unknown_fields);
        writer.end();
    }
}

impl json::Decode for WithField {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("WithField")?;
        Ok(Self {
            unknown: object.optional("unknown")?,
            unknown_fields: object.rest(),
        })
    }
}

tempoc_runtime::impl_payload! { Item, WithField }
