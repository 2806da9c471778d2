//// cases_orders_v1/types.rs

//! The types of `cases.orders.v1`.

use tempoc_runtime::json;

use super::super::cases_common_v1;
use super::super::cases_other_v1;

/// `Order`
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// `total`
    pub total: cases_common_v1::Money,
    /// `owner`
    pub owner: cases_other_v1::Owner,
    /// `state`
    pub state: cases_common_v1::State,
}

impl Order {
    /// Makes one from its required fields; what else it has is absent or at its default.
    pub fn new(total: cases_common_v1::Money, owner: cases_other_v1::Owner) -> Self {
        Self {
            total,
            owner,
            state: cases_common_v1::State::Open,
        }
    }

    /// Sets `state`.
    pub fn state(mut self, state: cases_common_v1::State) -> Self {
        self.state = state;
        self
    }
}

impl json::Encode for Order {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("Order");
        writer.field("total", &self.total);
        writer.field("owner", &self.owner);
        writer.field("state", &self.state);
        writer.end();
    }
}

impl json::Decode for Order {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("Order")?;
        Ok(Self {
            total: object.required("total")?,
            owner: object.required("owner")?,
            state: object.defaulted("state", || cases_common_v1::State::Open)?,
        })
    }
}

tempoc_runtime::impl_payload! { Order }

//// cases_orders_v1/mod.rs

//! The contract `cases.orders.v1`.

mod client;
pub mod definitions;
mod errors;
mod types;
mod worker;
mod workflows;

pub use client::*;
pub use errors::*;
pub use types::*;
pub use worker::*;
pub use workflows::*;

//// cases_orders_v1/definitions.rs

//! The definitions of `cases.orders.v1`: what is addressed by name, and what the contract
//! says about it.

use tempoc_runtime as rt;

use super::super::cases_common_v1;
use super::errors::OrderError;

/// The workflow `order`.
#[derive(Clone, Copy, Debug)]
pub struct Order;

impl rt::Workflow for Order {
    type Input = super::types::Order;
    type Output = cases_common_v1::Money;
    type Error = OrderError;

    const NAME: &'static str = "cases.orders.v1.Order";
    const OPTIONS: rt::WorkflowOptions = rt::WorkflowOptions::on("orders");
}
