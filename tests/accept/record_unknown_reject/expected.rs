//// cases_v1/types.rs

//! The types of `cases.v1`.

use tempoc_runtime::json;

/// `Item`
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// `sku`
    pub sku: String,
    /// `note`
    pub note: Option<String>,
}

impl Item {
    /// Makes one from its required field; what else it has is absent or at its default.
    pub fn new(sku: impl Into<String>) -> Self {
        Self {
            sku: sku.into(),
            note: None,
        }
    }

    /// Sets `note`.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }
}

impl json::Encode for Item {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("Item");
        writer.field("sku", &self.sku);
        writer.optional("note", &self.note);
        writer.end();
    }
}

impl json::Decode for Item {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("Item")?;
        let value = Self {
            sku: object.required("sku")?,
            note: object.optional("note")?,
        };
        object.reject_unknown()?;
        Ok(value)
    }
}

tempoc_runtime::impl_payload! { Item }
