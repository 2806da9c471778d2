//! The order as somebody would write it by hand with serde derive.
//!
//! A decimal and bytes are strings, which is less work than what the generated type does.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    #[default]
    Received,
    Checked,
    Accepted,
    Paid,
    Packed,
    Shipped,
    Delivered,
    #[serde(untagged)]
    Unknown(String),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Address {
    line1: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    line2: Option<String>,
    city: String,
    country: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Item {
    sku: String,
    title: String,
    #[serde(default = "one")]
    quantity: u32,
    unit_price_minor: i64,
    weight: f64,
    #[serde(default)]
    gift: bool,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Order {
    order_id: String,
    customer_id: String,
    #[serde(default)]
    state: State,
    channel: String,
    locale: String,
    #[serde(default = "euro")]
    currency: String,
    warehouse: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    carrier: Option<String>,
    remark: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    coupon: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    referrer: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    gift_message: Option<String>,
    total_minor: i64,
    #[serde(default)]
    discount_minor: i64,
    sequence: u64,
    #[serde(default)]
    priority: i32,
    #[serde(default)]
    attempts: u32,
    tax_rate: f64,
    score: f64,
    #[serde(default)]
    weight: f64,
    #[serde(default)]
    express: bool,
    #[serde(default)]
    paid: bool,
    created_at: Timestamp,
    updated_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    due_on: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    promised_within: Option<SignedDuration>,
    total: String,
    idempotency_key: Uuid,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    receipt: Option<String>,
    ship_to: Address,
    #[serde(default)]
    attributes: BTreeMap<String, String>,
    items: Vec<Item>,
}

fn one() -> u32 {
    1
}

fn euro() -> String {
    "EUR".to_owned()
}
