//! Histories recorded with one version of a contract, replayed with others.
//!
//! `changes` are changes of `contract.tempoc.yaml`, each with the edits that the workflows need to compile.
//! The tests replay what was recorded with every version, in Python and in Rust, and hold the outcome against what
//! `tempoc breaking` says.

pub mod change;
pub mod worker;

/// The versions that are compiled in Rust.
#[allow(missing_docs, reason = "a module for each change, named like it")]
pub mod versions {
    include!(concat!(env!("OUT_DIR"), "/versions.rs"));
}
