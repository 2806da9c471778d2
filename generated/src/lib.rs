//! The committed output of the sample contracts in `schemas/`.

#![deny(warnings)]

/// What `tempoc generate` writes.
pub mod contracts;
