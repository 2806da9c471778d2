//! The same contract in Rust and in Python: values of every type, written in one language and read in the other.
//!
//! Values are made up from the model of each contract, the same ones on every run. `TEMPOC_SEED` and
//! `TEMPOC_CASES` ask for others and for more.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]
#![allow(clippy::print_stdout, reason = "what was tried is said")]

mod across;
mod case;
mod compare;
mod compiler;
mod python;
mod rust;
