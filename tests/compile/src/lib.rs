//! Every contract of `tests/accept` and `tests/wire`, compiled under the lints of the workspace and with warnings
//! denied: what tempoc gives a user passes the checks of a user.

#![deny(warnings)]
#![deny(clippy::all)]

/// The contracts of `tests/accept`, a module a case.
pub mod cases {
    include!(concat!(env!("OUT_DIR"), "/cases.rs"));
}

/// The contract of the wire vectors.
pub mod wire {
    tempoc_runtime::include_contract!("wire.v1");
}
