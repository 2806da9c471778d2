//! The contract compiler for Temporal.
pub mod ast;
pub mod diagnostic;
pub mod load;
pub mod model;
pub mod parse;
pub mod source;
pub mod yaml;
