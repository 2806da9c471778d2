//! x

pub mod json;
