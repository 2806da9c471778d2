//! The contract compiler for Temporal.
pub mod ast;
pub mod check;
mod containment;
pub mod diagnostic;
pub mod model;
pub mod names;
mod nearest;
pub mod resolve;
pub mod source;
mod version;
