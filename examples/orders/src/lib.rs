//! The contract, shared by those who call it and those who implement it.

/// Orders, from payment to parcel.
pub mod contract {
    tempoc_runtime::include_contract!("acme.orders.v1");
}
