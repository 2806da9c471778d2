//! The contract of the tests, and what most of them run: an implementation of each definition.

mod activities;
mod desk;
mod errand;
mod helper;
mod serving;

pub use activities::{Elsewhere, Office, PostOffice};
pub use desk::FrontDesk;
pub use errand::Errands;
pub use helper::{Auditor, Clerk, Idle, Relay};
pub use serving::serve;
pub use tempoc_runtime as rt;

/// Two packages with every construct of the schema language that runs on a server.
pub mod contract {
    tempoc_runtime::include_contract!("tests.suite.v1");
}
