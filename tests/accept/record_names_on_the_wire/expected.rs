//// cases_v1/types.rs

//! The types of `cases.v1`.

use tempoc_runtime::json;

/// `Item`
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// `stock_keeping_unit`
    pub stock_keeping_unit: String,
    /// `count`
    pub count: u32,
}

impl Item {
    /// Makes one from its required field; what else it has is absent or at its default.
    pub fn new(stock_keeping_unit: impl Into<String>) -> Self {
        Self {
            stock_keeping_unit: stock_keeping_unit.into(),
            count: 1,
        }
    }

    /// Sets `count`.
    pub fn count(mut self, count: u32) -> Self {
        self.count = count;
        self
    }
}

impl json::Encode for Item {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("Item");
        writer.field("sku", &self.stock_keeping_unit);
        writer.field("count", &self.count);
        writer.end();
    }
}

impl json::Decode for Item {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("Item")?;
        object.alias("sku", &["SKU", "stockKeepingUnit"]);
        object.alias("count", &["quantity"]);
        Ok(Self {
            stock_keeping_unit: object.required("sku")?,
            count: object.defaulted("count", || 1)?,
        })
    }
}

tempoc_runtime::impl_payload! { Item }
