//! The contract compiler for Temporal.
pub mod ast;
pub mod check;
mod containment;
pub mod diagnostic;
pub mod load;
pub mod model;
pub mod names;
pub mod parse;
pub mod resolve;
pub mod source;
mod version;
pub mod yaml;
