//! Recorded histories against contracts: the real ones of `tests/histories` against the contract that they were
//! recorded with, against changes of it, and in every form that tools export.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "../cases/mod.rs"]
mod cases;
mod contract;
mod definitions;
mod everywhere;
mod exports;
mod forms;
mod values;
