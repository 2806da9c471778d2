//! What a change of a contract breaks: an old version and the present one in, findings out.

pub mod against;
pub mod saved;
mod version;

pub use version::{PRESENT, Version};
