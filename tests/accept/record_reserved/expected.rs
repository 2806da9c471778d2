//// cases_v1/types.rs

//! The types of `cases.v1`.

use tempoc_runtime::json;

/// `Item`
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// `sku`
    pub sku: String,
}

impl Item {
    /// Makes one from its field.
    pub fn new(sku: impl Into<String>) -> Self {
        Self { sku: sku.into() }
    }
}

impl json::Encode for Item {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("Item");
        writer.field("sku", &self.sku);
        writer.end();
    }
}

impl json::Decode for Item {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("Item")?;
        Ok(Self {
            sku: object.required("sku")?,
        })
    }
}

tempoc_runtime::impl_payload! { Item }
