//// cases_orders_v1/errors.rs

//! The errors of `cases.orders.v1`.

use tempoc_runtime as rt;
use tempoc_runtime::json;

use super::super::cases_payments_v1 as payments;

/// The error `OutOfStock`.
#[derive(Clone, Debug, PartialEq)]
pub struct OutOfStock {
    /// `sku`
    pub sku: String,
}

impl OutOfStock {
    /// Makes one from its field.
    pub fn new(sku: impl Into<String>) -> Self {
        Self { sku: sku.into() }
    }
}

impl json::Encode for OutOfStock {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("OutOfStock");
        writer.field("sku", &self.sku);
        writer.end();
    }
}

impl json::Decode for OutOfStock {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("OutOfStock")?;
        Ok(Self {
            sku: object.required("sku")?,
        })
    }
}

impl std::fmt::Display for OutOfStock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("out of stock")
    }
}

impl std::error::Error for OutOfStock {}

impl rt::DeclaredError for OutOfStock {
    const TYPE: &'static str = "OutOfStock";
    const RETRYABLE: bool = true;
}

tempoc_runtime::impl_payload! { OutOfStock }

/// The errors that workflow `order` declares.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum OrderError {
    /// The error `OutOfStock`.
    OutOfStock(OutOfStock),
    /// The error `Declined`.
    Declined(payments::Declined),
}

rt::errors! {
    OrderError { OutOfStock(OutOfStock), Declined(payments::Declined) }
}
rt::failures! {
    OrderError { OutOfStock }
}

/// The errors that update `cancel` of `order` declares.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum OrderCancelError {
    /// The error `Declined`.
    Declined(payments::Declined),
}

rt::errors! {
    OrderCancelError { Declined(payments::Declined) }
}
