//// cases_v1/types.rs

//! The types of `cases.v1`.

use tempoc_runtime::json;

/// Something that is sold.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What it is called in the shop.
    pub sku: String,
    /// `quantity`
    pub quantity: u32,
    /// `weight`
    pub weight: f64,
}

impl Item {
    /// Makes one from its fields.
    pub fn new(sku: impl Into<String>, quantity: u32, weight: f64) -> Self {
        Self {
            sku: sku.into(),
            quantity,
            weight,
        }
    }
}

impl json::Encode for Item {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("Item");
        writer.field("sku", &self.sku);
        writer.field("quantity", &self.quantity);
        writer.field("weight", &self.weight);
        writer.end();
    }
}

impl json::Decode for Item {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("Item")?;
        Ok(Self {
            sku: object.required("sku")?,
            quantity: object.required("quantity")?,
            weight: object.required("weight")?,
        })
    }
}

/// `Point`
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// `x`
    pub x: i32,
    /// `y`
    pub y: i32,
}

impl Point {
    /// Makes one from its fields.
    pub fn new(x: i32, y: i32) -> Self {
        Self { x, y }
    }
}

impl json::Encode for Point {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("Point");
        writer.field("x", &self.x);
        writer.field("y", &self.y);
        writer.end();
    }
}

impl json::Decode for Point {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("Point")?;
        Ok(Self {
            x: object.required("x")?,
            y: object.required("y")?,
        })
    }
}

/// `Nothing`
#[derive(Clone, Debug, PartialEq)]
pub struct Nothing {}

impl Nothing {
    /// Makes one; it has no fields.
    pub fn new() -> Self {
        Self {}
    }
}

impl Default for Nothing {
    fn default() -> Self {
        Self::new()
    }
}

impl json::Encode for Nothing {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("Nothing");
        writer.end();
    }
}

impl json::Decode for Nothing {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        node.object("Nothing")?;
        Ok(Self {})
    }
}

tempoc_runtime::impl_payload! { Item, Point, Nothing }
